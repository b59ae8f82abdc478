//! Whether the latest values differ from those before.

use crate::check::{between, within};
use crate::regression::{Tested, linear};
use crate::{Statistic, Undefined};

const SHIFT: &str = "exponentially weighted moving average (Roberts 1959) less the mean of what it leaves, t test";

/// By how much the latest values lie above those before, where "latest" fades from the end of the series backwards, as
/// in an exponentially weighted moving average.
///
/// ```text
/// shift = Σ wᵢ·xᵢ − Σ vᵢ·xᵢ,   wᵢ ∝ (1 − λ)ⁿ⁻¹⁻ⁱ,   vᵢ ∝ 1 − (1 − λ)ⁿ⁻¹⁻ⁱ,   i = 0 … n − 1,   each summing to 1
/// ```
///
/// The first mean is the last point of the chart that [`series::ewma`](crate::series::ewma) draws, once its start has
/// faded; the second holds what the first one leaves of each value, so that all of both is the series. Neither target
/// nor standard deviation have to be known beforehand: the error is judged by what the shift leaves unexplained, with n
/// − 2 degrees of freedom, and is exact for independent normal values. λ is `weight`: the latest 1/λ values are the
/// main part of the first mean. `expected` is the mean before, `observed` the mean of the latest.
///
/// Undefined below three values, unless the weight lies strictly between 0 and 1, for values that are not finite or
/// beyond [`MOST_VALUE`](crate::regression::MOST_VALUE), and at a level outside (0, 1). Interval and p are missing when
/// the values do not vary. Takes O(n) time.
///
/// Source: S. W. Roberts, "Control chart tests based on geometric moving averages", Technometrics 1 (1959).
///
/// ```
/// use agreement::{LEVEL, bias::recent_shift};
///
/// let errors: Vec<f64> = (0..60).map(|i| f64::from(i % 3) - 1.0 - if i < 40 { 0.0 } else { 0.8 }).collect();
/// let shift = recent_shift(&errors, 0.1, LEVEL);
/// assert!((shift.estimate.value.unwrap() + 0.4405).abs() < 1e-4);
/// assert!(shift.p.unwrap() < 0.05);
/// ```
pub fn recent_shift(x: &[f64], weight: f64, level: f64) -> Tested {
    let n = x.len();
    shift(x, weight, level)
        .unwrap_or_else(|reason| Tested { estimate: Statistic::none(reason, n, SHIFT), p: Err(reason) })
}

fn shift(x: &[f64], weight: f64, level: f64) -> Result<Tested, Undefined> {
    between("the weight", weight, 0.0, 1.0)?;
    let n = x.len();
    if n < 3 {
        return Err(Undefined::TooFew { n, needed: 3 });
    }
    // What of each value belongs to the latest, from the last one backwards.
    let mut faded: Vec<f64> = std::iter::successors(Some(1.0), |part| Some(part * (1.0 - weight))).take(n).collect();
    faded.reverse();
    let latest: f64 = faded.iter().sum();
    let before = n as f64 - latest;
    let contrast: Vec<f64> = faded.iter().map(|part| part / latest - (1.0 - part) / before).collect();
    let square: f64 = contrast.iter().map(|value| value * value).sum();
    // The slope on this column is the sum of the values, each times its part in the contrast.
    let column: Vec<f64> = contrast.iter().map(|value| value / square).collect();
    within("the contrast", square, f64::MIN_POSITIVE, f64::MAX)?;
    let mut model = linear(x, &[&column], level)?;
    let Tested { estimate, p } = model.coefficients.swap_remove(1);
    let mean = |part: &dyn Fn(f64) -> f64| x.iter().zip(&faded).map(|(value, faded)| value * part(*faded)).sum::<f64>();
    let observed = Some(mean(&|faded| faded) / latest);
    let expected = Some(mean(&|faded| 1.0 - faded) / before);
    Ok(Tested { estimate: Statistic { observed, expected, method: SHIFT, ..estimate }, p })
}
