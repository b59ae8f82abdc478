//! Of this task: a criterion that could be pasted on to any other one says nothing about this.

use super::Fault;
use super::reading::{Kind, Reading, Tag};
use super::words::{Class, Lexicon};
use crate::written::stem::stem;
use course::task::justification::Point;
use std::collections::HashSet;
use unicode_segmentation::UnicodeSegmentation;

/// What belongs to this prompt: its words, figures, names, and which words stand side by side.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Everything, lower case.
    text: String,
    figures: Vec<f64>,
    words: HashSet<String>,
    stems: HashSet<String>,
    /// Neighbours.
    pairs: HashSet<(String, String)>,
}

impl Page {
    pub fn new(prompt: &str, ideal: &[Point]) -> Page {
        let mut page = Page::default();
        let wordings = ideal.iter().flat_map(|point| std::iter::once(&point.text).chain(&point.wordings));
        for text in std::iter::once(prompt).chain(wordings.map(String::as_str)) {
            let words: Vec<String> = text.unicode_words().map(|word| word.to_lowercase().replace('’', "'")).collect();
            page.pairs.extend(words.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())));
            page.stems.extend(words.iter().map(|word| stem(word.strip_suffix("'s").unwrap_or(word))));
            page.figures.extend(words.iter().filter_map(|word| word.replace(',', "").parse::<f64>().ok()));
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

    pub fn has_word(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Whether these letters stand on the page, in a longer name too: "ISBN" in "ValidISBN13".
    pub fn mentions(&self, letters: &str) -> bool {
        self.text.contains(letters)
    }

    /// Whether the word and the one after it stand together on the page.
    pub fn own_pair(&self, reading: &Reading, at: usize) -> bool {
        self.pairs.contains(&(reading.low(at).to_owned(), reading.low(at + 1).to_owned()))
    }

    /// Whether a figure stands on the page, alone or as part of a name ("M31" in "M31_001"), or one near it: "140 to 160"
    /// where 150 are asked.
    fn has_figure(&self, figure: &str) -> bool {
        const LEAST: f64 = 20.0;
        const NEAR: f64 = 0.25;
        let value = figure.replace(',', "").parse::<f64>().ok().filter(|value| *value >= LEAST);
        let near = |known: &f64| value.is_some_and(|value| (known - value).abs() <= NEAR * known);
        let digit = |c: char| c.is_numeric();
        let stands =
            |at: usize| !self.text[..at].ends_with(digit) && !self.text[at + figure.len()..].starts_with(digit);
        !figure.is_empty()
            && (self.figures.iter().any(near) || self.text.match_indices(figure).any(|(at, _)| stands(at)))
    }
}

/// What the other checks found in the same criterion; it says how much a word of no list may count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signs {
    pub vague: bool,
    pub unseen: bool,
    pub foreign: bool,
    /// A picture is asked for: what it is to show is a thing of its own.
    pub pictured: bool,
}

pub(super) fn check(reading: &Reading, page: &Page, signs: Signs) -> Option<Fault> {
    if reading.tokens.iter().all(|token| token.kind == Kind::Mark) || own(reading, page, signs) {
        return None;
    }
    let why = "Nothing in it belongs to this task: it could stand in any rubric. Name a fact, a thing, a figure or a \
               reader of this prompt.";
    Some(Fault { at: vec![reading.all_bytes()], why: why.to_owned() })
}

/// Whether the criterion names anything of this task's own: something of the page, or enough that is concrete although
/// the page does not have it.
fn own(reading: &Reading, page: &Page, signs: Signs) -> bool {
    // Two figures make an example of a criterion: "20 and 21 give 20.5".
    let figures = reading.tokens.iter().filter(|token| token.kind == Kind::Figure).count();
    figures > 1 || (0..reading.len()).any(|at| is_own(reading, page, at)) || concrete(reading, signs) >= enough(signs)
}

/// How many marks of a thing of its own a criterion has, where the page has none of its words: nouns that no list of
/// general words holds, a figure, something the response is to say.
fn concrete(reading: &Reading, signs: Signs) -> usize {
    const LEAST: f64 = 10.0;
    const COUNTS: &str =
        "three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty";
    let limits = reading.tokens.iter().filter(|t| t.kind == Kind::Figure);
    let limits = limits.filter(|t| t.low.parse::<f64>().is_ok_and(|value| value >= LEAST)).count();
    let mut things = HashSet::new();
    for at in 0..reading.len() {
        // "Glues", "frozen": what few tasks speak of.
        let deed = matches!(reading.tag(at), Tag::Finite | Tag::Infinitive | Tag::Ing | Tag::Participle)
            && reading.tokens[at].verb.is_some()
            && !signs.vague;
        let counted = reading.tag(at) == Tag::Number && reading.is_in(at, COUNTS);
        let thing = (reading.tag(at) == Tag::Noun || deed)
            && !is_general(reading, at)
            && !is_everyday(reading, at, signs.vague);
        if thing {
            things.insert(reading.stem(at));
        }
        if counted {
            things.insert(reading.low(at).to_owned());
        }
    }
    let says = (0..reading.len()).any(|at| {
        let verb = reading.tokens[at].verb.is_some_and(|(_, base)| reading.lexicon.is(base, Class::Saying));
        verb && matches!(reading.tag(at), Tag::Finite | Tag::Infinitive)
    });
    things.len() + 2 * limits + usize::from(says && !things.is_empty())
}

/// One word of no list may be chance, and beside a judgement two are: "busy people will read it to the end". What another
/// kind of output would show is always some thing.
fn enough(signs: Signs) -> usize {
    match signs {
        Signs { foreign: true, .. } => 1,
        Signs { vague: true, .. } => 2,
        Signs { unseen: true, .. } | Signs { pictured: true, .. } => 1,
        Signs { .. } => 2,
    }
}

/// Nouns that no subject owns: people at large, and what idioms are made of.
fn is_everyday(reading: &Reading, at: usize, judged: bool) -> bool {
    let low = reading.low(at);
    let singular = low.strip_suffix('s').unwrap_or(low);
    low.contains('\'')
        || [low, singular]
            .iter()
            .any(|word| reading.lexicon.is(word, Class::Everyday) || judged && reading.lexicon.is(word, Class::Reader))
}

fn is_own(reading: &Reading, page: &Page, at: usize) -> bool {
    let token = &reading.tokens[at];
    match token.kind {
        Kind::Mark => false,
        Kind::Quote | Kind::Code => true,
        Kind::Figure => {
            let parts = token.low.split(|c: char| !c.is_alphanumeric() && c != '.' && c != ',');
            token.low.contains(':') || parts.into_iter().any(|figure| page.has_figure(figure))
        }
        Kind::Word => {
            let name = token.capital && at > 0 && !reading.parts(at - 1) && !is_known(reading.lexicon, &token.low);
            let thing = page.holds(reading, at) && !is_general(reading, at);
            name || thing || own_couple(reading, page, at)
        }
    }
}

/// Two content words side by side, as on the page: "opening hours", though either alone is anybody's.
fn own_couple(reading: &Reading, page: &Page, at: usize) -> bool {
    let content = |i: usize| {
        let judged = reading.any(i, &[Class::Value, Class::Asked, Class::Right, Class::Limit, Class::Number]);
        matches!(reading.tag(i), Tag::Noun | Tag::Adjective | Tag::Ing | Tag::Participle) && !judged
    };
    content(at) && content(at + 1) && page.own_pair(reading, at)
}

/// Words of a kind that any task has.
fn is_general(reading: &Reading, at: usize) -> bool {
    const FRAME: [Class; 14] = [
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
        Class::Plain,
        Class::Number,
    ];
    const JUDGING: [Class; 6] =
        [Class::Value, Class::Degree, Class::Amplifier, Class::Quality, Class::Quantity, Class::Weighty];
    const COMMON: [Class; 9] = [
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
    let low = reading.low(at);
    let singular = low.strip_suffix('s').unwrap_or(low);
    let stripped = ["un", "in", "im", "non-", "dis", "over"].iter().find_map(|prefix| low.strip_prefix(prefix));
    let denied = stripped.is_some_and(|word| {
        reading.lexicon.any(word, &JUDGING)
            || reading.lexicon.any(word, &COMMON)
            || reading.lexicon.is(word, Class::Plain)
    });
    let judges =
        denied || [Class::Value, Class::Degree].iter().any(|class| reading.lexicon.adjective(low, *class).is_some());
    // "The runs column" names a thing; "it runs" and "in one run" do not.
    let compound = reading.tag(at) == Tag::Noun && reading.tag(at + 1) == Tag::Noun;
    let verb = reading.tokens[at].verb.filter(|_| !compound);
    let common_verb = [Class::GeneralVerb, Class::Saying, Class::Effect];
    reading.any(at, &FRAME)
        || reading.any(at, &JUDGING)
        || reading.any(at, &COMMON)
        || reading.lexicon.any(singular, &COMMON)
        || judges
        || verb.is_some_and(|(_, base)| reading.lexicon.any(base, &common_verb))
}

fn is_known(lexicon: &Lexicon, low: &str) -> bool {
    lexicon.any(low, &[Class::Output, Class::Part, Class::General, Class::Pronoun, Class::Side, Class::Determiner])
}
