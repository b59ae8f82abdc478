//! A criterion, read once for all checks: its words with a guess at their part of speech, its clauses, and what of it is
//! only reported or quoted.

mod clauses;
mod quality;
mod said;
mod tag;
mod tokens;

pub(super) use clauses::{Joint, Segment, Start};
pub(super) use tag::Tag;
pub(super) use tokens::Kind;

pub(super) use super::words::Form;
use super::words::{Class, Lexicon, among};
use crate::written::stem::stem;
use course::text::Span;
use std::ops::Range;

/// Of a criterion so many bytes and words are read. A good one has a fifth of that.
const MOST_BYTES: usize = 1500;
const MOST_TOKENS: usize = 150;

/// A word, a figure, a mark, or something quoted.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub kind: Kind,
    /// Bytes of the criterion.
    pub at: Range<usize>,
    /// Lower case, straight apostrophes; empty for quotations.
    pub low: String,
    pub tag: Tag,
    /// The form and the base, where it can be a form of a known verb.
    pub verb: Option<(Form, &'static str)>,
    /// Starts with a capital.
    pub capital: bool,
}

pub(super) struct Reading<'t> {
    pub text: &'t str,
    /// How much of it is read, in bytes.
    cut: usize,
    pub tokens: Vec<Token>,
    pub lexicon: &'t Lexicon,
    /// For each token, whether it is part of what the response is to say, not of what is said about the response.
    pub said: Vec<bool>,
    /// Segments of the sentence, in order.
    pub segments: Vec<Segment>,
}

impl<'t> Reading<'t> {
    pub fn new(text: &'t str, lexicon: &'t Lexicon) -> Reading<'t> {
        let cut = (0..=MOST_BYTES.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let read = &text[..cut];
        let mut pieces = tokens::split(read);
        pieces.truncate(MOST_TOKENS);
        let cut = if pieces.len() < MOST_TOKENS { cut } else { pieces.last().map_or(0, |piece| piece.at.end) };
        let tokens = pieces.into_iter().map(|piece| {
            let word = &read[piece.at.clone()];
            let low = match piece.kind {
                Kind::Quote | Kind::Code => String::new(),
                Kind::Word | Kind::Figure | Kind::Mark => word.to_lowercase().replace('’', "'"),
            };
            let verb = if piece.kind == Kind::Word { lexicon.verb(&low) } else { None };
            let capital = word.starts_with(char::is_uppercase);
            Token { kind: piece.kind, at: piece.at, low, tag: Tag::Mark, verb, capital }
        });
        let mut reading = Reading { text, cut, tokens: tokens.collect(), lexicon, said: vec![], segments: vec![] };
        tag::tag(&mut reading);
        reading.said = said::of(&reading);
        reading.segments = clauses::of(&reading);
        reading
    }

    /// What of the text is read.
    pub fn read(&self) -> &'t str {
        &self.text[..self.cut]
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The word at a place, lower case; empty for anything that is no word, and beyond the ends.
    pub fn low(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.low.as_str())
    }

    /// The word before a place.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.low(at))
    }

    /// The tag at a place; that of a mark beyond the ends.
    pub fn tag(&self, at: usize) -> Tag {
        self.tokens.get(at).map_or(Tag::Mark, |token| token.tag)
    }

    pub fn tag_before(&self, at: usize) -> Tag {
        at.checked_sub(1).map_or(Tag::Mark, |at| self.tag(at))
    }

    pub fn is(&self, at: usize, class: Class) -> bool {
        self.lexicon.is(self.low(at), class)
    }

    pub fn any(&self, at: usize, classes: &[Class]) -> bool {
        self.lexicon.any(self.low(at), classes)
    }

    /// Whether the word is in a list of words with spaces between.
    pub fn is_in(&self, at: usize, words: &str) -> bool {
        among(self.low(at), words)
    }

    /// How many words the first of these phrases takes that stands here; they have bars between.
    pub fn phrase(&self, at: usize, phrases: &str) -> Option<usize> {
        let first = self.low(at);
        let stands = |phrase: &&str| !first.is_empty() && phrase.starts_with(first) && self.stands(at, phrase);
        phrases.split('|').find(stands).map(|phrase| phrase.split(' ').count())
    }

    /// Whether these words stand here, one after the other.
    pub fn stands(&self, at: usize, phrase: &str) -> bool {
        phrase.split(' ').enumerate().all(|(offset, word)| self.low(at + offset) == word)
    }

    pub fn stem(&self, at: usize) -> String {
        let low = self.low(at);
        stem(low.strip_suffix("'s").unwrap_or(low))
    }

    /// Bytes from one token to another, the end left out.
    pub fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        let start = self.tokens.get(tokens.start).map_or(0, |token| token.at.start);
        let end = tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.at.end);
        start..end.max(start)
    }

    /// Bytes of all that is read of the criterion, white space at the ends left out.
    pub fn all_bytes(&self) -> Range<usize> {
        let read = self.read();
        let start = read.len() - read.trim_start().len();
        start..start + read.trim().len()
    }

    pub fn words(&self, tokens: Range<usize>) -> &'t str {
        &self.text[self.bytes(tokens)]
    }

    /// As the page counts.
    pub fn span(&self, bytes: Range<usize>) -> Span {
        Span::of_bytes(self.text, bytes)
    }

    /// The end of the clause that holds a token: the next mark that parts.
    pub fn clause_end(&self, at: usize) -> usize {
        (at..self.len()).find(|i| self.parts(*i)).unwrap_or(self.len())
    }

    /// Comma, semicolon, colon, dash, bracket, full stop.
    pub fn parts(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Mark && is_parting(&self.text[token.at.clone()]))
    }
}

fn is_parting(mark: &str) -> bool {
    matches!(
        mark,
        "," | ";" | ":" | "." | "?" | "!" | "(" | ")" | "[" | "]" | "–" | "—" | "…" | "-" | "，" | "、" | "。"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tag of each word, as it is written in `expected` after a slash; words without one are not looked at.
    fn check(expected: &str) {
        let lexicon = Lexicon::new();
        let plain: Vec<&str> = expected.split(' ').map(|word| word.split('/').next().unwrap()).collect();
        let text = plain.join(" ");
        let reading = Reading::new(&text, &lexicon);
        for word in expected.split(' ') {
            let Some((word, tag)) = word.split_once('/') else { continue };
            let is: Vec<String> = reading
                .tokens
                .iter()
                .filter(|token| text[token.at.clone()] == *word)
                .map(|token| format!("{:?}", token.tag))
                .collect();
            assert!(is.iter().any(|is| is == tag), "{word} is {is:?} in {text}");
        }
    }

    #[test]
    fn nouns_and_verbs_that_look_alike() {
        check("The card names/Finite the jebena");
        check("Names/Finite the pot .");
        check("Names/Noun of animals are/Be given");
        check("Rules/Noun are/Be simple/Adjective");
        check("Comments/Noun for the team are/Be short");
        check("Uses/Finite the column names/Noun from the file");
        check("Colours/Noun are/Be pleasing/Adjective");
        check("Rows run/Finite from the first to the last");
        check("Sentences all begin/Finite with a capital");
        check("Does the text tell/Infinitive guests to/To stay/Infinitive ?");
        check("It should run/Infinitive fast/Adjective");
        check("Explains that the pump failed/Finite .");
        check("Beans roasted/Participle in a pan");
        check("The wording/Noun is precise/Adjective");
        check("Skips/Finite 'NA'/Quote values/Noun");
        check("Asks them to wibble/Noun the/Determiner pot");
    }

    /// The segments of a sentence, with joint and start.
    fn check_segments(text: &str, expected: &[&str]) {
        let lexicon = Lexicon::new();
        let reading = Reading::new(text, &lexicon);
        let show = |s: &Segment| format!("{:?} {:?}: {}", s.joint, s.start, reading.words(s.tokens.clone()));
        assert_eq!(reading.segments.iter().map(show).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn segments() {
        check_segments(
            "If it rains, the bus waits; it leaves at nine and stops twice.",
            &[
                "None Serving: If it rains",
                "Comma Clause: the bus waits",
                "Semicolon Clause: it leaves at nine",
                "And Verb: stops twice",
            ],
        );
        check_segments("Salt and pepper are in the pot.", &["None Clause: Salt and pepper are in the pot"]);
        check_segments("Warm, tactful.", &["None Quality: Warm", "Comma Quality: tactful"]);
        check_segments("Returns 12, and never 0.", &["None Verb: Returns 12", "And Denial: never 0"]);
    }

    #[test]
    fn what_is_said_is_not_judged() {
        let lexicon = Lexicon::new();
        let said = |text: &str| {
            let reading = Reading::new(text, &lexicon);
            let said = (0..reading.len()).filter(|at| reading.said[*at]).map(|at| reading.low(at).to_owned());
            said.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(said("Says that the path is safe."), "that the path is safe");
        assert_eq!(said("Tells the guests how to sit, in a friendly way."), "how to sit ,");
        assert_eq!(said("The path is safe."), "");
        assert_eq!(said("Explains why it is slow and names two cures."), "why it is slow");
    }
}
