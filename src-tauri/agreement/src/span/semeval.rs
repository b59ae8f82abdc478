//! The four measures of SemEval 2013, task 9.1.

use super::{Scores, Span, Spans};
use crate::Undefined;
use std::iter::Sum;
use std::ops::AddAssign;

/// What makes a mark right.
///
/// ```
/// use agreement::span::{ANY_OVERLAP, Measure, Span, Spans, semeval};
///
/// // The bounds are right, and the label is not.
/// let side = |label| Spans::new(&[Span { start: 0, end: 6, label }]).unwrap();
/// let found = semeval(&side(0), &side(1), ANY_OVERLAP).unwrap();
/// let f1 = [Measure::Strict, Measure::Exact, Measure::Partial, Measure::Type].map(|measure| found.scores(measure).f1);
/// assert_eq!(f1, [0.0, 1.0, 1.0, 0.0]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The bounds and the label.
    Strict,
    /// The bounds, whatever the label.
    Exact,
    /// The bounds; half for mere overlap; whatever the label.
    Partial,
    /// The label, with any overlap.
    Type,
}

/// One position in common is overlap enough.
///
/// ```
/// use agreement::span::{ANY_OVERLAP, Span, Spans, semeval};
///
/// // One position in common of two hundred.
/// let side = |start, end| Spans::new(&[Span { start, end, label: 0 }]).unwrap();
/// let found = semeval(&side(0, 200), &side(199, 400), ANY_OVERLAP).unwrap();
/// assert_eq!((found.partial.partial, found.partial.spurious), (1, 0));
/// ```
pub const ANY_OVERLAP: f64 = 0.0;
/// The least overlap that nervaluate asks for by default: a hundredth of the key's span.
///
/// ```
/// use agreement::span::{NERVALUATE_OVERLAP, Span, Spans, semeval};
///
/// // One position in common of two hundred, where two are asked for.
/// let side = |start, end| Spans::new(&[Span { start, end, label: 0 }]).unwrap();
/// let found = semeval(&side(0, 200), &side(199, 400), NERVALUATE_OVERLAP).unwrap();
/// assert_eq!((found.partial.partial, found.partial.spurious), (0, 1));
/// ```
pub const NERVALUATE_OVERLAP: f64 = 0.01;

/// Marks by what became of them.
///
/// ```
/// use agreement::span::{ANY_OVERLAP, Counts, Span, Spans, semeval};
///
/// // One exact, one too short, one missed, one where there is nothing.
/// let side = |bounds: [(u32, u32); 3]| Spans::new(&bounds.map(|(start, end)| Span { start, end, label: 0 })).unwrap();
/// let [key, answer] = [side([(0, 4), (10, 16), (20, 25)]), side([(0, 4), (10, 13), (30, 35)])];
/// let counts = semeval(&key, &answer, ANY_OVERLAP).unwrap().partial;
/// assert_eq!(counts, Counts { correct: 1, incorrect: 0, partial: 1, missed: 1, spurious: 1 });
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Right.
    pub correct: u64,
    /// Overlapping a span of the key, and wrong.
    pub incorrect: u64,
    /// Overlapping a span of the key without having its bounds, where that counts half.
    pub partial: u64,
    /// Spans of the key that no mark has met.
    pub missed: u64,
    /// Marks that meet no span of the key.
    pub spurious: u64,
}

impl Counts {
    /// Precision, recall and F₁ of these counts.
    ///
    /// ```text
    /// precision = x / (correct + incorrect + partial + spurious)
    /// recall    = x / (correct + incorrect + partial + missed)
    /// x = correct + partial / 2 for the measures partial and type, correct for strict and exact
    /// ```
    ///
    /// Source: [`semeval`].
    ///
    /// ```
    /// use agreement::span::{Counts, Measure};
    ///
    /// let counts = Counts { correct: 3, incorrect: 0, partial: 2, missed: 1, spurious: 1 };
    /// assert!((counts.scores(Measure::Partial).f1 - 2.0 / 3.0).abs() < 1e-12);
    /// assert_eq!(counts.scores(Measure::Exact).f1, 0.5);
    /// ```
    pub fn scores(&self, measure: Measure) -> Scores {
        let [correct, incorrect, partial] = [self.correct, self.incorrect, self.partial].map(|count| count as f64);
        let (credit, method) = match measure {
            Measure::Strict => (correct, "strict matching of spans (SemEval 2013, task 9.1)"),
            Measure::Exact => (correct, "matching of the bounds of spans (SemEval 2013, task 9.1)"),
            Measure::Partial => (correct + partial / 2.0, "partial matching of spans (SemEval 2013, task 9.1)"),
            Measure::Type => (correct + partial / 2.0, "matching of the types of spans (SemEval 2013, task 9.1)"),
        };
        let met = correct + incorrect + partial;
        Scores::of(credit, met + self.missed as f64, met + self.spurious as f64, method)
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.correct = self.correct.saturating_add(other.correct);
        self.incorrect = self.incorrect.saturating_add(other.incorrect);
        self.partial = self.partial.saturating_add(other.partial);
        self.missed = self.missed.saturating_add(other.missed);
        self.spurious = self.spurious.saturating_add(other.spurious);
    }
}

/// The counts of the four measures, which may be added up over texts.
///
/// ```
/// use agreement::span::{ANY_OVERLAP, SemEval, Span, Spans, semeval};
///
/// let side = |end| Spans::new(&[Span { start: 0, end, label: 0 }]).unwrap();
/// let texts = [(side(4), side(4)), (side(6), side(3))];
/// let all: SemEval = texts.iter().map(|(key, answer)| semeval(key, answer, ANY_OVERLAP).unwrap()).sum();
/// assert_eq!((all.strict.correct, all.exact.correct, all.partial.partial, all.by_type.correct), (1, 1, 1, 2));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SemEval {
    /// By bounds and label.
    pub strict: Counts,
    /// By bounds.
    pub exact: Counts,
    /// By bounds, with half for overlap.
    pub partial: Counts,
    /// By label, with any overlap.
    pub by_type: Counts,
}

impl SemEval {
    /// The counts of one of the measures.
    ///
    /// ```
    /// use agreement::span::{ANY_OVERLAP, Measure, Span, Spans, semeval};
    ///
    /// let spans = |end| Spans::new(&[Span { start: 0, end, label: 0 }]).unwrap();
    /// let found = semeval(&spans(4), &spans(3), ANY_OVERLAP).unwrap();
    /// assert_eq!((found.counts(Measure::Partial).partial, found.counts(Measure::Type).correct), (1, 1));
    /// ```
    pub fn counts(&self, measure: Measure) -> Counts {
        match measure {
            Measure::Strict => self.strict,
            Measure::Exact => self.exact,
            Measure::Partial => self.partial,
            Measure::Type => self.by_type,
        }
    }

    /// Precision, recall and F₁ of one of the measures.
    ///
    /// Source: [`semeval`].
    ///
    /// ```
    /// use agreement::span::{ANY_OVERLAP, Measure, Span, Spans, semeval};
    ///
    /// let spans = |end| Spans::new(&[Span { start: 0, end, label: 0 }]).unwrap();
    /// let found = semeval(&spans(4), &spans(3), ANY_OVERLAP).unwrap();
    /// assert_eq!((found.scores(Measure::Exact).f1, found.scores(Measure::Type).f1), (0.0, 1.0));
    /// ```
    pub fn scores(&self, measure: Measure) -> Scores {
        self.counts(measure).scores(measure)
    }
}

impl AddAssign for SemEval {
    fn add_assign(&mut self, other: SemEval) {
        self.strict += other.strict;
        self.exact += other.exact;
        self.partial += other.partial;
        self.by_type += other.by_type;
    }
}

impl Sum for SemEval {
    fn sum<I: Iterator<Item = SemEval>>(texts: I) -> SemEval {
        texts.fold(SemEval::default(), |mut sum, text| {
            sum += text;
            sum
        })
    }
}

/// The counts of one text by the four measures of SemEval 2013, counted as nervaluate counts them.
///
/// Each mark of the answer, in the order of the text, meets at most one span of the key that no mark before it has met:
/// one that makes it right, if there is any, else the first that it overlaps. For the type, of several that make it
/// right it is the one whose bounds are nearest. A mark that meets nothing is spurious, a span that is not met missed.
/// Each measure pairs anew, so that a mark may meet another span by the next measure; [`super::pair_spans`] finds one
/// pairing for all.
///
/// `least_overlap` is the part of the key's span, in [0, 1], that a mark must share with it to overlap it; sharing no
/// position is never overlap. See [`ANY_OVERLAP`] and [`NERVALUATE_OVERLAP`], which differ for spans of more than a
/// hundred positions. Spans of one side may overlap or be equal; the order in which they are given does not matter. The
/// counts of one label are those of [`Spans::of_label`] of both sides.
///
/// # Errors
/// [`Undefined::OutOfRange`] for a `least_overlap` outside [0, 1].
///
/// Takes O(n log n) time for n spans, and more only where many spans of one side overlap.
///
/// Source: I. Segura-Bedmar, P. Martínez and M. Herrero-Zazo, "SemEval-2013 task 9: extraction of drug-drug
/// interactions from biomedical texts", SemEval (2013), after the scores of MUC-5 (N. Chinchor and B. Sundheim 1993); D.
/// Batista and M. Upson, nervaluate (2020).
///
/// ```
/// use agreement::span::{ANY_OVERLAP, Measure, Span, Spans, semeval};
///
/// let key = Spans::new(&[Span { start: 0, end: 10, label: 0 }]).unwrap();
/// let answer = Spans::new(&[Span { start: 2, end: 10, label: 0 }]).unwrap();
/// let counts = semeval(&key, &answer, ANY_OVERLAP).unwrap();
/// assert_eq!((counts.strict.incorrect, counts.partial.partial, counts.by_type.correct), (1, 1, 1));
/// assert_eq!(counts.scores(Measure::Partial).f1, 0.5);
/// ```
pub fn semeval(key: &Spans, answer: &Spans, least_overlap: f64) -> Result<SemEval, Undefined> {
    if !(0.0..=1.0).contains(&least_overlap) {
        let what = "the least overlap";
        return Err(Undefined::OutOfRange { what, value: least_overlap, low: 0.0, high: 1.0 });
    }
    let key = Key::of(key.in_text_order(), least_overlap);
    let count = |measure| key.count(answer.in_text_order(), measure);
    Ok(SemEval {
        strict: count(Measure::Strict),
        exact: count(Measure::Exact),
        partial: count(Measure::Partial),
        by_type: count(Measure::Type),
    })
}

/// What became of a mark.
enum Met {
    Right(usize),
    Wrong(usize),
    Nothing,
}

struct Key<'a> {
    spans: &'a [Span],
    /// How far the text is marked up to each span.
    ends: Vec<u32>,
    least_overlap: f64,
}

impl<'a> Key<'a> {
    fn of(spans: &'a [Span], least_overlap: f64) -> Key<'a> {
        let ends = spans.iter().scan(0, |end, span| {
            *end = span.end.max(*end);
            Some(*end)
        });
        Key { spans, ends: ends.collect(), least_overlap }
    }

    fn count(&self, answer: &[Span], measure: Measure) -> Counts {
        let mut counts = Counts { missed: self.spans.len() as u64, ..Counts::default() };
        let mut taken = vec![false; self.spans.len()];
        // Spans before this one end before the mark starts, and all later marks.
        let mut first = 0;
        for mark in answer {
            first += self.ends[first..].iter().take_while(|end| **end <= mark.start).count();
            let met = self.meet(mark, first, &taken, measure);
            let count = match met {
                Met::Right(_) => &mut counts.correct,
                Met::Wrong(_) if measure == Measure::Partial => &mut counts.partial,
                Met::Wrong(_) => &mut counts.incorrect,
                Met::Nothing => &mut counts.spurious,
            };
            *count += 1;
            if let Met::Right(at) | Met::Wrong(at) = met {
                taken[at] = true;
                counts.missed -= 1;
            }
        }
        counts
    }

    fn meet(&self, mark: &Span, first: usize, taken: &[bool], measure: Measure) -> Met {
        let (mut overlapped, mut nearest): (_, Option<(u64, usize)>) = (None, None);
        let near = self.spans[first..].iter().take_while(|span| span.start < mark.end);
        for (at, span) in (first..).zip(near).filter(|(at, _)| !taken[*at]) {
            let shared = mark.shared(span);
            if shared == 0 || f64::from(shared) / f64::from(span.length()) < self.least_overlap {
                continue;
            }
            let (same_bounds, same_label) = (span.bounds() == mark.bounds(), span.label == mark.label);
            match measure {
                Measure::Strict if same_bounds && same_label => return Met::Right(at),
                Measure::Exact | Measure::Partial if same_bounds => return Met::Right(at),
                Measure::Type if same_label => {
                    let far = u64::from(span.start.abs_diff(mark.start)) + u64::from(span.end.abs_diff(mark.end));
                    if nearest.is_none_or(|(known, _)| far < known) {
                        nearest = Some((far, at));
                    }
                }
                _ => overlapped = overlapped.or(Some(at)),
            }
        }
        match (nearest, overlapped) {
            (Some((_, at)), _) => Met::Right(at),
            (None, Some(at)) => Met::Wrong(at),
            (None, None) => Met::Nothing,
        }
    }
}
