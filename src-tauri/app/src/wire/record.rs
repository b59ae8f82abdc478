//! My record: every attempt.

use super::feedback::FigureView;
use super::module::TaskKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct RecordRequest {
    pub module: Option<String>,
    pub kind: Option<TaskKind>,
    #[serde(default)]
    pub only: RecordOnly,
    /// Attempts before this one (an attempt's id), for the next page.
    pub before: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecordPage {
    pub attempts: Vec<AttemptLine>,
    /// Id to ask on with; none at the end.
    pub more: Option<String>,
    /// Attempts that fit the filter, in all.
    pub total: u32,
    /// Passed, of first tries without hints; on the first page.
    pub counted: Option<FigureView>,
    /// The same without those in dispute; none where nothing is in dispute.
    pub undisputed: Option<FigureView>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecordOnly {
    #[default]
    All,
    Wrong,
    Disputed,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AttemptLine {
    pub id: String,
    pub task: String,
    pub title: String,
    pub module: String,
    pub kind: TaskKind,
    pub kind_name: String,
    pub at_ms: i64,
    /// The day the learner lived then, as YYYY-MM-DD.
    pub local_day: String,
    pub score: f64,
    pub passed: bool,
    pub hints_used: u32,
    pub spent_ms: u64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AttemptRequest {
    pub attempt: String,
}
