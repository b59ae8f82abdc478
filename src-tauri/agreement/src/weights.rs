//! How far apart two categories are.

use crate::Undefined;

/// How much two different categories count as agreeing: 1 for the same, down to 0. The order and number of the
/// categories decide, so the list of categories is part of the question: an unused level changes a weighted coefficient.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Weights {
    /// 1 for the same category, else 0.
    #[default]
    Identity,
    /// 1 − |i − j| / (q − 1) (Cohen 1968).
    Linear,
    /// 1 − (i − j)² / (q − 1)² (Cohen 1968; Fleiss & Cohen 1973).
    Quadratic,
    /// One's own: the rows of a symmetric q × q matrix one after the other, 1 on the diagonal, in [0, 1].
    Own(Vec<f64>),
}

impl Weights {
    /// The rows of the matrix for so many categories, one after the other.
    ///
    /// # Errors
    /// Own weights of another size, outside [0, 1], or not 1 on the diagonal.
    ///
    /// ```
    /// assert_eq!(agreement::Weights::Linear.matrix(2).unwrap(), [1.0, 0.0, 0.0, 1.0]);
    /// ```
    pub fn matrix(&self, categories: usize) -> Result<Vec<f64>, Undefined> {
        if let Weights::Own(own) = self {
            check(own, categories)?;
            return Ok(own.clone());
        }
        let widest = categories.saturating_sub(1).max(1) as f64;
        let cells = (0..categories).flat_map(|i| (0..categories).map(move |j| i.abs_diff(j) as f64 / widest));
        Ok(cells.map(|apart| self.at(apart)).collect())
    }

    /// The weight of a distance, as a share of the widest.
    fn at(&self, apart: f64) -> f64 {
        match self {
            Weights::Linear => 1.0 - apart,
            Weights::Quadratic => 1.0 - apart * apart,
            Weights::Identity | Weights::Own(_) => f64::from(u8::from(apart == 0.0)),
        }
    }
}

fn check(own: &[f64], categories: usize) -> Result<(), Undefined> {
    if own.len() != categories * categories {
        return Err(Undefined::Ragged { row: 0, found: own.len(), expected: categories * categories });
    }
    for (at, weight) in own.iter().enumerate() {
        let (row, column) = (at / categories, at % categories);
        let low = f64::from(u8::from(row == column));
        if !(low..=1.0).contains(weight) {
            return Err(Undefined::OutOfRange { what: "a weight", value: *weight, low, high: 1.0 });
        }
    }
    Ok(())
}
