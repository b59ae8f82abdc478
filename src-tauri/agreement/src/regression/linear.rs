//! Linear regression.

use super::Tested;
use super::design::{Design, check_column, mean_and_spread};
use crate::distribution::{t_outside, t_reach};
use crate::{Interval, Statistic, Undefined};

const LINEAR: &str = "linear regression by least squares (Gauss 1809)";
const T: &str = "t interval (Student 1908)";

/// What explains a score.
///
/// ```
/// use agreement::{LEVEL, regression::linear};
///
/// let model = linear(&[1.0, 3.0, 4.0, 6.0, 6.0], &[&[0.0, 1.0, 2.0, 3.0, 4.0]], LEVEL).unwrap();
/// let at = |place: usize| model.coefficients[place].estimate.value.unwrap();
/// assert!((at(0) - 1.4).abs() < 1e-12 && (at(1) - 1.3).abs() < 1e-12, "the line 1.4 + 1.3 x");
/// assert!((model.r_squared.unwrap() - 0.9389).abs() < 1e-4 && (model.residual_sd - 0.6055).abs() < 1e-4);
/// assert_eq!((model.n, model.df), (5, 3));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Linear {
    /// The intercept first, then one for each column, each with its standard error, t interval, and t test of being 0.
    pub coefficients: Vec<Tested>,
    /// The share of the variance that is explained; none if the scores are all the same.
    pub r_squared: Result<f64, Undefined>,
    /// The standard deviation of what is not explained, in the unit of the scores, over `df`.
    pub residual_sd: f64,
    /// Degrees of freedom: items less columns less 1.
    pub df: usize,
    /// Items.
    pub n: usize,
    /// The name of the method, with its source.
    pub method: &'static str,
}

/// Where this share of the scores' size is all that is left over, it is rounding.
const ROUNDING: f64 = 1e-14;

/// Explains scores by an intercept and columns of numbers.
///
/// ```text
/// yᵢ = β₀ + β₁·x₁ᵢ + … + εᵢ;   β minimises Σ εᵢ²;   SE² = s²·diagonal of (XᵀX)⁻¹,   s² = Σ εᵢ² / (n − k − 1)
/// ```
///
/// `columns` holds what explains, one number for each score; without columns the intercept is the mean, its interval
/// that of a mean, and its p that of a one-sample t test: for the mean of rating − key give these differences. For a
/// slope held against 1 in place of 0 give rating − key as the score, and add 1 to the slope.
///
/// Where the columns explain the scores to the last digit nothing is left to judge the error by: such coefficients have
/// a value, but no standard error and no interval, and `p` says [`Undefined::NoVariation`].
///
/// # Errors
/// [`Undefined::Collinear`] when a column is constant or a combination of others, [`Undefined::TooFew`] unless there are
/// at least two scores more than columns, [`Undefined::Lengths`], [`Undefined::NotFinite`] and [`Undefined::OutOfRange`]
/// for columns that do not fit the scores, values beyond [`MOST_VALUE`](super::MOST_VALUE) and a level outside (0, 1).
///
/// Takes O(n·k²) time with k columns.
///
/// Source: C. F. Gauss, "Theoria motus corporum coelestium" (1809); R. A. Fisher, "The goodness of fit of regression
/// formulae, and the distribution of regression coefficients", Journal of the Royal Statistical Society 85 (1922), for
/// t.
///
/// ```
/// use agreement::{LEVEL, regression::linear};
///
/// // A rater who keeps to the middle of the scale.
/// let key = [1.0, 1.0, 2.0, 3.0, 3.0, 4.0, 5.0, 5.0];
/// let rating = [2.0, 2.0, 2.0, 3.0, 3.0, 4.0, 4.0, 4.0];
/// let model = linear(&rating, &[&key], LEVEL).unwrap();
/// let slope = &model.coefficients[1];
/// assert!((slope.estimate.value.unwrap() - 0.5556).abs() < 1e-4);
/// assert!(slope.estimate.interval.unwrap().high < 1.0);
/// ```
pub fn linear(scores: &[f64], columns: &[&[f64]], level: f64) -> Result<Linear, Undefined> {
    let n = scores.len();
    let design = Design::new(n, columns)?;
    check_column(n, scores)?;
    let df = n - columns.len() - 1;
    let reach = t_reach(level, df as f64)?;

    let (mean, spread) = mean_and_spread(scores);
    let centred: Vec<f64> = scores.iter().map(|score| score - mean).collect();
    let (coefficients, left) = design.fit(&centred);
    let square: f64 = left.iter().map(|left| left * left).sum();
    let largest = scores.iter().fold(0.0f64, |largest, score| largest.max(score.abs()));
    let exact = (square / n as f64).sqrt() <= ROUNDING * largest;
    let residual_sd = if exact { 0.0 } else { (square / df as f64).sqrt() };

    let coefficients = of_given_columns(&design, mean, &coefficients).into_iter().map(|(value, variance)| {
        let se = residual_sd * variance.sqrt();
        let record = Statistic::of(value, n, LINEAR);
        if exact {
            return Tested { estimate: record, p: Err(Undefined::NoVariation) };
        }
        let interval = Interval { low: value - reach * se, high: value + reach * se, level, method: T };
        let estimate = Statistic { se: Some(se), interval: Some(interval), ..record };
        Tested { estimate, p: Ok(t_outside(value / se, df as f64)) }
    });
    let coefficients = coefficients.collect();
    let r_squared = if spread <= ROUNDING * largest {
        Err(Undefined::NoVariation)
    } else {
        Ok((1.0 - square / n as f64 / spread / spread).clamp(0.0, 1.0))
    };
    Ok(Linear { coefficients, r_squared, residual_sd, df, n, method: LINEAR })
}

/// Each coefficient for the columns as they were given, the intercept first, with its variance in units of the residual
/// one. `slopes` are those of the scaled columns.
fn of_given_columns(design: &Design, mean: f64, slopes: &[f64]) -> Vec<(f64, f64)> {
    let inverse = design.inverse();
    let covariance = |a: usize, b: usize| inverse[a * design.columns + b];
    // The intercept at 0 is the mean less what each column makes of its own.
    let shifts: Vec<f64> = design.means.iter().zip(&design.scales).map(|(mean, scale)| mean / scale).collect();
    let (mut intercept, mut variance) = (mean, 1.0 / design.n as f64);
    for (a, shift) in shifts.iter().enumerate() {
        intercept -= slopes[a] * shift;
        variance += shifts.iter().enumerate().map(|(b, other)| shift * other * covariance(a, b)).sum::<f64>();
    }
    let mut given = vec![(intercept, variance)];
    given.extend(
        design.scales.iter().enumerate().map(|(at, scale)| (slopes[at] / scale, covariance(at, at) / scale / scale)),
    );
    given
}
