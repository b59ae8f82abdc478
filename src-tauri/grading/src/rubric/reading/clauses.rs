//! A sentence in segments: what stands between its marks and its "and"s, and how each segment begins.

use super::{Class, Form, Kind, Reading, Tag};
use std::ops::Range;

/// How a segment is joined to the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rubric) enum Joint {
    /// The first one.
    None,
    Comma,
    /// "and", with or without a comma.
    And,
    /// "but"
    But,
    Semicolon,
    Colon,
    /// A bracket or a dash: an aside.
    Aside,
    /// A new sentence.
    Stop,
}

/// How a segment begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rubric) enum Start {
    /// A subject and its verb.
    Clause,
    /// A verb without a subject of its own.
    Verb,
    /// A judgement: "easy to follow".
    Quality,
    /// A noun without a verb.
    Noun,
    /// What serves another segment: "when …", "which …", "being …", "with …".
    Serving,
    /// "not", "never", "rather than" and what they deny.
    Denial,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rubric) struct Segment {
    pub tokens: Range<usize>,
    pub joint: Joint,
    pub start: Start,
    /// Index of its own verb, if it has one.
    pub verb: Option<usize>,
    /// A clause in it still waits for its verb: "says that a tool, …".
    pub open: bool,
    /// It ends in a clause that gives a condition or a reason; an "and" may go on with that.
    pub ends_serving: bool,
}

/// All segments, in order.
pub(super) fn of(reading: &Reading) -> Vec<Segment> {
    let mut segments: Vec<Segment> = vec![];
    let mut from = 0;
    let mut joint = Joint::None;
    let mut at = 0;
    while at < reading.len() {
        let Some((next, width)) = joint_at(reading, at, from) else {
            at += 1;
            continue;
        };
        push(reading, from..at, joint, &mut segments);
        let both = width > 1 || from == at && joint == Joint::Comma;
        joint = if from == at && !both { joint.max(next) } else { next };
        at += width;
        from = at;
    }
    push(reading, from..reading.len(), joint, &mut segments);
    segments
}

impl Joint {
    /// Of two joints in a row the one that parts more; ", and" is an "and".
    fn max(self, other: Joint) -> Joint {
        match (self, other) {
            (Joint::Stop, Joint::And | Joint::But) => Joint::Stop,
            (Joint::Semicolon, Joint::And | Joint::But) => Joint::Semicolon,
            (_, other) => other,
        }
    }
}

fn push(reading: &Reading, tokens: Range<usize>, joint: Joint, segments: &mut Vec<Segment>) {
    if tokens.is_empty() {
        return;
    }
    let verb = own_verb(reading, tokens.clone());
    let start = start_of(reading, tokens.clone(), verb, matches!(joint, Joint::And | Joint::But));
    let last = tokens
        .clone()
        .rev()
        .find(|at| matches!(reading.tag(*at), Tag::Subordinator | Tag::Relative) || reading.tag(*at).is_finite());
    let served = |at: usize| matches!(reading.tag(at), Tag::Subordinator | Tag::Relative);
    let open = last.is_some_and(served);
    let ends_serving = verb
        .is_some_and(|verb| (verb + 1..tokens.end).any(|at| reading.tag(at) == Tag::Subordinator && !reading.said[at]));
    segments.push(Segment { tokens, joint, start, verb, open, ends_serving });
}

/// The joint at a place, and how many tokens it takes.
fn joint_at(reading: &Reading, at: usize, from: usize) -> Option<(Joint, usize)> {
    if reading.tokens[at].kind == Kind::Mark {
        let joint = match reading.low(at) {
            "," | "，" | "、" => Joint::Comma,
            ";" => Joint::Semicolon,
            ":" => Joint::Colon,
            "." | "?" | "!" | "。" => Joint::Stop,
            "(" | ")" | "[" | "]" | "—" | "–" | "-" | "…" => Joint::Aside,
            "&" if joins_clauses(reading, at, from) => Joint::And,
            _ => return None,
        };
        return Some((joint, 1));
    }
    if reading.stands(at, "as well as") {
        return Some((Joint::And, 3));
    }
    match reading.low(at) {
        "and" | "plus" if joins_clauses(reading, at, from) => Some((Joint::And, 1)),
        "nor" if is_third(reading, at + 1) => Some((Joint::And, 1)),
        "but" | "yet" if reading.tag(at) == Tag::Coordinator && at > from => Some((Joint::But, 1)),
        "but" | "yet" if reading.tag(at) == Tag::Coordinator => Some((Joint::But, 1)),
        _ => None,
    }
}

/// A verb that can only be one: "mentions", "doesn't", "is".
fn is_third(reading: &Reading, at: usize) -> bool {
    let third = matches!(reading.tokens.get(at).and_then(|t| t.verb), Some((Form::Third, _)));
    matches!(reading.tag(at), Tag::Do | Tag::Be | Tag::Have | Tag::Modal) || reading.tag(at) == Tag::Finite && third
}

/// Whether an "and" joins more than two nouns or two subjects of one verb.
fn joins_clauses(reading: &Reading, at: usize, from: usize) -> bool {
    let open = (from..at)
        .rev()
        .find(|i| matches!(reading.tag(*i), Tag::Subordinator | Tag::Relative) || reading.tag(*i).is_finite());
    let left_is_complete = open.is_some_and(|i| reading.tag(i).is_finite()) || at == from;
    let left_is_quality = (from..at).any(|i| reading.tag(i) == Tag::Adjective);
    let right_is_quality = is_judgement(reading, at + 1, reading.clause_end(at + 1))
        || reading.tag(at + 1) == Tag::Negation && is_judgement(reading, at + 2, reading.clause_end(at + 2));
    let right_is_verb = right_is_quality
        || matches!(reading.tag(at + 1), Tag::Finite | Tag::Modal | Tag::Be | Tag::Do)
        || reading.tag(at + 1) == Tag::Adverb && reading.tag(at + 2).is_finite();
    left_is_complete || left_is_quality || right_is_verb
}

/// The verb of the segment itself, not of a clause that serves it.
fn own_verb(reading: &Reading, tokens: Range<usize>) -> Option<usize> {
    let mut serving = false;
    for at in tokens.clone() {
        match reading.tag(at) {
            Tag::Subordinator | Tag::Relative => serving |= at > tokens.start || reading.low(at) != "that",
            tag if tag.is_finite() => {
                if !serving {
                    return Some(at);
                }
                // The clause that serves has its verb; the next one may be the segment's own.
                serving = false;
            }
            _ => {}
        }
    }
    None
}

fn start_of(reading: &Reading, tokens: Range<usize>, verb: Option<usize>, and: bool) -> Start {
    let Range { start, end } = tokens;
    let first = (start..end).find(|at| reading.tag(*at) != Tag::Adverb).unwrap_or(start);
    let low = reading.low(first);
    let tag = reading.tag(first);
    let judged = |at: usize| is_judgement(reading, at, end);
    match tag {
        _ if reading.stands(first, "to the point") => Start::Quality,
        // "Since nothing was asked", "be it on the stall", "like the other one does".
        _ if is_aside(reading, first, start) => Start::Serving,
        // "Before any fact is given, …", "whatever total is put in, …": a frame.
        _ if first == 0 && reading.is_in(first, "before after until whatever whichever whoever") && verb.is_some() => {
            Start::Serving
        }
        _ if reading.stands(first, "rather than") || reading.stands(first, "instead of") => Start::Denial,
        _ if reading.stands(first, "that is") && (first + 2 == end || reading.parts(first + 2)) => Start::Serving,
        _ if matches!(low, "this" | "that" | "it") && reading.is_in(first + 1, "means is") && start > 0 => {
            if reading.low(first + 1) == "means" || low == "that" { Start::Serving } else { Start::Clause }
        }
        Tag::Negation if judged(first + 1) => Start::Quality,
        Tag::Negation if is_third(reading, first + 1) => Start::Verb,
        Tag::Negation => Start::Denial,
        Tag::Subordinator | Tag::Relative if low == "that" && verb.is_some() && and => Start::Clause,
        Tag::Subordinator | Tag::Relative => Start::Serving,
        Tag::Ing => Start::Serving,
        Tag::Determiner if low == "either" => Start::Serving,
        Tag::Participle if verb.is_none() => Start::Serving,
        // "With one of them saying something" serves; "with the sky above" says where.
        Tag::Preposition | Tag::To if verb.is_none() => Start::Serving,
        _ if tag.is_finite() => Start::Verb,
        _ if judged(first) => Start::Quality,
        _ if verb.is_some() => Start::Clause,
        _ => Start::Noun,
    }
}

/// A segment that gives a reason or a likeness, and asks for nothing.
fn is_aside(reading: &Reading, first: usize, start: usize) -> bool {
    first > 0
        && first == start
        && (reading.is_in(first, "since because like")
            || reading.stands(first, "such as")
            || reading.stands(first, "give or take")
            || reading.stands(first, "be it")
            || reading.stands(first, "be they"))
}

/// A judgement that stands by itself: no noun follows that it would describe.
fn is_judgement(reading: &Reading, at: usize, end: usize) -> bool {
    let mut at = at;
    while at < end && (reading.is(at, Class::Amplifier) || reading.tag(at) == Tag::Adverb) && at + 1 < end {
        at += 1;
    }
    let quality = reading.tag(at) == Tag::Adjective && super::quality::is_quality(reading, reading.low(at));
    let phrase = reading.stands(at, "to the point");
    let noun = (at + 1..end).take_while(|i| matches!(reading.tag(*i), Tag::Noun | Tag::Adjective | Tag::Coordinator));
    let describes = noun.into_iter().any(|i| reading.tag(i) == Tag::Noun);
    phrase || quality && !describes
}

impl Segment {
    /// Whether its verb is a bare form, as after "to" or in an order.
    pub fn is_bare(&self, reading: &Reading) -> bool {
        self.verb.is_some_and(|at| matches!(reading.tokens[at].verb, Some((Form::Base, _))))
    }
}
