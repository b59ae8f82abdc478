//! Boxes, spans and assignment.

use super::harness::{Done, Input, Job, best};
use agreement::assignment::least_cost;
use agreement::boxes::{
    BoundingBox, Boxes, COCO_DETECTIONS, COCO_THRESHOLDS, Detection, Edges, Truth, coco_precision, iou_matrix,
    iou_pairs,
};
use agreement::span::{Bio, LabelNames, exact_of_bio};

pub const JOBS: &[Job] = &[
    ("iou-matrix", all_with_all),
    ("iou-pairs", two_by_two),
    ("assignment", one_matrix),
    ("assignment-small", many_matrices),
    ("coco-map", mean_precision),
    ("span-f1", spans_of_tags),
];

fn boxes(input: &Input, name: &str) -> Vec<BoundingBox> {
    let corners = input.f64s(name);
    corners.chunks_exact(4).map(|c| BoundingBox { x1: c[0], y1: c[1], x2: c[2], y2: c[3] }).collect()
}

fn all_with_all(input: &Input) -> Done {
    let (first, second) = (boxes(input, "first"), boxes(input, "second"));
    let mut overlaps = Vec::new();
    let done = best(|| {
        let [first, second] = [&first, &second].map(|boxes| Boxes::new(boxes, Edges::Continuous).unwrap());
        iou_matrix(&first, &second, &mut overlaps);
        Vec::new()
    });
    done.with(vec![overlaps.iter().sum()])
}

fn two_by_two(input: &Input) -> Done {
    let (first, second) = (boxes(input, "first"), boxes(input, "second"));
    let mut overlaps = Vec::new();
    let done = best(|| {
        iou_pairs(&first, &second, Edges::Continuous, &mut overlaps).unwrap();
        Vec::new()
    });
    done.with(vec![overlaps.iter().sum()])
}

fn mean_precision(input: &Input) -> Done {
    let (images, labels, scores) = (input.u32s("image"), input.u32s("label"), input.f64s("score"));
    let places = || images.iter().zip(labels.iter().map(|label| *label as u16));
    let truth = places().zip(boxes(input, "truth"));
    let key: Vec<Truth> = truth.map(|((image, label), bounds)| Truth { image: *image, label, bounds }).collect();
    let scored = places().zip(boxes(input, "found")).zip(&scores);
    let found: Vec<Detection> = scored
        .map(|(((image, label), bounds), score)| Detection { image: *image, label, score: *score, bounds })
        .collect();
    best(|| {
        let found = coco_precision(&key, &found, &COCO_THRESHOLDS, COCO_DETECTIONS, Edges::Continuous);
        vec![found.unwrap().value.unwrap()]
    })
}

fn one_matrix(input: &Input) -> Done {
    let (cost, columns) = (input.f64s("cost"), input.columns("cost"));
    best(|| vec![least_cost(&cost, columns).unwrap().total])
}

fn many_matrices(input: &Input) -> Done {
    let (costs, columns) = (input.f64s("costs"), input.columns("costs"));
    best(|| vec![costs.chunks_exact(columns * columns).map(|cost| least_cost(cost, columns).unwrap().total).sum()])
}

fn spans_of_tags(input: &Input) -> Done {
    let (tags, tokens) = (input.texts("tags"), input.columns("true"));
    let sentences = |side: &str| -> Vec<Vec<&str>> {
        let codes = input.u8s(side);
        codes.chunks_exact(tokens).map(|row| row.iter().map(|code| tags[usize::from(*code)]).collect()).collect()
    };
    let (key, answer) = (sentences("true"), sentences("found"));
    best(|| {
        let mut names = LabelNames::default();
        vec![exact_of_bio(&key, &answer, Bio::Conlleval, &mut names).unwrap().micro_average().f1]
    })
}
