//! Score responses on anchored scales.

use super::scale::{Dimension, GivenScore, KeyScore, complete};
use super::{Item, Missing};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Face {
    pub responses: Vec<Item>,
    pub dimensions: Vec<Dimension>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Key {
    /// One for each response and dimension.
    pub scores: Vec<KeyScore>,
    /// So many steps outside the accepted range earn nothing; steps in between earn in proportion. At least 1.
    pub reach: u16,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    #[serde(default)]
    pub scores: Vec<GivenScore>,
    #[serde(default)]
    pub why: String,
}

pub(super) fn missing(answer: &Answer, face: &Face) -> Vec<Missing> {
    let items = face.responses.iter().map(|r| r.id.as_str());
    if complete(&answer.scores, items, &face.dimensions) { vec![] } else { vec![Missing::Scores] }
}
