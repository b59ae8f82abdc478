//! What may be marked and need not neither helps nor harms.

use crate::dice::Dice;
use crate::{answers, graded, make};
use course::task::boxes::Drawn;
use course::task::code_review::MarkedLine;
use course::task::spans::Mark;
use course::task::{Answer, KeyWork, Kind, Task};
use proptest::prelude::*;

/// The task without its optional marks.
fn without(task: &Task) -> Task {
    let mut task = task.clone();
    match &mut task.key.work {
        KeyWork::Spans(key) => key.spans.retain(|span| !span.optional),
        KeyWork::Boxes(key) => key.boxes.retain(|of_key| !of_key.optional),
        KeyWork::CodeReview(key) => key.defects.retain(|defect| !defect.optional),
        other => unreachable!("{other:?}"),
    }
    task
}

/// The answer without marks that touch something optional, and the same answer with all of it marked.
fn both(task: &Task, answer: Answer) -> (Answer, Answer) {
    match (answer, &task.key.work) {
        (Answer::Spans(mut a), KeyWork::Spans(key)) => {
            let optional: Vec<_> = key.spans.iter().filter(|span| span.optional).collect();
            a.marks
                .retain(|mark| optional.iter().all(|o| mark.span.end <= o.span.start || o.span.end <= mark.span.start));
            let mut with = a.clone();
            with.marks.extend(optional.iter().map(|o| Mark { span: o.span, label: o.label.clone() }));
            (a.nothing, with.nothing) = (a.marks.is_empty(), with.marks.is_empty());
            (Answer::Spans(a), Answer::Spans(with))
        }
        (Answer::Boxes(mut a), KeyWork::Boxes(key)) => {
            let optional: Vec<_> = key.boxes.iter().filter(|of_key| of_key.optional).collect();
            let apart = |a: &course::task::boxes::Rect, b: &course::task::boxes::Rect| {
                a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
            };
            a.boxes.retain(|drawn| optional.iter().all(|o| apart(&drawn.at, &o.at)));
            let mut with = a.clone();
            with.boxes.extend(optional.iter().map(|o| Drawn { at: o.at, label: o.label.clone() }));
            (a.nothing, with.nothing) = (a.boxes.is_empty(), with.boxes.is_empty());
            (Answer::Boxes(a), Answer::Boxes(with))
        }
        (Answer::CodeReview(mut a), KeyWork::CodeReview(key)) => {
            let optional: Vec<_> = key.defects.iter().filter(|defect| defect.optional).collect();
            a.lines.retain(|mark| {
                optional.iter().all(|o| o.solution != mark.solution || !(o.lines[0]..=o.lines[1]).contains(&mark.line))
            });
            let mut with = a.clone();
            with.lines.extend(optional.iter().map(|o| MarkedLine { solution: o.solution.clone(), line: o.lines[0] }));
            (a.no_fault, with.no_fault) = (a.lines.is_empty(), with.lines.is_empty());
            (Answer::CodeReview(a), Answer::CodeReview(with))
        }
        (other, _) => unreachable!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_optional_neither_helps_nor_harms(seed in any::<u64>()) {
        for kind in [Kind::Spans, Kind::Boxes, Kind::CodeReview] {
            let mut dice = Dice::new(seed);
            let task = make::task(kind, &mut dice);
            let (unmarked, marked) = both(&task, answers::any(&task.face, &mut dice));
            let score = graded(&task, &unmarked).score;
            prop_assert_eq!(score, graded(&without(&task), &unmarked).score, "not marked: {:?}", unmarked);
            prop_assert!((score - graded(&task, &marked).score).abs() < 1e-9, "marked: {:?}", marked);
        }
    }
}
