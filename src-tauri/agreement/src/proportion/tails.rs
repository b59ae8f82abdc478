//! Quantiles of the normal distribution, and the checks of the numbers that ask for them.

use std::f64::consts::SQRT_2;

use statrs::function::erf::erfc_inv;

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
