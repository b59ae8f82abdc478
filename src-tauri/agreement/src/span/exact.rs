//! Exact matching: a mark counts only if start, end and label are those of the key.

use super::{Scores, Spans};
use crate::Undefined;

const EXACT: &str = "exact matching of spans (CoNLL: Tjong Kim Sang & De Meulder 2003)";

/// Counts of exact matching over one text or many.
///
/// A span is right if the key has one with the same start, end and label. Equal spans of one side are matched one to
/// one: the second of two equal marks is right only if the key has it twice.
///
/// Adding a text takes O(n) time for n spans, and no memory beyond one entry for each label code up to the largest.
///
/// Source: E. F. Tjong Kim Sang and F. De Meulder, "Introduction to the CoNLL-2003 shared task", CoNLL (2003).
///
/// ```
/// use agreement::span::{ExactCounts, Span, Spans};
///
/// let key = Spans::new(&[Span { start: 0, end: 4, label: 0 }, Span { start: 9, end: 12, label: 1 }]).unwrap();
/// let answer = Spans::new(&[Span { start: 0, end: 4, label: 0 }, Span { start: 8, end: 12, label: 1 }]).unwrap();
/// let counts = ExactCounts::of(&key, &answer);
/// assert_eq!(counts.micro_average().f1, 0.5);
/// assert_eq!(counts.label(0).scores().f1, 1.0);
/// assert_eq!(counts.label(1).scores().f1, 0.0);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExactCounts {
    /// Places are label codes; none after the largest that was seen.
    labels: Vec<[u64; 3]>,
}

const CORRECT: usize = 0;
const KEY: usize = 1;
const ANSWER: usize = 2;

/// Counts of exact matching of one label.
///
/// ```
/// use agreement::span::{ExactCounts, LabelCounts, Span, Spans};
///
/// let key = Spans::new(&[Span { start: 0, end: 4, label: 2 }, Span { start: 6, end: 9, label: 2 }]).unwrap();
/// let answer = Spans::new(&[Span { start: 0, end: 4, label: 2 }]).unwrap();
/// let counts = ExactCounts::of(&key, &answer).label(2);
/// assert_eq!(counts, LabelCounts { label: 2, correct: 1, key: 2, answer: 1 });
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LabelCounts {
    /// The label, by its code.
    pub label: u16,
    /// Spans that both sides have.
    pub correct: u64,
    /// Spans of the key.
    pub key: u64,
    /// Spans of the answer.
    pub answer: u64,
}

impl LabelCounts {
    fn of(label: u16, counts: [u64; 3]) -> LabelCounts {
        LabelCounts { label, correct: counts[CORRECT], key: counts[KEY], answer: counts[ANSWER] }
    }

    /// Precision, recall and F₁ of the label. If neither side has used it there is nothing to mark.
    ///
    /// Source: [`Scores`], counted as by [`ExactCounts`].
    ///
    /// ```
    /// use agreement::span::{ExactCounts, Span, Spans};
    ///
    /// let key = Spans::new(&[Span { start: 0, end: 4, label: 1 }, Span { start: 6, end: 9, label: 1 }]).unwrap();
    /// let answer = Spans::new(&[Span { start: 0, end: 4, label: 1 }]).unwrap();
    /// let counts = ExactCounts::of(&key, &answer);
    /// assert_eq!(counts.label(1).scores().recall, Ok(0.5));
    /// ```
    pub fn scores(&self) -> Scores {
        Scores::of(self.correct as f64, self.key as f64, self.answer as f64, EXACT)
    }
}

/// What a label counts in the macro-average of a score that it does not have: in that of precision if the answer never
/// uses the label, in that of recall if the key never does.
///
/// ```
/// use agreement::span::{Absent, ExactCounts, Span, Spans};
///
/// // The answer never uses the second label, so it has no precision there.
/// let key = Spans::new(&[Span { start: 0, end: 4, label: 0 }, Span { start: 6, end: 9, label: 1 }]).unwrap();
/// let counts = ExactCounts::of(&key, &Spans::new(&[Span { start: 0, end: 4, label: 0 }]).unwrap());
/// let precision = |absent| counts.macro_average(absent).precision;
/// assert_eq!((precision(Absent::default()), precision(Absent::Zero)), (Ok(1.0), Ok(0.5)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Absent {
    /// Nothing: the mean is over the labels that have the score.
    #[default]
    LeftOut,
    /// 0, as in seqeval and by default in scikit-learn.
    Zero,
}

/// Means over labels, each of which weighs the same however often it is used.
///
/// ```
/// use agreement::span::{Absent, ExactCounts, Span, Spans};
///
/// // Three of the common label are right, the one of the rare label is missed.
/// let span = |start, label| Span { start, end: start + 1, label };
/// let key = Spans::new(&[span(0, 0), span(2, 0), span(4, 0), span(6, 1)]).unwrap();
/// let counts = ExactCounts::of(&key, &key.of_label(0));
/// let mean = counts.macro_average(Absent::LeftOut);
/// assert_eq!((mean.labels, mean.precision, mean.recall, mean.f1), (2, Ok(1.0), Ok(0.5), 0.5));
/// assert!(counts.micro_average().f1 > 0.85, "where each span weighs the same");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MacroAverage {
    /// [`Undefined::TooFew`] if no label has a precision.
    pub precision: Result<f64, Undefined>,
    /// [`Undefined::TooFew`] if no label has a recall.
    pub recall: Result<f64, Undefined>,
    /// The mean of the labels' F₁, which is not the harmonic mean of the other two.
    pub f1: f64,
    /// Labels that either side has used.
    pub labels: usize,
    /// Neither side has marked anything: all three are 1 by convention.
    pub nothing_to_mark: bool,
    /// The name of the method, with its source.
    pub method: &'static str,
}

impl ExactCounts {
    /// The counts of one text.
    ///
    /// ```
    /// use agreement::span::{ExactCounts, Span, Spans};
    ///
    /// let key = Spans::new(&[Span { start: 0, end: 4, label: 1 }, Span { start: 6, end: 9, label: 1 }]).unwrap();
    /// let answer = Spans::new(&[Span { start: 0, end: 4, label: 1 }]).unwrap();
    /// let counts = ExactCounts::of(&key, &answer);
    /// assert_eq!(counts.label(1).correct, 1);
    /// ```
    pub fn of(key: &Spans, answer: &Spans) -> ExactCounts {
        let mut counts = ExactCounts::default();
        counts.add(key, answer);
        counts
    }

    /// Adds those of another text.
    ///
    /// ```
    /// use agreement::span::{ExactCounts, Span, Spans};
    ///
    /// let text = Spans::new(&[Span { start: 0, end: 4, label: 0 }]).unwrap();
    /// let mut counts = ExactCounts::of(&text, &text);
    /// counts.add(&text, &Spans::default());
    /// assert_eq!((counts.label(0).key, counts.label(0).correct), (2, 1));
    /// ```
    pub fn add(&mut self, key: &Spans, answer: &Spans) {
        for (spans, side) in [(key, KEY), (answer, ANSWER)] {
            for span in spans.in_text_order() {
                self.entry(span.label)[side] += 1;
            }
        }
        let mut left = answer.in_text_order();
        for span in key.in_text_order() {
            let before = left.iter().take_while(|other| *other < span).count();
            left = &left[before..];
            if left.first() == Some(span) {
                self.entry(span.label)[CORRECT] += 1;
                left = &left[1..];
            }
        }
    }

    fn entry(&mut self, label: u16) -> &mut [u64; 3] {
        let place = usize::from(label);
        if place >= self.labels.len() {
            self.labels.resize(place + 1, [0; 3]);
        }
        &mut self.labels[place]
    }

    /// The counts of one label, used or not.
    ///
    /// ```
    /// use agreement::span::{ExactCounts, Span, Spans};
    ///
    /// let key = Spans::new(&[Span { start: 0, end: 4, label: 1 }, Span { start: 6, end: 9, label: 1 }]).unwrap();
    /// let answer = Spans::new(&[Span { start: 0, end: 4, label: 1 }]).unwrap();
    /// let counts = ExactCounts::of(&key, &answer);
    /// assert_eq!((counts.label(1).key, counts.label(7).key), (2, 0));
    /// ```
    pub fn label(&self, label: u16) -> LabelCounts {
        LabelCounts::of(label, self.labels.get(usize::from(label)).copied().unwrap_or_default())
    }

    /// The counts of the labels that either side has used, by code.
    ///
    /// ```
    /// use agreement::span::{ExactCounts, Span, Spans};
    ///
    /// let text = Spans::new(&[Span { start: 0, end: 4, label: 7 }]).unwrap();
    /// let used: Vec<u16> = ExactCounts::of(&text, &text).labels().map(|counts| counts.label).collect();
    /// assert_eq!(used, [7]);
    /// ```
    pub fn labels(&self) -> impl Iterator<Item = LabelCounts> {
        let all = (0..=u16::MAX).zip(&self.labels).map(|(label, counts)| LabelCounts::of(label, *counts));
        all.filter(|counts| counts.key + counts.answer > 0)
    }

    /// Scores of the counts pooled over labels: each span weighs the same.
    ///
    /// Source: D. D. Lewis, "Evaluating text categorization", Speech and Natural Language workshop (1991).
    ///
    /// ```
    /// use agreement::span::{ExactCounts, Span, Spans};
    ///
    /// let key = Spans::new(&[Span { start: 0, end: 4, label: 1 }, Span { start: 6, end: 9, label: 1 }]).unwrap();
    /// let answer = Spans::new(&[Span { start: 0, end: 4, label: 1 }]).unwrap();
    /// let counts = ExactCounts::of(&key, &answer);
    /// assert_eq!(counts.micro_average().precision, Ok(1.0));
    /// ```
    pub fn micro_average(&self) -> Scores {
        let sum = |side: usize| self.labels.iter().map(|counts| counts[side]).sum::<u64>() as f64;
        Scores::of(sum(CORRECT), sum(KEY), sum(ANSWER), EXACT)
    }

    /// Means of the labels' scores: each label weighs the same.
    ///
    /// Source: D. D. Lewis, "Evaluating text categorization", Speech and Natural Language workshop (1991).
    ///
    /// ```
    /// use agreement::span::{Absent, Bio, LabelNames, exact_of_bio};
    ///
    /// let mut names = LabelNames::default();
    /// let counts = exact_of_bio(&[["B-PER", "O"]], &[["B-PER", "B-LOC"]], Bio::Conlleval, &mut names).unwrap();
    /// let mean = counts.macro_average(Absent::LeftOut);
    /// assert_eq!((mean.labels, mean.f1, mean.precision, mean.recall), (2, 0.5, Ok(0.5), Ok(1.0)));
    /// assert_eq!(counts.macro_average(Absent::Zero).recall, Ok(0.5));
    /// ```
    pub fn macro_average(&self, absent: Absent) -> MacroAverage {
        let scores: Vec<Scores> = self.labels().map(|counts| counts.scores()).collect();
        let nothing_to_mark = scores.is_empty();
        let mean = |of: fn(&Scores) -> Result<f64, Undefined>| {
            let (mut sum, mut n) = (0.0, 0);
            for value in scores.iter().map(of) {
                sum += value.unwrap_or(0.0);
                n += usize::from(value.is_ok() || absent == Absent::Zero);
            }
            match n {
                0 if nothing_to_mark => Ok(1.0),
                0 => Err(Undefined::TooFew { n: 0, needed: 1 }),
                n => Ok(sum / n as f64),
            }
        };
        MacroAverage {
            precision: mean(|scores| scores.precision),
            recall: mean(|scores| scores.recall),
            f1: mean(|scores| Ok(scores.f1)).unwrap_or(1.0),
            labels: scores.len(),
            nothing_to_mark,
            method: EXACT,
        }
    }
}
