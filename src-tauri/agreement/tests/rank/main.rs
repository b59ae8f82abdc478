//! Statistics of orders against published values, their definitions and the identities that hold.

#![allow(clippy::unwrap_used)]

mod concordance;
mod ndcg;
mod overlap;
mod spearman;
mod tau;
mod top;

use proptest::prelude::*;
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

/// Two orders of the same items, with few ties or many.
fn two_orders() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    (0usize..60, 1i32..50).prop_flat_map(|(n, levels)| {
        let side = move || prop::collection::vec((0..levels).prop_map(f64::from), n);
        (side(), side())
    })
}

fn any_two() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    (0usize..40).prop_flat_map(|n| (prop::collection::vec(any::<f64>(), n), prop::collection::vec(any::<f64>(), n)))
}
