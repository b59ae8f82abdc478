//! Start-up, settings, and what has changed since.

use super::practice::Confidence;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StartRequest {
    /// Try once more to open what could not be opened.
    pub again: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Start {
    pub version: String,
    pub settings: Settings,
    /// Set when the record or the course could not be opened: the page shows this and nothing else.
    pub trouble: Option<Trouble>,
    /// What the app found and did by itself, to be told once.
    pub notices: Vec<String>,
    /// Where the record lies, shown so that the learner can find it.
    pub data_folder: String,
    /// What the words of confidence stand for.
    pub confidence: Vec<ConfidenceLevel>,
}

/// The chance of being right that a word of confidence stands for.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConfidenceLevel {
    pub said: Confidence,
    pub percent: u32,
}

/// What stands in the way, in plain words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Trouble {
    pub title: String,
    /// What happened.
    pub what: String,
    /// What is safe.
    pub safe: String,
    /// What to do.
    pub todo: String,
    /// For somebody who helps; never needed by the learner.
    pub detail: String,
    /// Whether trying again can help.
    pub again: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Settings {
    pub theme: Theme,
    /// Size of the reading type in percent of the usual: 85 to 150.
    pub type_size: u16,
    /// Single keys act as shortcuts (they never do while typing).
    pub single_keys: bool,
    pub show_timer: bool,
    /// The rail shows icons only.
    pub rail_narrow: bool,
    /// Width of the right pane in CSS pixels.
    pub pane_width: u16,
    /// Extra time in drills, in percent: 0 to 200.
    #[serde(default)]
    pub extra_time: u16,
    /// Ask how sure the learner is before an answer is handed in.
    #[serde(default = "yes")]
    pub ask_confidence: bool,
    /// Keys that the learner has chosen; all other actions keep their own.
    #[serde(default)]
    pub keys: Vec<KeyChoice>,
}

fn yes() -> bool {
    true
}

/// The key of one action, such as "Ctrl+Enter" or "K".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeyChoice {
    /// Id of the action.
    pub action: String,
    pub key: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    System,
    Light,
    Dark,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ChangesRequest {
    /// The last number seen; 0 at first.
    pub since: u64,
}

/// Answered as soon as there is something newer than `since`, or with the same number after half a minute.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Changes {
    pub now: u64,
    /// The record or the course has got into trouble: ask `start` again.
    pub trouble: bool,
}

/// Said only when it is on disk.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Saved {
    pub at_ms: i64,
}
