//! A text in which names are to be marked.

use super::{item, label, span, strings, task};
use course::task::spans::{Face, Key, KeySpan};
use course::task::{KeyWork, Task, Work};

pub const TEXT: &str = "Amina Diallo left the Bank of Dakar on Monday to lead a clinic in Thiès, she told Radio Sud.";

/// Three stretches count; the day may be marked. Half of the score is for exact marks.
pub fn spans() -> Task {
    let stretch = |words: &str, label: &str, accept: &[&str], optional: bool| KeySpan {
        span: span(TEXT, words),
        label: label.to_owned(),
        accept: strings(accept),
        optional,
        why: format!("{words} is a {label}."),
    };
    let key = Key {
        spans: vec![
            stretch("Amina Diallo", "person", &[], false),
            stretch("Bank of Dakar", "organisation", &[], false),
            stretch("Monday", "date", &[], true),
            stretch("Thiès", "place", &["organisation"], false),
        ],
        exact_weight: 0.5,
        overlap_at: 0.5,
        why_nothing_else: "Nothing else is named.".into(),
    };
    let labels = [("person", "Person"), ("organisation", "Organisation"), ("place", "Place"), ("date", "Date")];
    let labels = labels.map(|(id, name)| label(id, name)).into();
    let work = Work::Spans(Face { text: item("x1", TEXT), labels });
    task("Mark every name.", work, KeyWork::Spans(key), vec![], 0.7)
}
