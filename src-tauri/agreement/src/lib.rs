//! Statistics of judgement: how far raters agree with a key and with each other.
//!
//! Every statistic returns a [`Statistic`], never a bare number: the value or the reason why there is none, how many
//! items it rests on, how many were left out, and the method. "Undefined, no variation" is an answer; 0, 1 and NaN
//! are not.
//!
//! Invariants: this crate knows no files, no clock, no network, and nothing of the project it was written for.

pub mod rank;
mod statistic;

pub use statistic::{Interval, Statistic, Undefined};
