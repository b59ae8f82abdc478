//! Taking a credential back.
//!
//! Certifier's reference shows one way: DELETE. There is no status for it and no list of what was revoked, so whoever holds
//! a copy of the badge can perhaps still verify it. A wrong name is mended the same way, by a new credential: PATCH exists,
//! but what it does to a page and a badge that have been issued already is not told.

use super::issue::{Next, not_done};
use super::ledger::{Entry, Step, entries};
use super::letter;
use super::search::{self, Search};
use crate::args;
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::trouble::Trouble;
use crate::work::{self, Done, JobKind};
use std::ops::ControlFlow::{Break, Continue};

const LIVE: &str = entries!("WHERE c.enrolment_id = $1 AND c.step <> 'withdrawn'");

/// A person withdraws a credential; with `again`, a new one follows (after a corrected name).
pub async fn withdraw(tx: &mut Tx, core: &Core, enrolment_id: &str, again: bool) -> Outcome<()> {
    // The step may change between the look and the word; each time it is one nearer to the end.
    for _ in 0..=Step::ALL.len() {
        let Some(row) = tx.row(LIVE, args![enrolment_id]).await? else { break };
        if begin(tx, core, &Entry::of(&row)?, again).await? {
            return Ok(());
        }
    }
    Err(Trouble::not_found("credential"))
}

/// False if it does not stand where it stood.
pub(super) async fn begin(tx: &mut Tx, core: &Core, entry: &Entry, again: bool) -> Outcome<bool> {
    // A credential that was never asked for is withdrawn at once.
    let to = if entry.step == Step::Wanted { Step::Withdrawn } else { Step::Withdrawing };
    let sql = "UPDATE credential SET step = $3, again = $4, unknown_ms = $5, searches = 0, updated_ms = $5
               WHERE id = $1 AND step = $2";
    let now = core.now_ms();
    if tx.run(sql, args![&entry.id, entry.step.word(), to.word(), again, now]).await? == 0 {
        return Ok(false);
    }
    if matches!(entry.step, Step::Issued | Step::Sending | Step::Done) {
        letter::withdrawn(tx, core, &entry.subject(), again).await?;
    }
    match (to, again) {
        (Step::Withdrawing, _) => work::enqueue(tx, JobKind::CredentialStep, &entry.id, now).await?,
        (_, true) => work::enqueue(tx, JobKind::CredentialDue, &entry.seat_id, now).await?,
        _ => {}
    }
    Ok(true)
}

/// The work of it: deletes at Certifier. After an unknown outcome it deletes again; one that is gone already is no
/// trouble.
pub(super) async fn step(core: &Core, entry: &Entry) -> Next {
    let ids = match &entry.provider_id {
        Some(id) => vec![id.clone()],
        // It was being created: whatever came of that goes.
        None => match search::look(core, entry).await {
            Ok(Search::Later(at)) => return Ok(Break(Done::Again(at))),
            Ok(Search::Nothing) => vec![],
            Ok(Search::Found(found)) => found.into_iter().map(|credential| credential.id).collect(),
            Err(Trouble::Provider(trouble)) => return not_done(core, entry, trouble).await,
            Err(trouble) => return Err(trouble),
        },
    };
    for id in &ids {
        if let Err(trouble) = core.certifier.delete(id).await {
            return not_done(core, entry, trouble).await;
        }
    }
    let mut tx = core.db.begin().await?;
    // Whether another one follows may have been decided while Certifier was asked.
    let sql = "UPDATE credential SET step = 'withdrawn', updated_ms = $2 WHERE id = $1 AND step = 'withdrawing' RETURNING again";
    let gone = tx.row(sql, args![&entry.id, core.now_ms()]).await?;
    if gone.map_or(Ok(false), |row| row.flag("again"))? {
        work::enqueue(&mut tx, JobKind::CredentialDue, &entry.seat_id, core.now_ms()).await?;
    }
    tx.commit().await?;
    Ok(Continue(()))
}
