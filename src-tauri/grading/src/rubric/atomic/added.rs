//! A second demand that hangs on the first without a verb of its own kind: "…, adding that …", "…, the spelling free of
//! slips", "… while the background stays white", "…; done in 90 minutes".

use super::super::reading::{Form, Joint, Reading, Segment, Start, Tag};
use super::super::words::Class;
use super::among;
use std::ops::Range;

/// The stretches that ask for something of their own.
pub(super) fn added_demands(reading: &Reading) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = vec![];
    for (index, segment) in reading.segments.iter().enumerate() {
        let Range { start, end } = segment.tokens;
        let hangs = index > 0 && matches!(segment.joint, Joint::Comma | Joint::And | Joint::But);
        let explained = reading.segments[..=index].iter().any(|s| s.joint == Joint::Colon);
        if reading.said[start] || explained {
            continue;
        }
        let after = index > 0 && stands_before(reading, index) && ends(reading, index);
        let hung =
            acting(reading, segment) || absolute(reading, segment) || done(reading, segment) || more(reading, segment);
        let adds = hangs && after && hung || segment.joint == Joint::Semicolon && after && fragment(reading, segment);
        if adds {
            found.push(reading.bytes(start..end));
        } else if let Some(at) = meanwhile(reading, segment) {
            found.push(reading.bytes(at..end));
        }
    }
    found
}

/// Whether the sentence goes on after a segment with nothing but more of its kind: "the date, printed in red, opens it"
/// describes the date.
fn ends(reading: &Reading, index: usize) -> bool {
    let next = reading.segments.get(index + 1);
    next.is_none_or(|next| {
        matches!(next.joint, Joint::Stop | Joint::Semicolon)
            || matches!(next.start, Start::Serving | Start::Noun | Start::Denial)
    })
}

/// Whether a stretch names a figure or quotes words: then it says of what stands before which it is.
fn states(reading: &Reading, tokens: Range<usize>) -> bool {
    tokens.into_iter().any(|at| matches!(reading.tag(at), Tag::Quote | Tag::Number | Tag::Code))
}

/// Whether something that could be met stands before a segment; a condition or a frame at the start is none.
fn stands_before(reading: &Reading, index: usize) -> bool {
    reading.segments[..index].iter().any(|s| match s.start {
        Start::Clause | Start::Verb | Start::Quality => true,
        Start::Noun => s.tokens.len() > 1 || reading.segments.len() > 2,
        Start::Serving | Start::Denial => false,
    })
}

/// What follows these tells how or which, and adds nothing.
const HOW: &str = "include mean start begin count range exclude concern regard follow accord depend consider leave end make let cause hang stand lie sit find import hold carry wear look face point reach ride walk run kneel \
    assume say note allow help result lead judge speak be";

/// "Adding that …", "never using …": a participle with its object after a comma.
fn acting(reading: &Reading, segment: &Segment) -> bool {
    let Range { start, end } = segment.tokens;
    // "Running and walking minutes" counts two things; "as well as printing it" does one more.
    let and = segment.joint == Joint::And && reading.low(start.wrapping_sub(1)) != "as";
    let names = reading.is_in(start, "such like") || reading.stands(start, "give or take");
    if and || names {
        return false;
    }
    let led =
        |at: usize| matches!(reading.tag(at), Tag::Adverb | Tag::Negation) || reading.is_in(at, "and but while then");
    let Some(at) = (start..end).find(|at| !led(*at)) else { return false };
    let verb = reading.tokens[at].verb.map(|(_, base)| base);
    let acts = reading.tag(at) == Tag::Ing && !verb.is_some_and(|base| among(base, HOW));
    // What the response does: it says, keeps, avoids; "holding a lamp", "turning red" tell how the first thing looks.
    const DOES: &str = "keep avoid round cover log print filter skip drop remove reject limit cap sort cite";
    let denied = (start..at).any(|i| reading.tag(i) == Tag::Negation);
    let only = verb == Some("use") && reading.is_in(at + 1, "only no just");
    let does = verb.is_some_and(|base| reading.lexicon.is(base, Class::Saying) && base != "read" || among(base, DOES));
    let alone = denied || only || does;
    acts && alone && end - at >= 2 && !states(reading, at..end)
}

/// "The message naming the amount", "her face full of character", "each one introduced afresh", "with plenty of room".
fn absolute(reading: &Reading, segment: &Segment) -> bool {
    let Range { start, end } = segment.tokens;
    let compared =
        (start..end).any(|at| reading.low(at) == "than") && !(start..end).any(|at| reading.tag(at) == Tag::Ing);
    let named = reading.is_in(start + 1, "one ones latter former") && reading.low(start) == "the";
    if segment.verb.is_some() || reading.low(start) == "such" || end - start < 3 || compared || named {
        return false;
    }
    let with = reading.low(start) == "with";
    let first = start + usize::from(with);
    let led = matches!(reading.tag(first), Tag::Determiner | Tag::Possessive)
        && !(with && reading.is_in(first, "a an its"))
        || reading.low(first) == "one" && !with && !reading.is_in(first + 1, "per for of each")
        || reading.low(first) == "nothing" && segment.joint == Joint::Comma;
    let Some(noun) = (first..end).find(|at| matches!(reading.tag(*at), Tag::Noun | Tag::Pronoun)) else { return false };
    let state = (noun + 1..end).find(|at| reading.tag(*at) != Tag::Noun);
    // "The message naming the amount": "naming" alone is a noun too.
    let naming = (noun + 1..end)
        .any(|at| matches!(reading.tokens[at].verb, Some((Form::Ing, _))) && !reading.parts(at + 1) && at + 1 < end);
    let stated = naming
        || state.is_some_and(|at| match reading.tag(at) {
            Tag::Ing | Tag::Participle => true,
            Tag::Adjective => reading.low(at + 1) == "of" || reading.is(at, Class::Value) || at + 1 == end,
            _ => false,
        });
    led && stated
}

/// "…, plus another for the price", "…, then leaves", "…, with room for remarks".
fn more(reading: &Reading, segment: &Segment) -> bool {
    let Range { start, end } = segment.tokens;
    let plus = reading.low(start.wrapping_sub(1)) == "plus" && reading.low(start.wrapping_sub(2)) == ",";
    // "As well as round nuclei"
    let besides = segment.joint == Joint::And
        && reading.stands(start.saturating_sub(3), "as well as")
        && segment.start == Start::Noun;
    if besides {
        return end > start + 1;
    }
    let then = segment.joint == Joint::Comma && reading.low(start) == "then";
    // "With its blanks", "with one of them saying something": of the same thing.
    let own = reading.is_in(start + 1, "its his her their one each both some");
    let clause = reading.segments[0].verb.is_some() && !states(reading, start..end);
    let led = reading.is_in(start + 1, "plenty lots enough");
    let with = segment.joint == Joint::Comma
        && reading.low(start) == "with"
        && segment.verb.is_none()
        && !own
        && clause
        && led;
    end - start >= 3 && (plus || then || with)
}

/// "…, printed in red": what was done to it besides.
fn done(reading: &Reading, segment: &Segment) -> bool {
    let Range { start, end } = segment.tokens;
    let at = (start..end).find(|at| reading.tag(*at) != Tag::Adverb).unwrap_or(start);
    // To the words or the thing that is made; "a wall built by monks" is what they tell of.
    let made = reading.tokens[at].verb.is_some_and(|(_, base)| {
        among(base, "print write tell follow round say put set phrase deliver express present cut view draw paint show do place keep spell pronounce read repeat")
    });
    // "Set off in red": a form that is also the bare verb.
    let set = reading.tokens[at].verb.is_some_and(|(_, base)| among(base, "set put"))
        && matches!(reading.tag(at + 1), Tag::Preposition | Tag::Adverb);
    (reading.tag(at) == Tag::Participle || set)
        && made
        && !states(reading, at..end)
        && end - at >= 2
        && segment.joint == Joint::Comma
}

/// "…; done in 90 minutes"
fn fragment(reading: &Reading, segment: &Segment) -> bool {
    let Range { start, end } = segment.tokens;
    end - start >= 2 && segment.verb.is_none() && reading.tag(start) == Tag::Participle
}

/// "While the background stays white", "while keeping each line short".
fn meanwhile(reading: &Reading, segment: &Segment) -> Option<usize> {
    let Range { start, end } = segment.tokens;
    let at = (start..end).find(|at| reading.is_in(*at, "while whereas") && !reading.said[*at])?;
    let after = at > 0 && (0..at).any(|i| reading.tag(i).is_finite() || reading.tag(i) == Tag::Noun);
    let acts = (at + 1..end).any(|i| reading.tag(i).is_finite() || reading.tag(i) == Tag::Ing);
    (after && acts && end - at >= 3).then_some(at)
}

/// "Comes with a usage message and a licence header": two things it has, each with an article.
pub(super) fn two_with(reading: &Reading) -> Vec<Range<usize>> {
    let article = |at: usize| reading.is_in(at, "a an");
    let found = (1..reading.len()).find(|and| {
        let joined = reading.is_in(*and, "and plus") && article(and + 1) && !reading.said[*and];
        let with = (0..*and).rev().take_while(|at| !reading.parts(*at)).find(|at| reading.low(*at) == "with");
        let held = with.is_some_and(|with| {
            article(with + 1)
                && with > 0
                && reading.tokens[with - 1].verb.is_some_and(|(_, base)| among(base, "come open end start begin close"))
        });
        joined && held
    });
    found.map(|and| reading.bytes(and + 1..reading.clause_end(and + 1))).into_iter().collect()
}
