//! The units of a text in which people select: characters as they see them, words, sentences.
//!
//! A page must not find them itself: its engine's tables differ from ours, and an offset that means one thing there and
//! another here marks the wrong words. So the page gets these spans and offers nothing in between.

use crate::text::Span;
use unicode_segmentation::UnicodeSegmentation;

/// Characters as people see them (extended grapheme clusters, UAX #29) that take more than one UTF-16 unit, in order.
/// Every unit outside of them is a character of its own.
pub fn clusters(text: &str) -> Vec<Span> {
    spans(text.graphemes(true)).filter(|span| span.end - span.start > 1).collect()
}

/// Words, numbers and marks (UAX #29), without the spaces between them, in order. Each begins and ends where a character
/// does, also in scripts that put no spaces between words.
///
/// ```
/// use course::units::tokens;
///
/// let text = "Don’t: 3.5 👩‍👧";
/// let words: Vec<&str> = tokens(text).iter().filter_map(|token| token.of(text)).collect();
/// assert_eq!(words, ["Don’t", ":", "3.5", "👩‍👧"]);
/// ```
pub fn tokens(text: &str) -> Vec<Span> {
    let clusters = clusters(text);
    let mut tokens: Vec<Span> = vec![];
    for (span, word) in spans(text.split_word_bounds()).zip(text.split_word_bounds()) {
        if word.chars().all(char::is_whitespace) {
            continue;
        }
        let span = widened(span, &clusters);
        match tokens.last_mut() {
            // A character that the word rule cut in two belongs to one word.
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => tokens.push(span),
        }
    }
    tokens
}

/// Sentences (UAX #29) without the space around them, in order. A new line ends one.
pub fn sentences(text: &str) -> Vec<Span> {
    let sentences = text.split_sentence_bounds();
    spans(sentences.clone())
        .zip(sentences)
        .filter_map(|(span, sentence)| {
            let before = crate::text::utf16_len(sentence) - crate::text::utf16_len(sentence.trim_start());
            let length = crate::text::utf16_len(sentence.trim());
            let start = span.start + before;
            (length > 0).then_some(Span { start, end: start + length })
        })
        .collect()
}

/// The span, widened to whole characters of the text: half of one is no selection.
pub fn snapped(span: Span, text: &str) -> Span {
    widened(span, &clusters(text))
}

fn widened(span: Span, clusters: &[Span]) -> Span {
    let around = |at: u32| {
        let cluster = clusters.get(clusters.partition_point(|cluster| cluster.end <= at))?;
        (cluster.start < at).then_some(cluster)
    };
    Span {
        start: around(span.start).map_or(span.start, |cluster| cluster.start),
        end: around(span.end).map_or(span.end, |cluster| cluster.end),
    }
}

/// Where the parts of a text lie that follow each other without a gap.
fn spans<'a>(parts: impl Iterator<Item = &'a str>) -> impl Iterator<Item = Span> {
    parts.scan(0, |at, part| {
        let start = *at;
        *at += crate::text::utf16_len(part);
        Some(Span { start, end: *at })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, words: &[&str]) {
        let tokens = tokens(text);
        let found: Vec<&str> = tokens.iter().map(|token| token.of(text).unwrap()).collect();
        assert_eq!(found, words, "{text}");
        for token in tokens {
            assert_eq!(snapped(token, text), token, "{text}: on whole characters");
        }
    }

    #[test]
    fn tokens_are_words_numbers_and_marks() {
        check("", &[]);
        check(" \n ", &[]);
        check("It’s 3.5 times\nbetter (isn't it?)", &["It’s", "3.5", "times", "better", "(", "isn't", "it", "?", ")"]);
        check("שלום, עולם", &["שלום", ",", "עולם"]);
        check("cafe\u{301} ☕️", &["cafe\u{301}", "☕️"]);
        check("👩‍👩‍👧‍👦👍🏽", &["👩‍👩‍👧‍👦", "👍🏽"]);
    }

    #[test]
    fn scripts_without_spaces_break_between_characters_only() {
        // Khmer and Balinese stack consonants; neither half can be chosen alone.
        for text in ["ភាសាខ្មែរ", "ᬩᬮᬶᬓ᭄ᬱᬭ", "ภาษาไทย", "日本語のテキスト"]
        {
            let clusters = clusters(text);
            let tokens = tokens(text);
            assert!(!tokens.is_empty());
            let all = Span { start: 0, end: crate::text::utf16_len(text) };
            assert_eq!((tokens[0].start, tokens[tokens.len() - 1].end), (all.start, all.end), "{text}");
            for token in &tokens {
                assert_eq!(widened(*token, &clusters), *token, "{text}");
            }
        }
    }

    #[test]
    fn sentences_have_no_space_around_them() {
        let text = "One is true. Two is not!\n\nA heading\nThree?";
        let found: Vec<&str> = sentences(text).iter().map(|s| s.of(text).unwrap()).collect();
        assert_eq!(found, ["One is true.", "Two is not!", "A heading", "Three?"]);
    }

    #[test]
    fn half_a_character_is_widened() {
        let text = "a👩‍👧b";
        for (span, whole) in [((1, 3), (1, 6)), ((0, 2), (0, 6)), ((4, 7), (1, 7)), ((0, 1), (0, 1)), ((6, 7), (6, 7))]
        {
            let (start, end) = span;
            let snapped = snapped(Span { start, end }, text);
            assert_eq!((snapped.start, snapped.end), whole, "{span:?}");
        }
    }
}
