//! How far apart two ratings are, in the forms that can be summed without looking at every pair.

use crate::categorical::{items::Item, ratio};
use crate::matrix::dot;

/// Disagreement between categories: 0 for the same, never less. A weight of agreement w is the distance 1 − w.
///
/// Scores belong to the categories in their order.
#[derive(Debug, Clone)]
pub(crate) enum Distance {
    /// 1 between any two different categories.
    Nominal,
    /// |x − y|; the scores ascend.
    Absolute(Vec<f64>),
    /// (x − y)².
    Squared(Vec<f64>),
    /// ((x − y) / (x + y))², 0 between two zeros; the scores are not negative.
    Ratio(Vec<f64>),
    /// The rows of a symmetric matrix.
    Own { categories: usize, apart: Vec<f64> },
}

impl Distance {
    /// Between two categories.
    pub(crate) fn at(&self, i: usize, j: usize) -> f64 {
        match self {
            Distance::Nominal => f64::from(u8::from(i != j)),
            Distance::Absolute(scores) => (scores[i] - scores[j]).abs(),
            Distance::Squared(scores) => square(scores[i] - scores[j]),
            Distance::Ratio(scores) => ratio_apart(scores[i], scores[j]),
            Distance::Own { categories, apart } => apart[i * categories + j],
        }
    }

    /// The rows of the matrix of distances, one after the other.
    pub(crate) fn matrix(&self, categories: usize) -> Vec<f64> {
        (0..categories).flat_map(|i| (0..categories).map(move |j| self.at(i, j))).collect()
    }

    /// The sum over all ordered pairs of an item's ratings. A sum of what is not negative: nothing cancels.
    #[inline]
    pub(crate) fn within(&self, item: &Item<'_>) -> f64 {
        match self {
            Distance::Nominal => {
                let all = item.ratings as f64;
                item.counts.iter().map(|count| f64::from(*count) * (all - f64::from(*count))).sum()
            }
            Distance::Squared(scores) => {
                let sum: f64 = item.iter().map(|(category, count)| count * scores[category]).sum();
                let mean = sum / item.ratings.max(1) as f64;
                let around: f64 = item.iter().map(|(category, count)| count * square(scores[category] - mean)).sum();
                2.0 * item.ratings as f64 * around
            }
            Distance::Absolute(scores) if item.listed.is_none() => {
                2.0 * absolute_within(scores.iter().copied().zip(item.counts.iter().copied().map(f64::from)))
            }
            Distance::Absolute(scores) if item.counts.len() > FEW => {
                2.0 * absolute_within(ascending(item).into_iter().map(|(category, count)| (scores[category], count)))
            }
            Distance::Ratio(scores) if item.counts.len() > FEW => {
                let (scores, counts): (Vec<f64>, Vec<f64>) =
                    item.iter().map(|(category, count)| (scores[category], count)).unzip();
                dot(&ratio::to_all(&scores, &counts), &counts)
            }
            _ => 2.0 * self.pair_by_pair(item),
        }
    }

    fn pair_by_pair(&self, item: &Item<'_>) -> f64 {
        let mut sum = 0.0;
        for (at, (i, left)) in item.iter().enumerate().filter(|(_, (_, left))| *left > 0.0) {
            for (j, right) in item.iter().take(at) {
                sum += left * right * self.at(i, j);
            }
        }
        sum
    }

    /// For each category the sum of its distances to all categories, each times its mass.
    ///
    /// Takes time in the number of categories; in its square for one's own distances.
    pub(crate) fn to_all(&self, mass: &[f64]) -> Vec<f64> {
        match self {
            Distance::Nominal => to_all_others(mass),
            Distance::Absolute(scores) => to_all_absolute(scores, mass),
            Distance::Squared(scores) => {
                let total: f64 = mass.iter().sum();
                let mean = mean(scores, mass, total);
                let around: f64 = scores.iter().zip(mass).map(|(score, mass)| mass * square(score - mean)).sum();
                scores.iter().map(|score| total * square(score - mean) + around).collect()
            }
            Distance::Ratio(scores) if scores.len() > FEW => ratio::to_all(scores, mass),
            Distance::Ratio(scores) => scores
                .iter()
                .map(|score| scores.iter().zip(mass).map(|(other, mass)| mass * ratio_apart(*score, *other)).sum())
                .collect(),
            Distance::Own { categories, apart } => {
                apart.chunks_exact((*categories).max(1)).map(|row| dot(row, mass)).collect()
            }
        }
    }
}

/// Up to so many values it is faster to look at all pairs.
const FEW: usize = 256;

/// The mass of all other categories, as sums from both ends: the whole less one would lose digits.
fn to_all_others(mass: &[f64]) -> Vec<f64> {
    let mut others: Vec<f64> = mass.iter().scan(0.0, before).collect();
    for (others, after) in others.iter_mut().rev().zip(mass.iter().rev().scan(0.0, before)) {
        *others += after;
    }
    others
}

/// The sum of what has been seen before this.
fn before(sum: &mut f64, next: &f64) -> Option<f64> {
    let before = *sum;
    *sum += next;
    Some(before)
}

/// The sum of |x − y| over pairs of ratings, given as ascending scores with their counts.
fn absolute_within(ratings: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (mut below, mut apart, mut last, mut sum) = (0.0, 0.0, 0.0, 0.0);
    for (score, count) in ratings {
        apart += below * (score - last);
        sum += count * apart;
        below += count;
        last = score;
    }
    sum
}

/// The categories of an item in order, with their counts.
fn ascending(item: &Item<'_>) -> Vec<(usize, f64)> {
    let mut categories: Vec<(usize, f64)> = item.iter().collect();
    categories.sort_unstable_by_key(|(category, _)| *category);
    categories
}

fn to_all_absolute(scores: &[f64], mass: &[f64]) -> Vec<f64> {
    let mut all = vec![0.0; scores.len()];
    let (mut passed, mut sum) = (0.0, 0.0);
    for k in 1..scores.len() {
        passed += mass[k - 1];
        sum += (scores[k] - scores[k - 1]) * passed;
        all[k] = sum;
    }
    let (mut passed, mut sum) = (0.0, 0.0);
    for k in (1..scores.len()).rev() {
        passed += mass[k];
        sum += (scores[k] - scores[k - 1]) * passed;
        all[k - 1] += sum;
    }
    all
}

/// The mean score, exact where all mass is in one place.
fn mean(scores: &[f64], mass: &[f64], total: f64) -> f64 {
    let Some(used) = mass.iter().position(|mass| *mass > 0.0) else { return 0.0 };
    let from: f64 = scores.iter().zip(mass).map(|(score, mass)| mass * (score - scores[used])).sum();
    scores[used] + from / total
}

pub(crate) fn square(x: f64) -> f64 {
    x * x
}

fn ratio_apart(x: f64, y: f64) -> f64 {
    let sum = x + y;
    if sum > 0.0 { square((x - y) / sum) } else { 0.0 }
}
