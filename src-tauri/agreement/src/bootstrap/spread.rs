//! What the resamples of a statistic say of it.

use super::{Bootstrap, Method, Plan};
use crate::distribution::{normal_below, normal_point};
use crate::{Interval, Undefined};

const PERCENTILE: &str = "bootstrap percentiles (Efron 1979)";
const BCA: &str = "bootstrap, bias-corrected and accelerated (Efron 1987)";

/// Fills in what the values of the resamples say. The jackknife is asked for only where it is needed.
pub(super) fn judged(
    value: f64,
    mut values: Vec<f64>,
    plan: &Plan,
    jackknife: impl FnOnce() -> Result<Jackknife, Undefined>,
    known: Bootstrap,
) -> Bootstrap {
    let known = Bootstrap { undefined: plan.resamples - values.len(), ..known };
    let n = values.len() as f64;
    if values.len() < 2 {
        let reason = Err(Undefined::TooFew { n: values.len(), needed: 2 });
        return Bootstrap {
            bias: reason,
            se: reason,
            interval: Err(Undefined::TooFew { n: values.len(), needed: 2 }),
            ..known
        };
    }
    values.sort_unstable_by(f64::total_cmp);
    // From the least, so that resamples that are all the same have no spread but none at all.
    let (low, high) = (values[0], values[values.len() - 1]);
    let mean = low + values.iter().map(|value| value - low).sum::<f64>() / n;
    let known = Bootstrap { bias: Ok(mean - value), ..known };
    if low == high {
        let reason = Undefined::NoVariation;
        return Bootstrap { se: Err(reason), interval: Err(reason), ..known };
    }
    let around: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    let tails = ((1.0 - plan.level) / 2.0, 1.0 - (1.0 - plan.level) / 2.0);
    let interval = match plan.method {
        Method::Percentile => Ok((tails, PERCENTILE)),
        Method::Bca => {
            jackknife().and_then(|left_out| left_out.corrected(value, &values, tails)).map(|tails| (tails, BCA))
        }
    };
    let interval = interval.map(|((below, above), method)| Interval {
        low: percentile(&values, below),
        high: percentile(&values, above),
        level: plan.level,
        method,
    });
    Bootstrap { se: Ok((around / (n - 1.0)).sqrt()), interval, ..known }
}

/// Between the two sorted values next to it, in proportion; the least is at 0 and the largest at 1.
fn percentile(sorted: &[f64], at: f64) -> f64 {
    let place = at.clamp(0.0, 1.0) * (sorted.len() - 1) as f64;
    let (low, high) = (place.floor() as usize, place.ceil() as usize);
    sorted[low] + (sorted[high] - sorted[low]) * (place - low as f64)
}

/// The statistic once each item has been left out; items that are alike are counted together.
#[derive(Default)]
pub(super) struct Jackknife {
    values: Vec<(f64, f64)>,
}

impl Jackknife {
    pub(super) fn add(&mut self, value: f64, items: f64) {
        self.values.push((value, items));
    }

    /// How the statistic's standard error changes with the statistic.
    fn acceleration(&self) -> Result<f64, Undefined> {
        let n: f64 = self.values.iter().map(|(_, items)| items).sum();
        let first = self.values.first().map_or(0.0, |(value, _)| *value);
        let mean = first + self.values.iter().map(|(value, items)| (value - first) * items).sum::<f64>() / n;
        let (mut squares, mut cubes) = (0.0, 0.0);
        for (value, items) in &self.values {
            let apart = mean - value;
            squares += items * apart * apart;
            cubes += items * apart * apart * apart;
        }
        if squares > 0.0 { Ok(cubes / (6.0 * squares.powf(1.5))) } else { Err(Undefined::NoVariation) }
    }

    /// The percentiles to take in place of these.
    fn corrected(&self, value: f64, sorted: &[f64], (below, above): (f64, f64)) -> Result<(f64, f64), Undefined> {
        let less = sorted.partition_point(|resample| *resample < value);
        let not_more = sorted.partition_point(|resample| *resample <= value);
        // Half of those that are equal count as below.
        let share = (less + not_more) as f64 / (2 * sorted.len()) as f64;
        if share <= 0.0 || share >= 1.0 {
            let what = "the share of resamples below the value";
            return Err(Undefined::OutOfRange { what, value: share, low: 0.0, high: 1.0 });
        }
        let (bias, acceleration) = (normal_point(share), self.acceleration()?);
        let corrected = |tail: f64| {
            let z = bias + normal_point(tail);
            let stretch = 1.0 - acceleration * z;
            if stretch > 0.0 {
                return Ok(normal_below(bias + z / stretch));
            }
            let high = 1.0 / z.abs();
            Err(Undefined::OutOfRange { what: "the acceleration", value: acceleration, low: -high, high })
        };
        Ok((corrected(below)?, corrected(above)?))
    }
}
