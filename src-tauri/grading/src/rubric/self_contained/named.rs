//! What somebody else has settled, shown or numbered elsewhere: "the person the office settled on", "the client's list",
//! "the wording from ABC-1234", "as in stop 3", "the agreed one".

use super::super::reading::{Form, Kind, Reading, Tag};
use super::super::specific::Page;
use super::super::words::{Class, among};
use super::{Found, Unseen};

pub(super) fn named_elsewhere(reading: &Reading, page: &Page, at: usize) -> Found {
    if reading.said[at] {
        return None;
    }
    settled(reading, at)
        .or_else(|| list_of(reading, at))
        .or_else(|| reference(reading, page, at))
        .or_else(|| like_in(reading, at))
        .or_else(|| as_it_was(reading, at))
        .or_else(|| by_others(reading, at))
        .or_else(|| expected(reading, at))
        .or_else(|| correct_things(reading, at))
}

/// "The one the committee settled on", "the person Facilities chose", "the agreed one".
fn settled(reading: &Reading, at: usize) -> Found {
    if reading.is_in(at, "the") && reading.is(at + 1, Class::Asked) && reading.is_in(at + 2, "one ones") {
        return Some((at..at + 3, Unseen::Asked));
    }
    let definite = (at.saturating_sub(2)..at).any(|i| reading.low(i) == "the");
    let noun = matches!(reading.tag(at), Tag::Noun) && definite;
    let led = matches!(reading.tag(at + 1), Tag::Determiner | Tag::Possessive);
    let subject = if led { at + 2 } else { at + 1 };
    let agent = reading.tag(subject) == Tag::Noun && (led || reading.tokens.get(subject).is_some_and(|t| t.capital));
    let verb = reading.tokens.get(subject + 1).and_then(|token| token.verb);
    let chosen = verb.is_some_and(|(form, base)| {
        matches!(form, Form::Past | Form::PastOnly | Form::Participle)
            && among(
                base,
                "settle agree decide choose pick name approve give send prescribe set fix select list want order ask",
            )
    }) || reading.is_in(subject + 1, "settled agreed decided chose picked");
    (noun && agent && chosen).then(|| (at..reading.clause_end(at).min(subject + 3), Unseen::Asked))
}

/// "On the teacher's list", "from last semester's rota": a paper of somebody's.
fn list_of(reading: &Reading, at: usize) -> Found {
    const PAPERS: &str = "list lists rota roster wording glossary plan table column wishes preferences outline sheet board feedback \
        corrections scheme checklist reading version layout choice";
    let possessive = reading.tag(at) == Tag::Possessive && reading.low(at).contains('\'');
    let last = reading.is_in(at.wrapping_sub(1), "last previous earlier former");
    let paper = reading.is_in(at + 1, PAPERS) || reading.is(at + 1, Class::Paper);
    let from = (at.saturating_sub(4)..at).any(|i| reading.is_in(i, "on from in as to per with under by"));
    let past = last && (reading.tag(at + 1) == Tag::Noun);
    let start = (at.saturating_sub(2)..at).find(|i| reading.is_in(*i, "the last previous")).unwrap_or(at);
    (possessive && from && (paper || past)).then_some((start..at + 2, Unseen::Paper))
}

/// "The wording from ABC-1234": the number of a paper.
fn reference(reading: &Reading, page: &Page, at: usize) -> Found {
    let token = &reading.tokens[at];
    let text = &reading.text[token.at.clone()];
    let (letters, digits) = text.split_once('-')?;
    let numbered = (2..=6).contains(&letters.len())
        && letters.chars().all(|c| c.is_ascii_uppercase())
        && digits.len() >= 2
        && digits.chars().all(|c| c.is_ascii_digit());
    let standard = among(&letters.to_lowercase(), "iso sha utf rfc covid en din html mp");
    let led = reading.is_in(at.wrapping_sub(1), "from in per see under by to as with");
    let known = page.has_word(&text.to_lowercase()) || page.has_word(&letters.to_lowercase());
    (numbered && led && !standard && !known).then_some((at..at + 1, Unseen::Paper))
}

/// "Like in stop 3", "same presentation as in other tables".
fn like_in(reading: &Reading, at: usize) -> Found {
    let like = reading.is_in(at, "like as") && reading.is_in(at + 1, "in on at for with");
    let such = reading.is_in(at.wrapping_sub(1), "such");
    let noun = reading.tag(at + 2) == Tag::Noun;
    let numbered = noun && reading.tag(at + 3) == Tag::Number && !reading.is_in(at + 2, "version");
    let others = reading.is_in(at + 2, "other earlier previous")
        || reading.is_in(at + 2, "the") && reading.is_in(at + 3, "other others earlier previous");
    let end = if numbered { at + 4 } else { reading.clause_end(at) };
    (like && !such && (numbered || others)).then_some((at..end.min(reading.len()), Unseen::Elsewhere))
}

/// "As it was described", "as they were agreed".
fn as_it_was(reading: &Reading, at: usize) -> Found {
    let was = reading.low(at) == "as"
        && reading.is_in(at + 1, "it they this these")
        && reading.is_in(at + 2, "was were is are has have had");
    let verb = (at + 3..at + 6).find(|i| {
        let verb = reading.tokens.get(*i).and_then(|token| token.verb);
        verb.is_some_and(|(_, base)| {
            among(
                base,
                "describe agree ask request specify give say mention explain state define order want discuss show tell",
            )
        })
    });
    let end = verb.filter(|_| was)? + 1;
    (!super::resolved(reading, end)).then_some((at..end, Unseen::Asked))
}

/// "Products excluded by the user", "colours approved by the client".
fn by_others(reading: &Reading, at: usize) -> Found {
    const ASKED: &str =
        "exclude choose approve forbid prefer pick select name ban request order want mention list specify allow";
    const PEOPLE: &str = "user client customer teacher boss owner editor company team manager author asker buyer couple family \
        school committee organiser organizer host department chef coach";
    let noun = reading.tag(at) == Tag::Noun && matches!(reading.tag(at + 1), Tag::Participle | Tag::Finite);
    let asked = reading.tokens.get(at + 1).and_then(|t| t.verb).is_some_and(|(_, base)| among(base, ASKED));
    let by = reading.low(at + 2) == "by" && reading.is_in(at + 3, "the our its") && reading.is_in(at + 4, PEOPLE);
    let active = (0..at).any(|i| reading.tag(i) == Tag::Be) && reading.tag_before(at) != Tag::Be;
    (noun && asked && by && !active && !super::resolved(reading, at + 5)).then_some((at..at + 5, Unseen::Asked))
}

/// "The format that the importer expects", "anything the old machines cannot run".
fn expected(reading: &Reading, at: usize) -> Found {
    const WANTS: &str = "expect require need demand want accept understand support prefer run read take allow permit";
    let whole = reading.is_in(at, "anything whatever everything");
    let definite = (at.saturating_sub(2)..at).any(|i| reading.low(i) == "the") && reading.tag(at) == Tag::Noun;
    let relative = reading.is_in(at + 1, "that which what");
    let from = at + 1 + usize::from(relative);
    let someone = matches!(reading.tag(from), Tag::Determiner | Tag::Possessive);
    let end = reading.clause_end(at);
    let verb = (from + 2..end.min(from + 6))
        .find(|i| reading.tokens[*i].verb.is_some_and(|(form, base)| among(base, WANTS) && form != Form::Ing))?;
    let closes = verb + 1 == end;
    (someone && closes && (whole || definite && relative)).then_some((at..verb + 1, Unseen::Asked))
}

/// "Good layout, correct totals": what would be correct is not said.
fn correct_things(reading: &Reading, at: usize) -> Found {
    let opens = at == 0 || reading.parts(at - 1) || reading.tag_before(at) == Tag::Coordinator;
    let right = reading.is_in(at, "correct right") && opens && reading.tokens[at].kind == Kind::Word;
    let facts = reading.is_in(
        at + 1,
        "totals total sums sum amounts amount figures figure dates date prices price times time numbers number names \
            address values result results answer answers facts data",
    );
    let closes = reading.parts(at + 2) || at + 2 == reading.len();
    (right && facts && closes && !super::resolved(reading, at + 2)).then_some((at..at + 2, Unseen::Right))
}
