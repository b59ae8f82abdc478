//! Bodies of ClassMarker's answers, decoded leniently: a number may be a string, and what is empty may be `""`.

use super::{CatalogueLink, FeedPage};
use serde_json::Value;

/// A whole number, also if it comes as a string or with decimals of zero.
pub fn int(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().or_else(|| whole(number.as_f64()?)),
        Value::String(text) => {
            let text = text.trim();
            text.parse().ok().or_else(|| whole(text.parse().ok()?))
        }
        _ => None,
    }
}

fn whole(number: f64) -> Option<i64> {
    // Beyond 2^53 a float no longer tells whole numbers apart.
    (number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0).then_some(number as i64)
}

/// Yes or no, in any of the ways in which it has been said; None for anything else.
pub fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::Number(number) => number.as_i64().map(|n| n != 0),
        Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "1" | "enabled" => Some(true),
            "false" | "no" | "0" | "disabled" | "" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// The body's own status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Ok,
    NoResults,
    /// A dry run: nothing was saved.
    Verified,
    LimitReached,
    Error,
    Other,
}

impl Status {
    pub fn of(body: &Value) -> Self {
        match body["status"].as_str().unwrap_or_default() {
            "ok" => Self::Ok,
            "no_results" => Self::NoResults,
            "verified" => Self::Verified,
            "request_limit_reached" => Self::LimitReached,
            "error" => Self::Error,
            _ => Self::Other,
        }
    }
}

pub(super) struct ErrorBody {
    pub code: String,
    pub next_request_after_s: Option<i64>,
}

impl ErrorBody {
    pub fn of(body: &Value) -> Self {
        let error = &body["error"];
        // A word, not a sentence: nothing that could repeat what we have sent.
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let code = error["error_code"].as_str().filter(|c| !c.is_empty() && c.len() <= 64 && c.chars().all(word));
        Self {
            code: code.unwrap_or("without a word").to_owned(),
            next_request_after_s: int(&error["next_request_after"]).or_else(|| int(&body["next_request_after"])),
        }
    }
}

/// The elements of an array, each out of its wrapping `{"name": {…}}`.
fn unwrapped<'a>(array: &'a Value, name: &'a str) -> impl Iterator<Item = &'a Value> {
    array.as_array().into_iter().flatten().map(move |element| element.get(name).unwrap_or(element))
}

pub(super) fn feed_page(mut body: Value) -> FeedPage {
    let results = match body["results"].take() {
        Value::Array(results) => results,
        _ => vec![],
    };
    let results = results.into_iter().map(|mut result| match result.get_mut("result") {
        Some(inner) => inner.take(),
        None => result,
    });
    FeedPage {
        results: results.collect(),
        server_s: int(&body["server_timestamp"]),
        after_used_s: int(&body["finished_after_timestamp_used"]),
        available: int(&body["num_results_available"]),
        more: flag(&body["more_results_exist"]).unwrap_or(false),
        next_after_s: int(&body["next_finished_after_timestamp"]),
    }
}

pub(super) fn catalogue(body: &Value) -> Vec<CatalogueLink> {
    let links = unwrapped(&body["links"], "link");
    links
        .filter_map(|link| {
            let tests = unwrapped(&link["assigned_tests"], "test");
            Some(CatalogueLink {
                link_id: id(&link["link_id"])?,
                link_url_id: id(&link["link_url_id"]),
                access_list_id: id(&link["access_list_id"]),
                test_ids: tests.filter_map(|test| id(&test["test_id"])).collect(),
            })
        })
        .collect()
}

/// An id is a text to us, a number or a string to them.
fn id(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_recorded_answers_are_read() {
        let read = |text: &str| serde_json::from_str::<Value>(text).expect("a recorded shape");
        let page = feed_page(read(include_str!("../../../tests/fixtures/classmarker/feed.json")));
        assert_eq!((page.server_s, page.after_used_s), (Some(1_795_392_000), Some(1_795_300_000)));
        assert_eq!((page.available, page.more, page.next_after_s), (Some(1), false, Some(1_795_391_000)));
        assert_eq!(page.results[0]["link_result_id"], "5000001");
        let error = read(include_str!("../../../tests/fixtures/classmarker/error.json"));
        assert_eq!(Status::of(&error), Status::Error);
        let error = ErrorBody::of(&error);
        assert_eq!((error.code.as_str(), error.next_request_after_s), ("rateLimitExceeded", Some(1_795_393_000)));
    }

    #[test]
    fn numbers_come_in_many_clothes() {
        let check = |value: Value, expected| assert_eq!(int(&value), expected, "{value}");
        check(json!(7), Some(7));
        check(json!("7"), Some(7));
        check(json!(" 1795442520 "), Some(1_795_442_520));
        check(json!(7.0), Some(7));
        check(json!("7.0"), Some(7));
        check(json!(7.5), None);
        check(json!(""), None);
        check(json!(null), None);
        check(json!("1e400"), None);
        check(json!("NaN"), None);
    }

    #[test]
    fn yes_and_no_come_in_many_clothes() {
        let check = |value: Value, expected| assert_eq!(flag(&value), expected, "{value}");
        check(json!(true), Some(true));
        check(json!("Yes"), Some(true));
        check(json!(1), Some(true));
        check(json!("No"), Some(false));
        check(json!(""), Some(false));
        check(json!("perhaps"), None);
        check(json!(null), None);
    }

    #[test]
    fn a_page_is_read_whatever_its_numbers_are() {
        let page = feed_page(json!({
            "status": "ok", "server_timestamp": "1700000000", "finished_after_timestamp_used": 1_699_000_000,
            "num_results_available": "2", "more_results_exist": "true", "next_finished_after_timestamp": "1699999999",
            "results": [{ "result": { "link_result_id": 1 } }, { "link_result_id": 2 }],
        }));
        assert_eq!(page.results, [json!({ "link_result_id": 1 }), json!({ "link_result_id": 2 })]);
        assert_eq!((page.server_s, page.next_after_s), (Some(1_700_000_000), Some(1_699_999_999)));
        assert!(page.more && page.available == Some(2) && page.after_used_s == Some(1_699_000_000));
        assert_eq!(feed_page(json!({ "status": "no_results" })), FeedPage::default());
    }
}
