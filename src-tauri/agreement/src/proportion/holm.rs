//! Several tests at once.

use crate::Undefined;
use crate::check::within;

/// p-values corrected for being several, after Holm, in the order of the input.
///
/// ```text
/// sorted upwards:  p̃₍ᵢ₎ = max over j ≤ i of min(1, (m − j + 1)·p₍ⱼ₎),   i = 1 … m
/// ```
///
/// Rejecting where the corrected p is at most α keeps the chance of any false rejection among all m at α or less,
/// however the tests depend on each other. Tests that could not be made do not belong in the input.
///
/// # Errors
/// [`Undefined::OutOfRange`] for a p outside [0, 1], NaN among them. No p-values give none. Takes O(m log m) time.
///
/// Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6
/// (1979).
///
/// ```
/// let corrected = agreement::proportion::holm(&[0.01, 0.04, 0.03]).unwrap();
/// assert_eq!(corrected, [0.03, 0.06, 0.06]);
/// ```
pub fn holm(p: &[f64]) -> Result<Vec<f64>, Undefined> {
    for value in p {
        within("a p-value", *value, 0.0, 1.0)?;
    }
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_unstable_by(|a, b| p[*a].total_cmp(&p[*b]));
    let mut corrected = vec![0.0; p.len()];
    let mut largest = 0.0f64;
    for (place, at) in order.into_iter().enumerate() {
        largest = largest.max((p.len() - place) as f64 * p[at]).min(1.0);
        corrected[at] = largest;
    }
    Ok(corrected)
}
