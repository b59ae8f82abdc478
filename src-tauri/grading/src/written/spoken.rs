//! Of which responses something is said.

use super::attribution;
use super::claims::{Claim, Force, GENRES, Says};
use super::leans;
use super::lexicon::{COMMON, NOUNS, among, is};
use super::reading::{Reading, Sentence};
use super::stem::stem;
use super::verdict::Outcome;
use course::task::Face;
use std::collections::HashSet;
use unicode_segmentation::UnicodeSegmentation;

/// For each response the stems that stand in it and nowhere else on the page.
#[derive(Debug)]
pub(super) struct Own(Vec<HashSet<String>>);

impl Own {
    pub fn of(face: &Face) -> Own {
        let stems = |text: &str| -> HashSet<String> {
            let words = text.unicode_words().map(str::to_lowercase).filter(|word| !is(word, &COMMON) && word.len() > 2);
            words.map(|word| stem(&word)).collect()
        };
        let items: Vec<HashSet<String>> = face.items().iter().map(|item| stems(&item.text.plain)).collect();
        let mut page = stems(&face.prompt.text.plain);
        page.extend(face.rubric.iter().flat_map(|rubric| stems(&rubric.plain)));
        let elsewhere = |one: usize, stem: &String| {
            page.contains(stem) || items.iter().enumerate().any(|(other, stems)| other != one && stems.contains(stem))
        };
        let own = |one: usize| items[one].iter().filter(|stem| !elsewhere(one, stem)).cloned().collect();
        Own((0..items.len()).map(own).collect())
    }

    /// Whether the text, in its own words or quoted ones, takes up what stands in some response other than `one` alone.
    fn speaks_of_another(&self, reading: &Reading, one: usize) -> bool {
        const FEWEST: usize = 2;
        let unnamed = |sentence: &Sentence| {
            let named = !reading.mentions_in(sentence.words.clone()).is_empty();
            !named && !is(&reading.words[sentence.words.start].low, &["it", "it's", "its"])
        };
        reading.sentences.iter().filter(|sentence| unnamed(sentence)).any(|sentence| {
            let held = |own: &HashSet<String>| {
                let words = reading.words[sentence.words.clone()].iter().map(|word| &word.stem);
                words.filter(|stem| own.contains(*stem)).collect::<HashSet<_>>().len()
            };
            let others = self.0.iter().enumerate().filter(|(item, _)| *item != one);
            others.map(|(_, own)| held(own)).any(|count| count >= FEWEST && count > held(&self.0[one]))
        })
    }
}

/// The one response that is spoken of, if nothing is said of any other. A response that is only held against another in
/// the verdict ("B is better than A") is not spoken of.
pub(super) fn only_one(reading: &Reading, own: &Own, verdict: Option<&Outcome>) -> Option<usize> {
    only_named(reading, own.0.len(), verdict).filter(|one| !own.speaks_of_another(reading, *one))
}

fn only_named(reading: &Reading, items: usize, verdict: Option<&Outcome>) -> Option<usize> {
    let claims: &[Claim] = verdict.map_or(&[], |verdict| &verdict.claims);
    let mut spoken = vec![false; items];
    let mut named = vec![false; items];
    for mention in &reading.mentions {
        let at = reading.words[mention.words.start].at.start;
        let claim = claims.iter().map(|claim| &claim.at).find(|claim| claim.contains(&at));
        named[mention.item] = true;
        let described = reading.gap_before(mention.words.end).contains(',')
            && reading.words.get(mention.words.end).is_some_and(|word| among(&word.low, "which who whose where"));
        spoken[mention.item] |= described
            || opens(reading, mention.words.start)
            || claim.is_none_or(|claim| goes_on(reading, claim, mention.words.start));
    }
    // "It gives …" goes on about the response that the sentence before is about.
    for item in (1..reading.sentences.len()).filter_map(|sentence| attribution::topic(reading, sentence)) {
        spoken[item] = true;
    }
    if (0..reading.words.len()).any(|at| of_others(reading, at) || unnamed(reading, at)) {
        return None;
    }
    if claims.iter().any(|claim| claim.says == Says::Same) && named.iter().all(|named| *named) {
        return None;
    }
    let known: Vec<usize> = (0..items).filter(|item| named[*item]).collect();
    let spoken: Vec<usize> = (0..items).filter(|item| spoken[*item]).collect();
    match (spoken.as_slice(), known.as_slice()) {
        ([one], [_]) | ([], [one]) => Some(*one),
        // What is said without a name is said of the better one.
        ([one], _) => claims.iter().any(|claim| claim.force > Force::Weak && claim.puts_over(*one)).then_some(*one),
        _ => None,
    }
}

/// "A is more anecdote than eulogy": a clause of some length begins with it.
fn opens(reading: &Reading, mention: usize) -> bool {
    const FEWEST: usize = 6;
    let parted = |at: usize| reading.gap_before(at).contains([',', '.', ';', ':', '?', '!', '\n', '–', '—']);
    let length = (mention + 1..reading.words.len()).take_while(|at| !parted(*at)).count();
    (mention == 0 || parted(mention)) && length >= FEWEST
}

/// "B is better because it …": the first response of a verdict whose sentence goes on is spoken of.
fn goes_on(reading: &Reading, claim: &std::ops::Range<usize>, mention: usize) -> bool {
    const FEWEST: usize = 3;
    let first = reading.words.partition_point(|word| word.at.start < claim.start);
    let subject = (first..mention).all(|word| reading.mention_at(word).is_none());
    let sentence = reading.sentences.iter().find(|sentence| sentence.words.contains(&mention));
    let rest =
        sentence.map_or(0, |s| reading.words[s.words.clone()].iter().filter(|w| w.at.start >= claim.end).count());
    subject && rest >= FEWEST
}

/// "Both", "neither of them", "the other one", "the two": all the others at once. "The better of the two" says nothing
/// of the other one, and "neither banned word" nothing of a response.
fn of_others(reading: &Reading, at: usize) -> bool {
    let low = |at: usize| reading.words.get(at).map_or("", |word| word.low.as_str());
    if !among(low(at), "both neither either other others rest two three four all")
        || reading.words[at].quotation.is_some()
    {
        return false;
    }
    let before = at.checked_sub(1).map_or("", low);
    let next = low(at + 1);
    let parted = |at: usize| reading.gap_before(at).contains([',', '.', ';', ':', '(', '\n', '?', '!', '–', '—']);
    let opens = at == 0 || parted(at) || among(before, "and but while whereas that which since because although as so");
    let closes = at + 1 == reading.words.len() || parted(at + 1);
    let speaks = among(next, "of is are has have does do was were can could will would get give say")
        || is(next, &NOUNS)
        || among(next, GENRES)
        || closes;
    match low(at) {
        "both" => opens || speaks && !is(next, &["of"]) || closes && among(before, "in of by from between for with to"),
        "neither" | "either" => opens && (speaks || next.ends_with('s')),
        "other" => among(before, "the all any these those two") && !among(next, "hand side way words things"),
        "others" | "rest" => among(before, "the all any these those two"),
        "all" => opens && among(next, "three four five of the these responses answers"),
        "two" | "three" | "four" => {
            among(before, "the these those") && low(at.wrapping_sub(2)) != "of" && low(at.wrapping_sub(2)) != "between"
        }
        _ => false,
    }
}

/// "Its rival", "the chatty version", "the careful one": some response, without a letter.
fn unnamed(reading: &Reading, at: usize) -> bool {
    const RIVALS: &str =
        "rival competitor opponent neighbour neighbor counterpart alternative runner contender contestant companion";
    const WHOLE: &str = "better best worse worst stronger weaker winning right whole full first second third fourth last only other \
        one two same former latter given original complete final next correct good preferred main more most less";
    let low = |at: usize| reading.words.get(at).map_or("", |word| word.low.as_str());
    let own = |at: usize| reading.words[at].quotation.is_none() && reading.mention_at(at).is_none();
    let noun = (is(low(at), &NOUNS) && !among(low(at), "choice option letter model")) || among(low(at), GENRES);
    let adjective = |at: usize| own(at) && !is(low(at), &COMMON) && !among(low(at), WHOLE);
    let led = |from: usize| among(low(from), "the its their") && own(from);
    let described = noun
        && own(at)
        && (1..=3).any(|n| {
            at > n && led(at - n - 1) && (at - n..at).all(adjective) && !(at - n..at).any(|w| among(low(w), WHOLE))
        });
    // "In first one … in second": articles are left out.
    let counted = |word: &str| reading.words.iter().take(400).any(|w| w.quotation.is_none() && w.low == word);
    let second = among(low(at), "second latter") && (counted("first") || counted("former"));
    let sounder = at > 0 && low(at - 1) == "the" && among(low(at), leans::SOUNDER);
    let bare = low(at).strip_suffix("'s").unwrap_or(low(at));
    own(at) && (among(bare, RIVALS) || sounder || second) || described
}
