//! Write why: alone, for a settled verdict, or attached to a judgement of another kind.

use super::Item;
use serde::{Deserialize, Serialize};

/// The request for reasons, shown with the task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ask {
    pub ask: String,
    /// Fewest and most words.
    pub words: [u32; 2],
}

/// A justification that stands alone: the verdict is settled, the learner writes why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Face {
    pub responses: Vec<Item>,
    /// The response judged best.
    pub given: String,
}

/// What the checklist is held against.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Key {
    /// Share of the whole grade when attached to a judgement; 1 when alone.
    pub weight: f64,
    pub reference: String,
    pub criteria: Vec<Criterion>,
    pub points: Vec<Point>,
}

/// A criterion on which the responses differ; any of its words touches it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Criterion {
    pub name: String,
    pub words: Vec<String>,
    pub why: String,
}

/// A key point of the author's, with other ways to say it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Point {
    pub text: String,
    pub wordings: Vec<String>,
}

/// The key of a justification that stands alone has no judgement part of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AloneKey {}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    #[serde(default)]
    pub why: String,
}
