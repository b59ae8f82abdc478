//! What each kind's grader says of answers to its sample: scores, headlines, evidence.
#![allow(clippy::unwrap_used)]

mod boxes;
mod classification;
mod code_review;
mod conversation;
#[path = "../corpus/mod.rs"]
mod corpus;
mod fact_check;
mod fit;
mod missing;
mod prompt;
mod quoted;
mod rating;
mod rubric;
mod safety;
#[path = "../samples/mod.rs"]
mod samples;
mod spans;
mod typed;

use course::task::scale::GivenScore;
use course::task::{Answer, Task};
use grading::{Grade, Letters, Part, Verdict, grade};

fn graded(task: &Task, answer: &Answer) -> Grade {
    let ids: Vec<&str> = task.face.items().iter().map(|item| item.id.as_str()).collect();
    assert_eq!(answer.missing(&task.face), [], "{answer:?}");
    let grade = grade(task, answer, &Letters::in_order(ids));
    let stored: Grade = serde_json::from_str(&serde_json::to_string(&grade).unwrap()).unwrap();
    assert_eq!(stored, grade, "a stored grade comes back as it was");
    grade
}

/// Score, headline, and that the parts add up.
fn check(task: &Task, answer: &Answer, score: f64, headline: &str) -> Grade {
    let grade = graded(task, answer);
    assert!((grade.score - score).abs() < 1e-9, "{answer:?}: {} instead of {score}", grade.score);
    assert_eq!(grade.headline, headline, "{answer:?}");
    let weights: f64 = grade.parts.iter().map(|part| part.weight).sum();
    assert!((weights - 1.0).abs() < 1e-9, "the parts weigh {weights}");
    let sum: f64 = grade.parts.iter().map(|part| part.weight * part.score.unwrap_or(0.0)).sum();
    assert!((sum - score).abs() < 1e-9, "the parts add up to {sum}");
    grade
}

fn part<'g>(grade: &'g Grade, id: &str) -> &'g Part {
    let ids: Vec<&str> = grade.parts.iter().map(|part| part.id.as_str()).collect();
    grade.parts.iter().find(|part| part.id == id).unwrap_or_else(|| panic!("no part {id} among {ids:?}"))
}

/// The quotes that a part points at.
fn quotes(part: &Part) -> Vec<&str> {
    part.pointers.iter().map(|pointer| pointer.quote.as_str()).collect()
}

/// The scale, both sides' places, in one string: "rating/tone 3:3 1:2".
fn pairs(grade: &Grade) -> Vec<String> {
    let of = |scale: &grading::ScalePairs| {
        let pairs: Vec<String> = scale.pairs.iter().map(|(yours, key)| format!(" {yours}:{key}")).collect();
        format!("{}{}", scale.scale, pairs.concat())
    };
    grade.agreement.iter().map(of).collect()
}

/// Values in the form "r1 tone 4".
fn given(scores: &[&str]) -> Vec<GivenScore> {
    let of = |score: &&str| {
        let [item, dimension, value] = score.split(' ').collect::<Vec<_>>()[..] else { panic!("{score}") };
        GivenScore { item: item.to_owned(), dimension: dimension.to_owned(), value: value.parse().unwrap() }
    };
    scores.iter().map(of).collect()
}

#[test]
fn the_key_of_every_sample_passes() {
    for task in samples::all() {
        let why = "{r2} is better because it is complete: it answers both questions, while {r1} leaves out the lift.";
        let why = course::text::with_letters(why, |id| Some(if id == "r1" { 'A' } else { 'B' }));
        let grade = graded(&task, &samples::key_answer(&task.key, &why));
        let kind = task.face.kind().name();
        match kind {
            // The checklist is the whole grade, and has its own tests.
            "justification" => {}
            "rubric" => assert!(grade.passed, "{kind}: {grade:#?}"),
            _ => {
                assert!((grade.score - 1.0).abs() < 1e-9 && grade.passed, "{kind}: {grade:#?}");
                assert!(grade.parts.iter().all(|part| part.verdict == Verdict::Agrees), "{kind}: {:#?}", grade.parts);
            }
        }
    }
}
