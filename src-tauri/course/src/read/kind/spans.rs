//! `spans`: stretches of a text, and their labels.

use super::Form;
use super::scale::{LabelRow, read_labels};
use crate::read::raw::{ItemRow, Words};
use crate::read::reading::{Names, Reading};
use crate::task::spans::{Face, Key, KeySpan};
use crate::task::{KeyWork, Work};
use serde::Deserialize;
use std::ops::Bound;
use toml::Spanned;

/// Share of the score for exact marks, where the key says nothing.
const EXACT_WEIGHT: f64 = 0.5;
/// The share of characters from which a mark overlaps fully, where the key says nothing.
const OVERLAP_AT: f64 = 0.5;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceRows {
    text: ItemRow,
    #[serde(default)]
    label: Vec<LabelRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRows {
    #[serde(default)]
    span: Vec<SpanRow>,
    exact_weight: Option<Spanned<f64>>,
    overlap_at: Option<Spanned<f64>>,
    why_nothing_else: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpanRow {
    words: Words,
    nth: Option<Spanned<u32>>,
    label: Words,
    #[serde(default)]
    accept: Vec<Words>,
    #[serde(default)]
    optional: bool,
    why: Words,
}

impl Form for FaceRows {
    type Key = KeyRows;
    const NOUN: &'static str = "text";

    fn read(self, r: &mut Reading, key: &Spanned<KeyRows>) -> Option<(Work, KeyWork)> {
        let text = r.items([self.text.pair()], 'x').pop()?;
        let face = Face { text, labels: read_labels(r, &self.label, "label") };
        let KeyRows { span, exact_weight, overlap_at, why_nothing_else } = key.get_ref();
        let mut spans: Vec<KeySpan> = Vec::new();
        for row in span {
            let Some(found) = read_span(r, row, &face) else { continue };
            if spans.iter().any(|s| s.span == found.span && s.label == found.label) {
                r.fault(&row.words, "the same words with the same label stand twice", "Keep one of them.");
            }
            spans.push(found);
        }
        let key = Key {
            spans,
            exact_weight: r.share(exact_weight.as_ref(), EXACT_WEIGHT, 0.0..=1.0),
            overlap_at: r.share(overlap_at.as_ref(), OVERLAP_AT, (Bound::Excluded(0.0), Bound::Included(1.0))),
            why_nothing_else: r.filled(why_nothing_else, "why_nothing_else"),
        };
        Some((Work::Spans(face), KeyWork::Spans(key)))
    }
}

fn read_span(r: &mut Reading, row: &SpanRow, face: &Face) -> Option<KeySpan> {
    let names = Names::of_labels("label", &face.labels);
    r.known(&row.label, &names);
    let accept = r.others(&row.accept, &row.label, &names);
    let why = r.filled(&row.why, "why");
    let span = r.marked(&row.words, row.nth.as_ref(), &face.text)?;
    Some(KeySpan { span, label: row.label.get_ref().clone(), accept, optional: row.optional, why })
}
