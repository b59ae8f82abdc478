//! Regression against statsmodels, NIST and SciPy, and against what must hold of it.

#![allow(clippy::unwrap_used)]

mod linear;
mod logistic;

use serde_json::Value;

fn oracle(part: &str) -> Value {
    let file: Value = serde_json::from_str(include_str!("../data/regression.json")).unwrap();
    file[part].clone()
}

fn cases(part: &str) -> Vec<Value> {
    oracle(part).as_array().unwrap().clone()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(number).collect()
}

fn columns(value: &Value) -> Vec<Vec<f64>> {
    value.as_array().unwrap().iter().map(numbers).collect()
}

fn slices(columns: &[Vec<f64>]) -> Vec<&[f64]> {
    columns.iter().map(Vec::as_slice).collect()
}

/// Near for its size.
#[track_caller]
fn near(is: f64, should: &Value, tolerance: f64) {
    let should = number(should);
    assert!((is - should).abs() <= tolerance * should.abs().max(1.0), "{is}, not {should}");
}
