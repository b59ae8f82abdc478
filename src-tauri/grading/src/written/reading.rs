//! The learner's text, taken apart once for all checks.

use super::mention::{self, Mention};
use super::quotation::{self, Quotation};
use super::stem::stem;
use crate::{Letters, Place, Pointer};
use course::task::Face;
use course::text::Span;
use std::ops::Range;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The checks read so many words, in so many bytes, and no more: far more than a task asks. All words count for the
/// length.
const MOST_WORDS: usize = 3000;
const MOST_BYTES: usize = 40_000;

/// A word, lower case with straight apostrophes, and its place in bytes.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub at: Range<usize>,
    pub low: String,
    pub stem: String,
    /// Which of the quotations it stands in.
    pub quotation: Option<usize>,
    /// It belongs to a long run copied from the prompt or the rubric.
    pub copied: bool,
    /// It belongs to a run of a dozen words or more from there.
    pub lifted: bool,
}

/// A sentence and its words, as a range of `Reading::words`.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    pub at: Range<usize>,
    pub words: Range<usize>,
}

pub(super) struct Reading<'a> {
    /// What the checks read, from the start of the answer.
    pub text: &'a str,
    /// Words of the whole answer.
    pub count: usize,
    pub words: Vec<Word>,
    pub sentences: Vec<Sentence>,
    pub quotations: Vec<Quotation>,
    /// Number of words in each quotation.
    quoted: Vec<usize>,
    /// Where responses are named by the letter they were shown under, in order.
    pub mentions: Vec<Mention>,
}

impl<'a> Reading<'a> {
    pub fn new(answer: &'a str, face: &Face, letters: &Letters) -> Reading<'a> {
        let mut places: Vec<Range<usize>> = answer.unicode_word_indices().map(|(i, w)| i..i + w.len()).collect();
        let count = places.len();
        let within = places.partition_point(|place| place.end <= MOST_BYTES);
        places.truncate(within.min(MOST_WORDS));
        let all = answer.len() <= MOST_BYTES && places.len() == count;
        let text = if all { answer } else { &answer[..places.last().map_or(0, |last| last.end)] };
        let quotations = quotation::find(text);
        let mut open = quotations.iter().enumerate().peekable();
        let words: Vec<Word> = places
            .into_iter()
            .map(|at| {
                while open.next_if(|(_, q)| q.outer.end <= at.start).is_some() {}
                let quotation = open.peek().filter(|(_, q)| q.inner.start <= at.start).map(|(i, _)| *i);
                let low = text[at.clone()].to_lowercase().replace('’', "'");
                let stem = stem(low.strip_suffix("'s").unwrap_or(&low));
                Word { at, low, stem, quotation, copied: false, lifted: false }
            })
            .collect();
        let sentences = sentences(text, &words);
        let mut quoted = vec![0; quotations.len()];
        words.iter().filter_map(|word| word.quotation).for_each(|quotation| quoted[quotation] += 1);
        let mut reading = Reading { text, count, words, sentences, quotations, quoted, mentions: vec![] };
        reading.mentions = mention::find(&reading, face, letters);
        reading
    }

    /// What stands between a word and the one before it, or the text's start or end.
    pub fn gap_before(&self, word: usize) -> &'a str {
        let start = word.checked_sub(1).and_then(|w| self.words.get(w)).map_or(0, |w| w.at.end);
        let end = self.words.get(word).map_or(self.text.len(), |w| w.at.start);
        &self.text[start..end]
    }

    /// Number of words in a quotation.
    pub fn words_quoted(&self, quotation: usize) -> usize {
        self.quoted[quotation]
    }

    /// The mention that holds a word.
    pub fn mention_at(&self, word: usize) -> Option<&Mention> {
        let at = self.mentions.partition_point(|mention| mention.words.end <= word);
        self.mentions.get(at).filter(|mention| mention.words.start <= word)
    }

    /// The mentions that start within these words.
    pub fn mentions_in(&self, words: Range<usize>) -> &[Mention] {
        let from = self.mentions.partition_point(|mention| mention.words.start < words.start);
        let to = self.mentions.partition_point(|mention| mention.words.start < words.end);
        &self.mentions[from..to.max(from)]
    }

    /// The sentence that holds a byte.
    pub fn sentence_at(&self, byte: usize) -> Option<usize> {
        self.sentences.iter().position(|s| s.at.contains(&byte))
    }

    /// A pointer at bytes of the answer.
    pub fn pointer(&self, bytes: Range<usize>) -> Pointer {
        point(Place::Answer, self.text, bytes)
    }
}

fn sentences(text: &str, words: &[Word]) -> Vec<Sentence> {
    let mut next = 0;
    let mut sentences = vec![];
    for (start, sentence) in text.split_sentence_bound_indices() {
        let first = next;
        let end = start + sentence.len();
        next += words[first..].iter().take_while(|w| w.at.start < end).count();
        if next > first {
            sentences.push(Sentence { at: start..end, words: first..next });
        }
    }
    sentences
}

/// A pointer at bytes of a text, widened so that it cuts no character that a reader sees as one.
pub(super) fn point(place: Place, text: &str, bytes: Range<usize>) -> Pointer {
    let start = grapheme_boundary(text, bytes.start, GraphemeCursor::prev_boundary);
    let end = grapheme_boundary(text, bytes.end, GraphemeCursor::next_boundary);
    let quote = text[start..end].to_owned();
    Pointer { place, span: Span::of_bytes(text, start..end), quote }
}

type Step = fn(&mut GraphemeCursor, &str, usize) -> Result<Option<usize>, unicode_segmentation::GraphemeIncomplete>;

/// The place itself if it is a boundary, else the next one that `step` finds.
fn grapheme_boundary(text: &str, at: usize, step: Step) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    // The chunk is the whole text, so nothing can be incomplete.
    match cursor.is_boundary(text, 0) {
        Ok(false) => step(&mut cursor, text, 0).ok().flatten().unwrap_or(at),
        _ => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_keep_characters_whole() {
        let text = "a👩‍👩‍👧e\u{301}z";
        let inside = text.find('\u{200d}').unwrap();
        let accent = text.find('\u{301}').unwrap();
        let pointer = point(Place::Answer, text, inside..accent);
        assert_eq!(pointer.quote, "👩‍👩‍👧e\u{301}");
        assert_eq!(pointer.span.of(text), Some(pointer.quote.as_str()));
    }
}
