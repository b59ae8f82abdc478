//! A prompt held against the checks that the key lists.

mod figures;
mod shape;
mod words;

use super::Judgement;
use super::parts::{at, part, shares, total};
use crate::written::Control;
use crate::{CheckHeld, Evidence, Part, Place, Pointer, say};
use course::task::prompt::{Answer, Check, Key, Rule};
use course::text::Span;
use std::ops::Range;
use words::Words;

/// The weighted share of the checks that are passed.
pub(super) fn judge(key: &Key, answer: &Answer) -> Judgement {
    let text = answer.text.as_str();
    let words = Words::of(text);
    let weights = shares(&key.checks.iter().map(|check| check.weight).collect::<Vec<_>>());
    let checks: Vec<CheckHeld> =
        key.checks.iter().zip(weights).map(|(check, weight)| held(check, weight, text, &words)).collect();
    let parts: Vec<Part> = key.checks.iter().zip(&checks).enumerate().map(|(i, (c, h))| line(i, c, h, text)).collect();
    Judgement {
        score: total(&parts),
        headline: headline(&checks),
        parts,
        evidence: Evidence::Prompt { checks },
        agreement: vec![],
        control: Control::None,
    }
}

/// What a rule saw of the text.
#[derive(Default)]
struct Seen {
    found: usize,
    least: u32,
    most: Option<u32>,
    /// Bytes of the words that decide.
    at: Vec<Range<usize>>,
    missing: Vec<String>,
}

/// So many places are kept of what a check found: who writes a word a hundred times knows where it is.
const PLACES: usize = 12;

fn held(check: &Check, weight: f64, text: &str, words: &Words) -> CheckHeld {
    let seen = see(&check.rule, text, words);
    let found = u32::try_from(seen.found).unwrap_or(u32::MAX);
    CheckHeld {
        name: check.name.clone(),
        passed: found >= seen.least && seen.most.is_none_or(|most| found <= most),
        weight,
        found,
        least: seen.least,
        most: seen.most,
        at: seen.at.into_iter().take(PLACES).map(|bytes| Span::of_bytes(text, bytes)).collect(),
        missing: seen.missing,
        why: check.why.clone(),
    }
}

fn see(rule: &Rule, text: &str, words: &Words) -> Seen {
    match rule {
        Rule::Words { least, most } => Seen { found: words.len(), least: *least, most: Some(*most), ..Seen::default() },
        Rule::Sentences { least, most } => {
            Seen { found: shape::sentences(text).count(), least: *least, most: Some(*most), ..Seen::default() }
        }
        Rule::Says { things, least } => {
            let said: Vec<Option<Range<usize>>> = things.iter().map(|thing| words.first_of(thing)).collect();
            let missing = things.iter().zip(&said).filter(|(_, at)| at.is_none());
            Seen {
                missing: missing.filter_map(|(thing, _)| thing.first().cloned()).collect(),
                found: said.iter().flatten().count(),
                at: said.into_iter().flatten().collect(),
                least: *least,
                most: None,
            }
        }
        Rule::Avoids { wordings } => {
            let at: Vec<Range<usize>> = wordings.iter().flat_map(|wording| words.all(wording)).collect();
            Seen { found: at.len(), most: Some(0), at, ..Seen::default() }
        }
        Rule::Figures { figures } => {
            let read = figures::read(text, words);
            let place = |figure: &u32| read.iter().find(|(value, _)| *value == u64::from(*figure));
            Seen {
                found: figures.iter().filter(|figure| place(figure).is_some()).count(),
                least: u32::try_from(figures.len()).unwrap_or(u32::MAX),
                at: figures.iter().filter_map(place).map(|(_, at)| at.clone()).collect(),
                missing: figures.iter().filter(|figure| place(figure).is_none()).map(u32::to_string).collect(),
                most: None,
            }
        }
        Rule::Entries { least, most } => {
            let at = shape::entries(text);
            Seen { found: at.len(), least: *least, most: Some(*most), at, ..Seen::default() }
        }
        Rule::Example { least_words } => {
            let longest = shape::examples(text).into_iter().map(|at| (crate::count_words(&text[at.clone()]), at));
            let longest = longest.max_by_key(|(count, at)| (*count, std::cmp::Reverse(at.start)));
            let (count, at) = longest.map_or((0, vec![]), |(count, at)| (count, vec![at]));
            Seen { found: count as usize, least: (*least_words).max(1), at, ..Seen::default() }
        }
        Rule::Question {} => {
            let at: Vec<Range<usize>> = shape::questions(text).collect();
            Seen { found: at.len(), least: 1, at, ..Seen::default() }
        }
    }
}

fn line(index: usize, check: &Check, held: &CheckHeld, text: &str) -> Part {
    let score = if held.passed { 1.0 } else { 0.0 };
    let pointers = held.at.iter().filter_map(|span| {
        let quote = span.of(text).filter(|words| !words.is_empty())?;
        Some(Pointer { place: Place::OwnPrompt, span: *span, quote: quote.to_owned() })
    });
    at(part(format!("check/{index}"), check.name.as_str(), score, held.weight, note(&check.rule, held)), pointers)
}

fn note(rule: &Rule, held: &CheckHeld) -> String {
    let found = held.found as usize;
    let missing = || say::list(&held.missing.iter().map(|words| say::quoted(words)).collect::<Vec<_>>());
    match rule {
        Rule::Words { .. } => counted(held, "word", "words"),
        Rule::Sentences { .. } => counted(held, "sentence", "sentences"),
        Rule::Entries { .. } => counted(held, "entry of a list", "entries of a list"),
        Rule::Says { .. } if held.missing.is_empty() => "All of it is said.".to_owned(),
        Rule::Says { .. } if held.passed => "Enough of it is said.".to_owned(),
        Rule::Says { things, least } if *least as usize >= things.len() => format!("Not said: {}.", missing()),
        Rule::Says { things, least } => {
            let said = say::out_of(found, things.len(), "thing", "things");
            let asked = say::counted(*least as usize, "is", "are");
            format!("You say {said}; at least {asked} asked. Not said: {}.", missing())
        }
        Rule::Avoids { .. } if held.passed => "None of it is said.".to_owned(),
        Rule::Avoids { .. } => "This is said, and is to be left out.".to_owned(),
        Rule::Figures { .. } if held.passed => "Every figure is there.".to_owned(),
        Rule::Figures { .. } => format!("Not there: {}.", say::list(&held.missing)),
        Rule::Example { .. } if held.passed => "An example is given.".to_owned(),
        Rule::Example { .. } if found == 0 => {
            "No example is given, in quotation marks or in a block of its own.".to_owned()
        }
        Rule::Example { least_words } => format!(
            "The example has {}; at least {} are asked.",
            say::counted(found, "word", "words"),
            say::number(*least_words as usize)
        ),
        Rule::Question {} if held.passed => "A question is asked.".to_owned(),
        Rule::Question {} => "No question is asked.".to_owned(),
    }
}

/// "12 words, 20 to 60 asked."
fn counted(held: &CheckHeld, one: &str, many: &str) -> String {
    let found = format!("{} {}", held.found, if held.found == 1 { one } else { many });
    match held.most {
        Some(most) if most == held.least => format!("{found}, {most} asked."),
        Some(most) if most < u32::MAX => format!("{found}, {} to {most} asked.", held.least),
        Some(_) | None => format!("{found}, at least {} asked.", held.least),
    }
}

fn headline(checks: &[CheckHeld]) -> String {
    let all = checks.len();
    match checks.iter().filter(|check| check.passed).count() {
        _ if all == 0 => "The key has no checks for this task".to_owned(),
        passed if passed == all => match all {
            1 => "The check is passed".to_owned(),
            _ => format!("All {} are passed", say::counted(all, "check", "checks")),
        },
        0 if all == 1 => "The check is not passed".to_owned(),
        0 => format!("None of {} is passed", say::counted(all, "check", "checks")),
        n => say::capital(&format!(
            "{} of {} {} passed",
            say::number(n),
            say::counted(all, "check", "checks"),
            say::is(n)
        )),
    }
}
