//! Which mark of a learner's meets which of the key's: spans and boxes.
//!
//! Overlap of boxes and the assignment of most gain come from [`agreement`]; what a pair earns and what is optional is
//! ours.

use agreement::assignment::greatest_gain;
use agreement::boxes::{self, BoundingBox, Edges};
use course::task::boxes::Rect;
use course::text::Span;

/// How a mark stands to one of the key's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Likeness {
    /// What the pair earns, in [0, 1].
    pub credit: f64,
    /// What they have in common, as a share of what is in either, in [0, 1]. Above 0 where there is credit.
    pub share: f64,
}

/// What a mark is held against, by its place in the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    Key(usize),
    /// One that may be marked and need not: the mark does not count.
    Optional(usize),
    Nothing,
}

/// Pairs marks with the key's so that together they earn most; among equals, so that they have most in common. Each mark
/// and each one of the key is used at most once.
///
/// A mark that is more like an optional one than like any that counts is set aside, and so is one that is left over and
/// is like an optional one: what is optional neither helps nor harms.
pub(super) fn pair(marks: usize, optional: &[bool], likeness: impl Fn(usize, usize) -> Likeness) -> Vec<Held> {
    let places = |wanted: bool| (0..optional.len()).filter(move |place| optional[*place] == wanted);
    let best = |mark: usize, wanted: bool| {
        let credits = places(wanted).map(|place| (likeness(mark, place).credit, place));
        credits.filter(|(credit, _)| *credit > 0.0).reduce(|best, next| if next.0 > best.0 { next } else { best })
    };
    let aside: Vec<Option<(f64, usize)>> = (0..marks).map(|mark| best(mark, true)).collect();
    let counts = |mark: &usize| {
        let own = best(*mark, false).map_or(0.0, |(credit, _)| credit);
        aside[*mark].is_none_or(|(credit, _)| credit <= own)
    };
    let rows: Vec<usize> = (0..marks).filter(counts).collect();
    let columns: Vec<usize> = places(false).collect();
    let gain: Vec<f64> = rows
        .iter()
        .flat_map(|mark| columns.iter().map(|place| likeness(*mark, *place)))
        .map(|likeness| likeness.credit + TIE * likeness.share)
        .collect();
    let assigned = most_gain(&gain, rows.len(), columns.len());
    let mut held: Vec<Held> =
        aside.iter().map(|aside| aside.map_or(Held::Nothing, |(_, place)| Held::Optional(place))).collect();
    for (mark, column) in rows.into_iter().zip(assigned) {
        let place = column.map(|column| columns[column]);
        let stays = |place: &usize| held[mark] == Held::Nothing || likeness(mark, *place).credit > 0.0;
        if let Some(place) = place.filter(stays) {
            held[mark] = Held::Key(place);
        }
    }
    held
}

/// So little that no sum of it outweighs a credit, so much that it tells equal credits apart.
const TIE: f64 = 1e-9;

/// For each row the column that it is assigned to, so that the sum of the gains is the greatest; none where the row
/// would gain nothing. `gain` holds rows × columns finite values, none below 0.
fn most_gain(gain: &[f64], rows: usize, columns: usize) -> Vec<Option<usize>> {
    let mut assigned = vec![None; rows];
    if let Ok(assignment) = greatest_gain(gain, columns) {
        for (row, column) in assignment.pairs.into_iter().filter(|(row, column)| gain[row * columns + column] > 0.0) {
            assigned[row] = Some(column);
        }
    }
    assigned
}

/// Characters in common, as a share of those in either.
pub(super) fn share(a: Span, b: Span) -> f64 {
    let length = |span: Span| f64::from(span.end.saturating_sub(span.start));
    let both = length(Span { start: a.start.max(b.start), end: a.end.min(b.end) });
    let either = length(a) + length(b) - both;
    if both > 0.0 { both / either } else { 0.0 }
}

/// Intersection over union; 0 where a box has no area.
pub(super) fn iou(a: &Rect, b: &Rect) -> f64 {
    if a == b && a.width > 0.0 && a.height > 0.0 {
        // Exactly, whatever the rounding of sums.
        return if a.width.is_finite() && a.height.is_finite() { 1.0 } else { 0.0 };
    }
    let bounds = |r: &Rect| BoundingBox::of_size(r.x, r.y, r.width, r.height);
    boxes::iou(&bounds(a), &bounds(b), Edges::Continuous).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The greatest sum over all assignments, tried one by one.
    fn brute(gain: &[f64], rows: usize, columns: usize, row: usize, used: &mut Vec<bool>) -> f64 {
        if row == rows {
            return 0.0;
        }
        let mut best = brute(gain, rows, columns, row + 1, used);
        for column in 0..columns {
            if !used[column] {
                used[column] = true;
                let sum = gain[row * columns + column] + brute(gain, rows, columns, row + 1, used);
                used[column] = false;
                best = best.max(sum);
            }
        }
        best
    }

    fn matrix() -> impl Strategy<Value = (usize, usize, Vec<f64>)> {
        (0usize..6, 0usize..6).prop_flat_map(|(rows, columns)| {
            let gain = prop_oneof![Just(0.0), Just(0.5), 0.0..1.0];
            (Just(rows), Just(columns), prop::collection::vec(gain, rows * columns))
        })
    }

    proptest! {
        #[test]
        fn the_assignment_gains_most((rows, columns, gain) in matrix()) {
            let assigned = most_gain(&gain, rows, columns);
            let used: Vec<usize> = assigned.iter().flatten().copied().collect();
            prop_assert!((0..columns).all(|column| used.iter().filter(|used| **used == column).count() <= 1));
            let sum: f64 = (0..rows).filter_map(|row| Some(gain[row * columns + assigned[row]?])).sum();
            let best = brute(&gain, rows, columns, 0, &mut vec![false; columns]);
            prop_assert!((sum - best).abs() < 1e-9, "{} of {}", sum, best);
        }
    }

    #[test]
    fn what_is_optional_is_set_aside() {
        let check = |likeness: &[[f64; 2]], optional: [bool; 2], expected: &[Held]| {
            let of = |mark: usize, place: usize| {
                let credit = likeness[mark][place];
                Likeness { credit, share: credit }
            };
            assert_eq!(pair(likeness.len(), &optional, of), expected, "{likeness:?}");
        };
        let second = [false, true];
        check(&[[1.0, 0.0], [0.0, 1.0]], second, &[Held::Key(0), Held::Optional(1)]);
        check(&[[0.2, 0.9]], second, &[Held::Optional(1)]);
        check(&[[0.9, 0.2]], second, &[Held::Key(0)]);
        // Two marks on the same: the better one is held against what counts, the other one does not harm.
        check(&[[0.6, 0.5], [0.9, 0.0]], second, &[Held::Optional(1), Held::Key(0)]);
        check(&[[0.0, 0.0]], second, &[Held::Nothing]);
        // The sum decides, not the first come.
        check(&[[0.9, 0.8], [0.9, 0.0]], [false, false], &[Held::Key(1), Held::Key(0)]);
    }

    #[test]
    fn credit_goes_before_what_is_in_common() {
        let check = |likeness: [[(f64, f64); 2]; 2], expected: [Held; 2]| {
            let of = |mark: usize, place: usize| {
                let (credit, share) = likeness[mark][place];
                Likeness { credit, share }
            };
            assert_eq!(pair(2, &[false, false], of), expected, "{likeness:?}");
        };
        let (straight, crossed) = ([Held::Key(0), Held::Key(1)], [Held::Key(1), Held::Key(0)]);
        check([[(0.3, 0.3), (0.0, 1.0)], [(0.0, 1.0), (0.3, 0.3)]], straight);
        // Of the same credit, what has more in common.
        check([[(1.0, 0.6), (1.0, 0.9)], [(1.0, 0.8), (1.0, 0.6)]], crossed);
        // A mark that earns nothing is still held against what it touches.
        check([[(0.0, 0.0), (0.0, 0.2)], [(1.0, 1.0), (0.0, 0.0)]], crossed);
    }

    #[test]
    fn overlap_is_what_both_have_of_either() {
        let span = |start, end| Span { start, end };
        assert_eq!(share(span(0, 4), span(2, 6)), 2.0 / 6.0);
        assert_eq!(share(span(0, 4), span(4, 6)), 0.0);
        assert_eq!(share(span(3, 1), span(0, 6)), 0.0);
        let rect = |x, y, width, height| Rect { x, y, width, height };
        assert_eq!(iou(&rect(0.0, 0.0, 2.0, 2.0), &rect(1.0, 0.0, 2.0, 2.0)), 2.0 / 6.0);
        assert_eq!(iou(&rect(0.0, 0.0, 2.0, 2.0), &rect(2.0, 2.0, 2.0, 2.0)), 0.0);
        assert_eq!(iou(&rect(0.1, 0.1, 0.3, 0.7), &rect(0.1, 0.1, 0.3, 0.7)), 1.0);
        assert_eq!(iou(&rect(f64::NAN, 0.0, 2.0, 2.0), &rect(0.0, 0.0, 2.0, 2.0)), 0.0);
        assert_eq!(iou(&rect(0.0, 0.0, f64::INFINITY, 2.0), &rect(0.0, 0.0, 2.0, 2.0)), 0.0);
    }
}
