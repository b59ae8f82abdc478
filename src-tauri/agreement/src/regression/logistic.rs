//! Logistic regression.

use super::design::{Design, check_column};
use super::newton::{Fit, Problem};
use super::profile::Profile;
use crate::check::within;
use crate::distribution::{normal_outside, normal_reach};
use crate::{Interval, Statistic, Undefined};

const LOGIT: &str = "logistic regression by maximum likelihood (Cox 1958)";
const WALD: &str = "Wald interval";

/// The largest offset, to either side: 100. Its chance differs from 0 or 1 by less than an f64 can tell.
///
/// ```
/// use agreement::{LEVEL, regression::{MOST_OFFSET, logistic}};
///
/// let outcomes = [true, false, true];
/// assert!(logistic(&outcomes, &[], Some(&[0.0, 1.0, -1.0]), LEVEL).is_ok());
/// assert!(logistic(&outcomes, &[], Some(&[0.0, 1.0, -1.01 * MOST_OFFSET]), LEVEL).is_err());
/// ```
pub const MOST_OFFSET: f64 = 100.0;

/// What explains yes and no.
///
/// ```
/// use agreement::{LEVEL, regression::logistic};
///
/// let right = [false, true, false, true, false, true, true, true];
/// let model = logistic(&right, &[&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]], None, LEVEL).unwrap();
/// assert_eq!((model.n, model.coefficients.len()), (8, 2), "the intercept and one slope");
/// // Twice what the column adds to the logarithm of the likelihood is the χ² of its test.
/// assert!(2.0 * (model.log_likelihood - model.null_log_likelihood) < 3.84);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Logit {
    /// The intercept first, then one for each column.
    pub coefficients: Vec<LogitCoefficient>,
    /// Natural logarithm of the likelihood.
    pub log_likelihood: f64,
    /// The same of the intercept and the offset alone.
    pub null_log_likelihood: f64,
    /// How many of Newton's steps were made.
    pub iterations: usize,
    /// Outcomes.
    pub n: usize,
    /// The name of the method, with its source.
    pub method: &'static str,
}

/// By how much the logit of a yes rises with each unit of a column.
///
/// ```
/// use agreement::{LEVEL, regression::logistic};
///
/// let right = [false, false, false, true, false, true, true, true];
/// let model = logistic(&right, &[&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]], None, LEVEL).unwrap();
/// let slope = &model.coefficients[1];
/// // With eight outcomes Wald's interval holds 0 and the better one does not.
/// assert!(slope.estimate.interval.unwrap().low < 0.0 && slope.profile.unwrap().low > 0.0);
/// assert!(slope.wald_p > 0.05 && slope.likelihood_ratio_p.unwrap() < 0.05);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct LogitCoefficient {
    /// With its standard error by the information, and Wald's interval, value ± z·se. `observed` is the share of yes.
    pub estimate: Statistic,
    /// Wald's test of the coefficient being 0, two-sided.
    pub wald_p: f64,
    /// The interval of all values that the likelihood ratio test does not reject: better than Wald's where there are few
    /// outcomes.
    pub profile: Result<Interval, Undefined>,
    /// The likelihood ratio test of the coefficient being 0.
    pub likelihood_ratio_p: Result<f64, Undefined>,
}

/// Explains yes and no by an intercept and columns of numbers.
///
/// ```text
/// ln(P(yesᵢ) / P(noᵢ)) = offsetᵢ + β₀ + β₁·x₁ᵢ + … ;   β maximises Σ ln P(outcomeᵢ)
/// Wald:     β ± z·SE,  SE² = diagonal of (XᵀWX)⁻¹,  W = P(yes)·P(no)
/// profile:  all b with 2·(ℓ(β̂) − max ℓ(β | βⱼ = b)) ≤ z²
/// ```
///
/// `columns` holds what explains, one number for each outcome; without columns the intercept is the logit of the share of
/// yes. `offset` is added to each logit with a fixed coefficient of 1. The likelihood is known to its last digits, so
/// the coefficients are good to about ten.
///
/// # Errors
/// [`Undefined::Separation`] when a combination of the columns splits yes from no, wholly or but for ties: then the
/// likelihood rises without end, and no coefficient is finite. [`Undefined::NoVariation`] when all outcomes are the same.
/// [`Undefined::Collinear`] when a column is constant or a combination of others. [`Undefined::TooFew`] unless there are
/// at least two outcomes more than columns. [`Undefined::Lengths`], [`Undefined::NotFinite`] and
/// [`Undefined::OutOfRange`] for columns that do not fit the outcomes, values beyond [`MOST_VALUE`](super::MOST_VALUE),
/// offsets beyond [`MOST_OFFSET`] and a level outside (0, 1).
///
/// Takes O(n·k²) time for each of some ten steps, and as much again for each end of each profile interval, with k
/// columns.
///
/// Source: D. R. Cox, "The regression analysis of binary sequences", Journal of the Royal Statistical Society B 20
/// (1958); A. Albert & J. A. Anderson, "On the existence of maximum likelihood estimates in logistic regression models",
/// Biometrika 71 (1984), for separation; D. J. Venzon & S. H. Moolgavkar, Applied Statistics 37 (1988), for the profile.
///
/// ```
/// use agreement::{LEVEL, Undefined, regression::logistic};
///
/// // Does a longer first response get chosen, whatever the key says?
/// let chose_first = [true, true, false, true, false, false, true, false, true, true, false, true];
/// let longer_by = [3.0, 1.0, -2.0, 2.0, -1.0, 1.0, -1.0, -3.0, 2.0, -2.0, 2.0, 1.0];
/// let model = logistic(&chose_first, &[&longer_by], None, LEVEL).unwrap();
/// let length = &model.coefficients[1];
/// assert!((length.estimate.value.unwrap() - 0.5).abs() < 0.1);
/// assert!(length.profile.unwrap().low < 0.0 && length.likelihood_ratio_p.unwrap() > 0.05);
///
/// let split: Vec<f64> = chose_first.iter().map(|first| if *first { 1.0 } else { -1.0 }).collect();
/// assert_eq!(logistic(&chose_first, &[&split], None, LEVEL), Err(Undefined::Separation));
/// ```
pub fn logistic(outcomes: &[bool], columns: &[&[f64]], offset: Option<&[f64]>, level: f64) -> Result<Logit, Undefined> {
    let n = outcomes.len();
    let z = normal_reach(level)?;
    let design = Design::new(n, columns)?;
    let offset = check_offset(n, offset)?;
    let yes = outcomes.iter().filter(|outcome| **outcome).count();
    if yes == 0 || yes == n {
        return Err(Undefined::NoVariation);
    }
    let problem = Problem { outcomes, rows: with_ones(&design), columns: columns.len() + 1, offset };
    let fit = problem.maximise(vec![0.0; problem.columns])?;
    let alone =
        Problem { outcomes, rows: vec![1.0; n], columns: 1, offset: problem.offset.clone() }.maximise(vec![0.0])?;

    let observed = Some(yes as f64 / n as f64);
    let estimates = Estimates::of(&design, &fit);
    let coefficients = (0..problem.columns).map(|at| {
        let (value, se) = (estimates.values[at], estimates.errors[at]);
        let interval = Interval { low: value - z * se, high: value + z * se, level, method: WALD };
        let record = Statistic::of(value, n, LOGIT);
        let estimate = Statistic { observed, se: Some(se), interval: Some(interval), ..record };
        let mut profile = match at {
            0 => Profile::of_intercept(&problem, &estimates, &fit),
            _ => Profile::of_column(&problem, &design, &estimates, &fit, at - 1),
        };
        let likelihood_ratio_p = profile.root(0.0).map(normal_outside);
        let profile = profile.interval(se, z, level);
        LogitCoefficient { estimate, wald_p: normal_outside(value / se), profile, likelihood_ratio_p }
    });
    let coefficients = coefficients.collect();
    let Fit { log_likelihood, iterations, .. } = fit;
    Ok(Logit { coefficients, log_likelihood, null_log_likelihood: alone.log_likelihood, iterations, n, method: LOGIT })
}

fn check_offset(n: usize, offset: Option<&[f64]>) -> Result<Vec<f64>, Undefined> {
    let Some(offset) = offset else {
        return Ok(vec![0.0; n]);
    };
    check_column(n, offset)?;
    for value in offset {
        within("an offset", *value, -MOST_OFFSET, MOST_OFFSET)?;
    }
    Ok(offset.to_vec())
}

/// The rows of the design with the intercept's 1 before each.
fn with_ones(design: &Design) -> Vec<f64> {
    let mut rows = Vec::with_capacity(design.n * (design.columns + 1));
    for row in design.rows() {
        rows.push(1.0);
        rows.extend_from_slice(row);
    }
    rows
}

/// Coefficients, standard errors and covariances for the columns as they were given.
pub(super) struct Estimates {
    pub(super) values: Vec<f64>,
    errors: Vec<f64>,
    /// Mean over scale of each column.
    pub(super) shifts: Vec<f64>,
    /// Of the coefficients of the scaled columns, the intercept at their means first.
    covariances: Vec<f64>,
}

impl Estimates {
    fn of(design: &Design, fit: &Fit) -> Estimates {
        let shifts: Vec<f64> = design.means.iter().zip(&design.scales).map(|(mean, scale)| mean / scale).collect();
        let covariances = fit.information.inverse();
        let mut estimates = Estimates { values: Vec::new(), errors: Vec::new(), shifts, covariances };
        // The intercept at 0 is that at the means less what each column makes of its mean.
        let shifted: f64 =
            estimates.shifts.iter().zip(&fit.coefficients[1..]).map(|(shift, slope)| shift * slope).sum();
        let of_slopes: f64 =
            estimates.shifts.iter().enumerate().map(|(at, shift)| shift * estimates.with_intercept(at + 1)).sum();
        estimates.values.push(fit.coefficients[0] - shifted);
        estimates.errors.push((estimates.with_intercept(0) - of_slopes).max(0.0).sqrt());
        for (at, scale) in design.scales.iter().enumerate() {
            estimates.values.push(fit.coefficients[at + 1] / scale);
            estimates.errors.push(estimates.covariance(at + 1, at + 1).sqrt() / scale);
        }
        estimates
    }

    pub(super) fn covariance(&self, a: usize, b: usize) -> f64 {
        self.covariances[a * (self.shifts.len() + 1) + b]
    }

    /// Of a scaled column's coefficient, or of the intercept at the means, with the intercept at 0.
    pub(super) fn with_intercept(&self, at: usize) -> f64 {
        let shifted = self.shifts.iter().enumerate().map(|(other, shift)| shift * self.covariance(at, other + 1));
        self.covariance(at, 0) - shifted.sum::<f64>()
    }

    /// The variance of the intercept at 0.
    pub(super) fn of_intercept(&self) -> f64 {
        self.errors[0] * self.errors[0]
    }
}
