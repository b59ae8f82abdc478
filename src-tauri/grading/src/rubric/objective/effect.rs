//! What goes on in whoever reads: "engages", "draws you in", "a child can follow". Nobody sees that in the response.

use super::super::reading::{Kind, Reading, Tag};
use super::super::words::{Class, Form, among};
use super::Doubt;
use std::ops::Range;

/// These also name plain actions: "moves the file", "invites the guests to the vote".
const NEUTRAL_EFFECTS: &str = "move touch hook grab attract invite encourage please appeal help feel shine relax";

/// "Draws you in", "you'd step right in": what happens to whoever reads.
pub(super) fn drawn_in(reading: &Reading, at: usize) -> Option<(Range<usize>, Doubt)> {
    let verb = reading.tokens[at].verb.is_some_and(|(_, base)| !reading.lexicon.is(base, Class::Saying));
    let reader = reading.is_in(at + 1, "you readers listeners viewers people") || reading.stands(at + 1, "the reader");
    let end = at + if reading.low(at + 1) == "the" { 3 } else { 2 };
    let along = reading.is_in(end, "in along away into right back through going hooked glued off");
    if verb && reader && along && !matches!(reading.tag(at), Tag::Noun) {
        return Some((at..end + 1, Doubt::Effect));
    }
    let would = reading.is_in(at, "you'd we'd one'd")
        || reading.low(at) == "would" && at > 0 && reading.is(at - 1, Class::Reader);
    (would && at + 1 < reading.len()).then(|| (at..reading.clause_end(at).min(at + 4), Doubt::Effect))
}

/// "A child can follow", "whom mothers would trust": what a reader can or would do.
pub(super) fn reader_can(reading: &Reading, at: usize) -> Option<(Range<usize>, Doubt)> {
    const DOES: &str = "follow understand grasp enjoy like love trust remember feel want find believe appreciate relate expect \
        care laugh smile act wish hope choose buy share digest use need respond know read learn see";
    if reading.tag(at) != Tag::Modal || reading.is_in(at, "must should cannot can't shall") {
        return None;
    }
    let whose = (at.saturating_sub(3)..at).any(|i| reading.is(i, Class::Reader));
    let verb = (at + 1..at + 4).find(|i| among(reading.low(*i), DOES))?;
    let relative = (0..at).any(|i| reading.tag(i) == Tag::Relative || reading.is_in(i, "so that level"));
    let would = reading.low(at) == "would";
    // "In at most 15 words, so that a child can follow" has its limit.
    let limited = reading.stands(at.saturating_sub(4), "so that") || (0..at).any(|i| reading.stands(i, "so that"));
    if limited && !would && (0..at).any(|i| reading.tokens[i].kind == Kind::Figure) {
        return None;
    }
    let aged = (0..at).any(|i| reading.low(i).contains("year-old"));
    let relative = relative || reading.is_in(verb, "understand follow grasp");
    let whose = whose || aged;
    (would || whose && relative && !reading.is_in(verb, "see read use find need"))
        .then_some((at..verb + 1, Doubt::Effect))
}

/// "Engages the reader", "is such that it helps".
pub(super) fn effect(reading: &Reading, at: usize) -> Option<(Range<usize>, Doubt)> {
    let (_, base) = reading.tokens[at].verb?;
    let acts = matches!(reading.tag(at), Tag::Finite | Tag::Infinitive);
    // "The guests should not be alarmed."
    let felt = reading.tag(at) == Tag::Participle
        && matches!(reading.tag_before(at), Tag::Be | Tag::Infinitive)
        && (0..at).any(|i| reading.is(i, Class::Reader));
    if felt && reading.lexicon.is(base, Class::Effect) && !among(base, "invite help") {
        return Some((at..at + 1, Doubt::Effect));
    }
    if !acts || !reading.lexicon.is(base, Class::Effect) || among(base, NEUTRAL_EFFECTS) && !on_reader(reading, at) {
        return None;
    }
    // "Invites the guests to the vote", "invites them to call": an offer.
    // "Fog scares Pilchard": somebody in the story.
    let named = reading.tokens.get(at + 1).is_some_and(|t| t.capital && t.kind == Kind::Word);
    if named {
        return None;
    }
    let offers = base == "invite" && (at + 1..reading.clause_end(at).min(at + 6)).any(|i| reading.low(i) == "to");
    (!offers).then_some((at..at + 1, Doubt::Effect))
}

/// "Makes cyclists want to buy it", "keeps the reader curious".
pub(super) fn makes_feel(reading: &Reading, at: usize) -> Option<(Range<usize>, Doubt)> {
    const FEELS: &str = "want feel laugh smile cry believe curious interested hungry care think wonder trust happy sad \
        comfortable welcome safe motivated engaged understood";
    let (_, base) = reading.tokens[at].verb?;
    let causes = matches!(base, "make" | "let" | "leave" | "keep" | "get") && reading.tag(at) != Tag::Noun;
    let end = reading.clause_end(at).min(at + 6);
    let felt = (at + 2..end).find(|i| among(reading.low(*i), FEELS))?;
    let someone = (at + 1..felt).all(|i| {
        matches!(
            reading.tag(i),
            Tag::Determiner | Tag::Possessive | Tag::Noun | Tag::Adjective | Tag::Pronoun | Tag::Number
        )
    });
    (causes && someone).then_some((at..felt + 1, Doubt::Effect))
}

/// "Children enjoy the story": what readers do with it, not what it holds.
pub(super) fn reader_does(reading: &Reading, at: usize) -> Option<(Range<usize>, Doubt)> {
    let (_, base) = reading.tokens[at].verb?;
    let inward = among(base, "enjoy like love appreciate understand grasp trust remember believe want");
    let subject = at.checked_sub(1).is_some_and(|before| reading.is(before, Class::Reader));
    let acts = matches!(reading.tag(at), Tag::Finite | Tag::Noun);
    // "Where the child wants it" says by whom it was asked for.
    let asked = (at.saturating_sub(5)..at).any(|i| reading.is_in(i, "where how as way"));
    (inward && subject && acts && !asked).then_some((at..at + 1, Doubt::Effect))
}

/// "Guests stay interested", "is not embarrassing": what it does to people.
pub(super) fn moved(reading: &Reading, at: usize) -> Option<(Range<usize>, Doubt)> {
    let (form, base) = reading.tokens[at].verb?;
    let effect = reading.lexicon.is(base, Class::Effect) && !among(base, NEUTRAL_EFFECTS);
    let linked = matches!(reading.tag_before(at), Tag::Be | Tag::Negation)
        || among(reading.before(at), "stay stays remain remains get gets becomes become feel feels");
    let someone = (0..at).any(|i| reading.is(i, Class::Reader));
    let object = reading.tag(at + 1) == Tag::Determiner || reading.tag(at + 1) == Tag::Noun;
    let found = match form {
        Form::Ing => linked && !object,
        Form::Past | Form::Participle => linked && someone,
        Form::Base | Form::Third | Form::PastOnly => false,
    };
    (effect && found).then_some((at..at + 1, Doubt::Effect))
}

/// Somebody who reads is the object, or nothing is.
fn on_reader(reading: &Reading, at: usize) -> bool {
    let end = reading.clause_end(at + 1);
    let near = (at + 1..end.min(at + 5)).any(|i| reading.is(i, Class::Reader) || reading.is_in(i, "eye person heart"));
    let bare =
        at + 1 >= end && reading.tokens[at].verb.is_some_and(|(_, base)| among(base, "help appeal please shine"));
    near || bare
}
