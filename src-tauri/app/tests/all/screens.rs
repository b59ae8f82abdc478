//! What the screens ask for: home, module, lesson, settings, and the trouble that may stand before them.

use crate::common::{Learner, pack, ranking};
use serde_json::{Value, json};
use std::fs;

#[tokio::test]
async fn a_newcomer_begins_at_the_first_lesson() {
    let learner = Learner::new();
    let start = learner.ask("start", json!({ "again": false })).await;
    assert_eq!(start["trouble"], Value::Null);
    assert_eq!(start["settings"]["theme"], "system");
    let home = learner.ask("home", json!({})).await;
    assert_eq!(
        home["resume"]["to"],
        json!({ "what": "lesson", "module": "1.1", "lesson": first_lesson(&learner).await })
    );
    assert_eq!(home["resume"]["at_ms"], Value::Null);
    let modules: Vec<&Value> =
        home["blocks"].as_array().unwrap().iter().flat_map(|b| b["modules"].as_array().unwrap()).collect();
    assert_eq!(modules.len(), 24);
    let begun = modules.iter().filter(|m| m["status"] != "coming");
    assert!(begun.clone().count() >= 17 && begun.clone().all(|m| m["tasks"] != 0 && m["lessons"] != 0));
}

async fn first_lesson(learner: &Learner) -> Value {
    learner.ask("module_open", json!({ "module": "1.1" })).await["lessons"][0]["id"].clone()
}

#[tokio::test]
async fn reading_is_remembered() {
    let learner = Learner::new();
    let id = first_lesson(&learner).await;
    let lesson = json!({ "module": "1.1", "lesson": id });
    let page = learner.ask("lesson_open", lesson.clone()).await;
    assert_eq!((page["place"].as_u64(), page["read"].as_bool()), (Some(0), Some(false)));
    let at = page["sections"][2]["at"].clone();
    learner.ask("lesson_place", json!({ "module": "1.1", "lesson": id, "place": at })).await;
    let learner = learner.restart().await;
    assert_eq!(learner.ask("home", json!({})).await["resume"]["title"], page["title"]);
    assert_eq!(learner.ask("lesson_open", lesson.clone()).await["place"], at);
    learner.ask("lesson_read", json!({ "module": "1.1", "lesson": id, "read": true })).await;
    let module = learner.ask("module_open", json!({ "module": "1.1" })).await;
    assert_eq!(module["lessons"][0]["state"], "read");
    assert_eq!(module["line"]["lessons_read"], 1);
    let home = learner.ask("home", json!({})).await;
    assert_eq!(home["resume"]["to"]["lesson"], module["lessons"][1]["id"], "then comes the second lesson");
    assert_eq!(home["today"]["lessons"], 1);
}

#[tokio::test]
async fn settings_are_kept_within_their_bounds() {
    let learner = Learner::new();
    let mut settings = learner.ask("start", json!({ "again": false })).await["settings"].clone();
    settings["theme"] = json!("dark");
    settings["type_size"] = json!(900);
    let saved = learner.ask("settings_save", settings).await;
    assert_eq!(saved["type_size"], 150);
    let learner = learner.restart().await;
    assert_eq!(learner.ask("start", json!({ "again": false })).await["settings"], saved);
}

#[tokio::test]
async fn the_record_is_listed_newest_first_in_pages() {
    let learner = Learner::new();
    for n in 0..55 {
        let task = learner.task("entanglement").await;
        assert_eq!(task["kind"], "ranking", "{n}");
        learner.submit(&task, ranking(&[&["r3"], &["r4"], &["r1"], &["r2"]], "C is best.")).await;
    }
    let all = json!({ "module": null, "kind": null, "before": null });
    let first = learner.ask("record_list", all).await;
    assert_eq!((first["total"].as_u64(), first["attempts"].as_array().unwrap().len()), (Some(55), 50));
    let rest = learner.ask("record_list", json!({ "module": "1.2", "kind": "ranking", "before": first["more"] })).await;
    assert_eq!(rest["attempts"].as_array().unwrap().len(), 5);
    assert_eq!(rest["more"], Value::Null);
    let none = learner.ask("record_list", json!({ "module": "1.1", "kind": null, "before": null })).await;
    assert_eq!(none["total"], 0);
}

/// A start that is kept from its record or course says why, and every other command says so too.
#[track_caller]
fn troubled(start: &Value, title: &str) {
    let trouble = &start["trouble"];
    assert!(trouble["title"].as_str().unwrap_or_default().contains(title), "{start:#}");
    for field in ["what", "safe", "todo"] {
        assert!(!trouble[field].as_str().unwrap().is_empty(), "{field}");
    }
}

#[tokio::test]
async fn a_damaged_or_foreign_course_is_refused_in_plain_words() {
    let folder = tempfile::tempdir().unwrap();
    let mut damaged = pack().to_vec();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    for (bytes, title) in [(damaged, "damaged"), (b"GIF89a".to_vec(), "cannot be opened"), (vec![], "cannot be opened")]
    {
        let learner = Learner::over(folder.path().into(), bytes, tempfile::tempdir().unwrap());
        troubled(&learner.ask("start", json!({ "again": false })).await, title);
        assert_eq!(learner.refuse("home", json!({})).await["code"], "trouble");
    }
}

#[tokio::test]
async fn a_second_app_waits_and_can_try_again() {
    let first = Learner::new();
    first.ask("home", json!({})).await;
    let second = Learner::over(first.folder.path().into(), pack(), tempfile::tempdir().unwrap());
    let start = second.ask("start", json!({ "again": false })).await;
    troubled(&start, "open elsewhere");
    assert_eq!(start["trouble"]["again"], true);
    first.app.close().await;
    assert_eq!(second.ask("start", json!({ "again": true })).await["trouble"], Value::Null);
    second.ask("home", json!({})).await;
}

/// What lies beside the record is written by one process, too: by the one that has the record.
#[tokio::test]
async fn a_second_app_changes_nothing_of_the_exam() {
    let first = Learner::new();
    let keep = |passphrase: &str| json!({ "keeping": "passphrase", "passphrase": passphrase });
    first.ask("vault_keep", keep("four plain words here")).await;
    let second = Learner::over(first.folder.path().into(), pack(), tempfile::tempdir().unwrap());
    let lie = |name: &str| std::fs::read(first.folder.path().join(name)).ok();
    let before = lie("vault.bin");
    assert!(before.is_some());
    second.ask("exam_open", json!({})).await;
    for (name, args) in [
        ("vault_keep", keep("another four plain words")),
        ("vault_look", json!({})),
        ("exam_ask", json!({})),
        ("sign_in", json!({})),
        ("sign_out", json!({})),
        ("readiness_check", json!({})),
    ] {
        let refused = second.refuse(name, args).await;
        assert_eq!(refused["code"], "trouble", "{name}");
        assert!(refused["message"].as_str().unwrap().contains("Another copy"), "{refused}");
    }
    assert_eq!((lie("vault.bin"), lie("exam.json")), (before, None));

    // What the first wrote meanwhile is what the second goes on with.
    std::fs::write(first.folder.path().join("exam.json"), r#"{"version":1,"account":{"email":"mara@academy.test"}}"#)
        .unwrap();
    first.app.close().await;
    second.ask("start", json!({ "again": true })).await;
    assert_eq!(second.ask("exam_open", json!({})).await["account"]["email"], "mara@academy.test");
    second.ask("readiness_check", json!({})).await;
    assert!(String::from_utf8(lie("exam.json").unwrap()).unwrap().contains("mara@academy.test"));
}

#[tokio::test]
async fn a_file_that_is_no_record_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("record.db");
    fs::write(&file, "Dear diary,\n".repeat(1000)).unwrap();
    let learner = Learner::over(folder.path().into(), pack(), folder);
    troubled(&learner.ask("start", json!({ "again": false })).await, "not a record");
    assert!(fs::read_to_string(&file).unwrap().starts_with("Dear diary"));
}

/// The page takes its first reply as the place where the counting begins: the first news must not be in it.
#[tokio::test]
async fn the_first_change_is_news() {
    let learner = Learner::new();
    let begun = learner.ask("changes_since", json!({ "since": 0 })).await;
    let read = json!({ "module": "1.1", "lesson": first_lesson(&learner).await, "read": true });
    let (changes, _) =
        tokio::join!(learner.ask("changes_since", json!({ "since": begun["now"] })), learner.ask("lesson_read", read),);
    assert!(changes["now"].as_u64() > begun["now"].as_u64(), "{changes} after {begun}");
}

/// Damage deep in the file is found in the background once the first screen is painted.
#[tokio::test]
async fn a_damaged_page_is_found_and_told() {
    let learner = Learner::new();
    for _ in 0..30 {
        let task = learner.task("entanglement").await;
        learner.submit(&task, ranking(&[&["r3"], &["r4"], &["r1"], &["r2"]], &"C is best. ".repeat(50))).await;
    }
    learner.app.close().await;
    let file = learner.folder.path().join("record.db");
    let mut bytes = fs::read(&file).unwrap();
    let pages = bytes.len() / 4096;
    assert!(pages > 20, "{pages} pages");
    for page in pages - 12..pages - 6 {
        bytes[page * 4096..page * 4096 + 512].fill(0xA5);
    }
    fs::write(&file, bytes).unwrap();
    let learner = Learner::over(learner.folder.path().into(), pack(), learner.folder);
    learner.ask("start", json!({ "again": false })).await;
    let changes = learner.ask("changes_since", json!({ "since": 0 })).await;
    assert_eq!(changes["trouble"], true);
    troubled(&learner.ask("start", json!({ "again": false })).await, "damaged");

    // With the file moved away, trying again begins a new record, and the trouble is over.
    fs::remove_file(&file).unwrap();
    for name in ["record.db-wal", "record.db-shm"] {
        let _ = fs::remove_file(learner.folder.path().join(name));
    }
    assert_eq!(learner.ask("start", json!({ "again": true })).await["trouble"], Value::Null);
    let (changes, _) = tokio::join!(
        learner.ask("changes_since", json!({ "since": 1 })),
        learner.ask("lesson_read", json!({ "module": "1.1", "lesson": first_lesson(&learner).await, "read": true })),
    );
    assert_eq!(changes["trouble"], false);
}
