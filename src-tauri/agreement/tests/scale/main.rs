//! Scores on a scale against published values, libraries, and the identities that hold.

#![allow(clippy::unwrap_used)]

mod correlation;
mod difference;
mod icc;

use serde_json::Value;

/// A published example by its name.
fn vector(name: &str) -> Value {
    let file: Value = serde_json::from_str(include_str!("../data/grading-vectors.json")).unwrap();
    let found = ["vectors", "edge_cases"].iter().flat_map(|kind| file[*kind].as_array().unwrap());
    found.into_iter().find(|vector| vector["name"] == name).unwrap().clone()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
}

fn near(is: f64, should: f64, tolerance: f64) {
    assert!((is - should).abs() <= tolerance, "{is}, not {should}");
}
