//! Long enough, not too long, and in the learner's own words.

use super::Subject;
use super::reading::{Reading, Word};
use crate::{Part, Verdict, say};
use std::collections::HashSet;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A run of so many words that stands in the prompt or the rubric too is copied: it earns nothing.
const COPIED_RUN: usize = 25;
/// And a run of so many is lifted: that is told, and takes half.
const LIFTED_RUN: usize = 12;

/// Marks the words that belong to long runs from prompt or rubric, quotations excepted.
pub(super) fn mark_copied(reading: &mut Reading, subject: &Subject) {
    let rubric = subject.face.rubric.as_ref().map_or("", |rubric| rubric.plain.as_str());
    let sources: Vec<Vec<String>> = [subject.face.prompt.text.plain.as_str(), rubric]
        .map(|text| text.unicode_words().map(|word| word.to_lowercase().replace('’', "'")).collect())
        .into();
    let words: Vec<String> = reading.words.iter().map(|word| word.low.clone()).collect();
    mark_runs(reading, &sources, &words, LIFTED_RUN, |word| word.lifted = true);
    if reading.words.iter().any(|word| word.lifted) {
        mark_runs(reading, &sources, &words, COPIED_RUN, |word| word.copied = true);
    }
}

fn mark_runs(reading: &mut Reading, sources: &[Vec<String>], words: &[String], length: usize, mark: fn(&mut Word)) {
    let runs: HashSet<&[String]> = sources.iter().flat_map(|words| words.windows(length)).collect();
    if runs.is_empty() {
        return;
    }
    for (start, run) in words.windows(length).enumerate() {
        let own = &mut reading.words[start..start + length];
        if own.iter().all(|word| word.quotation.is_none()) && runs.contains(run) {
            own.iter_mut().for_each(mark);
        }
    }
}

/// Between floor and ceiling 1; below the floor the share of it; above the ceiling falling to 0 at twice the ceiling.
/// A copied run takes it all, a lifted one half. Says too whether there is any.
pub(super) fn check(reading: &Reading, subject: &Subject, weight: f64) -> (Part, bool) {
    let [floor, ceiling] = subject.ask.words.map(|words| words as usize);
    let count = reading.count;
    let score = if count < floor {
        count as f64 / floor as f64
    } else if count > ceiling {
        (1.0 - (count - ceiling) as f64 / ceiling.max(1) as f64).max(0.0)
    } else {
        1.0
    };
    let copied = runs_of(reading, |word| word.copied);
    let lifted = runs_of(reading, |word| word.lifted);
    let mut note = match () {
        () if count < floor => format!("{count} words; at least {floor} are asked."),
        () if count > ceiling => format!("{count} words; at most {ceiling} are asked."),
        () => format!("{count} words, {floor} to {ceiling} asked."),
    };
    if !copied.is_empty() {
        note.push_str(" A passage is copied from the prompt or the rubric. Quote it, or say it in your own words.");
    } else if let Some(run) = lifted.first() {
        let words = say::quoted(&reading.text[run.clone()]);
        note.push_str(&format!(" {words} stands in the prompt or the rubric. Quote it, or say it in your own words."));
    }
    if count > reading.words.len() {
        note.push_str(&format!(" The checks read the first {} words.", reading.words.len()));
    }
    let score = match (copied.is_empty(), lifted.is_empty()) {
        (true, true) => score,
        (true, false) => LIFTED * score,
        (false, _) => 0.0,
    };
    let part = Part {
        id: "length".to_owned(),
        label: "Length and own words".to_owned(),
        score: Some(score),
        weight,
        verdict: if score < 1.0 { Verdict::Differs } else { Verdict::Agrees },
        note,
        pointers: lifted.iter().take(3).cloned().map(|bytes| reading.pointer(bytes)).collect(),
    };
    (part, !lifted.is_empty())
}

/// What a text with a lifted run keeps of the points for length.
const LIFTED: f64 = 0.5;

/// Bytes of each run of words that are marked.
fn runs_of(reading: &Reading, marked: fn(&Word) -> bool) -> Vec<Range<usize>> {
    let runs = reading.words.chunk_by(|a, b| marked(a) == marked(b)).filter(|run| marked(&run[0]));
    runs.map(|run| run[0].at.start..run[run.len() - 1].at.end).collect()
}
