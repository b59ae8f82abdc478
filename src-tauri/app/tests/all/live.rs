//! What is said of an answer while it is written: its form, and nothing that the key decides.

use crate::common::{Learner, pack};
use course::pack::Pack;
use course::task::{Key, KeyWork};
use serde_json::{Value, json};

/// A key that says something else, and the same face.
fn turned(key: &mut Key) {
    if let Some(justify) = &mut key.justify {
        justify.criteria.clear();
        justify.points.clear();
    }
    match &mut key.work {
        KeyWork::Preference(k) => (k.value, k.accept) = (-k.value, [-k.accept[1], -k.accept[0]]),
        KeyWork::Ranking(k) => k.order.reverse(),
        KeyWork::Rubric(k) => k.ideal.clear(),
        KeyWork::Prompt(k) => k.checks.clear(),
        _ => {}
    }
}

/// The course under other keys.
fn rekeyed() -> &'static [u8] {
    let old = Pack::open(pack()).unwrap();
    let mut outline = old.outline().clone();
    let mut modules = Vec::new();
    for outline in outline.modules.iter_mut().filter(|m| !m.tasks.is_empty()) {
        let mut module = old.module(&outline.no).unwrap().unwrap().clone();
        for (task, line) in module.tasks.iter_mut().zip(&mut outline.tasks) {
            assert_eq!(task.face.id, line.id);
            turned(&mut task.key);
            task.version = course::pack::hash_of(task);
            line.version = task.version.clone();
        }
        modules.push(module);
    }
    course::pack::build(&outline, &modules).unwrap().leak()
}

/// Something said of everything that is looked for, some of it wrong.
const WHY: &str = "A is better than B because it says “the moon shines on a quiet sea”, while B is vague.";

fn written(kind: &str) -> Option<Value> {
    Some(match kind {
        "preference" => json!({ "kind": kind, "value": null, "both_bad": false, "why": WHY }),
        "ranking" => json!({ "kind": kind, "tiers": [], "all_bad": false, "why": WHY }),
        "justification" => json!({ "kind": kind, "why": WHY }),
        "rubric" => json!({ "kind": kind, "criteria": ["It is clear and good.", "Names the hour."], "why": "" }),
        "prompt" => json!({ "kind": kind, "text": "Write for parents of six to nine.", "why": "" }),
        _ => return None,
    })
}

/// What goes out of each task that is written in: before the first word, and after these.
async fn said(pack: &'static [u8]) -> Vec<(String, Value, Value)> {
    let learner = Learner::new().restart_with(pack).await;
    let pack = Pack::open(pack).unwrap();
    let mut all = vec![];
    for module in &pack.outline().modules {
        for line in &module.tasks {
            let Some(answer) = written(line.kind.name()) else { continue };
            let task = learner.task(&line.id).await;
            let request = json!({ "presentation": task["presentation"], "answer": answer, "spent_ms": 1 });
            let saved = learner.ask("draft_save", request).await;
            all.push((line.id.clone(), task["justify"].clone(), saved["live"].clone()));
        }
    }
    all
}

#[tokio::test]
async fn the_key_has_no_say_in_it() {
    let (ours, others) = (said(pack()).await, said(rekeyed()).await);
    assert_eq!(ours.len(), others.len());
    // In which order responses are shown is balanced by the key: those that came out alike are held against each other.
    let alike = |one: &(String, Value, Value), other: &(String, Value, Value)| {
        assert_eq!(one.0, other.0);
        one.1["quotable"] == other.1["quotable"]
    };
    let held: Vec<_> = ours.iter().zip(&others).filter(|(one, other)| alike(one, other)).collect();
    for (one, other) in &held {
        assert!(one == other, "{}: {} {}", one.0, one.2, other.2);
    }
    let with = |name: &str| held.iter().filter(|(one, _)| !one.2[name].as_array().unwrap().is_empty()).count();
    assert!(with("checks") > 3 && with("criteria") > 3, "{} {}", with("checks"), with("criteria"));
}

#[tokio::test]
async fn the_checklist_has_letters_and_goes_with_the_draft() {
    let learner = Learner::new();
    let task = learner.task("apology-parcel").await;
    let open = task["justify"]["checks"].as_array().unwrap();
    assert!(open.iter().all(|check| check["state"] == "open"), "{open:?}");
    let sentences = task["justify"]["quotable"].as_array().unwrap();
    assert_eq!(sentences.len(), task["items"].as_array().unwrap().len());
    let answer = json!({ "kind": "justification", "why": WHY });
    let request = json!({ "presentation": task["presentation"], "answer": answer, "spent_ms": 1 });
    let saved = learner.ask("draft_save", request).await;
    let check = |id: &str| {
        let checks = saved["live"]["checks"].as_array().unwrap();
        checks.iter().find(|check| check["id"] == id).unwrap().clone()
    };
    assert_eq!(check("verdict")["state"], "found");
    assert_eq!(check("named")["note"], "You name A and B.");
    assert_eq!(check("quotes")["state"], "wrong");
    let again = learner.task("apology-parcel").await;
    assert_eq!(again["draft"]["live"], saved["live"]);
}
