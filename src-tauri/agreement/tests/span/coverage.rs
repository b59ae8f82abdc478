//! How much of the text both sides have marked.

use crate::{in_bounds, spans, swapped, two_sides};
use agreement::span::{Labels, Span, Spans, coverage};
use proptest::prelude::*;
use std::collections::HashSet;

/// Shared, of the key, of the answer.
fn check(key: &Spans, answer: &Spans, labels: Labels, counts: (u64, u64, u64), jaccard: f64) {
    let found = coverage(key, answer, labels);
    assert_eq!((found.shared(), found.key(), found.answer()), counts, "{key:?} {answer:?}");
    let index = found.jaccard();
    assert_eq!((index.value, index.n as u64), (Ok(jaccard), counts.1 + counts.2 - counts.0));
    assert_eq!(index.method.contains("by convention"), index.n == 0);
    assert_eq!(found.scores().nothing_to_mark, index.n == 0);
}

#[test]
fn positions_count_once() {
    use Labels::{Compared, Ignored};
    let none = Spans::default();
    let key = spans(&[(0, 10, 0), (5, 12, 0), (20, 25, 1)]);
    check(&none, &none, Ignored, (0, 0, 0), 1.0);
    check(&key, &none, Ignored, (0, 17, 0), 0.0);
    check(&none, &key, Compared, (0, 0, 17), 0.0);
    check(&key, &key, Compared, (17, 17, 17), 1.0);
    check(&key, &spans(&[(8, 22, 1)]), Ignored, (6, 17, 14), 6.0 / 25.0);
    check(&key, &spans(&[(8, 22, 1)]), Compared, (2, 17, 14), 2.0 / 29.0);
    let widest = spans(&[(0, u32::MAX, 0), (0, u32::MAX, 1), (1, u32::MAX, 2)]);
    let most = 3 * u64::from(u32::MAX) - 1;
    check(&widest, &widest, Compared, (most, most, most), 1.0);
}

/// The definition, position by position.
fn positions(spans: &[Span], labels: Labels) -> HashSet<(u32, u16)> {
    let label = |span: &Span| if labels == Labels::Compared { span.label } else { 0 };
    spans.iter().flat_map(|span| (span.start..span.end).map(move |at| (at, label(span)))).collect()
}

proptest! {
    #[test]
    fn equals_its_definition([key, answer, ..] in two_sides()) {
        for labels in [Labels::Compared, Labels::Ignored] {
            let found = coverage(&Spans::new(&key).unwrap(), &Spans::new(&answer).unwrap(), labels);
            let (of_key, of_answer) = (positions(&key, labels), positions(&answer, labels));
            prop_assert_eq!(found.shared(), of_key.intersection(&of_answer).count() as u64);
            prop_assert_eq!((found.key(), found.answer()), (of_key.len() as u64, of_answer.len() as u64));
            in_bounds(&found.scores())?;
            let turned = coverage(&Spans::new(&answer).unwrap(), &Spans::new(&key).unwrap(), labels);
            prop_assert_eq!(turned.scores(), swapped(found.scores()));
            prop_assert_eq!(turned.jaccard(), found.jaccard());
            let mut twice = found;
            twice += turned;
            prop_assert_eq!(twice.shared(), 2 * found.shared());
        }
    }
}
