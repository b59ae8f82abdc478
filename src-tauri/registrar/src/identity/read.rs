//! Reading a session, and taking over what it says.

use super::names::names_match;
use super::row::{History, IdentityRow, Redaction, State};
use super::words::words_after;
use super::{create, redact};
use crate::candidate::enrolment::EnrolmentRow;
use crate::casework::{self, NewCase};
use crate::clock::{self, DAY, HOUR, SECOND};
use crate::config::ProgrammeConfig;
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::mail::{self, Mail};
use crate::providers::Session;
use crate::work::Done;
use registrar_api::{CaseKind, IdentityRetention, IdentityRoute, NameMatch};

/// How long a session that waits for the candidate is asked after.
pub const PATIENCE: i64 = 3 * DAY;

/// Work: reads the provider's session and takes over its state.
pub async fn read(core: &Core, id: &str) -> Outcome<Done> {
    let Some(row) = IdentityRow::by_id(core, id).await? else { return Ok(Done::Finished) };
    if row.route != IdentityRoute::Stripe || !row.state.is_open() {
        return Ok(Done::Finished);
    }
    let session = match &row.provider_id {
        Some(provider_id) => core.stripe.retrieve(provider_id).await?,
        None => match create::session(core, &row).await? {
            Some(session) => session,
            None => return never_begun(core, row).await,
        },
    };
    let enrolment = EnrolmentRow::load(core, &row.enrolment_id).await?;
    let programme = enrolment.programme(core).await?;
    let mut after = taken_over(&row, &session, core.now_ms());
    if after.state == State::Verified {
        verify(core, &mut after, &session.id, &enrolment, &programme).await?;
    }
    let mut tx = core.db.begin().await?;
    let same_name = EnrolmentRow::locked(&mut tx, &row.enrolment_id).await?.name == enrolment.name;
    if !same_name || !after.save(&mut tx).await? {
        // Something changed while Stripe was asked: its answer may be the older one.
        return Ok(Done::Again(core.now_ms()));
    }
    if after.redaction == Redaction::Wanted {
        redact::begin(&mut tx, core, &after.id).await?;
    }
    if after.live {
        tell(&mut tx, core, &row, &after, &enrolment, &programme).await?;
    }
    tx.commit().await?;
    Ok(next_look(&after, core.now_ms()))
}

/// A check that was closed before Stripe knew of it.
async fn never_begun(core: &Core, mut row: IdentityRow) -> Outcome<Done> {
    row.state = State::Canceled;
    let mut tx = core.db.begin().await?;
    let saved = row.save(&mut tx).await?;
    tx.commit().await?;
    Ok(if saved { Done::Finished } else { Done::Again(core.now_ms()) })
}

/// The row as the session says it is. What is final stays; each completed check is counted once, by its report.
fn taken_over(row: &IdentityRow, session: &Session, now: i64) -> IdentityRow {
    let mut after = row.clone();
    after.provider_id = Some(session.id.clone());
    after.read_ms = Some(now);
    after.state = match State::from_word(&session.status) {
        state @ (State::RequiresInput | State::Processing | State::Verified | State::Canceled) => state,
        // A word of tomorrow: nothing is made of it.
        _ if row.state == State::Creating => State::RequiresInput,
        _ => row.state,
    };
    after.last_error = match after.state {
        State::Verified => None,
        // The error of the check before says nothing of the one that runs.
        State::Processing => row.last_error.clone(),
        _ => session.last_error.clone(),
    };
    let report =
        session.last_report.clone().or_else(|| (after.state == State::Verified).then(|| "verified".to_owned()));
    let completed = after.state == State::Verified || session.last_error.is_some();
    if completed && report.is_some() && report != row.last_report {
        after.last_report = report;
        after.checks += 1;
    }
    let moved = (after.state, &after.last_error, &after.last_report) != (row.state, &row.last_error, &row.last_report);
    if moved {
        after.updated_ms = now;
    }
    after
}

/// Our own minimal record of a check that passed; it is saved before anything is deleted.
async fn verify(
    core: &Core,
    after: &mut IdentityRow,
    session: &str,
    enrolment: &EnrolmentRow,
    programme: &ProgrammeConfig,
) -> Outcome<()> {
    let now = core.now_ms();
    after.verified_ms = Some(now);
    after.valid_until_ms = Some(now + programme.identity.valid_days * DAY);
    if programme.identity.compares_name {
        let document = core.stripe.document_name(session).await?;
        let name = enrolment.name.clone().unwrap_or_default();
        after.name_match = match names_match(&name, document.first.as_deref(), document.last.as_deref()) {
            true => NameMatch::Matches,
            false => NameMatch::Differs,
        };
        after.name_compared = Some(name);
    }
    if programme.identity.retention == IdentityRetention::RedactAtOnce {
        after.redaction = Redaction::Wanted;
        after.redaction_wanted_ms = Some(now);
    }
    Ok(())
}

/// What the candidate and operations hear of a change.
async fn tell(
    tx: &mut Tx,
    core: &Core,
    before: &IdentityRow,
    after: &IdentityRow,
    enrolment: &EnrolmentRow,
    programme: &ProgrammeConfig,
) -> Outcome<()> {
    if after.state == State::Verified {
        passed(tx, core, after, enrolment).await?;
        if after.name_match == NameMatch::Differs {
            name_case(tx, core, after, enrolment).await?;
        }
    }
    let failed = after.state == State::RequiresInput
        && (&after.last_error, &after.last_report) != (&before.last_error, &before.last_report);
    if failed && let Some(code) = &after.last_error {
        not_passed(tx, core, after, code, enrolment, programme).await?;
    }
    let silent = core.now_ms() - after.updated_ms > core.settings.operations.silence_hours * HOUR;
    if after.state == State::Processing && silent {
        let since = clock::in_words(after.updated_ms);
        let case = NewCase::system(CaseKind::ProviderUnreachable, "An identity check does not come to an end")
            .about(&enrolment.id)
            .shown(&enrolment.person_id)
            .once(format!("identity:{}:silent", after.id))
            .saying(format!("Stripe has been at it since {since}. Most checks take less than a minute."));
        casework::open(tx, core, case).await?;
    }
    Ok(())
}

async fn passed(tx: &mut Tx, core: &Core, row: &IdentityRow, enrolment: &EnrolmentRow) -> Outcome<()> {
    let until = row.valid_until_ms.map(clock::date).unwrap_or_default();
    let body = match row.name_match {
        NameMatch::Differs => format!(
            "Your document and your face were checked, and they belong together.\n\nThe name on the document is not the name \
             you confirmed. A person compares the two and writes to you; you need not do anything now.\n\nThe check is good \
             until {until}.\n"
        ),
        _ => format!(
            "Your document and your face were checked, and they belong together. The check is good until {until}.\n\nThe app \
             shows what comes next.\n"
        ),
    };
    let mail = Mail {
        once: format!("identity:{}:verified", row.id),
        to: &enrolment.email,
        person_id: Some(&enrolment.person_id),
        subject: "Your identity check passed".into(),
        body,
    };
    mail::queue(tx, core, mail).await
}

async fn not_passed(
    tx: &mut Tx,
    core: &Core,
    row: &IdentityRow,
    code: &str,
    enrolment: &EnrolmentRow,
    programme: &ProgrammeConfig,
) -> Outcome<()> {
    let used = History::within(tx, &enrolment.id).await?.used;
    let error = words_after(code, &programme.identity, used);
    let left = (programme.identity.attempts - used).max(0);
    let mark = row.last_report.as_deref().unwrap_or(code);
    let mail = Mail {
        once: format!("identity:{}:failed:{mark}", row.id),
        to: &enrolment.email,
        person_id: Some(&enrolment.person_id),
        subject: "Your identity check did not pass: what to do".into(),
        body: format!("{}\n\n{}\n\nChecks left: {left}.\n", error.what, error.next_step),
    };
    mail::queue(tx, core, mail).await
}

/// Asks a person about a name. The document's name is not kept, so it is not told either.
pub async fn name_case(tx: &mut Tx, core: &Core, row: &IdentityRow, enrolment: &EnrolmentRow) -> Outcome<()> {
    let name = enrolment.name.as_deref().unwrap_or_default();
    let case = NewCase::system(CaseKind::Name, "The confirmed name is not the one that was checked")
        .about(&enrolment.id)
        .shown(&enrolment.person_id)
        .once(format!("identity:{}:name:{}", row.id, crate::keys::digest(name.as_bytes())))
        .saying(
            "The name that was confirmed for the credential and the name on the checked document were not found to be the \
             same. A person compares them: a short form, a married name or another script can be the reason.",
        );
    casework::open(tx, core, case).await?;
    Ok(())
}

/// Asks again after half of the time in which nothing has happened, between a quarter of a minute and an hour.
pub fn next_look(row: &IdentityRow, now: i64) -> Done {
    let quiet = now - row.updated_ms;
    match row.state {
        State::RequiresInput if quiet > PATIENCE => Done::Finished,
        state if state.is_open() => Done::Again(now + (quiet / 2).clamp(15 * SECOND, HOUR)),
        _ => Done::Finished,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn session(status: &str, error: Option<&str>, report: Option<&str>) -> Session {
        let value = serde_json::json!({
            "id": "vs_1", "status": status, "last_error": { "code": error }, "last_verification_report": report,
        });
        Session::of(&value).unwrap()
    }

    /// Reads these, one after the other: state, completed checks and error in the end.
    fn check(read: &[(&str, Option<&str>, Option<&str>)], expected: (State, i64, Option<&str>)) {
        let after = read.iter().fold(IdentityRow::waiting(), |row, (status, error, report)| {
            taken_over(&row, &session(status, *error, *report), 1)
        });
        assert_eq!((after.state, after.checks, after.last_error.as_deref()), expected, "{read:?}");
    }

    #[test]
    fn each_completed_check_counts_once() {
        use State::{Canceled, Processing, RequiresInput, Verified};
        let (one, two) = (Some("vr_1"), Some("vr_2"));
        let (old, blurred) = (Some("document_expired"), Some("selfie_unverified_other"));
        check(&[], (RequiresInput, 0, None));
        check(&[("processing", None, None)], (Processing, 0, None));
        check(&[("requires_input", old, one)], (RequiresInput, 1, old));
        check(&[("requires_input", old, one), ("requires_input", old, one)], (RequiresInput, 1, old));
        check(&[("requires_input", old, one), ("processing", None, one)], (Processing, 1, old));
        check(&[("requires_input", old, one), ("requires_input", old, two)], (RequiresInput, 2, old));
        check(&[("requires_input", old, one), ("requires_input", blurred, two)], (RequiresInput, 2, blurred));
        check(&[("requires_input", old, one), ("verified", None, two)], (Verified, 2, None));
        check(&[("verified", None, None)], (Verified, 1, None));
        // Left before anything was checked: a reason, and no check.
        check(&[("requires_input", Some("abandoned"), None)], (RequiresInput, 0, Some("abandoned")));
        check(&[("canceled", None, None)], (Canceled, 0, None));
        // A word of tomorrow changes nothing.
        check(&[("processing", None, None), ("pondering", None, None)], (Processing, 0, None));
    }

    #[test]
    fn the_questions_become_rarer() {
        let minute = 60 * SECOND;
        let check = |state, quiet: i64, expected: Done| {
            let mut row = IdentityRow::waiting();
            (row.state, row.updated_ms) = (state, DAY - quiet);
            assert_eq!(next_look(&row, DAY), expected, "{state} {quiet}");
        };
        check(State::Processing, 0, Done::Again(DAY + 15 * SECOND));
        check(State::RequiresInput, 4 * minute, Done::Again(DAY + 2 * minute));
        check(State::RequiresInput, 10 * HOUR, Done::Again(DAY + HOUR));
        check(State::RequiresInput, PATIENCE + 1, Done::Finished);
        check(State::Processing, PATIENCE + 1, Done::Again(DAY + HOUR));
        check(State::Processing, -HOUR, Done::Again(DAY + 15 * SECOND));
        check(State::Verified, 0, Done::Finished);
        check(State::Canceled, 0, Done::Finished);
    }

    proptest! {
        #[test]
        fn reading_again_changes_nothing(status in "requires_input|processing|verified|canceled|odd", n in 0..4_u8, failed: bool) {
            let report = format!("vr_{n}");
            let session = session(&status, failed.then_some("document_expired"), (n > 0).then_some(&report));
            let once = taken_over(&IdentityRow::waiting(), &session, 1);
            let twice = taken_over(&once, &session, 2);
            prop_assert_eq!((once.state, once.checks, once.updated_ms), (twice.state, twice.checks, twice.updated_ms));
        }
    }
}
