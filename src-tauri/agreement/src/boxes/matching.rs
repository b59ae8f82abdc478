//! Detections held against the key, image by image.

use super::overlap::fill_row;
use super::{Boxes, Detection, Edges, Truth};
use crate::Undefined;
use std::cmp::Ordering;
use std::ops::Range;

/// Key and detections, sorted by label and image, and the detections by falling score within these.
pub(super) struct Sides {
    key: Boxes,
    key_places: Vec<Place>,
    found: Boxes,
    found_places: Vec<Place>,
    scores: Vec<f64>,
}

/// Label and image.
type Place = (u16, u32);

/// Whether a detection that overlaps the boxes of the key like this is right at a threshold; if so, marks the box of the
/// key as taken.
pub(super) type Rule = fn(overlaps: &[f64], taken: &mut [bool], threshold: f64) -> bool;

/// The detections of one label.
pub(super) struct Hits {
    /// For each detection, whether it is right at each threshold.
    right: Vec<bool>,
    thresholds: usize,
    /// Detections by falling score; equal scores by image, and then in the order given.
    order: Vec<usize>,
}

impl Hits {
    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    pub(super) fn by_falling_score(&self, threshold: usize) -> impl Iterator<Item = bool> {
        self.order.iter().map(move |at| self.right[at * self.thresholds + threshold])
    }
}

impl Sides {
    pub(super) fn of(key: &[Truth], found: &[Detection], edges: Edges) -> Result<Sides, Undefined> {
        let of_key = Boxes::new(&key.iter().map(|truth| truth.bounds).collect::<Vec<_>>(), edges)?;
        let of_found = Boxes::new(&found.iter().map(|detection| detection.bounds).collect::<Vec<_>>(), edges)?;
        if let Some(at) = found.iter().position(|detection| !detection.score.is_finite()) {
            return Err(Undefined::NotFinite { what: "score", at });
        }
        let key_place = |at: &usize| (key[*at].label, key[*at].image);
        let found_place = |at: &usize| (found[*at].label, found[*at].image);
        let higher = |a: &usize, b: &usize| found[*b].score.partial_cmp(&found[*a].score).unwrap_or(Ordering::Equal);
        let mut key_order: Vec<usize> = (0..key.len()).collect();
        key_order.sort_by_key(key_place);
        let mut found_order: Vec<usize> = (0..found.len()).collect();
        found_order.sort_by(|a, b| found_place(a).cmp(&found_place(b)).then_with(|| higher(a, b)));
        Ok(Sides {
            key: of_key.in_order(&key_order),
            key_places: key_order.iter().map(key_place).collect(),
            found: of_found.in_order(&found_order),
            found_places: found_order.iter().map(found_place).collect(),
            scores: found_order.iter().map(|at| found[*at].score).collect(),
        })
    }

    /// For each label that either side has, by code: the label, the number of the key's boxes, and which detections are
    /// right, of which there are `most` in an image.
    pub(super) fn by_label(
        &self,
        most: usize,
        thresholds: &[f64],
        rule: Rule,
        mut report: impl FnMut(u16, usize, &Hits),
    ) {
        let mut hits = Hits { right: Vec::new(), thresholds: thresholds.len(), order: Vec::new() };
        let (mut scores, mut buffers) = (Vec::new(), Buffers::default());
        let (mut keys, mut founds) = (0..0, 0..0);
        while let Some(label) = self.next_label(keys.end, founds.end) {
            let of_label = |place: &Place| place.0 == label;
            keys = run(&self.key_places, keys.end, of_label);
            founds = run(&self.found_places, founds.end, of_label);
            hits.right.clear();
            scores.clear();
            let (mut boxes, mut image) = (keys.start..keys.start, founds.start..founds.start);
            while image.end < founds.end {
                let place = self.found_places[image.end];
                image = run(&self.found_places[..founds.end], image.end, |other| *other == place);
                let before = run(&self.key_places[..keys.end], boxes.end, |other| *other < place);
                boxes = run(&self.key_places[..keys.end], before.end, |other| *other == place);
                let counted = image.start..image.end.min(image.start.saturating_add(most));
                scores.extend_from_slice(&self.scores[counted.clone()]);
                self.match_image(boxes.clone(), counted, thresholds, rule, &mut buffers, &mut hits.right);
            }
            hits.order.clear();
            hits.order.extend(0..scores.len());
            hits.order.sort_by(|a, b| scores[*b].partial_cmp(&scores[*a]).unwrap_or(Ordering::Equal));
            report(label, keys.len(), &hits);
        }
    }

    fn next_label(&self, key: usize, found: usize) -> Option<u16> {
        let next = [self.key_places.get(key), self.found_places.get(found)];
        next.into_iter().flatten().map(|place| place.0).min()
    }

    /// Appends for each detection of one image whether it is right at each threshold.
    fn match_image(
        &self,
        boxes: Range<usize>,
        found: Range<usize>,
        thresholds: &[f64],
        rule: Rule,
        buffers: &mut Buffers,
        right: &mut Vec<bool>,
    ) {
        let (keys, first) = (boxes.len(), right.len());
        right.resize(first + found.len() * thresholds.len(), false);
        if keys == 0 {
            return;
        }
        let Buffers { overlaps, taken } = buffers;
        overlaps.resize(found.len() * keys, 0.0);
        for (detection, row) in found.zip(overlaps.chunks_exact_mut(keys)) {
            fill_row(&self.found.get(detection), &self.key, boxes.start, row);
        }
        for (at, threshold) in thresholds.iter().enumerate() {
            taken.clear();
            taken.resize(keys, false);
            let verdicts = right[first..].iter_mut().skip(at).step_by(thresholds.len());
            for (row, right) in overlaps.chunks_exact(keys).zip(verdicts) {
                *right = rule(row, taken, *threshold);
            }
        }
    }
}

#[derive(Default)]
struct Buffers {
    /// A row for each detection of an image, a column for each box of the key.
    overlaps: Vec<f64>,
    taken: Vec<bool>,
}

/// The places from `start` on that are as asked.
fn run(places: &[Place], start: usize, as_asked: impl Fn(&Place) -> bool) -> Range<usize> {
    start..start + places[start..].iter().take_while(|place| as_asked(place)).count()
}

/// VOC's rule: the box that overlaps most, the first of equals, taken or not.
pub(super) fn best_overlapping(overlaps: &[f64], taken: &mut [bool], threshold: f64) -> bool {
    let (mut best, mut most) = (None, 0.0);
    for (at, overlap) in overlaps.iter().enumerate() {
        if *overlap > most {
            (best, most) = (Some(at), *overlap);
        }
    }
    match best {
        Some(at) if most >= threshold => !std::mem::replace(&mut taken[at], true),
        _ => false,
    }
}

/// COCO's rule: the box that overlaps most of those that are not taken, the last of equals.
pub(super) fn best_free(overlaps: &[f64], taken: &mut [bool], threshold: f64) -> bool {
    let (mut best, mut most) = (None, threshold.min(1.0 - 1e-10));
    for (at, (overlap, taken)) in overlaps.iter().zip(&*taken).enumerate() {
        if !taken && *overlap >= most {
            (best, most) = (Some(at), *overlap);
        }
    }
    best.is_some_and(|at| !std::mem::replace(&mut taken[at], true))
}
