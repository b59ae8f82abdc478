//! The keys of the course, held against the graders.

use course::pack::Pack;
use course::task::{Kind, Task};
use course::text::with_letters;
use grading::{Letters, grade};

/// What an answer that the key itself gives has to earn: where somebody writes, the key's own words are held against the
/// checklist like any other's.
fn least(task: &Task) -> f64 {
    let written = matches!(task.face.kind(), Kind::Justification | Kind::Rubric) || task.key.justify.is_some();
    if written { 0.85 } else { 1.0 }
}

/// In whatever order the items are shown.
fn check(task: &Task) {
    let ids: Vec<&str> = task.face.items().iter().map(|item| item.id.as_str()).collect();
    for turn in 0..ids.len().max(1) {
        let mut shown = ids.clone();
        shown.rotate_left(turn);
        let letters = Letters::in_order(shown);
        let reference = task.key.justify.as_ref().map_or("", |justify| &justify.reference);
        let answer = crate::own::key_answer(&task.key, &with_letters(reference, |id| letters.letter(id)));
        assert_eq!(answer.missing(&task.face), [], "{}", task.face.id);
        let grade = grade(task, &answer, &letters);
        assert!(grade.passed && grade.score >= least(task) - 1e-9, "{}: {grade:#?}", task.face.id);
    }
}

#[test]
fn the_own_answer_of_every_key_passes() {
    let pack = Pack::open(crate::common::pack()).unwrap();
    let mut tasks = 0;
    for module in &pack.outline().modules {
        let Some(module) = pack.module(&module.no).unwrap() else { continue };
        module.tasks.iter().for_each(check);
        tasks += module.tasks.len();
    }
    let listed: usize = pack.outline().modules.iter().map(|module| module.tasks.len()).sum();
    assert_eq!(tasks, listed, "every task of the course was held");
}
