//! What explains a choice or a score: logistic and linear regression with an intercept, partial correlation, and the
//! ratio of two standard deviations.
//!
//! What explains is given as columns, each with one number for each item. A column that says nothing of its own (the
//! same everywhere, or a combination of others) is [`Undefined::Collinear`].

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
