//! Marks in a text and boxes on a picture, and what of the key each was held against.

use course::task::boxes::Rect;
use course::text::Span;
use serde::{Deserialize, Serialize};

/// A mark of the learner's, and the key's stretch it was held against.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MarkHeld {
    pub span: Span,
    pub label: String,
    pub met: SpanMet,
    pub against: Option<KeySpanShown>,
    /// Characters in common, as a share of those in either.
    pub share: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpanMet {
    /// The key's stretch and label.
    Exact,
    /// The key's label, and some of its stretch.
    Overlap,
    /// The key labels the stretch otherwise.
    WrongLabel,
    /// What may be marked and need not; it does not count.
    Optional,
    /// The key has nothing here.
    Extra,
}

/// A stretch of the key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeySpanShown {
    pub span: Span,
    pub label: String,
    /// Other labels that the key accepts.
    pub accept: Vec<String>,
    pub why: String,
}

/// How the marks of one label stand; only labels that the learner or the key has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LabelF1 {
    pub label: String,
    /// Marks that count, those on something optional left out.
    pub marks: u32,
    /// Stretches of the key that count.
    pub key: u32,
    pub exact: f64,
    pub overlap: f64,
}

/// A box of the learner's, and the key's box it was held against.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BoxHeld {
    pub at: Rect,
    pub label: String,
    pub met: BoxMet,
    pub against: Option<KeyBoxShown>,
    /// Intersection over union with that box.
    pub iou: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoxMet {
    /// Place and label are the key's.
    Right,
    /// The place is the key's, the label is not.
    WrongLabel,
    /// It touches the key's box, and has too little in common with it to be of the same thing.
    Near,
    /// What may be drawn and need not; it does not count.
    Optional,
    /// The key has nothing here.
    Extra,
}

/// A box of the key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeyBoxShown {
    pub at: Rect,
    pub label: String,
    /// Other labels that the key accepts.
    pub accept: Vec<String>,
    pub why: String,
}
