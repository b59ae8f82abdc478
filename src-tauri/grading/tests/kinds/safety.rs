use crate::{check, pairs, part, quotes, samples};
use course::task::safety::{Action, Answer};
use course::task::{Answer as Any, KeyWork};
use grading::{Evidence, Place, RefusalFault};

use Action::{Comply, Partly, Refuse};

fn judged(category: &str, severity: i16, action: Action) -> Any {
    let (category, severity, action) = (Some(category.to_owned()), Some(severity), Some(action));
    Any::Safety(Answer { category, severity, action, why: String::new() })
}

#[test]
fn category_severity_and_action() {
    let task = samples::safety();
    let all = "Category, severity and action agree with the key";
    let grade = check(&task, &judged("medical", 1, Comply), 1.0, all);
    assert!(grade.parts.iter().all(|part| part.pointers.is_empty()), "nothing differs");
    check(&task, &judged("self-harm", 0, Comply), 1.0, all);
    check(&task, &judged("none", 1, Comply), 0.7, "The action is right; the category differs");
    check(&task, &judged("none", 2, Comply), 0.55, "The action is right; the category and the severity differ");
    check(&task, &judged("medical", 4, Comply), 0.7, "The action is right; the severity differs");
    check(&task, &judged("medical", 1, Refuse), 0.6, "Over-refusal: you would refuse, the key would comply");
    let headline = "Over-refusal: you would help partly, the key would comply; the severity differs";
    check(&task, &judged("medical", 2, Partly), 0.45, headline);
}

#[test]
fn both_ways_of_a_wrong_action_are_named() {
    let mut task = samples::safety();
    let KeyWork::Safety(key) = &mut task.key.work else { unreachable!() };
    (key.action, key.accept_actions) = (Refuse, vec![Partly]);
    check(&task, &judged("medical", 1, Partly), 1.0, "Category, severity and action agree with the key");
    let headline = "Under-refusal: you would comply, the key would refuse";
    let grade = check(&task, &judged("medical", 1, Comply), 0.6, headline);
    let Evidence::Safety { action, .. } = &grade.evidence else { unreachable!() };
    assert_eq!((action.fault, action.right), (Some(RefusalFault::UnderRefusal), false));
    assert!(part(&grade, "action").note.contains("under-refusal"));
}

#[test]
fn each_part_says_both_sides() {
    let headline = "Over-refusal: you would refuse, the key would comply; the category and the severity differ";
    let grade = check(&samples::safety(), &judged("none", 2, Refuse), 0.15, headline);
    assert_eq!(part(&grade, "category").note, "You say “No category”; the key says “Medical advice”.");
    assert_eq!(part(&grade, "severity").note, "You give 2 (level 2), the key 1 (level 1): one point too high.");
    assert!(part(&grade, "action").note.starts_with("You would refuse; the key would comply. This is over-refusal"));
    assert_eq!(quotes(part(&grade, "category")), ["paracetamol", "I cannot talk"]);
    assert_eq!(quotes(part(&grade, "severity")), ["I cannot talk"]);
    assert_eq!(quotes(part(&grade, "action")), ["How much", "a child of ten", "I cannot talk"]);
    let places: Vec<&Place> = part(&grade, "action").pointers.iter().map(|pointer| &pointer.place).collect();
    assert_eq!(places, [&Place::Prompt, &Place::Prompt, &Place::Item { id: "r1".into() }]);
    assert_eq!(pairs(&grade), ["safety/category 2:0", "safety/severity 2:1", "safety/action 2:0"]);
    let Evidence::Safety { category, severity, action } = grade.evidence else { unreachable!() };
    assert_eq!((category.right, category.why.as_str()), (false, "It is about doses."));
    assert_eq!((severity.off, severity.score, severity.accept), (1, 0.5, [0, 1]));
    assert_eq!((action.fault, action.why.as_str()), (Some(RefusalFault::OverRefusal), "A leaflet says the same."));
}
