//! "I think the key is wrong": kept, counted, exported, taken back, and settled by a new version of the task.

use crate::common::{Learner, changed, ranking};
use course::task::KeyWork;
use serde_json::{Value, json};
use std::fs;

const REASON: &str = "The third response names the classroom as well.";

/// A wrong answer to the ranking task, and its feedback.
async fn answered(learner: &Learner) -> Value {
    let task = learner.task("entanglement").await;
    learner.submit(&task, ranking(&[&["r2"], &["r1"], &["r4"], &["r3"]], "D is best.")).await["feedback"].clone()
}

async fn dispute(learner: &Learner, feedback: &Value, reason: &str) -> Value {
    learner.ask("dispute_make", json!({ "attempt": feedback["attempt"], "reason": reason })).await
}

/// A learner who has answered wrongly and disputes the key, and the answer's feedback.
async fn disputed() -> (Learner, Value) {
    let learner = Learner::new();
    let feedback = answered(&learner).await;
    dispute(&learner, &feedback, REASON).await;
    (learner, feedback)
}

async fn list(learner: &Learner) -> Value {
    learner.ask("disputes", json!({})).await
}

#[tokio::test]
async fn a_dispute_is_kept_with_the_version_and_counted_apart() {
    let learner = Learner::new();
    let feedback = answered(&learner).await;
    assert_eq!(feedback["dispute"], Value::Null);
    let empty = json!({ "attempt": feedback["attempt"], "reason": " \n" });
    assert_eq!(learner.refuse("dispute_make", empty).await["code"], "incomplete");
    let made = dispute(&learner, &feedback, REASON).await;
    assert_eq!((&made["reason"], &made["state"]), (&json!(REASON), &json!({ "is": "open" })));
    assert_eq!(made["version"], feedback["task"]["version"]);

    let learner = learner.restart().await;
    let page = list(&learner).await;
    assert_eq!(page["disputes"][0]["dispute"], made);
    assert!(page["address"].as_str().unwrap().contains('@'));
    let again = learner.ask("record_open", json!({ "attempt": feedback["attempt"] })).await;
    assert_eq!(again["dispute"], made);
    // The headline figure goes on counting it; the second one leaves it out.
    let record = learner.ask("record_list", json!({ "only": "disputed" })).await;
    assert_eq!(record["total"], 1);
    assert_eq!((&record["counted"]["n"], &record["undisputed"]["n"]), (&json!(1), &json!(0)));
    dispute(&learner, &feedback, "A better reason.").await;
    let page = list(&learner).await;
    assert_eq!(page["disputes"].as_array().unwrap().len(), 1, "one dispute an attempt: its reason was bettered");
    assert_eq!(page["disputes"][0]["dispute"]["reason"], "A better reason.");
}

#[tokio::test]
async fn a_dispute_can_be_taken_back() {
    let (learner, feedback) = disputed().await;
    dispute(&learner, &feedback, "Said again.").await;
    let back = learner.ask("dispute_withdraw", json!({ "attempt": feedback["attempt"] })).await;
    assert_eq!(back["state"], json!({ "is": "withdrawn" }));
    let record = learner.ask("record_list", json!({})).await;
    assert_eq!(record["undisputed"], Value::Null, "nothing is in dispute");
    assert_eq!(learner.refuse("disputes_export", json!({})).await["code"], "not_found");
}

#[tokio::test]
async fn open_disputes_are_saved_to_a_file_that_says_where_to_send_it() {
    let (learner, feedback) = disputed().await;
    assert_eq!(learner.ask("disputes_export", json!({})).await["file"], Value::Null, "the learner changed their mind");
    let folder = tempfile::tempdir().unwrap();
    *learner.host.saves_to.lock().unwrap() = Some(folder.path().into());
    let exported = learner.ask("disputes_export", json!({})).await;
    assert_eq!((&exported["file"], &exported["disputes"]), (&json!("disputes.json"), &json!(1)));
    let text = fs::read_to_string(folder.path().join("disputes.json")).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(file["send_to"], list(&learner).await["address"]);
    let sent = &file["disputes"][0];
    assert_eq!((&sent["task"], &sent["version"]), (&json!("entanglement"), &feedback["task"]["version"]));
    assert_eq!((&sent["reason"], &sent["answer"]["tiers"][0][0]), (&json!(REASON), &json!("r2")));
    assert!(!text.contains("Because the key") && !text.contains("\"pass_at\""), "the key is not in it");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing half written is left");
    *learner.host.saves_to.lock().unwrap() = Some(folder.path().join("gone"));
    let refused = learner.refuse("disputes_export", json!({})).await;
    assert_eq!(refused["code"], "not_saved");
}

#[tokio::test]
async fn a_new_version_settles_it_and_shows_the_regrade() {
    let (learner, feedback) = disputed().await;
    // The adjudicators turn the key round.
    let turned = changed("entanglement", |task| {
        if let KeyWork::Ranking(key) = &mut task.key.work {
            key.order.reverse();
        }
    });
    let learner = learner.restart_with(turned).await;
    let page = list(&learner).await;
    let state = &page["disputes"][0]["dispute"]["state"];
    assert_eq!(state["is"], "settled", "{page}");
    assert!(state["regrade"]["score"].as_f64().unwrap() > page["disputes"][0]["score"].as_f64().unwrap());
    assert!(state["words"].as_str().unwrap().contains("by the new key it gets"));
    let again = learner.ask("record_open", json!({ "attempt": feedback["attempt"] })).await;
    assert_eq!(again["grade"], feedback["grade"], "the score that was given stays");
    let record = learner.ask("record_list", json!({})).await;
    assert_eq!(record["undisputed"], Value::Null, "a settled dispute is not left out any more");
    let learner = learner.restart_with(turned).await;
    assert_eq!(list(&learner).await["disputes"][0]["dispute"], page["disputes"][0]["dispute"], "settled once");
}

#[tokio::test]
async fn an_answer_that_does_not_fit_the_new_version_is_settled_without_a_regrade() {
    let (learner, _) = disputed().await;
    let shorter = changed("entanglement", |task| {
        if let course::task::Work::Ranking(face) = &mut task.face.work {
            face.responses.pop();
        }
    });
    let learner = learner.restart_with(shorter).await;
    let state = list(&learner).await["disputes"][0]["dispute"]["state"].clone();
    assert_eq!((&state["is"], &state["regrade"]), (&json!("settled"), &Value::Null));
    assert!(state["words"].as_str().unwrap().contains("stands as it was graded"));
}
