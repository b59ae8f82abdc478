use agreement::rank::{Discount, Gain, Ideal, Ndcg, TiedScores, mean_ndcg, ndcg};
use agreement::{LEVEL, Undefined};
use proptest::prelude::*;

use crate::{near, numbers, vector};

fn plain(relevance: &[f64], scores: &[f64]) -> Result<f64, Undefined> {
    ndcg(relevance, scores, Ideal::SameItems, &Ndcg::default()).value
}

#[test]
fn published_values() {
    let doc = vector("ndcg_sklearn_doc");
    let value = plain(&numbers(&doc["input"]["true_relevance"]), &numbers(&doc["input"]["scores"])).unwrap();
    near(value, doc["expected"].as_f64().unwrap(), doc["tolerance"].as_f64().unwrap());
    let zero = vector("ndcg_all_zero");
    let relevance = numbers(&zero["input"]["rel"]);
    assert_eq!(plain(&relevance, &[1.0, 2.0, 3.0]), Err(Undefined::NoVariation), "{}", zero["rule"]);
}

/// scikit-learn 1.9.1, ndcg_score, with relevances of 2^r − 1 for the exponential gain.
#[test]
fn variants_as_scikit_learn_has_them() {
    let (relevance, scores) = ([3.0, 2.0, 3.0, 0.0, 1.0, 2.0], [2.0, 2.0, 1.0, 5.0, 2.0, 0.5]);
    let check = |gain, ties, cut_off, should| {
        let how = Ndcg { gain, ties, cut_off, ..Ndcg::default() };
        near(ndcg(&relevance, &scores, Ideal::SameItems, &how).value.unwrap(), should, 1e-12);
    };
    check(Gain::Linear, TiedScores::Averaged, None, 0.6996483389789686);
    check(Gain::Linear, TiedScores::Averaged, Some(3), 0.38383512579045026);
    check(Gain::Exponential, TiedScores::Averaged, None, 0.65106040529458);
    check(Gain::Exponential, TiedScores::Averaged, Some(2), 0.20263718474190276);
    check(Gain::Linear, TiedScores::Averaged, Some(99), 0.6996483389789686);
    // In order: as for scores in which each of the tie is a little below the one before.
    check(Gain::Linear, TiedScores::InOrder, None, 0.7276910963727932);
}

#[test]
fn the_discount_of_the_first_article() {
    // Järvelin & Kekäläinen 2002, section 2.2: G' = 3, 2, 3, 0, 0, 1, 2, 2, 3, 0 has the DCG 3, 5, 6.89, 6.89, 6.89,
    // 7.28, 7.99, 8.66, 9.61, 9.61 with logarithms to the base of 2, and the ideal 3, 3, 3, 2, 2, 2, 1, 1, 1, 1, …
    let gains = [3.0, 2.0, 3.0, 0.0, 0.0, 1.0, 2.0, 2.0, 3.0, 0.0];
    let scores: Vec<f64> = (0..10).map(|i| -f64::from(i)).collect();
    let how = Ndcg { discount: Discount::Rank, ..Ndcg::default() };
    let all = [3.0, 3.0, 3.0, 2.0, 2.0, 2.0, 1.0, 1.0, 1.0, 1.0];
    let ideal_dcg: f64 = (1..=10).zip(all).map(|(rank, gain)| gain / f64::from(rank).log2().max(1.0)).sum();
    let value = ndcg(&gains, &scores, Ideal::Of(&all), &how).value.unwrap();
    near(value * ideal_dcg, 9.61, 0.005);
    let at_three = ndcg(&gains, &scores, Ideal::Of(&all), &Ndcg { cut_off: Some(3), ..how }).value.unwrap();
    near(at_three * (6.0 + 3.0 / 3f64.log2()), 6.89, 0.005);
}

#[test]
fn a_value_or_its_reason() {
    let check = |relevance: &[f64], scores: &[f64], value| {
        assert_eq!(plain(relevance, scores), value, "{relevance:?} by {scores:?}");
    };
    let (nan, inf) = (f64::NAN, f64::INFINITY);
    check(&[1.0], &[], Err(Undefined::Lengths { left: 1, right: 0 }));
    check(&[], &[], Err(Undefined::TooFew { n: 0, needed: 2 }));
    check(&[1.0], &[1.0], Err(Undefined::TooFew { n: 1, needed: 2 }));
    check(&[1.0, nan], &[1.0, 2.0], Err(Undefined::TooFew { n: 1, needed: 2 }));
    check(&[1.0, 2.0], &[1.0, nan], Err(Undefined::NotFinite { what: "score", at: 1 }));
    check(&[1.0, inf], &[1.0, 1.0], Err(Undefined::NotFinite { what: "relevance", at: 1 }));
    let negative = Undefined::OutOfRange { what: "a relevance", value: -1.0, low: 0.0, high: inf };
    check(&[1.0, -1.0], &[1.0, 1.0], Err(negative));
    check(&[2.0, 1.0, nan], &[inf, -inf, 0.0], Ok(1.0));
    let dropped = ndcg(&[2.0, 1.0, nan], &[3.0, 2.0, 1.0], Ideal::SameItems, &Ndcg::default());
    assert_eq!((dropped.n, dropped.dropped), (2, 1));
    let none = Ndcg { cut_off: Some(0), ..Ndcg::default() };
    assert!(matches!(ndcg(&[1.0, 2.0], &[1.0, 2.0], Ideal::SameItems, &none).value, Err(Undefined::OutOfRange { .. })));
    let huge = Ndcg { gain: Gain::Exponential, ..Ndcg::default() };
    assert!(matches!(ndcg(&[1e4, 2.0], &[1.0, 2.0], Ideal::SameItems, &huge).value, Err(Undefined::OutOfRange { .. })));
}

#[test]
fn an_ideal_of_more_than_was_found() {
    let how = Ndcg::default();
    let value = |all: &[f64]| ndcg(&[1.0], &[5.0], Ideal::Of(all), &how).value;
    near(value(&[1.0, 2.0]).unwrap(), 1.0 / (2.0 + 1.0 / 3f64.log2()), 1e-12);
    assert_eq!(value(&[1.0]), Ok(1.0));
    assert_eq!(value(&[0.0]), Err(Undefined::NoVariation));
    assert!(matches!(value(&[0.5]), Err(Undefined::OutOfRange { value: 2.0, .. })));
    assert!(value(&[-1.0]).is_err());
}

#[test]
fn a_mean_of_lists() {
    let relevance = [3.0, 0.0, 1.0, 0.0, 2.0, 2.0, 0.0, 0.0, 0.0, f64::NAN, 1.0, f64::NAN];
    let scores = [0.9, 0.5, 0.7, 0.8, 0.1, 0.6, 0.3, 0.2, 0.1, 0.5, 0.5, 0.5];
    let mean = mean_ndcg(&relevance, &scores, 3, &Ndcg::default(), LEVEL);
    assert_eq!((mean.n, mean.dropped), (2, 2));
    let second = plain(&relevance[3..6], &scores[3..6]).unwrap();
    near(mean.value.unwrap(), f64::midpoint(1.0, second), 1e-12);
    assert!(mean.interval.is_some() && mean.method.contains("NDCG"));
    let check = |relevance: &[f64], items, reason| {
        assert_eq!(
            mean_ndcg(relevance, &vec![1.0; relevance.len()], items, &Ndcg::default(), LEVEL).value,
            Err(reason)
        );
    };
    check(&[1.0, 2.0, 3.0], 2, Undefined::Ragged { row: 1, found: 1, expected: 2 });
    check(&[1.0], 0, Undefined::TooFew { n: 0, needed: 2 });
    check(&[0.0, 0.0], 2, Undefined::TooFew { n: 0, needed: 1 });
    check(&[], 2, Undefined::TooFew { n: 0, needed: 1 });
}

/// By the definition: over every order of the scores' ties, the mean of the gain.
fn by_definition(relevance: &[f64], scores: &[f64]) -> f64 {
    let discounted = |of: &dyn Fn(usize) -> f64| (0..relevance.len()).map(of).sum::<f64>();
    let discount = |rank: usize| 1.0 / ((rank + 2) as f64).log2();
    let dcg = |keys: &[f64]| {
        discounted(&|i| {
            let above = keys.iter().filter(|other| **other > keys[i]).count();
            let alike = keys.iter().filter(|other| **other == keys[i]).count();
            relevance[i] * (above..above + alike).map(discount).sum::<f64>() / alike as f64
        })
    };
    dcg(scores) / dcg(relevance)
}

fn lists() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    (2usize..30, 1u8..40).prop_flat_map(|(n, levels)| {
        let grades = prop::collection::vec((0u8..5).prop_map(f64::from), n);
        (grades, prop::collection::vec((0..levels).prop_map(f64::from), n))
    })
}

proptest! {
    #[test]
    fn equals_its_definition((relevance, scores) in lists()) {
        match plain(&relevance, &scores) {
            Ok(value) => prop_assert!((value - by_definition(&relevance, &scores)).abs() < 1e-12),
            Err(reason) => {
                prop_assert_eq!(reason, Undefined::NoVariation);
                prop_assert!(relevance.iter().all(|r| *r == 0.0));
            }
        }
    }

    #[test]
    fn the_ideal_order_is_one_and_items_have_no_order((relevance, scores) in lists(), turn in 0usize..30) {
        let variants = [(Gain::Linear, Discount::NextRank), (Gain::Exponential, Discount::Rank)];
        for (gain, discount) in variants {
            let how = Ndcg { gain, discount, cut_off: Some(7), ..Ndcg::default() };
            if let Ok(value) = ndcg(&relevance, &relevance, Ideal::SameItems, &how).value {
                prop_assert!((value - 1.0).abs() < 1e-12);
            }
            let (mut a, mut b) = (relevance.clone(), scores.clone());
            a.rotate_left(turn.min(relevance.len()));
            b.rotate_left(turn.min(scores.len()));
            let values = (ndcg(&relevance, &scores, Ideal::SameItems, &how).value, ndcg(&a, &b, Ideal::SameItems, &how).value);
            match values {
                (Ok(a), Ok(b)) => prop_assert!((a - b).abs() < 1e-12),
                (a, b) => prop_assert_eq!(a, b),
            }
        }
    }

    #[test]
    fn never_panics(
        relevance in prop::collection::vec(any::<f64>(), 0..20),
        scores in prop::collection::vec(any::<f64>(), 0..20),
        items in 0usize..5,
        cut_off in prop::option::of(0usize..9),
    ) {
        let n = relevance.len().min(scores.len());
        for (gain, ties) in [(Gain::Exponential, TiedScores::InOrder), (Gain::Linear, TiedScores::Averaged)] {
            let how = Ndcg { gain, ties, cut_off, ..Ndcg::default() };
            let positive: Vec<f64> = relevance.iter().map(|v| v.abs()).collect();
            for relevance in [&relevance, &positive] {
                let one = ndcg(&relevance[..n], &scores[..n], Ideal::Of(relevance), &how);
                let many = mean_ndcg(&relevance[..n], &scores[..n], items, &how, LEVEL);
                for value in [one.value, many.value].into_iter().flatten() { prop_assert!((0.0..=1.0).contains(&value)); }
            }
        }
    }
}
