use agreement::bias::{smallest_effect, smallest_gap, smallest_shortfall, smallest_swing};
use agreement::proportion::{Alternative, binomial_test};
use agreement::{LEVEL, Undefined};
use proptest::prelude::*;

const POWER: f64 = 0.8;

fn near(is: Result<f64, Undefined>, should: f64) {
    let is = is.unwrap();
    assert!((is - should).abs() < 1e-9, "{is}, not {should}");
}

/// Recomputed with SciPy.
#[test]
fn values() {
    near(smallest_effect(0.1, None, LEVEL, POWER), 0.28015852181129686);
    near(smallest_effect(0.1, Some(19.0), LEVEL, POWER), 0.2953974604677192);
    near(smallest_gap(20, 60, 0.8, LEVEL, POWER), 0.3265748752204232);
    near(smallest_shortfall(20, 0.75, LEVEL, POWER), 0.3180002998170613);
    near(smallest_swing(100, 10, LEVEL, POWER), 0.13390345178893767);
}

#[test]
fn reasons() {
    for se in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(smallest_effect(se, None, LEVEL, POWER).is_err(), "{se}");
    }
    for power in [0.5, 1.0, f64::NAN] {
        assert!(smallest_effect(1.0, None, LEVEL, power).is_err());
        assert!(smallest_shortfall(20, 0.75, LEVEL, power).is_err());
        assert!(smallest_swing(20, 3, LEVEL, power).is_err());
    }
    assert!(smallest_effect(1.0, Some(0.0), LEVEL, POWER).is_err());
    assert_eq!(smallest_gap(0, 5, 0.5, LEVEL, POWER), Err(Undefined::TooFew { n: 0, needed: 1 }));
    assert!(smallest_gap(5, 5, 1.5, LEVEL, POWER).is_err());
    assert_eq!(smallest_shortfall(0, 0.75, LEVEL, POWER), Err(Undefined::TooFew { n: 0, needed: 1 }));
    assert!(smallest_shortfall(u64::MAX, 0.75, LEVEL, POWER).is_err());
    assert_eq!(smallest_swing(0, 0, LEVEL, POWER), Err(Undefined::TooFew { n: 0, needed: 1 }));
    assert!(smallest_swing(5, 6, LEVEL, POWER).is_err());
    // Two items are no evidence against a level of one half, whatever they say.
    assert_eq!(smallest_shortfall(2, 0.5, LEVEL, POWER), Ok(0.5));
    assert_eq!(smallest_gap(1, 1, 0.5, LEVEL, POWER), Ok(1.0));
}

proptest! {
    #[test]
    fn more_items_show_less(n in 5u64..300, changed in 0u64..5, share in 0.0..1.0f64) {
        let gap = |n| smallest_gap(n, 2 * n, share, LEVEL, POWER).unwrap();
        prop_assert!(gap(2 * n) <= gap(n) && gap(n) <= 1.0);
        let swing = |n, changed| smallest_swing(n, changed, LEVEL, POWER).unwrap();
        prop_assert!(swing(2 * n, changed) <= swing(n, changed) && swing(n, changed) <= swing(n, changed + 1));
    }

    /// The exact test finds just the promised shortfall with the promised chance.
    #[test]
    fn a_shortfall_is_found(n in 10u64..300, level in 0.5..0.95f64) {
        let shortfall = smallest_shortfall(n, level, LEVEL, POWER).unwrap();
        let at_most = |count, share| binomial_test(count, n, share, Alternative::Less, LEVEL).p.unwrap();
        let found: Vec<u64> = (0..=n).filter(|count| at_most(*count, level) <= 0.025).collect();
        let most = found.last().copied().unwrap();
        prop_assert!((at_most(most, level - shortfall) - POWER).abs() < 1e-6);
    }
}
