//! Intervals around a coefficient that corrects for chance.

use crate::Interval;
use crate::distribution::{normal_beyond, t_beyond};
use crate::proportion::score_limits;

/// Which distribution an estimate divided by its standard error is taken to have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Shape {
    Normal,
    /// Student's t, with so many degrees of freedom.
    Student(f64),
}

/// What an interval is made of: 1 − value is the observed disagreement divided by the expected.
pub(crate) struct Estimate {
    pub(crate) value: f64,
    /// Observed agreement.
    pub(crate) observed: f64,
    /// Disagreement expected by chance; 1 where nothing is corrected for.
    pub(crate) expected_apart: f64,
    /// Items that `observed` is the mean of.
    pub(crate) n: f64,
    pub(crate) se: Option<f64>,
}

pub(crate) const WILSON: &str =
    "Wilson 1927 on the observed agreement with the expected held fixed, because the standard error is 0 or unknown";

impl Estimate {
    /// The value and its standard error times a quantile on both sides, not clipped.
    ///
    /// Where the standard error is 0, all items say the same. That does not make the value certain, so the observed
    /// agreement gets a Wilson interval and its ends are corrected for chance as the value is.
    pub(crate) fn interval(&self, shape: Shape, level: f64, method: &'static str) -> Interval {
        let Some(se) = self.se.filter(|se| *se > 0.0) else {
            let (low, high) = score_limits(self.observed, self.n, normal_beyond(1.0 - level));
            let corrected = |agreement: f64| 1.0 - (1.0 - agreement) / self.expected_apart;
            let (low, high) = (corrected(low).min(self.value), corrected(high).max(self.value));
            return Interval { low, high, level, method: WILSON };
        };
        let half = se * quantile(shape, level);
        Interval { low: self.value - half, high: self.value + half, level, method }
    }
}

/// A standard deviation of items, 0 where it is no more than what rounding leaves.
pub(crate) fn spread(variance: f64) -> f64 {
    let deviation = variance.max(0.0).sqrt();
    if deviation > ROUNDING { deviation } else { 0.0 }
}

const ROUNDING: f64 = 1e-12;

/// Half the width of the central interval of this level.
fn quantile(shape: Shape, level: f64) -> f64 {
    match shape {
        Shape::Normal => normal_beyond(1.0 - level),
        Shape::Student(freedom) => t_beyond(1.0 - level, freedom),
    }
}
