//! Giving a seat: when every condition is met, and one at a time.

use super::link::Handout;
use super::{SeatRow, end};
use crate::args;
use crate::candidate::conditions;
use crate::candidate::enrolment::EnrolmentRow;
use crate::clock::MINUTE;
use crate::config::VariantConfig;
use crate::core::Core;
use crate::db::Outcome;
use crate::keys;
use crate::trouble::Trouble;
use crate::work::{self, JobKind};
use registrar_api::{Condition, ConditionKind, SeatState};
use secrecy::ExposeSecret;

/// The enrolment's open seat, or a new one.
pub async fn seat(core: &Core, enrolment_id: &str, handout: &Handout) -> Outcome<SeatRow> {
    end::expire_due(core, enrolment_id).await?;
    let mut conditions = Vec::new();
    // A second round finds the seat of a request that was quicker, or the condition that has changed meanwhile.
    for _ in 0..2 {
        if let Some(seat) = open_seat(core, enrolment_id).await? {
            return set_up(core, seat).await;
        }
        let enrolment = EnrolmentRow::load(core, enrolment_id).await?;
        conditions = conditions::of(core, &enrolment).await?;
        if conditions.iter().any(|c| !c.met && c.kind != ConditionKind::NoOpenSeat) {
            return Err(not_now(conditions));
        }
        let Some(variant) = core.settings.programme.variant(&enrolment.variant) else {
            return Err(Trouble::not_now("Your variant of the exam is no longer offered: open a case.", conditions));
        };
        if let Some(id) = reserve(core, &enrolment, variant, handout).await? {
            let seat = SeatRow::load(core, &id).await?;
            return set_up(core, seat.ok_or_else(|| Trouble::broken("a seat that was just made is gone"))?).await;
        }
    }
    match open_seat(core, enrolment_id).await? {
        Some(seat) => set_up(core, seat).await,
        None => Err(not_now(conditions)),
    }
}

fn not_now(conditions: Vec<Condition>) -> Trouble {
    Trouble::not_now("A seat cannot be given now; something is missing.", conditions)
}

/// The seat that is held, to be fetched, or being sat.
pub async fn open_seat(core: &Core, enrolment_id: &str) -> Outcome<Option<SeatRow>> {
    Ok(SeatRow::all(core, enrolment_id).await?.into_iter().find(SeatRow::is_live))
}

/// Writes a seat down, and that its access code is to be added. None if another request was quicker, or if what the conditions
/// saw has changed since: attempts, window, hold and variant are looked at again in the same statement.
async fn reserve(
    core: &Core,
    enrolment: &EnrolmentRow,
    variant: &VariantConfig,
    handout: &Handout,
) -> Outcome<Option<String>> {
    let rules = enrolment.programme(core).await?.attempts;
    let (id, nonce, now) = (keys::new_id(), keys::random_token(), core.now_ms());
    let token = core.keys.seat_token(&nonce);
    let sql = "INSERT INTO seat (id, enrolment_id, attempt, programme_version, variant, link_id, test_id, access_list_id,
               minutes, pass_mark_tenths, camera, nonce, token_hash, state, access_code, handout_hash, issued_ms, expires_ms,
               counts, outcome)
               SELECT $1, e.id, (SELECT COALESCE(MAX(attempt), 0) + 1 FROM seat WHERE enrolment_id = $2), $3, e.variant,
               $4, $5, $6, $7, $8, $9, $10, $11, 'reserved', 'absent', $12, $13, $14, 0, 'none'
               FROM enrolment e WHERE e.id = $2 AND e.variant = $15 AND e.variant_fixed = 1 AND e.held IS NULL
               AND e.window_opens_ms <= $13 AND e.window_closes_ms >= $16
               AND (SELECT COUNT(*) FROM seat WHERE enrolment_id = $2 AND counts = 1) < e.attempts_allowed
               ON CONFLICT DO NOTHING";
    let args = args![
        &id,
        &enrolment.id,
        core.programme_version,
        &variant.link_id,
        &variant.test_id,
        &variant.access_list_id,
        variant.minutes,
        variant.pass_mark_tenths,
        variant.camera.word(),
        &nonce,
        core.keys.hash("seat token", token.expose_secret()),
        handout.hash(),
        now,
        now + (variant.minutes + rules.grace_minutes) * MINUTE,
        &variant.id,
        now + (variant.minutes + rules.margin_minutes) * MINUTE,
    ];
    let mut tx = core.db.begin().await?;
    // Whoever was quicker, to hold it or to erase the person, is seen by the statement after this one.
    EnrolmentRow::locked(&mut tx, &enrolment.id).await?;
    let reserved = tx.run(sql, args).await? == 1;
    if reserved {
        work::enqueue(&mut tx, JobKind::SeatCodeAdd, &id, now).await?;
    }
    tx.commit().await?;
    Ok(reserved.then_some(id))
}

/// Has the access code of a reserved seat added, and answers with what the seat then is. If ClassMarker does not answer, it
/// stays reserved and is asked for again by itself.
pub async fn set_up(core: &Core, seat: SeatRow) -> Outcome<SeatRow> {
    if seat.state != SeatState::Reserved {
        return Ok(seat);
    }
    if let Err(trouble) = work::run_now(core, JobKind::SeatCodeAdd, &seat.id).await {
        tracing::info!(seat = seat.id, %trouble, "a seat stays reserved");
    }
    Ok(SeatRow::load(core, &seat.id).await?.unwrap_or(seat))
}
