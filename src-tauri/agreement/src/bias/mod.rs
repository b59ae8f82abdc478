//! How a rater leans, beside a key: what is a statistic of it and no verdict.
//!
//! | question | function |
//! | --- | --- |
//! | does one thing that should not matter sway the choice | [`regression::logistic`](crate::regression::logistic) |
//! | is the mean of the ratings off the key's | [`regression::linear`](crate::regression::linear), no columns |
//! | do the ratings keep closer together than the key's | [`spread_ratio`] |
//! | does one dimension colour the others | [`halo`] |
//! | are the latest ratings higher or lower than those before | [`recent_shift`] |
//! | which lean would so many items show | [`smallest_effect`], and its kin for shares |
//!
//! Scores of one item on several dimensions, and of several items in one task, are not independent of each other: where
//! they come in groups, the error is judged by leaving out whole groups in turn.
//!
//! ```
//! use agreement::{LEVEL, bias::{recent_shift, smallest_effect}};
//!
//! // Ratings less the key's, in order: the last ones are lower, if not surely.
//! let errors = [0.0, 1.0, 0.0, -1.0, 0.0, 1.0, 0.0, 0.0, -1.0, -1.0, 0.0, -1.0];
//! let shift = recent_shift(&errors, 0.2, LEVEL);
//! assert!(shift.estimate.value.unwrap() < -0.4 && shift.p.unwrap() > 0.05);
//! // What so few would show in four samples of five is a larger one.
//! assert!(smallest_effect(shift.estimate.se.unwrap(), Some(10.0), LEVEL, 0.8).unwrap() > 0.6);
//! ```

mod groups;
mod halo;
mod shift;
mod smallest;
mod spread;

pub use halo::halo;
pub use shift::recent_shift;
pub use smallest::{smallest_beyond, smallest_effect, smallest_gap, smallest_shortfall, smallest_swing};
pub use spread::spread_ratio;

use crate::Undefined;
use crate::regression::MOST_VALUE;

/// A score of one item on one dimension, beside the key's.
///
/// ```
/// let score = agreement::bias::Score { group: 0, item: 0, dimension: 2, value: 4.0, key: 5.0 };
/// assert_eq!(score.value - score.key, -1.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// What is scored together, such as the task. Groups are independent of each other.
    pub group: usize,
    /// What is scored, within its group.
    pub item: usize,
    /// What it is scored for.
    pub dimension: usize,
    /// The score that was given.
    pub value: f64,
    /// The key's.
    pub key: f64,
}

/// Whether all scores are finite and small enough for their squares.
fn check(scores: &[Score]) -> Result<(), Undefined> {
    for (at, score) in scores.iter().enumerate() {
        for (what, number) in [("score", score.value), ("key", score.key)] {
            if !number.is_finite() {
                return Err(Undefined::NotFinite { what, at });
            }
            if number.abs() > MOST_VALUE {
                return Err(Undefined::OutOfRange { what, value: number, low: -MOST_VALUE, high: MOST_VALUE });
            }
        }
    }
    Ok(())
}
