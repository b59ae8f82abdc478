//! Normalised discounted cumulative gain.

use super::order::{Sorter, not_too_many};
use crate::{Statistic, Undefined, scale};

/// How [`ndcg`] is counted. The default is that of most libraries: linear gain, log₂(rank + 1), tied scores averaged, no
/// cut-off.
///
/// ```
/// use agreement::rank::{Gain, Ideal, Ndcg, ndcg};
///
/// let how = Ndcg { gain: Gain::Exponential, cut_off: Some(2), ..Ndcg::default() };
/// assert_eq!(ndcg(&[3.0, 1.0, 0.0], &[0.9, 0.5, 0.1], Ideal::SameItems, &how).value, Ok(1.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ndcg {
    /// What an item is worth.
    pub gain: Gain,
    /// What its worth is divided by.
    pub discount: Discount,
    /// What becomes of equal scores.
    pub ties: TiedScores,
    /// Only so many of the first ranks count, in the order judged and in the ideal one.
    pub cut_off: Option<usize>,
}

/// What an item of some relevance is worth.
///
/// ```
/// use agreement::rank::{Gain, Ideal, Ndcg, ndcg};
///
/// // The best item comes second: that costs more where its worth is doubled with each step.
/// let how = |gain| Ndcg { gain, ..Ndcg::default() };
/// let ndcg = |gain| ndcg(&[1.0, 3.0], &[0.9, 0.1], Ideal::SameItems, &how(gain)).value.unwrap();
/// assert!((ndcg(Gain::Linear) - 0.7967).abs() < 1e-4 && (ndcg(Gain::Exponential) - 0.7098).abs() < 1e-4);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gain {
    /// Its relevance (Järvelin & Kekäläinen 2002).
    #[default]
    Linear,
    /// 2^relevance − 1, which weighs the most relevant most (Burges et al. 2005).
    Exponential,
}

/// What a gain at some rank, counted from 1, is divided by.
///
/// ```
/// use agreement::rank::{Discount, Ideal, Ndcg, ndcg};
///
/// // The first two ranks weigh the same by the one, and not by the other.
/// let how = |discount| Ndcg { discount, ..Ndcg::default() };
/// let swapped = |discount| ndcg(&[0.0, 1.0, 0.0], &[3.0, 2.0, 1.0], Ideal::SameItems, &how(discount)).value.unwrap();
/// assert!((swapped(Discount::NextRank) - 0.6309).abs() < 1e-4 && swapped(Discount::Rank) == 1.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Discount {
    /// log₂(rank + 1) (Burges et al. 2005).
    #[default]
    NextRank,
    /// log₂ rank, but 1 for the first two ranks (Järvelin & Kekäläinen 2002).
    Rank,
}

/// What becomes of items of one score.
///
/// ```
/// use agreement::rank::{Ideal, Ndcg, TiedScores, ndcg};
///
/// // Both items have one score: a mean over the two orders, or the order as it happens to be.
/// let how = |ties| Ndcg { ties, ..Ndcg::default() };
/// let ndcg = |ties| ndcg(&[1.0, 0.0], &[0.5, 0.5], Ideal::SameItems, &how(ties)).value.unwrap();
/// assert!((ndcg(TiedScores::Averaged) - 0.8155).abs() < 1e-4 && ndcg(TiedScores::InOrder) == 1.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TiedScores {
    /// Each has the mean over all orders of the tie (McSherry & Najork 2008).
    #[default]
    Averaged,
    /// The order in which they are given is theirs.
    InOrder,
}

/// The order that the gain is held against.
///
/// ```
/// use agreement::rank::{Ideal, Ndcg, ndcg};
///
/// // The two that were found are in the best order; a third one, as relevant as the first, was not found.
/// let ndcg = |ideal| ndcg(&[2.0, 1.0], &[0.9, 0.4], ideal, &Ndcg::default()).value.unwrap();
/// assert_eq!(ndcg(Ideal::default()), 1.0);
/// assert!(ndcg(Ideal::Of(&[2.0, 2.0, 1.0])) < 0.8);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Ideal<'a> {
    /// The best order of the same items.
    #[default]
    SameItems,
    /// The best order of items of these relevances: all that could have been found.
    Of(&'a [f64]),
}

/// How well scores put relevant items first: the discounted gain of the order that they make, as a share of that of the
/// ideal order. `scores` are better the higher they are.
///
/// ```text
/// NDCG = DCG / ideal DCG,   DCG = Σ gain / discount(rank)
/// ```
///
/// The result lies in [0, 1]. An item whose relevance is NaN is not judged: it is taken out of the list and counts as
/// dropped. `n` counts items. No interval is given for one list: see [`mean_ndcg`].
///
/// Undefined when the lengths differ; with [`Undefined::TooFew`] under two judged items, or without one if the ideal is
/// given; for a relevance that is negative or infinite, a score that is NaN or a cut-off of 0; with
/// [`Undefined::NoVariation`] if nothing is relevant at all; and with [`Undefined::OutOfRange`] if the gain is above that
/// of the ideal given.
///
/// Takes O(n) time and memory as long as 33 bits tell the values apart, else O(n log n) time.
///
/// Source: K. Järvelin & J. Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM Transactions on
/// Information Systems 20 (2002); C. Burges et al., "Learning to rank using gradient descent", ICML 2005; F. McSherry &
/// M. Najork, "Computing information retrieval performance measures efficiently in the presence of tied scores", ECIR
/// 2008.
///
/// ```
/// use agreement::rank::{Ideal, Ndcg, ndcg};
///
/// let relevance = [10.0, 0.0, 0.0, 1.0, 5.0];
/// let scores = [0.1, 0.2, 0.3, 4.0, 70.0];
/// let ndcg = ndcg(&relevance, &scores, Ideal::SameItems, &Ndcg::default());
/// assert!((ndcg.value.unwrap() - 0.6957).abs() < 1e-4);
/// ```
pub fn ndcg(relevance: &[f64], scores: &[f64], ideal: Ideal, how: &Ndcg) -> Statistic {
    let none = |reason| Statistic::none(reason, 0, method(how.gain));
    if let Err(reason) = check(relevance, scores, how) {
        return none(reason);
    }
    let mut counter = Counter::new(how, relevance.len());
    let n = counter.take(relevance, scores);
    let given = match ideal {
        Ideal::SameItems => None,
        Ideal::Of(all) => {
            let judged = all.iter().copied().filter(|relevance| !relevance.is_nan());
            if let Err(reason) = not_too_many(all.len()).and_then(|()| check_relevance(all)) {
                return none(reason);
            }
            Some(judged.map(|relevance| how.gain.of(relevance)).collect::<Vec<f64>>())
        }
    };
    let value = counter.ratio(given);
    Statistic { value, dropped: relevance.len() - n, ..Statistic::none(Undefined::NoVariation, n, method(how.gain)) }
}

/// The mean of [`ndcg`] over many lists of so many `items` each, which follow one another, with the t interval of a mean.
/// The ideal is the best order of the same items.
///
/// `n` counts lists; one in which nothing is relevant, or fewer than two items are judged, says nothing and counts as
/// dropped. (Libraries give it 0, which lowers the mean.)
///
/// Undefined as [`ndcg`] is, when the last list is not full, and without a list that says something.
///
/// Source: [`ndcg`]; the interval is that of [`mean`](crate::scale::mean).
///
/// ```
/// use agreement::{LEVEL, rank::{Ndcg, mean_ndcg}};
///
/// let relevance = [3.0, 0.0, 1.0, 0.0, 2.0, 2.0, 0.0, 0.0, 0.0];
/// let scores = [0.9, 0.5, 0.7, 0.8, 0.1, 0.6, 0.3, 0.2, 0.1];
/// let mean = mean_ndcg(&relevance, &scores, 3, &Ndcg::default(), LEVEL);
/// assert_eq!((mean.n, mean.dropped), (2, 1));
/// assert!((mean.value.unwrap() - 0.8467).abs() < 1e-4);
/// ```
pub fn mean_ndcg(relevance: &[f64], scores: &[f64], items: usize, how: &Ndcg, level: f64) -> Statistic {
    let none = |reason| Statistic::none(reason, 0, mean_method(how.gain));
    if let Err(reason) = check(relevance, scores, how) {
        return none(reason);
    }
    if items == 0 {
        return none(Undefined::TooFew { n: 0, needed: 2 });
    }
    if !relevance.len().is_multiple_of(items) {
        let (row, found) = (relevance.len() / items, relevance.len() % items);
        return none(Undefined::Ragged { row, found, expected: items });
    }
    let mut counter = Counter::new(how, items);
    let mut values = Vec::with_capacity(relevance.len() / items);
    for (relevance, scores) in relevance.chunks_exact(items).zip(scores.chunks_exact(items)) {
        counter.take(relevance, scores);
        match counter.ratio(None) {
            Ok(value) => values.push(value),
            Err(Undefined::NoVariation | Undefined::TooFew { .. }) => {}
            Err(reason) => return none(reason),
        }
    }
    let dropped = relevance.len() / items - values.len();
    Statistic { dropped, method: mean_method(how.gain), ..scale::mean(&values, level) }
}

fn method(gain: Gain) -> &'static str {
    match gain {
        Gain::Linear => "NDCG, linear gain (Järvelin & Kekäläinen 2002)",
        Gain::Exponential => "NDCG, exponential gain (Burges et al. 2005)",
    }
}

fn mean_method(gain: Gain) -> &'static str {
    match gain {
        Gain::Linear => "mean NDCG, linear gain (Järvelin & Kekäläinen 2002)",
        Gain::Exponential => "mean NDCG, exponential gain (Burges et al. 2005)",
    }
}

fn check(relevance: &[f64], scores: &[f64], how: &Ndcg) -> Result<(), Undefined> {
    if relevance.len() != scores.len() {
        return Err(Undefined::Lengths { left: relevance.len(), right: scores.len() });
    }
    if how.cut_off == Some(0) {
        return Err(Undefined::OutOfRange { what: "the cut-off", value: 0.0, low: 1.0, high: f64::INFINITY });
    }
    not_too_many(scores.len())?;
    if let Some(at) = scores.iter().position(|score| score.is_nan()) {
        return Err(Undefined::NotFinite { what: "score", at });
    }
    check_relevance(relevance)
}

fn check_relevance(relevance: &[f64]) -> Result<(), Undefined> {
    match relevance.iter().position(|relevance| *relevance < 0.0 || relevance.is_infinite()) {
        Some(at) if relevance[at].is_infinite() => Err(Undefined::NotFinite { what: "relevance", at }),
        Some(at) => {
            let (value, high) = (relevance[at], f64::INFINITY);
            Err(Undefined::OutOfRange { what: "a relevance", value, low: 0.0, high })
        }
        None => Ok(()),
    }
}

impl Gain {
    fn of(self, relevance: f64) -> f64 {
        match self {
            Gain::Linear => relevance,
            Gain::Exponential => relevance.exp2() - 1.0,
        }
    }
}

impl Discount {
    /// By rank, counted from 1.
    fn of(self, rank: usize) -> f64 {
        match self {
            Discount::NextRank => ((rank + 1) as f64).log2(),
            Discount::Rank => (rank.max(2) as f64).log2(),
        }
    }
}

/// Counts gains, and keeps the room for it to be used again.
struct Counter<'a> {
    how: &'a Ndcg,
    sorter: Sorter,
    /// What a gain at each rank is multiplied by.
    weights: Vec<f64>,
    gains: Vec<f64>,
    /// Scores with the sign turned, so that the best come first.
    turned: Vec<f64>,
}

impl<'a> Counter<'a> {
    fn new(how: &'a Ndcg, items: usize) -> Counter<'a> {
        let mut counter = Counter { how, sorter: Sorter::default(), weights: vec![], gains: vec![], turned: vec![] };
        counter.weigh(items);
        counter
    }

    /// Has a weight for so many ranks.
    fn weigh(&mut self, items: usize) {
        let cut_off = self.how.cut_off.unwrap_or(usize::MAX);
        let weight = |rank| if rank <= cut_off { 1.0 / self.how.discount.of(rank) } else { 0.0 };
        self.weights.extend((self.weights.len() + 1..=items).map(weight));
    }

    /// Takes one list in and says how many of its items are judged.
    fn take(&mut self, relevance: &[f64], scores: &[f64]) -> usize {
        let gain = self.how.gain;
        let judged = || relevance.iter().zip(scores).filter(|(relevance, _)| !relevance.is_nan());
        self.gains.clear();
        self.gains.extend(judged().map(|(relevance, _)| gain.of(*relevance)));
        self.turned.clear();
        self.turned.extend(judged().map(|(_, score)| -score));
        self.gains.len()
    }

    fn ratio(&mut self, given: Option<Vec<f64>>) -> Result<f64, Undefined> {
        let (n, needed) = (self.gains.len(), if given.is_some() { 1 } else { 2 });
        if n < needed {
            return Err(Undefined::TooFew { n, needed });
        }
        let judged = cumulative(&mut self.sorter, &self.turned, &self.gains, &self.weights, self.how.ties);
        if let Some(given) = given {
            self.gains = given;
            self.weigh(self.gains.len());
        }
        self.turned.clear();
        self.turned.extend(self.gains.iter().map(|gain| -gain));
        let ideal = cumulative(&mut self.sorter, &self.turned, &self.gains, &self.weights, TiedScores::InOrder);
        if ideal == 0.0 {
            return Err(Undefined::NoVariation);
        }
        let ratio = judged / ideal;
        // Rounding may lift it a little above 1.
        if ratio <= 1.0 + 1e-12 {
            return Ok(ratio.min(1.0));
        }
        let value = if ratio.is_nan() { ideal } else { ratio };
        Err(Undefined::OutOfRange { what: "the gain, as a share of the ideal,", value, low: 0.0, high: 1.0 })
    }
}

/// The discounted gain of the items in ascending order of `turned`.
fn cumulative(sorter: &mut Sorter, turned: &[f64], gains: &[f64], weights: &[f64], ties: TiedScores) -> f64 {
    let sorted = sorter.sort(turned);
    let mut sum = 0.0;
    if ties == TiedScores::InOrder {
        sorted.iter().zip(weights).for_each(|(item, weight)| sum += gains[item.place()] * weight);
        return sum;
    }
    let mut rest = weights;
    for tie in sorted.chunk_by(|a, b| a.rank() == b.rank()) {
        let (of_tie, after) = rest.split_at(tie.len());
        let gain: f64 = tie.iter().map(|item| gains[item.place()]).sum();
        sum += gain / tie.len() as f64 * of_tie.iter().sum::<f64>();
        rest = after;
    }
    sum
}
