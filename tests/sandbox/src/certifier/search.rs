//! The search: conditions joined by AND, OR and NOT, over the fields that the reference shows.

use super::refusal::Refusal;
use super::store::{self, Store, StoredCredential};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    filter: Option<Value>,
    sort: Option<Sort>,
    pub cursor: Option<String>,
    pub limit: Option<usize>,
}

#[derive(Deserialize)]
struct Sort {
    property: String,
    order: String,
}

/// What matches, of those that are old enough to be found.
pub(super) fn matching(store: &Store, question: &Question) -> Result<Vec<StoredCredential>, Refusal> {
    let known_since = store::now_ms() - store.search_delay_ms;
    let mut found = Vec::new();
    for credential in &store.credentials {
        let fits = question.filter.as_ref().map_or(Ok(true), |filter| fits(credential, filter))?;
        if fits && credential.created_ms <= known_since {
            found.push(credential.clone());
        }
    }
    if let Some(sort) = &question.sort {
        if sort.property != "createdAt" {
            return Err(Refusal::invalid(format!("sort: {} is not sorted by", sort.property)));
        }
        if sort.order == "desc" {
            found.reverse();
        }
    }
    Ok(found)
}

fn fits(credential: &StoredCredential, filter: &Value) -> Result<bool, Refusal> {
    let Some((key, inside)) = filter.as_object().filter(|o| o.len() == 1).and_then(|o| o.iter().next()) else {
        return Err(Refusal::invalid("filter: each condition is an object with one key"));
    };
    let each = || -> Result<Vec<bool>, Refusal> {
        let list = inside.as_array().ok_or_else(|| Refusal::invalid(format!("filter: {key} takes a list")))?;
        list.iter().map(|condition| fits(credential, condition)).collect()
    };
    match key.as_str() {
        "AND" => Ok(each()?.iter().all(|fits| *fits)),
        "OR" => Ok(each()?.iter().any(|fits| *fits)),
        "NOT" => Ok(!each()?.iter().any(|fits| *fits)),
        "status" => compare(&credential.status, inside, &["equals", "in"]),
        "recipient" => {
            let texts = ["equals", "contains", "startsWith", "endsWith", "in"];
            match inside.as_object().and_then(|o| o.iter().next()) {
                Some((field, operator)) if field == "name" => compare(&credential.name, operator, &texts),
                Some((field, operator)) if field == "email" => compare(&credential.email, operator, &texts),
                _ => Err(Refusal::invalid("filter: recipient has name and email")),
            }
        }
        other => Err(Refusal::invalid(format!("filter: {other} is not searched by"))),
    }
}

fn compare(value: &str, operator: &Value, allowed: &[&str]) -> Result<bool, Refusal> {
    let operator = operator.as_object().and_then(|o| o.iter().next());
    let Some((word, operand)) = operator.filter(|(word, _)| allowed.contains(&word.as_str())) else {
        return Err(Refusal::invalid(format!("filter: one of {allowed:?}")));
    };
    let text = operand.as_str().unwrap_or_default();
    Ok(match word.as_str() {
        "equals" => value == text,
        "contains" => value.contains(text),
        "startsWith" => value.starts_with(text),
        "endsWith" => value.ends_with(text),
        _ => operand.as_array().is_some_and(|list| list.iter().any(|one| one == value)),
    })
}

/// One page of a list; the cursor is the id of the last one shown.
pub(super) fn page(all: &[StoredCredential], cursor: Option<&str>, limit: Option<usize>) -> Result<Value, Refusal> {
    let limit = limit.unwrap_or(20);
    if !(1..=100).contains(&limit) {
        return Err(Refusal::invalid("limit: 1 to 100"));
    }
    let begin = match cursor {
        None => 0,
        Some(id) => all.iter().position(|c| c.id == id).ok_or_else(|| Refusal::invalid("cursor"))? + 1,
    };
    let shown: Vec<&StoredCredential> = all.iter().skip(begin).take(limit).collect();
    let more = begin + shown.len() < all.len();
    let next = shown.last().filter(|_| more).map(|c| c.id.clone());
    let data: Vec<Value> = shown.iter().map(|c| c.shown()).collect();
    Ok(json!({ "data": data, "pagination": { "prev": cursor, "next": next } }))
}
