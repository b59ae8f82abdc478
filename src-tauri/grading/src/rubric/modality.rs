//! Fits the output: what a criterion asks can be seen or heard in this kind of output.

mod foreign;

use super::reading::{Kind, Reading, Tag};
use super::specific::Page;
use super::words::{Class, Form, among};
use super::{Fault, say};
use course::task::rubric::Modality;
use foreign::is_foreign;
use std::ops::Range;

pub(super) fn check(reading: &Reading, modality: Modality, page: &Page) -> Option<Fault> {
    let foreign = (0..reading.len()).find(|at| {
        let spoken_of = reading.tokens[*at].kind == Kind::Word && !reading.said[*at] && !page.holds(reading, *at);
        spoken_of && !mentioned(reading, *at) && is_foreign(reading, modality, page, *at)
    });
    let foreign = foreign.map(|at| at..at + 1).or_else(|| sensed(reading, modality));
    let untold = || match modality {
        Modality::Picture => minded(reading).or_else(|| told(reading)).or_else(|| gone_by(reading)),
        Modality::Text | Modality::Code | Modality::Table | Modality::Speech => None,
    };
    let tokens = foreign.or_else(untold)?;
    let words = say::quoted(reading.words(tokens.clone()));
    let (output, shows) = match modality {
        Modality::Text => ("A text", "Ask for what it says: words, facts, order, length."),
        Modality::Code => ("Code", "Ask for what it does or how it is written: a result, a name, an error raised."),
        Modality::Picture => ("A picture", "Ask for what is seen: things, place, colour, number, legible words."),
        Modality::Table => ("A table", "Ask for rows, columns, cells, units or order."),
        Modality::Speech => ("Speech", "Ask for what is heard: words, pauses, pace, how a name is pronounced."),
    };
    Some(Fault { at: vec![reading.bytes(tokens)], why: format!("{output} does not show {words}. {shows}") })
}

/// "A tremble can be heard", "the dots can be felt": taken in by another sense than this output has.
fn sensed(reading: &Reading, modality: Modality) -> Option<Range<usize>> {
    let senses = match modality {
        Modality::Text | Modality::Code | Modality::Picture | Modality::Table => {
            "heard felt smelled smelt tasted touched"
        }
        Modality::Speech => "felt smelled smelt tasted touched",
    };
    (1..reading.len()).find_map(|at| {
        let be = reading.low(at - 1) == "be" && reading.is_in(at.wrapping_sub(2), "can could");
        (be && reading.is_in(at, senses) && !reading.said[at]).then(|| at - 1..at + 1)
    })
}

fn clause(reading: &Reading, at: usize) -> Range<usize> {
    let start = (0..at).rev().find(|i| reading.parts(*i)).map_or(0, |mark| mark + 1);
    start..reading.clause_end(at)
}

fn has_any(reading: &Reading, at: usize, words: &str) -> bool {
    clause(reading, at).into_iter().any(|i| reading.is_in(i, words))
}

/// "Describes the map": the response speaks of it and need not hold it.
fn mentioned(reading: &Reading, at: usize) -> bool {
    const SPEAKS: &str = "describe mention name refer explain note discuss tell say suggest recommend advise warn ask propose \
        state compare offer request remind call";
    // "Tells them in a soft voice" says how, not what.
    if (at.saturating_sub(3)..at).any(|i| reading.is_in(i, "in with")) {
        return false;
    }
    let verb = (clause(reading, at).start..at)
        .rev()
        .find(|i| matches!(reading.tag(*i), Tag::Finite | Tag::Infinitive | Tag::Be | Tag::Have | Tag::Ing));
    verb.and_then(|i| reading.tokens[i].verb).is_some_and(|(_, base)| among(base, SPEAKS))
}

fn captioned(reading: &Reading, at: usize) -> bool {
    const WORDS: &str = "label labels caption captions sign signs text word words title bubble banner letters lettering headline \
        speech poster slogan inscription";
    has_any(reading, at, WORDS)
}

/// Who looks at a picture, not who is in it.
const VIEWERS: &str =
    "viewer viewers reader readers audience observer observers you one people visitor visitors public";

/// What goes on in somebody's mind.
fn minded(reading: &Reading) -> Option<Range<usize>> {
    (0..reading.len()).find_map(|at| {
        let (form, base) = reading.tokens[at].verb?;
        let acts = reading.tag(at) == Tag::Finite || form == Form::Ing && reading.tag_before(at) == Tag::Be;
        let of_reader = (at.saturating_sub(4)..at).any(|i| reading.is_in(i, VIEWERS));
        let asked = (at.saturating_sub(5)..at).any(|i| reading.is_in(i, "where how as way"));
        let minded = reading.lexicon.is(base, Class::Minded) && acts && !of_reader && !asked && !captioned(reading, at);
        minded.then(|| at..reading.clause_end(at))
    })
}

/// Reasons, and what somebody says: "explains why", "tells that".
fn told(reading: &Reading) -> Option<Range<usize>> {
    const TELLS: &str = "tell explain say inform argue remind describe announce persuade state mention";
    // "The viewer learns where …": of a picture nobody learns that.
    let learns = |at: usize| {
        let verb = reading.tokens[at].verb.is_some_and(|(_, base)| among(base, "learn understand know discover"));
        verb && (at.saturating_sub(3)..at).any(|i| reading.is(i, Class::Reader))
    };
    let at = (0..reading.len()).find(|at| {
        let verb = learns(*at) || reading.tokens[*at].verb.is_some_and(|(_, base)| among(base, TELLS));
        let acts = matches!(reading.tag(*at), Tag::Finite | Tag::Infinitive | Tag::Participle);
        let clause = (*at + 1..reading.len().min(*at + 7)).any(|i| {
            matches!(reading.low(i), "that" | "why" | "how" | "what" | "when" | "where" | "whether" | "about")
        });
        verb && acts && clause && !captioned(reading, *at)
    })?;
    Some(at..reading.clause_end(at))
}

/// What was, has been for long, or will be.
fn gone_by(reading: &Reading) -> Option<Range<usize>> {
    const PHRASES: &str =
        "used to|going to|last year|last week|last month|last summer|last winter|last night|the day before";
    (0..reading.len()).find_map(|at| {
        let past = reading.is_in(at, "was were had wasn't weren't");
        let long = reading.is_in(at, "has have")
            && matches!(reading.tag(at + 1), Tag::Participle | Tag::Adverb)
            && (at + 2..reading.clause_end(at)).any(|i| reading.is_in(i, "for since already always ago before"));
        let named = reading.tag(at) == Tag::Be && reading.is_in(at + 1, "called named followed");
        let since = named
            || reading.is_in(at, "yesterday tomorrow ago")
            || reading.stands(at, "has been")
            || reading.stands(at, "will be");
        let told_of = clause(reading, at).into_iter().any(|i| i < at && reading.tag(i) == Tag::Relative);
        let phrase = reading.phrase(at, PHRASES).is_some() && !told_of;
        // "The parts that were asked for" looks back at the prompt, not into the past of what is drawn.
        let asked = (at.saturating_sub(2)..at).any(|i| reading.tag(i) == Tag::Relative);
        let found = (past && !asked || long || since || phrase) && !captioned(reading, at);
        found.then(|| at..reading.clause_end(at))
    })
}
