//! Rendered text with its canonical plain form, and offsets into it.

use serde::{Deserialize, Serialize};

/// A piece of material: sanitised HTML whose blocks carry `data-at`, and the one canonical plain text they show.
///
/// The text content of a block with `data-at="n"` is the canonical text from UTF-16 offset `n` on, so an offset into
/// the canonical text finds its place in the page without any knowledge of Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    pub html: String,
    pub plain: String,
}

/// A half-open stretch `start..end` of a canonical text, in UTF-16 code units, as a page counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The span of a byte range. The range's ends must lie on character boundaries of `text`.
    pub fn of_bytes(text: &str, range: std::ops::Range<usize>) -> Span {
        let start = utf16_len(&text[..range.start]);
        Span { start, end: start + utf16_len(&text[range]) }
    }

    /// The words of the span, or nothing when it does not fit the text.
    pub fn of<'a>(&self, text: &'a str) -> Option<&'a str> {
        let mut at = 0;
        let mut start = None;
        for (byte, c) in text.char_indices() {
            if at == self.start {
                start = Some(byte);
            }
            if at == self.end {
                return start.map(|s| &text[s..byte]);
            }
            at += c.len_utf16() as u32;
        }
        let start = if at == self.start { Some(text.len()) } else { start };
        (at == self.end).then_some(start).flatten().map(|s| &text[s..])
    }
}

/// Length in UTF-16 code units.
pub fn utf16_len(text: &str) -> u32 {
    text.chars().map(|c| c.len_utf16() as u32).sum()
}

/// Puts letters for ids: `{r2}` becomes what `letter("r2")` says. A brace that names nothing known stays as it is.
pub fn with_letters(text: &str, letter: impl Fn(&str) -> Option<char>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        out.push_str(before);
        let named = from[1..].find('}').and_then(|close| Some((close + 2, letter(&from[1..close + 1])?)));
        match named {
            Some((len, c)) => {
                out.push(c);
                rest = &from[len..];
            }
            None => {
                out.push('{');
                rest = &from[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_count_as_a_page_counts() {
        let text = "a👩‍👩‍👧é מילה end";
        let byte = text.find("מילה").unwrap();
        let span = Span::of_bytes(text, byte..byte + "מילה".len());
        assert_eq!(span.start, 11, "one letter, eight units of the family, one é, one space");
        assert_eq!(span.of(text), Some("מילה"));
        let all = Span { start: 0, end: utf16_len(text) };
        assert_eq!(all.of(text), Some(text));
        assert_eq!(Span { start: 2, end: 99 }.of(text), None);
    }

    #[test]
    fn letters_stand_for_ids() {
        let letter = |id: &str| (id == "r2").then_some('B');
        assert_eq!(with_letters("{r2} beats {r9}, {", letter), "B beats {r9}, {");
    }
}
