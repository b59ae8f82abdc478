//! Which ideal points each criterion asks for.
//!
//! A criterion asks for a point when they share enough of what they are about. What a word weighs is BM25's measure of
//! its rarity over the ideal points and the prompt: a word of one point alone says most, the word for the output itself
//! next to nothing. A figure in words is the same as in digits, and names in code are taken apart.

use super::reading::Reading;
use super::words::{Class, Lexicon, among};
use crate::written::bm25::Bm25;
use crate::written::stem::stem;
use course::task::justification::Point;
use std::collections::{HashMap, HashSet};
use unicode_segmentation::UnicodeSegmentation;

pub(super) struct Coverage {
    /// For each criterion the points it asks for.
    pub covers: Vec<Vec<usize>>,
    /// For each point the criterion that asks for it best.
    pub covered: Vec<Option<usize>>,
}

/// A criterion asks for a point from this score on.
const ENOUGH: f64 = 0.4;
/// The score is so much the share of the point that is asked for, and for the rest the share of the criterion that asks.
const OF_POINT: f64 = 0.6;
/// What a word of no task's own weighs against the others.
const GENERAL: f64 = 0.4;
/// The usual parameters of BM25; length hardly counts, for a criterion may say more than the point.
const K1: f64 = 1.2;
const B: f64 = 0.1;

pub(super) fn of(readings: &[Reading], lexicon: &Lexicon, prompt: &str, ideal: &[Point]) -> Coverage {
    let phrasings: Vec<Vec<Vec<String>>> = ideal.iter().map(|point| phrasings(point, lexicon)).collect();
    let prompt = content(prompt, lexicon);
    let weights = Weights::new(phrasings.iter().flatten().chain([&prompt]), lexicon);
    let asked: Vec<Vec<String>> = readings.iter().map(|reading| content(reading.read(), lexicon)).collect();
    let scores: Vec<Vec<f64>> = asked
        .iter()
        .map(|criterion| {
            let of_point = |point: &Vec<Vec<String>>| {
                point.iter().map(|phrasing| weights.score(criterion, phrasing)).fold(0.0, f64::max)
            };
            phrasings.iter().map(of_point).collect()
        })
        .collect();
    let covers = scores.iter().map(|row| (0..row.len()).filter(|point| row[*point] >= ENOUGH).collect()).collect();
    let best = |point: usize| {
        let of = (0..scores.len()).map(|criterion| (scores[criterion][point], criterion));
        let best = of.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        (best.0 >= ENOUGH).then_some(best.1)
    };
    Coverage { covers, covered: (0..ideal.len()).map(best).collect() }
}

/// How much each word says.
struct Weights<'a> {
    known: HashMap<&'a str, f64>,
    lexicon: &'a Lexicon,
}

impl<'a> Weights<'a> {
    fn new(texts: impl Iterator<Item = &'a Vec<String>>, lexicon: &'a Lexicon) -> Weights<'a> {
        let documents: Vec<Vec<&str>> = texts.map(|stems| stems.iter().map(String::as_str).collect()).collect();
        let bm25 = Bm25::new(&documents, K1, B);
        let words = documents.iter().flatten().copied();
        let known = words.map(|word| (word, bm25.score(&[word], &[word]) * share(word, lexicon))).collect();
        Weights { known, lexicon }
    }

    fn of(&self, word: &str) -> f64 {
        self.known.get(word).copied().unwrap_or_else(|| share(word, self.lexicon))
    }

    fn score(&self, criterion: &[String], phrasing: &[String]) -> f64 {
        let sum = |words: &mut dyn Iterator<Item = &String>| words.map(|word| self.of(word)).sum::<f64>();
        let (all, own) = (sum(&mut phrasing.iter()), sum(&mut criterion.iter()));
        let shared = sum(&mut phrasing.iter().filter(|word| criterion.contains(word)));
        if all > 0.0 && own > 0.0 { OF_POINT * shared / all + (1.0 - OF_POINT) * (shared / own).min(1.0) } else { 0.0 }
    }
}

/// Words of no task's own say less.
fn share(word: &str, lexicon: &Lexicon) -> f64 {
    if general(word, lexicon) { GENERAL } else { 1.0 }
}

fn general(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.any(word, &[Class::Output, Class::Part, Class::General, Class::Saying, Class::Value])
}

fn phrasings(point: &Point, lexicon: &Lexicon) -> Vec<Vec<String>> {
    std::iter::once(&point.text).chain(&point.wordings).map(|text| content(text, lexicon)).collect()
}

/// Stems of the words that say what a text is about, each once, figures in digits.
fn content(text: &str, lexicon: &Lexicon) -> Vec<String> {
    const FRAME: &[Class] = &[
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
    ];
    let apart = text.replace(['_', '=', '(', ')', '/'], " ");
    let words = apart.unicode_words().map(|word| word.to_lowercase().replace('’', "'"));
    let words = words.filter(|word| !lexicon.any(word, FRAME) || lexicon.is(word, Class::Number));
    let mut stems: Vec<String> = words.map(|word| canonical(&word)).collect();
    let mut seen = HashSet::new();
    stems.retain(|stem| seen.insert(stem.clone()));
    stems
}

/// One form for "four" and "4", for "longer", "length" and "words".
fn canonical(word: &str) -> String {
    const NUMBERS: &str = "zero one two three four five six seven eight nine ten eleven twelve";
    if let Some(number) = NUMBERS.split_ascii_whitespace().position(|known| known == word) {
        return number.to_string();
    }
    if among(word, "length longer shorter limit long short") {
        return "word".to_owned();
    }
    stem(word.strip_suffix("'s").unwrap_or(word))
}
