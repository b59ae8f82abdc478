//! What does not fit is not graded; reasons in writing may be asked for with every kind.

use crate::samples;
use course::task::{Answer, Task, Work, justification, rating};
use grading::{Evidence, Letters, Verdict, grade};

fn check_not_graded(task: &Task, answer: &Answer, headline: &str) {
    let grade = grade(task, answer, &Letters::default());
    assert_eq!((grade.score, grade.passed, grade.parts.len()), (0.0, false, 0), "{headline}");
    assert_eq!((grade.headline.as_str(), grade.evidence), (headline, Evidence::NotGraded {}));
    assert_eq!(grade.agreement, []);
}

#[test]
fn what_does_not_fit_is_not_graded() {
    let tasks = samples::all();
    for (index, task) in tasks.iter().enumerate() {
        let own = samples::key_answer(&task.key, "because it is better than the other one");
        let other = tasks[(index + 1) % tasks.len()].clone();
        if other.face.kind() == task.face.kind() {
            continue;
        }
        check_not_graded(&other, &own, "This answer belongs to another kind of task");
        let mixed = Task { key: other.key.clone(), ..task.clone() };
        check_not_graded(&mixed, &own, "The key belongs to another kind of task");
    }
    let empty = Answer::Rating(rating::Answer::default());
    check_not_graded(
        &samples::rating(),
        &empty,
        "This answer is not complete, or does not fit the task, so it is not graded",
    );
}

/// Asks for reasons with any task.
fn with_reasons(mut task: Task) -> Task {
    task.face.justify = Some(samples::ask());
    task.key.justify = Some(justification::Key { weight: 0.5, ..samples::guest_key(0.5) });
    task
}

#[test]
fn reasons_in_writing_are_weighed_in_for_every_kind() {
    let why = "It answers both questions: it is complete because it says that there is no lift, while others leave it out. \
               A guest would have to climb three flights of stairs.";
    for task in samples::all() {
        if matches!(task.face.work, Work::Justification(_)) {
            continue;
        }
        let kind = task.face.kind().name();
        let alone = grade(&task, &samples::key_answer(&task.key, ""), &Letters::in_order(samples::IDS));
        let task = with_reasons(task);
        let unwritten = samples::key_answer(&task.key, "");
        assert!(
            grade(&task, &unwritten, &Letters::in_order(samples::IDS)).parts.is_empty(),
            "{kind}: reasons are asked"
        );
        let graded = grade(&task, &samples::key_answer(&task.key, why), &Letters::in_order(samples::IDS));
        let weights: f64 = graded.parts.iter().map(|part| part.weight).sum();
        assert!((weights - 1.0).abs() < 1e-9, "{kind}: {weights}");
        let criteria = graded.parts.iter().find(|part| part.id == "criteria").unwrap();
        assert_eq!(criteria.verdict, Verdict::Agrees, "{kind}");
        assert!(graded.score >= 0.5 * alone.score && graded.score < 1.0, "{kind}: {}", graded.score);
        assert_eq!(graded.agreement, alone.agreement);
    }
}

/// The verdict in the text is held against the order that the ratings give.
#[test]
fn a_text_argues_for_the_order_by_mean_rating() {
    let task = with_reasons(samples::rating());
    let verdict = |scores: &[&str], why: &str| {
        let answer = Answer::Rating(rating::Answer { scores: crate::given(scores), why: why.to_owned() });
        let grade = grade(&task, &answer, &Letters::in_order(["r1", "r2"]));
        grade.parts.iter().find(|part| part.id == "verdict").map(|part| part.verdict)
    };
    let second = ["r1 complete 2", "r1 tone 4", "r2 complete 5", "r2 tone 3"];
    assert_eq!(verdict(&second, "B is better than A because it is complete."), Some(Verdict::Agrees));
    assert_eq!(verdict(&second, "A is better than B because it is complete."), Some(Verdict::Against));
    let even = ["r1 complete 3", "r1 tone 4", "r2 complete 4", "r2 tone 3"];
    assert_eq!(verdict(&even, "A is better than B because it is complete."), None, "the ratings name no better one");
}
