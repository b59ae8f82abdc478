//! Statistics of judgement: how far raters agree with a key and with each other, how they lean, and what can be said
//! from so few items.
//!
//! Every statistic returns a [`Statistic`] (or a record of its own that holds one), never a bare number: the value or
//! the reason why there is none, how many items it rests on, how many were left out, the interval, and the method.
//! "Undefined, no variation" is an answer; 0, 1 and NaN are not. Parts of statistics, which are computed in loops or from
//! a record that is at hand, return bare numbers or their reasons: [`boxes::iou`], [`irt::Item::information`],
//! [`paired::elo_expected`], [`span::Scores::f_beta`], [`proportion::fisher_exact`] and their like.
//!
//! | you have | look in |
//! | --- | --- |
//! | categories given by two raters or many | [`categorical`], [`alpha`] |
//! | scores on a scale | [`scale`], [`alpha`] |
//! | orders of the same things | [`rank`] |
//! | comparisons of two at a time | [`paired`] |
//! | stretches of text | [`span`] |
//! | boxes in pictures | [`boxes`], [`assignment`] |
//! | right and wrong, in numbers | [`proportion`], [`calibration`] |
//! | a series over time | [`series`] |
//! | labels without a key | [`consensus`] |
//! | items of known difficulty | [`irt`] |
//! | something that may explain a choice | [`regression`] |
//! | how a rater leans beside a key | [`bias`] |
//! | any statistic of resampled items | [`bootstrap`] |
//!
//! ```
//! use agreement::{LEVEL, Table, Undefined, Weights, categorical::cohen_kappa};
//!
//! // Two raters put the same 100 items into two categories; rows are the first rater's.
//! let table = Table::of_rows(&[[40, 9], [6, 45]]).unwrap();
//! let kappa = cohen_kappa(&table, &Weights::Identity, LEVEL);
//! let interval = kappa.interval.unwrap();
//! assert!((kappa.value.unwrap() - 0.6995).abs() < 1e-4 && interval.low > 0.55 && interval.high < 0.85);
//! assert_eq!((kappa.n, kappa.dropped), (100, 0));
//!
//! // Where there is nothing to tell apart there is no value, and the reason instead.
//! let alike = Table::of_rows(&[[100, 0], [0, 0]]).unwrap();
//! assert_eq!(cohen_kappa(&alike, &Weights::Identity, LEVEL).value, Err(Undefined::NoVariation));
//! ```
//!
//! Invariants: this crate knows no files, no clock, no network, no threads, and nothing of the project it was written
//! for. Randomness comes from a seed that the caller gives. Nothing panics on bad input: it gets its reason.

#![warn(missing_docs)]

pub mod alpha;
pub mod assignment;
pub mod bias;
pub mod bootstrap;
pub mod boxes;
pub mod calibration;
pub mod categorical;
mod check;
pub mod consensus;
mod distribution;
pub mod irt;
mod matrix;
pub mod paired;
pub mod proportion;
pub mod rank;
mod ratings;
pub mod regression;
pub mod scale;
pub mod series;
pub mod span;
mod statistic;
mod weights;

pub use ratings::{Code, Ratings, Table};
pub use statistic::{Interval, LEVEL, Statistic, Test, Undefined};
pub use weights::Weights;

/// The examples of the README compile and hold.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
