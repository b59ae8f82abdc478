//! The words the checks know, in groups, and which group a word is in.
//!
//! Each list is English, lower case, with straight apostrophes. A list names a class of words, never a sample: what a
//! check knows about one word it knows about all of its kind.

mod frame;
mod general;
mod senses;
mod value;
mod verbs;

pub(super) use crate::written::lexicon::among;
pub(super) use verbs::Form;

use std::collections::HashMap;

/// A group of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    // The frame of a sentence.
    Determiner,
    Pronoun,
    Preposition,
    Subordinator,
    Relative,
    Coordinator,
    Modal,
    Be,
    Have,
    Do,
    Negation,
    Adverb,
    /// Adjectives that judge nothing.
    Plain,
    Number,
    // Verbs.
    Verb,
    /// As often a noun.
    NounVerb,
    /// What the response does with what it says: "states", "mentions".
    Saying,
    // Words that two readers weigh differently.
    /// A judgement and nothing else: "engaging".
    Value,
    /// More or less of something: "short".
    Degree,
    /// "too", "very", "enough".
    Amplifier,
    /// What happens in a reader: "captivates".
    Effect,
    /// Quality as a thing: "clarity".
    Quality,
    /// How much or how many without a figure: "several".
    Quantity,
    /// "main", "relevant": somebody has to choose.
    Weighty,
    /// Who reads, hears or uses the output.
    Reader,
    // What every response has.
    /// The output itself: "response", "poster".
    Output,
    /// A part or a side of any output: "sentence", "tone".
    Part,
    /// One of the sides that a rubric keeps apart: "grammar", "layout".
    Side,
    /// Says nothing about which task this is.
    General,
    /// Nouns that no subject owns: "place", "sight", "effort".
    Everyday,
    /// Verbs that any rubric uses, by their base.
    GeneralVerb,
    // What cannot be seen from here.
    /// "required", "requested": by whom, and what?
    Asked,
    /// "correct", "right": what is?
    Right,
    /// "guide", "handout": papers that a reader of the criterion does not hold.
    Paper,
    /// "reference", "attached": an output that is not this one.
    Elsewhere,
    /// "limit", "maximum"
    Limit,
    // What an output is made of.
    /// Pictures and what they are drawn with.
    Drawn,
    /// The look of a page: type, colour, place.
    Look,
    /// Heard: voice, music, pace.
    Heard,
    /// Written marks that no ear hears.
    Written,
    /// Continuous text.
    Prose,
    /// Smell, taste, touch.
    OtherSenses,
    /// Colours.
    Colour,
    /// What goes on in a mind.
    Minded,
    /// Words of programs.
    Coded,
}

/// Which groups a word is in.
#[derive(Debug, Clone)]
pub(super) struct Lexicon {
    classes: HashMap<&'static str, u64>,
    irregular: HashMap<&'static str, (Form, &'static str)>,
}

impl Lexicon {
    pub fn new() -> Lexicon {
        let groups = [frame::GROUPS, verbs::GROUPS, value::GROUPS, general::GROUPS, senses::GROUPS].concat();
        let mut classes: HashMap<&str, u64> = HashMap::with_capacity(4096);
        for (class, words) in groups {
            for word in words.split_whitespace() {
                *classes.entry(word).or_default() |= 1 << class as u64;
            }
        }
        Lexicon { classes, irregular: verbs::irregular().collect() }
    }

    pub fn is(&self, word: &str, class: Class) -> bool {
        self.classes.get(word).is_some_and(|classes| classes & (1 << class as u64) != 0)
    }

    pub fn any(&self, word: &str, classes: &[Class]) -> bool {
        classes.iter().any(|class| self.is(word, *class))
    }

    /// The form of a verb and its base, if the word can be one of a verb in the lists.
    pub fn verb(&self, word: &str) -> Option<(Form, &'static str)> {
        if let Some(known) = self.irregular.get(word) {
            return Some(*known);
        }
        let known = |base: &str| {
            let (base, classes) = self.classes.get_key_value(base)?;
            (classes & (1 << Class::Verb as u64 | 1 << Class::NounVerb as u64) != 0).then_some(*base)
        };
        verbs::regular(word, known)
    }

    /// The adjective that an adverb, a noun of quality or a comparative is made of: "clearly", "clarity", "clearest".
    /// The word itself when it is one.
    pub fn adjective(&self, word: &str, class: Class) -> Option<&'static str> {
        let known = |base: &str| {
            let (base, classes) = self.classes.get_key_value(base)?;
            (classes & (1 << class as u64) != 0).then_some(*base)
        };
        if let Some(base) = known(word) {
            return Some(base);
        }
        const ENDINGS: [(&str, &[&str]); 9] = [
            ("ally", &["", "al"]),
            ("ily", &["y"]),
            ("ly", &["", "le", "ic", "l"]),
            ("iest", &["y"]),
            ("est", &["", "e"]),
            ("ier", &["y"]),
            ("er", &["", "e"]),
            ("iness", &["y"]),
            ("ness", &[""]),
        ];
        ENDINGS.iter().filter(|(ending, _)| word.len() > ending.len() + 2).find_map(|(ending, others)| {
            let start = word.strip_suffix(ending)?;
            let doubled = |base: &str| {
                let mut chars = base.chars().rev();
                let (last, before) = (chars.next()?, chars.next()?);
                (last == before).then(|| known(&base[..base.len() - last.len_utf8()]))?
            };
            others.iter().find_map(|other| known(&format!("{start}{other}"))).or_else(|| doubled(start))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_of_an_adjective() {
        let lexicon = Lexicon::new();
        for (word, made_of) in [
            ("clearly", "clear"),
            ("clearest", "clear"),
            ("nicer", "nice"),
            ("friendliness", "friendly"),
            ("politely", "polite"),
            ("terribly", ""),
            ("bigger", "big"),
            ("simply", "simple"),
            ("user", ""),
        ] {
            let found = lexicon.adjective(word, Class::Value).or_else(|| lexicon.adjective(word, Class::Degree));
            assert_eq!(found.unwrap_or_default(), made_of, "{word}");
        }
    }

    #[test]
    fn no_word_stands_twice_in_a_list() {
        for groups in [frame::GROUPS, verbs::GROUPS, value::GROUPS, general::GROUPS, senses::GROUPS] {
            for (class, words) in groups {
                let mut all: Vec<&str> = words.split_whitespace().collect();
                all.sort_unstable();
                let twice = all.windows(2).find(|pair| pair[0] == pair[1]);
                assert_eq!(twice, None, "{class:?}");
            }
        }
    }
}
