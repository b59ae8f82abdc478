//! The checklist: samples of justifications with what the checks must find in them.
#![allow(clippy::unwrap_used)]

#[path = "../corpus/mod.rs"]
mod corpus;
mod heldout;
mod hostile;
mod live;
mod marked;
#[path = "../measure/mod.rs"]
mod measure;
mod quotations;
mod rest;
#[path = "../samples/mod.rs"]
mod samples;
mod verdict;

use course::task::{Answer, Material, MaterialBody, Task, choice, preference, ranking};
use course::text::{Text, with_letters};
use grading::written::{MAY_FAIL, Noted};
use grading::{Grade, Letters, Part, Place, Verdict, grade};

fn letters(task: &Task) -> Letters {
    Letters::in_order(task.face.items().iter().map(|item| item.id.as_str()))
}

/// The key's own judgement with this text.
fn answer(task: &Task, why: &str) -> Answer {
    samples::key_answer(&task.key, why)
}

fn graded(task: &Task, why: &str) -> Grade {
    let grade = grade(task, &answer(task, why), &letters(task));
    let sum: f64 = grade.parts.iter().map(|p| p.weight * p.score.unwrap_or(0.0)).sum();
    assert!((sum - grade.score).abs() < 1e-9, "the parts add up to {sum}, the score is {}", grade.score);
    for pointer in grade.parts.iter().flat_map(|p| &p.pointers) {
        let text = match &pointer.place {
            Place::Answer => why,
            Place::Prompt => &task.face.prompt.text.plain,
            Place::Rubric => &task.face.rubric.as_ref().unwrap().plain,
            Place::Item { id } => &task.face.item(id).unwrap().text.plain,
            Place::Material { index } => match &task.face.material[*index as usize].body {
                MaterialBody::Text(text) => &text.plain,
                MaterialBody::Picture { .. } => unreachable!("no pointer names a picture's text"),
            },
            Place::Criterion { .. } | Place::OwnPrompt => unreachable!("no kind here has such words"),
        };
        assert_eq!(pointer.span.of(text), Some(pointer.quote.as_str()));
    }
    grade
}

fn part<'g>(grade: &'g Grade, id: &str) -> &'g Part {
    grade.parts.iter().find(|part| part.id == id).unwrap_or_else(|| panic!("no part {id}"))
}

/// Quotes of the pointers of a part into one place.
fn quotes<'g>(part: &'g Part, place: &Place) -> Vec<&'g str> {
    part.pointers.iter().filter(|p| p.place == *place).map(|p| p.quote.as_str()).collect()
}

fn in_item(id: &str) -> Place {
    Place::Item { id: id.into() }
}

const GOOD: &str = "{r2} is best for this child because she can repeat it: “two magic coins made together” is a \
    picture, and {r2} adds that “Nobody sent a message”, which is true. {r4} is accurate, but it has no picture, while \
    {r3} is false: it claims that one particle “tells the other what to do, faster than light”. {r1} is correct for a \
    student, whereas a child stops at the word “observable”.";

/// The good justification with the letters of the file's order.
fn good() -> String {
    with_letters(GOOD, |id| letters(&samples::ranking()).letter(id))
}

#[test]
fn a_good_justification_holds_every_check() {
    let grade = graded(&samples::ranking_with_reasons(), &good());
    for part in &grade.parts {
        assert_eq!((part.verdict, part.note.contains("Not ")), (Verdict::Agrees, false), "{part:#?}");
    }
    assert!((grade.score - 1.0).abs() < 1e-9 && grade.passed);
    assert_eq!(grade.headline, "Your order is the key's order");
    assert_eq!(quotes(part(&grade, "verdict"), &Place::Answer)[0], "B is best");
    assert_eq!(
        quotes(part(&grade, "quotes"), &in_item("r2")),
        ["two magic coins made together", "Nobody sent a message"]
    );
    assert_eq!(quotes(part(&grade, "quotes"), &in_item("r3")), ["tells the other what to do, faster than light"]);
    assert_eq!(quotes(part(&grade, "criteria"), &Place::Answer), ["true", "child"]);
    assert_eq!(part(&grade, "points").note, "All three key points are touched.");
}

#[test]
fn weights_of_judgement_and_checklist() {
    let grade = graded(&samples::ranking_with_reasons(), &good());
    let weights: Vec<(&str, f64)> = grade.parts.iter().map(|p| (p.id.as_str(), p.weight)).collect();
    for (id, weight) in [("order", 0.6), ("top", 0.0), ("verdict", 0.1), ("quotes", 0.08), ("criteria", 0.08)] {
        let is = weights.iter().find(|(known, _)| *known == id).unwrap().1;
        assert!((is - weight).abs() < 1e-12, "{id}: {is}");
    }
    let mut task = samples::ranking_with_reasons();
    task.key.justify.as_mut().unwrap().criteria.clear();
    let grade = graded(&task, &good());
    assert!(grade.parts.iter().all(|p| p.id != "criteria"), "a part that does not apply drops out");
    assert!((part(&grade, "verdict").weight - 0.4 * 0.25 / 0.8).abs() < 1e-12, "the others take its share over");
}

#[test]
fn judgement_and_text_are_weighed_together() {
    let task = samples::ranking_with_reasons();
    let tiers = ["r2", "r3", "r4", "r1"].map(|id| vec![id.to_owned()]).to_vec();
    let answer = Answer::Ranking(ranking::Answer { tiers, all_bad: false, why: good() });
    let grade = grade(&task, &answer, &letters(&task));
    assert!((grade.score - (0.6 * 5.0 / 6.0 + 0.4)).abs() < 1e-9, "{}", grade.score);
    assert_eq!(grade.headline, "One pair is the other way round");
    assert!(grade.passed);
}

#[test]
fn letters_are_those_shown() {
    let task = samples::ranking_with_reasons();
    let shown = Letters::in_order(["r2", "r1", "r4", "r3"]);
    let text = with_letters(GOOD, |id| shown.letter(id));
    let grade = grade(&task, &answer(&task, &text), &shown);
    assert_eq!(part(&grade, "verdict").verdict, Verdict::Agrees, "{text}");
    assert_eq!(part(&grade, "quotes").verdict, Verdict::Agrees, "{:?}", part(&grade, "quotes"));
}

#[test]
fn a_justification_alone_is_the_checklist() {
    let task = samples::alone();
    let text = "B is better because it is complete: it says “there is no lift”, while A says “a view of the boats” and \
        leaves the guest to climb three flights of stairs.";
    let grade = graded(&task, text);
    assert!((grade.score - 1.0).abs() < 1e-9 && grade.passed, "{grade:#?}");
    assert_eq!(grade.headline, "All six checks hold");
    assert_eq!(part(&grade, "verdict").note, "Your text argues for {r2}.");
    assert_eq!(grade.evidence, grading::Evidence::Justification {});
    let weak = graded(&task, "Nice.");
    assert_eq!((weak.headline.as_str(), weak.passed), ("None of six checks holds", false));
    assert!(weak.score < 0.3, "{}", weak.score);
}
