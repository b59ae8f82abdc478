//! A standard that others hold: "the limits which the doctor has set", "as the vet has written them", "the treasurer's
//! ceiling", "the original one". The reader of the criterion has only the response.

use super::super::reading::{Form, Kind, Reading, Tag};
use super::super::specific::Page;
use super::super::words::{Class, among};
use super::{Found, Unseen};

pub(super) fn held_by_others(reading: &Reading, page: &Page, at: usize) -> Found {
    if reading.said[at] {
        return None;
    }
    by_relative(reading, at)
        .or_else(|| done_alike(reading, at))
        .or_else(|| another_version(reading, at))
        .or_else(|| rule_of(reading, at))
        .or_else(|| whole_order(reading, at))
        .or_else(|| known_ones(reading, at))
        .or_else(|| code_name(reading, page, at))
}

/// What somebody did to settle a thing, or how it came here.
const SETTLES: &str = "accept agree allow approve ask choose decide define demand describe discuss give know like list mention name \
    order pick plan prefer prescribe promise publish recommend request require say see select send set settle show specify state \
    suggest supply tell use want write draw make send hand provide fix note teach instruct hope wish expect order request";

/// Whether the token is a verb of settling that lies in the past: "has set", "sent", "was used".
fn settled(reading: &Reading, at: usize) -> bool {
    if reading.is_in(at, "foreseen planned") {
        return true;
    }
    let Some((form, base)) = reading.tokens.get(at).and_then(|token| token.verb) else { return false };
    let past = matches!(form, Form::Past | Form::PastOnly | Form::Participle)
        || matches!(base, "set" | "put" | "let" | "cut" | "read") && form == Form::Base;
    past && among(base, SETTLES)
}

/// "The limits which the doctor has set", "the story her family sent us", "the terms both sides have accepted".
fn by_relative(reading: &Reading, at: usize) -> Found {
    if reading.tag(at) != Tag::Noun || reading.tokens[at].kind != Kind::Word {
        return None;
    }
    let relative = reading.is_in(at + 1, "which that");
    let from = at + 1 + usize::from(relative);
    let end = reading.clause_end(at);
    let led = matches!(reading.tag(from), Tag::Determiner | Tag::Possessive);
    let subject = from + usize::from(led);
    let someone = reading.is_in(from, "he she they we you everybody")
        || matches!(reading.tag(subject), Tag::Noun | Tag::Possessive);
    let place = || reading.low(from) == "is" && from + 4 == end;
    let verb = (from..end.min(subject + 5)).find(|i| settled(reading, *i)).or_else(|| place().then_some(from))?;
    let between = (subject + 1..verb)
        .all(|i| matches!(reading.tag(i), Tag::Noun | Tag::Have | Tag::Adverb | Tag::Possessive | Tag::Adjective));
    // "Which was used last year": nobody is named.
    let was = relative
        && reading.is_in(from, "was were has have")
        && (from + 1..verb).all(|i| reading.tag(i) == Tag::Participle || reading.tag(i) == Tag::Adverb);
    let active = someone
        && subject < verb
        && between
        && (led || relative || reading.tokens.get(from).is_some_and(|t| t.capital));
    let closes = verb + 5 > end;
    let definite =
        (at.saturating_sub(4)..at).any(|i| reading.is_in(i, "the that those all both same")) || relative || led;
    let here = reading.any(at, &[Class::Reader])
        || (at.saturating_sub(3)..at).any(|i| reading.is_in(i, "a an any each every no"));
    // "The wording which is on the box"
    let there =
        relative && reading.low(from) == "is" && reading.is_in(from + 1, "on in") && reading.low(from + 2) == "the";
    let other = there && from + 4 == end && !reading.any(from + 3, &[Class::Part, Class::Output]);
    if other && (at.saturating_sub(3)..at).any(|i| reading.low(i) == "same") {
        return Some((at..end, Unseen::Paper));
    }
    ((active || was) && closes && definite && !here && !super::resolved(reading, verb + 1))
        .then_some((at..end, Unseen::Asked))
}

/// "As the vet has written them", "such as local people are used to", "like it was agreed with the school".
fn done_alike(reading: &Reading, at: usize) -> Found {
    let such = reading.is_in(at, "such so") && reading.low(at + 1) == "as";
    let from = at + 1 + usize::from(such);
    let opens = such || reading.is_in(at, "as like");
    let idiom = reading.is_in(at + 1, "if though long soon well far much many")
        || !such && reading.is_in(at.wrapping_sub(1), "such so as well same soon long far");
    if !opens || idiom || at == 0 {
        return None;
    }
    let end = reading.clause_end(at);
    let leads = |i: &usize| {
        matches!(reading.tag(*i), Tag::Determiner | Tag::Possessive | Tag::Noun | Tag::Adjective | Tag::Pronoun)
    };
    let subject = (from..end.min(from + 5)).take_while(leads).count();
    let verb = from + subject;
    let helped = matches!(reading.tag(verb), Tag::Be | Tag::Have);
    let does = (verb..end.min(verb + 4)).find(|i| {
        let past = settled(reading, *i);
        let habit = reading.tokens[*i].verb.is_some_and(|(form, base)| {
            form == Form::Third
                && among(base, "recommend require prescribe want like prefer say demand suggest expect state")
        });
        past || habit
    })?;
    let by = reading.low(does + 1) == "by" && reading.is(does + 2, Class::Output);
    let near = does == verb || helped || reading.tag(verb) == Tag::Finite;
    (subject > 0 && near && !by && !super::resolved(reading, does + 1)).then_some((at..does + 1, Unseen::Asked))
}

/// "The original one", "the first version", "other item": of which there is more than the response.
fn another_version(reading: &Reading, at: usize) -> Found {
    const WHICH: &str = "original first second third earlier old previous last former initial";
    let version = reading.is_in(at + 1, "version option draft edition variant alternative attempt one ones");
    let counted =
        !reading.is_in(at, "original earlier old previous former initial") && reading.is_in(at + 1, "one ones");
    let compared = reading.is_in(at.wrapping_sub(1), "as with like the to from than");
    if reading.is_in(at, WHICH) && version && compared && !counted && !reading.is_in(at + 2, "of in") {
        return Some((at..at + 2, Unseen::Elsewhere));
    }
    // "Slower than in the old recording"
    let held = reading.is_in(at, "original first old previous earlier last") && reading.is(at + 1, Class::Output);
    let in_it =
        (at.saturating_sub(3)..at).any(|i| reading.is_in(i, "than as like") && reading.is_in(i + 1, "in the on"));
    if held && in_it && reading.low(at + 2) != "of" {
        return Some((at..at + 2, Unseen::Elsewhere));
    }
    let same = (at.saturating_sub(6)..at).any(|i| reading.low(i) == "same");
    let other = reading.is_in(at, "other others") && reading.is_in(at.wrapping_sub(1), "as the") && same;
    let here = reading.any(at + 1, &[Class::Part]) && !reading.is_in(at + 1, "item items");
    (other && !here).then_some((at..(at + 2).min(reading.len()), Unseen::Elsewhere))
}

/// "The treasurer's ceiling", "the list of the mechanic", "the house font".
fn rule_of(reading: &Reading, at: usize) -> Found {
    const RULES: &str = "ceiling ceilings limit limits convention conventions preference preferences rule rules wishes wish list requirements \
        policy protocol taste choice standard standards guidelines format scheme target budget";
    let of_someone = reading.tag(at) == Tag::Possessive && reading.low(at).contains('\'');
    let held = (at.saturating_sub(7)..at).any(|i| {
        reading.is_in(i, "against within under by to from per follow follows followed match matches meet meets respect respects with in")
    });
    if of_someone && held && reading.is_in(at + 1, RULES) && !super::resolved(reading, at + 2) {
        return Some((at..at + 2, Unseen::Paper));
    }
    let list = reading.is_in(at, "list wishes preferences rules instructions") && reading.stands(at + 1, "of the");
    let from = reading.is_in(at.wrapping_sub(2), "from by on to per with") && reading.low(at.wrapping_sub(1)) == "the";
    let person = reading.tag(at + 3) == Tag::Noun && !reading.low(at + 3).ends_with('s');
    if list && from && person && (at + 4 == reading.len() || reading.parts(at + 4)) {
        return Some((at..at + 4, Unseen::Paper));
    }
    let house = reading.is_in(at, "house company corporate office")
        && reading.is_in(at + 1, "font style colours colors typeface rules palette tone voice");
    house.then(|| (at..at + 2, Unseen::House))
}

/// "Everything ordered", "nothing asked for": of which the list is not here; "where they sat last year".
fn whole_order(reading: &Reading, at: usize) -> Found {
    let all = reading.is_in(at, "everything nothing all anything") && at < 2 && settled(reading, at + 1);
    if all && reading.tag(at + 1) != Tag::Noun {
        return Some((at..at + 2, Unseen::Asked));
    }
    let of_day = reading.tag(at) == Tag::Possessive
        && reading
            .is_in(at, "monday's tuesday's wednesday's thursday's friday's saturday's sunday's yesterday's today's");
    if of_day && reading.is_in(at.wrapping_sub(1), "from in as like to with of") && reading.tag(at + 1) == Tag::Noun {
        return Some((at..at + 2, Unseen::Elsewhere));
    }
    let where_it_was =
        reading.is_in(at, "where as") && reading.is_in(at + 1, "it they he she") && reading.low(at + 3) == "last";
    where_it_was.then(|| (at..reading.clause_end(at), Unseen::Elsewhere))
}

/// "Both known issues"
fn known_ones(reading: &Reading, at: usize) -> Found {
    let known = reading.is_in(at, "known agreed usual") && reading.is_in(at.wrapping_sub(1), "both all the two three");
    let noun = reading.tag(at + 1) == Tag::Noun && reading.low(at + 1).ends_with('s');
    (known && noun && !super::resolved(reading, at + 2)).then(|| (at - 1..at + 2, Unseen::Asked))
}

/// "Z2", "QX7": a name in letters and figures that neither the criterion nor the prompt explains.
fn code_name(reading: &Reading, page: &Page, at: usize) -> Found {
    let token = &reading.tokens[at];
    let text = &reading.text[token.at.clone()];
    let letters = text.chars().take_while(char::is_ascii_uppercase).count();
    let digits = text.len() - letters;
    let coded =
        (1..=3).contains(&letters) && (1..=2).contains(&digits) && text[letters..].chars().all(|c| c.is_ascii_digit());
    let led = reading.is_in(at.wrapping_sub(1), "in to under per of with for as");
    let sized = among(token.low.as_str(), "a3 a4 a5 a6 b1 b2 c1 c2 a1 a2 h1 h2 h3 q1 q2 q3 q4 co2 h2o mp3 mp4 utf8");
    let explained = reading.low(at + 1) == "(" || reading.low(at.wrapping_sub(1)) == "(";
    (coded && led && !sized && !explained && !page.mentions(&token.low)).then_some((at..at + 1, Unseen::Abbreviation))
}
