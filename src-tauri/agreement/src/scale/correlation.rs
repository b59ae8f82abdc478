//! Pearson's correlation, with what is made of a correlation.

use super::unit;
use crate::check;
use crate::distribution;
use crate::{Interval, Statistic, Test, Undefined};

const PEARSON: &str = "Pearson's r (Pearson 1895)";
const FISHER: &str = "Fisher's z with variance 1/(n - 3) (Fisher 1921)";
const T_TEST: &str = "two-sided t test of no correlation";

/// Pearson's correlation between two sequences of scores of the same items, in the same order: 1 where they lie on a
/// rising line, −1 on a falling one, whatever its slope and height. It says nothing of who scores higher: see
/// [`mean_difference`](super::mean_difference).
///
/// ```text
/// r = Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² Σ(y − ȳ)²)
/// ```
///
/// An item whose score is NaN on either side is missing and counts as dropped. The interval of the given level is
/// Fisher's, tanh(atanh r ± z / √(n − 3)), which supposes scores that are jointly normal; there is none for fewer than
/// four items or for r = ±1. No standard error is given, since the interval is not symmetric.
///
/// Undefined when the lengths differ, when a score is infinite, when fewer than two items are left, and when either
/// side is constant.
///
/// Takes O(n) time and memory.
///
/// Source: K. Pearson, "Note on regression and inheritance in the case of two parents", Proceedings of the Royal Society
/// of London 58 (1895); R. A. Fisher, "On the 'probable error' of a coefficient of correlation deduced from a small
/// sample", Metron 1 (1921).
///
/// ```
/// use agreement::{LEVEL, scale::pearson};
///
/// let r = pearson(&[1.0, 2.0, 3.0, 4.0, 5.0], &[2.0, 1.0, 4.0, 3.0, 5.0], LEVEL);
/// assert!((r.value.unwrap() - 0.8).abs() < 1e-12);
/// assert!(r.interval.unwrap().low < 0.0, "five items say little");
/// ```
pub fn pearson(x: &[f64], y: &[f64], level: f64) -> Statistic {
    let none = |reason, n, dropped| Statistic { dropped, ..Statistic::none(reason, n, PEARSON) };
    let outside = match check::outside(level) {
        Ok(outside) => outside,
        Err(reason) => return none(reason, 0, 0),
    };
    let pairs = match complete_pairs(x, y) {
        Ok(pairs) => pairs,
        Err(reason) => return none(reason, 0, 0),
    };
    let (n, dropped) = (pairs.len(), x.len() - pairs.len());
    if n < 2 {
        return none(Undefined::TooFew { n, needed: 2 }, n, dropped);
    }
    let Some(r) = product_moment(&pairs) else {
        return none(Undefined::NoVariation, n, dropped);
    };
    let interval = fisher_interval(r, n, 1.0, outside, level, FISHER);
    Statistic { dropped, interval, ..Statistic::of(r, n, PEARSON) }
}

/// The pairs without a missing score.
pub(super) fn complete_pairs(x: &[f64], y: &[f64]) -> Result<Vec<(f64, f64)>, Undefined> {
    if x.len() != y.len() {
        return Err(Undefined::Lengths { left: x.len(), right: y.len() });
    }
    for (what, side) in [("the first rater's score", x), ("the second rater's score", y)] {
        if let Some(at) = side.iter().position(|score| score.is_infinite()) {
            return Err(Undefined::NotFinite { what, at });
        }
    }
    Ok(x.iter().zip(y).filter(|(a, b)| !a.is_nan() && !b.is_nan()).map(|(&a, &b)| (a, b)).collect())
}

/// The correlation of pairs; none where a side is constant.
fn product_moment(pairs: &[(f64, f64)]) -> Option<f64> {
    let constant = |side: fn(&(f64, f64)) -> f64| pairs.iter().all(|pair| side(pair) == side(&pairs[0]));
    if constant(|p| p.0) || constant(|p| p.1) {
        return None;
    }
    let n = pairs.len() as f64;
    let largest = pairs.iter().fold((0.0f64, 0.0f64), |m, p| (m.0.max(p.0.abs()), m.1.max(p.1.abs())));
    let (ux, uy) = (unit(largest.0), unit(largest.1));
    let sums = pairs.iter().fold((0.0, 0.0), |s, p| (s.0 + ux * p.0, s.1 + uy * p.1));
    let (mx, my) = (sums.0 / n, sums.1 / n);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (x, y) in pairs {
        let (x, y) = (ux * x - mx, uy * y - my);
        xx += x * x;
        yy += y * y;
        xy += x * y;
    }
    let r: f64 = xy / (xx * yy).sqrt();
    r.is_finite().then(|| if 1.0 - r.abs() < ROUNDING { r.signum() } else { r })
}

/// A correlation so near ±1 is ±1 but for rounding.
const ROUNDING: f64 = 4.0 * f64::EPSILON;

/// Fisher's interval with variance `times` / (n − 3) on the scale of z; none for fewer than four items and for ±1, where
/// the line through them leaves nothing to judge the spread by.
pub(crate) fn fisher_interval(
    r: f64,
    n: usize,
    times: f64,
    outside: f64,
    level: f64,
    method: &'static str,
) -> Option<Interval> {
    if n < 4 || 1.0 - r.abs() < ROUNDING {
        return None;
    }
    let half = distribution::normal_beyond(outside) * (times / (n - 3) as f64).sqrt();
    Some(Interval { low: (r.atanh() - half).tanh(), high: (r.atanh() + half).tanh(), level, method })
}

/// The two-sided t test that a correlation of n pairs comes from none at all, for Pearson's r of normal scores and, by
/// approximation, for Spearman's ρ.
///
/// ```text
/// t = r √((n − 2) / (1 − r²)),   n − 2 degrees of freedom
/// ```
///
/// # Errors
/// [`Undefined::OutOfRange`] if r is not a correlation, [`Undefined::TooFew`] under three pairs,
/// [`Undefined::NoVariation`] for ±1, where t has no finite value.
///
/// Source: R. A. Fisher, "Frequency distribution of the values of the correlation coefficient in samples from an
/// indefinitely large population", Biometrika 10 (1915); for ranks, M. G. Kendall, "Rank correlation methods" (4th ed.,
/// 1970).
///
/// ```
/// let test = agreement::scale::correlation_test(0.5, 20).unwrap();
/// assert!((test.p - 0.0248).abs() < 1e-4);
/// ```
pub fn correlation_test(r: f64, n: usize) -> Result<Test, Undefined> {
    if !(-1.0..=1.0).contains(&r) {
        return Err(Undefined::OutOfRange { what: "the correlation", value: r, low: -1.0, high: 1.0 });
    }
    if n < 3 {
        return Err(Undefined::TooFew { n, needed: 3 });
    }
    if 1.0 - r.abs() < ROUNDING {
        return Err(Undefined::NoVariation);
    }
    let df = (n - 2) as f64;
    let t = r * (df / ((1.0 - r) * (1.0 + r))).sqrt();
    Ok(Test { statistic: t, df: Some(df), df2: None, p: distribution::t_outside(t, df), method: T_TEST })
}
