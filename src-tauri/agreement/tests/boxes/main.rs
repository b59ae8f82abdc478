//! Boxes against published values, against the definitions, and against every possible pairing.

#![allow(clippy::unwrap_used)]

mod detection;
mod overlap;
mod pairing;

use agreement::boxes::BoundingBox;
use proptest::prelude::*;
use serde_json::Value;

/// The vectors or edge cases of a statistic.
fn of(statistic: &str, part: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("../data/grading-vectors.json")).unwrap();
    let all = file[part].as_array().unwrap();
    let found: Vec<Value> = all.iter().filter(|vector| vector["statistic"] == statistic).cloned().collect();
    assert!(!found.is_empty(), "{statistic}");
    found
}

fn bounds(x1: f64, y1: f64, x2: f64, y2: f64) -> BoundingBox {
    BoundingBox { x1, y1, x2, y2 }
}

/// A box on a small grid, so that boxes meet, touch and repeat.
fn on_grid() -> impl Strategy<Value = BoundingBox> + Clone {
    (0i32..12, 0i32..12, 1i32..8, 1i32..8).prop_map(|(x, y, width, height)| {
        BoundingBox::of_size(f64::from(x), f64::from(y), f64::from(width), f64::from(height))
    })
}
