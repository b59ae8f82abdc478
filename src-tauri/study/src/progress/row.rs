//! Rows of the derived tables and of the log they follow from.

use crate::amendment;
use crate::effective::{
    AmendmentFact, AttemptFact, DayRow, Derived, FirstRow, LastPlaceRow, LessonFact, LessonKind, LessonRow, ModuleRow,
    Moment, Stamp, TaskRow,
};
use crate::presentation::Presentation;
use crate::sql::{Columns, tag};
use sqlx::sqlite::SqliteRow;

impl Derived {
    /// Takes in a row tagged `task`, `first`, `lesson`, `module` or `day`; any other is left alone.
    pub(crate) fn take(&mut self, row: &SqliteRow) -> sqlx::Result<()> {
        let columns = &mut Columns::of(row);
        match tag(row)? {
            "task" => {
                self.tasks.insert((columns.next()?, columns.next()?), task(columns)?);
            }
            "first" => {
                self.firsts.insert((columns.next()?, columns.next()?), first(columns)?);
            }
            "lesson" => {
                self.lessons.insert((columns.next()?, columns.next()?), lesson(columns)?);
            }
            "module" => {
                self.modules.insert(columns.next()?, module(columns)?);
            }
            "day" => {
                self.days.insert((columns.next()?, columns.next()?), day(columns)?);
            }
            _ => {}
        }
        Ok(())
    }

    pub(crate) fn of(rows: &[SqliteRow]) -> sqlx::Result<Self> {
        let mut derived = Self::default();
        for row in rows {
            derived.take(row)?;
        }
        Ok(derived)
    }
}

impl Derived {
    /// The derived rows that the latest attempt touches, from columns side by side: task, module and day, each of NULLs
    /// where there is no such row.
    pub(crate) fn met(columns: &mut Columns<'_>, shown: &Presentation, local_day: String) -> sqlx::Result<Self> {
        let mut derived = Self::default();
        let module_name = &shown.module;
        if columns.at_null()? {
            columns.skip(11);
        } else {
            derived.tasks.insert((module_name.clone(), shown.task.clone()), task(columns)?);
        }
        if columns.at_null()? {
            columns.skip(13);
        } else {
            derived.modules.insert(module_name.clone(), module(columns)?);
        }
        if columns.at_null()? {
            columns.skip(4);
        } else {
            derived.days.insert((local_day, module_name.clone()), day(columns)?);
        }
        Ok(derived)
    }
}

pub(crate) fn stamp(columns: &mut Columns<'_>) -> sqlx::Result<Stamp> {
    Ok(Stamp { order_ms: columns.next()?, device: columns.next()?, seq: columns.next()? })
}

fn task(columns: &mut Columns<'_>) -> sqlx::Result<TaskRow> {
    Ok(TaskRow {
        attempts: columns.next()?,
        passes: columns.next()?,
        best: columns.next()?,
        last_score: columns.next()?,
        last_passed: columns.next()?,
        last_version: columns.next()?,
        last_seed: columns.next()?,
        last_ms: columns.next()?,
        last: stamp(columns)?,
    })
}

pub(crate) fn first(columns: &mut Columns<'_>) -> sqlx::Result<FirstRow> {
    Ok(FirstRow {
        attempt: columns.next()?,
        stamp: stamp(columns)?,
        kind: columns.next()?,
        objective: columns.next()?,
        passed: columns.next()?,
        score: columns.next()?,
        hints: columns.next()?,
        confidence: columns.next()?,
        spent_ms: columns.next()?,
        at_ms: columns.next()?,
        disputed: columns.next()?,
    })
}

fn lesson(columns: &mut Columns<'_>) -> sqlx::Result<LessonRow> {
    let (first_ms, last_ms, last) = (columns.next()?, columns.next()?, stamp(columns)?);
    let mark: (Option<i64>, Option<_>, Option<i64>) = (columns.next()?, columns.next()?, columns.next()?);
    let mark = match mark {
        (Some(order_ms), Some(device), Some(seq)) => Some(Stamp { order_ms, device, seq }),
        _ => None,
    };
    let read: (Option<i64>, Option<String>) = (columns.next()?, columns.next()?);
    Ok(LessonRow { first_ms, last_ms, last, mark, read: read.0.zip(read.1) })
}

fn module(columns: &mut Columns<'_>) -> sqlx::Result<ModuleRow> {
    Ok(ModuleRow {
        attempts: columns.next()?,
        passes: columns.next()?,
        tasks_answered: columns.next()?,
        tasks_passed: columns.next()?,
        lessons_opened: columns.next()?,
        lessons_read: columns.next()?,
        spent_ms: columns.next()?,
        last_place: match (columns.next()?, columns.next()?) {
            (Some(task), _) => LastPlaceRow::Task(task),
            (None, lesson) => LastPlaceRow::Lesson(lesson),
        },
        last_ms: columns.next()?,
        last: stamp(columns)?,
    })
}

fn day(columns: &mut Columns<'_>) -> sqlx::Result<DayRow> {
    Ok(DayRow {
        attempts: columns.next()?,
        passes: columns.next()?,
        lessons: columns.next()?,
        spent_ms: columns.next()?,
    })
}

/// The log of a module.
#[derive(Default)]
pub(super) struct Facts {
    pub attempts: Vec<AttemptFact>,
    pub amendments: Vec<AmendmentFact>,
    pub lessons: Vec<LessonFact>,
}

impl Facts {
    /// Takes in a row tagged `attempt`, `amendment` or `event`; any other is left alone.
    pub(super) fn take(&mut self, row: &SqliteRow) -> sqlx::Result<()> {
        let columns = &mut Columns::of(row);
        match tag(row)? {
            "attempt" => self.attempts.push(attempt(columns)?),
            "amendment" => self.amendments.push(amendment(columns)?),
            "event" => self.lessons.push(event(columns)?),
            _ => {}
        }
        Ok(())
    }
}

fn attempt(columns: &mut Columns<'_>) -> sqlx::Result<AttemptFact> {
    Ok(AttemptFact {
        id: columns.next()?,
        stamp: stamp(columns)?,
        module: columns.next()?,
        task: columns.next()?,
        task_version: columns.next()?,
        kind: columns.next()?,
        objective: columns.next()?,
        seed: columns.next()?,
        score: columns.next()?,
        passed: columns.next()?,
        hints: columns.next()?,
        confidence: columns.next()?,
        spent_ms: columns.next()?,
        at_ms: columns.next()?,
        local_day: columns.next()?,
    })
}

pub(crate) fn amendment(columns: &mut Columns<'_>) -> sqlx::Result<AmendmentFact> {
    Ok(AmendmentFact {
        id: columns.next()?,
        stamp: stamp(columns)?,
        kind: amendment::row::kind(columns)?,
        target: amendment::row::target(columns)?,
    })
}

fn event(columns: &mut Columns<'_>) -> sqlx::Result<LessonFact> {
    Ok(LessonFact {
        stamp: stamp(columns)?,
        module: columns.next()?,
        lesson: columns.next()?,
        kind: columns.word(LessonKind::from_word)?,
        at_ms: columns.next()?,
        local_day: columns.next()?,
    })
}

pub(super) fn moment(row: &SqliteRow) -> sqlx::Result<Moment> {
    let columns = &mut Columns::of(row);
    Ok(Moment { id: columns.next()?, stamp: stamp(columns)?, at_ms: columns.next()? })
}
