//! Coefficients of agreement on categories, and Krippendorff's alpha.

use super::Found;
use super::Stop::{self, Unsupported};
use super::answer::{Answer, HIGH, LOW, VALUE};
use super::input::{Coded, Input, Shape, number, numbered, rows_of};
use super::name::{Name, Weighting};
use crate::categories::finite;
use crate::coefficient::{Coefficient, MOST_CROSSED};
use agreement::alpha::{Metric, krippendorff_alpha, krippendorff_alpha_of_values};
use agreement::bootstrap::{self, Bootstrap, Method, Plan};
use agreement::categorical::{kappa_margins, many, zero_agreement};
use agreement::{LEVEL, Ratings, Statistic, Table, Undefined, Weights};
use serde_json::Value;

pub fn find(name: &Name, input: &Input<'_>) -> Found {
    if is_alpha(name) {
        return alpha(name, input).map(Some);
    }
    let Some(coefficient) = coefficient(name) else { return Ok(None) };
    let level = level(name, input)?;
    let asked = Asked { coefficient, weights: weights(name, input)?, level, plan: plan(name, input, level)? };
    let answer = asked.of(input)?;
    Ok(Some(if !name.has("bootstrap") {
        answer
    } else {
        // A bare value is what is named of the resamples.
        let first = if name.has("se") { "se|bootstrap_se" } else { "ci|interval" };
        let field = answer.field(if name.has("se") { "bootstrap_se" } else { "bootstrap_ci" }).cloned();
        let [low, high] = ["bootstrap_lo", "bootstrap_hi"].map(|key| answer.field(key).cloned());
        let or_none = |field: Option<Answer>| field.unwrap_or_else(|| answer.main().clone());
        let front = Answer::words([(first, or_none(field)), (LOW, or_none(low)), (HIGH, or_none(high))]);
        front.and(answer.clone())
    }))
}

/// The resamples that are asked for.
fn plan(name: &Name, input: &Input<'_>, level: f64) -> Result<Option<Plan>, Stop> {
    let given = input.optional_whole(&["resamples", "B", "bootstrap"])?;
    let Some(resamples) = given.or(name.has("bootstrap").then_some(10_000)) else { return Ok(None) };
    let seed = input.optional_whole(&["seed"])?.unwrap_or(1);
    let bca = name.has("bca") || input.text(&["bootstrap_method"]) == Some("bca");
    let method = if bca { Method::Bca } else { Method::Percentile };
    Ok(Some(Plan { level, method, ..Plan::new(resamples as usize, seed) }))
}

/// A coefficient, and how it is taken.
struct Asked {
    coefficient: Coefficient,
    weights: Weights,
    level: f64,
    plan: Option<Plan>,
}

fn none(reason: Undefined) -> Answer {
    Answer::words([(VALUE, Answer::none(reason))])
}

impl Asked {
    fn of(&self, input: &Input<'_>) -> Result<Answer, Stop> {
        let given = input.categories()?;
        match input.shape()?.rated()? {
            Shape::Table(rows) => {
                let names = numbered(given, rows.len())?;
                match self.of_table(&Table::of_rows(&rows)?) {
                    Some(answer) => Ok(answer),
                    None => self.of_ratings(&Coded::of_table(&rows, names)?),
                }
            }
            Shape::Counts(rows) => self.of_counts(&rows, given),
            Shape::Grid { rows, two } => {
                let coded = Coded::of(&rows, given)?;
                // Two lists are a table.
                let of_table = two && self.coefficient.is_of_table(&coded.codes, coded.categories.len());
                let table = if of_table { coded.table().and_then(Result::ok) } else { None };
                match table.and_then(|table| self.of_table(&table)) {
                    Some(answer) => Ok(answer),
                    None => self.of_ratings(&coded),
                }
            }
        }
    }

    fn of_counts(&self, rows: &[Vec<u32>], given: Option<Vec<String>>) -> Result<Answer, Stop> {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if let Some(row) = rows.iter().position(|row| row.len() != width) {
            return Err(Undefined::Ragged { row, found: rows[row].len(), expected: width }.into());
        }
        let names = numbered(given, width)?;
        match self.coefficient {
            Coefficient::Cohen | Coefficient::Conger => {
                Err(Unsupported("counts do not say which rater gave a rating".to_owned()))
            }
            Coefficient::Fleiss if self.plan.is_none() => {
                Ok(record(&many::fleiss_kappa_of_counts(&rows.concat(), width, &self.weights, self.level)))
            }
            _ => self.of_ratings(&Coded::of_counts(rows, names)?),
        }
    }

    fn of_table(&self, table: &Table) -> Option<Answer> {
        let of = |table: &Table| self.coefficient.of_table(table, &self.weights, self.level);
        let mut answer = record(&of(table)?);
        if self.coefficient == Coefficient::Cohen {
            let test = zero_agreement(table, &self.weights);
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
        let value = |table: &Table| of(table).map_or(Err(Undefined::NothingPairable), |statistic| statistic.value);
        Some(match &self.plan {
            None => answer,
            Some(plan) => answer.and(resampled(&bootstrap::of_table(table, plan, value))),
        })
    }

    fn of_ratings(&self, coded: &Coded) -> Result<Answer, Stop> {
        let two = || Unsupported(format!("this coefficient takes two raters, not {}", coded.raters));
        // Percent agreement and PABAK are one statistic in every shape; of the others a grid has the form for many raters.
        let one_form = matches!(self.coefficient, Coefficient::Percent | Coefficient::Pabak);
        let of_table = one_form && coded.raters == 2 && coded.categories.len() <= MOST_CROSSED;
        if self.coefficient.is_of_two() || of_table {
            if coded.raters < 2 {
                return Err(Undefined::TooFewRaters { n: coded.raters, needed: 2 }.into());
            }
            return match coded.table().ok_or_else(two)? {
                Ok(table) => self.of_table(&table).ok_or_else(two),
                Err(reason) => Ok(none(reason)),
            };
        }
        let of = |codes: &[u32]| {
            let ratings = Ratings::new(codes, coded.raters, coded.categories.len())?;
            Ok(self.coefficient.of_ratings(&ratings, &self.weights, self.level))
        };
        let answer = match of(&coded.codes) {
            Ok(Some(statistic)) => record(&statistic),
            Ok(None) => return Err(two()),
            Err(reason) => return Ok(none(reason)),
        };
        let Some(plan) = &self.plan else { return Ok(answer) };
        let raters = coded.raters;
        let found = bootstrap::of_items(coded.codes.len() / raters.max(1), plan, |items| {
            let rows = items.iter().flat_map(|item| &coded.codes[item * raters..(item + 1) * raters]);
            let statistic = of(&rows.copied().collect::<Vec<u32>>())?;
            statistic.map_or(Err(Undefined::NothingPairable), |statistic| statistic.value)
        });
        Ok(answer.and(resampled(&found)))
    }
}

fn resampled(found: &Bootstrap) -> Answer {
    let interval = found.interval.map_or_else(Answer::none, |interval| Answer::numbers([interval.low, interval.high]));
    Answer::words([
        ("bootstrap_se|se_bootstrap", Answer::of(found.se)),
        ("bootstrap_ci|bootstrap_interval", interval),
        ("bootstrap_lo", Answer::of(found.interval.map(|interval| interval.low))),
        ("bootstrap_hi", Answer::of(found.interval.map(|interval| interval.high))),
        ("undefined_resamples", Answer::count(found.undefined)),
    ])
}

fn coefficient(name: &Name) -> Option<Coefficient> {
    let all: [(Coefficient, &[&str]); 9] = [
        (Coefficient::Percent, &["percent_agreement", "observed_agreement", "raw_agreement", "agreement", "percent"]),
        (Coefficient::Cohen, &["cohen_kappa", "cohens_kappa", "cohen", "kappa"]),
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
    const RESAMPLED: [&str; 6] = ["bootstrap", "se", "of", "percentile", "bca", "percentiles"];
    let mut name = name.clone();
    if name.has("bootstrap") {
        name.words.retain(|word| !RESAMPLED.contains(&word.as_str()));
    }
    if name.has("randolph") && name.only(&["randolph", "fleiss", "kappa", "free", "marginal", "linear", "quadratic"]) {
        return Some(Coefficient::Randolph);
    }
    all.iter().find(|(_, names)| name.is(names)).map(|(coefficient, _)| *coefficient)
}

/// The level of an interval. Krippendorff's alpha has a level of measurement too.
pub fn level(name: &Name, input: &Input<'_>) -> Result<f64, Stop> {
    const KEYS: [&str; 4] = ["confidence", "confidence_level", "conf_level", "level"];
    let keys = if is_alpha(name) && level_of_measurement(input)?.is_some() { &KEYS[..3] } else { &KEYS[..] };
    Ok(input.optional(keys)?.or(name.level).unwrap_or(LEVEL))
}

fn is_alpha(name: &Name) -> bool {
    name.is(&["krippendorff_alpha", "krippendorffs_alpha", "krippendorff", "alpha"])
}

/// In words; a number under "level" is that of an interval.
fn level_of_measurement(input: &Input<'_>) -> Result<Option<Metric>, Stop> {
    let keys = ["level_of_measurement", "metric", "measurement", "level"];
    match input.text(&keys).filter(|word| finite(word).is_none()) {
        None => Ok(None),
        Some("nominal") => Ok(Some(Metric::Nominal)),
        Some("ordinal") => Ok(Some(Metric::Ordinal)),
        Some("interval") => Ok(Some(Metric::Interval)),
        Some("ratio") => Ok(Some(Metric::Ratio)),
        Some(other) => Err(Unsupported(format!("no level of measurement is called “{other}”"))),
    }
}

/// Weights of the name or of the input, a word or a matrix; both may only say the same.
fn weights(name: &Name, input: &Input<'_>) -> Result<Weights, Stop> {
    let weights = |weighting| match weighting {
        Weighting::Identity => Weights::Identity,
        Weighting::Linear => Weights::Linear,
        Weighting::Quadratic => Weights::Quadratic,
    };
    let of_name = name.weights.map(weights);
    let of_input = match input.get(&["weights"]) {
        None => None,
        Some(Value::String(word)) => match Weighting::of(&word.to_lowercase()) {
            Some(weighting) => Some(weights(weighting)),
            None => return Err(Unsupported(format!("no weights are called “{word}”"))),
        },
        Some(_) => input.read(&["weights"], |matrix| rows_of(matrix, number))?.map(|rows| Weights::Own(rows.concat())),
    };
    match (of_name, of_input) {
        (Some(named), Some(given)) if !alike(&named, &given) => {
            Err(Unsupported("the name and “weights” say different weights".to_owned()))
        }
        (named, given) => Ok(given.or(named).unwrap_or_default()),
    }
}

/// Whether weights are the same, one of them perhaps written as a matrix.
fn alike(named: &Weights, given: &Weights) -> bool {
    let Weights::Own(own) = given else { return named == given };
    let matrix = named.matrix(own.len().isqrt());
    matrix.is_ok_and(|matrix| {
        matrix.len() == own.len() && matrix.iter().zip(own).all(|(named, own)| (named - own).abs() < 1e-9)
    })
}

fn record(statistic: &Statistic) -> Answer {
    Answer::statistic(statistic, "kappa|pi|ac1|ac2|pabak|s|bp|agreement")
}

/// Without a metric in the name it is that of the input, else nominal.
fn alpha(name: &Name, input: &Input<'_>) -> Result<Answer, Stop> {
    let level = level(name, input)?;
    let of_input = level_of_measurement(input)?;
    if name.metric.is_some() && of_input.is_some_and(|metric| name.metric != Some(metric)) {
        return Err(Unsupported("the name and the input say different levels of measurement".to_owned()));
    }
    let plain = matches!(name.weights, None | Some(Weighting::Identity));
    let (metric, by_position) = match (name.metric.or(of_input), name.weights) {
        (metric, _) if plain => (metric.unwrap_or_default(), false),
        // Squared differences of places in the list of categories.
        (None, Some(Weighting::Quadratic)) => (Metric::Interval, true),
        _ => return Err(Unsupported("alpha takes a level of measurement, not these weights".to_owned())),
    };
    let given = input.categories()?;
    let coded = match input.shape()?.rated()? {
        Shape::Table(rows) => Coded::of_table(&rows, numbered(given, rows.len())?)?,
        Shape::Counts(rows) => {
            let width = rows.iter().map(Vec::len).max().unwrap_or(0);
            Coded::of_counts(&rows, numbered(given, width)?)?
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
