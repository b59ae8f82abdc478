//! Intersection over union.

use super::{Area, BoundingBox, Boxes, Edges};
use crate::Undefined;

/// Intersection over union of two boxes: 1 if they are the same, 0 if they do not overlap.
///
/// ```text
/// IoU = |A ∩ B| / |A ∪ B| = |A ∩ B| / (|A| + |B| − |A ∩ B|)
/// ```
///
/// # Errors
/// Those of [`Boxes::new`], the place being 0 for the first box and 1 for the second.
///
/// Source: P. Jaccard, "The distribution of the flora in the alpine zone", New Phytologist 11 (1912); as a measure of
/// detection, M. Everingham et al., "The PASCAL visual object classes (VOC) challenge", International Journal of Computer
/// Vision 88 (2010).
///
/// ```
/// use agreement::boxes::{BoundingBox, Edges, iou};
///
/// let key = BoundingBox { x1: 0.0, y1: 0.0, x2: 10.0, y2: 10.0 };
/// let answer = BoundingBox { x1: 5.0, y1: 0.0, x2: 15.0, y2: 10.0 };
/// assert_eq!(iou(&key, &answer, Edges::Continuous), Ok(50.0 / 150.0));
/// assert_eq!(iou(&key, &answer, Edges::Inclusive), Ok(66.0 / 176.0));
/// ```
pub fn iou(a: &BoundingBox, b: &BoundingBox, edges: Edges) -> Result<f64, Undefined> {
    let [first, second] = [a, b].map(|bounds| Area::of(bounds, edges.beyond()));
    for (at, area) in [first, second].iter().enumerate() {
        area.check(edges.beyond(), at)?;
    }
    Ok(overlap(&first, &second))
}

/// Intersection over union of each box with the one in the same place of the other list, into `out`, which is filled
/// anew and needs no more memory if it has held as many before.
///
/// # Errors
/// [`Undefined::Lengths`], and those of [`Boxes::new`] with the place of the pair. `out` is then of no use.
///
/// Takes O(n) time.
///
/// Source: [`iou`].
///
/// ```
/// use agreement::boxes::{BoundingBox, Edges, iou_pairs};
///
/// let key = [BoundingBox::of_size(0.0, 0.0, 10.0, 10.0), BoundingBox::of_size(0.0, 0.0, 4.0, 4.0)];
/// let answer = [key[0], BoundingBox::of_size(2.0, 0.0, 4.0, 4.0)];
/// let mut overlaps = Vec::new();
/// iou_pairs(&key, &answer, Edges::Continuous, &mut overlaps).unwrap();
/// assert_eq!(overlaps, [1.0, 8.0 / 24.0]);
/// ```
pub fn iou_pairs(a: &[BoundingBox], b: &[BoundingBox], edges: Edges, out: &mut Vec<f64>) -> Result<(), Undefined> {
    if a.len() != b.len() {
        return Err(Undefined::Lengths { left: a.len(), right: b.len() });
    }
    out.resize(a.len(), 0.0);
    let (beyond, mut fit) = (edges.beyond(), true);
    for ((a, b), out) in a.iter().zip(b).zip(out.iter_mut()) {
        let (first, second) = (Area::of(a, beyond), Area::of(b, beyond));
        fit &= first.is_fit(beyond) & second.is_fit(beyond);
        *out = overlap(&first, &second);
    }
    if fit {
        return Ok(());
    }
    for (at, (a, b)) in a.iter().zip(b).enumerate() {
        for bounds in [a, b] {
            Area::of(bounds, beyond).check(beyond, at)?;
        }
    }
    Ok(())
}

/// Intersection over union of every box of `a` with every box of `b`, into `out`: a row of `b.len()` for each box of
/// `a`, one after the other. `out` is filled anew and needs no more memory if it has held as many before.
///
/// Takes O(k l) time for k and l boxes.
///
/// Source: [`iou`].
///
/// ```
/// use agreement::boxes::{BoundingBox, Boxes, Edges, iou_matrix};
///
/// let square = |x| BoundingBox::of_size(x, 0.0, 10.0, 10.0);
/// let key = Boxes::new(&[square(0.0), square(50.0)], Edges::Continuous).unwrap();
/// let answer = Boxes::new(&[square(5.0), square(50.0), square(90.0)], Edges::Continuous).unwrap();
/// let mut overlaps = Vec::new();
/// iou_matrix(&key, &answer, &mut overlaps);
/// assert_eq!(overlaps, [50.0 / 150.0, 0.0, 0.0, 0.0, 1.0, 0.0]);
/// ```
pub fn iou_matrix(a: &Boxes, b: &Boxes, out: &mut Vec<f64>) {
    out.resize(a.len() * b.len(), 0.0);
    if !b.is_empty() {
        for (at, row) in out.chunks_exact_mut(b.len()).enumerate() {
            fill_row(&a.get(at), b, 0, row);
        }
    }
}

/// The overlaps of one box with those of `b` from `first` on, as many as the row has room for.
pub(super) fn fill_row(a: &Area, b: &Boxes, first: usize, row: &mut [f64]) {
    let among = first..first + row.len();
    let (x1, y1) = (&b.x1[among.clone()], &b.y1[among.clone()]);
    let (x2, y2) = (&b.x2[among.clone()], &b.y2[among.clone()]);
    let corners = x1.iter().zip(y1).zip(x2.iter().zip(y2)).zip(&b.areas[among]);
    for (out, (((x1, y1), (x2, y2)), area)) in row.iter_mut().zip(corners) {
        *out = overlap(a, &Area { x1: *x1, y1: *y1, x2: *x2, y2: *y2, area: *area });
    }
}

#[inline]
fn overlap(a: &Area, b: &Area) -> f64 {
    let width = larger(smaller(a.x2, b.x2) - larger(a.x1, b.x1), 0.0);
    let height = larger(smaller(a.y2, b.y2) - larger(a.y1, b.y1), 0.0);
    let shared = width * height;
    shared / (a.area + b.area - shared)
}

/// In one instruction; which of the two is taken where one is NaN does not matter.
#[inline]
fn smaller(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

#[inline]
fn larger(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}
