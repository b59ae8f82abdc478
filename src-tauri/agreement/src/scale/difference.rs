//! The mean, and the mean difference between two raters.

use super::correlation::complete_pairs;
use super::unit;
use crate::check;
use crate::distribution;
use crate::{Interval, Statistic, Undefined};

const MEAN: &str = "arithmetic mean";
const BIAS: &str = "mean difference, first less second (Bland & Altman 1986)";
const LIMIT: &str = "limit of agreement (Bland & Altman 1986)";
const T_INTERVAL: &str = "t interval of a mean";
const LIMIT_INTERVAL: &str = "t interval with variance s²(1/n + z²/2(n - 1)) (Bland & Altman 1999)";

/// The arithmetic mean with its t interval.
///
/// ```text
/// x̄ ± t s / √n,   n − 1 degrees of freedom,   s² = Σ(x − x̄)² / (n − 1)
/// ```
///
/// NaN is missing and counts as dropped. `se` is s / √n. There is neither `se` nor an interval for one value, and no
/// interval where all are the same: that nothing varied in the sample is no proof that nothing ever does; nor where its
/// limits would be too large for a number.
///
/// Undefined without values, with an infinite one, and where the sum is too large for a number.
///
/// Takes O(n) time and memory.
///
/// Source: "Student", "The probable error of a mean", Biometrika 6 (1908).
///
/// ```
/// let mean = agreement::scale::mean(&[1.0, 2.0, 3.0, f64::NAN], agreement::LEVEL);
/// assert_eq!((mean.value, mean.n, mean.dropped), (Ok(2.0), 3, 1));
/// assert!((mean.interval.unwrap().high - 4.484).abs() < 1e-3);
/// ```
pub fn mean(values: &[f64], level: f64) -> Statistic {
    if let Some(at) = values.iter().position(|value| value.is_infinite()) {
        return Statistic::none(Undefined::NotFinite { what: "value", at }, 0, MEAN);
    }
    let kept: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
    let dropped = values.len() - kept.len();
    let mean = Moments::of(&kept).and_then(|moments| moments.mean(level, MEAN));
    mean.unwrap_or_else(|reason| Statistic { dropped, ..Statistic::none(reason, kept.len(), MEAN) }).dropping(dropped)
}

impl Statistic {
    fn dropping(self, dropped: usize) -> Statistic {
        Statistic { dropped, ..self }
    }
}

/// How many values, their mean and their standard deviation.
struct Moments {
    n: usize,
    mean: f64,
    /// None of a single value.
    sd: Option<f64>,
}

impl Moments {
    fn of(values: &[f64]) -> Result<Moments, Undefined> {
        let n = values.len();
        if n == 0 {
            return Err(Undefined::TooFew { n, needed: 1 });
        }
        let unit = unit(values.iter().fold(0.0f64, |m, v| m.max(v.abs())));
        let middle = values.iter().map(|v| v * unit).sum::<f64>() / n as f64;
        let constant = values.iter().all(|v| *v == values[0]);
        let squares: f64 = values.iter().map(|v| (v * unit - middle).powi(2)).sum();
        let sd = if constant { 0.0 } else { (squares / (n.max(2) - 1) as f64).sqrt() / unit };
        let mean = if constant { values[0] } else { middle / unit };
        if !sd.is_finite() || !mean.is_finite() {
            return Err(Undefined::OutOfRange { what: "the spread", value: sd, low: 0.0, high: f64::MAX });
        }
        Ok(Moments { n, mean, sd: (n > 1).then_some(sd) })
    }

    fn mean(&self, level: f64, method: &'static str) -> Result<Statistic, Undefined> {
        let outside = check::outside(level)?;
        let se = self.sd.map(|sd| sd / (self.n as f64).sqrt());
        let interval =
            se.filter(|se| *se > 0.0).and_then(|se| self.t_interval(self.mean, se, outside, T_INTERVAL, level));
        Ok(Statistic { se, interval, ..Statistic::of(self.mean, self.n, method) })
    }

    /// None if its limits are too large for a number.
    fn t_interval(&self, value: f64, se: f64, outside: f64, method: &'static str, level: f64) -> Option<Interval> {
        let half = se * distribution::t_beyond(outside, (self.n - 1) as f64);
        let (low, high) = (value - half, value + half);
        (low.is_finite() && high.is_finite()).then_some(Interval { low, high, level, method })
    }

    /// One of the limits of agreement, z standard deviations from the mean.
    fn limit(&self, z: f64, level: f64) -> Result<Statistic, Undefined> {
        let outside = check::outside(level)?;
        let sd = self.sd.ok_or(Undefined::TooFew { n: self.n, needed: 2 })?;
        if sd == 0.0 {
            return Err(Undefined::NoVariation);
        }
        let n = self.n as f64;
        let value = self.mean + z * sd;
        let se = sd * (1.0 / n + z * z / (2.0 * (n - 1.0))).sqrt();
        if !value.is_finite() || !se.is_finite() {
            return Err(Undefined::OutOfRange { what: "the spread", value: sd, low: 0.0, high: f64::MAX });
        }
        let interval = self.t_interval(value, se, outside, LIMIT_INTERVAL, level);
        Ok(Statistic { se: Some(se), interval, ..Statistic::of(value, self.n, LIMIT) })
    }
}

/// How much higher one scores than the other, and between which limits most differences lie.
///
/// ```
/// use agreement::{LEVEL, scale::mean_difference};
///
/// let found = mean_difference(&[3.0, 5.0, 4.0, 4.0], &[2.0, 5.0, 2.0, 3.0], 0.95, LEVEL);
/// assert_eq!(found.bias.value, Ok(1.0));
/// assert!((found.sd.unwrap() - 0.8165).abs() < 1e-4);
/// let limits = [found.lower_limit, found.upper_limit].map(|limit| limit.value.unwrap());
/// assert!((limits[0] + 0.6003).abs() < 1e-4 && (limits[1] - 2.6003).abs() < 1e-4);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct MeanDifference {
    /// Mean of first − second, with its t interval: above 0 where the first scores higher.
    pub bias: Statistic,
    /// Standard deviation of the differences.
    pub sd: Result<f64, Undefined>,
    /// bias − z · sd.
    pub lower_limit: Statistic,
    /// bias + z · sd.
    pub upper_limit: Statistic,
}

/// The mean difference between two sequences of scores of the same items (severity, where the second is a key), with
/// Bland and Altman's limits of agreement.
///
/// ```text
/// d = first − second,   bias d̄ ± t s / √n,   limits d̄ ± z s,   s² = Σ(d − d̄)² / (n − 1)
/// ```
///
/// `coverage` is the share of differences that the limits are to hold if differences are normal: z is 1.96 for 0.95.
/// `level` is that of the intervals of the bias and of each limit.
///
/// An item whose score is NaN on either side is missing and counts as dropped.
///
/// Undefined as [`mean`] is, and when the lengths differ. The limits need two items, and differences that vary.
///
/// Takes O(n) time and memory.
///
/// Source: J. M. Bland & D. G. Altman, "Statistical methods for assessing agreement between two methods of clinical
/// measurement", Lancet 327 (1986); "Measuring agreement in method comparison studies", Statistical Methods in Medical
/// Research 8 (1999).
///
/// ```
/// use agreement::{LEVEL, scale::mean_difference};
///
/// let difference = mean_difference(&[4.0, 5.0, 3.0, 5.0], &[3.0, 4.0, 3.0, 3.0], 0.95, LEVEL);
/// assert_eq!(difference.bias.value, Ok(1.0));
/// assert!((difference.upper_limit.value.unwrap() - 2.6).abs() < 1e-3);
/// ```
pub fn mean_difference(first: &[f64], second: &[f64], coverage: f64, level: f64) -> MeanDifference {
    let pairs = match complete_pairs(first, second) {
        Ok(pairs) => pairs,
        Err(reason) => return without(reason, 0, 0),
    };
    let (n, dropped) = (pairs.len(), first.len() - pairs.len());
    let differences: Vec<f64> = pairs.into_iter().map(|(a, b)| a - b).collect();
    let moments = match differences.iter().position(|d| d.is_infinite()) {
        Some(at) => Err(Undefined::NotFinite { what: "difference", at }),
        None => Moments::of(&differences),
    };
    let moments = match moments {
        Ok(moments) => moments,
        Err(reason) => return without(reason, n, dropped),
    };
    let z = check::outside(coverage).map(distribution::normal_beyond);
    let z = z.map_err(|_| Undefined::OutOfRange { what: "the coverage", value: coverage, low: 0.0, high: 1.0 });
    let or_reason = |statistic: Result<Statistic, Undefined>, method| {
        statistic.unwrap_or_else(|reason| Statistic::none(reason, n, method)).dropping(dropped)
    };
    MeanDifference {
        bias: or_reason(moments.mean(level, BIAS), BIAS),
        sd: moments.sd.ok_or(Undefined::TooFew { n, needed: 2 }),
        lower_limit: or_reason(z.and_then(|z| moments.limit(-z, level)), LIMIT),
        upper_limit: or_reason(z.and_then(|z| moments.limit(z, level)), LIMIT),
    }
}

fn without(reason: Undefined, n: usize, dropped: usize) -> MeanDifference {
    let none = |method| Statistic::none(reason, n, method).dropping(dropped);
    MeanDifference { bias: none(BIAS), sd: Err(reason), lower_limit: none(LIMIT), upper_limit: none(LIMIT) }
}
