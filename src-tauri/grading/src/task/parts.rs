//! The lines of a grade, and how they are weighed.

use crate::{Part, Pointer, Verdict};

/// A line of the grade. A weight of 0 makes it one that is shown and does not count.
pub(super) fn part(id: impl Into<String>, label: impl Into<String>, score: f64, weight: f64, note: String) -> Part {
    let counts = weight > 0.0;
    Part {
        id: id.into(),
        label: label.into(),
        score: counts.then_some(score),
        weight: if counts { weight } else { 0.0 },
        verdict: verdict(score),
        note,
        pointers: vec![],
    }
}

/// The same line with words to look at.
pub(super) fn at(part: Part, pointers: impl IntoIterator<Item = Pointer>) -> Part {
    Part { pointers: pointers.into_iter().collect(), ..part }
}

/// Parts that are a share of a greater whole; a share of 0 makes them ones that do not count.
pub(super) fn scaled(parts: Vec<Part>, share: f64) -> Vec<Part> {
    let scale = |part: Part| {
        let weight = part.weight * share;
        Part { score: part.score.filter(|_| weight > 0.0), weight, ..part }
    };
    parts.into_iter().map(scale).collect()
}

/// Everything, nothing, or something between.
pub(super) fn verdict(score: f64) -> Verdict {
    if score >= 1.0 {
        Verdict::Agrees
    } else if score > 0.0 {
        Verdict::Differs
    } else {
        Verdict::Against
    }
}

/// A share as the key states it, held to [0, 1].
pub(super) fn unit(share: f64) -> f64 {
    if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) }
}

/// What a share in common earns: from `enough` on everything, below it in proportion. It is not missed for a rounding
/// error.
pub(super) fn reached(share: f64, enough: f64) -> f64 {
    if share > 0.0 && share >= enough - 1e-9 { 1.0 } else { unit(share / enough) }
}

/// Weights of any size as shares that sum to 1. What is not a finite number above 0 weighs nothing; where nothing
/// weighs anything, all weigh the same.
pub(super) fn shares(weights: &[f64]) -> Vec<f64> {
    let sound = |weight: f64| if weight.is_finite() && weight > 0.0 { weight } else { 0.0 };
    let largest = weights.iter().copied().map(sound).fold(0.0, f64::max);
    // Held against the largest first: the sum of huge weights is not infinite.
    let held: Vec<f64> = match largest > 0.0 {
        true => weights.iter().map(|weight| sound(*weight) / largest).collect(),
        false => vec![1.0; weights.len()],
    };
    let sum: f64 = held.iter().sum();
    held.into_iter().map(|weight| weight / sum).collect()
}

/// The mean of (score, weight); exactly 1 where every score is, since the sum of shares may miss it by a rounding error.
pub(super) fn mean(scored: impl IntoIterator<Item = (f64, f64)>) -> f64 {
    let (mut sum, mut weights, mut whole) = (0.0, 0.0, true);
    for (score, weight) in scored {
        sum += score * weight;
        weights += weight;
        whole &= score >= 1.0 || weight <= 0.0;
    }
    match weights > 0.0 {
        true if whole => 1.0,
        true => unit(sum / weights),
        false => 0.0,
    }
}

/// The whole score of parts.
pub(super) fn total(parts: &[Part]) -> f64 {
    mean(parts.iter().filter_map(|part| Some((part.score?, part.weight))))
}

/// F1 of a credit that marks and key earned together. Where neither has anything, they agree.
pub(super) fn f1(credit: f64, marks: usize, key: usize) -> f64 {
    if marks + key == 0 { 1.0 } else { unit(2.0 * credit / (marks + key) as f64) }
}

/// The flag "all bad" or "both bad" as a part, and the score it takes part in: nothing changes where it is not graded.
pub(super) fn weigh_flag(score: f64, parts: &mut Vec<Part>, flag: Flag) -> f64 {
    let Some(key) = flag.key else { return score };
    let weight = unit(flag.weight);
    let right = key == flag.answer;
    let note = match (flag.answer, key) {
        (true, true) => format!("You say that {}, and so does the key.", flag.says),
        (false, false) => format!("Neither you nor the key says that {}.", flag.says),
        (true, false) => format!("You say that {}; the key does not.", flag.says),
        (false, true) => format!("The key says that {}; you do not.", flag.says),
    };
    parts.iter_mut().for_each(|part| part.weight *= 1.0 - weight);
    let of_flag = if right { 1.0 } else { 0.0 };
    parts.push(Part { score: Some(of_flag), ..part("flag", flag.label, of_flag, weight, note) });
    (1.0 - weight) * score + weight * of_flag
}

/// A flag beside the judgement; `key` is none where it is not graded.
pub(super) struct Flag {
    pub label: &'static str,
    /// What the flag says, as a clause.
    pub says: &'static str,
    pub answer: bool,
    pub key: Option<bool>,
    pub weight: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_become_shares() {
        let check = |weights: &[f64], expected: &[f64]| assert_eq!(shares(weights), expected, "{weights:?}");
        check(&[], &[]);
        check(&[3.0, 1.0], &[0.75, 0.25]);
        check(&[f64::MAX, f64::MAX], &[0.5, 0.5]);
        check(&[f64::NAN, f64::INFINITY, -1.0, 2.0], &[0.0, 0.0, 0.0, 1.0]);
        check(&[0.0, f64::NAN], &[0.5, 0.5]);
    }

    #[test]
    fn a_mean_of_ones_is_one() {
        assert_eq!(mean(shares(&[0.1; 7]).into_iter().map(|weight| (1.0, weight))), 1.0);
        assert_eq!(mean([]), 0.0);
        assert_eq!(mean([(0.5, 0.5), (1.0, 0.5)]), 0.75);
        assert_eq!(mean([(f64::NAN, 1.0)]), 0.0);
    }

    #[test]
    fn f1_of_nothing_is_agreement() {
        assert_eq!(f1(0.0, 0, 0), 1.0);
        assert_eq!(f1(0.0, 2, 0), 0.0);
        assert_eq!(f1(1.5, 2, 2), 0.75);
    }
}
