//! Assignments against a published one, against every permutation, and against a plain algorithm on larger matrices.

#![allow(clippy::unwrap_used)]

use agreement::Undefined;
use agreement::assignment::{Assignment, greatest_gain, least_cost};
use proptest::prelude::*;
use serde_json::Value;

const FORBIDDEN: f64 = f64::INFINITY;

#[test]
fn published_vectors() {
    let file: Value = serde_json::from_str(include_str!("data/grading-vectors.json")).unwrap();
    let of_this = |vector: &&Value| vector["statistic"] == "assignment_min_cost";
    let mut seen = 0;
    for vector in file["vectors"].as_array().unwrap().iter().filter(of_this) {
        let rows: Vec<Vec<f64>> = serde_json::from_value(vector["input"]["cost"].clone()).unwrap();
        let found = least_cost(&rows.concat(), rows[0].len()).unwrap();
        assert_eq!(found.total, vector["expected"].as_f64().unwrap(), "{}", vector["name"]);
        seen += 1;
    }
    assert_eq!(seen, 1);
}

/// `pairs` as the columns of rows 0, 1, 2, …
fn check(costs: &[f64], columns: usize, pairs: Result<&[(usize, usize)], Undefined>) {
    let found = least_cost(costs, columns);
    assert_eq!(found.as_ref().map(|f| f.pairs.as_slice()), pairs.as_ref().map(|p| *p), "{costs:?} by {columns}");
    let gains: Vec<f64> = costs.iter().map(|cost| -cost).collect();
    match (greatest_gain(&gains, columns), found) {
        (Ok(gain), Ok(found)) => assert_eq!((gain.pairs, -gain.total + 0.0), (found.pairs, found.total + 0.0)),
        (gain, found) => assert_eq!(gain.is_ok(), found.is_ok(), "{gain:?}"),
    }
}

#[test]
fn an_assignment_or_its_reason() {
    assert!(least_cost(&[], 0).unwrap().total.is_sign_positive());
    check(&[], 0, Ok(&[]));
    check(&[], 3, Ok(&[]));
    check(&[7.0], 1, Ok(&[(0, 0)]));
    check(&[3.0, 1.0, 2.0], 3, Ok(&[(0, 1)]));
    check(&[3.0, 1.0, 2.0], 1, Ok(&[(1, 0)]));
    check(&[1.0, 2.0, 1.0, 9.0, 5.0, 5.0], 2, Ok(&[(0, 1), (1, 0)]));
    check(&[-5.0, 0.0, 0.0, -5.0], 2, Ok(&[(0, 0), (1, 1)]));
    check(&[FORBIDDEN, 9.0, 1.0, 1.0], 2, Ok(&[(0, 1), (1, 0)]));
    check(&[1.0, 9.0, 1.0, FORBIDDEN], 2, Ok(&[(0, 1), (1, 0)]));
    check(&[FORBIDDEN], 1, Err(Undefined::Infeasible));
    check(&[FORBIDDEN, FORBIDDEN, 1.0, 1.0], 2, Err(Undefined::Infeasible));
    check(&[FORBIDDEN, 1.0, FORBIDDEN, 1.0], 2, Err(Undefined::Infeasible));
    check(&[1.0, FORBIDDEN, 2.0, FORBIDDEN, 3.0, FORBIDDEN], 2, Err(Undefined::Infeasible));
    check(&[1.0, FORBIDDEN, FORBIDDEN, 2.0, FORBIDDEN, FORBIDDEN], 3, Err(Undefined::Infeasible));
    check(&[1.0], 0, Err(Undefined::Ragged { row: 0, found: 1, expected: 0 }));
    check(&[1.0, 2.0, 3.0], 2, Err(Undefined::Ragged { row: 1, found: 1, expected: 2 }));
    check(&[1.0, f64::NAN], 1, Err(Undefined::NotFinite { what: "cost", at: 1 }));
    check(&[1.0, -FORBIDDEN], 1, Err(Undefined::NotFinite { what: "cost", at: 1 }));
    let beyond = Undefined::OutOfRange { what: "cost", value: 2e300, low: -1e300, high: 1e300 };
    check(&[1.0, 2e300], 1, Err(beyond));
    assert_eq!(greatest_gain(&[FORBIDDEN], 1), Err(Undefined::NotFinite { what: "gain", at: 0 }));
    let wide = least_cost(&[3.0, 1.0, 2.0], 3).unwrap();
    assert_eq!((wide.n, wide.dropped), (1, 2));
    assert!(wide.method.starts_with("assignment of the least total cost"));
    let tall = greatest_gain(&[3.0, 1.0, 2.0], 1).unwrap();
    assert_eq!((tall.n, tall.dropped), (1, 2));
    assert!(tall.method.starts_with("assignment of the greatest total gain"));
    assert_eq!(Undefined::Infeasible.to_string(), "every assignment has a forbidden pair");
}

#[test]
fn large_values_of_both_signs_do_not_overflow() {
    let found = least_cost(&[1e300, -1e300, -1e300, 1e300], 2).unwrap();
    assert_eq!((found.pairs, found.total), (vec![(0, 1), (1, 0)], -2e300));
    let gain = greatest_gain(&[1e300, -1e300, -1e300, 1e300], 2).unwrap();
    assert_eq!(gain.total, 2e300);
}

#[test]
fn ties_everywhere() {
    for (rows, columns) in [(1, 1), (3, 3), (40, 40), (33, 70), (70, 33)] {
        let found = least_cost(&vec![2.0; rows * columns], columns).unwrap();
        assert_one_to_one(&found, rows, columns);
        assert_eq!(found.total, 2.0 * rows.min(columns) as f64);
    }
}

#[test]
fn prices_that_fall_by_less_than_their_rounding_end() {
    let mut costs = vec![1e16; 9];
    (costs[0], costs[4], costs[8]) = (1.0, 1.5, 1e-3);
    assert_one_to_one(&least_cost(&costs, 3).unwrap(), 3, 3);
    let product = |n: usize| (0..n * n).map(move |at| ((at / n) * (at % n)) as f64);
    let costs: Vec<f64> = product(50).collect();
    assert_eq!(least_cost(&costs, 50).unwrap().total, (0..50).map(|i| (i * (49 - i)) as f64).sum::<f64>());
}

fn assert_one_to_one(found: &Assignment, rows: usize, columns: usize) {
    assert_eq!(found.pairs.len(), rows.min(columns));
    assert!(found.pairs.is_sorted_by(|a, b| a.0 < b.0), "rows ascend");
    let mut taken = vec![false; columns];
    for (row, column) in &found.pairs {
        assert!(*row < rows && !std::mem::replace(&mut taken[*column], true), "each at most once");
    }
}

/// The least over all ways to give the rows from `row` on a column; rows are no more than columns.
fn by_trying(costs: &[f64], columns: usize, row: usize, taken: u32) -> f64 {
    if row * columns == costs.len() {
        return 0.0;
    }
    let free = (0..columns).filter(|column| taken >> column & 1 == 0);
    let totals = free.map(|c| costs[row * columns + c] + by_trying(costs, columns, row + 1, taken | 1 << c));
    totals.fold(FORBIDDEN, f64::min)
}

/// One shortest path for each row, without anything that makes it quick; rows are no more than columns.
fn plainly(costs: &[f64], rows: usize, columns: usize) -> f64 {
    let (mut u, mut v) = (vec![0.0; rows + 1], vec![0.0; columns + 1]);
    let mut row_of = vec![0; columns + 1];
    for start in 1..=rows {
        let (mut least, mut done, mut way) =
            (vec![FORBIDDEN; columns + 1], vec![false; columns + 1], vec![0; columns + 1]);
        let mut at = 0;
        row_of[0] = start;
        while row_of[at] != 0 {
            done[at] = true;
            let (row, mut next, mut step) = (row_of[at], 0, FORBIDDEN);
            for column in 1..=columns {
                let cost = costs[(row - 1) * columns + column - 1] - u[row] - v[column];
                if !done[column] && cost < least[column] {
                    (least[column], way[column]) = (cost, at);
                }
                if !done[column] && least[column] < step {
                    (step, next) = (least[column], column);
                }
            }
            if next == 0 {
                return FORBIDDEN;
            }
            for column in 0..=columns {
                if done[column] {
                    u[row_of[column]] += step;
                    v[column] -= step;
                } else {
                    least[column] -= step;
                }
            }
            at = next;
        }
        while at != 0 {
            row_of[at] = row_of[way[at]];
            at = way[at];
        }
    }
    (1..=columns).filter(|c| row_of[*c] != 0).map(|c| costs[(row_of[c] - 1) * columns + c - 1]).sum()
}

fn transposed(costs: &[f64], columns: usize) -> Vec<f64> {
    (0..columns).flat_map(|c| costs.iter().skip(c).step_by(columns).copied()).collect()
}

/// A cost of few different values, negative ones and forbidden ones among them.
fn cost() -> impl Strategy<Value = f64> + Clone {
    prop_oneof![6 => (-4i32..9).prop_map(f64::from), 1 => Just(FORBIDDEN)]
}

fn matrix(
    rows: std::ops::Range<usize>,
    more: std::ops::Range<usize>,
    cost: impl Strategy<Value = f64> + Clone,
) -> impl Strategy<Value = (usize, usize, Vec<f64>)> {
    (rows, more).prop_flat_map(move |(rows, more)| {
        let columns = rows + more;
        (Just(rows), Just(columns), prop::collection::vec(cost.clone(), rows * columns))
    })
}

fn is_least(rows: usize, columns: usize, costs: &[f64], least: f64) -> Result<(), TestCaseError> {
    match least_cost(costs, columns) {
        Ok(found) => {
            assert_one_to_one(&found, rows, columns);
            prop_assert!((found.total - least).abs() <= 1e-9, "{}, not {least}", found.total);
        }
        Err(reason) => prop_assert_eq!((reason, least), (Undefined::Infeasible, FORBIDDEN)),
    }
    Ok(())
}

proptest! {
    #[test]
    fn the_least_of_all((rows, columns, costs) in matrix(1..6, 0..3, cost())) {
        let least = by_trying(&costs, columns, 0, 0);
        is_least(rows, columns, &costs, least)?;
        is_least(columns, rows, &transposed(&costs, columns), least)?;
    }

    #[test]
    fn the_least_of_all_that_differ((rows, columns, costs) in matrix(1..6, 0..3, -1e3f64..1e3)) {
        is_least(rows, columns, &costs, by_trying(&costs, columns, 0, 0))?;
    }

    #[test]
    fn turned_and_mirrored((rows, columns, costs) in matrix(1..9, 0..4, -9f64..9.0)) {
        let found = least_cost(&costs, columns).unwrap();
        let turned = least_cost(&transposed(&costs, columns), rows).unwrap();
        let mut pairs: Vec<(usize, usize)> = turned.pairs.iter().map(|(column, row)| (*row, *column)).collect();
        pairs.sort_unstable();
        prop_assert_eq!(&pairs, &found.pairs);
        let gains: Vec<f64> = costs.iter().map(|cost| -cost).collect();
        prop_assert_eq!(greatest_gain(&gains, columns).unwrap().pairs, found.pairs);
    }

    #[test]
    fn never_panics(costs in prop::collection::vec(any::<f64>(), 0..40), columns in 0usize..8) {
        if let Ok(found) = least_cost(&costs, columns) {
            prop_assert!(found.total.is_finite());
            assert_one_to_one(&found, costs.len().checked_div(columns).unwrap_or(0), columns);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_least_of_long_rows((rows, columns, costs) in matrix(20..60, 0..20, 0f64..1.0)) {
        is_least(rows, columns, &costs, plainly(&costs, rows, columns))?;
    }

    #[test]
    fn the_least_of_long_rows_with_ties((rows, columns, costs) in matrix(30..60, 0..9, cost())) {
        is_least(rows, columns, &costs, plainly(&costs, rows, columns))?;
        is_least(columns, rows, &transposed(&costs, columns), plainly(&costs, rows, columns))?;
    }

    #[test]
    fn the_least_where_nearly_all_is_forbidden((rows, columns, costs) in matrix(34..60, 0..3,
        prop_oneof![1 => 0f64..1.0, 8 => Just(FORBIDDEN)]))
    {
        is_least(rows, columns, &costs, plainly(&costs, rows, columns))?;
    }

    #[test]
    fn the_least_of_distances(points in prop::collection::vec((0f64..1.0, 0f64..1.0), 80..120)) {
        let half = points.len() / 2;
        let far = |a: &(f64, f64), b: &(f64, f64)| (a.0 - b.0).hypot(a.1 - b.1);
        let (from, to) = (&points[..half], &points[half..2 * half]);
        let costs: Vec<f64> = from.iter().flat_map(|a| to.iter().map(move |b| far(a, b))).collect();
        is_least(half, half, &costs, plainly(&costs, half, half))?;
    }
}
