//! What is being waited for: whether the feed may rest, from where it must be read again, and what has waited too long.

use super::tell;
use crate::args;
use crate::casework::{self, NewCase};
use crate::clock::{self, DAY, HOUR, SECOND};
use crate::core::Core;
use crate::db::{Outcome, Row};
use registrar_api::CaseKind;

/// The provider does not look back further than three months.
pub const LOOKBACK: i64 = 89 * DAY;
/// From here on a person should hurry.
const ALARM: i64 = 80 * DAY;
/// So long after its end a seat without a result, or a state that only a webhook told of, is looked for in the deep.
const LOOKED_FOR: i64 = 2 * DAY;

/// The seat `s` is of somebody who has not been erased: nothing more is taken of the others.
macro_rules! of_somebody {
    () => {
        " AND EXISTS (SELECT 1 FROM enrolment e JOIN person p ON p.id = e.person_id
         WHERE e.id = s.enrolment_id AND p.erased_ms IS NULL)"
    };
}

/// What is being waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watch {
    /// Somebody waits for a result, a grade or a confirmation.
    pub waiting: bool,
    /// The oldest time, by the provider's clock, at which something may have finished that matters still.
    pub oldest_s: Option<i64>,
}

impl Watch {
    pub async fn of(core: &Core, now: i64) -> Outcome<Self> {
        let first = |row: Option<Row>| row.map_or(Ok(None), |row| row.opt_int("first"));
        let sql = "SELECT MIN(issued_ms) AS first FROM seat WHERE state = 'open' AND outcome = 'none'";
        let live = first(core.db.row(sql, &[]).await?)?;
        // Their end has passed, and nothing has come.
        let sql = concat!(
            "SELECT MIN(issued_ms) AS first FROM seat s WHERE state IN ('open', 'expired') AND outcome = 'none'
                   AND expires_ms < $1 AND expires_ms > $2",
            of_somebody!()
        );
        let lost = first(core.db.row(sql, args![now, now - LOOKED_FOR]).await?)?;
        let sql = concat!(
            "SELECT MIN(r.finished_s) AS first FROM seat s
                   JOIN result_revision r ON r.seat_id = s.id AND r.digest = s.current_digest
                   WHERE s.state <> 'void' AND (s.outcome = 'provisional' OR r.feed_seen_s IS NULL)",
            of_somebody!()
        );
        let open = first(core.db.row(sql, &[]).await?)?;
        let sql =
            "SELECT MIN(finished_s) AS first FROM result_revision WHERE feed_seen_s IS NULL AND first_seen_ms > $1";
        let told = first(core.db.row(sql, args![now - LOOKED_FOR]).await?)?;
        let lost_s = lost.map(|issued_ms| (issued_ms - HOUR) / SECOND);
        // A second earlier, as the feed shows what finished after a time.
        let oldest_s = [lost_s, open.map(|s| s - 1), told.map(|s| s - 1)].into_iter().flatten().min();
        Ok(Self { waiting: live.is_some() || oldest_s.is_some(), oldest_s })
    }
}

/// Raises what comes near the provider's three months, and what its own list should have shown by now.
pub async fn alarms(core: &Core, cursor_s: i64, now: i64) -> Outcome<()> {
    if cursor_s.saturating_mul(SECOND) < now - ALARM {
        let since = clock::in_words(cursor_s.saturating_mul(SECOND));
        let case = NewCase::system(CaseKind::DeadlineNear, "Results are about to come out of reach")
            .once(format!("feed:gap:{cursor_s}"))
            .saying(format!("Nothing has been read since {since}; ClassMarker's list reaches back three months."));
        raise(core, case).await?;
    }
    let sql = concat!(
        "SELECT s.id, s.enrolment_id, s.attempt, r.finished_s, e.person_id FROM seat s
               JOIN enrolment e ON e.id = s.enrolment_id JOIN result_revision r ON r.seat_id = s.id AND r.digest = s.current_digest
               WHERE s.outcome = 'provisional' AND s.state <> 'void' AND r.finished_s < $1",
        of_somebody!()
    );
    for row in core.db.rows(sql, args![(now - ALARM) / SECOND]).await? {
        let (id, attempt) = (row.text("id")?, row.int("attempt")?);
        let finished = clock::in_words(row.int("finished_s")?.saturating_mul(SECOND));
        let case = NewCase::system(CaseKind::DeadlineNear, format!("Attempt {attempt} is not graded yet"))
            .about(&row.text("enrolment_id")?)
            .shown(&row.text("person_id")?)
            .once(format!("ungraded:{id}"))
            .saying(format!("It finished at {finished}; after three months ClassMarker's list no longer shows it."));
        raise(core, case).await?;
    }
    unconfirmed(core, now).await
}

/// Told by a webhook, and for long not shown by the provider's own list although that answers.
async fn unconfirmed(core: &Core, now: i64) -> Outcome<()> {
    let sql = concat!(
        "SELECT s.id, s.enrolment_id, s.attempt, s.current_digest FROM seat s
               JOIN result_revision r ON r.seat_id = s.id AND r.digest = s.current_digest
               WHERE r.feed_seen_s IS NULL AND s.state <> 'void' AND r.first_seen_ms < $1",
        of_somebody!()
    );
    let long_ago = now - core.settings.operations.silence_hours * HOUR;
    for row in core.db.rows(sql, args![long_ago]).await? {
        let (id, digest) = (row.text("id")?, row.text("current_digest")?);
        let enrolment_id = row.text("enrolment_id")?;
        let title = format!("The result of attempt {} is not in ClassMarker's own list", row.int("attempt")?);
        let mut tx = core.db.begin().await?;
        let holder = tell::holder(&mut tx, &enrolment_id).await?;
        let case = NewCase::system(CaseKind::Held, title)
            .about(&enrolment_id)
            .shown(&holder.person_id)
            .once(format!("unconfirmed:{id}:{digest}"))
            .saying("A result has been reported, but the list that must confirm it does not show it. A person looks.");
        casework::open(&mut tx, core, case).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn raise(core: &Core, case: NewCase) -> Outcome<()> {
    let mut tx = core.db.begin().await?;
    casework::open(&mut tx, core, case).await?;
    tx.commit().await
}
