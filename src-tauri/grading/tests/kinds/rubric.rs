use crate::{graded, part, quotes, samples};
use course::task::Answer;
use course::task::rubric;
use grading::{Evidence, Place};

/// What the properties and the coverage come to is told beside the grader, where findings can be made by hand.
#[test]
fn a_rubric_has_a_part_for_each_property_and_the_coverage() {
    let task = samples::rubric();
    let criteria = vec!["The reply names the bath.".to_owned(), "The reply says that there is no lift.".to_owned()];
    let grade = graded(&task, &Answer::Rubric(rubric::Answer { criteria, why: String::new() }));
    let ids: Vec<&str> = grade.parts.iter().map(|part| part.id.as_str()).collect();
    let properties =
        ["atomic", "specific", "self_contained", "objective", "modality"].map(|id| format!("property/{id}"));
    assert_eq!(ids[..5], properties.each_ref().map(String::as_str));
    assert_eq!(ids[5..], ["coverage"]);
    assert!((part(&grade, "property/atomic").weight - 0.12).abs() < 1e-12);
    assert!((part(&grade, "coverage").weight - 0.4).abs() < 1e-12);
    let coverage = part(&grade, "coverage");
    let places: Vec<&Place> = coverage.pointers.iter().map(|pointer| &pointer.place).collect();
    assert_eq!(places, [&Place::Criterion { index: 0 }, &Place::Criterion { index: 1 }]);
    let asking: Vec<String> = quotes(coverage).into_iter().map(str::to_owned).collect();
    let Evidence::Rubric { criteria, ideal } = grade.evidence else { unreachable!() };
    assert_eq!((criteria.len(), ideal.len()), (2, 2));
    assert_eq!(ideal[0].point, "It says that the room has a bath");
    assert_eq!(grade.agreement, []);
    // Whoever asks for both points in one criterion sees that one; what asks for nothing is not shown.
    assert_eq!(ideal.iter().map(|point| point.by).collect::<Vec<_>>(), [Some(0), Some(1)]);
    assert_eq!(asking, ["The reply names the bath.", "The reply says that there is no lift."]);
}
