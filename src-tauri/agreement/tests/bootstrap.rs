//! Intervals by resampling.

#![allow(clippy::unwrap_used)]

use std::cell::Cell;

use agreement::bootstrap::{Bootstrap, Method, Plan, of_correlation, of_items, of_table};
use agreement::categorical::{cohen_kappa, percent_agreement};
use agreement::{LEVEL, Table, Undefined, Weights};
use proptest::prelude::*;
use serde_json::Value;

fn near(is: f64, should: f64, tolerance: f64, what: &str) {
    assert!((is - should).abs() <= tolerance, "{what}: {is}, not {should}");
}

fn kappa(table: &Table) -> Result<f64, Undefined> {
    cohen_kappa(table, &Weights::Identity, LEVEL).value
}

fn agreed(table: &Table) -> Result<f64, Undefined> {
    percent_agreement(table, &Weights::Identity, LEVEL).value
}

fn usual() -> Table {
    Table::of_rows(&[[60, 5, 3, 1], [4, 40, 6, 2], [2, 5, 35, 4], [1, 2, 3, 27]]).unwrap()
}

fn bca(resamples: usize, seed: u64) -> Plan {
    Plan { method: Method::Bca, ..Plan::new(resamples, seed) }
}

#[test]
fn the_law_school() {
    let file: Value = serde_json::from_str(include_str!("data/grading-vectors.json")).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    let vector = vectors.iter().find(|vector| vector["name"] == "bootstrap_law_school").unwrap();
    let numbers = |key: &str| -> Vec<f64> {
        vector["input"][key].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
    };
    let tolerance = vector["tolerance"].as_f64().unwrap();
    for seed in [1, 2, 3] {
        let resampled = of_correlation(&numbers("lsat"), &numbers("gpa_x100"), &bca(10_000, seed));
        near(resampled.value.unwrap(), vector["expected"]["r"].as_f64().unwrap(), tolerance, "r");
        near(resampled.se.unwrap(), vector["expected"]["se"].as_f64().unwrap(), tolerance, "se");
        // SciPy's limits, of 200 000 resamples.
        near(resampled.interval.unwrap().low, 0.335, 0.03, "low");
        near(resampled.interval.unwrap().high, 0.942, 0.006, "high");
    }
}

#[test]
fn kappa_scatters_as_theory_says() {
    let table = usual();
    let theory = cohen_kappa(&table, &Weights::Identity, LEVEL);
    let (percentile, bca) = (of_table(&table, &Plan::new(4000, 5), kappa), of_table(&table, &bca(4000, 5), kappa));
    for resampled in [&percentile, &bca] {
        assert_eq!((resampled.value, resampled.n, resampled.undefined), (theory.value, 200, 0));
        near(resampled.se.unwrap(), theory.se.unwrap(), 0.002, "se");
        near(resampled.bias.unwrap(), 0.0, 0.003, "bias");
        let (interval, normal) = (resampled.interval.unwrap(), theory.interval.unwrap());
        near(interval.low, normal.low, 0.02, "low");
        near(interval.high, normal.high, 0.02, "high");
    }
    assert_ne!(percentile.interval.unwrap().method, bca.interval.unwrap().method);
}

/// Drawn item by item and cell by cell: both have the moments of a binomial.
#[test]
fn both_ways_to_draw_are_right() {
    for scale in [1, 1000, 100_000_000_000_000] {
        let rows = [[7 * scale, 2 * scale], [0, scale]];
        let n = 10.0 * scale as f64;
        for (i, j, share) in [(0, 0, 0.7), (0, 1, 0.2), (1, 1, 0.1)] {
            let drawn = of_table(&Table::of_rows(&rows).unwrap(), &Plan::new(5000, 9), |table| {
                assert_eq!((table.n(), table.count(1, 0)), (10 * scale, 0));
                Ok(table.count(i, j) as f64 / n)
            });
            let se = (share * (1.0 - share) / n).sqrt();
            near(drawn.bias.unwrap(), 0.0, 5.0 * se / 5000f64.sqrt(), "mean");
            near(drawn.se.unwrap() / se, 1.0, 0.05, "se");
        }
    }
}

#[test]
fn a_seed_stands_for_its_resamples() {
    let of = |seed| of_table(&usual(), &Plan::new(500, seed), kappa);
    assert_eq!(of(3), of(3));
    assert_ne!(of(3).se, of(4).se);
}

#[test]
fn full_agreement_has_no_interval() {
    let table = Table::of_rows(&[[9, 0], [0, 9]]).unwrap();
    for plan in [Plan::new(300, 1), bca(300, 1)] {
        let resampled = of_table(&table, &plan, kappa);
        assert_eq!((resampled.value, resampled.bias), (Ok(1.0), Ok(0.0)));
        assert_eq!(resampled.interval, Err(Undefined::NoVariation));
        assert_eq!(resampled.se, Err(Undefined::NoVariation));
    }
}

#[test]
fn resamples_without_a_value_are_counted() {
    // Half of all resamples of two items are of one item only, and those have no variation.
    let table = Table::of_rows(&[[1, 0], [0, 1]]).unwrap();
    let resampled = of_table(&table, &Plan::new(2000, 1), kappa);
    near(resampled.undefined as f64, 1000.0, 100.0, "undefined");
    assert_eq!((resampled.resamples, resampled.value), (2000, Ok(1.0)));

    let turn = Cell::new(0);
    let rarely = of_items(5, &Plan::new(50, 1), |_| {
        turn.set(turn.get() + 1);
        if turn.get() <= 2 { Ok(1.0) } else { Ok(f64::NAN) }
    });
    assert_eq!((rarely.undefined, rarely.value), (49, Ok(1.0)));
    assert_eq!(rarely.interval, Err(Undefined::TooFew { n: 1, needed: 2 }));
}

fn check(resampled: &Bootstrap, reason: Undefined) {
    assert_eq!((resampled.value, resampled.resamples), (Err(reason), 0));
    assert_eq!((resampled.se, resampled.interval, resampled.bias), (Err(reason), Err(reason), Err(reason)));
}

#[test]
fn an_undefined_value_has_its_reason() {
    let few = |value: f64| Undefined::OutOfRange { what: "the number of resamples", value, low: 2.0, high: 1e7 };
    check(&of_table(&usual(), &Plan::new(1, 1), kappa), few(1.0));
    check(&of_items(9, &Plan::new(usize::MAX, 1), |_| Ok(1.0)), few(usize::MAX as f64));
    let level = Undefined::OutOfRange { what: "the level", value: 95.0, low: 0.0, high: 1.0 };
    check(&of_table(&usual(), &Plan { level: 95.0, ..Plan::new(100, 1) }, kappa), level);
    check(&of_table(&Table::of_rows(&[[0]]).unwrap(), &Plan::new(9, 1), kappa), Undefined::TooFew { n: 0, needed: 1 });
    check(&of_table(&Table::of_rows(&[[5]]).unwrap(), &Plan::new(9, 1), kappa), Undefined::NoVariation);
    check(&of_items(0, &Plan::new(9, 1), |_| Ok(1.0)), Undefined::TooFew { n: 0, needed: 1 });
    let what = "the statistic of sample";
    check(&of_items(3, &Plan::new(9, 1), |_| Ok(f64::INFINITY)), Undefined::NotFinite { what, at: 0 });
    let many = of_items(usize::MAX, &Plan::new(9, 1), |_| Ok(1.0));
    assert!(matches!(many.value, Err(Undefined::OutOfRange { what: "the number of items", .. })));

    let plan = Plan::new(9, 1);
    check(&of_correlation(&[1.0], &[], &plan), Undefined::Lengths { left: 1, right: 0 });
    check(&of_correlation(&[1.0, f64::NAN], &[1.0, 2.0], &plan), Undefined::TooFew { n: 1, needed: 2 });
    check(&of_correlation(&[1.0, 1.0], &[1.0, 2.0], &plan), Undefined::NoVariation);
    let infinite = of_correlation(&[1.0, f64::INFINITY], &[1.0, 2.0], &plan);
    check(&infinite, Undefined::NotFinite { what: "pair", at: 1 });
    let missing = of_correlation(&[1.0, 2.0, 4.0, f64::NAN, 3.0], &[2.0, 1.0, 5.0, 1.0, 1e308], &plan);
    assert_eq!((missing.n, missing.dropped), (4, 1));
    assert!(missing.value.is_ok());
}

#[test]
fn a_bca_interval_needs_the_jackknife() {
    // Without its only item of the second category κ has no variation.
    let lonely = Table::of_rows(&[[20, 0], [0, 1]]).unwrap();
    assert_eq!(of_table(&lonely, &bca(200, 1), kappa).interval, Err(Undefined::NoVariation));
    // A value above all that the resamples have cannot be corrected for bias.
    let first = Cell::new(true);
    let high = of_items(9, &bca(200, 1), |items| Ok(if first.take() { 99.0 } else { items[0] as f64 }));
    let what = "the share of resamples below the value";
    assert_eq!(high.interval, Err(Undefined::OutOfRange { what, value: 1.0, low: 0.0, high: 1.0 }));
    assert!(high.se.is_ok());
    // Nor is there an acceleration if leaving out an item never matters.
    let rigid = of_items(9, &bca(200, 1), |items| Ok(if items.len() == 8 { 0.5 } else { items[0] as f64 - 4.0 }));
    assert!(rigid.interval.is_err() && rigid.se.is_ok());
}

/// A mean has a standard error that is known, and its BCa interval leans to where the values do.
#[test]
fn items_by_their_indices() {
    let values: Vec<f64> = (0..40).map(|i| f64::from(i * i)).collect();
    let mean = |items: &[usize]| Ok(items.iter().map(|item| values[*item]).sum::<f64>() / items.len() as f64);
    let percentile = of_items(values.len(), &Plan::new(5000, 2), mean);
    let all: Vec<usize> = (0..40).collect();
    let centre = mean(&all).unwrap();
    let around: f64 = values.iter().map(|value| (value - centre).powi(2)).sum();
    near(percentile.se.unwrap() / (around / 40.0 / 40.0).sqrt(), 1.0, 0.05, "se");
    let corrected = of_items(values.len(), &bca(5000, 2), mean);
    let (plain, corrected) = (percentile.interval.unwrap(), corrected.interval.unwrap());
    assert!(corrected.low > plain.low && corrected.high > plain.high, "{plain:?} {corrected:?}");
}

#[test]
fn each_item_is_left_out_once() {
    let seen = std::cell::RefCell::new(Vec::new());
    let calls = Cell::new(0);
    of_items(6, &bca(20, 3), |items| {
        calls.set(calls.get() + 1);
        if items.len() == 5 {
            seen.borrow_mut().push((0..6).find(|item| !items.contains(item)).unwrap());
        }
        Ok(items.iter().sum::<usize>() as f64)
    });
    assert_eq!(calls.get(), 1 + 20 + 6);
    assert_eq!(*seen.borrow(), [0, 1, 2, 3, 4, 5]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_table_is_as_good_as_its_items(rows in prop::collection::vec(prop::collection::vec(0u64..30, 3), 3)) {
        let table = Table::of_rows(&rows).unwrap();
        for method in [Method::Percentile, Method::Bca] {
            let plan = Plan { method, ..Plan::new(60, 8) };
            let resampled = of_table(&table, &plan, agreed);
            prop_assert_eq!(resampled.value, agreed(&table));
            if let (Ok(value), Ok(interval)) = (resampled.value, resampled.interval) {
                prop_assert!(interval.low <= interval.high && interval.low >= 0.0 && interval.high <= 1.0);
                prop_assert!(resampled.se.unwrap() > 0.0 && value <= 1.0);
            }
        }
    }

    #[test]
    fn never_panics(
        values in prop::collection::vec(any::<f64>(), 0..12),
        others in prop::collection::vec(any::<f64>(), 0..12),
        level in 0.0f64..1.0,
    ) {
        for method in [Method::Percentile, Method::Bca] {
            let plan = Plan { level, method, ..Plan::new(30, 1) };
            let resampled = of_correlation(&values, &others, &plan);
            prop_assert!(resampled.value.is_err() || resampled.value.unwrap().abs() <= 1.0);
            let wild = of_items(values.len(), &plan, |items| Ok(items.iter().map(|item| values[*item]).sum()));
            prop_assert!(wild.se.is_err() || wild.se.unwrap() >= 0.0);
        }
    }
}
