//! What explains a choice or a score: logistic and linear regression with an intercept, partial correlation, and the
//! ratio of two standard deviations.
//!
//! What explains is given as columns, each with one number for each item. A column that says nothing of its own (the
//! same everywhere, or a combination of others) is [`Undefined::Collinear`].
//!
//! ```
//! use agreement::{LEVEL, regression::{linear, partial_correlation}};
//!
//! // The longer an answer, the higher its score, also among answers of like quality by the key.
//! let (score, key) = ([2.0, 3.0, 3.0, 4.0, 5.0, 5.0, 4.0, 2.0], [2.0, 2.0, 3.0, 3.0, 4.0, 5.0, 4.0, 3.0]);
//! let words = [80.0, 120.0, 100.0, 180.0, 190.0, 150.0, 140.0, 60.0];
//! let model = linear(&score, &[&key, &words], LEVEL).unwrap();
//! assert!(model.coefficients[2].p.unwrap() < 0.01);
//! assert!(partial_correlation(&score, &words, &[&key], LEVEL).estimate.interval.unwrap().low > 0.5);
//! ```

mod design;
mod linear;
mod logistic;
mod newton;
mod profile;
mod relation;

pub use design::MOST_VALUE;
pub use linear::{Linear, linear};
pub use logistic::{Logit, LogitCoefficient, MOST_OFFSET, logistic};
pub use relation::{partial_correlation, sd_ratio};

use crate::{Statistic, Undefined};

/// An estimate, and a test of whether it could well be what it would be if there were nothing to it.
///
/// ```
/// use agreement::{LEVEL, regression::sd_ratio};
///
/// let key = [1.0, 2.0, 3.0, 4.0, 5.0, 3.0];
/// let ratio = sd_ratio(&[2.0, 3.0, 3.0, 4.0, 4.0, 3.0], &key, LEVEL);
/// assert!(ratio.estimate.value.unwrap() < 1.0 && ratio.p.unwrap() < 0.05);
/// // There is an estimate, but nothing to judge it by, where one is exactly the half of the other.
/// assert!(sd_ratio(&key.map(|score| 0.5 * score), &key, LEVEL).p.is_err());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Tested {
    /// The estimate, with its interval.
    pub estimate: Statistic,
    /// The chance, if there were nothing to it, of an estimate at least this far away, to either side.
    pub p: Result<f64, Undefined>,
}

impl Tested {
    fn none(reason: Undefined, n: usize, method: &'static str) -> Tested {
        Tested { estimate: Statistic::none(reason, n, method), p: Err(reason) }
    }
}
