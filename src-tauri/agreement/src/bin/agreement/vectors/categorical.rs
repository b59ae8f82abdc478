//! Coefficients of agreement on categories, and Krippendorff's alpha.

use super::answer::{Answer, HIGH, LOW, VALUE};
use super::input::{Coded, Input, Shape, number, numbered, rows_of, whole};
use super::name::{Name, Weighting};
use super::{Found, Unsupported};
use crate::categories::finite;
use crate::coefficient::{Coefficient, MOST_CROSSED};
use agreement::alpha::{Metric, krippendorff_alpha, krippendorff_alpha_of_values};
use agreement::bootstrap::{self, Bootstrap, Method, Plan};
use agreement::categorical::{kappa_margins, many, zero_agreement};
use agreement::{LEVEL, Ratings, Statistic, Table, Undefined, Weights};
use serde_json::Value;

pub fn find(name: &Name, input: &Input<'_>) -> Found {
    if name.is(&["krippendorff_alpha", "krippendorffs_alpha", "krippendorff", "alpha"]) {
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
fn plan(name: &Name, input: &Input<'_>, level: f64) -> Result<Option<Plan>, Unsupported> {
    let given = input.get(&["resamples", "B", "bootstrap"]).map(whole).transpose()?;
    let Some(resamples) = given.or(name.has("bootstrap").then_some(10_000)) else { return Ok(None) };
    let seed = input.get(&["seed"]).map(whole).transpose()?.unwrap_or(1);
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
    fn of(&self, input: &Input<'_>) -> Result<Answer, Unsupported> {
        let given = input.categories()?;
        let shape = input.shape()?;
        if let Some(reason) = shape.nothing() {
            return Ok(none(reason));
        }
        match shape {
            Shape::Uneven(reason) => Ok(none(reason)),
            Shape::Table(rows) => match Table::of_rows(&rows) {
                Err(reason) => Ok(none(reason)),
                Ok(table) => match self.of_table(&table) {
                    Some(answer) => Ok(answer),
                    None => self.of_ratings(&Coded::of_table(&rows, numbered(given, rows.len()))?),
                },
            },
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

    fn of_counts(&self, rows: &[Vec<u32>], given: Option<Vec<String>>) -> Result<Answer, Unsupported> {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if let Some(row) = rows.iter().position(|row| row.len() != width) {
            return Ok(none(Undefined::Ragged { row, found: rows[row].len(), expected: width }));
        }
        match self.coefficient {
            Coefficient::Cohen | Coefficient::Conger => {
                Err(Unsupported("counts do not say which rater gave a rating".to_owned()))
            }
            Coefficient::Fleiss if self.plan.is_none() => {
                Ok(record(&many::fleiss_kappa_of_counts(&rows.concat(), width, &self.weights, self.level)))
            }
            _ => self.of_ratings(&Coded::of_counts(rows, numbered(given, width))?),
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

    fn of_ratings(&self, coded: &Coded) -> Result<Answer, Unsupported> {
        let two = || Unsupported(format!("this coefficient takes two raters, not {}", coded.raters));
        // Percent agreement and PABAK are one statistic in every shape; of the others a grid has the form for many raters.
        let one_form = matches!(self.coefficient, Coefficient::Percent | Coefficient::Pabak);
        let of_table = one_form && coded.raters == 2 && coded.categories.len() <= MOST_CROSSED;
        if self.coefficient.is_of_two() || of_table {
            if coded.raters < 2 {
                return Ok(none(Undefined::TooFewRaters { n: coded.raters, needed: 2 }));
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
    if name.has("randolph") && name.only(&["randolph", "kappa", "free", "marginal", "linear", "quadratic"]) {
        return Some(Coefficient::Randolph);
    }
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
    let shape = input.shape()?;
    if let Some(reason) = shape.nothing() {
        return Ok(Answer::words([(VALUE, Answer::none(reason))]));
    }
    let coded = match shape {
        Shape::Uneven(reason) => return Ok(Answer::words([(VALUE, Answer::none(reason))])),
        Shape::Table(rows) => Coded::of_table(&rows, numbered(given, rows.len()))?,
        Shape::Counts(rows) => {
            let width = rows.iter().map(Vec::len).max().unwrap_or(0);
            Coded::of_counts(&rows, numbered(given, width))?
        }
        // Numbers without a list of categories need no codes, however many different ones there are.
        Shape::Grid { rows, .. } => match (given, input.scores()) {
            (None, Ok(Ok((scores, raters)))) if !by_position => {
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
