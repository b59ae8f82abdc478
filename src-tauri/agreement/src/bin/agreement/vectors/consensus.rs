//! Labels without a key.

use super::Found;
use super::Stop::{self, Unsupported};
use super::answer::Answer;
use super::input::{Coded, Input, Shape, list, unknown, word};
use super::name::Name;
use crate::categories::{self, finite};
use agreement::consensus::*;
use agreement::{Ratings, Undefined};
use serde_json::Value;

pub fn find(name: &Name, input: &Input<'_>) -> Found {
    let majority = name.is(&["majority", "majority_vote"]);
    if !name.words.windows(2).any(|words| words == ["dawid", "skene"]) && !name.has("dawidskene") && !majority {
        return Ok(None);
    }
    let (votes, categories) = match votes(input)? {
        (Ok(votes), categories) => (votes, categories),
        (Err(reason), _) => return Ok(Some(Answer::none(reason))),
    };
    let category = |place: &usize| {
        let name = &categories[*place];
        finite(name).map_or_else(|| Answer::Text(name.clone()), Answer::Number)
    };
    let label = |label: &Label| match label {
        Label::One(label) => category(label),
        Label::Tied(labels) => Answer::List(labels.iter().map(category).collect()),
        Label::Unrated => Answer::Undefined("nobody has labelled it".to_owned()),
    };
    if majority {
        return Ok(Some(Answer::words([("labels|value", Answer::List(votes.majority().iter().map(label).collect()))])));
    }
    let usual = EmOptions::default();
    let options = EmOptions { smoothing: input.optional(&["smoothing"])?.unwrap_or(usual.smoothing), ..usual };
    let found = match dawid_skene(&votes, options) {
        Ok(found) => found,
        Err(reason) => return Ok(Some(Answer::none(reason))),
    };
    let labels = (0..votes.items()).map(|item| found.label(item).map_or_else(Answer::none, |found| label(&found)));
    let posteriors = (0..votes.items()).map(|item| {
        found.posterior(item).map_or_else(Answer::none, |chances| Answer::numbers(chances.iter().copied()))
    });
    let accuracies = (0..votes.raters()).map(|rater| Answer::of(found.accuracy(rater).value));
    let confusion = |rater: usize| match found.confusion(rater) {
        Ok(cells) => Answer::List(cells.chunks(categories.len()).map(|row| Answer::numbers(row.to_vec())).collect()),
        Err(reason) => Answer::none(reason),
    };
    Ok(Some(Answer::words([
        ("class_marginals|marginals|value|priors|prevalence", Answer::numbers(found.marginals.iter().copied())),
        ("labels", Answer::List(labels.collect())),
        ("posteriors|probabilities", Answer::List(posteriors.collect())),
        ("accuracy|accuracies", Answer::List(accuracies.collect())),
        ("error_rates|confusion|confusion_matrices", Answer::List((0..votes.raters()).map(confusion).collect())),
        ("loglik|log_likelihood", Answer::Number(found.log_likelihood)),
    ])))
}

/// By item and observer, several labels each; or in a grid.
fn votes(input: &Input<'_>) -> Result<(Result<Votes, Undefined>, Vec<String>), Stop> {
    let Some(Value::Object(items)) = input.get(&["patients", "items", "tasks"]) else {
        let Shape::Grid { rows, .. } = input.shape()?.rated()? else {
            return Err(Unsupported("labels are needed for each rater".to_owned()));
        };
        let coded = Coded::of(&rows, input.categories()?)?;
        let votes = Ratings::new(&coded.codes, coded.raters, coded.categories.len());
        return Ok((votes.and_then(|ratings| Votes::of_ratings(&ratings)), coded.categories));
    };
    // Item 10 comes after item 9.
    let mut items: Vec<(&String, &Value)> = items.iter().collect();
    items.sort_by(|(a, _), (b, _)| a.parse::<u64>().ok().cmp(&b.parse().ok()).then_with(|| a.cmp(b)));
    let (mut all, mut raters) = (Vec::new(), 0);
    for (item, (_, observers)) in items.iter().enumerate() {
        let observers = list(observers)?;
        raters = raters.max(observers.len());
        for (rater, labels) in observers.iter().enumerate() {
            let labels = if labels.is_array() { list(labels)? } else { std::slice::from_ref(labels) };
            let labels = labels.iter().filter(|label| !label.is_null());
            all.extend(labels.map(|label| (item as u32, rater as u32, word(label))));
        }
    }
    let given = input.categories()?;
    let categories =
        given.unwrap_or_else(|| categories::ordered(all.iter().map(|(_, _, label)| label.clone()).collect()));
    let places = categories::places(&categories, all.iter().map(|(_, _, label)| label.as_str()));
    let mut votes = Vec::with_capacity(all.len());
    for (item, rater, label) in &all {
        let place = places.get(label).and_then(|place| u16::try_from(*place).ok());
        let label = place.ok_or_else(|| unknown(label, &categories).at(|| format!("item {item}, rater {rater}")))?;
        votes.push(Vote { item: *item, rater: *rater, label });
    }
    Ok((Votes::new(&votes, items.len(), raters, categories.len()), categories))
}
