//! The record that every statistic returns.

use std::fmt;

/// A statistic with what is needed to judge it.
///
/// ```
/// use agreement::{LEVEL, Table, Weights};
///
/// let table = Table::of_rows(&[[40, 9], [6, 45]]).unwrap();
/// let kappa = agreement::categorical::cohen_kappa(&table, &Weights::Identity, LEVEL);
/// assert!((kappa.value.unwrap() - 0.6996).abs() < 1e-4);
/// assert_eq!(kappa.n, 100);
/// assert_eq!(kappa.observed, Some(0.85));
/// assert!(kappa.interval.unwrap().low > 0.55);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Statistic {
    /// The value, or why there is none.
    pub value: Result<f64, Undefined>,
    /// Items the value rests on.
    pub n: usize,
    /// Items left out because a rating was missing.
    pub dropped: usize,
    /// Plain observed agreement in [0, 1], before any correction; each statistic says what it counts.
    pub observed: Option<f64>,
    /// Agreement expected by chance in [0, 1], where the statistic corrects for it.
    pub expected: Option<f64>,
    /// Standard error of the value, by the method that the interval names.
    pub se: Option<f64>,
    /// An interval around the value, where there is one.
    pub interval: Option<Interval>,
    /// The name of the method, with its source.
    pub method: &'static str,
}

impl Statistic {
    /// A record with a value and nothing else yet.
    pub(crate) fn of(value: f64, n: usize, method: &'static str) -> Statistic {
        Statistic { value: Ok(value), ..Statistic::none(Undefined::NoVariation, n, method) }
    }

    /// A record without a value.
    pub(crate) fn none(reason: Undefined, n: usize, method: &'static str) -> Statistic {
        Statistic {
            value: Err(reason),
            n,
            dropped: 0,
            observed: None,
            expected: None,
            se: None,
            interval: None,
            method,
        }
    }
}

/// A test of a null hypothesis.
///
/// ```
/// let test = agreement::scale::correlation_test(0.8, 10).unwrap();
/// assert!(test.p < 0.01 && test.df == Some(8.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Test {
    /// The test statistic: an F, t, χ² or z, as `method` says.
    pub statistic: f64,
    /// Its degrees of freedom, where it has any; the numerator's of an F.
    pub df: Option<f64>,
    /// The denominator's degrees of freedom of an F.
    pub df2: Option<f64>,
    /// The chance of a statistic as extreme as this if the null hypothesis holds; below what a f64 can hold it is 0.
    pub p: f64,
    /// The name of the test, with its null hypothesis and whether it is one-sided.
    pub method: &'static str,
}

/// The usual level of an interval: 95 %.
///
/// ```
/// use agreement::{LEVEL, proportion::wilson};
///
/// let interval = wilson(27, 31, LEVEL).interval.unwrap();
/// assert_eq!(interval.level, 0.95);
/// assert!(wilson(27, 31, 0.99).interval.unwrap().low < interval.low, "a higher level has a wider interval");
/// ```
pub const LEVEL: f64 = 0.95;

/// An interval around a value, with the name of the method that made it.
///
/// ```
/// use agreement::{Interval, LEVEL, proportion::clopper_pearson};
///
/// let Interval { low, high, method, .. } = clopper_pearson(0, 10, LEVEL).interval.unwrap();
/// assert_eq!((low, method), (0.0, "exact interval (Clopper & Pearson 1934)"));
/// assert!((high - 0.3085).abs() < 1e-4, "none of ten is as good as a third of all");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Its lower limit.
    pub low: f64,
    /// Its upper limit.
    pub high: f64,
    /// Coverage it is made for, such as 0.95.
    pub level: f64,
    /// The name of the method, with its source.
    pub method: &'static str,
}

/// Why a statistic has no value. Places count from 0, in the order in which the input was given.
///
/// ```
/// use agreement::{LEVEL, Table, Undefined, Weights, categorical::cohen_kappa};
///
/// let alike = Table::of_rows(&[[10, 0], [0, 0]]).unwrap();
/// let reason = cohen_kappa(&alike, &Weights::Identity, LEVEL).value.unwrap_err();
/// assert_eq!((reason, reason.to_string().as_str()), (Undefined::NoVariation, "no variation"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the line of each variant says what its fields are")]
pub enum Undefined {
    /// The sequences do not have the same length, so it is not known which ratings belong together.
    Lengths { left: usize, right: usize },
    /// Fewer items than the statistic can be computed from.
    TooFew { n: usize, needed: usize },
    /// Fewer raters than the statistic can be computed from.
    TooFewRaters { n: usize, needed: usize },
    /// Everything that was rated is of one value, so there is nothing to agree on (0/0).
    NoVariation,
    /// No item has two ratings or more.
    NothingPairable,
    /// A code that is not in the list of categories, which has so many.
    UnknownCategory { code: usize, categories: usize },
    /// A number that is NaN or infinite where only a finite one has a meaning.
    NotFinite { what: &'static str, at: usize },
    /// A number outside the range in which it has a meaning.
    OutOfRange { what: &'static str, value: f64, low: f64, high: f64 },
    /// The items of a table or matrix do not fill its rows.
    Ragged { row: usize, found: usize, expected: usize },
    /// A box without area, or with its corners exchanged.
    NoArea { at: usize },
    /// A span that is empty, or ends before it starts.
    EmptySpan { at: usize },
    /// Some are never compared with the rest, or never win or never lose against it, so no finite strength fits.
    NotConnected,
    /// The outcomes are split perfectly by what should explain them, so the coefficients run off to infinity.
    Separation,
    /// Two of the things that should explain the outcome say the same.
    Collinear,
    /// The iteration had not settled after so many steps.
    NotConverged { steps: usize },
    /// Something named twice where each may be named once; `at` is the later place.
    Repeated { what: &'static str, at: usize },
    /// Every assignment has a pair that is forbidden.
    Infeasible,
    /// A tag that is none of those which the scheme has.
    UnknownTag { at: usize },
    /// A box that is not wholly inside its picture.
    OutsidePicture { at: usize },
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Undefined::Lengths { left, right } => write!(f, "the sequences have {left} and {right} ratings"),
            Undefined::TooFew { n: 1, needed } => write!(f, "1 item, {needed} are needed"),
            Undefined::TooFewRaters { n: 1, needed } => write!(f, "1 rater, {needed} are needed"),
            Undefined::TooFew { n, needed } => write!(f, "{n} items, {needed} are needed"),
            Undefined::TooFewRaters { n, needed } => write!(f, "{n} raters, {needed} are needed"),
            Undefined::NoVariation => write!(f, "no variation"),
            Undefined::NothingPairable => write!(f, "no item has two ratings"),
            Undefined::UnknownCategory { code, categories } => {
                write!(f, "code {code} is not among the {categories} categories, which count from 0")
            }
            Undefined::NotFinite { what, at } => write!(f, "{what} {at} is not a finite number"),
            Undefined::OutOfRange { what, value, low, high } => {
                write!(f, "{what} is {value}, outside {low} to {high}")
            }
            Undefined::Ragged { row, found, expected } => {
                write!(f, "row {row} has {found} entries, {expected} are expected")
            }
            Undefined::NoArea { at } => write!(f, "box {at} has no area"),
            Undefined::EmptySpan { at } => write!(f, "span {at} is empty"),
            Undefined::NotConnected => write!(f, "the comparisons do not connect everything both ways"),
            Undefined::Separation => write!(f, "the outcomes are split perfectly, so no finite estimate fits"),
            Undefined::Collinear => write!(f, "two explaining quantities say the same"),
            Undefined::NotConverged { steps } => write!(f, "not settled after {steps} steps"),
            Undefined::Repeated { what, at } => write!(f, "{what} names the same twice, again at {at}"),
            Undefined::Infeasible => write!(f, "every assignment has a forbidden pair"),
            Undefined::UnknownTag { at } => write!(f, "tag {at} is not one of the scheme's"),
            Undefined::OutsidePicture { at } => write!(f, "box {at} is not inside the picture"),
        }
    }
}

impl std::error::Error for Undefined {}
