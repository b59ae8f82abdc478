//! Labelled stretches of text against those of a key.
//!
//! | question | answer |
//! | --- | --- |
//! | which marks are exactly those of the key | [`ExactCounts`] (CoNLL), per label, micro and macro |
//! | and how near are the others | [`semeval`] (SemEval 2013: strict, exact, partial, type) |
//! | which mark is held against which of the key | [`pair_spans`] |
//! | how much of the text is marked by both | [`coverage`] |
//! | the spans of B-, I- and O tags | [`of_bio`] |
//!
//! What a position counts, characters, UTF-16 units, tokens, is up to the caller, as long as key and answer agree.
//! Spans of one side may overlap and may even be equal; each function says what it does with them. Where neither side
//! has marked anything, the answer is right: the scores are 1, and [`Scores::nothing_to_mark`] says why.
//!
//! ```
//! use agreement::span::{ExactCounts, Labels, Measure, Span, Spans, coverage, pair_spans};
//!
//! let key = Spans::new(&[Span { start: 0, end: 5, label: 0 }, Span { start: 12, end: 20, label: 1 }]).unwrap();
//! let answer = Spans::new(&[Span { start: 0, end: 5, label: 0 }, Span { start: 14, end: 20, label: 1 }]).unwrap();
//! assert_eq!(ExactCounts::of(&key, &answer).micro_average().f1, 0.5, "the second is cut short");
//! let found = pair_spans(&key, &answer, Labels::Compared);
//! assert_eq!(found.semeval().scores(Measure::Partial).f1, 0.75, "which counts half here");
//! assert_eq!(coverage(&key, &answer, Labels::Compared).jaccard().value, Ok(11.0 / 13.0));
//! ```

mod bio;
mod coverage;
mod exact;
mod pairing;
mod scores;
mod semeval;

pub use bio::{Bio, LabelNames, exact_of_bio, of_bio};
pub use coverage::{Coverage, coverage};
pub use exact::{Absent, ExactCounts, LabelCounts, MacroAverage};
pub use pairing::{Pair, Pairing, pair_spans};
pub use scores::Scores;
pub use semeval::{ANY_OVERLAP, Counts, Measure, NERVALUATE_OVERLAP, SemEval, semeval};

use crate::Undefined;

/// A stretch of text from `start` up to, and not with, `end`, with a label's code.
///
/// ```
/// use agreement::span::{ExactCounts, Span, Spans};
///
/// // "Ann met Ben" with both names marked: the end is the position after the last.
/// let [ann, ben] = [Span { start: 0, end: 3, label: 0 }, Span { start: 8, end: 11, label: 0 }];
/// let key = Spans::new(&[ann, ben]).unwrap();
/// let answer = Spans::new(&[ann, Span { label: 1, ..ben }]).unwrap();
/// assert_eq!(ExactCounts::of(&key, &answer).label(0).correct, 1, "the label counts too");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Its first position, from 0.
    pub start: u32,
    /// The position after its last.
    pub end: u32,
    /// What it is marked as, by its code.
    pub label: u16,
}

impl Span {
    /// Positions that both spans have.
    fn shared(&self, other: &Span) -> u32 {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }

    fn length(&self) -> u32 {
        self.end - self.start
    }

    fn bounds(&self) -> (u32, u32) {
        (self.start, self.end)
    }
}

/// Whether a mark with another label can be the same mark.
///
/// ```
/// use agreement::span::{Labels, Span, Spans, coverage};
///
/// let side = |label| Spans::new(&[Span { start: 0, end: 5, label }]).unwrap();
/// let shared = |labels| coverage(&side(0), &side(1), labels).shared();
/// assert_eq!((shared(Labels::Compared), shared(Labels::Ignored)), (0, 5));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Labels {
    /// Only marks of the same label are held against each other.
    #[default]
    Compared,
    /// The place alone counts.
    Ignored,
}

/// The spans that one side has marked in one text, none of them empty.
///
/// ```
/// use agreement::span::{Span, Spans};
///
/// let spans = Spans::new(&[Span { start: 9, end: 12, label: 1 }, Span { start: 0, end: 4, label: 0 }]).unwrap();
/// assert!(!spans.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spans {
    /// In the order of the text: by start, end, label.
    spans: Vec<Span>,
    /// Where each of them stood in the order in which they were given.
    places: Vec<u32>,
}

impl Spans {
    /// The spans in any order, which functions that name a span by its place refer to.
    ///
    /// # Errors
    /// [`Undefined::EmptySpan`] for a span that ends before or where it starts, [`Undefined::OutOfRange`] for 2³²
    /// spans and more.
    ///
    /// Takes O(n log n) time, O(n) if they already are in the order of the text.
    ///
    /// ```
    /// use agreement::{Undefined, span::{Span, Spans}};
    ///
    /// let spans = Spans::new(&[Span { start: 9, end: 12, label: 1 }, Span { start: 0, end: 4, label: 0 }]).unwrap();
    /// assert_eq!(spans.in_text_order()[0].end, 4);
    ///
    /// let empty = Spans::new(&[Span { start: 3, end: 3, label: 0 }]);
    /// assert_eq!(empty, Err(Undefined::EmptySpan { at: 0 }));
    /// ```
    pub fn new(spans: &[Span]) -> Result<Spans, Undefined> {
        if let Some(at) = spans.iter().position(|span| span.start >= span.end) {
            return Err(Undefined::EmptySpan { at });
        }
        let Ok(n) = u32::try_from(spans.len()) else {
            let (value, high) = (spans.len() as f64, f64::from(u32::MAX));
            return Err(Undefined::OutOfRange { what: "the number of spans", value, low: 0.0, high });
        };
        let mut places: Vec<u32> = (0..n).collect();
        if !spans.is_sorted() {
            places.sort_by_key(|place| spans[*place as usize]);
        }
        Ok(Spans { spans: places.iter().map(|place| spans[*place as usize]).collect(), places })
    }

    /// By start, then by end, then by label.
    ///
    /// ```
    /// use agreement::span::{Span, Spans};
    ///
    /// let spans = Spans::new(&[Span { start: 9, end: 12, label: 1 }, Span { start: 0, end: 4, label: 0 }]).unwrap();
    /// assert_eq!(spans.in_text_order()[0].start, 0);
    /// ```
    pub fn in_text_order(&self) -> &[Span] {
        &self.spans
    }

    /// Number of spans.
    ///
    /// ```
    /// use agreement::span::{Span, Spans};
    ///
    /// let spans = Spans::new(&[Span { start: 9, end: 12, label: 1 }, Span { start: 0, end: 4, label: 0 }]).unwrap();
    /// assert_eq!(spans.len(), 2);
    /// ```
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is no span.
    ///
    /// ```
    /// assert!(agreement::span::Spans::default().is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Those of one label, with the places that they have here.
    ///
    /// ```
    /// # use agreement::span::{Span, Spans};
    /// let spans = Spans::new(&[Span { start: 0, end: 4, label: 0 }, Span { start: 9, end: 12, label: 1 }]).unwrap();
    /// assert_eq!(spans.of_label(1).len(), 1);
    /// ```
    pub fn of_label(&self, label: u16) -> Spans {
        let both = self.spans.iter().zip(&self.places).filter(|(span, _)| span.label == label);
        let (spans, places) = both.unzip();
        Spans { spans, places }
    }
}
