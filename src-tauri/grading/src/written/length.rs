//! Long enough, not too long, and in the learner's own words.

use super::Subject;
use super::reading::Reading;
use crate::{Part, Verdict};
use std::collections::HashSet;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A run of so many words that stands in the prompt or the rubric too is copied.
const COPIED_RUN: usize = 25;

/// Marks the words that belong to long runs copied from prompt or rubric, quotations excepted.
pub(super) fn mark_copied(reading: &mut Reading, subject: &Subject) {
    let rubric = subject.face.rubric.as_ref().map_or("", |rubric| rubric.plain.as_str());
    let sources: Vec<Vec<String>> = [subject.face.prompt.text.plain.as_str(), rubric]
        .map(|text| text.unicode_words().map(|word| word.to_lowercase().replace('’', "'")).collect())
        .into();
    let runs: HashSet<&[String]> = sources.iter().flat_map(|words| words.windows(COPIED_RUN)).collect();
    if runs.is_empty() {
        return;
    }
    let words: Vec<String> = reading.words.iter().map(|word| word.low.clone()).collect();
    for (start, run) in words.windows(COPIED_RUN).enumerate() {
        let own = &mut reading.words[start..start + COPIED_RUN];
        if own.iter().all(|word| word.quotation.is_none()) && runs.contains(run) {
            own.iter_mut().for_each(|word| word.copied = true);
        }
    }
}

/// Between floor and ceiling 1; below the floor the share of it; above the ceiling falling to 0 at twice the ceiling.
/// A copied run takes it all.
pub(super) fn check(reading: &Reading, subject: &Subject, weight: f64) -> Part {
    let [floor, ceiling] = subject.ask.words.map(|words| words as usize);
    let count = reading.count;
    let score = if count < floor {
        count as f64 / floor as f64
    } else if count > ceiling {
        (1.0 - (count - ceiling) as f64 / ceiling.max(1) as f64).max(0.0)
    } else {
        1.0
    };
    let copied = copied_runs(reading);
    let mut note = match () {
        () if count < floor => format!("{count} words; at least {floor} are asked."),
        () if count > ceiling => format!("{count} words; at most {ceiling} are asked."),
        () => format!("{count} words, {floor} to {ceiling} asked."),
    };
    if !copied.is_empty() {
        note.push_str(" A passage is copied from the prompt or the rubric. Quote it, or say it in your own words.");
    }
    if count > reading.words.len() {
        note.push_str(&format!(" The checks read the first {} words.", reading.words.len()));
    }
    let score = if copied.is_empty() { score } else { 0.0 };
    Part {
        id: "length".to_owned(),
        label: "Length and own words".to_owned(),
        score: Some(score),
        weight,
        verdict: if score < 1.0 { Verdict::Differs } else { Verdict::Agrees },
        note,
        pointers: copied.into_iter().take(3).map(|bytes| reading.pointer(bytes)).collect(),
    }
}

/// Bytes of each passage copied.
fn copied_runs(reading: &Reading) -> Vec<Range<usize>> {
    let runs = reading.words.chunk_by(|a, b| a.copied == b.copied).filter(|run| run[0].copied);
    runs.map(|run| run[0].at.start..run[run.len() - 1].at.end).collect()
}
