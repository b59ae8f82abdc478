use agreement::rank::{TiedTops, top_one_agreement};
use agreement::{LEVEL, Undefined};
use proptest::prelude::*;

use crate::near;

#[test]
fn ties_at_the_top() {
    let check = |first: &[f64], second: &[f64], shared: f64, same: f64| {
        let value = |ties| top_one_agreement(first, second, 3, ties, LEVEL).value.unwrap();
        assert_eq!((value(TiedTops::Shared), value(TiedTops::Same)), (shared, same), "{first:?} {second:?}");
    };
    check(&[3.0, 1.0, 2.0], &[9.0, 8.0, 8.0], 1.0, 1.0);
    check(&[3.0, 1.0, 2.0], &[8.0, 9.0, 8.0], 0.0, 0.0);
    check(&[3.0, 3.0, 2.0], &[1.0, 9.0, 8.0], 1.0, 0.0);
    check(&[3.0, 3.0, 2.0], &[9.0, 9.0, 8.0], 1.0, 1.0);
    check(&[3.0, 3.0, 2.0], &[9.0, 8.0, 9.0], 1.0, 0.0);
    check(&[f64::NEG_INFINITY; 3], &[0.0, 0.0, -0.0], 1.0, 1.0);
    check(&[1.0, 2.0, f64::NAN], &[1.0, 2.0, 9.0], 1.0, 1.0);
}

/// Llama 2's gate: 27 of 31, whose Wilson interval is .71 to .95.
#[test]
fn the_interval_is_wilsons() {
    let first: Vec<f64> = (0..31).flat_map(|_| [2.0, 1.0]).collect();
    let second: Vec<f64> = (0..31).flat_map(|task| if task < 27 { [2.0, 1.0] } else { [1.0, 2.0] }).collect();
    let top = top_one_agreement(&first, &second, 2, TiedTops::Shared, LEVEL);
    assert_eq!((top.value, top.n, top.observed), (Ok(27.0 / 31.0), 31, Some(27.0 / 31.0)));
    near(top.interval.unwrap().low, 0.7114759374369357, 1e-12);
    near(top.interval.unwrap().high, 0.9486571562537085, 1e-12);
}

#[test]
fn a_value_or_its_reason() {
    let check = |first: &[f64], second: &[f64], items, value, n, dropped| {
        let top = top_one_agreement(first, second, items, TiedTops::Shared, LEVEL);
        assert_eq!((top.value, top.n, top.dropped), (value, n, dropped));
    };
    let nan = f64::NAN;
    check(&[1.0], &[], 2, Err(Undefined::Lengths { left: 1, right: 0 }), 0, 0);
    check(&[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0], 2, Err(Undefined::Ragged { row: 1, found: 1, expected: 2 }), 0, 0);
    check(&[1.0], &[1.0], 1, Err(Undefined::TooFew { n: 1, needed: 2 }), 0, 0);
    check(&[], &[], 0, Err(Undefined::TooFew { n: 0, needed: 2 }), 0, 0);
    check(&[], &[], 2, Err(Undefined::TooFew { n: 0, needed: 1 }), 0, 0);
    check(&[1.0, nan, 1.0, 2.0], &[1.0, 2.0, 1.0, nan], 2, Err(Undefined::TooFew { n: 0, needed: 1 }), 0, 2);
    check(&[1.0, nan, 1.0, 2.0], &[1.0, 2.0, 3.0, 4.0], 2, Ok(1.0), 1, 1);
    assert!(top_one_agreement(&[1.0, 2.0], &[1.0, 2.0], 2, TiedTops::Same, 1.0).value.is_err());
}

proptest! {
    #[test]
    fn symmetric_and_within_the_interval(rows in prop::collection::vec((0u8..4, 0u8..4), 2..60), items in 2usize..5) {
        let whole = rows.len() / items * items;
        let (first, second): (Vec<f64>, Vec<f64>) = rows[..whole].iter().map(|(a, b)| (f64::from(*a), f64::from(*b))).unzip();
        for ties in [TiedTops::Shared, TiedTops::Same] {
            let top = top_one_agreement(&first, &second, items, ties, LEVEL);
            prop_assert_eq!(&top, &top_one_agreement(&second, &first, items, ties, LEVEL));
            if let (Ok(value), Some(interval)) = (top.value, top.interval) {
                prop_assert!(0.0 <= interval.low && interval.low <= value && value <= interval.high && interval.high <= 1.0);
            }
            let itself = top_one_agreement(&first, &first, items, ties, LEVEL);
            if let Ok(value) = itself.value { prop_assert_eq!(value, 1.0); }
        }
    }
}
