//! A criterion taken apart: words, figures, marks, and what is quoted or is code, each as one token.

use crate::written::quotation;
use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rubric) enum Kind {
    Word,
    /// A figure: "25", "€75", "5,730", "6–11".
    Figure,
    /// A name or an expression in a programming language, a file name, an option.
    Code,
    /// Words in quotation marks, marks included.
    Quote,
    Mark,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub kind: Kind,
    pub at: Range<usize>,
}

/// All pieces of a text, first to last.
pub(super) fn split(text: &str) -> Vec<Piece> {
    let mut pieces = vec![];
    let mut from = 0;
    for shielded in shielded(text) {
        words(text, from..shielded.at.start, &mut pieces);
        from = shielded.at.end;
        pieces.push(shielded);
    }
    words(text, from..text.len(), &mut pieces);
    pieces
}

/// Quotations and code between backticks.
fn shielded(text: &str) -> Vec<Piece> {
    let quotes = quotation::find(text).into_iter().map(|q| Piece { kind: Kind::Quote, at: q.outer });
    let mut ticks = text.match_indices('`').map(|(at, _)| at);
    let code = std::iter::from_fn(|| Some((ticks.next()?, ticks.next()?)));
    let code = code.map(|(open, close)| Piece { kind: Kind::Code, at: open..close + 1 });
    let mut all: Vec<Piece> = quotes.chain(code).collect();
    all.sort_by_key(|piece| piece.at.start);
    let mut end = 0;
    all.retain(|piece| {
        let apart = piece.at.start >= end;
        end = if apart { piece.at.end } else { end };
        apart
    });
    all
}

/// Splits at white space, then peels the marks off.
fn words(text: &str, within: Range<usize>, pieces: &mut Vec<Piece>) {
    let mut at = within.start;
    while at < within.end {
        let rest = &text[at..within.end];
        let skipped = rest.len() - rest.trim_start().len();
        at += skipped;
        let rest = &rest[skipped..];
        let len = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let len = call_length(rest, len);
        if len > 0 {
            chunk(text, at..at + len, pieces);
        }
        at += len.max(usize::from(rest.is_empty()));
    }
}

/// "cast_on(52, 21)" is one piece although there is a space in it.
fn call_length(rest: &str, len: usize) -> usize {
    const FARTHEST: usize = 80;
    let called = rest[..len].find('(').filter(|open| *open > 0 && is_code(&rest[..*open]));
    match called {
        Some(open) if !rest[open..len].contains(')') => {
            let close = rest[open..].char_indices().take(FARTHEST).find(|(_, c)| *c == ')');
            close.map_or(len, |(close, _)| open + close + 1)
        }
        _ => len,
    }
}

fn chunk(text: &str, mut at: Range<usize>, pieces: &mut Vec<Piece>) {
    let opens = |c: char| !c.is_alphanumeric() && !matches!(c, '€' | '$' | '£' | '₦' | '¥' | '₹' | '−' | '+');
    while let Some(c) = text[at.clone()].chars().next().filter(|c| opens(*c)) {
        let rest = &text[at.clone()];
        if rest.starts_with("--") || c == '.' && rest[1..].starts_with(char::is_alphanumeric) {
            break;
        }
        pieces.push(Piece { kind: Kind::Mark, at: at.start..at.start + c.len_utf8() });
        at.start += c.len_utf8();
    }
    let code = is_code(&text[at.clone()]);
    let paired = text[at.clone()].contains('(');
    let belongs = |c: char| c.is_alphanumeric() || matches!(c, '%' | '€' | '°' | '³' | '²') || paired && c == ')';
    let mut end = at.end;
    while let Some(c) = text[at.start..end].chars().next_back().filter(|c| !belongs(*c)) {
        end -= c.len_utf8();
    }
    // "p.m." and "e.g." keep the stop that belongs to them.
    if text[end..at.end].starts_with('.') && text[at.start..end].contains('.') && !code {
        end += 1;
    }
    body(text, at.start..end, pieces);
    for (offset, c) in text[end..at.end].char_indices() {
        pieces.push(Piece { kind: Kind::Mark, at: end + offset..end + offset + c.len_utf8() });
    }
}

/// A chunk without marks around it; one inside parts it, unless it belongs to a figure or to code.
fn body(text: &str, mut at: Range<usize>, pieces: &mut Vec<Piece>) {
    while !at.is_empty() {
        let word = &text[at.clone()];
        let kind = match () {
            () if is_code(word) => Kind::Code,
            () if word.contains(char::is_numeric) => Kind::Figure,
            () => Kind::Word,
        };
        let parts = |c: char| matches!(c, ',' | ';' | ':' | '—' | '–' | '…' | '?' | '!' | '(' | ')');
        let parted = word.char_indices().find(|(_, c)| kind == Kind::Word && parts(*c) && !word.contains("(s)"));
        let Some((offset, c)) = parted else {
            pieces.push(Piece { kind, at });
            return;
        };
        let mark = at.start + offset..at.start + offset + c.len_utf8();
        if offset > 0 {
            pieces.push(Piece { kind, at: at.start..mark.start });
        }
        at.start = mark.end;
        pieces.push(Piece { kind: Kind::Mark, at: mark });
    }
}

/// "width_cm", "toClock", "multiple=0", ".fits", "--dry-run", "M31_002.fits", "f(x)".
fn is_code(word: &str) -> bool {
    let chars: Vec<char> = word.chars().take(64).collect();
    let camel = chars.windows(2).any(|w| w[0].is_lowercase() && w[1].is_uppercase());
    let call = word.find('(').is_some_and(|open| open > 0 && !word[open..].starts_with("(s)"));
    let extension = word.starts_with('.') && word[1..].starts_with(|c: char| c.is_ascii_lowercase());
    camel || call || extension || word.starts_with("--") || word.contains(['_', '=', '\\', '<', '>', '{'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, pieces: &[&str]) {
        let found: Vec<&str> = split(text).into_iter().map(|piece| &text[piece.at]).collect();
        assert_eq!(found, pieces, "{text}");
    }

    #[test]
    fn pieces() {
        check("Names it, 'by the way'.", &["Names", "it", ",", "'by the way'", "."]);
        check("A call of cast_on(52, 21) returns 108.", &["A", "call", "of", "cast_on(52, 21)", "returns", "108", "."]);
        check("From 6 to 11 p.m.; not 5,730", &["From", "6", "to", "11", "p.m.", ";", "not", "5,730"]);
        check("With --dry-run no .fits file(s)", &["With", "--dry-run", "no", ".fits", "file(s)"]);
        check("fast,short—well…", &["fast", ",", "short", "—", "well", "…"]);
        check("(at least €75)", &["(", "at", "least", "€75", ")"]);
        check("The default for `multiple = 4`.", &["The", "default", "for", "`multiple = 4`", "."]);
        check("", &[]);
        check(" \n ?? ", &["?", "?"]);
    }
}
