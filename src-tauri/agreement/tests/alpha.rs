//! Krippendorff's alpha against published values and against its definition.

#![allow(clippy::unwrap_used)]

use agreement::alpha::{Metric, coincidences, krippendorff_alpha, krippendorff_alpha_of_values};
use agreement::{Code, LEVEL, Ratings, Statistic, Undefined};
use proptest::prelude::*;
use serde_json::Value;

const METRICS: [Metric; 4] = [Metric::Nominal, Metric::Ordinal, Metric::Interval, Metric::Ratio];

const NAN: f64 = f64::NAN;

fn near(is: f64, should: f64, tolerance: f64, what: &str) {
    assert!((is - should).abs() <= tolerance, "{what}: {is}, not {should}");
}

fn file() -> Value {
    serde_json::from_str(include_str!("data/grading-vectors.json")).unwrap()
}

/// One row a unit, whichever way round the file has it.
fn units(input: &Value) -> (Vec<f64>, usize) {
    let rows = |key: &str| -> Option<Vec<Vec<f64>>> {
        let numbers = |row: &Value| row.as_array().unwrap().iter().map(|v| v.as_f64().unwrap_or(NAN)).collect();
        Some(input[key].as_array()?.iter().map(numbers).collect())
    };
    if let Some(units) = rows("raters_by_column") {
        return (units.concat(), units[0].len());
    }
    let raters = rows("raters_by_row").or_else(|| rows("raters")).unwrap();
    let units = (0..raters[0].len()).flat_map(|unit| raters.iter().map(move |rater| rater[unit]));
    (units.collect(), raters.len())
}

#[test]
fn published_vectors() {
    let all = file()["vectors"].as_array().unwrap().clone();
    let mut found = 0;
    for vector in all.iter().filter(|vector| vector["statistic"].as_str().unwrap().starts_with("krippendorff")) {
        let name = vector["statistic"].as_str().unwrap();
        let metric = *METRICS.iter().find(|metric| name.contains(&format!("{metric:?}").to_lowercase())).unwrap();
        let (values, raters) = units(&vector["input"]);
        let of_values = krippendorff_alpha_of_values(&values, raters, metric, LEVEL);
        // The same as codes of the categories 0 to 5, of which the least or none is used.
        let codes: Vec<u8> = values.iter().map(|value| if value.is_nan() { u8::MAX } else { *value as u8 }).collect();
        let of_codes = krippendorff_alpha(&Ratings::new(&codes, raters, 6).unwrap(), metric, None, LEVEL);
        for alpha in [&of_values, &of_codes] {
            let computed = |key: &str| match key {
                "value" => alpha.value.unwrap(),
                "pa" => alpha.observed.unwrap(),
                "pe" => alpha.expected.unwrap(),
                _ => alpha.se.unwrap(),
            };
            let expected = &vector["expected"];
            let tolerance = |key: &str| {
                let tolerance = &vector["tolerance"];
                tolerance
                    .as_f64()
                    .or_else(|| tolerance[key].as_f64())
                    .or_else(|| tolerance["default"].as_f64())
                    .unwrap()
            };
            if let Some(value) = expected.as_f64() {
                near(computed("value"), value, tolerance("value"), name);
            }
            for (key, value) in expected.as_object().into_iter().flatten() {
                near(computed(key), value.as_f64().unwrap(), tolerance(key), name);
            }
            if values.len() == 48 {
                assert_eq!((alpha.n, alpha.dropped), (11, 1));
                // More digits of it than are published.
                if metric == Metric::Nominal {
                    near(alpha.se.unwrap(), 0.145_573_886_984_83, 1e-13, "se");
                }
            }
        }
        found += 1;
    }
    assert_eq!(found, 6);
}

#[test]
fn nothing_to_agree_on() {
    let cases = file()["edge_cases"].as_array().unwrap().clone();
    let case = cases.iter().find(|case| case["name"] == "no_pairable_values").unwrap();
    let (values, raters) = units(&case["input"]);
    for metric in METRICS {
        let alpha = krippendorff_alpha_of_values(&values, raters, metric, LEVEL);
        assert_eq!((alpha.value, alpha.n, alpha.dropped), (Err(Undefined::NothingPairable), 0, 3));
        let alike = krippendorff_alpha_of_values(&[4.0, 4.0, 4.0, 4.0, 9.0, NAN], 2, metric, LEVEL);
        assert_eq!((alike.value, alike.n, alike.dropped), (Err(Undefined::NoVariation), 2, 1));
        assert_eq!((alike.se, alike.interval, alike.observed), (None, None, Some(1.0)));
        let zeros = krippendorff_alpha_of_values(&[0.0, -0.0, 0.0, 0.0], 2, metric, LEVEL);
        assert_eq!(zeros.value, Err(Undefined::NoVariation));
    }
}

fn check(values: &[f64], raters: usize, metric: Metric, level: f64, expected: Undefined) {
    let alpha = krippendorff_alpha_of_values(values, raters, metric, level);
    assert_eq!(alpha.value, Err(expected), "{values:?}");
}

#[test]
fn an_undefined_value_has_its_reason() {
    for metric in METRICS {
        check(&[], 2, metric, LEVEL, Undefined::NothingPairable);
        check(&[1.0], 0, metric, LEVEL, Undefined::TooFewRaters { n: 0, needed: 1 });
        check(&[1.0, 2.0], 1, metric, LEVEL, Undefined::TooFewRaters { n: 1, needed: 2 });
        check(&[1.0, 2.0, 3.0], 2, metric, LEVEL, Undefined::Ragged { row: 1, found: 1, expected: 2 });
        check(&[NAN; 4], 2, metric, LEVEL, Undefined::NothingPairable);
        let reason = Undefined::OutOfRange { what: "the level", value: 1.0, low: 0.0, high: 1.0 };
        check(&[1.0, 2.0, 3.0, 4.0], 2, metric, 1.0, reason);
    }
    let infinite = [1.0, 2.0, f64::INFINITY, 4.0];
    for metric in [Metric::Interval, Metric::Ratio] {
        check(&infinite, 2, metric, LEVEL, Undefined::NotFinite { what: "value", at: 2 });
    }
    assert!(krippendorff_alpha_of_values(&infinite, 2, Metric::Ordinal, LEVEL).value.is_ok());
    let high = f64::INFINITY;
    let negative = Undefined::OutOfRange { what: "a value of a ratio scale", value: -2.0, low: 0.0, high };
    check(&[1.0, -2.0], 2, Metric::Ratio, LEVEL, negative);

    let ratings = Ratings::new(&[0u8, 1, 1, 1], 2, 2).unwrap();
    let of = |values: &[f64]| krippendorff_alpha(&ratings, Metric::Interval, Some(values), LEVEL).value;
    assert_eq!(of(&[1.0]), Err(Undefined::Lengths { left: 1, right: 2 }));
    assert_eq!(of(&[1.0, NAN]), Err(Undefined::NotFinite { what: "value", at: 1 }));
    assert_eq!(of(&[5.0, 5.0]), Err(Undefined::NoVariation));
    assert!(of(&[9.0, 1.0]).is_ok());
}

#[test]
fn full_agreement_is_not_certainty() {
    let values = [1.0, 1.0, 2.0, 2.0, 5.0, 5.0, 1.0, 1.0];
    for metric in METRICS {
        let alpha = krippendorff_alpha_of_values(&values, 2, metric, LEVEL);
        assert_eq!((alpha.value, alpha.se), (Ok(1.0), Some(0.0)));
        let interval = alpha.interval.unwrap();
        assert!(interval.method.contains("Wilson") && interval.low < 0.5 && interval.high == 1.0, "{interval:?}");
    }
    let one = krippendorff_alpha_of_values(&[1.0, 2.0, 2.0], 3, Metric::Nominal, LEVEL);
    assert!(one.value.is_ok() && one.se.is_none() && one.interval.is_some(), "one unit has no spread");
}

#[test]
fn values_of_any_size() {
    let sizes = [0.0, f64::MIN_POSITIVE / 4.0, 1e-300, 1.0, 1e300, f64::MAX];
    let values: Vec<f64> = sizes.iter().flat_map(|a| sizes.iter().flat_map(move |b| [*a, *b])).collect();
    for metric in METRICS {
        sound(&krippendorff_alpha_of_values(&values, 2, metric, LEVEL));
    }
    let wide = [f64::MIN, f64::MIN, f64::MAX, f64::MAX, 0.0, 0.0];
    assert_eq!(krippendorff_alpha_of_values(&wide, 2, Metric::Interval, LEVEL).value, Ok(1.0));
    // Far from 0 and close together: only differences count.
    let shifted = [1e15, 1e15 + 1.0, 1e15 + 3.0, 1e15 + 2.0, 1e15 + 5.0, 1e15 + 5.0];
    let plain = [0.0, 1.0, 3.0, 2.0, 5.0, 5.0];
    let of = |values: &[f64]| krippendorff_alpha_of_values(values, 2, Metric::Interval, LEVEL).value.unwrap();
    near(of(&shifted), of(&plain), 1e-12, "shifted");
    // An outlier that cannot be paired is as if it were not there.
    let outlier = [1.0, 1.0 + 1e-9, 1.0 + 2e-9, 1.0 + 2e-9, f64::MAX, NAN];
    near(of(&outlier), of(&outlier[..4]), 1e-12, "outlier");
}

/// More different values than are looked at pair by pair.
#[test]
fn a_ratio_scale_with_many_values() {
    let spreads: [(f64, f64); 4] = [(0.0, 1e-9), (5.0, 0.5), (-7.0, 12.0), (-460.0, 1000.0)];
    for (from, spread) in spreads {
        let mut values: Vec<f64> = (0..900).map(|i| (from + spread * f64::from(i * i % 907) / 907.0).exp()).collect();
        values[7] = 0.0;
        values[100] = values[101];
        let alpha = krippendorff_alpha_of_values(&values, 3, Metric::Ratio, LEVEL);
        near(alpha.value.unwrap(), by_definition(&values, 3, Metric::Ratio).unwrap(), 1e-9, &format!("{spread}"));
    }
}

/// More different values in a unit than are looked at pair by pair.
#[test]
fn units_with_many_values() {
    let values: Vec<f64> = (0..600).map(|i| f64::from(i * i % 907) / 3.0).collect();
    for metric in [Metric::Nominal, Metric::Interval, Metric::Ratio] {
        let alpha = krippendorff_alpha_of_values(&values, 300, metric, LEVEL);
        near(alpha.value.unwrap(), by_definition(&values, 300, metric).unwrap(), 1e-9, "two units");
    }
}

#[test]
fn many_equal_units() {
    let values = vec![7.0; 200_000];
    let alpha = krippendorff_alpha_of_values(&values, 2, Metric::Interval, LEVEL);
    assert_eq!((alpha.value, alpha.n), (Err(Undefined::NoVariation), 100_000));
}

#[test]
fn coincidences_of_krippendorff_s_example() {
    let cases = file()["vectors"].as_array().unwrap().clone();
    let example = cases.iter().find(|vector| vector["name"] == "krippendorff2011_C_nominal").unwrap();
    let (values, raters) = units(&example["input"]);
    let codes: Vec<u16> =
        values.iter().map(|value| if value.is_nan() { u16::MISSING } else { *value as u16 - 1 }).collect();
    let together = coincidences(&Ratings::new(&codes, raters, 5).unwrap()).unwrap();
    // Krippendorff 2011, section C.
    assert_eq!(together.totals().iter().map(|total| total.round()).collect::<Vec<_>>(), [9.0, 13.0, 10.0, 5.0, 3.0]);
    let rows: Vec<f64> = [
        [7.0, 4.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0, 0.0],
        [4.0 / 3.0, 10.0, 4.0 / 3.0, 1.0 / 3.0, 0.0],
        [1.0 / 3.0, 4.0 / 3.0, 8.0, 1.0 / 3.0, 0.0],
        [1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0, 4.0, 0.0],
        [0.0, 0.0, 0.0, 0.0, 3.0],
    ]
    .concat();
    together.cells().iter().zip(&rows).for_each(|(is, should)| near(*is, *should, 1e-12, "coincidences"));
    assert_eq!((together.n(), together.dropped(), together.categories()), (11, 1, 5));

    let none = Ratings::new(&[0u8, 255, 255, 1], 2, 2).unwrap();
    assert_eq!(coincidences(&none), Err(Undefined::NothingPairable));
    let wide = Ratings::new(&[0u16, 0], 2, 5000).unwrap();
    assert!(matches!(coincidences(&wide), Err(Undefined::OutOfRange { .. })));
}

/// Holds whatever the data: a value with all that belongs to it, or a reason.
fn sound(alpha: &Statistic) {
    assert!(alpha.value.is_ok() || alpha.se.is_none() && alpha.interval.is_none(), "{alpha:?}");
    let Ok(value) = alpha.value else { return };
    assert!(value.is_finite() && value <= 1.0, "{alpha:?}");
    let (observed, expected) = (alpha.observed.unwrap(), alpha.expected.unwrap());
    assert!((-1e-9..=1.0).contains(&observed) && (-1e-9..1.0).contains(&expected), "{alpha:?}");
    assert!(alpha.se.is_none_or(|se| se.is_finite() && se >= 0.0), "{alpha:?}");
    let interval = alpha.interval.unwrap();
    assert!(interval.low <= value && value <= interval.high && interval.low.is_finite(), "{alpha:?}");
}

/// The definition, pair by pair.
fn by_definition(values: &[f64], raters: usize, metric: Metric) -> Option<f64> {
    let rated = |unit: &[f64]| unit.iter().copied().filter(|value| !value.is_nan()).collect::<Vec<f64>>();
    let units: Vec<Vec<f64>> = values.chunks(raters).map(rated).filter(|unit| unit.len() > 1).collect();
    let all = units.concat();
    let rank = |value: f64| {
        let (below, equal) = all.iter().fold((0.0, 0.0), |(below, equal), other| {
            (below + f64::from(u8::from(*other < value)), equal + f64::from(u8::from(*other == value)))
        });
        below + equal / 2.0
    };
    let apart = |a: f64, b: f64| match metric {
        Metric::Nominal => f64::from(u8::from(a != b)),
        Metric::Ordinal => (rank(a) - rank(b)).powi(2),
        Metric::Interval => (a - b).powi(2),
        Metric::Ratio if a + b == 0.0 => 0.0,
        Metric::Ratio => ((a - b) / (a + b)).powi(2),
    };
    let sum = |values: &[f64]| values.iter().flat_map(|a| values.iter().map(move |b| apart(*a, *b))).sum::<f64>();
    let observed: f64 = units.iter().map(|unit| sum(unit) / (unit.len() as f64 - 1.0)).sum();
    let expected = sum(&all);
    (expected > 0.0).then(|| 1.0 - (all.len() as f64 - 1.0) * observed / expected)
}

fn some_values(step: f64) -> impl Strategy<Value = (Vec<f64>, usize)> {
    (2usize..6, 1i32..9, 1usize..10).prop_flat_map(move |(raters, different, units)| {
        let value = prop_oneof![5 => (0..different).prop_map(move |value| f64::from(value) * step), 1 => Just(NAN)];
        (prop::collection::vec(value, raters * units), Just(raters))
    })
}

fn close(left: &Statistic, right: &Statistic) -> bool {
    let close = |left: f64, right: f64| (left - right).abs() < 1e-9 * (1.0 + left.abs());
    match (left.value, right.value) {
        (Ok(a), Ok(b)) => close(a, b) && left.se.zip(right.se).is_none_or(|(left, right)| close(left, right)),
        (left, right) => left == right,
    }
}

proptest! {
    #[test]
    fn equals_its_definition((values, raters) in prop_oneof![some_values(1.0), some_values(1.7)]) {
        for metric in METRICS {
            let alpha = krippendorff_alpha_of_values(&values, raters, metric, LEVEL);
            sound(&alpha);
            match by_definition(&values, raters, metric) {
                Some(value) => prop_assert!((alpha.value.unwrap() - value).abs() < 1e-9, "{:?}, not {}", alpha, value),
                None => prop_assert!(alpha.value.is_err()),
            }
            prop_assert_eq!(alpha.n + alpha.dropped, values.len() / raters);
        }
    }

    #[test]
    fn codes_are_as_good_as_values((values, raters) in some_values(1.7), unused in 0usize..60) {
        let scale: Vec<f64> = (0..9 + unused).map(|category| category as f64 * 1.7).collect();
        let code = |value: &f64| scale.iter().position(|known| known == value).map_or(u8::MAX, |place| place as u8);
        let codes: Vec<u8> = values.iter().map(code).collect();
        let ratings = Ratings::new(&codes, raters, scale.len()).unwrap();
        for metric in METRICS {
            let of_codes = krippendorff_alpha(&ratings, metric, Some(&scale), LEVEL);
            prop_assert!(close(&of_codes, &krippendorff_alpha_of_values(&values, raters, metric, LEVEL)));
        }
    }

    #[test]
    fn units_and_raters_come_in_any_order((values, raters) in some_values(1.7)) {
        let turned: Vec<f64> = values.iter().rev().copied().collect();
        for metric in METRICS {
            let left = krippendorff_alpha_of_values(&values, raters, metric, LEVEL);
            prop_assert!(close(&left, &krippendorff_alpha_of_values(&turned, raters, metric, LEVEL)));
        }
    }

    #[test]
    fn each_scale_keeps_what_it_means((values, raters) in some_values(1.7), by in 0.01f64..50.0, more in -90.0f64..90.0) {
        let of = |metric: Metric, change: &dyn Fn(f64) -> f64| {
            let changed: Vec<f64> = values.iter().map(|value| change(*value)).collect();
            krippendorff_alpha_of_values(&changed, raters, metric, LEVEL)
        };
        let same = |metric: Metric, change: &dyn Fn(f64) -> f64| close(&of(metric, &|value| value), &of(metric, change));
        prop_assert!(same(Metric::Nominal, &|value| (value * 7.0).cos()));
        prop_assert!(same(Metric::Ordinal, &|value| value.powi(3) - 5.0));
        prop_assert!(same(Metric::Ordinal, &|value| -value));
        prop_assert!(same(Metric::Interval, &|value| value * by + more));
        prop_assert!(same(Metric::Interval, &|value| value * -by));
        prop_assert!(same(Metric::Ratio, &|value| value * by));
    }

    #[test]
    fn two_values_are_the_same_on_all_scales(
        values in prop::collection::vec(prop_oneof![Just(3.0), Just(4.0), Just(NAN)], 12)
    ) {
        let of = |metric: Metric| krippendorff_alpha_of_values(&values, 3, metric, LEVEL);
        prop_assert!(close(&of(Metric::Nominal), &of(Metric::Ordinal)));
        prop_assert!(close(&of(Metric::Nominal), &of(Metric::Interval)));
        prop_assert!(close(&of(Metric::Nominal), &of(Metric::Ratio)), "one distance is as good as another");
    }

    #[test]
    fn never_panics(values in prop::collection::vec(any::<f64>(), 0..40), raters in 0usize..5, level in any::<f64>()) {
        for metric in METRICS {
            sound(&krippendorff_alpha_of_values(&values, raters, metric, level));
            let sizes: Vec<f64> = values.iter().map(|value| value.abs()).collect();
            sound(&krippendorff_alpha_of_values(&sizes, raters, metric, LEVEL));
        }
    }
}
