//! Average precision as VOC and as COCO have it.

use crate::{bounds, of, on_grid};
use agreement::Undefined;
use agreement::boxes::{
    BoundingBox, COCO_DETECTIONS, COCO_THRESHOLDS, CocoPrecision, Detection, Edges, Points, Truth, coco_precision, iou,
    voc_precision,
};
use proptest::prelude::*;
use serde_json::Value;

fn numbers(value: &Value) -> Vec<(u32, Vec<f64>)> {
    let images = value.as_object().unwrap().iter();
    let boxes = images.flat_map(|(image, boxes)| boxes.as_array().unwrap().iter().map(move |of| (image, of)));
    boxes.map(|(image, of)| (image.parse().unwrap(), serde_json::from_value(of.clone()).unwrap())).collect()
}

fn sides(input: &Value) -> (Vec<Truth>, Vec<Detection>) {
    let key = numbers(&input["gt_xywh"]).into_iter().map(|(image, of)| Truth {
        image,
        label: 0,
        bounds: BoundingBox::of_size(of[0], of[1], of[2], of[3]),
    });
    let found = numbers(&input["det_score_xywh"]).into_iter().map(|(image, of)| Detection {
        image,
        label: 0,
        score: of[0],
        bounds: BoundingBox::of_size(of[1], of[2], of[3], of[4]),
    });
    (key.collect(), found.collect())
}

#[test]
fn published_voc() {
    for vector in of("average_precision_voc", "vectors") {
        let (key, found) = sides(&vector["input"]);
        let least_iou = vector["input"]["iou"].as_f64().unwrap();
        for (points, name) in [(Points::All, "ap_all_points"), (Points::Eleven, "ap_11pt")] {
            let voc = voc_precision(&key, &found, least_iou, points, Edges::Inclusive).unwrap();
            let (should, tolerance) = (&vector["expected"], vector["tolerance"].as_f64().unwrap());
            assert!((voc.value.unwrap() - should[name].as_f64().unwrap()).abs() <= tolerance, "{name}");
            let counts = [voc.labels[0].right as u64, voc.labels[0].wrong as u64].map(Some);
            assert_eq!(counts, [should["tp"].as_u64(), should["fp"].as_u64()]);
        }
    }
}

#[test]
fn published_coco() {
    for vector in of("average_precision_101pt", "vectors") {
        let (key, found) = sides(&vector["input"]);
        let threshold = vector["input"]["iou"].as_f64().unwrap();
        let coco = coco_precision(&key, &found, &[threshold], COCO_DETECTIONS, Edges::Continuous).unwrap();
        let should = vector["expected"].as_f64().unwrap();
        assert!((coco.value.unwrap() - should).abs() <= vector["tolerance"].as_f64().unwrap(), "{}", vector["name"]);
    }
}

fn square(x: f64) -> BoundingBox {
    bounds(x, 0.0, x + 10.0, 10.0)
}

fn truth(image: u32, label: u16, x: f64) -> Truth {
    Truth { image, label, bounds: square(x) }
}

fn detection(image: u32, label: u16, score: f64, x: f64) -> Detection {
    Detection { image, label, score, bounds: square(x) }
}

fn coco(key: &[Truth], found: &[Detection]) -> CocoPrecision {
    coco_precision(key, found, &[0.5], COCO_DETECTIONS, Edges::Continuous).unwrap()
}

/// The average precision at an IoU of one half by VOC's area, VOC's eleven points, and COCO.
fn check(key: &[Truth], found: &[Detection], values: [Result<f64, Undefined>; 3]) {
    let voc = |points| voc_precision(key, found, 0.5, points, Edges::Continuous).unwrap().value;
    let is = [voc(Points::All), voc(Points::Eleven), coco(key, found).value];
    let near = |(a, b): (&Result<f64, Undefined>, &Result<f64, Undefined>)| match (a, b) {
        (Ok(a), Ok(b)) => (a - b).abs() < 1e-12,
        (a, b) => a == b,
    };
    assert!(is.iter().zip(&values).all(near), "{is:?}, not {values:?}, for {key:?} {found:?}");
}

#[test]
fn values_and_reasons() {
    let too_few = Err(Undefined::TooFew { n: 0, needed: 1 });
    let one = [truth(1, 0, 0.0)];
    check(&[], &[], [too_few; 3]);
    check(&[], &[detection(1, 0, 0.5, 0.0)], [too_few; 3]);
    check(&one, &[], [Ok(0.0); 3]);
    check(&one, &[detection(1, 0, -3.0, 0.0)], [Ok(1.0); 3]);
    check(&one, &[detection(2, 0, 0.5, 0.0)], [Ok(0.0); 3]);
    check(&one, &[detection(1, 7, 0.5, 0.0)], [Ok(0.0); 3]);
    check(&one, &[detection(1, 0, 0.5, 50.0), detection(1, 0, 0.4, 0.0)], [Ok(0.5); 3]);
    let two = [truth(1, 0, 0.0), truth(9, 0, 0.0)];
    check(&two, &[detection(1, 0, 0.5, 0.0)], [Ok(0.5), Ok(6.0 / 11.0), Ok(51.0 / 101.0)]);
    let classes = [truth(1, 0, 0.0), truth(1, 9, 0.0)];
    check(&classes, &[detection(1, 9, 0.5, 0.0), detection(1, 3, 0.9, 0.0)], [Ok(0.5); 3]);
    // VOC holds a box against the one that it overlaps most, COCO against the one that is still free.
    let near = [truth(1, 0, 0.0), truth(1, 0, 2.0)];
    let both = [detection(1, 0, 0.9, 2.0), detection(1, 0, 0.8, 1.5)];
    check(&near, &both, [Ok(0.5), Ok(6.0 / 11.0), Ok(1.0)]);
}

#[test]
fn equal_scores_are_taken_by_image_and_then_as_given() {
    let key = [truth(1, 0, 0.0), truth(2, 0, 0.0)];
    let right = [detection(2, 0, 0.5, 0.0), detection(1, 0, 0.5, 0.0)];
    let wrong = detection(1, 0, 0.5, 50.0);
    let later = [right[0], right[1], wrong];
    check(&key, &later, [Ok(5.0 / 6.0), Ok((6.0 + 5.0 * 2.0 / 3.0) / 11.0), Ok((51.0 + 50.0 * 2.0 / 3.0) / 101.0)]);
    let sooner = [right[0], wrong, right[1]];
    check(&key, &sooner, [Ok(2.0 / 3.0); 3]);
}

#[test]
fn recalls_at_eleven_points_are_compared_exactly() {
    let key: Vec<Truth> = (0..10).map(|image| truth(image, 0, 0.0)).collect();
    let found: Vec<Detection> = (0..3).map(|image| detection(image, 0, 0.5, 0.0)).collect();
    let voc = voc_precision(&key, &found, 0.5, Points::Eleven, Edges::Continuous).unwrap();
    assert_eq!(voc.value, Ok(4.0 / 11.0), "at 0, .1, .2 and .3, though 3 × 0.1 is more than 3/10");
}

#[test]
fn what_voc_counts() {
    let key = [truth(1, 0, 0.0), truth(1, 0, 50.0)];
    let found = [detection(1, 0, 0.9, 0.0), detection(1, 4, 0.9, 0.0), detection(2, 4, 0.8, 0.0)];
    let voc = voc_precision(&key, &found, 0.5, Points::All, Edges::Continuous).unwrap();
    assert_eq!((voc.value, voc.n, voc.dropped, voc.labels.len()), (Ok(0.5), 2, 2, 2));
    assert!(voc.labels.iter().all(|label| label.method == voc.method));
    assert_eq!((voc.labels[1].value, voc.labels[1].wrong), (Err(Undefined::TooFew { n: 0, needed: 1 }), 2));
}

#[test]
fn what_coco_counts() {
    let key = [truth(1, 0, 0.0), truth(1, 0, 50.0)];
    let found = [detection(1, 0, 0.9, 0.0), detection(1, 0, 0.1, 50.0), detection(1, 4, 0.9, 0.0)];
    let all = coco(&key, &found);
    assert_eq!((all.value, all.recall, all.n, all.dropped, all.labels.len()), (Ok(1.0), Ok(1.0), 2, 1, 1));
    let first = coco_precision(&key, &found, &COCO_THRESHOLDS, 1, Edges::Continuous).unwrap();
    assert_eq!((first.recall, first.dropped, first.labels[0].found, first.labels[0].key), (Ok(0.5), 2, 1, 2));
    assert_eq!((first.at_thresholds.len(), first.labels[0].precision.len()), (10, 10));
    let none = coco_precision(&key, &found, &COCO_THRESHOLDS, 0, Edges::Continuous).unwrap();
    assert_eq!((none.value, none.dropped), (Ok(0.0), 3));
    assert_eq!(coco(&[], &found).value, Err(Undefined::TooFew { n: 0, needed: 1 }));
    assert_eq!(COCO_THRESHOLDS, std::array::from_fn(|i| 0.5 + i as f64 * ((0.95 - 0.5) / 9.0)), "numpy.linspace");
}

#[test]
fn what_is_no_task() {
    let (key, found) = ([truth(1, 0, 0.0)], [detection(1, 0, 0.5, 0.0)]);
    let both = |key: &[Truth], found: &[Detection], least_iou: f64| {
        let voc = voc_precision(key, found, least_iou, Points::All, Edges::Continuous).map(|_| ());
        let coco = coco_precision(key, found, &[0.5, least_iou], 1, Edges::Continuous).map(|_| ());
        assert_eq!(format!("{voc:?}"), format!("{coco:?}"));
        voc.unwrap_err()
    };
    for least_iou in [0.0, -1.0, 1.1, f64::NAN] {
        assert!(matches!(both(&key, &found, least_iou), Undefined::OutOfRange { .. }));
    }
    for score in [f64::NAN, f64::INFINITY] {
        let unknown = [found[0], Detection { score, ..found[0] }];
        assert_eq!(both(&key, &unknown, 0.5), Undefined::NotFinite { what: "score", at: 1 });
    }
    let flat = bounds(0.0, 0.0, 0.0, 1.0);
    assert_eq!(both(&[key[0], Truth { bounds: flat, ..key[0] }], &found, 0.5), Undefined::NoArea { at: 1 });
    assert_eq!(both(&key, &[Detection { bounds: flat, ..found[0] }], 0.5), Undefined::NoArea { at: 0 });
    let none = coco_precision(&key, &found, &[], 1, Edges::Continuous);
    assert_eq!(none, Err(Undefined::TooFew { n: 0, needed: 1 }));
}

/// The definition: one detection after the other, and at each recall a look at all that follow.
fn plainly(key: &[Truth], found: &[Detection], label: u16, threshold: f64) -> Option<f64> {
    let key: Vec<&Truth> = key.iter().filter(|truth| truth.label == label).collect();
    let mut found: Vec<&Detection> = found.iter().filter(|detection| detection.label == label).collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.image.cmp(&b.image)));
    let (mut taken, mut right, mut points) = (vec![false; key.len()], 0, Vec::new());
    for (n, detection) in (1..).zip(found) {
        let overlap = |at: &usize| iou(&key[*at].bounds, &detection.bounds, Edges::Continuous).unwrap();
        let free = (0..key.len()).filter(|at| key[*at].image == detection.image && !taken[*at]);
        if let Some(at) = free.filter(|at| overlap(at) >= threshold).max_by(|a, b| overlap(a).total_cmp(&overlap(b))) {
            taken[at] = true;
            right += 1;
        }
        points.push((f64::from(right) / key.len() as f64, f64::from(right) / f64::from(n)));
    }
    let at = |recall: f64| points.iter().filter(|(r, _)| *r >= recall).map(|(_, p)| *p).fold(0.0, f64::max);
    (!key.is_empty()).then(|| (0..=100).map(|i| at(f64::from(i) * 0.01)).sum::<f64>() / 101.0)
}

fn truths() -> impl Strategy<Value = Vec<Truth>> {
    let truth = (0u32..3, 0u16..2, on_grid()).prop_map(|(image, label, bounds)| Truth { image, label, bounds });
    prop::collection::vec(truth, 0..12)
}

fn detections() -> impl Strategy<Value = Vec<Detection>> {
    let detection = (0u32..3, 0u16..2, 0i32..5, on_grid()).prop_map(|(image, label, score, bounds)| Detection {
        image,
        label,
        score: f64::from(score),
        bounds,
    });
    prop::collection::vec(detection, 0..20)
}

proptest! {
    #[test]
    fn equals_its_definition(key in truths(), found in detections(), threshold in 0.05f64..1.0) {
        let coco = coco_precision(&key, &found, &[threshold], COCO_DETECTIONS, Edges::Continuous).unwrap();
        let values: Vec<f64> = (0..2).filter_map(|label| plainly(&key, &found, label, threshold)).collect();
        match coco.value {
            Ok(value) => prop_assert!((value - values.iter().sum::<f64>() / values.len() as f64).abs() < 1e-12),
            Err(_) => prop_assert!(values.is_empty()),
        }
    }

    #[test]
    fn bounds_and_order(key in truths(), found in detections(), shift in 1e-3f64..9.0) {
        let coco = coco_precision(&key, &found, &COCO_THRESHOLDS, COCO_DETECTIONS, Edges::Continuous).unwrap();
        for value in coco.at_thresholds.iter().chain([&coco.value, &coco.recall]).flatten() {
            prop_assert!((0.0..=1.0).contains(value));
        }
        for label in &coco.labels {
            prop_assert!(label.recall.is_sorted_by(|a, b| a >= b), "a higher threshold finds no more");
        }
        let shifted: Vec<Detection> = found.iter().map(|d| Detection { score: d.score * shift, ..*d }).collect();
        let again = coco_precision(&key, &shifted, &COCO_THRESHOLDS, COCO_DETECTIONS, Edges::Continuous).unwrap();
        prop_assert_eq!(again, coco, "only the order of scores counts");
        for points in [Points::All, Points::Eleven] {
            let voc = voc_precision(&key, &found, 0.5, points, Edges::Continuous).unwrap();
            prop_assert!(voc.value.is_err() || (0.0..=1.0).contains(&voc.value.unwrap()));
            let counted: usize = voc.labels.iter().map(|label| label.right + label.wrong).sum();
            prop_assert_eq!(counted, found.len());
        }
    }

    #[test]
    fn the_key_itself_is_perfect(key in truths()) {
        let found: Vec<Detection> =
            key.iter().map(|t| Detection { image: t.image, label: t.label, score: 1.0, bounds: t.bounds }).collect();
        let coco = coco_precision(&key, &found, &COCO_THRESHOLDS, COCO_DETECTIONS, Edges::Continuous).unwrap();
        prop_assert!(coco.value.is_err() == key.is_empty() && coco.value.unwrap_or(1.0) == 1.0);
    }
}
