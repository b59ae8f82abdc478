//! Values one after the other in time: whether they drift, and which of them stand apart.
//!
//! ```
//! use agreement::series::{EwmaOptions, NORMAL, ewma, mad_outliers};
//!
//! // Errors that settle at one above the key, once their usual spread is known to be one.
//! let errors = [0.0, 1.0, -1.0, 0.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0];
//! assert_eq!(ewma(&errors, 0.0, 1.0, EwmaOptions::default()).unwrap().first_out, Some(9));
//! let minutes = [4.0, 5.0, 4.5, 6.0, 5.5, 31.0, 5.0];
//! assert_eq!(mad_outliers(&minutes, 3.0, NORMAL).unwrap().above, [5]);
//! ```

use crate::Undefined;
use crate::check::{between, within};

const EWMA_EXACT: &str = "EWMA control chart, exact limits (Roberts 1959; Lucas & Saccucci 1990)";
const EWMA_STEADY: &str = "EWMA control chart, limits of the steady state (Roberts 1959)";
const MAD: &str = "median absolute deviation (Leys 2013)";
const LOG_MAD: &str = "median absolute deviation of the logarithm (Leys 2013)";

/// Which limits a control chart has.
///
/// ```
/// use agreement::series::{EwmaOptions, Limits, ewma};
///
/// let steady = EwmaOptions { limits: Limits::SteadyState, ..EwmaOptions::default() };
/// let [exact, steady] = [EwmaOptions::default(), steady].map(|how| ewma(&[0.0, 0.5], 0.0, 1.0, how).unwrap());
/// assert!(exact.points[0].high < steady.points[0].high);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Limits {
    /// Those of each place in the series: narrow at its beginning, where the average has had little room to move.
    #[default]
    Exact,
    /// Those that the exact ones come to in the end, everywhere.
    SteadyState,
}

/// A chart of an exponentially weighted moving average.
///
/// ```
/// use agreement::series::{EwmaOptions, ewma};
///
/// let chart = ewma(&[0.0, 2.0, 2.0, 2.0, 2.0], 0.0, 1.0, EwmaOptions::default()).unwrap();
/// assert_eq!(chart.points.len(), 5);
/// let out = &chart.points[chart.first_out.unwrap()];
/// assert!(out.average > out.high, "an upward drift");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Ewma {
    /// One for each value of the series.
    pub points: Vec<EwmaPoint>,
    /// The first point outside its limits, counted from 0.
    pub first_out: Option<usize>,
    /// Values of the series, none of which is left out.
    pub n: usize,
    /// The name of the method, with its source.
    pub method: &'static str,
}

/// The average up to one value, and how far it may move by chance. All in the unit of the series.
///
/// ```
/// use agreement::series::{EwmaOptions, EwmaPoint, ewma};
///
/// let how = EwmaOptions { weight: 0.5, ..EwmaOptions::default() };
/// let EwmaPoint { average, low, high } = ewma(&[2.0], 0.0, 1.0, how).unwrap().points[0];
/// assert!(average == 1.0 && low == -high && (high - 1.5).abs() < 1e-12, "half the value, half of three deviations");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EwmaPoint {
    /// The average up to this value, in the unit of the input.
    pub average: f64,
    /// The lower limit there.
    pub low: f64,
    /// The upper limit there.
    pub high: f64,
}

/// What an EWMA chart is drawn by.
///
/// ```
/// use agreement::series::{EwmaOptions, ewma};
///
/// // Twenty values a little above the target: only a small weight finds so small a drift.
/// let small = EwmaOptions { weight: 0.1, ..EwmaOptions::default() };
/// let first_out = |how| ewma(&[0.9; 20], 0.0, 1.0, how).unwrap().first_out;
/// assert_eq!((first_out(small), first_out(EwmaOptions::default())), (Some(12), None));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EwmaOptions {
    /// The weight λ of the newest value, above 0 and at most 1. 0.2 to 0.3 is usual; smaller finds smaller drifts, later.
    pub weight: f64,
    /// How many standard deviations of the average the limits are away from the target.
    pub width: f64,
    /// Whether the limits widen from the start or stand where they end.
    pub limits: Limits,
}

impl Default for EwmaOptions {
    fn default() -> Self {
        EwmaOptions { weight: 0.3, width: 3.0, limits: Limits::Exact }
    }
}

/// A control chart for a small lasting drift: each point averages the series so far, old values fading.
///
/// ```text
/// z_t = λ·x_t + (1 − λ)·z_{t−1},   z₀ = target
/// exact limits:   target ± L·σ·√(λ/(2 − λ)·(1 − (1 − λ)²ᵗ)),   t = 1, 2 …
/// steady state:   target ± L·σ·√(λ/(2 − λ))
/// ```
///
/// `target` is where the series belongs and `sd` (σ) the standard deviation of a single value, both known beforehand
/// or from an earlier stretch: taken from the series itself they hide its drift. λ and L are `weight` and `width` of the
/// options. A point on a limit is within. Without any drift a normal series still leaves limits of L = 3 once in some 840
/// values at λ = 0.1, 560 at 0.2 and 465 at 0.3.
///
/// # Errors
/// [`Undefined::TooFew`] without values, [`Undefined::NotFinite`] for a value that is NaN or infinite,
/// [`Undefined::OutOfRange`] unless the target is finite, `sd` and `width` are above 0 and finite, and the weight is
/// above 0 and at most 1. Takes O(n) time.
///
/// Source: S. W. Roberts, "Control chart tests based on geometric moving averages", Technometrics 1 (1959); J. M. Lucas &
/// M. S. Saccucci, Technometrics 32 (1990); NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.4.
///
/// ```
/// use agreement::series::{EwmaOptions, ewma};
///
/// let signed_errors = [0.0, 1.0, -1.0, 0.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0];
/// let chart = ewma(&signed_errors, 0.0, 1.0, EwmaOptions::default()).unwrap();
/// assert_eq!(chart.first_out, Some(9));
/// ```
pub fn ewma(x: &[f64], target: f64, sd: f64, options: EwmaOptions) -> Result<Ewma, Undefined> {
    check_values(x)?;
    let EwmaOptions { weight, width, limits } = options;
    within("the target", target, f64::MIN, f64::MAX)?;
    between("the standard deviation", sd, 0.0, f64::INFINITY)?;
    between("the width", width, 0.0, f64::INFINITY)?;
    if !(weight > 0.0 && weight <= 1.0) {
        return Err(Undefined::OutOfRange { what: "the weight", value: weight, low: 0.0, high: 1.0 });
    }
    let steady = between("the reach of the limits", width * sd * (weight / (2.0 - weight)).sqrt(), 0.0, f64::INFINITY)?;
    let mut average = target;
    let points = x.iter().zip(1usize..).map(|(value, t)| {
        // Not z + (x − z)·λ, which overflows where the average does not.
        average = weight * value + (1.0 - weight) * average;
        let reach = match limits {
            // 1 − (1 − λ)²ᵗ, also for a weight that 1 − λ would lose.
            Limits::Exact => steady * (-(2.0 * t as f64 * (-weight).ln_1p()).exp_m1()).sqrt(),
            Limits::SteadyState => steady,
        };
        EwmaPoint { average, low: target - reach, high: target + reach }
    });
    let points: Vec<EwmaPoint> = points.collect();
    let first_out = points.iter().position(|point| point.average < point.low || point.average > point.high);
    let method = match limits {
        Limits::Exact => EWMA_EXACT,
        Limits::SteadyState => EWMA_STEADY,
    };
    Ok(Ewma { points, first_out, n: x.len(), method })
}

/// What makes the median absolute deviation of a normal distribution its standard deviation, to the four decimals that
/// are in use; exactly it is 1/Φ⁻¹(¾) = 1.482602….
///
/// ```
/// use agreement::series::{NORMAL, mad_outliers};
///
/// // The quantiles of a normal distribution at 1/8, 2/8 … 7/8: half of all lie within one MAD, which is .6745 SD.
/// let x = [-1.1503, -0.6745, -0.3186, 0.0, 0.3186, 0.6745, 1.1503];
/// assert!((mad_outliers(&x, 3.0, NORMAL).unwrap().mad - 1.0).abs() < 1e-3);
/// ```
pub const NORMAL: f64 = 1.4826;

/// Values that stand apart from the rest.
///
/// ```
/// use agreement::series::{NORMAL, mad_outliers};
///
/// let found = mad_outliers(&[5.0, 4.0, 6.0, 5.0, 19.0, 7.0, -8.0], 2.5, NORMAL).unwrap();
/// assert_eq!((found.n, found.median, found.mad), (7, 5.0, NORMAL));
/// assert_eq!((found.low, found.high), (5.0 - 2.5 * NORMAL, 5.0 + 2.5 * NORMAL));
/// assert_eq!((found.below, found.above), (vec![6], vec![4]), "by their places");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Outliers {
    /// The middle value, in the unit of the input.
    pub median: f64,
    /// The median absolute deviation times its constant; for times that of their natural logarithm, so without a unit.
    pub mad: f64,
    /// What lies below it stands apart. In the unit of the input.
    pub low: f64,
    /// What lies above it stands apart. In the unit of the input.
    pub high: f64,
    /// Places of the values below the limit, ascending from 0.
    pub below: Vec<usize>,
    /// Places of the values above the limit, ascending from 0.
    pub above: Vec<usize>,
    /// Values that were looked at.
    pub n: usize,
    /// The name of the method, with its source.
    pub method: &'static str,
}

/// Which values are too far from the median, in median absolute deviations: unlike mean and standard deviation these
/// hardly notice the outliers that they are to find.
///
/// ```text
/// median ± k·MAD,   MAD = constant · median |xᵢ − median|
/// ```
///
/// `k` is how far is too far: 2, 2.5 or 3 are in use. `constant` is [`NORMAL`] for values that are about normal but for
/// the outliers. The median of an even number of values is the mean of the two in the middle. A value on a limit is
/// within.
///
/// # Errors
/// [`Undefined::TooFew`] below two values, [`Undefined::NotFinite`] for a value that is NaN or infinite,
/// [`Undefined::NoVariation`] when more than half of the values are the same, so that the MAD is 0 and whatever differs
/// would stand apart, [`Undefined::OutOfRange`] unless `k` and `constant` are above 0 and finite. Takes O(n) time.
///
/// Source: C. Leys, C. Ley, O. Klein, P. Bernard & L. Licata, "Detecting outliers: do not use standard deviation around
/// the mean, use absolute deviation around the median", Journal of Experimental Social Psychology 49 (2013).
///
/// ```
/// use agreement::series::{NORMAL, mad_outliers};
///
/// let found = mad_outliers(&[1.0, 3.0, 3.0, 6.0, 8.0, 10.0, 10.0, 1000.0], 3.0, NORMAL).unwrap();
/// assert_eq!((found.median, found.above), (7.0, vec![7]));
/// assert!((found.mad - 5.1891).abs() < 1e-9);
/// ```
pub fn mad_outliers(x: &[f64], k: f64, constant: f64) -> Result<Outliers, Undefined> {
    check_values(x)?;
    let Spread { median, mad } = spread(x.to_vec(), k, constant)?;
    Ok(apart(x, median, mad, [median - k * mad, median + k * mad], MAD))
}

/// Which times are too short or too long, by [`mad_outliers`] of their natural logarithms, since times are skewed: half
/// as long and twice as long are equally far.
///
/// ```text
/// exp(median ln t ± k·MAD),   MAD = constant · median |ln tᵢ − median ln t|
/// ```
///
/// `t` is in any one unit, and the median and limits are in the same.
///
/// # Errors
/// As for [`mad_outliers`], and [`Undefined::OutOfRange`] for a time that is not above 0. Takes O(n) time.
///
/// Source: [`mad_outliers`].
///
/// ```
/// use agreement::series::{NORMAL, log_time_outliers};
///
/// let seconds = [41.0, 52.0, 38.0, 64.0, 3.0, 47.0, 55.0, 90.0, 33.0, 44.0];
/// let found = log_time_outliers(&seconds, 3.0, NORMAL).unwrap();
/// assert_eq!((found.below, found.above), (vec![4], vec![]));
/// assert!(found.low > 19.9 && found.low < 20.0);
/// ```
pub fn log_time_outliers(t: &[f64], k: f64, constant: f64) -> Result<Outliers, Undefined> {
    check_values(t)?;
    for time in t {
        between("a time", *time, 0.0, f64::INFINITY)?;
    }
    let Spread { median, mad } = spread(t.iter().map(|time| time.ln()).collect(), k, constant)?;
    let limits = [-k * mad, k * mad].map(|reach| (median + reach).exp());
    Ok(apart(t, median.exp(), mad, limits, LOG_MAD))
}

fn check_values(x: &[f64]) -> Result<(), Undefined> {
    if x.is_empty() {
        return Err(Undefined::TooFew { n: 0, needed: 1 });
    }
    match x.iter().position(|value| !value.is_finite()) {
        Some(at) => Err(Undefined::NotFinite { what: "value", at }),
        None => Ok(()),
    }
}

struct Spread {
    median: f64,
    mad: f64,
}

fn spread(mut values: Vec<f64>, k: f64, constant: f64) -> Result<Spread, Undefined> {
    between("k", k, 0.0, f64::INFINITY)?;
    between("the constant", constant, 0.0, f64::INFINITY)?;
    if values.len() < 2 {
        return Err(Undefined::TooFew { n: values.len(), needed: 2 });
    }
    let median = middle(&mut values);
    for value in &mut values {
        *value = (*value - median).abs();
    }
    let mad = constant * middle(&mut values);
    if mad == 0.0 {
        return Err(Undefined::NoVariation);
    }
    within("the deviation", mad, 0.0, f64::MAX)?;
    Ok(Spread { median, mad })
}

/// The median of at least one value; their order is lost.
fn middle(values: &mut [f64]) -> f64 {
    let half = values.len() / 2;
    let even = values.len().is_multiple_of(2);
    let (below, upper, _) = values.select_nth_unstable_by(half, f64::total_cmp);
    if even {
        let lower = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        0.5 * lower + 0.5 * *upper
    } else {
        *upper
    }
}

fn apart(x: &[f64], median: f64, mad: f64, [low, high]: [f64; 2], method: &'static str) -> Outliers {
    let places = |stands_apart: &dyn Fn(f64) -> bool| -> Vec<usize> {
        x.iter().enumerate().filter(|(_, value)| stands_apart(**value)).map(|(at, _)| at).collect()
    };
    let (below, above) = (places(&|value| value < low), places(&|value| value > high));
    Outliers { median, mad, low, high, below, above, n: x.len(), method }
}
