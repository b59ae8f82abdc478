//! Items and what they say at a given ability.

use super::Answer;
use crate::Undefined;
use crate::check::within;

/// The largest discrimination, to either side: 100. Real items have between 0.2 and 3.
///
/// ```
/// use agreement::irt::{Item, MOST_DISCRIMINATION};
///
/// assert!(Item::new(MOST_DISCRIMINATION, 0.0).is_ok());
/// assert!(Item::new(-1.01 * MOST_DISCRIMINATION, 0.0).is_err());
/// ```
pub const MOST_DISCRIMINATION: f64 = 100.0;

/// The largest ability and difficulty, to either side: 10⁶. Real ones are between −4 and 4.
///
/// ```
/// use agreement::irt::{Item, MOST_ABILITY};
///
/// let item = Item::new(1.0, 0.0).unwrap();
/// assert_eq!(item.probability(MOST_ABILITY), Ok(1.0));
/// assert!(item.probability(f64::INFINITY).is_err());
/// ```
pub const MOST_ABILITY: f64 = 1e6;

/// An item with its parameters.
///
/// ```
/// let item = agreement::irt::Item::new(0.825, -3.36).unwrap();
/// assert!((item.probability(0.0).unwrap() - 0.941).abs() < 1e-3);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Item {
    discrimination: f64,
    difficulty: f64,
}

impl Item {
    /// With its discrimination a, which is below 0 where the able fail, and its difficulty b.
    ///
    /// # Errors
    /// [`Undefined::OutOfRange`] beyond [`MOST_DISCRIMINATION`] and [`MOST_ABILITY`].
    ///
    /// ```
    /// use agreement::irt::Item;
    ///
    /// assert_eq!(Item::new(1.2, -0.4).unwrap().difficulty(), -0.4);
    /// assert!(Item::new(f64::NAN, 0.0).is_err());
    /// ```
    pub fn new(discrimination: f64, difficulty: f64) -> Result<Item, Undefined> {
        within("the discrimination", discrimination, -MOST_DISCRIMINATION, MOST_DISCRIMINATION)?;
        within("the difficulty", difficulty, -MOST_ABILITY, MOST_ABILITY)?;
        Ok(Item { discrimination, difficulty })
    }

    /// By how much the logit of a right answer rises with each unit of ability.
    ///
    /// ```
    /// assert_eq!(agreement::irt::Item::new(1.5, 0.0).unwrap().discrimination(), 1.5);
    /// ```
    pub fn discrimination(&self) -> f64 {
        self.discrimination
    }

    /// The ability at which half of the answers are right.
    ///
    /// ```
    /// assert_eq!(agreement::irt::Item::new(1.5, 0.25).unwrap().difficulty(), 0.25);
    /// ```
    pub fn difficulty(&self) -> f64 {
        self.difficulty
    }

    /// The chance of a right answer.
    ///
    /// # Errors
    /// [`Undefined::OutOfRange`] for an ability beyond [`MOST_ABILITY`].
    ///
    /// Source: A. Birnbaum, "Some latent trait models and their use in inferring an examinee's ability", in F. M. Lord
    /// & M. R. Novick, "Statistical theories of mental test scores" (1968).
    ///
    /// ```
    /// let item = agreement::irt::Item::new(1.5, 0.25).unwrap();
    /// assert_eq!(item.probability(0.25), Ok(0.5));
    /// ```
    pub fn probability(&self, ability: f64) -> Result<f64, Undefined> {
        Ok(logistic(self.logit(check_ability(ability)?)))
    }

    /// Fisher's information about the ability in an answer.
    ///
    /// ```text
    /// I(θ) = a²·P(θ)·(1 − P(θ))
    /// ```
    ///
    /// It is largest, a²/4, where the ability equals the difficulty.
    ///
    /// # Errors
    /// [`Undefined::OutOfRange`] for an ability beyond [`MOST_ABILITY`].
    ///
    /// Source: F. M. Lord, "Applications of item response theory to practical testing problems" (1980).
    ///
    /// ```
    /// let item = agreement::irt::Item::new(2.0, 0.5).unwrap();
    /// assert_eq!(item.information(0.5), Ok(1.0));
    /// ```
    pub fn information(&self, ability: f64) -> Result<f64, Undefined> {
        let logit = self.logit(check_ability(ability)?);
        Ok(self.discrimination * self.discrimination * logistic(logit) * logistic(-logit))
    }

    pub(super) fn logit(&self, ability: f64) -> f64 {
        self.discrimination * (ability - self.difficulty)
    }
}

/// The information of a whole test: the sum over its items, 0 without any. 1/√ of it is the standard error that the test can reach at
/// this ability.
///
/// # Errors
/// [`Undefined::OutOfRange`] for an ability beyond [`MOST_ABILITY`]. Takes O(items) time.
///
/// Source: [`Item::information`].
///
/// ```
/// use agreement::irt::{Item, test_information};
///
/// let items = [Item::new(1.0, 0.0).unwrap(), Item::new(2.0, 0.0).unwrap()];
/// assert_eq!(test_information(&items, 0.0), Ok(1.25));
/// ```
pub fn test_information(items: &[Item], ability: f64) -> Result<f64, Undefined> {
    items.iter().try_fold(0.0, |sum, item| Ok(sum + item.information(ability)?))
}

/// The natural logarithm of the chance of these answers at a given ability. Items without an answer say nothing.
///
/// ```text
/// ℓ(θ) = Σ ln P_i over right answers + Σ ln(1 − P_i) over wrong ones
/// ```
///
/// # Errors
/// [`Undefined::Lengths`] unless there is an answer or none for each item, [`Undefined::OutOfRange`] for an ability
/// beyond [`MOST_ABILITY`]. Takes O(items) time.
///
/// Source: [`Item::probability`].
///
/// ```
/// use agreement::irt::{Item, log_likelihood};
///
/// let items = [Item::new(1.0, 0.0).unwrap(), Item::new(1.0, 1.0).unwrap()];
/// let likelihood = log_likelihood(&items, &[Some(true), None], 0.0).unwrap();
/// assert!((likelihood - 0.5f64.ln()).abs() < 1e-12);
/// ```
pub fn log_likelihood(items: &[Item], answers: &[Answer], ability: f64) -> Result<f64, Undefined> {
    check_lengths(items.len(), answers)?;
    check_ability(ability)?;
    let terms = items.iter().zip(answers).map(|(item, answer)| match answer {
        Some(true) => -softplus(-item.logit(ability)),
        Some(false) => -softplus(item.logit(ability)),
        None => 0.0,
    });
    Ok(terms.sum())
}

pub(super) fn check_lengths(items: usize, answers: &[Answer]) -> Result<(), Undefined> {
    if items == answers.len() {
        return Ok(());
    }
    Err(Undefined::Lengths { left: items, right: answers.len() })
}

fn check_ability(ability: f64) -> Result<f64, Undefined> {
    within("the ability", ability, -MOST_ABILITY, MOST_ABILITY)
}

pub(super) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// ln(1 + eˣ)
pub(super) fn softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}
