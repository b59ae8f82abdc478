//! Symmetric positive definite matrices, by rows one after the other.

/// The lower triangle L of L Lᵀ = the matrix; none if it is not positive definite but for rounding.
pub(super) struct Cholesky {
    size: usize,
    lower: Vec<f64>,
}

/// A pivot smaller than this share of its diagonal entry is rounding.
const LEAST: f64 = 1e-13;

impl Cholesky {
    pub(super) fn of(mut matrix: Vec<f64>, size: usize) -> Option<Cholesky> {
        for i in 0..size {
            let (above, rest) = matrix.split_at_mut(i * size);
            let row = &mut rest[..=i];
            for j in 0..i {
                let pivot = &above[j * size..=j * size + j];
                row[j] = (row[j] - dot(&row[..j], &pivot[..j])) / pivot[j];
            }
            let pivot = row[i] - dot(&row[..i], &row[..i]);
            if pivot.is_nan() || pivot <= LEAST * row[i] {
                return None;
            }
            row[i] = pivot.sqrt();
        }
        Some(Cholesky { size, lower: matrix })
    }

    fn row(&self, i: usize) -> &[f64] {
        &self.lower[i * self.size..=i * self.size + i]
    }

    /// The solution x of matrix · x = right.
    pub(super) fn solve(&self, right: &[f64]) -> Vec<f64> {
        let mut x = right.to_vec();
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
        x
    }

    /// The inverse of the matrix.
    pub(super) fn inverse(&self) -> Vec<f64> {
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
        for row in of_lower.chunks_exact(size).enumerate().map(|(i, row)| &row[..=i]) {
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

/// The scalar product, summed in eight strands that do not wait for each other.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut strands = [0.0; 8];
    let (a, a_rest) = a.as_chunks::<8>();
    let (b, b_rest) = b.as_chunks::<8>();
    for (a, b) in a.iter().zip(b) {
        strands.iter_mut().zip(a.iter().zip(b)).for_each(|(sum, (a, b))| *sum += a * b);
    }
    strands.iter().sum::<f64>() + a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum::<f64>()
}
