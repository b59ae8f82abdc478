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

/// A box may reach over the edge by this share of the picture's width or height: one that is drawn up to the edge on a
/// screen does, by a rounding error, once it is measured in the picture's own measure.
const EDGE: f64 = 1e-6;

impl Rect {
    /// Whether it has area and lies inside a picture of this size, up to a millionth of the picture's sides.
    pub fn fits(&self, picture: &Picture) -> bool {
        let finite = [self.x, self.y, self.width, self.height].iter().all(|n| n.is_finite());
        let inside = |from: f64, length: f64, side: u32| {
            let (side, edge) = (f64::from(side), f64::from(side) * EDGE);
            from >= -edge && length > 0.0 && from + length <= side + edge
        };
        finite && inside(self.x, self.width, picture.width) && inside(self.y, self.height, picture.height)
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

#[cfg(test)]
mod tests {
    use super::*;

    const PICTURE: Picture = Picture { source: String::new(), alt: String::new(), width: 640, height: 333 };

    fn fits(at: [f64; 4]) -> bool {
        let [x, y, width, height] = at;
        Rect { x, y, width, height }.fits(&PICTURE)
    }

    #[test]
    fn a_box_has_area_and_lies_in_the_picture() {
        for inside in [[0.0, 0.0, 640.0, 333.0], [639.9, 332.9, 0.1, 0.1], [5.0, 5.0, 1e-9, 1e-9]] {
            assert!(fits(inside), "{inside:?}");
        }
        // By less than a millionth of the side over the edge, and by more.
        assert!(fits([0.0, 0.0, 640.000_6, 333.0]) && fits([-0.000_6, 0.0, 640.0, 333.0]));
        assert!(!fits([0.0, 0.0, 640.000_7, 333.0]) && !fits([-0.000_7, 0.0, 5.0, 5.0]));
        assert!(!fits([0.0, 0.0, 640.0, 333.000_4]) && !fits([0.0, -0.000_4, 5.0, 5.0]));
        for at in [[5.0, 5.0, 0.0, 9.0], [5.0, 5.0, 9.0, 0.0], [5.0, 5.0, -2.0, 9.0], [650.0, 5.0, 9.0, 9.0]] {
            assert!(!fits(at), "{at:?}");
        }
        for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, -f64::MAX] {
            for place in 0..4 {
                let mut at = [1.0, 1.0, 5.0, 5.0];
                at[place] = odd;
                assert!(!fits(at), "{at:?}");
            }
        }
    }

    /// The picture is shown larger or smaller than it is; a box ends at whole pixels of the screen, here at the edge.
    #[test]
    fn a_box_drawn_up_to_the_edge_of_the_screens_picture_fits() {
        let mut over = 0;
        for shown in 100..1000u32 {
            let scale = f64::from(PICTURE.width) / f64::from(shown);
            for from in (0..shown).step_by(7) {
                let (x, width) = (f64::from(from) * scale, f64::from(shown - from) * scale);
                over += usize::from(x + width > f64::from(PICTURE.width));
                assert!(fits([x, 0.0, width, 333.0]), "from pixel {from} of {shown}: {x} + {width}");
            }
        }
        assert!(over > 1000, "only {over} of them are over the edge: this shows nothing");
    }
}
