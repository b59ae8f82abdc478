//! The checklist on samples that its author never saw: they report, and nothing is ever mended by looking at them. So a
//! test that fails here gives figures alone, and no text.

use crate::measure::Count;
use crate::measure::justifications::{SURE, Samples, measure};
use grading::written::{MAY_FAIL, Noted};

/// Every kind of fault; mostly verdicts; mostly quotations.
const FILES: [&str; 3] = [
    include_str!("../samples/just-heldout.json"),
    include_str!("../samples/just-heldout-verdict.json"),
    include_str!("../samples/just-heldout-quote.json"),
];

/// The contradictions that the checklist is sure of, over all files, as `SURE`.
fn sure() -> [Count; 2] {
    let samples = FILES.map(|file| serde_json::from_str(file).unwrap());
    measure(&Samples::together(samples.into()), |_| true).sure
}

#[test]
fn what_may_fail_a_task_has_earned_it() {
    for (count, of) in sure().into_iter().zip(SURE) {
        let low = count.precision().low;
        assert!(!MAY_FAIL.contains(&of) || low >= 0.95, "{of:?} may fail a task: {} is not enough", count.precision());
    }
    assert!(MAY_FAIL.iter().all(|fault| SURE.contains(fault)), "the others are never sure");
}

/// A little under what was reached when the checks were last calibrated.
#[test]
fn contradictions_are_found_as_often_as_they_were() {
    let floors = [(Noted::Verdict, 0.97, 0.6), (Noted::Quote, 0.92, 0.47)];
    for (count, (of, precision, recall)) in sure().into_iter().zip(floors) {
        let (is_precise, recalls) = (count.precision(), count.recall());
        assert!(is_precise.reaches(precision) && recalls.reaches(recall), "{of:?}: {is_precise}, {recalls}");
    }
}
