//! A guess at the part of speech of each word, by lists, endings and neighbours.
//!
//! It needs to be right about one thing above all: whether a word is the verb of a clause. Nouns and verbs of English
//! look alike ("names", "steps", "use"), so what stands before and after decides.

use super::quality::{ends_like_adjective, is_quality, quality_itself};
use super::{Class, Form, Kind, Reading};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rubric) enum Tag {
    Determiner,
    /// "Ebony's", "its"
    Possessive,
    Number,
    Pronoun,
    Relative,
    Preposition,
    Coordinator,
    Subordinator,
    /// Before an infinitive.
    To,
    Modal,
    Be,
    Have,
    Do,
    Negation,
    /// The verb of a clause: "names", an imperative too.
    Finite,
    /// After "to", a modal or "does".
    Infinitive,
    Participle,
    Ing,
    Adjective,
    Adverb,
    Noun,
    Quote,
    Code,
    Mark,
}

impl Tag {
    /// What can carry the clause alone.
    pub fn is_finite(self) -> bool {
        matches!(self, Tag::Finite | Tag::Modal | Tag::Be | Tag::Have | Tag::Do)
    }

    /// What names something.
    pub fn is_nominal(self) -> bool {
        matches!(self, Tag::Noun | Tag::Pronoun | Tag::Quote | Tag::Code | Tag::Number)
    }

    /// What may stand before a noun and belongs to it.
    fn leads_noun(self) -> bool {
        matches!(self, Tag::Determiner | Tag::Possessive | Tag::Number | Tag::Adjective | Tag::Participle)
    }
}

pub(super) fn tag(reading: &mut Reading) {
    for at in 0..reading.len() {
        let tag = guess(reading, at);
        reading.tokens[at].tag = tag;
    }
}

/// The tag of one token; those before it have theirs.
fn guess(reading: &Reading, at: usize) -> Tag {
    let token = &reading.tokens[at];
    match token.kind {
        Kind::Quote => return Tag::Quote,
        Kind::Code => return Tag::Code,
        Kind::Figure => return Tag::Number,
        Kind::Mark if token.low == "&" => return Tag::Coordinator,
        Kind::Mark => return Tag::Mark,
        Kind::Word => {}
    }
    let low = token.low.as_str();
    let is = |class| reading.lexicon.is(low, class);
    let before = reading.tag_before(at);
    if let Some(tag) = of_the_frame(reading, at) {
        return tag;
    }
    if low.ends_with("'s") || low.ends_with("s'") {
        return Tag::Possessive;
    }
    let quality = is_quality(reading, low);
    let carries =
        reading.any(at + 1, &[Class::Be, Class::Have, Class::Modal, Class::Do]) || reading.low(at + 1) == "of";
    if low.ends_with("ing") && (is(Class::Part) || is(Class::Side) || carries) {
        return Tag::Noun;
    }
    if let Some((form, base)) = token.verb {
        let adjective = quality && !matches!(form, Form::Third);
        let verb = verb(reading, at, form, reading.lexicon.is(base, Class::NounVerb) || adjective);
        if let Some(tag) = verb {
            return tag;
        }
        if adjective {
            return Tag::Adjective;
        }
        return match form {
            Form::Past | Form::Participle => Tag::Participle,
            Form::Ing => Tag::Ing,
            Form::Base | Form::Third | Form::PastOnly => Tag::Noun,
        };
    }
    match () {
        () if is(Class::Number) => Tag::Number,
        () if is(Class::Plain) => Tag::Adjective,
        () if is(Class::Adverb) => Tag::Adverb,
        () if low.ends_with("ly")
            && !super::among(low, "family assembly anomaly monopoly butterfly jelly belly bully ally")
            && !quality_itself(reading, low)
            && low.len() > 4 =>
        {
            Tag::Adverb
        }
        () if quality || ends_like_adjective(low) => Tag::Adjective,
        () if low.ends_with("ed") && !low.ends_with("eed") && low.len() > 4 => Tag::Participle,
        () if low.ends_with("ing") && low.len() > 5 && !before.leads_noun() => Tag::Ing,
        () if unknown_third(reading, at) => Tag::Finite,
        () => Tag::Noun,
    }
}

fn of_the_frame(reading: &Reading, at: usize) -> Option<Tag> {
    let low = reading.low(at);
    let is = |class| reading.lexicon.is(low, class);
    let next = reading.low(at + 1);
    let before = reading.tag_before(at);
    let noun_follows = reading.tokens.get(at + 1).is_some_and(|t| {
        matches!(t.kind, Kind::Word | Kind::Figure | Kind::Code)
            && !reading
                .lexicon
                .any(&t.low, &[Class::Be, Class::Modal, Class::Preposition, Class::Coordinator, Class::Have])
    });
    Some(match low {
        "to" => match reading.tokens.get(at + 1).and_then(|t| t.verb) {
            Some((Form::Base, base)) if !reading.lexicon.is(base, Class::NounVerb) || at + 2 < reading.len() => Tag::To,
            _ if matches!(next, "be" | "have" | "do" | "not") => Tag::To,
            _ if orders(reading, at) => Tag::To,
            _ => Tag::Preposition,
        },
        "its" | "their" | "his" | "our" | "your" | "my" | "whose" => Tag::Possessive,
        "her" if noun_follows => Tag::Possessive,
        "that" if before.is_nominal() && at > 0 && !is_saying(reading, at - 1) && reading.before(at) != "case" => {
            Tag::Relative
        }
        "that" if is_saying(reading, at.wrapping_sub(1)) || before.is_finite() => Tag::Subordinator,
        "that" if before == Tag::Coordinator && noun_follows => Tag::Subordinator,
        "being" | "having" => Tag::Ing,
        "been" => Tag::Participle,
        "be" | "have" | "do" if matches!(before, Tag::To | Tag::Modal | Tag::Negation) => Tag::Infinitive,
        "that" if matches!(reading.before(at), "such" | "provided" | "given" | "so") => Tag::Subordinator,
        "that" if matches!(reading.before(at), "case" | "order") && reading.low(at.wrapping_sub(2)) == "in" => {
            Tag::Subordinator
        }
        "that" if before == Tag::Mark && at > 0 && reading.any(at + 1, &[Class::Modal, Class::Be, Class::Have]) => {
            Tag::Relative
        }
        "that" | "this" | "these" | "those" if !noun_follows => Tag::Pronoun,
        "which" | "who" | "whom" => Tag::Relative,
        "well" if before.leads_noun() && !next.ends_with("ed") => Tag::Noun,
        "one" if before == Tag::Determiner || before == Tag::Adjective => Tag::Noun,
        // "Another gives the price": no noun follows, but a verb and its object.
        "another" | "each" | "neither" if third_with_object(reading, at + 1) => Tag::Pronoun,
        "so" if next == "that" => Tag::Subordinator,
        "that" if before == Tag::Noun && reading.is(at + 1, Class::Determiner) => Tag::Relative,
        "as" if matches!(next, "it" | "they" | "he" | "she") => Tag::Subordinator,
        "one" if before == Tag::Preposition && noun_follows => Tag::Number,
        "as" | "before" | "after" | "since" | "until" | "till" | "than" => Tag::Preposition,
        "first" | "last" | "second" if noun_follows && before == Tag::Determiner => Tag::Adjective,
        _ if is(Class::Modal) => Tag::Modal,
        _ if is(Class::Be) => Tag::Be,
        _ if is(Class::Have) => Tag::Have,
        _ if is(Class::Do) => Tag::Do,
        _ if is(Class::Coordinator) => Tag::Coordinator,
        _ if is(Class::Negation) => Tag::Negation,
        _ if is(Class::Subordinator) => Tag::Subordinator,
        _ if is(Class::Determiner) && (noun_follows || !is(Class::Pronoun)) => Tag::Determiner,
        _ if is(Class::Pronoun) => Tag::Pronoun,
        _ if is(Class::Preposition) => Tag::Preposition,
        _ => return None,
    })
}

fn third_with_object(reading: &Reading, at: usize) -> bool {
    let third = matches!(reading.tokens.get(at).and_then(|t| t.verb), Some((Form::Third, _)));
    third && reading.lexicon.is(reading.low(at + 1), Class::Determiner)
}

/// "To wibble the pot": an unknown word between "to" and an article is a verb.
fn orders(reading: &Reading, at: usize) -> bool {
    let next = reading.tokens.get(at + 1);
    let unknown = next.is_some_and(|t| {
        let framed =
            [Class::Determiner, Class::Preposition, Class::Pronoun, Class::Number, Class::Coordinator, Class::Relative];
        t.kind == Kind::Word && !reading.lexicon.any(&t.low, &framed)
    });
    unknown && reading.is_in(at + 2, "the a an their its his her")
}

/// Whether the word at a place can be a verb of saying.
fn is_saying(reading: &Reading, at: usize) -> bool {
    let verb = reading.tokens.get(at).and_then(|token| token.verb);
    let led = at > 0 && reading.tag(at) == Tag::Noun && reading.tag(at - 1).leads_noun();
    !led && verb.is_some_and(|(_, base)| reading.lexicon.is(base, Class::Saying))
}

/// What a word that can be a verb is here, if it is one.
fn verb(reading: &Reading, at: usize, form: Form, noun_too: bool) -> Option<Tag> {
    let before = reading.tag_before(at);
    // The last word before adverbs and negations.
    let mut back = at;
    while back > 0 && matches!(reading.tag(back - 1), Tag::Adverb | Tag::Negation) {
        back -= 1;
    }
    let head = reading.tag_before(back);
    let helped = matches!(head, Tag::Be | Tag::Have);
    match form {
        Form::Past | Form::Participle if helped && !quality_itself(reading, reading.low(at)) => Some(Tag::Participle),
        Form::Ing if is_quality(reading, reading.low(at)) && !takes_object(reading, at) => None,
        Form::Ing => (!before.leads_noun() || helped).then_some(Tag::Ing),
        Form::PastOnly => (!before.leads_noun()).then_some(Tag::Finite),
        Form::Past if waits_for_verb(reading, at) && head.is_nominal() => Some(Tag::Finite),
        // "… and everybody got out"
        Form::Past | Form::Participle if head == Tag::Pronoun && begins_clause(reading, back - 1) => Some(Tag::Finite),
        Form::Past | Form::Participle => None,
        Form::Base if matches!(head, Tag::To | Tag::Modal) => Some(Tag::Infinitive),
        Form::Base if asked_before(reading, at) && !before.leads_noun() && head != Tag::Preposition => {
            Some(Tag::Infinitive)
        }
        Form::Base if helped && !noun_too => Some(Tag::Participle),
        // "Covered or cut off"
        Form::Base if before == Tag::Coordinator && reading.tag_before(at - 1) == Tag::Participle => {
            Some(Tag::Participle)
        }
        Form::Base | Form::Third => finite(reading, at, back, form, noun_too).then_some(Tag::Finite),
    }
}

/// "Explains that the pump failed": a clause has begun and has no verb yet.
fn waits_for_verb(reading: &Reading, at: usize) -> bool {
    let opened = (0..at)
        .rev()
        .take_while(|i| !reading.parts(*i))
        .find(|i| matches!(reading.tag(*i), Tag::Subordinator | Tag::Relative) || reading.tag(*i).is_finite());
    opened.is_some_and(|i| reading.tag(i) == Tag::Subordinator)
}

/// "Everybody", "they" at the start of a clause.
fn begins_clause(reading: &Reading, at: usize) -> bool {
    const SUBJECTS: &str = "everybody everyone nobody somebody someone anyone anybody he she they we";
    at > 0 && matches!(reading.tag(at - 1), Tag::Mark | Tag::Coordinator) && reading.is_in(at, SUBJECTS)
}

/// "The digits of 12 come …": the clause begins with a plural noun and has no verb yet.
fn of_plural(reading: &Reading, at: usize) -> bool {
    let start = (0..at).rev().find(|i| reading.parts(*i)).map_or(0, |mark| mark + 1);
    let first = (start..at).find(|i| reading.tag(*i) == Tag::Noun);
    let of = first.is_some_and(|i| plural(reading, i + 1) && reading.low(i + 1) == "of" && i + 2 < at);
    of && !(start..at).any(|i| reading.tag(i).is_finite()) && reading.tag_before(at).is_nominal()
}

/// Whether something follows that the verb could act on.
fn takes_object(reading: &Reading, at: usize) -> bool {
    let next = reading.tokens.get(at + 1);
    next.is_some_and(|t| {
        matches!(t.kind, Kind::Quote | Kind::Figure)
            || reading.lexicon.any(&t.low, &[Class::Determiner, Class::Pronoun])
    })
}

/// "Does the card tell …": the verb that belongs to a question's "does", if none has come yet.
fn asked_before(reading: &Reading, at: usize) -> bool {
    let asked = (0..at)
        .rev()
        .take_while(|i| !reading.parts(*i))
        .find(|i| matches!(reading.tag(*i), Tag::Do | Tag::Infinitive | Tag::Finite | Tag::Be));
    asked.is_some_and(|i| reading.tag(i) == Tag::Do)
}

fn finite(reading: &Reading, at: usize, back: usize, form: Form, noun_too: bool) -> bool {
    // "Sentences all begin": "all" belongs to what stands before it.
    let floating = back > 1 && reading.is_in(back - 1, "all both each") && reading.tag_before(back - 1) == Tag::Noun;
    let back = if floating { back - 1 } else { back };
    let (before, head) = (if floating { Tag::Noun } else { reading.tag_before(at) }, reading.tag_before(back));
    let counted = before == Tag::Number && noun_too;
    if counted || matches!(before, Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Preposition) {
        return false;
    }
    let next = reading.tokens.get(at + 1);
    let next_low = next.map_or("", |t| t.low.as_str());
    let carried = reading.lexicon.any(next_low, &[Class::Be, Class::Modal, Class::Have, Class::Do]);
    let opens = head == Tag::Mark || matches!(head, Tag::Coordinator | Tag::Relative | Tag::Pronoun);
    // "Their name and number after the tone" joins two nouns.
    let joins_nouns = head == Tag::Coordinator && reading.tag_before(back - 1) == Tag::Noun;
    if noun_too
        && form == Form::Base
        && joins_nouns
        && !next.is_some_and(|t| reading.lexicon.any(&t.low, &[Class::Determiner, Class::Pronoun]))
    {
        return false;
    }
    if !noun_too {
        return !carried && (form == Form::Third || opens || plural(reading, back) || of_plural(reading, back));
    }
    let next_is_object = object_follows(reading, at);
    // "Uses the names given, places items in a row": the sentence began with a verb too.
    let parallel = head == Tag::Mark && reading.tag(0) == Tag::Finite;
    let next_is_quality = next.is_some_and(|t| is_quality(reading, &t.low) || ends_like_adjective(&t.low));
    match (form, opens) {
        _ if carried || next_low == "of" => false,
        (Form::Third, true) => {
            let joined = reading.is(at + 1, Class::Coordinator);
            let word = next.is_some_and(|t| t.kind == Kind::Word) && !joined;
            let subject = matches!(next.and_then(|t| t.verb), Some((Form::Base, _)));
            let alone = (back == 0 || parallel) && !verb_later(reading, at) && word && !subject;
            (next_is_object || next_is_quality || next.is_none() || alone) && !carried_later(reading, at)
        }
        (Form::Third, false) => {
            !carried_earlier(reading, at)
                && head.is_nominal()
                && (next_is_object || next_is_quality || next.is_none_or(|t| t.kind == Kind::Mark))
        }
        (_, true) => {
            // An imperative, or the verb after "which", "they".
            let pronoun = matches!(head, Tag::Relative | Tag::Pronoun);
            (next_is_object || pronoun) && !carried_later(reading, at)
        }
        (_, false) => plural(reading, back) && (next_is_object || next_is_quality) && !carried_earlier(reading, at),
    }
}

/// Whether the next word begins what a verb could act on, or says how.
fn object_follows(reading: &Reading, at: usize) -> bool {
    const LEADS: [Class; 6] =
        [Class::Determiner, Class::Pronoun, Class::Number, Class::Negation, Class::Adverb, Class::Subordinator];
    reading.tokens.get(at + 1).is_some_and(|next| {
        matches!(next.kind, Kind::Quote | Kind::Code | Kind::Figure)
            || reading.lexicon.any(&next.low, &LEADS)
            || reading.lexicon.is(&next.low, Class::Preposition) && next.low != "of"
            || next.capital
            || next.low.ends_with("ing")
    })
}

/// Whether a sure verb follows in the same clause, so that this word is its subject: "Comments for the team are …".
fn carried_later(reading: &Reading, at: usize) -> bool {
    let clause = (at + 1..reading.len()).take_while(|i| !reading.parts(*i));
    let sure = clause.take_while(|i| !reading.is(*i, Class::Relative) && !reading.is(*i, Class::Coordinator));
    sure.into_iter().any(|i| reading.any(i, &[Class::Be, Class::Modal, Class::Have]))
}

/// Whether any word up to the next mark could be the verb instead.
fn verb_later(reading: &Reading, at: usize) -> bool {
    let clause = (at + 1..reading.len()).take_while(|i| !reading.parts(*i) && !reading.is(*i, Class::Coordinator));
    clause.into_iter().any(|i| {
        let led = reading.any(i - 1, &[Class::Determiner, Class::Preposition, Class::Plain, Class::Number]);
        matches!(reading.tokens[i].verb, Some((Form::Third | Form::PastOnly, _))) && !led
    })
}

fn carried_earlier(reading: &Reading, at: usize) -> bool {
    let clause = (0..at).rev().take_while(|i| !reading.parts(*i) && reading.tag(*i) != Tag::Coordinator);
    clause.into_iter().any(|i| reading.tag(i).is_finite())
}

/// Whether the word before a place is a plural noun.
fn plural(reading: &Reading, at: usize) -> bool {
    let word = reading.before(at);
    reading.tag_before(at) == Tag::Noun && word.ends_with('s') && !word.ends_with("ss")
        || word.ends_with("children")
        || matches!(word, "people" | "they" | "we" | "you" | "both" | "all" | "men" | "women")
}

/// "wibbles the": a word in -s between a noun and an object.
fn unknown_third(reading: &Reading, at: usize) -> bool {
    let low = reading.low(at);
    let plain_object = reading.tokens.get(at + 1).is_some_and(|t| {
        let floating = matches!(t.low.as_str(), "all" | "both" | "each");
        matches!(t.kind, Kind::Quote | Kind::Code | Kind::Figure)
            || reading.lexicon.is(&t.low, Class::Determiner) && !floating
    });
    let clause = (1..reading.len()).take_while(|i| !reading.parts(*i));
    // "Rows run from …": the next word is the verb.
    let subject = matches!(reading.tokens.get(at + 1).and_then(|t| t.verb), Some((Form::Base, _)))
        || reading.is_in(at + 1, "all both each");
    let carried = clause.into_iter().any(|i| reading.any(i, &[Class::Be, Class::Modal, Class::Have]));
    let endings = ["ss", "us", "is", "ous", "ics"];
    low.len() > 3
        && low.ends_with('s')
        && !endings.iter().any(|ending| low.ends_with(ending))
        && (at == 0 && reading.low(1) != "of" && !carried && !subject && (plain_object || !verb_later(reading, at))
            || matches!(reading.tag_before(at), Tag::Noun | Tag::Quote | Tag::Code | Tag::Pronoun | Tag::Negation))
        && !carried_earlier(reading, at)
        && !carried_later(reading, at)
        && reading.tokens.get(at + 1).is_some_and(|t| {
            matches!(t.kind, Kind::Quote | Kind::Figure) || reading.lexicon.any(&t.low, &[Class::Determiner]) || at == 0
        })
}
