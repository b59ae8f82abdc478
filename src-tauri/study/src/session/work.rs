//! What was done in a session.

use crate::attempt::{self, Attempt};
use crate::effective::{AmendmentFact, Stamp, Withdrawn};
use crate::progress::row::amendment;
use crate::record::Store;
use crate::sql::{Columns, Script, tag, values};
use crate::{Error, Record};
use std::collections::HashSet;
use uuid::Uuid;

/// What was done with the tasks handed out in a session.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SessionWork {
    /// In the order of the log.
    pub attempts: Vec<SessionTry>,
    /// One for each task that was put aside and neither answered in the session nor taken up again, in the order in
    /// which they were handed out.
    pub skipped: Vec<SessionSkip>,
    /// The tasks that are still open, in the order in which they were handed out. One that is opened elsewhere later
    /// belongs there from then on.
    pub open: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SessionTry {
    pub attempt: Attempt,
    /// False when it was undone later, or is before a reset.
    pub counts: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionSkip {
    pub task: String,
    pub module: String,
    /// As in [`crate::Presentation::skipped_for`].
    pub reason: Option<String>,
}

const WORK: &str = include_str!("work.sql");

impl Record {
    /// What was done in the session; nothing where there is no such session.
    pub async fn session_work(&self, id: Uuid) -> Result<SessionWork, Error> {
        let mut store = self.store().await.map_err(Error::reading)?;
        store.session_work(id).await.map_err(Error::reading)
    }
}

impl Store {
    async fn session_work(&mut self, id: Uuid) -> sqlx::Result<SessionWork> {
        let mut script = Script::default();
        script.add(WORK, values![id, id, id]);
        let (mut work, mut answered) = (SessionWork::default(), HashSet::new());
        let mut stamps = Vec::new();
        let mut amendments: Vec<AmendmentFact> = Vec::new();
        for row in script.rows(&mut self.connection).await? {
            let columns = &mut Columns::of(&row);
            match tag(&row)? {
                "shown" => shown(columns, &mut work, &mut answered)?,
                "attempt" => {
                    let attempt = attempt::row::attempt(columns)?;
                    stamps.push(Stamp { order_ms: columns.next()?, device: attempt.device, seq: attempt.seq });
                    work.attempts.push(SessionTry { attempt, counts: true });
                }
                _ => amendments.push(amendment(columns)?),
            }
        }
        work.skipped.retain(|skip| !answered.contains(&skip.task) && !work.open.contains(&skip.task));
        let withdrawn = Withdrawn::new(&amendments);
        for (SessionTry { attempt, counts }, stamp) in work.attempts.iter_mut().zip(stamps) {
            *counts = !withdrawn.holds(attempt.id, stamp, &attempt.module, &attempt.task);
        }
        Ok(work)
    }
}

/// Takes in a presentation of the session.
fn shown(columns: &mut Columns<'_>, work: &mut SessionWork, answered: &mut HashSet<String>) -> sqlx::Result<()> {
    let (task, module): (String, String) = (columns.next()?, columns.next()?);
    match columns.next()? {
        "submitted" => {
            answered.insert(task);
        }
        "open" => work.open.push(task),
        _ => {
            // Put aside more than once: the last time counts, in its place.
            work.skipped.retain(|skip| skip.task != task);
            work.skipped.push(SessionSkip { task, module, reason: columns.next()? });
        }
    }
    Ok(())
}
