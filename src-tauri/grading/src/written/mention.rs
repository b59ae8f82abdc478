//! Where the text names a response by its letter: "B", "Response B", "response (b)", "B’s".

use super::claims::GENRES;
use super::described;
use super::lexicon::{ADVERBS, AFTER_LETTER, LETTERED, NOUNS, SINGULAR_IN_S, among, is};
use super::reading::{Reading, Word};
use crate::Letters;
use course::task::Face;
use std::ops::Range;

/// A response named in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    /// Index of the response in `Face::items`.
    pub item: usize,
    /// Its words, with "Response" where that stands before the letter.
    pub words: Range<usize>,
    /// "B’s": something of the response, not the response itself.
    pub possessive: bool,
}

/// All mentions, first to last. Inside quotations only a letter alone counts, for there others are speaking.
pub(super) fn find(reading: &Reading, face: &Face, letters: &Letters) -> Vec<Mention> {
    let mut mentions = vec![];
    for sentence in &reading.sentences {
        for at in sentence.words.clone() {
            let Some((letter, possessive)) = single_letter(&reading.text[reading.words[at].at.clone()]) else {
                continue;
            };
            let item =
                letters.id(letter.to_ascii_uppercase()).and_then(|id| face.items().iter().position(|i| i.id == id));
            let Some(item) = item else { continue };
            let named = at > sentence.words.start && is_noun_before(reading, at);
            let place = Place { reading, sentence: sentence.words.clone(), at, named };
            if place.may_speak() && (possessive && letter.is_uppercase() || place.is_letter(letter)) {
                let start = if named { at - 1 } else { at };
                mentions.push(Mention { item, words: start..at + 1, possessive });
            }
        }
    }
    let counted = ordinals(reading, face, letters, &mentions);
    mentions.extend(counted);
    mentions.sort_by_key(|mention| mention.words.start);
    mentions.extend(described::find(reading, face, &mentions));
    mentions.sort_by_key(|mention| mention.words.start);
    mentions
}

/// "The first response", "the second" where the text counts them, "the former" and "the latter" of two.
fn ordinals(reading: &Reading, face: &Face, letters: &Letters, lettered: &[Mention]) -> Vec<Mention> {
    let item = |place: usize| {
        let letter = char::from(b'A' + u8::try_from(place).ok().filter(|place| *place < 26)?);
        let id = letters.id(letter)?;
        face.items().iter().position(|item| item.id == id)
    };
    let two = face.items().len() == 2;
    let mut found = vec![];
    // "The second" alone is a response only where one is counted with its noun, or both are counted.
    let counted = counts_responses(reading);
    for sentence in &reading.sentences {
        for at in sentence.words.clone() {
            let low = reading.words[at].low.as_str();
            let place = PLACES.iter().position(|word| *word == low).or_else(|| from_the_end(low, face.items().len()));
            let first = at == sentence.words.start;
            // "First response is …": an article is left out.
            let bare = first || is(&reading.words[at - 1].low, &["in", "while", "but", "and"]);
            let the = !first && is(&reading.words[at - 1].low, &["the", "this", "that"]);
            let kind = |word: &Word| is(&word.low, &NOUNS) || among(&word.low, GENRES);
            let the = the || bare && place.is_some() && reading.words.get(at + 1).is_some_and(kind);
            let counts = the && (place.is_some() || is(low, &["former", "latter"]));
            if !counts || reading.words[at].quotation.is_some() || lettered.iter().any(|m| m.words.contains(&at)) {
                continue;
            }
            let next = reading.words.get(at + 1).filter(|_| sentence.words.contains(&(at + 1)));
            let next = next.map_or("", |word| word.low.as_str());
            let noun = is(next, &NOUNS) || among(next, GENRES);
            let noun = noun && !(is(low, &["last", "middle"]) && is(next, &["place", "line"]));
            let pair = match low {
                "former" | "latter" if two => named_before(lettered, found.as_slice(), at),
                _ => None,
            };
            let this = match (low, pair, place) {
                ("former", Some((first, _)), _) => Some(first),
                ("latter", Some((_, second)), _) => Some(second),
                // Where none has been named, of the two that are shown.
                ("former", None, _) if two => item(0),
                ("latter", None, _) if two => item(1),
                (_, _, Some(place)) if noun => item(place),
                (_, _, Some(place)) if counted && speaks(reading, at, next) => item(place),
                _ => None,
            };
            let start = if bare { at } else { at - 1 };
            let words = start..at + 1 + usize::from(noun);
            found.extend(this.map(|item| Mention { item, words, possessive: false }));
        }
    }
    found
}

/// "The last", "the middle one", of three or more.
fn from_the_end(low: &str, items: usize) -> Option<usize> {
    match (low, items) {
        ("last", 3..) => Some(items - 1),
        ("middle", 3) => Some(1),
        _ => None,
    }
}

/// Whether the text counts the responses: "the first response", or both "the first …" and "the second …" that speak.
fn counts_responses(reading: &Reading) -> bool {
    let (mut alone, mut noun) = ([false; 2], false);
    for at in 1..reading.words.len() {
        let low = reading.words[at].low.as_str();
        let pair = ["former", "latter"].iter().position(|word| *word == low);
        let place = PLACES[..2].iter().position(|word| *word == low).or(pair);
        let the = is(&reading.words[at - 1].low, &["the", "this", "that"]) && reading.words[at].quotation.is_none();
        let Some(place) = place.filter(|_| the) else { continue };
        let next = reading.words.get(at + 1).map_or("", |word| word.low.as_str());
        noun |= is(next, &NOUNS) || among(next, GENRES);
        alone[place] |= speaks(reading, at, next);
    }
    noun || alone == [true, true]
}

const PLACES: [&str; 6] = ["first", "second", "third", "fourth", "fifth", "sixth"];

/// The two responses that were named last, in the order of their naming.
fn named_before(lettered: &[Mention], counted: &[Mention], at: usize) -> Option<(usize, usize)> {
    let mut before: Vec<&Mention> = lettered.iter().chain(counted).filter(|m| m.words.end <= at).collect();
    before.sort_by_key(|mention| mention.words.start);
    let second = before.pop()?;
    let first = before.into_iter().rev().find(|mention| mention.item != second.item)?;
    Some((first.item, second.item))
}

/// "The second is", "the first gives", "the second, by contrast": no noun follows that it would count.
fn speaks(reading: &Reading, at: usize, next: &str) -> bool {
    let mark = reading.gap_before(at + 1).trim_start().chars().next();
    let verb = among(next, AFTER_LETTER) || next.len() > 3 && next.ends_with('s') && !next.ends_with("ss");
    mark.is_some_and(|c| matches!(c, ',' | '.' | ';' | ':' | '?' | ')')) || verb || is(next, &ADVERBS)
}

/// The letter of a word that is nothing else, and whether "’s" follows.
fn single_letter(word: &str) -> Option<(char, bool)> {
    let mut chars = word.chars();
    let letter = chars.next().filter(char::is_ascii_alphabetic)?;
    match chars.as_str() {
        "" => Some((letter, false)),
        "'s" | "’s" => Some((letter, true)),
        _ => None,
    }
}

/// "Response B", "response (B)", "answer: b".
fn is_noun_before(reading: &Reading, at: usize) -> bool {
    let noun = &reading.words[at - 1].low;
    let between = reading.gap_before(at);
    is(noun, &NOUNS[..26]) && between.chars().count() <= 3 && !between.contains(['.', ',', ';', '\n'])
}

/// A single letter and what stands around it.
struct Place<'r, 'a> {
    reading: &'r Reading<'a>,
    sentence: Range<usize>,
    at: usize,
    /// "Response" stands before it.
    named: bool,
}

impl Place<'_, '_> {
    fn word(&self, at: usize) -> Option<&Word> {
        self.sentence.contains(&at).then(|| &self.reading.words[at])
    }

    fn low(&self, at: Option<usize>) -> &str {
        at.and_then(|at| self.word(at)).map_or("", |word| word.low.as_str())
    }

    fn before(&self) -> &str {
        self.low(self.at.checked_sub(1))
    }

    /// Not inside a quotation, unless the letter (with its noun) is all that is quoted.
    fn may_speak(&self) -> bool {
        let Some(quotation) = self.reading.words[self.at].quotation else { return true };
        self.reading.words_quoted(quotation) <= if self.named { 2 } else { 1 }
    }

    fn is_letter(&self, letter: char) -> bool {
        let before = self.reading.gap_before(self.at);
        let after = self.reading.gap_before(self.at + 1);
        let joined = after.starts_with(['+', '#', '°'])
            || after == "-" && self.word(self.at + 1).is_some()
            || before.ends_with(['°', '#', '-', '.', '@', '$', '<'])
            || before.ends_with("</");
        let lettered = is(self.before(), &LETTERED) || self.before().ends_with(|c: char| c.is_numeric());
        if joined || lettered {
            return false;
        }
        let follows = self.follows(after);
        match letter {
            'A' => self.named || follows || self.inside_sentence(before),
            'a' if self.named => {
                follows && !is(self.low(Some(self.at + 1)), &["and", "or", "with", "to", "for", "that"])
            }
            'a' => is(self.before(), &["than", "over"]) && follows,
            'b'..='z' => {
                self.named || follows && self.low(Some(self.at + 1)) != "that" || is(self.before(), &["than", "over"])
            }
            _ => true,
        }
    }

    /// What comes next cannot come after an article: punctuation, a verb, a conjunction.
    fn follows(&self, after: &str) -> bool {
        let mark = after.trim_start().chars().next();
        if mark.is_none_or(|c| {
            matches!(c, ',' | '.' | ':' | ';' | ')' | '/' | '>' | '=' | '?' | '!' | '–' | '—' | ']' | '&')
        }) {
            return mark.is_some() || self.word(self.at + 1).is_none() || self.verb_at(self.at + 1);
        }
        false
    }

    fn verb_at(&self, at: usize) -> bool {
        let word = self.low(Some(at));
        // "A first, C second": a place in an order.
        if is(word, &["better", "best"]) && self.verb_at(at + 1) {
            return true;
        }
        let placed = is(word, &["first", "second", "third", "last"]);
        if placed && self.reading.gap_before(at + 1).starts_with([',', ';', '.']) {
            return true;
        }
        if is(word, &ADVERBS) || word.len() > 4 && word.ends_with("ly") {
            return self.verb_at(at + 1);
        }
        let compared = is(word, &["better", "worse"]) && self.low(Some(at + 1)) == "than";
        compared
            || among(word, AFTER_LETTER)
            || word.len() > 3
                && word.ends_with('s')
                && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
                && !is(word, &SINGULAR_IN_S)
    }

    /// A capital A after other words of the sentence is no article, unless capitals mean nothing here.
    fn inside_sentence(&self, before: &str) -> bool {
        let starts = before.contains(['.', ':', '!', '?', '\n', '“', '"', '«', '•', '(', '‘']);
        let capital = |at: usize| {
            let word = self.word(at).map_or("", |w| &self.reading.text[w.at.clone()]);
            word.chars().count() > 1 && word.starts_with(char::is_uppercase)
        };
        self.at > self.sentence.start && !starts && !capital(self.at + 1)
    }
}

#[cfg(test)]
mod tests {
    use crate::samples;

    /// The letters found, "'" after those of whom something is said.
    fn check(text: &str, found: &str) {
        let task = samples::ranking();
        let letters = crate::Letters::in_order(samples::IDS);
        let reading = super::Reading::new(text, &task.face, &letters);
        let say = |m: &super::Mention| {
            let letter = letters.letter(&task.face.items()[m.item].id).unwrap();
            format!("{letter}{}", if m.possessive { "'" } else { "" })
        };
        assert_eq!(reading.mentions.iter().map(say).collect::<String>(), found, "{text}");
    }

    #[test]
    fn letters_in_their_usual_dress() {
        check("B is best, then D, C and A.", "BDCA");
        check("Response B beats response (C); Answer A: no. Option d is dull", "BCAD");
        check("B’s picture is clear, D's is not.", "B'D'");
        check("B/D > C>A", "BDCA");
        check("“B” is better than “Response C”.", "BC");
        check("b is better than a. response c is wrong", "BAC");
        check("**B** is best", "B");
    }

    #[test]
    fn an_article_is_no_letter() {
        check("A child can repeat it. A good answer has a picture.", "");
        check("A is dull. A gives no picture. A clearly says so. A, too.", "AAAA");
        check("Because A is dull and A makes no sense", "AA");
        check("A lens is A Thing. Once more: A bus came.", "");
        check("It is better than a long text; more than a.", "A");
    }

    #[test]
    fn letters_that_name_something_else() {
        check("Vitamin C, plan B, 20 C, 5 °C, C++, C#, B-roll, e.g. D2 or Z and E", "");
        check("The C code is fine", "C");
        check("The text says “take plan B or C today”", "");
    }
}
