use agreement::Undefined;
use agreement::proportion::{Sprt, State};
use proptest::prelude::*;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::{near, number, oracle, vector, whole};

#[test]
fn published_lines() {
    let vector = vector("sprt_nist");
    let input = |key: &str| number(&vector["input"][key]);
    let lines = Sprt::new(input("p1"), input("p2"), input("alpha"), input("beta")).unwrap().lines();
    for (is, key) in [(lines.h1, "h1"), (lines.h2, "h2"), (lines.slope, "s")] {
        near(is, number(&vector["expected"][key]), number(&vector["tolerance"]), &vector);
    }
}

#[test]
fn forecasts_counted_out() {
    for case in oracle("sprt") {
        let (given, share) = (|key: &str| number(&case[key]), number(&case["share"]));
        let test = Sprt::new(given("lower"), given("upper"), given("alpha"), given("beta")).unwrap();
        let cap = whole(&case["cap"]) as usize;
        let forecast = test.forecast(whole(&case["k"]), whole(&case["n"]), share, cap).unwrap();
        near(forecast.accept_lower, given("accept_lower"), 1e-12, &case);
        near(forecast.accept_upper, given("accept_upper"), 1e-12, &case);
        near(forecast.undecided, given("undecided"), 1e-12, &case);
        near(forecast.mean, given("mean"), 1e-9, &case);
        assert_eq!(forecast.median.ok(), case["median"].as_u64().map(|median| median as usize), "{case}");
        near(test.expected(share).unwrap(), given("wald"), 1e-6, &case);
    }
}

/// A true .87 against .75: with α = β = .05 it is the usual case that few tasks decide nothing.
#[test]
fn how_often_nothing_is_decided() {
    let test = Sprt::new(0.75, 0.87, 0.05, 0.05).unwrap();
    for (n, chance) in [(0, 1.0), (30, 0.85), (68, 0.34)] {
        assert!((test.undecided(0.87, n).unwrap() - chance).abs() < 0.005, "after {n}");
    }
}

#[test]
fn a_run_ends_at_the_first_line() {
    let test = Sprt::new(0.5, 0.9, 0.05, 0.05).unwrap();
    let mut items = vec![true; 6];
    items.extend([false; 3]);
    let decision = test.decide(items);
    assert_eq!((decision.state, decision.n, decision.k), (State::AcceptUpper, 6, 6));
    assert_eq!(test.state(6, 9), Ok(State::Undecided), "the count alone has come back between the lines");
    let none = test.decide([]);
    assert_eq!((none.state, none.n, none.k), (State::Undecided, 0, 0));
    assert_eq!(test.decide([false; 9]).state, State::AcceptLower);
}

#[test]
fn a_reason_for_levels_that_are_none() {
    let outside = |what, value, low, high| Some(Undefined::OutOfRange { what, value, low, high });
    assert_eq!(Sprt::new(0.0, 0.5, 0.05, 0.05).err(), outside("the lower level", 0.0, 0.0, 1.0));
    assert_eq!(Sprt::new(0.5, 0.5, 0.05, 0.05).err(), outside("the upper level", 0.5, 0.5, 1.0));
    assert_eq!(Sprt::new(0.5, 0.6, 0.0, 0.05).err(), outside("alpha", 0.0, 0.0, 1.0));
    assert_eq!(Sprt::new(0.5, 0.6, 0.5, 0.5).err(), outside("beta", 0.5, 0.0, 0.5));
    assert!(Sprt::new(f64::NAN, 0.6, 0.05, 0.05).is_err());
    assert!(Sprt::new(0.5, 0.5f64.next_up(), 0.05, 0.05).is_err(), "nothing is left between the levels");

    let test = Sprt::new(0.75, 0.87, 0.05, 0.05).unwrap();
    assert_eq!(test.levels(), (0.75, 0.87));
    assert_eq!(test.state(3, 2).err(), outside("the count", 3.0, 0.0, 2.0));
    assert_eq!(test.expected(1.5).err(), outside("the share", 1.5, 0.0, 1.0));
    assert!(test.forecast(0, 0, f64::NAN, 10).is_err());
    assert!(test.forecast(3, 2, 0.5, 10).is_err());
    assert_eq!(test.undecided(0.8, 20_000).err(), outside("the cap", 20_000.0, 0.0, 10_000.0));
    let none = test.forecast(0, 0, 0.87, 30).unwrap();
    assert_eq!(none.median, Err(Undefined::NotConverged { steps: 30 }));
}

/// Wald's bounds on the chances of error, by simulation and by counting out.
#[test]
fn errors_stay_within_their_bounds() {
    let (alpha, beta) = (0.1, 0.05);
    let test = Sprt::new(0.5, 0.75, alpha, beta).unwrap();
    let mut random = Xoshiro256PlusPlus::seed_from_u64(5);
    for (share, wrong, bound) in
        [(0.5, State::AcceptUpper, alpha / (1.0 - beta)), (0.75, State::AcceptLower, beta / (1.0 - alpha))]
    {
        let runs = 1500;
        let (mut errors, mut items) = (0, 0);
        for _ in 0..runs {
            let decision = test.decide((0..5000).map(|_| random.random_bool(share)));
            assert_ne!(decision.state, State::Undecided);
            errors += u32::from(decision.state == wrong);
            items += decision.n;
        }
        let forecast = test.forecast(0, 0, share, 1500).unwrap();
        let exact = if wrong == State::AcceptUpper { forecast.accept_upper } else { forecast.accept_lower };
        assert!(exact <= bound, "{exact} above {bound}");
        let (seen, mean) = (f64::from(errors) / f64::from(runs), items as f64 / f64::from(runs));
        assert!((seen - exact).abs() < 4.0 * (exact / f64::from(runs)).sqrt(), "{seen} simulated, {exact} counted");
        assert!((mean / forecast.mean - 1.0).abs() < 0.1, "{mean} simulated, {} counted", forecast.mean);
    }
}

fn tests() -> impl Strategy<Value = Sprt> {
    (0.05f64..0.9, 0.01f64..1.0, 0.01f64..0.3, 0.01f64..0.3)
        .prop_map(|(lower, gap, a, b)| Sprt::new(lower, lower + gap * (0.99 - lower), a, b).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_forecast_is_a_distribution(test in tests(), share in 0.0f64..=1.0, cap in 0usize..80) {
        let forecast = test.forecast(0, 0, share, cap).unwrap();
        let sum = forecast.accept_lower + forecast.accept_upper + forecast.undecided;
        prop_assert!((sum - 1.0).abs() < 1e-12);
        prop_assert!(forecast.mean <= cap as f64 + 1e-9);
        let longer = test.forecast(0, 0, share, cap + 5).unwrap();
        prop_assert!(longer.undecided <= forecast.undecided + 1e-12 && longer.mean >= forecast.mean - 1e-9);
        match forecast.median {
            Ok(median) => prop_assert!(median <= cap && test.undecided(share, median).unwrap() <= 0.5 + 1e-12),
            Err(_) => prop_assert!(forecast.undecided > 0.5 - 1e-12),
        }
    }

    #[test]
    fn a_higher_share_is_accepted_more_often(test in tests(), share in 0.0f64..0.9, more in 0.0f64..0.1) {
        let (low, high) = (test.forecast(0, 0, share, 60).unwrap(), test.forecast(0, 0, share + more, 60).unwrap());
        prop_assert!(high.accept_upper >= low.accept_upper - 1e-12);
        prop_assert!(high.accept_lower <= low.accept_lower + 1e-12);
    }

    #[test]
    fn walds_mean_is_below_the_counted_one(test in tests(), share in 0.0f64..=1.0) {
        let forecast = test.forecast(0, 0, share, 1200).unwrap();
        prop_assume!(forecast.undecided < 1e-6);
        let wald = test.expected(share).unwrap();
        prop_assert!(wald > 0.0 && wald < 1.1 * forecast.mean + 1.0, "{wald}, counted {}", forecast.mean);
    }

    #[test]
    fn never_panics(a in prop::num::f64::ANY, b in prop::num::f64::ANY, alpha in prop::num::f64::ANY, beta in prop::num::f64::ANY, k in any::<u64>(), n in any::<u64>()) {
        if let Ok(test) = Sprt::new(a, b, alpha, beta) {
            let _ = (test.state(k, n), test.expected(alpha), test.forecast(k, n, b, 50));
        }
        let test = Sprt::new(0.3, 0.6, 0.1, 0.1).unwrap();
        let _ = (test.state(k, n), test.expected(a), test.forecast(k, n, b, 50));
    }
}
