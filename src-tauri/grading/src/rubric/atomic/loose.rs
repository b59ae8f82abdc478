//! A second demand without a verb of its own: "…, in a lively style", "good layout, correct totals", "the price column 20".

use super::super::reading::{Joint, Reading, Segment, Start, Tag};
use super::super::words::Class;
use std::ops::Range;

/// The stretches that ask for something of their own.
pub(super) fn loose_demands(reading: &Reading) -> Vec<Range<usize>> {
    let found = (1..reading.segments.len())
        .find(|at| manner(reading, *at) || fragments(reading, *at) || gapped(reading, *at) || absolute(reading, *at));
    found.map(|at| reading.bytes(reading.segments[at].tokens.clone())).into_iter().collect()
}

fn judges(reading: &Reading, at: usize) -> bool {
    reading.any(at, &[Class::Value, Class::Degree, Class::Right, Class::Quality]) && !reading.said[at]
}

/// "…, in a lively style", "…, in logical order", "…, using the intonation required": how, after what.
fn manner(reading: &Reading, index: usize) -> bool {
    const HOWS: &str = "style tone order voice format language layout form register words pace rhythm intonation \
        wording spelling grammar colours colors font";
    let segment = &reading.segments[index];
    let Range { start, end } = segment.tokens;
    let leads = reading.is_in(start, "in at using with");
    let how = (start + 1..end).any(|at| reading.is_in(at, HOWS));
    let judged = (start + 1..end).any(|at| judges(reading, at) || reading.is(at, Class::Asked))
        || (start + 1..end)
            .any(|at| reading.tag(at) == Tag::Adjective && !reading.any(at, &[Class::Plain, Class::Colour]));
    let last = index + 1 == reading.segments.len() || reading.segments[index + 1].joint == Joint::Stop;
    let said = reading.said[start];
    segment.joint == Joint::Comma
        && leads
        && how
        && judged
        && last
        && segment.verb.is_none()
        && end - start <= 6
        && !said
}

/// "Good layout, correct totals": two things, each with its judgement and no verb.
fn fragments(reading: &Reading, index: usize) -> bool {
    let verbless = |segment: &Segment| segment.verb.is_none() && segment.start == Start::Noun;
    let valued = |segment: &Segment| {
        let Range { start, end } = segment.tokens;
        end - start <= 4 && reading.tag(end - 1) == Tag::Noun && (start..end - 1).any(|at| judges(reading, at))
    };
    let (first, this) = (&reading.segments[0], &reading.segments[index]);
    index == 1 && this.joint == Joint::Comma && [first, this].iter().all(|s| verbless(s) && valued(s))
}

/// "The first column shows the day, the last the price": the verb is not said twice.
fn gapped(reading: &Reading, index: usize) -> bool {
    let (before, this) = (&reading.segments[index - 1], &reading.segments[index]);
    let Range { start, end } = this.tokens;
    let full = before.start == Start::Clause && before.joint == Joint::None && !before.ends_serving && !before.open;
    let verb = before.verb.filter(|verb| !matches!(reading.tag(*verb), Tag::Be | Tag::Modal | Tag::Have));
    // "Two girls …, a dog …" may describe one thing; a figure, or a place as the first has one, may not.
    let placed = |range: Range<usize>| range.into_iter().find(|at| reading.tag(*at) == Tag::Preposition);
    let figure = reading.tag(end - 1) == Tag::Number && reading.tag(start) == Tag::Determiner && end - start >= 3;
    let place = verb.is_some_and(|verb| placed(verb + 1..before.tokens.end) == Some(verb + 1))
        && placed(start + 1..end).is_some_and(|at| reading.tag(at - 1) == Tag::Noun && !reading.is_in(at, "of"));
    let alone = index + 1 == reading.segments.len() || reading.segments[index + 1].joint == Joint::Stop;
    full && verb.is_some()
        && this.joint == Joint::Comma
        && this.start == Start::Noun
        && (figure || place)
        && alone
        && !reading.said[start]
}

/// "…, with gloves advised for the hands": a second thing that is done.
fn absolute(reading: &Reading, index: usize) -> bool {
    let segment = &reading.segments[index];
    let Range { start, end } = segment.tokens;
    const ASKED: &str =
        "advise recommend mention name explain describe warn suggest state list define add include thank invite remind";
    let participle = (start + 2..end).any(|at| {
        let verb = reading.tokens[at].verb;
        matches!(reading.tag(at), Tag::Participle | Tag::Finite)
            && verb.is_some_and(|(_, base)| super::among(base, ASKED))
            && reading.tag_before(at) == Tag::Noun
    });
    segment.joint == Joint::Comma && reading.low(start) == "with" && participle && index > 0
}
