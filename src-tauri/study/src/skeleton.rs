use crate::{Error, OpenError};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The moment of a call and where the learner's clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since 1970 in UTC.
    pub utc_ms: i64,
    /// Local time minus UTC, in minutes.
    pub offset_min: i32,
}

impl Now {
    /// The civil date the learner lives at this moment, `YYYY-MM-DD`.
    pub fn local_day(self) -> String {
        String::new()
    }
}

/// The open record. Clones share it; the last one to go releases the file.
#[derive(Clone)]
pub struct Record {}

pub struct Opened {
    pub record: Record,
    /// What was found beside the record and what was done about it, to be told once.
    pub notices: Vec<Notice>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// `from` belonged to no readable record and was renamed, not deleted.
    SetAside { from: PathBuf, to: PathBuf },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPresentation {
    pub task: String,
    /// Hash of the task's content and key.
    pub task_version: String,
    pub module: String,
    pub kind: String,
    pub objective: String,
    /// From which the order shown follows.
    pub seed: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presentation {
    pub id: Uuid,
    pub task: String,
    pub task_version: String,
    pub module: String,
    pub kind: String,
    pub objective: String,
    pub seed: i64,
    pub opened_ms: i64,
    /// Rungs of the hint ladder shown so far.
    pub hints: u32,
    pub spent_ms: u64,
    pub state: PresentationState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PresentationState {
    Open,
    Submitted,
    Skipped,
}

/// A presentation and the unfinished answer to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    pub presentation: Presentation,
    pub draft: Option<Draft>,
}

/// An unfinished answer. It may stem from an earlier presentation of the task, skipped or overtaken; `task_version` then
/// tells whether the task has changed since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub answer: String,
    pub task_version: String,
    pub saved_ms: i64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct NewAttempt {
    pub presentation: Uuid,
    /// JSON.
    pub answer: String,
    /// In [0, 1].
    pub score: f64,
    pub passed: bool,
    /// JSON.
    pub grade: String,
    /// Name and version of the grader.
    pub grader: String,
    /// `sure`, `fairly` or `guess`.
    pub confidence: Option<String>,
    pub spent_ms: u64,
    pub snapshot_face: String,
    pub snapshot_key: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// The presentation's id.
    pub id: Uuid,
    pub task: String,
    pub task_version: String,
    pub module: String,
    pub objective: String,
    pub kind: String,
    pub answer: String,
    pub score: f64,
    pub passed: bool,
    pub grade: String,
    pub grader: String,
    pub confidence: Option<String>,
    pub hints: u32,
    pub spent_ms: u64,
    pub at_ms: i64,
    pub offset_min: i32,
    /// The day the learner lived then, fixed at writing.
    pub local_day: String,
    pub device: Uuid,
    /// Counts what this device has logged, from 1.
    pub seq: i64,
    /// The clock stood much later than at a later attempt: the time is not to be trusted.
    pub flagged_future: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Submitted {
    pub attempt: Attempt,
    /// The presentation had been submitted before; this is the first grade.
    pub repeated: bool,
    pub next: Option<Presentation>,
}

/// The task as it was when answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    pub face: String,
    pub key: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct AttemptDetail {
    pub attempt: Attempt,
    pub presentation: Presentation,
    pub snapshot: Snapshot,
    /// The how-manyth attempt at this task, from 1.
    pub number: u32,
    /// What was later said of this attempt, oldest first.
    pub amendments: Vec<Amendment>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub module: Option<String>,
    pub kind: Option<String>,
    /// Only attempts older than this one.
    pub before: Option<Uuid>,
    pub limit: u32,
}

#[derive(Debug, Clone, PartialEq)]
pub struct AttemptPage {
    /// Newest first.
    pub attempts: Vec<Attempt>,
    /// All that fit the filter, whatever the page.
    pub total: u32,
    /// To ask on with as `before`; none at the end.
    pub more: Option<Uuid>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AmendmentKind {
    Disputed,
    Settled,
    Undone,
    Reset,
    RatingCorrected,
}

/// What an amendment speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// For all kinds but `Reset`.
    Attempt(Uuid),
    /// For `Undone`: takes an earlier amendment back.
    Amendment(Uuid),
    /// For `Reset`: all attempts at the task made so far.
    Task { module: String, task: String },
    /// For `Reset`: all attempts in the module made so far. Lessons stay as they are.
    Module { module: String },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAmendment {
    pub kind: AmendmentKind,
    pub target: Target,
    /// JSON: the reason, the new rating. `{}` when there is nothing to say.
    pub body: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    pub id: Uuid,
    pub kind: AmendmentKind,
    pub target: Target,
    pub body: String,
    pub at_ms: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonProgress {
    pub module: String,
    pub lesson: String,
    pub first_opened_ms: i64,
    pub last_opened_ms: i64,
    /// Where reading stopped, in the caller's measure.
    pub place: u32,
    /// When it was marked as read; none while it is not.
    pub read_ms: Option<i64>,
}

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
    pub last_ms: i64,
}

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

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftLine {
    pub presentation: Uuid,
    pub task: String,
    pub task_version: String,
    pub module: String,
    pub kind: String,
    pub saved_ms: i64,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Day {
    pub attempts: u32,
    pub passed: u32,
    /// Lessons marked as read that day.
    pub lessons: u32,
    pub spent_ms: u64,
}

/// Where the learner was last.
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
    pub today: Day,
    /// Attempts in effect, in all.
    pub attempts: u32,
    pub last: Option<Last>,
}

/// How many rows of the derived tables a rebuild had to change; 0 when they were right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rebuilt {
    pub changed: u32,
}

fn unbuilt<T>() -> Result<T, Error> {
    Err(Error::NotFound)
}

#[allow(unused_variables)]
impl Record {
    /// Opens the record in `folder`; folder and record are made when they are missing.
    pub async fn open(folder: &Path, now: Now) -> Result<Opened, OpenError> {
        Err(OpenError::InUse)
    }
    /// Hands out the open presentation of the task in this version, or a new one; one of another version is skipped.
    pub async fn present(&self, new: NewPresentation, now: Now) -> Result<Presentation, Error> {
        unbuilt()
    }
    /// The task's presentation that is neither submitted nor skipped.
    pub async fn open_presentation(&self, task: &str) -> Result<Option<Open>, Error> {
        unbuilt()
    }
    pub async fn presentation(&self, id: Uuid) -> Result<Option<Open>, Error> {
        unbuilt()
    }
    pub async fn save_draft(&self, id: Uuid, answer: &str, spent_ms: u64, now: Now) -> Result<(), Error> {
        unbuilt()
    }
    pub async fn show_hints(&self, id: Uuid, rungs: u32) -> Result<u32, Error> {
        unbuilt()
    }
    pub async fn skip(&self, id: Uuid, now: Now) -> Result<(), Error> {
        unbuilt()
    }
    pub async fn submit(
        &self,
        attempt: NewAttempt,
        next: Option<NewPresentation>,
        now: Now,
    ) -> Result<Submitted, Error> {
        unbuilt()
    }
    pub async fn attempt(&self, id: Uuid) -> Result<Option<AttemptDetail>, Error> {
        unbuilt()
    }
    pub async fn attempts(&self, filter: Filter) -> Result<AttemptPage, Error> {
        unbuilt()
    }
    pub async fn amend(&self, new: NewAmendment, now: Now) -> Result<(), Error> {
        unbuilt()
    }
    pub async fn amendments(&self, module: &str) -> Result<Vec<Amendment>, Error> {
        unbuilt()
    }
    pub async fn lesson_opened(&self, module: &str, lesson: &str, now: Now) -> Result<(), Error> {
        unbuilt()
    }
    pub async fn lesson_place(&self, module: &str, lesson: &str, place: u32, now: Now) -> Result<(), Error> {
        unbuilt()
    }
    pub async fn lesson_read(&self, module: &str, lesson: &str, read: bool, now: Now) -> Result<(), Error> {
        unbuilt()
    }
    pub async fn lesson(&self, module: &str, lesson: &str) -> Result<Option<LessonProgress>, Error> {
        unbuilt()
    }
    /// `today` as `YYYY-MM-DD`, from [`Now::local_day`].
    pub async fn progress(&self, today: &str) -> Result<Progress, Error> {
        unbuilt()
    }
    pub async fn setting(&self, key: &str) -> Result<Option<String>, Error> {
        unbuilt()
    }
    pub async fn set_setting(&self, key: &str, value: &str) -> Result<(), Error> {
        unbuilt()
    }
    /// The damage found, empty when the file is sound. Runs beside the other calls.
    pub async fn quick_check(&self) -> Result<Vec<String>, Error> {
        unbuilt()
    }
    /// Makes the derived tables anew from the log, in one transaction.
    pub async fn rebuild(&self) -> Result<Rebuilt, Error> {
        unbuilt()
    }
    /// Brings the log into the main file and releases the record.
    pub async fn close(self) {}
}
