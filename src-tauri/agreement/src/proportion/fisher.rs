//! Fisher's exact test of two shares.

use super::Alternative;
use super::share::valid;
use crate::Undefined;
use crate::check::within;

/// The most items of both samples together: 10 million, since it is summed over outcomes.
///
/// ```
/// use agreement::proportion::{Alternative, MOST_OF_TWO, fisher_exact};
///
/// assert!(fisher_exact((1, 2), (0, MOST_OF_TWO - 2), Alternative::TwoSided).is_ok());
/// assert!(fisher_exact((1, 2), (0, MOST_OF_TWO - 1), Alternative::TwoSided).is_err());
/// ```
pub const MOST_OF_TWO: u64 = 10_000_000;

/// Equally likely outcomes count although rounding may set them apart by as much, relative to their chance.
const SLACK: f64 = 1.0 + 1e-7;

/// The chance, if two separate samples had one true share, of a difference between them as large as this one.
///
/// ```text
/// X of the first sample are of the kind, given that k₁ + k₂ of n₁ + n₂ are: hypergeometric
/// greater:    P(X ≥ k₁)        the first share is larger
/// less:       P(X ≤ k₁)        the first share is smaller
/// two-sided:  Σ P(X = i) over all i with P(X = i) ≤ P(X = k₁)·(1 + 10⁻⁷)
/// ```
///
/// Each sample is given as (k, n): k of its n items are of the kind. The test is exact and keeps to less than its level
/// in small samples; [`newcombe`](super::newcombe) has the difference with its interval.
///
/// # Errors
/// [`Undefined::TooFew`] when either sample is empty, [`Undefined::OutOfRange`] when a k exceeds its n or the samples
/// have more than [`MOST_OF_TWO`] items. Takes O(min(k₁ + k₂, n₁)) time and memory.
///
/// Source: R. A. Fisher, "The logic of inductive inference", Journal of the Royal Statistical Society 98 (1935);
/// two-sided as R's `fisher.test`.
///
/// ```
/// use agreement::proportion::{Alternative, fisher_exact};
///
/// // Of 12 hasty answers 5 are right, of 78 others 66.
/// let p = fisher_exact((5, 12), (66, 78), Alternative::TwoSided).unwrap();
/// assert!((p - 0.00268).abs() < 1e-5);
/// ```
pub fn fisher_exact((k1, n1): (u64, u64), (k2, n2): (u64, u64), alternative: Alternative) -> Result<f64, Undefined> {
    valid(k1, n1).and_then(|()| valid(k2, n2))?;
    within("the number of items", n1.saturating_add(n2) as f64, 1.0, MOST_OF_TWO as f64)?;
    let of_kind = k1 + k2;
    let (low, high) = (of_kind.saturating_sub(n2), n1.min(of_kind));
    // P(X = i + 1) / P(X = i)
    let rise = |i: u64| ((n1 - i) * (of_kind - i)) as f64 / ((i + 1) * (n2 + i + 1 - of_kind)) as f64;
    // Chances relative to the largest one, so that none overflows.
    let mode = ((n1 + 1) * (of_kind + 1) / (n1 + n2 + 2)).clamp(low, high);
    let mut chances = vec![1.0; (high - low + 1) as usize];
    for i in mode..high {
        chances[(i + 1 - low) as usize] = chances[(i - low) as usize] * rise(i);
    }
    for i in (low..mode).rev() {
        chances[(i - low) as usize] = chances[(i + 1 - low) as usize] / rise(i);
    }
    let at = (k1 - low) as usize;
    let all: f64 = chances.iter().sum();
    let counted: f64 = match alternative {
        Alternative::Greater => chances[at..].iter().sum(),
        Alternative::Less => chances[..=at].iter().sum(),
        Alternative::TwoSided => chances.iter().filter(|chance| **chance <= chances[at] * SLACK).sum(),
    };
    Ok((counted / all).min(1.0))
}
