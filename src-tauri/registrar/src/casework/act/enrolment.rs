//! Acts on an enrolment itself.

use super::action::between;
use super::{Effect, enrolment_of, look_at_credential};
use crate::args;
use crate::candidate::papers;
use crate::casework::open::{self, NewCase};
use crate::clock::{self, DAY};
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::trouble::Trouble;
use registrar_api::CaseKind;

type At<'a> = (&'a mut Tx, &'a Core);

/// The case of a hold says why, and takes the candidate's answer; it ends with the hold.
pub async fn hold((tx, core): At<'_>, id: &str, why: &str) -> Outcome<Effect> {
    let enrolment = enrolment_of(tx, id).await?;
    if enrolment.held.is_some() {
        return Err(Trouble::not_now("It is held already.", vec![]));
    }
    let now = core.now_ms();
    tx.run("UPDATE enrolment SET held = $2, held_ms = $3 WHERE id = $1", args![id, why, now]).await?;
    let case = NewCase::system(CaseKind::Held, "The enrolment is held")
        .about(id)
        .shown(&enrolment.person_id)
        .once(its_case(id, now))
        .saying(format!("{why}\n\nNo seat is given and no credential issued until a person releases the enrolment."));
    let number = open::open(tx, core, case).await?;
    let told = format!(
        "Your enrolment is held: no seat is given and no credential issued until a person releases it. Case {number} says \
         why, and takes your answer."
    );
    let effect = Effect::about(enrolment, "from free to held".into(), told);
    Ok(Effect { said: format!("The enrolment is held; case {number} tells the candidate why."), ..effect })
}

pub async fn release((tx, core): At<'_>, id: &str) -> Outcome<Effect> {
    let enrolment = enrolment_of(tx, id).await?;
    let since_ms = enrolment.held_ms.ok_or_else(|| Trouble::not_now("It is not held.", vec![]))?;
    tx.run("UPDATE enrolment SET held = NULL, held_ms = NULL WHERE id = $1", args![id]).await?;
    look_at_credential(tx, core, id).await?;
    let change = format!("from held since {} to free", clock::in_words(since_ms));
    let effect = Effect::about(enrolment, change, "Your enrolment is released.");
    Ok(Effect { said: "The enrolment is released.".into(), ends: Some(its_case(id, since_ms)), ..effect })
}

fn its_case(id: &str, held_ms: i64) -> String {
    format!("hold:{id}:{held_ms}")
}

pub async fn grant((tx, _): At<'_>, id: &str, more: i64) -> Outcome<Effect> {
    between("more", more, 1, 10)?;
    let enrolment = enrolment_of(tx, id).await?;
    let (before, now) = (enrolment.attempts_allowed, enrolment.attempts_allowed + more);
    tx.run("UPDATE enrolment SET attempts_allowed = $2 WHERE id = $1", args![id, now]).await?;
    let said = format!("Attempts granted: {more}. That makes {now} in all.");
    Ok(Effect::about(enrolment, format!("from {before} to {now} attempts"), said))
}

pub async fn extend((tx, core): At<'_>, id: &str, days: i64) -> Outcome<Effect> {
    between("days", days, 1, 730)?;
    let enrolment = enrolment_of(tx, id).await?;
    let before = enrolment.window_closes_ms;
    let closes = before.max(core.now_ms()) + days * DAY;
    tx.run("UPDATE enrolment SET window_closes_ms = $2 WHERE id = $1", args![id, closes]).await?;
    let closes = clock::in_words(closes);
    let change = format!("from a window until {} to one until {closes}", clock::in_words(before));
    Ok(Effect::about(enrolment, change, format!("The exam can now be sat until {closes}.")))
}

pub async fn lift_wait((tx, core): At<'_>, id: &str) -> Outcome<Effect> {
    let enrolment = enrolment_of(tx, id).await?;
    let now = core.now_ms();
    let before =
        enrolment.may_sit_from_ms.map_or("the usual".into(), |ms| format!("none since {}", clock::in_words(ms)));
    tx.run("UPDATE enrolment SET may_sit_from_ms = $2 WHERE id = $1", args![id, now]).await?;
    let change = format!("from a waiting period of {before} to none since {}", clock::in_words(now));
    Ok(Effect::about(enrolment, change, "The waiting period before the next attempt is lifted."))
}

pub async fn set_variant((tx, core): At<'_>, id: &str, variant: &str) -> Outcome<Effect> {
    let programme = &core.settings.programme;
    let Some(chosen) = programme.variant(variant) else {
        let known: Vec<&str> = programme.variants.iter().map(|v| v.id.as_str()).collect();
        return Err(Trouble::bad(format!("variant: “{variant}” is none of {}.", known.join(", "))));
    };
    let enrolment = enrolment_of(tx, id).await?;
    tx.run("UPDATE enrolment SET variant = $2, variant_fixed = 1 WHERE id = $1", args![id, variant]).await?;
    let fixed = if enrolment.variant_fixed { "" } else { " (not fixed)" };
    let change = format!("from {}{fixed} to {variant}", enrolment.variant);
    let said = format!("Your next seat is for “{}”: {} minutes.", chosen.title, chosen.minutes);
    let effect = Effect::about(enrolment, change, said);
    Ok(Effect { said: format!("The variant is {variant}, from the next seat on."), ..effect })
}

pub async fn correct_name((tx, core): At<'_>, id: &str, name: &str) -> Outcome<Effect> {
    let name = papers::tidy(name)?;
    let enrolment = enrolment_of(tx, id).await?;
    let sql = "UPDATE enrolment SET name = $2, name_confirmed_ms = $3 WHERE id = $1";
    tx.run(sql, args![id, &name, core.now_ms()]).await?;
    // A person has decided that this is the name of the one whose document was compared.
    let sql = "UPDATE identity SET version = version + 1, name_compared = $2, name_match = 'matches'
               WHERE enrolment_id = $1 AND live = 1 AND name_compared IS NOT NULL";
    tx.run(sql, args![id, &name]).await?;
    look_at_credential(tx, core, id).await?;
    let sql = "SELECT id FROM credential WHERE enrolment_id = $1 AND step NOT IN ('withdrawing', 'withdrawn')";
    let issued = tx.row(sql, args![id]).await?.is_some();
    let before = enrolment.name.as_deref().unwrap_or("none");
    let change = format!("from “{before}” to “{name}”");
    let effect = Effect::about(enrolment, change, format!("Your name for the credential is now “{name}”."));
    let more = if issued { " The credential still bears the earlier one: reissue it." } else { "" };
    Ok(Effect { said: format!("The name is corrected.{more}"), ..effect })
}
