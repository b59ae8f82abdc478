//! Agreement on the first place.

use crate::check;
use crate::distribution::normal_beyond;
use crate::proportion::score_limits;
use crate::{Interval, Statistic, Undefined};

const TOP: &str = "share of tasks with the same first place";
const WILSON: &str = "score interval of a share (Wilson 1927)";

/// When two agree on the first place though one or both tie several there.
///
/// ```
/// use agreement::{LEVEL, rank::{TiedTops, top_one_agreement}};
///
/// // One task of three items, of which the first rater puts two first.
/// let (first, second) = ([2.0, 2.0, 1.0], [3.0, 2.0, 1.0]);
/// let share = |ties| top_one_agreement(&first, &second, 3, ties, LEVEL).value;
/// assert_eq!((share(TiedTops::Shared), share(TiedTops::Same)), (Ok(1.0), Ok(0.0)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TiedTops {
    /// Where an item is among the first of both.
    #[default]
    Shared,
    /// Where the first of both are the same items.
    Same,
}

/// The share of tasks in which two rankings put the same item first. Each task is a row of scores of the same number of
/// `items`, the rows one after the other; the higher the score the better, so ranks are given with their sign turned.
///
/// `n` counts tasks, and `observed` is the value. An item whose score is NaN on either side does not take part, so that
/// tasks of fewer items may be filled up with NaN; a task with fewer than two items left counts as dropped. The interval
/// of the given level is Wilson's.
///
/// Undefined when the lengths differ, when the last row is not full, and with [`Undefined::TooFew`] without tasks.
///
/// Takes O(tasks × items) time and no memory.
///
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
/// Statistical Association 22 (1927).
///
/// ```
/// use agreement::{LEVEL, rank::{TiedTops, top_one_agreement}};
///
/// let key = [3.0, 2.0, 1.0, 1.0, 3.0, 3.0];
/// let learner = [3.0, 1.0, 2.0, 1.0, 2.0, 3.0];
/// let top = top_one_agreement(&key, &learner, 3, TiedTops::Shared, LEVEL);
/// assert_eq!((top.value, top.n), (Ok(1.0), 2));
/// let strict = top_one_agreement(&key, &learner, 3, TiedTops::Same, LEVEL);
/// assert_eq!(strict.value, Ok(0.5));
/// ```
pub fn top_one_agreement(first: &[f64], second: &[f64], items: usize, ties: TiedTops, level: f64) -> Statistic {
    let none = |reason, dropped| Statistic { dropped, ..Statistic::none(reason, 0, TOP) };
    let outside = match check::outside(level) {
        Ok(outside) => outside,
        Err(reason) => return none(reason, 0),
    };
    if first.len() != second.len() {
        return none(Undefined::Lengths { left: first.len(), right: second.len() }, 0);
    }
    if items < 2 {
        return none(Undefined::TooFew { n: items, needed: 2 }, 0);
    }
    if !first.len().is_multiple_of(items) {
        let (row, found) = (first.len() / items, first.len() % items);
        return none(Undefined::Ragged { row, found, expected: items }, 0);
    }
    let (mut n, mut agreed, mut dropped) = (0, 0, 0);
    for (first, second) in first.chunks_exact(items).zip(second.chunks_exact(items)) {
        match same_top(first, second, ties) {
            Some(same) => {
                n += 1;
                agreed += usize::from(same);
            }
            None => dropped += 1,
        }
    }
    if n == 0 {
        return none(Undefined::TooFew { n, needed: 1 }, dropped);
    }
    let share = agreed as f64 / n as f64;
    let (low, high) = score_limits(share, n as f64, normal_beyond(outside));
    let interval = Some(Interval { low, high, level, method: WILSON });
    Statistic { dropped, observed: Some(share), interval, ..Statistic::of(share, n, TOP) }
}

/// Whether both put the same first; none with fewer than two items that both have.
fn same_top(first: &[f64], second: &[f64], ties: TiedTops) -> Option<bool> {
    let both = || first.iter().zip(second).filter(|(a, b)| !a.is_nan() && !b.is_nan());
    let (mut count, mut tops) = (0, (f64::NEG_INFINITY, f64::NEG_INFINITY));
    for (a, b) in both() {
        count += 1;
        tops = (tops.0.max(*a), tops.1.max(*b));
    }
    let mut at_top = both().map(|(a, b)| (*a == tops.0, *b == tops.1));
    let same = match ties {
        TiedTops::Shared => at_top.any(|(a, b)| a && b),
        TiedTops::Same => at_top.all(|(a, b)| a == b),
    };
    (count >= 2).then_some(same)
}
