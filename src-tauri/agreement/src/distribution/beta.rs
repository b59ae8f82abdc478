//! The regularised incomplete beta function: a small tail keeps its digits, and so does one of many degrees of freedom.

use std::f64::consts::PI;

use super::deviance::{deviance, stirling_error};

/// A share x and what it leaves, y = 1 − x, both with all their digits.
pub(super) struct Odds {
    x: f64,
    y: f64,
}

impl Odds {
    pub(super) fn of(ratio: f64) -> Odds {
        if ratio == f64::INFINITY {
            return Odds { x: 1.0, y: 0.0 };
        }
        Odds { x: ratio / (1.0 + ratio), y: 1.0 / (1.0 + ratio) }
    }
}

/// The share of a beta distribution below x and above it.
pub(super) fn beta_tails(a: f64, b: f64, odds: &Odds) -> (f64, f64) {
    let scale = kernel(a, b, odds);
    if odds.x <= (a + 1.0) / (a + b + 2.0) {
        let lower = scale / continued_fraction(a, b, odds.x, odds.y);
        (lower, 1.0 - lower)
    } else {
        let upper = scale / continued_fraction(b, a, odds.y, odds.x);
        (1.0 - upper, upper)
    }
}

/// x^a y^b / B(a, b), with Loader's deviances in place of logarithms of large numbers that nearly cancel (C. Loader,
/// "Fast and accurate computation of binomial probabilities", 2000).
pub(super) fn kernel(a: f64, b: f64, odds: &Odds) -> f64 {
    if odds.x == 0.0 || odds.y == 0.0 {
        return 0.0;
    }
    let n = a + b;
    let errors = stirling_error(n) - stirling_error(a) - stirling_error(b);
    let log = errors - deviance(a, n * odds.x) - deviance(b, n * odds.y);
    log.exp() * (a * (b / n) / (2.0 * PI)).sqrt()
}

/// Lentz's evaluation of the continued fraction below x^a y^b / B(a, b) in the incomplete beta function (A. R. DiDonato &
/// A. H. Morris, ACM Transactions on Mathematical Software 18, 1992, equation 9). It takes about √(a + b) terms.
fn continued_fraction(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let held = |v: f64| if v.abs() < f64::MIN_POSITIVE { f64::MIN_POSITIVE } else { v };
    let middle = a * y - b * x + 1.0;
    let mut value = held(a * middle / (a + 1.0));
    let (mut c, mut d) = (value, 0.0);
    for m in 1..20_000 {
        let m = f64::from(m);
        let before = a + 2.0 * m - 1.0;
        let over = (m * (b - m) * x / before) * ((a + m - 1.0) * (a + b + m - 1.0) * x / before);
        let under = m + m * (b - m) * x / before + (a + m) * (middle + m * (1.0 + y)) / (before + 2.0);
        d = 1.0 / held(under + over * d);
        c = held(under + over / c);
        value *= c * d;
        if (c * d - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    value
}
