//! Labelled boxes against those of a key.
//!
//! | question | answer |
//! | --- | --- |
//! | how far two boxes overlap | [`iou`], [`iou_pairs`], [`iou_matrix`] |
//! | which box is held against which of the key | [`pair_boxes`] |
//! | how good are detections with scores, over many pictures | [`voc_precision`], [`coco_precision`] |
//! | are boxes fit for use, and inside their picture | [`Boxes::new`], [`check_inside`] |
//!
//! ```
//! use agreement::boxes::{BoundingBox, Boxes, Edges, Labels, pair_boxes};
//!
//! let side = |corners: &[f64]| {
//!     let boxes: Vec<_> = corners.iter().map(|x| BoundingBox::of_size(*x, 0.0, 10.0, 10.0)).collect();
//!     Boxes::new(&boxes, Edges::Continuous).unwrap()
//! };
//! let found = pair_boxes(&side(&[0.0, 30.0]), &side(&[31.0, 2.0, 60.0]), 0.5, Labels::Compared).unwrap();
//! assert_eq!((found.pairs.len(), found.spurious), (2, vec![2]));
//! ```

mod curve;
mod detection;
mod matching;
mod overlap;
mod pairing;

pub use detection::{
    AveragePrecision, COCO_DETECTIONS, COCO_THRESHOLDS, CocoLabel, CocoPrecision, Detection, Points, Truth,
    VocPrecision, coco_precision, voc_precision,
};
pub use overlap::{iou, iou_matrix, iou_pairs};
pub use pairing::{BoxPair, BoxPairing, pair_boxes};

pub use crate::span::{Labels, Scores};

use crate::Undefined;

/// A box with its sides along the axes, by two opposite corners: `x1 < x2`, `y1 < y2`.
///
/// ```
/// let bounds = agreement::boxes::BoundingBox { x1: 2.0, y1: 2.0, x2: 5.0, y2: 4.0 };
/// assert_eq!(bounds, agreement::boxes::BoundingBox::of_size(2.0, 2.0, 3.0, 2.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BoundingBox {
    /// Of the first corner.
    pub x1: f64,
    /// Of the first corner.
    pub y1: f64,
    /// Of the second corner.
    pub x2: f64,
    /// Of the second corner.
    pub y2: f64,
}

impl BoundingBox {
    /// From the first corner and the size, as COCO writes boxes.
    ///
    /// ```
    /// let bounds = agreement::boxes::BoundingBox::of_size(10.0, 20.0, 30.0, 40.0);
    /// assert_eq!((bounds.x2, bounds.y2), (40.0, 60.0));
    /// ```
    pub fn of_size(x: f64, y: f64, width: f64, height: f64) -> BoundingBox {
        BoundingBox { x1: x, y1: y, x2: x + width, y2: y + height }
    }
}

/// What the second corner means.
///
/// ```
/// use agreement::boxes::{BoundingBox, Edges, iou};
///
/// let [first, second] = [0.0, 2.0].map(|x| BoundingBox { x1: x, y1: 0.0, x2: x + 4.0, y2: 3.0 });
/// assert_eq!(iou(&first, &second, Edges::Continuous), Ok(2.0 / 6.0));
/// assert_eq!(iou(&first, &second, Edges::Inclusive), Ok(3.0 / 7.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Edges {
    /// Coordinates are points of the plane: a box from 2 to 5 is 3 wide.
    #[default]
    Continuous,
    /// Coordinates are pixels, and the second corner is the last pixel inside: a box from 2 to 5 is 4 wide.
    Inclusive,
}

impl Edges {
    /// What the second corner lies beyond the coordinate that is given.
    fn beyond(self) -> f64 {
        match self {
            Edges::Continuous => 0.0,
            Edges::Inclusive => 1.0,
        }
    }
}

/// A box whose corners are points of the plane, and its area.
#[derive(Debug, Clone, Copy)]
struct Area {
    x1: f64,
    y1: f64,
    x2: f64,
    y2: f64,
    area: f64,
}

impl Area {
    #[inline]
    fn of(bounds: &BoundingBox, beyond: f64) -> Area {
        let BoundingBox { x1, y1, x2, y2 } = *bounds;
        let (x2, y2) = (x2 + beyond, y2 + beyond);
        Area { x1, y1, x2, y2, area: (x2 - x1) * (y2 - y1) }
    }

    /// The corners are in order, and neither the area nor the sum of two such areas is 0 or infinite. False for NaN.
    #[inline]
    fn is_fit(&self, beyond: f64) -> bool {
        let in_order = (self.x2 - beyond >= self.x1) & (self.y2 - beyond >= self.y1);
        in_order & (self.x2 > self.x1) & (self.area > 0.0) & (self.area <= f64::MAX / 2.0)
    }

    fn check(&self, beyond: f64, at: usize) -> Result<(), Undefined> {
        if self.is_fit(beyond) {
            return Ok(());
        }
        let Area { x1, y1, x2, y2, area } = *self;
        if ![x1, y1, x2, y2].iter().all(|corner| corner.is_finite()) {
            Err(Undefined::NotFinite { what: "a corner of box", at })
        } else if x1 < x2 && y1 < y2 && area > f64::MAX / 2.0 {
            Err(Undefined::NotFinite { what: "twice the area of box", at })
        } else {
            Err(Undefined::NoArea { at })
        }
    }
}

/// The boxes of one side in one picture, all of them fit for use, with a label each.
///
/// ```
/// use agreement::boxes::{BoundingBox, Boxes, Edges};
///
/// let boxes = Boxes::new(&[BoundingBox::of_size(0.0, 0.0, 4.0, 3.0)], Edges::Continuous).unwrap();
/// assert_eq!(boxes.len(), 1);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Boxes {
    x1: Vec<f64>,
    y1: Vec<f64>,
    x2: Vec<f64>,
    y2: Vec<f64>,
    areas: Vec<f64>,
    labels: Vec<u16>,
}

impl Boxes {
    /// The boxes in their order, all with the label 0.
    ///
    /// # Errors
    /// [`Undefined::NotFinite`] for a corner that is NaN or infinite, or a box so large that areas cannot be added;
    /// [`Undefined::NoArea`] for a box without area, or with its corners exchanged. With [`Edges::Inclusive`] a box of
    /// one pixel has its two corners in one place, and the area 1.
    ///
    /// ```
    /// use agreement::{Undefined, boxes::{BoundingBox, Boxes, Edges}};
    ///
    /// let pixel = BoundingBox { x1: 1.0, y1: 5.0, x2: 1.0, y2: 5.0 };
    /// assert_eq!(Boxes::new(&[pixel], Edges::Continuous), Err(Undefined::NoArea { at: 0 }));
    /// assert_eq!(Boxes::new(&[pixel], Edges::Inclusive).unwrap().len(), 1);
    /// ```
    pub fn new(boxes: &[BoundingBox], edges: Edges) -> Result<Boxes, Undefined> {
        let beyond = edges.beyond();
        let areas = || boxes.iter().map(|bounds| Area::of(bounds, beyond));
        areas().enumerate().try_for_each(|(at, area)| area.check(beyond, at))?;
        Ok(Boxes {
            x1: areas().map(|area| area.x1).collect(),
            y1: areas().map(|area| area.y1).collect(),
            x2: areas().map(|area| area.x2).collect(),
            y2: areas().map(|area| area.y2).collect(),
            areas: areas().map(|area| area.area).collect(),
            labels: vec![0; boxes.len()],
        })
    }

    /// The same boxes with these labels.
    ///
    /// # Errors
    /// [`Undefined::Lengths`] if there are not as many labels as boxes.
    ///
    /// ```
    /// use agreement::{Undefined, boxes::{BoundingBox, Boxes, Edges}};
    ///
    /// let boxes = Boxes::new(&[BoundingBox::of_size(0.0, 0.0, 4.0, 3.0)], Edges::Continuous).unwrap();
    /// assert_eq!(boxes.with_labels(&[0, 1]).err(), Some(Undefined::Lengths { left: 1, right: 2 }));
    /// ```
    pub fn with_labels(self, labels: &[u16]) -> Result<Boxes, Undefined> {
        if labels.len() != self.len() {
            return Err(Undefined::Lengths { left: self.len(), right: labels.len() });
        }
        Ok(Boxes { labels: labels.to_vec(), ..self })
    }

    /// Number of boxes.
    ///
    /// ```
    /// use agreement::boxes::{BoundingBox, Boxes, Edges};
    ///
    /// let boxes = Boxes::new(&[BoundingBox::of_size(0.0, 0.0, 4.0, 3.0)], Edges::Continuous).unwrap();
    /// assert_eq!(boxes.len(), 1);
    /// ```
    pub fn len(&self) -> usize {
        self.areas.len()
    }

    /// Whether there is no box.
    ///
    /// ```
    /// use agreement::boxes::{Boxes, Edges};
    ///
    /// assert!(Boxes::new(&[], Edges::Continuous).unwrap().is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.areas.is_empty()
    }

    fn in_order(&self, order: &[usize]) -> Boxes {
        let sorted = |values: &[f64]| order.iter().map(|at| values[*at]).collect();
        Boxes {
            x1: sorted(&self.x1),
            y1: sorted(&self.y1),
            x2: sorted(&self.x2),
            y2: sorted(&self.y2),
            areas: sorted(&self.areas),
            labels: order.iter().map(|at| self.labels[*at]).collect(),
        }
    }

    fn get(&self, at: usize) -> Area {
        Area { x1: self.x1[at], y1: self.y1[at], x2: self.x2[at], y2: self.y2[at], area: self.areas[at] }
    }
}

/// Checks that boxes are fit for use and lie inside a picture of this size, edges included.
///
/// Coordinates run from 0 to the width and height; with [`Edges::Inclusive`] the last pixel is one less.
///
/// # Errors
/// Those of [`Boxes::new`], [`Undefined::OutsidePicture`] for the first box that is not wholly inside, and
/// [`Undefined::OutOfRange`] for a picture without a size.
///
/// ```
/// use agreement::{Undefined, boxes::{BoundingBox, Edges, check_inside}};
///
/// let all = BoundingBox { x1: 0.0, y1: 0.0, x2: 640.0, y2: 480.0 };
/// assert_eq!(check_inside(&[all], 640.0, 480.0, Edges::Continuous), Ok(()));
/// assert_eq!(check_inside(&[all], 640.0, 480.0, Edges::Inclusive), Err(Undefined::OutsidePicture { at: 0 }));
/// ```
pub fn check_inside(boxes: &[BoundingBox], width: f64, height: f64, edges: Edges) -> Result<(), Undefined> {
    for (what, value) in [("the width of the picture", width), ("the height of the picture", height)] {
        if !(value > 0.0 && value.is_finite()) {
            return Err(Undefined::OutOfRange { what, value, low: 0.0, high: f64::MAX });
        }
    }
    for (at, bounds) in boxes.iter().enumerate() {
        let area = Area::of(bounds, edges.beyond());
        area.check(edges.beyond(), at)?;
        if area.x1 < 0.0 || area.y1 < 0.0 || area.x2 > width || area.y2 > height {
            return Err(Undefined::OutsidePicture { at });
        }
    }
    Ok(())
}
