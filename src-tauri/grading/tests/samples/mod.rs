//! Tasks that the tests grade: every kind, as an author would write it. Used inside and outside the crate.
#![allow(dead_code, unused_imports)]

mod boxes;
mod choice;
mod classification;
mod code_review;
mod conversation;
mod fact_check;
mod own;
mod preference;
mod prompt;
mod ranking;
mod rating;
mod rubric;
mod safety;
mod spans;

pub use boxes::boxes;
pub use choice::choice;
pub use classification::classification;
pub use code_review::{code_ranked, code_rated};
pub use conversation::conversation;
pub use fact_check::{fact_check, passage};
pub use own::key_answer;
pub use preference::{alone, guest_key, preference, preference_with_reasons, replies};
pub use prompt::prompt;
pub use ranking::{IDS, explanations, justify_key, ranking, ranking_with_reasons};
pub use rating::rating;
pub use rubric::rubric;
pub use safety::safety;
pub use spans::{TEXT, spans};

use course::task::justification::{Ask, Criterion, Point};
use course::task::scale::{Anchor, Dimension, KeyScore, Label};
use course::task::{Face, Item, Key, KeyWork, Kind, Prompt, Reason, Task, Tone, Work};
use course::text::{Span, Text};

/// The task of a kind.
pub fn of(kind: Kind) -> Task {
    match kind {
        Kind::Choice => choice(course::task::choice::Partial::PerOption),
        Kind::Preference => preference(),
        Kind::Ranking => ranking(),
        Kind::Rating => rating(),
        Kind::Justification => alone(),
        Kind::Classification => classification(true, course::task::classification::Partial::Shared),
        Kind::Spans => spans(),
        Kind::Boxes => boxes(),
        Kind::FactCheck => fact_check(),
        Kind::Safety => safety(),
        Kind::CodeReview => code_ranked(),
        Kind::Conversation => conversation(),
        Kind::Rubric => rubric(),
        Kind::Prompt => prompt(),
    }
}

/// One task of each kind, and solutions that are rated.
pub fn all() -> Vec<Task> {
    Kind::ALL.into_iter().map(of).chain([code_rated()]).collect()
}

fn text(plain: &str) -> Text {
    Text { html: format!("<p data-at=\"0\">{plain}</p>"), plain: plain.to_owned() }
}

fn item(id: &str, plain: &str) -> Item {
    Item { id: id.to_owned(), text: text(plain) }
}

fn reason(items: &[Item], about: &str, why: &str, at: &[&str], tone: Tone) -> Reason {
    let plain = &items.iter().find(|i| i.id == about).unwrap().text.plain;
    let span = |words: &&str| span(plain, words);
    Reason { about: about.to_owned(), why: why.to_owned(), tone, at: at.iter().map(span).collect() }
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| w.to_string()).collect()
}

fn criterion(name: &str, words: &[&str], why: &str) -> Criterion {
    Criterion { name: name.to_owned(), words: strings(words), why: why.to_owned() }
}

fn point(text: &str, wordings: &[&str]) -> Point {
    Point { text: text.to_owned(), wordings: strings(wordings) }
}

/// The place of words that stand once in a text.
pub fn span(plain: &str, words: &str) -> Span {
    let start = plain.find(words).unwrap();
    Span::of_bytes(plain, start..start + words.len())
}

fn label(id: &str, name: &str) -> Label {
    Label { id: id.to_owned(), name: name.to_owned(), about: format!("What is {name}.") }
}

fn anchors(values: std::ops::RangeInclusive<i16>) -> Vec<Anchor> {
    let anchor = |value: i16| Anchor { value, name: format!("level {value}"), about: String::new() };
    values.map(anchor).collect()
}

fn dimension(id: &str, name: &str, values: std::ops::RangeInclusive<i16>) -> Dimension {
    Dimension { id: id.to_owned(), name: name.to_owned(), about: String::new(), anchors: anchors(values) }
}

fn key_score(item: &str, dimension: &str, value: i16, accept: [i16; 2]) -> KeyScore {
    let why = format!("{dimension} of {item}");
    KeyScore { item: item.to_owned(), dimension: dimension.to_owned(), value, accept, weight: 1.0, why }
}

fn task(prompt: &str, work: Work, key_work: KeyWork, reasons: Vec<Reason>, pass_at: f64) -> Task {
    let face = Face {
        id: "sample".into(),
        module: "1.2".into(),
        title: "A sample".into(),
        objective: "rank-for-audience".into(),
        difficulty: 2,
        minutes: 6,
        tags: vec![],
        ask: "Best to worst for this reader".into(),
        prompt: Prompt { from: "a parent".into(), text: text(prompt) },
        rubric: Some(text(RUBRIC)),
        material: vec![],
        work,
        justify: None,
    };
    let key = Key { pass_at, reasons, work: key_work, justify: None, adjudication: None };
    Task { version: "v".into(), face, hints: vec![], key }
}

pub const RUBRIC: &str = "Judge each explanation by three questions, in this order: is every statement in it true, can \
    the named reader follow every word of it without help, and is there a picture that the reader can carry away and \
    repeat to a friend on the next day?";

pub fn ask() -> Ask {
    Ask { ask: "Say why, in 20 to 200 words".into(), words: [20, 200] }
}
