//! The bootstrap of a correlation.

use super::{Bootstrap, Plan, of_items};
use crate::Undefined;

/// Bootstraps Pearson's correlation of two sequences of the same items, in the same order.
///
/// ```text
/// r = Σ (x_i − x̄)(y_i − ȳ) / √(Σ (x_i − x̄)² Σ (y_i − ȳ)²)
/// ```
///
/// Whole pairs are resampled. A pair with NaN on either side is missing and counts in `dropped`.
///
/// Undefined when the lengths differ, with fewer than two pairs, with infinite values, and when either side is
/// constant; the rest is as in [`of_items`].
///
/// Source: B. Efron & R. J. Tibshirani, "An introduction to the bootstrap" (1993).
///
/// ```
/// use agreement::bootstrap::{Plan, of_correlation};
///
/// let lsat = [576., 635., 558., 578., 666., 580., 555., 661., 651., 605., 653., 575., 545., 572., 594.];
/// let gpa = [3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96];
/// let resampled = of_correlation(&lsat, &gpa, &Plan::new(3200, 1));
/// assert!((resampled.value.unwrap() - 0.776).abs() < 0.001);
/// assert!((resampled.se.unwrap() - 0.133).abs() < 0.01);
/// ```
pub fn of_correlation(x: &[f64], y: &[f64], plan: &Plan) -> Bootstrap {
    if x.len() != y.len() {
        return Bootstrap::none(Undefined::Lengths { left: x.len(), right: y.len() }, 0, 0);
    }
    let all = x.len();
    let rated = x.iter().zip(y).filter(|(x, y)| !x.is_nan() && !y.is_nan());
    let (mut x, mut y): (Vec<f64>, Vec<f64>) = rated.map(|(x, y)| (*x, *y)).unzip();
    let dropped = all - x.len();
    if let Some(at) = x.iter().zip(&y).position(|(x, y)| !x.is_finite() || !y.is_finite()) {
        return Bootstrap::none(Undefined::NotFinite { what: "pair", at }, x.len(), dropped);
    }
    if x.len() < 2 {
        return Bootstrap::none(Undefined::TooFew { n: x.len(), needed: 2 }, x.len(), dropped);
    }
    scale(&mut x);
    scale(&mut y);
    Bootstrap { dropped, ..of_items(x.len(), plan, |items| pearson(&x, &y, items)) }
}

/// Scaled to at most 1 in size, so that no square overflows; the correlation stays the same.
fn scale(values: &mut [f64]) {
    let largest = values.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    if largest > 0.0 {
        values.iter_mut().for_each(|value| *value /= largest);
    }
}

fn pearson(x: &[f64], y: &[f64], items: &[usize]) -> Result<f64, Undefined> {
    let Some(&first) = items.first() else { return Err(Undefined::TooFew { n: 0, needed: 2 }) };
    // From the first, so that a constant side has no spread but none at all.
    let pairs = || items.iter().map(|item| (x[*item] - x[first], y[*item] - y[first]));
    let n = items.len() as f64;
    let (sum_x, sum_y) = pairs().fold((0.0, 0.0), |(sum_x, sum_y), (x, y)| (sum_x + x, sum_y + y));
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (x, y) in pairs() {
        let (x, y) = (x - sum_x / n, y - sum_y / n);
        xx += x * x;
        yy += y * y;
        xy += x * y;
    }
    let scale = (xx * yy).sqrt();
    if scale > 0.0 { Ok((xy / scale).clamp(-1.0, 1.0)) } else { Err(Undefined::NoVariation) }
}
