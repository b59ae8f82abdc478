//! A report for machines: one object in one line, numbers in full.

use super::{Consensus, Found, Measured, Report};
use agreement::bootstrap::Bootstrap;
use agreement::scale::Test;
use agreement::{Interval, Undefined, Weights};
use clap::ValueEnum;
use serde_json::{Value, json};

type Fields = Vec<(&'static str, Value)>;

pub fn text(report: &Report) -> String {
    let ask = report.ask;
    let word = |value: Option<clap::builder::PossibleValue>| value.map(|value| value.get_name().to_owned());
    let weights = match report.weights {
        Weights::Linear => "linear",
        Weights::Quadratic => "quadratic",
        _ => "identity",
    };
    let mut fields: Fields = vec![
        ("statistic", json!(word(ask.statistic.to_possible_value()))),
        ("level", json!(ask.level.map(|level| word(level.to_possible_value())))),
        ("weights", report.categories.as_ref().map_or(Value::Null, |_| json!(weights))),
    ];
    match &report.found {
        Found::One(measured) => fields.extend(measured_fields(measured, ask.seed)),
        Found::Pairs(all) => fields.push(("pairs", listed(all, "raters", ask.seed))),
        Found::Forms(all) => fields.push(("forms", listed(all, "form", ask.seed))),
        Found::Consensus(Ok(found)) => fields.extend(consensus(report, found)),
        Found::Consensus(Err(reason)) => fields.extend(value(Err(*reason))),
    }
    fields.extend([
        ("units", json!(report.sheet.units.len())),
        ("raters", json!(report.sheet.raters)),
        ("categories", json!(report.categories)),
        ("categories_given", json!(!ask.categories.is_empty())),
    ]);
    // By hand, since a JSON object is written in the order of the alphabet.
    let fields: Vec<String> = fields.iter().map(|(key, value)| format!("{}:{value}", json!(key))).collect();
    format!("{{{}}}\n", fields.join(","))
}

/// A value is null where there is none, and `undefined` says why.
fn value(value: Result<f64, Undefined>) -> Fields {
    vec![("value", json!(value.ok())), ("undefined", json!(value.err().map(|reason| reason.to_string())))]
}

fn measured_fields(measured: &Measured, seed: u64) -> Fields {
    let statistic = &measured.statistic;
    let mut fields = value(statistic.value);
    fields.extend([
        ("n", json!(statistic.n)),
        ("dropped", json!(statistic.dropped)),
        ("observed", json!(statistic.observed)),
        ("expected", json!(statistic.expected)),
        ("se", json!(statistic.se)),
        ("interval", statistic.interval.as_ref().map_or(Value::Null, interval)),
        ("bootstrap", measured.bootstrap.as_ref().map_or(Value::Null, |found| bootstrap(found, seed))),
        ("test", measured.test.map_or(Value::Null, test)),
        ("method", json!(statistic.method)),
    ]);
    for (name, more) in &measured.more {
        let key = match *name {
            "lower limit" => "lower_limit",
            "upper limit" => "upper_limit",
            other => other,
        };
        fields.push((key, json!(more.ok())));
    }
    fields
}

fn listed(all: &[Measured], key: &'static str, seed: u64) -> Value {
    let object = |measured: &Measured| {
        let of = if key == "raters" { json!(measured.of) } else { json!(measured.of.join("")) };
        let fields = std::iter::once((key, of)).chain(measured_fields(measured, seed));
        Value::Object(fields.map(|(key, value)| (key.to_owned(), value)).collect())
    };
    Value::Array(all.iter().map(object).collect())
}

fn interval(interval: &Interval) -> Value {
    json!({ "low": interval.low, "high": interval.high, "level": interval.level, "method": interval.method })
}

fn bootstrap(found: &Bootstrap, seed: u64) -> Value {
    let (low, high) = (found.interval.ok().map(|i| i.low), found.interval.ok().map(|i| i.high));
    json!({
        "resamples": found.resamples,
        "undefined_resamples": found.undefined,
        "seed": seed,
        "bias": found.bias.ok(),
        "se": found.se.ok(),
        "low": low,
        "high": high,
        "level": found.interval.ok().map(|interval| interval.level),
        "method": found.interval.ok().map(|interval| interval.method),
        "undefined": found.interval.err().map(|reason| reason.to_string()),
    })
}

fn test(test: Result<Test, Undefined>) -> Value {
    match test {
        Ok(test) => json!({
            "statistic": test.statistic, "df": test.df, "df2": test.df2, "p": test.p, "method": test.method,
        }),
        Err(reason) => json!({ "undefined": reason.to_string() }),
    }
}

fn consensus(report: &Report, found: &Consensus) -> Fields {
    let categories = report.categories.as_deref().unwrap_or_default();
    let marginals = categories.iter().cloned().zip(found.marginals.iter().map(|share| json!(share))).collect();
    let labels = report.sheet.units.iter().zip(&found.labels).map(|(unit, (labels, chance))| {
        json!({ "unit": unit, "labels": labels, "chance": (!labels.is_empty()).then_some(chance) })
    });
    vec![
        ("marginals", Value::Object(marginals)),
        ("accuracies", listed(&found.accuracies, "rater", report.ask.seed)),
        ("labels", labels.collect()),
        ("n", json!(found.n)),
        ("dropped", json!(found.dropped)),
        ("converged", json!(found.converged.is_ok())),
        ("method", json!(found.method)),
    ]
}
