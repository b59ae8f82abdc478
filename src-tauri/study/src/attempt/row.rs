//! Rows of `attempt`.

use super::Attempt;
use crate::sql::Columns;

pub(crate) fn attempt(columns: &mut Columns<'_>) -> sqlx::Result<Attempt> {
    Ok(Attempt {
        id: columns.next()?,
        task: columns.next()?,
        task_version: columns.next()?,
        module: columns.next()?,
        objective: columns.next()?,
        kind: columns.next()?,
        answer: columns.next()?,
        score: columns.next()?,
        passed: columns.next()?,
        grade: columns.next()?,
        grader: columns.next()?,
        confidence: columns.next()?,
        hints: columns.count()?,
        spent_ms: columns.span()?,
        at_ms: columns.next()?,
        offset_min: columns.next()?,
        local_day: columns.next()?,
        device: columns.next()?,
        seq: columns.next()?,
        flagged_future: columns.next()?,
    })
}
