//! Acts that other rooms carry out: seats, results, identities, credentials.

use super::{Effect, enrolment_of, look_at_credential};
use crate::args;
use crate::candidate::enrolment::EnrolmentRow;
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::trouble::Trouble;
use crate::{credential, identity, result, seat};

type At<'a> = (&'a mut Tx, &'a Core);

pub async fn void((tx, core): At<'_>, id: &str, why: &str) -> Outcome<Effect> {
    let (enrolment, before) = seat_of(tx, id).await?;
    seat::void(tx, core, id, why).await?;
    let told = "A seat of yours was taken back by a person. It does not count as an attempt.";
    seat_effect(tx, enrolment, id, &before, "The seat is void, and does not count.", told).await
}

pub async fn clear_monitoring((tx, core): At<'_>, id: &str) -> Outcome<Effect> {
    let (enrolment, before) = seat_of(tx, id).await?;
    result::clear_monitoring(tx, core, id).await?;
    let told = "A person has looked at what the exam's monitor noted. It stands in your way no longer.";
    seat_effect(tx, enrolment, id, &before, "What the monitor noted is cleared.", told).await
}

pub async fn release_result((tx, core): At<'_>, id: &str) -> Outcome<Effect> {
    let (enrolment, before) = seat_of(tx, id).await?;
    result::release(tx, core, id).await?;
    let told = "Your result was held for a person to look at. It is released.";
    seat_effect(tx, enrolment, id, &before, "The result is released.", told).await
}

pub async fn decide_identity((tx, core): At<'_>, id: &str, verified: bool) -> Outcome<Effect> {
    let enrolment = enrolment_of(tx, id).await?;
    let before = identity_state(tx, id).await?;
    identity::decide(tx, core, id, verified).await?;
    look_at_credential(tx, core, id).await?;
    let change = format!("from {before} to {}", identity_state(tx, id).await?);
    let (said, told) = match verified {
        true => ("The identity counts as verified.", "A person has verified your identity."),
        false => ("The identity is refused.", "A person has looked at your identity and could not accept it."),
    };
    let effect = Effect::about(enrolment, change, told);
    Ok(Effect { said: said.into(), ..effect })
}

pub async fn withdraw((tx, core): At<'_>, id: &str, again: bool) -> Outcome<Effect> {
    let enrolment = enrolment_of(tx, id).await?;
    let before = credential_step(tx, id).await?;
    credential::withdraw(tx, core, id, again).await?;
    let change = format!("from {before} to {}", credential_step(tx, id).await?);
    let (said, told) = match again {
        true => ("The credential is withdrawn and issued anew.", "Your credential is replaced by a new one."),
        false => ("The credential is withdrawn.", "Your credential has been withdrawn."),
    };
    let effect = Effect::about(enrolment, change, told);
    Ok(Effect { said: said.into(), ..effect })
}

/// The enrolment of a seat, and the seat in words.
async fn seat_of(tx: &mut Tx, id: &str) -> Outcome<(EnrolmentRow, String)> {
    let row = tx.row("SELECT enrolment_id FROM seat WHERE id = $1", args![id]).await?;
    let enrolment = row.ok_or_else(|| Trouble::not_found("seat"))?.text("enrolment_id")?;
    let enrolment = enrolment_of(tx, &enrolment).await?;
    // What it is before the act is read with nobody else at it.
    tx.run("UPDATE seat SET outcome = outcome WHERE id = $1", args![id]).await?;
    Ok((enrolment, seat_state(tx, id).await?))
}

async fn seat_effect(
    tx: &mut Tx,
    enrolment: EnrolmentRow,
    id: &str,
    before: &str,
    said: &str,
    told: &str,
) -> Outcome<Effect> {
    let change = format!("from {before} to {}", seat_state(tx, id).await?);
    let effect = Effect::about(enrolment, change, told);
    Ok(Effect { subject: format!("seat:{id}"), said: said.into(), ..effect })
}

async fn seat_state(tx: &mut Tx, id: &str) -> Outcome<String> {
    let row = tx.row("SELECT state, outcome, counts, cleared_ms FROM seat WHERE id = $1", args![id]).await?;
    let row = row.ok_or_else(|| Trouble::not_found("seat"))?;
    let counts = if row.flag("counts")? { "counting" } else { "not counting" };
    let cleared = if row.opt_int("cleared_ms")?.is_some() { ", cleared" } else { "" };
    Ok(format!("{}/{}, {counts}{cleared}", row.text("state")?, row.text("outcome")?))
}

async fn identity_state(tx: &mut Tx, enrolment_id: &str) -> Outcome<String> {
    let sql = "SELECT state FROM identity WHERE enrolment_id = $1 AND live = 1";
    tx.row(sql, args![enrolment_id]).await?.map_or(Ok("none".into()), |row| row.text("state"))
}

async fn credential_step(tx: &mut Tx, enrolment_id: &str) -> Outcome<String> {
    let sql = "SELECT step FROM credential WHERE enrolment_id = $1 ORDER BY created_ms DESC LIMIT 1";
    tx.row(sql, args![enrolment_id]).await?.map_or(Ok("none".into()), |row| row.text("step"))
}
