//! Are the criteria named on which the responses differ?

use super::Subject;
use super::reading::Reading;
use super::stem::stem;
use crate::{Part, Verdict, say};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Which criteria are named.
pub(super) struct Criteria {
    pub part: Part,
    /// None of them is.
    pub none: bool,
}

/// None where the key names no criterion.
///
/// A criterion is named by any of its words, whole and by their stems, in the learner's own words: not inside a
/// quotation of four words or more, and not in a passage copied from the prompt or the rubric.
pub(super) fn check(reading: &Reading, subject: &Subject, weight: f64) -> Option<Criteria> {
    let criteria = &subject.key.criteria;
    if criteria.is_empty() {
        return None;
    }
    let own: Vec<bool> = reading.words.iter().map(|word| !word.copied && is_own(reading, word.quotation)).collect();
    let hits: Vec<Option<Range<usize>>> = criteria
        .iter()
        .map(|criterion| {
            let phrases = criterion.words.iter().chain([&criterion.name]);
            let named = phrases.filter_map(|phrase| find(reading, &own, phrase));
            named.min_by_key(|words| words.start)
        })
        .collect();
    let named: Vec<String> =
        criteria.iter().zip(&hits).filter(|(_, h)| h.is_some()).map(|(c, _)| c.name.clone()).collect();
    let missing: Vec<String> = criteria
        .iter()
        .zip(&hits)
        .filter(|(_, h)| h.is_none())
        .map(|(c, _)| format!("{}: {}", c.name, c.why))
        .collect();
    let note = match (named.is_empty(), missing.is_empty()) {
        (_, true) => format!("You name {}.", say::list(&named)),
        (true, _) => format!("Not named: {}", missing.join(" ")),
        _ => format!("You name {}. Not named: {}", say::list(&named), missing.join(" ")),
    };
    let bytes = |words: Range<usize>| reading.words[words.start].at.start..reading.words[words.end - 1].at.end;
    let part = Part {
        id: "criteria".to_owned(),
        label: "Criteria".to_owned(),
        score: Some(named.len() as f64 / criteria.len() as f64),
        weight,
        verdict: if missing.is_empty() { Verdict::Agrees } else { Verdict::Differs },
        note,
        pointers: hits.into_iter().flatten().map(|words| reading.pointer(bytes(words))).collect(),
    };
    Some(Criteria { part, none: named.is_empty() })
}

/// A word or two in quotation marks are still the learner's.
fn is_own(reading: &Reading, quotation: Option<usize>) -> bool {
    quotation.is_none_or(|quotation| reading.words_quoted(quotation) < 4)
}

/// The first place where the words of a phrase stand one after the other.
fn find(reading: &Reading, own: &[bool], phrase: &str) -> Option<Range<usize>> {
    let stems: Vec<String> = phrase.unicode_words().map(|word| stem(&word.to_lowercase().replace('’', "'"))).collect();
    if stems.is_empty() {
        return None;
    }
    let starts = 0..(reading.words.len() + 1).saturating_sub(stems.len());
    let stands = |start: &usize| {
        stems.iter().enumerate().all(|(i, stem)| own[start + i] && reading.words[start + i].stem == *stem)
    };
    starts.into_iter().find(stands).map(|start| start..start + stems.len())
}
