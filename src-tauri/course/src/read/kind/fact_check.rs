//! `fact_check`: claims, the sources they are held against, and the passages that decide.

use super::Form;
use super::scale::weight;
use crate::read::raw::{ItemRow, Words};
use crate::read::reading::{Names, Reading};
use crate::task::fact_check::{Face, Key, KeyClaim, Passage, Source, Verdict};
use crate::task::{KeyWork, Work};
use serde::Deserialize;
use std::ops::Bound;
use toml::Spanned;

/// Share of a claim's score for the passage, where the key says nothing.
const PASSAGE_WEIGHT: f64 = 0.4;
/// The share of characters from which a passage counts as found, where the key says nothing.
const OVERLAP_AT: f64 = 0.5;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceRows {
    #[serde(default)]
    claim: Vec<ItemRow>,
    #[serde(default)]
    source: Vec<SourceRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceRow {
    id: Words,
    title: Words,
    text: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRows {
    #[serde(default)]
    claim: Vec<ClaimRow>,
    passage_weight: Option<Spanned<f64>>,
    overlap_at: Option<Spanned<f64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimRow {
    about: Words,
    verdict: Spanned<Verdict>,
    #[serde(default)]
    accept: Vec<Spanned<Verdict>>,
    #[serde(default)]
    passages: Vec<PassageRow>,
    weight: Option<Spanned<f64>>,
    why: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PassageRow {
    source: Words,
    words: Words,
    nth: Option<Spanned<u32>>,
}

impl Form for FaceRows {
    type Key = KeyRows;
    const NOUN: &'static str = "claim or source";

    fn read(self, r: &mut Reading, key: &Spanned<KeyRows>) -> Option<(Work, KeyWork)> {
        if !(r.counted(self.claim.len(), 1..=12, "claim") & r.counted(self.source.len(), 1..=6, "source")) {
            return None;
        }
        let claims = r.items(self.claim.iter().map(ItemRow::pair), 'c');
        let titles: Vec<String> = self.source.iter().map(|row| r.filled(&row.title, "title")).collect();
        let texts = r.items(self.source.iter().map(|row| (&row.id, &row.text)), 's');
        let sources: Vec<Source> = titles.into_iter().zip(texts).map(|(title, item)| Source { title, item }).collect();
        let KeyRows { claim, passage_weight, overlap_at } = key.get_ref();
        r.each_once(claim.iter().map(|row| &row.about), &Names::of_items("claim", &claims), "key.claim", key);
        let key = Key {
            claims: claim.iter().map(|row| read_claim(r, row, &sources)).collect(),
            passage_weight: r.share(passage_weight.as_ref(), PASSAGE_WEIGHT, 0.0..1.0),
            overlap_at: r.share(overlap_at.as_ref(), OVERLAP_AT, (Bound::Excluded(0.0), Bound::Included(1.0))),
        };
        Some((Work::FactCheck(Face { claims, sources }), KeyWork::FactCheck(key)))
    }
}

fn read_claim(r: &mut Reading, row: &ClaimRow, sources: &[Source]) -> KeyClaim {
    let verdict = *row.verdict.get_ref();
    let accept = r.other_values(&row.accept, verdict);
    let decided = accept.iter().chain([&verdict]).any(|v| *v != Verdict::NotEnough);
    if decided && row.passages.is_empty() {
        let mend =
            "A verdict that rests on a source names the passage: passages = [{ source = \"s1\", words = \"…\" }].";
        r.fault(&row.verdict, format!("no passage for {}", row.about.get_ref()), mend);
    } else if let Some(passage) = row.passages.first().filter(|_| !decided) {
        let mend = "Leave it out: who says that the sources do not say has nothing to cite.";
        r.fault(&passage.source, "a passage for `not_enough`", mend);
    }
    KeyClaim {
        claim: row.about.get_ref().clone(),
        verdict,
        accept,
        passages: row.passages.iter().filter_map(|passage| read_passage(r, passage, sources)).collect(),
        weight: weight(r, row.weight.as_ref()),
        why: r.filled(&row.why, "why"),
    }
}

fn read_passage(r: &mut Reading, row: &PassageRow, sources: &[Source]) -> Option<Passage> {
    r.known(&row.source, &Names::of_items("source", sources.iter().map(|s| &s.item)));
    let source = sources.iter().find(|s| &s.item.id == row.source.get_ref())?;
    let span = r.marked(&row.words, row.nth.as_ref(), &source.item)?;
    Some(Passage { source: row.source.get_ref().clone(), span })
}
