//! Are the author's key points touched?

use super::Subject;
use super::bm25::Bm25;
use super::fold::fold;
use super::fuzzy::Haystack;
use super::lexicon::{COMMON, is};
use super::reading::Reading;
use super::stem::stem;
use crate::{Part, Verdict, say};
use course::task::Face;
use course::task::justification::Point;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// How alike a stretch of the text and a wording have to be, on the scale of `fuzzy::ratio`.
const ALIKE: f64 = 85.0;
/// Wordings with fewer characters are looked for by their stems only: "no message" is too like "to message".
const SHORTEST_FUZZY: usize = 12;
/// A sentence touches a point when it answers the point's words so well as the author's own wordings do in the middle.
const TOUCHES: f64 = 0.85;
/// And it has at least so many of them.
const FEWEST_WORDS: usize = 2;
/// The usual parameters of BM25; length counts less, for a sentence may hold more than the point.
const K1: f64 = 1.5;
const B: f64 = 0.25;

/// Which key points are touched.
pub(super) struct Points {
    pub part: Part,
    /// By index.
    pub touched: Vec<usize>,
}

/// None where the key has no points.
///
/// A point is touched by a sentence that holds one of its wordings nearly word for word, or that BM25 finds to be about
/// it: the point's text and all its wordings are the query, the sentences of the answer are the documents, and the
/// weight of each word comes from these and from what is on the page.
pub(super) fn check(reading: &Reading, subject: &Subject, weight: f64) -> Option<Points> {
    let points = &subject.key.points;
    if points.is_empty() {
        return None;
    }
    let searched = Searched::new(reading);
    let page = subject.page.sentences.iter().map(|sentence| borrowed(sentence));
    let documents: Vec<Vec<&str>> = searched.documents(reading).chain(page).collect();
    let bm25 = Bm25::new(&documents, K1, B);
    let hits: Vec<Option<Range<usize>>> = (subject.page.points.iter())
        .map(|point| searched.literal(reading, point).or_else(|| searched.about(reading, &bm25, point)))
        .collect();
    let missing: Vec<&str> =
        points.iter().zip(&hits).filter(|(_, hit)| hit.is_none()).map(|(point, _)| point.text.as_str()).collect();
    let touched = points.len() - missing.len();
    let which = (0..points.len()).filter(|point| hits[*point].is_some()).collect();
    let list = missing.iter().map(|text| text.trim_end_matches('.')).collect::<Vec<_>>().join("; ");
    let note = match (touched, missing.len()) {
        (1, 0) => "The key point is touched.".to_owned(),
        (all, 0) => format!("All {} key points are touched.", say::number(all)),
        (0, _) => format!("Not touched: {list}."),
        _ => format!(
            "{} of {} key points. Not touched: {list}.",
            say::capital(&say::number(touched)),
            say::number(points.len())
        ),
    };
    let part = Part {
        id: "points".to_owned(),
        label: "Key points".to_owned(),
        score: Some(touched as f64 / points.len() as f64),
        weight,
        verdict: if missing.is_empty() { Verdict::Agrees } else { Verdict::Differs },
        note,
        pointers: hits.into_iter().flatten().map(|bytes| reading.pointer(bytes)).collect(),
    };
    Some(Points { part, touched: which })
}

/// The sentences of the answer that are the learner's own, ready to be searched.
struct Searched {
    sentences: Vec<usize>,
    haystacks: Vec<Haystack>,
}

impl Searched {
    fn new(reading: &Reading) -> Searched {
        let own =
            |index: &usize| reading.words[reading.sentences[*index].words.clone()].iter().any(|word| !word.copied);
        let sentences: Vec<usize> = (0..reading.sentences.len()).filter(own).collect();
        let text = |index: &usize| fold(&reading.text[reading.sentences[*index].at.clone()]);
        let haystacks = sentences.iter().map(|index| Haystack::new(&text(index).chars)).collect();
        Searched { sentences, haystacks }
    }

    fn documents<'r>(&'r self, reading: &'r Reading) -> impl Iterator<Item = Vec<&'r str>> {
        self.sentences.iter().map(|index| stems_of(reading, *index))
    }

    /// The first sentence that holds a wording of the point nearly word for word.
    fn literal(&self, reading: &Reading, point: &Sought) -> Option<Range<usize>> {
        let holds = |(index, haystack): &(&usize, &Haystack)| {
            let words = &reading.words[reading.sentences[**index].words.clone()];
            point.wordings.iter().any(|wording| {
                let stems = || words.iter().filter(|word| !word.copied).map(|word| word.stem.as_str());
                wording.stands_in(&stems().collect::<Vec<_>>())
                    || wording.folded.len() >= SHORTEST_FUZZY && haystack.find(&wording.folded, ALIKE).is_some()
            })
        };
        self.sentences.iter().zip(&self.haystacks).find(holds).map(|(index, _)| bytes(reading, *index))
    }

    /// The sentence that BM25 ranks highest for the point, if it is about it.
    fn about(&self, reading: &Reading, bm25: &Bm25, point: &Sought) -> Option<Range<usize>> {
        let phrases = &point.contents;
        let mut query: Vec<&str> = phrases.iter().flatten().map(String::as_str).collect();
        query.sort_unstable();
        query.dedup();
        let mut reached: Vec<f64> = phrases.iter().map(|phrase| bm25.score(&query, &borrowed(phrase))).collect();
        reached.sort_by(f64::total_cmp);
        let enough = TOUCHES * reached.get(reached.len() / 2).copied().filter(|score| *score > 0.0)?;
        let score = |index: &usize| {
            let stems = stems_of(reading, *index);
            let shared = query.iter().filter(|word| stems.contains(word)).count();
            if shared < FEWEST_WORDS { 0.0 } else { bm25.score(&query, &stems) }
        };
        let scored = self.sentences.iter().map(|index| (score(index), *index));
        let best = scored.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.filter(|(score, _)| *score >= enough).map(|(_, index)| bytes(reading, index))
    }
}

/// A point made ready to be looked for.
#[derive(Debug)]
pub(super) struct Sought {
    wordings: Vec<Wording>,
    /// Of each wording, the stems that say what it is about.
    contents: Vec<Vec<String>>,
}

impl Sought {
    pub(super) fn new(point: &Point) -> Sought {
        Sought { wordings: phrases(point).map(Wording::new).collect(), contents: phrases(point).map(content).collect() }
    }
}

/// One way to say a point.
#[derive(Debug)]
struct Wording {
    folded: Vec<char>,
    stems: Vec<String>,
}

impl Wording {
    fn new(phrase: String) -> Wording {
        let stems = phrase.unicode_words().map(|word| stem(&word.to_lowercase().replace('’', "'"))).collect();
        Wording { folded: fold(&phrase).trimmed().chars, stems }
    }

    /// Whether all its words stand close together, in any order.
    fn stands_in(&self, stems: &[&str]) -> bool {
        const ROOM: usize = 2;
        let length = (self.stems.len() + ROOM).min(stems.len());
        !self.stems.is_empty()
            && length >= self.stems.len()
            && stems.windows(length).any(|window| self.stems.iter().all(|stem| window.contains(&stem.as_str())))
    }
}

/// The point's text and its wordings, letters left out.
fn phrases(point: &Point) -> impl Iterator<Item = String> {
    std::iter::once(&point.text).chain(&point.wordings).map(|phrase| {
        let mut plain = String::with_capacity(phrase.len());
        let mut rest = phrase.as_str();
        while let Some((before, from)) = rest.split_once('{') {
            plain.push_str(before);
            rest = from.split_once('}').map_or(from, |(_, after)| after);
        }
        plain + rest
    })
}

/// Stems of the words that say what a phrase is about.
fn content(phrase: String) -> Vec<String> {
    let words = phrase.unicode_words().map(|word| word.to_lowercase().replace('’', "'"));
    words.filter(|word| !is(word, &COMMON)).map(|word| stem(&word)).collect()
}

fn stems_of<'r>(reading: &'r Reading, sentence: usize) -> Vec<&'r str> {
    let words = reading.words[reading.sentences[sentence].words.clone()].iter();
    words.filter(|word| !word.copied && !is(&word.low, &COMMON)).map(|word| word.stem.as_str()).collect()
}

fn bytes(reading: &Reading, sentence: usize) -> Range<usize> {
    let words = &reading.words[reading.sentences[sentence].words.clone()];
    words.first().map_or(0, |word| word.at.start)..words.last().map_or(0, |word| word.at.end)
}

fn borrowed(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

/// The sentences of responses and prompt: they say which words are common here.
pub(super) fn page_sentences(face: &Face) -> Vec<Vec<String>> {
    let texts = face.items().iter().map(|item| item.text.plain.as_str()).chain([face.prompt.text.plain.as_str()]);
    texts.flat_map(|text| text.unicode_sentences()).map(|sentence| content(sentence.to_owned())).collect()
}
