//! "I think the key is wrong": said, kept, listed, sent, settled.

use super::feedback::{FigureView, TaskLink};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DisputeRequest {
    pub attempt: String,
    /// Why; not empty.
    pub reason: String,
}

/// A dispute of one attempt's key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DisputeView {
    pub reason: String,
    pub at_ms: i64,
    /// The version of the task that it speaks of.
    pub version: String,
    pub state: DisputeState,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum DisputeState {
    Open {},
    /// Taken back by the learner.
    Withdrawn {},
    /// A new version of the task has come. The score that was given stays; beside it stands what the same answer gets now.
    Settled {
        at_ms: i64,
        regrade: Option<RegradeView>,
        words: String,
    },
}

/// The same answer under the key of the new version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RegradeView {
    pub score: f64,
    pub passed: bool,
    pub headline: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DisputeLine {
    pub attempt: String,
    pub task: TaskLink,
    pub score: f64,
    pub passed: bool,
    pub dispute: DisputeView,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DisputePage {
    /// Newest first.
    pub disputes: Vec<DisputeLine>,
    /// Where the file is sent to.
    pub address: String,
    /// Headline figure, with and without what is disputed.
    pub counted: FigureView,
    pub undisputed: FigureView,
}

/// What became of an export.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Exported {
    /// The file's name; none when the learner changed their mind.
    pub file: Option<String>,
    pub disputes: u32,
}
