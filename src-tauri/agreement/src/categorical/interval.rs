//! Intervals around a coefficient that corrects for chance.

use statrs::function::{beta::beta_reg, erf::erfc, erf::erfc_inv, gamma::ln_gamma};
use std::f64::consts::{PI, SQRT_2};

use crate::{Interval, LEVEL, Undefined};

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
            let (low, high) = wilson(self.observed, self.n, level);
            let corrected = |agreement: f64| 1.0 - (1.0 - agreement) / self.expected_apart;
            let (low, high) = (corrected(low).min(self.value), corrected(high).max(self.value));
            return Interval { low, high, level, method: WILSON };
        };
        let half = se * quantile(shape, level);
        Interval { low: self.value - half, high: self.value + half, level, method }
    }
}

/// The level, if an interval can have it.
pub(crate) fn checked(level: f64) -> Result<f64, Undefined> {
    if level > 0.0 && level < 1.0 {
        return Ok(level);
    }
    Err(Undefined::OutOfRange { what: "the level", value: level, low: 0.0, high: 1.0 })
}

/// A standard deviation of items, 0 where it is no more than what rounding leaves.
pub(crate) fn spread(variance: f64) -> f64 {
    let deviation = variance.max(0.0).sqrt();
    if deviation > ROUNDING { deviation } else { 0.0 }
}

const ROUNDING: f64 = 1e-12;

/// Wilson's score interval of a share (Wilson 1927).
pub(crate) fn wilson(share: f64, n: f64, level: f64) -> (f64, f64) {
    let (share, z2) = (share.clamp(0.0, 1.0), normal_quantile(level).powi(2));
    let middle = share + z2 / (2.0 * n);
    let half = (z2 * (share * (1.0 - share) / n + z2 / (4.0 * n * n))).max(0.0).sqrt();
    let whole = 1.0 + z2 / n;
    // Rounding must not leave out the share itself, nor go past 0 and 1.
    (((middle - half) / whole).max(0.0).min(share), ((middle + half) / whole).min(1.0).max(share))
}

/// Half the width of the central interval of this level.
fn quantile(shape: Shape, level: f64) -> f64 {
    match shape {
        Shape::Normal => normal_quantile(level),
        Shape::Student(freedom) => student_quantile(freedom, level),
    }
}

fn normal_quantile(level: f64) -> f64 {
    if level == LEVEL { 1.959_963_984_540_054 } else { SQRT_2 * erfc_inv(1.0 - level) }
}

/// The point below which this share of a standard normal distribution lies.
pub(crate) fn normal_point(below: f64) -> f64 {
    -SQRT_2 * erfc_inv(2.0 * below)
}

/// The share of a standard normal distribution below this point.
pub(crate) fn normal_below(z: f64) -> f64 {
    erfc(-z / SQRT_2) / 2.0
}

/// The two-sided p of a standard normal z.
pub(crate) fn two_sided(z: f64) -> f64 {
    erfc(z.abs() / SQRT_2)
}

/// From so many degrees of freedom on, the series in their inverse is exact to the last digits (Abramowitz & Stegun
/// 26.7.5).
const MANY: f64 = 1e4;

fn student_quantile(freedom: f64, level: f64) -> f64 {
    let z = normal_quantile(level);
    if freedom >= MANY {
        let z2 = z * z;
        let first = z * (z2 + 1.0) / 4.0;
        let second = z * ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0;
        let third = z * (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0;
        return z + (first + (second + third / freedom) / freedom) / freedom;
    }
    let tail = (1.0 - level) / 2.0;
    let density = ln_gamma((freedom + 1.0) / 2.0) - ln_gamma(freedom / 2.0) - (freedom * PI).ln() / 2.0;
    let mut t = z;
    // Newton steps in the logarithms of t and of the tail, which are nearly proportional far out.
    for _ in 0..STEPS {
        let above = beta_reg(freedom / 2.0, 0.5, freedom / (freedom + t * t)) / 2.0;
        let density = (density - (freedom + 1.0) / 2.0 * (t * t / freedom).ln_1p()).exp();
        let step = (above / tail).ln() * above / (t * density);
        if !step.is_finite() {
            break;
        }
        t *= step.exp();
        if step.abs() < 1e-14 {
            break;
        }
    }
    t
}

/// It takes about five steps; for one degree of freedom and levels next to 1 some more.
const STEPS: usize = 100;
