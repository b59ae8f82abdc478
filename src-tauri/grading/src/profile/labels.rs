//! Whether one label is used more often than it belongs, or more seldom.

use super::answers::Labelled;
use super::diagnosis::{Diagnostic, Figure, Finding, Lean, Outcome, Unit, as_estimated, farthest};
use super::say::points;
use super::{LEVEL, POWER};
use agreement::bias::smallest_swing;
use agreement::proportion::{Alternative, mcnemar_exact};
use std::collections::BTreeMap;

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

    /// By how much more often it is given than missed, of a hundred of all labels: the interval, given how many slips
    /// there are, and the chance of such a difference if both were equally likely.
    fn tested(self, n: usize, level: f64) -> (Option<[f64; 2]>, f64) {
        let test = mcnemar_exact(self.given, self.missed, Alternative::TwoSided, level);
        let of_all = self.all() as f64 / n as f64;
        let interval =
            test.share.interval.map(|ends| [ends.low, ends.high].map(|share| points(of_all * (2.0 * share - 1.0))));
        (interval, test.p.unwrap_or(1.0))
    }

    fn estimate(self, n: usize) -> f64 {
        points((self.given as f64 - self.missed as f64) / n as f64)
    }

    fn lean(self) -> Lean {
        let label = self.label.to_owned();
        if self.given > self.missed { Lean::Overused { label } } else { Lean::Underused { label } }
    }

    fn clause(self) -> String {
        let [gave, times_given] = how_often("gave", self.given);
        let [missed, times_missed] = how_often("missed", self.missed);
        let label = self.label;
        format!(
            "you {gave} “{label}”{times_given} where the key has another label, and {missed} it{times_missed} where \
             the key has it"
        )
    }
}

pub(super) fn confusion(labelled: &[Labelled]) -> Outcome {
    let n = labelled.len();
    if n < Diagnostic::Confusion.needed() {
        return Outcome::not_enough(n);
    }
    let slips = slips(labelled);
    // Each label is a test of its own, and all intervals are to hold at once; of two labels both are the same.
    let tests = if slips.len() > 2 { slips.len() } else { 1 };
    let level = 1.0 - (1.0 - LEVEL) / tests as f64;
    let tested: Vec<_> = slips.iter().map(|of_label| (of_label, of_label.tested(n, level))).collect();
    let most = slips.iter().map(|of_label| of_label.all()).max().unwrap_or(0);
    let mix_ups = mix_ups(labelled);
    let none = Finding {
        n,
        unit: Unit::Points,
        estimate: 0.0,
        interval: None,
        p: 1.0,
        // Of the label with most slips, where a lean hides best; and so the largest lean that is likely of any.
        smallest: smallest_swing(n as u64, most, level, POWER).ok().map(points),
        lean: None,
        likely: tested.iter().filter_map(|(_, (interval, _))| farthest(*interval)).reduce(f64::max),
        clause: "every label is the key's".to_owned(),
        figures: figures(labelled, &mix_ups),
    };
    // Of labels with the same p, the one with more slips, then the first in the alphabet.
    let worst = tested.iter().min_by(|(a, (_, p)), (b, (_, q))| p.total_cmp(q).then(b.all().cmp(&a.all())));
    let (Some((worst, (interval, p))), Some(common)) = (worst, mix_ups.first()) else {
        return Outcome::Found(none);
    };
    Outcome::Found(Finding {
        estimate: worst.estimate(n),
        interval: *interval,
        p: (tests as f64 * p).min(1.0),
        lean: as_estimated(worst.lean(), worst.estimate(n)),
        clause: format!("{}; {}", worst.clause(), common.clause()),
        ..none
    })
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

/// One label given for another.
#[derive(Debug, Clone, Copy)]
struct MixUp<'a> {
    label: &'a str,
    key: &'a str,
    often: u64,
}

impl MixUp<'_> {
    fn clause(self) -> String {
        format!("the commonest slip is “{}” for “{}”, {}", self.label, self.key, times(self.often))
    }
}

/// All that happened, the commonest first, then in the order of the alphabet.
fn mix_ups<'a>(labelled: &[Labelled<'a>]) -> Vec<MixUp<'a>> {
    let mut wrong: Vec<(&str, &str)> =
        labelled.iter().filter(|one| one.label != one.key).map(|one| (one.label, one.key)).collect();
    wrong.sort_unstable();
    let mix_up = |alike: &[(&'a str, &'a str)]| {
        let (label, key) = alike[0];
        MixUp { label, key, often: alike.len() as u64 }
    };
    let mut mix_ups: Vec<MixUp> = wrong.chunk_by(|a, b| a == b).map(mix_up).collect();
    mix_ups.sort_by_key(|mix_up| std::cmp::Reverse(mix_up.often));
    mix_ups
}

/// The table of what was given for what: each cell beside the diagonal that is not empty, then both margins of each
/// label. What is left of a margin stands on the diagonal.
fn figures(labelled: &[Labelled], mix_ups: &[MixUp]) -> Vec<Figure> {
    let n = Some(labelled.len());
    let count = |name: String, often: u64| Figure { name, value: often as f64, interval: None, n };
    let cells = mix_ups.iter().map(|slip| count(format!("{} for {}", slip.label, slip.key), slip.often));
    let mut margins: BTreeMap<&str, [u64; 2]> = BTreeMap::new();
    for one in labelled {
        for (place, label) in [one.label, one.key].into_iter().enumerate() {
            margins.entry(label).or_default()[place] += 1;
        }
    }
    let margins = margins.into_iter().flat_map(|(label, [given, keys])| {
        [count(format!("{label}, given"), given), count(format!("{label}, by the key"), keys)]
    });
    cells.chain(margins).collect()
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
