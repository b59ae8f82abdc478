//! The ability of one person.

use super::Answer;
use super::item::{Item, check_lengths, logistic, softplus};
use crate::check::{between, within};
use crate::distribution::normal_reach;
use crate::{Interval, Statistic, Undefined};

const EAP: &str = "expected a posteriori under a normal prior (Bock & Mislevy 1982)";
const POSTERIOR: &str = "normal approximation to the posterior";
const ML: &str = "maximum likelihood under the two-parameter logistic model (Lord 1980)";
const FISHER: &str = "normal interval by Fisher's information";

/// A normal prior of abilities, on equally spaced nodes.
///
/// ```
/// use agreement::{LEVEL, irt::{Item, Prior, eap}};
///
/// let item = [Item::new(1.0, 0.0).unwrap()];
/// let narrow = eap(&item, &[Some(true)], Prior { sd: 0.5, ..Prior::default() }, LEVEL);
/// assert!(narrow.value.unwrap() < eap(&item, &[Some(true)], Prior::default(), LEVEL).value.unwrap());
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// Mean of the abilities.
    pub mean: f64,
    /// Their standard deviation.
    pub sd: f64,
    /// How many standard deviations the nodes reach to either side.
    pub reach: f64,
    /// How many nodes. Sums over them are all but exact as long as they are no further apart than one standard error
    /// of the ability that is sought.
    pub nodes: usize,
}

impl Default for Prior {
    /// Standard normal, 121 nodes from −8 to 8: fit for standard errors down to about 0.1.
    fn default() -> Self {
        Prior { mean: 0.0, sd: 1.0, reach: 8.0, nodes: 121 }
    }
}

/// The most items times nodes: 10⁸.
const MOST_CELLS: usize = 100_000_000;

impl Prior {
    /// The nodes, and the logarithms of their weights up to a constant.
    pub(super) fn grid(&self, items: usize) -> Result<(Vec<f64>, Vec<f64>), Undefined> {
        within("the prior mean", self.mean, -1e5, 1e5)?;
        within("the prior standard deviation", self.sd, 1e-5, 1e4)?;
        within("the reach", self.reach, 6.0, 30.0)?;
        let most = MOST_CELLS / items.max(1);
        if self.nodes < 3 || self.nodes > most {
            let (value, high) = (self.nodes as f64, most as f64);
            return Err(Undefined::OutOfRange { what: "the number of nodes", value, low: 3.0, high });
        }
        let gap = 2.0 * self.reach / (self.nodes - 1) as f64;
        let deviates = (0..self.nodes).map(|node| node as f64 * gap - self.reach);
        let nodes = deviates.clone().map(|z| self.mean + self.sd * z).collect();
        Ok((nodes, deviates.map(|z| -0.5 * z * z).collect()))
    }
}

/// The posterior mean of one person's ability, given items of known parameters.
///
/// ```text
/// θ̂ = ∫ θ·L(θ)·φ(θ) dθ / ∫ L(θ)·φ(θ) dθ
/// ```
///
/// L is the likelihood of the answers ([`log_likelihood`](super::log_likelihood)), φ the density of the prior. Unlike
/// the maximum of the likelihood it is finite for any answers, all right and all wrong among them, and drawn towards the
/// prior mean the more, the less the answers say. `se` is the posterior's standard deviation; the interval is the value
/// ± z·se. `n` counts the answers and `dropped` the items without one; `observed` is the share of right answers.
///
/// Undefined when the lengths differ, without an answer, when the nodes are further apart than two standard errors or end
/// where the posterior does not, when the prior has a mean beyond ±10⁵, a standard deviation outside [10⁻⁵, 10⁴], a reach
/// outside [6, 30] or fewer than 3 nodes, and at a level outside (0, 1). Takes O(items · nodes) time; [`Scorer`] spares
/// most of it where many people answer the same items.
///
/// Source: R. D. Bock & R. J. Mislevy, "Adaptive EAP estimation of ability in a microcomputer environment", Applied
/// Psychological Measurement 6 (1982).
///
/// ```
/// use agreement::{LEVEL, irt::{Item, Prior, eap}};
///
/// let items = [(0.825, -3.36), (0.723, -1.37), (0.890, -0.28), (0.689, -1.87), (0.657, -3.12)]
///     .map(|(a, b)| Item::new(a, b).unwrap());
/// let all_right = eap(&items, &[Some(true); 5], Prior::default(), LEVEL);
/// assert!((all_right.value.unwrap() - 0.646).abs() < 1e-3);
/// ```
pub fn eap(items: &[Item], answers: &[Answer], prior: Prior, level: f64) -> Statistic {
    if let Err(reason) = check_lengths(items.len(), answers) {
        return Statistic::none(reason, 0, EAP);
    }
    let (answered, given): (Vec<Item>, Vec<Answer>) =
        items.iter().zip(answers).filter(|(_, answer)| answer.is_some()).unzip();
    match Scorer::new(&answered, prior) {
        Ok(scorer) => Statistic { dropped: items.len() - given.len(), ..scorer.eap(&given, level) },
        Err(reason) => Statistic::none(reason, given.len(), EAP),
    }
}

/// Scores many people on the same items: what does not depend on the answers is computed once.
///
/// ```
/// use agreement::{LEVEL, irt::{Item, Prior, Scorer}};
///
/// let items = [-1.0, 0.0, 1.0].map(|b| Item::new(1.0, b).unwrap());
/// let scorer = Scorer::new(&items, Prior::default()).unwrap();
/// let [some, all] = [false, true].map(|last| scorer.eap(&[Some(true), Some(true), Some(last)], LEVEL).value.unwrap());
/// assert!(some < all);
/// ```
#[derive(Debug, Clone)]
pub struct Scorer {
    discriminations: Vec<f64>,
    nodes: Vec<f64>,
    /// Logarithm of the prior at each node.
    log_prior: Vec<f64>,
    /// −ln(1 − P) of each item at each node.
    wrong: Vec<f64>,
    /// Logarithm of the prior and of all answers being wrong, at each node.
    log_all_wrong: Vec<f64>,
}

/// What is less than the largest by this factor's logarithm adds nothing that could be seen in the 13th digit.
const NEGLIGIBLE: f64 = -32.0;

/// A posterior that is still higher than its top times e to this, where the nodes end, goes on beyond them.
const CUT: f64 = -10.0;

impl Scorer {
    /// For these items, under this prior.
    ///
    /// # Errors
    /// [`Undefined::OutOfRange`] for a prior as [`eap`] has it, or with more than 10⁸ nodes over all items. Takes
    /// O(items · nodes) time and memory.
    ///
    /// ```
    /// use agreement::irt::{Item, Prior, Scorer};
    ///
    /// let items = [Item::new(1.0, 0.0).unwrap(); 4];
    /// assert!(Scorer::new(&items, Prior::default()).is_ok());
    /// assert!(Scorer::new(&items, Prior { sd: 0.0, ..Prior::default() }).is_err());
    /// ```
    pub fn new(items: &[Item], prior: Prior) -> Result<Scorer, Undefined> {
        let (nodes, log_prior) = prior.grid(items.len())?;
        let wrong: Vec<f64> =
            items.iter().flat_map(|item| nodes.iter().map(|node| softplus(item.logit(*node)))).collect();
        let mut log_all_wrong = log_prior.clone();
        for row in wrong.chunks_exact(nodes.len()) {
            subtract(&mut log_all_wrong, row);
        }
        let discriminations = items.iter().map(Item::discrimination).collect();
        Ok(Scorer { discriminations, nodes, log_prior, wrong, log_all_wrong })
    }

    /// As the function [`eap`]. Takes O(items + nodes) time if there is an answer for every item.
    ///
    /// Source: [`eap`].
    ///
    /// ```
    /// use agreement::{LEVEL, irt::{Item, Prior, Scorer}};
    ///
    /// let scorer = Scorer::new(&[Item::new(1.0, 0.0).unwrap(); 4], Prior::default()).unwrap();
    /// let two_of_four = scorer.eap(&[Some(true), Some(true), Some(false), Some(false)], LEVEL);
    /// assert!(two_of_four.value.unwrap().abs() < 1e-9 && two_of_four.se.unwrap() < 1.0);
    /// ```
    pub fn eap(&self, answers: &[Answer], level: f64) -> Statistic {
        let checked = check_lengths(self.discriminations.len(), answers).and_then(|()| normal_reach(level));
        let z = match checked {
            Ok(z) => z,
            Err(reason) => return Statistic::none(reason, 0, EAP),
        };
        let n = answers.iter().flatten().count();
        let dropped = answers.len() - n;
        if n == 0 {
            return Statistic { dropped, ..Statistic::none(Undefined::TooFew { n, needed: 1 }, n, EAP) };
        }
        let (mean, se) = match self.moments(answers, dropped > 0) {
            Ok(moments) => moments,
            Err(reason) => return Statistic { dropped, ..Statistic::none(reason, n, EAP) },
        };
        let interval = Interval { low: mean - z * se, high: mean + z * se, level, method: POSTERIOR };
        let right = answers.iter().flatten().filter(|right| **right).count();
        let observed = Some(right as f64 / n as f64);
        Statistic { dropped, observed, se: Some(se), interval: Some(interval), ..Statistic::of(mean, n, EAP) }
    }

    /// Mean and standard deviation of the posterior. Right answers come into it by one number only: ln P − ln(1 − P) is
    /// a(θ − b), so their logarithms add up to a straight line in θ over those of all answers being wrong.
    fn moments(&self, answers: &[Answer], some_missing: bool) -> Result<(f64, f64), Undefined> {
        let slope = self.slope(answers);
        let mut of_answered = Vec::new();
        let level = if some_missing {
            of_answered.clone_from(&self.log_prior);
            let rows = self.wrong.chunks_exact(self.nodes.len()).zip(answers);
            rows.filter(|(_, answer)| answer.is_some()).for_each(|(row, _)| subtract(&mut of_answered, row));
            &of_answered
        } else {
            &self.log_all_wrong
        };
        let log = |node: usize| level[node] + slope * self.nodes[node];
        // The logarithm of the posterior is concave: it has one top, and what matters is one stretch about it.
        let last = self.nodes.len() - 1;
        let top = first_not(0, last, |node| log(node) < log(node + 1));
        let most = log(top);
        let (low, high) = (self.nodes[0], self.nodes[last]);
        if log(0).max(log(last)) - most > CUT {
            let value = if log(0) > log(last) { low } else { high };
            return Err(Undefined::OutOfRange { what: "the ability", value, low, high });
        }
        let from = first_not(0, top, |node| log(node) - most < NEGLIGIBLE);
        let to = first_not(top, last, |node| log(node) - most >= NEGLIGIBLE);
        // About the top, so that the variance loses nothing to a mean that is far from 0.
        let middle = self.nodes[top];
        let (mut sum, mut first, mut second) = (0.0, 0.0, 0.0);
        for (level, node) in level[from..=to].iter().zip(&self.nodes[from..=to]) {
            let (weight, apart) = ((level + slope * node - most).exp(), node - middle);
            sum += weight;
            first += weight * apart;
            second += weight * apart * apart;
        }
        let mean = first / sum;
        let se = (second / sum - mean * mean).max(0.0).sqrt();
        within("the distance of the nodes", self.nodes[1] - low, 0.0, 2.0 * se)?;
        Ok((middle + mean, se))
    }

    /// The discriminations of the right answers together, in four sums that do not wait for each other and without a
    /// branch on answers that nobody can guess.
    fn slope(&self, answers: &[Answer]) -> f64 {
        let counts = |answer: &Answer| f64::from(u8::from(*answer == Some(true)));
        let (fours, rest) = self.discriminations.as_chunks::<4>();
        let (answered, left) = answers.as_chunks::<4>();
        let mut sums = [0.0; 4];
        for (of_items, answers) in fours.iter().zip(answered) {
            for lane in 0..4 {
                sums[lane] += of_items[lane] * counts(&answers[lane]);
            }
        }
        sums.iter().sum::<f64>() + rest.iter().zip(left).map(|(a, answer)| a * counts(answer)).sum::<f64>()
    }
}

/// The first place from `from` to `to` where something ends that holds up to it and nowhere after; `to` if it does not
/// end before.
fn first_not(mut from: usize, mut to: usize, holds: impl Fn(usize) -> bool) -> usize {
    while from < to {
        let middle = from + (to - from) / 2;
        if holds(middle) { from = middle + 1 } else { to = middle }
    }
    from
}

fn subtract(from: &mut [f64], values: &[f64]) {
    for (from, value) in from.iter_mut().zip(values) {
        *from -= value;
    }
}

/// The ability under which the answers are most probable.
///
/// ```text
/// Σ a_i·(x_i − P_i(θ̂)) = 0,   x_i = 1 for right, 0 for wrong;   SE = 1/√I(θ̂)
/// ```
///
/// `se` and the normal interval are by the test's information at the value. `n` counts the answers and `dropped` the
/// items without one; `observed` is the share of right answers.
///
/// Undefined when all answers are right or all wrong ([`Undefined::Separation`]: the likelihood rises without end, and
/// only a prior gives a value, as in [`eap`]), when the lengths differ, without an answer, when no item discriminates
/// ([`Undefined::NoVariation`]), when the value would lie beyond all abilities ([`Undefined::NotConverged`]), and at a
/// level outside (0, 1). Takes O(items) time.
///
/// Source: F. M. Lord, "Applications of item response theory to practical testing problems" (1980).
///
/// ```
/// use agreement::{LEVEL, Undefined, irt::{Item, maximum_likelihood}};
///
/// let items = [-1.0, 0.0, 1.0].map(|b| Item::new(1.0, b).unwrap());
/// let found = maximum_likelihood(&items, &[Some(true), Some(true), Some(false)], LEVEL);
/// assert!((found.value.unwrap() - 0.8029).abs() < 1e-4);
/// let perfect = maximum_likelihood(&items, &[Some(true); 3], LEVEL);
/// assert_eq!(perfect.value, Err(Undefined::Separation));
/// ```
pub fn maximum_likelihood(items: &[Item], answers: &[Answer], level: f64) -> Statistic {
    let n = answers.iter().flatten().count();
    let dropped = answers.len() - n;
    let checked = check_lengths(items.len(), answers).and_then(|()| normal_reach(level));
    match checked.and_then(|z| Ok((z, most_likely(items, answers)?))) {
        Err(reason) => Statistic { dropped, ..Statistic::none(reason, n, ML) },
        Ok((z, (value, se))) => {
            let interval = Interval { low: value - z * se, high: value + z * se, level, method: FISHER };
            let right = answers.iter().flatten().filter(|right| **right).count();
            let observed = Some(right as f64 / n as f64);
            Statistic { dropped, observed, se: Some(se), interval: Some(interval), ..Statistic::of(value, n, ML) }
        }
    }
}

/// Value and standard error at the maximum.
fn most_likely(items: &[Item], answers: &[Answer]) -> Result<(f64, f64), Undefined> {
    let pairs = items.iter().zip(answers);
    let given: Vec<(Item, bool)> = pairs.filter_map(|(item, answer)| Some((*item, (*answer)?))).collect();
    if given.is_empty() {
        return Err(Undefined::TooFew { n: 0, needed: 1 });
    }
    // Whether any answer speaks for more ability, and any for less; an item that the able fail speaks the other way.
    let speaks =
        |side: f64| given.iter().any(|(item, right)| if *right { side } else { -side } * item.discrimination() > 0.0);
    match (speaks(1.0), speaks(-1.0)) {
        (true, true) => {}
        (false, false) => return Err(Undefined::NoVariation),
        _ => return Err(Undefined::Separation),
    }
    // The slope falls in the ability, so the root lies between where it is above and where it is below 0.
    let (mut low, mut high, mut doublings) = (-8.0, 8.0, 0);
    while slope_and_information(&given, low).0 <= 0.0 || slope_and_information(&given, high).0 >= 0.0 {
        (low, high, doublings) = (2.0 * low, 2.0 * high, doublings + 1);
        if doublings == MOST_DOUBLINGS {
            return Err(Undefined::NotConverged { steps: doublings });
        }
    }
    let mut ability = 0.0;
    for _ in 0..200 {
        let (slope, information) = slope_and_information(&given, ability);
        if slope > 0.0 {
            low = ability
        } else {
            high = ability
        }
        let next = ability + slope / information;
        let next = if low < next && next < high { next } else { 0.5 * (low + high) };
        let step = (next - ability).abs();
        ability = next;
        if step <= 1e-13 * (1.0 + ability.abs()) {
            break;
        }
    }
    let (_, information) = slope_and_information(&given, ability);
    let se = between("the standard error", 1.0 / information.sqrt(), 0.0, f64::INFINITY)?;
    Ok((ability, se))
}

/// From 8 beyond a thousand million.
const MOST_DOUBLINGS: usize = 27;

/// The first derivative of the log-likelihood, and the second one with its sign turned.
fn slope_and_information(given: &[(Item, bool)], ability: f64) -> (f64, f64) {
    given.iter().fold((0.0, 0.0), |(slope, information), (item, right)| {
        let (logit, a) = (item.logit(ability), item.discrimination());
        let (p, q) = (logistic(logit), logistic(-logit));
        (slope + a * if *right { q } else { -p }, information + a * a * p * q)
    })
}
