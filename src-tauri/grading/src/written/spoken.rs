//! Of which responses something is said.

use super::attribution;
use super::claims::{Claim, GENRES};
use super::lexicon::{NOUNS, among, is};
use super::reading::Reading;
use super::verdict::Outcome;

/// The one response that is spoken of, if nothing is said of any other. A response that is only held against another in
/// the verdict ("B is better than A") is not spoken of.
pub(super) fn only_one(reading: &Reading, items: usize, verdict: Option<&Outcome>) -> Option<usize> {
    let claims: &[Claim] = verdict.map_or(&[], |verdict| &verdict.claims);
    let mut spoken = vec![false; items];
    let mut named = vec![false; items];
    for mention in &reading.mentions {
        let at = reading.words[mention.words.start].at.start;
        let claim = claims.iter().map(|claim| &claim.at).find(|claim| claim.contains(&at));
        named[mention.item] = true;
        let described = reading.gap_before(mention.words.end).contains(',')
            && reading.words.get(mention.words.end).is_some_and(|word| among(&word.low, "which who whose where"));
        spoken[mention.item] |= described || claim.is_none_or(|claim| goes_on(reading, claim, mention.words.start));
    }
    // "It gives …" goes on about the response that the sentence before is about.
    for item in (1..reading.sentences.len()).filter_map(|sentence| attribution::topic(reading, sentence)) {
        spoken[item] = true;
    }
    if (0..reading.words.len()).any(|at| of_others(reading, at)) {
        return None;
    }
    let known: Vec<usize> = (0..items).filter(|item| named[*item]).collect();
    let spoken: Vec<usize> = (0..items).filter(|item| spoken[*item]).collect();
    match (spoken.as_slice(), known.as_slice()) {
        ([one], [_]) | ([], [one]) => Some(*one),
        // What is said without a name is said of the better one.
        ([one], _) => claims.iter().any(|claim| claim.puts_over(*one)).then_some(*one),
        _ => None,
    }
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
    if !among(low(at), "both neither either other others rest two") || reading.words[at].quotation.is_some() {
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
        "both" => opens || closes && among(before, "in of by from between for with to"),
        "neither" | "either" => opens && (speaks || next.ends_with('s')),
        "other" => among(before, "the all any these those two") && !among(next, "hand side way words things"),
        "others" | "rest" => among(before, "the all any these those two"),
        "two" => {
            among(before, "the these those") && low(at.wrapping_sub(2)) != "of" && low(at.wrapping_sub(2)) != "between"
        }
        _ => false,
    }
}
