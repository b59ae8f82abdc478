//! Sums of products, and symmetric positive definite matrices, by rows one after the other.

/// The lower triangle L of L Lᵀ = the matrix.
#[derive(Debug, Clone)]
pub(crate) struct Cholesky {
    size: usize,
    /// What is above the triangle is of no meaning.
    lower: Vec<f64>,
}

impl Cholesky {
    /// Of a matrix of which the lower triangle is read. None if a variable keeps no more than `remainder` of its own
    /// diagonal once the ones before it are taken out: it is, up to rounding, a combination of them.
    pub(crate) fn of(mut matrix: Vec<f64>, size: usize, remainder: f64) -> Option<Cholesky> {
        for i in 0..size {
            let (above, rest) = matrix.split_at_mut(i * size);
            let row = &mut rest[..=i];
            for j in 0..i {
                let pivot = &above[j * size..=j * size + j];
                row[j] = (row[j] - dot(&row[..j], &pivot[..j])) / pivot[j];
            }
            let pivot = row[i] - dot(&row[..i], &row[..i]);
            if !pivot.is_finite() || pivot <= remainder * row[i] {
                return None;
            }
            row[i] = pivot.sqrt();
        }
        Some(Cholesky { size, lower: matrix })
    }

    fn row(&self, i: usize) -> &[f64] {
        &self.lower[i * self.size..=i * self.size + i]
    }

    /// Turns the right side of matrix · x = right into the solution x.
    pub(crate) fn solve(&self, x: &mut [f64]) {
        for i in 0..self.size {
            let row = self.row(i);
            x[i] = (x[i] - dot(&row[..i], &x[..i])) / row[i];
        }
        for i in (0..self.size).rev() {
            let row = self.row(i);
            x[i] /= row[i];
            let (before, at) = x.split_at_mut(i);
            before.iter_mut().zip(row).for_each(|(x, l)| *x -= l * at[0]);
        }
    }

    /// The inverse of the matrix.
    pub(crate) fn inverse(&self) -> Vec<f64> {
        let size = self.size;
        // The inverse M of L, row by row: row i is that of the identity less L's multiples of the rows above.
        let mut of_lower = vec![0.0; size * size];
        for i in 0..size {
            let (above, rest) = of_lower.split_at_mut(i * size);
            let (lower, row) = (self.row(i), &mut rest[..=i]);
            row[i] = 1.0;
            for k in 0..i {
                add(&mut row[..=k], &above[k * size..=k * size + k], -lower[k]);
            }
            row.iter_mut().for_each(|value| *value /= lower[i]);
        }
        // Mᵀ M.
        let mut inverse = vec![0.0; size * size];
        for row in of_lower.chunks_exact(size.max(1)).enumerate().map(|(i, row)| &row[..=i]) {
            for (i, value) in row.iter().enumerate() {
                add(&mut inverse[i * size..=i * size + i], &row[..=i], *value);
            }
        }
        for i in 0..size {
            for j in 0..i {
                inverse[j * size + i] = inverse[i * size + j];
            }
        }
        inverse
    }
}

/// Adds a multiple of a row.
fn add(to: &mut [f64], row: &[f64], times: f64) {
    to.iter_mut().zip(row).for_each(|(to, value)| *to += times * value);
}

/// Adds the products of a row's values to the lower triangle of a matrix, times a weight.
pub(crate) fn add_products(matrix: &mut [f64], row: &[f64], weight: f64) {
    for (at, value) in row.iter().enumerate() {
        let from = at * row.len();
        add(&mut matrix[from..=from + at], row, weight * value);
    }
}

/// The scalar product; of long rows in eight strands that do not wait for each other.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    debug_assert_eq!(a.len(), b.len());
    let (a, a_rest) = a.as_chunks::<8>();
    let (b, b_rest) = b.as_chunks::<8>();
    let rest = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    if a.is_empty() {
        return rest;
    }
    let mut strands = [0.0; 8];
    for (a, b) in a.iter().zip(b) {
        strands.iter_mut().zip(a.iter().zip(b)).for_each(|(sum, (a, b))| *sum += a * b);
    }
    strands.iter().sum::<f64>() + rest
}

#[cfg(test)]
mod tests {
    use super::{Cholesky, add_products, dot};

    /// Rows that share nothing, and so many of them that products are summed in strands.
    fn matrix(size: usize) -> Vec<f64> {
        let mut matrix = vec![0.0; size * size];
        for at in 0..2 * size {
            let row: Vec<f64> = (0..size).map(|column| ((at * 7 + column * column * 3 + 1) as f64).sin()).collect();
            add_products(&mut matrix, &row, 1.0);
        }
        for row in 0..size {
            matrix[row * size + row] += 1.0;
            (0..row).for_each(|column| matrix[column * size + row] = matrix[row * size + column]);
        }
        matrix
    }

    #[test]
    fn solutions_and_inverses() {
        for size in [0, 1, 2, 7, 8, 30] {
            let matrix = matrix(size);
            let factor = Cholesky::of(matrix.clone(), size, 1e-13).unwrap();
            let inverse = factor.inverse();
            for at in 0..size {
                let mut column = vec![0.0; size];
                column[at] = 1.0;
                factor.solve(&mut column);
                for (row, of_inverse) in (0..size).map(|row| (row, &inverse[row * size..(row + 1) * size])) {
                    let unit = if row == at { 1.0 } else { 0.0 };
                    assert!((of_inverse[at] - column[row]).abs() < 1e-12, "{size}: {row}, {at}");
                    assert!((dot(&matrix[row * size..(row + 1) * size], &column) - unit).abs() < 1e-12);
                }
            }
        }
    }

    #[test]
    fn combinations_of_others_are_told() {
        assert!(Cholesky::of(vec![1.0, 0.0, 2.0, 4.0], 2, 1e-13).is_none());
        assert!(Cholesky::of(vec![0.0], 1, 1e-13).is_none());
        assert!(Cholesky::of(vec![-1.0], 1, 1e-13).is_none());
        assert!(Cholesky::of(vec![f64::NAN], 1, 1e-13).is_none());
        assert!(Cholesky::of(vec![f64::INFINITY], 1, 1e-13).is_none());
        assert!(Cholesky::of(vec![1.0, 0.0, 0.9, 1.0], 2, 0.5).is_none());
        assert!(Cholesky::of(vec![1.0, 0.0, 0.9, 1.0], 2, 0.1).is_some());
    }
}
