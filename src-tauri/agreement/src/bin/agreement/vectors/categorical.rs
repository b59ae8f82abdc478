//! Coefficients of agreement on categories, and Krippendorff's alpha.

use super::answer::{Answer, VALUE};
use super::input::{Coded, Input, Shape, number, numbered, rows_of};
use super::name::{Name, Weighting};
use super::{Found, Unsupported};
use crate::categories::finite;
use crate::coefficient::Coefficient;
use agreement::alpha::{Metric, krippendorff_alpha, krippendorff_alpha_of_values};
use agreement::bootstrap::{self, Method, Plan};
use agreement::categorical::{kappa_margins, many, zero_agreement};
use agreement::{LEVEL, Ratings, Statistic, Table, Undefined, Weights};
use serde_json::Value;

pub fn find(name: &Name, input: &Input<'_>) -> Found {
    if name.is(&["krippendorff_alpha", "krippendorffs_alpha", "krippendorff", "alpha"]) {
        return alpha(name, input).map(Some);
    }
    let Some(coefficient) = coefficient(name) else { return Ok(None) };
    let level = level(name, input)?;
    let weights = weights(name, input)?;
    let given = input.categories()?;
    let of_counts = "counts do not say which rater gave a rating";
    match input.shape()? {
        Shape::Uneven(reason) => Ok(Some(Answer::words([(VALUE, Answer::none(reason))]))),
        Shape::Table(rows) => {
            let table = match Table::of_rows(&rows) {
                Ok(table) => table,
                Err(reason) => return Ok(Some(Answer::words([(VALUE, Answer::none(reason))]))),
            };
            match of_table(coefficient, &table, &weights, level, input)? {
                Some(answer) => Ok(Some(answer)),
                None => of_ratings(coefficient, &Coded::of_table(&rows, numbered(given, rows.len()))?, &weights, level),
            }
        }
        Shape::Counts(rows) if coefficient == Coefficient::Fleiss => {
            let width = rows.first().map_or(0, Vec::len);
            if let Some(row) = rows.iter().position(|row| row.len() != width) {
                let reason = Undefined::Ragged { row, found: rows[row].len(), expected: width };
                return Ok(Some(Answer::words([(VALUE, Answer::none(reason))])));
            }
            let fleiss = many::fleiss_kappa_of_counts(&rows.concat(), width, &weights, level);
            Ok(Some(record(&fleiss)))
        }
        Shape::Counts(_) if matches!(coefficient, Coefficient::Cohen | Coefficient::Conger) => {
            Err(Unsupported(of_counts.to_owned()))
        }
        Shape::Counts(rows) => {
            let width = rows.iter().map(Vec::len).max().unwrap_or(0);
            of_ratings(coefficient, &Coded::of_counts(&rows, numbered(given, width))?, &weights, level)
        }
        Shape::Grid { rows, two } => {
            let coded = Coded::of(&rows, given)?;
            let as_table = if two { coded.table() } else { None };
            let answer = match as_table {
                Some(Ok(table)) => of_table(coefficient, &table, &weights, level, input)?,
                _ => None,
            };
            answer.map_or_else(|| of_ratings(coefficient, &coded, &weights, level), |answer| Ok(Some(answer)))
        }
    }
}

fn coefficient(name: &Name) -> Option<Coefficient> {
    let all: [(Coefficient, &[&str]); 9] = [
        (Coefficient::Percent, &["percent_agreement", "observed_agreement", "raw_agreement", "agreement", "percent"]),
        (Coefficient::Cohen, &["cohen_kappa", "cohens_kappa", "cohen", "kappa", "bootstrap_cohen_kappa"]),
        (Coefficient::Scott, &["scott_pi", "scotts_pi", "scott", "pi"]),
        (
            Coefficient::BrennanPrediger,
            &["brennan_prediger", "brennan_prediger_kappa", "bp", "bennett_s", "bennetts_s"],
        ),
        (Coefficient::Pabak, &["pabak"]),
        (Coefficient::Gwet, &["gwet_ac1", "gwet_ac2", "gwet_ac", "gwets_ac1", "gwets_ac2", "ac1", "ac2", "gwet"]),
        (Coefficient::Fleiss, &["fleiss_kappa", "fleiss", "fleisss_kappa", "fleiss_kappa_counts"]),
        (Coefficient::Conger, &["conger_kappa", "congers_kappa", "conger"]),
        (
            Coefficient::Randolph,
            &[
                "randolph_kappa",
                "randolphs_kappa",
                "randolph",
                "free_marginal_kappa",
                "randolph_free_marginal_kappa",
                "randolph_free_marginal",
            ],
        ),
    ];
    all.iter().find(|(_, names)| name.is(names)).map(|(coefficient, _)| *coefficient)
}

pub fn level(name: &Name, input: &Input<'_>) -> Result<f64, Unsupported> {
    Ok(input.optional(&["confidence", "confidence_level", "conf_level", "level"])?.or(name.level).unwrap_or(LEVEL))
}

/// Weights of the name, else of the input: a word or a matrix.
fn weights(name: &Name, input: &Input<'_>) -> Result<Weights, Unsupported> {
    let given = input.get(&["weights"]);
    let of_input = given.and_then(Value::as_str).map(|word| {
        Weighting::of(&word.to_lowercase()).ok_or_else(|| Unsupported(format!("no weights are called “{word}”")))
    });
    let weighting = match name.weights {
        Some(weighting) => Some(weighting),
        None => of_input.transpose()?,
    };
    Ok(match (weighting, given) {
        (Some(Weighting::Linear), _) => Weights::Linear,
        (Some(Weighting::Quadratic), _) => Weights::Quadratic,
        (None, Some(matrix @ Value::Array(_))) => Weights::Own(rows_of(matrix, number)?.concat()),
        _ => Weights::Identity,
    })
}

fn record(statistic: &Statistic) -> Answer {
    Answer::statistic(statistic, "kappa|pi|ac1|ac2|pabak|s|bp|agreement")
}

fn of_table(
    coefficient: Coefficient,
    table: &Table,
    weights: &Weights,
    level: f64,
    input: &Input<'_>,
) -> Result<Option<Answer>, Unsupported> {
    let Some(statistic) = coefficient.of_table(table, weights, level) else { return Ok(None) };
    let mut answer = record(&statistic);
    if coefficient == Coefficient::Cohen {
        let test = zero_agreement(table, weights);
        let margins = kappa_margins(table);
        answer = answer.with([
            ("z|z_score|z_value", Answer::of(test.clone().map(|test| test.z))),
            ("ase0|se0|se_null", Answer::of(test.clone().map(|test| test.se))),
            ("p_two|p|p_value|pvalue|p_two_sided", Answer::of(test.map(|test| test.p))),
            ("kappa_max|most|max", Answer::of(margins.most)),
            ("prevalence|prevalence_index|pi", Answer::of(margins.prevalence)),
            ("bias|bias_index|bi", Answer::of(margins.bias)),
        ]);
    }
    let Some(resamples) = input.get(&["resamples", "B", "bootstrap"]) else { return Ok(Some(answer)) };
    let resamples = super::input::whole(resamples)? as usize;
    let seed = input.get(&["seed"]).map(super::input::whole).transpose()?.unwrap_or(1);
    let method = if input.text(&["bootstrap_method"]) == Some("bca") { Method::Bca } else { Method::Percentile };
    let plan = Plan { level, method, ..Plan::new(resamples, seed) };
    let value = |table: &Table| match coefficient.of_table(table, weights, level) {
        Some(statistic) => statistic.value,
        None => Err(Undefined::NothingPairable),
    };
    let resampled = bootstrap::of_table(table, &plan, value);
    Ok(Some(answer.with([
        ("bootstrap_se|se_bootstrap", Answer::of(resampled.se)),
        ("bootstrap_lo", Answer::of(resampled.interval.map(|interval| interval.low))),
        ("bootstrap_hi", Answer::of(resampled.interval.map(|interval| interval.high))),
        ("undefined_resamples", Answer::count(resampled.undefined)),
    ])))
}

fn of_ratings(coefficient: Coefficient, coded: &Coded, weights: &Weights, level: f64) -> Found {
    if coefficient.is_of_two() {
        let Some(table) = coded.table() else {
            return Err(Unsupported(format!("this coefficient takes two raters, not {}", coded.raters)));
        };
        let table = match table {
            Ok(table) => table,
            Err(reason) => return Ok(Some(Answer::words([(VALUE, Answer::none(reason))]))),
        };
        let nothing = serde_json::Map::new();
        return of_table(coefficient, &table, weights, level, &Input::new(&nothing));
    }
    let statistic = match Ratings::new(&coded.codes, coded.raters, coded.categories.len()) {
        Ok(ratings) => coefficient.of_ratings(&ratings, weights, level),
        Err(reason) => return Ok(Some(Answer::words([(VALUE, Answer::none(reason))]))),
    };
    Ok(statistic.map(|statistic| record(&statistic)))
}

/// Without a metric in the name it is that of the input, else nominal.
fn alpha(name: &Name, input: &Input<'_>) -> Result<Answer, Unsupported> {
    let level = level(name, input)?;
    let of_input = match input.text(&["level_of_measurement", "metric", "measurement"]) {
        None => None,
        Some("nominal") => Some(Metric::Nominal),
        Some("ordinal") => Some(Metric::Ordinal),
        Some("interval") => Some(Metric::Interval),
        Some("ratio") => Some(Metric::Ratio),
        Some(other) => return Err(Unsupported(format!("no level of measurement is called “{other}”"))),
    };
    let plain = matches!(name.weights, None | Some(Weighting::Identity));
    let (metric, by_position) = match (name.metric.or(of_input), name.weights) {
        (metric, _) if plain => (metric.unwrap_or_default(), false),
        // Squared differences of places in the list of categories.
        (None, Some(Weighting::Quadratic)) => (Metric::Interval, true),
        _ => return Err(Unsupported("alpha takes a level of measurement, not these weights".to_owned())),
    };
    let given = input.categories()?;
    let coded = match input.shape()? {
        Shape::Uneven(reason) => return Ok(Answer::words([(VALUE, Answer::none(reason))])),
        Shape::Table(rows) => Coded::of_table(&rows, numbered(given, rows.len()))?,
        Shape::Counts(rows) => {
            let width = rows.iter().map(Vec::len).max().unwrap_or(0);
            Coded::of_counts(&rows, numbered(given, width))?
        }
        // Numbers without a list of categories need no codes, however many different ones there are.
        Shape::Grid { rows, .. } => match (given, input.scores()) {
            (None, Ok((scores, raters))) if !by_position => {
                let alpha = krippendorff_alpha_of_values(&scores, raters, metric, level);
                return Ok(Answer::statistic(&alpha, "alpha"));
            }
            (given, _) => Coded::of(&rows, given)?,
        },
    };
    let values: Option<Vec<f64>> = coded.categories.iter().map(|category| finite(category)).collect();
    let values = values.filter(|_| !by_position);
    if values.is_none() && !by_position && matches!(metric, Metric::Interval | Metric::Ratio) {
        return Err(Unsupported("words have no distance: interval and ratio need numbers".to_owned()));
    }
    let alpha = match Ratings::new(&coded.codes, coded.raters, coded.categories.len()) {
        Ok(ratings) => krippendorff_alpha(&ratings, metric, values.as_deref(), level),
        Err(reason) => return Ok(Answer::words([(VALUE, Answer::none(reason))])),
    };
    Ok(Answer::statistic(&alpha, "alpha"))
}
