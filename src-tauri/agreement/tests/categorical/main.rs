//! Agreement on categories, of two raters and of many.

#![allow(clippy::unwrap_used)]

mod many;
mod two;
mod vectors;

use agreement::{Statistic, Table, Undefined, Weights};
use proptest::prelude::*;

fn near(is: f64, should: f64, tolerance: f64, what: &str) {
    assert!((is - should).abs() <= tolerance, "{what}: {is}, not {should}");
}

/// The same value, or the same lack of one.
fn same(left: &Statistic, right: &Statistic) -> bool {
    match (left.value, right.value) {
        (Ok(left), Ok(right)) => (left - right).abs() < 1e-9 * (1.0 + left.abs()),
        (left, right) => left == right,
    }
}

/// The same value, standard error and share expected, or the same lack of them.
fn all_same(left: &Statistic, right: &Statistic) -> bool {
    let close = |left: Option<f64>, right: Option<f64>| match (left, right) {
        (Some(left), Some(right)) => (left - right).abs() < 1e-9 * (1.0 + left.abs()),
        (left, right) => left == right,
    };
    same(left, right) && close(left.se, right.se) && close(left.expected, right.expected)
}

fn reason(statistic: &Statistic) -> Option<Undefined> {
    statistic.value.err()
}

fn table(rows: &[&[u64]]) -> Table {
    Table::of_rows(rows).unwrap()
}

fn weights() -> impl Strategy<Value = Weights> {
    prop_oneof![Just(Weights::Identity), Just(Weights::Linear), Just(Weights::Quadratic)]
}

/// Holds whatever the data: a value with all that belongs to it, or a reason.
fn sound(statistic: &Statistic) {
    assert!(statistic.value.is_ok() || statistic.se.is_none() && statistic.interval.is_none(), "{statistic:?}");
    for share in [statistic.observed, statistic.expected].into_iter().flatten() {
        assert!((-1e-9..=1.0 + 1e-9).contains(&share), "{statistic:?}");
    }
    let Ok(value) = statistic.value else { return };
    assert!(value.is_finite() && value <= 1.0, "{statistic:?}");
    assert!(statistic.observed.is_some(), "{statistic:?}");
    assert!(statistic.se.is_none_or(|se| se.is_finite() && se >= 0.0), "{statistic:?}");
    let interval = statistic.interval.unwrap();
    assert!(interval.low <= value && value <= interval.high && interval.low < interval.high, "{statistic:?}");
}
