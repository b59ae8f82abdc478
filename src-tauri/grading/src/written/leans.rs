//! Whether a text leans to one response in words that are no plain verdict: "A is safer than B", "B handles it with
//! dignity, A does not". Which one it leans to is not read; but nobody should be told that there is no verdict.

use super::claims::Claim;
use super::lexicon::{NEGATIONS, among, is};
use super::reading::{Reading, Sentence};

/// A sentence that compares, prefers, or sets right against wrong, and names a response.
pub(super) fn leans(reading: &Reading) -> bool {
    reading.sentences.iter().any(|sentence| leans_in(reading, sentence))
}

/// Whether a sentence leans to one response beside those that say something plainly: "both are equal in length" is then
/// no tie.
pub(super) fn beside(reading: &Reading, claims: &[Claim]) -> bool {
    // Claims come in the order of their sentences.
    let plain = |index: usize| claims.binary_search_by_key(&index, |claim| claim.sentence).is_ok();
    reading.sentences.iter().enumerate().any(|(index, sentence)| !plain(index) && leans_in(reading, sentence))
}

fn leans_in(reading: &Reading, sentence: &Sentence) -> bool {
    let low = |at: usize| reading.words.get(at).map_or("", |word| word.low.as_str());
    let own = |at: &usize| reading.words[*at].quotation.is_none() && reading.mention_at(*at).is_none();
    let mut named = reading.mentions_in(sentence.words.clone()).iter();
    let Some(first) = named.next() else { return false };
    let both = named.any(|other| other.item != first.item);
    let mut words = sentence.words.clone().filter(own);
    let any = |list: &str| sentence.words.clone().filter(own).any(|at| among(low(at), list));
    let compares = words.any(|at| {
        let degree = is(low(at), &["more", "less"]) || low(at).len() > 4 && low(at).ends_with("er");
        among(low(at), WHOLLY) || degree && both && (at + 1..at + 5).any(|than| low(than) == "than")
    });
    let denies = sentence.words.clone().filter(own).any(|at| is(low(at), &NEGATIONS));
    let opposed = both && any(RIGHT) && (any(WRONG) || denies);
    compares || opposed
}

/// Words of a verdict, whatever is around them.
const WHOLLY: &str = "better best worse worst wins win winner beats loses superior inferior preferable prefer preferred choose \
    chosen vote outdoes ahead leads draw tie tied";
const RIGHT: &str = "right correct accurate faithful meets answers safe works";
const WRONG: &str = "wrong false incorrect misses fails unsafe inaccurate";
