//! The derived rows.

use super::{AmendmentFact, AttemptFact, LessonFact, LessonKind, Stamp, counting, disputes};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Rows of the derived tables by their keys: all of a module, or the few that an event touches.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Derived {
    /// By module and task.
    pub tasks: BTreeMap<(String, String), TaskRow>,
    /// By module and task.
    pub firsts: BTreeMap<(String, String), FirstRow>,
    /// By module and lesson.
    pub lessons: BTreeMap<(String, String), LessonRow>,
    pub modules: BTreeMap<String, ModuleRow>,
    /// By local day and module.
    pub days: BTreeMap<(String, String), DayRow>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TaskRow {
    pub attempts: i64,
    pub passes: i64,
    pub best: f64,
    pub last_score: f64,
    pub last_passed: bool,
    pub last_version: String,
    pub last_seed: i64,
    pub last_ms: i64,
    pub last: Stamp,
}

/// The first attempt at a task that counts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FirstRow {
    pub attempt: Uuid,
    pub stamp: Stamp,
    pub kind: String,
    pub objective: String,
    pub passed: bool,
    pub score: f64,
    pub hints: i64,
    pub confidence: Option<String>,
    pub spent_ms: i64,
    pub at_ms: i64,
    pub disputed: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LessonRow {
    pub first_ms: i64,
    pub last_ms: i64,
    pub last: Stamp,
    /// The latest event that marked it as read or unread.
    pub mark: Option<Stamp>,
    /// When it was marked as read, in ms and as a local day.
    pub read: Option<(i64, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ModuleRow {
    pub attempts: i64,
    pub passes: i64,
    pub tasks_answered: i64,
    pub tasks_passed: i64,
    pub lessons_opened: i64,
    pub lessons_read: i64,
    pub spent_ms: i64,
    pub last_place: LastPlaceRow,
    pub last_ms: i64,
    pub last: Stamp,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LastPlaceRow {
    Task(String),
    Lesson(String),
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct DayRow {
    pub attempts: i64,
    pub passes: i64,
    pub lessons: i64,
    pub spent_ms: i64,
}

/// All derived rows of the given log.
pub(crate) fn derive(attempts: &[AttemptFact], amendments: &[AmendmentFact], lessons: &[LessonFact]) -> Derived {
    let mut derived = Derived::default();
    let disputes = disputes(amendments);
    for attempt in counting(attempts, amendments) {
        let disputed = disputes.get(&attempt.id).is_some_and(|dispute| dispute.open());
        derived.add_attempt(attempt, disputed);
    }
    for lesson in lessons {
        derived.add_lesson(lesson);
    }
    derived
}

impl Derived {
    /// Counts an attempt that is in effect. Its task with its first try, its module and its day must be here if they have
    /// rows.
    pub(crate) fn add_attempt(&mut self, attempt: &AttemptFact, disputed: bool) {
        let key = (attempt.module.clone(), attempt.task.clone());
        if self.firsts.get(&key).is_none_or(|first| attempt.stamp < first.stamp) {
            self.firsts.insert(key, FirstRow::of(attempt, disputed));
        }
        self.count(attempt);
    }

    /// Counts an attempt that is in effect and later in the log than all others at its task, and undisputed as yet. Its
    /// task, its module and its day must be here if they have rows; a first try that it has already need not.
    pub(crate) fn add_latest(&mut self, attempt: &AttemptFact) {
        let key = (attempt.module.clone(), attempt.task.clone());
        if !self.tasks.contains_key(&key) {
            self.firsts.insert(key, FirstRow::of(attempt, false));
        }
        self.count(attempt);
    }

    fn count(&mut self, attempt: &AttemptFact) {
        let key = (attempt.module.clone(), attempt.task.clone());
        let passes = i64::from(attempt.passed);
        let before = self.tasks.get(&key).map(|task| task.passes);
        self.tasks.entry(key).or_insert_with(|| TaskRow::before(attempt)).add(attempt);

        let place = LastPlaceRow::Task(attempt.task.clone());
        let module = self.module(&attempt.module, place, attempt.at_ms, attempt.stamp);
        module.attempts += 1;
        module.passes += passes;
        module.tasks_answered += i64::from(before.is_none());
        module.tasks_passed += i64::from(attempt.passed && before.unwrap_or(0) == 0);
        module.spent_ms = module.spent_ms.saturating_add(attempt.spent_ms);

        let day = self.days.entry((attempt.local_day.clone(), attempt.module.clone())).or_default();
        day.attempts += 1;
        day.passes += passes;
        day.spent_ms = day.spent_ms.saturating_add(attempt.spent_ms);
    }

    /// Takes a lesson's event in. The lesson, its module, the event's day and the day of reading must be here if they
    /// have rows.
    pub(crate) fn add_lesson(&mut self, event: &LessonFact) {
        let key = (event.module.clone(), event.lesson.clone());
        let known = self.lessons.get(&key);
        let opened = i64::from(known.is_none());
        let read_before = known.and_then(|lesson| lesson.read.clone());
        let lesson = self.lessons.entry(key).or_insert_with(|| LessonRow::before(event));
        lesson.add(event);
        let read_after = lesson.read.clone();

        let place = LastPlaceRow::Lesson(event.lesson.clone());
        let module = self.module(&event.module, place, event.at_ms, event.stamp);
        module.lessons_opened += opened;
        module.lessons_read += i64::from(read_after.is_some()) - i64::from(read_before.is_some());
        if read_before == read_after {
            return;
        }
        if let Some((_, day)) = read_before {
            let key = (day, event.module.clone());
            let day = self.days.entry(key.clone()).or_default();
            day.lessons -= 1;
            if *day == DayRow::default() {
                self.days.remove(&key);
            }
        }
        if let Some((_, day)) = read_after {
            self.days.entry((day, event.module.clone())).or_default().lessons += 1;
        }
    }

    /// The module's row, with the learner's last place in it brought up to date.
    fn module(&mut self, module: &str, place: LastPlaceRow, at_ms: i64, stamp: Stamp) -> &mut ModuleRow {
        let row = self.modules.entry(module.to_owned()).or_insert_with(|| ModuleRow {
            attempts: 0,
            passes: 0,
            tasks_answered: 0,
            tasks_passed: 0,
            lessons_opened: 0,
            lessons_read: 0,
            spent_ms: 0,
            last_place: place.clone(),
            last_ms: at_ms,
            last: stamp,
        });
        if stamp > row.last {
            row.last_place = place;
            row.last_ms = at_ms;
            row.last = stamp;
        }
        row
    }
}

impl TaskRow {
    /// The row on which the first attempt is then counted.
    fn before(attempt: &AttemptFact) -> Self {
        Self {
            attempts: 0,
            passes: 0,
            best: attempt.score,
            last_score: attempt.score,
            last_passed: attempt.passed,
            last_version: attempt.task_version.clone(),
            last_seed: attempt.seed,
            last_ms: attempt.at_ms,
            last: attempt.stamp,
        }
    }

    fn add(&mut self, attempt: &AttemptFact) {
        self.attempts += 1;
        self.passes += i64::from(attempt.passed);
        self.best = self.best.max(attempt.score);
        if attempt.stamp > self.last {
            self.last_score = attempt.score;
            self.last_passed = attempt.passed;
            self.last_version.clone_from(&attempt.task_version);
            self.last_seed = attempt.seed;
            self.last_ms = attempt.at_ms;
            self.last = attempt.stamp;
        }
    }
}

impl FirstRow {
    fn of(attempt: &AttemptFact, disputed: bool) -> Self {
        Self {
            attempt: attempt.id,
            stamp: attempt.stamp,
            kind: attempt.kind.clone(),
            objective: attempt.objective.clone(),
            passed: attempt.passed,
            score: attempt.score,
            hints: attempt.hints,
            confidence: attempt.confidence.clone(),
            spent_ms: attempt.spent_ms,
            at_ms: attempt.at_ms,
            disputed,
        }
    }
}

impl LessonRow {
    fn before(event: &LessonFact) -> Self {
        Self { first_ms: event.at_ms, last_ms: event.at_ms, last: event.stamp, mark: None, read: None }
    }

    fn add(&mut self, event: &LessonFact) {
        self.first_ms = self.first_ms.min(event.at_ms);
        if event.stamp > self.last {
            self.last_ms = event.at_ms;
            self.last = event.stamp;
        }
        if event.kind == LessonKind::Opened || self.mark.is_some_and(|mark| mark > event.stamp) {
            return;
        }
        self.mark = Some(event.stamp);
        self.read = (event.kind == LessonKind::Read).then(|| (event.at_ms, event.local_day.clone()));
    }
}
