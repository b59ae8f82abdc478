//! Tests of a share by the binomial distribution itself.

use super::share::{count, countable, exact_interval, share};
use crate::check::{self, between};
use crate::distribution::Binomial;
use crate::{Statistic, Undefined};

const BINOMIAL: &str = "exact binomial test; two-sided: all outcomes no more likely than this one";
const MCNEMAR: &str = "exact McNemar test: binomial on the items that changed (McNemar 1947)";

/// Which departures from the level count as evidence against it.
///
/// ```
/// use agreement::{LEVEL, proportion::{Alternative, binomial_test}};
///
/// let p = |alternative| binomial_test(9, 10, 0.5, alternative, LEVEL).p.unwrap();
/// assert!((p(Alternative::TwoSided) - 22.0 / 1024.0).abs() < 1e-12);
/// assert!((p(Alternative::Greater) - 11.0 / 1024.0).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Alternative {
    /// The true share is another one.
    #[default]
    TwoSided,
    /// The true share is larger.
    Greater,
    /// The true share is smaller.
    Less,
}

/// A share held against a level.
///
/// ```
/// use agreement::{LEVEL, proportion::{Alternative, binomial_test}};
///
/// let test = binomial_test(18, 20, 0.7, Alternative::Greater, LEVEL);
/// assert_eq!((test.share.value, test.share.expected, test.alternative), (Ok(0.9), Some(0.7), Alternative::Greater));
/// // Significant, so the interval lies above the level; like the test it has one side only.
/// let interval = test.share.interval.unwrap();
/// assert!(test.p.unwrap() < 0.05 && interval.low > 0.7 && interval.high == 1.0);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct BinomialTest {
    /// The chance, if the level were the true share, of what was seen or anything that speaks as much against it.
    pub p: Result<f64, Undefined>,
    /// The share with the exact interval that belongs to the test: one-sided tests have one-sided intervals.
    pub share: Statistic,
    /// The alternative that was tested against.
    pub alternative: Alternative,
    /// The name of the method, with its source.
    pub method: &'static str,
}

/// Whether `k` of `n` could well come from a true share of `expected`.
///
/// ```text
/// greater:    P(X ≥ k)
/// less:       P(X ≤ k)
/// two-sided:  Σ P(X = i) over all i with P(X = i) ≤ P(X = k)·(1 + 10⁻⁷)
/// ```
///
/// X is binomial with `n` and `expected`. The two-sided sum is R's, and not twice the smaller tail. The share carries
/// the Clopper–Pearson interval at `level`: from the lower limit to 1 for greater, from 0 to the upper limit for less.
/// `share.expected` is the level that was tested.
///
/// Undefined without items or with more than [`MOST_ITEMS`](super::MOST_ITEMS), when `k` exceeds `n`, and when `expected`
/// or `level` are not strictly between 0 and 1. Takes O(√n) time.
///
/// Source: W. J. Conover, "Practical nonparametric statistics" (1971), pages 97–104; R's `binom.test`.
///
/// ```
/// use agreement::{LEVEL, proportion::{Alternative, binomial_test}};
///
/// let test = binomial_test(682, 925, 0.75, Alternative::TwoSided, LEVEL);
/// assert!((test.p.unwrap() - 0.3825).abs() < 1e-4);
/// let chance = binomial_test(14, 20, 0.5, Alternative::Greater, LEVEL);
/// assert!((chance.p.unwrap() - 0.0577).abs() < 1e-4);
/// ```
pub fn binomial_test(k: u64, n: u64, expected: f64, alternative: Alternative, level: f64) -> BinomialTest {
    test(k, n, expected, alternative, level, BINOMIAL)
}

/// Whether the same items were judged differently on two occasions or by two raters.
///
/// ```text
/// the binomial test of b against b + c changes at 1/2
/// ```
///
/// `b` items were right the first time only, `c` the second time only; those that stayed as they were say nothing. The
/// two-sided p is twice the smaller tail, at most 1. `share` is b's share of the changes, with its exact interval.
///
/// Undefined when nothing changed, when more than [`MOST_ITEMS`](super::MOST_ITEMS) did, and at a level outside (0, 1).
/// Takes O(√n) time.
///
/// Source: Q. McNemar, "Note on the sampling error of the difference between correlated proportions or percentages",
/// Psychometrika 12 (1947).
///
/// ```
/// use agreement::{LEVEL, proportion::{Alternative, mcnemar_exact}};
///
/// let test = mcnemar_exact(2, 10, Alternative::TwoSided, LEVEL);
/// assert!((test.p.unwrap() - 0.03857).abs() < 1e-5);
/// assert_eq!(test.share.n, 12);
/// ```
pub fn mcnemar_exact(b: u64, c: u64, alternative: Alternative, level: f64) -> BinomialTest {
    test(b, b.saturating_add(c), 0.5, alternative, level, MCNEMAR)
}

fn test(k: u64, n: u64, expected: f64, alternative: Alternative, level: f64, method: &'static str) -> BinomialTest {
    let checked = countable(k, n)
        .and_then(|()| between("the expected share", expected, 0.0, 1.0))
        .and_then(|_| check::level(level));
    if let Err(reason) = checked {
        return BinomialTest { p: Err(reason), share: Statistic::none(reason, count(n), method), alternative, method };
    }
    let binomial = Binomial::new(n, expected);
    let outside = 1.0 - level;
    let (p, below, above) = match alternative {
        Alternative::Greater => (binomial.at_least(k), Some(outside), None),
        Alternative::Less => (binomial.at_most(k), None, Some(outside)),
        Alternative::TwoSided => (no_more_likely(binomial, k, n, expected), Some(0.5 * outside), Some(0.5 * outside)),
    };
    let of_share = share(k, n, method, Ok(exact_interval(k, n, below, above, level)));
    let of_share = Statistic { expected: Some(expected), ..of_share };
    BinomialTest { p: Ok(p.min(1.0)), share: of_share, alternative, method }
}

/// Equally likely outcomes count although rounding may set them apart by as much, relative to their chance.
const SLACK: f64 = 1.0 + 1e-7;

/// The chance of all outcomes that are no more likely than `k`. On the far side of the mean they are the last ones,
/// since chances fall from the mode outwards.
fn no_more_likely(binomial: Binomial, k: u64, n: u64, expected: f64) -> f64 {
    let mean = n as f64 * expected;
    let likely = binomial.exactly(k) * SLACK;
    if k as f64 == mean {
        return 1.0;
    }
    if (k as f64) < mean {
        let (mut from, mut to) = (mean.ceil() as u64, n + 1);
        while from < to {
            let middle = from + (to - from) / 2;
            if binomial.exactly(middle) <= likely { to = middle } else { from = middle + 1 }
        }
        binomial.at_most(k) + binomial.at_least(from)
    } else {
        // `to` outcomes from 0 upwards are unlikely enough.
        let (mut from, mut to) = (0, mean.floor() as u64 + 1);
        while from < to {
            let middle = from + (to - from) / 2;
            if binomial.exactly(middle) <= likely { from = middle + 1 } else { to = middle }
        }
        binomial.at_least(k) + if from == 0 { 0.0 } else { binomial.at_most(from - 1) }
    }
}
