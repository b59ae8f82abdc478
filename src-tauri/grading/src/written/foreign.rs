//! Words of a quotation that a text does not have at all, in whatever form: what no slip of the pen brings in.

use super::lexicon::{COMMON, NEGATIONS, among, is};
use super::slips::{number, spelt_alike};
use super::stem::stem;
use std::collections::HashSet;
use unicode_segmentation::UnicodeSegmentation;

/// The words of a text, ready to be asked for.
#[derive(Debug)]
pub(super) struct Known {
    words: Vec<String>,
    stems: HashSet<String>,
    figures: HashSet<usize>,
}

/// How far the words of a quotation are those of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Foreign {
    /// Every word that carries meaning is there.
    None,
    /// One is not, and it may still be a slip or a looser wording.
    One,
    /// One is not and stands for another in an otherwise exact run, or is a figure.
    Swapped,
    Many,
}

impl Known {
    pub fn of(text: &str) -> Known {
        let words = words(text);
        let stems = words.iter().map(|word| stem(word)).collect();
        let figures = words.iter().filter_map(|word| figure(word)).collect();
        Known { words, stems, figures }
    }

    pub fn foreign(&self, quoted: &str) -> Foreign {
        const MOST: usize = 60;
        let mut quoted = words(quoted);
        quoted.truncate(MOST);
        let foreign: Vec<usize> = (0..quoted.len()).filter(|at| self.lacks(&quoted[*at])).collect();
        match foreign[..] {
            [] if self.turned(&quoted) => Foreign::Swapped,
            [] => Foreign::None,
            [at] if figure(&quoted[at]).is_some() || self.swapped(&quoted, at) => Foreign::Swapped,
            [_] => Foreign::One,
            _ => Foreign::Many,
        }
    }

    /// A word that says something, and nothing like it is in the text.
    fn lacks(&self, word: &str) -> bool {
        let light = is(word, &COMMON) || among(word, LIGHT) || word.chars().count() < 2;
        match (figure(word), is(word, &NEGATIONS)) {
            (Some(figure), _) => !self.figures.contains(&figure),
            (None, true) => !self.words.iter().any(|known| is(known, &NEGATIONS)),
            (None, false) if light => false,
            (None, false) => !self.stems.contains(&stem(word)) && !self.words.iter().any(|known| akin(word, known)),
        }
    }

    /// Whether the text has another word that says something between the same neighbours.
    fn swapped(&self, quoted: &[String], at: usize) -> bool {
        const RUN: usize = 2;
        let word = |i: Option<usize>| i.and_then(|i| quoted.get(i));
        let known = |i: Option<usize>| i.and_then(|i| self.words.get(i));
        let same = |q: Option<usize>, k: Option<usize>| word(q).is_some() && word(q) == known(k);
        (0..self.words.len()).any(|i| {
            let run_before = (1..=RUN).take_while(|n| same(at.checked_sub(*n), i.checked_sub(*n))).count();
            let run_after = (1..=RUN).take_while(|n| same(at.checked_add(*n), i.checked_add(*n))).count();
            let other = &self.words[i];
            let says = figure(other).is_some() || is(other, &NEGATIONS) || !is(other, &COMMON) && !among(other, LIGHT);
            says && run_before + run_after >= RUN && !quoted.contains(other)
        })
    }

    /// Whether in an exact run a "not" is put in or left out, and nowhere stands as it is quoted.
    fn turned(&self, quoted: &[String]) -> bool {
        const RUN: usize = 2;
        let not = |word: &String| is(word, &NEGATIONS);
        let bare = |words: &[String]| -> Vec<(String, bool)> {
            let mut all: Vec<(String, bool)> = vec![];
            let mut denied = false;
            for word in words {
                // "Do not rest" and "rest": the verb that helps goes with the "not".
                if not(word) {
                    denied = true;
                } else {
                    all.push((word.clone(), denied));
                    denied = false;
                }
            }
            all
        };
        let (quoted, known) = (bare(quoted), bare(&self.words));
        let same = |q: usize, k: usize| quoted[q].0 == known[k].0;
        let around = |q: usize, k: usize| {
            let before = (1..=RUN).take_while(|n| q >= *n && k >= *n && same(q - n, k - n)).count();
            let after =
                (1..=RUN).take_while(|n| q + n < quoted.len() && k + n < known.len() && same(q + n, k + n)).count();
            (before >= 1 && after >= 1 || before >= RUN) && before + after >= RUN
        };
        (0..quoted.len()).any(|q| {
            let mut places = (0..known.len()).filter(|k| same(q, *k) && around(q, *k)).peekable();
            places.peek().is_some() && places.all(|k| known[k].1 != quoted[q].1)
        })
    }
}

/// Forms of one word, whether rightly formed or not: "stuck" and "sticked", "dealt" and "dealed".
fn akin(word: &str, other: &str) -> bool {
    let prefix = word.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let shortest = word.chars().count().min(other.chars().count());
    let longest = word.chars().count().max(other.chars().count());
    let bones = |word: &str| -> String {
        let base = ["ed", "ing", "es", "s", "en"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        base.chars().filter(|c| !"aeiou".contains(*c)).collect()
    };
    let first = word.chars().next() == other.chars().next();
    spelt_alike(word, other) && (first && longest >= 5 || longest >= 7)
        || prefix >= 3 && longest - prefix <= prefix.min(4)
        || prefix >= 2 && bones(word) == bones(other)
        || is_short_for(word, other)
        || is_short_for(other, word)
        // "Deligthful": letters changed about.
        || shortest >= 5 && sorted(word) == sorted(other)
        // "Playtime" and "play time".
        || shortest >= 4 && (word.contains(other) || other.contains(word))
}

fn sorted(word: &str) -> Vec<char> {
    let mut chars: Vec<char> = word.chars().collect();
    chars.sort_unstable();
    chars
}

/// "Min" for "minutes", "kg" for "kilograms".
fn is_short_for(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    let first = short.chars().next() == long.chars().next();
    first && short.len() < long.len() && short.chars().count() <= 3 && short.chars().all(|c| letters.any(|l| l == c))
}

/// Lower case without apostrophes and dots, figures parted from letters, "n't" as "not".
fn words(text: &str) -> Vec<String> {
    const MOST: usize = 400;
    let low = text.to_lowercase().replace('’', "'").replace('%', " percent ").replace("per cent", "percent");
    let low = low.replace("cannot", "can not").replace("n't", " not").replace("a.m", "am").replace("p.m", "pm");
    let mut all = vec![];
    for word in low.unicode_words().take(MOST) {
        let word: String = word.chars().filter(|c| !matches!(c, '\'' | '.' | ',' | ':')).collect();
        let word = match word.as_str() {
            "dont" | "doesnt" | "didnt" | "isnt" | "cant" | "wont" | "arent" | "havent" | "hasnt" | "couldnt" => "not",
            other => other,
        };
        let figures = word.find(|c: char| !c.is_ascii_digit()).filter(|at| *at > 0).unwrap_or(word.len());
        let (digits, rest) = word.split_at(figures);
        all.extend([digits, rest].into_iter().filter(|part| !part.is_empty()).map(str::to_owned));
    }
    all
}

fn figure(word: &str) -> Option<usize> {
    match word {
        "once" | "single" | "first" => Some(1),
        "twice" | "double" | "second" | "both" | "pair" => Some(2),
        "third" => Some(3),
        "fourth" => Some(4),
        "fifth" => Some(5),
        "dozen" => Some(12),
        "one" => None,
        // "Under-twelves", "the sixties".
        word => number(word).or_else(|| number(word.strip_suffix('s')?)),
    }
}

/// May come in without a change of what is said.
const LIGHT: &str = "very really just also even quite too indeed please such some any well now already times time one ones am pm \
    th st nd rd every each all both got own here there then than so as much many more most only still again ever \
    till until upon onto while whilst among amongst toward towards around round though although whether him them \
    himself herself itself themselves get gets shall should must may might let lets us per percent o'clock oclock st mr mrs ms dr sic etc";
