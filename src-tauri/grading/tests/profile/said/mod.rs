//! What is said, word by word, of answers that are plain to see.

mod counts;
mod pairs;
mod ratings;

use grading::profile::{Diagnosis, Diagnostic, Lean, Verdict};

#[track_caller]
fn check(diagnosis: &Diagnosis, verdict: &Verdict, words: &str) {
    assert_eq!(diagnosis.words, words);
    assert_eq!(&diagnosis.verdict, verdict);
}

fn seen(lean: Lean, diagnosis: &Diagnosis) -> Verdict {
    // Confidence has the size of its error, which is no smaller than the gap on the whole.
    let size = match diagnosis.id {
        Diagnostic::Calibration => 100.0 * diagnosis.figures[0].value,
        _ => diagnosis.estimate.unwrap().abs(),
    };
    assert!(size >= diagnosis.estimate.unwrap().abs() - 1e-9);
    Verdict::Seen { lean, size }
}

fn none_larger(diagnosis: &Diagnosis) -> Verdict {
    let Verdict::NoneLargerThan { size } = diagnosis.verdict else { panic!("{diagnosis:?}") };
    assert!(size >= diagnosis.smallest.unwrap() && diagnosis.interval.is_none_or(|[_, high]| high <= size));
    Verdict::NoneLargerThan { size }
}
