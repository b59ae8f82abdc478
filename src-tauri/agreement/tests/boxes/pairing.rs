//! Which box is held against which of the key.

use crate::{bounds, on_grid};
use agreement::Undefined;
use agreement::assignment::greatest_gain;
use agreement::boxes::{BoundingBox, Boxes, Edges, iou, pair_boxes};
use agreement::span::Labels;
use proptest::prelude::*;

fn boxes(of: &[(BoundingBox, u16)]) -> Boxes {
    let (bounds, labels): (Vec<BoundingBox>, Vec<u16>) = of.iter().copied().unzip();
    Boxes::new(&bounds, Edges::Continuous).unwrap().with_labels(&labels).unwrap()
}

/// Ten by ten, so far to the right.
fn square(x: f64, label: u16) -> (BoundingBox, u16) {
    (bounds(x, 0.0, x + 10.0, 10.0), label)
}

type Side<'a> = &'a [(BoundingBox, u16)];

fn check(
    key: Side,
    answer: Side,
    least_iou: f64,
    labels: Labels,
    pairs: &[(usize, usize)],
    missed: &[usize],
    spurious: &[usize],
) {
    let found = pair_boxes(&boxes(key), &boxes(answer), least_iou, labels).unwrap();
    let met: Vec<(usize, usize)> = found.pairs.iter().map(|pair| (pair.key, pair.answer)).collect();
    assert_eq!((met.as_slice(), &*found.missed, &*found.spurious), (pairs, missed, spurious), "{key:?} {answer:?}");
}

#[test]
fn who_meets_whom() {
    use Labels::{Compared, Ignored};
    let key = [square(0.0, 0), square(20.0, 1)];
    check(&[], &[], 0.5, Ignored, &[], &[], &[]);
    check(&key, &[], 0.5, Ignored, &[], &[0, 1], &[]);
    check(&[], &key, 0.5, Ignored, &[], &[], &[0, 1]);
    check(&key, &[square(21.0, 0), square(1.0, 0)], 0.5, Ignored, &[(0, 1), (1, 0)], &[], &[]);
    check(&key, &[square(21.0, 0), square(1.0, 0)], 0.5, Compared, &[(0, 1)], &[1], &[0]);
    check(&key, &[square(5.0, 0)], 0.5, Ignored, &[], &[0, 1], &[0]);
    check(&key, &[square(5.0, 0)], 1.0 / 3.0, Ignored, &[(0, 0)], &[1], &[]);
    check(&key, &[square(10.0, 0)], 0.0, Ignored, &[], &[0, 1], &[0]);
    check(
        &[square(0.0, 0), square(6.0, 0)],
        &[square(3.0, 0), square(1.0, 0)],
        0.1,
        Ignored,
        &[(0, 1), (1, 0)],
        &[],
        &[],
    );
    check(
        &[square(0.0, 0), square(0.0, 1)],
        &[square(0.0, 1), square(0.0, 0)],
        0.5,
        Ignored,
        &[(0, 1), (1, 0)],
        &[],
        &[],
    );
}

#[test]
fn scores_of_a_pairing() {
    let found = pair_boxes(&boxes(&[square(0.0, 0), square(20.0, 0)]), &boxes(&[square(5.0, 1)]), 0.2, Labels::Ignored)
        .unwrap();
    let scores = found.scores();
    assert_eq!((scores.precision, scores.recall, scores.f1), (Ok(1.0), Ok(0.5), 2.0 / 3.0));
    assert_eq!((found.mean_iou().value, found.pairs[0].same_label), (Ok(1.0 / 3.0), false));
    let mean = found.mean_iou();
    assert_eq!((mean.n, mean.dropped), (1, 1));
    assert!(mean.method.starts_with("mean intersection over union"));
    let none = pair_boxes(&boxes(&[]), &boxes(&[]), 0.5, Labels::Compared).unwrap();
    assert!(none.scores().nothing_to_mark);
    assert_eq!(none.mean_iou().value, Err(Undefined::TooFew { n: 0, needed: 1 }));
    for least_iou in [-0.1, 1.1, f64::NAN] {
        assert!(matches!(
            pair_boxes(&boxes(&[]), &boxes(&[]), least_iou, Labels::Ignored),
            Err(Undefined::OutOfRange { .. })
        ));
    }
}

proptest! {
    #[test]
    fn the_greatest_sum(
        key in prop::collection::vec((on_grid(), 0u16..3), 0..7),
        answer in prop::collection::vec((on_grid(), 0u16..3), 0..7),
        least_iou in 0.0f64..0.6,
    ) {
        for labels in [Labels::Compared, Labels::Ignored] {
            let found = pair_boxes(&boxes(&key), &boxes(&answer), least_iou, labels).unwrap();
            let gain = |a: &(BoundingBox, u16), b: &(BoundingBox, u16)| {
                let value = iou(&a.0, &b.0, Edges::Continuous).unwrap();
                if value >= least_iou && (a.1 == b.1 || labels == Labels::Ignored) { value } else { 0.0 }
            };
            let gains: Vec<f64> = key.iter().flat_map(|a| answer.iter().map(move |b| gain(a, b))).collect();
            let greatest = greatest_gain(&gains, answer.len()).map_or(0.0, |found| found.total);
            let sum: f64 = found.pairs.iter().map(|pair| pair.iou).sum();
            prop_assert!((sum - greatest).abs() < 1e-8, "{sum}, not {greatest}");
            prop_assert!(found.pairs.iter().all(|pair| pair.iou >= least_iou && pair.iou > 0.0));
            prop_assert_eq!(found.pairs.len() + found.missed.len(), key.len());
            prop_assert_eq!(found.pairs.len() + found.spurious.len(), answer.len());
            let turned = pair_boxes(&boxes(&answer), &boxes(&key), least_iou, labels).unwrap();
            prop_assert!((turned.pairs.iter().map(|pair| pair.iou).sum::<f64>() - sum).abs() < 1e-8);
        }
    }
}
