//! Whether one dimension colours the others.

use super::groups::LeftOut;
use super::{Score, check};
use crate::distribution::t_reach;
use crate::regression::Tested;
use crate::{Statistic, Undefined};

const HALO: &str =
    "correlation between dimensions above the key's (Thorndike 1920), jackknifed over groups (Tukey 1958)";

/// By how much the dimensions go together more closely in the ratings than in the key: above 0 for a rater whose
/// impression of an item as a whole colours the scores of all its dimensions.
///
/// ```text
/// halo = r(ratings) − r(key),   r = Σ_pairs S_ab / Σ_pairs √(S_aa·S_bb)
/// S_ab = Σ (x_a − x̄_a)(x_b − x̄_b) over the items that have both dimensions of the pair
/// SE² = (g − 1)/g · Σ_i (halo₍ᵢ₎ − mean halo₍ᵢ₎)²,   t with g − 1 degrees of freedom
/// ```
///
/// r is a correlation over all pairs of dimensions at once, in which pairs weigh by how many items have both and how
/// much these vary. halo₍ᵢ₎ is the halo without group i, of which there are g. Errors that a rater makes in one
/// dimension only lower the correlation, so that a halo may go unseen beside many of them, but is not seen where there
/// is none. `n` counts groups; `observed` and `expected` are the two correlations. The p tests a halo of 0, two-sided.
/// A dimension that an item has more than once counts the first time only.
///
/// Undefined with fewer than three groups, when no pair of dimensions varies in the ratings or in the key, or none does
/// without one of the groups ([`Undefined::NoVariation`]), when no item has two dimensions
/// ([`Undefined::NothingPairable`]), for scores that are not finite or beyond
/// [`MOST_VALUE`](crate::regression::MOST_VALUE), and at a level outside (0, 1). Interval and p are missing where no
/// group makes any difference. Takes O(n log n + n·d) time for d dimensions, and O(d²) memory, besides O(g) for each
/// pair.
///
/// Source: E. L. Thorndike, "A constant error in psychological ratings", Journal of Applied Psychology 4 (1920); F. E.
/// Saal, R. G. Downey & M. A. Lahey, "Rating the ratings", Psychological Bulletin 88 (1980).
///
/// ```
/// use agreement::{LEVEL, bias::{Score, halo}};
///
/// // Three dimensions that have little to do with each other, all rated as the first one deserves.
/// let key = [
///     [1, 4, 2], [5, 2, 4], [3, 3, 1], [2, 5, 5], [4, 1, 3], [1, 1, 4], [5, 4, 1], [2, 2, 2], [3, 5, 5], [4, 3, 3],
/// ];
/// let mut scores = Vec::new();
/// for (task, of_task) in key.iter().enumerate() {
///     for (dimension, of_dimension) in of_task.iter().enumerate() {
///         let (value, key) = ((of_task[0] + (task + dimension) % 2) as f64, *of_dimension as f64);
///         scores.push(Score { group: task, item: 0, dimension, value, key });
///     }
/// }
/// let halo = halo(&scores, LEVEL);
/// assert!(halo.estimate.value.unwrap() > 0.5 && halo.estimate.observed.unwrap() > 0.8);
/// assert!(halo.p.unwrap() < 0.001);
/// ```
pub fn halo(scores: &[Score], level: f64) -> Tested {
    let mut groups = 0;
    match above_the_key(scores, level, &mut groups) {
        Ok(tested) => tested,
        Err(reason) => Tested { estimate: Statistic::none(reason, groups, HALO), p: Err(reason) },
    }
}

/// The most dimensions of an item: 100.
const MOST_DIMENSIONS: usize = 100;

/// An item's scores on two dimensions, and the key's.
#[derive(Debug, Clone, Copy)]
struct Pair {
    dimensions: (usize, usize),
    /// The place of its group in their order.
    group: usize,
    values: [f64; 2],
    keys: [f64; 2],
}

fn above_the_key(scores: &[Score], level: f64, groups: &mut usize) -> Result<Tested, Undefined> {
    check(scores)?;
    let pairs = pairs(scores, groups)?;
    if *groups < 3 {
        return Err(Undefined::TooFew { n: *groups, needed: 3 });
    }
    t_reach(level, 1.0)?;
    if pairs.is_empty() {
        return Err(Undefined::NothingPairable);
    }
    let ratings = Correlation::of(&pairs, *groups, |pair| pair.values)?;
    let key = Correlation::of(&pairs, *groups, |pair| pair.keys)?;
    let without = ratings.without.iter().zip(&key.without).map(|(ratings, key)| ratings - key);
    let left_out = LeftOut { all: ratings.all - key.all, without: without.collect() };
    let Tested { estimate, p } = left_out.tested(*groups, level, HALO)?;
    Ok(Tested { estimate: Statistic { observed: Some(ratings.all), expected: Some(key.all), ..estimate }, p })
}

/// All pairs of dimensions of all items, sorted by dimensions and then by group. `groups` is set to how many there are.
fn pairs(scores: &[Score], groups: &mut usize) -> Result<Vec<Pair>, Undefined> {
    let mut sorted: Vec<&Score> = scores.iter().collect();
    sorted.sort_by_key(|score| (score.group, score.item, score.dimension));
    sorted.dedup_by_key(|score| (score.group, score.item, score.dimension));
    let mut pairs = Vec::new();
    for (group, of_group) in sorted.chunk_by(|a, b| a.group == b.group).enumerate() {
        *groups = group + 1;
        for item in of_group.chunk_by(|a, b| a.item == b.item) {
            if item.len() > MOST_DIMENSIONS {
                let (value, high) = (item.len() as f64, MOST_DIMENSIONS as f64);
                return Err(Undefined::OutOfRange { what: "the number of dimensions", value, low: 0.0, high });
            }
            for (at, a) in item.iter().enumerate() {
                pairs.extend(item[at + 1..].iter().map(|b| Pair {
                    dimensions: (a.dimension, b.dimension),
                    group,
                    values: [a.value, b.value],
                    keys: [a.key, b.key],
                }));
            }
        }
    }
    pairs.sort_by_key(|pair| (pair.dimensions, pair.group));
    Ok(pairs)
}

/// A correlation over all pairs of dimensions.
struct Correlation {
    all: f64,
    /// Without each group.
    without: Vec<f64>,
}

impl Correlation {
    fn of(pairs: &[Pair], groups: usize, side: impl Fn(&Pair) -> [f64; 2]) -> Result<Correlation, Undefined> {
        let (mut all, mut without) = (Parts::default(), vec![Parts::default(); groups]);
        for of_two in pairs.chunk_by(|a, b| a.dimensions == b.dimensions) {
            let n = of_two.len() as f64;
            let origin = of_two.iter().fold([0.0; 2], |sum, pair| [0, 1].map(|at| sum[at] + side(pair)[at] / n));
            let sums = |pairs: &[Pair]| pairs.iter().fold(Sums::default(), |sums, pair| sums.with(side(pair), origin));
            let whole = sums(of_two);
            let parts = whole.parts();
            all = all.plus(parts, 1.0);
            for of_group in of_two.chunk_by(|a, b| a.group == b.group) {
                let to = &mut without[of_group[0].group];
                *to = to.plus(whole.less(sums(of_group)).parts(), 1.0).plus(parts, -1.0);
            }
        }
        let without = without.into_iter().map(|change| all.plus(change, 1.0).correlation());
        Ok(Correlation { all: all.correlation()?, without: without.collect::<Result<_, _>>()? })
    }
}

/// What a correlation is the quotient of.
#[derive(Debug, Clone, Copy, Default)]
struct Parts {
    product: f64,
    spread: f64,
}

impl Parts {
    fn plus(self, other: Parts, times: f64) -> Parts {
        Parts { product: self.product + times * other.product, spread: self.spread + times * other.spread }
    }

    fn correlation(self) -> Result<f64, Undefined> {
        let correlation = self.product / self.spread;
        if correlation.is_finite() { Ok(correlation.clamp(-1.0, 1.0)) } else { Err(Undefined::NoVariation) }
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    n: f64,
    sum: [f64; 2],
    squares: [f64; 2],
    products: f64,
}

impl Sums {
    fn with(self, pair: [f64; 2], origin: [f64; 2]) -> Sums {
        let [a, b] = [pair[0] - origin[0], pair[1] - origin[1]];
        Sums {
            n: self.n + 1.0,
            sum: [self.sum[0] + a, self.sum[1] + b],
            squares: [self.squares[0] + a * a, self.squares[1] + b * b],
            products: self.products + a * b,
        }
    }

    fn less(self, other: Sums) -> Sums {
        Sums {
            n: self.n - other.n,
            sum: [0, 1].map(|at| self.sum[at] - other.sum[at]),
            squares: [0, 1].map(|at| self.squares[at] - other.squares[at]),
            products: self.products - other.products,
        }
    }

    /// Around the means; nothing where a side does not vary but for rounding.
    fn parts(self) -> Parts {
        let Sums { n, sum, squares, products } = self;
        if n < 1.5 {
            return Parts::default();
        }
        let around = [0, 1].map(|at| squares[at] - sum[at] * sum[at] / n);
        if (0..2).any(|at| around[at] <= 1e-12 * squares[at]) {
            return Parts::default();
        }
        Parts { product: products - sum[0] * sum[1] / n, spread: (around[0] * around[1]).sqrt() }
    }
}
