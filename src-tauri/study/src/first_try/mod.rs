//! First tries: of each task the first attempt that counts. Later ones show what was learnt, not what was known.

use crate::progress::{count, row, span};
use crate::sql::{Columns, Script, values};
use crate::{Error, Record};
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

/// The first attempt at a task that is neither undone nor before a reset.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstTry {
    pub module: String,
    pub task: String,
    pub attempt: Uuid,
    pub kind: String,
    pub objective: String,
    pub passed: bool,
    /// In [0, 1].
    pub score: f64,
    /// Rungs of the hint ladder shown before it; 0 where it was unhinted.
    pub hints: u32,
    /// `sure`, `fairly` or `guess`.
    pub confidence: Option<String>,
    pub spent_ms: u64,
    pub at_ms: i64,
    /// The learner disputes the key, and the dispute is neither settled nor withdrawn.
    pub disputed: bool,
}

const LIST: &str = include_str!("list.sql");

impl Record {
    /// All first tries in the order of the log: at most one a task, however many attempts there are.
    pub async fn first_tries(&self) -> Result<Vec<FirstTry>, Error> {
        let mut store = self.store().await.map_err(Error::reading)?;
        let mut script = Script::default();
        script.add(LIST, values![]);
        let rows = script.rows(&mut store.connection).await.map_err(Error::reading)?;
        rows.iter().map(first_try).collect::<sqlx::Result<_>>().map_err(Error::reading)
    }
}

fn first_try(row: &SqliteRow) -> sqlx::Result<FirstTry> {
    let columns = &mut Columns::of(row);
    let (module, task) = (columns.next()?, columns.next()?);
    let first = row::first(columns)?;
    Ok(FirstTry {
        module,
        task,
        attempt: first.attempt,
        kind: first.kind,
        objective: first.objective,
        passed: first.passed,
        score: first.score,
        hints: count(first.hints),
        confidence: first.confidence,
        spent_ms: span(first.spent_ms),
        at_ms: first.at_ms,
        disputed: first.disputed,
    })
}
