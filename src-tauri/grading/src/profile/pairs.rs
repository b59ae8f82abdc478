//! Leans in comparing two responses: to a position, and to length.

use super::answers::PairJudged;
use super::diagnosis::{Diagnostic, Finding, Lean, Outcome, Unit};
use super::say::{hundredths, points};
use super::{LEVEL, POWER};
use agreement::Undefined;
use agreement::bias::{smallest_effect, smallest_swing};
use agreement::proportion::{Alternative, binomial_test};
use agreement::regression::{Logit, LogitCoefficient, logistic};

/// What a lean goes to, and how a choice, the key and the model are turned towards it.
struct Towards {
    id: Diagnostic,
    /// The lean above 0, and the one below.
    leans: [Lean; 2],
    /// What is leaned to.
    chosen: &'static str,
    /// What the model's coefficient is the choice of.
    would_choose: &'static str,
    /// The length explains the choice as well, and its coefficient is the lean; without it that is the intercept.
    with_length: bool,
}

pub(super) fn position(pairs: &[PairJudged]) -> Outcome {
    let towards = Towards {
        id: Diagnostic::Position,
        leans: [Lean::First, Lean::Second],
        chosen: "the first response",
        would_choose: "the first response",
        with_length: false,
    };
    towards.outcome(pairs, |_| Some(true))
}

pub(super) fn length(pairs: &[PairJudged]) -> Outcome {
    let towards = Towards {
        id: Diagnostic::Length,
        leans: [Lean::Longer, Lean::Shorter],
        chosen: "the longer response",
        would_choose: "a response twice as long as the other",
        with_length: true,
    };
    towards.outcome(pairs, |pair| {
        let longer = pair.length_first.cmp(&pair.length_second);
        longer.is_ne().then(|| longer.is_gt())
    })
}

/// How often the length doubles from the second response to the first.
fn doublings(pair: &PairJudged) -> f64 {
    let length = |of: u32| f64::from(of.max(1));
    (length(pair.length_first) / length(pair.length_second)).log2()
}

impl Towards {
    /// `first` says whether the first response of a pair is the one that is leaned to; none where neither is.
    fn outcome(&self, pairs: &[PairJudged], first: impl Fn(&PairJudged) -> Option<bool>) -> Outcome {
        let n = pairs.len();
        if n < self.id.needed() {
            return Outcome::not_enough(n);
        }
        match self.model(pairs) {
            Ok(model) => {
                // The length is the last column, with the key before it or without.
                let at = if self.with_length { model.coefficients.len() - 1 } else { 0 };
                Outcome::Found(self.by_model(&model.coefficients[at], n))
            }
            Err(Undefined::Separation | Undefined::NoVariation) => self.by_counting(pairs, first),
            Err(reason) => Outcome::Undefined { n, reason: self.reason(reason) },
        }
    }

    /// A logit of choosing the first response: the position is its intercept, and the key explains what it can.
    fn model(&self, pairs: &[PairJudged]) -> Result<Logit, Undefined> {
        let outcomes: Vec<bool> = pairs.iter().map(|pair| pair.chose < 0).collect();
        let key: Vec<f64> = pairs.iter().map(|pair| -f64::from(pair.key)).collect();
        let lengths: Vec<f64> = pairs.iter().map(doublings).collect();
        let mut columns: Vec<&[f64]> = vec![];
        // A key without any preference explains nothing.
        if key.iter().any(|key| *key != 0.0) {
            columns.push(&key);
        }
        if self.with_length {
            columns.push(&lengths);
        }
        logistic(&outcomes, &columns, None, LEVEL)
    }

    fn by_model(&self, coefficient: &LogitCoefficient, n: usize) -> Finding {
        let estimate = &coefficient.estimate;
        let share = |logit: f64| 1.0 / (1.0 + (-logit).exp());
        let value = estimate.value.unwrap_or(0.0);
        let interval = coefficient.profile.ok().or(estimate.interval).map(|ends| [ends.low, ends.high].map(share));
        let smallest = estimate.se.and_then(|se| smallest_effect(se, None, LEVEL, POWER).ok());
        let (often, between) = (
            hundredths(share(value)),
            interval.map_or_else(String::new, |[low, high]| format!(" ({} to {})", hundredths(low), hundredths(high))),
        );
        let clause = format!(
            "where the key calls both about the same you would choose {} in {often} of 100 pairs{between}",
            self.would_choose
        );
        Finding {
            n,
            unit: Unit::Points,
            estimate: points(share(value) - 0.5),
            interval: interval.map(|ends| ends.map(|end| points(end - 0.5))),
            p: coefficient.likelihood_ratio_p.unwrap_or(coefficient.wald_p),
            smallest: smallest.map(|logit| points(share(logit) - 0.5)),
            lean: Some(self.towards(value)),
            both_ways: true,
            clause,
            figures: vec![],
        }
    }

    fn towards(&self, estimate: f64) -> Lean {
        self.leans[usize::from(estimate < 0.0)].clone()
    }

    /// Where the model cannot be fitted, since the choices follow the key, or always go one way: which way they go
    /// where they leave the key.
    fn by_counting(&self, pairs: &[PairJudged], first: impl Fn(&PairJudged) -> Option<bool>) -> Outcome {
        // By how much more than the key each choice goes to what is leaned to: 1, ½ where the key has no preference, 0.
        let departures: Vec<f64> = pairs
            .iter()
            .filter_map(|pair| {
                let turn = if first(pair)? { -1.0 } else { 1.0 };
                Some(0.5 * turn * f64::from(pair.chose.signum() - pair.key.signum()))
            })
            .collect();
        let n = departures.len();
        let [towards, away] =
            [1.0, -1.0].map(|sign| departures.iter().filter(|departure| **departure * sign > 0.0).count() as u64);
        let (sum, size) = departures.iter().fold((0.0, 0.0), |(sum, size), d| (sum + d, size + d.abs()));
        if n < self.id.needed() {
            let also = "In the others both responses are equally long.".to_owned();
            return Outcome::NotEnough { n, also };
        }
        let test = binomial_test(towards, towards + away, 0.5, Alternative::TwoSided, LEVEL);
        let per_pair = size / n as f64;
        let estimate = sum / n as f64;
        let interval = test.share.interval.map(|ends| {
            let [low, high] = [ends.low, ends.high].map(|share| per_pair * (2.0 * share - 1.0));
            [low.min(estimate), high.max(estimate)].map(points)
        });
        let weight = if size > 0.0 { size / (towards + away) as f64 } else { 1.0 };
        let smallest = smallest_swing(n as u64, towards + away, LEVEL, POWER).ok().map(|swing| points(swing * weight));
        let clause = match towards + away {
            0 => format!("in all {n} pairs your choice was the key's"),
            slips => format!(
                "in {slips} of {n} pairs your choice was not the key's, and {towards} of these times it was {}",
                self.chosen
            ),
        };
        Outcome::Found(Finding {
            n,
            unit: Unit::Points,
            estimate: points(estimate),
            interval,
            p: test.p.unwrap_or(1.0),
            smallest,
            lean: (towards != away).then(|| self.towards(estimate)),
            both_ways: true,
            clause,
            figures: vec![],
        })
    }

    fn reason(&self, reason: Undefined) -> String {
        match reason {
            Undefined::Collinear if self.with_length => {
                "the lengths of the responses are always alike, or always go with the key".to_owned()
            }
            Undefined::Collinear => "the key prefers the same side by the same step in every pair".to_owned(),
            other => other.to_string(),
        }
    }
}
