//! Items of known difficulty.

use super::Found;
use super::Stop::{self, Unsupported};
use super::answer::Answer;
use super::categorical::level;
use super::input::{Input, list, outcomes, whole};
use super::name::Name;
use agreement::irt::{self, Item, MmlOptions, Prior, eap, marginal_ml, maximum_likelihood, test_information};
use agreement::{Statistic, Undefined};
use serde_json::Value;

pub fn find(name: &Name, input: &Input<'_>) -> Found {
    if !name.has_any(&["irt", "2pl", "eap"]) {
        return Ok(None);
    }
    if name.has_any(&["mml", "marginal"]) {
        return fitted(input).map(Some);
    }
    let items = match items(input)? {
        Ok(items) => items,
        Err(reason) => return Ok(Some(Answer::none(reason))),
    };
    if name.has_any(&["information", "fisher"]) {
        return informed(name, input, &items).map(Some);
    }
    if name.has_any(&["likelihood", "loglik", "loglikelihood", "probability"]) {
        return likely(name, input, &items).map(Some);
    }
    let level = level(name, input)?;
    let prior = prior(input)?;
    let of = |answers: &[irt::Answer]| match name.has_any(&["eap", "map"]) {
        true => eap(&items, answers, prior, level),
        false => maximum_likelihood(&items, answers, level),
    };
    if name.has_any(&["eap", "mle", "ml", "maximum"]) {
        return scored(input, of).map(Some);
    }
    Ok(None)
}

fn scored(input: &Input<'_>, of: impl Fn(&[irt::Answer]) -> Statistic) -> Result<Answer, Stop> {
    let record = |answers: &[irt::Answer]| Answer::statistic(&of(answers), "theta|ability|eap");
    if input.get(&["responses", "answers"]).is_some() {
        let answers: Vec<irt::Answer> = input.outcomes(&["responses", "answers"])?.into_iter().map(Some).collect();
        return Ok(record(&answers));
    }
    let patterns = input.need(&["patterns"])?;
    let patterns: Vec<&str> = match patterns {
        Value::Object(patterns) => patterns.keys().map(String::as_str).collect(),
        other => list(other)?.iter().filter_map(Value::as_str).collect(),
    };
    let all = patterns.iter().map(|text| Ok(((*text).to_owned(), record(&pattern(text)?))));
    Ok(Answer::names(all.collect::<Result<Vec<_>, Stop>>()?))
}

/// "01011"; anything but 0 and 1 is missing.
fn pattern(text: &str) -> Result<Vec<irt::Answer>, Stop> {
    let answer = |c: char| match c {
        '0' => Ok(Some(false)),
        '1' => Ok(Some(true)),
        '.' | '-' | '9' | 'x' => Ok(None),
        _ => Err(Stop::Undefined(format!("“{text}” is no pattern of 0 and 1"))),
    };
    text.chars().map(answer).collect()
}

/// Without parameters all items are alike: a score of all right has no maximum whatever they are.
fn items(input: &Input<'_>) -> Result<Result<Vec<Item>, Undefined>, Stop> {
    let (a, b) = match input.get(&["b", "difficulty"]) {
        Some(_) => (input.get(&["a", "discrimination"]), input.numbers(&["b", "difficulty"])?),
        None => (None, vec![0.0; list(input.need(&["responses", "answers"])?)?.len()]),
    };
    let a = a.map_or_else(|| Ok(vec![1.0; b.len()]), super::input::numbers)?;
    if a.len() != b.len() {
        return Ok(Err(Undefined::Lengths { left: a.len(), right: b.len() }));
    }
    Ok(a.iter().zip(&b).map(|(a, b)| Item::new(*a, *b)).collect())
}

fn prior(input: &Input<'_>) -> Result<Prior, Stop> {
    let usual = Prior::default();
    let Some(prior) = input.get(&["prior"]) else { return Ok(usual) };
    let no = || Unsupported(format!("{prior} is no prior such as \"N(0,1)\""));
    let inside = prior.as_str().and_then(|text| text.strip_prefix("N(")?.strip_suffix(')')).ok_or_else(no)?;
    let (mean, sd) = inside.split_once(',').ok_or_else(no)?;
    let number = |text: &str| text.trim().parse().map_err(|_| no());
    Ok(Prior { mean: number(mean)?, sd: number(sd)?, ..usual })
}

/// The chance of each right answer, or the likelihood of answers, at an ability.
fn likely(name: &Name, input: &Input<'_>, items: &[Item]) -> Result<Answer, Stop> {
    let ability = input.number(&["theta", "ability"])?;
    if name.has("probability") {
        return Ok(Answer::List(items.iter().map(|item| Answer::of(item.probability(ability))).collect()));
    }
    let answers: Vec<irt::Answer> = match input.text(&["pattern"]) {
        Some(text) => pattern(text)?,
        None => input.outcomes(&["responses", "answers"])?.into_iter().map(Some).collect(),
    };
    let log = irt::log_likelihood(items, &answers, ability);
    let is_log = name.has_any(&["loglik", "log", "loglikelihood"]);
    let (first, log) = (Answer::of(if is_log { log } else { log.map(f64::exp) }), Answer::of(log));
    Ok(Answer::words([("value", first), ("loglik|log_likelihood", log)]))
}

/// Of each item at each ability in turn, or of the whole test.
fn informed(name: &Name, input: &Input<'_>, items: &[Item]) -> Result<Answer, Stop> {
    let abilities = match input.get(&["thetas"]) {
        Some(thetas) => super::input::numbers(thetas)?,
        None => vec![input.number(&["theta", "ability"])?],
    };
    if name.has("test") {
        let all = abilities.iter().map(|ability| Answer::of(test_information(items, *ability)));
        let all: Vec<Answer> = all.collect();
        let first = all.first().cloned().unwrap_or(Answer::Count(0));
        return Ok(Answer::words([("value", first), ("list", Answer::List(all))]));
    }
    let by_item = input.text(&["order"]).is_some_and(|order| order.starts_with("item"));
    let at = |item: &Item, ability: f64| Answer::of(item.information(ability));
    let all: Vec<Answer> = match by_item {
        true => items.iter().flat_map(|item| abilities.iter().map(move |ability| at(item, *ability))).collect(),
        false => abilities.iter().flat_map(|ability| items.iter().map(move |item| at(item, *ability))).collect(),
    };
    Ok(Answer::List(all))
}

/// So many answers at most, with people who gave the same counted apart.
const MOST: u64 = 50_000_000;

fn fitted(input: &Input<'_>) -> Result<Answer, Stop> {
    let mut answers = Vec::new();
    let mut items = 0;
    if let Some(Value::Object(patterns)) = input.get(&["patterns"]) {
        for (text, people) in patterns {
            let people = whole(people).map_err(|stop| stop.at(|| format!("“{text}”")))?;
            let row = pattern(text)?;
            if people.saturating_mul(row.len() as u64) > MOST - answers.len() as u64 {
                return Err(Unsupported("too many answers for an example".to_owned()));
            }
            items = row.len();
            (0..people).for_each(|_| answers.extend_from_slice(&row));
        }
    } else {
        for row in list(input.need(&["responses", "answers"])?)? {
            let row = outcomes(row)?;
            items = row.len();
            answers.extend(row.into_iter().map(Some));
        }
    }
    let fit = match marginal_ml(&answers, items, MmlOptions::default()) {
        Ok(fit) => fit,
        Err(reason) => return Ok(Answer::none(reason)),
    };
    let all = |of: fn(&Item) -> f64| {
        Answer::List(fit.items.iter().map(|item| Answer::of(item.as_ref().map(of).map_err(|reason| *reason))).collect())
    };
    Ok(Answer::words([
        ("a|discrimination", all(Item::discrimination)),
        ("b|difficulty", all(Item::difficulty)),
        ("loglik|log_likelihood|ll", Answer::Number(fit.log_likelihood)),
        ("n", Answer::count(fit.n)),
    ]))
}
