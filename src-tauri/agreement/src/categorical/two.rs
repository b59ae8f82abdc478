//! Coefficients of two raters, from their table.

use crate::categorical::interval::{Estimate, Shape, spread};
use crate::categorical::{Distance, square};
use crate::check;
use crate::distribution::normal_beyond;
use crate::matrix::dot;
use crate::proportion::score_limits;
use crate::{Interval, Statistic, Table, Undefined, Weights};

const PERCENT: &str = "percent agreement";
const KAPPA: &str = "Cohen's kappa (Cohen 1960; with weights Cohen 1968)";
const PI: &str = "Scott's pi (Scott 1955)";
const UNIFORM: &str = "Brennan and Prediger's coefficient (Brennan & Prediger 1981), Bennett's S";
const PABAK: &str = "PABAK (Byrt, Bishop & Carlin 1993)";
const PABAK_MANY: &str = "PABAK with more than two categories, (q po − 1) / (q − 1), as Brennan & Prediger 1981";
const AC: &str = "Gwet's AC1 (Gwet 2008), with weights AC2 (Gwet 2014)";

const FLEISS_COHEN_EVERITT: &str = "normal, standard error of Fleiss, Cohen & Everitt 1969";
const LINEARISED: &str = "normal, linearised standard error of Gwet 2014 divided by n";
const SCORE: &str = "Wilson 1927";

/// The share of items on which two raters agree, or with weights the mean weight of their pairs of categories.
///
/// ```text
/// p_o = Σ_ij w_ij p_ij,   se² = Σ_ij p_ij (w_ij − p_o)² / n
/// ```
///
/// p_ij is the share of items in row i and column j. `observed` is the value again; nothing is expected by chance.
/// The interval is Wilson's for [`Weights::Identity`], where each item agrees or not, and otherwise the value and its
/// standard error on both sides, which may reach past 0 and 1. `n` counts the items that both have rated, `dropped`
/// the others.
///
/// Undefined without items, with weights that do not fit, and with a level outside (0, 1). O(q²) time.
///
/// Source: K. L. Gwet, "Handbook of Inter-Rater Reliability", 4th edition (2014), for weights; E. B. Wilson, "Probable
/// inference, the law of succession, and statistical inference", Journal of the American Statistical Association 22
/// (1927), for the interval.
///
/// ```
/// use agreement::{LEVEL, Table, Weights, categorical::percent_agreement};
///
/// let table = Table::of_rows(&[[40, 9], [6, 45]]).unwrap();
/// let agreement = percent_agreement(&table, &Weights::Identity, LEVEL);
/// assert_eq!(agreement.value, Ok(0.85));
/// assert!(agreement.interval.unwrap().high < 0.91);
/// ```
pub fn percent_agreement(table: &Table, weights: &Weights, level: f64) -> Statistic {
    let crossed = match Crossed::of(table, weights, level) {
        Ok(crossed) => crossed,
        Err(reason) => return without_value(table, reason, PERCENT),
    };
    let observed = crossed.observed();
    let deviation = crossed.deviation(|apart, _, _| apart);
    let se = deviation / crossed.n.sqrt();
    let interval = if *weights == Weights::Identity {
        let (low, high) = score_limits(observed, crossed.n, normal_beyond(1.0 - level));
        Interval { low, high, level, method: SCORE }
    } else {
        let estimate = Estimate { value: observed, observed, expected_apart: 1.0, n: crossed.n, se: Some(se) };
        estimate.interval(Shape::Normal, level, LINEARISED)
    };
    Statistic {
        dropped: table.dropped(),
        observed: Some(observed),
        se: Some(se),
        interval: Some(interval),
        ..Statistic::of(observed, count(table), PERCENT)
    }
}

/// Cohen's κ of two raters, weighted or not.
///
/// ```text
/// κ = (p_o − p_e) / (1 − p_e),   p_o = Σ_ij w_ij p_ij,   p_e = Σ_ij w_ij p_i· p_·j
/// se² = [Σ_ij p_ij (w_ij − (1 − κ)(w̄_i· + w̄_·j))² − (p_o − 2(1 − κ) p_e)²] / (n (1 − p_e)²)
/// w̄_i· = Σ_j w_ij p_·j,   w̄_·j = Σ_i w_ij p_i·
/// ```
///
/// p_ij is the share of items in row i and column j, p_i· and p_·j are the margins. It divides by n, not n − 1. The
/// interval is κ and its standard error times the normal quantile on both sides, not clipped: with few items it may
/// reach past 1. Where the standard error is 0, as with κ = 1, the items show no spread to make an interval of; it is
/// then a Wilson interval of p_o corrected for the same p_e, and says so. [`bootstrap`](crate::bootstrap) resamples the
/// table, and [`zero_agreement`](super::zero_agreement) tests κ = 0.
///
/// `observed` is p_o and `expected` p_e. `n` counts the items that both have rated, `dropped` the others. An unused
/// category changes κ if there are weights, and only then.
///
/// Undefined when both raters use one and the same category only, without items, with weights that do not fit, and
/// with a level outside (0, 1). O(q²) time.
///
/// Source: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20
/// (1960); "Weighted kappa", Psychological Bulletin 70 (1968); J. L. Fleiss, J. Cohen & B. S. Everitt, "Large sample
/// standard errors of kappa and weighted kappa", Psychological Bulletin 72 (1969).
///
/// ```
/// use agreement::{LEVEL, Table, Undefined, Weights, categorical::cohen_kappa};
///
/// let table = Table::of_rows(&[[0, 4, 1], [0, 8, 0], [0, 1, 5]]).unwrap();
/// let kappa = cohen_kappa(&table, &Weights::Identity, LEVEL);
/// assert!((kappa.value.unwrap() - 0.4842).abs() < 1e-4);
/// assert!((kappa.se.unwrap() - 0.1380).abs() < 1e-4);
///
/// let alike = Table::of_rows(&[[10, 0], [0, 0]]).unwrap();
/// assert_eq!(cohen_kappa(&alike, &Weights::Identity, LEVEL).value, Err(Undefined::NoVariation));
/// ```
pub fn cohen_kappa(table: &Table, weights: &Weights, level: f64) -> Statistic {
    corrected(table, weights, level, (KAPPA, FLEISS_COHEN_EVERITT), |crossed| {
        let first = crossed.distance.to_all(&crossed.columns);
        let second = crossed.distance.to_all(&crossed.rows);
        Chance { apart: dot(&crossed.rows, &first), first, second }
    })
}

/// Scott's π of two raters, weighted or not: chance draws for both from the use of the categories that they share.
///
/// ```text
/// π = (p_o − p_e) / (1 − p_e),   p_e = Σ_ij w_ij π_i π_j,   π_i = (p_i· + p_·i) / 2
/// se² = [Σ_ij p_ij (w_ij − (1 − π)(w̄_i + w̄_j))² − (p_o − 2(1 − π) p_e)²] / (n (1 − p_e)²),   w̄_i = Σ_j w_ij π_j
/// ```
///
/// Undefined when one category only is used. Everything else is as in [`cohen_kappa`].
///
/// Source: W. A. Scott, "Reliability of content analysis", Public Opinion Quarterly 19 (1955).
///
/// ```
/// use agreement::{LEVEL, Table, Weights, categorical::scott_pi};
///
/// let table = Table::of_rows(&[[13, 0, 0], [0, 20, 7], [0, 4, 56]]).unwrap();
/// let pi = scott_pi(&table, &Weights::Identity, LEVEL);
/// assert!((pi.value.unwrap() - 0.79624).abs() < 1e-5);
/// ```
pub fn scott_pi(table: &Table, weights: &Weights, level: f64) -> Statistic {
    corrected(table, weights, level, (PI, LINEARISED), |crossed| {
        let shares = crossed.shares();
        let to_all = crossed.distance.to_all(&shares);
        Chance { apart: dot(&shares, &to_all), first: to_all.clone(), second: to_all }
    })
}

/// Brennan and Prediger's coefficient of two raters, weighted or not: chance draws from all categories alike.
///
/// ```text
/// (p_o − p_e) / (1 − p_e),   p_e = Σ_ij w_ij / q²,   unweighted 1/q
/// se² = Σ_ij p_ij (w_ij − p_o)² / (n (1 − p_e)²)
/// ```
///
/// The q categories are those of the table, used or not. Undefined with one category only, for then chance is always
/// right; with two or more it is 1 when all items agree. Everything else is as in [`cohen_kappa`].
///
/// Source: R. L. Brennan & D. J. Prediger, "Coefficient kappa: some uses, misuses, and alternatives", Educational and
/// Psychological Measurement 41 (1981).
///
/// ```
/// use agreement::{LEVEL, Table, Weights, categorical::brennan_prediger};
///
/// let table = Table::of_rows(&[[13, 0, 0], [0, 20, 7], [0, 4, 56]]).unwrap();
/// let agreement = brennan_prediger(&table, &Weights::Identity, LEVEL);
/// assert!((agreement.value.unwrap() - 0.835).abs() < 1e-9);
/// assert!((agreement.se.unwrap() - 0.04693).abs() < 1e-5);
/// ```
pub fn brennan_prediger(table: &Table, weights: &Weights, level: f64) -> Statistic {
    corrected(table, weights, level, (UNIFORM, LINEARISED), Chance::uniform)
}

/// PABAK, κ as it would be if both raters used all categories equally often: prevalence-adjusted and bias-adjusted.
///
/// ```text
/// 2 p_o − 1 for two categories,   (q p_o − 1) / (q − 1) for q
/// ```
///
/// Byrt, Bishop and Carlin define it for two categories. For more it is Bennett's S, which is [`brennan_prediger`]
/// without weights, and `method` says so; some authors keep 2 p_o − 1 there, which is another number. Everything else
/// is as in [`brennan_prediger`].
///
/// Source: T. Byrt, J. Bishop & J. B. Carlin, "Bias, prevalence and kappa", Journal of Clinical Epidemiology 46 (1993).
///
/// ```
/// use agreement::{LEVEL, Table, categorical::pabak};
///
/// let table = Table::of_rows(&[[40, 9], [6, 45]]).unwrap();
/// assert!((pabak(&table, LEVEL).value.unwrap() - 0.7).abs() < 1e-12);
/// ```
pub fn pabak(table: &Table, level: f64) -> Statistic {
    let method = if table.categories() > 2 { PABAK_MANY } else { PABAK };
    corrected(table, &Weights::Identity, level, (method, LINEARISED), Chance::uniform)
}

/// Gwet's AC1 of two raters, or AC2 with weights: chance strikes on items that are hard to judge, of which there are
/// more the more evenly the categories are used.
///
/// ```text
/// (p_o − p_e) / (1 − p_e),   p_e = T Σ_k π_k (1 − π_k),   T = Σ_ij w_ij / (q (q − 1)),   π_k = (p_k· + p_·k) / 2
/// se² = [Σ_ij p_ij (w_ij − 2(1 − AC) T (1 − (π_i + π_j)/2))² − (p_o − 2(1 − AC) p_e)²] / (n (1 − p_e)²)
/// ```
///
/// The q categories are those of the table, used or not. Undefined with one category only; with two or more it is 1
/// when all items agree, even all in one category. Everything else is as in [`cohen_kappa`].
///
/// Source: K. L. Gwet, "Computing inter-rater reliability and its variance in the presence of high agreement",
/// British Journal of Mathematical and Statistical Psychology 61 (2008).
///
/// ```
/// use agreement::{LEVEL, Table, Weights, categorical::gwet_ac};
///
/// let table = Table::of_rows(&[[13, 0, 0], [0, 20, 7], [0, 4, 56]]).unwrap();
/// let ac1 = gwet_ac(&table, &Weights::Identity, LEVEL);
/// assert!((ac1.value.unwrap() - 0.84933).abs() < 1e-5);
/// let ac2 = gwet_ac(&table, &Weights::Quadratic, LEVEL);
/// assert!((ac2.value.unwrap() - 0.94024).abs() < 1e-5);
/// ```
pub fn gwet_ac(table: &Table, weights: &Weights, level: f64) -> Statistic {
    corrected(table, weights, level, (AC, LINEARISED), |crossed| {
        let shares = crossed.shares();
        let (apart, to_all) = hard_to_judge(&crossed.distance, &shares);
        Chance { apart, first: to_all.clone(), second: to_all }
    })
}

/// Gwet's chance: the disagreement expected, and what each category adds to it.
pub(crate) fn hard_to_judge(distance: &Distance, shares: &[f64]) -> (f64, Vec<f64>) {
    let q = shares.len() as f64;
    let mean_apart = mean_apart(distance, shares.len());
    let uneven: f64 = shares.iter().map(|share| square(share - 1.0 / q)).sum();
    let mixed: f64 = shares.iter().map(|share| share * (1.0 - share)).sum();
    // 1 − T Σ π (1 − π), written as a sum of what is not negative.
    let apart = q * (uneven + mixed * mean_apart) / (q - 1.0);
    let scale = (1.0 - mean_apart) * q / (q - 1.0);
    // Only weights that call everything agreement leave so little.
    let apart = if apart > f64::EPSILON { apart } else { 0.0 };
    (apart, shares.iter().map(|share| 1.0 - scale * (1.0 - share)).collect())
}

/// The mean distance of all pairs of categories, each with itself too.
pub(crate) fn mean_apart(distance: &Distance, categories: usize) -> f64 {
    let even = vec![1.0 / categories as f64; categories];
    dot(&even, &distance.to_all(&even))
}

/// What chance would give: the disagreement expected, and for each category of either rater how far it is from what
/// the other rater's chance gives.
pub(super) struct Chance {
    pub(super) apart: f64,
    pub(super) first: Vec<f64>,
    pub(super) second: Vec<f64>,
}

impl Chance {
    fn uniform(crossed: &Crossed) -> Chance {
        let categories = crossed.rows.len();
        let apart = mean_apart(&crossed.distance, categories);
        Chance { apart, first: vec![apart; categories], second: vec![apart; categories] }
    }
}

/// A table with items, and what every coefficient needs of it.
pub(super) struct Crossed<'a> {
    counts: &'a [u64],
    pub(super) n: f64,
    pub(super) distance: Distance,
    apart: Vec<f64>,
    /// Shares of the categories in the first rater's ratings.
    pub(super) rows: Vec<f64>,
    /// Shares of the categories in the second rater's ratings.
    pub(super) columns: Vec<f64>,
}

impl<'a> Crossed<'a> {
    pub(super) fn of(table: &'a Table, weights: &Weights, level: f64) -> Result<Crossed<'a>, Undefined> {
        check::level(level)?;
        let categories = table.categories();
        let distance = weights.distance(categories)?;
        let (mut rows, mut columns) = (vec![0.0; categories], vec![0.0; categories]);
        for (row, sum) in table.counts().chunks_exact(categories).zip(&mut rows) {
            for (count, column) in row.iter().zip(&mut columns) {
                *sum += *count as f64;
                *column += *count as f64;
            }
        }
        let n: f64 = rows.iter().sum();
        if n == 0.0 {
            return Err(Undefined::TooFew { n: 0, needed: 1 });
        }
        rows.iter_mut().chain(&mut columns).for_each(|share| *share /= n);
        Ok(Crossed { counts: table.counts(), n, apart: distance.matrix(categories), distance, rows, columns })
    }

    /// The mean of the two margins.
    fn shares(&self) -> Vec<f64> {
        self.rows.iter().zip(&self.columns).map(|(row, column)| (row + column) / 2.0).collect()
    }

    fn observed(&self) -> f64 {
        let weights = self.counts.iter().zip(&self.apart).map(|(count, apart)| *count as f64 * (1.0 - apart));
        weights.sum::<f64>() / self.n
    }

    fn observed_apart(&self) -> f64 {
        let apart = self.counts.iter().zip(&self.apart).map(|(count, apart)| *count as f64 * apart);
        apart.sum::<f64>() / self.n
    }

    /// The standard deviation over the items of what is said of their cell: its distance, row and column.
    fn deviation(&self, of: impl Fn(f64, usize, usize) -> f64) -> f64 {
        let categories = self.rows.len();
        let cells = || {
            let rows = self.counts.chunks_exact(categories).zip(self.apart.chunks_exact(categories)).enumerate();
            rows.flat_map(|(row, (counts, apart))| {
                let cells = counts.iter().zip(apart).enumerate();
                cells.map(move |(column, (count, apart))| (*count as f64, *apart, row, column))
            })
        };
        let mean = cells().map(|(count, apart, row, column)| count * of(apart, row, column)).sum::<f64>() / self.n;
        let around = cells().map(|(count, apart, row, column)| count * square(of(apart, row, column) - mean));
        spread(around.sum::<f64>() / self.n)
    }
}

fn corrected(
    table: &Table,
    weights: &Weights,
    level: f64,
    (method, interval): (&'static str, &'static str),
    chance: impl FnOnce(&Crossed) -> Chance,
) -> Statistic {
    let crossed = match Crossed::of(table, weights, level) {
        Ok(crossed) => crossed,
        Err(reason) => return without_value(table, reason, method),
    };
    let chance = if table.categories() > 1 { chance(&crossed) } else { Chance::uniform(&crossed) };
    let observed = crossed.observed();
    let known = Statistic {
        observed: Some(observed),
        expected: Some(1.0 - chance.apart),
        ..without_value(table, Undefined::NoVariation, method)
    };
    if chance.apart <= 0.0 {
        return known;
    }
    let lost = crossed.observed_apart() / chance.apart;
    let deviation = crossed.deviation(|apart, i, j| apart - lost * (chance.first[i] + chance.second[j]));
    let se = deviation / (chance.apart * crossed.n.sqrt());
    let estimate = Estimate { value: 1.0 - lost, observed, expected_apart: chance.apart, n: crossed.n, se: Some(se) };
    let interval = estimate.interval(Shape::Normal, level, interval);
    Statistic { value: Ok(estimate.value), se: Some(se), interval: Some(interval), ..known }
}

fn without_value(table: &Table, reason: Undefined, method: &'static str) -> Statistic {
    Statistic { dropped: table.dropped(), ..Statistic::none(reason, count(table), method) }
}

/// The items as a count of memory's size; a table holds less than 2⁵³.
pub(super) fn count(table: &Table) -> usize {
    usize::try_from(table.n()).unwrap_or(usize::MAX)
}
