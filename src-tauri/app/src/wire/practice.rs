//! A task on its way to the learner and the answer on its way back.

use super::evidence::FindingView;
use super::feedback::{Feedback, SpanView};
use super::module::TaskKind;
use super::session::{SessionView, TaskSet};
use super::work::{AnswerView, WorkView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which task next. With `task` that one; within a session the next of its plan; else an unfinished or unanswered one of
/// the set, else one not passed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PracticeRequest {
    pub set: TaskSet,
    pub task: Option<String>,
    pub session: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Practice {
    /// None when there is nothing left of what was asked for; then `done` says so.
    pub task: Option<TaskView>,
    pub done: Option<String>,
    /// The session it belongs to, as it stands now.
    pub session: Option<SessionView>,
}

/// A presentation of a task: the face, shuffled and lettered, and where the learner is with it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TaskView {
    /// Id of this presentation; the attempt takes it over.
    pub presentation: String,
    pub task: String,
    pub version: String,
    pub kind: TaskKind,
    pub kind_name: String,
    pub title: String,
    pub ask: String,
    pub module: String,
    pub module_title: String,
    /// Which task of the module, from 1, of how many.
    pub number: u32,
    pub of: u32,
    pub objective: String,
    pub difficulty: u8,
    pub minutes: u8,
    pub prompt_from: String,
    pub prompt: String,
    pub rubric: Option<String>,
    pub material: Vec<MaterialView>,
    /// Responses or options in the order shown.
    pub items: Vec<ItemView>,
    pub work: WorkView,
    pub justify: Option<JustifyView>,
    pub draft: Option<DraftView>,
    /// The rungs shown so far.
    pub hints: Vec<String>,
    pub hints_total: u32,
    /// Time spent on this presentation so far.
    pub spent_ms: u64,
    /// The learner wants to come back to this task.
    pub flagged: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum MaterialView {
    Text { title: String, html: String },
    Picture { title: String, source: String, alt: String },
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ItemView {
    pub id: String,
    pub letter: String,
    pub html: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct JustifyView {
    pub ask: String,
    /// Fewest and most words.
    pub words: [u32; 2],
    /// What is looked for while it is written, as it stands before the first word; empty once the answer is in.
    pub checks: Vec<LiveCheckView>,
    /// What can be quoted sentence by sentence, in the order shown; likewise.
    pub quotable: Vec<QuotableView>,
}

/// Where the sentences of an item lie: start and end of each in turn, in UTF-16 units of its canonical text.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct QuotableView {
    pub id: String,
    pub sentences: Vec<u32>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DraftView {
    pub answer: AnswerView,
    pub saved_ms: i64,
    pub words: u32,
    pub live: LiveView,
    /// The task has changed since the draft was written: it can be read, not submitted.
    pub outdated: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    Sure,
    Fairly,
    Guess,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DraftRequest {
    pub presentation: String,
    pub answer: AnswerView,
    /// Time spent on this presentation so far.
    pub spent_ms: u64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DraftSaved {
    pub at_ms: i64,
    /// Words written, as the grader counts them.
    pub words: u32,
    pub live: LiveView,
}

/// What can be said of an answer while it is written: its form. Nothing of it comes from the key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LiveView {
    /// Of the reasons in writing; empty where none are asked.
    pub checks: Vec<LiveCheckView>,
    /// Of each criterion of a rubric, in the order written; empty for other kinds.
    pub criteria: Vec<Vec<FindingView>>,
    /// Words of the prompt that the learner writes; 0 for other kinds.
    pub text_words: u32,
}

/// One line of the checklist beside the reasons in writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LiveCheckView {
    pub id: String,
    pub label: String,
    pub state: LiveState,
    /// What was found, or what is looked for.
    pub note: String,
    /// The words it rests on, in the text as typed.
    pub at: Vec<SpanView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LiveState {
    Found,
    /// Not there yet.
    Open,
    /// Something written is in the way, such as a quotation that stands in no response.
    Wrong,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HintRequest {
    pub presentation: String,
    /// How many rungs to show in all, from 1.
    pub rungs: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Hints {
    pub hints: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SubmitRequest {
    pub presentation: String,
    pub answer: AnswerView,
    pub confidence: Option<Confidence>,
    pub spent_ms: u64,
    /// What to hand out after this one.
    pub then: PracticeRequest,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Submitted {
    pub feedback: Feedback,
    pub next: Practice,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SkipRequest {
    pub presentation: String,
    pub reason: Option<SkipReason>,
    pub then: PracticeRequest,
}

/// Why a task is put aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    TooHard,
    OutsideField,
    /// The instructions do not say what is asked.
    Unclear,
    /// Something of it is missing or cannot be seen.
    Broken,
    Later,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FlagRequest {
    pub module: String,
    pub task: String,
    pub flagged: bool,
}
