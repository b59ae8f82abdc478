//! Measures on what two lists have in common from the top down.

use std::cmp::Ordering;

use crate::{Statistic, Undefined};

const EXTRAPOLATED: &str = "rank-biased overlap, extrapolated (Webber, Moffat & Zobel 2010, equation 32)";
const AVERAGE: &str = "average overlap (Fagin, Kumar & Sivakumar 2003)";

/// Rank-biased overlap with the bounds of what lies beyond the ends of the lists.
///
/// ```
/// use agreement::rank::rbo;
///
/// let rbo = rbo(&["a", "b", "c"], &["a", "b", "d"], 0.5);
/// let (value, least, residual) = (rbo.extrapolated.value.unwrap(), rbo.least.unwrap(), rbo.residual.unwrap());
/// assert!(least < value && value < least + residual);
/// assert_eq!((rbo.extrapolated.n, rbo.extrapolated.observed), (4, Some(2.0 / 3.0)));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Rbo {
    /// Extrapolated, as if the lists went on to agree as far as they do at their ends. `n` counts the items that either
    /// names; `observed` is the share of the shorter list that the longer one has too.
    pub extrapolated: Statistic,
    /// Where the lists end, the least that it can become as they go on.
    pub least: Result<f64, Undefined>,
    /// By how much it can become more than the least.
    pub residual: Result<f64, Undefined>,
}

/// Rank-biased overlap of two lists, best first, which may name different items and be of different lengths. It compares
/// the share in common at every depth and weighs the top most: a reader who goes on from one item to the next with the
/// chance `p` sees this overlap on average. With p = 0.9 the first ten items have 86 % of the weight.
///
/// ```text
/// RBO_ext = (1 − p)/p ( Σ_{d=1..l} X_d/d p^d + Σ_{d=s+1..l} X_s (d − s)/(s d) p^d ) + ( (X_l − X_s)/l + X_s/s ) p^l
/// RBO_min = (1 − p)/p ( Σ_{d=1..l} X_d/d p^d + X_l (ln 1/(1 − p) − Σ_{d=1..l} p^d/d) )
/// ```
///
/// s and l are the lengths of the shorter and the longer list, X_d the number of items that both name in their first d.
/// All lie in [0, 1]; the extrapolated value is 1 for lists that are the same and 0 for lists without a common item.
/// It is symmetric. No interval is given: the lists are not a sample.
///
/// There are no ties: a list that holds something twice is refused. A tie that must stay one needs another measure, such
/// as [`kendall_tau_b`](super::kendall_tau_b).
///
/// Undefined if p is not inside (0, 1), with [`Undefined::TooFew`] if a list is empty, and with [`Undefined::Repeated`].
///
/// Takes O(n log n) time and O(n) memory.
///
/// Source: W. Webber, A. Moffat & J. Zobel, "A similarity measure for indefinite rankings", ACM Transactions on
/// Information Systems 28 (2010).
///
/// ```
/// let key = ["a", "b", "c", "d", "e", "f", "g"];
/// let learner = ["z", "c", "a", "v", "w", "x", "y"];
/// let rbo = agreement::rank::rbo(&key, &learner, 0.9);
/// assert!((rbo.extrapolated.value.unwrap() - 0.2882).abs() < 1e-4);
/// assert!(rbo.least.unwrap() < 0.2882);
/// assert_eq!(rbo.extrapolated.observed, Some(2.0 / 7.0));
/// ```
pub fn rbo<T: Ord>(first: &[T], second: &[T], p: f64) -> Rbo {
    match lists_in_common(first, second, p) {
        Ok(lists) => lists.rbo(p),
        Err(reason) => {
            Rbo { extrapolated: Statistic::none(reason, 0, EXTRAPOLATED), least: Err(reason), residual: Err(reason) }
        }
    }
}

/// Mean over the depths 1 to `depth` of the share of their first items that two lists have in common. The lists are best
/// first and may name different items.
///
/// ```text
/// AO = 1/k Σ_{d=1..k} X_d/d
/// ```
///
/// X_d is the number of items that both name in their first d; a list that has ended before d has nothing more to give.
/// The result lies in [0, 1] and is 1 for lists that are the same. `n` is the depth, `observed` the share in common at
/// the whole depth, X_k/k. No interval is given: the lists are not a sample.
///
/// Undefined if the depth is 0 or beyond the longer list, and with [`Undefined::Repeated`] if a list holds something
/// twice.
///
/// Takes O(n log n) time and O(n) memory.
///
/// Source: R. Fagin, R. Kumar & D. Sivakumar, "Comparing top k lists", SIAM Journal on Discrete Mathematics 17 (2003);
/// the name is that of Webber, Moffat & Zobel 2010.
///
/// ```
/// let overlap = agreement::rank::average_overlap(&[1, 2, 3], &[2, 1, 4], 3);
/// assert!((overlap.value.unwrap() - (0.0 + 1.0 + 2.0 / 3.0) / 3.0).abs() < 1e-12);
/// assert_eq!(overlap.observed, Some(2.0 / 3.0));
/// ```
pub fn average_overlap<T: Ord>(first: &[T], second: &[T], depth: usize) -> Statistic {
    let longer = first.len().max(second.len());
    if depth == 0 || depth > longer {
        let reason = Undefined::OutOfRange { what: "the depth", value: depth as f64, low: 1.0, high: longer as f64 };
        return Statistic::none(reason, 0, AVERAGE);
    }
    let common = match common_by_depth(first, second) {
        Ok(common) => common,
        Err(reason) => return Statistic::none(reason, 0, AVERAGE),
    };
    let shares: f64 = (1..=depth).zip(&common).map(|(depth, common)| *common as f64 / depth as f64).sum();
    let observed = Some(common[depth - 1] as f64 / depth as f64);
    Statistic { observed, ..Statistic::of((shares / depth as f64).min(1.0), depth, AVERAGE) }
}

/// Lengths of the shorter and the longer list, and what they have in common at each depth of the longer one.
struct Lists {
    s: usize,
    l: usize,
    common: Vec<usize>,
}

fn lists_in_common<T: Ord>(first: &[T], second: &[T], p: f64) -> Result<Lists, Undefined> {
    if !(p > 0.0 && p < 1.0) {
        return Err(Undefined::OutOfRange { what: "p", value: p, low: 0.0, high: 1.0 });
    }
    let (s, l) = (first.len().min(second.len()), first.len().max(second.len()));
    if s == 0 {
        return Err(Undefined::TooFew { n: 0, needed: 1 });
    }
    Ok(Lists { s, l, common: common_by_depth(first, second)? })
}

impl Lists {
    fn rbo(&self, p: f64) -> Rbo {
        let (s, l) = (self.s, self.l);
        let (at_short, at_end) = (self.common[s - 1], self.common[l - 1]);
        // Weights of the depths, (1 − p)/d p^(d−1): summed over what is in common, by themselves, and over what the shorter
        // list lacks.
        let (mut in_common, mut weights, mut lacking, mut power) = (0.0, 0.0, 0.0, 1.0 - p);
        for (depth, common) in (1..=l).zip(&self.common) {
            let weight = power / depth as f64;
            power *= p;
            in_common += *common as f64 * weight;
            weights += weight;
            lacking += depth.saturating_sub(s) as f64 * weight;
        }
        let share = at_short as f64 / s as f64;
        let at_last = (at_end - at_short) as f64 / l as f64 + share;
        let extrapolated = (in_common + share * lacking + at_last * power / (1.0 - p)).min(1.0);
        let beyond = (-(-p).ln_1p() / p * (1.0 - p) - weights).max(0.0);
        let least = (in_common + at_end as f64 * beyond).min(1.0);
        // At best each unseen item is one that the other list has shown already, until all are in common.
        let all = s + l - at_end;
        let mut most = in_common + lacking;
        for depth in l + 1..=all {
            most += (2 * depth - all) as f64 * power / depth as f64;
            power *= p;
        }
        let most = (most + power / (1.0 - p)).min(1.0);
        let observed = Some(at_end as f64 / s as f64);
        Rbo {
            extrapolated: Statistic { observed, ..Statistic::of(extrapolated, all, EXTRAPOLATED) },
            least: Ok(least),
            residual: Ok((most - least).max(0.0)),
        }
    }
}

/// How many items both lists name in their first d, for each depth d from 1 to the length of the longer one.
fn common_by_depth<T: Ord>(first: &[T], second: &[T]) -> Result<Vec<usize>, Undefined> {
    let (by_first, by_second) = (sorted(first, "the first list")?, sorted(second, "the second list")?);
    let mut common = vec![0; first.len().max(second.len())];
    let (mut i, mut j) = (0, 0);
    while let (Some(&a), Some(&b)) = (by_first.get(i), by_second.get(j)) {
        let order = first[a].cmp(&second[b]);
        if order == Ordering::Equal {
            common[a.max(b)] += 1;
        }
        i += usize::from(order != Ordering::Greater);
        j += usize::from(order != Ordering::Less);
    }
    let mut sum = 0;
    for common in &mut common {
        sum += *common;
        *common = sum;
    }
    Ok(common)
}

/// The places of a list by what stands there, which must be something else at each.
fn sorted<T: Ord>(list: &[T], what: &'static str) -> Result<Vec<usize>, Undefined> {
    let mut places: Vec<usize> = (0..list.len()).collect();
    places.sort_unstable_by(|a, b| list[*a].cmp(&list[*b]));
    match places.windows(2).find(|pair| list[pair[0]] == list[pair[1]]) {
        Some(pair) => Err(Undefined::Repeated { what, at: pair[0].max(pair[1]) }),
        None => Ok(places),
    }
}
