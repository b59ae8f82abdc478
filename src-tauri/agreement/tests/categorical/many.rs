//! Any number of raters.

use agreement::categorical::many::{
    brennan_prediger, conger_kappa, fleiss_kappa, fleiss_kappa_of_counts, gwet_ac, percent_agreement, randolph_kappa,
};
use agreement::{LEVEL, Ratings, Statistic, Undefined, Weights};
use proptest::prelude::*;

use super::{all_same, near, reason, same, sound, weights};

type Coefficient = fn(&Ratings<'_, u8>, &Weights, f64) -> Statistic;

const ALL: [Coefficient; 6] =
    [percent_agreement, fleiss_kappa, conger_kappa, gwet_ac, brennan_prediger, randolph_kappa];

const NONE: u8 = u8::MAX;

fn check_reason(codes: &[u8], raters: usize, categories: usize, expected: Undefined) {
    let ratings = Ratings::new(codes, raters, categories).unwrap();
    for coefficient in ALL {
        let statistic = coefficient(&ratings, &Weights::Identity, LEVEL);
        assert_eq!(reason(&statistic), Some(expected));
        assert_eq!((statistic.n, statistic.dropped), (0, codes.len() / raters));
    }
}

#[test]
fn an_undefined_value_has_its_reason() {
    check_reason(&[], 3, 2, Undefined::TooFew { n: 0, needed: 1 });
    check_reason(&[0, 1, 0], 1, 2, Undefined::TooFewRaters { n: 1, needed: 2 });
    check_reason(&[0, NONE, NONE, 1], 2, 2, Undefined::NothingPairable);
    check_reason(&[NONE; 6], 2, 2, Undefined::NothingPairable);
    let ratings = Ratings::new(&[0u8, 1, 1, 1], 2, 2).unwrap();
    for coefficient in ALL {
        let wide = coefficient(&ratings, &Weights::Own(vec![1.0; 9]), LEVEL);
        assert_eq!(reason(&wide), Some(Undefined::Ragged { row: 0, found: 9, expected: 4 }));
        assert!(coefficient(&ratings, &Weights::Identity, 1.0).value.is_err());
    }
}

#[test]
fn all_in_one_category() {
    let ratings = Ratings::new(&[1u8; 12], 3, 4).unwrap();
    for weights in [Weights::Identity, Weights::Linear, Weights::Quadratic] {
        for coefficient in [fleiss_kappa, conger_kappa] {
            let statistic = coefficient(&ratings, &weights, LEVEL);
            assert_eq!(statistic.value, Err(Undefined::NoVariation));
            assert_eq!((statistic.observed, statistic.expected), (Some(1.0), Some(1.0)));
        }
        for coefficient in [percent_agreement, gwet_ac, brennan_prediger, randolph_kappa] {
            assert_eq!(coefficient(&ratings, &weights, LEVEL).value, Ok(1.0));
        }
    }
    let one = Ratings::new(&[0u8; 6], 3, 1).unwrap();
    for coefficient in [fleiss_kappa, conger_kappa, gwet_ac, brennan_prediger] {
        assert_eq!(coefficient(&one, &Weights::Identity, LEVEL).value, Err(Undefined::NoVariation));
    }
}

#[test]
fn full_agreement_is_not_certainty() {
    let ratings = Ratings::new(&[0u8, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1], 3, 2).unwrap();
    let kappa = fleiss_kappa(&ratings, &Weights::Identity, LEVEL);
    assert_eq!((kappa.value, kappa.se), (Ok(1.0), Some(0.0)));
    let interval = kappa.interval.unwrap();
    assert!(interval.method.contains("Wilson"));
    // 4 of 4 items agree: Wilson's lower limit is .5101, and chance agrees on half.
    near(interval.low, 2.0 * 0.510_109 - 1.0, 1e-6, "low");
    assert_eq!(interval.high, 1.0);

    let single = Ratings::new(&[0u8, 1, 0], 3, 2).unwrap();
    let kappa = fleiss_kappa(&single, &Weights::Identity, LEVEL);
    assert_eq!(kappa.se, None, "one item has no spread");
    sound(&kappa);
}

#[test]
fn an_item_with_one_rating_counts_in_the_margins_only() {
    let codes = [0, 0, 1, 1, 0, 1, 1, NONE, NONE, NONE];
    let ratings = Ratings::new(&codes, 2, 2).unwrap();
    for coefficient in [fleiss_kappa, conger_kappa, gwet_ac, brennan_prediger, randolph_kappa] {
        let statistic = coefficient(&ratings, &Weights::Identity, LEVEL);
        assert_eq!((statistic.n, statistic.dropped), (4, 1));
        near(statistic.observed.unwrap(), 2.0 / 3.0, 1e-12, "observed");
    }
    // Shares of the second category are 0, 1, ½ and 1, so ⅝.
    let fleiss = fleiss_kappa(&ratings, &Weights::Identity, LEVEL);
    near(fleiss.expected.unwrap(), (25.0 + 9.0) / 64.0, 1e-12, "expected");
    let plain = percent_agreement(&ratings, &Weights::Identity, LEVEL);
    assert_eq!((plain.n, plain.dropped), (3, 2));
}

#[test]
fn a_rater_without_ratings_changes_nothing() {
    let with = Ratings::new(&[0, 0, NONE, 1, 1, NONE, 0, 1, NONE, 1, 1, NONE], 3, 2).unwrap();
    let without = Ratings::new(&[0u8, 0, 1, 1, 0, 1, 1, 1], 2, 2).unwrap();
    for coefficient in ALL {
        let of = |ratings: &Ratings<'_, u8>| coefficient(ratings, &Weights::Identity, LEVEL);
        assert!(all_same(&of(&with), &of(&without)));
    }
    let alone = Ratings::new(&[0, NONE, NONE, 0, NONE, NONE], 3, 2).unwrap();
    assert_eq!(reason(&conger_kappa(&alone, &Weights::Identity, LEVEL)), Some(Undefined::NothingPairable));
}

#[test]
fn counts_with_unequal_numbers_of_ratings() {
    let counts = [2, 1, 0, /* one rating */ 0, 1, 0, /* none */ 0, 0, 0, /* four */ 0, 0, 4];
    let codes = [0, 0, 1, NONE, 1, NONE, NONE, NONE, NONE, NONE, NONE, NONE, 2, 2, 2, 2];
    let ratings = Ratings::new(&codes, 4, 3).unwrap();
    for weights in [Weights::Identity, Weights::Linear, Weights::Quadratic] {
        let (of_counts, of_ratings) =
            (fleiss_kappa_of_counts(&counts, 3, &weights, LEVEL), fleiss_kappa(&ratings, &weights, LEVEL));
        assert_eq!((of_counts.n, of_counts.dropped), (3, 1));
        assert_eq!(of_counts, of_ratings);
    }
}

#[test]
fn counts_that_cannot_be() {
    let check = |counts: &[u32], categories: usize, expected: Undefined| {
        let statistic = fleiss_kappa_of_counts(counts, categories, &Weights::Identity, LEVEL);
        assert_eq!(reason(&statistic), Some(expected));
    };
    check(&[], 3, Undefined::TooFew { n: 0, needed: 1 });
    check(&[1, 2], 0, Undefined::TooFew { n: 0, needed: 1 });
    check(&[1, 2, 3, 4], 3, Undefined::Ragged { row: 1, found: 1, expected: 3 });
    check(&[1, 0, 0, 1], 2, Undefined::NothingPairable);
    let what = "the number of categories";
    let high = f64::from(1 << 20);
    check(&[1], usize::MAX, Undefined::OutOfRange { what, value: usize::MAX as f64, low: 1.0, high });
}

#[test]
fn counts_of_any_size() {
    let most = u32::MAX;
    let alike = [[most, 0], [0, most]].concat();
    assert_eq!(fleiss_kappa_of_counts(&alike, 2, &Weights::Identity, LEVEL).value, Ok(1.0));
    let split = [most; 64];
    let statistic = fleiss_kappa_of_counts(&split, 2, &Weights::Identity, LEVEL);
    sound(&statistic);
    near(statistic.value.unwrap(), 0.0, 1e-9, "evenly split");
}

#[test]
fn items_with_many_categories() {
    let codes: Vec<u16> = (0..1200u32).map(|i| (i * i % 907) as u16).collect();
    let ratings = Ratings::new(&codes, 300, 907).unwrap();
    let linear = percent_agreement(&ratings, &Weights::Linear, LEVEL).value.unwrap();
    let apart = |item: &[u16]| -> f64 {
        let all = item.iter().flat_map(|a| item.iter().map(move |b| f64::from(a.abs_diff(*b)) / 906.0));
        all.sum::<f64>() / (300.0 * 299.0)
    };
    near(linear, 1.0 - codes.chunks(300).map(apart).sum::<f64>() / 4.0, 1e-12, "linear");
}

#[test]
fn a_million_equal_items() {
    let counts = vec![u32::MAX; 1_000_000];
    let kappa = fleiss_kappa_of_counts(&counts, 1, &Weights::Identity, LEVEL);
    assert_eq!((kappa.value, kappa.n), (Err(Undefined::NoVariation), 1_000_000));
}

#[test]
fn more_raters_times_categories_than_can_be_kept() {
    let codes = vec![0u8; 200];
    let ratings = Ratings::new(&codes, 100, 1 << 20).unwrap();
    let kappa = conger_kappa(&ratings, &Weights::Identity, LEVEL);
    assert!(matches!(kappa.value, Err(Undefined::OutOfRange { what: "raters times categories", .. })));
    // The others do not keep what each rater uses.
    assert_eq!(gwet_ac(&ratings, &Weights::Identity, LEVEL).value, Ok(1.0));
}

/// Ratings by two to five raters in two to five categories, some missing.
fn some_ratings() -> impl Strategy<Value = (Vec<u8>, usize, usize)> {
    (2usize..6, 1u8..6, 1usize..12).prop_flat_map(|(raters, categories, items)| {
        let code = prop_oneof![5 => 0..categories, 1 => Just(NONE)];
        (prop::collection::vec(code, raters * items), Just(raters), Just(categories as usize))
    })
}

proptest! {
    #[test]
    fn sound_whatever_the_ratings((codes, raters, categories) in some_ratings(), weights in weights()) {
        let ratings = Ratings::new(&codes, raters, categories).unwrap();
        for coefficient in ALL {
            let statistic = coefficient(&ratings, &weights, LEVEL);
            sound(&statistic);
            prop_assert!(statistic.n + statistic.dropped == codes.len() / raters);
        }
    }

    #[test]
    fn items_and_raters_come_in_any_order((codes, raters, categories) in some_ratings(), weights in weights()) {
        let ratings = Ratings::new(&codes, raters, categories).unwrap();
        let turned: Vec<u8> = codes.iter().rev().copied().collect();
        let turned = Ratings::new(&turned, raters, categories).unwrap();
        for coefficient in ALL {
            let (left, right) = (coefficient(&ratings, &weights, LEVEL), coefficient(&turned, &weights, LEVEL));
            prop_assert!(all_same(&left, &right), "{:?} {:?}", left, right);
        }
    }

    #[test]
    fn names_do_not_matter_and_order_only_to_weights((codes, raters, categories) in some_ratings()) {
        let renamed = |to: &dyn Fn(u8) -> u8| -> Vec<u8> {
            codes.iter().map(|code| if *code == NONE { NONE } else { to(*code) }).collect()
        };
        let last = categories as u8 - 1;
        let (turned, next) = (renamed(&|code| last - code), renamed(&|code| (code + 1) % categories as u8));
        for coefficient in ALL {
            let of = |codes: &[u8], weights: &Weights| {
                coefficient(&Ratings::new(codes, raters, categories).unwrap(), weights, LEVEL)
            };
            prop_assert!(all_same(&of(&codes, &Weights::Identity), &of(&next, &Weights::Identity)));
            for weights in [Weights::Linear, Weights::Quadratic] {
                prop_assert!(all_same(&of(&codes, &weights), &of(&turned, &weights)));
            }
        }
    }

    #[test]
    fn a_long_list_of_categories_is_counted_as_a_short_one((codes, raters, _) in some_ratings()) {
        // Longer than what is counted whole; a category that nobody used is nothing to these three.
        let (short, long) = (Ratings::new(&codes, raters, 6).unwrap(), Ratings::new(&codes, raters, 200).unwrap());
        for coefficient in [percent_agreement, fleiss_kappa, conger_kappa] {
            let of = |ratings: &Ratings<'_, u8>| coefficient(ratings, &Weights::Identity, LEVEL);
            prop_assert!(all_same(&of(&short), &of(&long)));
        }
    }

    #[test]
    fn randolph_is_brennan_and_prediger((codes, raters, categories) in some_ratings(), weights in weights()) {
        let ratings = Ratings::new(&codes, raters, categories).unwrap();
        let (left, right) = (randolph_kappa(&ratings, &weights, LEVEL), brennan_prediger(&ratings, &weights, LEVEL));
        prop_assert!(all_same(&left, &right));
        prop_assert_eq!((left.n, left.dropped, left.interval), (right.n, right.dropped, right.interval));
    }

    #[test]
    fn fleiss_by_its_definition((codes, raters, categories) in some_ratings(), weights in weights()) {
        let ratings = Ratings::new(&codes, raters, categories).unwrap();
        let fleiss = fleiss_kappa(&ratings, &weights, LEVEL);
        if let Ok(value) = fleiss.value {
            prop_assert!((value - fleiss_by_definition(&ratings, &weights)).abs() < 1e-9);
        }
        let counts: Vec<u32> = ratings
            .items()
            .flat_map(|item| (0..categories).map(|k| item.iter().filter(|code| **code as usize == k).count() as u32))
            .collect();
        let of_counts = fleiss_kappa_of_counts(&counts, categories, &weights, LEVEL);
        prop_assert!(same(&fleiss, &of_counts));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn one_s_own_weights_for_a_long_list((codes, raters, _) in some_ratings()) {
        let short = Ratings::new(&codes, raters, 6).unwrap();
        let padded = |weights: &Weights| {
            let inner = weights.matrix(6).unwrap();
            let at = |i: usize, j: usize| if i.max(j) < 6 { inner[i * 6 + j] } else { f64::from(u8::from(i == j)) };
            Weights::Own((0..40).flat_map(|i| (0..40).map(move |j| at(i, j))).collect())
        };
        let long = Ratings::new(&codes, raters, 40).unwrap();
        for weights in [Weights::Linear, Weights::Quadratic] {
            for coefficient in [percent_agreement, fleiss_kappa, conger_kappa] {
                prop_assert!(all_same(&coefficient(&short, &weights, LEVEL), &coefficient(&long, &padded(&weights), LEVEL)));
            }
        }
    }
}

fn fleiss_by_definition(ratings: &Ratings<'_, u8>, weights: &Weights) -> f64 {
    let q = ratings.categories();
    let weights = weights.matrix(q).unwrap();
    let (mut shares, mut rated, mut agreed, mut paired) = (vec![0.0; q], 0.0, 0.0, 0.0);
    for item in ratings.items() {
        let known: Vec<usize> = item.iter().filter(|code| **code != NONE).map(|code| *code as usize).collect();
        known.iter().for_each(|code| shares[*code] += 1.0 / known.len() as f64);
        rated += f64::from(u8::from(!known.is_empty()));
        if known.len() < 2 {
            continue;
        }
        let pairs = (0..known.len()).flat_map(|a| (0..known.len()).filter(move |b| a != *b).map(move |b| (a, b)));
        let sum: f64 = pairs.map(|(a, b)| weights[known[a] * q + known[b]]).sum();
        agreed += sum / (known.len() * (known.len() - 1)) as f64;
        paired += 1.0;
    }
    let cells = (0..q * q).map(|cell| weights[cell] * shares[cell / q] * shares[cell % q] / (rated * rated));
    let expected: f64 = cells.sum();
    (agreed / paired - expected) / (1.0 - expected)
}
