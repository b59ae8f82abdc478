//! Unfinished answers, saved as the learner works.

use crate::sql::{Columns, Script, span, values};
use crate::{Error, Now, Record, presentation};
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

/// An unfinished answer. It may stem from an earlier presentation of the task, skipped or overtaken; `task_version`
/// tells whether the task has changed since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub answer: String,
    pub task_version: String,
    pub saved_ms: i64,
}

/// A draft as a line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftLine {
    pub presentation: Uuid,
    pub task: String,
    pub task_version: String,
    pub module: String,
    pub kind: String,
    pub saved_ms: i64,
}

const PUT: &str = include_str!("put.sql");
const DROP_OWN: &str = include_str!("drop_own.sql");
const DROP_ANSWERED: &str = include_str!("drop_answered.sql");
pub(crate) const LIST: &str = include_str!("list.sql");

impl Record {
    /// Keeps the unfinished answer; on disk when it returns. A skipped presentation takes it too, a submitted one is
    /// [`Error::Closed`].
    pub async fn save_draft(&self, id: Uuid, answer: &str, spent_ms: u64, now: Now) -> Result<(), Error> {
        let mut store = self.store().await.map_err(Error::writing)?;
        let presentation = store.unsubmitted(id).await?;
        let mut script = Script::default();
        script.add(PUT, values![&presentation.task, id, &presentation.task_version, answer, now.utc_ms]);
        script.add(presentation::SET_SPENT, values![span(spent_ms), id]);
        self.commit(&mut store, script).await
    }
}

/// Drops what the answer to the task makes needless. Only where there are `others`, drafts of other presentations of the
/// task, must they be looked for.
pub(crate) fn answered(script: &mut Script, task: &str, id: Uuid, others: bool) {
    if others {
        script.add(DROP_ANSWERED, values![task]);
    } else {
        script.add(DROP_OWN, values![task, id]);
    }
}

pub(crate) fn line(row: &SqliteRow) -> sqlx::Result<DraftLine> {
    let mut columns = Columns::of(row);
    Ok(DraftLine {
        presentation: columns.next()?,
        task: columns.next()?,
        task_version: columns.next()?,
        module: columns.next()?,
        kind: columns.next()?,
        saved_ms: columns.next()?,
    })
}
