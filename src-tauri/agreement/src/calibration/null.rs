//! What the expected calibration error would be by chance alone.

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::bins::{Binning, Edges};
use super::check_stated;
use crate::Undefined;
use crate::check::within;

const NULL: &str = "counts per bin by their exact distribution (Poisson binomial), their sum drawn by seed";

/// The expected calibration error of confidence that is exactly right.
///
/// ```
/// use agreement::calibration::{Binning, ece_null};
///
/// let null = ece_null(&[0.8; 20], 10, Binning::EqualWidth, 2000, 1).unwrap();
/// assert_eq!((null.n, null.rounds()), (20, 2000));
/// // In 20 items, 80 % that are exactly right look wrong by seven points on average, and easily by fourteen.
/// assert!((null.mean - 0.0698).abs() < 1e-3 && null.p95 > 0.14);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct EceNull {
    /// Its mean, counted out exactly.
    pub mean: f64,
    /// The value it exceeds in one case of twenty, from the draws.
    pub p95: f64,
    /// Items that were stated a probability.
    pub n: usize,
    /// Draws, ascending.
    draws: Vec<f64>,
    /// The name of the method.
    pub method: &'static str,
}

impl EceNull {
    /// How many draws it rests on.
    ///
    /// ```
    /// use agreement::calibration::{Binning, ece_null};
    ///
    /// assert_eq!(ece_null(&[0.2, 0.8, 0.9], 5, Binning::EqualWidth, 500, 1).unwrap().rounds(), 500);
    /// ```
    pub fn rounds(&self) -> usize {
        self.draws.len()
    }

    /// How often confidence that is exactly right would have an error at least as large as `observed`.
    ///
    /// ```text
    /// p = (1 + draws ≥ observed) / (1 + draws)
    /// ```
    ///
    /// # Errors
    /// [`Undefined::OutOfRange`] when `observed` is not within [0, 1].
    ///
    /// Source: B. Phipson & G. K. Smyth, "Permutation p-values should never be zero", Statistical Applications in
    /// Genetics and Molecular Biology 9 (2010).
    ///
    /// ```
    /// use agreement::calibration::{Binning, ece_null};
    ///
    /// let null = ece_null(&[0.8; 20], 10, Binning::EqualWidth, 2000, 1).unwrap();
    /// assert_eq!(null.p_value(0.0), Ok(1.0));
    /// assert!(null.p_value(0.05).unwrap() > 0.5 && null.p_value(0.3).unwrap() < 0.01);
    /// ```
    pub fn p_value(&self, observed: f64) -> Result<f64, Undefined> {
        // The same counts give the same error up to rounding.
        let observed = within("the calibration error", observed, 0.0, 1.0)? - 1e-12;
        let smaller = self.draws.partition_point(|draw| *draw < observed);
        Ok((1 + self.draws.len() - smaller) as f64 / (1 + self.draws.len()) as f64)
    }

    /// The value that this share of the draws does not exceed.
    ///
    /// # Errors
    /// [`Undefined::OutOfRange`] when `share` is not within [0, 1].
    ///
    /// Source: [`ece_null`]; of the definitions of R. J. Hyndman & Y. Fan, "Sample quantiles in statistical packages",
    /// The American Statistician 50 (1996), the first.
    ///
    /// ```
    /// use agreement::calibration::{Binning, ece_null};
    ///
    /// let null = ece_null(&[0.2, 0.8, 0.9], 5, Binning::EqualWidth, 500, 1).unwrap();
    /// assert!(null.quantile(0.5).unwrap() <= null.p95);
    /// ```
    pub fn quantile(&self, share: f64) -> Result<f64, Undefined> {
        within("the share", share, 0.0, 1.0)?;
        Ok(quantile(&self.draws, share))
    }
}

/// The distribution that the expected calibration error of these stated probabilities has if each is exactly right.
///
/// ```text
/// ECE₀ = Σ_b |K_b − Σ p_b| / n,   K_b = number that come true in bin b, each i with chance pᵢ on its own
/// ```
///
/// A calibration error counts as one only where it stands out from this: with few items the mean of ECE₀ alone is
/// considerable. Bins are as for [`ece`](super::ece). Each K_b's distribution is counted out, so the mean is exact; the
/// 95th percentile is taken from `rounds` draws of all K_b, which `seed` decides: 10 000 draws place it to about one
/// hundredth of itself.
///
/// # Errors
/// As for [`ece`](super::ece), and [`Undefined::TooFew`] without rounds.
///
/// Takes O(n·√(n/bins) + rounds·bins) time.
///
/// Source: J. Bröcker & L. A. Smith, "Increasing the reliability of reliability diagrams", Weather and Forecasting 22
/// (2007), for the resampling of outcomes under the stated probabilities.
///
/// ```
/// use agreement::calibration::{Binning, ece, ece_null};
///
/// let stated: Vec<f64> = (0..50).map(|i| [0.6, 0.7, 0.8, 0.9, 1.0][i % 5]).collect();
/// let right: Vec<bool> = (0..50).map(|i| i % 3 > 0).collect();
/// let error = ece(&stated, &right, 10, Binning::EqualWidth).value.unwrap();
/// let null = ece_null(&stated, 10, Binning::EqualWidth, 10_000, 1).unwrap();
/// assert!((error - 0.14).abs() < 1e-9);
/// assert!((null.mean - 0.0797).abs() < 1e-3 && (null.p95 - 0.14).abs() < 1e-9);
/// assert!(null.p_value(error).unwrap() > 0.05, "not yet more than chance");
/// ```
pub fn ece_null(stated: &[f64], bins: usize, binning: Binning, rounds: usize, seed: u64) -> Result<EceNull, Undefined> {
    check_stated(stated)?;
    if rounds == 0 {
        return Err(Undefined::TooFew { n: 0, needed: 1 });
    }
    let edges = Edges::of(stated, bins, binning)?;
    let mut counts = vec![Count::default(); edges.bins()];
    edges.each(stated, |bin, p| counts[bin].add(p));
    counts.retain(|count| count.stated > 0.0);

    let n = stated.len() as f64;
    let mean = counts.iter().map(Count::mean_distance).sum::<f64>() / n;
    for count in &mut counts {
        count.cumulate();
    }
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut draws: Vec<f64> =
        (0..rounds).map(|_| counts.iter().map(|count| count.draw(random.random())).sum::<f64>() / n).collect();
    draws.sort_unstable_by(f64::total_cmp);
    Ok(EceNull { mean, p95: quantile(&draws, 0.95), n: stated.len(), draws, method: NULL })
}

/// The smallest draw that so many do not exceed.
fn quantile(draws: &[f64], share: f64) -> f64 {
    let place = (share * draws.len() as f64).ceil() as usize;
    draws[place.clamp(1, draws.len()) - 1]
}

/// How many of a bin's items come true: the chances of each number, from `first` upwards.
#[derive(Debug, Clone, Default)]
struct Count {
    stated: f64,
    first: usize,
    chances: Vec<f64>,
    before: Vec<f64>,
}

/// Chances below this are left out at either end; even a million items lose nothing that could be seen.
const NEGLIGIBLE: f64 = 1e-20;

impl Count {
    /// One more item, which comes true with chance `p`.
    fn add(&mut self, p: f64) {
        if self.chances.is_empty() {
            self.chances.push(1.0);
        }
        self.stated += p;
        std::mem::swap(&mut self.chances, &mut self.before);
        self.chances.clear();
        self.chances.push(self.before[0] * (1.0 - p));
        self.chances.extend(self.before.windows(2).map(|pair| pair[0] * p + pair[1] * (1.0 - p)));
        self.chances.push(self.before[self.before.len() - 1] * p);
        while self.chances.len() > 1 && self.chances.last().is_some_and(|chance| *chance < NEGLIGIBLE) {
            self.chances.pop();
        }
        let idle = self.chances.iter().take_while(|chance| **chance < NEGLIGIBLE).count();
        if idle > 0 {
            self.chances.drain(..idle);
            self.first += idle;
        }
    }

    fn distance(&self, at: usize) -> f64 {
        ((self.first + at) as f64 - self.stated).abs()
    }

    fn mean_distance(&self) -> f64 {
        self.chances.iter().enumerate().map(|(at, chance)| chance * self.distance(at)).sum()
    }

    /// Turns the chances into those of so many or fewer.
    fn cumulate(&mut self) {
        let mut sum = 0.0;
        for chance in &mut self.chances {
            sum += *chance;
            *chance = sum;
        }
    }

    /// The distance of a number drawn by `uniform`, which lies in [0, 1), from what was stated.
    fn draw(&self, uniform: f64) -> f64 {
        let at = self.chances.partition_point(|below| *below <= uniform);
        self.distance(at.min(self.chances.len() - 1))
    }
}
