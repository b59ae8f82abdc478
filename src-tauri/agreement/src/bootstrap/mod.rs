//! Intervals by resampling.
//!
//! A bootstrap draws items with replacement, as many as there are, computes the statistic anew, and does so many
//! times: how the results scatter stands for how the statistic would over other items. It resamples whole items, not
//! ratings, for the ratings of one item belong together. What it cannot do is to invent disagreement that no item
//! shows: where all resamples give the same, as with κ = 1, there is no interval but a reason.
//!
//! ```
//! use agreement::{LEVEL, Table, bootstrap::{Plan, of_table}, categorical::gwet_ac, Weights};
//!
//! let table = Table::of_rows(&[[40, 9], [6, 45]]).unwrap();
//! let ac1 = |table: &Table| gwet_ac(table, &Weights::Identity, LEVEL).value;
//! let resampled = of_table(&table, &Plan::new(2000, 1), ac1);
//! assert!(resampled.interval.unwrap().low > 0.5);
//! ```

mod correlation;
mod multinomial;
mod spread;

pub use correlation::of_correlation;

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

use crate::check;
use crate::{Interval, LEVEL, Table, Undefined};
use multinomial::Draw;
use spread::Jackknife;

/// How the interval is taken from the resamples.
///
/// ```
/// use agreement::bootstrap::{Method, Plan, of_items};
///
/// // Waiting times: one is long. The mean of such a sample is skewed, which the correction follows.
/// let minutes = [1.0, 2.0, 1.0, 3.0, 2.0, 1.0, 2.0, 20.0];
/// let mean = |items: &[usize]| Ok(items.iter().map(|item| minutes[*item]).sum::<f64>() / items.len() as f64);
/// let high = |method| of_items(8, &Plan { method, ..Plan::new(2000, 1) }, mean).interval.unwrap().high;
/// assert!(high(Method::Bca) > high(Method::default()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Method {
    /// The percentiles of the resamples (Efron 1979): simple, and too narrow for few items.
    #[default]
    Percentile,
    /// Percentiles corrected for bias and acceleration (Efron 1987), the latter by leaving out each item in turn. Better
    /// for a statistic that is skewed, such as one near 1.
    Bca,
}

/// How to resample.
///
/// ```
/// use agreement::bootstrap::{Plan, of_items};
///
/// let thirds = |plan: Plan| of_items(9, &plan, |items| Ok(items.iter().filter(|item| *item % 3 == 0).count() as f64));
/// let plan = Plan { level: 0.9, ..Plan::new(500, 7) };
/// assert_eq!(thirds(plan), thirds(plan));
/// assert_ne!(thirds(plan).se, thirds(Plan { seed: 8, ..plan }).se);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plan {
    /// How many resamples, from 2 to 10 million. Some hundred do for a standard error; an interval of 95 % needs
    /// 2000, and 10 000 make its second digit stable.
    pub resamples: usize,
    /// The same seed gives the same resamples.
    pub seed: u64,
    /// Coverage of the interval, in (0, 1).
    pub level: f64,
    /// How the interval is taken from the resamples.
    pub method: Method,
}

impl Plan {
    /// Percentiles at the usual [`LEVEL`].
    ///
    /// ```
    /// use agreement::bootstrap::{Method, Plan};
    ///
    /// let plan = Plan { method: Method::Bca, ..Plan::new(10_000, 1) };
    /// assert_eq!(plan.level, agreement::LEVEL);
    /// ```
    pub fn new(resamples: usize, seed: u64) -> Plan {
        Plan { resamples, seed, level: LEVEL, method: Method::Percentile }
    }

    fn check(&self) -> Result<(), Undefined> {
        check::level(self.level)?;
        if (2..=MOST_RESAMPLES).contains(&self.resamples) {
            return Ok(());
        }
        let (value, high) = (self.resamples as f64, MOST_RESAMPLES as f64);
        Err(Undefined::OutOfRange { what: "the number of resamples", value, low: 2.0, high })
    }
}

const MOST_RESAMPLES: usize = 10_000_000;

/// Items whose indices are resampled at most.
const MOST_ITEMS: usize = 1 << 26;

/// A statistic with what its resamples say of it.
///
/// ```
/// use agreement::{LEVEL, Table, Weights, bootstrap::{Plan, of_table}, categorical::cohen_kappa};
///
/// let few = Table::of_rows(&[[7, 0], [1, 1]]).unwrap();
/// let kappa = of_table(&few, &Plan::new(500, 1), |table| cohen_kappa(table, &Weights::Identity, LEVEL).value);
/// assert_eq!((kappa.n, kappa.resamples), (9, 500));
/// assert!(kappa.undefined > 0, "some resamples hold one category only");
/// assert!(kappa.se.is_ok() && kappa.interval.unwrap().high == 1.0);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Bootstrap {
    /// The statistic of the items themselves, or why there is none.
    pub value: Result<f64, Undefined>,
    /// Items, of which each resample has as many.
    pub n: usize,
    /// Items left out beforehand because something was missing.
    pub dropped: usize,
    /// Resamples drawn.
    pub resamples: usize,
    /// Resamples for which the statistic is undefined, for example because they show no variation. They are left out
    /// of all that follows: with many of them, it speaks only of the samples that have a value.
    pub undefined: usize,
    /// Mean of the resamples, less the value.
    pub bias: Result<f64, Undefined>,
    /// Standard deviation of the resamples.
    pub se: Result<f64, Undefined>,
    /// From the resamples, by the method that it names.
    pub interval: Result<Interval, Undefined>,
}

impl Bootstrap {
    fn none(reason: Undefined, n: usize, dropped: usize) -> Bootstrap {
        let (value, bias, se, interval) = (Err(reason), Err(reason), Err(reason), Err(reason));
        Bootstrap { value, n, dropped, resamples: 0, undefined: 0, bias, se, interval }
    }
}

/// Bootstraps any statistic of a table of two raters, such as κ.
///
/// Drawing n items with replacement and counting them in a table is one draw from a multinomial distribution with the
/// table's shares, so the items themselves are not needed. `statistic` is given one table after the other, each with as
/// many items as the first; a value that is NaN or infinite counts as undefined.
///
/// `value` is undefined as `statistic` says, and nothing is resampled then, nor with an empty table or a plan outside
/// its limits. `se` and `interval` are undefined when fewer than two resamples have a value, or all the same
/// ([`Undefined::NoVariation`]); a BCa interval also when the statistic is undefined once an item is left out, when no
/// resample or every one is below the value, and when the acceleration is beyond all bounds.
///
/// A resample takes O(min(n, c) + q²) time for c cells that are not empty, besides the statistic: for few items each is
/// drawn, for many each cell's count.
///
/// Source: B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979); "Better
/// bootstrap confidence intervals", Journal of the American Statistical Association 82 (1987).
///
/// ```
/// use agreement::{LEVEL, Table, Weights, bootstrap::{self, Plan}, categorical::cohen_kappa};
///
/// let table = Table::of_rows(&[[40, 9], [6, 45]]).unwrap();
/// let kappa = |table: &Table| cohen_kappa(table, &Weights::Identity, LEVEL).value;
/// let resampled = bootstrap::of_table(&table, &Plan::new(2000, 1), kappa);
/// assert!((resampled.se.unwrap() - 0.0717).abs() < 0.005);
/// assert_eq!((resampled.resamples, resampled.undefined), (2000, 0));
/// ```
pub fn of_table(table: &Table, plan: &Plan, mut statistic: impl FnMut(&Table) -> Result<f64, Undefined>) -> Bootstrap {
    let (n, dropped) = (usize::try_from(table.n()).unwrap_or(usize::MAX), table.dropped());
    if let Err(reason) = plan.check() {
        return Bootstrap::none(reason, n, dropped);
    }
    if n == 0 {
        return Bootstrap::none(Undefined::TooFew { n, needed: 1 }, n, dropped);
    }
    let value = match finite(statistic(table)) {
        Ok(value) => value,
        Err(reason) => return Bootstrap::none(reason, n, dropped),
    };
    let mut random = Xoshiro256PlusPlus::seed_from_u64(plan.seed);
    let draw = Draw::of(table.counts());
    let mut resample = table.clone();
    let mut values = Vec::with_capacity(plan.resamples);
    for _ in 0..plan.resamples {
        draw.fill(resample.counts_mut(), &mut random);
        values.extend(finite(statistic(&resample)));
    }
    let jackknife = || {
        resample.counts_mut().copy_from_slice(table.counts());
        let mut left_out = Jackknife::default();
        for (cell, count) in table.counts().iter().enumerate().filter(|(_, count)| **count > 0) {
            resample.counts_mut()[cell] -= 1;
            left_out.add(finite(statistic(&resample))?, *count as f64);
            resample.counts_mut()[cell] += 1;
        }
        Ok(left_out)
    };
    spread::judged(value, values, plan, jackknife, Bootstrap { value: Ok(value), ..unjudged(plan, n, dropped) })
}

/// Bootstraps any statistic of items that are known by their index, from 0 to n − 1.
///
/// `statistic` is given the indices of a resample, n of them, in no order and with repetitions; first it is given all
/// in order. A value that is NaN or infinite counts as undefined. What is undefined when is said at [`of_table`].
///
/// O(n) time for each resample besides the statistic. [`Method::Bca`] asks for the statistic n times more, of n − 1
/// items each.
///
/// Source: [`of_table`].
///
/// ```
/// use agreement::bootstrap::{self, Plan};
///
/// let seconds = [31.0, 45.0, 28.0, 60.0, 39.0, 52.0, 47.0, 35.0];
/// let mean = |items: &[usize]| Ok(items.iter().map(|item| seconds[*item]).sum::<f64>() / items.len() as f64);
/// let resampled = bootstrap::of_items(seconds.len(), &Plan::new(2000, 1), mean);
/// assert_eq!(resampled.value, Ok(42.125));
/// let interval = resampled.interval.unwrap();
/// assert!(interval.low > 33.0 && interval.high < 51.0);
/// ```
pub fn of_items(n: usize, plan: &Plan, mut statistic: impl FnMut(&[usize]) -> Result<f64, Undefined>) -> Bootstrap {
    if let Err(reason) = plan.check() {
        return Bootstrap::none(reason, n, 0);
    }
    if n == 0 {
        return Bootstrap::none(Undefined::TooFew { n, needed: 1 }, n, 0);
    }
    if n > MOST_ITEMS {
        let (value, high) = (n as f64, MOST_ITEMS as f64);
        return Bootstrap::none(Undefined::OutOfRange { what: "the number of items", value, low: 1.0, high }, n, 0);
    }
    let mut items: Vec<usize> = (0..n).collect();
    let value = match finite(statistic(&items)) {
        Ok(value) => value,
        Err(reason) => return Bootstrap::none(reason, n, 0),
    };
    let mut random = Xoshiro256PlusPlus::seed_from_u64(plan.seed);
    let mut values = Vec::with_capacity(plan.resamples);
    for _ in 0..plan.resamples {
        items.iter_mut().for_each(|item| *item = below(n as u32, || random.next_u32()) as usize);
        values.extend(finite(statistic(&items)));
    }
    let jackknife = || {
        let mut left_out = Jackknife::default();
        // One item is left out after the other, by putting the one before it back into its place.
        items.clear();
        items.extend(1..n);
        for item in 0..n {
            left_out.add(finite(statistic(&items))?, 1.0);
            if let Some(place) = items.get_mut(item) {
                *place = item;
            }
        }
        Ok(left_out)
    };
    spread::judged(value, values, plan, jackknife, Bootstrap { value: Ok(value), ..unjudged(plan, n, 0) })
}

fn unjudged(plan: &Plan, n: usize, dropped: usize) -> Bootstrap {
    Bootstrap { resamples: plan.resamples, ..Bootstrap::none(Undefined::NoVariation, n, dropped) }
}

fn finite(value: Result<f64, Undefined>) -> Result<f64, Undefined> {
    value.and_then(|value| if value.is_finite() { Ok(value) } else { Err(NOT_FINITE) })
}

const NOT_FINITE: Undefined = Undefined::NotFinite { what: "the statistic of sample", at: 0 };

/// A whole number below n, all equally likely (Lemire 2019). n is not 0.
#[inline]
fn below(n: u32, mut random: impl FnMut() -> u32) -> u32 {
    loop {
        let product = u64::from(random()) * u64::from(n);
        let rest = product as u32;
        // The few that would make some numbers likelier than others are drawn again.
        if rest >= n || rest >= n.wrapping_neg() % n {
            return (product >> 32) as u32;
        }
    }
}
