//! Responses that are named by what stands in them: "the one with the table of fares", "the poem about the driver".

use super::claims::GENRES;
use super::lexicon::{COMMON, NOUNS, among, is};
use super::mention::Mention;
use super::reading::{Reading, Word};
use super::stem::stem;
use course::task::Face;
use std::collections::HashSet;
use unicode_segmentation::UnicodeSegmentation;

/// Descriptions that fit one response and no other. Only those with a word of that response are understood.
pub(super) fn find(reading: &Reading, face: &Face, named: &[Mention]) -> Vec<Mention> {
    let mut known: Option<Vec<HashSet<String>>> = None;
    let mut found: Vec<Mention> = vec![];
    for sentence in &reading.sentences {
        for at in sentence.words.clone() {
            let Some((start, lead)) = head(reading, sentence.words.start, at) else { continue };
            // Both are in order.
            let holds = |mentions: &[Mention]| {
                let at = mentions.partition_point(|m| m.words.end <= start);
                mentions.get(at).is_some_and(|m| m.words.start < lead + 1)
            };
            let taken = holds(named) || holds(&found);
            let end = described_until(reading, lead + 1, sentence.words.end, named);
            if taken || end == lead + 1 {
                continue;
            }
            let stems = known.get_or_insert_with(|| face.items().iter().map(|item| stems(&item.text.plain)).collect());
            let words = &reading.words[lead + 1..end];
            found.extend(fits(words, stems).map(|item| Mention { item, words: start..end, possessive: false }));
        }
    }
    found
}

fn stems(text: &str) -> HashSet<String> {
    text.unicode_words().map(|word| stem(&word.to_lowercase())).collect()
}

/// "The one with", "the poem about", "the response which opens with": where it starts and its last word.
fn head(reading: &Reading, first: usize, at: usize) -> Option<(usize, usize)> {
    let low = |w: usize| reading.words.get(w).map_or("", |word| word.low.as_str());
    let noun = |w: usize| is(low(w), &NOUNS) && !low(w).ends_with("es") || among(low(w), GENRES);
    let leads = is(low(at), &["with", "about", "that", "which", "of", "mentioning", "ending", "starting", "beginning"]);
    let start = at.checked_sub(2).filter(|start| *start >= first && leads && noun(at - 1))?;
    let of = low(at) == "of";
    let own = reading.words[start..=at].iter().all(|word| word.quotation.is_none());
    (own && !of && low(start) == "the").then_some((start, at))
}

/// The end of the description: a mark, a verb of being, a comparison, or another response.
fn described_until(reading: &Reading, from: usize, end: usize, named: &[Mention]) -> usize {
    const LONGEST: usize = 7;
    const ENDS: &str = "is was are were wins win loses lose beats deserves gets takes has better worse best should must would can \
        comes goes leads stands ranks than but while whereas because since so shows says does";
    let marks = |w: usize| reading.gap_before(w).contains([',', '.', ';', ':', '(', ')', '?', '!', '\n', '–', '—']);
    let mut at = from;
    while at < end.min(from + LONGEST) {
        let next = named.partition_point(|mention| mention.words.end <= at);
        let named = named.get(next).is_some_and(|mention| mention.words.start <= at);
        if named || marks(at) || among(&reading.words[at].low, ENDS) && at > from {
            break;
        }
        at += 1;
    }
    at
}

/// The one response that all the words point to which stand in one alone; it has half of all of them at least.
fn fits(words: &[Word], responses: &[HashSet<String>]) -> Option<usize> {
    if words.iter().any(|word| is(&word.low, &["no", "not", "without", "less", "more", "fewer"])) {
        return None;
    }
    let content: Vec<&Word> = words.iter().filter(|word| !is(&word.low, &COMMON)).collect();
    let holders = |word: &Word| -> Vec<usize> {
        (0..responses.len()).filter(|item| responses[*item].contains(&word.stem)).collect()
    };
    let mut telling = content.iter().filter_map(|word| match holders(word)[..] {
        [one] => Some(one),
        _ => None,
    });
    let item = telling.next().filter(|item| telling.all(|other| other == *item))?;
    let held = content.iter().filter(|word| responses[item].contains(&word.stem)).count();
    (2 * held >= content.len()).then_some(item)
}
