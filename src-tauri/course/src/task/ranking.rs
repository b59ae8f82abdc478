//! Order responses from best to worst, ties allowed.

use super::{Item, Missing};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Face {
    pub responses: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Key {
    /// Tiers, best first; responses of one tier are tied.
    pub order: Vec<Vec<String>>,
    pub pairs: Vec<PairReason>,
    /// "None of them is acceptable", graded only when stated.
    pub all_bad: Option<bool>,
    /// Share of the score that rests on the flag, when it is graded.
    pub flag_weight: f64,
}

/// Why one response stands over another (or beside it, when they are tied).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairReason {
    pub over: String,
    pub under: String,
    pub why: String,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Tiers, best first; responses of one tier are tied.
    #[serde(default)]
    pub tiers: Vec<Vec<String>>,
    #[serde(default)]
    pub all_bad: bool,
    #[serde(default)]
    pub why: String,
}

pub(super) fn missing(answer: &Answer, face: &Face) -> Vec<Missing> {
    if holds_each_once(&answer.tiers, &face.responses) { vec![] } else { vec![Missing::Order] }
}

/// Whether the tiers hold each item exactly once, and nothing else.
pub(super) fn holds_each_once(tiers: &[Vec<String>], items: &[Item]) -> bool {
    let mut given: Vec<&str> = tiers.iter().flatten().map(String::as_str).collect();
    let mut asked: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
    given.sort_unstable();
    asked.sort_unstable();
    given == asked
}
