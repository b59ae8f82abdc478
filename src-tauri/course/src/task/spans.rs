//! Mark stretches of a text and label them: entities, errors, claims that nothing supports.

use super::scale::Label;
use super::{Item, Missing, usual};
use crate::text::Span;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Face {
    /// The text to be marked, `x1`.
    pub text: Item,
    pub labels: Vec<Label>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Key {
    /// May overlap; may be empty, when there is nothing to mark.
    pub spans: Vec<KeySpan>,
    /// Share of the score for marks that meet the key's exactly; the rest is for marks that overlap it. In [0, 1].
    pub exact_weight: f64,
    /// From this overlap on (characters in common, as a share of those in either) a mark overlaps as well as can be
    /// asked; below it in proportion. In (0, 1].
    #[serde(default = "usual::half", skip_serializing_if = "usual::is_half")]
    pub overlap_at: f64,
    /// Said when the learner marks what the key does not.
    pub why_nothing_else: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeySpan {
    pub span: Span,
    pub label: String,
    /// Other labels that careful readers would give.
    pub accept: Vec<String>,
    /// Neither missed when it is not marked nor wrong when it is.
    pub optional: bool,
    pub why: String,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    #[serde(default)]
    pub marks: Vec<Mark>,
    /// "There is nothing to mark."
    #[serde(default)]
    pub nothing: bool,
    #[serde(default)]
    pub why: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub span: Span,
    pub label: String,
}

pub(super) fn missing(answer: &Answer, face: &Face) -> Vec<Missing> {
    let fits = |mark: &Mark| {
        mark.span.start < mark.span.end
            && mark.span.of(&face.text.text.plain).is_some()
            && face.labels.iter().any(|label| label.id == mark.label)
    };
    let decided = answer.nothing == answer.marks.is_empty();
    if decided && answer.marks.iter().all(fits) { vec![] } else { vec![Missing::Marks] }
}
