//! Write criteria for a prompt.

use super::Missing;
use super::justification::Point;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Face {
    /// The kind of output that the criteria are for.
    pub modality: Modality,
    /// Fewest and most criteria.
    pub count: [u32; 2],
}

/// The kind of output that a criterion judges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    Text,
    Code,
    Picture,
    Table,
    Speech,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Key {
    /// What an ideal response shows, with other ways to say it.
    pub ideal: Vec<Point>,
    /// Criteria as an expert would write them, shown afterwards.
    pub reference: Vec<String>,
    pub weights: Weights,
}

/// Shares of the score; they sum to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// How the criteria stand in the five properties.
    pub properties: f64,
    /// How much of the ideal response they ask for.
    pub coverage: f64,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    #[serde(default)]
    pub criteria: Vec<String>,
    #[serde(default)]
    pub why: String,
}

pub(super) fn missing(answer: &Answer, face: &Face) -> Vec<Missing> {
    let [fewest, most] = face.count.map(|n| n as usize);
    let written = answer.criteria.iter().all(|criterion| !criterion.trim().is_empty());
    if written && (fewest..=most).contains(&answer.criteria.len()) { vec![] } else { vec![Missing::Criteria] }
}
