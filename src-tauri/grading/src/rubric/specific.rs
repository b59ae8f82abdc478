//! Of this task: a criterion that could be pasted on to any other one says nothing about this.

use super::reading::{Kind, Reading, Tag};
use super::words::{Class, Lexicon};
use super::{Fault, say};
use crate::written::stem::stem;
use course::task::justification::Point;
use std::collections::HashSet;
use unicode_segmentation::UnicodeSegmentation;

/// What belongs to this prompt: its content words, figures, names.
#[derive(Debug)]
pub(super) struct Page {
    /// Everything, lower case.
    text: String,
    stems: HashSet<String>,
    words: HashSet<String>,
    /// Pairs of neighbouring words.
    pairs: HashSet<(String, String)>,
}

impl Page {
    pub fn new(prompt: &str, ideal: &[Point]) -> Page {
        let mut page =
            Page { text: String::new(), stems: HashSet::new(), words: HashSet::new(), pairs: HashSet::new() };
        let wordings = ideal.iter().flat_map(|point| std::iter::once(&point.text).chain(&point.wordings));
        for text in std::iter::once(prompt).chain(wordings.map(String::as_str)) {
            let words: Vec<String> = text.unicode_words().map(|word| word.to_lowercase().replace('’', "'")).collect();
            page.pairs.extend(words.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())));
            page.stems.extend(words.iter().map(|word| stem(word.strip_suffix("'s").unwrap_or(word))));
            page.words.extend(words);
            page.text.push_str(&text.to_lowercase());
            page.text.push(' ');
        }
        page
    }

    /// Whether the word at a place stands on the page, in this form or another.
    pub fn holds(&self, reading: &Reading, at: usize) -> bool {
        self.stems.contains(&reading.stem(at))
    }

    /// Whether a figure stands on the page, alone or as part of a name: "75", "€75", "M31" in "M31_001".
    fn has_figure(&self, figure: &str) -> bool {
        !figure.is_empty()
            && self.text.match_indices(figure).any(|(at, _)| {
                let digit = |c: char| c.is_numeric();
                !self.text[..at].ends_with(digit) && !self.text[at + figure.len()..].starts_with(digit)
            })
    }

    pub fn has_word(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Whether the word and the one after it stand together on the page.
    pub fn own_pair(&self, reading: &Reading, at: usize) -> bool {
        self.pairs.contains(&(reading.low(at).to_owned(), reading.low(at + 1).to_owned()))
    }
}

pub(super) fn check(reading: &Reading, page: &Page) -> Option<Fault> {
    if reading.tokens.iter().all(|token| token.kind == Kind::Mark) || own(reading, page) {
        return None;
    }
    let why = "Nothing in it belongs to this task: it could stand in any rubric. Name a fact, a thing, a figure or a \
        reader of this prompt."
        .to_owned();
    Some(Fault { at: vec![reading.all_bytes()], why })
}

/// Whether the criterion names anything of this task's own.
fn own(reading: &Reading, page: &Page) -> bool {
    (0..reading.len()).any(|at| is_own(reading, page, at)) || unknown_things(reading, page) >= 1
}

fn is_own(reading: &Reading, page: &Page, at: usize) -> bool {
    let token = &reading.tokens[at];
    match token.kind {
        Kind::Mark => false,
        Kind::Quote | Kind::Code => true,
        Kind::Figure => token
            .low
            .split(|c: char| !c.is_alphanumeric() && c != '.' && c != ',')
            .any(|figure| page.has_figure(figure)),
        Kind::Word => {
            let name = token.capital && at > 0 && !reading.parts(at - 1) && !is_known(reading.lexicon, &token.low);
            name || page.holds(reading, at) && !is_general(reading, at)
        }
    }
}

/// Words of a kind that any task has.
fn is_general(reading: &Reading, at: usize) -> bool {
    let low = reading.low(at);
    let singular = low.strip_suffix('s').unwrap_or(low);
    let classes = [
        Class::Determiner,
        Class::Pronoun,
        Class::Preposition,
        Class::Subordinator,
        Class::Relative,
        Class::Coordinator,
        Class::Modal,
        Class::Be,
        Class::Have,
        Class::Do,
        Class::Negation,
        Class::Adverb,
        Class::Number,
        Class::Value,
        Class::Degree,
        Class::Amplifier,
        Class::Quality,
        Class::Quantity,
        Class::Weighty,
        Class::Output,
        Class::Part,
        Class::Side,
        Class::General,
        Class::Right,
        Class::Limit,
        Class::Asked,
        Class::Paper,
        Class::Elsewhere,
    ];
    let made_of = [Class::Value, Class::Degree].iter().any(|class| reading.lexicon.adjective(low, *class).is_some());
    let general_verb = reading.tokens[at]
        .verb
        .is_some_and(|(_, base)| reading.lexicon.any(base, &[Class::General, Class::Saying, Class::Effect]));
    reading.any(at, &classes)
        || reading.lexicon.any(singular, &[Class::Output, Class::Part, Class::General])
        || made_of
        || general_verb
}

fn is_known(lexicon: &Lexicon, low: &str) -> bool {
    lexicon.any(low, &[Class::Output, Class::Part, Class::General, Class::Pronoun, Class::Side])
}

/// Content nouns that neither the page nor the lists know.
fn unknown_things(reading: &Reading, page: &Page) -> usize {
    (0..reading.len())
        .filter(|at| reading.tag(*at) == Tag::Noun && !is_general(reading, *at) && !page.holds(reading, *at))
        .count()
}

#[allow(unused_imports)]
use say as _;
