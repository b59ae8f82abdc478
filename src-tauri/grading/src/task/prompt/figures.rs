//! Whole numbers in a text, in digits or in English words.

use super::words::Words;
use std::ops::Range;

/// Every whole number with its bytes, in the order of the text: "60", "1,500", "200ml", "twenty-five", "a hundred and ten".
pub(super) fn read(text: &str, words: &Words) -> Vec<(u64, Range<usize>)> {
    let mut found = vec![];
    let mut open: Option<Spoken> = None;
    for (at, word) in words.iter() {
        let joined = open.as_ref().is_some_and(|spoken| joins(&text[spoken.read..at.start]));
        if let Some(spoken) = open.take() {
            match joined {
                true => match spoken.with(word, at) {
                    Ok(longer) => {
                        open = Some(longer);
                        continue;
                    }
                    Err(spoken) => found.extend(spoken.close()),
                },
                false => found.extend(spoken.close()),
            }
        }
        match digits(word) {
            Some(value) => found.push((value, at.clone())),
            None => open = Spoken::start(word, at),
        }
    }
    found.extend(open.and_then(Spoken::close));
    found
}

/// Whether the words before and after may be of one number: a space or a hyphen, no other mark.
fn joins(gap: &str) -> bool {
    gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‐' | '‑'))
}

/// The number at the start of a word, unless it is a fraction or too large.
fn digits(word: &str) -> Option<u64> {
    let end = word.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(word.len());
    let (number, rest) = word.split_at(end);
    // "1,500" has commas before three digits each; "3.5" is no whole number.
    let mut groups = number.split(',');
    let first = groups.next().filter(|first| !first.is_empty())?;
    let sound = groups.clone().all(|group| group.len() == 3) && (first.len() <= 3 || groups.next().is_none());
    let letters = rest.chars().all(char::is_alphabetic);
    (sound && letters).then(|| number.replace(',', "").parse().ok()).flatten()
}

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const GREAT: [(&str, u64); 2] = [("thousand", 1_000), ("million", 1_000_000)];

/// A number in words, as far as it is read.
struct Spoken {
    /// Thousands and millions that are complete.
    done: u64,
    /// The last factor of `done`; the next one has to be smaller.
    factor: u64,
    /// Below a thousand.
    current: u64,
    /// What may still be added: below so much.
    room: u64,
    start: usize,
    /// The end of the last word that is of the number for sure.
    end: usize,
    /// The end of the last word read, an "and" among them.
    read: usize,
    /// "a" alone is no number, and neither is one that ends in "and".
    article: bool,
    and: bool,
}

impl Spoken {
    fn start(word: &str, at: &Range<usize>) -> Option<Spoken> {
        let place = |value: u64, room: u64, article: bool| Spoken {
            done: 0,
            factor: u64::MAX,
            current: value,
            room,
            start: at.start,
            end: at.end,
            read: at.end,
            article,
            and: false,
        };
        if word == "a" {
            return Some(place(1, 1, true));
        }
        small(word).map(|(value, room)| place(value, room, false))
    }

    /// The number with one more word; the number as it is when the word is not of it.
    fn with(mut self, word: &str, at: &Range<usize>) -> Result<Spoken, Spoken> {
        if word == "and" && !self.and && !self.article && (self.room == 100 || self.done > 0 && self.current == 0) {
            (self.and, self.read) = (true, at.end);
            return Ok(self);
        }
        if word == "hundred" && !self.and && (1..10).contains(&self.current) {
            (self.current, self.room) = (self.current * 100, 100);
        } else if let Some((_, factor)) = GREAT.iter().find(|(great, _)| *great == word)
            && !self.and
            && self.current > 0
            && *factor < self.factor
        {
            (self.done, self.factor) = (self.done + self.current * factor, *factor);
            (self.current, self.room) = (0, 1000);
        } else if let Some((value, room)) = small(word)
            && !self.article
            && value > 0
            && value < self.room
        {
            (self.current, self.room) = (self.current + value, room);
        } else {
            return Err(self);
        }
        (self.end, self.read, self.article, self.and) = (at.end, at.end, false, false);
        Ok(self)
    }

    fn close(self) -> Option<(u64, Range<usize>)> {
        (!self.article).then(|| (self.done + self.current, self.start..self.end))
    }
}

/// A number below a hundred in one word, and what may follow: a unit after tens.
fn small(word: &str) -> Option<(u64, u64)> {
    let place = |list: &[&str]| list.iter().position(|known| *known == word).map(|place| place as u64);
    place(&UNITS).map(|value| (value, 1)).or_else(|| place(&TENS).map(|value| (10 * (value + 2), 10)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(u64, &str)]) {
        let words = Words::of(text);
        let found: Vec<(u64, &str)> = read(text, &words).into_iter().map(|(value, at)| (value, &text[at])).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn digits_are_read() {
        check("Between 60 and 1,500 words", &[(60, "60"), (1500, "1,500")]);
        check("a 200-word text, 250ml, the 3rd", &[(200, "200"), (250, "250ml"), (3, "3rd")]);
        check("3.5 litres of A4 paper", &[]);
        check("1,50 and 10000,000", &[]);
        check("99999999999999999999999", &[]);
        check("0 and 007", &[(0, "0"), (7, "007")]);
    }

    #[test]
    fn words_are_read() {
        check("Three steps, then twenty-five more", &[(3, "Three"), (25, "twenty-five")]);
        check("a hundred and ten words", &[(110, "a hundred and ten")]);
        check("two thousand five hundred", &[(2500, "two thousand five hundred")]);
        check("one million two hundred thousand", &[(1_200_000, "one million two hundred thousand")]);
        check("one or two, and a dog", &[(1, "one"), (2, "two")]);
        check("twenty, five", &[(20, "twenty"), (5, "five")]);
        check("two and three", &[(2, "two"), (3, "three")]);
        check("a hundred and a half", &[(100, "a hundred")]);
        check("five five twenty", &[(5, "five"), (5, "five"), (20, "twenty")]);
        check("a a hundred thousand thousand", &[(100_000, "a hundred thousand")]);
        check("hundred and million", &[]);
    }
}
