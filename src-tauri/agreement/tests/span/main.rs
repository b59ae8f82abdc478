//! Spans against published counts, against the definitions, and against every possible pairing.

#![allow(clippy::unwrap_used)]

mod coverage;
mod exact;
mod pairing;
mod semeval;

use agreement::Undefined;
use agreement::span::{Bio, LabelNames, Scores, Span, Spans, of_bio};
use proptest::prelude::*;
use serde_json::Value;

/// The vectors or edge cases of a statistic.
fn of(statistic: &str, part: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("../data/grading-vectors.json")).unwrap();
    let all = file[part].as_array().unwrap();
    let found: Vec<Value> = all.iter().filter(|vector| vector["statistic"] == statistic).cloned().collect();
    assert!(!found.is_empty(), "{statistic}");
    found
}

fn tags(value: &Value) -> Vec<Vec<String>> {
    serde_json::from_value(value.clone()).unwrap()
}

fn of_texts(texts: &[Vec<String>], names: &mut LabelNames) -> Vec<Spans> {
    texts.iter().map(|tags| of_bio(tags, Bio::Conlleval, names).unwrap()).collect()
}

fn spans(of: &[(u32, u32, u16)]) -> Spans {
    let spans: Vec<Span> =
        of.iter().map(|(start, end, label)| Span { start: *start, end: *end, label: *label }).collect();
    Spans::new(&spans).unwrap()
}

/// A few spans that overlap and repeat, in any order.
fn some_spans() -> impl Strategy<Value = Vec<Span>> {
    let span =
        (0u32..24, 1u32..9, 0u16..3).prop_map(|(start, length, label)| Span { start, end: start + length, label });
    prop::collection::vec(span, 0..9)
}

/// Both sides' marks, and each side's in another order.
fn two_sides() -> impl Strategy<Value = [Vec<Span>; 4]> {
    let side = || some_spans().prop_flat_map(|spans| (Just(spans.clone()), Just(spans).prop_shuffle()));
    (side(), side()).prop_map(|((key, other_key), (answer, other_answer))| [key, answer, other_key, other_answer])
}

fn in_bounds(scores: &Scores) -> Result<(), TestCaseError> {
    for value in [scores.precision, scores.recall, Ok(scores.f1), scores.f_beta(0.5), scores.f_beta(3.0)] {
        prop_assert!(value.is_err() || value.is_ok_and(|value| (0.0..=1.0).contains(&value)), "{scores:?}");
    }
    Ok(())
}

/// What becomes of scores when key and answer change places.
fn swapped(scores: Scores) -> Scores {
    let Scores { key, answer, precision, recall, .. } = scores;
    Scores { key: answer, answer: key, precision: recall, recall: precision, ..scores }
}

#[test]
fn spans_in_the_order_of_the_text_or_the_reason() {
    let given = [(5, 9, 1), (0, 4, 0), (5, 9, 0), (5, 7, 2)];
    let sorted: Vec<(u32, u32, u16)> =
        spans(&given).in_text_order().iter().map(|s| (s.start, s.end, s.label)).collect();
    assert_eq!(sorted, [(0, 4, 0), (5, 7, 2), (5, 9, 0), (5, 9, 1)]);
    let longest = spans(&[(0, u32::MAX, u16::MAX)]);
    assert_eq!((longest.len(), longest.is_empty(), longest.of_label(0).is_empty()), (1, false, true));
    let empty = [Span { start: 0, end: 1, label: 0 }, Span { start: 7, end: 7, label: 0 }];
    assert_eq!(Spans::new(&empty), Err(Undefined::EmptySpan { at: 1 }));
    let turned = Spans::new(&[Span { start: 9, end: 7, label: 0 }]);
    assert_eq!(turned, Err(Undefined::EmptySpan { at: 0 }));
    assert_eq!(turned.unwrap_err().to_string(), "span 0 is empty");
}
