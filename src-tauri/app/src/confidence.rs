//! What the learner's words of confidence stand for: a word alone could not be held against anything.

use crate::wire::practice::Confidence;
use crate::wire::start::ConfidenceLevel;

pub(crate) const ALL: [Confidence; 3] = [Confidence::Sure, Confidence::Fairly, Confidence::Guess];

/// The chance of being right that the word stands for, in percent. The page says it beside the word.
pub(crate) fn percent(said: Confidence) -> u32 {
    match said {
        Confidence::Sure => 95,
        Confidence::Fairly => 75,
        Confidence::Guess => 50,
    }
}

pub(crate) fn levels() -> Vec<ConfidenceLevel> {
    ALL.into_iter().map(|said| ConfidenceLevel { said, percent: percent(said) }).collect()
}

pub(crate) fn word(said: Confidence) -> &'static str {
    match said {
        Confidence::Sure => "sure",
        Confidence::Fairly => "fairly",
        Confidence::Guess => "guess",
    }
}

pub(crate) fn of_word(word: &str) -> Option<Confidence> {
    ALL.into_iter().find(|said| self::word(*said) == word)
}
