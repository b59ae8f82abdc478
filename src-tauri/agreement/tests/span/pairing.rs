//! Which mark is held against which span of the key.

use crate::{in_bounds, spans, two_sides};
use agreement::assignment::greatest_gain;
use agreement::span::{Labels, Measure, Pairing, Span, Spans, pair_spans};
use proptest::prelude::*;

fn check(key: &Spans, answer: &Spans, labels: Labels, pairs: &[(usize, usize)], missed: &[usize], spurious: &[usize]) {
    let found = pair_spans(key, answer, labels);
    let met: Vec<(usize, usize)> = found.pairs.iter().map(|pair| (pair.key, pair.answer)).collect();
    assert_eq!((met.as_slice(), &*found.missed, &*found.spurious), (pairs, missed, spurious), "{key:?} {answer:?}");
}

#[test]
fn who_meets_whom() {
    use Labels::{Compared, Ignored};
    let none = Spans::default();
    let key = spans(&[(30, 40, 1), (10, 20, 0)]);
    check(&none, &none, Ignored, &[], &[], &[]);
    check(&key, &none, Ignored, &[], &[1, 0], &[]);
    check(&none, &key, Ignored, &[], &[], &[1, 0]);
    check(&key, &key, Compared, &[(1, 1), (0, 0)], &[], &[]);
    check(&key, &spans(&[(20, 30, 0)]), Ignored, &[], &[1, 0], &[0]);
    check(&key, &spans(&[(10, 20, 1), (30, 39, 1)]), Compared, &[(0, 1)], &[1], &[0]);
    check(&key, &spans(&[(10, 20, 1), (30, 39, 1)]), Ignored, &[(1, 0), (0, 1)], &[], &[]);
    let sloppy_and_near = spans(&[(0, 100, 0), (11, 20, 0)]);
    check(&spans(&[(10, 20, 0)]), &sloppy_and_near, Ignored, &[(0, 1)], &[], &[0]);
    let two_labels = spans(&[(0, 5, 0), (0, 5, 1)]);
    check(&two_labels, &spans(&[(0, 5, 1)]), Ignored, &[(1, 0)], &[0], &[]);
    check(&two_labels, &spans(&[(0, 5, 1), (0, 5, 0)]), Ignored, &[(0, 1), (1, 0)], &[], &[]);
    let widest = spans(&[(0, u32::MAX, 0), (0, u32::MAX, 0)]);
    check(&widest, &widest, Compared, &[(0, 0), (1, 1)], &[], &[]);
}

#[test]
fn what_a_pair_says() {
    let found = pair_spans(&spans(&[(10, 20, 0)]), &spans(&[(15, 25, 1)]), Labels::Ignored);
    let pair = found.pairs[0];
    assert_eq!((pair.shared, pair.jaccard, pair.same_bounds, pair.same_label), (5, 1.0 / 3.0, false, false));
    let counts = found.semeval();
    assert_eq!(
        (counts.strict.incorrect, counts.exact.incorrect, counts.partial.partial, counts.by_type.incorrect),
        (1, 1, 1, 1)
    );
}

#[test]
fn a_long_chain_of_overlaps() {
    let chain =
        |from: u32| -> Vec<(u32, u32, u16)> { (0..2000).map(|i| (10 * i + from, 10 * i + from + 10, 0)).collect() };
    let found = pair_spans(&spans(&chain(4)), &spans(&chain(0)), Labels::Ignored);
    assert_eq!(found.pairs.len(), 2000);
    assert!(found.pairs.iter().all(|pair| pair.shared == 6), "each meets the one that it shares six with, not four");
}

/// The greatest sum by an assignment over all pairs, those that do not overlap at no gain.
fn greatest_sum(key: &[Span], answer: &[Span], labels: Labels) -> f64 {
    let jaccard = |a: &Span, b: &Span| {
        let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
        let either = (a.end - a.start) + (b.end - b.start) - shared;
        let meet = labels == Labels::Ignored || a.label == b.label;
        if meet { f64::from(shared) / f64::from(either) } else { 0.0 }
    };
    let gains: Vec<f64> = key.iter().flat_map(|a| answer.iter().map(move |b| jaccard(a, b))).collect();
    greatest_gain(&gains, answer.len()).map_or(0.0, |found| found.total)
}

fn sum(pairing: &Pairing) -> f64 {
    pairing.pairs.iter().map(|pair| pair.jaccard).sum()
}

proptest! {
    #[test]
    fn the_greatest_sum([key, answer, other_key, other_answer] in two_sides()) {
        for labels in [Labels::Compared, Labels::Ignored] {
            let found = pair_spans(&Spans::new(&key).unwrap(), &Spans::new(&answer).unwrap(), labels);
            prop_assert!((sum(&found) - greatest_sum(&key, &answer, labels)).abs() < 1e-8, "{found:?}");

            let mut of_key: Vec<usize> = found.pairs.iter().map(|pair| pair.key).chain(found.missed.clone()).collect();
            let mut of_answer: Vec<usize> = found.pairs.iter().map(|p| p.answer).chain(found.spurious.clone()).collect();
            of_key.sort_unstable();
            of_answer.sort_unstable();
            prop_assert_eq!(of_key, (0..key.len()).collect::<Vec<_>>(), "each span of the key once");
            prop_assert_eq!(of_answer, (0..answer.len()).collect::<Vec<_>>(), "each mark once");

            let reordered = pair_spans(&Spans::new(&other_key).unwrap(), &Spans::new(&other_answer).unwrap(), labels);
            prop_assert!((sum(&found) - sum(&reordered)).abs() < 1e-12);
            let turned = pair_spans(&Spans::new(&answer).unwrap(), &Spans::new(&key).unwrap(), labels);
            prop_assert!((sum(&found) - sum(&turned)).abs() < 1e-8);
        }
    }

    #[test]
    fn counts_of_one_pairing([key, answer, ..] in two_sides()) {
        let counts = pair_spans(&Spans::new(&key).unwrap(), &Spans::new(&answer).unwrap(), Labels::Ignored).semeval();
        for measure in [Measure::Strict, Measure::Exact, Measure::Partial, Measure::Type] {
            in_bounds(&counts.scores(measure))?;
            prop_assert_eq!(counts.scores(measure).key, key.len() as f64);
        }
        prop_assert!(counts.scores(Measure::Partial).f1 >= counts.scores(Measure::Exact).f1);
        prop_assert!(counts.scores(Measure::Exact).f1 >= counts.scores(Measure::Strict).f1);
        prop_assert!(counts.scores(Measure::Type).f1 >= counts.scores(Measure::Strict).f1);
    }
}
