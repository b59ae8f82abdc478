use agreement::regression::*;
use agreement::{LEVEL, Undefined};
use proptest::prelude::*;

use super::{cases, columns, near, number, numbers, slices};

#[test]
fn as_statsmodels() {
    for case in cases("logit") {
        let outcomes: Vec<bool> = numbers(&case["y"]).into_iter().map(|y| y == 1.0).collect();
        let (x, offset) = (columns(&case["x"]), case["offset"].as_array().map(|_| numbers(&case["offset"])));
        let model = logistic(&outcomes, &slices(&x), offset.as_deref(), LEVEL).unwrap();
        near(model.log_likelihood, &case["loglik"], 1e-11);
        near(model.null_log_likelihood, &case["null"], 1e-11);
        assert_eq!(model.coefficients.len(), x.len() + 1);
        for (found, expected) in model.coefficients.iter().zip(case["coefficients"].as_array().unwrap()) {
            let (b, se) = (number(&expected["b"]), number(&expected["se"]));
            near(found.estimate.value.unwrap(), &expected["b"], 1e-8);
            near(found.estimate.se.unwrap(), &expected["se"], 1e-8);
            near(found.wald_p, &expected["p"], 1e-8);
            near(found.likelihood_ratio_p.unwrap(), &expected["lr_p"], 1e-8);
            let profile = found.profile.unwrap();
            near(profile.low, &expected["low"], 1e-8);
            near(profile.high, &expected["high"], 1e-8);
            let wald = found.estimate.interval.unwrap();
            assert!((wald.low - (b - 1.959964 * se)).abs() < 1e-6 * b.abs().max(1.0));
            assert!(profile.method.contains("profile") && wald.method.contains("Wald"));
        }
    }
}

#[test]
fn an_intercept_alone_is_the_logit_of_the_share() {
    let outcomes: Vec<bool> = (0..40).map(|at| at % 4 > 0).collect();
    let model = logistic(&outcomes, &[], None, LEVEL).unwrap();
    let intercept = &model.coefficients[0];
    assert!((intercept.estimate.value.unwrap() - 3f64.ln()).abs() < 1e-12);
    assert!((intercept.estimate.se.unwrap() - (1.0 / 30.0 + 1.0 / 10.0f64).sqrt()).abs() < 1e-10);
    assert_eq!((model.n, intercept.estimate.observed), (40, Some(0.75)));
    assert!((model.log_likelihood - model.null_log_likelihood).abs() < 1e-12);
}

fn reason(outcomes: &[bool], columns: &[&[f64]]) -> Option<Undefined> {
    logistic(outcomes, columns, None, LEVEL).err()
}

#[test]
fn separation_is_a_reason() {
    let up: Vec<f64> = (0..12).map(f64::from).collect();
    let split = |least: usize| (0..12).map(|at| at >= least).collect::<Vec<bool>>();
    assert_eq!(reason(&split(5), &[&up]), Some(Undefined::Separation), "perfectly");
    let down: Vec<f64> = up.iter().map(|x| 1e9 - 1e6 * x).collect();
    assert_eq!(reason(&split(5), &[&down]), Some(Undefined::Separation), "in any unit and the other way round");

    // Both outcomes at 5, and only there: quasi-perfectly.
    let (mut tied, mut outcomes) = (up.clone(), split(6));
    tied.push(5.0);
    outcomes.push(true);
    assert_eq!(reason(&outcomes, &[&tied]), Some(Undefined::Separation));
    // A level at which all outcomes are the same.
    let rare: Vec<f64> = (0..40).map(|at| f64::from(u8::from(at % 10 == 0))).collect();
    let mixed: Vec<bool> = (0..40).map(|at| at % 10 == 0 || at % 3 == 0).collect();
    assert_eq!(reason(&mixed, &[&rare]), Some(Undefined::Separation));
    let noise: Vec<f64> = (0..40).map(|at| f64::from(at * 7 % 13)).collect();
    assert_eq!(reason(&mixed, &[&noise, &rare]), Some(Undefined::Separation), "beside another column");
    assert_eq!(reason(&mixed, &[&noise]), None);

    // One outcome on the wrong side is enough for a value.
    let mut nearly = split(5);
    nearly[1] = true;
    assert_eq!(reason(&nearly, &[&up]), None);
}

#[test]
fn a_reason_where_there_is_no_model() {
    let (x, y) = ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [true, false, true, false, true, false]);
    let double = x.map(|x| 2.0 * x + 1.0);
    assert_eq!(reason(&[true; 6], &[&x]), Some(Undefined::NoVariation));
    assert_eq!(reason(&[false; 6], &[]), Some(Undefined::NoVariation));
    assert_eq!(reason(&y, &[&[7.1; 6]]), Some(Undefined::Collinear), "the same everywhere");
    assert_eq!(reason(&y, &[&x, &double]), Some(Undefined::Collinear));
    assert_eq!(reason(&y[..2], &[&x[..2]]), Some(Undefined::TooFew { n: 2, needed: 3 }));
    assert_eq!(reason(&[], &[]), Some(Undefined::TooFew { n: 0, needed: 2 }));
    assert_eq!(reason(&y, &[&x[..5]]), Some(Undefined::Lengths { left: 6, right: 5 }));
    let mut bad = x;
    bad[3] = f64::NAN;
    assert_eq!(reason(&y, &[&bad]), Some(Undefined::NotFinite { what: "value", at: 3 }));
    bad[3] = 1e101;
    assert!(matches!(reason(&y, &[&bad]), Some(Undefined::OutOfRange { what: "a value", .. })));
    let offset = |offset: &[f64]| logistic(&y, &[&x], Some(offset), LEVEL).err();
    assert_eq!(offset(&[0.0; 5]), Some(Undefined::Lengths { left: 6, right: 5 }));
    assert!(matches!(offset(&[101.0; 6]), Some(Undefined::OutOfRange { what: "an offset", .. })));
    assert!(matches!(logistic(&y, &[&x], None, 0.0), Err(Undefined::OutOfRange { what: "the level", .. })));
}

type Case = (Vec<bool>, Vec<Vec<f64>>);

/// Few small whole numbers, so that ties and separation of every kind are frequent.
fn small(columns: usize) -> impl Strategy<Value = Case> {
    (4usize..14).prop_flat_map(move |n| {
        let column = prop::collection::vec((-2i32..3).prop_map(f64::from), n);
        (prop::collection::vec(any::<bool>(), n), prop::collection::vec(column, columns))
    })
}

fn larger() -> impl Strategy<Value = Case> {
    (40usize..80).prop_flat_map(|n| {
        let column = prop::collection::vec(-3.0f64..3.0, n);
        (prop::collection::vec(any::<bool>(), n), prop::collection::vec(column, 2))
    })
}

/// Whether a line through two of the points has, but for ties, all yes on one side and all no on the other: if any line
/// does, it can be moved until it runs through two of them.
fn separated((outcomes, x): &Case) -> bool {
    let points: Vec<(f64, f64)> = x[0].iter().copied().zip(x[1].iter().copied()).collect();
    let sides = |(ax, ay): (f64, f64), (bx, by): (f64, f64)| {
        let side = |(x, y): (f64, f64)| (bx - ax) * (y - ay) - (by - ay) * (x - ax);
        let rightly: Vec<f64> =
            points.iter().zip(outcomes).map(|(point, yes)| if *yes { side(*point) } else { -side(*point) }).collect();
        rightly.iter().all(|side| *side >= 0.0) && rightly.iter().any(|side| *side > 0.0)
    };
    points.iter().any(|a| points.iter().any(|b| a != b && sides(*a, *b)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn separation_is_found_exactly_where_it_is(case in small(2)) {
        match reason(&case.0, &slices(&case.1)) {
            None => prop_assert!(!separated(&case)),
            Some(Undefined::Separation) => prop_assert!(separated(&case)),
            Some(Undefined::Collinear | Undefined::NoVariation) => {}
            Some(other) => prop_assert!(false, "{other}"),
        }
    }

    #[test]
    fn with_one_column_too((outcomes, x) in small(1)) {
        let of = |kind: bool| x[0].iter().zip(&outcomes).filter(move |(_, yes)| **yes == kind).map(|(x, _)| *x);
        let least = |kind| of(kind).fold(f64::INFINITY, f64::min);
        let most = |kind| of(kind).fold(f64::NEG_INFINITY, f64::max);
        let apart = most(false) <= least(true) || most(true) <= least(false);
        match reason(&outcomes, &slices(&x)) {
            None => prop_assert!(!apart),
            Some(Undefined::Separation) => prop_assert!(apart),
            Some(Undefined::Collinear | Undefined::NoVariation) => {}
            Some(other) => prop_assert!(false, "{other}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn at_the_maximum_expected_and_seen_agree((outcomes, x) in larger()) {
        let Ok(model) = logistic(&outcomes, &slices(&x), None, LEVEL) else { return Ok(()) };
        let value = |at: usize| model.coefficients[at].estimate.value.unwrap();
        let (mut sums, mut likelihood) = ([0.0; 3], 0.0);
        for (at, yes) in outcomes.iter().enumerate() {
            let p = 1.0 / (1.0 + (-(value(0) + value(1) * x[0][at] + value(2) * x[1][at])).exp());
            let left = f64::from(u8::from(*yes)) - p;
            for (sum, x) in sums.iter_mut().zip([1.0, x[0][at], x[1][at]]) {
                *sum += left * x;
            }
            likelihood += if *yes { p.ln() } else { (1.0 - p).ln() };
        }
        prop_assert!(sums.iter().all(|sum| sum.abs() < 1e-8), "{sums:?}");
        prop_assert!((likelihood - model.log_likelihood).abs() < 1e-9);
        prop_assert!(model.log_likelihood >= model.null_log_likelihood - 1e-9);
        for found in &model.coefficients {
            let profile = found.profile.unwrap();
            prop_assert!(profile.low < found.estimate.value.unwrap() && found.estimate.value.unwrap() < profile.high);
            let rejected = found.likelihood_ratio_p.unwrap() < 0.05;
            prop_assert_eq!(rejected, profile.low > 0.0 || profile.high < 0.0);
        }
    }

    #[test]
    fn at_the_ends_of_a_profile_the_likelihood_has_fallen_by_as_much((outcomes, x) in larger()) {
        let Ok(model) = logistic(&outcomes, &slices(&x), None, LEVEL) else { return Ok(()) };
        let profile = model.coefficients[1].profile.unwrap();
        for end in [profile.low, profile.high] {
            let held: Vec<f64> = x[0].iter().map(|x| end * x).collect();
            let rest = logistic(&outcomes, &[&x[1]], Some(&held), LEVEL).unwrap();
            prop_assert!((2.0 * (model.log_likelihood - rest.log_likelihood) - 3.841458820694124).abs() < 1e-6);
        }
    }

    #[test]
    fn units_and_order_do_not_matter((outcomes, x) in larger(), by in 0usize..40, shift in -50.0f64..50.0) {
        let Ok(model) = logistic(&outcomes, &slices(&x), None, LEVEL) else { return Ok(()) };
        let (mut turned, mut other) = (outcomes.clone(), vec![x[1].clone(), x[0].iter().map(|x| 4.0 * x + shift).collect()]);
        turned.rotate_left(by);
        other.iter_mut().for_each(|column| column.rotate_left(by));
        let again = logistic(&turned, &slices(&other), None, LEVEL).unwrap();
        let pair = |model: &Logit, at: usize| {
            let found = &model.coefficients[at];
            (found.estimate.value.unwrap(), found.profile.unwrap().low, found.likelihood_ratio_p.unwrap())
        };
        let (one, two) = (pair(&model, 1), pair(&again, 2));
        prop_assert!((one.0 - 4.0 * two.0).abs() < 1e-8 && (one.1 - 4.0 * two.1).abs() < 1e-8 && (one.2 - two.2).abs() < 1e-8);
        let (one, two) = (pair(&model, 2), pair(&again, 1));
        prop_assert!((one.0 - two.0).abs() < 1e-8 && (one.1 - two.1).abs() < 1e-8 && (one.2 - two.2).abs() < 1e-8);
        prop_assert!((model.log_likelihood - again.log_likelihood).abs() < 1e-9);
    }

    #[test]
    fn the_other_outcome_turns_the_signs((outcomes, x) in larger()) {
        let Ok(model) = logistic(&outcomes, &slices(&x), None, LEVEL) else { return Ok(()) };
        let not: Vec<bool> = outcomes.iter().map(|yes| !yes).collect();
        let turned = logistic(&not, &slices(&x), None, LEVEL).unwrap();
        for (one, other) in model.coefficients.iter().zip(&turned.coefficients) {
            prop_assert!((one.estimate.value.unwrap() + other.estimate.value.unwrap()).abs() < 1e-8);
            prop_assert!((one.profile.unwrap().low + other.profile.unwrap().high).abs() < 1e-8);
        }
    }

    #[test]
    fn a_known_part_can_be_an_offset((outcomes, x) in larger(), known in -0.5f64..0.5) {
        let Ok(model) = logistic(&outcomes, &slices(&x), None, LEVEL) else { return Ok(()) };
        let offset: Vec<f64> = x[0].iter().map(|x| known * x).collect();
        let rest = logistic(&outcomes, &slices(&x), Some(&offset), LEVEL).unwrap();
        let value = |model: &Logit, at: usize| model.coefficients[at].estimate.value.unwrap();
        prop_assert!((value(&model, 1) - value(&rest, 1) - known).abs() < 1e-8);
        prop_assert!((value(&model, 2) - value(&rest, 2)).abs() < 1e-8);
        prop_assert!((model.log_likelihood - rest.log_likelihood).abs() < 1e-9);
    }

    #[test]
    fn never_panics(
        outcomes in prop::collection::vec(any::<bool>(), 0..12),
        x in prop::collection::vec(prop::num::f64::ANY, 0..12),
        more in prop::collection::vec(prop_oneof![prop::num::f64::ANY, -1e90f64..1e90, -2.0f64..2.0], 12),
        level in prop::num::f64::ANY,
    ) {
        let more = &more[..outcomes.len().min(12)];
        for level in [level, LEVEL] {
            for model in [logistic(&outcomes, &[&x], Some(more), level), logistic(&outcomes, &[more], None, level)].into_iter().flatten() {
                for found in model.coefficients {
                    prop_assert!(found.estimate.value.unwrap().is_finite() && found.estimate.se.unwrap() > 0.0);
                }
            }
        }
    }
}
