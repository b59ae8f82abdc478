//! How much of the text both sides have marked.

use super::{Labels, Scores, Span, Spans};
use crate::Statistic;
use std::ops::AddAssign;

const JACCARD: &str = "Jaccard index of the positions that are marked (Jaccard 1912)";
const EMPTY: &str = "Jaccard index of the positions that are marked (Jaccard 1912); nobody marked any: 1 by convention";
const COVERED: &str = "precision, recall and F1 of the positions that are marked";

/// Positions of the text that are marked, which may be added up over texts.
///
/// ```
/// use agreement::span::{Labels, Span, Spans, coverage};
///
/// let side = |start, end| Spans::new(&[Span { start, end, label: 0 }]).unwrap();
/// let found = coverage(&side(0, 10), &side(6, 12), Labels::Compared);
/// assert_eq!((found.shared(), found.key(), found.answer()), (4, 10, 6));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    shared: u64,
    key: u64,
    answer: u64,
}

/// Counts the positions of one text that the key, the answer, and both have marked.
///
/// A position counts once however many spans of a side lie over it. With [`Labels::Compared`] it counts once for each
/// label that it has on that side, and both have marked it only where the labels are the same.
///
/// Takes O(n log n) time for n spans, whatever their lengths.
///
/// Source: [`Coverage::jaccard`].
///
/// ```
/// use agreement::span::{Labels, Span, Spans, coverage};
///
/// let key = Spans::new(&[Span { start: 0, end: 10, label: 0 }]).unwrap();
/// let answer = Spans::new(&[Span { start: 5, end: 8, label: 0 }, Span { start: 7, end: 15, label: 1 }]).unwrap();
/// let place = coverage(&key, &answer, Labels::Ignored);
/// assert_eq!((place.shared(), place.key(), place.answer()), (5, 10, 10));
/// assert_eq!(place.jaccard().value, Ok(5.0 / 15.0));
/// assert_eq!(coverage(&key, &answer, Labels::Compared).shared(), 3);
/// ```
pub fn coverage(key: &Spans, answer: &Spans, labels: Labels) -> Coverage {
    let (key, answer) = (key.in_text_order(), answer.in_text_order());
    let count = |spans: &[&[Span]]| {
        let all = spans.iter().copied().flatten();
        covered(all.map(|span| (if labels == Labels::Compared { span.label } else { 0 }, *span)).collect())
    };
    let (of_key, of_answer) = (count(&[key]), count(&[answer]));
    Coverage { shared: of_key + of_answer - count(&[key, answer]), key: of_key, answer: of_answer }
}

/// Positions under spans, once for each label.
fn covered(mut spans: Vec<(u16, Span)>) -> u64 {
    spans.sort_unstable();
    let (mut sum, mut last): (u64, Option<(u16, u32)>) = (0, None);
    for (label, span) in spans {
        let end = last.filter(|(of, _)| *of == label).map_or(0, |(_, end)| end);
        sum += u64::from(span.end.saturating_sub(span.start.max(end)));
        last = Some((label, span.end.max(end)));
    }
    sum
}

impl Coverage {
    /// Positions that both sides have marked.
    ///
    /// ```
    /// use agreement::span::{Labels, Span, Spans, coverage};
    ///
    /// let side = |start, end| Spans::new(&[Span { start, end, label: 0 }]).unwrap();
    /// let found = coverage(&side(0, 10), &side(6, 12), Labels::Compared);
    /// assert_eq!(found.shared(), 4);
    /// ```
    pub fn shared(&self) -> u64 {
        self.shared
    }

    /// Positions that the key has marked.
    ///
    /// ```
    /// use agreement::span::{Labels, Span, Spans, coverage};
    ///
    /// let side = |start, end| Spans::new(&[Span { start, end, label: 0 }]).unwrap();
    /// let found = coverage(&side(0, 10), &side(6, 12), Labels::Compared);
    /// assert_eq!(found.key(), 10);
    /// ```
    pub fn key(&self) -> u64 {
        self.key
    }

    /// Positions that the answer has marked.
    ///
    /// ```
    /// use agreement::span::{Labels, Span, Spans, coverage};
    ///
    /// let side = |start, end| Spans::new(&[Span { start, end, label: 0 }]).unwrap();
    /// let found = coverage(&side(0, 10), &side(6, 12), Labels::Compared);
    /// assert_eq!(found.answer(), 6);
    /// ```
    pub fn answer(&self) -> u64 {
        self.answer
    }

    /// The part of what either side has marked that both have marked.
    ///
    /// ```text
    /// J = shared / (key + answer − shared)
    /// ```
    ///
    /// `n` counts the positions that either side has marked. If there are none, the answer is right: the value is 1,
    /// `n` is 0 and the method says so. No interval is given: positions of one text are no sample.
    ///
    /// Source: P. Jaccard, "The distribution of the flora in the alpine zone", New Phytologist 11 (1912).
    ///
    /// ```
    /// use agreement::span::{Labels, Span, Spans, coverage};
    ///
    /// let side = |start, end| Spans::new(&[Span { start, end, label: 0 }]).unwrap();
    /// let both = coverage(&side(0, 10), &side(6, 12), Labels::Compared).jaccard();
    /// assert_eq!((both.value, both.n), (Ok(4.0 / 12.0), 12));
    /// ```
    pub fn jaccard(&self) -> Statistic {
        let either = self.key + self.answer - self.shared;
        let n = usize::try_from(either).unwrap_or(usize::MAX);
        match either {
            0 => Statistic::of(1.0, 0, EMPTY),
            _ => Statistic::of(self.shared as f64 / either as f64, n, JACCARD),
        }
    }

    /// The part of the answer's positions that the key has marked, the part of the key's that the answer has, and F₁.
    ///
    /// Source: [`Scores`].
    ///
    /// ```
    /// # use agreement::span::{Labels, Span, Spans, coverage};
    /// let key = Spans::new(&[Span { start: 0, end: 8, label: 0 }]).unwrap();
    /// let answer = Spans::new(&[Span { start: 2, end: 14, label: 0 }]).unwrap();
    /// let scores = coverage(&key, &answer, Labels::Ignored).scores();
    /// assert_eq!((scores.precision, scores.recall, scores.f1), (Ok(0.5), Ok(0.75), 0.6));
    /// ```
    pub fn scores(&self) -> Scores {
        Scores::of(self.shared as f64, self.key as f64, self.answer as f64, COVERED)
    }
}

impl AddAssign for Coverage {
    fn add_assign(&mut self, other: Coverage) {
        self.shared += other.shared;
        self.key += other.key;
        self.answer += other.answer;
    }
}
