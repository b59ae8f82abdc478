use agreement::Undefined;
use agreement::proportion::{Alternative, MOST_OF_TWO, fisher_exact};
use proptest::prelude::*;

const BOTH: Alternative = Alternative::TwoSided;

fn check(first: (u64, u64), second: (u64, u64), expected: [f64; 3]) {
    for (alternative, p) in [BOTH, Alternative::Greater, Alternative::Less].into_iter().zip(expected) {
        let is = fisher_exact(first, second, alternative).unwrap();
        assert!((is - p).abs() <= 1e-9 * p, "{first:?} {second:?} {alternative:?}: {is}, not {p}");
    }
}

/// From SciPy.
#[test]
fn tables() {
    check((5, 12), (66, 78), [0.002683485390950056, 0.9997117427629937, 0.002683485390950056]);
    check((0, 10), (0, 20), [1.0, 1.0, 1.0]);
    check((10, 10), (0, 20), [3.328339160423118e-08, 3.328339160423118e-08, 1.0]);
    check((3, 7), (2, 5), [1.0, 0.6893939393939394, 0.7525252525252526]);
    check((400, 1000), (350, 1000), [0.023592221120684112, 0.011796110560342056, 0.9907673956549832]);
    check((1, 1), (500, 1000), [1.0, 0.5004995004995005, 1.0]);
    check((20, 30), (3, 300), [9.040273938495236e-22, 9.040273938495236e-22, 1.0]);
}

#[test]
fn reasons() {
    assert_eq!(fisher_exact((0, 0), (1, 2), BOTH), Err(Undefined::TooFew { n: 0, needed: 1 }));
    assert!(matches!(fisher_exact((3, 2), (1, 2), BOTH), Err(Undefined::OutOfRange { what: "the count", .. })));
    assert!(fisher_exact((0, u64::MAX), (0, u64::MAX), BOTH).is_err());
    let most = fisher_exact((MOST_OF_TWO / 4, MOST_OF_TWO / 2), (MOST_OF_TWO / 4, MOST_OF_TWO / 2), BOTH).unwrap();
    assert!((most - 1.0).abs() < 1e-9);
}

proptest! {
    #[test]
    fn laws(k1 in 0u64..40, over1 in 0u64..40, k2 in 0u64..40, over2 in 0u64..40) {
        let (first, second) = ((k1, k1 + over1 + 1), (k2, k2 + over2 + 1));
        let p = |first, second, alternative| fisher_exact(first, second, alternative).unwrap();
        let both = p(first, second, BOTH);
        prop_assert!((0.0..=1.0).contains(&both));
        prop_assert!((both - p(second, first, BOTH)).abs() < 1e-9);
        let turned = |(k, n): (u64, u64)| (n - k, n);
        prop_assert!((both - p(turned(first), turned(second), BOTH)).abs() < 1e-9);
        let (greater, less) = (p(first, second, Alternative::Greater), p(first, second, Alternative::Less));
        prop_assert!((greater - p(second, first, Alternative::Less)).abs() < 1e-9);
        prop_assert!(both >= greater.min(less) * (1.0 - 1e-9) && greater + less >= 1.0 - 1e-9);
    }
}
