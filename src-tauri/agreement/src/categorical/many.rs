//! Coefficients of any number of raters, of which some may not have rated an item.
//!
//! An item with a single rating says nothing about agreement, so p_o is the mean over the items with two ratings or
//! more. It does say how the categories are used, so it stays in p_e and counts in `n` (Gwet 2014). An item without a
//! rating counts in `dropped`.
//!
//! ```text
//! p_o = mean over items with r_i ≥ 2 of Σ_kl w_kl r_ik (r_il − [k = l]) / (r_i (r_i − 1))
//! π_k = mean over items with r_i ≥ 1 of r_ik / r_i
//! ```
//!
//! r_ik counts the ratings of item i in category k, r_i all its ratings, n the items with r_i ≥ 1 and n' those with
//! r_i ≥ 2. The standard error of a coefficient κ that corrects for chance is linearised (Gwet 2014) and divides by
//! n − 1:
//!
//! ```text
//! se² = Σ_i (κ_i − κ)² / (n (n − 1))
//! κ_i = (n / n') (p_o,i − p_e) [r_i ≥ 2] / (1 − p_e) − 2 (1 − κ)(p_e,i − p_e) / (1 − p_e)
//! ```
//!
//! Each function says what its p_e and p_e,i are. The interval is the value and its standard error times the quantile
//! of Student's t with n − 1 degrees of freedom on both sides, not clipped. Where the standard error is 0, or unknown
//! because there is one item only, it is a Wilson interval of p_o, as one of n' items, corrected for the same p_e, and
//! says so. It is an interval for other items and the same raters.
//!
//! ```
//! use agreement::{LEVEL, Ratings, Weights, categorical::many};
//!
//! let none = u8::MAX;
//! let codes = [0, 0, 0, /* next item */ 1, 1, 0, /* next item */ 2, none, none, /* next item */ none, none, none];
//! let kappa = many::fleiss_kappa(&Ratings::new(&codes, 3, 3).unwrap(), &Weights::Identity, LEVEL);
//! assert_eq!((kappa.n, kappa.dropped), (3, 1));
//! assert!((kappa.observed.unwrap() - 2.0 / 3.0).abs() < 1e-12, "over the two items that were rated twice");
//! ```

use crate::categorical::interval::{Estimate, Shape, spread};
use crate::categorical::items::{Counts, Items};
use crate::categorical::two::{hard_to_judge, mean_apart};
use crate::categorical::{Distance, square};
use crate::check;
use crate::matrix::dot;
use crate::{Code, Ratings, Statistic, Undefined, Weights};

pub use crate::categorical::conger::conger_kappa;

const PERCENT: &str = "percent agreement of pairs of ratings (Fleiss 1971; with weights Gwet 2014)";
const FLEISS: &str = "Fleiss' kappa (Fleiss 1971; missing ratings and weights Gwet 2014)";
const AC: &str = "Gwet's AC1 (Gwet 2008), with weights AC2 (Gwet 2014)";
const UNIFORM: &str = "Brennan and Prediger's coefficient (Brennan & Prediger 1981; many raters Gwet 2014)";
const RANDOLPH: &str = "Randolph's free-marginal kappa (Randolph 2005)";

const OF_THE_MEAN: &str = "Student's t, standard error of the mean over items";
pub(super) const LINEARISED: &str = "Student's t, linearised standard error of Gwet 2014 with n − 1";

/// The share of pairs of ratings of the same item that agree, or with weights their mean weight: p_o of this module.
///
/// `n` counts the items with two ratings or more, `dropped` all others. The standard error is that of a mean over these
/// items. `observed` is the value again.
///
/// Undefined with fewer than two raters, without items, when no item has two ratings, with weights that do not fit,
/// and with a level outside (0, 1).
///
/// O(n (r + q)) time for r raters and q categories up to 32, O(n r + q) for more. An item that is put into u categories
/// takes u² more with [`Weights::Own`], and with [`Weights::Linear`] and more than 32 categories u min(u, 256) more.
///
/// Source: J. L. Fleiss, "Measuring nominal scale agreement among many raters", Psychological Bulletin 76 (1971).
///
/// ```
/// use agreement::{LEVEL, Ratings, Weights, categorical::many};
///
/// let none = u8::MAX;
/// let codes = [0, 0, 0, /* next item */ 1, 1, 0, /* next item */ 2, none, none];
/// let ratings = Ratings::new(&codes, 3, 3).unwrap();
/// let agreement = many::percent_agreement(&ratings, &Weights::Identity, LEVEL);
/// assert!((agreement.value.unwrap() - (1.0 + 1.0 / 3.0) / 2.0).abs() < 1e-12);
/// assert_eq!((agreement.n, agreement.dropped), (2, 1));
/// ```
pub fn percent_agreement<C: Code>(ratings: &Ratings<'_, C>, weights: &Weights, level: f64) -> Statistic {
    let tallies = match Tallies::of_raters(ratings, weights, level) {
        Ok((tallies, _)) => tallies,
        Err(reason) => return without_value(Items::items(ratings), reason, PERCENT),
    };
    let n = tallies.paired as f64;
    let paired = tallies.items.iter().filter(|item| item.ratings >= 2.0);
    let around: f64 = paired.map(|item| square(item.apart - tallies.apart)).sum();
    let observed = 1.0 - tallies.apart;
    let se = (tallies.paired > 1).then(|| spread(around / (n - 1.0)) / n.sqrt());
    let estimate = Estimate { value: observed, observed, expected_apart: 1.0, n, se };
    Statistic {
        dropped: Items::items(ratings) - tallies.paired,
        observed: Some(observed),
        se,
        interval: Some(estimate.interval(Shape::Student(n - 1.0), level, OF_THE_MEAN)),
        ..Statistic::of(observed, tallies.paired, PERCENT)
    }
}

/// Fleiss' κ: chance draws every rating from the use of the categories that all raters share.
///
/// ```text
/// κ = (p_o − p_e) / (1 − p_e),   p_e = Σ_kl w_kl π_k π_l,   p_e,i = Σ_kl (r_ik / r_i) w_kl π_l
/// ```
///
/// Names and the treatment of missing ratings are those of this [module](self). Of two raters it is Scott's π, not
/// Cohen's κ, for it does not ask who gave which rating: the raters of one item need not be those of the next.
///
/// Undefined when one category only is used, and as [`percent_agreement`], whose time it takes.
///
/// Source: J. L. Fleiss, "Measuring nominal scale agreement among many raters", Psychological Bulletin 76 (1971).
///
/// ```
/// use agreement::{LEVEL, Ratings, Weights, categorical::many};
///
/// let codes = [0, 0, 0, /* next item */ 1, 1, 0, /* next item */ 2, 2, 2u8];
/// let ratings = Ratings::new(&codes, 3, 3).unwrap();
/// let kappa = many::fleiss_kappa(&ratings, &Weights::Identity, LEVEL);
/// assert!((kappa.value.unwrap() - 0.6538).abs() < 1e-4);
/// ```
pub fn fleiss_kappa<C: Code>(ratings: &Ratings<'_, C>, weights: &Weights, level: f64) -> Statistic {
    corrected(ratings, Tallies::of_raters(ratings, weights, level), level, FLEISS, shared_use)
}

/// [`fleiss_kappa`] from counts: one row an item, one column a category, each entry the number of ratings. Items may
/// have different numbers of ratings.
///
/// Undefined as [`fleiss_kappa`], and when the counts do not fill the rows.
///
/// O(n q) time and O(n + q) memory; with [`Weights::Own`] O(n q²) time.
///
/// Source: [`fleiss_kappa`].
///
/// ```
/// use agreement::{LEVEL, Weights, categorical::many};
///
/// let counts = [3, 0, 0, /* next item */ 1, 2, 0, /* next item */ 0, 0, 3];
/// let kappa = many::fleiss_kappa_of_counts(&counts, 3, &Weights::Identity, LEVEL);
/// assert!((kappa.value.unwrap() - 0.6538).abs() < 1e-4);
/// ```
pub fn fleiss_kappa_of_counts(counts: &[u32], categories: usize, weights: &Weights, level: f64) -> Statistic {
    let rows = match Counts::new(counts, categories) {
        Ok(rows) => rows,
        Err(reason) => return without_value(0, reason, FLEISS),
    };
    corrected(&rows, Tallies::of(&rows, weights, level), level, FLEISS, shared_use)
}

/// Gwet's AC1, or AC2 with weights: chance strikes on items that are hard to judge, of which there are more the more
/// evenly the categories are used.
///
/// ```text
/// (p_o − p_e) / (1 − p_e),   p_e = T Σ_k π_k (1 − π_k),   p_e,i = T Σ_k (r_ik / r_i) (1 − π_k),
/// T = Σ_kl w_kl / (q (q − 1))
/// ```
///
/// Names and the treatment of missing ratings are those of this [module](self). The q categories are those of the
/// ratings' list, used or not. With two or more it is 1 when all ratings agree, even all in one category.
///
/// Undefined with one category only, and as [`percent_agreement`], whose time it takes.
///
/// Source: K. L. Gwet, "Computing inter-rater reliability and its variance in the presence of high agreement",
/// British Journal of Mathematical and Statistical Psychology 61 (2008).
///
/// ```
/// use agreement::{LEVEL, Ratings, Weights, categorical::many};
///
/// let alike = [0u8; 12];
/// let ratings = Ratings::new(&alike, 3, 2).unwrap();
/// assert_eq!(many::gwet_ac(&ratings, &Weights::Identity, LEVEL).value, Ok(1.0));
/// ```
pub fn gwet_ac<C: Code>(ratings: &Ratings<'_, C>, weights: &Weights, level: f64) -> Statistic {
    corrected(ratings, Tallies::of_raters(ratings, weights, level), level, AC, |tallies, distance| {
        if tallies.shares.len() > 1 { hard_to_judge(distance, &tallies.shares) } else { (0.0, vec![0.0]) }
    })
}

/// Brennan and Prediger's coefficient: chance draws every rating from all categories alike.
///
/// ```text
/// (p_o − p_e) / (1 − p_e),   p_e = p_e,i = Σ_kl w_kl / q²,   unweighted 1/q
/// ```
///
/// Names and the treatment of missing ratings are those of this [module](self). The q categories are those of the
/// ratings' list, used or not.
///
/// Undefined with one category only, for then chance is always right, and as [`percent_agreement`], whose time it
/// takes.
///
/// Source: R. L. Brennan & D. J. Prediger, "Coefficient kappa: some uses, misuses, and alternatives", Educational and
/// Psychological Measurement 41 (1981).
///
/// ```
/// use agreement::{LEVEL, Ratings, Weights, categorical::many};
///
/// let codes = [0, 0, 0, /* next item */ 1, 1, 0, /* next item */ 2, 2, 2u8];
/// let ratings = Ratings::new(&codes, 3, 3).unwrap();
/// let agreement = many::brennan_prediger(&ratings, &Weights::Identity, LEVEL);
/// assert!((agreement.value.unwrap() - 2.0 / 3.0).abs() < 1e-12);
/// ```
pub fn brennan_prediger<C: Code>(ratings: &Ratings<'_, C>, weights: &Weights, level: f64) -> Statistic {
    uniform(ratings, weights, level, UNIFORM)
}

/// Randolph's free-marginal κ, the fitting form of Fleiss' κ where raters are free in how often they use a category.
///
/// It is [`brennan_prediger`] under another name, with p_e = 1/q; Randolph gives no weights, so with them it is that
/// coefficient only.
///
/// Source: J. J. Randolph, "Free-marginal multirater kappa: an alternative to Fleiss' fixed-marginal multirater kappa",
/// Joensuu Learning and Instruction Symposium (2005).
///
/// ```
/// use agreement::{LEVEL, Ratings, Weights, categorical::many};
///
/// let codes = [0, 0, 0, /* next item */ 1, 1, 0, /* next item */ 2, 2, 2u8];
/// let ratings = Ratings::new(&codes, 3, 3).unwrap();
/// let kappa = many::randolph_kappa(&ratings, &Weights::Identity, LEVEL);
/// assert!((kappa.value.unwrap() - 2.0 / 3.0).abs() < 1e-12);
/// ```
pub fn randolph_kappa<C: Code>(ratings: &Ratings<'_, C>, weights: &Weights, level: f64) -> Statistic {
    uniform(ratings, weights, level, RANDOLPH)
}

fn uniform<C: Code>(ratings: &Ratings<'_, C>, weights: &Weights, level: f64, method: &'static str) -> Statistic {
    corrected(ratings, Tallies::of_raters(ratings, weights, level), level, method, |tallies, distance| {
        let categories = tallies.shares.len();
        let apart = mean_apart(distance, categories);
        (apart, vec![apart; categories])
    })
}

fn shared_use(tallies: &Tallies, distance: &Distance) -> (f64, Vec<f64>) {
    let to_all = distance.to_all(&tallies.shares);
    (dot(&tallies.shares, &to_all), to_all)
}

/// What every coefficient needs of the items.
pub(super) struct Tallies {
    /// For each category the mean over rated items of its share in their ratings.
    pub(super) shares: Vec<f64>,
    /// Items with two ratings or more.
    pub(super) paired: usize,
    /// Mean disagreement over them.
    pub(super) apart: f64,
    /// The items with one rating or more.
    pub(super) items: Vec<Tally>,
}

/// An item's ratings and their disagreement, the mean over their pairs; 0 where there is none.
pub(super) struct Tally {
    pub(super) ratings: f64,
    pub(super) apart: f64,
}

impl Tallies {
    pub(super) fn of_raters<C: Code>(
        ratings: &Ratings<'_, C>,
        weights: &Weights,
        level: f64,
    ) -> Result<(Tallies, Distance), Undefined> {
        if ratings.raters() < 2 {
            return Err(Undefined::TooFewRaters { n: ratings.raters(), needed: 2 });
        }
        Tallies::of(ratings, weights, level)
    }

    fn of(items: &impl Items, weights: &Weights, level: f64) -> Result<(Tallies, Distance), Undefined> {
        check::level(level)?;
        let distance = weights.distance(items.categories())?;
        if items.items() == 0 {
            return Err(Undefined::TooFew { n: 0, needed: 1 });
        }
        let mut tallies = Tallies {
            shares: vec![0.0; items.categories()],
            paired: 0,
            apart: 0.0,
            items: Vec::with_capacity(items.items()),
        };
        items.each(|item| {
            let ratings = item.ratings as f64;
            if item.ratings == 0 {
                return;
            }
            item.add(1.0 / ratings, &mut tallies.shares);
            let mut apart = 0.0;
            if item.ratings >= 2 {
                apart = distance.within(item) / (ratings * (ratings - 1.0));
                tallies.paired += 1;
                tallies.apart += apart;
            }
            tallies.items.push(Tally { ratings, apart });
        });
        if tallies.paired == 0 {
            return Err(Undefined::NothingPairable);
        }
        tallies.apart /= tallies.paired as f64;
        let rated = tallies.items.len() as f64;
        tallies.shares.iter_mut().for_each(|share| *share /= rated);
        Ok((tallies, distance))
    }

    /// The coefficient, given the disagreement expected by chance over all and for each rated item.
    pub(super) fn coefficient(&self, expected: f64, by_item: &[f64], level: f64, known: Statistic) -> Statistic {
        let (n, paired) = (self.items.len() as f64, self.paired as f64);
        let known = Statistic { observed: Some(1.0 - self.apart), expected: Some(1.0 - expected), ..known };
        if expected <= 0.0 {
            return Statistic { value: Err(Undefined::NoVariation), ..known };
        }
        let lost = self.apart / expected;
        let share = n / paired;
        let around = self.items.iter().zip(by_item).map(|(item, chance)| {
            let kept = if item.ratings >= 2.0 { share * (expected - item.apart) } else { 0.0 };
            square((kept - 2.0 * lost * (expected - chance)) / expected - (1.0 - lost))
        });
        let around: f64 = around.sum();
        let se = (n > 1.0).then(|| spread(around / (n - 1.0)) / n.sqrt());
        let observed = 1.0 - self.apart;
        let estimate = Estimate { value: 1.0 - lost, observed, expected_apart: expected, n: paired, se };
        let interval = estimate.interval(Shape::Student(n - 1.0), level, LINEARISED);
        Statistic { value: Ok(estimate.value), se, interval: Some(interval), ..known }
    }
}

fn corrected(
    items: &impl Items,
    tallies: Result<(Tallies, Distance), Undefined>,
    level: f64,
    method: &'static str,
    chance: impl FnOnce(&Tallies, &Distance) -> (f64, Vec<f64>),
) -> Statistic {
    let (tallies, distance) = match tallies {
        Ok(tallies) => tallies,
        Err(reason) => return without_value(items.items(), reason, method),
    };
    let (expected, to_all) = chance(&tallies, &distance);
    let mut by_item = Vec::with_capacity(tallies.items.len());
    items.sums(&to_all, |ratings, sum| {
        if ratings > 0 {
            by_item.push(sum / ratings as f64);
        }
    });
    let n = tallies.items.len();
    let known = Statistic { dropped: items.items() - n, ..Statistic::none(Undefined::NoVariation, n, method) };
    tallies.coefficient(expected, &by_item, level, known)
}

/// A record of so many items, none of which could be used.
pub(super) fn without_value(items: usize, reason: Undefined, method: &'static str) -> Statistic {
    Statistic { dropped: items, ..Statistic::none(reason, 0, method) }
}
