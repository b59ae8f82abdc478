//! Stands alone: whoever has only this criterion and the response can judge it.

mod asked;
mod named;
mod others;
mod paper;

use super::reading::{Kind, Reading, Tag};
use super::specific::Page;
use super::words::{Class, Form, among};
use super::{Fault, say};
use asked::{asked, resolved};
use named::named_elsewhere;
use others::held_by_others;
use paper::paper;
use std::ops::Range;

/// What cannot be seen from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unseen {
    /// "see above", "the previous criterion"
    Elsewhere,
    /// "the required date"
    Asked,
    /// "the correct amount"
    Right,
    /// "the style guide"
    Paper,
    /// "our house style"
    House,
    /// "it", "these"
    Pronoun,
    /// "SOP 4"
    Abbreviation,
}

type Found = Option<(Range<usize>, Unseen)>;

pub(super) fn check(reading: &Reading, page: &Page) -> Option<Fault> {
    let mut found: Vec<(Range<usize>, Unseen)> = vec![];
    for at in 0..reading.len() {
        if found.last().is_some_and(|(tokens, _)| tokens.end > at) {
            continue;
        }
        let unseen = elsewhere(reading, at)
            .or_else(|| asked(reading, at))
            .or_else(|| right(reading, at))
            .or_else(|| paper(reading, page, at))
            .or_else(|| named_elsewhere(reading, page, at))
            .or_else(|| held_by_others(reading, page, at))
            .or_else(|| house(reading, page, at))
            .or_else(|| pronoun(reading, at))
            .or_else(|| abbreviation(reading, page, at));
        found.extend(unseen);
    }
    let (tokens, unseen) = found.first()?.clone();
    let words = say::quoted(reading.words(tokens));
    let why = match unseen {
        Unseen::Elsewhere => format!("{words} points at something that does not stand here. Write out what is meant."),
        Unseen::Asked => {
            format!("{words} does not say what that is. Write the figure, the name or the list into the criterion.")
        }
        Unseen::Right => format!("{words} leaves the reader to find out what is right. State it here."),
        Unseen::Paper => format!("A reader of this criterion does not hold {words}. Quote from it what counts."),
        Unseen::House => format!("{words} is known only in-house. Say what it is."),
        Unseen::Pronoun => format!("It is not clear what {words} stands for. Name the thing."),
        Unseen::Abbreviation => format!("{words} is not explained, here or in the prompt. Write it out."),
    };
    Some(Fault { at: found.into_iter().map(|(tokens, _)| reading.bytes(tokens)).collect(), why })
}

/// "As above", "see the previous criterion", "the step after this one", "on page 3".
fn elsewhere(reading: &Reading, at: usize) -> Found {
    const NOT_HERE: &str = "see above|see below|as above|as below|the above|the foregoing|mentioned above|listed above|\
        described above|mentioned earlier|mentioned before|as described|as mentioned|as usual|as always|\
        as discussed|what was said|what was mentioned|in this series|in this set|in this batch|in this collection|mood board|this one|that one|the former|the latter|the same as before|as before";
    if let Some(words) = reading.phrase(at, NOT_HERE) {
        let explained = reading.low(at + words) == "in";
        let first = at == 0 && reading.low(at + 1) == "one";
        return (!explained && !first).then_some((at..at + words, Unseen::Elsewhere));
    }
    let closes = reading.parts(at + 1) || at + 1 == reading.len();
    if reading.is_in(at, "above below earlier previously") && closes && reading.tag_before(at) == Tag::Noun {
        return Some((at - 1..at + 1, Unseen::Elsewhere));
    }
    let before = reading.is_in(at, "before after") && closes && reading.tag_before(at) == Tag::Noun;
    let measured = (at.saturating_sub(3)..at).any(|i| reading.tag(i) == Tag::Number || reading.low(i) == "day");
    if before && !measured && at > 1 && reading.low(at + 1) != ")" {
        return Some((at - 1..at + 1, Unseen::Elsewhere));
    }
    let leaf = reading.is_in(at, "page chapter appendix annex exhibit slide");
    if leaf && reading.tag(at + 1) == Tag::Number && reading.tag_before(at) == Tag::Preposition {
        return Some((at - 1..at + 2, Unseen::Elsewhere));
    }
    const OTHERS: &str = "previous preceding before above first last next other earlier following below";
    let criterion = reading.is_in(at, "criterion criteria rubric");
    let other = (at.saturating_sub(2)..at + 2).find(|i| reading.is_in(*i, OTHERS)).filter(|_| criterion)?;
    Some((other.min(at)..other.max(at) + 1, Unseen::Elsewhere))
}

/// "The correct answer", "correctly": what would be?
fn right(reading: &Reading, at: usize) -> Found {
    let closes = reading.parts(at + 1) || at + 1 == reading.len() || reading.tag(at + 1) == Tag::Coordinator;
    let shown = resolved(reading, 0) || reading.tokens.iter().any(|t| t.kind == Kind::Quote);
    if reading.is_in(at, "correctly accurately rightly") {
        // "Is indented correctly" asks for form; "states the height correctly" for a fact.
        const FORMED: &str = "spell use indent format capitalise capitalize punctuate compile close nest align write run parse work \
            handle decline conjugate render draw";
        let form = reading.tokens[..at].iter().any(|t| t.verb.is_some_and(|(_, base)| among(base, FORMED)));
        let of_fact = closes && !reading.said[at] && !shown && !form;
        return of_fact.then_some((at..at + 1, Unseen::Right));
    }
    if !reading.is(at, Class::Right) || reading.low(at) == "true" || reading.said[at] {
        return None;
    }
    if reading.is_in(at, "correct right accurate") && closes && !shown && reading.tag_before(at) == Tag::Be {
        let subject = (0..at).any(|i| reading.tag(i) == Tag::Noun && !reading.any(i, &[Class::Side, Class::Output]));
        return subject.then_some((at..at + 1, Unseen::Right));
    }
    const IDIOMS: &str = "side hand place angle way grammar spelling column half corner edge third margin syntax punctuation arm \
        foot eye leg page";
    let noun = (at + 1..at + 3).find(|i| reading.tag(*i) == Tag::Noun)?;
    let the = reading.is_in(at.wrapping_sub(1), "the has have all gives in");
    let from = if reading.low(at.wrapping_sub(1)) == "the" { at - 1 } else { at };
    let idiom = among(reading.low(noun), IDIOMS);
    (the && !idiom && !resolved(reading, noun + 1)).then_some((from..noun + 1, Unseen::Right))
}

/// "Our brand voice", "the amount we normally give", "customary here".
fn house(reading: &Reading, page: &Page, at: usize) -> Found {
    if reading.said[at] {
        return None;
    }
    if reading.low(at) == "our" && reading.tag(at + 1) != Tag::Mark {
        let own = page.own_pair(reading, at);
        return (!own).then_some((at..at + 2, Unseen::House));
    }
    // "Which we take for 'about 150'" says what it is.
    let shown = (at..reading.clause_end(at)).any(|i| matches!(reading.tag(i), Tag::Quote | Tag::Number));
    if reading.low(at) == "we" && reading.tag_before(at) != Tag::Quote && !shown {
        return Some((at..reading.clause_end(at).min(at + 4), Unseen::House));
    }
    let here = reading.is_in(at, "here in-house internally")
        && reading.is_in(at.wrapping_sub(1), "customary usual normal common used standard");
    here.then(|| (at - 1..at + 1, Unseen::House))
}

/// A pronoun at the start that stands for nothing in the criterion.
fn pronoun(reading: &Reading, at: usize) -> Found {
    let opens = at == 0 || at == 1 && reading.tag(0).is_finite();
    let found = Some((at..at + 1, Unseen::Pronoun));
    match reading.low(at) {
        "he" | "she" | "they" | "them" | "he's" | "she's" | "they're" if opens => found,
        "rest" | "others" if at == 1 && reading.low(0) == "the" && reading.low(2) != "of" => {
            Some((0..2, Unseen::Pronoun))
        }
        "these" | "those" if opens && reading.tag(at + 1) != Tag::Preposition => found,
        // "Fill the butts: does it ask for this?" has named it.
        "this" if reading.tag(at) == Tag::Pronoun && !reading.is_in(at + 1, "means is") => {
            found.filter(|_| !(2..at).any(|i| reading.parts(i)))
        }
        "their" if at == 0 && reading.tag(1) == Tag::Noun => found,
        "it's" if at == 0 && handled(reading, 1) => found,
        "it" if opens && reading.stands(at + 1, "is said") => None,
        "it" if opens && moves(reading, at + 1) => found,
        _ => None,
    }
}

/// What is done to a thing in a response, not to the response.
const HANDLED: &str = "attach hold repeat place mention state name give show draw add use pronounce follow explain put say describe return \
        raise call print paint list insert do complete replace remove cut change translate shorten";

fn handled(reading: &Reading, at: usize) -> bool {
    let verb = reading.tokens.get(at).and_then(|token| token.verb);
    verb.is_some_and(|(form, base)| matches!(form, Form::Past | Form::Participle) && among(base, HANDLED))
}

/// What a response as a whole does not do: after this "it" is some thing in it.
fn moves(reading: &Reading, at: usize) -> bool {
    const MOVES: &str = "come happen occur appear stand go fall precede lie sit hang move turn remain belong";
    let verb = (at..at + 3)
        .find_map(|i| reading.tokens.get(i)?.verb.filter(|_| !matches!(reading.tag(i), Tag::Be | Tag::Modal)));
    let Some((form, base)) = verb else { return reading.stands(at, "does this") };
    let passive = matches!(form, Form::Past | Form::Participle)
        && (at..at + 2).any(|i| matches!(reading.tag(i), Tag::Be | Tag::Infinitive));
    let comes_with = reading.low(at + 1) == "with" || reading.low(at + 2) == "with";
    among(base, MOVES) && !comes_with || passive && among(base, HANDLED) || reading.stands(at, "does this")
}

/// Capitals that neither the prompt nor the criterion explains.
fn abbreviation(reading: &Reading, page: &Page, at: usize) -> Found {
    const KNOWN: &str = "pdf html css url usa us uk eu un id ok pm am tv dna gps sql json csv xml api http https ascii utf iso \
        unesco nasa nato who faq sms pin atm ceo led usb vat cv ai llm rgb svg png jpg jpeg gif pep bc ad ph \
        isbn adhd hiv aids covid dvd cd pc lcd dr mr ms cpu gpu ram gmt utc kg km cm mm ml not and never only no yes \
        all or must";
    let token = &reading.tokens[at];
    let word = &reading.text[token.at.clone()];
    let capitals = (2..=6).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase());
    let explained = reading.low(at + 1) == "(" || reading.low(at.wrapping_sub(1)) == "(";
    let is_capital =
        |t: &&super::reading::Token| t.kind == Kind::Word && reading.text[t.at.clone()].chars().all(char::is_uppercase);
    let shouting = reading.tokens.iter().filter(is_capital).count() > 3;
    // "The word STOP" is named, not shortened.
    let named = reading.is_in(at.wrapping_sub(1), "word words letters label heading");
    let known = among(token.low.as_str(), KNOWN) || page.mentions(&token.low);
    let spoken = reading.lexicon.verb(&token.low).is_some();
    if token.kind != Kind::Word || !capitals || explained || shouting || named || known || spoken {
        return None;
    }
    let numbered = reading.tag(at + 1) == Tag::Number;
    Some((at..at + 1 + usize::from(numbered), Unseen::Abbreviation))
}
