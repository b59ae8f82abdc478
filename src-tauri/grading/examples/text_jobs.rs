//! Times the text measures on inputs that other libraries are timed on too. `cargo xtask bench grading` runs it.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measuring program, not the library"
)]

#[path = "../../agreement/examples/jobs/harness.rs"]
mod harness;

use grading::written::bm25::Bm25;
use grading::written::fuzzy::Haystack;
use harness::{Done, Input, Job, best};
use std::process::ExitCode;

const JOBS: &[Job] = &[("fuzzy-quotes", quotations), ("fuzzy-misquotes", quotations), ("bm25", references)];

fn main() -> ExitCode {
    harness::main(JOBS)
}

/// The least likeness at which the checks take a quotation for one.
const LEAST: f64 = 90.0;

/// Each quotation in the response, as the checks look for it: the response is made ready once.
fn quotations(input: &Input) -> Done {
    let quotes: Vec<Vec<char>> = input.texts("quotes").into_iter().map(|quote| quote.chars().collect()).collect();
    let text: Vec<char> = input.text("text").chars().collect();
    best(|| {
        let text = Haystack::new(&text);
        let ratios = quotes.iter().map(|quote| text.find(quote, LEAST).map_or(0.0, |hit| hit.ratio));
        vec![ratios.sum::<f64>() / quotes.len() as f64]
    })
}

/// The best reference of each query: its score and its place, in the mean.
fn references(input: &Input) -> Done {
    let (documents, queries) = (input.lists("documents"), input.lists("queries"));
    best(|| {
        let collection = Bm25::new(&documents, 1.5, 0.75);
        let best = queries.iter().map(|query| {
            let scores = collection.scores(query);
            let first =
                |best: (f64, usize), (at, score): (usize, &f64)| if *score > best.0 { (*score, at) } else { best };
            scores.iter().enumerate().fold((f64::NEG_INFINITY, 0), first)
        });
        let (score, place) = best.fold((0.0, 0.0), |sum, (score, at)| (sum.0 + score, sum.1 + at as f64));
        vec![score / queries.len() as f64, place / queries.len() as f64]
    })
}
