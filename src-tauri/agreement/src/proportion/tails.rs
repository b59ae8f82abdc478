//! Tails and quantiles of the normal and of Student's distribution, and the checks of the numbers that ask for them.

use std::f64::consts::{PI, SQRT_2};

use statrs::function::beta::checked_beta_reg;
use statrs::function::erf::{erfc, erfc_inv};
use statrs::function::gamma::ln_gamma;

use crate::Undefined;

/// The value if it lies strictly between the limits.
pub(crate) fn between(what: &'static str, value: f64, low: f64, high: f64) -> Result<f64, Undefined> {
    if low < value && value < high { Ok(value) } else { Err(Undefined::OutOfRange { what, value, low, high }) }
}

/// The value if it lies between the limits or on one of them.
pub(crate) fn within(what: &'static str, value: f64, low: f64, high: f64) -> Result<f64, Undefined> {
    if (low..=high).contains(&value) { Ok(value) } else { Err(Undefined::OutOfRange { what, value, low, high }) }
}

/// The number of standard errors to either side that holds `level` of a normal distribution.
pub(crate) fn normal_reach(level: f64) -> Result<f64, Undefined> {
    Ok(SQRT_2 * erfc_inv(1.0 - between("the level", level, 0.0, 1.0)?))
}

/// The chance of a normal deviate at least this far from 0, to either side.
pub(crate) fn normal_tails(z: f64) -> f64 {
    erfc(z.abs() / SQRT_2).min(1.0)
}

/// Above this many degrees of freedom Student's distribution is taken through the normal one.
const NEARLY_NORMAL: f64 = 1e6;

/// The chance of a Student's t at least this far from 0, to either side.
pub(crate) fn t_tails(t: f64, df: f64) -> f64 {
    if df > NEARLY_NORMAL {
        return normal_tails(t * (1.0 - 0.25 / df) / (1.0 + 0.5 * t * t / df).sqrt());
    }
    checked_beta_reg(0.5 * df, 0.5, df / (df + t * t)).unwrap_or(1.0).min(1.0)
}

/// The number of standard errors to either side that holds `level` of a Student's distribution.
///
/// Newton's steps on the logarithm of the tails over the logarithm of t, which is concave: from any start the first
/// step lands beyond the root and the others come down to it.
pub(crate) fn t_reach(level: f64, df: f64) -> Result<f64, Undefined> {
    let outside = 1.0 - between("the level", level, 0.0, 1.0)?;
    let scale = (ln_gamma(0.5 * (df + 1.0)) - ln_gamma(0.5 * df)).exp() / (df * PI).sqrt();
    let mut t = normal_reach(level)?;
    for _ in 0..100 {
        let tails = t_tails(t, df);
        let slope = -2.0 * scale * (-0.5 * (df + 1.0) * (t * t / df).ln_1p()).exp() * t / tails;
        let step = (outside / tails).ln() / slope;
        if !step.is_finite() {
            break;
        }
        t *= step.clamp(-3.0, 3.0).exp();
        if step.abs() < 1e-14 {
            break;
        }
    }
    Ok(t)
}
