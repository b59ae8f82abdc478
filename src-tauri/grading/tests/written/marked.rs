//! The checklist held against marked samples.

use crate::measure::justifications::{Samples, measure};
use grading::written::Noted;

/// What each fault has to reach: precision and recall.
type Floors = [(Noted, f64, f64); 9];

fn check(file: &str, floors: Floors, failed: u32) {
    let samples: Samples = serde_json::from_str(file).unwrap();
    let measured = measure(&samples, |_| true);
    for ((fault, precision, recall), count) in floors.into_iter().zip(measured.faults) {
        let differences: Vec<&String> =
            measured.differences.iter().filter(|line| line.split(' ').next() == Some(fault.name())).collect();
        assert!(count.precision().reaches(precision), "{fault:?}: precision {}\n{differences:#?}", count.precision());
        assert!(count.recall().reaches(recall), "{fault:?}: recall {}\n{differences:#?}", count.recall());
    }
    assert!(
        measured.failed.0 <= failed,
        "{} texts would fail without cause\n{:#?}",
        measured.failed.0,
        measured.differences
    );
}

/// Written and marked by somebody else than the author of the checks, who has seen them.
#[test]
fn calibration() {
    let floors = [
        (Noted::Verdict, 1.0, 0.9),
        (Noted::NoVerdict, 0.83, 1.0),
        (Noted::VerdictLate, 0.83, 0.83),
        (Noted::Quote, 1.0, 0.9),
        (Noted::Criteria, 0.85, 0.85),
        (Noted::Contrast, 0.83, 0.83),
        (Noted::Reason, 0.83, 0.83),
        (Noted::FirstPerson, 1.0, 1.0),
        (Noted::Copied, 1.0, 0.83),
    ];
    check(include_str!("../samples/just-calibration.json"), floors, 0);
}

/// Written with the checks, in other words: many ways to give one verdict, and many texts that only look as if they gave
/// another.
#[test]
fn development() {
    let floors = [
        (Noted::Verdict, 1.0, 0.97),
        (Noted::NoVerdict, 0.85, 1.0),
        (Noted::VerdictLate, 0.85, 0.85),
        (Noted::Quote, 1.0, 0.88),
        (Noted::Criteria, 0.7, 1.0),
        (Noted::Contrast, 0.8, 1.0),
        (Noted::Reason, 0.8, 1.0),
        (Noted::FirstPerson, 1.0, 1.0),
        (Noted::Copied, 1.0, 1.0),
    ];
    check(include_str!("../samples/just-development.json"), floors, 0);
}
