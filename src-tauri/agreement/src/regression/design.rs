//! The columns that explain, made comparable.

use crate::Undefined;
use crate::check::within;
use crate::matrix::{Cholesky, add_products, dot};

/// The largest value, to either side: 10¹⁰⁰. Its square is still far from the end of the numbers.
///
/// ```
/// use agreement::{LEVEL, regression::{MOST_VALUE, linear}};
///
/// let slope = |largest: f64| linear(&[1.0, 2.0, 4.0, 5.0], &[&[0.0, 0.25 * largest, 0.5 * largest, largest]], LEVEL);
/// assert!(slope(MOST_VALUE).is_ok() && slope(1.01 * MOST_VALUE).is_err());
/// ```
pub const MOST_VALUE: f64 = 1e100;

/// A column that keeps less of its variance than this beside the others says the same as they do.
const REMAINDER: f64 = 1e-10;

/// Columns with mean 0 and mean square 1, one row an item: so that neither the units nor the distance from 0 cost
/// digits, and what is left of a column beside the others is a share.
#[derive(Debug, Clone)]
pub(super) struct Design {
    pub(super) n: usize,
    pub(super) columns: usize,
    pub(super) means: Vec<f64>,
    pub(super) scales: Vec<f64>,
    /// Row by row.
    pub(super) values: Vec<f64>,
    correlations: Cholesky,
}

impl Design {
    /// Of columns for `n` items.
    pub(super) fn new(n: usize, columns: &[&[f64]]) -> Result<Design, Undefined> {
        let size = columns.len();
        if n < size + 2 {
            return Err(Undefined::TooFew { n, needed: size + 2 });
        }
        let mut values = vec![0.0; n * size];
        let (mut means, mut scales) = (Vec::with_capacity(size), Vec::with_capacity(size));
        for (at, column) in columns.iter().enumerate() {
            check_column(n, column)?;
            let (mean, scale) = mean_and_spread(column);
            // Rounding in the mean alone may leave a constant column this much.
            let largest = column.iter().fold(0.0f64, |largest, value| largest.max(value.abs()));
            if scale <= 1e-13 * largest {
                return Err(Undefined::Collinear);
            }
            let cells = values.iter_mut().skip(at).step_by(size);
            cells.zip(*column).for_each(|(cell, value)| *cell = (value - mean) / scale);
            means.push(mean);
            scales.push(scale);
        }
        let mut products = vec![0.0; size * size];
        for row in values.chunks_exact(size.max(1)) {
            add_products(&mut products, row, 1.0 / n as f64);
        }
        let correlations = Cholesky::of(products, size, REMAINDER).ok_or(Undefined::Collinear)?;
        Ok(Design { n, columns: size, means, scales, values, correlations })
    }

    /// The rows; they are empty if there are no columns.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[f64]> {
        (0..self.n).map(|row| &self.values[row * self.columns..(row + 1) * self.columns])
    }

    /// The coefficients, for the columns as they are here, of the best linear combination for `y`, and what it leaves.
    /// `y` has mean 0.
    pub(super) fn fit(&self, y: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let mut coefficients = vec![0.0; self.columns];
        let mut left = y.to_vec();
        // The second round takes up what rounding has left in the first.
        for _ in 0..2 {
            let mut steps = vec![0.0; self.columns];
            for (row, left) in self.rows().zip(&left) {
                steps.iter_mut().zip(row).for_each(|(step, value)| *step += value * left / self.n as f64);
            }
            self.correlations.solve(&mut steps);
            for (row, left) in self.rows().zip(&mut left) {
                *left -= dot(row, &steps);
            }
            coefficients.iter_mut().zip(&steps).for_each(|(coefficient, step)| *coefficient += step);
        }
        (coefficients, left)
    }

    /// The inverse of the columns' products, for the columns as they are here.
    pub(super) fn inverse(&self) -> Vec<f64> {
        let mut inverse = self.correlations.inverse();
        inverse.iter_mut().for_each(|cell| *cell /= self.n as f64);
        inverse
    }
}

/// Mean and root mean square distance from it.
pub(super) fn mean_and_spread(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let first = values.iter().sum::<f64>() / n;
    let mean = first + values.iter().map(|value| value - first).sum::<f64>() / n;
    let square = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / n;
    (mean, square.sqrt())
}

/// Whether the column has a number for each of `n` items.
pub(super) fn check_column(n: usize, column: &[f64]) -> Result<(), Undefined> {
    if column.len() != n {
        return Err(Undefined::Lengths { left: n, right: column.len() });
    }
    for (at, value) in column.iter().enumerate() {
        if !value.is_finite() {
            return Err(Undefined::NotFinite { what: "value", at });
        }
        within("a value", *value, -MOST_VALUE, MOST_VALUE)?;
    }
    Ok(())
}
