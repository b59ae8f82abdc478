//! Whether answers that come too fast are wrong more often.

use super::answers::Timed;
use super::diagnosis::{Diagnostic, Figure, Finding, Lean, Outcome, Unit};
use super::say::points;
use super::{LEVEL, Options, POWER};
use agreement::Undefined;
use agreement::bias::smallest_gap;
use agreement::proportion::{Alternative, fisher_exact, newcombe, wilson};
use agreement::series::{NORMAL, log_time_outliers};

/// So many deviations below the usual pace is too fast. Few, since haste itself widens the deviation, and since an
/// answer that is merely quick does no harm here: it is right as often as the others.
const APART: f64 = 2.0;

/// A pace is not known from fewer times.
const PACE: usize = 10;

/// Right answers of all.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    right: u64,
    n: u64,
}

impl Tally {
    fn add(&mut self, right: bool) {
        self.right += u64::from(right);
        self.n += 1;
    }

    fn figure(self, name: &str) -> Option<Figure> {
        let share = wilson(self.right, self.n, LEVEL);
        let interval = share.interval.map(|ends| [ends.low, ends.high]);
        let n = usize::try_from(self.n).ok();
        share.value.ok().map(|value| Figure { name: name.to_owned(), value, interval, n })
    }
}

pub(super) fn haste(answers: &[Timed], options: &Options) -> Outcome {
    let (mut hasty, mut others) = (Tally::default(), Tally::default());
    // A pace in words is one thing, a time alone another.
    for with_words in [true, false] {
        let of_sort: Vec<&Timed> =
            answers.iter().filter(|answer| answer.words.is_some_and(|words| words > 0) == with_words).collect();
        let paces: Vec<f64> = of_sort.iter().map(|answer| pace(answer)).collect();
        if of_sort.len() < PACE {
            continue;
        }
        let limit = match limit(&paces) {
            Ok(limit) => limit.max(if with_words { options.fastest } else { 0.0 }),
            Err(reason) => return Outcome::Undefined { n: 0, reason: reason.to_string() },
        };
        for (answer, pace) in of_sort.iter().zip(paces) {
            if pace < limit { hasty.add(answer.right) } else { others.add(answer.right) }
        }
    }
    let n = usize::try_from(hasty.n).unwrap_or(usize::MAX);
    if n < Diagnostic::Haste.needed() {
        let also = format!("{n} of {} timed answers came much faster than the rest.", hasty.n + others.n);
        return Outcome::NotEnough { n, also };
    }
    if others.n == 0 {
        return Outcome::Undefined { n, reason: "every answer came faster than anybody reads".to_owned() };
    }
    Outcome::Found(compared(hasty, others))
}

/// Below this pace an answer is too fast. Hasty answers widen the deviation that they are found by, so they are looked
/// for again without those that were found, until there are no more.
fn limit(paces: &[f64]) -> Result<f64, Undefined> {
    let (mut rest, mut limit) = (paces.to_vec(), 0.0);
    loop {
        let found = match log_time_outliers(&rest, APART, NORMAL) {
            Ok(found) => found,
            // Most took equally long: nothing is fast or slow beside them.
            Err(Undefined::NoVariation | Undefined::TooFew { .. }) => return Ok(limit),
            Err(reason) => return Err(reason),
        };
        limit = found.low;
        if found.below.is_empty() {
            return Ok(limit);
        }
        rest.retain(|pace| *pace >= limit);
    }
}

/// Milliseconds for each word, or in all where the words are not known. A time of 0 is one that the clock missed.
fn pace(answer: &Timed) -> f64 {
    answer.ms.max(1) as f64 / f64::from(answer.words.unwrap_or(1).max(1))
}

fn compared(hasty: Tally, others: Tally) -> Finding {
    let (of_hasty, of_others) = ((hasty.right, hasty.n), (others.right, others.n));
    // How much oftener the others are right.
    let gap = newcombe(of_others, of_hasty, LEVEL);
    let less = fisher_exact(of_hasty, of_others, Alternative::Less).unwrap_or(1.0);
    let all = (hasty.right + others.right) as f64 / (hasty.n + others.n) as f64;
    let value = gap.value.unwrap_or(0.0);
    let interval = gap.interval.map(|ends| [points(ends.low), points(ends.high)]);
    let figures = [hasty.figure("right when hasty"), others.figure("right otherwise")];
    Finding {
        n: usize::try_from(hasty.n).unwrap_or(usize::MAX),
        unit: Unit::Points,
        estimate: points(value),
        interval,
        p: (2.0 * less).min(1.0),
        smallest: smallest_gap(hasty.n, others.n, all, LEVEL, POWER).ok().map(points),
        lean: (value > 0.0).then_some(Lean::Hasty),
        both_ways: false,
        clause: format!(
            "{} of {} answers came much faster than the rest; of these {} are right, of the others {} of {}",
            hasty.n,
            hasty.n + others.n,
            hasty.right,
            others.right,
            others.n
        ),
        figures: figures.into_iter().flatten().collect(),
    }
}
