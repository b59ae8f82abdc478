//! Statistics of all raters together.

use super::data::Codes;
use super::{Consensus, Found, Measured, of_pairs};
use crate::args::{Ask, Metric, Name};
use crate::coefficient::Coefficient;
use crate::fault::Fault;
use crate::read::Sheet;
use agreement::alpha::{self, krippendorff_alpha, krippendorff_alpha_of_values};
use agreement::bootstrap::{self, Bootstrap, Plan};
use agreement::consensus::{EmOptions, Label, Votes, dawid_skene};
use agreement::rank::kendall_w;
use agreement::scale::{Form, Icc, icc};
use agreement::{Ratings, Statistic, Undefined, Weights};

fn coefficient(name: Name) -> Option<Coefficient> {
    Some(match name {
        Name::Percent => Coefficient::Percent,
        Name::Cohen => Coefficient::Cohen,
        Name::Scott => Coefficient::Scott,
        Name::BrennanPrediger => Coefficient::BrennanPrediger,
        Name::Pabak => Coefficient::Pabak,
        Name::Gwet => Coefficient::Gwet,
        Name::Fleiss => Coefficient::Fleiss,
        Name::Conger => Coefficient::Conger,
        Name::Randolph => Coefficient::Randolph,
        _ => return None,
    })
}

/// A record without a value, where not even the ratings could be taken.
pub fn without(reason: Undefined) -> Statistic {
    Statistic {
        value: Err(reason),
        n: 0,
        dropped: 0,
        observed: None,
        expected: None,
        se: None,
        interval: None,
        method: "none, for the ratings cannot be taken",
    }
}

/// Statistics of categories.
///
/// # Errors
/// More pairs of raters than are computed.
pub fn of_codes(
    ask: &Ask,
    sheet: &Sheet,
    codes: &Codes,
    weights: &Weights,
    plan: Option<&Plan>,
) -> Result<Found, Fault> {
    let (raters, categories, level) = (sheet.raters.len(), codes.categories.len(), ask.confidence);
    let of_pairs = |coefficient: Coefficient| {
        let two = raters == 2 && coefficient.is_of_table(&codes.codes, categories);
        two || matches!(ask.statistic, Name::Cohen | Name::Scott | Name::Pabak)
    };
    if ask.statistic == Name::DawidSkene {
        return Ok(Found::Consensus(consensus(sheet, codes)));
    }
    if categories == 0 {
        return Ok(Found::One(Box::new(single(without(Undefined::NothingPairable), None))));
    }
    let metric = if ask.level == Some(Metric::Ordinal) { alpha::Metric::Ordinal } else { alpha::Metric::Nominal };
    let statistic = |codes: &[u32]| match Ratings::new(codes, raters, categories) {
        Err(reason) => without(reason),
        Ok(ratings) => match coefficient(ask.statistic) {
            None => krippendorff_alpha(&ratings, metric, None, level),
            Some(coefficient) => {
                let found = coefficient.of_ratings(&ratings, weights, level);
                found.unwrap_or_else(|| without(Undefined::NothingPairable))
            }
        },
    };
    match coefficient(ask.statistic) {
        Some(coefficient) if of_pairs(coefficient) => of_pairs::of_codes(coefficient, ask, sheet, codes, weights, plan),
        _ => Ok(Found::One(Box::new(resampled(sheet, &codes.codes, plan, statistic)))),
    }
}

/// Statistics of numbers.
///
/// # Errors
/// More pairs of raters than are computed.
pub fn of_values(ask: &Ask, sheet: &Sheet, values: &[f64], plan: Option<&Plan>) -> Result<Found, Fault> {
    let (raters, level) = (sheet.raters.len(), ask.confidence);
    match ask.statistic {
        Name::Krippendorff => {
            let metric = if ask.level == Some(Metric::Ratio) { alpha::Metric::Ratio } else { alpha::Metric::Interval };
            let alpha = |values: &[f64]| krippendorff_alpha_of_values(values, raters, metric, level);
            Ok(Found::One(Box::new(resampled(sheet, values, plan, alpha))))
        }
        Name::Icc => {
            let all = icc(values, raters, level);
            let forms = FORMS.map(|(name, of)| {
                let bootstrap = resamples(sheet, values, plan, |values| of(&icc(values, raters, level)).icc.value);
                let form = of(&all);
                Measured { of: vec![name.to_owned()], test: Some(form.test), ..single(form.icc.clone(), bootstrap) }
            });
            Ok(Found::Forms(forms.into()))
        }
        Name::KendallW => {
            let all = kendall_w(values, raters);
            let bootstrap = resamples(sheet, values, plan, |values| kendall_w(values, raters).w.value);
            Ok(Found::One(Box::new(Measured { test: Some(all.test), ..single(all.w, bootstrap) })))
        }
        _ => of_pairs::of_values(ask, sheet, values, plan),
    }
}

type OfIcc = fn(&Icc) -> &Form;

const FORMS: [(&str, OfIcc); 6] = [
    ("ICC(1,1)", |all| &all.single.one_way),
    ("ICC(2,1)", |all| &all.single.agreement),
    ("ICC(3,1)", |all| &all.single.consistency),
    ("ICC(1,k)", |all| &all.average.one_way),
    ("ICC(2,k)", |all| &all.average.agreement),
    ("ICC(3,k)", |all| &all.average.consistency),
];

fn single(statistic: Statistic, bootstrap: Option<Bootstrap>) -> Measured {
    Measured { of: vec![], statistic, test: None, bootstrap, more: vec![] }
}

/// The statistic of the table, and of resamples of its units if any are asked for.
fn resampled<T: Copy>(
    sheet: &Sheet,
    all: &[T],
    plan: Option<&Plan>,
    statistic: impl Fn(&[T]) -> Statistic,
) -> Measured {
    single(statistic(all), resamples(sheet, all, plan, |drawn| statistic(drawn).value))
}

/// The bootstrap of a value of units, if one is asked for.
fn resamples<T: Copy>(
    sheet: &Sheet,
    all: &[T],
    plan: Option<&Plan>,
    value: impl Fn(&[T]) -> Result<f64, Undefined>,
) -> Option<Bootstrap> {
    let raters = sheet.raters.len();
    let mut drawn = Vec::with_capacity(all.len());
    plan.map(|plan| {
        bootstrap::of_items(sheet.units.len(), plan, |units| {
            drawn.clear();
            for unit in units {
                drawn.extend_from_slice(&all[unit * raters..(unit + 1) * raters]);
            }
            value(&drawn)
        })
    })
}

fn consensus(sheet: &Sheet, codes: &Codes) -> Result<Consensus, Undefined> {
    if codes.categories.is_empty() {
        return Err(Undefined::NothingPairable);
    }
    let ratings = Ratings::new(&codes.codes, sheet.raters.len(), codes.categories.len())?;
    let found = dawid_skene(&Votes::of_ratings(&ratings)?, EmOptions::default())?;
    let label = |unit: usize| {
        let places = match found.label(unit)? {
            Label::One(place) => vec![place],
            Label::Tied(places) => places,
            Label::Unrated => return Ok((vec![], 0.0)),
        };
        let chance = places.first().map_or(Ok(0.0), |place| Ok(found.posterior(unit)?[*place]))?;
        Ok((places.iter().map(|place| codes.categories[*place].clone()).collect(), chance))
    };
    let accuracy =
        |(rater, name): (usize, &String)| Measured { of: vec![name.clone()], ..single(found.accuracy(rater), None) };
    Ok(Consensus {
        labels: (0..sheet.units.len()).map(label).collect::<Result<_, Undefined>>()?,
        accuracies: sheet.raters.iter().enumerate().map(accuracy).collect(),
        marginals: found.marginals.clone(),
        n: found.n,
        dropped: found.dropped,
        converged: found.converged,
        method: found.method,
    })
}
