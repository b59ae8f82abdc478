//! Items of known difficulty and discrimination, by the two-parameter logistic model: what a set of answers says about
//! the one who gave them, which item would tell most, and how the items' parameters are found from many people's answers.
//!
//! ```text
//! P(right | θ) = 1 / (1 + exp(−a(θ − b)))
//! ```
//!
//! θ is the ability, a the discrimination and b the difficulty of an item, on the scale on which abilities are standard
//! normal. There is no factor of 1.7. Answers are `Some(true)` for right, `Some(false)` for wrong, `None` for not given.
//!
//! The difficulty of items cannot be found from one person's answers: [`marginal_ml`] needs some hundreds of people.

mod estimate;
mod expectation;
mod item;
mod maximisation;
mod score;

pub use estimate::{Calibration, MmlOptions, marginal_ml};
pub use item::{Item, MOST_ABILITY, MOST_DISCRIMINATION, log_likelihood, test_information};
pub use score::{Prior, Scorer, eap, maximum_likelihood};

/// What a person answered.
pub type Answer = Option<bool>;
