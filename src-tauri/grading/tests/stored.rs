//! Grades that earlier graders stored open as they were given.
#![allow(clippy::unwrap_used)]

use grading::{Evidence, Grade, Yours};

/// What grader 1 wrote, its own fields of agreement among them.
fn check(evidence: &str, rating: &str) -> Evidence {
    let part = r#"{"id":"order","label":"Order","score":0.5,"weight":1.0,"verdict":"differs","note":"Half of it",
        "pointers":[{"place":{"in":"item","id":"r1"},"span":{"start":0,"end":4},"quote":"Some"}]}"#;
    let stored = format!(
        r#"{{"score":0.5,"passed":false,"headline":"Half","parts":[{part}],"evidence":{evidence},"rating":{rating}}}"#
    );
    let grade: Grade = serde_json::from_str(&stored).unwrap();
    assert_eq!((grade.score, grade.passed, grade.headline.as_str()), (0.5, false, "Half"));
    assert_eq!(grade.parts[0].pointers[0].quote, "Some");
    assert_eq!(grade.agreement, [], "there was only one scale then");
    grade.evidence
}

#[test]
fn grades_of_the_first_grader() {
    let choice = check(r#"{"kind":"choice","right":1,"wrong":0,"missed":1}"#, "null");
    assert_eq!(choice, Evidence::Choice { right: 1, wrong: 0, missed: 1 });
    let preference = check(r#"{"kind":"preference","distance":2,"side":"half"}"#, r#"{"learner":-1,"key":2}"#);
    assert_eq!(preference, Evidence::Preference { distance: 2, side: grading::Side::Half });
    let ranking = check(
        r#"{"kind":"ranking","tau_b":0.3,"tau_b_reason":null,"kept":4.5,"pairs":6,"top_right":true,
            "swapped":[{"over":"r2","under":"r1","yours":"tied","why":["It is true."]}]}"#,
        "null",
    );
    let Evidence::Ranking(order) = ranking else { panic!("{ranking:?}") };
    assert_eq!((order.tau_b, order.kept, order.pairs), (Some(0.3), 4.5, 6));
    assert_eq!(order.swapped[0].yours, Yours::Tied);
    assert_eq!(check(r#"{"kind":"justification"}"#, "null"), Evidence::Justification {});
}
