//! Bias, drift and readiness in words: what is said of whom.
#![allow(clippy::unwrap_used)]

mod any_answers;
mod looks;
#[allow(dead_code)] // The report uses what is not used here.
#[path = "../../examples/profile_report/raters.rs"]
mod raters;
mod readiness;
mod said;
mod simulated;

use grading::profile::{Answers, Diagnosis, Diagnostic, Options, PairJudged, Scored, Series, profile};

fn diagnosed(answers: &Answers, id: Diagnostic) -> Diagnosis {
    let found = profile(answers, &Options::default()).findings;
    assert_eq!(found.iter().map(|one| one.id).collect::<Vec<_>>(), Diagnostic::ALL);
    found.into_iter().find(|one| one.id == id).unwrap()
}

fn of_pairs(pairs: &[PairJudged], id: Diagnostic) -> Diagnosis {
    diagnosed(&Answers { pairs: Series::all(pairs), ..Answers::default() }, id)
}

fn of_scores(scored: &[Scored], id: Diagnostic) -> Diagnosis {
    diagnosed(&Answers { scored: Series::all(scored), ..Answers::default() }, id)
}

/// A pair of responses of these lengths; chosen and key from −3 (the first) to 3.
fn pair(chose: i8, key: i8, lengths: (u32, u32)) -> PairJudged {
    PairJudged { chose, key, length_first: lengths.0, length_second: lengths.1 }
}

/// A score on a scale from 1 to 5.
fn score(task: usize, dimension: usize, value: f64, key: f64) -> Scored {
    Scored { task: task as u32, item: 0, dimension: dimension as u32, value, key, low: 1.0, high: 5.0 }
}
