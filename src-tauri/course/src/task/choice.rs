//! Pick one or several options.

use super::{Item, Missing};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Face {
    pub multiple: bool,
    pub options: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Key {
    pub correct: Vec<String>,
    pub partial: Partial,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Partial {
    /// All or nothing.
    Exact,
    /// (right picks − wrong picks) / right options, not below 0.
    PerOption,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    #[serde(default)]
    pub picked: Vec<String>,
    #[serde(default)]
    pub why: String,
}

pub(super) fn missing(answer: &Answer, face: &Face) -> Vec<Missing> {
    let known = answer
        .picked
        .iter()
        .enumerate()
        .all(|(i, id)| face.options.iter().any(|o| &o.id == id) && !answer.picked[..i].contains(id));
    let count = if face.multiple { !answer.picked.is_empty() } else { answer.picked.len() == 1 };
    if known && count { vec![] } else { vec![Missing::Pick] }
}
