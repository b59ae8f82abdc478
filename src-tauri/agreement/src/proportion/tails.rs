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

#[cfg(test)]
mod tests {
    use super::{normal_reach, normal_tails, t_reach, t_tails};

    fn check(level: f64, df: f64, reach: f64) {
        let is = t_reach(level, df);
        assert!(is.is_ok_and(|is| (is / reach - 1.0).abs() < 1e-9), "{level} at {df}: {is:?}, not {reach}");
        assert!((t_tails(reach, df) - (1.0 - level)).abs() < 1e-9);
    }

    /// From mpmath at 25 digits.
    #[test]
    fn students_quantiles() {
        check(0.5, 1.0, 1.0);
        check(0.5, 2.0, 0.816496580927726);
        check(0.5, 3.0, 0.7648923284043453);
        check(0.5, 10.0, 0.6998120613124317);
        check(0.5, 57.0, 0.6788183078621982);
        check(0.5, 1_000.0, 0.6747351646070094);
        check(0.5, 250_000.0, 0.6744907315370582);
        check(0.5, 2_000_000.0, 0.6744898728635647);
        check(0.95, 1.0, 12.706204736174705);
        check(0.95, 2.0, 4.302652729749464);
        check(0.95, 3.0, 3.1824463052837095);
        check(0.95, 10.0, 2.228138851986275);
        check(0.95, 57.0, 2.0024654592910074);
        check(0.95, 1_000.0, 1.9623390808264085);
        check(0.95, 250_000.0, 1.9599734736701355);
        check(0.95, 2_000_000.0, 1.959965170676375);
        check(0.999999, 1.0, 636619.7723670577);
        check(0.999999, 2.0, 999.9992499998438);
        check(0.999999, 3.0, 130.15458955835794);
        check(0.999999, 10.0, 10.516489956914905);
        check(0.999999, 57.0, 5.4812067719835325);
        check(0.999999, 1_000.0, 4.922289523429588);
        check(0.999999, 250_000.0, 4.891760417732198);
        check(0.999999, 2_000_000.0, 4.891653718163119);
    }

    #[test]
    fn normal_quantiles() {
        for (level, reach) in [(0.5, 0.6744897501960817), (0.95, 1.959963984540054), (0.999999, 4.891638475699286)] {
            assert!(normal_reach(level).is_ok_and(|is| (is - reach).abs() < 1e-10));
            assert!((normal_tails(-reach) - (1.0 - level)).abs() < 1e-9);
        }
        for level in [0.0, 1.0, -0.5, f64::NAN] {
            assert!(normal_reach(level).is_err() && t_reach(level, 5.0).is_err());
        }
    }
}
