use agreement::regression::*;
use agreement::{Interval, LEVEL, Undefined};
use proptest::prelude::*;

use super::{cases, columns, near, number, numbers, oracle, slices};

#[test]
fn as_statsmodels() {
    for case in cases("linear") {
        let (y, x) = (numbers(&case["y"]), columns(&case["x"]));
        let model = linear(&y, &slices(&x), number(&case["level"])).unwrap();
        near(model.r_squared.unwrap(), &case["r2"], 1e-9);
        near(model.residual_sd, &case["residual_sd"], 1e-9);
        assert_eq!(model.df, y.len() - x.len() - 1);
        for (found, expected) in model.coefficients.iter().zip(case["coefficients"].as_array().unwrap()) {
            near(found.estimate.value.unwrap(), &expected["b"], 1e-9);
            near(found.estimate.se.unwrap(), &expected["se"], 1e-9);
            near(found.p.unwrap(), &expected["p"], 1e-9);
            near(found.estimate.interval.unwrap().low, &expected["low"], 1e-9);
            near(found.estimate.interval.unwrap().high, &expected["high"], 1e-9);
        }
    }
}

/// NIST's Longley data, whose columns nearly say the same: eight digits of the certified values.
#[test]
fn as_certified() {
    let case = oracle("longley");
    let model = linear(&numbers(&case["y"]), &slices(&columns(&case["x"])), LEVEL).unwrap();
    let relative = |is: f64, should: f64| assert!((is / should - 1.0).abs() < 1e-8, "{is}, not {should}");
    for (at, found) in model.coefficients.iter().enumerate() {
        relative(found.estimate.value.unwrap(), number(&case["b"][at]));
        relative(found.estimate.se.unwrap(), number(&case["se"][at]));
    }
    relative(model.residual_sd, number(&case["residual_sd"]));
    relative(model.r_squared.unwrap(), number(&case["r2"]));
}

#[test]
fn correlations_and_spreads_as_scipy() {
    let limits = |interval: Option<Interval>| interval.map(|interval| (interval.low, interval.high)).unwrap();
    for case in cases("partial") {
        let (x, y, given) = (numbers(&case["x"]), numbers(&case["y"]), columns(&case["given"]));
        let found = partial_correlation(&x, &y, &slices(&given), LEVEL);
        let (low, high) = limits(found.estimate.interval);
        near(found.estimate.value.unwrap(), &case["r"], 1e-11);
        near(found.p.unwrap(), &case["p"], 1e-11);
        near(low, &case["low"], 1e-10);
        near(high, &case["high"], 1e-10);
    }
    for case in cases("sd_ratio") {
        let found = sd_ratio(&numbers(&case["x"]), &numbers(&case["y"]), LEVEL);
        let (low, high) = limits(found.estimate.interval);
        near(found.estimate.value.unwrap(), &case["ratio"], 1e-11);
        near(found.p.unwrap(), &case["p"], 1e-11);
        near(low, &case["low"], 1e-9);
        near(high, &case["high"], 1e-9);
    }
}

#[test]
fn a_mean_is_an_intercept_alone() {
    let model = linear(&[1.0, 0.0, -1.0, 2.0, 1.0], &[], LEVEL).unwrap();
    let mean = &model.coefficients[0];
    assert!((mean.estimate.value.unwrap() - 0.6).abs() < 1e-15);
    assert!((mean.estimate.se.unwrap() - (1.3f64 / 5.0).sqrt()).abs() < 1e-15);
    // t with four degrees of freedom: 2.776445.
    assert!((mean.estimate.interval.unwrap().high - (0.6 + 2.776445 * (1.3f64 / 5.0).sqrt())).abs() < 1e-6);
    assert_eq!((model.df, model.n, model.r_squared), (4, 5, Ok(0.0)));
}

#[test]
fn what_is_exact_has_no_error_to_judge_it_by() {
    let x = [1.0, 2.0, 3.0, 5.0];
    let line = x.map(|x| 0.3 * x - 7.0);
    let model = linear(&line, &[&x], LEVEL).unwrap();
    let slope = &model.coefficients[1];
    assert!((slope.estimate.value.unwrap() - 0.3).abs() < 1e-14);
    assert_eq!((slope.estimate.se, slope.estimate.interval, slope.p), (None, None, Err(Undefined::NoVariation)));
    assert_eq!(model.residual_sd, 0.0);
    let flat = linear(&[2.0; 4], &[&x], LEVEL).unwrap();
    assert_eq!((flat.coefficients[1].estimate.value, flat.r_squared), (Ok(0.0), Err(Undefined::NoVariation)));

    let perfect = partial_correlation(&x, &line, &[], LEVEL);
    assert_eq!((perfect.estimate.value, perfect.estimate.interval), (Ok(1.0), None));
    assert_eq!(perfect.p, Err(Undefined::NoVariation));
    let ratio = sd_ratio(&line, &x, LEVEL);
    assert!((ratio.estimate.value.unwrap() - 0.3).abs() < 1e-14);
    assert_eq!((ratio.estimate.interval, ratio.p), (None, Err(Undefined::NoVariation)));
}

#[test]
fn a_reason_where_there_is_no_value() {
    let (x, y) = ([1.0, 2.0, 4.0, 3.0, 6.0], [2.0, 1.0, 1.0, 5.0, 4.0]);
    let fit = |columns: &[&[f64]]| linear(&y, columns, LEVEL).err();
    assert_eq!(fit(&[&x, &x]), Some(Undefined::Collinear));
    assert_eq!(fit(&[&[0.1; 5]]), Some(Undefined::Collinear));
    assert_eq!(fit(&[&x[1..]]), Some(Undefined::Lengths { left: 5, right: 4 }));
    assert_eq!(linear(&y[..1], &[], LEVEL).err(), Some(Undefined::TooFew { n: 1, needed: 2 }));
    assert_eq!(linear(&[1.0, f64::NAN], &[], LEVEL).err(), Some(Undefined::NotFinite { what: "value", at: 1 }));
    assert!(linear(&y, &[&x], 2.0).is_err());

    let both = |x: &[f64], y: &[f64], reason| {
        for found in [partial_correlation(x, y, &[], LEVEL), sd_ratio(x, y, LEVEL)] {
            assert_eq!((found.estimate.value, found.p), (Err(reason), Err(reason)));
        }
    };
    both(&x, &y[1..], Undefined::Lengths { left: 5, right: 4 });
    both(&x[..2], &y[..2], Undefined::TooFew { n: 2, needed: 3 });
    both(&[0.1; 5], &y, Undefined::NoVariation);
    both(&x, &[3.0; 5], Undefined::NoVariation);
    both(&x, &[3.0, 1.0, f64::INFINITY, 1.0, 1.0], Undefined::NotFinite { what: "value", at: 2 });
    let beside = |given: &[&[f64]]| partial_correlation(&x, &y, given, LEVEL).estimate.value;
    assert_eq!(beside(&[&x]), Err(Undefined::Collinear));
    assert_eq!(beside(&[&[1.0; 5]]), Err(Undefined::Collinear));
    assert_eq!(beside(&[&[1.0, 0.0, 0.0, 0.0, 0.0][..]; 3]), Err(Undefined::TooFew { n: 5, needed: 6 }));
    assert!(sd_ratio(&x, &y, f64::NAN).estimate.value.is_err());
}

fn scores() -> impl Strategy<Value = (Vec<f64>, Vec<f64>, Vec<f64>)> {
    (6usize..40).prop_flat_map(|n| {
        let side = move || prop::collection::vec(-5.0f64..5.0, n);
        (side(), side(), side())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn what_is_left_has_nothing_to_do_with_the_columns((y, a, b) in scores()) {
        let model = linear(&y, &[&a, &b], LEVEL).unwrap();
        let value = |at: usize| model.coefficients[at].estimate.value.unwrap();
        let left: Vec<f64> = (0..y.len()).map(|at| y[at] - value(0) - value(1) * a[at] - value(2) * b[at]).collect();
        let with = |column: &[f64]| left.iter().zip(column).map(|(left, x)| left * x).sum::<f64>();
        prop_assert!(left.iter().sum::<f64>().abs() < 1e-9 && with(&a).abs() < 1e-9 && with(&b).abs() < 1e-9);
        prop_assert!((0.0..=1.0).contains(&model.r_squared.unwrap()));
    }

    #[test]
    fn units_do_not_matter((y, a, b) in scores(), times in 0.01f64..100.0, shift in -1e3f64..1e3) {
        let other: Vec<f64> = a.iter().map(|a| times * a + shift).collect();
        let (one, two) = (linear(&y, &[&a, &b], LEVEL).unwrap(), linear(&y, &[&b, &other], LEVEL).unwrap());
        let (p, q) = (one.coefficients[1].p.unwrap(), two.coefficients[2].p.unwrap());
        prop_assert!((p - q).abs() < 1e-8);
        let (u, v) = (one.coefficients[1].estimate.value.unwrap(), two.coefficients[2].estimate.value.unwrap());
        prop_assert!((u - times * v).abs() < 1e-8);
    }

    #[test]
    fn a_slope_and_a_partial_correlation_have_one_test((y, a, b) in scores()) {
        let slope = &linear(&y, &[&a, &b], LEVEL).unwrap().coefficients[1];
        let partial = partial_correlation(&a, &y, &[&b], LEVEL);
        prop_assert!((slope.p.unwrap() - partial.p.unwrap()).abs() < 1e-9);
        let (r, turned) = (partial.estimate.value.unwrap(), partial_correlation(&y, &a, &[&b], LEVEL).estimate);
        prop_assert!((-1.0..=1.0).contains(&r) && (r - turned.value.unwrap()).abs() < 1e-12);
        let interval = partial.estimate.interval.unwrap();
        prop_assert!(interval.low < r && r < interval.high);
    }

    #[test]
    fn equal_spread_is_no_correlation_of_sum_and_difference((x, y, _) in scores()) {
        let (ratio, turned) = (sd_ratio(&x, &y, LEVEL), sd_ratio(&y, &x, LEVEL));
        let sum: Vec<f64> = x.iter().zip(&y).map(|(x, y)| x + y).collect();
        let difference: Vec<f64> = x.iter().zip(&y).map(|(x, y)| x - y).collect();
        let p = partial_correlation(&sum, &difference, &[], LEVEL).p.unwrap();
        prop_assert!((ratio.p.unwrap() - p).abs() < 1e-9);
        prop_assert!((turned.p.unwrap() - p).abs() < 1e-9);
        let (one, other) = (ratio.estimate.interval.unwrap(), turned.estimate.interval.unwrap());
        prop_assert!((one.low * other.high - 1.0).abs() < 1e-9);
        prop_assert_eq!(one.low > 1.0 || one.high < 1.0, p < 0.05);
    }

    #[test]
    fn never_panics(
        x in prop::collection::vec(prop::num::f64::ANY, 0..9),
        y in prop::collection::vec(prop_oneof![prop::num::f64::ANY, -1e99f64..1e99, -1e-90f64..1e-90], 9),
        level in prop::num::f64::ANY,
    ) {
        let y = &y[..x.len().min(9)];
        for level in [level, LEVEL] {
            let (a, b) = (partial_correlation(&x, y, &[], level), sd_ratio(y, &x, level));
            for found in [a, b] { prop_assert!(found.estimate.value.map_or(true, |value| !value.is_nan())); }
            if let Ok(model) = linear(y, &[&x], level) {
                prop_assert!(model.coefficients.iter().all(|found| !found.estimate.value.unwrap().is_nan()));
            }
            if let Ok(model) = linear(&x, &[y], level) {
                prop_assert!(model.coefficients.iter().all(|found| !found.estimate.value.unwrap().is_nan()));
            }
        }
    }
}
