//! The normal distribution, and that of the sum of its squares.

use std::f64::consts::{PI, SQRT_2};

use statrs::function::{erf, gamma};

use crate::{LEVEL, Undefined, check};

/// The z that holds this level within ±z.
pub(crate) fn normal_reach(level: f64) -> Result<f64, Undefined> {
    Ok(normal_beyond(check::outside(level)?))
}

/// The share outside at the usual level, and its z: it is asked for by every statistic, and takes longer than many.
const USUAL: (f64, f64) = (1.0 - LEVEL, 1.959_963_984_540_053_8);

/// The z that leaves this share outside ±z.
pub(crate) fn normal_beyond(outside: f64) -> f64 {
    if outside == USUAL.0 { USUAL.1 } else { solved_beyond(outside) }
}

fn solved_beyond(outside: f64) -> f64 {
    let mut z = SQRT_2 * erf::erfc_inv(outside);
    // The inverse has ten digits; Newton's steps give it the others.
    for _ in 0..2 {
        let density = (2.0 / PI).sqrt() * (-z * z / 2.0).exp();
        let step = (normal_outside(z) - outside) / density;
        z += if step.is_finite() { step } else { 0.0 };
    }
    z
}

/// The share outside ±z, from the incomplete gamma function, which has more digits than `erfc`.
pub(crate) fn normal_outside(z: f64) -> f64 {
    chi_square_above(z * z, 1.0)
}

/// The point below which this share lies.
pub(crate) fn normal_point(below: f64) -> f64 {
    if below < 0.5 { -normal_beyond(2.0 * below) } else { normal_beyond(2.0 * (1.0 - below)) }
}

/// The share below this point.
pub(crate) fn normal_below(z: f64) -> f64 {
    let tail = normal_outside(z) / 2.0;
    if z < 0.0 { tail } else { 1.0 - tail }
}

/// The share of a χ² distribution above a value.
pub(crate) fn chi_square_above(value: f64, df: f64) -> f64 {
    if value == f64::INFINITY {
        return 0.0;
    }
    if value.is_nan() {
        return 1.0;
    }
    gamma::checked_gamma_ur(df / 2.0, value / 2.0).unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::super::near;
    use super::*;

    /// Values by mpmath.
    #[test]
    fn tails_and_points() {
        near(normal_beyond(0.05), 1.9599639845400543);
        near(normal_beyond(0.01), 2.575829303548901);
        near(normal_beyond(0.5), 0.6744897501960817);
        near(normal_beyond(1e-12), 7.130506848171325);
        near(normal_beyond(0.999), 0.0012533144654325555);
        near(normal_outside(1.9599639845400543), 0.05);
        near(normal_outside(-1.9599639845400543), 0.05);
        near(normal_point(0.025), -1.9599639845400543);
        near(normal_point(0.975), 1.9599639845400543);
        near(normal_below(-1.9599639845400543), 0.025);
        near(normal_below(1.9599639845400543), 0.975);
        near(normal_below(-8.0), 6.220960574271785e-16);
        assert_eq!((normal_point(0.0), normal_point(0.5), normal_point(1.0)), (f64::NEG_INFINITY, 0.0, f64::INFINITY));
        assert_eq!((normal_below(f64::NEG_INFINITY), normal_below(0.0), normal_below(f64::INFINITY)), (0.0, 0.5, 1.0));
        assert_eq!((normal_outside(f64::NAN), normal_outside(f64::INFINITY)), (1.0, 0.0));
    }

    #[test]
    fn the_usual_level_is_what_it_would_be_solved_to() {
        assert!((normal_beyond(USUAL.0) - solved_beyond(USUAL.0)).abs() < 5e-16);
        assert_eq!(normal_reach(LEVEL), Ok(USUAL.1));
    }

    #[test]
    fn reach() {
        for (level, reach) in [(0.5, 0.6744897501960817), (0.95, 1.959963984540054)] {
            assert!(normal_reach(level).is_ok_and(|is| (is - reach).abs() < 1e-15), "{level}");
        }
        for level in [0.0, 1.0, -0.5, f64::NAN] {
            assert!(normal_reach(level).is_err());
        }
    }

    #[test]
    fn chi_square() {
        near(chi_square_above(40.5, 11.0), 2.9372069414402184e-05);
        near(chi_square_above(0.3, 4.0), 0.9898141728888165);
        near(chi_square_above(1100.0, 999.0), 0.013818467525532353);
        near(chi_square_above(900.0, 999.0), 0.9886211870834188);
        near(chi_square_above(200.0, 3.0), 4.218541107192018e-43);
        assert_eq!(chi_square_above(0.0, 3.0), 1.0);
    }
}
