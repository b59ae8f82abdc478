//! How alike two texts are, and where one is found in the other, small differences allowed.
//!
//! The scale is that of the library RapidFuzz: `ratio = 100 · (1 − d / (|a| + |b|))`, where d counts the characters to
//! insert and delete (no substitutions) that turn one into the other, so `d = |a| + |b| − 2 · LCS`. The longest common
//! subsequence is found bit-parallel (H. Hyyrö, "Bit-parallel LCS-length computation revisited", 2004).

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

/// Most windows looked at for one needle, the most promising first. Ordinary text needs a few dozen.
const MOST_WINDOWS: usize = 4096;

/// Likeness of two texts, 0 to 100, in characters; two empty texts are alike.
///
/// ```
/// let ratio = grading::written::fuzzy::ratio("this is a test", "this is a test!");
/// assert!((ratio - 96.55).abs() < 0.01);
/// ```
pub fn ratio(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    Needle::new(&a, &Haystack::new(&b)).ratio(0..b.len())
}

/// The best [`ratio`] of the shorter text against any stretch of the longer one that is as long, or shorter at the
/// longer one's ends. 0 when only one is empty.
///
/// Every stretch is tried: time grows with the product of both lengths. To search, use [`Haystack::find`].
///
/// ```
/// assert_eq!(grading::written::fuzzy::partial_ratio("this is a test", "this is a test!"), 100.0);
/// ```
pub fn partial_ratio(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let one_way = |short: &[char], long: &[char]| {
        let haystack = Haystack::new(long);
        let needle = Needle::new(short, &haystack);
        windows(short.len(), long.len(), 1).map(|window| needle.ratio(window)).fold(0.0, f64::max)
    };
    match (a.len(), b.len()) {
        (0, 0) => 100.0,
        (short, long) if short < long => one_way(&a, &b),
        (long, short) if short < long => one_way(&b, &a),
        _ => one_way(&a, &b).max(one_way(&b, &a)),
    }
}

/// A text made ready to be searched many times.
#[derive(Debug, Clone)]
pub struct Haystack {
    /// The text, each character by its number in `alphabet`.
    text: Vec<usize>,
    alphabet: HashMap<char, usize>,
    /// For each three characters running, their number in `trigrams`.
    runs: Vec<usize>,
    trigrams: HashMap<[usize; 3], usize>,
}

/// Where a needle was found: a range of characters of the haystack, and how alike it is (0 to 100).
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub ratio: f64,
    pub chars: Range<usize>,
}

impl Haystack {
    pub fn new(text: &[char]) -> Haystack {
        let mut alphabet = HashMap::new();
        let text: Vec<usize> = text.iter().map(|c| number(&mut alphabet, *c)).collect();
        let mut trigrams = HashMap::new();
        let runs = text.windows(3).map(|w| number(&mut trigrams, [w[0], w[1], w[2]])).collect();
        Haystack { text, alphabet, runs, trigrams }
    }

    /// The stretch most like the needle, if it reaches `cutoff` (above 0, to 100); of equals the first.
    ///
    /// It is the stretch behind `partial_ratio(needle, text)`, except that a needle longer than the text is held
    /// against all of the text. Stretches that share too few runs of three characters with the needle to reach the
    /// cutoff are never looked at, so ordinary text takes time linear in its length.
    pub fn find(&self, needle: &[char], cutoff: f64) -> Option<Hit> {
        if needle.is_empty() || self.text.is_empty() {
            return None;
        }
        let shared = self.shared_before(needle);
        let c = cutoff / 100.0;
        let shortest = (needle.len() as f64 * c / (2.0 - c)).ceil().max(1.0) as usize;
        let mut promising: Vec<(usize, Range<usize>)> = windows(needle.len(), self.text.len(), shortest)
            .map(|window| {
                let runs = shared[window.end.saturating_sub(2).max(window.start)] - shared[window.start];
                (longest_common(needle.len(), window.len(), runs), window)
            })
            .filter(|(common, window)| to_ratio(*common, needle.len() + window.len()) >= cutoff)
            .collect();
        promising.sort_by_key(|(common, window)| (Reverse(*common), window.start));
        let needle = Needle::new(needle, self);
        let mut best: Option<Hit> = None;
        for (common, window) in promising.into_iter().take(MOST_WINDOWS) {
            let least = best.as_ref().map_or(cutoff, |hit| hit.ratio);
            if to_ratio(common, needle.len + window.len()) < least {
                continue;
            }
            let ratio = needle.ratio(window.clone());
            let earlier = best.as_ref().is_none_or(|hit| ratio > hit.ratio || window.start < hit.chars.start);
            if ratio >= least && earlier {
                best = Some(Hit { ratio, chars: window });
            }
        }
        best
    }

    /// As [`find`](Haystack::find), but the stretch may be a little shorter than the needle: words that were slipped into
    /// a quotation, such as an article, push as many out of a stretch of its length.
    pub fn find_close(&self, needle: &[char], cutoff: f64) -> Option<Hit> {
        const SLACK: f64 = 5.0;
        const MOST_TRIMMED: usize = 5;
        let near = self.find(needle, cutoff - SLACK)?;
        if near.ratio >= cutoff {
            return Some(near);
        }
        let most = (needle.len() / 6).min(MOST_TRIMMED);
        let Range { start, end } = near.chars;
        let needle = Needle::new(needle, self);
        let trimmed = (0..=most).flat_map(|front| (0..=most).map(move |back| start + front..end.saturating_sub(back)));
        let hits =
            trimmed.filter(|window| !window.is_empty()).map(|chars| Hit { ratio: needle.ratio(chars.clone()), chars });
        hits.filter(|hit| hit.ratio >= cutoff).reduce(|best, next| if next.ratio > best.ratio { next } else { best })
    }

    /// For each place, how many runs of three characters before it are in the needle too.
    fn shared_before(&self, needle: &[char]) -> Vec<usize> {
        let numbers: Vec<Option<usize>> = needle.iter().map(|c| self.alphabet.get(c).copied()).collect();
        let mut is_shared = vec![false; self.trigrams.len()];
        for run in numbers.windows(3) {
            if let [Some(a), Some(b), Some(c)] = *run
                && let Some(number) = self.trigrams.get(&[a, b, c])
            {
                is_shared[*number] = true;
            }
        }
        let mut sum = 0;
        let mut shared = Vec::with_capacity(self.text.len() + 1);
        for place in 0..=self.text.len() {
            shared.push(sum);
            sum += self.runs.get(place).map_or(0, |run| usize::from(is_shared[*run]));
        }
        shared
    }
}

fn number<K: std::hash::Hash + Eq>(numbers: &mut HashMap<K, usize>, key: K) -> usize {
    let next = numbers.len();
    *numbers.entry(key).or_insert(next)
}

/// Stretches of a text of `long` characters to hold `short` characters against: all of that length, and at both ends
/// the shorter ones down to `shortest`.
fn windows(short: usize, long: usize, shortest: usize) -> impl Iterator<Item = Range<usize>> {
    let at_ends = shortest..short.min(long + 1);
    let whole = (0..(long + 1).saturating_sub(short)).map(move |start| start..start + short);
    whole.chain(at_ends.clone().map(|len| 0..len)).chain(at_ends.map(move |len| long - len..long))
}

/// The most characters a needle and a window can have in common if they share so many runs of three.
///
/// Of the window's runs each of its own unmatched characters breaks three at most, each unmatched one of the needle
/// two: `runs ≥ (w − 2) − 3 (w − common) − 2 (n − common)`.
fn longest_common(needle: usize, window: usize, runs: usize) -> usize {
    ((runs + 2 * window + 2 * needle + 2) / 5).min(needle).min(window)
}

fn to_ratio(common: usize, lengths: usize) -> f64 {
    if lengths == 0 { 100.0 } else { 200.0 * common as f64 / lengths as f64 }
}

/// A short text as bits: for each character of the haystack's alphabet, where it stands.
struct Needle<'a> {
    len: usize,
    blocks: usize,
    places: Vec<u64>,
    haystack: &'a Haystack,
}

impl<'a> Needle<'a> {
    fn new(needle: &[char], haystack: &'a Haystack) -> Needle<'a> {
        let blocks = needle.len().div_ceil(64);
        let mut places = vec![0; blocks * haystack.alphabet.len()];
        for (at, c) in needle.iter().enumerate() {
            if let Some(number) = haystack.alphabet.get(c) {
                places[number * blocks + at / 64] |= 1 << (at % 64);
            }
        }
        Needle { len: needle.len(), blocks, places, haystack }
    }

    /// Likeness with a stretch of the haystack.
    fn ratio(&self, window: Range<usize>) -> f64 {
        let lengths = self.len + window.len();
        to_ratio(self.common(window), lengths)
    }

    /// Length of the longest common subsequence: each zero bit that the rows end with is one matched character.
    fn common(&self, window: Range<usize>) -> usize {
        let mut row = vec![u64::MAX; self.blocks];
        for number in &self.haystack.text[window] {
            let mut carry = false;
            for (bits, places) in row.iter_mut().zip(&self.places[number * self.blocks..]) {
                let matched = *bits & places;
                let (sum, over) = bits.overflowing_add(matched);
                let (sum, over_again) = sum.overflowing_add(u64::from(carry));
                carry = over || over_again;
                *bits = sum | (*bits - matched);
            }
        }
        row.iter().map(|bits| bits.count_zeros() as usize).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_word_slipped_in_does_not_hide_the_rest() {
        let find = |needle: &str, text: &str| {
            let (needle, text): (Vec<char>, Vec<char>) = (needle.chars().collect(), text.chars().collect());
            let hit = Haystack::new(&text).find_close(&needle, 90.0)?;
            Some(text[hit.chars].iter().collect::<String>())
        };
        let text = "WWWW take tram 9 to the river WWWW";
        let (slipped, straight) = ("take the tram 9 to the river", "take tram 9 to the river");
        let strict = Haystack::new(&text.chars().collect::<Vec<_>>()).find(&slipped.chars().collect::<Vec<_>>(), 90.0);
        assert_eq!(strict, None);
        assert_eq!(find(slipped, text).as_deref(), Some(straight));
        assert_eq!(find(straight, text).as_deref(), Some(straight));
        assert_eq!(find("take bus 12 to the market", text), None);
    }

    #[test]
    fn published_vectors() {
        let file: serde_json::Value = serde_json::from_str(include_str!("../../tests/data/text-vectors.json")).unwrap();
        let mut seen = 0;
        for vector in file["vectors"].as_array().unwrap() {
            if vector["statistic"] != "indel_ratio,partial_ratio" {
                continue;
            }
            seen += 1;
            let (a, b) = (vector["input"]["a"].as_str().unwrap(), vector["input"]["b"].as_str().unwrap());
            let near = |is: f64, should: &serde_json::Value| {
                (is - should.as_f64().unwrap()).abs() <= vector["tolerance"].as_f64().unwrap()
            };
            assert!(near(ratio(a, b), &vector["expected"]["ratio"]), "{a:?} {b:?}: {}", ratio(a, b));
            assert!(near(partial_ratio(a, b), &vector["expected"]["partial"]), "{a:?} {b:?}: {}", partial_ratio(a, b));
        }
        assert!(seen > 1);
    }

    fn by_definition(a: &[char], b: &[char]) -> usize {
        let mut row = vec![0; b.len() + 1];
        for x in a {
            let mut diagonal = 0;
            for (j, y) in b.iter().enumerate() {
                let above = row[j + 1];
                row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
                diagonal = above;
            }
        }
        row[b.len()]
    }

    proptest! {
        #[test]
        fn common_subsequence_as_defined(a in "[abc ]{0,150}", b in "[abcd ]{0,150}") {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            let haystack = Haystack::new(&b);
            prop_assert_eq!(Needle::new(&a, &haystack).common(0..b.len()), by_definition(&a, &b));
        }

        #[test]
        fn the_filter_loses_nothing(needle in "[ab ]{1,40}", text in "[ab ]{41,120}", cutoff in 40f64..100.0) {
            let all = partial_ratio(&needle, &text);
            let (needle, text): (Vec<char>, Vec<char>) = (needle.chars().collect(), text.chars().collect());
            let found = Haystack::new(&text).find(&needle, cutoff);
            prop_assert_eq!(found.as_ref().map(|hit| hit.ratio), (all >= cutoff).then_some(all), "{:?}", found);
        }

        #[test]
        fn alike_with_itself_and_both_ways(a in any::<String>(), b in any::<String>()) {
            prop_assert_eq!(ratio(&a, &a), 100.0);
            prop_assert_eq!(ratio(&a, &b), ratio(&b, &a));
            prop_assert_eq!(partial_ratio(&a, &b), partial_ratio(&b, &a));
            prop_assert!((0.0..=100.0).contains(&partial_ratio(&a, &b)));
        }
    }
}
