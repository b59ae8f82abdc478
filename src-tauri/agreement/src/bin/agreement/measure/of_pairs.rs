//! Statistics of two raters, for each pair of more.

use super::data::Codes;
use super::{Found, Measured};
use crate::args::{Ask, Name};
use crate::categories::finite;
use crate::coefficient::Coefficient;
use crate::fault::Fault;
use crate::read::Sheet;
use agreement::bootstrap::{self, Plan};
use agreement::categorical::zero_agreement;
use agreement::rank::{RankVariance, kendall, spearman_rho};
use agreement::scale::{Test, correlation_test, mean_difference, pearson};
use agreement::{Statistic, Table, Undefined, Weights};

/// So many pairs at most.
const MOST: usize = 5000;

/// One result for each pair of raters, in order; for two raters a single one.
fn each(sheet: &Sheet, mut of: impl FnMut(usize, usize) -> Result<Measured, Fault>) -> Result<Found, Fault> {
    let raters = sheet.raters.len();
    let pairs = raters.saturating_mul(raters - 1) / 2;
    if pairs > MOST {
        let message = format!("{raters} raters make {pairs} pairs, and up to {MOST} are computed");
        return Err(Fault::new(
            message,
            "Name the raters to compare with --raters A,B,.., or take a statistic of many raters.",
        ));
    }
    let mut all = Vec::with_capacity(pairs);
    for first in 0..raters {
        for second in first + 1..raters {
            let mut measured = of(first, second)?;
            measured.of = vec![sheet.raters[first].clone(), sheet.raters[second].clone()];
            all.push(measured);
        }
    }
    if pairs == 1
        && let Some(only) = all.pop()
    {
        return Ok(Found::One(Box::new(only)));
    }
    Ok(Found::Pairs(all))
}

/// # Errors
/// Too many pairs.
pub fn of_codes(
    coefficient: Coefficient,
    ask: &Ask,
    sheet: &Sheet,
    codes: &Codes,
    weights: &Weights,
    plan: Option<&Plan>,
) -> Result<Found, Fault> {
    let raters = sheet.raters.len();
    each(sheet, |first, second| {
        let columns = [first, second].map(|rater| codes.column(rater, raters));
        let table = match Table::of_codes(&columns[0], &columns[1], codes.categories.len()) {
            Ok(table) => table,
            // A list of categories too long for a table.
            Err(reason) => return Err(Fault::new(format!("no table can be made: {reason}"), mend(codes))),
        };
        let value = |table: &Table| match coefficient.of_table(table, weights, ask.confidence) {
            Some(statistic) => statistic,
            None => Statistic { ..super::of_all::without(Undefined::NothingPairable) },
        };
        let bootstrap = plan.map(|plan| bootstrap::of_table(&table, plan, |table| value(table).value));
        let test = (coefficient == Coefficient::Cohen).then(|| {
            let test = zero_agreement(&table, weights)?;
            Ok(Test { statistic: test.z, df: None, df2: None, p: test.p, method: test.method })
        });
        Ok(Measured { of: vec![], statistic: value(&table), test, bootstrap, more: vec![] })
    })
}

/// So many categories are no categories.
fn mend(codes: &Codes) -> &'static str {
    match codes.categories.iter().all(|category| finite(category).is_some()) {
        true => "These look like numbers: take --statistic icc, pearson or krippendorff --level interval.",
        false => "These look like free text: choose columns of categories with --unit and --raters.",
    }
}

/// # Errors
/// Too many pairs.
pub fn of_values(ask: &Ask, sheet: &Sheet, values: &[f64], plan: Option<&Plan>) -> Result<Found, Fault> {
    let raters = sheet.raters.len();
    each(sheet, |first, second| {
        let column = |rater: usize| values.iter().skip(rater).step_by(raters).copied().collect::<Vec<f64>>();
        let (x, y) = (column(first), column(second));
        let of = |x: &[f64], y: &[f64]| of_two(ask, x, y);
        let (statistic, test, more) = of(&x, &y);
        let bootstrap = plan.map(|plan| {
            bootstrap::of_items(sheet.units.len(), plan, |units| {
                let of_units = |all: &[f64]| units.iter().map(|unit| all[*unit]).collect::<Vec<f64>>();
                of(&of_units(&x), &of_units(&y)).0.value
            })
        });
        Ok(Measured { of: vec![], statistic, test, bootstrap, more })
    })
}

type OfTwo = (Statistic, Option<Result<Test, Undefined>>, Vec<(&'static str, Result<f64, Undefined>)>);

fn of_two(ask: &Ask, x: &[f64], y: &[f64]) -> OfTwo {
    let level = ask.confidence;
    let tested = |r: Statistic| {
        let test = r.value.and_then(|value| correlation_test(value, r.n));
        (r, Some(test), vec![])
    };
    match ask.statistic {
        Name::Spearman => tested(spearman_rho(x, y, RankVariance::BonettWright, level)),
        Name::Kendall => {
            let all = kendall(x, y, level);
            (all.tau_b, Some(all.test), vec![])
        }
        Name::MeanDifference => {
            let all = mean_difference(x, y, agreement::LEVEL, level);
            let limits = [("lower limit", all.lower_limit.value), ("upper limit", all.upper_limit.value)];
            (all.bias, None, [("deviation", all.sd)].into_iter().chain(limits).collect())
        }
        _ => tested(pearson(x, y, level)),
    }
}
