//! Stated confidence against published values, scikit-learn, simulation and the definitions.

#![allow(clippy::unwrap_used)]

use agreement::calibration::*;
use agreement::{LEVEL, Undefined};
use proptest::prelude::*;
use serde_json::Value;

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
}

fn outcomes(value: &Value) -> Vec<bool> {
    value.as_array().unwrap().iter().map(|v| v == 1).collect()
}

fn file(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[track_caller]
fn near(is: f64, should: &Value, tolerance: f64) {
    assert!((is - should.as_f64().unwrap()).abs() <= tolerance, "{is}, not {should}");
}

#[test]
fn published_vectors() {
    let file = file(include_str!("data/grading-vectors.json"));
    let vector = |name: &str| file["vectors"].as_array().unwrap().iter().find(|v| v["name"] == name).unwrap();
    let given = |v: &Value| (numbers(&v["input"]["p"]), outcomes(&v["input"]["y"]));

    let of_brier = vector("brier_sklearn_doc");
    let (p, y) = given(of_brier);
    near(brier(&p, &y, LEVEL).value.unwrap(), &of_brier["expected"], of_brier["tolerance"].as_f64().unwrap());

    let of_ece = vector("ece_pycalib_doc_1");
    let (p, y) = given(of_ece);
    let bins = of_ece["input"]["bins"].as_u64().unwrap() as usize;
    let error = ece(&p, &y, bins, Binning::EqualWidth).value.unwrap();
    near(error, &of_ece["expected"], of_ece["tolerance"].as_f64().unwrap());
}

#[test]
fn as_scikit_learn() {
    for case in file(include_str!("data/calibration.json"))["cases"].as_array().unwrap() {
        let (p, y, bins) = (numbers(&case["p"]), outcomes(&case["o"]), case["bins"].as_u64().unwrap() as usize);
        let score = brier(&p, &y, LEVEL);
        near(score.value.unwrap(), &case["brier"], 1e-12);
        near(score.interval.unwrap().low, &case["interval"][0], 1e-9);
        near(score.interval.unwrap().high, &case["interval"][1], 1e-9);
        for (binning, key) in [(Binning::EqualWidth, "uniform"), (Binning::EqualMass, "quantile")] {
            let found: Vec<_> = reliability(&p, &y, bins, binning, LEVEL).unwrap();
            assert_eq!(found.len(), bins);
            let full: Vec<_> = found.into_iter().filter(|bin| bin.stated.is_ok()).collect();
            let expected = case[key].as_array().unwrap();
            assert_eq!(full.len(), expected.len(), "{key} {case}");
            let mut error = 0.0;
            for (bin, expected) in full.iter().zip(expected) {
                let (stated, share) = (bin.stated.unwrap(), bin.share.value.unwrap());
                near(stated, &expected[0], 1e-12);
                near(share, &expected[1], 1e-12);
                assert_eq!(bin.share.n as u64, expected[2].as_u64().unwrap());
                error += (stated - share).abs() * bin.share.n as f64 / p.len() as f64;
            }
            assert!((ece(&p, &y, bins, binning).value.unwrap() - error).abs() < 1e-12);
        }
        if let Some(expected) = case["null"].as_array() {
            let null = ece_null(&p, bins, Binning::EqualWidth, 4000, 3).unwrap();
            near(null.mean, &expected[0], 5e-4);
            near(null.p95, &expected[1], 0.025 * null.p95 + 1.0 / p.len() as f64 * 0.2);
            assert_eq!((null.n, null.rounds()), (p.len(), 4000));
        }
    }
}

/// An edge belongs to the bin below it, also where the product with the number of bins rounds up or down.
#[test]
fn edges_are_the_decimals_that_one_states() {
    for bins in [5, 10, 20, 100] {
        for at in 1..=bins {
            let p = [at as f64 / bins as f64];
            let found = reliability(&p, &[true], bins, Binning::EqualWidth, LEVEL).unwrap();
            let full = found.iter().position(|bin| bin.stated.is_ok());
            assert_eq!(full, Some(at - 1), "{p:?} of {bins}");
        }
    }
    let zero = reliability(&[0.0, -0.0], &[true, true], 3, Binning::EqualWidth, LEVEL).unwrap();
    assert_eq!((zero[0].low, zero[0].share.n), (0.0, 2));
}

#[test]
fn a_null_that_is_known() {
    // Certainty that is right is never off; one half is off by one half in a single item.
    let none = ece_null(&[0.0, 1.0, 1.0], 10, Binning::EqualWidth, 10, 1).unwrap();
    assert_eq!((none.mean, none.p95, none.p_value(0.0)), (0.0, 0.0, Ok(1.0)));
    assert_eq!(none.p_value(0.5), Ok(1.0 / 11.0));
    let half = ece_null(&[0.5], 10, Binning::EqualWidth, 10, 1).unwrap();
    assert_eq!((half.mean, half.quantile(0.0), half.quantile(1.0)), (0.5, Ok(0.5), Ok(0.5)));
    assert!(half.quantile(f64::NAN).is_err() && half.p_value(2.0).is_err());
    // Two items at one half: off by one item in half of the cases, else not at all.
    let two = ece_null(&[0.5, 0.5], 10, Binning::EqualWidth, 10_000, 1).unwrap();
    assert!((two.mean - 0.25).abs() < 1e-15);
    assert_eq!(two.p95, 0.5);
    assert!((two.p_value(0.5).unwrap() - 0.5).abs() < 0.02);
    // Four thousand items in one bin: nearly normal, so the mean is √(2/π)·σ.
    let many = ece_null(&[0.7; 4000], 1, Binning::EqualWidth, 2000, 1).unwrap();
    let sigma = (0.21f64 / 4000.0).sqrt();
    assert!((many.mean / sigma - (2.0 / std::f64::consts::PI).sqrt()).abs() < 5e-4);
    assert!((many.p95 / sigma - 1.96).abs() < 0.15);
    assert_eq!(many, ece_null(&[0.7; 4000], 1, Binning::EqualWidth, 2000, 1).unwrap(), "the seed decides");
}

#[test]
fn a_reason_where_there_is_no_value() {
    let check = |p: &[f64], y: &[bool], bins: usize, reason: Undefined| {
        assert_eq!(ece(p, y, bins, Binning::EqualMass).value, Err(reason), "{p:?} {bins}");
        assert_eq!(reliability(p, y, bins, Binning::EqualWidth, LEVEL), Err(reason));
        if bins == 3 {
            assert_eq!(brier(p, y, LEVEL).value, Err(reason));
            assert_eq!(brier_skill(p, y, None).value, Err(reason));
        }
    };
    let outside = |what, value, high| Undefined::OutOfRange { what, value, low: 0.0, high };
    let bins = |value| Undefined::OutOfRange { what: "the number of bins", value, low: 1.0, high: MOST_BINS as f64 };
    check(&[], &[], 3, Undefined::TooFew { n: 0, needed: 1 });
    check(&[0.5], &[], 3, Undefined::Lengths { left: 1, right: 0 });
    check(&[0.5, 1.5], &[true; 2], 3, outside("a stated probability", 1.5, 1.0));
    check(&[0.5, -0.5], &[true; 2], 3, outside("a stated probability", -0.5, 1.0));
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        check(&[0.5, bad], &[true; 2], 3, Undefined::NotFinite { what: "stated probability", at: 1 });
    }
    check(&[0.5], &[true], 0, bins(0.0));
    check(&[0.5], &[true], usize::MAX, bins(usize::MAX as f64));

    assert_eq!(brier(&[0.5], &[true], 1.0).value, Err(outside("the level", 1.0, 1.0)));
    assert_eq!(brier_skill(&[0.5, 0.5], &[true; 2], None).value, Err(Undefined::NoVariation));
    assert_eq!(brier_skill(&[0.5], &[true], Some(2.0)).value, Err(outside("the reference", 2.0, 1.0)));
    assert_eq!(ece_null(&[0.5], 2, Binning::EqualWidth, 0, 1), Err(Undefined::TooFew { n: 0, needed: 1 }));
    assert!(ece_null(&[], 2, Binning::EqualWidth, 9, 1).is_err());

    let one = brier(&[0.75], &[true], LEVEL);
    assert_eq!((one.value, one.se, one.interval), (Ok(0.0625), None, None));
    let alike = brier(&[0.75; 9], &[true; 9], LEVEL);
    assert_eq!((alike.value, alike.se, alike.interval), (Ok(0.0625), None, None));
}

fn stated() -> impl Strategy<Value = (Vec<f64>, Vec<bool>)> {
    (1usize..80, 1u32..40).prop_flat_map(|(n, levels)| {
        let p = (0..=levels).prop_map(move |at| f64::from(at) / f64::from(levels));
        (prop::collection::vec(p, n), prop::collection::vec(any::<bool>(), n))
    })
}

fn binning() -> impl Strategy<Value = Binning> {
    prop_oneof![Just(Binning::EqualWidth), Just(Binning::EqualMass)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn scores_stay_within_0_and_1((p, y) in stated(), bins in 1usize..30, binning in binning()) {
        let score = brier(&p, &y, LEVEL);
        let value = score.value.unwrap();
        prop_assert!((0.0..=1.0).contains(&value));
        if let Some(interval) = score.interval {
            prop_assert!(0.0 <= interval.low && interval.low <= value && value <= interval.high && interval.high <= 1.0);
        }
        let error = ece(&p, &y, bins, binning).value.unwrap();
        prop_assert!((0.0..=1.0 + 1e-12).contains(&error));
        prop_assert!(error * error <= value + 1e-12, "the mean distance of means is below the root of the mean square");
        if let Ok(skill) = brier_skill(&p, &y, None).value { prop_assert!(skill <= 1.0); }
    }

    #[test]
    fn the_order_of_the_items_does_not_matter((p, y) in stated(), bins in 1usize..30, binning in binning(), by in 0usize..80) {
        let (mut turned_p, mut turned_y) = (p.clone(), y.clone());
        turned_p.rotate_left(by % p.len());
        turned_y.rotate_left(by % p.len());
        let (one, other) = (ece(&p, &y, bins, binning).value.unwrap(), ece(&turned_p, &turned_y, bins, binning).value.unwrap());
        prop_assert!((one - other).abs() < 1e-12);
    }

    #[test]
    fn stating_the_opposite_of_the_opposite_scores_alike((p, y) in stated()) {
        let not_p: Vec<f64> = p.iter().map(|p| 1.0 - p).collect();
        let not_y: Vec<bool> = y.iter().map(|y| !y).collect();
        let (one, other) = (brier(&p, &y, LEVEL).value.unwrap(), brier(&not_p, &not_y, LEVEL).value.unwrap());
        prop_assert!((one - other).abs() < 1e-12);
    }

    #[test]
    fn every_item_is_in_its_bin((p, y) in stated(), bins in 1usize..30, binning in binning()) {
        let found = reliability(&p, &y, bins, binning, LEVEL).unwrap();
        for (at, bin) in found.iter().enumerate() {
            let inside = p.iter().filter(|p| (bin.low < **p || at == 0 && bin.low <= **p) && **p <= bin.high).count();
            prop_assert_eq!(inside, bin.share.n);
        }
        prop_assert_eq!(found.iter().map(|bin| bin.share.n).sum::<usize>(), p.len());
    }

    #[test]
    fn the_null_is_a_distribution((p, _y) in stated(), bins in 1usize..12, binning in binning(), seed in any::<u64>()) {
        let null = ece_null(&p, bins, binning, 50, seed).unwrap();
        prop_assert!((0.0..=1.0).contains(&null.mean) && (0.0..=1.0).contains(&null.p95));
        prop_assert!(null.quantile(0.1).unwrap() <= null.p95);
        prop_assert!(null.p_value(null.p95).unwrap() > 0.05 - 1e-12);
        prop_assert!((null.p_value(0.0).unwrap() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn never_panics(p in prop::collection::vec(prop::num::f64::ANY, 0..20), y in prop::collection::vec(any::<bool>(), 0..20), bins in any::<usize>(), level in prop::num::f64::ANY) {
        let _ = (brier(&p, &y, level), brier_skill(&p, &y, Some(level)), ece(&p, &y, bins, Binning::EqualMass));
        let _ = (reliability(&p, &y, bins % 50, Binning::EqualWidth, level), ece_null(&p, bins % 50, Binning::EqualMass, 5, 1));
    }
}
