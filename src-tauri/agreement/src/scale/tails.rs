//! Tail probabilities of the normal, t, F and χ² distributions, and their inverses.
//!
//! The incomplete beta function is our own: a small tail must keep its digits, and so must one of many degrees of
//! freedom.

use std::f64::consts::{LN_2, PI, SQRT_2};

use statrs::function::{erf, gamma};

use crate::Undefined;

/// The share that a two-sided interval of this level leaves outside.
pub(crate) fn outside(level: f64) -> Result<f64, Undefined> {
    if level > 0.0 && level < 1.0 {
        Ok(1.0 - level)
    } else {
        Err(Undefined::OutOfRange { what: "the level", value: level, low: 0.0, high: 1.0 })
    }
}

/// The z that leaves this share outside ±z.
pub(crate) fn normal_beyond(outside: f64) -> f64 {
    let mut z = SQRT_2 * erf::erfc_inv(outside);
    for _ in 0..2 {
        let density = (2.0 / PI).sqrt() * (-z * z / 2.0).exp();
        let step = (normal_outside(z) - outside) / density;
        z += if step.is_finite() { step } else { 0.0 };
    }
    z
}

/// The share of a normal distribution outside ±z, from the incomplete gamma function, which has more digits than `erfc`.
pub(crate) fn normal_outside(z: f64) -> f64 {
    chi_square_above(z * z, 1.0)
}

/// The t that leaves this share outside ±t.
pub(crate) fn t_beyond(outside: f64, df: f64) -> f64 {
    f_beyond(outside, 1.0, df).sqrt()
}

/// The share of a t distribution outside ±t.
pub(crate) fn t_outside(t: f64, df: f64) -> f64 {
    f_above(t * t, 1.0, df)
}

/// The share of a χ² distribution above a value.
pub(crate) fn chi_square_above(value: f64, df: f64) -> f64 {
    if value == f64::INFINITY {
        return 0.0;
    }
    gamma::checked_gamma_ur(df / 2.0, value / 2.0).unwrap_or(1.0)
}

/// The share of an F distribution above a value.
pub(crate) fn f_above(value: f64, df1: f64, df2: f64) -> f64 {
    let ratio = df1 * value / df2;
    if ratio <= 0.0 {
        return 1.0;
    }
    beta_tails(df1 / 2.0, df2 / 2.0, &Odds::of(ratio)).1
}

/// The value that leaves this share of an F distribution above it.
///
/// Newton's steps on the logarithm of the smaller tail, over u = ln(df1 F / df2), between bounds that close in.
pub(crate) fn f_beyond(above: f64, df1: f64, df2: f64) -> f64 {
    let (a, b) = (df1 / 2.0, df2 / 2.0);
    let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
    let mut u = (a / b).ln();
    for _ in 0..200 {
        let odds = Odds::of(u.exp());
        let (lower, upper) = beta_tails(a, b, &odds);
        // How far to the left of the solution u is, as the logarithm of the tail has it.
        let (short, tail) =
            if above <= 0.5 { ((upper / above).ln(), upper) } else { (((1.0 - above) / lower).ln(), lower) };
        if short > 0.0 {
            low = u;
        } else {
            high = u;
        }
        let mut next = u + short * tail / kernel(a, b, &odds);
        if !(low..=high).contains(&next) {
            next = match (low.is_finite(), high.is_finite()) {
                (true, true) => low.midpoint(high),
                (true, false) => low + low.abs().max(1.0),
                _ => high - high.abs().max(1.0),
            };
        }
        let step = next - u;
        u = next;
        if step.abs() <= 1e-15 * u.abs().max(1.0) {
            break;
        }
    }
    u.exp() * df2 / df1
}

/// A share x and what it leaves, y = 1 − x, both with all their digits.
struct Odds {
    x: f64,
    y: f64,
}

impl Odds {
    fn of(ratio: f64) -> Odds {
        if ratio == f64::INFINITY {
            return Odds { x: 1.0, y: 0.0 };
        }
        Odds { x: ratio / (1.0 + ratio), y: 1.0 / (1.0 + ratio) }
    }
}

/// The regularised incomplete beta function: the share of a beta distribution below x and above it.
fn beta_tails(a: f64, b: f64, odds: &Odds) -> (f64, f64) {
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
fn kernel(a: f64, b: f64, odds: &Odds) -> f64 {
    if odds.x == 0.0 || odds.y == 0.0 {
        return 0.0;
    }
    let n = a + b;
    let errors = stirling_error(n) - stirling_error(a) - stirling_error(b);
    let log = errors - deviance(a, n * odds.x) - deviance(b, n * odds.y);
    log.exp() * (a * (b / n) / (2.0 * PI)).sqrt()
}

/// ln Γ(z) less Stirling's (z − ½) ln z − z + ½ ln 2π.
fn stirling_error(z: f64) -> f64 {
    if z < 16.0 {
        return gamma::ln_gamma(z) - (z - 0.5) * z.ln() + z - 0.5 * (LN_2 + PI.ln());
    }
    let s = 1.0 / (z * z);
    (1.0 / 12.0 - s * (1.0 / 360.0 - s * (1.0 / 1260.0 - s * (1.0 / 1680.0 - s / 1188.0)))) / z
}

/// x ln(x / m) + m − x.
fn deviance(x: f64, m: f64) -> f64 {
    let v = (x - m) / (x + m);
    if v.abs() > 0.1 {
        return x * (x / m).ln() + m - x;
    }
    let mut sum = (x - m) * v;
    let mut term = 2.0 * x * v;
    for j in 1..1000 {
        term *= v * v;
        let next = sum + term / f64::from(2 * j + 1);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
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

#[cfg(test)]
mod tests {
    use super::*;

    fn near(is: f64, should: f64) {
        assert!((is / should - 1.0).abs() < 1e-11, "{is:e}, not {should:e}");
    }

    /// Values by mpmath, those of many degrees of freedom by SciPy.
    #[test]
    fn f_distribution() {
        near(f_above(1.79, 5.0, 18.0), 0.1657413107437556);
        near(f_above(11.03, 5.0, 15.0), 0.00013437785204911825);
        near(f_above(900.0, 5.0, 15.0), 4.98622206052894e-18);
        near(f_above(0.02, 3.0, 7.0), 0.9957978433611325);
        near(f_above(1.02, 1000.0, 2000.0), 0.3564503452934551);
        near(f_above(1e-3, 1.0, 2.5), 0.9771225446519441);
        near(f_above(60.0, 2.0, 300.0), 1.2044662860522314e-22);
        near(f_above(3.8, 1.0, 1e6), 0.05125286201772763);
        near(f_beyond(0.025, 5.0, 18.0), 3.381967805875243);
        near(f_beyond(0.975, 5.0, 18.0), 0.15718616136624458);
        near(f_beyond(0.025, 4.1, 18.7), 3.5462516248727938);
        near(f_beyond(1e-9, 3.0, 4.0), 57733.47136116173);
        near(f_beyond(0.5, 1.0, 1.0), 1.0);
        near(f_beyond(0.025, 1.0, 0.7), 9714.977516469216);
        near(f_beyond(0.025, 999.0, 9000.5), 1.0949888051949075);
        assert_eq!((f_above(0.0, 2.0, 3.0), f_above(f64::INFINITY, 2.0, 3.0)), (1.0, 0.0));
    }

    #[test]
    fn f_beyond_undoes_f_above() {
        for df1 in [0.3, 1.0, 2.0, 7.5, 300.0, 40_000.0] {
            for df2 in [0.5, 1.0, 3.0, 88.8, 5_000.0, 1e6] {
                for above in [1e-12, 1e-3, 0.025, 0.4, 0.6, 0.975, 0.999_999] {
                    let back = f_above(f_beyond(above, df1, df2), df1, df2);
                    assert!((back / above - 1.0).abs() < 1e-9, "{df1}, {df2}: {back}, not {above}");
                }
            }
        }
    }

    #[test]
    fn t_normal_and_chi_square() {
        near(t_beyond(0.05, 1.0), 12.706204736174705);
        near(t_beyond(0.05, 19.0), 2.0930240544083096);
        near(t_beyond(0.01, 4.5), 4.272823993011293);
        near(t_beyond(1e-6, 200.0), 5.04828565985231);
        near(t_beyond(0.05, 1e6), 1.959966356814107);
        near(t_outside(2.09302405440831, 19.0), 0.05);
        near(normal_beyond(0.05), 1.9599639845400543);
        near(normal_beyond(0.01), 2.575829303548901);
        near(normal_beyond(0.5), 0.6744897501960817);
        near(normal_beyond(1e-12), 7.130506848171325);
        near(normal_beyond(0.999), 0.0012533144654325555);
        near(normal_outside(1.9599639845400543), 0.05);
        near(chi_square_above(40.5, 11.0), 2.9372069414402184e-05);
        near(chi_square_above(0.3, 4.0), 0.9898141728888165);
        near(chi_square_above(1100.0, 999.0), 0.013818467525532353);
        near(chi_square_above(900.0, 999.0), 0.9886211870834188);
        near(chi_square_above(200.0, 3.0), 4.218541107192018e-43);
        assert_eq!(chi_square_above(0.0, 3.0), 1.0);
    }

    #[test]
    fn a_level_lies_between_none_and_all() {
        assert_eq!(outside(0.75), Ok(0.25));
        for level in [0.0, 1.0, -0.5, 95.0, f64::NAN, f64::INFINITY] {
            assert!(outside(level).is_err(), "{level}");
        }
    }
}
