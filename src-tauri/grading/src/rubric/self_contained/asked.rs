//! What was asked for, given out or agreed on, and is not named.

use super::super::reading::{Kind, Reading, Tag};
use super::super::words::{Class, Form, among};
use super::{Found, Unseen};
use std::ops::Range;

/// "The required date", "as specified", "that was agreed", "the word limit", "all the details".
pub(super) fn asked(reading: &Reading, at: usize) -> Found {
    let tokens = as_asked(reading, at)
        .or_else(|| where_wanted(reading, at))
        .or_else(|| unnamed(reading, at))
        .or_else(|| asked_thing(reading, at))
        .or_else(|| limit(reading, at))
        .or_else(|| all_of_them(reading, at))
        .or_else(|| clause_of_asking(reading, at))?;
    (!resolved(reading, tokens.end)).then_some((tokens, Unseen::Asked))
}

fn is_asked(reading: &Reading, at: usize) -> bool {
    reading.is(at, Class::Asked) && reading.tokens[at].kind == Kind::Word
}

/// "As specified", "as the brief asks", "as in the prompt".
fn as_asked(reading: &Reading, at: usize) -> Option<Range<usize>> {
    if reading.low(at) != "as" || reading.said[at] {
        return None;
    }
    let asking = |i: usize| {
        let verb = reading.tokens.get(i).and_then(|token| token.verb);
        verb.is_some_and(|(_, base)| among(base, ASKING)) || i < reading.len() && is_asked(reading, i)
    };
    let participle = asking(at + 1) && reading.tag(at + 1) != Tag::Noun && !reading.is_in(at + 2, "as by");
    let clause = matches!(reading.tag(at + 1), Tag::Determiner | Tag::Possessive)
        && (at + 2..at + 5).any(|i| asking(i) && matches!(reading.tag(i), Tag::Finite | Tag::Participle));
    let end = (at + 1..reading.len().min(at + 5)).find(|i| asking(*i))?;
    (participle || clause).then_some(at..end + 1)
}

/// "Where the birthday child wants it", "how the boss likes it".
fn where_wanted(reading: &Reading, at: usize) -> Option<Range<usize>> {
    let opens = reading.is_in(at, "where how when as") && !reading.said[at] && reading.tag_before(at) != Tag::Mark;
    let end = reading.clause_end(at);
    let someone = matches!(reading.tag(at + 1), Tag::Determiner | Tag::Possessive);
    let verb = (at + 2..end.min(at + 7)).find(|i| {
        reading.tokens[*i].verb.is_some_and(|(_, base)| among(base, "want like prefer expect wish demand need"))
    })?;
    let closes = verb + 1 == end || verb + 2 == end && reading.is_in(verb + 1, "it them");
    (opens && someone && closes).then_some(at..end)
}

/// "Meets the requirements of the department", "mentions the order number".
fn unnamed(reading: &Reading, at: usize) -> Option<Range<usize>> {
    const WANTS: &str = "requirements expectations standards conditions demands wishes";
    let meets = (at.saturating_sub(3)..at).any(|i| {
        reading.tokens[i].verb.is_some_and(|(_, base)| among(base, "meet satisfy fulfil fulfill exceed respect match"))
    });
    if meets && reading.is_in(at, WANTS) {
        return Some(at..at + 1);
    }
    const NUMBERED: &str = "order customer reference account serial invoice ticket case client membership booking";
    let number =
        reading.is_in(at, NUMBERED) && reading.low(at + 1) == "number" && reading.low(at.wrapping_sub(1)) == "the";
    number.then_some(at.saturating_sub(1)..at + 2)
}

/// "The required typeface", "needed warning".
fn asked_thing(reading: &Reading, at: usize) -> Option<Range<usize>> {
    let describes = |i: &usize| matches!(reading.tag(*i), Tag::Noun | Tag::Adjective | Tag::Participle | Tag::Number);
    let noun = (at + 1..at + 4).take_while(describes).find(|i| reading.tag(*i) == Tag::Noun)?;
    let before = at.checked_sub(1);
    let leads = before.is_none_or(|before| {
        matches!(reading.tag(before), Tag::Determiner | Tag::Possessive | Tag::Mark | Tag::Preposition | Tag::Number)
            || reading.tag(before).is_finite()
    });
    let readers = reading.is_in(noun, "reader readers readership audience listener listeners viewer viewers users");
    let one_of_many = readers || before.is_some_and(|before| reading.is_in(before, "a an no any"));
    let from = before.filter(|before| reading.low(*before) == "the").unwrap_or(at);
    (is_asked(reading, at) && leads && !one_of_many).then_some(from..noun + 1)
}

/// "The word limit", "the maximum length".
fn limit(reading: &Reading, at: usize) -> Option<Range<usize>> {
    let the = (at.saturating_sub(2)..at).find(|i| reading.is_in(*i, "the its"))?;
    let end = if reading.tag(at + 1) == Tag::Noun { at + 2 } else { at + 1 };
    let of_thing = reading.low(end) == "of";
    (reading.is(at, Class::Limit) && !of_thing).then_some(the..end)
}

/// "All three mandatory details", "both of the points": which?
fn all_of_them(reading: &Reading, at: usize) -> Option<Range<usize>> {
    const THINGS: &str = "details points elements items parts requirements facts topics conditions constraints information \
        aspects questions instructions fields criteria data things sections components ingredients names \
        options cases symptoms arguments";
    let counted = reading.low(at) == "the" && reading.tag(at + 1) == Tag::Number && reading.low(at + 1) != "one";
    if !(counted || reading.is_in(at, "all both every none")) || reading.said[at] {
        return None;
    }
    let lead = |i: &usize| {
        matches!(reading.tag(*i), Tag::Determiner | Tag::Number | Tag::Adjective | Tag::Participle | Tag::Preposition)
            || is_asked(reading, *i)
    };
    let thing = (at + 1..reading.len().min(at + 6)).find(|i| !lead(i))?;
    let named = reading.is_in(thing + 1, "of about on that which in for are have is has");
    (among(reading.low(thing), THINGS) && !named).then_some(at..thing + 1)
}

/// Verbs of asking, agreeing and handing out.
const ASKING: &str = "require request need ask give specify agree supply provide state name mention list describe demand want \
        tell choose decide prescribe expect set wish like define instruct order say allow discuss prefer approve fix plan promise adopt publish send hand attach upload use like";

/// Verbs of what somebody holds.
const OPINION: &str = "think find consider deem feel believe like want prefer";

/// "That were asked for", "which was given", "we agreed on", "the master named".
fn clause_of_asking(reading: &Reading, at: usize) -> Option<Range<usize>> {
    if let Some(found) = asked_after(reading, at).or_else(|| expected_by(reading, at)) {
        return Some(found);
    }
    let opens = reading.tag(at) == Tag::Relative && reading.low(at) != "who"
        || reading.low(at) == "we" && reading.tag_before(at) == Tag::Noun;
    let noun = (0..at).rev().find(|i| reading.tag(*i) != Tag::Preposition)?;
    if !opens || !matches!(reading.tag(noun), Tag::Noun | Tag::Pronoun) || reading.said[at] {
        return None;
    }
    let clause = (at + 1..reading.len().min(at + 9)).take_while(|i| !reading.parts(*i));
    let verb = clause.into_iter().find(|i| {
        reading.tokens[*i].verb.is_some_and(|(form, base)| {
            let asks = among(base, ASKING) || matches!(base, "lay" | "lie") && reading.low(*i + 1) == "down";
            let thinks = form == Form::Third && among(base, OPINION);
            asks && !matches!(form, Form::Base | Form::Third | Form::Ing) || thinks && reading.tag(*i) != Tag::Noun
        })
    })?;
    let thinks = reading.tokens[verb].verb.is_some_and(|(_, base)| among(base, OPINION));
    // "Which is told to the guests" tells of the response, "which was told" of what went before.
    let past = (at..verb).any(|i| reading.is_in(i, "was were has have had we"));
    let bare = !(at..verb).any(|i| reading.tag(i).is_finite());
    (past || bare && verb > at + 1 || thinks).then_some(noun..verb + 1)
}

/// "The signature the site expects": a clause without "that", of somebody who is not here.
fn expected_by(reading: &Reading, at: usize) -> Option<Range<usize>> {
    const WANTS: &str = "expect demand want require prefer like use ask allow need request specify prescribe order recommend know call tell";
    let whole = reading.is_in(at, "everything all anything whatever what");
    let named = (at.saturating_sub(3)..at).any(|i| reading.is_in(i, "the all")) && reading.tag(at) == Tag::Noun;
    let definite = whole || named;
    let someone = matches!(reading.tag(at + 1), Tag::Determiner | Tag::Possessive) && reading.tag(at + 2) == Tag::Noun;
    let agent = someone || reading.is_in(at + 1, "everybody everyone people they he she you one");
    let wants = |i: &usize| {
        let verb = reading.tokens.get(*i).and_then(|token| token.verb);
        verb.is_some_and(|(form, base)| among(base, WANTS) && form != Form::Ing)
    };
    let verb = if someone { (at + 3..at + 6).find(wants) } else { Some(at + 2).filter(wants) }?;
    let closes = reading.parts(verb + 1) || verb + 1 == reading.len() || reading.is_in(verb + 1, "it for");
    (definite && agent && closes && !reading.said[at]).then_some(at..verb + 1)
}

/// "The word count given", "the criteria listed by the user".
fn asked_after(reading: &Reading, at: usize) -> Option<Range<usize>> {
    let noun = reading.tag(at) == Tag::Noun && reading.tag(at + 1) == Tag::Participle;
    const ASKS: &str =
        "give list request require ask specify state mention supply provide agree set describe prescribe define";
    let asks = reading.tokens.get(at + 1)?.verb.is_some_and(|(_, base)| among(base, ASKS));
    let closes = reading.parts(at + 2) || at + 2 == reading.len();
    let by = reading.is_in(at + 2, "by in with above earlier before")
        && !matches!(reading.tag(at + 3), Tag::Number | Tag::Quote);
    let definite = (at.saturating_sub(3)..at).any(|i| reading.is_in(i, "the all any its"));
    let above = usize::from(reading.is_in(at + 2, "above earlier before"));
    (noun && asks && (closes || by) && definite).then_some(at..at + 2 + above)
}

/// Whether what follows says what was meant: a figure, a quotation, a list after a colon, "that is".
pub(super) fn resolved(reading: &Reading, from: usize) -> bool {
    let end = reading.len().min(from + 8);
    let same = (from..end).take_while(|at| !reading.is_in(*at, "; ."));
    let shown = same.into_iter().any(|at| {
        matches!(reading.tag(at), Tag::Number | Tag::Quote | Tag::Code) && reading.low(at) != "one"
            || matches!(reading.low(at), ":" | "namely" | "(" | "i.e." | "meaning")
            || reading.stands(at, "that is")
    });
    // "The correct names, Ana and Raul, …"
    let named = reading.low(from) == "," && reading.tokens.get(from + 1).is_some_and(|token| token.capital);
    let shown = shown || named;
    let held_against = reading.is_in(from, "in from");
    shown && !held_against
}
