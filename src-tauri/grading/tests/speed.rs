//! The longest text anybody could paste is graded while they wait for nothing.
#![allow(clippy::unwrap_used)]

mod samples;

use course::task::{Answer, KeyWork, Task, boxes, prompt, ranking};
use grading::written::live;
use grading::{Letters, grade};
use std::time::{Duration, Instant};

fn seconds(task: &Task, why: String) -> Duration {
    let tiers = ["r2", "r4", "r3", "r1"].map(|id| vec![id.to_owned()]).to_vec();
    let answer = Answer::Ranking(ranking::Answer { tiers, all_bad: false, why });
    let letters = Letters::in_order(samples::IDS);
    let start = Instant::now();
    let graded = grade(task, &answer, &letters);
    let spent = start.elapsed();
    assert!((0.0..=1.0).contains(&graded.score));
    spent
}

/// A task with long responses, prompt and rubric.
fn long_task() -> Task {
    let mut task = samples::ranking_with_reasons();
    let course::task::Work::Ranking(face) = &mut task.face.work else { unreachable!() };
    for response in &mut face.responses {
        response.text.plain = format!("{} ", response.text.plain).repeat(25);
    }
    task.key.reasons.clear();
    task.face.prompt.text.plain = task.face.prompt.text.plain.repeat(20);
    task
}

/// Texts of forty thousand words, each hard in its own way.
fn long_texts() -> [(&'static str, String); 8] {
    let sentence = "B is better than A because it says “two magic coins, made togehter by a friend”, while A says “there \
        is nothing of this kind” and C is false. ";
    let words = sentence.split_whitespace().count();
    [
        ("sentences with quotations", sentence.repeat(40_000 / words)),
        ("one word", "word ".repeat(40_000)),
        ("one sentence", "B and A or C, ".repeat(10_000)),
        ("open marks", "“ \" ‘ ' « word ".repeat(40_000)),
        ("letters only", "B > A > C > D ".repeat(10_000)),
        ("one quotation", format!("B says “{}”.", "two magic coins ".repeat(13_000))),
        ("no word breaks", "x".repeat(240_000)),
        ("emoji", "👩‍👩‍👧 B ".repeat(40_000)),
    ]
}

#[test]
fn forty_thousand_words_are_graded_at_once() {
    let task = long_task();
    for (name, text) in long_texts() {
        let spent = seconds(&task, text);
        println!("{name}: {} ms", spent.as_millis());
        // Far above what it takes, so that a busy machine does not fail it; a quadratic step would.
        assert!(spent < Duration::from_secs(20), "{name}: {spent:?}");
    }
}

/// Every saved draft is looked at: within 50 ms in a release build, which is printed; what is asserted is far above it.
#[test]
fn forty_thousand_words_are_looked_at_at_once() {
    let task = long_task();
    let letters = Letters::in_order(samples::IDS);
    for (name, text) in long_texts() {
        let start = Instant::now();
        let checks = live(&text, &task.face, task.face.justify.as_ref().unwrap(), &letters);
        let spent = start.elapsed();
        println!("{name}: {:.1} ms", spent.as_secs_f64() * 1000.0);
        assert_eq!(checks.len(), 6);
        assert!(spent < Duration::from_secs(20), "{name}: {spent:?}");
    }
}

/// What any answer may take, far above what it takes.
fn at_once(name: &str, task: &Task, answer: &Answer) {
    let start = Instant::now();
    let graded = grade(task, answer, &Letters::default());
    let spent = start.elapsed();
    assert!((0.0..=1.0).contains(&graded.score) && !graded.parts.is_empty(), "{name}");
    assert!(spent < Duration::from_secs(20), "{name}: {spent:?}");
}

#[test]
fn a_long_prompt_is_checked_at_once() {
    let texts = [
        ("sentences", "Write to three parents, in plain words? ".repeat(3_000)),
        ("tags", "<a><b><c></d>".repeat(10_000)),
        ("tags that are all different", (0..15_000).map(|i| format!("<a{i}>")).collect()),
        ("marks", "“\"‘«> \n".repeat(15_000)),
        ("numbers", "twenty hundred and one thousand, ".repeat(4_000)),
        ("entries", "- a\n".repeat(20_000)),
        ("no word breaks", "x".repeat(240_000)),
    ];
    for (name, text) in texts {
        let answer = Answer::Prompt(prompt::Answer { text, why: String::new() });
        at_once(name, &samples::prompt(), &answer);
    }
}

#[test]
fn hundreds_of_boxes_are_paired_at_once() {
    let mut task = samples::boxes();
    let KeyWork::Boxes(key) = &mut task.key.work else { unreachable!() };
    let one = key.boxes[0].clone();
    let at = |i: u32, x: f64| boxes::Rect { x: x + f64::from(i % 40), y: f64::from(i / 40), ..one.at };
    key.boxes = (0..60).map(|i| boxes::KeyBox { at: at(i, 0.0), ..one.clone() }).collect();
    let drawn = (0..400).map(|i| boxes::Drawn { at: at(i, 0.5), label: "car".into() }).collect();
    at_once("boxes", &task, &Answer::Boxes(boxes::Answer { boxes: drawn, nothing: false, why: String::new() }));
}
