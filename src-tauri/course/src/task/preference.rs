//! Two responses, one seven-point scale.

use super::{Item, Missing};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Face {
    /// Always two: `r1` and `r2`.
    pub responses: Vec<Item>,
}

/// Values run from −3 (`r1` much better) over 0 (about the same) to 3 (`r2` much better).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Key {
    pub value: i8,
    /// Lowest and highest value that careful readers would still give; holds `value`.
    pub accept: [i8; 2],
    /// Graded only when stated.
    pub both_bad: Option<bool>,
    /// Share of the score that rests on the flag, when it is graded.
    pub flag_weight: f64,
    /// What the right side alone earns. In [0.5, 1), so that it never earns less than seeing no difference does.
    pub side_weight: f64,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    #[serde(default)]
    pub value: Option<i8>,
    #[serde(default)]
    pub both_bad: bool,
    #[serde(default)]
    pub why: String,
}

pub(super) fn missing(answer: &Answer) -> Vec<Missing> {
    match answer.value {
        Some(-3..=3) => vec![],
        _ => vec![Missing::Value],
    }
}
