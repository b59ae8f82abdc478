//! Leans in scoring on scales: severity, the middle and halo.

use super::answers::Scored;
use super::diagnosis::{Diagnostic, Figure, Finding, Lean, Outcome, Unit, as_estimated, farthest, upper};
use super::say::{between, decimals, signed};
use super::{LEVEL, POWER};
use agreement::bias::{Score, halo as halo_of, smallest_effect, spread_ratio};
use agreement::regression::{Tested, linear};
use agreement::{Interval, Undefined};

/// Fewer dimensions say nothing of a halo.
const DIMENSIONS: usize = 3;

/// Whether a task is scored on so many dimensions that one may colour the others.
pub(super) fn broad(task: &[Scored]) -> bool {
    let mut dimensions: Vec<u32> = task.iter().map(|score| score.dimension).collect();
    dimensions.sort_unstable();
    dimensions.dedup();
    dimensions.len() >= DIMENSIONS
}

/// Whether a score's key leaves room on both sides: at an end of the scale a rating can be off one way only, and
/// somebody who is merely uncertain would seem severe where keys are high.
fn has_room(score: &Scored) -> bool {
    score.low < score.key && score.key < score.high
}

/// Whether severity can be judged by a task.
pub(super) fn has_errors(task: &[Scored]) -> bool {
    task.iter().any(has_room)
}

/// By how much each task was rated above the key, in steps: the mean over those of its scores that have room.
pub(super) fn errors(tasks: &[&[Scored]]) -> Vec<f64> {
    let error = |task: &&[Scored]| {
        let (sum, n) = task
            .iter()
            .filter(|score| has_room(score))
            .fold((0.0, 0.0), |(sum, n), score| (sum + score.value - score.key, n + 1.0));
        (n > 0.0).then_some(sum / n)
    };
    tasks.iter().filter_map(error).collect()
}

/// Scores as the statistics take them, all scales brought to one length.
fn scores(tasks: &[&[Scored]]) -> Vec<Score> {
    let score = |(group, score): (usize, &Scored)| {
        let length = score.high - score.low;
        let part = |value: f64| if length > 0.0 { (value - score.low) / length } else { value };
        Score {
            group,
            item: score.item as usize,
            dimension: score.dimension as usize,
            value: part(score.value),
            key: part(score.key),
        }
    };
    tasks.iter().enumerate().flat_map(|(group, task)| task.iter().map(move |of| (group, of))).map(score).collect()
}

pub(super) fn ends(interval: Option<Interval>) -> Option<[f64; 2]> {
    interval.map(|interval| [interval.low, interval.high])
}

/// The lean that a t test with this error and so many degrees of freedom would show.
pub(super) fn smallest(se: Option<f64>, df: usize, level: f64) -> Option<f64> {
    smallest_effect(se?, Some(df as f64), level, POWER).ok()
}

pub(super) fn severity(tasks: &[&[Scored]]) -> Outcome {
    let n = tasks.len();
    if n < Diagnostic::Severity.needed() {
        return Outcome::not_enough(n);
    }
    let errors = errors(tasks);
    let mean = match linear(&errors, &[], LEVEL) {
        Ok(mut model) => model.coefficients.swap_remove(0),
        Err(reason) => return Outcome::Undefined { n, reason: reason.to_string() },
    };
    let Tested { estimate: of_mean, p } = mean;
    let estimate = of_mean.value.unwrap_or(0.0);
    let p = match p {
        Ok(p) => p,
        Err(_) if estimate == 0.0 => {
            let reason = "every task is rated, on the whole, just as the key has it".to_owned();
            return Outcome::Undefined { n, reason };
        }
        // Always off by the same: by chance, the signs would agree as often as heads in a row.
        Err(_) => 2.0 * 0.5f64.powi(i32::try_from(n).unwrap_or(i32::MAX)),
    };
    let interval = ends(of_mean.interval);
    let (off, ends_of_it) = (signed(estimate, "steps", WAYS), between(interval, WAYS));
    let clause = format!("on average {off}{ends_of_it}, where that is not at an end of its scale");
    Outcome::Found(Finding {
        n,
        unit: Unit::Steps,
        estimate,
        interval,
        p,
        smallest: smallest(of_mean.se, n - 1, LEVEL),
        lean: as_estimated(if estimate < 0.0 { Lean::Severe } else { Lean::Lenient }, estimate),
        likely: farthest(interval),
        clause,
        figures: vec![],
    })
}

const WAYS: [&str; 2] = ["below the key", "above the key"];

const MORE: [&str; 2] = ["less", "more"];

pub(super) fn central_tendency(tasks: &[&[Scored]]) -> Outcome {
    let n = tasks.len();
    if n < Diagnostic::CentralTendency.needed() {
        return Outcome::not_enough(n);
    }
    let scores = scores(tasks);
    let Tested { estimate: ratio, p } = spread_ratio(&scores, LEVEL);
    let (value, p) = match (ratio.value, p) {
        (Ok(value), Ok(p)) => (value, p),
        (Ok(_), Err(_)) => {
            let reason = "your ratings spread exactly as the key's in every task".to_owned();
            return Outcome::Undefined { n, reason };
        }
        (Err(reason), _) => return Outcome::Undefined { n, reason: unvaried(reason) },
    };
    let narrower = |ratio: f64| 100.0 * (1.0 - ratio);
    let interval = ratio.interval.map(|of| [narrower(of.high), narrower(of.low)]);
    let se_of_log = ratio.se.map(|se| se / value);
    let around =
        ratio.interval.map_or_else(String::new, |of| format!(" ({} to {})", decimals(of.low), decimals(of.high)));
    Outcome::Found(Finding {
        n,
        unit: Unit::Percent,
        estimate: narrower(value),
        interval,
        p: one_way(p, value < 1.0),
        smallest: smallest(se_of_log, n - 1, LEVEL).map(|log| narrower((-log).exp())),
        lean: (value < 1.0).then(|| (Lean::Middle, narrower(value))),
        likely: upper(interval),
        clause: format!("your ratings spread {} times as widely as the key's{around}", decimals(value)),
        figures: slope(&scores).into_iter().collect(),
    })
}

/// By how much the ratings rise with each step of the key; below 1 also for ratings that are merely uncertain.
fn slope(scores: &[Score]) -> Option<Figure> {
    let (values, keys): (Vec<f64>, Vec<f64>) = scores.iter().map(|score| (score.value, score.key)).unzip();
    let slope = linear(&values, &[&keys], LEVEL).ok()?.coefficients.swap_remove(1).estimate;
    // Without an interval: the scores of a task are not independent.
    Some(Figure {
        name: "rise with each step of the key".to_owned(),
        value: slope.value.ok()?,
        interval: None,
        n: Some(slope.n),
    })
}

/// A two-sided p of an estimate that can be a lean on one side only.
fn one_way(p: f64, lean: bool) -> f64 {
    if lean { p } else { 1.0 }
}

fn unvaried(reason: Undefined) -> String {
    match reason {
        Undefined::NoVariation => "your ratings or the key's are nearly all the same".to_owned(),
        other => other.to_string(),
    }
}

pub(super) fn halo(tasks: &[&[Scored]]) -> Outcome {
    let n = tasks.len();
    if n < Diagnostic::Halo.needed() {
        return Outcome::not_enough(n);
    }
    let Tested { estimate: of_halo, p } = halo_of(&scores(tasks), LEVEL);
    let (value, p) = match (of_halo.value, p) {
        (Ok(value), Ok(p)) => (value, p),
        (Ok(_), Err(_)) => {
            let reason = "your dimensions go together exactly as the key's in every task".to_owned();
            return Outcome::Undefined { n, reason };
        }
        (Err(Undefined::NothingPairable), _) => {
            return Outcome::Undefined { n, reason: "nothing was scored on two dimensions".to_owned() };
        }
        (Err(reason), _) => return Outcome::Undefined { n, reason: unvaried(reason) },
    };
    let interval = ends(of_halo.interval);
    let [yours, the_keys] = [of_halo.observed, of_halo.expected].map(|of| decimals(of.unwrap_or(0.0)));
    let apart = signed(value, "", MORE) + &between(interval, MORE);
    Outcome::Found(Finding {
        n,
        unit: Unit::Correlation,
        estimate: value,
        interval,
        p: one_way(p, value > 0.0),
        smallest: smallest(of_halo.se, n - 1, LEVEL),
        lean: (value > 0.0).then_some((Lean::Halo, value)),
        likely: upper(interval),
        clause: format!(
            "the dimensions go together with a correlation of {yours} in your ratings and of {the_keys} in the key, \
             {apart}"
        ),
        figures: vec![],
    })
}
