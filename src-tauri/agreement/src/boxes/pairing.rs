//! Which box of an answer is held against which of the key.

use super::Boxes;
use super::overlap::fill_row;
use crate::assignment::{Edge, heaviest_pairs};
use crate::span::{Labels, Scores};
use crate::{Statistic, Undefined};

const BOXES: &str = "boxes paired one to one for the greatest sum of IoU (Kuhn 1955)";
const MEAN_IOU: &str = "mean intersection over union of paired boxes (Jaccard 1901; pairs by Kuhn 1955)";

/// A box of the key and the one that meets it.
///
/// ```
/// use agreement::boxes::{BoundingBox, BoxPair, Boxes, Edges, Labels, pair_boxes};
///
/// let side = |x, label| {
///     let boxes = Boxes::new(&[BoundingBox::of_size(x, 0.0, 10.0, 10.0)], Edges::Continuous).unwrap();
///     boxes.with_labels(&[label]).unwrap()
/// };
/// let found = pair_boxes(&side(0.0, 3), &side(2.5, 4), 0.5, Labels::Ignored).unwrap();
/// assert_eq!(found.pairs, [BoxPair { key: 0, answer: 0, iou: 0.6, same_label: false }]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BoxPair {
    /// Place of the key's box, in the order given, from 0.
    pub key: usize,
    /// Place of the answer's box likewise.
    pub answer: usize,
    /// Intersection over union.
    pub iou: f64,
    /// Whether both have the same label.
    pub same_label: bool,
}

/// Which box meets which, each at most once.
///
/// ```
/// use agreement::boxes::{BoundingBox, Boxes, Edges, Labels, pair_boxes};
///
/// let [key, answer] = [[0.0, 20.0], [21.0, 70.0]].map(|corners| {
///     Boxes::new(&corners.map(|x| BoundingBox::of_size(x, 0.0, 10.0, 10.0)), Edges::Continuous).unwrap()
/// });
/// let found = pair_boxes(&key, &answer, 0.5, Labels::Compared).unwrap();
/// assert_eq!((found.pairs[0].key, found.pairs[0].answer), (1, 0));
/// assert_eq!((found.missed, found.spurious), (vec![0], vec![1]));
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BoxPairing {
    /// In the order of the key.
    pub pairs: Vec<BoxPair>,
    /// Boxes of the key that none meets, ascending.
    pub missed: Vec<usize>,
    /// Boxes of the answer that meet none, ascending.
    pub spurious: Vec<usize>,
}

/// What a pair of the same label gains beyond its overlap: enough to decide between pairings that are otherwise alike.
const SAME_LABEL: f64 = 1e-9;

/// Pairs the boxes of an answer with those of the key, each at most once, so that the sum of the pairs' IoU is the
/// greatest there is. Only boxes that overlap, and by no less than `least_iou`, meet.
///
/// Under [`Labels::Compared`] only boxes of the same label meet. Under [`Labels::Ignored`] the label decides only
/// between pairings that overlap equally well, and `same_label` tells.
///
/// # Errors
/// [`Undefined::OutOfRange`] for a `least_iou` outside [0, 1] or 2³² boxes.
///
/// Takes O(k l) time for k and l boxes to find the e pairs that may meet, and up to O(e log e) for each box of the key to
/// choose among those that are connected with it; O(k + l + e) memory.
///
/// Source: H. W. Kuhn, "The Hungarian method for the assignment problem", Naval Research Logistics Quarterly 2 (1955).
///
/// ```
/// use agreement::boxes::{BoundingBox, Boxes, Edges, Labels, pair_boxes};
///
/// let square = |x| BoundingBox::of_size(x, 0.0, 10.0, 10.0);
/// let key = Boxes::new(&[square(0.0), square(6.0)], Edges::Continuous).unwrap();
/// let answer = Boxes::new(&[square(5.0), square(90.0)], Edges::Continuous).unwrap();
/// let found = pair_boxes(&key, &answer, 0.5, Labels::Compared).unwrap();
/// assert_eq!((found.pairs[0].key, found.pairs[0].answer), (1, 0));
/// assert_eq!((found.missed.as_slice(), found.spurious.as_slice()), (&[0][..], &[1][..]));
/// assert_eq!(found.scores().f1, 0.5);
/// ```
pub fn pair_boxes(key: &Boxes, answer: &Boxes, least_iou: f64, labels: Labels) -> Result<BoxPairing, Undefined> {
    if !(0.0..=1.0).contains(&least_iou) {
        return Err(Undefined::OutOfRange { what: "the least IoU", value: least_iou, low: 0.0, high: 1.0 });
    }
    let most = key.len().max(answer.len());
    if u32::try_from(most).is_err() {
        let (value, high) = (most as f64, f64::from(u32::MAX));
        return Err(Undefined::OutOfRange { what: "the number of boxes", value, low: 0.0, high });
    }
    let (edges, overlaps) = may_meet(key, answer, least_iou, labels);
    let (mut met, mut meets) = (vec![false; key.len()], vec![false; answer.len()]);
    let mut pairs = Vec::new();
    for edge in heaviest_pairs(key.len(), answer.len(), &edges) {
        let (of_key, of_answer) = (edges[edge].row as usize, edges[edge].column as usize);
        (met[of_key], meets[of_answer]) = (true, true);
        let same_label = key.labels[of_key] == answer.labels[of_answer];
        pairs.push(BoxPair { key: of_key, answer: of_answer, iou: overlaps[edge], same_label });
    }
    let alone = |met: &[bool]| (0..met.len()).filter(|at| !met[*at]).collect();
    Ok(BoxPairing { pairs, missed: alone(&met), spurious: alone(&meets) })
}

/// The pairs that overlap enough, by the key's boxes, and their IoU.
fn may_meet(key: &Boxes, answer: &Boxes, least_iou: f64, labels: Labels) -> (Vec<Edge>, Vec<f64>) {
    let (mut edges, mut overlaps) = (Vec::new(), Vec::new());
    let mut row = vec![0.0; answer.len()];
    for (at, label) in key.labels.iter().enumerate() {
        fill_row(&key.get(at), answer, 0, &mut row);
        for (column, (iou, other)) in row.iter().zip(&answer.labels).enumerate() {
            let same_label = label == other;
            if *iou > 0.0 && *iou >= least_iou && (same_label || labels == Labels::Ignored) {
                let gain = iou + if same_label { SAME_LABEL } else { 0.0 };
                edges.push(Edge { row: at as u32, column: column as u32, gain });
                overlaps.push(*iou);
            }
        }
    }
    (edges, overlaps)
}

impl BoxPairing {
    /// Precision, recall and F₁ of meeting: a box is right if it meets one. If neither side has a box, the answer is
    /// right and the scores say so.
    ///
    /// Source: [`Scores`].
    ///
    /// ```
    /// use agreement::boxes::{BoundingBox, Boxes, Edges, Labels, pair_boxes};
    ///
    /// let side = |x| Boxes::new(&[BoundingBox::of_size(x, 0.0, 10.0, 10.0)], Edges::Continuous).unwrap();
    /// assert_eq!(pair_boxes(&side(0.0), &side(5.0), 0.3, Labels::Compared).unwrap().scores().f1, 1.0);
    /// assert_eq!(pair_boxes(&side(0.0), &side(5.0), 0.5, Labels::Compared).unwrap().scores().f1, 0.0);
    /// ```
    pub fn scores(&self) -> Scores {
        let pairs = self.pairs.len() as f64;
        Scores::of(pairs, pairs + self.missed.len() as f64, pairs + self.spurious.len() as f64, BOXES)
    }

    /// The mean IoU of the pairs. `n` counts them, `dropped` the boxes of either side that meet none.
    ///
    /// [`Undefined::TooFew`] if there are no pairs.
    ///
    /// Source: [`iou`](super::iou), over the pairs of [`pair_boxes`].
    ///
    /// ```
    /// use agreement::boxes::{BoundingBox, Boxes, Edges, Labels, pair_boxes};
    ///
    /// let side = |x| Boxes::new(&[BoundingBox::of_size(x, 0.0, 10.0, 10.0)], Edges::Continuous).unwrap();
    /// let found = pair_boxes(&side(0.0), &side(5.0), 0.3, Labels::Compared).unwrap();
    /// assert_eq!(found.mean_iou().value, Ok(1.0 / 3.0));
    /// ```
    pub fn mean_iou(&self) -> Statistic {
        let sum: f64 = self.pairs.iter().map(|pair| pair.iou).sum();
        let mean = match self.pairs.len() {
            0 => Statistic::none(Undefined::TooFew { n: 0, needed: 1 }, 0, MEAN_IOU),
            n => Statistic::of(sum / n as f64, n, MEAN_IOU),
        };
        Statistic { dropped: self.missed.len() + self.spurious.len(), ..mean }
    }
}
