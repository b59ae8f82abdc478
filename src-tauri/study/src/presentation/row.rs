//! Rows of `presentation`, with the draft where it was asked for.

use super::{Open, Presentation, PresentationState};
use crate::Slot;
use crate::draft::Draft;
use crate::sql::Columns;
use sqlx::sqlite::SqliteRow;

pub(crate) fn open(row: &SqliteRow) -> sqlx::Result<Open> {
    let mut columns = Columns::of(row);
    let presentation = presentation(&mut columns)?;
    let answer: Option<String> = columns.next()?;
    let draft = match answer {
        Some(answer) => Some(Draft { answer, task_version: columns.next()?, saved_ms: columns.next()? }),
        None => None,
    };
    Ok(Open { presentation, draft })
}

pub(crate) fn presentation(columns: &mut Columns<'_>) -> sqlx::Result<Presentation> {
    Ok(Presentation {
        id: columns.next()?,
        task: columns.next()?,
        task_version: columns.next()?,
        module: columns.next()?,
        kind: columns.next()?,
        objective: columns.next()?,
        seed: columns.next()?,
        opened_ms: columns.next()?,
        hints: columns.count()?,
        spent_ms: columns.span()?,
        state: columns.word(|word| match word {
            "open" => Some(PresentationState::Open),
            "submitted" => Some(PresentationState::Submitted),
            "skipped" => Some(PresentationState::Skipped),
            _ => None,
        })?,
        session: columns.next()?,
        skipped_for: columns.next()?,
        slot: slot(columns)?,
    })
}

fn slot(columns: &mut Columns<'_>) -> sqlx::Result<Option<Slot>> {
    let (at, of) = (columns.next::<Option<u32>>()?, columns.next::<Option<u32>>()?);
    Ok(at.zip(of).map(|(at, of)| Slot { at, of }))
}
