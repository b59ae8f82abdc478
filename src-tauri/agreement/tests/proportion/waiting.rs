use agreement::Undefined;
use agreement::proportion::{JEFFREYS, Sprt, State, Waiting, waiting};
use proptest::prelude::*;

/// Without a rule nothing stops; until the first of the kind, from nothing known, m items are without one in 1 of m + 1.
#[test]
fn rules_whose_waits_are_known() {
    let never = waiting(3, 5, JEFFREYS, 4, |_, _| false).unwrap();
    assert_eq!(never.open.len(), 5);
    assert!(never.open.iter().all(|open| (open - 1.0).abs() < 1e-12));
    assert_eq!(never.median(), Err(Undefined::NotConverged { steps: 4 }));
    assert_eq!(waiting(3, 5, JEFFREYS, 4, |_, _| true).unwrap().open, [0.0; 5]);

    let first = waiting(0, 0, (1.0, 1.0), 50, |k, _| k > 0).unwrap();
    for (items, open) in first.open.iter().enumerate() {
        assert!((open - 1.0 / (items + 1) as f64).abs() < 1e-12, "{items}: {open}");
    }
    assert_eq!(first.median(), Ok(1));
    let after = waiting(2, 5, JEFFREYS, 30, |_, n| n >= 12).unwrap();
    assert_eq!(after.median(), Ok(7));
}

/// A prior as sure as it can be is a known share.
#[test]
fn a_sure_prior_is_the_forecast_for_its_share() {
    let test = Sprt::new(0.75, 0.87, 0.05, 0.05).unwrap();
    let wait = waiting(0, 0, (0.87e9, 0.13e9), 200, |k, n| test.state(k, n) != Ok(State::Undecided)).unwrap();
    for (cap, open) in wait.open.iter().enumerate() {
        assert!((open - test.undecided(0.87, cap).unwrap()).abs() < 1e-6, "{cap}");
    }
    assert_eq!(wait.median(), test.forecast(0, 0, 0.87, 200).unwrap().median);
}

#[test]
fn reasons() {
    let wait = |k, n, prior, cap| waiting(k, n, prior, cap, |_, _| false).map(|wait| wait.open.len());
    let outside = |what, value, low, high| Err(Undefined::OutOfRange { what, value, low, high });
    assert_eq!(wait(3, 2, JEFFREYS, 1), outside("the count", 3.0, 0.0, 2.0));
    assert_eq!(wait(1, 0, JEFFREYS, 1), outside("the count", 1.0, 0.0, 0.0));
    assert_eq!(wait(0, 0, (0.0, 1.0), 1), outside("the prior", 0.0, 0.0, f64::MAX));
    assert!(wait(0, 0, (1.0, f64::NAN), 1).is_err());
    assert!(wait(0, 0, JEFFREYS, Waiting::MOST + 1).is_err());
    assert_eq!(wait(u64::MAX, u64::MAX, JEFFREYS, 3), Ok(4));
}

/// Every course item by item.
fn course(k: u64, n: u64, left: usize, stops: &dyn Fn(u64, u64) -> bool) -> f64 {
    if stops(k, n) {
        return 0.0;
    }
    if left == 0 {
        return 1.0;
    }
    let up = (k as f64 + 0.5) / (n as f64 + 1.0);
    up * course(k + 1, n + 1, left - 1, stops) + (1.0 - up) * course(k, n + 1, left - 1, stops)
}

proptest! {
    #[test]
    fn as_every_course_has_it(k in 0u64..8, others in 0u64..8, salt in any::<u64>(), sparse in 2u64..9) {
        // Any rule at all, also one whose stops are scattered.
        let stops = |k: u64, n: u64| (k.wrapping_mul(0x9e37_79b9) ^ n.wrapping_mul(salt | 1)) % 64 < sparse;
        let wait = waiting(k, k + others, JEFFREYS, 9, stops).unwrap();
        for (cap, open) in wait.open.iter().enumerate() {
            prop_assert!((open - course(k, k + others, cap, &stops)).abs() < 1e-12);
        }
        prop_assert!(wait.open.windows(2).all(|pair| pair[1] <= pair[0]));
    }
}
