//! The smallest lean that so many items would show.

use crate::Undefined;
use crate::check::{between, within};
use crate::distribution::{Binomial, normal_reach, t_reach};
use crate::proportion::MOST_ITEMS;

/// The smallest effect that a two-sided test would find in `power` of all samples like this one.
///
/// ```text
/// (t_{1−α/2} + t_power)·SE,   α = 1 − level;   quantiles of the normal distribution without `df`
/// ```
///
/// `se` is the standard error of the estimate and `level` that of the interval that goes with the test. What is found
/// is not what is there: an effect of this size is missed in 1 − `power` of all samples, and a smaller one more often.
///
/// # Errors
/// [`Undefined::OutOfRange`] unless `se` is above 0 and finite, `df` above 0, `level` in (0, 1) and `power` in (½, 1).
///
/// Source: J. Cohen, "Statistical power analysis for the behavioral sciences" (1988); J. M. Hoenig & D. M. Heisey, "The
/// abuse of power", The American Statistician 55 (2001), for why not at the effect that was seen.
///
/// ```
/// let smallest = agreement::bias::smallest_effect(0.1, None, 0.95, 0.8).unwrap();
/// assert!((smallest - 0.28016).abs() < 1e-5);
/// ```
pub fn smallest_effect(se: f64, df: Option<f64>, level: f64, power: f64) -> Result<f64, Undefined> {
    between("the standard error", se, 0.0, f64::INFINITY)?;
    between("the power", power, 0.5, 1.0)?;
    // One tail of `power` is two of 2·power − 1.
    let reach = |level| match df {
        Some(df) => t_reach(level, between("the degrees of freedom", df, 0.0, f64::INFINITY)?),
        None => normal_reach(level),
    };
    Ok((reach(level)? + reach(2.0 * power - 1.0)?) * se)
}

/// The smallest effect that lies beyond a limit in `power` of all samples, where the limit is not a multiple of the
/// standard error but known otherwise, as from the distribution that a statistic has by chance.
///
/// ```text
/// limit + z_power·SE
/// ```
///
/// # Errors
/// [`Undefined::OutOfRange`] unless the limit is finite, `se` at least 0 and finite, and `power` in (½, 1).
///
/// Source: [`smallest_effect`], whose limit is t·SE.
///
/// ```
/// let smallest = agreement::bias::smallest_beyond(0.14, 0.05, 0.8).unwrap();
/// assert!((smallest - 0.18208).abs() < 1e-5);
/// ```
pub fn smallest_beyond(limit: f64, se: f64, power: f64) -> Result<f64, Undefined> {
    within("the limit", limit, f64::MIN, f64::MAX)?;
    within("the standard error", se, 0.0, f64::MAX)?;
    between("the power", power, 0.5, 1.0)?;
    Ok(limit + normal_reach(2.0 * power - 1.0)? * se)
}

/// The smallest difference between two shares, of `first` and of `second` items, that Fisher's two-sided test would
/// find in `power` of all samples, where the share of both together is `share`.
///
/// ```text
/// Δ = (z_{1−α/2} + z_power)·√(p(1 − p)(1/n₁ + 1/n₂)) + ½·(1/n₁ + 1/n₂)
/// ```
///
/// The second term is the correction for whole items (Casagrande 1978), which the exact test needs. The result is at
/// most 1, as if both shares could make room for it.
///
/// # Errors
/// [`Undefined::TooFew`] without items, [`Undefined::OutOfRange`] unless the share is in [0, 1], `level` in (0, 1) and
/// `power` in (½, 1).
///
/// Source: J. T. Casagrande, M. C. Pike & P. G. Smith, "An improved approximate formula for calculating sample sizes
/// for comparing two binomial distributions", Biometrics 34 (1978).
///
/// ```
/// let smallest = agreement::bias::smallest_gap(20, 60, 0.8, 0.95, 0.8).unwrap();
/// assert!((smallest - 0.3266).abs() < 1e-4);
/// ```
pub fn smallest_gap(first: u64, second: u64, share: f64, level: f64, power: f64) -> Result<f64, Undefined> {
    within("the share", share, 0.0, 1.0)?;
    if first == 0 || second == 0 {
        return Err(Undefined::TooFew { n: 0, needed: 1 });
    }
    let harmonic = 1.0 / first as f64 + 1.0 / second as f64;
    // A share of 0 or 1 would promise that nothing stays hidden; an item of each kind more does not.
    let n = first as f64 + second as f64;
    let share = (share * n + 1.0) / (n + 2.0);
    let gap = smallest_effect((share * (1.0 - share) * harmonic).sqrt(), None, level, power)?;
    Ok((gap + 0.5 * harmonic).min(1.0))
}

/// How far a true share must fall short of a level for the one-sided exact binomial test of `n` items, at half of
/// 1 − `confidence`, to find it in `power` of all samples.
///
/// ```text
/// level − s,   P(X ≤ c | n, s) = power,   c = the largest count with P(X ≤ c | n, level) ≤ (1 − confidence)/2
/// ```
///
/// Half, so that it is the lower side of a two-sided test. The whole level if not even a count of 0 is evidence.
///
/// # Errors
/// [`Undefined::TooFew`] without items and [`Undefined::OutOfRange`] with more than [`MOST_ITEMS`], unless `level` and
/// `confidence` are in (0, 1) and `power` in (½, 1). Takes O(√n · log n) time.
///
/// Source: M. R. Chernick & C. Y. Liu, "The saw-toothed behavior of power versus sample size and software solutions:
/// single binomial proportion using exact methods", The American Statistician 56 (2002).
///
/// ```
/// // Twenty items show that a share is below 75 % if it is 43 % or less.
/// let shortfall = agreement::bias::smallest_shortfall(20, 0.75, 0.95, 0.8).unwrap();
/// assert!((shortfall - 0.3180).abs() < 1e-4);
/// ```
pub fn smallest_shortfall(n: u64, level: f64, confidence: f64, power: f64) -> Result<f64, Undefined> {
    between("the level", level, 0.0, 1.0)?;
    between("the confidence", confidence, 0.0, 1.0)?;
    between("the power", power, 0.5, 1.0)?;
    if n == 0 {
        return Err(Undefined::TooFew { n: 0, needed: 1 });
    }
    within("the number of items", n as f64, 1.0, MOST_ITEMS as f64)?;
    let at_most = |count: u64, share: f64| Binomial::new(n, share).at_most(count);
    let outside = 0.5 * (1.0 - confidence);
    // Counts from `beyond` on are no evidence.
    let (mut from, mut beyond) = (0, n + 1);
    while from < beyond {
        let middle = from + (beyond - from) / 2;
        if at_most(middle, level) <= outside { from = middle + 1 } else { beyond = middle }
    }
    let Some(count) = from.checked_sub(1) else { return Ok(level) };
    let (mut low, mut high) = (0.0, level);
    for _ in 0..60 {
        let share = 0.5 * (low + high);
        if share > 0.0 && at_most(count, share) >= power { low = share } else { high = share }
    }
    Ok(level - 0.5 * (low + high))
}

/// The smallest share of all `n` items that must change one way more often than the other for a two-sided McNemar test
/// to find it in `power` of all samples, where `changed` items change either way without it.
///
/// ```text
/// δ·√n = z_{1−α/2}·√(ρ + δ) + z_power·√(ρ + δ − δ²),   ρ = changed/n
/// ```
///
/// The changes of the lean come on top of the others. At most 1.
///
/// # Errors
/// [`Undefined::TooFew`] without items, [`Undefined::OutOfRange`] when more than all changed, unless `level` is in (0,
/// 1) and `power` in (½, 1).
///
/// Source: J. Connor, "Sample size for testing differences in proportions for the paired-sample design", Biometrics 43
/// (1987).
///
/// ```
/// let swing = agreement::bias::smallest_swing(100, 10, 0.95, 0.8).unwrap();
/// assert!((swing - 0.1339).abs() < 1e-4);
/// ```
pub fn smallest_swing(n: u64, changed: u64, level: f64, power: f64) -> Result<f64, Undefined> {
    between("the power", power, 0.5, 1.0)?;
    let (at_level, at_power) = (normal_reach(level)?, normal_reach(2.0 * power - 1.0)?);
    if n == 0 {
        return Err(Undefined::TooFew { n: 0, needed: 1 });
    }
    within("the number of changes", changed as f64, 0.0, n as f64)?;
    let (items, others) = (n as f64, changed as f64 / n as f64);
    let found = |swing: f64| {
        let changes = others + swing;
        swing * items.sqrt() >= at_level * changes.sqrt() + at_power * (changes - swing * swing).max(0.0).sqrt()
    };
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let swing = 0.5 * (low + high);
        if found(swing) { high = swing } else { low = swing }
    }
    Ok(high)
}
