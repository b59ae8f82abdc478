//! The Bradley–Terry model with Davidson's ties and an order effect.

use super::comparisons::Comparisons;
use super::fit::{Estimate, Likelihood};
use crate::check;
use crate::distribution;
use crate::{Interval, Statistic, Undefined};

const WALD: &str = "Wald interval from the information matrix";

/// What is fitted to [`Comparisons`]. The default is the usual one: ties by Davidson's model if there are any, no effect
/// of the order, no penalty.
///
/// ```
/// use agreement::{LEVEL, paired::{Comparisons, Meeting, Model, bradley_terry}};
///
/// // Whichever is shown first wins more often.
/// let meet = |first, second, wins| Meeting { first, second, first_wins: wins, second_wins: 4, ..Meeting::default() };
/// let comparisons = Comparisons::of_meetings(&[meet(0, 1, 12), meet(1, 0, 9)], 2).unwrap();
/// let fit = bradley_terry(&comparisons, &Model { order_effect: true, ..Model::default() }, LEVEL);
/// assert!(fit.order_effect.unwrap().interval.unwrap().low > 0.0);
/// assert_eq!(bradley_terry(&comparisons, &Model::default(), LEVEL).order_effect, None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Model {
    /// What a tie says.
    pub ties: Ties,
    /// Whether being named first may be an advantage, the same for all items (Davidson & Beaver 1977, multiplicative).
    pub order_effect: bool,
    /// What keeps strengths finite.
    pub penalty: Penalty,
}

/// What a tie says.
///
/// ```
/// use agreement::{LEVEL, paired::{Comparisons, Meeting, Model, Ties, bradley_terry}};
///
/// let meeting = Meeting { first: 0, second: 1, first_wins: 6, second_wins: 2, ties: 4 };
/// let comparisons = Comparisons::of_meetings(&[meeting], 2).unwrap();
/// let fit = |ties| bradley_terry(&comparisons, &Model { ties, ..Model::default() }, LEVEL);
/// let odds = |ties| fit(ties).difference(0, 1, LEVEL).value.unwrap().exp();
/// // Six to two, whatever was tied; or eight to four.
/// assert!((odds(Ties::default()) - 3.0).abs() < 1e-9 && (odds(Ties::Half) - 2.0).abs() < 1e-9);
/// assert!(fit(Ties::Davidson).ties.is_some() && fit(Ties::Half).ties.is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ties {
    /// It is an outcome of its own, the likelier the more alike the strengths (Davidson 1970).
    #[default]
    Davidson,
    /// Half a win for either. The standard errors take it for information that it is not quite.
    Half,
}

/// What keeps strengths finite where the comparisons alone do not.
///
/// ```
/// use agreement::{LEVEL, Undefined, paired::{Comparisons, Model, Penalty, bradley_terry}};
///
/// // The first has never lost.
/// let games = Comparisons::of_winners(&[(0, 1), (0, 1)], 2).unwrap();
/// let plain = bradley_terry(&games, &Model::default(), LEVEL);
/// assert_eq!(plain.strengths.err(), Some(Undefined::NotConnected));
/// let light = Model { penalty: Penalty::Opponent(0.5), ..Model::default() };
/// assert!(bradley_terry(&games, &light, LEVEL).strengths.unwrap()[0].value.unwrap() > 0.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Penalty {
    /// Nothing: the fit is by maximum likelihood, and undefined where that is.
    #[default]
    None,
    /// Every item has won so often, and lost as often, against one imaginary opponent; ½ is a light penalty. It draws
    /// the strengths together, also where there was no need. The standard errors count these games as information.
    Opponent(f64),
}

/// Strengths fitted to comparisons, or why there are none.
///
/// ```
/// use agreement::{LEVEL, paired::{Comparisons, Model, bradley_terry}};
///
/// let fit = bradley_terry(&Comparisons::of_wins(&[[0, 3], [1, 0]]).unwrap(), &Model::default(), LEVEL);
/// let strengths = fit.strengths.unwrap();
/// assert_eq!((fit.n, strengths[0].n, strengths[0].observed), (4, 4, Some(0.75)));
/// assert!((strengths[0].value.unwrap() + strengths[1].value.unwrap()).abs() < 1e-9, "centred");
/// assert_eq!((fit.ties, fit.order_effect), (None, None), "there are no ties, and no order was asked for");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct BradleyTerry {
    /// Comparisons fitted.
    pub n: usize,
    /// ln π of each item, so centred that they add up to 0. `n` counts the item's comparisons, `observed` is the share
    /// of them that it has won, ties half.
    pub strengths: Result<Vec<Statistic>, Undefined>,
    /// ln of the advantage of being named first, if [`Model::order_effect`]: −ln γ.
    pub order_effect: Option<Statistic>,
    /// ln ν, if there are ties and [`Ties::Davidson`] is fitted to them.
    pub ties: Option<Statistic>,
    /// The logarithm of the likelihood of the comparisons in the order they were made in, and of the games that a
    /// [`Penalty`] adds.
    pub log_likelihood: Result<f64, Undefined>,
    /// Covariances of the strengths, by rows; empty if there are too many items.
    covariances: Vec<f64>,
}

/// Above so many items there are no standard errors, which need room and time for a matrix of all pairs.
pub(super) const DENSE: usize = 1000;

/// Fits strengths to comparisons by maximum likelihood: of i, named first, and j
///
/// ```text
/// P(i wins) = π_i / D,   P(j wins) = γ π_j / D,   P(tie) = ν √(π_i π_j) / D,   D = π_i + γ π_j + ν √(π_i π_j)
/// ```
///
/// with γ = 1 unless the model has an order effect, and ν = 0 without ties: then it is the plain model of Bradley and
/// Terry, P(i wins) = π_i / (π_i + π_j). What is reported are logarithms, λ = ln π; a difference of λ between two items is
/// the logarithm of the odds that the one beats the other, for which see [`BradleyTerry::difference`].
///
/// Standard errors are those of the information matrix at the estimate, of each λ against the mean of all. The intervals
/// of the given level are λ ± z se. Neither is given for more than 1000 items.
///
/// Undefined with [`Undefined::TooFew`] under two items; with [`Undefined::NotConnected`] where some never win or never
/// tie against the rest, or were never compared with it (Ford 1957); with [`Undefined::Separation`] where another
/// quantity runs off to infinity, as when all games were tied or all were won by the first; with
/// [`Undefined::Collinear`] where an order effect cannot be told from strengths, as when of two items the same is always
/// named first; with [`Undefined::TooFew`] if an order effect is asked of comparisons whose order is not known; with
/// [`Undefined::NotConverged`] if the steps below do not end. A [`Penalty`] gives an answer where items are not connected.
///
/// Hunter's MM steps bring the strengths near, and Newton's, of which there are 100 at most, end the fit, to 10⁻¹⁰ in each
/// λ. That takes O(items³ + pairs) time and O(items²) memory. For more than 1000 items there are MM steps alone, 10 000 at
/// most, of O(pairs) time each, with O(items + pairs) memory.
///
/// Source: R. A. Bradley & M. E. Terry, "Rank analysis of incomplete block designs", Biometrika 39 (1952); R. R. Davidson,
/// "On extending the Bradley-Terry model to accommodate ties in paired comparison experiments", Journal of the American
/// Statistical Association 65 (1970); R. R. Davidson & R. J. Beaver, "On extending the Bradley-Terry model to incorporate
/// within-pair order effects", Biometrics 33 (1977); L. R. Ford, "Solution of a ranking problem from binary
/// comparisons", American Mathematical Monthly 64 (1957); D. R. Hunter, "MM algorithms for generalized Bradley-Terry
/// models", Annals of Statistics 32 (2004).
///
/// ```
/// use agreement::{LEVEL, paired::{Comparisons, Model, bradley_terry}};
///
/// let comparisons = Comparisons::of_wins(&[[0, 6, 9], [3, 0, 5], [1, 2, 0]]).unwrap();
/// let fit = bradley_terry(&comparisons, &Model::default(), LEVEL);
/// let strengths: Vec<f64> = fit.strengths.as_ref().unwrap().iter().map(|item| item.value.unwrap()).collect();
/// assert!(strengths.is_sorted_by(|better, worse| better > worse));
/// assert!(fit.difference(0, 2, LEVEL).interval.unwrap().low > 0.0);
/// ```
pub fn bradley_terry(comparisons: &Comparisons, model: &Model, level: f64) -> BradleyTerry {
    let fitted = check::outside(level).and_then(|_| {
        let likelihood = Likelihood::of(comparisons, model)?;
        likelihood.maximise().map(|estimate| Fitted { likelihood, estimate })
    });
    let n = comparisons.n();
    let has_ties = model.ties == Ties::Davidson && comparisons.pairs.iter().any(|pair| pair.ties > 0.0);
    let fitted = match fitted {
        Ok(fitted) => fitted,
        Err(reason) => {
            let none = |method| Statistic::none(reason, n, method);
            return BradleyTerry {
                n,
                strengths: Err(reason),
                order_effect: model.order_effect.then(|| none(ORDER_EFFECT)),
                ties: has_ties.then(|| none(TIES)),
                log_likelihood: Err(reason),
                covariances: Vec::new(),
            };
        }
    };
    let [order_effect, ties] = fitted.likelihood.extra();
    BradleyTerry {
        n,
        strengths: Ok(fitted.strengths(level)),
        order_effect: order_effect.map(|place| fitted.statistic(place, n, level, ORDER_EFFECT)),
        ties: ties.map(|place| fitted.statistic(place, n, level, TIES)),
        log_likelihood: Ok(fitted.estimate.log_likelihood),
        covariances: fitted.covariances_of_strengths(),
    }
}

const STRENGTH: &str = "log strength, centred (Bradley & Terry 1952)";
const DIFFERENCE: &str = "difference of log strengths (Bradley & Terry 1952)";
const ORDER_EFFECT: &str = "log advantage of the first, multiplicative (Davidson & Beaver 1977)";
const TIES: &str = "log of the tie parameter (Davidson 1970)";

impl BradleyTerry {
    /// The logarithm of the odds that the one beats the other, leaving ties and the order effect aside: its λ less that
    /// of the other, with the standard error and Wald interval of the difference.
    ///
    /// Undefined as the fit is, for an item that there is not, and for an item against itself.
    ///
    /// Source: [`bradley_terry`].
    ///
    /// ```
    /// use agreement::{LEVEL, paired::{Comparisons, Model, bradley_terry}};
    ///
    /// let fit = bradley_terry(&Comparisons::of_wins(&[[0, 3], [1, 0]]).unwrap(), &Model::default(), LEVEL);
    /// let difference = fit.difference(0, 1, LEVEL);
    /// assert!((difference.value.unwrap() - 3f64.ln()).abs() < 1e-9);
    /// assert!((difference.se.unwrap() - (1.0 + 1.0 / 3f64).sqrt()).abs() < 1e-9);
    /// ```
    pub fn difference(&self, one: usize, other: usize, level: f64) -> Statistic {
        let none = |reason| Statistic::none(reason, self.n, DIFFERENCE);
        let strengths = match &self.strengths {
            Ok(strengths) => strengths,
            Err(reason) => return none(*reason),
        };
        let items = strengths.len();
        if one.max(other) >= items {
            let (value, high) = (one.max(other) as f64, items as f64 - 1.0);
            return none(Undefined::OutOfRange { what: "an item", value, low: 0.0, high });
        }
        if one == other {
            return none(Undefined::Repeated { what: "the difference", at: one });
        }
        let value = strengths[one].value.and_then(|value| strengths[other].value.map(|less| value - less));
        let covariance = |a: usize, b: usize| self.covariances.get(a * items + b).copied();
        let both = |a: Option<f64>, b: Option<f64>| a.zip(b).map(|(a, b)| a + b);
        let of_each = both(covariance(one, one), covariance(other, other));
        let variance =
            of_each.zip(both(covariance(one, other), covariance(other, one))).map(|(each, both)| each - both);
        value.and_then(|value| wald(value, variance, self.n, level, DIFFERENCE)).unwrap_or_else(none)
    }
}

struct Fitted {
    likelihood: Likelihood,
    estimate: Estimate,
}

impl Fitted {
    fn statistic(&self, place: usize, n: usize, level: f64, method: &'static str) -> Statistic {
        let variance = self.estimate.covariances.as_ref().map(|all| all[place * (self.likelihood.size() + 1)]);
        let statistic = wald(self.estimate.parameters[place], variance, n, level, method);
        statistic.unwrap_or_else(|reason| Statistic::none(reason, n, method))
    }

    fn strengths(&self, level: f64) -> Vec<Statistic> {
        let mut games = vec![(0.0, 0.0); self.likelihood.items];
        for pair in &self.likelihood.pairs {
            for (item, wins) in [(pair.first, pair.first_wins), (pair.second, pair.second_wins)] {
                let (won, played) = &mut games[item as usize];
                *won += wins + pair.ties / 2.0;
                *played += pair.n();
            }
        }
        let strength = |(item, (won, played)): (usize, (f64, f64))| {
            let statistic = self.statistic(item, played as usize, level, STRENGTH);
            Statistic { observed: (played > 0.0).then_some(won / played), ..statistic }
        };
        games.into_iter().enumerate().map(strength).collect()
    }

    fn covariances_of_strengths(&self) -> Vec<f64> {
        let (size, items) = (self.likelihood.size(), self.likelihood.items);
        let all = self.estimate.covariances.iter().flat_map(|all| all.chunks_exact(size));
        all.take(items).flat_map(|row| &row[..items]).copied().collect()
    }
}

fn wald(value: f64, variance: Option<f64>, n: usize, level: f64, method: &'static str) -> Result<Statistic, Undefined> {
    let z = distribution::normal_beyond(check::outside(level)?);
    let se = variance.filter(|variance| *variance > 0.0).map(f64::sqrt);
    let interval = se.map(|se| Interval { low: value - z * se, high: value + z * se, level, method: WALD });
    Ok(Statistic { se, interval, ..Statistic::of(value, n, method) })
}
