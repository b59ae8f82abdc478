use agreement::rank::{Pairs, kendall, kendall_tau_b};
use agreement::{LEVEL, Statistic, Undefined};
use proptest::prelude::*;
use rand_distr::{Distribution, StandardNormal};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;
use serde_json::Value;

use crate::{any_two, near, numbers, two_orders, vector};

#[test]
fn published_values() {
    let file: Value = serde_json::from_str(include_str!("../data/kendall-tau-b.json")).unwrap();
    for vector in [&file["vectors"][0], &vector("kendall_tau_b_scipy_doc")] {
        let tau = kendall_tau_b(&numbers(&vector["input"]["x"]), &numbers(&vector["input"]["y"]));
        near(tau.value.unwrap(), vector["expected"]["tau"].as_f64().unwrap(), vector["tolerance"].as_f64().unwrap());
    }
    for case in [&file["edge_cases"][0], &vector("constant_ranking")] {
        let tau = kendall_tau_b(&numbers(&case["input"]["x"]), &numbers(&case["input"]["y"]));
        assert_eq!(tau.value, Err(Undefined::NoVariation), "{}", case["rule"]);
    }
}

/// The table of Agresti's job satisfaction by income (Categorical Data Analysis, 2002, table 2.8) as items.
fn satisfaction() -> (Vec<f64>, Vec<f64>) {
    let table = [[1, 3, 10, 6], [2, 3, 10, 7], [1, 6, 14, 12], [0, 1, 9, 11]];
    let cells = table.iter().enumerate().flat_map(|(i, row)| row.iter().enumerate().map(move |(j, n)| (i, j, *n)));
    cells.flat_map(|(i, j, n)| std::iter::repeat_n((i as f64, j as f64), n)).unzip()
}

/// Value, standard error by the formula for tables that statistical packages print as ASE1, and p, by NumPy and SciPy.
const SATISFACTION: (f64, f64, f64) = (0.15235215134659688, 0.08183606571433177, 0.0860294855671433);

#[test]
fn standard_error_interval_and_test() {
    let (x, y) = satisfaction();
    let (value, se, p) = SATISFACTION;
    let kendall = kendall(&x, &y, LEVEL);
    let tau = &kendall.tau_b;
    near(tau.value.unwrap(), value, 1e-12);
    near(tau.se.unwrap(), se, 1e-12);
    let (interval, half) = (tau.interval.unwrap(), 1.959963984540054 * se / (1.0 - value * value));
    near(interval.low, (value.atanh() - half).tanh(), 1e-12);
    near(interval.high, (value.atanh() + half).tanh(), 1e-12);
    assert!(interval.method.contains("Benedetti"));
    near(kendall.test.unwrap().p, p, 1e-12);
    let pairs = kendall.pairs.unwrap();
    assert_eq!(pairs, Pairs { concordant: 1331, discordant: 849, tied_first: 763, tied_second: 1221, tied_both: 396 });
}

#[test]
fn the_test_is_exact_for_few_items_without_ties() {
    let check = |x: &[f64], y: &[f64], p: f64, exact: bool| {
        let test = kendall(x, y, LEVEL).test.unwrap();
        near(test.p, p, 1e-12);
        assert_eq!(test.method.contains("exact"), exact);
    };
    let few = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    check(&few, &few, 2.0 / 720.0, true);
    check(&few, &[1.0, 2.0, 3.0, 4.0, 6.0, 5.0], 12.0 / 720.0, true);
    check(&few[..4], &[2.0, 4.0, 1.0, 3.0], 1.0, true);
    check(&few[..2], &[1.0, 2.0], 1.0, true);
    // The p of SciPy's kendalltau.
    check(&few, &[1.0, 1.0, 3.0, 2.0, 5.0, 4.0], 0.05578260870684413, false);
    let many: Vec<f64> = (0..34).map(f64::from).collect();
    let stirred: Vec<f64> = (0..34).map(|i| f64::from(i * 13 % 34)).collect();
    check(&many, &stirred, 0.6246954163900664, false);
    check(&many[..33], &stirred[..33], 0.7236547407471661, true);
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

fn is(tau: &Statistic, should: f64) -> bool {
    tau.value.is_ok_and(|value| (value - should).abs() < 1e-12)
}

proptest! {
    #[test]
    fn equals_its_definition((x, y) in two_orders()) {
        let tau = kendall_tau_b(&x, &y);
        match by_definition(&x, &y) {
            Some(value) => prop_assert!(is(&tau, value), "{tau:?}, not {value}"),
            None => prop_assert!(tau.value.is_err()),
        }
    }

    #[test]
    fn symmetric_and_turned_by_reversal((x, y) in two_orders()) {
        let tau = kendall_tau_b(&x, &y);
        let exchanged = kendall_tau_b(&y, &x);
        prop_assert_eq!((tau.value, tau.n, tau.observed), (exchanged.value, exchanged.n, exchanged.observed));
        prop_assert!((tau.se.unwrap_or(0.0) - exchanged.se.unwrap_or(0.0)).abs() < 1e-12);
        let turned: Vec<f64> = y.iter().map(|v| -v).collect();
        let turned = kendall_tau_b(&x, &turned);
        match tau.value {
            Ok(value) => prop_assert!(is(&turned, -value)),
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
    fn pairs_add_up_and_the_interval_holds_the_value((x, y) in two_orders()) {
        let kendall = kendall(&x, &y, 0.8);
        if let Ok(pairs) = kendall.pairs {
            let n = x.len() as u64;
            let sum = pairs.concordant + pairs.discordant + pairs.tied_first + pairs.tied_second + pairs.tied_both;
            prop_assert_eq!(sum, n * (n - 1) / 2);
        }
        if let Some(interval) = kendall.tau_b.interval {
            let value = kendall.tau_b.value.unwrap();
            prop_assert!(-1.0 <= interval.low && interval.low < value && value < interval.high && interval.high <= 1.0);
        }
        if let Ok(test) = kendall.test { prop_assert!((0.0..=1.0).contains(&test.p)); }
    }

    #[test]
    fn the_standard_error_is_the_spread_of_what_items_add((x, y) in two_orders()) {
        let tau = kendall_tau_b(&x, &y);
        if let (Ok(value), Some(se)) = (tau.value, tau.se) {
            prop_assert!((se - spread(&x, &y, value)).abs() < 1e-9, "{} {}", se, spread(&x, &y, value));
        }
    }

    #[test]
    fn items_have_no_order((x, y) in two_orders(), turn in 0usize..60) {
        let (mut a, mut b) = (x.clone(), y.clone());
        a.rotate_left(turn.min(x.len()));
        b.rotate_left(turn.min(x.len()));
        let (tau, turned) = (kendall(&x, &y, LEVEL), kendall(&a, &b, LEVEL));
        prop_assert_eq!((tau.tau_b.value, tau.pairs, tau.test), (turned.tau_b.value, turned.pairs, turned.test));
    }

    #[test]
    fn never_panics((x, y) in any_two(), level in any::<f64>()) {
        let kendall = kendall(&x, &y, level);
        if let Ok(value) = kendall.tau_b.value { prop_assert!((-1.0..=1.0).contains(&value)); }
        let same = x.len().saturating_sub(1);
        prop_assert_eq!(kendall_tau_b(&x[..same], &y).value.is_err(), true);
    }
}

/// The standard error by its formula, item by item.
fn spread(x: &[f64], y: &[f64], tau: f64) -> f64 {
    let n = x.len();
    let alike = |v: &[f64], i: usize| v.iter().filter(|other| **other == v[i]).count() as f64;
    let whole = |v: &[f64]| (n * n) as f64 - (0..n).map(|i| alike(v, i)).sum::<f64>();
    let (w_x, w_y) = (whole(x), whole(y));
    let adds: Vec<f64> = (0..n)
        .map(|i| {
            let sign = |v: &[f64], j: usize| f64::from(i8::from(v[i] > v[j]) - i8::from(v[i] < v[j]));
            let d: f64 = (0..n).map(|j| sign(x, j) * sign(y, j)).sum();
            2.0 * d / (w_x * w_y).sqrt() + tau * (alike(x, i) / w_x + alike(y, i) / w_y)
        })
        .collect();
    let mean = adds.iter().sum::<f64>() / n as f64;
    adds.iter().map(|add| (add - mean).powi(2)).sum::<f64>().sqrt()
}

/// What the documentation says of how often the interval holds the true value, by simulation.
#[test]
fn the_interval_covers_as_stated() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
    let mut normal = || -> f64 { StandardNormal.sample(&mut random) };
    // Cut into five values of equal share, or into two, or as they are.
    const FIVE: &[f64] = &[-0.841_621, -0.253_347, 0.253_347, 0.841_621];
    for (cuts, rho, n, true_tau, stated) in [
        (&[][..], 0.0f64, 10, 0.0, 0.920),
        (&[], 0.5, 30, 1.0 / 3.0, 0.941),
        (FIVE, 0.5, 10, 0.368, 0.898),
        (FIVE, 0.8, 20, 0.644, 0.928),
        (&[0.0], 0.0, 8, 0.0, 0.773),
    ] {
        let cut = |value: f64| match cuts {
            [] => value,
            cuts => cuts.iter().filter(|cut| value > **cut).count() as f64,
        };
        let mut pair = || {
            let first = normal();
            (cut(first), cut(rho * first + (1.0 - rho * rho).sqrt() * normal()))
        };
        let (mut held, mut given) = (0, 0);
        for _ in 0..2000 {
            let (x, y): (Vec<f64>, Vec<f64>) = (0..n).map(|_| pair()).unzip();
            if let Some(interval) = kendall_tau_b(&x, &y).interval {
                given += 1;
                held += u32::from(interval.low <= true_tau && true_tau <= interval.high);
            }
        }
        let share = f64::from(held) / f64::from(given);
        // Four standard errors.
        let error = 4.0 * (stated * (1.0 - stated) / 2000.0f64).sqrt();
        assert!((share - stated).abs() < error, "n = {n}, ρ = {rho}, {cuts:?}: {share}, not {stated}");
    }
}
