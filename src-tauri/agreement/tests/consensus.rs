//! Consensus against the published example, against EM written out, and against what must hold of any EM.

#![allow(clippy::unwrap_used)]

use agreement::consensus::*;
use agreement::{Code, Ratings, Undefined};
use proptest::prelude::*;
use serde_json::Value;

fn vote(item: u32, rater: u32, label: u16) -> Vote {
    Vote { item, rater, label }
}

/// The anaesthetists of Dawid & Skene 1979: 45 patients, five observers, the first of whom looked three times.
fn anaesthetists() -> (Votes, Value) {
    let file: Value = serde_json::from_str(include_str!("data/grading-vectors.json")).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    let vector = vectors.iter().find(|v| v["name"] == "dawid_skene_1979_anaesthetists").unwrap();
    let mut votes = Vec::new();
    for (patient, observers) in vector["input"]["patients"].as_object().unwrap() {
        for (observer, labels) in observers.as_array().unwrap().iter().enumerate() {
            for label in labels.as_array().unwrap() {
                let item = patient.parse::<u32>().unwrap() - 1;
                votes.push(vote(item, observer as u32, label.as_u64().unwrap() as u16 - 1));
            }
        }
    }
    (Votes::new(&votes, 45, 5, 4).unwrap(), vector.clone())
}

#[test]
fn published_marginals() {
    let (votes, vector) = anaesthetists();
    let expected: Vec<f64> =
        vector["expected"]["class_marginals"].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect();
    for smoothing in [0.0, 0.001, 0.01] {
        let found = dawid_skene(&votes, EmOptions { smoothing, ..EmOptions::default() }).unwrap();
        assert_eq!((found.converged, found.n, found.dropped), (Ok(()), 45, 0));
        for (is, should) in found.marginals.iter().zip(&expected) {
            assert!((is - should).abs() <= vector["tolerance"].as_f64().unwrap(), "{:?}", found.marginals);
        }
        assert_eq!(found.weights(0).unwrap().iter().sum::<f64>().round(), 135.0);
        assert_eq!(found.accuracy(0).n, 135);
        assert!((found.accuracy(0).value.unwrap() - 0.829).abs() < 1e-3);
    }
    // The published error rates of the first observer.
    let found = dawid_skene(&votes, EmOptions { smoothing: 0.0, ..EmOptions::default() }).unwrap();
    let rates = [0.89, 0.11, 0.0, 0.0, 0.07, 0.88, 0.05, 0.0, 0.0, 0.34, 0.66, 0.0, 0.0, 0.0, 0.56, 0.44];
    for (is, should) in found.confusion(0).unwrap().into_iter().zip(rates) {
        assert!((is - should).abs() < 0.006, "{is}, not {should}");
    }
}

/// EM as the docs have it, loop by loop: marginals, chances per item, log-likelihood after so many steps.
fn by_definition(votes: &[Vote], size: [usize; 3], smoothing: f64, steps: usize) -> (Vec<f64>, Vec<Vec<f64>>, f64) {
    let [items, raters, q] = size;
    let of = |item: usize| votes.iter().filter(move |v| v.item as usize == item);
    let rated: Vec<usize> = (0..items).filter(|item| of(*item).next().is_some()).collect();
    let share = |item: usize, c: usize| of(item).filter(|v| v.label as usize == c).count() as f64;
    let mut t: Vec<Vec<f64>> =
        (0..items).map(|i| (0..q).map(|c| share(i, c) / of(i).count().max(1) as f64).collect()).collect();
    let (mut p, mut log_likelihood) = (vec![], 0.0);
    for _ in 0..steps {
        p = (0..q).map(|c| rated.iter().map(|i| t[*i][c]).sum::<f64>() / rated.len() as f64).collect::<Vec<f64>>();
        let mut pi = vec![vec![vec![smoothing; q]; q]; raters];
        for v in votes {
            for c in 0..q {
                pi[v.rater as usize][c][v.label as usize] += t[v.item as usize][c];
            }
        }
        for row in pi.iter_mut().flatten() {
            let sum: f64 = row.iter().sum();
            row.iter_mut().for_each(|cell| *cell = if sum > 0.0 { *cell / sum } else { 1.0 / q as f64 });
        }
        log_likelihood = 0.0;
        for i in &rated {
            let joint: Vec<f64> = (0..q)
                .map(|c| of(*i).map(|v| pi[v.rater as usize][c][v.label as usize]).product::<f64>() * p[c])
                .collect();
            let sum: f64 = joint.iter().sum();
            t[*i] = joint.iter().map(|joint| joint / sum).collect();
            log_likelihood += sum.ln();
        }
    }
    (p, t, log_likelihood)
}

fn fixed(votes: &Votes, smoothing: f64, steps: usize) -> DawidSkene {
    dawid_skene(votes, EmOptions { smoothing, steps, tolerance: 0.0 }).unwrap()
}

#[test]
fn a_majority_or_a_tie() {
    let votes = Votes::new(
        &[vote(0, 0, 2), vote(2, 0, 1), vote(2, 0, 1), vote(2, 1, 0), vote(3, 0, 2), vote(3, 1, 0)],
        4,
        2,
        3,
    );
    let votes = votes.unwrap();
    assert_eq!(votes.majority(), [Label::One(2), Label::Unrated, Label::One(1), Label::Tied(vec![0, 2])]);
    assert_eq!((votes.items(), votes.raters(), votes.categories()), (4, 2, 3));
    let codes = [0u8, 1, u8::MISSING, 1, u8::MISSING, u8::MISSING];
    let ratings = Ratings::new(&codes, 2, 2).unwrap();
    let expected = [Label::Tied(vec![0, 1]), Label::One(1), Label::Unrated];
    assert_eq!(Votes::of_ratings(&ratings).unwrap().majority(), expected);
}

#[test]
fn an_item_or_rater_without_votes_has_a_reason() {
    let votes = Votes::new(&[vote(0, 0, 1), vote(0, 1, 1), vote(2, 0, 0), vote(2, 1, 0)], 3, 3, 2).unwrap();
    let found = dawid_skene(&votes, EmOptions::default()).unwrap();
    let nothing = Undefined::TooFew { n: 0, needed: 1 };
    assert_eq!((found.n, found.dropped), (2, 1));
    assert_eq!(found.posterior(1), Err(nothing));
    assert_eq!(found.label(1), Ok(Label::Unrated));
    assert_eq!(found.confusion(2), Err(nothing));
    assert_eq!(found.accuracy(2).value, Err(nothing));
    assert_eq!(found.label(3), Err(Undefined::OutOfRange { what: "the item", value: 3.0, low: 0.0, high: 2.0 }));
    assert_eq!(found.weights(9), Err(Undefined::OutOfRange { what: "the rater", value: 9.0, low: 0.0, high: 2.0 }));
    assert!(found.posterior(usize::MAX).is_err() && found.confusion(usize::MAX).is_err());
    assert_eq!(found.label(0), Ok(Label::One(1)));
}

#[test]
fn a_reason_where_there_is_no_consensus() {
    let outside = |what, value, low, high| Undefined::OutOfRange { what, value, low, high };
    let check = |votes: &[Vote], items, raters, categories, reason| {
        assert_eq!(Votes::new(votes, items, raters, categories), Err(reason));
    };
    check(&[], 0, 1, 1, Undefined::TooFew { n: 0, needed: 1 });
    check(&[], 1, 1, 0, Undefined::TooFew { n: 0, needed: 1 });
    check(&[], 1, 0, 1, Undefined::TooFewRaters { n: 0, needed: 1 });
    check(&[vote(1, 0, 0)], 1, 1, 1, outside("an item", 1.0, 0.0, 0.0));
    check(&[vote(0, 2, 0)], 1, 2, 1, outside("a rater", 2.0, 0.0, 1.0));
    check(&[vote(0, 0, 3)], 1, 1, 3, Undefined::UnknownCategory { code: 3, categories: 3 });
    check(&[], 1, 100_000, 1000, outside("the number of cells", 1e11, 1.0, MOST_CELLS as f64));
    assert!(Votes::new(&[], usize::MAX, usize::MAX, usize::MAX).is_err());

    let none = Votes::new(&[], 2, 2, 2).unwrap();
    assert_eq!(dawid_skene(&none, EmOptions::default()).err(), Some(Undefined::NothingPairable));
    let votes = Votes::new(&[vote(0, 0, 1)], 1, 1, 2).unwrap();
    let reason = |options| dawid_skene(&votes, options).err();
    let plain = EmOptions::default();
    assert_eq!(reason(EmOptions { smoothing: -1.0, ..plain }), Some(outside("the smoothing", -1.0, 0.0, 1e6)));
    assert!(reason(EmOptions { smoothing: f64::NAN, ..plain }).is_some());
    assert!(reason(EmOptions { tolerance: f64::NAN, ..plain }).is_some());
    assert_eq!(reason(EmOptions { steps: 0, ..plain }), Some(Undefined::TooFew { n: 0, needed: 1 }));
    let (anaesthetists, _) = anaesthetists();
    let found = dawid_skene(&anaesthetists, EmOptions { steps: 3, ..plain }).unwrap();
    assert_eq!((found.converged, found.iterations), (Err(Undefined::NotConverged { steps: 3 }), 3));
}

/// So many votes that their chance is far below the smallest f64.
#[test]
fn many_votes_on_one_item() {
    let votes: Vec<Vote> = (0..6000)
        .map(|at| vote(at % 2, at / 2 % 3, if at % 7 < 3 { at as u16 % 2 } else { (at % 5) as u16 }))
        .collect();
    let found = fixed(&Votes::new(&votes, 2, 3, 5).unwrap(), 0.0, 20);
    assert!(found.log_likelihood.is_finite() && found.log_likelihood < -1000.0);
    for item in 0..2 {
        assert!((found.posterior(item).unwrap().iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }
    let smooth = fixed(&Votes::new(&votes, 2, 3, 5).unwrap(), 1e6, 3);
    assert!(smooth.log_likelihood.is_finite());
}

type Case = (Vec<Vote>, [usize; 3]);

fn cases() -> impl Strategy<Value = Case> {
    (1u32..10, 1u32..5, 1u16..7).prop_flat_map(|(items, raters, q)| {
        let one = (0..items, 0..raters, 0..q, 0..q).prop_map(|(item, rater, label, other)| {
            // Mostly right, so that there is something to find.
            vote(
                item,
                rater,
                if other > 0 { (item % u32::from(other + label.max(1))) as u16 % (label + 1) } else { label },
            )
        });
        (prop::collection::vec(one, 1..60), Just([items as usize, raters as usize, q as usize]))
    })
}

fn of((votes, [items, raters, q]): &Case) -> Votes {
    Votes::new(votes, *items, *raters, *q).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn em_is_its_definition(case in cases(), smoothing in prop_oneof![Just(0.0), 0.0f64..0.1], steps in 1usize..12) {
        let found = fixed(&of(&case), smoothing, steps);
        let (marginals, chances, log_likelihood) = by_definition(&case.0, case.1, smoothing, found.iterations);
        prop_assert!((found.log_likelihood - log_likelihood).abs() < 1e-8);
        for (is, should) in found.marginals.iter().zip(&marginals) {
            prop_assert!((is - should).abs() < 1e-8);
        }
        for (item, should) in chances.iter().enumerate() {
            if let Ok(is) = found.posterior(item) {
                prop_assert!(is.iter().zip(should).all(|(is, should)| (is - should).abs() < 1e-8), "{is:?} {should:?}");
            }
        }
    }

    #[test]
    fn the_likelihood_never_falls(case in cases()) {
        let votes = of(&case);
        let path: Vec<f64> = (1..14).map(|steps| fixed(&votes, 0.0, steps).log_likelihood).collect();
        for pair in path.windows(2) {
            prop_assert!(pair[1] >= pair[0] - 1e-9, "{path:?}");
        }
    }

    #[test]
    fn chances_add_up(case in cases()) {
        let found = dawid_skene(&of(&case), EmOptions { steps: 50, ..EmOptions::default() }).unwrap();
        let [items, raters, q] = case.1;
        let is_one = |chances: &[f64]| (chances.iter().sum::<f64>() - 1.0).abs() < 1e-9;
        prop_assert!(is_one(&found.marginals));
        prop_assert!((0..items).filter_map(|item| found.posterior(item).ok()).all(is_one));
        for confusion in (0..raters).filter_map(|rater| found.confusion(rater).ok()) {
            prop_assert!(confusion.chunks(q).all(is_one));
        }
        prop_assert_eq!(found.n + found.dropped, items);
    }

    #[test]
    fn names_of_labels_items_and_raters_do_not_matter(case in cases(), by in 0usize..60) {
        let (votes, [items, raters, q]) = case.clone();
        let mut turned: Vec<Vote> = votes
            .iter()
            .map(|v| vote(items as u32 - 1 - v.item, raters as u32 - 1 - v.rater, q as u16 - 1 - v.label))
            .collect();
        turned.rotate_left(by % votes.len());
        let (one, other) = (fixed(&of(&case), 0.01, 5), fixed(&of(&(turned, case.1)), 0.01, 5));
        prop_assert!((one.log_likelihood - other.log_likelihood).abs() < 1e-9);
        for item in 0..items {
            let (Ok(a), Ok(b)) = (one.posterior(item), other.posterior(items - 1 - item)) else { continue };
            prop_assert!(a.iter().rev().zip(b).all(|(a, b)| (a - b).abs() < 1e-9));
        }
    }
}
