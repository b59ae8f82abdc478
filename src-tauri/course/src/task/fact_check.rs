//! Judge claims against bundled sources, and cite the passage.

use super::{Item, Missing, usual};
use crate::text::Span;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Face {
    /// In fixed order, `c1`, `c2` and so on.
    pub claims: Vec<Item>,
    /// `s1`, `s2` and so on.
    pub sources: Vec<Source>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    pub title: String,
    pub item: Item,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Supported,
    Refuted,
    /// The sources do not say.
    NotEnough,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Key {
    pub claims: Vec<KeyClaim>,
    /// Share of a claim's score for the passage cited, where the key has one. In [0, 1).
    pub passage_weight: f64,
    /// From this share of characters in common on, the passage counts as found; below it in proportion. In (0, 1].
    pub overlap_at: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeyClaim {
    pub claim: String,
    pub verdict: Verdict,
    /// Other verdicts that careful readers would give.
    pub accept: Vec<Verdict>,
    /// Any one of them is enough; none where nothing is said.
    pub passages: Vec<Passage>,
    /// Its share beside the other claims; above 0.
    #[serde(default = "usual::one", skip_serializing_if = "usual::is_one")]
    pub weight: f64,
    pub why: String,
}

/// A stretch of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    pub source: String,
    pub span: Span,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    #[serde(default)]
    pub claims: Vec<Judged>,
    #[serde(default)]
    pub why: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    pub claim: String,
    /// None while there is only a citation; such an answer is not complete.
    #[serde(default)]
    pub verdict: Option<Verdict>,
    #[serde(default)]
    pub cited: Vec<Passage>,
}

pub(super) fn missing(answer: &Answer, face: &Face) -> Vec<Missing> {
    let cited = |passage: &Passage| {
        let source = face.sources.iter().find(|s| s.item.id == passage.source);
        passage.span.start < passage.span.end && source.is_some_and(|s| passage.span.of(&s.item.text.plain).is_some())
    };
    // A verdict that rests on a source names the passage.
    let complete = |judged: &Judged| {
        let rests = judged.verdict.is_some_and(|v| v == Verdict::NotEnough || !judged.cited.is_empty());
        rests && judged.cited.iter().all(cited)
    };
    let mut given: Vec<&str> = answer.claims.iter().filter(|c| complete(c)).map(|c| c.claim.as_str()).collect();
    let mut asked: Vec<&str> = face.claims.iter().map(|c| c.id.as_str()).collect();
    given.sort_unstable();
    asked.sort_unstable();
    if given == asked && answer.claims.len() == asked.len() { vec![] } else { vec![Missing::Verdicts] }
}
