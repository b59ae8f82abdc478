//! Assignment: who meets whom, each at most once, at the least cost or for the greatest gain.
//!
//! ```
//! use agreement::assignment::{greatest_gain, least_cost};
//!
//! // Two reviewers, three texts: how many minutes each would need for each.
//! let minutes = [30.0, 20.0, 45.0, 25.0, 10.0, 50.0];
//! assert_eq!(least_cost(&minutes, 3).unwrap().pairs, [(0, 0), (1, 1)]);
//! assert_eq!(greatest_gain(&minutes, 3).unwrap().total, 80.0, "and the worst that could be done");
//! ```

mod dense;
mod shortlist;
mod sparse;

pub(crate) use sparse::{Edge, heaviest_pairs};

use crate::Undefined;

/// Which row meets which column.
///
/// ```
/// use agreement::assignment::least_cost;
///
/// // Three rows for two columns: the third row stays without.
/// let best = least_cost(&[2.0, 1.0, 1.0, 3.0, 5.0, 4.0], 2).unwrap();
/// assert_eq!((best.pairs.as_slice(), best.total), (&[(0, 1), (1, 0)][..], 2.0));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// Rows with their columns, rows ascending: as many pairs as the shorter side is long.
    pub pairs: Vec<(usize, usize)>,
    /// The sum of the costs or gains of the pairs; 0 for no pairs.
    pub total: f64,
    /// Pairs.
    pub n: usize,
    /// Rows or columns of the longer side that meet nobody.
    pub dropped: usize,
    /// The name of the method, with its source.
    pub method: &'static str,
}

const COST: &str = "assignment of the least total cost (Jonker & Volgenant 1987)";
const GAIN: &str = "assignment of the greatest total gain (Jonker & Volgenant 1987)";

/// Costs and gains lie between −this and this, so that no sum of them overflows.
const LIMIT: f64 = 1e300;

/// The assignment of the least total cost.
///
/// ```text
/// min Σ cost[i][column(i)],   each column at most once
/// ```
///
/// `costs` holds the rows of the matrix one after the other, `columns` costs each. If there are fewer columns than rows,
/// every column gets a row, else every row gets a column. An infinite cost forbids a pair. No rows or no columns have
/// the empty assignment. Where several assignments cost the same, which one is found depends on the costs alone.
///
/// Whole numbers are added exactly as long as their sums stay below 2⁵³, so the total is then exactly the least; in
/// general it is the least up to the rounding of sums of the largest cost.
///
/// # Errors
/// [`Undefined::Ragged`] if the last row is not full, [`Undefined::NotFinite`] for NaN and −∞, with the place in
/// `costs`, [`Undefined::OutOfRange`] beyond ±10³⁰⁰ or for 2³² rows or columns, [`Undefined::Infeasible`] if every
/// assignment has a forbidden pair.
///
/// Takes O(k² l) time at worst for k rows and l columns, k ≤ l, and often little more than a look or two at each cost;
/// O(k + l) memory, and a copy of the costs if there are more rows than columns.
///
/// Source: R. Jonker and A. Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment
/// problems", Computing 38 (1987); D. F. Crouse, "On implementing 2D rectangular assignment algorithms", IEEE
/// Transactions on Aerospace and Electronic Systems 52 (2016).
///
/// ```
/// use agreement::{Undefined, assignment::least_cost};
///
/// let best = least_cost(&[4.0, 1.0, 3.0, 2.0, 0.0, 5.0, 3.0, 2.0, 2.0], 3).unwrap();
/// assert_eq!(best.pairs, [(0, 1), (1, 0), (2, 2)]);
/// assert_eq!(best.total, 5.0);
///
/// let forbidden = f64::INFINITY;
/// assert_eq!(least_cost(&[1.0, forbidden, 1.0, forbidden], 2), Err(Undefined::Infeasible));
/// ```
pub fn least_cost(costs: &[f64], columns: usize) -> Result<Assignment, Undefined> {
    let rows = rows(costs, columns)?;
    check(costs, "cost", f64::INFINITY)?;
    let column_of = if rows > columns {
        turned(columns, rows, &dense::solve(&transposed(costs, columns, 1.0), columns, rows)?)
    } else {
        dense::solve(costs, rows, columns)?
    };
    Ok(assignment(costs, columns, &column_of, COST))
}

/// The assignment of the greatest total gain: [`least_cost`] the other way round. A gain of −∞ forbids a pair.
///
/// # Errors
/// As for [`least_cost`]; infinite gains are not finite.
///
/// Takes the time of [`least_cost`], and a copy of the gains.
///
/// Source: [`least_cost`].
///
/// ```
/// let best = agreement::assignment::greatest_gain(&[0.9, 0.8, 0.8, 0.1], 2).unwrap();
/// assert_eq!(best.pairs, [(0, 1), (1, 0)], "together they gain more than 0.9 and 0.1");
/// ```
pub fn greatest_gain(gains: &[f64], columns: usize) -> Result<Assignment, Undefined> {
    let rows = rows(gains, columns)?;
    check(gains, "gain", f64::NEG_INFINITY)?;
    let column_of = if rows > columns {
        turned(columns, rows, &dense::solve(&transposed(gains, columns, -1.0), columns, rows)?)
    } else {
        let costs: Vec<f64> = gains.iter().map(|gain| -gain).collect();
        dense::solve(&costs, rows, columns)?
    };
    Ok(assignment(gains, columns, &column_of, GAIN))
}

fn rows(values: &[f64], columns: usize) -> Result<usize, Undefined> {
    if columns == 0 {
        let found = values.len();
        return if found == 0 { Ok(0) } else { Err(Undefined::Ragged { row: 0, found, expected: 0 }) };
    }
    if !values.len().is_multiple_of(columns) {
        let (row, found) = (values.len() / columns, values.len() % columns);
        return Err(Undefined::Ragged { row, found, expected: columns });
    }
    let rows = values.len() / columns;
    let (most, high) = (rows.max(columns), NONE as usize - 1);
    if most > high {
        let (value, high) = (most as f64, high as f64);
        return Err(Undefined::OutOfRange { what: "the length of a side", value, low: 0.0, high });
    }
    Ok(rows)
}

/// All values within the limit, or the one that forbids a pair.
fn check(values: &[f64], what: &'static str, forbidden: f64) -> Result<(), Undefined> {
    let fits = |value: f64| (value.abs() <= LIMIT) | (value == forbidden);
    // Without a branch for each value; only where something is wrong it is looked for.
    if values.iter().fold(true, |all, value| all & fits(*value)) {
        return Ok(());
    }
    match values.iter().position(|value| !fits(*value)) {
        None => Ok(()),
        Some(at) if values[at].is_finite() => {
            Err(Undefined::OutOfRange { what, value: values[at], low: -LIMIT, high: LIMIT })
        }
        Some(at) => Err(Undefined::NotFinite { what, at }),
    }
}

/// The matrix with its sides exchanged, each value times `sign`.
fn transposed(values: &[f64], columns: usize, sign: f64) -> Vec<f64> {
    let rows = values.len() / columns;
    let mut turned = vec![0.0; values.len()];
    // A few columns at a time, so that what is written stays near.
    for from in (0..columns).step_by(TILE) {
        for (row, values) in values.chunks_exact(columns).enumerate() {
            for (column, value) in (from..columns).zip(&values[from..]).take(TILE) {
                turned[column * rows + row] = sign * value;
            }
        }
    }
    turned
}

/// The column of each row, from the row of each column.
fn turned(columns: usize, rows: usize, row_of: &[u32]) -> Vec<u32> {
    let mut column_of = vec![NONE; rows];
    for (column, row) in (0..columns as u32).zip(row_of) {
        column_of[*row as usize] = column;
    }
    column_of
}

fn assignment(values: &[f64], columns: usize, column_of: &[u32], method: &'static str) -> Assignment {
    let met = column_of.iter().enumerate().filter(|(_, column)| **column != NONE);
    let pairs: Vec<(usize, usize)> = met.map(|(row, column)| (row, *column as usize)).collect();
    let total = pairs.iter().fold(0.0, |sum, (row, column)| sum + values[row * columns + column]);
    let n = pairs.len();
    Assignment { pairs, total, n, dropped: columns.max(column_of.len()) - n, method }
}

/// Columns that are turned in one pass.
const TILE: usize = 8;

/// No row, or no column.
const NONE: u32 = u32::MAX;
