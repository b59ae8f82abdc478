//! Scales with anchors, labels, and what a key says of a place on a scale: shared by several kinds.

use serde::{Deserialize, Serialize};

/// One thing to be judged on a scale of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dimension {
    pub id: String,
    pub name: String,
    /// What is judged, in a sentence.
    pub about: String,
    /// Lowest first; values rise.
    pub anchors: Vec<Anchor>,
}

impl Dimension {
    /// Lowest and highest value; none without anchors.
    pub fn ends(&self) -> Option<(i16, i16)> {
        Some((self.anchors.first()?.value, self.anchors.last()?.value))
    }

    pub fn has(&self, value: i16) -> bool {
        self.anchors.iter().any(|anchor| anchor.value == value)
    }
}

/// A point of a scale, and what deserves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    pub value: i16,
    pub name: String,
    pub about: String,
}

/// A label of a taxonomy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    pub id: String,
    pub name: String,
    /// What belongs under it, in a sentence.
    pub about: String,
}

/// What the key says of one item on one dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeyScore {
    pub item: String,
    pub dimension: String,
    pub value: i16,
    /// Lowest and highest value that careful readers would still give; holds `value`.
    pub accept: [i16; 2],
    /// Its share beside the other scores; above 0.
    pub weight: f64,
    pub why: String,
}

/// A value that the learner gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenScore {
    pub item: String,
    pub dimension: String,
    pub value: i16,
}

/// Whether each of these items has exactly one value of each dimension's scale, and nothing else has one.
pub(super) fn complete<'a>(
    given: &[GivenScore],
    items: impl IntoIterator<Item = &'a str>,
    dimensions: &[Dimension],
) -> bool {
    let mut asked = 0;
    for item in items {
        for dimension in dimensions {
            let mut of = given.iter().filter(|g| g.item == item && g.dimension == dimension.id);
            if !matches!((of.next(), of.next()), (Some(score), None) if dimension.has(score.value)) {
                return false;
            }
            asked += 1;
        }
    }
    asked == given.len()
}
