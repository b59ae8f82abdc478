//! Kendall's W.

use super::order::{MidRanks, Sorter, not_too_many};
use crate::distribution;
use crate::{Statistic, Test, Undefined};

const W: &str = "Kendall's W, corrected for ties (Kendall & Babington Smith 1939)";
const CHI_SQUARE: &str = "chi-square test that raters rank independently (Friedman 1937)";

/// How far many raters rank the same items alike.
///
/// ```
/// use agreement::rank::kendall_w;
///
/// // Four items, each with the ranks that three raters give it; they agree wholly.
/// let concordance = kendall_w(&[1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 3.0, 3.0, 3.0, 4.0, 4.0, 4.0], 3);
/// assert_eq!((concordance.w.value, concordance.w.n), (Ok(1.0), 4));
/// let test = concordance.test.unwrap();
/// assert_eq!((test.statistic, test.df), (9.0, Some(3.0)));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Concordance {
    /// Kendall's W in [0, 1].
    pub w: Statistic,
    /// The test that the raters rank independently of each other.
    pub test: Result<Test, Undefined>,
}

/// Kendall's coefficient of concordance: 1 where all raters rank the items alike, 0 where the sums of their ranks say
/// nothing. `scores` holds the items' rows one after the other, a rank or score of each of the `raters` in a row.
///
/// ```text
/// W = 12 Σ(R − R̄)² / (m² (n³ − n) − m ΣT),   T = Σ(t³ − t) over one rater's ties
/// χ² = m (n − 1) W,   n − 1 degrees of freedom
/// ```
///
/// R is the sum of an item's ranks over the m raters; each rater's scores are ranked anew, low to high, items of one
/// score sharing the mean of their ranks. W with this correction for ties is Friedman's χ² over m(n − 1).
///
/// An item with a missing score (NaN) is left out whole and counts as dropped; `n` counts items. The test is an
/// approximation that is good from about seven items on.
///
/// Undefined when the rows are not full, with fewer than two raters or complete items, and when every rater ties all.
///
/// Takes O(n m) time as long as 33 bits tell a rater's scores apart, and O(n) memory beside the scores.
///
/// Source: M. G. Kendall & B. Babington Smith, "The problem of m rankings", Annals of Mathematical Statistics 10 (1939);
/// M. Friedman, "The use of ranks to avoid the assumption of normality implicit in the analysis of variance", Journal of
/// the American Statistical Association 32 (1937).
///
/// ```
/// // Three items, four raters.
/// let scores = [1.0, 1.0, 2.0, 1.0, 2.0, 2.0, 1.0, 2.0, 3.0, 3.0, 3.0, 3.0];
/// let concordance = agreement::rank::kendall_w(&scores, 4);
/// assert!((concordance.w.value.unwrap() - 0.8125).abs() < 1e-12);
/// assert_eq!(concordance.test.unwrap().statistic, 6.5);
/// ```
pub fn kendall_w(scores: &[f64], raters: usize) -> Concordance {
    let none = |reason, n, dropped| Concordance {
        w: Statistic { dropped, ..Statistic::none(reason, n, W) },
        test: Err(reason),
    };
    if raters < 2 {
        return none(Undefined::TooFewRaters { n: raters, needed: 2 }, 0, 0);
    }
    if !scores.len().is_multiple_of(raters) {
        let (row, found) = (scores.len() / raters, scores.len() % raters);
        return none(Undefined::Ragged { row, found, expected: raters }, 0, 0);
    }
    let items = scores.len() / raters;
    if let Err(reason) = not_too_many(items) {
        return none(reason, 0, 0);
    }
    let complete = |row: &&[f64]| !row.iter().any(|score| score.is_nan());
    let rows: Vec<&[f64]> = scores.chunks_exact(raters).filter(complete).collect();
    let n = rows.len();
    let dropped = items - n;
    if n < 2 {
        return none(Undefined::TooFew { n, needed: 2 }, n, dropped);
    }
    let (mut sorter, mut ranks) = (Sorter::default(), MidRanks::default());
    let mut sums = vec![0.0; n];
    let mut of_rater = Vec::with_capacity(n);
    let mut most = 0.0;
    for rater in 0..raters {
        of_rater.clear();
        of_rater.extend(rows.iter().map(|row| row[rater]));
        most += ranks.each(sorter.sort(&of_rater), |place, rank| sums[place] += rank);
    }
    if most == 0.0 {
        return none(Undefined::NoVariation, n, dropped);
    }
    let m = raters as f64;
    let w = (sums.iter().map(|sum| sum * sum).sum::<f64>() / (m * most)).clamp(0.0, 1.0);
    let df = (n - 1) as f64;
    let statistic = m * df * w;
    let p = distribution::chi_square_above(statistic, df);
    Concordance {
        w: Statistic { dropped, ..Statistic::of(w, n, W) },
        test: Ok(Test { statistic, df: Some(df), df2: None, p, method: CHI_SQUARE }),
    }
}
