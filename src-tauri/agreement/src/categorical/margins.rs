//! What κ cannot say by itself: whether it could be chance, and what the margins let it reach.

use crate::categorical::two::{Crossed, count};
use crate::categorical::{spread, square};
use crate::distribution::normal_outside;
use crate::matrix::dot;
use crate::{LEVEL, Table, Undefined, Weights};

/// Cohen's κ against the hypothesis that the two raters agree no more than by chance.
///
/// ```
/// use agreement::{Table, Weights, categorical::zero_agreement};
///
/// let test = zero_agreement(&Table::of_rows(&[[5, 2], [1, 4]]).unwrap(), &Weights::Identity).unwrap();
/// assert_eq!((test.n, test.z), (12, test.kappa / test.se));
/// assert!((test.kappa - 0.5).abs() < 1e-12 && test.p > 0.05, "twelve items could show as much by chance");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ZeroAgreement {
    /// Items that both have rated.
    pub n: usize,
    /// Cohen's κ.
    pub kappa: f64,
    /// Its standard error if there were no agreement beyond chance; another than the one around κ itself.
    pub se: f64,
    /// κ / se.
    pub z: f64,
    /// The probability of a κ at least so far from 0, on either side, if there were no agreement beyond chance.
    pub p: f64,
    /// The name of the method, with its source.
    pub method: &'static str,
}

const ZERO: &str = "normal test of kappa = 0, standard error of Fleiss, Cohen & Everitt 1969";

/// Tests whether two raters agree more, or less, than by chance.
///
/// ```text
/// se₀² = [Σ_ij p_i· p_·j (w_ij − (w̄_i· + w̄_·j))² − p_e²] / (n (1 − p_e)²),   z = κ / se₀
/// ```
///
/// Names are as in [`cohen_kappa`](super::cohen_kappa). A small p says that there is some agreement, not that there is
/// enough of it. The test is a large-sample one.
///
/// # Errors
/// [`Undefined::NoVariation`] when one rater uses one category only, so that no κ but 0 is possible and se₀ is 0: there is
/// no z then; otherwise as `cohen_kappa`. O(q²) time.
///
/// Source: J. L. Fleiss, J. Cohen & B. S. Everitt, "Large sample standard errors of kappa and weighted kappa",
/// Psychological Bulletin 72 (1969).
///
/// ```
/// use agreement::{Table, Weights, categorical::zero_agreement};
///
/// let table = Table::of_rows(&[[0, 4, 1], [0, 8, 0], [0, 1, 5]]).unwrap();
/// let test = zero_agreement(&table, &Weights::Identity).unwrap();
/// assert!((test.z - 3.2626).abs() < 1e-4);
/// assert!((test.p - 0.0011).abs() < 1e-4);
/// ```
pub fn zero_agreement(table: &Table, weights: &Weights) -> Result<ZeroAgreement, Undefined> {
    let kappa = super::cohen_kappa(table, weights, LEVEL).value?;
    let crossed = Crossed::of(table, weights, LEVEL)?;
    let first = crossed.distance.to_all(&crossed.columns);
    let second = crossed.distance.to_all(&crossed.rows);
    let expected = dot(&crossed.rows, &first);
    let mut variance = 0.0;
    for (i, row) in crossed.rows.iter().enumerate() {
        for (j, column) in crossed.columns.iter().enumerate() {
            variance += row * column * square(crossed.distance.at(i, j) - first[i] - second[j] + expected);
        }
    }
    let se = spread(variance) / (expected * crossed.n.sqrt());
    if se == 0.0 {
        return Err(Undefined::NoVariation);
    }
    let z = kappa / se;
    Ok(ZeroAgreement { n: count(table), kappa, se, z, p: normal_outside(z), method: ZERO })
}

/// What the margins of a table let Cohen's κ reach, and how they pull at it.
///
/// ```
/// use agreement::{Table, categorical::kappa_margins};
///
/// // The first rater says the first category of 60 items, the second of 40.
/// let margins = kappa_margins(&Table::of_rows(&[[40, 20], [0, 40]]).unwrap());
/// assert_eq!((margins.n, margins.prevalence), (100, Ok(0.0)));
/// assert!((margins.bias.unwrap() - 0.2).abs() < 1e-12);
/// assert!((margins.most.unwrap() - 0.6154).abs() < 1e-4, "no κ can be higher here");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct KappaMargins {
    /// Items that both have rated.
    pub n: usize,
    /// The largest unweighted κ that these margins allow: below 1 if the raters use the categories unequally often.
    pub most: Result<f64, Undefined>,
    /// Prevalence index of a 2 × 2 table: the share of items that both put into the first category, less the share that
    /// both put into the second. Far from 0 it makes κ small in spite of good agreement.
    pub prevalence: Result<f64, Undefined>,
    /// Bias index of a 2 × 2 table: the share of items in the first category for the first rater, less that for the
    /// second rater. Far from 0 it makes κ larger than it would be with equal margins.
    pub bias: Result<f64, Undefined>,
}

/// The largest κ that the margins allow, and the prevalence and bias indices of a table of two categories.
///
/// ```text
/// κ_max = (Σ_k min(p_k·, p_·k) − p_e) / (1 − p_e)
/// prevalence = p_11 − p_22,   bias = p_1· − p_·1 = p_12 − p_21
/// κ = (PABAK − prevalence² + bias²) / (1 − prevalence² + bias²)
/// ```
///
/// The signs are kept: 1 is the first category and the first rater; Byrt's indices are the absolute values.
///
/// `most` is undefined when both raters use one and the same category only; the two indices when the table has not
/// two categories; all three without items. O(q²) time.
///
/// Source: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20
/// (1960); T. Byrt, J. Bishop & J. B. Carlin, "Bias, prevalence and kappa", Journal of Clinical Epidemiology 46 (1993).
///
/// ```
/// use agreement::{Table, categorical::kappa_margins};
///
/// let table = Table::of_rows(&[[40, 9], [6, 45]]).unwrap();
/// let margins = kappa_margins(&table);
/// assert!((margins.most.unwrap() - 0.94).abs() < 0.001);
/// assert!((margins.prevalence.unwrap() + 0.05).abs() < 1e-12);
/// assert!((margins.bias.unwrap() - 0.03).abs() < 1e-12);
/// ```
pub fn kappa_margins(table: &Table) -> KappaMargins {
    let n = count(table);
    let crossed = match Crossed::of(table, &Weights::Identity, LEVEL) {
        Ok(crossed) => crossed,
        Err(reason) => return KappaMargins { n, most: Err(reason), prevalence: Err(reason), bias: Err(reason) },
    };
    let expected = dot(&crossed.rows, &crossed.distance.to_all(&crossed.columns));
    let apart: f64 = crossed.rows.iter().zip(&crossed.columns).map(|(row, column)| (row - column).abs()).sum();
    let most = if expected > 0.0 { Ok(1.0 - apart / (2.0 * expected)) } else { Err(Undefined::NoVariation) };
    let categories = table.categories();
    let (prevalence, bias) = if categories == 2 {
        let share = |i, j| table.count(i, j) as f64 / crossed.n;
        (Ok(share(0, 0) - share(1, 1)), Ok(share(0, 1) - share(1, 0)))
    } else {
        let value = categories as f64;
        let reason = Undefined::OutOfRange { what: "the number of categories", value, low: 2.0, high: 2.0 };
        (Err(reason), Err(reason))
    };
    KappaMargins { n, most, prevalence, bias }
}
