//! How far apart two categories are.

use crate::Undefined;
use crate::categorical::Distance;
use crate::ratings::{MOST_CROSSED, countable};

/// How much two different categories count as agreeing: 1 for the same, down to 0. The order and number of the
/// categories decide, so the list of categories is part of the question: an unused level changes a weighted coefficient.
///
/// ```
/// use agreement::{LEVEL, Table, Weights, categorical::cohen_kappa};
///
/// let table = Table::of_rows(&[[4, 2, 0], [1, 5, 1], [0, 1, 6]]).unwrap();
/// let kappa = |weights| cohen_kappa(&table, &weights, LEVEL).value.unwrap();
/// assert!(kappa(Weights::Identity) < kappa(Weights::Linear) && kappa(Weights::Linear) < kappa(Weights::Quadratic));
/// // Only the last two categories are near each other.
/// let own = Weights::Own(vec![1.0, 0.0, 0.0, 0.0, 1.0, 0.5, 0.0, 0.5, 1.0]);
/// assert!(kappa(Weights::Identity) < kappa(own));
/// ```
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
    /// Own weights of another size, outside [0, 1], not symmetric, or not 1 on the diagonal; no categories, or more than
    /// 4096, of which a matrix would be too large.
    ///
    /// Source: J. Cohen, "Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial
    /// credit", Psychological Bulletin 70 (1968); J. L. Fleiss & J. Cohen, "The equivalence of weighted kappa and the
    /// intraclass correlation coefficient as measures of reliability", Educational and Psychological Measurement 33
    /// (1973).
    ///
    /// ```
    /// assert_eq!(agreement::Weights::Linear.matrix(2).unwrap(), [1.0, 0.0, 0.0, 1.0]);
    /// ```
    pub fn matrix(&self, categories: usize) -> Result<Vec<f64>, Undefined> {
        countable(categories, MOST_CROSSED)?;
        let distance = self.distance(categories)?;
        if let Weights::Own(own) = self {
            return Ok(own.clone());
        }
        Ok(distance.matrix(categories).into_iter().map(|apart| 1.0 - apart).collect())
    }

    /// What the weights leave to full agreement.
    pub(crate) fn distance(&self, categories: usize) -> Result<Distance, Undefined> {
        let widest = categories.saturating_sub(1).max(1) as f64;
        let scores = || (0..categories).map(|category| category as f64 / widest).collect();
        Ok(match self {
            Weights::Identity => Distance::Nominal,
            Weights::Linear => Distance::Absolute(scores()),
            Weights::Quadratic => Distance::Squared(scores()),
            Weights::Own(own) => {
                countable(categories, MOST_CROSSED)?;
                check(own, categories)?;
                Distance::Own { categories, apart: own.iter().map(|weight| 1.0 - weight).collect() }
            }
        })
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
        let mirrored = own[column * categories + row];
        if column < row && (weight - mirrored).abs() > 1e-12 {
            let what = "a weight that differs from its mirror image";
            return Err(Undefined::OutOfRange { what, value: *weight, low: mirrored, high: mirrored });
        }
    }
    Ok(())
}
