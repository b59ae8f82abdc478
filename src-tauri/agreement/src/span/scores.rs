//! Precision, recall and F from counts.

use crate::Undefined;

/// How well the marks of an answer meet those of a key.
///
/// ```text
/// precision = credit / answer,   recall = credit / key,   F₁ = 2 credit / (key + answer)
/// ```
///
/// F₁ is the harmonic mean of the two, and is defined wherever anything was marked. If neither side has marked
/// anything, the answer is right, all three are 1, and `nothing_to_mark` says so; the usual libraries return 0 there.
///
/// Source: C. J. van Rijsbergen, "Information Retrieval", 2nd edition (1979), chapter 7.
///
/// ```
/// use agreement::{Undefined, span::{ExactCounts, Span, Spans}};
///
/// let [one, none] = [Spans::new(&[Span { start: 0, end: 4, label: 0 }]).unwrap(), Spans::default()];
/// let scores = |answer: &Spans| ExactCounts::of(&one, answer).micro_average();
/// assert_eq!((scores(&one).credit, scores(&one).precision, scores(&one).recall), (1.0, Ok(1.0), Ok(1.0)));
/// assert_eq!(scores(&none).precision, Err(Undefined::TooFew { n: 0, needed: 1 }), "of no marks");
/// assert_eq!((scores(&none).recall, scores(&none).f1, scores(&none).nothing_to_mark), (Ok(0.0), 0.0, false));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scores {
    /// Marks or positions that are right, and half for each that counts as partly right.
    pub credit: f64,
    /// Marks of the key, or positions that it has marked.
    pub key: f64,
    /// Marks of the answer, or positions that it has marked.
    pub answer: f64,
    /// The part of the answer that is right; [`Undefined::TooFew`] if only the key has marks.
    pub precision: Result<f64, Undefined>,
    /// The part of the key that was found; [`Undefined::TooFew`] if only the answer has marks.
    pub recall: Result<f64, Undefined>,
    /// The harmonic mean of precision and recall.
    pub f1: f64,
    /// Neither the key nor the answer has a mark.
    pub nothing_to_mark: bool,
    /// The name of the method, with its source.
    pub method: &'static str,
}

impl Scores {
    pub(crate) fn of(credit: f64, key: f64, answer: f64, method: &'static str) -> Scores {
        let nothing_to_mark = key + answer == 0.0;
        let share = |of: f64| match of > 0.0 {
            true => Ok(credit / of),
            false if nothing_to_mark => Ok(1.0),
            false => Err(Undefined::TooFew { n: 0, needed: 1 }),
        };
        let f1 = if nothing_to_mark { 1.0 } else { 2.0 * credit / (key + answer) };
        Scores { credit, key, answer, precision: share(answer), recall: share(key), f1, nothing_to_mark, method }
    }

    /// F with recall weighing β times as much as precision.
    ///
    /// ```text
    /// F_β = (1 + β²) credit / (β² key + answer)
    /// ```
    ///
    /// # Errors
    /// [`Undefined::OutOfRange`] unless 0 < β ≤ 10⁶; for β = 0 it would be the precision, for β = ∞ the recall.
    ///
    /// Source: [`Scores`].
    ///
    /// ```
    /// use agreement::span::{Counts, Measure};
    ///
    /// let counts = Counts { correct: 3, missed: 3, ..Counts::default() };
    /// let scores = counts.scores(Measure::Strict);
    /// assert_eq!((scores.precision, scores.recall), (Ok(1.0), Ok(0.5)));
    /// assert_eq!(scores.f_beta(1.0), Ok(scores.f1));
    /// assert_eq!(scores.f_beta(2.0), Ok(15.0 / 27.0));
    /// ```
    pub fn f_beta(&self, beta: f64) -> Result<f64, Undefined> {
        if !(beta > 0.0 && beta <= 1e6) {
            return Err(Undefined::OutOfRange { what: "beta", value: beta, low: 0.0, high: 1e6 });
        }
        let squared = beta * beta;
        let whole = squared * self.key + self.answer;
        Ok(if self.nothing_to_mark { 1.0 } else { ((1.0 + squared) * self.credit / whole).min(1.0) })
    }
}
