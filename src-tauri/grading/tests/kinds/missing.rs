//! What still stands between an answer and a grade, kind by kind.

use crate::samples;
use course::task::boxes::{Drawn, Rect};
use course::task::classification::Partial;
use course::task::{Answer, KeyWork, Missing, Task, Work, boxes, choice};
use grading::{Evidence, Grade, Letters, SpanMet, grade};
use serde_json::{Value, json};

/// A change to the key's own answer: the place in its stored form, what stands there instead, and what is missing then.
type Row = (&'static str, Value, &'static [Missing]);

fn changed(task: &Task, place: &str, value: &Value) -> Answer {
    let mut answer = serde_json::to_value(samples::key_answer(&task.key, "because")).unwrap();
    *answer.pointer_mut(place).unwrap_or_else(|| panic!("nothing at {place}")) = value.clone();
    serde_json::from_value(answer).unwrap_or_else(|e| panic!("{place}: {e}"))
}

/// An answer to which something is missing gets no grade, and any other one does.
#[track_caller]
fn check_one(task: &Task, answer: &Answer, expected: &[Missing], what: &str) -> Grade {
    assert_eq!(answer.missing(&task.face), expected, "{what}");
    let grade = grade(task, answer, &Letters::in_order(samples::IDS));
    assert_eq!(grade.parts.is_empty(), !expected.is_empty(), "{what}");
    assert_eq!(grade.evidence == Evidence::NotGraded {}, !expected.is_empty(), "{what}");
    grade
}

#[track_caller]
fn check(task: &Task, rows: &[Row]) {
    check_one(task, &samples::key_answer(&task.key, "because"), &[], "the key's own answer");
    for (place, value, expected) in rows {
        check_one(task, &changed(task, place, value), expected, &format!("{place} {value}"));
    }
}

#[test]
fn choice() {
    use Missing::Pick;
    let mut task = samples::choice(choice::Partial::PerOption);
    check(
        &task,
        &[
            ("/picked", json!([]), &[Pick]),
            ("/picked", json!(["o9"]), &[Pick]),
            ("/picked", json!([""]), &[Pick]),
            ("/picked", json!(["o1", "o1"]), &[Pick]),
            ("/picked", json!(["o4"]), &[]),
        ],
    );
    let (Work::Choice(face), KeyWork::Choice(key)) = (&mut task.face.work, &mut task.key.work) else { unreachable!() };
    (face.multiple, key.correct) = (false, vec!["o1".into()]);
    check(&task, &[("/picked", json!(["o1", "o2"]), &[Pick]), ("/picked", json!([]), &[Pick])]);
}

#[test]
fn preference_and_orders() {
    use Missing::{Order, Value};
    check(
        &samples::preference(),
        &[
            ("/value", json!(null), &[Value]),
            ("/value", json!(4), &[Value]),
            ("/value", json!(-4), &[Value]),
            ("/value", json!(-128), &[Value]),
            ("/value", json!(-3), &[]),
        ],
    );
    check(
        &samples::ranking(),
        &[
            ("/tiers", json!([]), &[Order]),
            ("/tiers", json!([["r1"], ["r2"], ["r3"]]), &[Order]),
            ("/tiers", json!([["r1"], ["r2"], ["r3"], ["r4", "r1"]]), &[Order]),
            ("/tiers", json!([["r1"], ["r2"], ["r3"], ["r9"]]), &[Order]),
            ("/tiers", json!([["r1", "r2", "r3", "r4"]]), &[]),
            ("/tiers", json!([["r1", "r2"], [], ["r3", "r4"]]), &[]),
        ],
    );
}

#[test]
fn ratings() {
    use Missing::Scores;
    let score = |item: &str, dimension: &str, value: i16| json!({"item": item, "dimension": dimension, "value": value});
    check(
        &samples::rating(),
        &[
            ("/scores", json!([]), &[Scores]),
            ("/scores/0", score("r9", "complete", 3), &[Scores]),
            ("/scores/0", score("r1", "length", 3), &[Scores]),
            ("/scores/0", score("r1", "complete", 99), &[Scores]),
            ("/scores/0", score("r1", "complete", i16::MIN), &[Scores]),
            ("/scores/0", score("r2", "tone", 3), &[Scores]),
            ("/scores/0", score("r1", "complete", 3), &[]),
        ],
    );
    check(&samples::code_rated(), &[("/scores/0", score("r1", "correct", 4), &[Scores])]);
}

#[test]
fn labels_of_pieces() {
    use Missing::Labels;
    let piece = |piece: &str, labels: &[&str]| json!({"piece": piece, "labels": labels});
    let two = piece("p1", &["billing", "praise"]);
    check(
        &samples::classification(true, Partial::Shared),
        &[
            ("/pieces", json!([]), &[Labels]),
            ("/pieces/0", piece("p1", &[]), &[Labels]),
            ("/pieces/0", piece("p1", &["rain"]), &[Labels]),
            ("/pieces/0", piece("p1", &["billing", "billing"]), &[Labels]),
            ("/pieces/0", piece("p9", &["billing"]), &[Labels]),
            ("/pieces/0", piece("p2", &["billing"]), &[Labels]),
            ("/pieces/0", two.clone(), &[]),
        ],
    );
    check(&samples::classification(false, Partial::Exact), &[("/pieces/0", two, &[Labels])]);
}

#[test]
fn marks() {
    use Missing::Marks;
    let mut task = samples::spans();
    let Work::Spans(face) = &mut task.face.work else { unreachable!() };
    let end = course::text::utf16_len(samples::TEXT);
    face.text.text.plain.push('🌉');
    let mark = |start: u32, end: u32, label: &str| json!({"span": {"start": start, "end": end}, "label": label});
    check(
        &task,
        &[
            ("/marks", json!([]), &[Marks]),
            ("/nothing", json!(true), &[Marks]),
            ("/marks/0", mark(3, 3, "person"), &[Marks]),
            ("/marks/0", mark(0, 0, "person"), &[Marks]),
            ("/marks/0", mark(9, 3, "person"), &[Marks]),
            ("/marks/0", mark(end + 2, end + 3, "person"), &[Marks]),
            ("/marks/0", mark(0, end + 3, "person"), &[Marks]),
            ("/marks/0", mark(u32::MAX - 1, u32::MAX, "person"), &[Marks]),
            ("/marks/0", mark(0, 5, "river"), &[Marks]),
            // The last character is two units long, and no mark begins or ends within it.
            ("/marks/0", mark(end + 1, end + 2, "person"), &[Marks]),
            ("/marks/0", mark(0, end + 1, "person"), &[Marks]),
            ("/marks/0", mark(end, end + 2, "person"), &[]),
            ("/marks/0", mark(0, end + 2, "person"), &[]),
        ],
    );
}

/// A mark or a box set twice is two, and the second one is not in the key.
#[test]
fn the_same_twice_counts_twice() {
    let task = samples::spans();
    let Answer::Spans(mut answer) = samples::key_answer(&task.key, "") else { unreachable!() };
    answer.marks.push(answer.marks[0].clone());
    let grade = check_one(&task, &Answer::Spans(answer), &[], "a mark twice");
    assert_eq!(grade.headline, "You mark all three stretches; one mark is not in the key");
    let Evidence::Spans { marks, .. } = grade.evidence else { unreachable!() };
    assert_eq!((marks[0].met, marks[1].met), (SpanMet::Exact, SpanMet::Extra));
    let task = samples::boxes();
    let Answer::Boxes(mut answer) = samples::key_answer(&task.key, "") else { unreachable!() };
    answer.boxes.push(answer.boxes[0].clone());
    let grade = check_one(&task, &Answer::Boxes(answer), &[], "a box twice");
    assert_eq!(grade.headline, "You draw both boxes; one box is not in the key");
}

#[test]
fn boxes() {
    let of = |at: [f64; 4]| json!({"at": {"x": at[0], "y": at[1], "width": at[2], "height": at[3]}, "label": "car"});
    let task = samples::boxes();
    check(
        &task,
        &[
            ("/boxes", json!([]), &[Missing::Boxes]),
            ("/nothing", json!(true), &[Missing::Boxes]),
            ("/boxes/0", of([10.0, 10.0, 0.0, 20.0]), &[Missing::Boxes]),
            ("/boxes/0", of([10.0, 10.0, 20.0, 0.0]), &[Missing::Boxes]),
            ("/boxes/0", of([30.0, 10.0, -20.0, 20.0]), &[Missing::Boxes]),
            ("/boxes/0", of([300.0, 10.0, 20.0, 20.0]), &[Missing::Boxes]),
            ("/boxes/0", of([-5.0, 10.0, 20.0, 20.0]), &[Missing::Boxes]),
            ("/boxes/0", of([0.0, 0.0, 200.0, 121.0]), &[Missing::Boxes]),
            ("/boxes/0", of([1e300, 0.0, 1e300, 20.0]), &[Missing::Boxes]),
            ("/boxes/0/label", json!("ship"), &[Missing::Boxes]),
            ("/boxes/0", of([0.0, 0.0, 200.0, 120.0]), &[]),
            ("/boxes/0", of([0.1, 0.2, 199.9, 119.8]), &[]),
        ],
    );
    for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let at = Rect { x: 1.0, y: 1.0, width: 5.0, height: 5.0 };
        let each =
            [Rect { x: odd, ..at }, Rect { y: odd, ..at }, Rect { width: odd, ..at }, Rect { height: odd, ..at }];
        for at in each {
            let boxes = vec![Drawn { at, label: "car".into() }];
            let answer = Answer::Boxes(boxes::Answer { boxes, nothing: false, why: String::new() });
            check_one(&task, &answer, &[Missing::Boxes], &format!("{at:?}"));
        }
    }
}

#[test]
fn verdicts() {
    use Missing::Verdicts;
    let cited = |source: &str, start: u32, end: u32| json!([{"source": source, "span": {"start": start, "end": end}}]);
    check(
        &samples::fact_check(),
        &[
            ("/claims", json!([]), &[Verdicts]),
            ("/claims/0/claim", json!("c2"), &[Verdicts]),
            ("/claims/0/claim", json!("c9"), &[Verdicts]),
            ("/claims/0/cited", json!([]), &[Verdicts]),
            ("/claims/0/cited", cited("s9", 0, 5), &[Verdicts]),
            ("/claims/0/cited", cited("s1", 5, 5), &[Verdicts]),
            ("/claims/0/cited", cited("s1", 9, 5), &[Verdicts]),
            ("/claims/0/cited", cited("s1", 0, 9_999), &[Verdicts]),
            ("/claims/0", json!({"claim": "c1", "verdict": "not_enough", "cited": []}), &[]),
            ("/claims/0/cited", cited("s2", 0, 5), &[]),
            ("/claims/2/cited", cited("s2", 0, 5), &[]),
        ],
    );
}

#[test]
fn safety() {
    use Missing::{Action, Category, Severity};
    let task = samples::safety();
    check(
        &task,
        &[
            ("/category", json!(null), &[Category]),
            ("/category", json!("rain"), &[Category]),
            ("/severity", json!(null), &[Severity]),
            ("/severity", json!(5), &[Severity]),
            ("/severity", json!(-1), &[Severity]),
            ("/action", json!(null), &[Action]),
        ],
    );
    check_one(&task, &Answer::Safety(Default::default()), &[Category, Severity, Action], "an empty answer");
}

#[test]
fn code_review() {
    use Missing::{Complexity, Lines, Order};
    let line = |solution: &str, line: u32| json!([{"solution": solution, "line": line}]);
    let named = |solution: &str, complexity: &str| json!({"solution": solution, "complexity": complexity});
    check(
        &samples::code_ranked(),
        &[
            ("/tiers", json!([["r1"], ["r2"]]), &[Order]),
            ("/lines", json!([]), &[Lines]),
            ("/no_fault", json!(true), &[Lines]),
            ("/lines", line("r1", 0), &[Lines]),
            ("/lines", line("r1", 7), &[Lines]),
            ("/lines", line("r1", u32::MAX), &[Lines]),
            ("/lines", line("r9", 1), &[Lines]),
            ("/lines", line("r1", 6), &[]),
            ("/complexity", json!([]), &[Complexity]),
            ("/complexity/0", named("r2", "n"), &[Complexity]),
            ("/complexity/0", named("r1", "n9"), &[Complexity]),
            ("/complexity/0", named("r9", "n"), &[Complexity]),
            ("/complexity/0", named("r1", "n2"), &[]),
        ],
    );
}

#[test]
fn conversation() {
    use Missing::{Scores, Turn};
    check(
        &samples::conversation(),
        &[
            ("/scores", json!([]), &[Scores]),
            ("/scores/0/item", json!("t1"), &[Scores]),
            ("/scores/0/value", json!(6), &[Scores]),
            ("/wrong", json!(null), &[Turn]),
            ("/wrong", json!("t9"), &[Turn]),
            ("/nowhere", json!(true), &[Turn]),
            ("/wrong", json!("t1"), &[]),
        ],
    );
}

#[test]
fn what_is_written() {
    use Missing::{Criteria, Text, Why};
    check(
        &samples::rubric(),
        &[
            ("/criteria", json!([]), &[Criteria]),
            ("/criteria", json!(["One."]), &[Criteria]),
            ("/criteria", json!(["One.", "Two.", "Three.", "Four.", "Five."]), &[Criteria]),
            ("/criteria", json!(["One.", ""]), &[Criteria]),
            ("/criteria", json!(["One.", " \n\t\u{a0}"]), &[Criteria]),
            ("/criteria", json!(["One.", "One."]), &[]),
        ],
    );
    let nothing = "\n\u{2003} ";
    check(&samples::prompt(), &[("/text", json!(""), &[Text]), ("/text", json!(nothing), &[Text])]);
    check(&samples::prompt(), &[("/text", json!("?!"), &[])]);
    check(&samples::alone(), &[("/why", json!(""), &[Why]), ("/why", json!(nothing), &[Why])]);
    check(&samples::alone(), &[("/why", json!("…"), &[])]);
}
