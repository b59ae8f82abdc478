//! Judged alike by all: no word of degree or value without a threshold or a description of what shows it.

mod effect;

use super::reading::{Joint, Kind, Reading, Tag};
use super::specific::Page;
use super::words::{Class, among};
use super::{Fault, say};
use effect::{drawn_in, effect, makes_feel, moved, reader_can, reader_does};
use std::ops::Range;

/// Why two readers would differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doubt {
    Value,
    Degree,
    Effect,
    Quantity,
    Weight,
}

pub(super) fn check(reading: &Reading, page: &Page) -> Option<Fault> {
    let mut found: Vec<(Range<usize>, Doubt)> = vec![];
    for at in 0..reading.len() {
        let covered = found.last().is_some_and(|(tokens, _)| tokens.end > at) || bracketed(reading, at);
        if covered || reading.said[at] {
            continue;
        }
        let doubt = doubtful(reading, page, at);
        found.extend(doubt.filter(|(tokens, doubt)| !made_plain(reading, tokens.clone(), *doubt)));
    }
    let (tokens, doubt) = found.first()?.clone();
    let words = say::quoted(reading.words(tokens));
    let why = match doubt {
        Doubt::Value => format!(
            "{words} means something else to each reader. Say what shows it: words that must stand there, a thing one can point at, a number."
        ),
        Doubt::Degree => format!(
            "{words} has no limit. Say how much: a number, “at most” or “at least”, or what one must be able to see."
        ),
        Doubt::Effect => {
            format!("{words} is what goes on in a reader. Name what the response must hold to bring it about.")
        }
        Doubt::Quantity => format!("{words} can be two or twenty. Give the number."),
        Doubt::Weight => format!("{words} leaves the choice to the reader. Name the things that count."),
    };
    Some(Fault { at: found.into_iter().map(|(tokens, _)| reading.bytes(tokens)).collect(), why })
}

/// "No threat (lawsuit, bad reviews)": what stands in brackets tells what is meant.
fn bracketed(reading: &Reading, at: usize) -> bool {
    let open = (0..at).rev().find(|i| reading.is_in(*i, "( )"));
    open.is_some_and(|open| reading.low(open) == "(" && open > 0)
}

/// The words from a place on that two readers may weigh differently, if they stand where they judge the response.
fn doubtful(reading: &Reading, page: &Page, at: usize) -> Option<(Range<usize>, Doubt)> {
    if reading.tokens[at].kind != Kind::Word {
        return None;
    }
    if let Some(words) = reading.phrase(at, PHRASES) {
        return Some((at..at + words, Doubt::Value));
    }
    amplified(reading, at)
        .or_else(|| drawn_in(reading, at))
        .or_else(|| reader_can(reading, at))
        .or_else(|| effect(reading, at))
        .or_else(|| makes_feel(reading, at))
        .or_else(|| impression(reading, at))
        .or_else(|| reader_does(reading, at))
        .or_else(|| suits(reading, at))
        .or_else(|| moved(reading, at))
        .or_else(|| quantity(reading, at))
        .or_else(|| weighty(reading, at))
        .or_else(|| quality_noun(reading, at))
        .or_else(|| judged(reading, page, at))
}

/// Set phrases that judge.
const PHRASES: &str = "strikes the balance|strikes a balance|wins over|win over|left behind|leaps out|leap out|jumps out|jumps in the eye|puts life|wastes no time|captures the mood|captures the spirit|captures the essence|looked after|in good hands|speak for themselves|speaks for itself|to the point|from the heart|on point|food for thought|pleasure to read|fun to read|gets the message across|\
    in depth|in detail|up to date|makes sense|make sense|reads well|flows well|good practice|\
        best practice|best practices|good practices|at a glance|stands out|high standard|high quality|on topic|\
        user experience|human touch|common sense|as possible|as needed|as necessary|where appropriate|\
        if necessary|catches the eye|catch the eye|holds attention|comes alive|come alive|brings to life|\
        worth it|rock solid|at home with|full of character|full of life|full of charm|in a position to|not so many|not so much|plenty of|makes sense|at ease|fair share|without trouble|without effort|brings out the fun|brings out the beauty|brings out the best|\
        brings out the charm|easy on the eye|does justice|hits home";

/// "Long enough", "not too wide", "really cold", "enough detail".
fn amplified(reading: &Reading, at: usize) -> Option<(Range<usize>, Doubt)> {
    let word = |at: usize| matches!(reading.tag(at), Tag::Adjective | Tag::Adverb | Tag::Participle);
    if reading.low(at + 1) == "enough" && word(at) {
        return Some((at..at + 2, Doubt::Degree));
    }
    if reading.low(at) == "enough" && matches!(reading.tag(at + 1), Tag::Noun | Tag::Adjective) {
        return Some((at..at + 2, Doubt::Degree));
    }
    let amplifies = reading.is(at, Class::Amplifier) && !reading.is_in(at, "enough so pretty even");
    let follows = matches!(reading.tag(at + 1), Tag::Adjective | Tag::Adverb | Tag::Participle)
        || reading.is_in(at + 1, "many much few little");
    if !amplifies || !follows || reading.is_in(at + 1, "same first last") {
        return None;
    }
    let denied = reading.tag_before(at) == Tag::Negation;
    Some((at - usize::from(denied)..at + 2, Doubt::Degree))
}

/// "Suits the occasion", "of the right length".
fn suits(reading: &Reading, at: usize) -> Option<(Range<usize>, Doubt)> {
    const PURPOSE: &str = "occasion audience purpose context situation reader readers age target mood genre life needs need style \
        event setting taste level ages group";
    let right = reading.is_in(at, "right proper")
        && (reading.is_in(at + 1, "length size amount level tone balance mix degree")
            || reading.stands(at + 1, "number of"));
    if right {
        return Some((at..at + 2, Doubt::Degree));
    }
    // "A pace for beginners"
    let made_for = reading.is_in(at, "pace level language tone style vocabulary words length wording speed")
        && reading.low(at + 1) == "for";
    let whom = (at + 2..reading.clause_end(at).min(at + 5)).find(|i| reading.is(*i, Class::Reader));
    if let Some(whom) = whom.filter(|_| made_for) {
        return Some((at..whom + 1, Doubt::Value));
    }
    let (_, base) = reading.tokens[at].verb?;
    let fits = among(base, "suit fit match") && matches!(reading.tag(at), Tag::Finite | Tag::Infinitive);
    let end = reading.clause_end(at).min(at + 5);
    let purpose = (at + 2..end).find(|i| reading.is_in(*i, PURPOSE))?;
    let led = matches!(reading.tag(at + 1), Tag::Determiner | Tag::Possessive);
    (fits && led).then_some((at..purpose + 1, Doubt::Value))
}

/// "Looks dangerous", "sounds natural": how something strikes whoever sees it.
fn impression(reading: &Reading, at: usize) -> Option<(Range<usize>, Doubt)> {
    let (_, base) = reading.tokens[at].verb?;
    let strikes = among(base, "look sound feel seem appear")
        && matches!(reading.tag(at), Tag::Finite | Tag::Infinitive | Tag::Ing);
    let next = (at + 1..at + 3).find(|i| reading.tag(*i) != Tag::Adverb && !reading.is(*i, Class::Amplifier))?;
    let plain = reading.any(next, &[Class::Plain, Class::Colour]) && !reading.any(next, &[Class::Value, Class::Degree]);
    let feels =
        base == "feel" && reading.tag_before(at) != Tag::Determiner && (0..at).any(|i| reading.is(i, Class::Reader));
    let inward = among(base, "seem feel") && reading.tag(next) == Tag::Participle;
    let struck = strikes && (reading.tag(next) == Tag::Adjective && !plain || inward);
    (struck || feels).then_some((at..next + 1, Doubt::Value))
}

fn quantity(reading: &Reading, at: usize) -> Option<(Range<usize>, Doubt)> {
    let few = reading.stands(at, "a few") || reading.stands(at, "a lot") || reading.stands(at, "a number");
    let counts = reading.is(at, Class::Quantity) && !reading.is_in(at.wrapping_sub(1), "how as so the these");
    if few {
        return Some((at..at + 2, Doubt::Quantity));
    }
    (counts && matches!(reading.tag(at + 1), Tag::Noun | Tag::Adjective | Tag::Participle))
        .then_some((at..at + 1, Doubt::Quantity))
}

/// "The main points", "relevant details".
fn weighty(reading: &Reading, at: usize) -> Option<(Range<usize>, Doubt)> {
    let noun = (at + 1..at + 3).find(|i| reading.tag(*i) == Tag::Noun)?;
    let weighs = reading.is(at, Class::Weighty) && reading.tag(at) == Tag::Adjective;
    let plural = reading.low(noun).ends_with('s') || reading.is_in(noun, "information content data");
    let most = reading.is_in(at.wrapping_sub(1), "most");
    (weighs && plural && !most && reading.is(noun, Class::Part)).then_some((at..at + 1, Doubt::Weight))
}

/// "With clarity and flair", "comes as a surprise".
fn quality_noun(reading: &Reading, at: usize) -> Option<(Range<usize>, Doubt)> {
    let low = reading.low(at);
    let made_of_value =
        (low.ends_with("ness") || low.ends_with("ity")) && reading.lexicon.adjective(low, Class::Value).is_some();
    let quality = reading.is(at, Class::Quality) || made_of_value;
    if reading.tag(at) != Tag::Noun || !quality {
        return None;
    }
    let leads = |i: usize| matches!(reading.tag(i), Tag::Adjective | Tag::Adverb) || reading.is_in(i, "a an of some");
    let from = (0..at).rev().take(3).take_while(|i| leads(*i)).last();
    let asks = reading.is_in(
        from.unwrap_or(at).wrapping_sub(1),
        "with shows has show have a as conveys creates evokes lacks brings is",
    );
    asks.then_some((from.unwrap_or(at)..at + 1, Doubt::Value))
}

/// A judging adjective or adverb.
fn judged(reading: &Reading, page: &Page, at: usize) -> Option<(Range<usize>, Doubt)> {
    let low = reading.low(at);
    let tag = reading.tag(at);
    let value = reading.lexicon.adjective(low, Class::Value);
    let degree = reading.lexicon.adjective(low, Class::Degree);
    let denied = usize::from(reading.tag_before(at) == Tag::Negation);
    let from = at - denied;
    if low == "well" && tag == Tag::Adverb {
        let judges = !reading.is_in(at.wrapping_sub(1), "as may might") && reading.low(at + 1) != "as";
        return judges.then_some((from..at + 1, Doubt::Value));
    }
    // "A badly formed address": what the thing is that comes in, not how it is treated.
    let describes = reading.is_in(at.wrapping_sub(1), "a an any each")
        && reading.tag(at + 1) == Tag::Participle
        && reading.tag(at + 2) == Tag::Noun;
    if describes && reading.is_in(at, "badly wrongly poorly incorrectly") {
        return None;
    }
    // "Typically Taiwanese"
    if reading.is_in(at, "typically genuinely authentically truly") && reading.tag(at + 1) != Tag::Mark {
        let quality = matches!(reading.tag(at + 1), Tag::Adjective) || reading.tokens[at + 1].capital;
        return quality.then_some((from..at + 2, Doubt::Value));
    }
    if tag == Tag::Adverb && low.ends_with("ly") && (value.is_some() || degree.is_some()) {
        return (!page.holds(reading, at) && !measured_adverb(reading, at)).then_some((from..at + 1, Doubt::Value));
    }
    if tag != Tag::Adjective {
        return None;
    }
    // "Complete sentences" and "the far end" are names of things, not judgements.
    let named = low == "original" && reading.is_in(at + 1, "one ones")
        || low == "plain" && reading.is(at + 1, Class::Colour)
        || among(low, PHYSICAL) && page.holds(reading, at)
        || reading.is_in(at, "complete full")
            && reading.is_in(at + 1, "sentence sentences stop stops name names address")
        || reading.is_in(at, "far near") && reading.is_in(at + 1, "end side corner edge bank wall shore left right");
    if named {
        return None;
    }
    // "Faithful to the original": a noun.
    if reading.low(at.wrapping_sub(1)) == "the" && !matches!(reading.tag(at + 1), Tag::Noun | Tag::Adjective) {
        return None;
    }
    // "Easy to follow" is one judgement.
    let to_do = reading.low(at + 1) == "to" || reading.stands(at + 1, "for to");
    let verb = (at + 2..at + 4)
        .find(|i| reading.tag(*i) == Tag::Infinitive || reading.tokens.get(*i).is_some_and(|t| t.verb.is_some()));
    let end = if to_do { verb.map_or(at + 1, |verb| verb + 1) } else { at + 1 };
    if value.is_some_and(|value| among(value, PHYSICAL)) && !weighs_response(reading, at) {
        return None;
    }
    if value.is_some() && !page.own_pair(reading, at) {
        return Some((from..end, Doubt::Value));
    }
    let compared = reading.low(at + 1) == "than"
        || reading.is_in(at.wrapping_sub(1), "as")
        || low.ends_with("er") && degree != Some(low);
    // What explains a word is held against the response in its own right only where it judges.
    let segment = reading.segments.iter().find(|segment| segment.tokens.contains(&at));
    let explains = segment.is_some_and(|segment| {
        segment.joint == Joint::Colon || reading.phrase(segment.tokens.start, EXPLAINS).is_some()
    });
    let compared = compared || explains;
    (degree.is_some() && !compared && weighs_response(reading, at)).then_some((from..end, Doubt::Degree))
}

/// Judgements that are also what a thing is made like: "clear water", "a smooth stone".
const PHYSICAL: &str = "clear rich smooth solid sweet crisp fine fair kind gentle polished balanced fluid delicate relaxed fresh \
    neat tidy cosy modern wooden stale subtle";

/// "More slowly than the words around it" has its measure beside it.
fn measured_adverb(reading: &Reading, at: usize) -> bool {
    reading.low(at + 1) == "than" && reading.lexicon.adjective(reading.low(at), Class::Value).is_none()
}

/// Whether a word of degree is said of the response or a part of it, not of a thing in it.
fn weighs_response(reading: &Reading, at: usize) -> bool {
    let noun =
        (at + 1..reading.len().min(at + 4)).take_while(|i| matches!(reading.tag(*i), Tag::Noun | Tag::Adjective));
    let described: Vec<usize> = noun.filter(|i| reading.tag(*i) == Tag::Noun).collect();
    if let Some(head) = described.last() {
        let superlative = reading.low(at).ends_with("est");
        return reading.any(*head, &[Class::Part, Class::Output, Class::General]) && !superlative;
    }
    let mut back = at;
    while back > 0
        && (matches!(reading.tag(back - 1), Tag::Adverb | Tag::Negation | Tag::Participle)
            || reading.is(back - 1, Class::Amplifier))
    {
        back -= 1;
    }
    let joined = reading.is_in(back.wrapping_sub(1), "and , but");
    let linked = matches!(reading.tag_before(back), Tag::Be | Tag::Infinitive | Tag::Finite)
        || reading.is_in(back.wrapping_sub(1), "be being kept");
    let opens = back == 0;
    linked || opens || joined && back > 1
}

/// A threshold in the same clause, or a description of what shows it right after the word.
fn made_plain(reading: &Reading, tokens: Range<usize>, doubt: Doubt) -> bool {
    let counted = |from: usize, to: usize| {
        (from..to).any(|at| reading.tag(at) == Tag::Number && !reading.said[at] && !reading.is_in(at, "one once first"))
    };
    let segment = reading.segments.iter().find(|s| s.tokens.contains(&tokens.start));
    let Some(segment) = segment else { return false };
    let degree = matches!(doubt, Doubt::Degree | Doubt::Quantity);
    if degree && counted(tokens.end, segment.tokens.end) && !reading.is_in(tokens.start, "enough") {
        return true;
    }
    let vague = |from: usize, to: usize| {
        (from..to).any(|at| {
            reading.lexicon.adjective(reading.low(at), Class::Value).is_some() && reading.tag(at) != Tag::Noun
        })
    };
    let after = reading.segments.iter().skip_while(|s| s.tokens.start < tokens.end);
    for next in after.take(2) {
        let Range { start, end } = next.tokens;
        let explains = match next.joint {
            Joint::Colon | Joint::Aside => true,
            Joint::Comma | Joint::Semicolon | Joint::Stop => opens_explanation(reading, start, end),
            Joint::None | Joint::And | Joint::But => false,
        };
        if explains {
            return !vague(start, end);
        }
        if next.joint == Joint::Semicolon {
            break;
        }
    }
    (tokens.end..segment.tokens.end).any(|at| reading.phrase(at, EXPLAINS).is_some())
}

/// After these the reader learns what shows it.
const EXPLAINS: &str = "that is|which means|this means|that means|meaning|i.e.|namely|in that|such that|by using|by naming|by giving|\
        in the sense";

fn opens_explanation(reading: &Reading, start: usize, end: usize) -> bool {
    let named = reading.phrase(start, EXPLAINS).is_some();
    let counted = reading.is_in(start, "with at no") && (start..end).any(|at| reading.tag(at) == Tag::Number);
    let absolute = (start..end).any(|at| reading.low(at) == "being") && reading.tag(start).is_nominal();
    named || counted || absolute
}
