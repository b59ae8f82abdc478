//! Stated probabilities in bins, and the expected calibration error.

use super::{check_pairs, share_true};
use crate::check;
use crate::proportion::wilson;
use crate::{Statistic, Undefined};

const EQUAL_WIDTH: &str = "expected calibration error, bins of equal width (Naeini 2015; Guo 2017)";
const EQUAL_MASS: &str = "expected calibration error, bins of equal mass (Nixon 2019)";

/// The most bins: 10 000.
///
/// ```
/// use agreement::calibration::{Binning, MOST_BINS, ece};
///
/// let error = |bins| ece(&[0.25, 0.75], &[false, true], bins, Binning::EqualWidth).value;
/// assert_eq!(error(MOST_BINS), Ok(0.25));
/// assert!(error(MOST_BINS + 1).is_err());
/// ```
pub const MOST_BINS: usize = 10_000;

/// How stated probabilities are put into m bins. A bin holds what lies above its lower edge, up to and with its upper
/// edge; the first bin also holds 0.
///
/// ```
/// use agreement::calibration::{Binning, ece};
///
/// // All that is stated lies in one bin of equal width, or in two of equal mass.
/// let (stated, came_true) = ([0.6, 0.6, 0.9, 0.9], [false, true, true, true]);
/// assert!((ece(&stated, &came_true, 2, Binning::EqualWidth).value.unwrap() - 0.0).abs() < 1e-12);
/// assert!((ece(&stated, &came_true, 2, Binning::EqualMass).value.unwrap() - 0.1).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Binning {
    /// Edges at 0, 1/m, 2/m … 1 (Guo 2017).
    #[default]
    EqualWidth,
    /// Edges at the quantiles 0, 1/m, 2/m … 1 of the stated probabilities, between neighbours in proportion. Equal
    /// probabilities stay together, so that the order of the items does not matter; where many are equal the bins are
    /// of unequal size, and some may be empty.
    EqualMass,
}

/// What was stated and what happened in one bin.
///
/// ```
/// use agreement::{LEVEL, calibration::{Binning, reliability}};
///
/// let bins = reliability(&[0.7, 0.8, 0.8], &[true, false, true], 2, Binning::EqualWidth, LEVEL).unwrap();
/// let upper = &bins[1];
/// assert_eq!((upper.low, upper.high, upper.share.n), (0.5, 1.0, 3));
/// assert!((upper.stated.unwrap() - 0.7667).abs() < 1e-4 && (upper.share.value.unwrap() - 0.6667).abs() < 1e-4);
/// assert!(upper.share.interval.unwrap().high > upper.stated.unwrap(), "not told apart by three");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Bin {
    /// The lower edge, which belongs to the bin below unless this is the first one.
    pub low: f64,
    /// The upper edge, which belongs to this bin.
    pub high: f64,
    /// The mean of the stated probabilities.
    pub stated: Result<f64, Undefined>,
    /// The share of outcomes that came true, with Wilson's interval; `share.n` is the size of the bin.
    pub share: Statistic,
}

/// The expected calibration error: how far, on average, stated probabilities are from the share that came true among
/// items of like probability.
///
/// ```text
/// ECE = Σ_b (n_b / n)·|mean y_b − mean p_b|   over the bins that are not empty
/// ```
///
/// yᵢ is 1 if the outcome came true, else 0. The result lies in [0, 1] and is never below 0 by chance, so it is above 0
/// even for perfectly deserved confidence, the more so the fewer items there are: hold it against [`ece_null`]. It also
/// depends on the number of bins. There is no interval. `observed` is the share of outcomes that came true.
///
/// Undefined when the lengths differ, without items, when a probability is not within [0, 1], and with no bins or more
/// than [`MOST_BINS`]. Takes O(n) time for bins of equal width, O(n log n) for equal mass.
///
/// Source: M. P. Naeini, G. F. Cooper & M. Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning",
/// AAAI (2015); C. Guo, G. Pleiss, Y. Sun & K. Q. Weinberger, "On calibration of modern neural networks", ICML (2017);
/// J. Nixon and others, "Measuring calibration in deep learning", CVPR workshops (2019).
///
/// [`ece_null`]: super::ece_null
///
/// ```
/// use agreement::calibration::{Binning, ece};
///
/// let error = ece(&[0.1, 0.9], &[false, true], 2, Binning::EqualWidth);
/// assert!((error.value.unwrap() - 0.1).abs() < 1e-12);
/// ```
pub fn ece(stated: &[f64], outcomes: &[bool], bins: usize, binning: Binning) -> Statistic {
    let method = match binning {
        Binning::EqualWidth => EQUAL_WIDTH,
        Binning::EqualMass => EQUAL_MASS,
    };
    let n = stated.len();
    let edges = match check_pairs(stated, outcomes).and_then(|()| Edges::of(stated, bins, binning)) {
        Ok(edges) => edges,
        Err(reason) => return Statistic::none(reason, n, method),
    };
    // By how much each bin's outcomes exceed what was stated: one sum a bin is all that is needed here.
    let mut excess = vec![0.0; edges.bins()];
    let mut came_true = outcomes.iter();
    edges.each(stated, |bin, p| excess[bin] += came_true.next().map_or(0.0, number) - p);
    let apart: f64 = excess.iter().map(|excess| f64::abs(*excess)).sum();
    Statistic { observed: Some(share_true(outcomes)), ..Statistic::of(apart / n as f64, n, method) }
}

/// The bins of a reliability diagram, from the lowest probabilities to the highest, the empty ones with their reasons.
/// The shares have Wilson's interval at `level`.
///
/// # Errors
/// As for [`ece`], and a level outside (0, 1).
///
/// Source: A. H. Murphy & R. L. Winkler, "Reliability of subjective probability forecasts of precipitation and
/// temperature", Applied Statistics 26 (1977); the interval is that of [`wilson`](crate::proportion::wilson).
///
/// ```
/// use agreement::{LEVEL, calibration::{Binning, reliability}};
///
/// let bins = reliability(&[0.6, 0.9, 1.0], &[true, true, false], 5, Binning::EqualWidth, LEVEL).unwrap();
/// assert_eq!((bins[2].low, bins[2].high), (0.4, 0.6));
/// assert_eq!(bins[2].share.value, Ok(1.0));
/// assert_eq!((bins[4].stated, bins[4].share.n), (Ok(0.95), 2));
/// assert!(bins[3].stated.is_err());
/// ```
pub fn reliability(
    stated: &[f64],
    outcomes: &[bool],
    bins: usize,
    binning: Binning,
    level: f64,
) -> Result<Vec<Bin>, Undefined> {
    check_pairs(stated, outcomes)?;
    check::level(level)?;
    let edges = Edges::of(stated, bins, binning)?;
    let tallies = tally(&edges, stated, outcomes);
    let bins = tallies.into_iter().zip(edges.values.windows(2)).enumerate().map(|(at, (tally, edge))| Bin {
        low: if at == 0 { edges.lowest } else { edge[0] },
        high: edge[1],
        stated: if tally.n > 0.0 { Ok(tally.stated / tally.n) } else { Err(Undefined::TooFew { n: 0, needed: 1 }) },
        share: wilson(tally.came_true as u64, tally.n as u64, level),
    });
    Ok(bins.collect())
}

/// Where bins begin and end.
pub(super) struct Edges {
    /// One more than there are bins, ascending. The first lies below everything, so that the first bin has its lowest
    /// value too.
    values: Vec<f64>,
    lowest: f64,
    binning: Binning,
}

impl Edges {
    pub(super) fn of(stated: &[f64], bins: usize, binning: Binning) -> Result<Edges, Undefined> {
        if bins == 0 || bins > MOST_BINS {
            let (low, high) = (1.0, MOST_BINS as f64);
            return Err(Undefined::OutOfRange { what: "the number of bins", value: bins as f64, low, high });
        }
        let mut values: Vec<f64> = match binning {
            Binning::EqualWidth => (0..=bins).map(|at| at as f64 / bins as f64).collect(),
            Binning::EqualMass => {
                let mut sorted = stated.to_vec();
                sorted.sort_unstable_by(f64::total_cmp);
                (0..=bins).map(|at| quantile(&sorted, at, bins)).collect()
            }
        };
        let lowest = std::mem::replace(&mut values[0], -1.0);
        Ok(Edges { values, lowest, binning })
    }

    /// How many bins there are.
    pub(super) fn bins(&self) -> usize {
        self.values.len() - 1
    }

    /// Calls with each stated probability's bin, in the order of the items.
    pub(super) fn each(&self, stated: &[f64], mut call: impl FnMut(usize, f64)) {
        let values = self.values.as_slice();
        match self.binning {
            Binning::EqualWidth => {
                let bins = self.bins() as f64;
                for p in stated {
                    // The product may round to the edge above; the edges themselves are the nearest to their decimals.
                    // 32 bits hold any number of bins and are the cheaper conversion.
                    let at = (p * bins) as u32 as usize;
                    call(at - usize::from(*p <= values[at]), *p);
                }
            }
            Binning::EqualMass => {
                let inner = &values[1..self.bins()];
                for p in stated {
                    call(inner.partition_point(|edge| edge < p), *p);
                }
            }
        }
    }
}

/// The value below which `at` parts of so many lie, between neighbours in proportion. In whole numbers, so that an edge
/// that is one of the values is exactly that.
fn quantile(sorted: &[f64], at: usize, parts: usize) -> f64 {
    let place = at * (sorted.len() - 1);
    let below = sorted[place / parts];
    match place % parts {
        0 => below,
        over => below + (sorted[place / parts + 1] - below) * (over as f64 / parts as f64),
    }
}

/// The sums of one bin, side by side so that they are added at once.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    stated: f64,
    came_true: f64,
    n: f64,
}

fn number(outcome: &bool) -> f64 {
    f64::from(u8::from(*outcome))
}

fn tally(edges: &Edges, stated: &[f64], outcomes: &[bool]) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); edges.bins()];
    let mut outcomes = outcomes.iter();
    edges.each(stated, |bin, p| {
        let tally = &mut tallies[bin];
        tally.stated += p;
        tally.came_true += outcomes.next().map_or(0.0, number);
        tally.n += 1.0;
    });
    tallies
}
