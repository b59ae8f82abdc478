//! Control charts and outliers against published values and their definitions.

#![allow(clippy::unwrap_used)]

use agreement::Undefined;
use agreement::series::*;
use proptest::prelude::*;
use serde_json::Value;

fn vector(name: &str) -> Value {
    let file: Value = serde_json::from_str(include_str!("data/grading-vectors.json")).unwrap();
    file["vectors"].as_array().unwrap().iter().find(|vector| vector["name"] == name).unwrap().clone()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(number).collect()
}

#[test]
fn published_chart() {
    let vector = vector("ewma_nist_drift");
    let (input, expected, tolerance) = (&vector["input"], &vector["expected"], number(&vector["tolerance"]));
    let options = EwmaOptions { weight: number(&input["lambda"]), width: 3.0, limits: Limits::SteadyState };
    let chart = ewma(&numbers(&input["x"]), number(&input["start"]), number(&input["s"]), options).unwrap();
    let averages = numbers(&expected["ewma"]);
    assert_eq!(chart.points.len(), averages.len());
    for (point, average) in chart.points.iter().zip(averages) {
        assert!((point.average - average).abs() <= tolerance, "{}, not {average}", point.average);
        assert!((point.high - number(&expected["ucl"])).abs() <= tolerance);
        assert!((point.low - number(&expected["lcl"])).abs() <= tolerance);
    }
    assert_eq!(chart.first_out, None);
}

#[test]
fn published_outliers() {
    let vector = vector("mad_leys2013");
    let (input, expected, tolerance) = (&vector["input"], &vector["expected"], number(&vector["tolerance"]));
    let found = mad_outliers(&numbers(&input["x"]), number(&input["k"]), number(&input["constant"])).unwrap();
    for (is, key) in [(found.median, "median"), (found.mad, "mad"), (found.low, "lo"), (found.high, "hi")] {
        assert!((is - number(&expected[key])).abs() <= tolerance, "{key} {is}");
    }
    assert_eq!((found.below, found.above, found.n), (vec![], vec![7], 8));
}

/// The limits of λ = .3, L = 3, σ = 1: .9 at first, then wider, and in the end those of the steady state.
#[test]
fn exact_limits_open_up_to_the_steady_ones() {
    let chart = ewma(&[0.0; 60], 0.0, 1.0, EwmaOptions::default()).unwrap();
    let high: Vec<f64> = chart.points.iter().map(|point| point.high).collect();
    for (at, expected) in [(0, 0.9), (1, 0.9f64.hypot(0.63)), (59, 3.0 * (0.3f64 / 1.7).sqrt())] {
        assert!((high[at] - expected).abs() < 1e-9, "{at}: {}", high[at]);
    }
    assert_eq!(chart.n, 60);
    assert!(high.windows(2).all(|pair| pair[0] <= pair[1]));
    let whole = EwmaOptions { weight: 1.0, ..EwmaOptions::default() };
    let shewhart = ewma(&[1.0, -4.0, 2.0], 0.0, 1.0, whole).unwrap();
    assert_eq!((shewhart.points[1].average, shewhart.points[1].low, shewhart.first_out), (-4.0, -3.0, Some(1)));
}

#[test]
fn a_reason_for_series_that_have_no_chart() {
    let outside = |what, value, low, high| Err(Undefined::OutOfRange { what, value, low, high });
    let plain = EwmaOptions::default();
    let chart = |x: &[f64], sd, options| ewma(x, 0.0, sd, options).map(|chart| chart.points.len());
    assert_eq!(chart(&[], 1.0, plain), Err(Undefined::TooFew { n: 0, needed: 1 }));
    assert_eq!(chart(&[1.0, f64::NAN], 1.0, plain), Err(Undefined::NotFinite { what: "value", at: 1 }));
    assert_eq!(chart(&[1.0], 0.0, plain), outside("the standard deviation", 0.0, 0.0, f64::INFINITY));
    assert_eq!(chart(&[1.0], 1.0, EwmaOptions { weight: 0.0, ..plain }), outside("the weight", 0.0, 0.0, 1.0));
    assert_eq!(chart(&[1.0], 1.0, EwmaOptions { weight: 1.5, ..plain }), outside("the weight", 1.5, 0.0, 1.0));
    assert_eq!(
        chart(&[1.0], 1.0, EwmaOptions { width: -1.0, ..plain }),
        outside("the width", -1.0, 0.0, f64::INFINITY)
    );
    assert!(chart(&[1.0], 1e308, EwmaOptions { width: 1e9, ..plain }).is_err(), "limits beyond all numbers");
    assert!(chart(&[1.0], 1.0, EwmaOptions { weight: 1e-300, ..plain }).is_ok());
    assert!(ewma(&[1.0], f64::INFINITY, 1.0, plain).is_err());
}

#[test]
fn a_reason_for_values_without_outliers() {
    let infinite = f64::INFINITY;
    let check = |x: &[f64], k, constant, reason| {
        assert_eq!(mad_outliers(x, k, constant), Err(reason), "{x:?}");
        assert_eq!(log_time_outliers(x, k, constant), Err(reason), "{x:?}");
    };
    check(&[], 3.0, NORMAL, Undefined::TooFew { n: 0, needed: 1 });
    check(&[1.0], 3.0, NORMAL, Undefined::TooFew { n: 1, needed: 2 });
    check(&[1.0, infinite], 3.0, NORMAL, Undefined::NotFinite { what: "value", at: 1 });
    check(&[1.0, f64::NAN], 3.0, NORMAL, Undefined::NotFinite { what: "value", at: 1 });
    check(&[2.0, 2.0, 2.0, 9.0], 3.0, NORMAL, Undefined::NoVariation);
    let outside = |what, value| Undefined::OutOfRange { what, value, low: 0.0, high: infinite };
    check(&[1.0, 2.0], 0.0, NORMAL, outside("k", 0.0));
    check(&[1.0, 2.0], 3.0, -1.0, outside("the constant", -1.0));
    assert_eq!(log_time_outliers(&[1.0, 0.0], 3.0, NORMAL), Err(outside("a time", 0.0)));
    assert_eq!(log_time_outliers(&[1.0, -3.0], 3.0, NORMAL), Err(outside("a time", -3.0)));
    assert!(mad_outliers(&[f64::MAX, f64::MIN, f64::MIN], 3.0, NORMAL).is_err());
}

fn values() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(prop_oneof![-50i32..50, -3i32..3].prop_map(f64::from), 2..60)
}

fn median(mut x: Vec<f64>) -> f64 {
    x.sort_by(f64::total_cmp);
    (x[(x.len() - 1) / 2] + x[x.len() / 2]) / 2.0
}

proptest! {
    #[test]
    fn outliers_are_their_definition(x in values(), k in 0.5f64..4.0) {
        let middle = median(x.clone());
        let mad = 1.5 * median(x.iter().map(|v| (v - middle).abs()).collect());
        match mad_outliers(&x, k, 1.5) {
            Err(reason) => prop_assert_eq!((reason, mad), (Undefined::NoVariation, 0.0)),
            Ok(found) => {
                prop_assert_eq!((found.median, found.mad), (middle, mad));
                let apart = |at: &usize| (x[*at] - middle).abs() > k * mad;
                let expected: Vec<usize> = (0..x.len()).filter(apart).collect();
                let mut places = [found.below, found.above].concat();
                places.sort_unstable();
                prop_assert_eq!(places, expected);
            }
        }
    }

    #[test]
    fn a_shift_or_another_scale_changes_no_outlier(x in values(), shift in -9i32..9, doublings in -3i32..3) {
        let scale = 2f64.powi(doublings);
        let moved: Vec<f64> = x.iter().map(|v| v * scale + f64::from(shift)).collect();
        let (one, other) = (mad_outliers(&x, 2.5, NORMAL), mad_outliers(&moved, 2.5, NORMAL));
        prop_assert_eq!(one.map(|o| (o.below, o.above)), other.map(|o| (o.below, o.above)));
    }

    #[test]
    fn the_unit_of_time_does_not_matter(t in prop::collection::vec(1u32..900, 2..40), doublings in -3i32..8) {
        let seconds: Vec<f64> = t.iter().map(|t| f64::from(*t)).collect();
        let other: Vec<f64> = seconds.iter().map(|t| t * 2f64.powi(doublings)).collect();
        // A constant that no ratio of whole numbers meets, so that nothing lies on a limit.
        let (one, other) = (log_time_outliers(&seconds, 2.0, 1.4567), log_time_outliers(&other, 2.0, 1.4567));
        prop_assume!(one.as_ref().map_or(true, |found| found.mad > 1e-9));
        prop_assert_eq!(one.map(|o| (o.below, o.above)), other.map(|o| (o.below, o.above)));
    }

    #[test]
    fn a_chart_stays_within_what_it_averages(x in values(), weight in 0.01f64..=1.0) {
        let chart = ewma(&x, 0.0, 10.0, EwmaOptions { weight, ..EwmaOptions::default() }).unwrap();
        let (low, high) = x.iter().fold((0.0f64, 0.0f64), |(low, high), v| (low.min(*v), high.max(*v)));
        let mut sum = 0.0;
        for (value, point) in x.iter().zip(&chart.points) {
            sum = weight * value + (1.0 - weight) * sum;
            prop_assert!((point.average - sum).abs() < 1e-9);
            prop_assert!(low - 1e-9 <= point.average && point.average <= high + 1e-9);
        }
        let out = chart.points.iter().position(|p| !(p.low..=p.high).contains(&p.average));
        prop_assert_eq!(chart.first_out, out);
    }

    #[test]
    fn never_panics(x in prop::collection::vec(prop::num::f64::ANY, 0..20), a in prop::num::f64::ANY, b in prop::num::f64::ANY, weight in prop::num::f64::ANY) {
        if let Ok(chart) = ewma(&x, a, b, EwmaOptions { weight: weight.fract().abs(), width: b, limits: Limits::Exact }) {
            prop_assert!(chart.points.iter().all(|p| !p.average.is_nan() && !p.low.is_nan() && !p.high.is_nan()));
        }
        let times: Vec<f64> = x.iter().map(|v| v.abs()).collect();
        for found in [mad_outliers(&x, a, b), log_time_outliers(&times, a.abs(), b.abs())].into_iter().flatten() {
            prop_assert!(!found.low.is_nan() && !found.high.is_nan() && found.median.is_finite());
        }
    }
}
