//! Intervals of one share and of the difference of two.

use super::score::score_limits;
use crate::check;
use crate::distribution::{Binomial, normal_reach};
use crate::{Interval, Statistic, Undefined};

const WILSON: &str = "score interval without continuity correction (Wilson 1927)";
const CLOPPER_PEARSON: &str = "exact interval (Clopper & Pearson 1934)";
const NEWCOMBE: &str = "difference of two shares, hybrid score interval (Newcombe 1998, method 10)";

/// The most items of an exact method, which sums over outcomes: 10⁹.
///
/// ```
/// use agreement::{LEVEL, proportion::{MOST_ITEMS, clopper_pearson, wilson}};
///
/// assert!(clopper_pearson(3, MOST_ITEMS, LEVEL).value.is_ok());
/// assert!(clopper_pearson(3, MOST_ITEMS + 1, LEVEL).value.is_err());
/// assert!(wilson(3, MOST_ITEMS + 1, LEVEL).value.is_ok(), "which sums over nothing");
/// ```
pub const MOST_ITEMS: u64 = 1_000_000_000;

/// A share with Wilson's score interval.
///
/// ```text
/// (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n),   p = k/n
/// ```
///
/// `k` of `n` items are of the kind; z is the normal quantile for `level`. The interval holds p, stays within [0, 1]
/// and has a width even where p is 0 or 1. It covers the true share in about `level` of all samples, sometimes in
/// fewer; [`clopper_pearson`] never covers it in fewer. `observed` is p.
///
/// Undefined without items, when `k` exceeds `n`, and at a level outside (0, 1). Takes constant time.
///
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
/// Statistical Association 22 (1927).
///
/// ```
/// use agreement::{LEVEL, proportion::wilson};
///
/// let share = wilson(27, 31, LEVEL);
/// let interval = share.interval.unwrap();
/// assert_eq!(share.value, Ok(27.0 / 31.0));
/// assert!((interval.low - 0.711).abs() < 1e-3 && (interval.high - 0.949).abs() < 1e-3);
/// ```
pub fn wilson(k: u64, n: u64, level: f64) -> Statistic {
    let limits = valid(k, n).and_then(|()| normal_reach(level)).map(|z| score_limits(k as f64 / n as f64, n as f64, z));
    share(k, n, WILSON, limits.map(|(low, high)| Interval { low, high, level, method: WILSON }))
}

/// A share with its exact interval after Clopper and Pearson.
///
/// ```text
/// low:   the share under which P(X ≥ k) = (1 − level)/2;   0 if k = 0
/// high:  the share under which P(X ≤ k) = (1 − level)/2;   1 if k = n
/// ```
///
/// `k` of `n` items are of the kind. The interval covers the true share in at least `level` of all samples, mostly in
/// more, so it is wider than [`wilson`]'s. `observed` is k/n.
///
/// Undefined without items or with more than [`MOST_ITEMS`], when `k` exceeds `n`, and at a level outside (0, 1). Takes
/// O(√n) time.
///
/// Source: C. J. Clopper & E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the
/// binomial", Biometrika 26 (1934).
///
/// ```
/// use agreement::{LEVEL, proportion::clopper_pearson};
///
/// let interval = clopper_pearson(682, 925, LEVEL).interval.unwrap();
/// assert!((interval.low - 0.7076683).abs() < 1e-7 && (interval.high - 0.7654066).abs() < 1e-7);
/// ```
pub fn clopper_pearson(k: u64, n: u64, level: f64) -> Statistic {
    let outside = check::outside(level).map(|outside| 0.5 * outside);
    let interval = countable(k, n).and(outside).map(|tail| exact_interval(k, n, Some(tail), Some(tail), level));
    share(k, n, CLOPPER_PEARSON, interval)
}

/// The difference between the shares of two separate samples, with Newcombe's interval.
///
/// ```text
/// d = p₁ − p₂
/// low  = d − √((p₁ − l₁)² + (u₂ − p₂)²)
/// high = d + √((u₁ − p₁)² + (p₂ − l₂)²)
/// ```
///
/// Each sample is given as (k, n): k of its n items are of the kind; l and u are its Wilson limits at `level`. It is not
/// for the same items judged twice, where [`mcnemar_exact`](super::mcnemar_exact) belongs. `n` of the record counts the
/// items of both samples. Value and interval lie in [−1, 1].
///
/// Undefined when either sample is empty, when a k exceeds its n, and at a level outside (0, 1). Takes constant time.
///
/// Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
/// methods", Statistics in Medicine 17 (1998).
///
/// ```
/// use agreement::{LEVEL, proportion::newcombe};
///
/// let difference = newcombe((56, 70), (48, 80), LEVEL);
/// let interval = difference.interval.unwrap();
/// assert!((difference.value.unwrap() - 0.2).abs() < 1e-12);
/// assert!((interval.low - 0.0524).abs() < 1e-4 && (interval.high - 0.3339).abs() < 1e-4);
/// ```
pub fn newcombe((k1, n1): (u64, u64), (k2, n2): (u64, u64), level: f64) -> Statistic {
    let n = count(n1.saturating_add(n2));
    let checked = valid(k1, n1).and_then(|()| valid(k2, n2)).and_then(|()| normal_reach(level));
    let z = match checked {
        Ok(z) => z,
        Err(reason) => return Statistic::none(reason, n, NEWCOMBE),
    };
    let (first, second) = (k1 as f64 / n1 as f64, k2 as f64 / n2 as f64);
    let ((low1, high1), (low2, high2)) = (score_limits(first, n1 as f64, z), score_limits(second, n2 as f64, z));
    let difference = first - second;
    let low = difference - (first - low1).hypot(high2 - second);
    let high = difference + (high1 - first).hypot(second - low2);
    let interval = Interval { low: low.max(-1.0), high: high.min(1.0), level, method: NEWCOMBE };
    Statistic { interval: Some(interval), ..Statistic::of(difference, n, NEWCOMBE) }
}

/// The record of a share, once its interval is known.
pub(super) fn share(k: u64, n: u64, method: &'static str, interval: Result<Interval, Undefined>) -> Statistic {
    match valid(k, n).and(interval) {
        Ok(interval) => {
            let p = k as f64 / n as f64;
            Statistic { observed: Some(p), interval: Some(interval), ..Statistic::of(p, count(n), method) }
        }
        Err(reason) => Statistic::none(reason, count(n), method),
    }
}

/// Whether `k` of `n` is a share.
pub(super) fn valid(k: u64, n: u64) -> Result<(), Undefined> {
    if n == 0 {
        Err(Undefined::TooFew { n: 0, needed: 1 })
    } else if k > n {
        Err(Undefined::OutOfRange { what: "the count", value: k as f64, low: 0.0, high: n as f64 })
    } else {
        Ok(())
    }
}

/// Whether `k` of `n` is a share, and of few enough items for sums over outcomes.
pub(super) fn countable(k: u64, n: u64) -> Result<(), Undefined> {
    if n > MOST_ITEMS {
        return Err(Undefined::OutOfRange {
            what: "the number of items",
            value: n as f64,
            low: 1.0,
            high: MOST_ITEMS as f64,
        });
    }
    valid(k, n)
}

/// A number of items as the records hold it.
pub(super) fn count(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// The exact interval that leaves these chances outside, below and above; none leaves that side open.
pub(super) fn exact_interval(k: u64, n: u64, below: Option<f64>, above: Option<f64>, level: f64) -> Interval {
    let low = below.map_or(0.0, |tail| lower_limit(k, n, tail));
    let high = above.map_or(1.0, |tail| 1.0 - lower_limit(n - k, n, tail));
    Interval { low, high, level, method: CLOPPER_PEARSON }
}

/// The share under which `k` or more of `n` have this chance: Newton's steps on its logarithm, which is concave, held
/// between bounds that close in.
fn lower_limit(k: u64, n: u64, chance: f64) -> f64 {
    if k == 0 {
        return 0.0;
    }
    if k == n {
        return (chance.ln() / n as f64).exp();
    }
    let (mut low, mut high) = (0.0, 1.0);
    let mut p = k as f64 / n as f64;
    for _ in 0..200 {
        let binomial = Binomial::new(n, p);
        let is = binomial.at_least(k);
        if is > chance {
            high = p;
        } else {
            low = p;
        }
        // d/dp P(X ≥ k) = P(X = k)·k/p
        let next = p - (is / chance).ln() * is / (binomial.exactly(k) * k as f64 / p);
        let next = if low < next && next < high { next } else { 0.5 * (low + high) };
        let settled = (next - p).abs() <= 1e-15 * p;
        p = next;
        if settled {
            break;
        }
    }
    p
}
