//! Long enough, not too long, and in the learner's own words.

use super::Subject;
use super::reading::{Reading, Word};
use crate::{Part, Verdict, say};
use course::task::Face;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A run of so many words that stands in the prompt or the rubric too is copied: it earns nothing.
const COPIED_RUN: usize = 25;
/// And a run of so many is lifted: that is told, and takes half.
const LIFTED_RUN: usize = 12;

/// The runs of words of prompt and rubric, each word by its number.
#[derive(Debug, Default)]
pub(super) struct Runs {
    numbers: HashMap<String, u32>,
    lifted: HashSet<[u32; LIFTED_RUN]>,
    copied: HashSet<[u32; COPIED_RUN]>,
}

impl Runs {
    pub fn of(face: &Face) -> Runs {
        let mut runs = Runs::default();
        let rubric = face.rubric.as_ref().map_or("", |rubric| rubric.plain.as_str());
        for text in [face.prompt.text.plain.as_str(), rubric] {
            let words = text.unicode_words().map(|word| word.to_lowercase().replace('’', "'"));
            let numbers: Vec<u32> = words
                .map(|word| {
                    let next = u32::try_from(runs.numbers.len()).unwrap_or(u32::MAX);
                    *runs.numbers.entry(word).or_insert(next)
                })
                .collect();
            runs.lifted.extend(numbers.windows(LIFTED_RUN).filter_map(|run| <[u32; LIFTED_RUN]>::try_from(run).ok()));
            runs.copied.extend(numbers.windows(COPIED_RUN).filter_map(|run| <[u32; COPIED_RUN]>::try_from(run).ok()));
        }
        runs
    }
}

/// Marks the words that belong to long runs from prompt or rubric, quotations excepted.
pub(super) fn mark_copied(reading: &mut Reading, runs: &Runs) {
    let own = |word: &Word| runs.numbers.get(&word.low).copied().filter(|_| word.quotation.is_none());
    let numbers: Vec<Option<u32>> = reading.words.iter().map(own).collect();
    mark_runs(reading, &numbers, &runs.lifted, |word| word.lifted = true);
    mark_runs(reading, &numbers, &runs.copied, |word| word.copied = true);
}

fn mark_runs<const N: usize>(
    reading: &mut Reading,
    numbers: &[Option<u32>],
    runs: &HashSet<[u32; N]>,
    mark: fn(&mut Word),
) {
    for start in 0..(numbers.len() + 1).saturating_sub(N) {
        let run: [Option<u32>; N] = std::array::from_fn(|offset| numbers[start + offset]);
        // A word that stands neither in the prompt nor in the rubric ends every run.
        let known: [u32; N] =
            if run.iter().all(Option::is_some) { run.map(Option::unwrap_or_default) } else { continue };
        if runs.contains(&known) {
            reading.words[start..start + N].iter_mut().for_each(mark);
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
    let (copied, lifted) = (copied(reading), lifted(reading));
    let mut note = match () {
        () if count < floor => format!("{count} words; at least {floor} are asked."),
        () if count > ceiling => format!("{count} words; at most {ceiling} are asked."),
        () => format!("{count} words, {floor} to {ceiling} asked."),
    };
    note.extend(not_own(reading).map(|told| format!(" {told}")));
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

/// What is said of a passage that is not the learner's own.
pub(super) fn not_own(reading: &Reading) -> Option<String> {
    const MEND: &str = "Quote it, or say it in your own words.";
    if !copied(reading).is_empty() {
        return Some(format!("A passage is copied from the prompt or the rubric. {MEND}"));
    }
    let lifted = lifted(reading);
    let words = say::quoted(&reading.text[lifted.first()?.clone()]);
    Some(format!("{words} stands in the prompt or the rubric. {MEND}"))
}

fn copied(reading: &Reading) -> Vec<Range<usize>> {
    runs_of(reading, |word| word.copied)
}

/// Bytes of each run that stands in the prompt or the rubric too.
pub(super) fn lifted(reading: &Reading) -> Vec<Range<usize>> {
    runs_of(reading, |word| word.lifted)
}

/// What a text with a lifted run keeps of the points for length.
const LIFTED: f64 = 0.5;

/// Bytes of each run of words that are marked.
fn runs_of(reading: &Reading, marked: fn(&Word) -> bool) -> Vec<Range<usize>> {
    let runs = reading.words.chunk_by(|a, b| marked(a) == marked(b)).filter(|run| marked(&run[0]));
    runs.map(|run| run[0].at.start..run[run.len() - 1].at.end).collect()
}
