//! The Brier score.

use super::{check_pairs, share_true};
use crate::check::within;
use crate::distribution::t_reach;
use crate::{Interval, Statistic, Undefined};

const BRIER: &str = "Brier score (Brier 1950)";
const SKILL: &str = "Brier skill score (Brier 1950; Murphy 1973)";
const MEAN: &str = "t interval of the mean over items";

/// The mean squared distance between stated probabilities and what happened.
///
/// ```text
/// BS = Σ (pᵢ − yᵢ)² / n,   yᵢ = 1 if the outcome came true, else 0
/// ```
///
/// 0 is certainty that was always right, 1 certainty that was always wrong, and ¼ what one gets for always saying one
/// half. Both being unsure and being wrongly sure cost. `se` is the standard deviation of the squared distances over √n,
/// and the interval is Student's around their mean, cut at 0 and 1; there is neither with one item, nor where all
/// distances are alike. `observed` is the share of outcomes that came true.
///
/// Undefined when the lengths differ, without items, when a probability is not within [0, 1], and at a level outside
/// (0, 1). Takes O(n) time.
///
/// Source: G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950).
///
/// ```
/// use agreement::{LEVEL, calibration::brier};
///
/// let score = brier(&[0.1, 0.9, 0.8, 0.3], &[false, true, true, false], LEVEL);
/// assert!((score.value.unwrap() - 0.0375).abs() < 1e-12);
/// ```
pub fn brier(stated: &[f64], outcomes: &[bool], level: f64) -> Statistic {
    let n = stated.len();
    // With one item there is no interval, but its level is still wrong if it is wrong.
    let checked = check_pairs(stated, outcomes).and_then(|()| t_reach(level, (n.max(2) - 1) as f64));
    let reach = match checked {
        Ok(reach) => reach,
        Err(reason) => return Statistic::none(reason, n, BRIER),
    };
    let mean = mean_square(stated, outcomes);
    let spread: f64 = stated.iter().zip(outcomes).map(|(p, y)| (square(*p, *y) - mean).powi(2)).sum();
    let se = (n > 1).then(|| (spread / (n - 1) as f64 / n as f64).sqrt()).filter(|se| *se > 1e-12);
    let interval = se.map(|se| Interval {
        low: (mean - reach * se).max(0.0),
        high: (mean + reach * se).min(1.0),
        level,
        method: MEAN,
    });
    Statistic { observed: Some(share_true(outcomes)), se, interval, ..Statistic::of(mean, n, BRIER) }
}

/// By how much stated probabilities do better than one probability stated for everything.
///
/// ```text
/// BSS = 1 − BS / BS(reference)
/// ```
///
/// `reference` is that one probability; without it, the share of these outcomes that came true, which is the best that
/// one number could have done here. 1 is perfect, 0 no better than the reference, below 0 worse. `observed` is the share
/// of outcomes that came true.
///
/// Undefined as [`brier`] is, when the reference is not within [0, 1], and when it is right about everything.
/// Takes O(n) time.
///
/// Source: A. H. Murphy, "A new vector partition of the probability score", Journal of Applied Meteorology 12 (1973).
///
/// ```
/// let skill = agreement::calibration::brier_skill(&[0.1, 0.9, 0.8, 0.3], &[false, true, true, false], None);
/// assert!((skill.value.unwrap() - 0.85).abs() < 1e-12);
/// ```
pub fn brier_skill(stated: &[f64], outcomes: &[bool], reference: Option<f64>) -> Statistic {
    let n = stated.len();
    let checked = check_pairs(stated, outcomes)
        .and_then(|()| within("the reference", reference.unwrap_or_else(|| share_true(outcomes)), 0.0, 1.0));
    let reference = match checked {
        Ok(reference) => reference,
        Err(reason) => return Statistic::none(reason, n, SKILL),
    };
    let came_true = share_true(outcomes);
    let of_reference = came_true * square(reference, true) + (1.0 - came_true) * square(reference, false);
    if of_reference == 0.0 {
        return Statistic::none(Undefined::NoVariation, n, SKILL);
    }
    let skill = 1.0 - mean_square(stated, outcomes) / of_reference;
    Statistic { observed: Some(came_true), ..Statistic::of(skill, n, SKILL) }
}

fn square(p: f64, came_true: bool) -> f64 {
    (p - f64::from(u8::from(came_true))).powi(2)
}

fn mean_square(stated: &[f64], outcomes: &[bool]) -> f64 {
    let sum: f64 = stated.iter().zip(outcomes).map(|(p, y)| square(*p, *y)).sum();
    sum / stated.len() as f64
}
