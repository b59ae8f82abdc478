//! Turns rows of the derived tables that differ into statements.

use crate::effective::{DayRow, Derived, FirstRow, LastPlaceRow, LessonRow, ModuleRow, TaskRow};
use crate::sql::{Script, values};
use std::collections::BTreeMap;

const PUT_TASK: &str = include_str!("put_task.sql");
const PUT_FIRST: &str = include_str!("put_first.sql");
const PUT_LESSON: &str = include_str!("put_lesson.sql");
const PUT_MODULE: &str = include_str!("put_module.sql");
const PUT_DAY: &str = include_str!("put_day.sql");
const DROP_TASK: &str = include_str!("drop_task.sql");
const DROP_FIRST: &str = include_str!("drop_first.sql");
const DROP_LESSON: &str = include_str!("drop_lesson.sql");
const DROP_MODULE: &str = include_str!("drop_module.sql");
const DROP_DAY: &str = include_str!("drop_day.sql");

/// Adds what makes `before` into `after`. Returns the number of rows put or dropped.
pub(crate) fn change(script: &mut Script, before: &Derived, after: &Derived) -> u32 {
    let mut changed = 0;
    for (key, row) in differing(&before.tasks, &after.tasks) {
        task(script, key, row);
        changed += 1;
    }
    for (key, row) in differing(&before.firsts, &after.firsts) {
        first(script, key, row);
        changed += 1;
    }
    for (key, row) in differing(&before.lessons, &after.lessons) {
        lesson(script, key, row);
        changed += 1;
    }
    for (key, row) in differing(&before.modules, &after.modules) {
        module(script, key, row);
        changed += 1;
    }
    for (key, row) in differing(&before.days, &after.days) {
        day(script, key, row);
        changed += 1;
    }
    changed
}

/// The rows to put and, without a row, the keys to drop.
pub(crate) fn differing<'a, K: Ord, R: PartialEq>(
    before: &'a BTreeMap<K, R>,
    after: &'a BTreeMap<K, R>,
) -> impl Iterator<Item = (&'a K, Option<&'a R>)> {
    let put = after.iter().filter(|(key, row)| before.get(key) != Some(row)).map(|(key, row)| (key, Some(row)));
    let drop = before.keys().filter(|key| !after.contains_key(key)).map(|key| (key, None));
    put.chain(drop)
}

fn task(script: &mut Script, (module, task): &(String, String), row: Option<&TaskRow>) {
    let Some(row) = row else {
        script.add(DROP_TASK, values![module, task]);
        return;
    };
    script.add(
        PUT_TASK,
        values![
            module,
            task,
            row.attempts,
            row.passes,
            row.best,
            row.last_score,
            row.last_passed,
            &row.last_version,
            row.last_seed,
            row.last_ms,
            row.last.order_ms,
            row.last.device,
            row.last.seq,
        ],
    );
}

fn first(script: &mut Script, (module, task): &(String, String), row: Option<&FirstRow>) {
    let Some(row) = row else {
        script.add(DROP_FIRST, values![module, task]);
        return;
    };
    script.add(
        PUT_FIRST,
        values![
            module,
            task,
            row.attempt,
            row.stamp.order_ms,
            row.stamp.device,
            row.stamp.seq,
            &row.kind,
            &row.objective,
            row.passed,
            row.score,
            row.hints,
            row.confidence.as_ref(),
            row.spent_ms,
            row.at_ms,
            row.disputed,
        ],
    );
}

fn lesson(script: &mut Script, (module, lesson): &(String, String), row: Option<&LessonRow>) {
    let Some(row) = row else {
        script.add(DROP_LESSON, values![module, lesson]);
        return;
    };
    script.add(
        PUT_LESSON,
        values![
            module,
            lesson,
            row.first_ms,
            row.last_ms,
            row.last.order_ms,
            row.last.device,
            row.last.seq,
            row.mark.map(|mark| mark.order_ms),
            row.mark.map(|mark| mark.device),
            row.mark.map(|mark| mark.seq),
            row.read.as_ref().map(|(ms, _)| *ms),
            row.read.as_ref().map(|(_, day)| day),
        ],
    );
}

fn module(script: &mut Script, module: &String, row: Option<&ModuleRow>) {
    let Some(row) = row else {
        script.add(DROP_MODULE, values![module]);
        return;
    };
    let (task, lesson) = match &row.last_place {
        LastPlaceRow::Task(task) => (Some(task), None),
        LastPlaceRow::Lesson(lesson) => (None, Some(lesson)),
    };
    script.add(
        PUT_MODULE,
        values![
            module,
            row.attempts,
            row.passes,
            row.tasks_answered,
            row.tasks_passed,
            row.lessons_opened,
            row.lessons_read,
            row.spent_ms,
            task,
            lesson,
            row.last_ms,
            row.last.order_ms,
            row.last.device,
            row.last.seq,
        ],
    );
}

fn day(script: &mut Script, (local_day, module): &(String, String), row: Option<&DayRow>) {
    let Some(row) = row else {
        script.add(DROP_DAY, values![local_day, module]);
        return;
    };
    script.add(PUT_DAY, values![local_day, module, row.attempts, row.passes, row.lessons, row.spent_ms]);
}
