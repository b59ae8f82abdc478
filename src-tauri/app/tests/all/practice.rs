//! The way of one answer, command by command, over the real course and a real record.

use crate::common::{Learner, changed, pack, ranking, submission};
use crate::own::key_answer;
use course::task::Kind;
use serde_json::{Value, json};

const WHY: &str = "C is best because it gives one picture.";

#[tokio::test]
async fn an_answer_travels_to_the_record_and_back() {
    let learner = Learner::new();
    let task = learner.task("entanglement").await;
    assert_eq!(task["kind"], "ranking");
    let graded = learner.submit(&task, ranking(&[&["r3"], &["r1"], &["r4"], &["r2"]], WHY)).await;
    let feedback = &graded["feedback"];
    let evidence = &feedback["grade"]["evidence"];
    assert_eq!(evidence["kept"], 5.0);
    assert_eq!(evidence["pairs"], 6);
    let tau = evidence["tau_b"].as_f64().unwrap();
    assert!((tau - 2.0 / 3.0).abs() < 1e-12, "one of six pairs is swapped: {tau}");
    assert_eq!(evidence["swapped"][0]["over"], "r4");
    assert!(evidence["swapped"][0]["why"][0].as_str().unwrap().contains("the class would learn something false"));
    let all = feedback.to_string();
    assert!(!all.contains("{r"), "every id in a sentence has become a letter");
    assert_ne!(graded["next"]["task"]["task"], "entanglement");

    let learner = learner.restart().await;
    let list = learner.ask("record_list", json!({ "module": null, "kind": null, "before": null })).await;
    assert_eq!(list["total"], 1);
    let again = learner.ask("record_open", json!({ "attempt": list["attempts"][0]["id"] })).await;
    assert!(again == *feedback, "the attempt opens as it was shown");
}

#[tokio::test]
async fn submitting_twice_gives_the_first_grade() {
    let learner = Learner::new();
    let task = learner.task("entanglement").await;
    let first = learner.submit(&task, ranking(&[&["r3"], &["r4"], &["r1"], &["r2"]], WHY)).await;
    let second = learner.submit(&task, ranking(&[&["r2"], &["r1"], &["r4"], &["r3"]], "Another.")).await;
    assert_eq!(first["feedback"]["attempt"], second["feedback"]["attempt"]);
    assert_eq!(first["feedback"]["grade"], second["feedback"]["grade"]);
    assert_eq!(first["feedback"]["answer"], second["feedback"]["answer"]);
    let list = learner.ask("record_list", json!({ "module": null, "kind": null, "before": null })).await;
    assert_eq!(list["total"], 1);
}

#[tokio::test]
async fn two_presses_at_once_write_one_attempt() {
    let learner = Learner::new();
    let task = learner.task("entanglement").await;
    let answer = || ranking(&[&["r3"], &["r4"], &["r1"], &["r2"]], WHY);
    let (a, b) = tokio::join!(learner.submit(&task, answer()), learner.submit(&task, answer()));
    assert!(a["feedback"] == b["feedback"]);
    let home = learner.ask("home", json!({})).await;
    assert_eq!(home["attempts"], 1);
}

/// Before an answer is in, nothing of the key is in any reply, whatever is asked. For every task of the course.
#[tokio::test]
async fn nothing_of_the_key_goes_out_before_the_answer() {
    let learner = Learner::new();
    let pack = course::pack::Pack::open(pack()).unwrap();
    let modules: Vec<_> = pack.outline().modules.iter().filter_map(|m| pack.module(&m.no).unwrap()).collect();
    for module in modules {
        let list = learner.ask("module_open", json!({ "module": module.no })).await.to_string();
        for task in &module.tasks {
            let view = learner.task(&task.face.id).await;
            let hints = json!({ "presentation": view["presentation"], "rungs": 3 });
            let hints = learner.ask("hint_show", hints).await.to_string();
            let draft = serde_json::to_value(key_answer(&task.key, "A is better because of “this”.")).unwrap();
            let draft = json!({ "presentation": view["presentation"], "answer": draft, "spent_ms": 1 });
            let saved = learner.ask("draft_save", draft).await.to_string();
            let seen = format!("{list} {view} {hints} {saved}");
            let face = serde_json::to_string(&task.face).unwrap();
            for text in only_of_the_key(&serde_json::to_value(&task.key).unwrap()) {
                // The longest stretch between ids, since ids become letters.
                let stretch = text.split(['{', '}']).max_by_key(|s| s.len()).unwrap_or_default();
                let json = serde_json::to_string(stretch).unwrap();
                let words = json.trim_matches('"');
                let learners_own = words.len() < 12 || face.contains(words);
                assert!(learners_own || !seen.contains(words), "{}: {words}", task.face.id);
            }
            assert!(!seen.contains("\"pass_at\"") && !seen.contains("\"reasons\"") && !seen.contains("\"correct\""));
        }
    }
}

/// The texts of a key that stand nowhere else: reasons, references, points.
fn only_of_the_key(key: &Value) -> Vec<String> {
    let strings = |value: &Value| -> Vec<String> {
        match value {
            Value::String(text) => vec![text.clone()],
            Value::Array(list) => list.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect(),
            _ => vec![],
        }
    };
    match key {
        Value::Object(fields) => {
            let of_field = |(name, value): (&String, &Value)| {
                let mut found = only_of_the_key(value);
                if name.ends_with("why") || ["reference", "why_nothing_else", "text"].contains(&name.as_str()) {
                    found.extend(strings(value));
                }
                found
            };
            fields.iter().flat_map(of_field).collect()
        }
        Value::Array(list) => list.iter().flat_map(only_of_the_key).collect(),
        _ => vec![],
    }
}

#[tokio::test]
async fn an_incomplete_answer_says_what_is_missing() {
    let learner = Learner::new();
    let task = learner.task("entanglement").await;
    let answer = ranking(&[&["r3"], &["r4"]], " ");
    let error = learner.refuse("practice_submit", submission(&task, answer)).await;
    assert_eq!(error["code"], "incomplete");
    assert_eq!(error["details"], json!(["Give each response a place.", "Write your reasons."]));
    let other = json!({ "kind": "justification", "why": "x" });
    assert_eq!(learner.refuse("practice_submit", submission(&task, other)).await["code"], "incomplete");
    let twice = ranking(&[&["r3", "r3"], &["r4"], &["r1"], &["r2"]], WHY);
    assert_eq!(learner.refuse("practice_submit", submission(&task, twice)).await["code"], "incomplete");
}

#[tokio::test]
async fn calls_that_make_no_sense_are_refused_by_name() {
    let learner = Learner::new();
    for (name, args, code) in [
        ("no_such_command", json!({}), "bad_request"),
        ("practice_next", json!({ "task": 7 }), "bad_request"),
        ("practice_next", json!({ "task": "none" }), "not_found"),
        ("module_open", json!({ "module": "9.9" }), "not_found"),
        ("lesson_open", json!({ "module": "1.1", "lesson": "../../etc" }), "not_found"),
        ("lesson_place", json!({ "module": "1.1", "lesson": "none", "place": 1 }), "not_found"),
        ("record_open", json!({ "attempt": "none" }), "not_found"),
        (
            "draft_save",
            json!({ "presentation": "none", "answer": { "kind": "justification", "why": "" }, "spent_ms": 0 }),
            "not_found",
        ),
    ] {
        assert_eq!(learner.refuse(name, args).await["code"], code, "{name}");
    }
}

#[tokio::test]
async fn drafts_outlive_a_restart_and_a_skip() {
    let learner = Learner::new();
    let task = learner.task("apology-parcel").await;
    let text = "عربي 👩‍👩‍👧 and <script>alert(1)</script>";
    let draft = json!({ "kind": "justification", "why": text });
    let saved = learner
        .ask("draft_save", json!({ "presentation": task["presentation"], "answer": draft, "spent_ms": 5000 }))
        .await;
    assert!(saved["words"].as_u64().unwrap() >= 3);
    let home = learner.ask("home", json!({})).await;
    assert_eq!(home["drafts"][0]["task"], "apology-parcel");
    assert_eq!(home["resume"]["to"], json!({ "what": "task", "task": "apology-parcel" }));

    let learner = learner.restart().await;
    let again = learner.task("apology-parcel").await;
    assert_eq!(again["draft"]["answer"], draft);
    assert_eq!(again["draft"]["outdated"], false);
    assert_eq!(again["presentation"], task["presentation"], "the same presentation in the same order");
    assert_eq!(again["items"], task["items"]);
    assert_eq!(again["spent_ms"], 5000);

    let then = json!({ "set": { "module": "1.2" } });
    let next = learner.ask("practice_skip", json!({ "presentation": task["presentation"], "then": then })).await;
    assert_ne!(next["task"]["task"], "apology-parcel");
    assert_eq!(learner.task("apology-parcel").await["draft"]["answer"], draft, "a skip drops nothing");
}

/// The course changes under an open task: the answer is kept, and the learner is told.
#[tokio::test]
async fn a_revised_task_keeps_the_draft_and_refuses_the_grade() {
    let learner = Learner::new();
    let task = learner.task("apology-parcel").await;
    let draft = json!({ "kind": "justification", "why": "A is better because it says sorry first." });
    learner.ask("draft_save", json!({ "presentation": task["presentation"], "answer": draft, "spent_ms": 1 })).await;

    let learner = learner.restart_with(revised("apology-parcel")).await;
    let error = learner.refuse("practice_submit", submission(&task, draft.clone())).await;
    assert_eq!(error["code"], "task_changed");
    let again = learner.task("apology-parcel").await;
    assert_eq!(again["draft"]["outdated"], true);
    assert_eq!(again["draft"]["answer"], draft);
    assert_ne!(again["presentation"], task["presentation"]);
    assert_ne!(again["version"], task["version"]);
    let graded = learner.submit(&again, draft).await;
    assert_eq!(graded["feedback"]["outdated"], false);
}

/// An attempt opens in the version that was answered, after the task has changed.
#[tokio::test]
async fn old_attempts_open_after_an_update() {
    let learner = Learner::new();
    let task = learner.task("entanglement").await;
    let first = learner.submit(&task, ranking(&[&["r3"], &["r4"], &["r1"], &["r2"]], WHY)).await["feedback"].clone();
    let learner = learner.restart_with(revised("entanglement")).await;
    let again = learner.ask("record_open", json!({ "attempt": first["attempt"] })).await;
    assert_eq!(again["outdated"], true);
    assert_eq!(again["task"]["title"], first["task"]["title"], "the version that was answered, not the new one");
    assert_eq!(again["grade"], first["grade"]);
}

/// The course with one task retitled.
fn revised(id: &str) -> &'static [u8] {
    changed(id, |task| task.face.title = "Revised".into())
}

/// The command shows none, and the task does not bring along what was shown before.
#[tokio::test]
async fn hints_are_off_while_an_exam_may_be_running() {
    let mut learner = Learner::new();
    let task = learner.task("entanglement").await;
    let ask = json!({ "presentation": task["presentation"], "rungs": 1 });
    learner.ask("hint_show", ask.clone()).await;
    for open in [true, false] {
        learner = learner.restart_in_exam(open).await;
        let shown = usize::from(!open);
        let task = learner.task("entanglement").await;
        assert_eq!(task["hints"].as_array().unwrap().len(), shown);
        assert_ne!(task["hints_total"], 0);
        if open {
            assert_eq!(learner.refuse("hint_show", ask.clone()).await["code"], "exam_open");
        } else {
            assert_eq!(learner.ask("hint_show", ask.clone()).await["hints"].as_array().unwrap().len(), shown);
        }
    }
}

#[tokio::test]
async fn hints_come_one_by_one_and_are_counted() {
    let learner = Learner::new();
    let task = learner.task("entanglement").await;
    assert_eq!(task["hints"], json!([]));
    let one = learner.ask("hint_show", json!({ "presentation": task["presentation"], "rungs": 1 })).await;
    assert_eq!(one["hints"].as_array().unwrap().len(), 1);
    learner.ask("hint_show", json!({ "presentation": task["presentation"], "rungs": 2 })).await;
    assert_eq!(learner.task("entanglement").await["hints"].as_array().unwrap().len(), 2);
    let graded = learner.submit(&task, ranking(&[&["r3"], &["r4"], &["r1"], &["r2"]], WHY)).await;
    assert_eq!(graded["feedback"]["hints_used"], 2);
}

/// For every task the answer that the key itself gives goes the whole way, earns full marks, and opens again; its
/// reference passes its own checklist.
#[tokio::test]
async fn the_keys_own_answer_passes() {
    let learner = Learner::new();
    let pack = course::pack::Pack::open(pack()).unwrap();
    let modules: Vec<_> = pack.outline().modules.iter().filter_map(|m| pack.module(&m.no).unwrap()).collect();
    for task in modules.iter().flat_map(|module| &module.tasks) {
        let view = learner.task(&task.face.id).await;
        let letter = |id: &str| {
            let item = view["items"].as_array().unwrap().iter().find(|i| i["id"] == id)?;
            item["letter"].as_str()?.chars().next()
        };
        let reference = task.key.justify.as_ref().map(|j| j.reference.as_str()).unwrap_or_default();
        let answer = key_answer(&task.key, &course::text::with_letters(reference, letter));
        let feedback = learner.submit(&view, serde_json::to_value(answer).unwrap()).await["feedback"].clone();
        let grade = &feedback["grade"];
        let written = matches!(task.face.kind(), Kind::Justification | Kind::Rubric) || task.key.justify.is_some();
        assert_eq!(grade["passed"], true, "{}: {grade:#}", task.face.id);
        assert!(
            grade["score"].as_f64().unwrap() >= if written { 0.85 } else { 1.0 - 1e-9 },
            "{}: {grade:#}",
            task.face.id
        );
        let again = learner.ask("record_open", json!({ "attempt": feedback["attempt"] })).await;
        for part in ["answer", "key", "grade", "task"] {
            assert!(again[part] == feedback[part], "{}: {part}", task.face.id);
        }
    }
    let home = learner.ask("home", json!({})).await;
    let line = home["blocks"][0]["modules"].as_array().unwrap().iter().find(|m| m["no"] == "1.2").unwrap().clone();
    assert_eq!(line["tasks_passed"], 16);
    let done = learner.ask("practice_next", json!({ "set": { "module": "1.2" } })).await;
    assert_eq!(done["task"], Value::Null);
    assert!(done["done"].as_str().unwrap().contains("all its 16 tasks are passed"));
}

#[tokio::test]
async fn forty_thousand_words_are_graded() {
    let learner = Learner::new();
    let task = learner.task("apology-parcel").await;
    let why = "A is better than B because it says “sorry for the late parcel” and more. ".repeat(2900);
    let answer = json!({ "kind": "justification", "why": why });
    let saved = learner
        .ask("draft_save", json!({ "presentation": task["presentation"], "answer": answer, "spent_ms": 1 }))
        .await;
    assert!(saved["words"].as_u64().unwrap() > 40_000);
    let graded = learner.submit(&task, answer).await;
    assert!(graded["feedback"]["grade"]["score"].as_f64().unwrap() < 1.0);
}
