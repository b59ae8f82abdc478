//! The outcome of a seat, made anew from everything that is known of its result, and what a change of it calls for.

use super::verdict::{self, Known, Verdict};
use super::{revision, settle, tell};
use crate::args;
use crate::casework::{self, NewCase};
use crate::clock::SECOND;
use crate::config::{MonitoringConfig, ProgrammeConfig};
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::seat::{self, SeatRow};
use crate::trouble::Trouble;
use crate::work::{self, JobKind};
use registrar_api::{CaseKind, Outcome as ExamOutcome, SeatState};

/// Writes the outcome down. The caller holds the seat's row; `news` says that something was learned, even if the outcome stays.
pub async fn assess(tx: &mut Tx, core: &Core, seat_id: &str, news: bool) -> Outcome<()> {
    let seat = SeatRow::load_in(tx, seat_id).await?.ok_or_else(|| Trouble::not_found("seat"))?;
    let revisions = revision::all(tx, seat_id).await?;
    let Some(current) = settle::current(&revisions) else { return Ok(()) };
    if seat.state == SeatState::Void {
        return Ok(());
    }
    let digest = &current.revision.digest;
    let known = Known {
        feed_seen: current.revision.feed_seen_s.is_some(),
        contested: current.contested,
        released: released_digest(tx, seat_id).await?.as_ref() == Some(digest),
        forgotten: revision::has_forgotten_monitor(tx, seat_id).await?,
    };
    let record = revision::record(tx, seat_id, digest).await?;
    let verdict = verdict::judge(&record, &seat, &monitoring(tx, core, seat.programme_version).await?, known);
    let moved = seat.current_digest.as_ref() != Some(digest);
    let changed = seat.outcome != verdict.outcome || seat.outcome_why != verdict.why;
    if moved || changed {
        write(tx, core, &seat, &verdict, digest).await?;
        seat::finished(tx, core, seat_id, current.revision.finished_s.saturating_mul(SECOND)).await?;
    }
    if changed {
        tell_of(tx, core, &seat, &verdict, &record, digest).await?;
    }
    raise_if_credential_stands(tx, core, &seat, &verdict, digest).await?;
    if moved || changed || news {
        work::enqueue(tx, JobKind::CredentialDue, seat_id, core.now_ms()).await?;
    }
    Ok(())
}

async fn write(tx: &mut Tx, core: &Core, seat: &SeatRow, verdict: &Verdict, digest: &str) -> Outcome<()> {
    let sql = "UPDATE seat SET outcome_ms = CASE WHEN outcome = $2 THEN outcome_ms ELSE $4 END, outcome = $2,
               outcome_why = $3, current_digest = $5 WHERE id = $1";
    let (outcome, why) = (verdict.outcome.word(), verdict.why.as_deref());
    tx.run(sql, args![&seat.id, outcome, why, core.now_ms(), digest]).await?;
    Ok(())
}

async fn tell_of(
    tx: &mut Tx,
    core: &Core,
    seat: &SeatRow,
    verdict: &Verdict,
    record: &super::ResultRecord,
    digest: &str,
) -> Outcome<()> {
    let holder = tell::holder(tx, &seat.enrolment_id).await?;
    if let (ExamOutcome::Held, Some(why)) = (verdict.outcome, &verdict.why) {
        let title = format!("The result of attempt {} is held", seat.attempt);
        let case = NewCase::system(CaseKind::Held, title).about(&seat.enrolment_id).shown(&holder.person_id);
        casework::open(tx, core, case.once(format!("held:{}:{digest}", seat.id)).saying(why)).await?;
    }
    if seat.outcome != verdict.outcome {
        tell::candidate(tx, core, &holder, seat, verdict, Some(record)).await?;
    }
    Ok(())
}

/// A credential that was begun rests on a pass. If that is gone, a person decides; the credential stays as it is.
async fn raise_if_credential_stands(
    tx: &mut Tx,
    core: &Core,
    seat: &SeatRow,
    verdict: &Verdict,
    digest: &str,
) -> Outcome<()> {
    if verdict.outcome == ExamOutcome::Passed {
        return Ok(());
    }
    let sql = "SELECT id FROM credential WHERE seat_id = $1 AND step NOT IN ('withdrawing', 'withdrawn')";
    if tx.row(sql, args![&seat.id]).await?.is_none() {
        return Ok(());
    }
    let holder = tell::holder(tx, &seat.enrolment_id).await?;
    let title = format!("The result of attempt {} has changed after its credential was begun", seat.attempt);
    let why = verdict.why.as_deref().unwrap_or("ClassMarker reports another score.");
    let case = NewCase::system(CaseKind::ResultChanged, title)
        .about(&seat.enrolment_id)
        .shown(&holder.person_id)
        .once(format!("changed:{}:{digest}:{}", seat.id, verdict.outcome))
        .saying(format!(
            "The outcome is now “{}”. {why} The credential has not been touched; a person decides about it.",
            verdict.outcome
        ));
    casework::open(tx, core, case).await.map(drop)
}

async fn released_digest(tx: &mut Tx, seat_id: &str) -> Outcome<Option<String>> {
    let row = tx.row("SELECT released_digest FROM seat WHERE id = $1", args![seat_id]).await?;
    row.map_or(Ok(None), |row| row.opt_text("released_digest"))
}

/// The monitoring rules under which the seat was given, read in this transaction.
async fn monitoring(tx: &mut Tx, core: &Core, version: i64) -> Outcome<MonitoringConfig> {
    if version == core.programme_version {
        return Ok(core.settings.programme.monitoring.clone());
    }
    let row = tx.row("SELECT body FROM programme WHERE version = $1", args![version]).await?;
    let body = row.ok_or_else(|| Trouble::broken("a version of the programme is missing"))?.text("body")?;
    let programme: ProgrammeConfig =
        serde_json::from_str(&body).map_err(|e| Trouble::broken(format!("programme {version}: {e}")))?;
    Ok(programme.monitoring)
}
