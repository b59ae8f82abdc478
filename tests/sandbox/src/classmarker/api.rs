//! The API: signed calls, an hourly limit, access lists, and feeds of results.

use super::Shared;
use super::state::{LINKS, Record};
use crate::secrets::secret;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Request, State as Its};
use axum::middleware::Next;
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// A timestamp is good for so long.
const FRESH: i64 = 300;
const LARGEST_LIST: usize = 20_000;

pub fn routes(shared: &Shared) -> Router {
    let signed = axum::middleware::from_fn_with_state(shared.clone(), signed);
    Router::new()
        .route("/v1.json", get(catalogue))
        .route("/v1/links/recent_results.json", get(all_links))
        .route("/v1/links/{link}/tests/{test}/recent_results.json", get(one_link))
        .route("/v1/groups/recent_results.json", get(all_groups))
        .route("/v1/accesslists/{file}", post(add_codes).delete(remove_codes))
        .layer(signed)
        .with_state(shared.clone())
}

type Query = BTreeMap<String, String>;

fn query(request: &Request) -> Query {
    url::form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes()).into_owned().collect()
}

/// The signature covers neither path, parameters nor body: only key, secret and time.
async fn signed(Its(shared): Its<Shared>, request: Request, next: Next) -> Response {
    let given = query(&request);
    let given = |name: &str| given.get(name).map(String::as_str).unwrap_or_default();
    let now = shared.now_s();
    let (key, timestamp) = (given("api_key"), given("timestamp"));
    if key != secret("CLASSMARKER_KEY") {
        return error("noApiKeyExists", "There is no such API key.").into_response();
    }
    let expected = Sha256::digest(format!("{key}{}{timestamp}", secret("CLASSMARKER_SECRET")));
    if given("signature") != HEXLOWER.encode(&expected) {
        return error("apiKeyAuthFail", "The signature is wrong.").into_response();
    }
    if !timestamp.parse::<i64>().is_ok_and(|t| (t - now).abs() <= FRESH) {
        return error("timeStampOutOfRange", "The timestamp is more than 5 minutes off.").into_response();
    }
    let call = format!("{} {}", request.method(), request.uri().path());
    let list = request.uri().path().starts_with("/v1/accesslists/");
    {
        let mut state = shared.lock();
        let free = list && (request.method() == "POST" || state.removals_are_free);
        if let (false, Some(limit)) = (free, state.hourly_limit) {
            state.counted.retain(|at| *at > now - HOUR);
            if state.counted.len() >= limit as usize {
                let again = state.counted.first().map_or(now, |at| at + HOUR);
                return limited(again).into_response();
            }
        }
        if !free {
            state.counted.push(now);
        }
        state.calls.push(call);
    }
    next.run(request).await
}

fn error(code: &str, message: &str) -> Json<Value> {
    Json(json!({ "status": "error", "error": { "error_code": code, "error_message": message } }))
}

fn limited(next_request_after: i64) -> Json<Value> {
    Json(json!({
        "status": "error",
        "error": {
            "error_code": "rateLimitExceeded",
            "error_message": "Too many requests.",
            "next_request_after": next_request_after,
        },
    }))
}

async fn catalogue(Its(shared): Its<Shared>) -> Json<Value> {
    let links = LINKS.iter().map(|link| {
        json!({ "link": {
            "link_id": link.link_id,
            "link_name": link.link_name,
            "link_url_id": link.link_url_id,
            "access_list_id": link.access_list_id.to_string(),
            "assigned_tests": [{ "test": { "test_id": link.test_id, "test_name": link.test_name } }],
        } })
    });
    Json(json!({
        "status": "ok",
        "request_path": "v1.json",
        "server_timestamp": shared.now_s(),
        "groups": [],
        "links": links.collect::<Vec<_>>(),
    }))
}

/// The codes of a body.
fn codes(body: &[u8]) -> Result<Vec<String>, Json<Value>> {
    let codes: Vec<String> =
        serde_json::from_slice(body).map_err(|_| error("invalidBody", "The body is an array of strings of JSON."))?;
    let good = |code: &String| !code.is_empty() && code.chars().count() <= 255;
    match (1..=100).contains(&codes.len()) && codes.iter().all(good) {
        true => Ok(codes),
        false => Err(error("invalidAccessCodes", "1 to 100 codes of up to 255 characters.")),
    }
}

/// Changes the list of a path as `3001.json`; `field` tells by how many codes.
fn change(shared: &Shared, file: &str, field: &str, change: impl FnOnce(&mut Vec<String>)) -> Json<Value> {
    let id: Option<i64> = file.strip_suffix(".json").and_then(|id| id.parse().ok());
    let mut state = shared.lock();
    let Some((id, list)) = id.and_then(|id| state.list(id).map(|list| (id, list))) else {
        return error("accessListNotFound", "There is no such access list.");
    };
    let before = list.len();
    change(list);
    let (changed, name) = (before.abs_diff(list.len()), format!("List {id}"));
    let list = json!({ "access_list_id": id, "access_list_name": name, field: changed, "num_codes_total": list.len() });
    Json(json!({ "status": "ok", "access_lists": { "access_list": list } }))
}

async fn add_codes(
    Its(shared): Its<Shared>,
    Path(file): Path<String>,
    body: Bytes,
) -> Result<Json<Value>, Json<Value>> {
    let codes = codes(&body)?;
    Ok(change(&shared, &file, "num_codes_added", |list| {
        for code in codes {
            if !list.contains(&code) && list.len() < LARGEST_LIST {
                list.push(code);
            }
        }
    }))
}

async fn remove_codes(
    Its(shared): Its<Shared>,
    Path(file): Path<String>,
    body: Bytes,
) -> Result<Json<Value>, Json<Value>> {
    let codes = codes(&body)?;
    Ok(change(&shared, &file, "num_codes_deleted", |list| list.retain(|code| !codes.contains(code))))
}

async fn all_groups(Its(shared): Its<Shared>, request: Request) -> Json<Value> {
    feed(&shared, &request, "groups", |_| false)
}

async fn all_links(Its(shared): Its<Shared>, request: Request) -> Json<Value> {
    feed(&shared, &request, "links", |_| true)
}

async fn one_link(Its(shared): Its<Shared>, Path((link, test)): Path<(i64, i64)>, request: Request) -> Json<Value> {
    feed(&shared, &request, "links", |record| record.link_id == link && record.test_id == test)
}

/// Oldest first, finished after a time: a second that was cut at a page's edge is not shown again.
fn feed(shared: &Shared, request: &Request, kind: &str, chosen: impl Fn(&Record) -> bool) -> Json<Value> {
    let asked = query(request);
    let asked = |name: &str| asked.get(name).and_then(|value| value.parse::<i64>().ok());
    let now = shared.now_s();
    let after = asked("finishedAfterTimestamp").unwrap_or(now - 14 * DAY).max(now - 91 * DAY);
    let limit = usize::try_from(asked("limit").unwrap_or(200).clamp(1, 200)).unwrap_or(200);
    let mut found: Vec<Record> = {
        let state = shared.lock();
        let shown = |r: &&Record| r.finish.feed && r.finished_s > after && chosen(r);
        state.records.values().filter(shown).cloned().collect()
    };
    found.sort_by_key(|record| (record.finished_s, record.link_result_id));
    let available = found.len();
    found.truncate(limit);
    let mut page = json!({
        "status": if found.is_empty() { "no_results" } else { "ok" },
        "request_path": request.uri().path().trim_start_matches('/'),
        "server_timestamp": now,
        "finished_after_timestamp_used": after.to_string(),
        "num_results_available": available,
        "num_results_returned": found.len().to_string(),
        "more_results_exist": available > found.len(),
    });
    if let Some(last) = found.last() {
        page["next_finished_after_timestamp"] = last.finished_s.into();
        let (mut holders, mut tests) = (BTreeMap::new(), BTreeMap::new());
        for link in LINKS.iter().filter(|link| found.iter().any(|r| r.link_id == link.link_id)) {
            holders.insert(link.link_id, json!({ "link": { "link_id": link.link_id, "link_name": link.link_name } }));
            tests.insert(link.test_id, json!({ "test": { "test_id": link.test_id, "test_name": link.test_name } }));
        }
        page[kind] = holders.into_values().collect();
        page["tests"] = tests.into_values().collect();
        page["results"] = found.iter().map(Record::in_feed).collect();
    }
    Json(page)
}
