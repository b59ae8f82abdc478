//! Laws that hold for every kind, whatever the task and the answer.
#![allow(clippy::unwrap_used)]

mod answers;
mod away;
mod dice;
mod further;
mod hostile;
mod make;
mod optional;
mod pointed;
#[path = "../samples/mod.rs"]
mod samples;

use course::task::{Answer, Face, Kind, MaterialBody, Task};
use dice::Dice;
use grading::{Grade, Letters, Place, grade};
use proptest::prelude::*;

fn graded(task: &Task, answer: &Answer) -> Grade {
    grade(task, answer, &Letters::in_order(task.face.items().iter().map(|item| item.id.as_str())))
}

/// The text that a pointer's span counts in.
fn text_of<'a>(face: &'a Face, answer: &'a Answer, place: &Place) -> Option<&'a str> {
    match (place, answer) {
        (Place::Answer, _) => Some(answer.written()),
        (Place::Prompt, _) => Some(&face.prompt.text.plain),
        (Place::Rubric, _) => face.rubric.as_ref().map(|rubric| rubric.plain.as_str()),
        (Place::Item { id }, _) => face.item(id).map(|item| item.text.plain.as_str()),
        (Place::Material { index }, _) => match &face.material.get(*index as usize)?.body {
            MaterialBody::Text(text) => Some(&text.plain),
            MaterialBody::Picture { .. } => None,
        },
        (Place::Criterion { index }, Answer::Rubric(a)) => a.criteria.get(*index as usize).map(String::as_str),
        (Place::OwnPrompt, Answer::Prompt(a)) => Some(&a.text),
        (Place::Criterion { .. } | Place::OwnPrompt, _) => None,
    }
}

/// What holds of any grade.
fn sound(task: &Task, answer: &Answer) -> Result<Grade, TestCaseError> {
    let graded = graded(task, answer);
    prop_assert!((0.0..=1.0).contains(&graded.score), "{}", graded.score);
    prop_assert!(!graded.headline.is_empty() && !graded.headline.ends_with('.'), "{}", graded.headline);
    for part in &graded.parts {
        prop_assert!(part.score.is_none_or(|score| (0.0..=1.0).contains(&score)), "{part:?}");
        prop_assert!(!part.note.is_empty() && !part.label.is_empty(), "{:?}", part);
        for pointer in &part.pointers {
            let text = text_of(&task.face, answer, &pointer.place);
            prop_assert_eq!(text.and_then(|text| pointer.span.of(text)), Some(pointer.quote.as_str()), "{:?}", pointer);
        }
    }
    let ids: Vec<&str> = graded.parts.iter().map(|part| part.id.as_str()).collect();
    prop_assert!(ids.iter().enumerate().all(|(i, id)| !ids[..i].contains(id)), "{:?}", ids);
    let said = graded.parts.iter().map(|part| part.note.as_str()).chain([graded.headline.as_str()]);
    for id in said.flat_map(|text| text.split('{').skip(1)).map(|rest| rest.split('}').next().unwrap_or(rest)) {
        let lettered = task.face.items().iter().any(|item| item.id == id);
        prop_assert!(lettered, "nothing would put a letter for “{{{}}}”: {:?}", id, graded.parts);
    }
    for scale in &graded.agreement {
        let known = |place: u16| usize::from(place) < scale.categories.len();
        prop_assert!(scale.pairs.iter().all(|(yours, key)| known(*yours) && known(*key)), "{:?}", scale);
    }
    prop_assert_eq!(&graded, &crate::graded(task, answer), "the same answer gets the same grade");
    let stored: Grade = serde_json::from_str(&serde_json::to_string(&graded).unwrap()).unwrap();
    prop_assert_eq!(&stored, &graded, "a stored grade comes back as it was");
    Ok(graded)
}

/// And what holds where the answer was graded.
fn adds_up(graded: &Grade) -> Result<(), TestCaseError> {
    let weights: f64 = graded.parts.iter().filter(|p| p.score.is_some()).map(|p| p.weight).sum();
    prop_assert!((weights - 1.0).abs() < 1e-9, "the parts weigh {}", weights);
    let sum: f64 = graded.parts.iter().map(|p| p.weight * p.score.unwrap_or(0.0)).sum();
    prop_assert!((sum - graded.score).abs() < 1e-9, "the parts add up to {}, the score is {}", sum, graded.score);
    Ok(())
}

/// Kinds whose judgement has a key of its own: of a justification alone the checklist is everything.
fn judged() -> impl Iterator<Item = Kind> {
    Kind::ALL.into_iter().filter(|kind| *kind != Kind::Justification)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_complete_answer_gets_a_sound_grade(seed in any::<u64>()) {
        for kind in Kind::ALL {
            let mut dice = Dice::new(seed);
            let task = make::task(kind, &mut dice);
            let answer = answers::any(&task.face, &mut dice);
            prop_assert_eq!(answer.missing(&task.face), [], "{:?}", answer);
            adds_up(&sound(&task, &answer)?)?;
        }
    }

    #[test]
    fn the_own_answer_of_the_key_scores_one(seed in any::<u64>()) {
        for kind in judged() {
            let task = make::task(kind, &mut Dice::new(seed));
            let answer = samples::key_answer(&task.key, "");
            prop_assert_eq!(answer.missing(&task.face), [], "{:?}", answer);
            let graded = sound(&task, &answer)?;
            prop_assert!((graded.score - 1.0).abs() < 1e-9 && graded.passed, "{:?} {:#?}", kind, graded);
        }
    }

    #[test]
    fn what_the_key_accepts_scores_one(seed in any::<u64>()) {
        for kind in judged() {
            let mut dice = Dice::new(seed);
            let task = make::task(kind, &mut dice);
            let answer = answers::accepted(&task, &mut dice);
            prop_assert_eq!(answer.missing(&task.face), [], "{:?}", answer);
            let graded = sound(&task, &answer)?;
            prop_assert!((graded.score - 1.0).abs() < 1e-9 && graded.passed, "{:?} {:#?}", kind, graded);
        }
    }

    #[test]
    fn the_order_of_lists_says_nothing(seed in any::<u64>()) {
        for kind in Kind::ALL {
            let mut dice = Dice::new(seed);
            let task = make::task(kind, &mut dice);
            let answer = answers::any(&task.face, &mut dice);
            let other = answers::shuffled(answer.clone(), &mut dice);
            prop_assert_eq!(graded(&task, &answer), graded(&task, &other), "{:?}", kind);
        }
    }
}
