//! Scores on a scale.
//!
//! | question | function |
//! | --- | --- |
//! | how much of the variation of the scores lies between what is scored | [`icc`] |
//! | do two raters' scores rise and fall together | [`pearson`], [`correlation_test`] |
//! | does one score higher than the other, and how far may they lie apart | [`mean_difference`] |
//! | what is the mean, and how sure is it | [`mean`] |
//!
//! ```
//! use agreement::{LEVEL, scale::{icc, mean_difference, pearson}};
//!
//! // The second rater is one point stricter throughout.
//! let (first, second) = ([2.0, 3.0, 5.0, 4.0, 3.0], [1.0, 2.0, 4.0, 3.0, 2.0]);
//! assert_eq!(mean_difference(&first, &second, 0.95, LEVEL).bias.value, Ok(1.0));
//! assert!((pearson(&first, &second, LEVEL).value.unwrap() - 1.0).abs() < 1e-12, "which r does not see");
//! let icc = icc(&[2.0, 1.0, 3.0, 2.0, 5.0, 4.0, 4.0, 3.0, 3.0, 2.0], 2, LEVEL);
//! assert!(icc.single.agreement.icc.value.unwrap() < 0.75, "and the intraclass correlation does");
//! ```

mod correlation;
mod difference;
mod icc;

pub(crate) use correlation::fisher_interval;
pub use correlation::{correlation_test, pearson};
pub use difference::{MeanDifference, mean, mean_difference};
pub use icc::{Anova, Form, Forms, Icc, icc};

pub use crate::statistic::Test;

/// A power of two that brings the largest of the values near 1 if products of their squares might not fit a number,
/// else 1.
fn unit(largest: f64) -> f64 {
    if (1e-50..1e50).contains(&largest) || largest == 0.0 {
        return 1.0;
    }
    let exponent = (largest.to_bits() >> 52) as i32 - 1023;
    // Where 2^−exponent does not fit, a neighbour does as well.
    2.0_f64.powi((-exponent).clamp(-1022, 1022))
}
