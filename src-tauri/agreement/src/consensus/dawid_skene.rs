//! Dawid and Skene's model of raters.

use super::em::{Model, Posteriors};
use super::{Label, Votes};
use crate::check::within;
use crate::{Statistic, Undefined};

const DAWID_SKENE: &str = "EM from label shares (Dawid & Skene 1979)";
const ACCURACY: &str = "chance of the true label under the rater's error matrix (Dawid & Skene 1979)";

/// How the iteration goes about it.
///
/// ```
/// use agreement::{Ratings, Undefined, consensus::{EmOptions, Votes, dawid_skene}};
///
/// let ratings = Ratings::new(&[0u8, 0, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 1, 0, 1], 3, 2).unwrap();
/// let votes = Votes::of_ratings(&ratings).unwrap();
/// let converged = |steps| dawid_skene(&votes, EmOptions { steps, ..EmOptions::default() }).unwrap().converged;
/// assert_eq!(converged(1), Err(Undefined::NotConverged { steps: 1 }));
/// assert_eq!(converged(EmOptions::default().steps), Ok(()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EmOptions {
    /// Votes that are added to each cell of each rater's error matrix, so that a cell without a vote is improbable and
    /// not impossible. More than about 0.01 pulls few data towards blind guessing.
    pub smoothing: f64,
    /// The iteration has settled when no item's chance of a label moves by more.
    pub tolerance: f64,
    /// The most iterations.
    pub steps: usize,
}

impl Default for EmOptions {
    fn default() -> Self {
        EmOptions { smoothing: 0.01, tolerance: 1e-7, steps: 2000 }
    }
}

/// So much smoothing leaves nothing of any data; the sums stay finite up to it.
const MOST_SMOOTHING: f64 = 1e6;

/// What labels alone say about items and raters.
///
/// ```
/// use agreement::{Code, Ratings, consensus::{EmOptions, Votes, dawid_skene}};
///
/// let none = u8::MISSING;
/// let codes = [0, 0, 0, /* next item */ 1, 1, 1, /* next item */ 0, 0, none, /* next item */ none, none, none];
/// let ratings = Ratings::new(&codes, 3, 2).unwrap();
/// let found = dawid_skene(&Votes::of_ratings(&ratings).unwrap(), EmOptions::default()).unwrap();
/// assert_eq!((found.n, found.dropped, found.converged), (3, 1, Ok(())));
/// assert!((found.marginals[0] - 2.0 / 3.0).abs() < 0.01, "two of three items are of the first category");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct DawidSkene {
    /// How common each category is.
    pub marginals: Vec<f64>,
    /// Natural logarithm of the likelihood of all labels under the marginals and error matrices, without smoothing.
    pub log_likelihood: f64,
    /// How many iterations were made.
    pub iterations: usize,
    /// [`Undefined::NotConverged`] if the values were still moving when the iterations were used up.
    pub converged: Result<(), Undefined>,
    /// Items with a label.
    pub n: usize,
    /// Items without one, which are left out.
    pub dropped: usize,
    /// The name of the method, with its source.
    pub method: &'static str,
    model: Model,
    posteriors: Posteriors,
}

/// Finds the most probable categories of items, and each rater's error rates, from labels without a key.
///
/// ```text
/// P(labels of item i) = Σ_c p_c · Π over votes (r, l) of π_r(l | c)
/// start:   T_i(c) = share of label c among the votes on i
/// M step:  p_c = mean of T_i(c);   π_r(l | c) = (smoothing + Σ T_i(c) over r's votes for l) / row sum
/// E step:  T_i(c) ∝ p_c · Π π_r(l | c)
/// ```
///
/// Every vote counts, several by one rater on one item as repeated draws from the same error matrix. The likelihood has
/// several maxima, and the start decides which is found: shares of labels, not a hard majority, which ends in lower
/// ones. Categories are told apart by the raters' agreement alone, so this needs raters who are mostly right. A rater
/// with few votes on a category has error rates that are little better than guesses.
///
/// # Errors
/// [`Undefined::NothingPairable`] when nothing is labelled, [`Undefined::OutOfRange`] unless the smoothing is between 0
/// and a million and the tolerance finite and not below 0, [`Undefined::TooFew`] without a step.
///
/// Takes O(steps · (votes · categories + raters · categories²)) time.
///
/// Source: A. P. Dawid & A. M. Skene, "Maximum likelihood estimation of observer error-rates using the EM algorithm",
/// Applied Statistics 28 (1979).
///
/// ```
/// use agreement::Ratings;
/// use agreement::consensus::{EmOptions, Label, Votes, dawid_skene};
///
/// // Three raters on six items; the third says 1 whatever it is.
/// let codes = [0u8, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1];
/// let votes = Votes::of_ratings(&Ratings::new(&codes, 3, 2).unwrap()).unwrap();
/// let found = dawid_skene(&votes, EmOptions::default()).unwrap();
/// assert_eq!(found.converged, Ok(()));
/// assert_eq!(found.label(0), Ok(Label::One(0)));
/// assert!(found.accuracy(0).value.unwrap() > found.accuracy(2).value.unwrap());
/// ```
pub fn dawid_skene(votes: &Votes, options: EmOptions) -> Result<DawidSkene, Undefined> {
    let EmOptions { smoothing, tolerance, steps } = options;
    within("the smoothing", smoothing, 0.0, MOST_SMOOTHING)?;
    within("the tolerance", tolerance, 0.0, f64::MAX)?;
    if steps == 0 {
        return Err(Undefined::TooFew { n: 0, needed: 1 });
    }
    let n = votes.by_item().filter(|votes| !votes.is_empty()).count();
    if n == 0 {
        return Err(Undefined::NothingPairable);
    }
    let (mut posteriors, mut model) = (Posteriors::of_shares(votes), Model::new(votes));
    let mut converged = Err(Undefined::NotConverged { steps });
    let (mut iterations, mut log_likelihood) = (0, 0.0);
    while iterations < steps && converged.is_err() {
        iterations += 1;
        model.fit(votes, &posteriors, smoothing);
        let step = posteriors.update(votes, &model);
        log_likelihood = step.log_likelihood;
        if step.moved <= tolerance {
            converged = Ok(());
        }
    }
    let dropped = votes.items() - n;
    let marginals = model.marginals().to_vec();
    let method = DAWID_SKENE;
    Ok(DawidSkene { marginals, log_likelihood, iterations, converged, n, dropped, method, model, posteriors })
}

/// Chances this near count as equal.
const TIE: f64 = 1e-9;

impl DawidSkene {
    /// The chance of each category for an item.
    ///
    /// # Errors
    /// [`Undefined::TooFew`] for an item without a label, [`Undefined::OutOfRange`] if there is no such item.
    ///
    /// Source: [`dawid_skene`].
    ///
    /// ```
    /// use agreement::{Ratings, consensus::{EmOptions, Votes, dawid_skene}};
    ///
    /// let ratings = Ratings::new(&[0u8, 0, 0, 1, 1, 1, 0, 0, 1], 3, 2).unwrap();
    /// let found = dawid_skene(&Votes::of_ratings(&ratings).unwrap(), EmOptions::default()).unwrap();
    /// assert!(found.posterior(0).unwrap()[0] > 0.9);
    /// ```
    pub fn posterior(&self, item: usize) -> Result<&[f64], Undefined> {
        let chances = self.posteriors.of(item)?;
        chances.ok_or(Undefined::TooFew { n: 0, needed: 1 })
    }

    /// The most probable category of an item; a tie is told.
    ///
    /// # Errors
    /// [`Undefined::OutOfRange`] if there is no such item.
    ///
    /// Source: [`dawid_skene`].
    ///
    /// ```
    /// use agreement::{Ratings, consensus::{EmOptions, Label, Votes, dawid_skene}};
    ///
    /// let ratings = Ratings::new(&[0u8, 0, 0, 1, 1, 1, 0, 0, 1], 3, 2).unwrap();
    /// let votes = Votes::of_ratings(&ratings).unwrap();
    /// let found = dawid_skene(&votes, EmOptions::default()).unwrap();
    /// assert_eq!(found.label(2), Ok(Label::One(0)));
    /// assert!(found.label(3).is_err(), "there are three items");
    /// ```
    pub fn label(&self, item: usize) -> Result<Label, Undefined> {
        let Some(chances) = self.posteriors.of(item)? else {
            return Ok(Label::Unrated);
        };
        let most = chances.iter().copied().fold(0.0, f64::max);
        Ok(Label::of(chances.iter().enumerate().filter(|(_, chance)| **chance >= most - TIE).map(|(label, _)| label)))
    }

    /// A rater's error matrix, row by row: entry (c, l) is the chance that the rater says l where c is true. A row rests
    /// on [`DawidSkene::weights`]; one that rests on nothing says every label with the same chance.
    ///
    /// # Errors
    /// [`Undefined::TooFew`] for a rater without a vote, [`Undefined::OutOfRange`] if there is no such rater.
    ///
    /// Source: [`dawid_skene`].
    ///
    /// ```
    /// use agreement::{Ratings, consensus::{EmOptions, Votes, dawid_skene}};
    ///
    /// let ratings = Ratings::new(&[0u8, 0, 0, 1, 1, 1, 0, 0, 1], 3, 2).unwrap();
    /// let found = dawid_skene(&Votes::of_ratings(&ratings).unwrap(), EmOptions::default()).unwrap();
    /// let [right, wrong, ..] = found.confusion(0).unwrap()[..] else { panic!("two categories make four cells") };
    /// assert!(right > 0.9 && (right + wrong - 1.0).abs() < 1e-9);
    /// ```
    pub fn confusion(&self, rater: usize) -> Result<Vec<f64>, Undefined> {
        self.weights(rater)?;
        Ok(self.model.confusion(rater))
    }

    /// How many of a rater's votes were, by expectation, on items of each category.
    ///
    /// # Errors
    /// As for [`DawidSkene::confusion`].
    ///
    /// Source: [`dawid_skene`].
    ///
    /// ```
    /// use agreement::{Ratings, consensus::{EmOptions, Votes, dawid_skene}};
    ///
    /// let ratings = Ratings::new(&[0u8, 0, 0, 1, 1, 1, 0, 0, 1], 3, 2).unwrap();
    /// let found = dawid_skene(&Votes::of_ratings(&ratings).unwrap(), EmOptions::default()).unwrap();
    /// assert!((found.weights(2).unwrap().iter().sum::<f64>() - 3.0).abs() < 1e-9);
    /// ```
    pub fn weights(&self, rater: usize) -> Result<&[f64], Undefined> {
        let weights = self.model.weights(rater)?;
        if weights.iter().sum::<f64>() > 0.0 { Ok(weights) } else { Err(Undefined::TooFew { n: 0, needed: 1 }) }
    }

    /// The chance that a rater's label is the true one: the diagonal of the error matrix, weighed by how common the
    /// categories are. `n` counts the rater's votes; there is no interval.
    ///
    /// Undefined as [`DawidSkene::confusion`] is.
    ///
    /// Source: [`dawid_skene`].
    ///
    /// ```
    /// use agreement::{Ratings, consensus::{EmOptions, Votes, dawid_skene}};
    ///
    /// let ratings = Ratings::new(&[0u8, 0, 0, 1, 1, 1, 0, 0, 1], 3, 2).unwrap();
    /// let votes = Votes::of_ratings(&ratings).unwrap();
    /// let found = dawid_skene(&votes, EmOptions::default()).unwrap();
    /// assert!(found.accuracy(0).value.unwrap() > found.accuracy(2).value.unwrap());
    /// ```
    pub fn accuracy(&self, rater: usize) -> Statistic {
        match (self.confusion(rater), self.weights(rater)) {
            (Ok(confusion), Ok(weights)) => {
                let diagonal = confusion.iter().step_by(self.marginals.len() + 1);
                let chance: f64 = self.marginals.iter().zip(diagonal).map(|(p, right)| p * right).sum();
                Statistic::of(chance.clamp(0.0, 1.0), weights.iter().sum::<f64>().round() as usize, ACCURACY)
            }
            (Err(reason), _) | (_, Err(reason)) => Statistic::none(reason, 0, ACCURACY),
        }
    }
}
