//! Shares, tests of shares and the sequential test, against published values, libraries and their definitions.

#![allow(clippy::unwrap_used)]

mod fisher;
mod shares;
mod sprt;
mod waiting;

use serde_json::Value;

/// The published vector of that name.
fn vector(name: &str) -> Value {
    let file: Value = serde_json::from_str(include_str!("../data/grading-vectors.json")).unwrap();
    file["vectors"].as_array().unwrap().iter().find(|vector| vector["name"] == name).unwrap().clone()
}

/// Values of other libraries on random inputs.
fn oracle(part: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("../data/proportion.json")).unwrap();
    file[part].as_array().unwrap().clone()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn whole(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

#[track_caller]
fn near(is: f64, should: f64, tolerance: f64, about: &Value) {
    assert!((is - should).abs() <= tolerance, "{is}, not {should}: {about}");
}
