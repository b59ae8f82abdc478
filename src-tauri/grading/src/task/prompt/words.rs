//! The words of a prompt, and where wordings stand among them.

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A text taken apart into words, in which singular and plural are alike.
pub(super) struct Words {
    /// Place in bytes, and the word in lower case.
    words: Vec<(Range<usize>, String)>,
    /// As [`singular`] has them.
    singular: Vec<String>,
}

impl Words {
    pub fn of(text: &str) -> Words {
        let words: Vec<(Range<usize>, String)> =
            text.unicode_word_indices().map(|(at, word)| (at..at + word.len(), low(word))).collect();
        let singular = words.iter().map(|(_, word)| singular(word)).collect();
        Words { words, singular }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Each word in lower case, with its bytes.
    pub fn iter(&self) -> impl Iterator<Item = (&Range<usize>, &str)> {
        self.words.iter().map(|(at, word)| (at, word.as_str()))
    }

    /// Everywhere that the words of a wording stand one after the other, in bytes.
    pub fn all(&self, wording: &str) -> Vec<Range<usize>> {
        let sought: Vec<String> = wording.unicode_words().map(|word| singular(&low(word))).collect();
        if sought.is_empty() {
            return vec![];
        }
        let windows = self.singular.windows(sought.len()).enumerate().filter(|(_, window)| *window == sought);
        windows.map(|(at, _)| self.words[at].0.start..self.words[at + sought.len() - 1].0.end).collect()
    }

    /// The first place where any of the wordings stands.
    pub fn first_of(&self, wordings: &[String]) -> Option<Range<usize>> {
        wordings.iter().filter_map(|wording| self.all(wording).into_iter().next()).min_by_key(|at| at.start)
    }
}

/// Lower case, with straight apostrophes.
fn low(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

/// A word in the singular, so that "list" is found in "lists" and the other way round. Short words, and what only looks
/// like a plural ("this", "class", "focus"), stay as they are.
fn singular(word: &str) -> String {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let english = word.len() >= 4 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    if !english || ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) {
        return word.to_owned();
    }
    let endings = [("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("s", "")];
    let cut = endings.into_iter().find_map(|(plural, one)| Some(format!("{}{one}", word.strip_suffix(plural)?)));
    cut.unwrap_or_else(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn singular_and_plural_are_alike() {
        let check = |one: &str, other: &str| assert_eq!(singular(one), singular(other), "{one} {other}");
        check("lists", "list");
        check("summaries", "summary");
        check("tables", "table");
        check("classes", "class");
        check("boxes", "box");
        check("approaches", "approach");
        check("parent's", "parents");
        for word in ["class", "focus", "this", "is", "don't", "naïves", ""] {
            assert_eq!(singular(word), word);
        }
    }

    #[test]
    fn wordings_are_found_where_they_stand() {
        let text = "Write three Bullet points.\nEach bullet-point names one risk; don’t add a summary.";
        let words = Words::of(text);
        let found = |wording: &str| words.all(wording).into_iter().map(|at| &text[at]).collect::<Vec<_>>();
        assert_eq!(found("bullet point"), ["Bullet points", "bullet-point"]);
        assert_eq!(found("don't add"), ["don’t add"]);
        assert_eq!(found("risk factors"), [""; 0]);
        assert_eq!(found("…"), [""; 0]);
        let first = words.first_of(&["summary".to_owned(), "risks".to_owned()]);
        assert_eq!(first.map(|at| &text[at]), Some("risk"));
    }
}
