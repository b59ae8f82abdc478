//! Whether ratings keep closer together than the key's.

use super::groups::LeftOut;
use super::{Score, check};
use crate::distribution::t_reach;
use crate::regression::Tested;
use crate::{Interval, Statistic, Undefined};

const SPREAD: &str = "ratio of standard deviations within dimensions, logarithm jackknifed over groups (Tukey 1958)";

/// How many times as widely the ratings spread as the key's, within each dimension, over all of them: below 1 for a
/// rater who keeps to the middle of the scales where the key does not.
///
/// ```text
/// w = √(Σ_d Σ (x − x̄_d)² / Σ_d Σ (k − k̄_d)²)
/// SE² = (g − 1)/g · Σ_i (ln w₍ᵢ₎ − mean ln w₍ᵢ₎)²,   interval: w·exp(±t·SE),   t with g − 1 degrees of freedom
/// ```
///
/// w₍ᵢ₎ is w without group i, of which there are g. `se` is w·SE, that of the ratio itself. For items that are
/// independent of each other, on one dimension, [`regression::sd_ratio`](crate::regression::sd_ratio) is exact if
/// scores are normal; this one needs neither. Dimensions whose scales differ in length should be brought to one length
/// before. `n` counts groups. The p tests w = 1.
///
/// Undefined with fewer than three groups, when the ratings or the key's do not vary within any dimension, or no longer
/// do without one of the groups ([`Undefined::NoVariation`]), for scores that are not finite or beyond
/// [`MOST_VALUE`](crate::regression::MOST_VALUE), and at a level outside (0, 1). Interval and p are missing where no
/// group makes any difference. Takes O(n log n + g·d) time for d dimensions.
///
/// Source: J. W. Tukey, "Bias and confidence in not-quite large samples", Annals of Mathematical Statistics 29 (1958),
/// for the jackknife.
///
/// ```
/// use agreement::{LEVEL, bias::{Score, spread_ratio}};
///
/// // Twelve tasks, rated half as far from the middle as the key.
/// let scores: Vec<Score> = (0..12)
///     .map(|task| {
///         let key = 1.0 + (task % 5) as f64;
///         Score { group: task, item: 0, dimension: 0, value: (3.0 + 0.5 * (key - 3.0)).round(), key }
///     })
///     .collect();
/// let ratio = spread_ratio(&scores, LEVEL);
/// assert!(ratio.estimate.interval.unwrap().high < 1.0 && ratio.p.unwrap() < 0.001);
/// ```
pub fn spread_ratio(scores: &[Score], level: f64) -> Tested {
    let mut groups = 0;
    match ratio(scores, level, &mut groups) {
        Ok(tested) => tested,
        Err(reason) => Tested { estimate: Statistic::none(reason, groups, SPREAD), p: Err(reason) },
    }
}

fn ratio(scores: &[Score], level: f64, groups: &mut usize) -> Result<Tested, Undefined> {
    check(scores)?;
    let mut sorted: Vec<&Score> = scores.iter().collect();
    sorted.sort_by_key(|score| score.group);
    let by_group: Vec<&[&Score]> = sorted.chunk_by(|a, b| a.group == b.group).collect();
    *groups = by_group.len();
    if by_group.len() < 3 {
        return Err(Undefined::TooFew { n: by_group.len(), needed: 3 });
    }
    t_reach(level, 1.0)?;

    let dimensions = Dimensions::of(scores);
    let all = dimensions.sums(scores.iter());
    let log = log_ratio(&all)?;
    let without = by_group.iter().map(|group| {
        let mut rest = all.clone();
        for (from, left_out) in rest.iter_mut().zip(dimensions.sums(group.iter().copied())) {
            from.take_away(&left_out);
        }
        log_ratio(&rest)
    });
    let left_out = LeftOut { all: log, without: without.collect::<Result<_, _>>()? };
    let Tested { estimate, p } = left_out.tested(by_group.len(), level, SPREAD)?;
    let ratio = log.exp();
    let interval =
        estimate.interval.map(|interval| Interval { low: interval.low.exp(), high: interval.high.exp(), ..interval });
    let se = estimate.se.map(|se| se * ratio);
    Ok(Tested { estimate: Statistic { value: Ok(ratio), interval, se, ..estimate }, p })
}

/// The dimensions in use, with values to take the scores from so that sums of squares lose no digits.
struct Dimensions {
    /// Ascending, each with a value and a key.
    origins: Vec<(usize, f64, f64)>,
}

impl Dimensions {
    fn of(scores: &[Score]) -> Dimensions {
        let mut sorted: Vec<&Score> = scores.iter().collect();
        sorted.sort_by_key(|score| score.dimension);
        let origins = sorted.chunk_by(|a, b| a.dimension == b.dimension).map(|of_one| {
            let n = of_one.len() as f64;
            let mean = |part: fn(&Score) -> f64| of_one.iter().map(|score| part(score) / n).sum::<f64>();
            (of_one[0].dimension, mean(|score| score.value), mean(|score| score.key))
        });
        Dimensions { origins: origins.collect() }
    }

    /// One for each dimension.
    fn sums<'a>(&self, scores: impl Iterator<Item = &'a Score>) -> Vec<Sums> {
        let mut sums = vec![Sums::default(); self.origins.len()];
        for score in scores {
            let at = self.origins.partition_point(|origin| origin.0 < score.dimension);
            let (_, value, key) = self.origins[at];
            sums[at].add(score.value - value, score.key - key);
        }
        sums
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    n: f64,
    /// Of the values, and of their squares.
    value: [f64; 2],
    /// Of the key's.
    key: [f64; 2],
}

impl Sums {
    fn add(&mut self, value: f64, key: f64) {
        self.n += 1.0;
        self.value = [self.value[0] + value, self.value[1] + value * value];
        self.key = [self.key[0] + key, self.key[1] + key * key];
    }

    fn take_away(&mut self, other: &Sums) {
        self.n -= other.n;
        self.value = [self.value[0] - other.value[0], self.value[1] - other.value[1]];
        self.key = [self.key[0] - other.key[0], self.key[1] - other.key[1]];
    }

    /// Sum of squares around the mean; none that is only rounding.
    fn around_mean(&self, [sum, squares]: [f64; 2]) -> f64 {
        if self.n < 1.5 {
            return 0.0;
        }
        let around = squares - sum * sum / self.n;
        if around > 1e-12 * squares { around } else { 0.0 }
    }
}

fn log_ratio(sums: &[Sums]) -> Result<f64, Undefined> {
    let square = |side: fn(&Sums) -> [f64; 2]| sums.iter().map(|sums| sums.around_mean(side(sums))).sum::<f64>();
    let (values, keys) = (square(|sums| sums.value), square(|sums| sums.key));
    if values > 0.0 && keys > 0.0 { Ok(0.5 * (values.ln() - keys.ln())) } else { Err(Undefined::NoVariation) }
}
