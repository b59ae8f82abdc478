//! What of a task decides how a statement about its responses is read.

use super::super::lexicon::{COMMON, is};
use super::super::stem::stem;
use course::task::Face;
use course::task::justification::Criterion;
use std::collections::HashSet;
use unicode_segmentation::UnicodeSegmentation;

/// What the reader of claims has to know of the task.
#[derive(Debug, Default)]
pub(in crate::written) struct Context {
    pub items: usize,
    /// The words of the task's request: "best for this child" narrows nothing where that is what was asked.
    pub asked: Vec<String>,
    /// The words of the prompt: what was asked there narrows nothing either.
    pub prompt: HashSet<String>,
    /// Stems of the words for the criteria on which the responses differ.
    pub criteria: HashSet<String>,
}

impl Context {
    pub fn new(face: &Face, criteria: &[Criterion]) -> Context {
        let words = |text: &str| -> Vec<String> {
            text.unicode_words().map(str::to_lowercase).filter(|w| !is(w, &COMMON)).collect()
        };
        let named = criteria.iter().flat_map(|c| std::iter::once(&c.name).chain(&c.words));
        Context {
            items: face.items().len(),
            asked: words(&face.ask),
            prompt: words(&face.prompt.text.plain).into_iter().collect(),
            criteria: named.flat_map(|text| words(text)).map(|word| stem(&word)).collect(),
        }
    }
}
