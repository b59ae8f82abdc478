//! A module: objectives, lessons, tasks, progress.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ModuleRequest {
    pub module: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ModuleStatus {
    Coming,
    Started,
    Complete,
}

/// A module as a line of a table of contents.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ModuleLine {
    pub no: String,
    pub title: String,
    pub hours: f64,
    pub status: ModuleStatus,
    pub lessons: u32,
    pub lessons_read: u32,
    pub tasks: u32,
    pub tasks_answered: u32,
    pub tasks_passed: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ModulePage {
    pub line: ModuleLine,
    pub domain: String,
    pub objectives: Vec<ObjectiveLine>,
    pub lessons: Vec<LessonLine>,
    pub tasks: Vec<TaskLine>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ObjectiveLine {
    pub id: String,
    pub text: String,
    pub tasks: u32,
    pub tasks_passed: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LessonLine {
    pub id: String,
    pub title: String,
    pub minutes: u32,
    pub state: LessonState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LessonState {
    New,
    Opened,
    Read,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    Choice,
    Preference,
    Ranking,
    Justification,
    Rating,
    Classification,
    Spans,
    Boxes,
    FactCheck,
    Safety,
    CodeReview,
    Conversation,
    Rubric,
    Prompt,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TaskLine {
    pub id: String,
    pub title: String,
    pub kind: TaskKind,
    /// Words for the kind, such as "Ranking".
    pub kind_name: String,
    pub difficulty: u8,
    pub minutes: u8,
    pub objective: String,
    pub attempts: u32,
    /// Best score so far in [0, 1].
    pub best: Option<f64>,
    pub state: TaskState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    New,
    /// An unfinished answer is kept.
    Draft,
    Passed,
    NotPassed,
}
