//! The four measures of SemEval 2013.

use crate::{in_bounds, of, of_texts, spans, swapped, tags, two_sides};
use agreement::Undefined;
use agreement::span::{ANY_OVERLAP, Counts, LabelNames, Measure, NERVALUATE_OVERLAP, SemEval, Spans, semeval};
use proptest::prelude::*;
use serde_json::Value;

const MEASURES: [(Measure, &str); 4] = [
    (Measure::Strict, "strict"),
    (Measure::Exact, "exact"),
    (Measure::Partial, "partial"),
    (Measure::Type, "ent_type"),
];

fn counts(value: &Value, names: [&str; 5]) -> Counts {
    let [correct, incorrect, partial, missed, spurious] = names.map(|name| value[name].as_u64().unwrap());
    Counts { correct, incorrect, partial, missed, spurious }
}

#[test]
fn published_counts() {
    for vector in of("semeval2013_span_counts", "vectors") {
        let (key, answer) = (tags(&vector["input"]["true"]), tags(&vector["input"]["pred"]));
        let mut names = LabelNames::default();
        let (key, answer) = (of_texts(&key, &mut names), of_texts(&answer, &mut names));
        let texts = key.iter().zip(&answer).map(|(key, answer)| semeval(key, answer, NERVALUATE_OVERLAP).unwrap());
        let sum: SemEval = texts.sum();
        for (measure, name) in MEASURES {
            let should = counts(&vector["expected"][name], ["correct", "incorrect", "partial", "missed", "spurious"]);
            assert_eq!(sum.counts(measure), should, "{} {name}", vector["name"]);
        }
    }
}

#[test]
fn published_scores_of_counts() {
    for vector in of("semeval2013_span_f1", "vectors") {
        for (measure, name) in MEASURES {
            let name = if name == "ent_type" { "type" } else { name };
            let found = counts(&vector["input"]["counts"][name], ["c", "i", "p", "m", "s"]).scores(measure).f1;
            let should = vector["expected"][name].as_f64().unwrap();
            assert!((found - should).abs() <= vector["tolerance"].as_f64().unwrap(), "{name}: {found}, not {should}");
        }
    }
}

/// Correct, incorrect, partial, missed and spurious, by strict, exact, partial and type.
fn check(key: &Spans, answer: &Spans, least_overlap: f64, counts: [[u64; 5]; 4]) {
    let found = semeval(key, answer, least_overlap).unwrap();
    let found = [found.strict, found.exact, found.partial, found.by_type];
    let found = found.map(|c| [c.correct, c.incorrect, c.partial, c.missed, c.spurious]);
    assert_eq!(found, counts, "{key:?} {answer:?}");
}

#[test]
fn what_becomes_of_a_mark() {
    let key = spans(&[(10, 20, 0), (30, 40, 1)]);
    let none = Spans::default();
    check(&none, &none, ANY_OVERLAP, [[0; 5]; 4]);
    check(&key, &none, ANY_OVERLAP, [[0, 0, 0, 2, 0]; 4]);
    check(&none, &key, ANY_OVERLAP, [[0, 0, 0, 0, 2]; 4]);
    check(&key, &key, ANY_OVERLAP, [[2, 0, 0, 0, 0]; 4]);
    check(&key, &spans(&[(20, 30, 0)]), ANY_OVERLAP, [[0, 0, 0, 2, 1]; 4]);
    let other = spans(&[(10, 20, 1), (31, 40, 1)]);
    check(&key, &other, ANY_OVERLAP, [[0, 2, 0, 0, 0], [1, 1, 0, 0, 0], [1, 0, 1, 0, 0], [1, 1, 0, 0, 0]]);
    let across = spans(&[(15, 35, 0)]);
    check(&key, &across, ANY_OVERLAP, [[0, 1, 0, 1, 0], [0, 1, 0, 1, 0], [0, 0, 1, 1, 0], [1, 0, 0, 1, 0]]);
    check(&key, &across, 0.5, [[0, 1, 0, 1, 0], [0, 1, 0, 1, 0], [0, 0, 1, 1, 0], [1, 0, 0, 1, 0]]);
    check(&key, &across, 0.51, [[0, 0, 0, 2, 1]; 4]);
    let nearest = spans(&[(0, 30, 0), (2, 12, 0)]);
    check(
        &nearest,
        &spans(&[(3, 12, 0), (5, 9, 0)]),
        0.1,
        [[0, 2, 0, 0, 0], [0, 2, 0, 0, 0], [0, 0, 2, 0, 0], [2, 0, 0, 0, 0]],
    );
    check(&spans(&[(0, 1000, 0)]), &spans(&[(0, 9, 0)]), NERVALUATE_OVERLAP, [[0, 0, 0, 1, 1]; 4]);
    check(
        &spans(&[(0, 900, 0)]),
        &spans(&[(0, 9, 0)]),
        NERVALUATE_OVERLAP,
        [[0, 1, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [1, 0, 0, 0, 0]],
    );
}

#[test]
fn an_overlap_that_is_no_share() {
    for least_overlap in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
        let found = semeval(&Spans::default(), &Spans::default(), least_overlap);
        assert!(matches!(found, Err(Undefined::OutOfRange { .. })), "{least_overlap}");
    }
}

#[test]
fn scores_of_any_counts() {
    let most =
        Counts { correct: u64::MAX, incorrect: u64::MAX, partial: u64::MAX, missed: u64::MAX, spurious: u64::MAX };
    let mut twice = most;
    twice += most;
    assert_eq!(twice, most);
    assert_eq!(most.scores(Measure::Partial).f1, 0.375);
    let none = Counts::default().scores(Measure::Type);
    assert_eq!((none.f1, none.nothing_to_mark, none.f_beta(2.0)), (1.0, true, Ok(1.0)));
    for beta in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(none.f_beta(beta).is_err());
    }
}

/// nervaluate's own way: every mark against every span, in the order of the text.
fn plainly(key: &Spans, answer: &Spans, measure: Measure) -> Counts {
    let mut counts = Counts::default();
    let mut taken = vec![false; key.len()];
    for mark in answer.in_text_order() {
        let free: Vec<usize> = (0..key.len())
            .filter(|at| {
                let span = key.in_text_order()[*at];
                !taken[*at] && span.start < mark.end && mark.start < span.end
            })
            .collect();
        let span = |at: &usize| key.in_text_order()[*at];
        let bounds = |at: &usize| (span(at).start, span(at).end) == (mark.start, mark.end);
        let label = |at: &usize| span(at).label == mark.label;
        let far = |at: &usize| span(at).start.abs_diff(mark.start) + span(at).end.abs_diff(mark.end);
        let right = match measure {
            Measure::Strict => free.iter().find(|at| bounds(at) && label(at)),
            Measure::Exact | Measure::Partial => free.iter().find(|at| bounds(at)),
            Measure::Type => free.iter().filter(|at| label(at)).min_by_key(|at| far(at)),
        };
        match (right, free.first()) {
            (Some(_), _) => counts.correct += 1,
            (None, Some(_)) if measure == Measure::Partial => counts.partial += 1,
            (None, Some(_)) => counts.incorrect += 1,
            (None, None) => counts.spurious += 1,
        }
        if let Some(at) = right.or(free.first()) {
            taken[*at] = true;
        }
    }
    counts.missed = taken.iter().filter(|taken| !**taken).count() as u64;
    counts
}

proptest! {
    #[test]
    fn equals_the_plain_way([key, answer, other_key, other_answer] in two_sides()) {
        let (key, answer) = (Spans::new(&key).unwrap(), Spans::new(&answer).unwrap());
        let found = semeval(&key, &answer, ANY_OVERLAP).unwrap();
        for (measure, name) in MEASURES {
            prop_assert_eq!(found.counts(measure), plainly(&key, &answer, measure), "{}", name);
        }
        let reordered = semeval(&Spans::new(&other_key).unwrap(), &Spans::new(&other_answer).unwrap(), ANY_OVERLAP);
        prop_assert_eq!(reordered.unwrap(), found);
    }

    #[test]
    fn identities([key, answer, ..] in two_sides(), least_overlap in 0.0f64..=1.0) {
        let (key, answer) = (Spans::new(&key).unwrap(), Spans::new(&answer).unwrap());
        let found = semeval(&key, &answer, least_overlap).unwrap();
        for (measure, _) in MEASURES {
            let (counts, scores) = (found.counts(measure), found.scores(measure));
            in_bounds(&scores)?;
            let met = counts.correct + counts.incorrect + counts.partial;
            prop_assert_eq!((met + counts.missed, met + counts.spurious), (key.len() as u64, answer.len() as u64));
            let turned = Counts { missed: counts.spurious, spurious: counts.missed, ..counts };
            prop_assert_eq!(turned.scores(measure), swapped(scores));
        }
        prop_assert!(found.scores(Measure::Partial).f1 >= found.scores(Measure::Exact).f1);
        prop_assert!(found.scores(Measure::Exact).f1 >= found.scores(Measure::Strict).f1);
        prop_assert!(found.strict.correct <= found.by_type.correct);
    }

    #[test]
    fn with_itself_all_is_right(spans in crate::some_spans()) {
        let spans = Spans::new(&spans).unwrap();
        let found = semeval(&spans, &spans, ANY_OVERLAP).unwrap();
        for (measure, _) in MEASURES {
            prop_assert_eq!(found.scores(measure).f1, 1.0);
        }
    }
}
