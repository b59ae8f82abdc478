//! How far the learner is: tables derived from the log and kept with it.

mod change;
mod rebuild;
pub(crate) mod row;

pub(crate) use change::{change, differing};
pub use rebuild::Rebuilt;

use crate::draft::{self, DraftLine};
use crate::effective::{DayRow, Derived, LastPlaceRow, Stamp, TOLERANCE_MS};
use crate::lesson::LessonProgress;
use crate::record::Store;
use crate::slot::{self, SlotCount};
use crate::sql::{Columns, Script, tag, values};
use crate::{Error, Record, flag};
use std::collections::{BTreeMap, HashSet};

/// Counts only attempts in effect: neither undone nor reset.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskProgress {
    pub module: String,
    pub task: String,
    pub attempts: u32,
    pub passes: u32,
    /// Best score.
    pub best: f64,
    pub last_score: f64,
    pub last_passed: bool,
    pub last_version: String,
    /// Of the presentation answered last: with another one the task is shown in another order.
    pub last_seed: i64,
    pub last_ms: i64,
}

/// Counts only attempts in effect: neither undone nor reset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleProgress {
    pub module: String,
    pub attempts: u32,
    pub passes: u32,
    pub tasks_answered: u32,
    /// Tasks passed at least once.
    pub tasks_passed: u32,
    pub lessons_opened: u32,
    pub lessons_read: u32,
    pub spent_ms: u64,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Day {
    pub attempts: u32,
    pub passed: u32,
    /// Lessons marked as read that day.
    pub lessons: u32,
    pub spent_ms: u64,
}

/// Where the learner was last: the task answered or the lesson opened or marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    pub module: String,
    pub place: LastPlace,
    pub at_ms: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LastPlace {
    Task(String),
    Lesson(String),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    pub modules: Vec<ModuleProgress>,
    pub lessons: Vec<LessonProgress>,
    pub tasks: Vec<TaskProgress>,
    /// Newest first, one for each task.
    pub drafts: Vec<DraftLine>,
    /// Flagged tasks, by module and id.
    pub flags: Vec<String>,
    /// Where the best item stood in the presentations so far; a place not yet used is not here.
    pub slots: Vec<SlotCount>,
    pub today: Day,
    /// Attempts in effect, in all.
    pub attempts: u32,
    pub last: Option<Last>,
}

const ALL: &str = include_str!("all.sql");
const OF_LESSON: &str = include_str!("of_lesson.sql");
const FLAG_AHEAD: &str = include_str!("flag_ahead.sql");

impl Record {
    /// Everything the overview needs, from the derived tables: as fast after a hundred thousand attempts as after one.
    /// `today` is [`crate::Now::local_day`].
    pub async fn progress(&self, today: &str) -> Result<Progress, Error> {
        let mut store = self.store().await.map_err(Error::reading)?;
        store.progress(today).await.map_err(Error::reading)
    }
}

impl Store {
    async fn progress(&mut self, today: &str) -> sqlx::Result<Progress> {
        let mut script = Script::default();
        script.add(ALL, values![today]).add(draft::LIST, values![]);
        script.add(flag::LIST, values![]).add(slot::LIST, values![]);
        let (mut derived, mut places) = (Derived::default(), BTreeMap::new());
        let (mut drafts, mut flags, mut slots) = (Vec::new(), Vec::new(), Vec::new());
        for row in script.rows(&mut self.connection).await? {
            match tag(&row)? {
                "place" => {
                    let columns = &mut Columns::of(&row);
                    places.insert((columns.next()?, columns.next()?), columns.count()?);
                }
                "draft" => drafts.push(draft::line(&row)?),
                "flag" => flags.push(Columns::of(&row).next()?),
                "slot" => slots.push(slot::line(&row)?),
                _ => derived.take(&row)?,
            }
        }
        let mut seen = HashSet::new();
        drafts.retain(|draft: &DraftLine| seen.insert(draft.task.clone()));
        Ok(Progress { drafts, flags, slots, ..progress(derived, &places) })
    }
}

/// What follows from the derived rows and the places of reading.
fn progress(derived: Derived, places: &BTreeMap<(String, String), u32>) -> Progress {
    let mut today = DayRow::default();
    for day in derived.days.values() {
        today.attempts += day.attempts;
        today.passes += day.passes;
        today.lessons += day.lessons;
        today.spent_ms = today.spent_ms.saturating_add(day.spent_ms);
    }
    let latest = derived.modules.iter().max_by_key(|(_, module)| module.last);
    Progress {
        attempts: count(derived.modules.values().map(|module| module.attempts).sum()),
        last: latest.map(|(module, row)| Last {
            module: module.clone(),
            place: match &row.last_place {
                LastPlaceRow::Task(task) => LastPlace::Task(task.clone()),
                LastPlaceRow::Lesson(lesson) => LastPlace::Lesson(lesson.clone()),
            },
            at_ms: row.last_ms,
        }),
        modules: modules(&derived),
        lessons: derived
            .lessons
            .into_iter()
            .map(|(key, row)| LessonProgress::new(places.get(&key).copied().unwrap_or(0), key, row))
            .collect(),
        tasks: tasks(derived.tasks),
        drafts: Vec::new(),
        flags: Vec::new(),
        slots: Vec::new(),
        today: Day {
            attempts: count(today.attempts),
            passed: count(today.passes),
            lessons: count(today.lessons),
            spent_ms: span(today.spent_ms),
        },
    }
}

fn modules(derived: &Derived) -> Vec<ModuleProgress> {
    derived
        .modules
        .iter()
        .map(|(module, row)| ModuleProgress {
            module: module.clone(),
            attempts: count(row.attempts),
            passes: count(row.passes),
            tasks_answered: count(row.tasks_answered),
            tasks_passed: count(row.tasks_passed),
            lessons_opened: count(row.lessons_opened),
            lessons_read: count(row.lessons_read),
            spent_ms: span(row.spent_ms),
        })
        .collect()
}

fn tasks(tasks: BTreeMap<(String, String), crate::effective::TaskRow>) -> Vec<TaskProgress> {
    tasks
        .into_iter()
        .map(|((module, task), row)| TaskProgress {
            module,
            task,
            attempts: count(row.attempts),
            passes: count(row.passes),
            best: row.best,
            last_score: row.last_score,
            last_passed: row.last_passed,
            last_version: row.last_version,
            last_seed: row.last_seed,
            last_ms: row.last_ms,
        })
        .collect()
}

/// Counts and lengths in the derived rows are never negative.
pub(crate) fn count(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}

pub(crate) fn span(ms: i64) -> u64 {
    u64::try_from(ms).unwrap_or(0)
}

/// Adds the reading of the derived rows that a lesson's event touches.
pub(crate) fn of_lesson(script: &mut Script, module: &str, lesson: &str, local_day: &str) {
    script.add(OF_LESSON, values![module, lesson, module, module, local_day, module, lesson]);
}

/// Adds the flags that an attempt made at `at_ms` on a clock set back puts on earlier ones, where there can be any.
/// `latest` is the device's last row before it.
pub(crate) fn flag_ahead(script: &mut Script, latest: Stamp, at_ms: i64) {
    let ahead_of = at_ms.saturating_add(TOLERANCE_MS);
    if latest.order_ms > ahead_of {
        script.add(FLAG_AHEAD, values![ahead_of, ahead_of, latest.device]);
    }
}
