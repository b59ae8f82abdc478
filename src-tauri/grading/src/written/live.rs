//! The checklist beside a justification while it is being written.
//!
//! It speaks of form alone: what is there, what is not there yet, and what is in the way. Nothing of the key is at hand, so
//! it cannot say whether the verdict is the right one, whether a criterion decides, or whether a reason is a good one.

use super::claims;
use super::leans;
use super::length;
use super::lexicon::{CONTRASTS, REASONS};
use super::mention::Mention;
use super::quotes::{self, One, Sources};
use super::reading::Reading;
use super::shape;
use crate::{Letters, Place, say};
use course::task::justification::Ask;
use course::task::{Face, Work};
use course::text::Span;

/// One line of the checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveCheck {
    pub id: &'static str,
    pub label: &'static str,
    pub state: LiveState,
    /// What was found, or what is looked for; responses as `{r1}`.
    pub note: String,
    /// The words it rests on, in UTF-16 code units of the text.
    pub at: Vec<Span>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LiveState {
    Found,
    /// Not there yet.
    Open,
    /// Something written is in the way.
    Wrong,
}

/// Looks at the form of a text that is still being written, in the order in which a justification is built.
///
/// `ask` is the face's own request for reasons, `letters` are those that the learner sees. Verdict, responses and contrast
/// are looked for only where responses are judged against each other. Of a very long text the first 3,000 words are read
/// and the first dozen quotations looked for; all words count for the length.
///
/// ```
/// use course::task::justification::Ask;
/// use course::task::{Face, Item, Prompt, Work, preference};
/// use course::text::Text;
/// use grading::Letters;
/// use grading::written::{LiveState, live};
///
/// let text = |plain: &str| Text { html: String::new(), plain: plain.to_owned() };
/// let item = |id: &str, plain: &str| Item { id: id.to_owned(), text: text(plain) };
/// let responses = vec![item("r1", "We open at nine."), item("r2", "Nobody knows when we open.")];
/// # let face = |work| Face {
/// #     id: "hours".into(), module: "1.1".into(), title: "Hours".into(), objective: "hours".into(), difficulty: 1,
/// #     minutes: 1, tags: vec![], ask: "Which is better?".into(), prompt: Prompt { from: "a guest".into(),
/// #     text: text("When do you open?") }, rubric: None, material: vec![], work, justify: None,
/// # };
/// let face = face(Work::Preference(preference::Face { responses }));
/// let ask = Ask { ask: "Say why".into(), words: [5, 40] };
/// let letters = Letters::in_order(["r1", "r2"]);
///
/// let checks = live("A is better than B, because it says “we open at nine”.", &face, &ask, &letters);
/// assert!(checks.iter().all(|check| check.state == LiveState::Found));
/// let checks = live("B says “we open at half past ten”.", &face, &ask, &letters);
/// let quotes = checks.iter().find(|check| check.id == "quotes").unwrap();
/// assert_eq!(quotes.state, LiveState::Wrong);
/// ```
pub fn live(text: &str, face: &Face, ask: &Ask, letters: &Letters) -> Vec<LiveCheck> {
    let mut reading = Reading::new(text, face, letters);
    length::mark_copied(&mut reading, &length::Runs::of(face));
    let quoted = Quoted::of(&reading, face);
    let mut checks = vec![];
    if are_compared(face) {
        checks.push(verdict(&reading, face));
        checks.push(named(&reading, face, letters, &quoted));
    }
    checks.push(quotations(&reading, face, quoted));
    checks.push(reason(&reading));
    if are_compared(face) {
        checks.push(contrast(&reading));
    }
    checks.extend(own_words(&reading));
    checks.push(words(&reading, ask));
    checks
}

/// Whether the responses are judged against each other, so that a text can argue for one of them.
fn are_compared(face: &Face) -> bool {
    let judged = match &face.work {
        Work::Preference(_) | Work::Ranking(_) | Work::Rating(_) | Work::Justification(_) | Work::CodeReview(_) => true,
        Work::Choice(_)
        | Work::Classification(_)
        | Work::Spans(_)
        | Work::Boxes(_)
        | Work::FactCheck(_)
        | Work::Safety(_)
        | Work::Conversation(_)
        | Work::Rubric(_)
        | Work::Prompt(_) => false,
    };
    judged && face.items().len() > 1
}

/// So many quotations are looked for, the first ones.
const MOST: usize = 12;

/// So many places are pointed at.
const SHOWN: usize = 12;

fn line(id: &'static str, label: &'static str, state: LiveState, note: impl Into<String>, at: Vec<Span>) -> LiveCheck {
    LiveCheck { id, label, state, note: note.into(), at }
}

fn verdict(reading: &Reading, face: &Face) -> LiveCheck {
    let plain = match face.items().len() {
        2 => "Say which response is better.",
        _ => "Say which response is best.",
    };
    let claims = claims::read(reading, &claims::Context::new(face, &[]));
    let at = || claims.iter().take(SHOWN).map(|claim| reading.pointer(claim.at.clone()).span).collect();
    let (state, note, at) = match claims.iter().map(|claim| claim.sentence).min() {
        Some(0) => (LiveState::Found, "In your first sentence.".to_owned(), at()),
        Some(1) => (LiveState::Found, "In your second sentence.".to_owned(), at()),
        Some(late) => (LiveState::Found, format!("In sentence {}. Move it to the start.", late + 1), at()),
        None if leans::leans(reading) => (LiveState::Open, format!("You lean to one side. {plain}"), vec![]),
        None => (LiveState::Open, plain.to_owned(), vec![]),
    };
    line("verdict", "Verdict", state, note, at)
}

/// At least two responses are named or quoted; the others are told too.
fn named(reading: &Reading, face: &Face, letters: &Letters, quoted: &Quoted) -> LiveCheck {
    let items = face.items();
    let is_named = |id: &str| {
        let cited = |place: &Place| matches!(place, Place::Item { id: of } if of == id);
        reading.mentions.iter().any(|mention| items[mention.item].id == id) || quoted.places.iter().any(cited)
    };
    let mut ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
    ids.sort_by_key(|id| letters.letter(id));
    let (there, missing): (Vec<&str>, Vec<&str>) = ids.into_iter().partition(|id| is_named(id));
    let state = if there.len() >= 2 { LiveState::Found } else { LiveState::Open };
    let note = match (there.is_empty(), missing.is_empty()) {
        (_, true) => format!("You name {}.", say::items(there)),
        (true, false) => format!("Name {} by letter.", say::items(missing)),
        (false, false) => format!("You name {}. Not yet: {}.", say::items(there), say::items(missing)),
    };
    let words = |mention: &Mention| {
        let bytes = &reading.words[mention.words.clone()];
        reading.pointer(bytes[0].at.start..bytes[bytes.len() - 1].at.end).span
    };
    line("named", "Responses named", state, note, reading.mentions.iter().take(SHOWN).map(words).collect())
}

/// What became of the quotations.
struct Quoted {
    /// Where those stand that are found, as often as they are; none for words on the page that no pointer can name.
    places: Vec<Place>,
    found: usize,
    at: Vec<Span>,
    /// What is said of those that stand elsewhere or nowhere, and their words.
    wrong: Vec<(String, Span)>,
}

impl Quoted {
    fn of(reading: &Reading, face: &Face) -> Quoted {
        let mut quoted = Quoted { places: vec![], found: 0, at: vec![], wrong: vec![] };
        if reading.quotations.is_empty() {
            return quoted;
        }
        let sources = Sources::of(face);
        // Where the learner writes the thing itself they may quote that, and it is not at hand.
        let all_at_hand = !matches!(face.work, Work::Rubric(_) | Work::Prompt(_));
        for One { index, wished, checked } in quotes::each(reading, &sources).take(MOST) {
            if wished && checked.is_none() {
                continue;
            }
            let quotation = &reading.quotations[index];
            let span = reading.pointer(quotation.inner.clone()).span;
            let outcome = match checked {
                Some(checked) if checked.fault.is_some() => Err(checked.note),
                Some(checked) => Ok(checked.pointers.into_iter().nth(1).map(|pointer| pointer.place)),
                None => sources.missing(reading, quotation).map_err(|checked| checked.note),
            };
            match outcome {
                Ok(place) => {
                    quoted.found += 1;
                    quoted.at.push(span);
                    quoted.places.extend(place);
                }
                Err(_) if !all_at_hand => {}
                Err(note) => quoted.wrong.push((note, span)),
            }
        }
        quoted
    }
}

fn quotations(reading: &Reading, face: &Face, quoted: Quoted) -> LiveCheck {
    const TOLD: usize = 2;
    let (id, label) = ("quotes", "Quotations");
    if !quoted.wrong.is_empty() {
        let notes: Vec<&str> = quoted.wrong.iter().take(TOLD).map(|(note, _)| note.as_str()).collect();
        let at = quoted.wrong.iter().map(|(_, span)| *span).collect();
        return line(id, label, LiveState::Wrong, notes.join(" "), at);
    }
    let mut places: Vec<String> = vec![];
    for place in quoted.places.iter().map(|place| place_name(place, face)) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let stand = if places.is_empty() { String::new() } else { format!(" in {}", say::list(&places)) };
    let (state, note) = match quoted.found {
        0 if reading.quotations.is_empty() => {
            (LiveState::Open, "Quote the words that decide, at least four of them, in quotation marks.".to_owned())
        }
        0 => (LiveState::Open, "Quote at least four words together, just as they stand.".to_owned()),
        1 => (LiveState::Found, format!("Found{stand}.")),
        n => (LiveState::Found, format!("{} found{stand}.", say::capital(&say::all(n, "quotation", "quotations")))),
    };
    line(id, label, state, note, quoted.at)
}

fn place_name(place: &Place, face: &Face) -> String {
    match place {
        Place::Item { id } if face.items().iter().any(|item| item.id == *id) => say::item(id),
        Place::Material { index } => {
            let title = face.material.get(*index as usize).map_or("", |material| material.title.as_str());
            say::quoted(title)
        }
        Place::Prompt => "the prompt".to_owned(),
        Place::Rubric => "the guideline".to_owned(),
        Place::Item { .. } | Place::Answer | Place::Criterion { .. } | Place::OwnPrompt => "the material".to_owned(),
    }
}

/// A line that looks for one word of a list.
fn word(reading: &Reading, (id, label): (&'static str, &'static str), list: &[&str], open: &str) -> LiveCheck {
    match shape::first(reading, list) {
        Some(found) => {
            line(id, label, LiveState::Found, format!("With {}.", say::quoted(&found.quote)), vec![found.span])
        }
        None => line(id, label, LiveState::Open, open, vec![]),
    }
}

fn reason(reading: &Reading) -> LiveCheck {
    word(reading, ("reason", "Reason"), &REASONS, "Say why, with a word such as “because” or “so”.")
}

fn contrast(reading: &Reading) -> LiveCheck {
    word(reading, ("contrast", "Contrast"), &CONTRASTS, "Set one against the other, with “while” or “but”.")
}

fn words(reading: &Reading, ask: &Ask) -> LiveCheck {
    let [floor, ceiling] = ask.words.map(|words| words as usize);
    let count = reading.count;
    let counted = format!("{count} {}", if count == 1 { "word" } else { "words" });
    let (state, mut note) = match count {
        _ if count < floor => (LiveState::Open, format!("{counted}, {} more to go.", floor - count)),
        _ if count > ceiling => (LiveState::Wrong, format!("{counted}, {} too many.", count - ceiling)),
        _ => (LiveState::Found, format!("{counted}, {floor} to {ceiling} asked.")),
    };
    if count > reading.words.len() {
        note.push_str(&format!(" The checks read the first {}.", reading.words.len()));
    }
    line("length", "Length", state, note, vec![])
}

/// Only where a passage is not the learner's own.
fn own_words(reading: &Reading) -> Option<LiveCheck> {
    let at = length::lifted(reading).into_iter().take(SHOWN).map(|bytes| reading.pointer(bytes).span).collect();
    Some(line("own_words", "Own words", LiveState::Wrong, length::not_own(reading)?, at))
}
