//! The shape of a prompt: sentences, questions, entries of a list, examples.

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Sentences with a word in them, in bytes, without the space around.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let trimmed = |(start, sentence): (usize, &str)| {
        let start = start + sentence.len() - sentence.trim_start().len();
        start..start + sentence.trim().len()
    };
    let has_word = |(_, sentence): &(usize, &str)| sentence.unicode_words().next().is_some();
    text.split_sentence_bound_indices().filter(has_word).map(trimmed)
}

/// Sentences that ask.
pub(super) fn questions(text: &str) -> impl Iterator<Item = Range<usize>> {
    sentences(text).filter(|at| text[at.clone()].contains(['?', '？', '؟']))
}

/// Lines that start as an entry of a list does: with a bullet, a number or a letter.
pub(super) fn entries(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut found = vec![];
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        if is_entry(line.trim()) {
            found.push(start..start + line.trim().len());
        }
    }
    found
}

fn is_entry(line: &str) -> bool {
    let bullet = line.strip_prefix(['-', '*', '+', '•', '–', '—', '‣', '◦', '▪']);
    let numbered = || {
        let line = line.strip_prefix('(').unwrap_or(line);
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let letters = line.bytes().take_while(u8::is_ascii_alphabetic).count();
        let label = if (1..=3).contains(&digits) { digits } else { usize::from(letters == 1) };
        line[label..].strip_prefix(['.', ')']).filter(|_| label > 0)
    };
    let rest = bullet.or_else(numbered);
    rest.is_some_and(|rest| rest.starts_with(char::is_whitespace) && rest.unicode_words().next().is_some())
}

/// Stretches that are set apart as an example is: in quotation marks, in a fenced or quoted block, between tags.
pub(super) fn examples(text: &str) -> Vec<Range<usize>> {
    let mut found = between(text, "```", "```");
    for (open, close) in [("“", "”"), ("„", "“"), ("«", "»"), ("‘", "’"), ("\"", "\"")] {
        found.extend(between(text, open, close));
    }
    found.extend(quoted_blocks(text));
    found.extend(tagged(text));
    found.retain(|at| !at.is_empty());
    found
}

/// From each opening mark to the next closing one.
fn between(text: &str, open: &str, close: &str) -> Vec<Range<usize>> {
    let mut found = vec![];
    let mut at = 0;
    while let Some(start) = text[at..].find(open).map(|start| at + start + open.len()) {
        let Some(end) = text[start..].find(close).map(|end| start + end) else { break };
        found.push(start..end);
        at = end + close.len();
    }
    found
}

/// Runs of lines that start with ">".
fn quoted_blocks(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut found: Vec<Range<usize>> = vec![];
    for line in text.split_inclusive('\n') {
        let (start, end) = (at, at + line.trim_end().len());
        at += line.len();
        if !line.starts_with('>') {
            continue;
        }
        match found.last_mut() {
            // Only the end of a line lies between.
            Some(last)
                if text[last.end..start].trim().is_empty() && text[last.end..start].matches('\n').count() == 1 =>
            {
                last.end = end;
            }
            Some(_) | None => found.push(start..end),
        }
    }
    found
}

/// What stands between `<name>` and the next `</name>`.
fn tagged(text: &str) -> Vec<Range<usize>> {
    let mut found = vec![];
    // Names that are not closed in what is left; after so many of them it is no text with tags.
    let mut open_names: Vec<&str> = vec![];
    let mut at = 0;
    while let Some(open) = text[at..].find('<').map(|open| at + open + 1) {
        at = open;
        let length = text[open..].bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
        let name = &text[open..open + length];
        if name.is_empty() || !text[open + length..].starts_with('>') || open_names.contains(&name) {
            continue;
        }
        let start = open + length + 1;
        match text[start..].find(&format!("</{name}>")) {
            Some(end) => {
                found.push(start..start + end);
                at = start + end;
            }
            None if open_names.len() == MOST_OPEN => break,
            None => open_names.push(name),
        }
    }
    found
}

const MOST_OPEN: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_questions() {
        let text = "Write a poem. Who is it for? …\n\n- A child\n";
        let words = |at: Range<usize>| &text[at];
        assert_eq!(sentences(text).map(words).collect::<Vec<_>>(), ["Write a poem.", "Who is it for?", "- A child"]);
        assert_eq!(questions(text).map(words).collect::<Vec<_>>(), ["Who is it for?"]);
    }

    #[test]
    fn entries_of_a_list() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(entries(text).into_iter().map(|at| &text[at]).collect::<Vec<_>>(), expected);
        };
        check("Do this:\n- one\n  * two\r\n3. three\n(d) four\n", &["- one", "* two", "3. three", "(d) four"]);
        check("-5 degrees\n1999. was\nA. One\n1.5 litres\n- \n—\nI. Go\n**bold**", &["A. One", "I. Go"]);
        check("", &[]);
    }

    #[test]
    fn examples_stand_apart() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(examples(text).into_iter().map(|at| &text[at]).collect::<Vec<_>>(), expected);
        };
        check("Answer like “Dear guest” or \"Hello\".", &["Dear guest", "Hello"]);
        check("```\nin: 2\n```", &["\nin: 2\n"]);
        check("> one\n> two\n\n> three", &["> one\n> two", "> three"]);
        check("<example>Yes</example> <br> < a", &["Yes"]);
        check("It's 5\" wide, the kids’", &[]);
        check("<<<>>></x><é>“", &[]);
    }
}
