//! The order of categories.

use std::cmp::Ordering;
use std::collections::HashMap;

/// Above this whole numbers are no longer told apart as f64.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The different words in order: numbers by size, then words by alphabet.
pub fn ordered(words: Vec<String>) -> Vec<String> {
    let mut words = words;
    let as_written = words.iter().any(|word| is_padded(word));
    words.sort_unstable_by(|a, b| match (finite(a), finite(b)) {
        // Two ways to write one number come to stand together.
        (Some(x), Some(y)) => (x + 0.0).total_cmp(&(y + 0.0)).then_with(|| a.cmp(b)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => a.cmp(b),
    });
    words.dedup_by(|a, b| a == b || !as_written && exact(a).is_some_and(|a| exact(b) == Some(a)));
    words
}

/// The place of each category for words such as these. A number is the same however it is written, unless one is padded
/// with zeros, as only names are: then 7 and 007 are two.
pub fn places<'a>(categories: &'a [String], words: impl IntoIterator<Item = &'a str>) -> Places<'a> {
    let as_written = categories.iter().map(String::as_str).chain(words).any(is_padded);
    let mut places = Places::default();
    for (category, place) in categories.iter().zip(0u32..) {
        places.words.entry(category).or_insert(place);
        if let Some(number) = exact(category).filter(|_| !as_written) {
            places.numbers.entry(bits(number)).or_insert(place);
        }
    }
    places
}

#[derive(Debug, Default)]
pub struct Places<'a> {
    words: HashMap<&'a str, u32>,
    /// Empty where numbers are told apart as they are written.
    numbers: HashMap<u64, u32>,
}

impl Places<'_> {
    pub fn get(&self, word: &str) -> Option<&u32> {
        self.words.get(word).or_else(|| self.numbers.get(&bits(exact(word)?)))
    }
}

fn bits(number: f64) -> u64 {
    // Both zeros are the same.
    (number + 0.0).to_bits()
}

/// The word as a finite number.
pub fn finite(word: &str) -> Option<f64> {
    word.parse().ok().filter(|number: &f64| number.is_finite())
}

/// The word as a number that no other number is taken for.
fn exact(word: &str) -> Option<f64> {
    finite(word).filter(|number| number.abs() < EXACT)
}

/// A number with a zero before its first digit.
fn is_padded(word: &str) -> bool {
    let digits = word.trim_start_matches(['-', '+']).as_bytes();
    matches!(digits, [b'0', b'0'..=b'9', ..]) && finite(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn numbers_by_size_then_words() {
        let order = ordered(owned(&["10", "b", "2", "a", "2.0", "-1", "b", "0", "-0"]));
        assert_eq!(order, ["-1", "-0", "2", "10", "a", "b"]);
        assert_eq!(places(&order, []).get("2.00"), Some(&2));
        assert_eq!(places(&order, []).get("0"), Some(&1));
        assert_eq!(places(&order, []).get("c"), None);
    }

    #[test]
    fn names_made_of_digits_are_told_apart() {
        let order = ordered(owned(&["9007199254740993", "9007199254740992", "9007199254740993"]));
        assert_eq!(order, ["9007199254740992", "9007199254740993"]);
        assert_eq!(places(&order, []).get("9007199254740993"), Some(&1));
        let order = ordered(owned(&["7", "007", "10", "7.0"]));
        assert_eq!(order, ["007", "7", "7.0", "10"]);
        assert_eq!(places(&order, []).get("7"), Some(&1));
        let given = owned(&["7", "8"]);
        assert_eq!(places(&given, ["007"]).get("007"), None);
        assert_eq!(places(&given, ["0.7", "0", "00x"]).get("7.0"), Some(&0));
    }
}
