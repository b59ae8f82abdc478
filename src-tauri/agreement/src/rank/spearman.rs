//! Spearman's ρ.

use super::order::{MidRanks, Sorter, complete};
use crate::check;
use crate::scale::fisher_interval;
use crate::{Statistic, Undefined};

const RHO: &str = "Spearman's rho, of mid-ranks (Spearman 1904)";

/// What the variance of Fisher's z is taken to be for ranks, in the interval of [`spearman_rho`].
///
/// ```
/// use agreement::{LEVEL, rank::{RankVariance, spearman_rho}};
///
/// let (x, y) = ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [2.0, 1.0, 3.0, 5.0, 4.0, 6.0]);
/// let low = |variance| spearman_rho(&x, &y, variance, LEVEL).interval.unwrap().low;
/// assert!(low(RankVariance::BonettWright) < low(RankVariance::Fisher));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RankVariance {
    /// (1 + ρ²/2) / (n − 3) (Bonett & Wright 2000), which holds its level also for strong correlations.
    #[default]
    BonettWright,
    /// 1.06 / (n − 3) (Fieller, Hartley & Pearson 1957).
    Fieller,
    /// 1 / (n − 3), as if ranks were normal scores (Fisher 1921).
    Fisher,
}

/// Spearman's ρ between two sequences of ranks or scores of the same items, in the same order: Pearson's correlation of
/// their ranks, items of one value sharing the mean of their ranks.
///
/// ```text
/// ρ = Σ(r − r̄)(s − s̄) / √(Σ(r − r̄)² Σ(s − s̄)²)
/// ```
///
/// An item whose value is NaN on either side is missing and counts as dropped. The interval of the given level is
/// tanh(atanh ρ ± z √v), with v as `variance` says; there is none for fewer than four items or for ρ = ±1. The test that
/// there is no correlation is [`correlation_test`](crate::scale::correlation_test).
///
/// Undefined when the lengths differ, when fewer than two items are left, and when either side is constant.
///
/// Takes O(n) time and memory as long as 33 bits tell the values apart, else O(n log n) time.
///
/// Source: C. Spearman, "The proof and measurement of association between two things", American Journal of Psychology 15
/// (1904); D. G. Bonett & T. A. Wright, "Sample size requirements for estimating Pearson, Kendall and Spearman
/// correlations", Psychometrika 65 (2000).
///
/// ```
/// use agreement::{LEVEL, rank::{RankVariance, spearman_rho}};
///
/// let rho = spearman_rho(&[1.0, 2.0, 3.0, 4.0], &[10.0, 30.0, 20.0, 40.0], RankVariance::default(), LEVEL);
/// assert_eq!(rho.value, Ok(0.8));
/// ```
pub fn spearman_rho(x: &[f64], y: &[f64], variance: RankVariance, level: f64) -> Statistic {
    let none = |reason, n, dropped| Statistic { dropped, ..Statistic::none(reason, n, RHO) };
    let outside = match check::outside(level) {
        Ok(outside) => outside,
        Err(reason) => return none(reason, 0, 0),
    };
    let (kept_x, kept_y) = match complete(x, y) {
        Ok(kept) => kept,
        Err(reason) => return none(reason, 0, 0),
    };
    let (n, dropped) = (kept_x.len(), x.len() - kept_x.len());
    if n < 2 {
        return none(Undefined::TooFew { n, needed: 2 }, n, dropped);
    }
    let mut sorter = Sorter::default();
    let mut ranks = MidRanks::default();
    let mut of_x = vec![0.0; n];
    let squares_x = ranks.each(sorter.sort(&kept_x), |place, rank| of_x[place] = rank);
    let mut products = 0.0;
    let squares_y = ranks.each(sorter.sort(&kept_y), |place, rank| products += of_x[place] * rank);
    if squares_x == 0.0 || squares_y == 0.0 {
        return none(Undefined::NoVariation, n, dropped);
    }
    let rho = (products / (squares_x * squares_y).sqrt()).clamp(-1.0, 1.0);
    let (times, method) = match variance {
        RankVariance::BonettWright => {
            (1.0 + rho * rho / 2.0, "Fisher's z with variance (1 + rho²/2)/(n - 3) (Bonett & Wright 2000)")
        }
        RankVariance::Fieller => (1.06, "Fisher's z with variance 1.06/(n - 3) (Fieller, Hartley & Pearson 1957)"),
        RankVariance::Fisher => (1.0, "Fisher's z with variance 1/(n - 3) (Fisher 1921)"),
    };
    let interval = fisher_interval(rho, n, times, outside, level, method);
    Statistic { dropped, interval, ..Statistic::of(rho, n, RHO) }
}
