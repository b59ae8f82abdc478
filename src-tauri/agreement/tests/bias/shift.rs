use agreement::bias::recent_shift;
use agreement::series::{EwmaOptions, ewma};
use agreement::{LEVEL, Undefined};
use proptest::prelude::*;

/// From SciPy's linear regression on the same contrast.
#[test]
fn a_step_near_the_end() {
    let errors: Vec<f64> = (0..60).map(|i| f64::from(i % 3) - 1.0 - if i < 40 { 0.0 } else { 0.8 }).collect();
    let shift = recent_shift(&errors, 0.1, LEVEL);
    assert!((shift.estimate.value.unwrap() + 0.4405133713006329).abs() < 1e-9);
    assert!((shift.p.unwrap() - 0.02909399435047705).abs() < 1e-9);
    assert_eq!((shift.estimate.n, shift.estimate.dropped), (60, 0));
}

#[test]
fn reasons() {
    let of = |x: &[f64], weight| recent_shift(x, weight, LEVEL).estimate.value;
    assert_eq!(of(&[1.0, 2.0], 0.1), Err(Undefined::TooFew { n: 2, needed: 3 }));
    for weight in [0.0, 1.0, -1.0, f64::NAN] {
        assert!(matches!(of(&[1.0, 2.0, 4.0], weight), Err(Undefined::OutOfRange { what: "the weight", .. })));
    }
    assert!(matches!(of(&[1.0, f64::NAN, 2.0, 3.0], 0.1), Err(Undefined::NotFinite { .. })));
    assert!(recent_shift(&[1.0, 2.0, 4.0], 0.1, 1.0).p.is_err());
    let constant = recent_shift(&[2.0; 9], 0.1, LEVEL);
    assert_eq!((constant.estimate.value, constant.p), (Ok(0.0), Err(Undefined::NoVariation)));
    // Weights so small or so large that nothing fades, or all of it.
    for weight in [1e-300, 1e-17, 1e-9, 1.0 - 1e-9, 1.0 - 1e-16] {
        let _ = recent_shift(&[1.0, 3.0, 2.0, 5.0, 4.0], weight, LEVEL);
    }
}

proptest! {
    #[test]
    fn laws(x in prop::collection::vec(-5.0..5.0f64, 5..80), weight in 0.02..0.9f64, by in -3.0..3.0f64) {
        let shift = recent_shift(&x, weight, LEVEL);
        let value = shift.estimate.value.unwrap();
        let (now, before) = (shift.estimate.observed.unwrap(), shift.estimate.expected.unwrap());
        prop_assert!((value - (now - before)).abs() < 1e-9);
        let moved: Vec<f64> = x.iter().map(|x| 2.0 * x + by).collect();
        let of_moved = recent_shift(&moved, weight, LEVEL);
        prop_assert!((of_moved.estimate.value.unwrap() - 2.0 * value).abs() < 1e-9);
        prop_assert!((of_moved.p.unwrap() - shift.p.unwrap()).abs() < 1e-7);
        // The latest are what the chart shows, but for what its start still weighs.
        let options = EwmaOptions { weight, ..EwmaOptions::default() };
        let chart = ewma(&x, 0.0, 1.0, options).unwrap().points[x.len() - 1].average;
        let faded = 1.0 - (1.0 - weight).powi(x.len() as i32);
        prop_assert!((chart / faded - now).abs() < 1e-9);
    }
}
