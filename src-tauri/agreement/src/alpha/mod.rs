//! Krippendorff's alpha.
//!
//! ```
//! use agreement::{LEVEL, Ratings, alpha::{Metric, coincidences, krippendorff_alpha}};
//!
//! // Three raters, five units, one rating missing; the scale is ordered.
//! let codes = [0, 0, 0, 1, 1, 2, 2, 2, 2, 1, 1, u8::MAX, 0, 1, 0];
//! let ratings = Ratings::new(&codes, 3, 3).unwrap();
//! let alpha = krippendorff_alpha(&ratings, Metric::Ordinal, None, LEVEL);
//! assert!((0.7..0.9).contains(&alpha.value.unwrap()) && alpha.n == 5);
//! assert_eq!(coincidences(&ratings).unwrap().totals(), [5.0, 5.0, 4.0]);
//! ```

mod coincidences;
mod values;

pub use coincidences::{Coincidences, coincidences};
pub use values::krippendorff_alpha_of_values;

use crate::categorical::{Distance, Estimate, Items, Shape, spread, square};
use crate::check;
use crate::matrix::dot;
use crate::{Code, Ratings, Statistic, Undefined};

const NOMINAL: &str = "Krippendorff's alpha, nominal (Krippendorff 2011)";
const ORDINAL: &str = "Krippendorff's alpha, ordinal (Krippendorff 2011)";
const INTERVAL: &str = "Krippendorff's alpha, interval (Krippendorff 2011)";
const RATIO: &str = "Krippendorff's alpha, ratio (Krippendorff 2011)";

const LINEARISED: &str = "Student's t, linearised standard error of Gwet 2014 with n − 1";

/// What the values mean, so how far apart two of them are: the level of measurement.
///
/// ```
/// use agreement::{LEVEL, Ratings, alpha::{Metric, krippendorff_alpha}};
///
/// // The two raters differ by one step, never by two.
/// let ratings = Ratings::new(&[0u8, 0, 1, 0, 1, 1, 2, 2, 2, 1, 0, 0], 2, 3).unwrap();
/// let alpha = |metric| krippendorff_alpha(&ratings, metric, None, LEVEL).value.unwrap();
/// assert!(alpha(Metric::Nominal) < alpha(Metric::Ordinal));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Metric {
    /// The same or not: δ² = 1 between any two different values.
    #[default]
    Nominal,
    /// Their order: δ² = (mid-rank of c − mid-rank of k)², ranks counted over all pairable values. It is the same as
    /// Krippendorff's (Σ n_g for g from c to k, less (n_c + n_k) / 2)².
    Ordinal,
    /// Their difference: δ² = (c − k)².
    Interval,
    /// Their difference as against their size: δ² = ((c − k) / (c + k))², for values that are not negative.
    Ratio,
}

impl Metric {
    fn method(self) -> &'static str {
        match self {
            Metric::Nominal => NOMINAL,
            Metric::Ordinal => ORDINAL,
            Metric::Interval => INTERVAL,
            Metric::Ratio => RATIO,
        }
    }

    /// Values that the metric can be applied to.
    fn check(self, value: f64, at: usize) -> Result<(), Undefined> {
        match self {
            Metric::Nominal | Metric::Ordinal => Ok(()),
            _ if !value.is_finite() => Err(Undefined::NotFinite { what: "value", at }),
            Metric::Ratio if value < 0.0 => {
                Err(Undefined::OutOfRange { what: "a value of a ratio scale", value, low: 0.0, high: f64::INFINITY })
            }
            _ => Ok(()),
        }
    }

    /// The distances, given how often each value occurs. They are scaled so that no square overflows.
    fn distance(self, counts: &[f64], values: &[f64]) -> Distance {
        match self {
            Metric::Nominal => Distance::Nominal,
            Metric::Ordinal => {
                let mut below = 0.0;
                let ranks = counts.iter().map(|count| {
                    below += count;
                    below - count / 2.0
                });
                let ranks: Vec<f64> = ranks.collect();
                Distance::Squared(stretched(&ranks, counts))
            }
            Metric::Interval => Distance::Squared(stretched(values, counts)),
            Metric::Ratio => {
                let largest = values.iter().copied().fold(0.0, f64::max);
                // Two of the largest would add up to infinity.
                let scale = if largest > 1e300 { 0.25 } else { 1.0 };
                Distance::Ratio(values.iter().map(|value| value * scale).collect())
            }
        }
    }
}

/// Moved and scaled so that the values that occur reach from 0 to 1; the others are put at 0, where they do no harm.
fn stretched(values: &[f64], counts: &[f64]) -> Vec<f64> {
    let (low, high) = extremes(values, counts);
    let scale = if (high - low).is_infinite() { 0.5 } else { 1.0 };
    let (low, reach) = (scale * low, scale * high - scale * low);
    let moved = |value: f64| if reach > 0.0 { (scale * value - low) / reach } else { 0.0 };
    values.iter().zip(counts).map(|(value, count)| if *count > 0.0 { moved(*value) } else { 0.0 }).collect()
}

/// The least and the largest of the values that occur.
fn extremes(values: &[f64], counts: &[f64]) -> (f64, f64) {
    let used = values.iter().zip(counts).filter(|(_, count)| **count > 0.0).map(|(value, _)| *value);
    used.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
}

/// Krippendorff's α of any number of raters, of which some may not have rated a unit.
///
/// ```text
/// α = 1 − D_o / D_e = 1 − (N − 1) Σ_ck o_ck δ²_ck / Σ_ck n_c n_k δ²_ck
/// o_ck = Σ_u r_uc (r_uk − [c = k]) / (r_u − 1)
/// ```
///
/// r_uc counts the ratings of unit u with value c, r_u all its ratings; o is the matrix of [`coincidences`], n_c its row
/// sums and N their sum, the number of pairable values. Units with fewer than two ratings are left out of everything:
/// `n` counts the units kept and `dropped` the others.
///
/// `values` are those of the categories in the order of the list, for [`Metric::Interval`] and [`Metric::Ratio`]; by
/// default 0, 1, 2 and so on. The other metrics need none: the order of the list is the order of [`Metric::Ordinal`].
/// A category that is not used makes no difference to any metric.
///
/// α = (p_o − p_e) / (1 − p_e) with `observed` p_o = 1 − (1 − 1/N) Σ_ck o_ck δ²_ck / N and `expected`
/// p_e = 1 − Σ_ck n_c n_k δ²_ck / N², both with the largest δ² between two values that occur taken as 1. The standard
/// error is linearised over the units (Gwet 2014), with n − 1, and takes the distances as given, though those of
/// [`Metric::Ordinal`] come from the ratings:
///
/// ```text
/// se² = Σ_u (α_u − α')² / (n (n − 1)),   α' = (p'_o − p_e) / (1 − p_e),   p_o = (1 − 1/N) p'_o + 1/N
/// α_u = (p'_o,u − p_o d_u − p_e) / (1 − p_e) − 2 (1 − α')(p_e,u − p_e) / (1 − p_e),   d_u = (r_u − r̄) / r̄
/// ```
///
/// The interval is α and its standard error times the quantile of Student's t with n − 1 degrees of freedom on both
/// sides, not clipped. Where the standard error is 0, or unknown because there is one unit only, it is a Wilson
/// interval of p_o, as one of n units, corrected for the same p_e, and says so.
///
/// Undefined with fewer than two raters, when no unit has two ratings, when all pairable ratings are of one value, when
/// there are not as many values as categories, when a value is not finite or on a ratio scale negative, and with a
/// level outside (0, 1).
///
/// O(m + q) time for m codes and q categories, on a ratio scale O(m u + q), where u, at most 256, is how many different
/// values a unit has.
///
/// Source: K. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), University of Pennsylvania.
///
/// ```
/// use agreement::{LEVEL, Ratings, alpha::{Metric, krippendorff_alpha}};
///
/// let none = u8::MAX;
/// let codes = [0, 0, none, /* next unit */ 1, 2, 1, /* next unit */ 3, 3, 3, /* next unit */ 2, none, none];
/// let ratings = Ratings::new(&codes, 3, 4).unwrap();
/// let nominal = krippendorff_alpha(&ratings, Metric::Nominal, None, LEVEL);
/// assert!((nominal.value.unwrap() - 16.0 / 23.0).abs() < 1e-12);
/// assert_eq!((nominal.n, nominal.dropped), (3, 1));
///
/// let interval = krippendorff_alpha(&ratings, Metric::Interval, Some(&[1.0, 2.0, 3.0, 10.0]), LEVEL);
/// assert!(interval.value.unwrap() > 0.98);
/// ```
pub fn krippendorff_alpha<C: Code>(
    ratings: &Ratings<'_, C>,
    metric: Metric,
    values: Option<&[f64]>,
    level: f64,
) -> Statistic {
    let categories = ratings.categories();
    let default: Vec<f64>;
    let values = match values {
        Some(values) => values,
        None => {
            default = (0..categories).map(|category| category as f64).collect();
            &default
        }
    };
    let right = if values.len() == categories {
        values.iter().enumerate().try_for_each(|(at, value)| metric.check(*value, at))
    } else {
        Err(Undefined::Lengths { left: values.len(), right: categories })
    };
    match right.and_then(|()| alpha(ratings, metric, values, level)) {
        Ok(alpha) => alpha,
        Err(reason) => without_value(Items::items(ratings), reason, metric),
    }
}

fn without_value(units: usize, reason: Undefined, metric: Metric) -> Statistic {
    Statistic { dropped: units, ..Statistic::none(reason, 0, metric.method()) }
}

/// A unit with two ratings or more.
struct Unit {
    ratings: f64,
    /// Its share in Σ o δ².
    apart: f64,
    /// The distances of its ratings to all pairable ratings.
    to_all: f64,
}

fn alpha<C: Code>(
    ratings: &Ratings<'_, C>,
    metric: Metric,
    values: &[f64],
    level: f64,
) -> Result<Statistic, Undefined> {
    check::level(level)?;
    if ratings.raters() < 2 {
        return Err(Undefined::TooFewRaters { n: ratings.raters(), needed: 2 });
    }
    let mut counts = vec![0.0; ratings.categories()];
    let mut n = 0;
    ratings.each(|unit| {
        if unit.ratings >= 2 {
            n += 1;
            unit.add(1.0, &mut counts);
        }
    });
    if n == 0 {
        return Err(Undefined::NothingPairable);
    }
    let distance = metric.distance(&counts, values);
    let to_all = distance.to_all(&counts);
    let mut units = Vec::with_capacity(n);
    ratings.each(|unit| {
        if unit.ratings >= 2 {
            let ratings = unit.ratings as f64;
            units.push(Unit { ratings, apart: distance.within(unit) / (ratings - 1.0), to_all: unit.sum(&to_all) });
        }
    });
    let all: f64 = counts.iter().sum();
    let widest = widest(&distance, &counts);
    let expected = dot(&counts, &to_all) / (all * all);
    let known =
        Statistic { dropped: Items::items(ratings) - n, ..Statistic::none(Undefined::NoVariation, n, metric.method()) };
    if widest == 0.0 || expected <= 0.0 {
        return Ok(Statistic { observed: Some(1.0), expected: Some(1.0), ..known });
    }
    let corrected = Corrected { all, expected, apart: units.iter().map(|unit| unit.apart).sum::<f64>() / all };
    let observed_apart = (1.0 - 1.0 / all) * corrected.apart;
    let se = (n > 1).then(|| corrected.error(&units));
    let estimate = Estimate {
        value: 1.0 - observed_apart / expected,
        observed: 1.0 - observed_apart / widest,
        expected_apart: expected / widest,
        n: n as f64,
        se,
    };
    Ok(Statistic {
        value: Ok(estimate.value),
        observed: Some(estimate.observed),
        expected: Some(1.0 - estimate.expected_apart),
        se,
        interval: Some(estimate.interval(Shape::Student(n as f64 - 1.0), level, LINEARISED)),
        ..known
    })
}

/// The distance of the two values furthest apart among those that occur.
fn widest(distance: &Distance, counts: &[f64]) -> f64 {
    match distance {
        Distance::Ratio(values) => {
            let (low, high) = extremes(values, counts);
            if high > 0.0 { square((high - low) / (high + low)) } else { 0.0 }
        }
        // Of the others those at the ends of the values are at 0 and 1.
        _ if counts.iter().filter(|count| **count > 0.0).count() > 1 => 1.0,
        _ => 0.0,
    }
}

/// Disagreement observed among `all` pairable values, and expected by chance.
struct Corrected {
    all: f64,
    apart: f64,
    expected: f64,
}

impl Corrected {
    /// Gwet's standard error. Agreement is written as 1 less disagreement, and all constants that cancel are left out.
    fn error(&self, units: &[Unit]) -> f64 {
        let n = units.len() as f64;
        let mean = self.all / n;
        let lost = self.apart / self.expected;
        let around = units.iter().map(|unit| {
            let share = unit.ratings / mean;
            let apart = unit.apart / mean - (1.0 - 1.0 / self.all) * self.apart * (share - 1.0);
            let chance = share - unit.to_all / (self.all * mean * self.expected);
            square(lost - apart / self.expected - 2.0 * lost * chance)
        });
        spread(around.sum::<f64>() / (n - 1.0)) / n.sqrt()
    }
}
