//! Which ideal points each criterion asks for.
//!
//! A criterion asks for a point when they share enough of what they are about. What a word weighs is BM25's measure of
//! its rarity over the ideal points and the prompt: a word of one point alone says most, the word for the output itself
//! next to nothing. A figure in words is the same as in digits, names in code are taken apart, and a few everyday words
//! stand for their neighbours ("last" for "end").

use super::reading::Reading;
use super::words::{Class, Lexicon, among};
use crate::written::bm25::Bm25;
use crate::written::stem::stem;
use course::task::justification::Point;
use std::collections::{HashMap, HashSet};
use unicode_segmentation::UnicodeSegmentation;

/// For each criterion how far it asks for each point.
pub(super) struct Coverage {
    scores: Vec<Vec<f64>>,
    points: usize,
}

impl Coverage {
    /// The points that a criterion asks for.
    pub fn of_criterion(&self, criterion: usize) -> Vec<usize> {
        let row = self.scores.get(criterion).map_or(&[][..], Vec::as_slice);
        (0..row.len()).filter(|point| row[*point] >= ENOUGH).collect()
    }

    /// For each point, of the criteria that `checks` lets pass the one that asks for it best.
    pub fn best(&self, checks: impl Fn(usize) -> bool) -> Vec<Option<usize>> {
        let best = |point: usize| {
            let passing = (0..self.scores.len()).filter(|criterion| checks(*criterion));
            let scored = passing.map(|criterion| (self.scores[criterion][point], criterion));
            let best = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
            (best.0 >= ENOUGH).then_some(best.1)
        };
        (0..self.points).map(best).collect()
    }
}

/// A criterion asks for a point from this score on.
const ENOUGH: f64 = 0.39;
/// The score is so much the share of the point that is asked for, and for the rest the share of the criterion that asks.
const OF_POINT: f64 = 0.7;
/// What a word of no task's own weighs against the others, and what a figure does.
const GENERAL: f64 = 0.5;
const FIGURE: f64 = 1.25;
/// The usual parameters of BM25; length hardly counts, for a criterion may say more than the point.
const K1: f64 = 1.2;
/// What a word of every text still weighs: where there is one point alone, the prompt may hold all of it.
const LEAST: f64 = 0.2;
const B: f64 = 0.1;

pub(super) fn of(readings: &[Reading], lexicon: &Lexicon, prompt: &str, ideal: &[Point]) -> Coverage {
    let phrasings: Vec<Vec<Vec<Term>>> = ideal.iter().map(|point| phrasings(point, lexicon)).collect();
    let prompt = terms(prompt, lexicon);
    let weights = Weights::new(phrasings.iter().flatten().chain([&prompt]));
    let asked: Vec<Vec<Term>> = readings.iter().map(|reading| terms(reading.read(), lexicon)).collect();
    let score = |criterion: &[Term], point: &[Vec<Term>]| {
        point.iter().map(|phrasing| weights.score(criterion, phrasing)).fold(0.0, f64::max)
    };
    let scores: Vec<Vec<f64>> =
        asked.iter().map(|criterion| phrasings.iter().map(|point| score(criterion, point)).collect()).collect();
    Coverage { scores, points: ideal.len() }
}

/// A word of a text as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    stem: String,
    /// It belongs to no task in particular.
    general: bool,
}

/// How much each word says.
struct Weights<'a> {
    known: HashMap<&'a str, f64>,
}

impl<'a> Weights<'a> {
    fn new(texts: impl Iterator<Item = &'a Vec<Term>>) -> Weights<'a> {
        let documents: Vec<Vec<&str>> =
            texts.map(|terms| terms.iter().map(|term| term.stem.as_str()).collect()).collect();
        let bm25 = Bm25::new(&documents, K1, B);
        let words = documents.iter().flatten().copied();
        Weights { known: words.map(|word| (word, bm25.score(&[word], &[word]).max(LEAST))).collect() }
    }

    fn of(&self, term: &Term) -> f64 {
        let rare = self.known.get(term.stem.as_str()).copied().unwrap_or(1.0);
        let figured = term.stem.contains(|c: char| c.is_numeric());
        rare * if term.general {
            GENERAL
        } else if figured {
            FIGURE
        } else {
            1.0
        }
    }

    fn score(&self, criterion: &[Term], phrasing: &[Term]) -> f64 {
        let sum = |terms: &mut dyn Iterator<Item = &Term>| terms.map(|term| self.of(term)).sum::<f64>();
        let (all, own) = (sum(&mut phrasing.iter()), sum(&mut criterion.iter()));
        let best = |term: &Term| criterion.iter().map(|other| likeness(&other.stem, &term.stem)).fold(0.0, f64::max);
        let shared: f64 = phrasing.iter().map(|term| best(term) * self.of(term)).sum();
        if all > 0.0 && own > 0.0 { OF_POINT * shared / all + (1.0 - OF_POINT) * (shared / own).min(1.0) } else { 0.0 }
    }
}

/// How far two words are one: "moon" and "moonlight", "delete" and "deletion" nearly are.
fn likeness(one: &str, other: &str) -> f64 {
    const LEAST: usize = 4;
    const KIN: f64 = 0.8;
    if one == other {
        return 1.0;
    }
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b && a.is_alphabetic()).count();
    let (short, long) =
        (one.chars().count().min(other.chars().count()), one.chars().count().max(other.chars().count()));
    let kin = shared >= LEAST && (shared == short || shared > LEAST && shared * 4 >= long * 3);
    if kin { KIN } else { 0.0 }
}

fn phrasings(point: &Point, lexicon: &Lexicon) -> Vec<Vec<Term>> {
    std::iter::once(&point.text).chain(&point.wordings).map(|text| terms(text, lexicon)).collect()
}

/// The words that say what a text is about, each once.
fn terms(text: &str, lexicon: &Lexicon) -> Vec<Term> {
    const FRAME: [Class; 10] = [
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
    const GENERAL: [Class; 7] =
        [Class::Output, Class::Part, Class::General, Class::GeneralVerb, Class::Saying, Class::Value, Class::Asked];
    let apart = text.replace(['_', '=', '(', ')', '/'], " ");
    let words = apart.unicode_words().map(|word| word.to_lowercase().replace('’', "'"));
    let words = words.filter(|word| !lexicon.any(word, &FRAME) || lexicon.is(word, Class::Number));
    let words = figures_joined(words.collect()).into_iter();
    let mut seen = HashSet::new();
    let terms = words.map(|word| {
        let verb = lexicon.verb(&word).is_some_and(|(_, base)| lexicon.any(base, &GENERAL));
        Term { general: verb || lexicon.any(&word, &GENERAL), stem: canonical(&word, lexicon) }
    });
    terms.filter(|term| seen.insert(term.stem.clone())).collect()
}

/// One form for "four" and "4", for a verb in any form, for "longer", "length" and "words".
fn canonical(word: &str, lexicon: &Lexicon) -> String {
    if let Some(number) = number_of(word) {
        return number.to_string();
    }
    let base = lexicon.verb(word).map_or(word, |(_, base)| base);
    if let Some(group) = NEIGHBOURS.iter().find(|group| among(word, group) || among(base, group)) {
        return group.split(' ').next().unwrap_or(word).to_owned();
    }
    stem(word.strip_suffix("'s").unwrap_or(base))
}

/// "Twelve", "forty".
fn number_of(word: &str) -> Option<usize> {
    const UNITS: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
        sixteen seventeen eighteen nineteen";
    const TENS: &str = "twenty thirty forty fifty sixty seventy eighty ninety hundred";
    let at = |words: &str| words.split_ascii_whitespace().position(|known| known == word);
    at(UNITS).or_else(|| at(TENS).map(|tens| 10 * (tens + 2)))
}

/// "Thirty-one" is one figure.
fn figures_joined(words: Vec<String>) -> Vec<String> {
    let mut joined: Vec<String> = vec![];
    for word in words {
        let tens =
            joined.last().and_then(|last| number_of(last)).filter(|tens| (20..100).contains(tens) && tens % 10 == 0);
        match (tens, number_of(&word)) {
            (Some(tens), Some(unit @ 1..10)) => {
                joined.pop();
                joined.push((tens + unit).to_string());
            }
            (_, _) => joined.push(word),
        }
    }
    joined
}

/// Everyday words that stand for each other.
const NEIGHBOURS: [&str; 49] = [
    "word words length longer shorter limit long short count",
    "end last final finally finish close conclude conclusion",
    "begin first start open beginning opening",
    "price cost costs pay fee money",
    "rise increase grow higher upward ascending",
    "fall decrease drop lower shrink downward descending",
    "never no not nothing none without neither",
    "whole full complete entire all",
    "big large great huge",
    "small little tiny",
    "throw raise",
    "child kid boy girl children",
    "picture photo image photograph",
    "wear worn dress",
    "quick fast rapid",
    "reason cause why because",
    "forbid ban prohibit",
    "equal same identical",
    "total sum add plus",
    "half halve",
    "two both pair couple",
    "warn warning caution",
    "allow permit",
    "remove delete",
    "apology apologise apologize sorry regret",
    "refuse refusal decline reject deny",
    "thank thanks gratitude grateful",
    "touch feel hand",
    "prove proof evidence",
    "sort order sorted arrange rank",
    "most biggest largest highest top",
    "blank empty",
    "beneath under below underneath",
    "beside next near by",
    "leave depart departure",
    "arrive arrival come",
    "doctor physician gp vet",
    "car vehicle van truck",
    "street road lane",
    "talk speak speech say",
    "ill sick illness unwell",
    "mistake error wrong",
    "person people human someone somebody nobody",
    "safe safety safely",
    "cup mug glass",
    "shop store",
    "buy purchase bought",
    "invite invitation",
    "answer reply respond response",
];
