//! Student's distribution.

use super::fisher::{f_above, f_beyond};
use super::normal::{normal_beyond, normal_outside};
use crate::{Undefined, check};

/// From so many degrees of freedom on, t is turned into a normal deviate by a series that is exact to the last digits.
const MANY: f64 = 1e4;

/// The t that holds this level within ±t.
pub(crate) fn t_reach(level: f64, df: f64) -> Result<f64, Undefined> {
    Ok(t_beyond(check::outside(level)?, df))
}

/// The t that leaves this share outside ±t.
pub(crate) fn t_beyond(outside: f64, df: f64) -> f64 {
    if df < MANY {
        return f_beyond(outside, 1.0, df).sqrt();
    }
    let z = normal_beyond(outside);
    let mut w = z;
    // What the series adds is a millionth at most of w, and each round takes that share of the error.
    for _ in 0..3 {
        w = z - lift(w, df);
    }
    (df * (w * w / (df - 0.5)).exp_m1()).sqrt()
}

/// The share outside ±t.
pub(crate) fn t_outside(t: f64, df: f64) -> f64 {
    if df < MANY {
        return f_above(t * t, 1.0, df);
    }
    let w = ((df - 0.5) * (t * t / df).ln_1p()).sqrt();
    normal_outside(if w.is_finite() { w + lift(w, df) } else { w })
}

/// What is added to w = √((df − ½) ln(1 + t²/df)) to make it a normal deviate (G. W. Hill, "Algorithm 395: Student's
/// t-distribution", Communications of the ACM 13, 1970).
fn lift(w: f64, df: f64) -> f64 {
    let (b, w2) = (48.0 * (df - 0.5) * (df - 0.5), w * w);
    let second = (((4.0 * w2 + 33.0) * w2 + 240.0) * w2 + 855.0) / (10.0 * (b + 0.8 * w2 * w2 + 100.0));
    w * (w2 + 3.0 - second) / b
}

#[cfg(test)]
mod tests {
    use super::super::near;
    use super::*;

    fn check(level: f64, df: f64, reach: f64) {
        let is = t_reach(level, df);
        assert!(is.is_ok_and(|is| (is / reach - 1.0).abs() < 1e-10), "{level} at {df}: {is:?}, not {reach}");
        assert!((t_outside(reach, df) - (1.0 - level)).abs() < 1e-13);
    }

    /// From mpmath at 25 digits.
    #[test]
    fn quantiles() {
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
        for level in [0.0, 1.0, -0.5, f64::NAN] {
            assert!(t_reach(level, 5.0).is_err());
        }
    }

    #[test]
    fn tails() {
        near(t_beyond(0.05, 1.0), 12.706204736174705);
        near(t_beyond(0.05, 19.0), 2.0930240544083096);
        near(t_beyond(0.01, 4.5), 4.272823993011293);
        near(t_beyond(1e-6, 200.0), 5.04828565985231);
        near(t_beyond(0.05, 1e6), 1.959966356814107);
        near(t_outside(2.09302405440831, 19.0), 0.05);
        for df in [5.0, 1e6] {
            let extremes = [0.0, f64::NAN, f64::INFINITY].map(|t| t_outside(t, df));
            assert_eq!(extremes, [1.0, 1.0, 0.0]);
        }
    }

    /// The two ways meet where the one gives way to the other.
    #[test]
    fn many_degrees_of_freedom() {
        for t in [1e-3, 0.7, 2.0, 6.0, 30.0, 38.0] {
            let (exact, series) = (f_above(t * t, 1.0, MANY), t_outside(t, MANY));
            assert!((series / exact - 1.0).abs() < 1e-12, "{t}: {series:e}, not {exact:e}");
            assert!((t_beyond(exact, MANY) / t - 1.0).abs() < 1e-12, "{t}");
        }
    }
}
