use agreement::rank::{RankVariance, spearman_rho};
use agreement::scale::pearson;
use agreement::{LEVEL, Statistic, Undefined};
use proptest::prelude::*;

use crate::{any_two, near, numbers, two_orders, vector};

fn rho(x: &[f64], y: &[f64]) -> Statistic {
    spearman_rho(x, y, RankVariance::default(), LEVEL)
}

#[test]
fn published_values() {
    let wikipedia = vector("spearman_wikipedia");
    let value = rho(&numbers(&wikipedia["input"]["x"]), &numbers(&wikipedia["input"]["y"])).value.unwrap();
    near(value, wikipedia["expected"].as_f64().unwrap(), wikipedia["tolerance"].as_f64().unwrap());
    let constant = vector("constant_ranking");
    let value = rho(&numbers(&constant["input"]["x"]), &numbers(&constant["input"]["y"])).value;
    assert_eq!(value, Err(Undefined::NoVariation), "{}", constant["rule"]);
}

#[test]
fn intervals_by_their_names() {
    let x = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0];
    let y = [2.0, 1.0, 4.0, 3.0, 6.0, 5.0, 8.0, 7.0, 10.0, 9.0];
    let check = |variance, of_z: f64, named: &str| {
        let rho = spearman_rho(&x, &y, variance, 0.95);
        let (value, interval) = (rho.value.unwrap(), rho.interval.unwrap());
        near(value, 1.0 - 60.0 / 990.0, 1e-15);
        near(interval.low, (value.atanh() - 1.959963984540054 * of_z.sqrt()).tanh(), 1e-12);
        near(interval.high, (value.atanh() + 1.959963984540054 * of_z.sqrt()).tanh(), 1e-12);
        assert!(interval.method.contains(named));
    };
    let value: f64 = 1.0 - 60.0 / 990.0;
    check(RankVariance::BonettWright, (1.0 + value * value / 2.0) / 7.0, "Bonett");
    check(RankVariance::Fieller, 1.06 / 7.0, "Fieller");
    check(RankVariance::Fisher, 1.0 / 7.0, "Fisher 1921");
    assert_eq!(rho(&x, &x).interval, None, "certainty is not claimed");
    assert_eq!(rho(&x[..3], &[1.0, 3.0, 2.0]).interval, None, "three are too few");
}

#[test]
fn a_value_or_its_reason() {
    let check = |x: &[f64], y: &[f64], value, n, dropped| {
        let rho = rho(x, y);
        assert_eq!((rho.value, rho.n, rho.dropped), (value, n, dropped), "{x:?} against {y:?}");
    };
    let nan = f64::NAN;
    check(&[1.0], &[], Err(Undefined::Lengths { left: 1, right: 0 }), 0, 0);
    check(&[], &[], Err(Undefined::TooFew { n: 0, needed: 2 }), 0, 0);
    check(&[1.0, 2.0], &[nan, 2.0], Err(Undefined::TooFew { n: 1, needed: 2 }), 1, 1);
    check(&[1.0, nan, 3.0, 4.0], &[5.0, 1.0, 6.0, 9.0], Ok(1.0), 3, 1);
    check(&[-0.0, 0.0, 0.0], &[1.0, 2.0, 3.0], Err(Undefined::NoVariation), 3, 0);
    check(&[f64::NEG_INFINITY, 0.0, f64::INFINITY], &[3.0, 2.0, 1.0], Ok(-1.0), 3, 0);
    assert!(spearman_rho(&[1.0, 2.0], &[1.0, 2.0], RankVariance::Fisher, 2.0).value.is_err());
}

/// Mid-ranks by counting.
fn ranks(values: &[f64]) -> Vec<f64> {
    let count = |keep: &dyn Fn(f64) -> bool| values.iter().filter(|v| keep(**v)).count() as f64;
    values.iter().map(|v| count(&|other| other < *v) + count(&|other| other == *v) / 2.0).collect()
}

proptest! {
    #[test]
    fn it_is_the_correlation_of_the_ranks((x, y) in two_orders()) {
        match (rho(&x, &y).value, pearson(&ranks(&x), &ranks(&y), LEVEL).value) {
            (Ok(rho), Ok(r)) => prop_assert!((rho - r).abs() < 1e-12, "{} {}", rho, r),
            (rho, r) => prop_assert_eq!(rho, r),
        }
    }

    #[test]
    fn symmetric_turned_by_reversal_and_one_with_itself((x, y) in two_orders()) {
        let value = rho(&x, &y).value;
        prop_assert_eq!(value, rho(&y, &x).value);
        let turned: Vec<f64> = y.iter().map(|v| 2.5 - v).collect();
        prop_assert_eq!(value.map(|v| -v), rho(&x, &turned).value);
        if value.is_ok() { prop_assert_eq!(rho(&x, &x).value, Ok(1.0)); }
    }

    #[test]
    fn never_panics((x, y) in any_two(), level in any::<f64>()) {
        let rho = spearman_rho(&x, &y, RankVariance::BonettWright, level);
        if let Ok(value) = rho.value { prop_assert!((-1.0..=1.0).contains(&value)); }
    }
}
