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
//!
//! ```
//! use agreement::{LEVEL, irt::{Item, Prior, eap, test_information}};
//!
//! // Three items of known parameters; one person has the easy two right and leaves the hard one out.
//! let items = [(1.2, -1.0), (0.8, 0.0), (1.5, 1.5)].map(|(a, b)| Item::new(a, b).unwrap());
//! let ability = eap(&items, &[Some(true), Some(true), None], Prior::default(), LEVEL);
//! assert!((0.0..1.0).contains(&ability.value.unwrap()) && ability.dropped == 1);
//! let [of_able, of_others] = [1.5, -1.5].map(|ability| test_information(&items, ability).unwrap());
//! assert!(of_able > of_others);
//! ```

mod estimate;
mod expectation;
mod item;
mod maximisation;
mod score;

pub use estimate::{Calibration, MmlOptions, marginal_ml};
pub use item::{Item, MOST_ABILITY, MOST_DISCRIMINATION, log_likelihood, test_information};
pub use score::{Prior, Scorer, eap, maximum_likelihood};

/// What a person answered.
///
/// ```
/// use agreement::{LEVEL, irt::{Answer, Item, maximum_likelihood}};
///
/// let answers: [Answer; 4] = [Some(true), Some(true), Some(false), None];
/// let items = [-1.0, 0.0, 1.0, 2.0].map(|difficulty| Item::new(1.0, difficulty).unwrap());
/// let ability = maximum_likelihood(&items, &answers, LEVEL);
/// assert_eq!((ability.n, ability.dropped, ability.observed), (3, 1, Some(2.0 / 3.0)));
/// ```
pub type Answer = Option<bool>;
