//! Strengths from comparisons against published values, libraries, and the identities that hold.

#![allow(clippy::unwrap_used)]

mod bradley_terry;
mod elo;
mod reasons;

use agreement::paired::{BradleyTerry, Comparisons, Meeting, Model, bradley_terry};
use agreement::{LEVEL, Undefined};
use serde_json::Value;

/// A published example by its name.
fn vector(name: &str) -> Value {
    let file: Value = serde_json::from_str(include_str!("../data/grading-vectors.json")).unwrap();
    let found = ["vectors", "edge_cases"].iter().flat_map(|kind| file[*kind].as_array().unwrap());
    found.into_iter().find(|vector| vector["name"] == name).unwrap().clone()
}

fn near(is: f64, should: f64, tolerance: f64) {
    assert!((is - should).abs() <= tolerance, "{is}, not {should}");
}

/// From first, second, wins of the first, wins of the second, and ties.
fn meetings(counts: &[[u64; 5]], items: usize) -> Comparisons {
    let meeting = |[first, second, first_wins, second_wins, ties]: &[u64; 5]| {
        let [first, second] = [*first as usize, *second as usize];
        Meeting { first, second, first_wins: *first_wins, second_wins: *second_wins, ties: *ties }
    };
    Comparisons::of_meetings(&counts.iter().map(meeting).collect::<Vec<_>>(), items).unwrap()
}

fn fit(comparisons: &Comparisons, model: &Model) -> BradleyTerry {
    bradley_terry(comparisons, model, LEVEL)
}

fn values(fit: &BradleyTerry) -> Result<Vec<f64>, Undefined> {
    fit.strengths.as_ref().map(|strengths| strengths.iter().map(|item| item.value.unwrap()).collect()).map_err(|e| *e)
}
