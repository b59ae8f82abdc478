//! Boxes, spans and assignment.

use super::harness::{Done, Input, Job, best};
use agreement::assignment::least_cost;
use agreement::boxes::{
    BoundingBox, Boxes, COCO_DETECTIONS, COCO_THRESHOLDS, Detection, Edges, Truth, coco_precision, iou_matrix,
    iou_pairs,
};
use agreement::span::{Bio, LabelNames, exact_of_bio};

pub const JOBS: &[Job] = &[("assignment", one_matrix), ("assignment-small", many_matrices), ("span-f1", spans_of_tags)];

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
