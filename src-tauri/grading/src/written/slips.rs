//! Whether a quotation says what the words say that it is nearest to.
//!
//! A figure or a word that is put for another leaves a long quotation nearly like its source in letters, and turns what
//! it says. So the words are laid side by side: endings, spelling, articles and small joining words may slip, and what
//! carries the meaning may not.

use super::lexicon::{COMMON, NEGATIONS, among, is};
use super::stem::stem;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Whether the quoted words change those of a source around these bytes in more than small slips.
pub(super) fn alters(quoted: &str, source: &str, bytes: Range<usize>, slack: Slack) -> bool {
    let quoted = words(quoted);
    let source = words(&source[around(source, bytes)]);
    let squashed = |words: &[String]| words.concat();
    if source.is_empty() || squashed(&source).contains(&squashed(&quoted)) {
        return false;
    }
    let allowed = match slack {
        Slack::Some => CHANGED,
        Slack::Little => CHANGED.min(A_WORD * quoted.len() as u32),
    };
    aligned(&quoted, &source) >= allowed
}

/// How many slips a quotation may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slack {
    /// It is nearly like its source in letters.
    Some,
    /// It is not, and must be so in its words.
    Little,
}

/// A slip costs next to nothing, a word that counts is a change.
const SLIP: u32 = 1;
/// A small word that is added or left out.
const LIGHTLY: u32 = 20;
/// With little slack each word of the quotation allows so much.
const A_WORD: u32 = 8;
const CHANGED: u32 = 100;
/// A word of the source that is passed over; one alone may be left out.
const LEFT_OUT: u32 = 60;
/// The most words that are laid side by side.
const MOST: usize = 250;

/// The bytes and some words more on both sides.
fn around(text: &str, bytes: Range<usize>) -> Range<usize> {
    const WORDS: usize = 4;
    let before = text[..bytes.start].unicode_word_indices().rev().take(WORDS).last();
    let after = text[bytes.end..].unicode_word_indices().take(WORDS).last();
    before.map_or(bytes.start, |(at, _)| at)..after.map_or(bytes.end, |(at, word)| bytes.end + at + word.len())
}

fn words(text: &str) -> Vec<String> {
    let low = text.to_lowercase().replace('’', "'");
    low.unicode_words().take(MOST).map(str::to_owned).collect()
}

/// The least that it costs to make the quoted words of a stretch of the source.
fn aligned(quoted: &[String], source: &[String]) -> u32 {
    let mut costs: Vec<u32> = vec![0; source.len() + 1];
    for word in quoted {
        let mut diagonal = costs[0];
        costs[0] += added(word);
        for (at, other) in source.iter().enumerate() {
            let swapped = diagonal + differ(word, other);
            diagonal = costs[at + 1];
            costs[at + 1] = swapped.min(costs[at + 1] + added(word)).min(costs[at] + dropped(other));
        }
    }
    costs.into_iter().min().unwrap_or(0)
}

/// What it costs to say one word for another.
fn differ(word: &str, other: &str) -> u32 {
    if word == other {
        return 0;
    }
    let alike = SMALL.iter().any(|group| among(word, group) && among(other, group))
        || SHORT.iter().any(|group| among(word, group) && among(other, group))
        || number(word).is_some_and(|n| number(other) == Some(n))
        || !counts(word) && !counts(other) && (stem(word) == stem(other) || spelt_alike(word, other));
    if alike { SLIP } else { CHANGED }
}

/// A figure, or a word that turns the sentence round.
fn counts(word: &str) -> bool {
    word.contains(|c: char| c.is_numeric()) || is(word, &NEGATIONS) || number(word).is_some()
}

fn added(word: &str) -> u32 {
    match word {
        _ if is(word, &NEGATIONS) => CHANGED,
        _ if is(word, &COMMON) || among(word, LIGHT) => LIGHTLY,
        _ => CHANGED,
    }
}

fn dropped(word: &str) -> u32 {
    match word {
        _ if counts(word) => CHANGED,
        _ if is(word, &COMMON) || among(word, LIGHT) => LIGHTLY,
        _ => LEFT_OUT,
    }
}

/// Within each of these groups one word is easily put for another.
const SMALL: [&str; 5] = [
    "no not without never nor",
    "a an the this that these those its their his her your our my",
    "in on at to of for with by from as into onto than then",
    "is are was were be been being has have had do does did will would can could 's 're",
    "it they he she you we one this that which who what",
];
/// Words and how they are shortened.
const SHORT: [&str; 7] = [
    "minute minutes min mins",
    "hour hours hr hrs h",
    "second seconds sec secs s",
    "degree degrees deg",
    "approximately approx",
    "kilometre kilometres kilometer kilometers km",
    "maximum max",
];
/// These may be added or left out.
const LIGHT: &str = "very really just also even quite too indeed please such some any well now already";

/// "Four" as 4.
pub(super) fn number(word: &str) -> Option<usize> {
    const NUMBERS: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
        sixteen seventeen eighteen nineteen twenty";
    const TENS: &str = "twenty thirty forty fifty sixty seventy eighty ninety hundred";
    let tens = || TENS.split_ascii_whitespace().position(|ten| ten == word).map(|at| 10 * (at + 2));
    word.parse().ok().or_else(|| NUMBERS.split_ascii_whitespace().position(|known| known == word)).or_else(tens)
}

/// One letter more, less, another, or two changed about, in a word of four or more.
pub(super) fn spelt_alike(word: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (word.chars().collect(), other.chars().collect());
    if a.len().min(b.len()) < 4 || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    match (&a[..a.len() - end.min(a.len())], &b[..b.len() - end.min(b.len())]) {
        ([], [_]) | ([_], []) | ([_], [_]) | ([], []) => true,
        ([x, y], [z, w]) => x == w && y == z,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "Bake the dough at 80 degrees for ten minutes, and never longer than it needs to rise.";

    fn check(quoted: &str, changes: bool) {
        assert_eq!(alters(quoted, SOURCE, 5..80, Slack::Some), changes, "{quoted}");
    }

    #[test]
    fn slips() {
        for quoted in [
            "Bake the dough at 80 degrees",
            "bake dough at 80 degree for 10 minutes",
            "baking the dohgh in 80 degrees",
            "Bake the dough at 80 degrees for ten minutes and never longer then it need to rise",
            "the dough at 80 degrees for minutes".replace("for minutes", "for ten").as_str(),
        ] {
            check(quoted, false);
        }
    }

    #[test]
    fn changes() {
        for quoted in [
            "Bake the dough at 180 degrees",
            "bake the bread at 80 degrees",
            "at 80 degrees for five minutes",
            "for ten minutes, and longer than it needs",
            "for ten minutes, and always longer than it needs",
            "Bake the sour dough at 80 degrees",
        ] {
            check(quoted, true);
        }
    }
}
