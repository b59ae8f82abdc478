//! Whether the same task gets the same answer again.

use super::answers::Repeated;
use super::diagnosis::{Diagnostic, Figure, Finding, Lean, Outcome, Unit};
use super::say::{percent, percent_or_finer, points};
use super::{LEVEL, Options, POWER};
use agreement::bias::smallest_shortfall;
use agreement::proportion::{Alternative, binomial_test, wilson};

/// How far the share of same answers falls short of the level that was asked for.
pub(super) fn consistency(repeats: &[Repeated], options: &Options) -> Outcome {
    let n = repeats.len();
    if n < Diagnostic::Consistency.needed() {
        return Outcome::not_enough(n);
    }
    let level = options.consistent;
    let same = repeats.iter().filter(|repeat| repeat.same).count() as u64;
    let share = wilson(same, n as u64, LEVEL);
    let below = binomial_test(same, n as u64, level, Alternative::Less, LEVEL).p;
    let (value, below) = match (share.value, below) {
        (Ok(value), Ok(below)) => (value, below),
        (Err(reason), _) | (_, Err(reason)) => return Outcome::Undefined { n, reason: reason.to_string() },
    };
    let ends = share.interval.map(|ends| [ends.low, ends.high]);
    let between = ends.map_or_else(String::new, |[low, high]| format!(" ({} to {})", percent(low), percent(high)));
    Outcome::Found(Finding {
        n,
        unit: Unit::Points,
        estimate: points(level - value),
        interval: ends.map(|[low, high]| [points(level - high), points(level - low)]),
        p: (2.0 * below).min(1.0),
        smallest: smallest_shortfall(n as u64, level, LEVEL, POWER).ok().map(points),
        lean: (value < level).then_some(Lean::Inconsistent),
        both_ways: false,
        clause: format!(
            "{same} of {n} tasks that came again got the same answer{between}, where {} is {}",
            options.named,
            percent_or_finer(level)
        ),
        figures: vec![Figure { name: "same answers".to_owned(), value, interval: ends, n: Some(n) }],
    })
}
