use agreement::scale::{mean, mean_difference};
use agreement::{LEVEL, Undefined};
use proptest::prelude::*;

use crate::near;

/// Differences of Bland & Altman's 17 peak-flow readings (first readings of the Wright meter and the mini meter, 1986):
/// the article prints a mean of −2.1, a standard deviation of 38.8 and limits of −79.7 and 75.5 (with z = 2).
const WRIGHT: [f64; 17] =
    [494., 395., 516., 434., 476., 557., 413., 442., 650., 433., 417., 656., 267., 478., 178., 423., 427.];
const MINI: [f64; 17] =
    [512., 430., 520., 428., 500., 600., 364., 380., 658., 445., 432., 626., 260., 477., 259., 350., 451.];

#[test]
fn published_bias_and_limits() {
    let difference = mean_difference(&WRIGHT, &MINI, 0.954_499_736_103_641_6, LEVEL);
    near(difference.bias.value.unwrap(), -2.1, 0.05);
    near(difference.sd.unwrap(), 38.8, 0.05);
    near(difference.lower_limit.value.unwrap(), -79.7, 0.1);
    near(difference.upper_limit.value.unwrap(), 75.5, 0.1);
    assert_eq!((difference.bias.n, difference.upper_limit.n), (17, 17));
}

/// By NumPy and mpmath: s / √n and the t of 16 degrees of freedom.
#[test]
fn errors_and_intervals_to_all_digits() {
    let difference = mean_difference(&WRIGHT, &MINI, 0.95, LEVEL);
    let bias = &difference.bias;
    near(bias.value.unwrap(), BIAS.0, 1e-11);
    near(bias.se.unwrap(), BIAS.1, 1e-11);
    near(bias.interval.unwrap().low, BIAS.2, 1e-10);
    near(bias.interval.unwrap().high, BIAS.3, 1e-10);
    let limit = &difference.upper_limit;
    near(limit.value.unwrap(), LIMIT.0, 1e-10);
    near(limit.se.unwrap(), LIMIT.1, 1e-11);
    near(limit.interval.unwrap().low, LIMIT.2, 1e-10);
    near(limit.interval.unwrap().high, LIMIT.3, 1e-10);
}

const BIAS: (f64, f64, f64, f64) = (-2.1176470588235294, 9.401925003509989, -22.04883769664517, 17.81354357899811);
const LIMIT: (f64, f64, f64, f64) = (73.86061134946468, 16.394905793653425, 39.10496367726553, 108.61625902166382);

#[test]
fn a_mean_or_its_reason() {
    let check = |values: &[f64], value, n, dropped| {
        let mean = mean(values, LEVEL);
        assert_eq!((mean.value, mean.n, mean.dropped), (value, n, dropped), "{values:?}");
        mean
    };
    let nan = f64::NAN;
    check(&[], Err(Undefined::TooFew { n: 0, needed: 1 }), 0, 0);
    check(&[nan, nan], Err(Undefined::TooFew { n: 0, needed: 1 }), 0, 2);
    let one = check(&[4.0, nan], Ok(4.0), 1, 1);
    assert_eq!((one.se, one.interval), (None, None));
    let constant = check(&[0.1; 7], Ok(0.1), 7, 0);
    assert_eq!((constant.se, constant.interval), (Some(0.0), None), "certainty is not claimed");
    check(&[1.0, f64::INFINITY], Err(Undefined::NotFinite { what: "value", at: 1 }), 0, 0);
    let huge = mean(&[1e308, 1e308, 1.3e308], LEVEL);
    near(huge.value.unwrap() / 1e308, 1.1, 1e-12);
    near(huge.se.unwrap() / 1e308, 0.1, 1e-12);
    assert!(mean(&[1.0, 2.0], 95.0).value.is_err());
}

#[test]
fn a_difference_or_its_reason() {
    let none = mean_difference(&[1.0], &[], 0.95, LEVEL);
    let reason = Undefined::Lengths { left: 1, right: 0 };
    assert_eq!((none.bias.value, none.sd, none.lower_limit.value), (Err(reason), Err(reason), Err(reason)));
    let one = mean_difference(&[3.0, f64::NAN], &[1.0, 1.0], 0.95, LEVEL);
    assert_eq!((one.bias.value, one.bias.dropped), (Ok(2.0), 1));
    assert_eq!(one.upper_limit.value, Err(Undefined::TooFew { n: 1, needed: 2 }));
    let constant = mean_difference(&[3.0, 4.0], &[1.0, 2.0], 0.95, LEVEL);
    assert_eq!((constant.bias.value, constant.bias.interval, constant.sd), (Ok(2.0), None, Ok(0.0)));
    assert_eq!(constant.upper_limit.value, Err(Undefined::NoVariation));
    let coverage = mean_difference(&[3.0, 4.0], &[1.0, 1.0], 1.0, LEVEL);
    assert!(coverage.bias.value.is_ok() && coverage.lower_limit.value.is_err());
    let huge = mean_difference(&[f64::MAX, 1.0], &[f64::MIN, 1.0], 0.95, LEVEL);
    assert!(huge.bias.value.is_err());
}

proptest! {
    #[test]
    fn exchanged_raters_exchange_the_sign(pairs in prop::collection::vec((-9.0f64..9.0, -9.0f64..9.0), 3..30)) {
        let (x, y): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        let (a, b) = (mean_difference(&x, &y, 0.9, LEVEL), mean_difference(&y, &x, 0.9, LEVEL));
        prop_assert!((a.bias.value.unwrap() + b.bias.value.unwrap()).abs() < 1e-12);
        prop_assert!((a.lower_limit.value.unwrap() + b.upper_limit.value.unwrap()).abs() < 1e-12);
        let interval = a.bias.interval.unwrap();
        prop_assert!(interval.low <= a.bias.value.unwrap() && a.bias.value.unwrap() <= interval.high);
        prop_assert!(a.lower_limit.value.unwrap() <= a.upper_limit.value.unwrap());
    }

    #[test]
    fn never_panics(
        x in prop::collection::vec(any::<f64>(), 0..30),
        y in prop::collection::vec(any::<f64>(), 0..30),
        level in any::<f64>(),
    ) {
        for statistic in [mean(&x, LEVEL), mean(&y, level), mean_difference(&x, &y, level, LEVEL).bias] {
            if let Ok(value) = statistic.value { prop_assert!(value.is_finite()); }
            if let Some(interval) = statistic.interval {
                prop_assert!(interval.low.is_finite() && interval.high.is_finite(), "{:?}", statistic);
            }
        }
    }
}
