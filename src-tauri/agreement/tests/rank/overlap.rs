use agreement::rank::{average_overlap, rbo};
use agreement::{Statistic, Undefined};
use proptest::prelude::*;
use serde_json::Value;

use crate::{near, vector};

fn words(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect()
}

#[test]
fn published_values() {
    let figure = vector("rbo_webber_fig5_average_overlap");
    let (first, second) = (words(&figure["input"]["S"]), words(&figure["input"]["T"]));
    let depth = figure["input"]["depth"].as_u64().unwrap() as usize;
    let overlap = average_overlap(&first, &second, depth);
    near(overlap.value.unwrap(), figure["expected"].as_f64().unwrap(), figure["tolerance"].as_f64().unwrap());
    let oracle = vector("rbo_ext_abcdefg_zcavwxy");
    let (first, second) = (words(&oracle["input"]["S"]), words(&oracle["input"]["T"]));
    let rbo = rbo(&first, &second, oracle["input"]["p"].as_f64().unwrap());
    near(rbo.extrapolated.value.unwrap(), oracle["expected"].as_f64().unwrap(), oracle["tolerance"].as_f64().unwrap());
    assert_eq!(rbo.extrapolated.n, 12);
}

/// The rbo package 0.1.3, rbo_ext.
#[test]
fn lists_of_different_lengths() {
    let check = |first: &[u8], second: &[u8], p: f64, should: f64| {
        near(rbo(first, second, p).extrapolated.value.unwrap(), should, 1e-12);
    };
    check(b"abcde", b"badc", 0.9, 0.873);
    check(b"ab", b"xaybzcd", 0.5, 0.27671130952380957);
    check(b"a", b"bcdea", 0.98, 0.184473632);
}

#[test]
fn a_value_or_its_reason() {
    let check = |first: &[u32], second: &[u32], p: f64, value: Result<f64, Undefined>| {
        let rbo = rbo(first, second, p);
        assert_eq!(rbo.extrapolated.value, value, "{first:?} and {second:?}");
        assert_eq!((rbo.least.is_ok(), rbo.residual.is_ok()), (value.is_ok(), value.is_ok()));
    };
    check(&[], &[], 0.9, Err(Undefined::TooFew { n: 0, needed: 1 }));
    check(&[1], &[], 0.9, Err(Undefined::TooFew { n: 0, needed: 1 }));
    check(&[1, 2, 1], &[1], 0.9, Err(Undefined::Repeated { what: "the first list", at: 2 }));
    check(&[1], &[3, 3], 0.9, Err(Undefined::Repeated { what: "the second list", at: 1 }));
    check(&[1], &[2], 0.9, Ok(0.0));
    for p in [0.0, 1.0, -0.1, 1.5, f64::NAN] {
        assert!(matches!(rbo(&[1], &[1], p).extrapolated.value, Err(Undefined::OutOfRange { what: "p", .. })));
    }
    // A reader who all but never goes on sees the first item alone.
    for p in [5e-324, 1e-300, 1e-17] {
        assert_eq!(rbo(&[1, 2], &[1, 3], p).extrapolated.value, Ok(1.0));
        assert_eq!(rbo(&[2, 1], &[1, 2], p).extrapolated.value.unwrap().round(), 0.0);
        assert_eq!(rbo(&[2, 1], &[1, 2], p).least.unwrap().round(), 0.0);
    }
    let reason = rbo(&[1, 1], &[1], 0.5).least.unwrap_err();
    assert_eq!(reason.to_string(), "the first list names the same twice, again at 1");
    let check = |depth, value| assert_eq!(average_overlap(&[1, 2, 3], &[1, 2], depth).value, value, "depth {depth}");
    check(1, Ok(1.0));
    check(3, Ok((2.0 + 2.0 / 3.0) / 3.0));
    check(0, Err(Undefined::OutOfRange { what: "the depth", value: 0.0, low: 1.0, high: 3.0 }));
    check(4, Err(Undefined::OutOfRange { what: "the depth", value: 4.0, low: 1.0, high: 3.0 }));
}

/// Two lists without repetitions, of items in part the same.
fn two_lists() -> impl Strategy<Value = (Vec<u32>, Vec<u32>)> {
    let list = || Just((0..14).collect::<Vec<u32>>()).prop_shuffle();
    (list(), list(), 1usize..14, 1usize..14).prop_map(|(mut a, mut b, first, second)| {
        a.truncate(first);
        b.truncate(second);
        (a, b)
    })
}

/// RBO of lists that go on far enough for nothing to be left: 1 − p times the sum of the shares in common.
fn of_long_lists(first: &[u32], second: &[u32], p: f64) -> f64 {
    let common = |d: usize| first[..d].iter().filter(|item| second[..d].contains(item)).count() as f64 / d as f64;
    (1..=first.len().min(second.len())).map(|d| (1.0 - p) * p.powi(d as i32 - 1) * common(d)).sum()
}

/// The list followed by the other's items that it has not named, if any, and then by items of its own kind.
fn gone_on(list: &[u32], other: &[u32], own: u32) -> Vec<u32> {
    let missing: Vec<u32> = other.iter().copied().filter(|item| !list.contains(item)).collect();
    list.iter().copied().chain(missing).chain(own..).take(45).collect()
}

fn value_of(statistic: &Statistic) -> f64 {
    statistic.value.unwrap()
}

proptest! {
    #[test]
    fn bounds_are_what_longer_lists_come_to((first, second) in two_lists(), p in 0.1f64..0.55) {
        let rbo = rbo(&first, &second, p);
        let (least, residual) = (rbo.least.unwrap(), rbo.residual.unwrap());
        let should = of_long_lists(&gone_on(&first, &[], 100), &gone_on(&second, &[], 1000), p);
        prop_assert!((least - should).abs() < 1e-10, "least {} {}", least, should);
        let should = of_long_lists(&gone_on(&first, &second, 100), &gone_on(&second, &first, 100), p);
        prop_assert!((least + residual - should).abs() < 1e-10, "most {} {}", least + residual, should);
        let value = value_of(&rbo.extrapolated);
        prop_assert!(least <= value + 1e-12 && value <= least + residual + 1e-12, "{} {} {}", least, value, residual);
    }

    #[test]
    fn symmetric_and_blind_to_names((first, second) in two_lists(), p in 0.05f64..0.98, shift in 1u32..90) {
        let overlap = rbo(&first, &second, p);
        prop_assert_eq!(&overlap, &rbo(&second, &first, p));
        let renamed = |list: &[u32]| list.iter().map(|item| u32::MAX - shift - item).collect::<Vec<_>>();
        prop_assert_eq!(&overlap, &rbo(&renamed(&first), &renamed(&second), p));
        let depth = first.len().max(second.len());
        prop_assert_eq!(average_overlap(&first, &second, depth), average_overlap(&second, &first, depth));
    }

    #[test]
    fn one_for_the_same_list_and_none_without_anything_in_common((first, _) in two_lists(), p in 0.05f64..0.98) {
        prop_assert!((value_of(&rbo(&first, &first, p).extrapolated) - 1.0).abs() < 1e-12);
        prop_assert_eq!(average_overlap(&first, &first, first.len()).value, Ok(1.0));
        let others: Vec<u32> = first.iter().map(|item| item + 50).collect();
        let rbo = rbo(&first, &others, p);
        prop_assert_eq!((rbo.extrapolated.value, rbo.least), (Ok(0.0), Ok(0.0)));
    }

    #[test]
    fn never_panics(first in prop::collection::vec(0u8..40, 0..12), second in prop::collection::vec(0u8..40, 0..12), p in any::<f64>()) {
        if let Ok(value) = rbo(&first, &second, p).extrapolated.value { prop_assert!((0.0..=1.0).contains(&value)); }
        if let Ok(value) = rbo(&first, &second, 1.0 - 1e-12).extrapolated.value { prop_assert!((0.0..=1.0).contains(&value)); }
    }
}
