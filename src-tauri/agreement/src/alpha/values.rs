//! Alpha of numbers instead of codes.

use super::{Metric, alpha, without_value};
use crate::ratings::full_rows;
use crate::{Code, Ratings, Statistic, Undefined};

/// [`krippendorff_alpha`](super::krippendorff_alpha) of numbers: one row a unit, `raters` numbers each, NaN for what
/// was not rated.
///
/// The record is that of `krippendorff_alpha`. Infinite values have a place in the order, so the nominal and the
/// ordinal metric take them.
///
/// Undefined as there, and when the last row is not full.
///
/// O(m log v) time and O(m) memory for m numbers with v different values, however many these are; on a ratio scale
/// O(m (u + log v)), where u, at most 256, is how many different values a unit has.
///
/// Source: [`krippendorff_alpha`](super::krippendorff_alpha).
///
/// ```
/// use agreement::{LEVEL, alpha::{Metric, krippendorff_alpha_of_values}};
///
/// let none = f64::NAN;
/// let lengths = [1.2, 1.3, none, /* next unit */ 4.0, 3.8, 4.1, /* next unit */ 2.5, none, none];
/// let alpha = krippendorff_alpha_of_values(&lengths, 3, Metric::Ratio, LEVEL);
/// assert!(alpha.value.unwrap() > 0.98);
/// assert_eq!((alpha.n, alpha.dropped), (2, 1));
/// ```
pub fn krippendorff_alpha_of_values(values: &[f64], raters: usize, metric: Metric, level: f64) -> Statistic {
    let judged = full_rows(values.len(), raters).and_then(|()| {
        let (different, codes) = coded(values)?;
        if different.iter().any(|value| metric.check(*value, 0).is_err()) {
            let mut rated = values.iter().enumerate().filter(|(_, value)| !value.is_nan());
            rated.try_for_each(|(at, value)| metric.check(*value, at))?;
        }
        alpha(&Ratings::of_known(&codes, raters, different.len()), metric, &different, level)
    });
    match judged {
        Ok(alpha) => alpha,
        Err(reason) => without_value(values.len().checked_div(raters).unwrap_or(0), reason, metric),
    }
}

/// Values in ascending order, the two zeros as one, that include the different ones; and the place of each value among
/// them.
fn coded(values: &[f64]) -> Result<(Vec<f64>, Vec<u32>), Undefined> {
    if let Some(coded) = coded_as_whole(values) {
        return Ok(coded);
    }
    let mut different: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
    different.sort_unstable_by(f64::total_cmp);
    different.dedup();
    if u32::of(different.len()).is_none() {
        let what = "the number of different values";
        let (value, high) = (different.len() as f64, f64::from(u32::MAX));
        return Err(Undefined::OutOfRange { what, value, low: 0.0, high });
    }
    let code = |value: &f64| {
        let place = different.partition_point(|known| known < value);
        if value.is_nan() { u32::MISSING } else { place as u32 }
    };
    let codes = values.iter().map(code).collect();
    Ok((different, codes))
}

/// As [`coded`], if all values are whole numbers from 0 to 255, as ratings mostly are: these need no sorting.
fn coded_as_whole(values: &[f64]) -> Option<(Vec<f64>, Vec<u32>)> {
    let whole = |value: &f64| value.is_nan() | (f64::from(*value as u8) == *value);
    // Whole blocks without an early end, so that several are looked at at a time.
    if !values.chunks(BLOCK).all(|block| block.iter().fold(true, |all, value| all & whole(value))) {
        return None;
    }
    let code = |value: &f64| if value.is_nan() { u32::MISSING } else { u32::from(*value as u8) };
    let largest = values.iter().map(|value| *value as u8).max()?;
    Some(((0..=largest).map(f64::from).collect(), values.iter().map(code).collect()))
}

/// Values looked at at a time.
const BLOCK: usize = 256;
