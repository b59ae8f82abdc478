//! Whatever is typed where learners type: the kept hostile texts, and a megabyte, through each kind of work.

use crate::corpus::Hostile;
use crate::samples;
use course::task::{Answer, Face, Kind, Task, prompt, rubric};
use grading::{Grade, Letters, Place, grade};
use std::time::{Duration, Instant};

/// A task in which something is written, and what makes an answer of a text.
struct Typed {
    kind: &'static str,
    task: Task,
    answer: fn(&Task, &str) -> Answer,
}

fn typed() -> [Typed; 4] {
    let why = |task: &Task, text: &str| samples::key_answer(&task.key, text);
    let of_prompt = |_: &Task, text: &str| Answer::Prompt(prompt::Answer { text: text.to_owned(), why: String::new() });
    let of_rubric = |_: &Task, text: &str| {
        let criteria = vec![text.to_owned(), "The reply names the bath.".to_owned()];
        Answer::Rubric(rubric::Answer { criteria, why: String::new() })
    };
    [
        Typed { kind: "prompt", task: samples::prompt(), answer: of_prompt },
        Typed { kind: "rubric", task: samples::rubric(), answer: of_rubric },
        Typed { kind: "justification", task: samples::alone(), answer: why },
        Typed { kind: "reasons", task: samples::ranking_with_reasons(), answer: why },
    ]
}

/// The text that a pointer's span counts in.
fn text_of<'a>(face: &'a Face, answer: &'a Answer, place: &Place) -> &'a str {
    match (place, answer) {
        (Place::Answer, _) => answer.written(),
        (Place::Prompt, _) => &face.prompt.text.plain,
        (Place::Rubric, _) => &face.rubric.as_ref().unwrap().plain,
        (Place::Item { id }, _) => &face.item(id).unwrap().text.plain,
        (Place::Criterion { index }, Answer::Rubric(a)) => &a.criteria[*index as usize],
        (Place::OwnPrompt, Answer::Prompt(a)) => &a.text,
        (other, _) => panic!("{other:?}"),
    }
}

fn sound(name: &str, task: &Task, answer: &Answer) -> Grade {
    let ids: Vec<&str> = task.face.items().iter().map(|item| item.id.as_str()).collect();
    let graded = grade(task, answer, &Letters::in_order(ids));
    assert!((0.0..=1.0).contains(&graded.score), "{name}: {}", graded.score);
    for pointer in graded.parts.iter().flat_map(|part| &part.pointers) {
        let text = text_of(&task.face, answer, &pointer.place);
        assert_eq!(pointer.span.of(text), Some(pointer.quote.as_str()), "{name}: {:?}", pointer.place);
    }
    graded
}

#[test]
fn the_kept_texts_get_sound_grades_wherever_they_are_typed() {
    for hostile in Hostile::all() {
        // A megabyte of it is below; here there are many.
        let text: String = hostile.whole().chars().take(3_000).collect();
        for Typed { kind, task, answer } in typed() {
            let answer = answer(&task, &text);
            let graded = sound(&format!("{kind}: {}", hostile.name), &task, &answer);
            assert_eq!(graded.parts.is_empty(), !answer.missing(&task.face).is_empty(), "{kind}: {}", hostile.name);
        }
    }
}

/// Reasons may be asked for with every kind, and are held against what that kind shows.
#[test]
fn a_text_of_every_sort_is_read_as_reasons_of_every_kind() {
    let texts = Hostile::all();
    for (kind, start) in Kind::ALL.into_iter().zip(0..) {
        let mut task = samples::of(kind);
        (task.face.justify, task.key.justify) = (Some(samples::ask()), Some(samples::guest_key(0.4)));
        for hostile in texts.iter().skip(start).step_by(Kind::ALL.len()) {
            let text: String = hostile.whole().chars().take(3_000).collect();
            sound(&format!("{kind:?}: {}", hostile.name), &task, &samples::key_answer(&task.key, &text));
        }
    }
}

#[test]
fn a_megabyte_is_graded_wherever_it_is_typed() {
    let megabyte: Vec<String> =
        Hostile::all().iter().map(Hostile::whole).filter(|text| text.len() >= 1_000_000).collect();
    assert!(megabyte.len() > 1, "there are such texts among the kept ones");
    let begun = Instant::now();
    for text in megabyte {
        for Typed { kind, task, answer } in typed() {
            let answer = answer(&task, &text);
            let start = Instant::now();
            sound(kind, &task, &answer);
            println!("{kind}, “{} …”: {} ms", &text[..12], start.elapsed().as_millis());
        }
    }
    // Two seconds, unoptimised. Far above that, so that a busy machine does not fail it; a quadratic step would.
    assert!(begun.elapsed() < Duration::from_secs(120), "{:?}", begun.elapsed());
}
