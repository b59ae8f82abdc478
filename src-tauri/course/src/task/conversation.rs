//! Rate the turns of a dialogue, and find where it goes wrong.

use super::scale::{Dimension, GivenScore, KeyScore, complete};
use super::{Item, Missing};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Face {
    /// In the order in which they were said, `t1`, `t2` and so on.
    pub turns: Vec<Turn>,
    /// Each turn of the model is rated on each; empty where turns are not rated.
    pub dimensions: Vec<Dimension>,
    /// Whether the turn is asked for at which the dialogue goes wrong.
    pub asks_where: bool,
}

impl Face {
    /// The turns that are rated.
    pub fn rated(&self) -> impl Iterator<Item = &Turn> {
        self.turns.iter().filter(|turn| turn.from == Speaker::Model)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Turn {
    pub from: Speaker,
    pub item: Item,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    User,
    Model,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Key {
    pub scores: Vec<KeyScore>,
    /// So many steps outside the accepted range earn nothing. At least 1.
    pub reach: u16,
    /// Where it goes wrong; none where that is not asked.
    pub wrong: Option<Wrong>,
    /// Share of the score for the turn located, where turns are rated as well. In [0, 1].
    pub where_weight: f64,
}

/// Where a dialogue goes wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrong {
    /// The turn; none where it goes wrong nowhere.
    pub turn: Option<String>,
    /// Other turns that careful readers would name.
    pub accept: Vec<String>,
    pub why: String,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    #[serde(default)]
    pub scores: Vec<GivenScore>,
    /// The turn at which it goes wrong.
    #[serde(default)]
    pub wrong: Option<String>,
    /// "It goes wrong nowhere."
    #[serde(default)]
    pub nowhere: bool,
    #[serde(default)]
    pub why: String,
}

pub(super) fn missing(answer: &Answer, face: &Face) -> Vec<Missing> {
    let mut missing = vec![];
    if !complete(&answer.scores, face.rated().map(|turn| turn.item.id.as_str()), &face.dimensions) {
        missing.push(Missing::Scores);
    }
    let known = answer.wrong.as_ref().is_none_or(|id| face.turns.iter().any(|turn| &turn.item.id == id));
    if face.asks_where && (answer.nowhere == answer.wrong.is_some() || !known) {
        missing.push(Missing::Turn);
    }
    missing
}
