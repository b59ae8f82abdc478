use agreement::proportion::*;
use agreement::{Interval, LEVEL, Undefined};
use proptest::prelude::*;

use super::{near, number, oracle, vector, whole};

#[test]
fn published_intervals() {
    for name in ["wilson_81_263", "wilson_0_20"] {
        let vector = vector(name);
        let (k, n) = (whole(&vector["input"]["k"]), whole(&vector["input"]["n"]));
        let interval = wilson(k, n, LEVEL).interval.unwrap();
        near(interval.low, number(&vector["expected"][0]), number(&vector["tolerance"]), &vector);
        near(interval.high, number(&vector["expected"][1]), number(&vector["tolerance"]), &vector);
    }
}

#[test]
fn published_exact_test() {
    let vector = vector("binom_exact_r_doc");
    let (input, expected) = (&vector["input"], &vector["expected"]);
    let test =
        binomial_test(whole(&input["k"]), whole(&input["n"]), number(&input["p0"]), Alternative::TwoSided, LEVEL);
    let interval = test.share.interval.unwrap();
    let tolerance = number(&vector["tolerance"]);
    near(test.p.unwrap(), number(&expected["p_value"]), tolerance, &vector);
    near(interval.low, number(&expected["lo"]), tolerance, &vector);
    near(interval.high, number(&expected["hi"]), tolerance, &vector);
}

#[test]
fn as_other_libraries() {
    for case in oracle("shares") {
        let (k, n, p0, level) = (whole(&case["k"]), whole(&case["n"]), number(&case["p0"]), number(&case["level"]));
        for (share, expected) in
            [(wilson(k, n, level), &case["wilson"]), (clopper_pearson(k, n, level), &case["clopper_pearson"])]
        {
            let interval = share.interval.unwrap();
            near(interval.low, number(&expected[0]), 1e-11, &case);
            near(interval.high, number(&expected[1]), 1e-11, &case);
        }
        let test = |alternative| binomial_test(k, n, p0, alternative, level);
        near(test(Alternative::TwoSided).p.unwrap(), number(&case["two_sided"]), 1e-11, &case);
        let (greater, less) = (test(Alternative::Greater), test(Alternative::Less));
        near(greater.p.unwrap(), number(&case["greater"]), 1e-11, &case);
        near(less.p.unwrap(), number(&case["less"]), 1e-11, &case);
        near(greater.share.interval.unwrap().low, number(&case["low"]), 1e-11, &case);
        near(less.share.interval.unwrap().high, number(&case["high"]), 1e-11, &case);
        assert_eq!((greater.share.interval.unwrap().high, less.share.interval.unwrap().low), (1.0, 0.0));
    }
    for case in oracle("newcombe") {
        let sample = |side: &str| (whole(&case[side][0]), whole(&case[side][1]));
        let interval = newcombe(sample("first"), sample("second"), number(&case["level"])).interval.unwrap();
        near(interval.low, number(&case["interval"][0]), 1e-11, &case);
        near(interval.high, number(&case["interval"][1]), 1e-11, &case);
    }
    for case in oracle("mcnemar") {
        let test = mcnemar_exact(whole(&case["b"]), whole(&case["c"]), Alternative::TwoSided, LEVEL);
        near(test.p.unwrap(), number(&case["p"]), 1e-12, &case);
    }
    for case in oracle("holm") {
        let numbers = |key: &str| case[key].as_array().unwrap().iter().map(number).collect::<Vec<_>>();
        for (is, should) in holm(&numbers("p")).unwrap().into_iter().zip(numbers("corrected")) {
            near(is, should, 1e-12, &case);
        }
    }
}

#[test]
fn newcombe_as_published() {
    // Table II of Newcombe 1998, examples (a), (d) and (g) by method 10.
    for (first, second, low, high) in [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ] {
        let interval = newcombe(first, second, LEVEL).interval.unwrap();
        assert!((interval.low - low).abs() < 6e-5 && (interval.high - high).abs() < 6e-5, "{first:?} {second:?}");
    }
}

#[test]
fn a_reason_where_there_is_no_value() {
    let outside = |what, value, low, high| Err(Undefined::OutOfRange { what, value, low, high });
    let none = Err(Undefined::TooFew { n: 0, needed: 1 });
    for interval in [wilson, clopper_pearson] {
        assert_eq!(interval(0, 0, LEVEL).value, none);
        assert_eq!(interval(4, 3, LEVEL).value, outside("the count", 4.0, 0.0, 3.0));
        for level in [0.0, 1.0, -1.0, f64::INFINITY] {
            assert_eq!(interval(1, 3, level).value, outside("the level", level, 0.0, 1.0));
        }
        assert!(interval(1, 3, f64::NAN).value.is_err());
        assert_eq!(interval(1, 3, f64::NAN).interval, None);
    }
    assert!(wilson(u64::MAX, u64::MAX, LEVEL).value.is_ok());
    assert!(clopper_pearson(1, u64::MAX, LEVEL).value.is_err());
    assert!(clopper_pearson(MOST_ITEMS / 3, MOST_ITEMS, LEVEL).value.is_ok());
    assert_eq!(newcombe((0, 0), (1, 2), LEVEL).value, none);
    assert_eq!(newcombe((1, 2), (3, 2), LEVEL).value, outside("the count", 3.0, 0.0, 2.0));
    assert!(newcombe((1, u64::MAX), (3, u64::MAX), LEVEL).value.is_ok());

    let test = |k, n, p0| binomial_test(k, n, p0, Alternative::TwoSided, LEVEL).p;
    assert_eq!(test(0, 0, 0.5), none);
    assert_eq!(test(1, 2, 0.0), outside("the expected share", 0.0, 0.0, 1.0));
    assert_eq!(test(1, 2, 1.0), outside("the expected share", 1.0, 0.0, 1.0));
    assert!(test(1, 2, f64::NAN).is_err());
    assert!(test(0, MOST_ITEMS, 1e-300).is_ok_and(|p| p == 1.0));
    assert_eq!(mcnemar_exact(0, 0, Alternative::TwoSided, LEVEL).p, none);
    assert!(mcnemar_exact(u64::MAX, u64::MAX, Alternative::TwoSided, LEVEL).p.is_err());
    assert_eq!(holm(&[0.5, 1.5]), Err(Undefined::OutOfRange { what: "a p-value", value: 1.5, low: 0.0, high: 1.0 }));
    assert!(holm(&[f64::NAN]).is_err());
    assert_eq!(holm(&[]), Ok(vec![]));
}

fn counts() -> impl Strategy<Value = (u64, u64)> {
    (1u64..400).prop_flat_map(|n| (0..=n, Just(n)))
}

fn holds(interval: Interval, value: f64) -> bool {
    interval.low <= value && value <= interval.high
}

/// The two-sided p by its definition, outcome by outcome.
fn two_sided(k: u64, n: u64, p: f64) -> f64 {
    let choose = |i: u64| (1..=i).map(|j| ((n - i + j) as f64 / j as f64).ln()).sum::<f64>();
    let chance = |i: u64| (choose(i) + i as f64 * p.ln() + (n - i) as f64 * (1.0 - p).ln()).exp();
    let limit = chance(k) * (1.0 + 1e-7);
    (0..=n).map(chance).filter(|chance| *chance <= limit).sum()
}

proptest! {
    #[test]
    fn intervals_hold_the_share_within_0_and_1((k, n) in counts(), level in 0.5f64..0.999) {
        let share = k as f64 / n as f64;
        for statistic in [wilson(k, n, level), clopper_pearson(k, n, level)] {
            let interval = statistic.interval.unwrap();
            prop_assert_eq!(statistic.value, Ok(share));
            prop_assert!(holds(interval, share) && interval.low >= 0.0 && interval.high <= 1.0);
            prop_assert!(interval.low < interval.high);
        }
    }

    #[test]
    fn what_is_not_of_the_kind_has_the_mirrored_interval((k, n) in counts()) {
        for interval in [wilson, clopper_pearson] {
            let (one, other) = (interval(k, n, LEVEL).interval.unwrap(), interval(n - k, n, LEVEL).interval.unwrap());
            prop_assert!((one.low - (1.0 - other.high)).abs() < 1e-12);
            prop_assert!((one.high - (1.0 - other.low)).abs() < 1e-12);
        }
    }

    #[test]
    fn the_exact_interval_holds_the_middle_of_wilsons((k, n) in counts()) {
        let score = wilson(k, n, LEVEL).interval.unwrap();
        prop_assert!(holds(clopper_pearson(k, n, LEVEL).interval.unwrap(), 0.5 * (score.low + score.high)));
    }

    #[test]
    fn the_exact_interval_holds_what_its_test_does_not_reject((k, n) in counts(), p0 in 0.01f64..0.99) {
        for alternative in [Alternative::Greater, Alternative::Less] {
            let test = binomial_test(k, n, p0, alternative, LEVEL);
            let p = test.p.unwrap();
            prop_assume!((p - 0.05).abs() > 1e-9);
            prop_assert_eq!(holds(test.share.interval.unwrap(), p0), p > 0.05);
        }
    }

    #[test]
    fn two_sided_is_its_definition((k, n) in counts(), p0 in 0.01f64..0.99) {
        let p = binomial_test(k, n, p0, Alternative::TwoSided, LEVEL).p.unwrap();
        prop_assert!((0.0..=1.0).contains(&p));
        prop_assert!((p - two_sided(k, n, p0).min(1.0)).abs() < 1e-9, "{p}");
    }

    #[test]
    fn at_one_half_both_sides_are_alike((k, n) in counts()) {
        let p = |k, alternative| binomial_test(k, n, 0.5, alternative, LEVEL).p.unwrap();
        prop_assert!((p(k, Alternative::TwoSided) - p(n - k, Alternative::TwoSided)).abs() < 1e-12);
        prop_assert!((p(k, Alternative::Greater) - p(n - k, Alternative::Less)).abs() < 1e-12);
        let tail = p(k, Alternative::Greater).min(p(k, Alternative::Less));
        prop_assert!((p(k, Alternative::TwoSided) - (2.0 * tail).min(1.0)).abs() < 1e-12);
    }

    #[test]
    fn a_difference_turns_with_its_samples(first in counts(), second in counts()) {
        let (one, other) = (newcombe(first, second, LEVEL), newcombe(second, first, LEVEL));
        let (a, b) = (one.interval.unwrap(), other.interval.unwrap());
        prop_assert!((one.value.unwrap() + other.value.unwrap()).abs() < 1e-15);
        prop_assert!((a.low + b.high).abs() < 1e-12 && (a.high + b.low).abs() < 1e-12);
        prop_assert!(holds(a, one.value.unwrap()) && a.low >= -1.0 && a.high <= 1.0);
    }

    #[test]
    fn holm_never_lowers_a_p_and_keeps_their_order(p in prop::collection::vec(0.0f64..=1.0, 0..20)) {
        let corrected = holm(&p).unwrap();
        for (at, value) in p.iter().enumerate() {
            prop_assert!(*value <= corrected[at] && corrected[at] <= 1.0);
            prop_assert!(corrected[at] <= (value * p.len() as f64).min(1.0), "never above Bonferroni's");
            for (other, lower) in p.iter().enumerate() {
                prop_assert!(lower > value || corrected[other] <= corrected[at]);
            }
        }
        let mut turned = p.clone();
        turned.reverse();
        let mut again = holm(&turned).unwrap();
        again.reverse();
        prop_assert_eq!(again, corrected);
    }

    #[test]
    fn never_panics(k in any::<u64>(), n in any::<u64>(), p in prop::num::f64::ANY, level in prop::num::f64::ANY) {
        let _ = (wilson(k, n, level), newcombe((k, n), (n, k), level), holm(&[p, level]));
        for n in [n, n % 100_000] {
            let _ = clopper_pearson(k % (n.max(1)), n, level);
            let _ = binomial_test(k % (n.max(1)), n, p, Alternative::TwoSided, level);
        }
    }
}
