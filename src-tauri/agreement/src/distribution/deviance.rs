//! What densities of large numbers are made of once the logarithms that nearly cancel are taken out (C. Loader, "Fast and
//! accurate computation of binomial probabilities", 2000).

use std::f64::consts::TAU;

use statrs::function::gamma::ln_gamma;

/// ln Γ(z) less Stirling's (z − ½) ln z − z + ½ ln 2π; the same as ln z! less Stirling's approximation to it.
pub(super) fn stirling_error(z: f64) -> f64 {
    if z < 16.0 {
        // Below 16 a factorial is exact.
        let log = if z.fract() == 0.0 { ((1..z as u64).product::<u64>() as f64).ln() } else { ln_gamma(z) };
        return log - (z - 0.5) * z.ln() + z - 0.5 * TAU.ln();
    }
    let s = 1.0 / (z * z);
    (1.0 / 12.0 - s * (1.0 / 360.0 - s * (1.0 / 1260.0 - s * (1.0 / 1680.0 - s / 1188.0)))) / z
}

/// x ln(x / m) + m − x, without loss where x is near m.
pub(super) fn deviance(x: f64, m: f64) -> f64 {
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
