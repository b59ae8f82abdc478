//! Rows of `amendment`.

use super::{Amendment, AmendmentKind, Target};
use crate::sql::Columns;
use sqlx::sqlite::SqliteRow;

pub(crate) fn amendment(row: &SqliteRow) -> sqlx::Result<Amendment> {
    let columns = &mut Columns::of(row);
    Ok(Amendment {
        id: columns.next()?,
        kind: kind(columns)?,
        target: target(columns)?,
        body: columns.next()?,
        at_ms: columns.next()?,
    })
}

pub(crate) fn kind(columns: &mut Columns<'_>) -> sqlx::Result<AmendmentKind> {
    columns.word(AmendmentKind::from_word)
}

/// From module, task, attempt and amendment.
pub(crate) fn target(columns: &mut Columns<'_>) -> sqlx::Result<Target> {
    let module = columns.next()?;
    let task = columns.next::<Option<String>>()?;
    let attempt = columns.next()?;
    let amendment = columns.next()?;
    Ok(match (attempt, amendment, task) {
        (Some(attempt), _, _) => Target::Attempt(attempt),
        (None, Some(amendment), _) => Target::Amendment(amendment),
        (None, None, Some(task)) => Target::Task { module, task },
        (None, None, None) => Target::Module { module },
    })
}
