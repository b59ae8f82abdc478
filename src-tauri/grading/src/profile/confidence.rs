//! Whether stated confidence is deserved.

use super::answers::Stated;
use super::diagnosis::{Diagnostic, Figure, Finding, Lean, Outcome, Unit};
use super::say::{list, percent, points};
use super::{LEVEL, POWER};
use agreement::calibration::{Binning, brier, ece, ece_null, reliability};
use agreement::proportion::wilson;
use agreement::{Undefined, bias::smallest_effect};

/// Bins of confidence: as many as there are tenths.
const BINS: usize = 10;

/// What the calibration error would be by chance is drawn so often.
const ROUNDS: usize = 10_000;

/// The same answers get the same verdict.
const SEED: u64 = 1;

pub(super) fn calibration(answers: &[Stated]) -> Outcome {
    let n = answers.len();
    if n < Diagnostic::Calibration.needed() {
        return Outcome::not_enough(n);
    }
    compared(answers).map_or_else(|reason| Outcome::Undefined { n, reason: reason.to_string() }, Outcome::Found)
}

/// The calibration error is held against what it would be by chance alone; how much surer than right somebody is on the
/// whole says which way it goes.
fn compared(answers: &[Stated]) -> Result<Finding, Undefined> {
    let (stated, right): (Vec<f64>, Vec<bool>) = answers.iter().map(|answer| (answer.confidence, answer.right)).unzip();
    let n = answers.len();
    let error = ece(&stated, &right, BINS, Binning::EqualWidth).value?;
    let null = ece_null(&stated, BINS, Binning::EqualWidth, ROUNDS, SEED)?;
    let mean = stated.iter().sum::<f64>() / n as f64;
    let of_right = right.iter().filter(|right| **right).count() as u64;
    let share = wilson(of_right, n as u64, LEVEL);
    let gap = mean - share.value?;
    let interval = share.interval.map(|ends| [points(mean - ends.high), points(mean - ends.low)]);
    let lean = match interval {
        Some([low, _]) if low > 0.0 => Lean::OverConfident,
        Some([_, high]) if high < 0.0 => Lean::UnderConfident,
        _ => Lean::UnevenlyConfident,
    };
    // The error of a gap that is the same everywhere, on top of what chance alone reaches in one case of twenty.
    let spread = stated.iter().map(|p| p * (1.0 - p)).sum::<f64>().sqrt() / n as f64;
    let one_sided = smallest_effect(spread, None, LEVEL, POWER)? - smallest_effect(spread, None, LEVEL, 0.5 + 1e-12)?;
    let around =
        share.interval.map_or_else(String::new, |of| format!(" ({} to {})", percent(of.low), percent(of.high)));
    let levels = levels(&stated, &right)?;
    Ok(Finding {
        n,
        unit: Unit::Points,
        estimate: points(gap),
        interval,
        p: null.p_value(error)?,
        smallest: Some(points(null.p95 + one_sided)),
        lean: Some(lean),
        both_ways: true,
        clause: format!(
            "you said {} on average and were right in {}{around}; right were {}",
            percent(mean),
            percent(share.value?),
            list(&levels.iter().map(Level::words).collect::<Vec<_>>())
        ),
        figures: figures(&stated, &right, error, (null.mean, null.p95), &levels),
    })
}

/// What was stated alike, and how often it was right.
struct Level {
    stated: f64,
    right: f64,
    ends: [f64; 2],
    n: usize,
}

impl Level {
    fn words(&self) -> String {
        format!("{:.0} of {} at {}", self.right * self.n as f64, self.n, percent(self.stated))
    }
}

fn levels(stated: &[f64], right: &[bool]) -> Result<Vec<Level>, Undefined> {
    let bins = reliability(stated, right, BINS, Binning::EqualWidth, LEVEL)?;
    let level = |bin: &agreement::calibration::Bin| {
        let ends = bin.share.interval?;
        Some(Level {
            stated: bin.stated.ok()?,
            right: bin.share.value.ok()?,
            ends: [ends.low, ends.high],
            n: bin.share.n,
        })
    };
    Ok(bins.iter().filter_map(level).collect())
}

fn figures(stated: &[f64], right: &[bool], error: f64, null: (f64, f64), levels: &[Level]) -> Vec<Figure> {
    let plain = |name: &str, value: f64| Figure { name: name.to_owned(), value, interval: None, n: Some(stated.len()) };
    let score = brier(stated, right, LEVEL);
    let mut figures = vec![
        plain("calibration error", error),
        plain("calibration error by chance", null.0),
        plain("calibration error by chance, one case of twenty", null.1),
    ];
    figures.extend(score.value.ok().map(|value| {
        let interval = score.interval.map(|ends| [ends.low, ends.high]);
        Figure { interval, ..plain("Brier score", value) }
    }));
    figures.extend(levels.iter().map(|level| Figure {
        name: format!("right at {}", percent(level.stated)),
        value: level.right,
        interval: Some(level.ends),
        n: Some(level.n),
    }));
    figures
}
