//! Whether one label is used more often than it belongs, or more seldom.

use super::answers::Labelled;
use super::diagnosis::{Diagnostic, Figure, Finding, Lean, Outcome, Unit};
use super::say::points;
use super::{LEVEL, POWER};
use agreement::bias::smallest_swing;
use agreement::proportion::{Alternative, mcnemar_exact};

/// How often a label stands where the key has another, and how often another stands where the key has it.
#[derive(Debug, Clone, Copy)]
struct Slips<'a> {
    label: &'a str,
    given: u64,
    missed: u64,
}

impl Slips<'_> {
    fn all(self) -> u64 {
        self.given + self.missed
    }

    /// The chance of such a difference if both were equally likely.
    fn p(self) -> f64 {
        mcnemar_exact(self.given, self.missed, Alternative::TwoSided, LEVEL).p.unwrap_or(1.0)
    }
}

pub(super) fn confusion(labelled: &[Labelled]) -> Outcome {
    let n = labelled.len();
    if n < Diagnostic::Confusion.needed() {
        return Outcome::not_enough(n);
    }
    let slips = slips(labelled);
    // Of labels with the same p, the one with more slips, then the first in the alphabet.
    let Some(worst) = slips.iter().min_by(|a, b| a.p().total_cmp(&b.p()).then(b.all().cmp(&a.all()))).copied() else {
        return Outcome::Found(without_slips(n));
    };
    let Slips { label, given, missed } = worst;
    // Each label is a test of its own; of two labels both are the same.
    let tests = if slips.len() > 2 { slips.len() } else { 1 };
    let sway = given as f64 - missed as f64;
    let of_changes = mcnemar_exact(given, missed, Alternative::TwoSided, LEVEL).share.interval;
    let changes = worst.all() as f64 / n as f64;
    let interval = of_changes.map(|ends| [ends.low, ends.high].map(|share| points(changes * (2.0 * share - 1.0))));
    let label = label.to_owned();
    let ([gave, times_given], [overlooked, times_missed]) = (how_often("gave", given), how_often("missed", missed));
    let mut clause = format!(
        "you {gave} “{label}”{times_given} where the key has another label, and {overlooked} it{times_missed} where \
         the key has it"
    );
    let common = mixed_up(labelled);
    if let Some(((yours, the_keys), often)) = common {
        clause += &format!("; the commonest slip is “{yours}” for “{the_keys}”, {}", times(often));
    }
    Outcome::Found(Finding {
        n,
        unit: Unit::Points,
        estimate: points(sway / n as f64),
        interval,
        p: (tests as f64 * worst.p()).min(1.0),
        smallest: smallest_swing(n as u64, worst.all(), LEVEL, POWER).ok().map(points),
        lean: match given.cmp(&missed) {
            std::cmp::Ordering::Greater => Some(Lean::Overused { label }),
            std::cmp::Ordering::Less => Some(Lean::Underused { label }),
            std::cmp::Ordering::Equal => None,
        },
        both_ways: true,
        clause,
        figures: common
            .into_iter()
            .map(|((yours, the_keys), often)| Figure {
                name: format!("{yours} for {the_keys}"),
                value: often as f64,
                interval: None,
                n: Some(n),
            })
            .collect(),
    })
}

fn without_slips(n: usize) -> Finding {
    Finding {
        n,
        unit: Unit::Points,
        estimate: 0.0,
        interval: None,
        p: 1.0,
        smallest: smallest_swing(n as u64, 0, LEVEL, POWER).ok().map(points),
        lean: None,
        both_ways: true,
        clause: "every label is the key's".to_owned(),
        figures: vec![],
    }
}

/// Of each label that was ever given or missed wrongly, in the order of the alphabet.
fn slips<'a>(labelled: &[Labelled<'a>]) -> Vec<Slips<'a>> {
    let wrong = || labelled.iter().filter(|one| one.label != one.key);
    let mut labels: Vec<&str> = wrong().flat_map(|one| [one.label, one.key]).collect();
    labels.sort_unstable();
    labels.dedup();
    let mut slips: Vec<Slips> = labels.into_iter().map(|label| Slips { label, given: 0, missed: 0 }).collect();
    for one in wrong() {
        let at = |label: &str| slips.partition_point(|of| of.label < label);
        let (given, missed) = (at(one.label), at(one.key));
        slips[given].given += 1;
        slips[missed].missed += 1;
    }
    slips
}

/// The label given for another most often, and how often.
fn mixed_up<'a>(labelled: &[Labelled<'a>]) -> Option<((&'a str, &'a str), u64)> {
    let mut wrong: Vec<(&str, &str)> =
        labelled.iter().filter(|one| one.label != one.key).map(|one| (one.label, one.key)).collect();
    wrong.sort_unstable();
    // The first of equally common ones.
    wrong.chunk_by(|a, b| a == b).map(|alike| (alike[0], alike.len() as u64)).rev().max_by_key(|(_, often)| *often)
}

fn times(n: u64) -> String {
    match n {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}

/// "gave … 3 times" takes two places in a sentence, "never gave …" one: the verb with what stands before it, and what
/// stands after its object.
fn how_often(verb: &str, n: u64) -> [String; 2] {
    match n {
        0 => [format!("never {verb}"), String::new()],
        n => [verb.to_owned(), format!(" {}", times(n))],
    }
}
