//! The rubric workbench: five properties of a criterion, and what of an ideal response is asked for.
//!
//! To be replaced: these are the types that a grade rests on; [`examine`] finds nothing yet.

use course::task::justification::Point;
use course::task::rubric::Modality;
use course::text::Span;
use serde::{Deserialize, Serialize};

/// What came out for all criteria.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workbench {
    /// In the order of the criteria.
    pub criteria: Vec<Examined>,
    /// For each ideal point the criterion that covers it.
    pub covered: Vec<Option<usize>>,
}

/// What came out for one criterion.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examined {
    pub findings: Vec<Finding>,
    /// The ideal points that it asks for.
    pub covers: Vec<usize>,
}

/// Words of a criterion that speak against one of its properties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub property: Property,
    /// Into the criterion as typed.
    pub at: Vec<Span>,
    pub why: String,
}

/// What a criterion should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Property {
    /// It asks for one thing.
    Atomic,
    /// It belongs to this task and no other.
    Specific,
    /// It is understood by itself.
    SelfContained,
    /// Two readers decide it alike.
    Objective,
    /// It asks for what can be seen in this kind of output.
    Modality,
}

/// Examines each criterion and says which ideal points are asked for.
pub fn examine(criteria: &[String], _modality: Modality, _prompt: &str, ideal: &[Point]) -> Workbench {
    Workbench { criteria: vec![Examined::default(); criteria.len()], covered: vec![None; ideal.len()] }
}
