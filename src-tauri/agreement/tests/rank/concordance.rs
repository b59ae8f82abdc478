use agreement::Undefined;
use agreement::rank::kendall_w;
use proptest::prelude::*;

use crate::{near, numbers, vector};

#[test]
fn published_values() {
    for (name, key) in [("kendall_w_scorecard_W", "W"), ("kendall_w_scorecard_chi2", "chi2")] {
        let vector = vector(name);
        let rows: Vec<Vec<f64>> = vector["input"]["items_by_row"].as_array().unwrap().iter().map(numbers).collect();
        let concordance = kendall_w(&rows.concat(), rows[0].len());
        let test = concordance.test.unwrap();
        let is = if key == "W" { concordance.w.value.unwrap() } else { test.statistic };
        near(is, vector["expected"][key].as_f64().unwrap(), vector["tolerance"].as_f64().unwrap());
        assert_eq!((concordance.w.n, test.df), (12, Some(11.0)));
        near(test.p, 2.99e-05, 5e-8);
    }
}

#[test]
fn a_value_or_its_reason() {
    let check = |scores: &[f64], raters: usize, value, n, dropped| {
        let concordance = kendall_w(scores, raters);
        let w = concordance.w;
        assert_eq!((w.value, w.n, w.dropped), (value, n, dropped), "{scores:?} of {raters}");
        assert_eq!(concordance.test.is_err(), w.value.is_err());
    };
    let nan = f64::NAN;
    check(&[], 2, Err(Undefined::TooFew { n: 0, needed: 2 }), 0, 0);
    check(&[1.0, 2.0, 3.0], 2, Err(Undefined::Ragged { row: 1, found: 1, expected: 2 }), 0, 0);
    check(&[1.0, 2.0], 1, Err(Undefined::TooFewRaters { n: 1, needed: 2 }), 0, 0);
    check(&[1.0, 2.0], 0, Err(Undefined::TooFewRaters { n: 0, needed: 2 }), 0, 0);
    check(&[1.0, 2.0, nan, 1.0], 2, Err(Undefined::TooFew { n: 1, needed: 2 }), 1, 1);
    check(&[4.0; 6], 2, Err(Undefined::NoVariation), 3, 0);
    check(&[1.0, 5.0, nan, 1.0, 2.0, 6.0, 9.0, 7.0], 2, Ok(1.0), 3, 1);
    check(&[1.0, 2.0, 2.0, 1.0], 2, Ok(0.0), 2, 0);
    check(&[f64::NEG_INFINITY, -1.0, f64::INFINITY, 1.0], 2, Ok(1.0), 2, 0);
}

fn tables() -> impl Strategy<Value = (Vec<f64>, usize)> {
    (2usize..9, 2usize..6, 1u8..12).prop_flat_map(|(items, raters, levels)| {
        (prop::collection::vec((0..levels).prop_map(f64::from), items * raters), Just(raters))
    })
}

/// W by its formula, item by item.
fn by_definition(scores: &[f64], raters: usize) -> f64 {
    let (m, n) = (raters as f64, (scores.len() / raters) as f64);
    let column = |rater: usize| scores.iter().skip(rater).step_by(raters);
    let count = |rater: usize, keep: &dyn Fn(f64) -> bool| column(rater).filter(|v| keep(**v)).count() as f64;
    let rank = |rater: usize, v: f64| count(rater, &|o| o < v) + (count(rater, &|o| o == v) + 1.0) / 2.0;
    let sums = scores.chunks_exact(raters).map(|row| row.iter().enumerate().map(|(r, v)| rank(r, *v)).sum::<f64>());
    let squares: f64 = sums.map(|sum| (sum - m * (n + 1.0) / 2.0).powi(2)).sum();
    let ties = |rater: usize| column(rater).map(|v| count(rater, &|o| o == *v).powi(2) - 1.0).sum::<f64>();
    12.0 * squares / (m * m * (n.powi(3) - n) - m * (0..raters).map(ties).sum::<f64>())
}

proptest! {
    #[test]
    fn equals_its_definition((scores, raters) in tables()) {
        if let Ok(w) = kendall_w(&scores, raters).w.value {
            let should = by_definition(&scores, raters);
            prop_assert!((w - should).abs() < 1e-12, "{} {}", w, should);
        }
    }

    #[test]
    fn one_for_raters_who_agree(order in prop::collection::vec(-9.0f64..9.0, 2..20), raters in 2usize..7) {
        let scores: Vec<f64> = order.iter().flat_map(|v| (0..raters).map(move |r| v * (1.0 + r as f64))).collect();
        if let Ok(w) = kendall_w(&scores, raters).w.value { prop_assert!((w - 1.0).abs() < 1e-12); }
    }

    #[test]
    fn raters_items_and_the_direction_do_not_matter((scores, raters) in tables(), turn in 0usize..6) {
        let mut rows: Vec<Vec<f64>> = scores.chunks_exact(raters).map(|row| row.iter().map(|v| 3.0 - v).collect()).collect();
        rows.iter_mut().for_each(|row| row.rotate_left(turn % raters));
        rows.reverse();
        match (kendall_w(&scores, raters).w.value, kendall_w(&rows.concat(), raters).w.value) {
            (Ok(a), Ok(b)) => prop_assert!((a - b).abs() < 1e-12),
            (a, b) => prop_assert_eq!(a, b),
        }
    }

    #[test]
    fn never_panics(scores in prop::collection::vec(any::<f64>(), 0..40), raters in 0usize..6) {
        let concordance = kendall_w(&scores, raters);
        if let Ok(w) = concordance.w.value { prop_assert!((0.0..=1.0).contains(&w)); }
        if let Ok(test) = concordance.test { prop_assert!((0.0..=1.0).contains(&test.p)); }
    }
}
