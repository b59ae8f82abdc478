//! Fisher's distribution.

use super::beta::{Odds, beta_tails, kernel};

/// The share of an F distribution above a value.
pub(crate) fn f_above(value: f64, df1: f64, df2: f64) -> f64 {
    let ratio = df1 * value / df2;
    if ratio <= 0.0 || ratio.is_nan() {
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

#[cfg(test)]
mod tests {
    use super::super::near;
    use super::*;

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
}
