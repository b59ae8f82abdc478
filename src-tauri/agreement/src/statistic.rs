//! The record that every statistic returns.

use std::fmt;

/// A statistic with what is needed to judge it.
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
    pub interval: Option<Interval>,
    /// The name of the method, with its source.
    pub method: &'static str,
}

/// An interval around a value, with the name of the method that made it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
    /// Coverage it is made for, such as 0.95.
    pub level: f64,
    pub method: &'static str,
}

/// Why a statistic has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undefined {
    /// The sequences do not have the same length, so it is not known which ratings belong together.
    Lengths { left: usize, right: usize },
    /// Fewer items than the statistic can be computed from.
    TooFew { n: usize, needed: usize },
    /// At least one side gives every item the same value, so there is nothing to agree on (0/0).
    NoVariation,
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Undefined::Lengths { left, right } => write!(f, "the sequences have {left} and {right} ratings"),
            Undefined::TooFew { n, needed } => write!(f, "{n} items, {needed} are needed"),
            Undefined::NoVariation => write!(f, "no variation"),
        }
    }
}

impl std::error::Error for Undefined {}
