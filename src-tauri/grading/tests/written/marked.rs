//! The checklist held against marked samples.

use crate::measure::justifications::{Measured, Samples, measure};
use grading::written::Noted;

/// What each fault has to reach: precision and recall. A quotation is told to be wrong, and a verdict to be missing, only
/// where that is certain; so precision is held high and recall is what is left.
type Floors = [(Noted, f64, f64); 9];

fn check(file: &str, floors: Floors, failed: u32) {
    let measured = check_some(file, &floors);
    assert!(
        measured.failed.0 <= failed,
        "{} texts would fail without cause\n{:#?}",
        measured.failed.0,
        measured.differences
    );
}

/// The same for some of the faults.
fn check_some(file: &str, floors: &[(Noted, f64, f64)]) -> Measured {
    let samples: Samples = serde_json::from_str(file).unwrap();
    let measured = measure(&samples, |_| true);
    for (fault, precision, recall) in floors {
        let at = Noted::ALL.iter().position(|known| known == fault).unwrap();
        let count = measured.faults[at];
        let differences: Vec<&String> =
            measured.differences.iter().filter(|line| line.split(' ').next() == Some(fault.name())).collect();
        assert!(count.precision().reaches(*precision), "{fault:?}: precision {}\n{differences:#?}", count.precision());
        assert!(count.recall().reaches(*recall), "{fault:?}: recall {}\n{differences:#?}", count.recall());
    }
    measured
}

/// Written and marked by somebody else than the author of the checks, who has seen them.
#[test]
fn calibration() {
    let floors = [
        (Noted::Verdict, 1.0, 0.9),
        (Noted::NoVerdict, 1.0, 0.5),
        (Noted::VerdictLate, 0.83, 0.83),
        (Noted::Quote, 1.0, 0.7),
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
        (Noted::NoVerdict, 1.0, 0.8),
        (Noted::VerdictLate, 0.85, 0.85),
        (Noted::Quote, 1.0, 0.5),
        (Noted::Criteria, 0.7, 1.0),
        (Noted::Contrast, 0.8, 0.83),
        (Noted::Reason, 0.8, 1.0),
        (Noted::FirstPerson, 1.0, 1.0),
        (Noted::Copied, 1.0, 1.0),
    ];
    check(include_str!("../samples/just-development.json"), floors, 0);
}

/// By yet another author, seen after a first version had been measured on them. Bare praise in words of one's own is not
/// told from a reason there, so nothing is asked of that.
#[test]
fn second_calibration() {
    let floors = [
        (Noted::Verdict, 1.0, 0.93),
        (Noted::NoVerdict, 1.0, 0.8),
        (Noted::VerdictLate, 0.85, 0.85),
        (Noted::Quote, 1.0, 0.55),
        (Noted::Criteria, 0.8, 0.8),
        (Noted::Contrast, 0.8, 0.6),
        (Noted::FirstPerson, 1.0, 1.0),
        (Noted::Copied, 1.0, 0.83),
    ];
    let measured = check_some(include_str!("../samples/just-calibration-2.json"), &floors);
    assert_eq!(measured.failed.0, 0);
}

/// Mostly about verdicts, half of them against the answer; the other faults are few here and not looked at.
#[test]
fn verdicts() {
    let floors = [(Noted::Verdict, 1.0, 0.7), (Noted::VerdictLate, 0.8, 0.78)];
    let measured = check_some(include_str!("../samples/just-calibration-verdict.json"), &floors);
    assert_eq!(measured.failed.0, 0);
}

/// Mostly about quotations, half of them in the wrong place, invented or changed.
#[test]
fn quotations() {
    let measured = check_some(include_str!("../samples/just-calibration-quote.json"), &[(Noted::Quote, 1.0, 0.45)]);
    assert_eq!(measured.failed.0, 0);
}

/// The same by another author, who made the sound ones hard: quotations that are suggested, feared or paraphrased, of the
/// prompt or of nobody, two of two responses in one sentence, figures in other forms.
#[test]
fn hard_quotations() {
    let measured = check_some(include_str!("../samples/just-calibration-quote-3.json"), &[(Noted::Quote, 1.0, 0.5)]);
    assert_eq!(measured.failed.0, 0);
}

/// Verdicts in words that are no plain comparison, and others that only seem to be verdicts. Many are not understood; none
/// is taken for its opposite.
#[test]
fn hard_verdicts() {
    let floors = [
        (Noted::Verdict, 0.95, 0.33),
        (Noted::NoVerdict, 0.7, 0.85),
        (Noted::VerdictLate, 1.0, 0.24),
        (Noted::Contrast, 0.85, 0.75),
        (Noted::FirstPerson, 0.95, 1.0),
    ];
    let measured = check_some(include_str!("../samples/just-calibration-verdict-3.json"), &floors);
    assert_eq!(measured.failed.0, 0);
}

/// Texts that grant, jest, quote in passing and speak of others' minds, and stand by the answer: none fails.
#[test]
fn near_misses() {
    let samples: Samples = serde_json::from_str(include_str!("../samples/just-near-misses.json")).unwrap();
    let measured = measure(&samples, |_| true);
    let wrong = |line: &&String| line.starts_with("verdict wrong") || line.starts_with("quote wrong");
    let wrong: Vec<&String> = measured.differences.iter().filter(wrong).collect();
    assert!(measured.failed.0 == 0 && wrong.is_empty(), "{wrong:#?}");
}
