//! Which mark of an answer is held against which span of the key.

use super::{Counts, Labels, SemEval, Span, Spans};
use crate::assignment::{Edge, heaviest_pairs};

/// A span of the key and the mark that meets it.
///
/// ```
/// use agreement::span::{Labels, Pair, Span, Spans, pair_spans};
///
/// let key = Spans::new(&[Span { start: 0, end: 8, label: 0 }]).unwrap();
/// let answer = Spans::new(&[Span { start: 2, end: 10, label: 1 }]).unwrap();
/// let found = pair_spans(&key, &answer, Labels::Ignored);
/// let pair = Pair { key: 0, answer: 0, shared: 6, jaccard: 0.6, same_bounds: false, same_label: false };
/// assert_eq!(found.pairs, [pair]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// Place of the key's span, in the order given, from 0.
    pub key: usize,
    /// Place of the answer's span likewise.
    pub answer: usize,
    /// Positions that both have.
    pub shared: u32,
    /// The part of the positions of either that both have, above 0.
    pub jaccard: f64,
    /// Whether both start and end alike.
    pub same_bounds: bool,
    /// Whether both have the same label.
    pub same_label: bool,
}

/// Which span meets which, each at most once.
///
/// ```
/// use agreement::span::{Labels, Span, Spans, pair_spans};
///
/// let span = |start, end| Span { start, end, label: 0 };
/// let key = Spans::new(&[span(20, 30), span(0, 9)]).unwrap();
/// let found = pair_spans(&key, &Spans::new(&[span(3, 9), span(12, 15)]).unwrap(), Labels::Compared);
/// assert_eq!((found.pairs[0].key, found.pairs[0].answer), (1, 0), "by the places in which they were given");
/// assert_eq!((found.missed, found.spurious), (vec![0], vec![1]));
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pairing {
    /// In the order of the key's spans in the text.
    pub pairs: Vec<Pair>,
    /// Places of the key's spans that no mark meets, in the order of the text.
    pub missed: Vec<usize>,
    /// Places of the marks that meet nothing, in the order of the text.
    pub spurious: Vec<usize>,
}

/// What a pair of the same label gains beyond its overlap: enough to decide between pairings that are otherwise alike.
const SAME_LABEL: f64 = 1e-9;

/// Pairs the marks of an answer with the spans of the key that they overlap, each at most once, so that the sum of the
/// pairs' Jaccard indices is the greatest there is.
///
/// A mark that meets a span is not necessarily right: `same_bounds` and `same_label` tell. Under [`Labels::Compared`]
/// only spans of the same label meet. Under [`Labels::Ignored`] the label decides only between pairings that overlap
/// equally well, as where a key has two labels on the same words. Overlapping and equal spans are paired like others.
///
/// Takes O(n log n + e) time to find the e pairs of the key's and the answer's spans that overlap, and up to O(e log e)
/// for each span of the key to choose among those that are connected with it; O(n + e) memory.
///
/// Source: H. W. Kuhn, "The Hungarian method for the assignment problem", Naval Research Logistics Quarterly 2 (1955);
/// P. Jaccard, "The distribution of the flora in the alpine zone", New Phytologist 11 (1912).
///
/// ```
/// use agreement::span::{Labels, Span, Spans, pair_spans};
///
/// let key = Spans::new(&[Span { start: 0, end: 10, label: 0 }, Span { start: 10, end: 20, label: 0 }]).unwrap();
/// let answer = Spans::new(&[Span { start: 4, end: 20, label: 0 }, Span { start: 0, end: 4, label: 1 }]).unwrap();
/// let found = pair_spans(&key, &answer, Labels::Ignored);
/// assert_eq!(found.pairs.iter().map(|pair| (pair.key, pair.answer)).collect::<Vec<_>>(), [(0, 1), (1, 0)]);
/// assert_eq!(pair_spans(&key, &answer, Labels::Compared).missed, [0]);
/// ```
pub fn pair_spans(key: &Spans, answer: &Spans, labels: Labels) -> Pairing {
    let (keys, marks) = (key.in_text_order(), answer.in_text_order());
    let (edges, overlaps) = overlaps(keys, marks, labels);
    let chosen = heaviest_pairs(keys.len(), marks.len(), &edges);

    let (mut met, mut meets) = (vec![false; keys.len()], vec![false; marks.len()]);
    let mut pairs = Vec::with_capacity(chosen.len());
    for edge in chosen {
        let (at, mark) = (edges[edge].row as usize, edges[edge].column as usize);
        (met[at], meets[mark]) = (true, true);
        pairs.push(Pair {
            key: key.places[at] as usize,
            answer: answer.places[mark] as usize,
            shared: keys[at].shared(&marks[mark]),
            jaccard: overlaps[edge],
            same_bounds: keys[at].bounds() == marks[mark].bounds(),
            same_label: keys[at].label == marks[mark].label,
        });
    }
    let alone = |met: &[bool], spans: &Spans| {
        let places = met.iter().zip(&spans.places).filter(|(met, _)| !**met);
        places.map(|(_, place)| *place as usize).collect()
    };
    Pairing { pairs, missed: alone(&met, key), spurious: alone(&meets, answer) }
}

/// The pairs that overlap, by the key's spans, and their Jaccard indices.
fn overlaps(keys: &[Span], marks: &[Span], labels: Labels) -> (Vec<Edge>, Vec<f64>) {
    let (mut edges, mut overlaps) = (Vec::new(), Vec::new());
    // How far the text is marked up to each mark: marks before the first that reaches beyond a span's start are out of
    // reach for it, and for all later ones.
    let ends = marks.iter().scan(0, |end, mark| {
        *end = mark.end.max(*end);
        Some(*end)
    });
    let (ends, mut first): (Vec<u32>, usize) = (ends.collect(), 0);
    for (row, span) in (0..).zip(keys) {
        first += ends[first..].iter().take_while(|end| **end <= span.start).count();
        let near = marks[first..].iter().take_while(|mark| mark.start < span.end);
        for (column, mark) in (first as u32..).zip(near) {
            let (shared, same_label) = (span.shared(mark), span.label == mark.label);
            if shared == 0 || (labels == Labels::Compared && !same_label) {
                continue;
            }
            let either = f64::from(span.length()) + f64::from(mark.length()) - f64::from(shared);
            let jaccard = f64::from(shared) / either;
            edges.push(Edge { row, column, gain: jaccard + if same_label { SAME_LABEL } else { 0.0 } });
            overlaps.push(jaccard);
        }
    }
    (edges, overlaps)
}

impl Pairing {
    /// The four measures of SemEval 2013 counted on this one pairing, so that every count can be shown on the text.
    ///
    /// They can differ from those of [`super::semeval`], which pairs anew for each measure and takes marks in the order
    /// of the text: there, a mark may take the span that a later mark has exactly.
    ///
    /// ```
    /// use agreement::span::{ANY_OVERLAP, Labels, Span, Spans, pair_spans, semeval};
    ///
    /// let key = Spans::new(&[Span { start: 2, end: 6, label: 0 }]).unwrap();
    /// let answer = Spans::new(&[Span { start: 0, end: 3, label: 0 }, Span { start: 2, end: 6, label: 0 }]).unwrap();
    /// assert_eq!(pair_spans(&key, &answer, Labels::Ignored).semeval().strict.correct, 1);
    /// assert_eq!(semeval(&key, &answer, ANY_OVERLAP).unwrap().strict.correct, 0);
    /// ```
    pub fn semeval(&self) -> SemEval {
        let (missed, spurious) = (self.missed.len() as u64, self.spurious.len() as u64);
        let count = |right: fn(&Pair) -> bool| {
            let correct = self.pairs.iter().filter(|pair| right(pair)).count() as u64;
            Counts { correct, incorrect: self.pairs.len() as u64 - correct, partial: 0, missed, spurious }
        };
        let exact = count(|pair| pair.same_bounds);
        SemEval {
            strict: count(|pair| pair.same_bounds && pair.same_label),
            exact,
            partial: Counts { incorrect: 0, partial: exact.incorrect, ..exact },
            by_type: count(|pair| pair.same_label),
        }
    }
}
