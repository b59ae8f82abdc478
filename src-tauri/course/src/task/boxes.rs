//! Draw labelled boxes on a picture.

use super::Missing;
use super::scale::Label;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Face {
    pub picture: Picture,
    pub labels: Vec<Label>,
}

/// A picture with its own measure, in which boxes are told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// A data URL of an SVG or PNG picture, shown only as an image.
    pub source: String,
    pub alt: String,
    pub width: u32,
    pub height: u32,
}

/// Left upper corner, width and height, in the picture's own measure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    /// Whether it has area and lies inside a picture of this size.
    pub fn fits(&self, picture: &Picture) -> bool {
        let finite = [self.x, self.y, self.width, self.height].iter().all(|n| n.is_finite());
        finite
            && self.x >= 0.0
            && self.y >= 0.0
            && self.width > 0.0
            && self.height > 0.0
            && self.x + self.width <= f64::from(picture.width)
            && self.y + self.height <= f64::from(picture.height)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Key {
    pub boxes: Vec<KeyBox>,
    /// From this overlap (intersection over union) on, two boxes are of the same thing. In (0, 1].
    pub iou_at: f64,
    /// What of a box the right label is worth; the rest is for the place. In [0, 1].
    pub label_weight: f64,
    /// Said when the learner draws what the key does not.
    pub why_nothing_else: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeyBox {
    pub at: Rect,
    pub label: String,
    /// Other labels that careful readers would give.
    pub accept: Vec<String>,
    /// Neither missed when it is not drawn nor wrong when it is.
    pub optional: bool,
    pub why: String,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    #[serde(default)]
    pub boxes: Vec<Drawn>,
    /// "There is nothing to draw."
    #[serde(default)]
    pub nothing: bool,
    #[serde(default)]
    pub why: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drawn {
    pub at: Rect,
    pub label: String,
}

pub(super) fn missing(answer: &Answer, face: &Face) -> Vec<Missing> {
    let fits = |drawn: &Drawn| drawn.at.fits(&face.picture) && face.labels.iter().any(|label| label.id == drawn.label);
    let decided = answer.nothing == answer.boxes.is_empty();
    if decided && answer.boxes.iter().all(fits) { vec![] } else { vec![Missing::Boxes] }
}
