//! Write a prompt to given constraints.

use super::Missing;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Face {
    /// What the prompt must do, as the learner reads it.
    pub constraints: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Key {
    pub checks: Vec<Check>,
    /// A prompt that passes every check, shown afterwards.
    pub reference: String,
}

/// One thing that a program can see of a prompt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Check {
    pub name: String,
    pub rule: Rule,
    /// Its share beside the other checks; above 0.
    pub weight: f64,
    pub why: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Rule {
    /// At least so many words and at most so many.
    Words { least: u32, most: u32 },
    /// At least so many sentences and at most so many.
    Sentences { least: u32, most: u32 },
    /// At least so many of these are said, each in any of its wordings.
    Says { things: Vec<Vec<String>>, least: u32 },
    /// None of these wordings is said.
    Avoids { wordings: Vec<String> },
    /// Each of these figures stands there, in digits or as a word.
    Figures { figures: Vec<u32> },
    /// So many entries of a list, at least and at most.
    Entries { least: u32, most: u32 },
    /// At least so many words stand in quotation marks or a block of their own: an example given.
    Example { least_words: u32 },
    /// It ends with, or holds, a question.
    Question {},
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub why: String,
}

pub(super) fn missing(answer: &Answer) -> Vec<Missing> {
    if answer.text.trim().is_empty() { vec![Missing::Text] } else { vec![] }
}
