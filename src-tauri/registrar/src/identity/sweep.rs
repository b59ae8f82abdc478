//! What time brings about: sessions that nothing was heard of, deletions that have become due, names that were changed.

use super::read::{self, PATIENCE};
use super::redact;
use super::row::IdentityRow;
use super::status::name_of;
use crate::args;
use crate::candidate::enrolment::EnrolmentRow;
use crate::clock::{DAY, HOUR};
use crate::core::Core;
use crate::db::{Ask, Outcome, Row};
use crate::work::{self, JobKind};
use registrar_api::NameMatch;

/// Redactions that have become due, sessions that nothing was heard of; called by the sweep.
pub async fn sweep(core: &Core) -> Outcome<()> {
    ask_after(core).await?;
    redact_due(core).await?;
    changed_names(core).await
}

/// Open sessions that have not been read for an hour. A check that runs is asked after until it ends.
async fn ask_after(core: &Core) -> Outcome<()> {
    let sql = "SELECT id FROM identity WHERE route = 'stripe' AND COALESCE(read_ms, created_ms) < $1
               AND (state IN ('creating', 'processing') OR (state = 'requires_input' AND updated_ms > $2))";
    let now = core.now_ms();
    let silent = core.db.rows(sql, args![now - HOUR, now - PATIENCE]).await?;
    if silent.is_empty() {
        return Ok(());
    }
    let mut tx = core.db.begin().await?;
    for row in silent {
        work::enqueue(&mut tx, JobKind::IdentityRead, &row.text("id")?, now).await?;
    }
    tx.commit().await
}

/// What the provider need not hold any longer: checks that passed, at once or when the enrolment is over, as configured;
/// unfinished ones when another took their place or the enrolment is over.
async fn redact_due(core: &Core) -> Outcome<()> {
    for row in may_go(&mut &core.db, core, "").await? {
        let mut tx = core.db.begin().await?;
        EnrolmentRow::locked(&mut tx, &row.text("enrolment_id")?).await?;
        let id = row.text("id")?;
        // Asked once more: an appeal, or a longer window, may have come meanwhile.
        if !may_go(&mut tx, core, &id).await?.is_empty() {
            redact::want(&mut tx, core, &id).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// All of them, or the one of that id.
async fn may_go(ask: &mut impl Ask, core: &Core, id: &str) -> Outcome<Vec<Row>> {
    let sql = "SELECT i.id, i.enrolment_id FROM identity i JOIN enrolment e ON e.id = i.enrolment_id
               WHERE i.redaction = 'none' AND i.provider_id IS NOT NULL AND i.state <> 'processing'
               AND ($4 = '' OR i.id = $4) AND (
                   (i.state = 'verified' AND $1 = 'redact_at_once')
                   OR (i.state <> 'verified' AND i.live = 0)
                   OR (
                       (i.state IN ('verified', 'canceled') OR i.updated_ms <= $3)
                       AND (e.window_closes_ms <= $2
                        OR EXISTS (SELECT 1 FROM seat s WHERE s.enrolment_id = e.id AND s.outcome = 'passed')
                        OR (SELECT COUNT(*) FROM seat s WHERE s.enrolment_id = e.id AND s.counts = 1) >= e.attempts_allowed)
                       AND NOT EXISTS (SELECT 1 FROM seat s WHERE s.enrolment_id = e.id
                           AND (s.state IN ('reserved', 'ready', 'open') OR s.outcome IN ('provisional', 'held')
                                OR s.outcome_ms > $2 OR s.expires_ms > $2))
                       AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.enrolment_id = e.id AND c.state <> 'closed'
                           AND c.kind IN ('appeal', 'identity', 'monitoring', 'name'))
                   )
               ) LIMIT 200";
    let programme = &core.settings.programme;
    let (now, retention) = (core.now_ms(), programme.identity.retention.word());
    ask.rows(sql, args![retention, now - programme.appeal_days * DAY, now - PATIENCE, id]).await
}

/// A name that was changed after it was compared: a person looks at it.
async fn changed_names(core: &Core) -> Outcome<()> {
    let sql = "SELECT i.* FROM identity i JOIN enrolment e ON e.id = i.enrolment_id
               WHERE i.live = 1 AND i.state = 'verified' AND i.name_match = 'matches' AND i.name_compared <> e.name";
    for row in core.db.rows(sql, &[]).await? {
        let row = IdentityRow::of(&row)?;
        let enrolment = EnrolmentRow::load(core, &row.enrolment_id).await?;
        if name_of(&row, enrolment.name.as_deref()) == NameMatch::Differs {
            let mut tx = core.db.begin().await?;
            read::name_case(&mut tx, core, &row, &enrolment).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}
