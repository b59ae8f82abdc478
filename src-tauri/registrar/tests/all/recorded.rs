//! The stand-ins of ClassMarker and Certifier against the recorded shapes: the same keys, of the same JSON types. Our own
//! decoding is held against the same files beside the code that does it.

use crate::world::{Backend, World, until};
use registrar::keys;
use reqwest::Method;
use sandbox::Certifier;
use sandbox::classmarker::{Category, Event, Finish, Forged};
use sandbox::secrets::secret;
use serde_json::{Value, json};
use std::collections::BTreeSet;

macro_rules! recorded {
    ($file:literal) => {
        serde_json::from_str::<Value>(include_str!(concat!("../fixtures/", $file))).unwrap()
    };
}

/// Each place of a value with its type. ClassMarker sends a number as a string or not, as it likes: both are a number.
fn shape(value: &Value) -> BTreeSet<String> {
    fn walk(at: &str, value: &Value, shape: &mut BTreeSet<String>) {
        let kind = match value {
            Value::Null => "null",
            Value::Bool(_) => "bool",
            Value::Number(_) => "number",
            Value::String(text) if text.parse::<f64>().is_ok() => "number",
            Value::String(_) => "text",
            Value::Array(_) => "list",
            Value::Object(_) => "object",
        };
        shape.insert(format!("{at}: {kind}"));
        match value {
            Value::Array(all) => all.iter().for_each(|one| walk(&format!("{at}[]"), one, shape)),
            Value::Object(all) => all.iter().for_each(|(key, one)| walk(&format!("{at}.{key}"), one, shape)),
            _ => {}
        }
    }
    let mut all = BTreeSet::new();
    walk("", value, &mut all);
    all
}

#[track_caller]
fn same(sent: &Value, recorded: &Value) {
    let (sent, recorded) = (shape(sent), shape(recorded));
    let more: Vec<_> = sent.difference(&recorded).collect();
    let less: Vec<_> = recorded.difference(&sent).collect();
    assert!(more.is_empty() && less.is_empty(), "not recorded: {more:?}; recorded, and not sent: {less:?}");
}

/// A signed call of ClassMarker's, and its answer as it comes.
async fn classmarker(world: &World, path: &str) -> Value {
    let (key, now) = (secret("CLASSMARKER_KEY"), world.clock.now_ms() / 1000);
    let signature = keys::digest(format!("{key}{}{now}", secret("CLASSMARKER_SECRET")).as_bytes());
    let signed = format!("api_key={key}&signature={signature}&timestamp={now}");
    let url = format!("{}{path}?{signed}", world.classmarker.url());
    world.http.get(url).send().await.unwrap().json().await.unwrap()
}

async fn certifier(world: &World, method: Method, path: &str, body: Value) -> Value {
    let request = world.http.request(method, format!("{}{path}", world.certifier.url()));
    let request = request.bearer_auth(secret("CERTIFIER_TOKEN")).header("Certifier-Version", "2022-10-26");
    request.json(&body).send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn the_feed_the_webhook_and_the_limit_of_classmarker() {
    let world = World::start(Backend::Sqlite).await;
    world.without_feed().await;
    let finish = Finish {
        events: vec![Event { event: "left".into(), seconds_away: 12 }],
        categories: vec![Category { name: "Safety".into(), points_scored: 3, points_available: 5 }],
        ..Finish::default()
    };
    // Numbers are strings in one of two results and not in the other: each is of the same shape.
    for _ in 0..2 {
        world.classmarker.forge(Forged { link_id: 1001, test_id: 2001, finish: finish.clone(), ..Forged::default() });
    }
    same(&classmarker(&world, "/v1/links/recent_results.json").await, &recorded!("classmarker/feed.json"));
    let sent = until("two webhooks", async || Some(world.classmarker.hooks.sent()).filter(|all| all.len() >= 2)).await;
    for delivery in sent {
        same(&serde_json::from_slice(&delivery.body).unwrap(), &recorded!("classmarker/webhook.json"));
    }
    world.classmarker.set_hourly_limit(Some(1));
    same(&classmarker(&world, "/v1/links/recent_results.json").await, &recorded!("classmarker/error.json"));
}

#[tokio::test]
async fn the_credential_the_search_the_refusal_and_the_event_of_certifier() {
    let world = World::start(Backend::Sqlite).await;
    let new = json!({
        "groupId": "group-evaluator",
        "recipient": { "name": "Ada Lovelace", "email": "ada@academy.test" },
        "issueDate": "2026-11-23",
        "expiryDate": "2028-11-23",
        "customAttributes": { "custom.registrar": "enrolment/credential" },
    });
    let made = certifier(&world, Method::POST, "/v1/credentials", new).await;
    same(&made, &recorded!("certifier/credential.json"));
    let path = format!("/v1/credentials/{}", made["id"].as_str().unwrap());
    same(
        &certifier(&world, Method::POST, &format!("{path}/issue"), json!({})).await,
        &recorded!("certifier/credential.json"),
    );
    same(&certifier(&world, Method::GET, &path, json!({})).await, &recorded!("certifier/credential.json"));
    same(
        &certifier(&world, Method::POST, "/v1/credentials/search", json!({})).await,
        &recorded!("certifier/search.json"),
    );
    same(&certifier(&world, Method::GET, "/v1/credentials/none", json!({})).await, &recorded!("certifier/error.json"));
    let event = Certifier::delivery("01hxk3v7n2q4r8t6w9y1z5b3cf", "credential.issued", "01hxk3v7n2q4r8t6w9y1z5b3cd");
    same(&serde_json::from_slice(&event.body).unwrap(), &recorded!("certifier/event.json"));
}

#[test]
#[should_panic(expected = "not recorded")]
fn what_drifts_is_told() {
    same(&json!({ "id": "1", "more": true }), &json!({ "id": 1 }));
}
