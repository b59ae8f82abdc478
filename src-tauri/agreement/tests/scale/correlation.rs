use agreement::scale::{correlation_test, pearson};
use agreement::{LEVEL, Undefined};
use proptest::prelude::*;

use crate::{near, numbers, vector};

#[test]
fn published_value() {
    let law = vector("bootstrap_law_school");
    let input = &law["input"];
    let r = pearson(&numbers(&input["lsat"]), &numbers(&input["gpa_x100"]), LEVEL);
    near(r.value.unwrap(), law["expected"]["r"].as_f64().unwrap(), law["tolerance"].as_f64().unwrap());
    // To all digits by SciPy 1.12 (pearsonr and its confidence_interval).
    near(r.value.unwrap(), LAW.0, 1e-12);
    let interval = r.interval.unwrap();
    near(interval.low, LAW.1, 1e-12);
    near(interval.high, LAW.2, 1e-12);
    let test = correlation_test(r.value.unwrap(), r.n).unwrap();
    near(test.p, LAW.3, 1e-12);
    assert_eq!(test.df, Some(13.0));
}

const LAW: (f64, f64, f64, f64) = (0.7763744912894068, 0.43851082496279503, 0.9219647559645164, 0.0006651020111028192);

fn check(x: &[f64], y: &[f64], value: Result<f64, Undefined>, n: usize, dropped: usize) {
    let r = pearson(x, y, LEVEL);
    assert_eq!((r.value, r.n, r.dropped), (value, n, dropped), "{x:?} against {y:?}");
}

#[test]
fn a_value_or_its_reason() {
    let nan = f64::NAN;
    check(&[1.0, 2.0], &[1.0], Err(Undefined::Lengths { left: 2, right: 1 }), 0, 0);
    check(&[], &[], Err(Undefined::TooFew { n: 0, needed: 2 }), 0, 0);
    check(&[1.0, nan], &[1.0, 2.0], Err(Undefined::TooFew { n: 1, needed: 2 }), 1, 1);
    check(&[1.0, nan, 3.0, 4.0], &[1.0, 9.0, 2.0, nan], Ok(1.0), 2, 2);
    check(&[0.1, 0.1, 0.1], &[1.0, 2.0, 4.0], Err(Undefined::NoVariation), 3, 0);
    check(
        &[1.0, 2.0],
        &[1.0, f64::NEG_INFINITY],
        Err(Undefined::NotFinite { what: "the second rater's score", at: 1 }),
        0,
        0,
    );
    assert!(
        pearson(&[1.0, 2.0, 3.0, 5.0], &[2.0, 4.0, 6.0, 10.0], LEVEL).interval.is_none(),
        "certainty is not claimed"
    );
    assert!(pearson(&[1.0, 2.0, 3.0], &[2.0, 1.0, 6.0], LEVEL).interval.is_none(), "three are too few");
    assert!(pearson(&[1.0, 2.0], &[2.0, 1.0], 0.0).value.is_err());
}

#[test]
fn huge_and_tiny_scores_are_scores_too() {
    let plain = [1.0, 2.0, 3.0, 5.0];
    let other = [2.0, 1.0, 4.0, 3.0];
    let r = pearson(&plain, &other, LEVEL).value.unwrap();
    for scale in [1e-320, 1e-300, 1e-200, 1e200, 3e307] {
        let scaled = plain.map(|v| v * scale);
        near(pearson(&scaled, &other, LEVEL).value.unwrap(), r, 1e-2 * f64::from(u8::from(scale < 1e-310)) + 1e-12);
    }
    check(&[f64::MAX, f64::MIN], &[0.0, 1.0], Ok(-1.0), 2, 0);
}

#[test]
fn the_test_and_its_reasons() {
    near(correlation_test(0.5, 20).unwrap().p, 0.024769, 1e-6);
    assert_eq!(correlation_test(0.5, 2), Err(Undefined::TooFew { n: 2, needed: 3 }));
    assert_eq!(correlation_test(-1.0, 9), Err(Undefined::NoVariation));
    assert!(correlation_test(1.1, 9).is_err() && correlation_test(f64::NAN, 9).is_err());
}

fn pairs() -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::vec((-50i32..50, -50i32..50).prop_map(|(a, b)| (f64::from(a), f64::from(b))), 2..40)
}

proptest! {
    #[test]
    fn symmetric_bounded_and_blind_to_the_scale(pairs in pairs(), slope in 0.1f64..9.0, height in -9.0f64..9.0) {
        let (x, y): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        let r = pearson(&x, &y, LEVEL);
        prop_assert_eq!(r.value.is_ok(), pearson(&y, &x, LEVEL).value.is_ok());
        if let Ok(value) = r.value {
            prop_assert!((-1.0..=1.0).contains(&value));
            prop_assert!((pearson(&y, &x, LEVEL).value.unwrap() - value).abs() < 1e-12);
            let line: Vec<f64> = x.iter().map(|v| slope * v + height).collect();
            prop_assert!((pearson(&line, &y, LEVEL).value.unwrap() - value).abs() < 1e-9);
            prop_assert!((pearson(&x, &x, LEVEL).value.unwrap() - 1.0).abs() < 1e-12);
            let turned: Vec<f64> = x.iter().map(|v| -v).collect();
            prop_assert!((pearson(&turned, &y, LEVEL).value.unwrap() + value).abs() < 1e-12);
            if let Some(interval) = r.interval {
                prop_assert!(-1.0 <= interval.low && interval.low <= value && value <= interval.high && interval.high <= 1.0);
            }
        }
    }

    #[test]
    fn never_panics(x in prop::collection::vec(any::<f64>(), 0..30), y in prop::collection::vec(any::<f64>(), 0..30)) {
        if let Ok(value) = pearson(&x, &y, LEVEL).value { prop_assert!((-1.0..=1.0).contains(&value)); }
        let same = x.len().min(y.len());
        if let Ok(value) = pearson(&x[..same], &y[..same], LEVEL).value { prop_assert!((-1.0..=1.0).contains(&value)); }
    }
}
