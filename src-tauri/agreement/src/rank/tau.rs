//! Kendall's τ-b.

use crate::{Statistic, Undefined};

const TAU_B: &str = "Kendall's tau-b (Kendall 1945), counted as in Knight 1966";

/// Kendall's τ-b between two sequences of ranks or scores of the same items, in the same order. Ties are allowed.
///
/// ```text
/// τ_b = (C − D) / √((n₀ − n₁)(n₀ − n₂)),   n₀ = n(n − 1)/2
/// ```
///
/// C and D are the pairs of items that both sequences order alike and the other way round; n₁ and n₂ are the pairs
/// tied in `x` and in `y`. Only the order of the values matters, not their distance. The result lies in [−1, 1].
///
/// An item whose value is NaN on either side is missing and counts as dropped. `observed` is the share of pairs of
/// items on which both sequences say the same: the same order, or tied in both. No interval is given yet.
///
/// Undefined when the lengths differ, when fewer than two items are left, and when either side is constant.
///
/// Takes O(n log n) time and O(n) memory.
///
/// Source: M. G. Kendall, "The treatment of ties in ranking problems", Biometrika 33 (1945); W. R. Knight, "A computer
/// method for calculating Kendall's tau with ungrouped data", Journal of the American Statistical Association 61 (1966).
///
/// ```
/// let key = [1.0, 2.0, 3.0, 4.0];
/// let learner = [1.0, 3.0, 2.0, 4.0];
/// let tau = agreement::rank::kendall_tau_b(&key, &learner);
/// assert_eq!(tau.value, Ok(4.0 / 6.0));
/// assert_eq!(tau.n, 4);
///
/// let tied = agreement::rank::kendall_tau_b(&key, &[1.0; 4]);
/// assert_eq!(tied.value, Err(agreement::Undefined::NoVariation));
/// ```
pub fn kendall_tau_b(x: &[f64], y: &[f64]) -> Statistic {
    if x.len() != y.len() {
        return without_value(Undefined::Lengths { left: x.len(), right: y.len() }, 0, 0);
    }
    let kept = x.iter().zip(y).filter(|(a, b)| !a.is_nan() && !b.is_nan());
    let mut pairs: Vec<(u64, u64)> = kept.map(|(&a, &b)| (order_key(a), order_key(b))).collect();
    let n = pairs.len();
    let dropped = x.len() - n;
    if n < 2 {
        return without_value(Undefined::TooFew { n, needed: 2 }, n, dropped);
    }

    pairs.sort_unstable();
    let tied_x = tied_pairs(&pairs, |a, b| a.0 == b.0);
    let tied_both = tied_pairs(&pairs, |a, b| a == b);
    // Within a tie of x the ys ascend, so each exchange that sorting them needs is one pair in opposite order.
    let mut ys: Vec<u64> = pairs.into_iter().map(|(_, y)| y).collect();
    let opposite = sort_counting_exchanges(&mut ys);
    let tied_y = tied_pairs(&ys, |a, b| a == b);

    let all = pairs_of(n as u64);
    if tied_x == all || tied_y == all {
        return without_value(Undefined::NoVariation, n, dropped);
    }
    let alike = all + tied_both - tied_x - tied_y - opposite;
    let scale = ((all - tied_x) as f64 * (all - tied_y) as f64).sqrt();
    let tau = (alike as f64 - opposite as f64) / scale;
    Statistic {
        dropped,
        observed: Some((alike + tied_both) as f64 / all as f64),
        ..Statistic::of(tau.clamp(-1.0, 1.0), n, TAU_B)
    }
}

fn without_value(reason: Undefined, n: usize, dropped: usize) -> Statistic {
    Statistic { dropped, ..Statistic::none(reason, n, TAU_B) }
}

/// A whole number that sorts as the value does; the two zeros are one.
fn order_key(value: f64) -> u64 {
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

fn pairs_of(n: u64) -> u64 {
    n * (n - 1) / 2
}

/// Pairs within runs of equal neighbours.
fn tied_pairs<T>(sorted: &[T], same: impl Fn(&T, &T) -> bool) -> u64 {
    sorted.chunk_by(same).map(|run| pairs_of(run.len() as u64)).sum()
}

/// Runs of this length are sorted by insertion before they are merged.
const RUN: usize = 16;

/// Sorts by merging and says how many exchanges of neighbours that took. Equal values are never exchanged.
fn sort_counting_exchanges(values: &mut Vec<u64>) -> u64 {
    let mut exchanges = 0;
    for run in values.chunks_mut(RUN) {
        for i in 1..run.len() {
            let value = run[i];
            let to = run[..i].iter().rposition(|v| *v <= value).map_or(0, |p| p + 1);
            run.copy_within(to..i, to + 1);
            run[to] = value;
            exchanges += (i - to) as u64;
        }
    }
    let mut merged = values.clone();
    let mut width = RUN;
    while width < values.len() {
        for (from, to) in values.chunks(2 * width).zip(merged.chunks_mut(2 * width)) {
            let (left, right) = from.split_at(width.min(from.len()));
            exchanges += merge(left, right, to);
        }
        std::mem::swap(values, &mut merged);
        width *= 2;
    }
    exchanges
}

/// Merges two sorted runs; each value taken from the right passes all that is left of the left run.
///
/// Which run is next is as good as random, so the inner loop chooses by arithmetic: a branch would be guessed wrong
/// every other time.
fn merge(left: &[u64], right: &[u64], to: &mut [u64]) -> u64 {
    let (mut l, mut r, mut exchanges) = (0, 0, 0);
    while l < left.len() && r < right.len() {
        let (a, b) = (left[l], right[r]);
        let take_right = usize::from(b < a);
        to[l + r] = a.min(b);
        exchanges += (left.len() - l) * take_right;
        r += take_right;
        l += 1 - take_right;
    }
    let (middle, end) = to[l + r..].split_at_mut(left.len() - l);
    middle.copy_from_slice(&left[l..]);
    end.copy_from_slice(&right[r..]);
    exchanges as u64
}
