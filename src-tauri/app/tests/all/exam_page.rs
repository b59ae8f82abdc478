//! The picture of the exam chapter, made from what was kept of a candidate.

use crate::common::{TestHost, pack};
use app::App;
use serde_json::{Value, json};
use std::fs;

/// As it was kept, changed by the test.
async fn page(change: impl FnOnce(&mut Value)) -> Value {
    let mut kept: Value = serde_json::from_str(include_str!("../../../exam/tests/kept/exam-1.json")).unwrap();
    change(&mut kept["account"]);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("exam.json"), kept.to_string()).unwrap();
    let app = App::new(folder.path().into(), pack(), TestHost::new(), None);
    app::commands::dispatch(&app, "exam_open", json!({})).await.unwrap()
}

#[tokio::test]
async fn an_enrolled_candidate_is_shown_what_was_promised() {
    let offered = page(|_| {}).await;
    assert_eq!(offered["programme"], offered["offered"], "without a promise there is what is offered");
    let page = page(|account| {
        let mut promised = account["programme"].clone();
        promised["attempts"]["waiting_days"] = json!(30);
        account["enrolment"]["programme"] = promised;
    })
    .await;
    assert_eq!(page["programme"]["attempts"]["waiting_days"], 30);
    assert_eq!(page["offered"], offered["offered"]);
    let address = page["programme"]["purchase_url"].as_str().unwrap();
    assert!(!address.contains('/'), "{address}: a host, not an address");
    assert_eq!(page["enrolment"]["programme"], Value::Null, "it is told once");
}

#[tokio::test]
async fn the_registrars_clock_is_told_and_that_nothing_was_heard_since() {
    let page = page(|account| account["ahead_ms"] = json!(259_200_000)).await;
    assert_eq!((&page["contact"]["ahead_ms"], &page["contact"]["from_before"]), (&json!(259_200_000), &json!(true)));
    assert!(page["contact"]["heard_ms"].is_i64(), "what is shown has a date");
}
