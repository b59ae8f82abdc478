//! Sessions: minutes of practice and drills against the clock, with clocks that are set and computers that start anew.

use crate::common::{Learner, lowest};
use serde_json::{Value, json};

const MINUTE: i64 = 60_000;

async fn begin(learner: &Learner, form: &str, more: Value) -> Value {
    let mut request =
        json!({ "form": form, "set": { "module": "2.7", "only": "all" }, "minutes": 20, "tasks": 3, "pace": 100 });
    request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    learner.ask("session_begin", request).await
}

fn id(begun: &Value) -> Value {
    begun["session"]["id"].clone()
}

/// Answers the task and asks for the next one of the session.
async fn answer(learner: &Learner, session: &Value, task: &Value) -> Value {
    learner.ask("practice_submit", submission(session, task)).await
}

fn submission(session: &Value, task: &Value) -> Value {
    json!({
        "presentation": task["presentation"], "answer": lowest(task), "confidence": "sure", "spent_ms": 30_000,
        "then": { "session": session },
    })
}

#[tokio::test]
async fn a_drill_goes_through_its_plan_and_is_summed_up() {
    let learner = Learner::new();
    let begun = begin(&learner, "drill", json!({})).await;
    let session = id(&begun);
    assert_eq!((&begun["session"]["of"], &begun["session"]["answered"]), (&json!(3), &json!(0)));
    let mut task = begun["practice"]["task"].clone();
    let mut seen = vec![];
    for n in 1..=3 {
        seen.push(task["task"].clone());
        let reply = answer(&learner, &session, &task).await;
        assert_eq!(reply["next"]["session"]["answered"], n);
        task = reply["next"]["task"].clone();
    }
    assert_eq!(task, Value::Null, "the plan is done");
    seen.dedup();
    assert_eq!(seen.len(), 3, "three different tasks");
    let summary = learner.ask("session_open", json!({ "session": session })).await;
    assert_eq!(summary["session"]["ended"], "finished");
    assert_eq!(summary["answers"].as_array().unwrap().len(), 3);
    assert_eq!((&summary["passed"]["n"], &summary["passed"]["missing"]), (&json!(3), &json!(7)));
    assert_eq!(summary["passed"]["interval"], Value::Null, "three tasks give no interval");
    assert_eq!(summary["confidence"][0], json!({ "said": "sure", "stands_for": 95, "passed": summary["passed"] }));
    assert_eq!((summary["median_ms"].as_u64(), summary["spent_ms"].as_u64()), (Some(30_000), Some(90_000)));
    assert_eq!(summary["read_next"][0]["module"], "2.7", "{summary}");
    let page = learner.ask("practice_page", json!({})).await;
    assert_eq!((&page["open"], &page["recent"][0]["answered"]), (&Value::Null, &json!(3)));
}

#[tokio::test]
async fn a_drill_ends_with_its_time_and_keeps_what_was_being_written() {
    let learner = Learner::new();
    let begun = begin(&learner, "drill", json!({})).await;
    let (session, task) = (id(&begun), begun["practice"]["task"].clone());
    let limit = begun["session"]["limit_ms"].as_i64().unwrap();
    let hint = json!({ "presentation": task["presentation"], "rungs": 1 });
    assert_eq!(learner.refuse("hint_show", hint).await["code"], "refused", "no hints against the clock");
    learner
        .ask("draft_save", json!({ "presentation": task["presentation"], "answer": lowest(&task), "spent_ms": 1 }))
        .await;
    learner.host.pass(limit + 10_000);
    assert_eq!(learner.refuse("practice_submit", submission(&session, &task)).await["code"], "time_over");
    let summary = learner.ask("session_open", json!({ "session": session })).await;
    assert_eq!((&summary["session"]["ended"], &summary["session"]["left_ms"]), (&json!("time"), &json!(0)));
    assert_eq!(summary["unfinished"]["task"], task["task"]);
    let again = learner.task(task["task"].as_str().unwrap()).await;
    assert_eq!(again["draft"]["answer"], lowest(&task), "nothing that was written is lost");
    let reply = learner.submit(&again, lowest(&again)).await;
    assert_eq!(reply["next"]["session"], Value::Null, "outside of the drill it can be handed in");
}

#[tokio::test]
async fn nobody_gains_time_by_setting_the_clock_or_by_a_crash() {
    let learner = Learner::new();
    let begun = begin(&learner, "drill", json!({})).await;
    let session = json!({ "session": id(&begun) });
    let limit = begun["session"]["limit_ms"].as_i64().unwrap();
    let left = |summary: Value| summary["session"]["left_ms"].as_i64().unwrap();
    learner.host.pass(2 * MINUTE);
    learner.host.set_clock(-3600 * 1000);
    assert_eq!(left(learner.ask("session_open", session.clone()).await), limit - 2 * MINUTE);
    learner.host.set_clock(7200 * 1000);
    assert_eq!(left(learner.ask("session_open", session.clone()).await), limit - 2 * MINUTE);
    // What is known is kept on disk while the learner writes; then the computer starts anew with its clock set back.
    let task = begun["practice"]["task"].clone();
    learner
        .ask("draft_save", json!({ "presentation": task["presentation"], "answer": lowest(&task), "spent_ms": 1 }))
        .await;
    learner.host.set_clock(-7200 * 1000);
    learner.host.reboot();
    let learner = learner.restart().await;
    let after = left(learner.ask("session_open", session.clone()).await);
    assert!((limit - 3 * MINUTE..=limit - 2 * MINUTE).contains(&after), "{after} of {limit}");
}

#[tokio::test]
async fn extra_time_is_given_to_drills() {
    let learner = Learner::new();
    let usual = begin(&learner, "drill", json!({ "tasks": 6 })).await["session"]["limit_ms"].as_i64().unwrap();
    let mut settings = learner.ask("start", json!({ "again": false })).await["settings"].clone();
    settings["extra_time"] = json!(50);
    learner.ask("settings_save", settings).await;
    let more = begin(&learner, "drill", json!({ "tasks": 6 })).await["session"]["limit_ms"].as_i64().unwrap();
    assert_eq!(more, usual * 3 / 2);
    let fast =
        begin(&learner, "drill", json!({ "tasks": 6, "pace": 50 })).await["session"]["limit_ms"].as_i64().unwrap();
    assert_eq!(fast, more / 2);
}

#[tokio::test]
async fn a_session_of_minutes_ends_after_the_task_in_hand() {
    let learner = Learner::new();
    let begun = begin(&learner, "practice", json!({ "minutes": 5 })).await;
    let (session, task) = (id(&begun), begun["practice"]["task"].clone());
    assert_eq!(begun["session"]["limit_ms"], 5 * MINUTE);
    learner.host.pass(6 * MINUTE);
    let reply = answer(&learner, &session, &task).await;
    assert_eq!(reply["next"]["task"], Value::Null);
    assert_eq!(reply["next"]["session"]["ended"], "time");
    assert_eq!(reply["next"]["session"]["answered"], 1, "the answer in hand counts");
}

#[tokio::test]
async fn a_session_goes_on_after_a_restart_where_it_was() {
    let learner = Learner::new();
    let begun = begin(&learner, "practice", json!({})).await;
    let session = id(&begun);
    let first = begun["practice"]["task"].clone();
    let second = answer(&learner, &session, &first).await["next"]["task"].clone();
    let learner = learner.restart().await;
    let page = learner.ask("practice_page", json!({})).await;
    assert_eq!((&page["open"]["id"], &page["open"]["answered"]), (&session, &json!(1)));
    let same = learner.ask("practice_next", json!({ "session": session })).await["task"].clone();
    assert_eq!(same["presentation"], second["presentation"], "the same task in the same order");
    assert_eq!(same["items"], second["items"]);
    let skip =
        json!({ "presentation": same["presentation"], "reason": "outside_field", "then": { "session": session } });
    let third = learner.ask("practice_skip", skip).await;
    assert_ne!(third["task"]["task"], same["task"]);
    let summary = learner.ask("session_end", json!({ "session": session })).await;
    assert_eq!(summary["session"]["ended"], "left");
    assert_eq!(summary["skipped"][0]["reason"], "outside_field");
    assert_eq!(summary["skipped"][0]["task"]["task"], same["task"]);
}

#[tokio::test]
async fn sets_are_narrowed_by_kind_by_what_went_wrong_and_by_flags() {
    let learner = Learner::new();
    let page = |set: Value| learner.ask("practice_page", set);
    let all = page(json!({})).await;
    assert_eq!(all["new"], all["matching"]);
    assert_eq!((&all["wrong"], &all["flagged"]), (&json!(0), &json!(0)));
    assert_eq!(all["kinds"].as_array().unwrap().len(), 14, "every kind of work can be practised");
    for kind in all["kinds"].as_array().unwrap() {
        let of_kind = page(json!({ "kind": kind["kind"] })).await;
        assert!(of_kind["matching"] == kind["tasks"] && kind["tasks"].as_u64() >= Some(6), "{kind}");
    }
    let task = learner.ask("practice_next", json!({ "set": { "module": "2.7" } })).await["task"].clone();
    learner.submit(&task, lowest(&task)).await;
    let wrong = json!({ "only": "wrong" });
    assert_eq!(page(wrong.clone()).await["matching"], 1);
    let next = learner.ask("practice_next", json!({ "set": wrong })).await;
    assert_eq!(next["task"]["task"], task["task"]);
    let flag = |flagged: bool| json!({ "module": "1.1", "task": "rank-juice-stall-check", "flagged": flagged });
    learner.ask("flag_set", flag(true)).await;
    let next = learner.ask("practice_next", json!({ "set": { "only": "flagged" } })).await;
    assert_eq!((&next["task"]["task"], &next["task"]["flagged"]), (&json!("rank-juice-stall-check"), &json!(true)));
    learner.ask("flag_set", flag(false)).await;
    assert_eq!(page(json!({ "only": "flagged" })).await["matching"], 0);
    let request = json!({ "form": "drill", "set": { "only": "flagged" }, "minutes": 5, "tasks": 5, "pace": 100 });
    assert_eq!(learner.refuse("session_begin", request).await["code"], "not_found");
}

#[tokio::test]
async fn a_task_shown_again_stands_in_another_order() {
    let learner = Learner::new();
    let order = |task: &Value| -> Vec<Value> {
        task["items"].as_array().unwrap().iter().map(|item| item["id"].clone()).collect()
    };
    for name in ["cleaners-poster", "entanglement"] {
        let first = learner.task(name).await;
        let answer = match first["kind"].as_str().unwrap() {
            "preference" => json!({ "kind": "preference", "value": 0, "both_bad": false, "why": "x" }),
            _ => json!({ "kind": "ranking", "tiers": [order(&first)], "all_bad": false, "why": "x" }),
        };
        learner.submit(&first, answer).await;
        let second = learner.task(name).await;
        assert_ne!(order(&first), order(&second), "{name}");
    }
}
