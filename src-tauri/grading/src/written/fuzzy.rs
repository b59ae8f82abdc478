//! How alike two texts are, and where one is found in the other, small differences allowed.
//!
//! The scale is that of the library RapidFuzz: `ratio = 100 · (1 − d / (|a| + |b|))`, where d counts the characters to
//! insert and delete (no substitutions) that turn one into the other, so `d = |a| + |b| − 2 · LCS`. The longest common
//! subsequence is found bit-parallel (H. Hyyrö, "Bit-parallel LCS-length computation revisited", 2004).

mod needle;
#[cfg(test)]
mod tests;
mod text;
mod trigrams;
mod windows;

use needle::Needle;
use std::ops::Range;
use text::Text;
use trigrams::Trigrams;
use windows::{Asked, Group, fewest, shortest, windows};

/// Likeness of two texts, 0 to 100, in characters; two empty texts are alike.
///
/// ```
/// let ratio = grading::written::fuzzy::ratio("this is a test", "this is a test!");
/// assert!((ratio - 96.55).abs() < 0.01);
/// ```
pub fn ratio(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let text = Text::new(&b);
    Needle::new(&text.numbers_of(&a), &text).ratio(0..b.len())
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
        let text = Text::new(long);
        let needle = Needle::new(&text.numbers_of(short), &text);
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
    text: Text,
    trigrams: Trigrams,
}

/// Where a needle was found: a range of characters of the haystack, and how alike it is (0 to 100).
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub ratio: f64,
    pub chars: Range<usize>,
}

impl Haystack {
    pub fn new(text: &[char]) -> Haystack {
        let text = Text::new(text);
        let trigrams = Trigrams::new(&text.numbers);
        Haystack { text, trigrams }
    }

    /// The stretch most like the needle, if it reaches `cutoff` (above 0, to 100); of equals the first.
    ///
    /// It is the stretch behind `partial_ratio(needle, text)`, except that a needle longer than the text is held
    /// against all of the text. Stretches that share too few runs of three characters with the needle to reach the
    /// cutoff are never looked at, so ordinary text takes time linear in its length.
    pub fn find(&self, needle: &[char], cutoff: f64) -> Option<Hit> {
        if needle.is_empty() || self.text.len() == 0 {
            return None;
        }
        let needle = self.text.numbers_of(needle);
        let shortest = shortest(needle.len(), cutoff);
        // The shortest windows need the fewest runs where a window needs any.
        let fewest = fewest(needle.len(), shortest.min(needle.len()), cutoff);
        let shared = self.trigrams.shared(&self.text.numbers, &needle).places(needle.len(), fewest);
        let mut asked = Asked { needle: needle.len(), text: self.text.len(), shortest, least: cutoff, shared: &shared };
        let needle = Needle::new(&needle, &self.text);
        // The likeliest window first: what it reaches spares most of the others.
        if asked.all_fit() {
            let likeliest = asked.likeliest().map(|window| Tried::new(&needle, window));
            asked.least = likeliest.iter().map(|tried| tried.ratio(&needle)).fold(cutoff, f64::max);
            return best(&needle, &asked.promising(), likeliest, asked.least);
        }
        let groups = asked.promising();
        let likeliest = groups.iter().reduce(|best, next| if next.runs > best.runs { next } else { best })?;
        let likeliest = Tried::new(&needle, likeliest.starts.start..likeliest.starts.start + likeliest.len);
        let least = likeliest.ratio(&needle).max(cutoff);
        best(&needle, &groups, Some(likeliest), least)
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
        let needle = Needle::new(&self.text.numbers_of(needle), &self.text);
        let trimmed = (0..=most).flat_map(|front| (0..=most).map(move |back| start + front..end.saturating_sub(back)));
        let hits =
            trimmed.filter(|window| !window.is_empty()).map(|chars| Hit { ratio: needle.ratio(chars.clone()), chars });
        hits.filter(|hit| hit.ratio >= cutoff).reduce(|best, next| if next.ratio > best.ratio { next } else { best })
    }
}

/// A window and what it has in common with the needle.
#[derive(Clone)]
struct Tried {
    window: Range<usize>,
    common: usize,
}

impl Tried {
    fn new(needle: &Needle, window: Range<usize>) -> Tried {
        Tried { common: needle.common(window.clone()), window }
    }

    fn ratio(&self, needle: &Needle) -> f64 {
        to_ratio(self.common, needle.len() + self.window.len())
    }

    /// The most another window can have in common: what is in this one, and each character beyond it.
    fn most(&self, window: &Range<usize>) -> usize {
        let before = self.window.start.saturating_sub(window.start);
        self.common + before + window.end.saturating_sub(self.window.end)
    }
}

/// Of windows sorted by their start the most alike, if it reaches `least`; of equals the first.
fn best(needle: &Needle, groups: &[Group], likeliest: Option<Tried>, least: f64) -> Option<Hit> {
    let mut last = likeliest.clone();
    let mut best: Option<Hit> = None;
    for group in groups {
        let ratio = |common: usize| to_ratio(common, needle.len() + group.len);
        let better = |ratio: f64, best: &Option<Hit>| match best {
            Some(hit) => ratio > hit.ratio,
            None => ratio >= least,
        };
        if !better(ratio(group.common), &best) {
            continue;
        }
        for window in group.starts.clone().map(|start| start..start + group.len) {
            let most = last.iter().chain(&likeliest).map(|tried| tried.most(&window)).min();
            if most.is_some_and(|most| !better(ratio(most), &best)) {
                continue;
            }
            let tried = match &likeliest {
                Some(tried) if tried.window == window => tried.clone(),
                _ => Tried::new(needle, window),
            };
            if better(ratio(tried.common), &best) {
                best = Some(Hit { ratio: ratio(tried.common), chars: tried.window.clone() });
            }
            last = Some(tried);
        }
    }
    best
}

fn to_ratio(common: usize, lengths: usize) -> f64 {
    if lengths == 0 { 100.0 } else { 200.0 * common as f64 / lengths as f64 }
}
