//! Intraclass correlation.

use super::unit;
use crate::check;
use crate::distribution;
use crate::{Interval, Statistic, Test, Undefined};

const METHODS: [[&str; 3]; 2] = [
    [
        "ICC(1,1): one-way random, one rating (Shrout & Fleiss 1979)",
        "ICC(2,1): two-way random, agreement, one rating (Shrout & Fleiss 1979)",
        "ICC(3,1): two-way mixed, consistency, one rating (Shrout & Fleiss 1979)",
    ],
    [
        "ICC(1,k): one-way random, mean of the ratings (Shrout & Fleiss 1979)",
        "ICC(2,k): two-way random, agreement, mean of the ratings (Shrout & Fleiss 1979)",
        "ICC(3,k): two-way mixed, consistency, mean of the ratings (Shrout & Fleiss 1979)",
    ],
];
const F_INTERVAL: &str = "F interval (McGraw & Wong 1996)";
const SATTERTHWAITE: &str = "F interval with Satterthwaite's degrees of freedom (McGraw & Wong 1996)";
const F_TEST: &str = "one-sided F test that subjects do not differ";

/// The six intraclass correlations of one table of scores.
///
/// | Shrout & Fleiss | McGraw & Wong | here |
/// | --- | --- | --- |
/// | ICC(1,1) | ICC(1) | `single.one_way` |
/// | ICC(2,1) | ICC(A,1) | `single.agreement` |
/// | ICC(3,1) | ICC(C,1) | `single.consistency` |
/// | ICC(1,k) | ICC(k) | `average.one_way` |
/// | ICC(2,k) | ICC(A,k) | `average.agreement` |
/// | ICC(3,k) | ICC(C,k) | `average.consistency`, which is Cronbach's α |
///
/// ```
/// use agreement::{LEVEL, scale::icc};
///
/// let icc = icc(&[4.0, 3.0, 2.0, 2.0, 5.0, 4.0, 3.0, 1.0], 2, LEVEL);
/// let (one, mean) = (icc.single.consistency.icc.value.unwrap(), icc.average.consistency.icc.value.unwrap());
/// // The mean of two is the more reliable, by the formula of Spearman and Brown.
/// assert!(one < mean && (mean - 2.0 * one / (1.0 + one)).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Icc {
    /// The analysis of variance that all six are made of.
    pub anova: Result<Anova, Undefined>,
    /// How well one rating stands for its subject.
    pub single: Forms,
    /// How well the mean of all ratings of a subject stands for it.
    pub average: Forms,
}

/// The three models of who the raters are.
///
/// ```
/// use agreement::{LEVEL, scale::icc};
///
/// // The second rater is one point stricter throughout: as error, as disagreement, and left aside.
/// let single = icc(&[2.0, 1.0, 3.0, 2.0, 5.0, 4.0, 4.0, 3.0], 2, LEVEL).single;
/// let [one_way, agreement, consistency] =
///     [single.one_way, single.agreement, single.consistency].map(|form| form.icc.value.unwrap());
/// assert!(one_way < agreement && agreement < consistency && consistency == 1.0);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Forms {
    /// Each subject has raters of its own, so that their severity counts as error.
    pub one_way: Form,
    /// All subjects have the same raters, drawn from many: a difference in severity counts as disagreement.
    pub agreement: Form,
    /// All subjects have the same raters, and a difference in severity is of no interest.
    pub consistency: Form,
}

/// One intraclass correlation.
///
/// ```
/// use agreement::{LEVEL, scale::icc};
///
/// let form = icc(&[4.0, 3.0, 2.0, 2.0, 5.0, 4.0, 1.0, 1.0], 2, LEVEL).single.agreement;
/// assert!(form.icc.interval.unwrap().low < form.icc.value.unwrap());
/// let test = form.test.unwrap();
/// assert_eq!((test.df, test.df2, test.p < 0.05), (Some(3.0), Some(3.0), true));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// The correlation, with its interval.
    pub icc: Statistic,
    /// The test that it is 0.
    pub test: Result<Test, Undefined>,
}

/// Mean squares of a table of subjects by raters.
///
/// ```
/// use agreement::{LEVEL, scale::icc};
///
/// let anova = icc(&[4.0, 3.0, 2.0, 2.0, 5.0, 4.0, 1.0, 1.0], 2, LEVEL).anova.unwrap();
/// assert_eq!((anova.subjects, anova.raters), (4, 2));
/// // Sums of squares: what is within subjects lies between raters or is left.
/// let within = 4.0 * anova.within_subjects;
/// assert!((within - (1.0 * anova.between_raters + 3.0 * anova.residual)).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anova {
    /// Subjects, n.
    pub subjects: usize,
    /// Raters, k.
    pub raters: usize,
    /// Between subjects, n − 1 degrees of freedom (BMS).
    pub between_subjects: f64,
    /// Within subjects, n(k − 1) degrees of freedom (WMS).
    pub within_subjects: f64,
    /// Between raters, k − 1 degrees of freedom (JMS).
    pub between_raters: f64,
    /// What is left, (n − 1)(k − 1) degrees of freedom (EMS).
    pub residual: f64,
}

/// The six intraclass correlations with their intervals and tests. `scores` holds the subjects' rows one after the
/// other, one score of each of the `raters` in a row.
///
/// ```text
/// ICC(1,1) = (B − W) / (B + (k − 1)W)                      ICC(1,k) = (B − W) / B
/// ICC(2,1) = (B − E) / (B + (k − 1)E + k(J − E)/n)         ICC(2,k) = (B − E) / (B + (J − E)/n)
/// ICC(3,1) = (B − E) / (B + (k − 1)E)                      ICC(3,k) = (B − E) / B
/// ```
///
/// B, W, J and E are the mean squares of [`Anova`], n subjects, k raters. All may be negative, where ratings of one
/// subject are less alike than those of different ones; they are not cut off at 0. None is above 1. ICC(1,1) and
/// ICC(3,1) are not below −1/(k − 1), but ICC(2,1) can be, down to −n/(n(k − 1) − k), and those of a mean have no lower
/// bound: −3 is a value of ICC(3,k), and says no more than that subjects do not differ as their raters do.
///
/// A subject with a missing score (NaN) is left out whole and counts as dropped; `n` counts subjects. The intervals are
/// those of McGraw and Wong. Where nothing is left to judge error by (W or E is 0) there is no test, and no interval
/// but one of agreement among raters who differ in severity alone.
///
/// The interval of agreement has Satterthwaite's degrees of freedom, of a sum of J and E. If ICC(2,1) is negative, J
/// enters with a minus sign, and where the two all but cancel the degrees of freedom fall to 0 and the limits no longer
/// hold the estimate: ICC(2,1) and ICC(2,k) then have no interval (2 % of the negative ones among random scores of up to
/// 11 subjects; never one that is not negative). ICC(2,k) has none either where the lower limit of ICC(2,1) lies below
/// −1/(k − 1), the pole of the formula that carries it over to means.
///
/// Undefined when the rows are not full, when a score is infinite, with fewer than two raters or complete subjects; with
/// [`Undefined::NoVariation`] where the denominator vanishes; with [`Undefined::OutOfRange`] where that of ICC(2,k), which
/// is an estimate of a variance, is negative. B − E is negative then, too: raters contradict each other, and the ratio of
/// the two, which other packages print, is above 1 and would pass for the best agreement of all.
///
/// Takes O(n k) time and O(n + k) memory.
///
/// Source: P. E. Shrout & J. L. Fleiss, "Intraclass correlations: uses in assessing rater reliability", Psychological
/// Bulletin 86 (1979); K. O. McGraw & S. P. Wong, "Forming inferences about some intraclass correlation coefficients",
/// Psychological Methods 1 (1996).
///
/// ```
/// use agreement::{LEVEL, scale::icc};
///
/// // Six subjects, four raters (Shrout & Fleiss 1979).
/// let scores = [
///     9.0, 2.0, 5.0, 8.0, 6.0, 1.0, 3.0, 2.0, 8.0, 4.0, 6.0, 8.0, //
///     7.0, 1.0, 2.0, 6.0, 10.0, 5.0, 6.0, 9.0, 6.0, 2.0, 4.0, 7.0,
/// ];
/// let icc = icc(&scores, 4, LEVEL);
/// assert!((icc.single.agreement.icc.value.unwrap() - 0.29).abs() < 0.005);
/// assert!((icc.average.consistency.icc.value.unwrap() - 0.91).abs() < 0.005);
/// ```
pub fn icc(scores: &[f64], raters: usize, level: f64) -> Icc {
    let outside = match check::outside(level).and_then(|outside| check(scores, raters).map(|()| outside)) {
        Ok(outside) => outside,
        Err(reason) => return without(reason, 0, 0),
    };
    let complete = |row: &&[f64]| !row.iter().any(|score| score.is_nan());
    let rows: Vec<&[f64]> = scores.chunks_exact(raters).filter(complete).collect();
    let dropped = scores.len() / raters - rows.len();
    let anova = match Anova::of(&rows, raters) {
        Ok(anova) => anova,
        Err(reason) => return without(reason, rows.len(), dropped),
    };
    let form = |average: usize, model| anova.form(model, average == 1, outside, level, dropped);
    let forms = |average| Forms {
        one_way: form(average, Model::OneWay),
        agreement: form(average, Model::Agreement),
        consistency: form(average, Model::Consistency),
    };
    Icc { anova: Ok(anova), single: forms(0), average: forms(1) }
}

fn check(scores: &[f64], raters: usize) -> Result<(), Undefined> {
    if raters < 2 {
        return Err(Undefined::TooFewRaters { n: raters, needed: 2 });
    }
    if !scores.len().is_multiple_of(raters) {
        let (row, found) = (scores.len() / raters, scores.len() % raters);
        return Err(Undefined::Ragged { row, found, expected: raters });
    }
    match scores.iter().position(|score| score.is_infinite()) {
        Some(at) => Err(Undefined::NotFinite { what: "score", at }),
        None => Ok(()),
    }
}

fn without(reason: Undefined, n: usize, dropped: usize) -> Icc {
    let form = |average: usize, model: usize| Form {
        icc: Statistic { dropped, ..Statistic::none(reason, n, METHODS[average][model]) },
        test: Err(reason),
    };
    let forms =
        |average| Forms { one_way: form(average, 0), agreement: form(average, 1), consistency: form(average, 2) };
    Icc { anova: Err(reason), single: forms(0), average: forms(1) }
}

#[derive(Clone, Copy, PartialEq)]
enum Model {
    OneWay,
    Agreement,
    Consistency,
}

impl Anova {
    fn of(rows: &[&[f64]], raters: usize) -> Result<Anova, Undefined> {
        let subjects = rows.len();
        if subjects < 2 {
            return Err(Undefined::TooFew { n: subjects, needed: 2 });
        }
        let (n, k) = (subjects as f64, raters as f64);
        let largest = rows.iter().copied().flatten().fold(0.0f64, |m, score| m.max(score.abs()));
        let unit = unit(largest);
        let mut of_raters = vec![0.0; raters];
        // The second time for what rounding has left of the sums.
        for _ in 0..2 {
            let mut left = vec![0.0; raters];
            for row in rows {
                for ((left, mean), score) in left.iter_mut().zip(&of_raters).zip(*row) {
                    *left += score * unit - mean;
                }
            }
            of_raters.iter_mut().zip(left).for_each(|(mean, left)| *mean += left / n);
        }
        let grand = of_raters.iter().sum::<f64>() / k;
        of_raters.iter_mut().for_each(|mean| *mean -= grand);
        let (mut between_subjects, mut within, mut residual) = (0.0, 0.0, 0.0);
        for row in rows {
            let subject = row.iter().map(|score| score * unit).sum::<f64>() / k;
            between_subjects += (subject - grand) * (subject - grand);
            for (score, rater) in row.iter().zip(&of_raters) {
                let deviation = score * unit - subject;
                within += deviation * deviation;
                residual += (deviation - rater) * (deviation - rater);
            }
        }
        let between_raters: f64 = of_raters.iter().map(|effect| effect * effect).sum();
        // What rounding alone can make of scores that do not vary counts as no variation.
        let noise = n * k * (16.0 * f64::EPSILON * largest * unit).powi(2);
        let mean = |squares: f64, df: f64| if squares <= noise { 0.0 } else { squares / df / unit / unit };
        let anova = Anova {
            subjects,
            raters,
            between_subjects: mean(k * between_subjects, n - 1.0),
            within_subjects: mean(within, n * (k - 1.0)),
            between_raters: mean(n * between_raters, k - 1.0),
            residual: mean(residual, (n - 1.0) * (k - 1.0)),
        };
        let all = [anova.between_subjects, anova.within_subjects, anova.between_raters, anova.residual];
        match all.into_iter().find(|square| !square.is_finite()) {
            Some(value) => Err(Undefined::OutOfRange { what: "a mean square", value, low: 0.0, high: f64::MAX }),
            None => Ok(anova),
        }
    }

    fn form(&self, model: Model, average: bool, outside: f64, level: f64, dropped: usize) -> Form {
        let method = METHODS[usize::from(average)][model as usize];
        let (n, k) = (self.subjects as f64, self.raters as f64);
        let (error, df2) = match model {
            Model::OneWay => (self.within_subjects, n * (k - 1.0)),
            Model::Agreement | Model::Consistency => (self.residual, (n - 1.0) * (k - 1.0)),
        };
        let value = self.value(model, error, average);
        let f = self.between_subjects / error;
        let test = if error > 0.0 {
            let (df, p) = (n - 1.0, distribution::f_above(f, n - 1.0, df2));
            Ok(Test { statistic: f, df: Some(df), df2: Some(df2), p, method: F_TEST })
        } else {
            Err(Undefined::NoVariation)
        };
        let ends = match model {
            Model::Agreement => self.agreement_ends(outside),
            Model::OneWay | Model::Consistency => {
                let low = f / distribution::f_beyond(outside / 2.0, n - 1.0, df2);
                let high = f * distribution::f_beyond(outside / 2.0, df2, n - 1.0);
                [low, high].map(|f| (f - 1.0) / (f + k - 1.0))
            }
        };
        let [low, high] = if average { ends.map(|single| spearman_brown(single, k)) } else { ends };
        let named = if model == Model::Agreement { SATTERTHWAITE } else { F_INTERVAL };
        let finite = low.is_finite() && high.is_finite();
        let usable = finite && low < high && value.is_ok_and(|value| (low..=high).contains(&value));
        let interval = usable.then_some(Interval { low, high, level, method: named });
        let icc = Statistic { dropped, interval, ..Statistic::none(Undefined::NoVariation, self.subjects, method) };
        Form { icc: Statistic { value, ..icc }, test }
    }

    fn value(&self, model: Model, error: f64, average: bool) -> Result<f64, Undefined> {
        let (n, k) = (self.subjects as f64, self.raters as f64);
        // What the raters' severity adds to the variance of one rating.
        let severity = if model == Model::Agreement { (self.between_raters - error) / n } else { 0.0 };
        let whole = if average {
            self.between_subjects + severity
        } else {
            self.between_subjects + (k - 1.0) * error + k * severity
        };
        // Below this nothing but rounding is left.
        let least = 1e-12 * (self.between_subjects + self.between_raters + error);
        if whole > least {
            Ok((self.between_subjects - error) / whole)
        } else if whole >= -least {
            Err(Undefined::NoVariation)
        } else {
            let what = "the estimated variance of a mean of ratings";
            Err(Undefined::OutOfRange { what, value: whole, low: 0.0, high: f64::INFINITY })
        }
    }

    /// The interval of ICC(2,1).
    fn agreement_ends(&self, outside: f64) -> [f64; 2] {
        let (n, k) = (self.subjects as f64, self.raters as f64);
        let (b, j, e) = (self.between_subjects, self.between_raters, self.residual);
        let Ok(icc) = self.value(Model::Agreement, e, false) else {
            return [f64::NAN; 2];
        };
        let (of_j, of_e) = (k * icc * j, (n * (1.0 + (k - 1.0) * icc) - k * icc) * e);
        let df = (of_j + of_e).powi(2) / (of_j * of_j / (k - 1.0) + of_e * of_e / ((n - 1.0) * (k - 1.0)));
        if !(df.is_finite() && df > 0.0) {
            return [f64::NAN; 2];
        }
        let rest = k * j + (k * n - k - n) * e;
        let low = distribution::f_beyond(outside / 2.0, n - 1.0, df);
        let high = distribution::f_beyond(outside / 2.0, df, n - 1.0);
        [n * (b - low * e) / (low * rest + n * b), n * (high * b - e) / (rest + n * high * b)]
    }
}

/// The reliability of the mean of k ratings, from that of one; NaN where it has none.
fn spearman_brown(single: f64, k: f64) -> f64 {
    let whole = 1.0 + (k - 1.0) * single;
    if whole > 0.0 { k * single / whole } else { f64::NAN }
}
