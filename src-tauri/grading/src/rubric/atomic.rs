//! One thing: what could be met without the rest is a criterion of its own.

mod added;
mod loose;

use super::reading::{Joint, Reading, Segment, Start, Tag};
use super::words::{Class, among};
use super::{Fault, say};
use std::ops::Range;

/// The first two demands that stand side by side.
pub(super) fn check(reading: &Reading) -> Option<Fault> {
    let at = joined_demands(reading);
    let at = if at.is_empty() { joined_judgements(reading) } else { at };
    let at = if at.is_empty() { joined_things(reading) } else { at };
    let at = if at.is_empty() { loose::loose_demands(reading) } else { at };
    let at = if at.is_empty() { added::added_demands(reading) } else { at };
    let at = if at.is_empty() { added::two_with(reading) } else { at };
    // Where a sentence breaks off after an "and" there is nothing to point at.
    let at: Vec<Range<usize>> = at.into_iter().filter(|bytes| !bytes.is_empty()).collect();
    let words = say::quoted(&reading.text[at.first()?.clone()]);
    let why = match at.len() {
        1 => format!("A response could do the one and miss {words}. Make two criteria of it."),
        more => format!(
            "A response could do one of these and miss another, such as {words}. Make {} criteria of it.",
            say::number(more + 1)
        ),
    };
    Some(Fault { at, why })
}

/// Segments with a verb or a judgement of their own beside one that has it too.
fn joined_demands(reading: &Reading) -> Vec<Range<usize>> {
    let mut found = vec![];
    let mut complete = false;
    let mut explained = false;
    // "Says that a tool, even if …, can be …": the verb that comes belongs to what waits for it.
    let mut waiting = false;
    for (index, segment) in reading.segments.iter().enumerate() {
        match segment.joint {
            Joint::Colon => explained = complete,
            Joint::Semicolon | Joint::Stop => explained = false,
            Joint::Aside => continue,
            Joint::Comma if reading.low(segment.tokens.start) == "or" => continue,
            Joint::None | Joint::Comma | Joint::And | Joint::But => {}
        }
        if explained {
            continue;
        }
        let demands = match segment.start {
            Start::Clause | Start::Verb | Start::Quality => true,
            Start::Noun => elliptic(reading, index),
            Start::Serving => another_order(reading, index) || another_state(reading, segment),
            Start::Denial => false,
        };
        let continues = waiting && segment.start == Start::Verb;
        if demands && complete && !continues && adds(reading, index) {
            found.push(reading.bytes(segment.tokens.clone()));
        }
        complete |= demands || fragment(reading, index);
        waiting = segment.open || waiting && !continues;
    }
    found
}

/// Whether a segment with a demand adds one to those before.
fn adds(reading: &Reading, index: usize) -> bool {
    let segment = &reading.segments[index];
    let before = index.checked_sub(1).map(|before| &reading.segments[before]);
    let bare_and = segment.joint == Joint::And && reading.low(segment.tokens.start.wrapping_sub(2)) != ",";
    if bare_and && segment.start == Start::Clause && before.is_some_and(|before| before.ends_serving) {
        return false;
    }
    let first = segment.tokens.start;
    let consequence = reading.is_in(first, "so thus therefore hence only else otherwise");
    match segment.joint {
        Joint::None | Joint::Colon | Joint::Aside => false,
        Joint::Semicolon | Joint::Stop => !consequence,
        Joint::Comma | Joint::And | Joint::But if consequence => false,
        Joint::Comma | Joint::And | Joint::But => {
            segment.start == Start::Clause || !segment.is_bare(reading) || has_object(reading, segment)
        }
    }
}

/// "Same number of decimals as before, alignment is tidy": a first demand without a verb, beside one with its own.
fn fragment(reading: &Reading, index: usize) -> bool {
    let segment = &reading.segments[index];
    let next = reading.segments.get(index + 1);
    // "No number, letter or flag is seen": a list of subjects.
    let listed = next.is_some_and(|next| {
        let verb = next.verb.unwrap_or(next.tokens.end);
        (next.tokens.start..verb).any(|at| reading.tag(at) == Tag::Coordinator)
    });
    index == 0
        && !listed
        && segment.start == Start::Noun
        && segment.tokens.len() > 1
        && next.is_some_and(|next| next.joint == Joint::Comma && matches!(next.start, Start::Clause | Start::Quality))
}

/// "Tells them to fill a bucket, to switch off the pump": a second order.
fn another_order(reading: &Reading, index: usize) -> bool {
    let opens = |segment: &Segment| reading.tag(segment.tokens.start) == Tag::To;
    let before = index.checked_sub(1).map(|before| &reading.segments[before]);
    let ordered = before.is_some_and(|s| s.tokens.clone().any(|at| reading.tag(at) == Tag::To) && !opens(s));
    opens(&reading.segments[index]) && ordered
}

/// "Is nullable and of another type": a second state, said by a preposition.
fn another_state(reading: &Reading, segment: &Segment) -> bool {
    let first = segment.tokens.start;
    let state = reading.is_in(first, "of in at without free") && segment.joint == Joint::And;
    let and = first.wrapping_sub(1);
    state
        && reading.low(and) == "and"
        && reading.tag_before(and) == Tag::Adjective
        && reading.tag_before(and - 1) == Tag::Be
}

/// "… and the reason for it made plain", "…, the message convincing": a verb is left out.
fn elliptic(reading: &Reading, index: usize) -> bool {
    let segment = &reading.segments[index];
    let Range { start, end } = segment.tokens;
    let joined = matches!(segment.joint, Joint::Comma | Joint::And | Joint::But | Joint::Semicolon);
    let last = end.saturating_sub(1);
    let participle = (start + 1..end).any(|at| {
        reading.tag(at) == Tag::Participle
            && reading.tag_before(at).is_nominal()
            && !reading.is_in(at - 1, "of")
            && reading.tag(at + 1) == Tag::Adjective
    });
    let judged = end - start > 1
        && reading.tag(last) == Tag::Adjective
        && reading.lexicon.is(reading.low(last), Class::Value)
        && reading.tag_before(last) == Tag::Noun;
    joined && (participle || judged)
}

/// A bare verb asks for something of its own only with an object: "boil and spit" is one event.
fn has_object(reading: &Reading, segment: &Segment) -> bool {
    let Some(verb) = segment.verb else { return true };
    (verb + 1..segment.tokens.end).take(4).any(|at| reading.tag(at).is_nominal() || reading.tag(at) == Tag::Determiner)
}

/// "A friendly and clear tone", "…, with vivid detail".
fn joined_judgements(reading: &Reading) -> Vec<Range<usize>> {
    let judges = |at: usize| reading.tag(at) == Tag::Adjective && reading.is(at, Class::Value);
    let weighs = |at: usize| {
        reading.tag(at) == Tag::Adjective && !reading.any(at, &[Class::Plain, Class::Colour])
            || reading.any(at, &[Class::Value, Class::Degree, Class::Right])
            || reading.tag(at) == Tag::Adverb && manner(reading, at)
    };
    for at in 1..reading.len() {
        let joint = reading.tag(at) == Tag::Coordinator && !reading.is_in(at, "or nor") || reading.low(at) == ",";
        if !joint || reading.said[at] {
            continue;
        }
        let next = (at + 1..reading.len().min(at + 4)).find(|i| {
            !reading.is(*i, Class::Amplifier) && !matches!(reading.tag(*i), Tag::Negation | Tag::Coordinator)
        });
        let Some(next) = next else { continue };
        let either = judges(at - 1) || judges(next) || manner(reading, at - 1) || manner(reading, next);
        if weighs(at - 1) && weighs(next) && either {
            return vec![reading.bytes(at - 1..next + 1)];
        }
    }
    let with = reading.segments.iter().find(|segment| {
        let Range { start, end } = segment.tokens;
        let joined = matches!(segment.joint, Joint::Comma | Joint::And);
        joined && reading.low(start) == "with" && segment.verb.is_none() && (start + 1..end).any(judges)
    });
    with.map(|segment| reading.bytes(segment.tokens.clone())).into_iter().collect()
}

/// "Clearly", "well": an adverb that judges.
fn manner(reading: &Reading, at: usize) -> bool {
    let well = reading.low(at) == "well" && reading.low(at + 1) != "as" && reading.before(at) != "as";
    well || reading.tag(at) == Tag::Adverb
        && reading.low(at).ends_with("ly")
        && [Class::Value, Class::Degree]
            .iter()
            .any(|class| reading.lexicon.adjective(reading.low(at), *class).is_some())
}

/// "Names the price and the date", "Grammar and spelling": two things, each with a standing of its own.
fn joined_things(reading: &Reading) -> Vec<Range<usize>> {
    let side = |at: usize| reading.tag(at) == Tag::Noun && reading.is(at, Class::Side);
    for at in 1..reading.len() {
        if !reading.is_in(at, "and plus & well") {
            continue;
        }
        let as_well = reading.low(at) == "well";
        if as_well && reading.low(at + 1) != "as" {
            continue;
        }
        let (left, right) = (at - 1, at + 1 + usize::from(as_well));
        if side(left) && (side(right) || side(right + 1)) && !reading.said[at] {
            return vec![reading.bytes(left..right + 1)];
        }
        if !reading.said[at] && both(reading, at) {
            return vec![reading.bytes(right..reading.clause_end(right))];
        }
        if two_objects(reading, right - 1) || two_matters(reading, right - 1) {
            let end = reading.clause_end(right);
            return vec![reading.bytes(right..end)];
        }
    }
    vec![]
}

/// "Both the age and the route are right", "empty strings and overflow both give …".
fn both(reading: &Reading, and: usize) -> bool {
    let mut clause = (0..and).rev().take_while(|at| !reading.parts(*at));
    let before = clause.any(|at| reading.low(at) == "both");
    let led = matches!(reading.tag(and + 1), Tag::Determiner | Tag::Possessive);
    let after = (and + 2..and + 5).any(|at| reading.low(at) == "both");
    before && led || after
}

/// "Warns about the cards and against the link": two things that are spoken of, each with its preposition.
fn two_matters(reading: &Reading, and: usize) -> bool {
    const MATTERS: &str = "about against for of on to with";
    if !reading.is_in(and + 1, MATTERS) || reading.is_in(and + 2, "from") {
        return false;
    }
    let clause = (0..and).rev().take_while(|at| !reading.parts(*at));
    let mut before = None;
    for at in clause {
        if reading.tag(at) == Tag::Preposition && reading.is_in(at, MATTERS) {
            before = Some(at);
        }
        if reading.tag(at).is_finite() {
            let says = reading.tokens[at].verb.is_some_and(|(_, base)| {
                among(base, "warn apologise apologize advise ask thank speak tell inform complain comment write talk")
            });
            return says
                && before.is_some_and(|before| reading.low(before) != reading.low(and + 1) || before == at + 1);
        }
    }
    false
}

/// After a verb of saying or having, two objects with an article each.
fn two_objects(reading: &Reading, and: usize) -> bool {
    let article = |at: usize| reading.is_in(at, "the a an one its their his her at how why what when where");
    if !article(and + 1) || reading.is_in(and + 2, "other same end") {
        return false;
    }
    let clause = (0..and).rev().take_while(|at| !reading.parts(*at));
    let asked = reading.is_in(and + 1, "how why what when where");
    let mut objects = 0;
    for at in clause {
        if !asked && reading.is_in(at, "between both from of pair either than to in on for with by at under over") {
            return false;
        }
        if article(at) {
            objects += 1;
        }
        if reading.tag(at).is_finite() || reading.tag(at) == Tag::Infinitive {
            // "Says where he sits and what he holds": the verb of the first question.
            let within = asked && (0..at).any(|i| reading.is_in(i, "how why what when where who") && !reading.parts(i));
            if within {
                continue;
            }
            let names = reading.tokens[at].verb.is_some_and(|(_, base)| reading.lexicon.is(base, Class::Saying));
            return names && (objects == 1 || asked && at + 1 < and);
        }
    }
    false
}
