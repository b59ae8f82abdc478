//! Kendall's τ-b against published values and against its definition.

#![allow(clippy::unwrap_used)]

use agreement::rank::kendall_tau_b;
use agreement::{Statistic, Undefined};
use proptest::prelude::*;
use serde_json::Value;

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
}

#[test]
fn published_vectors() {
    let file: Value = serde_json::from_str(include_str!("data/kendall-tau-b.json")).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    assert!(!vectors.is_empty());
    for vector in vectors {
        let tau = kendall_tau_b(&numbers(&vector["input"]["x"]), &numbers(&vector["input"]["y"]));
        let (is, should) = (tau.value.unwrap(), vector["expected"]["tau"].as_f64().unwrap());
        assert!((is - should).abs() <= vector["tolerance"].as_f64().unwrap(), "{}: {is}, not {should}", vector["name"]);
    }
    for case in file["edge_cases"].as_array().unwrap() {
        let tau = kendall_tau_b(&numbers(&case["input"]["x"]), &numbers(&case["input"]["y"]));
        assert_eq!(tau.value, Err(Undefined::NoVariation), "{}", case["rule"]);
    }
}

fn check(x: &[f64], y: &[f64], value: Result<f64, Undefined>, n: usize, dropped: usize) {
    let tau = kendall_tau_b(x, y);
    assert_eq!((tau.value, tau.n, tau.dropped), (value, n, dropped), "{x:?} against {y:?}");
}

#[test]
fn a_missing_value_or_its_reason() {
    let nan = f64::NAN;
    check(&[1.0, 2.0], &[1.0], Err(Undefined::Lengths { left: 2, right: 1 }), 0, 0);
    check(&[], &[], Err(Undefined::TooFew { n: 0, needed: 2 }), 0, 0);
    check(&[1.0, nan], &[1.0, 2.0], Err(Undefined::TooFew { n: 1, needed: 2 }), 1, 1);
    check(&[1.0, nan, 3.0], &[1.0, 9.0, 2.0], Ok(1.0), 2, 1);
    check(&[2.0, 2.0], &[1.0, 2.0], Err(Undefined::NoVariation), 2, 0);
    check(&[-0.0, 0.0], &[1.0, 2.0], Err(Undefined::NoVariation), 2, 0);
    check(&[f64::NEG_INFINITY, -1.0, 0.0, f64::INFINITY], &[1.0, 2.0, 3.0, 4.0], Ok(1.0), 4, 0);
    assert_eq!(Undefined::NoVariation.to_string(), "no variation");
}

#[test]
fn observed_is_the_share_of_pairs_alike() {
    let tau = kendall_tau_b(&[1.0, 1.0, 2.0, 3.0], &[1.0, 1.0, 3.0, 2.0]);
    assert_eq!(tau.observed, Some(5.0 / 6.0), "tied in both counts as alike, one pair of six is turned");
    assert!(tau.method.contains("tau-b"));
    assert_eq!(tau.interval, None);
}

/// The definition, pair by pair.
fn by_definition(x: &[f64], y: &[f64]) -> Option<f64> {
    let (mut sum, mut untied_x, mut untied_y) = (0i64, 0i64, 0i64);
    for i in 0..x.len() {
        for j in 0..i {
            let sign = |v: &[f64]| i64::from(v[i] > v[j]) - i64::from(v[i] < v[j]);
            sum += sign(x) * sign(y);
            untied_x += sign(x).abs();
            untied_y += sign(y).abs();
        }
    }
    (untied_x * untied_y > 0).then(|| sum as f64 / (untied_x as f64 * untied_y as f64).sqrt())
}

fn near(a: &Statistic, b: f64) -> bool {
    a.value.is_ok_and(|v| (v - b).abs() < 1e-12)
}

fn two_orders() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    (0usize..90, 1i32..60).prop_flat_map(|(n, levels)| {
        let side = move || prop::collection::vec((0..levels).prop_map(f64::from), n);
        (side(), side())
    })
}

proptest! {
    #[test]
    fn equals_its_definition((x, y) in two_orders()) {
        let tau = kendall_tau_b(&x, &y);
        match by_definition(&x, &y) {
            Some(value) => prop_assert!(near(&tau, value), "{tau:?}, not {value}"),
            None => prop_assert!(tau.value.is_err()),
        }
    }

    #[test]
    fn symmetric_and_turned_by_reversal((x, y) in two_orders()) {
        let tau = kendall_tau_b(&x, &y);
        prop_assert_eq!(&tau, &kendall_tau_b(&y, &x));
        let turned: Vec<f64> = y.iter().map(|v| -v).collect();
        let turned = kendall_tau_b(&x, &turned);
        match tau.value {
            Ok(value) => prop_assert!(near(&turned, -value)),
            Err(reason) => prop_assert_eq!(turned.value, Err(reason)),
        }
    }

    #[test]
    fn with_itself_it_is_one(x in prop::collection::vec(-1e6f64..1e6, 2..60)) {
        let tau = kendall_tau_b(&x, &x);
        let constant = x.iter().all(|v| *v == x[0]);
        prop_assert_eq!(tau.value, if constant { Err(Undefined::NoVariation) } else { Ok(1.0) });
    }

    #[test]
    fn a_constant_side_has_no_value(x in prop::collection::vec(-9.0f64..9.0, 2..40)) {
        let constant = vec![3.0; x.len()];
        prop_assert_eq!(kendall_tau_b(&x, &constant).value, Err(Undefined::NoVariation));
        prop_assert_eq!(kendall_tau_b(&constant, &x).value, Err(Undefined::NoVariation));
    }

    #[test]
    fn never_panics(x in prop::collection::vec(any::<f64>(), 0..40), y in prop::collection::vec(any::<f64>(), 0..40)) {
        let tau = kendall_tau_b(&x, &y);
        if let Ok(value) = tau.value { prop_assert!((-1.0..=1.0).contains(&value)); }
    }
}
