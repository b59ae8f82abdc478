//! Practising with a purpose: which tasks, for how long, and what came of it.

use super::feedback::{FigureView, TaskLink};
use super::lesson::LessonLink;
use super::module::TaskKind;
use super::practice::{Confidence, Practice, SkipReason};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which tasks: all that fit everything named here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct TaskSet {
    pub module: Option<String>,
    /// Id of a domain of the exam.
    pub domain: Option<String>,
    pub kind: Option<TaskKind>,
    /// 1 easy, 2 middling, 3 hard.
    pub difficulty: Option<u8>,
    pub only: Only,
}

/// Which of them, by what the learner did before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Only {
    #[default]
    All,
    /// Never answered.
    New,
    /// The last answer was not passed.
    Wrong,
    Flagged,
}

/// The page on which practice is chosen, for the set as it stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PracticePage {
    /// Tasks that fit the set.
    pub matching: u32,
    /// Minutes that their authors give all of them.
    pub minutes: u32,
    pub modules: Vec<Facet>,
    pub domains: Vec<Facet>,
    pub kinds: Vec<KindFacet>,
    /// Tasks of each difficulty, 1 to 3.
    pub difficulties: [u32; 3],
    /// Of those that fit all else: never answered, not passed the last time, flagged.
    pub new: u32,
    pub wrong: u32,
    pub flagged: u32,
    /// The session that is under way.
    pub open: Option<SessionView>,
    /// The latest ones, newest first.
    pub recent: Vec<SessionLine>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Facet {
    pub id: String,
    pub title: String,
    pub tasks: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct KindFacet {
    pub kind: TaskKind,
    pub title: String,
    pub tasks: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SessionForm {
    /// So many minutes of practice with feedback after each answer; the task in hand is finished.
    Practice,
    /// A row of tasks against the clock: no hints, feedback at the end.
    Drill,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SessionRequest {
    pub form: SessionForm,
    pub set: TaskSet,
    /// For practice: how long, 5 to 120.
    pub minutes: u32,
    /// For a drill: how many tasks, 1 to 40, or as many as there are.
    pub tasks: u32,
    /// For a drill: the time, in percent of what the authors give its tasks, 50 to 150. Extra time comes on top.
    pub pace: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SessionId {
    pub session: String,
}

/// A session, and its first or present task.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SessionBegun {
    pub session: SessionView,
    pub practice: Practice,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SessionView {
    pub id: String,
    pub form: SessionForm,
    /// What was chosen, in words: "Rubric speed drills, rating".
    pub about: String,
    /// Answered in it so far, of a drill's tasks; for practice of how many there are.
    pub answered: u32,
    pub of: u32,
    pub limit_ms: u64,
    /// 0 when the time is over.
    pub left_ms: u64,
    pub ended: Option<SessionEnd>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SessionEnd {
    /// Every task was answered or skipped.
    Finished,
    /// The time was over.
    Time,
    /// The learner ended it before.
    Left,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SessionLine {
    pub id: String,
    pub form: SessionForm,
    pub about: String,
    pub started_ms: i64,
    pub answered: u32,
    pub passed: u32,
}

/// What came of a session.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SessionSummary {
    pub session: SessionView,
    pub started_ms: i64,
    /// Time spent on its answers.
    pub spent_ms: u64,
    pub answers: Vec<SessionAnswer>,
    pub skipped: Vec<SessionSkip>,
    /// Handed out and neither answered nor skipped; what was written is kept as a draft.
    pub unfinished: Option<TaskLink>,
    /// Passed, of all answered.
    pub passed: FigureView,
    /// The same without what is disputed; none where nothing is.
    pub undisputed: Option<FigureView>,
    /// Of first tries without hints, which headline figures count.
    pub counted: FigureView,
    pub kinds: Vec<KindResult>,
    /// What confidence was worth here; empty where none was said.
    pub confidence: Vec<ConfidenceResult>,
    /// The median time of an answer.
    pub median_ms: Option<u64>,
    /// Lessons on what went wrong, most needed first.
    pub read_next: Vec<LessonLink>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SessionAnswer {
    pub attempt: String,
    pub task: TaskLink,
    pub score: f64,
    pub passed: bool,
    pub spent_ms: u64,
    pub hints_used: u32,
    pub confidence: Option<Confidence>,
    pub disputed: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SessionSkip {
    pub task: TaskLink,
    pub reason: Option<SkipReason>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct KindResult {
    pub title: String,
    pub passed: u32,
    pub n: u32,
}

/// How often answers of one confidence were passed, beside what the word stands for.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConfidenceResult {
    pub said: Confidence,
    /// In percent.
    pub stands_for: u32,
    pub passed: FigureView,
}
