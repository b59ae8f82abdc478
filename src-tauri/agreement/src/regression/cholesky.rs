//! Symmetric systems of a few unknowns.

/// A positive definite matrix as the product of a lower triangle and its transpose.
#[derive(Debug, Clone)]
pub(super) struct Cholesky {
    size: usize,
    /// The lower triangle, row by row; what is above it is of no meaning.
    lower: Vec<f64>,
}

impl Cholesky {
    /// From the rows of the matrix, of which the lower triangle is read. None if a variable keeps no more than
    /// `remainder` of its own diagonal once the ones before it are taken out: it is, up to rounding, a combination of
    /// them.
    pub(super) fn of(mut matrix: Vec<f64>, size: usize, remainder: f64) -> Option<Cholesky> {
        for row in 0..size {
            for column in 0..=row {
                let (a, b) = (row * size, column * size);
                let sum: f64 = (0..column).map(|at| matrix[a + at] * matrix[b + at]).sum();
                let left = matrix[a + column] - sum;
                if column < row {
                    matrix[a + column] = left / matrix[b + column];
                } else if left > remainder * matrix[a + row] && left.is_finite() {
                    matrix[a + row] = left.sqrt();
                } else {
                    return None;
                }
            }
        }
        Some(Cholesky { size, lower: matrix })
    }

    /// Turns the right side of the system into its solution.
    pub(super) fn solve(&self, values: &mut [f64]) {
        let at = |row: usize, column: usize| self.lower[row * self.size + column];
        for row in 0..self.size {
            let sum: f64 = (0..row).map(|column| at(row, column) * values[column]).sum();
            values[row] = (values[row] - sum) / at(row, row);
        }
        for row in (0..self.size).rev() {
            let sum: f64 = (row + 1..self.size).map(|below| at(below, row) * values[below]).sum();
            values[row] = (values[row] - sum) / at(row, row);
        }
    }

    /// The rows of the inverse.
    pub(super) fn inverse(&self) -> Vec<f64> {
        let mut inverse = vec![0.0; self.size * self.size];
        for (at, row) in inverse.chunks_exact_mut(self.size.max(1)).enumerate() {
            row[at] = 1.0;
            self.solve(row);
        }
        inverse
    }
}
