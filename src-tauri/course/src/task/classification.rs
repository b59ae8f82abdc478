//! Label texts or pictures from a taxonomy.

use super::scale::Label;
use super::{Item, Missing, usual};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Face {
    /// What is labelled, in fixed order; a picture stands in the material and is named here.
    pub pieces: Vec<Item>,
    pub labels: Vec<Label>,
    /// Whether a piece may have several labels.
    pub multiple: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Key {
    pub pieces: Vec<KeyPiece>,
    pub partial: Partial,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeyPiece {
    pub piece: String,
    pub labels: Vec<String>,
    /// Other sets of labels that careful readers would give.
    pub accept: Vec<Vec<String>>,
    /// Its share beside the other pieces; above 0.
    #[serde(default = "usual::one", skip_serializing_if = "usual::is_one")]
    pub weight: f64,
    pub why: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Partial {
    /// A piece is right or wrong.
    Exact,
    /// The share of labels in common: |both| / |either| (Jaccard), with the nearest accepted set.
    Shared,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    #[serde(default)]
    pub pieces: Vec<Labelled>,
    #[serde(default)]
    pub why: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labelled {
    pub piece: String,
    pub labels: Vec<String>,
}

pub(super) fn missing(answer: &Answer, face: &Face) -> Vec<Missing> {
    let right = |piece: &Labelled| {
        let known = piece
            .labels
            .iter()
            .enumerate()
            .all(|(i, id)| face.labels.iter().any(|l| &l.id == id) && !piece.labels[..i].contains(id));
        known && if face.multiple { !piece.labels.is_empty() } else { piece.labels.len() == 1 }
    };
    let mut given: Vec<&str> = answer.pieces.iter().filter(|p| right(p)).map(|p| p.piece.as_str()).collect();
    let mut asked: Vec<&str> = face.pieces.iter().map(|p| p.id.as_str()).collect();
    given.sort_unstable();
    asked.sort_unstable();
    if given == asked && answer.pieces.len() == asked.len() { vec![] } else { vec![Missing::Labels] }
}
