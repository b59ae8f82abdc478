//! The order of categories.

use std::cmp::Ordering;
use std::collections::HashMap;

/// The different words in order: numbers by size, then words by alphabet.
pub fn ordered(words: Vec<String>) -> Vec<String> {
    let mut words = words;
    words.sort_unstable_by(|a, b| match (finite(a), finite(b)) {
        // Two ways to write one number come to stand together.
        (Some(x), Some(y)) => x.total_cmp(&y).then_with(|| a.cmp(b)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => a.cmp(b),
    });
    words.dedup_by(|a, b| a == b || finite(a).is_some_and(|a| finite(b) == Some(a)));
    words
}

/// The place of each word; of a number, however it is written.
pub fn places(categories: &[String]) -> Places<'_> {
    let mut places = Places::default();
    for (category, place) in categories.iter().zip(0u32..) {
        places.words.entry(category).or_insert(place);
        if let Some(number) = finite(category) {
            places.numbers.entry(bits(number)).or_insert(place);
        }
    }
    places
}

#[derive(Debug, Default)]
pub struct Places<'a> {
    words: HashMap<&'a str, u32>,
    numbers: HashMap<u64, u32>,
}

impl Places<'_> {
    pub fn get(&self, word: &str) -> Option<&u32> {
        self.words.get(word).or_else(|| self.numbers.get(&bits(finite(word)?)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_by_size_then_words() {
        let words = ["10", "b", "2", "a", "2.0", "-1", "b"].map(str::to_owned).to_vec();
        let order = ordered(words);
        assert_eq!(order, ["-1", "2", "10", "a", "b"]);
        assert_eq!(places(&order).get("2.00"), Some(&1));
        assert_eq!(places(&order).get("c"), None);
    }
}
