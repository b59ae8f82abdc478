//! How two scores of the same items go together, and how differently they spread.

use super::Tested;
use super::design::{Design, check_column, mean_and_spread};
use crate::distribution::{normal_reach, t_outside, t_reach};
use crate::matrix::dot;
use crate::{Interval, Statistic, Undefined};

const PARTIAL: &str = "partial correlation (Yule 1907)";
const FISHER: &str = "Fisher's z (1915)";
const SD_RATIO: &str = "ratio of two standard deviations of the same items";
const MORGAN: &str = "Pitman 1939; Morgan 1939";

/// What is left of a score beside others, as a share of its spread, below which it is rounding.
const ROUNDING: f64 = 1e-7;

/// The correlation of two scores of the same items once the columns in `given` have explained what they can of both.
/// Without such columns it is Pearson's correlation.
///
/// ```text
/// r = Σ e_x·e_y / √(Σ e_x² · Σ e_y²),   e = what a linear regression on the columns leaves
/// t = r·√(df/(1 − r²)),   df = n − 2 − columns
/// interval: tanh(artanh r ± z/√(df − 1))
/// ```
///
/// The interval is missing below two degrees of freedom, and with the p at r = ±1. The result lies in [−1, 1].
///
/// Undefined when either score is the same for all items ([`Undefined::NoVariation`]), when a column is constant or a
/// combination of others, or a score is a combination of the columns ([`Undefined::Collinear`]), unless there are at
/// least three items more than columns, when lengths differ, for numbers that are not finite or beyond
/// [`MOST_VALUE`](super::MOST_VALUE), and at a level outside (0, 1). Takes O(n·k²) time with k columns.
///
/// Source: G. U. Yule, "On the theory of correlation for any number of variables", Proceedings of the Royal Society A 79
/// (1907); R. A. Fisher, Biometrika 10 (1915).
///
/// ```
/// use agreement::{LEVEL, regression::partial_correlation};
///
/// let (help, style) = ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [2.0, 1.0, 3.0, 5.0, 4.0, 6.0]);
/// let plain = partial_correlation(&help, &style, &[], LEVEL);
/// assert!((plain.estimate.value.unwrap() - 0.8857).abs() < 1e-4);
/// let length = [1.0, 1.0, 2.0, 3.0, 3.0, 4.0];
/// let beside_length = partial_correlation(&help, &style, &[&length], LEVEL);
/// assert!(beside_length.estimate.value.unwrap() < 0.0);
/// ```
pub fn partial_correlation(x: &[f64], y: &[f64], given: &[&[f64]], level: f64) -> Tested {
    let n = x.len();
    let checked = check_pair(x, y, given.len() + 3).and_then(|()| normal_reach(level));
    let left = checked.and_then(|z| {
        let design = Design::new(n, given)?;
        Ok((z, left_over(&design, x)?, left_over(&design, y)?))
    });
    let (z, of_x, of_y) = match left {
        Ok(left) => left,
        Err(reason) => return Tested::none(reason, n, PARTIAL),
    };
    let r = (dot(&of_x, &of_y) / (dot(&of_x, &of_x) * dot(&of_y, &of_y)).sqrt()).clamp(-1.0, 1.0);
    let df = (n - 2 - given.len()) as f64;
    let estimate = Statistic::of(r, n, PARTIAL);
    if 1.0 - r * r < 1e-14 {
        return Tested { estimate, p: Err(Undefined::NoVariation) };
    }
    let interval = (df >= 2.0).then(|| {
        let reach = z / (df - 1.0).sqrt();
        Interval { low: (r.atanh() - reach).tanh(), high: (r.atanh() + reach).tanh(), level, method: FISHER }
    });
    Tested { estimate: Statistic { interval, ..estimate }, p: Ok(t_outside(r * (df / (1.0 - r * r)).sqrt(), df)) }
}

/// How many times as widely `x` spreads as `y` over the same items: below 1 for a rater `x` who keeps to the middle of
/// the scale where the key `y` does not.
///
/// ```text
/// w = SD(x)/SD(y);   K = 1 + 2(1 − r²)·t²/(n − 2);   interval: w·√(K ± √(K² − 1))
/// test of w = 1:  t = (w² − 1)·√(n − 2) / (2w·√(1 − r²)),   n − 2 degrees of freedom
/// ```
///
/// r is the correlation of the two and t the quantile of Student's distribution. Both are exact for normal scores.
/// Interval and p are missing when x and y lie on a line, so that nothing is left to judge the error by.
///
/// Undefined below three items, when either is the same for all items ([`Undefined::NoVariation`]), when the lengths
/// differ, for numbers that are not finite or beyond [`MOST_VALUE`](super::MOST_VALUE), and at a level outside (0, 1).
/// Takes O(n) time.
///
/// Source: E. J. G. Pitman, "A note on normal correlation", and W. A. Morgan, "A test for the significance of the
/// difference between the two variances in a sample from a normal bivariate population", Biometrika 31 (1939).
///
/// ```
/// use agreement::{LEVEL, regression::sd_ratio};
///
/// let key = [1.0, 1.0, 2.0, 3.0, 3.0, 4.0, 5.0, 5.0];
/// let rating = [2.0, 2.0, 2.0, 3.0, 3.0, 4.0, 4.0, 4.0];
/// let ratio = sd_ratio(&rating, &key, LEVEL);
/// assert!((ratio.estimate.value.unwrap() - 0.5774).abs() < 1e-4);
/// assert!(ratio.estimate.interval.unwrap().high < 1.0 && ratio.p.unwrap() < 0.01);
/// ```
pub fn sd_ratio(x: &[f64], y: &[f64], level: f64) -> Tested {
    let n = x.len();
    let df = n.saturating_sub(2) as f64;
    let checked = check_pair(x, y, 3).and_then(|()| t_reach(level, df));
    let left = checked.and_then(|t| {
        let design = Design::new(n, &[])?;
        Ok((t, left_over(&design, x)?, left_over(&design, y)?))
    });
    let (t, of_x, of_y) = match left {
        Ok(left) => left,
        Err(reason) => return Tested::none(reason, n, SD_RATIO),
    };
    let (xx, yy, xy) = (dot(&of_x, &of_x), dot(&of_y, &of_y), dot(&of_x, &of_y));
    // Scores are held within what this quotient can take, but their ratio is not within what its square can.
    let ratio = xx.sqrt() / yy.sqrt();
    let apart = 1.0 - (xy / xx.sqrt() / yy.sqrt()).powi(2);
    let estimate = Statistic::of(ratio, n, SD_RATIO);
    if apart < 1e-14 {
        return Tested { estimate, p: Err(Undefined::NoVariation) };
    }
    let over = 2.0 * apart * t * t / df;
    // K ± √(K² − 1) with K = 1 + over; the two are inverse to each other.
    let wide = (1.0 + over + (over * (over + 2.0)).sqrt()).sqrt();
    let interval = Interval { low: ratio / wide, high: ratio * wide, level, method: MORGAN };
    let distance = 0.5 * (ratio - 1.0 / ratio) * (df / apart).sqrt();
    Tested { estimate: Statistic { interval: Some(interval), ..estimate }, p: Ok(t_outside(distance, df)) }
}

fn check_pair(x: &[f64], y: &[f64], needed: usize) -> Result<(), Undefined> {
    let n = x.len();
    check_column(n, x)?;
    check_column(n, y)?;
    if n < needed { Err(Undefined::TooFew { n, needed }) } else { Ok(()) }
}

/// What the columns leave of a score, in units of its spread.
fn left_over(design: &Design, score: &[f64]) -> Result<Vec<f64>, Undefined> {
    let (mean, spread) = mean_and_spread(score);
    let largest = score.iter().fold(0.0f64, |largest, value| largest.max(value.abs()));
    if spread <= 1e-13 * largest {
        return Err(Undefined::NoVariation);
    }
    let centred: Vec<f64> = score.iter().map(|value| value - mean).collect();
    let (_, left) = design.fit(&centred);
    let beside = (dot(&left, &left) / left.len() as f64).sqrt();
    if beside <= ROUNDING * spread { Err(Undefined::Collinear) } else { Ok(left) }
}
