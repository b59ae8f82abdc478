//! A sentence as the reader of verdicts sees it: words, responses, and the marks that part them.

use super::super::lexicon::is;
use super::super::reading::Reading;
use super::lexicon::ASIDES;
use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    Word(&'a str),
    /// A response, by its index in `Face::items`; `of` when something of it is meant ("B’s").
    Item {
        item: usize,
        of: bool,
    },
    Comma,
    Colon,
    /// ">" between responses.
    Above,
    /// "=" between responses.
    Equals,
    /// Anything that parts a sentence more than a comma does.
    Break,
    /// Words of others in quotation marks.
    Quote,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub kind: Kind<'a>,
    /// Bytes of the answer.
    pub at: Range<usize>,
}

/// The tokens of a sentence, asides left out. Quotations are one token each, so nothing in them is taken for a verdict.
pub(super) fn of_sentence<'a>(reading: &'a Reading, sentence: usize) -> Vec<Token<'a>> {
    let words = reading.sentences[sentence].words.clone();
    let mut tokens: Vec<Token> = vec![];
    let mut at = words.start;
    while at < words.end {
        let word = &reading.words[at];
        if at > words.start {
            let gap = reading.gap_before(at);
            // "Response (B) is": the bracket belongs to the response.
            let named = tokens.last().is_some_and(|t| reading.text[t.at.clone()].contains('('));
            let gap = if named { gap.trim_start_matches([')', ']']) } else { gap };
            marks(gap, word.at.start, &mut tokens);
        }
        let mention = reading.mention_at(at);
        let quotation = word.quotation.filter(|_| mention.is_none());
        at = if let Some(mention) = mention {
            let end = mention.words.end;
            let bytes = word.at.start..reading.words[end - 1].at.end;
            tokens.push(Token { kind: Kind::Item { item: mention.item, of: mention.possessive }, at: bytes });
            end
        } else if let Some(quotation) = quotation {
            tokens.push(Token { kind: Kind::Quote, at: reading.quotations[quotation].outer.clone() });
            let rest = reading.words[at..words.end].iter().take_while(|w| w.quotation == Some(quotation));
            at + rest.count()
        } else {
            tokens.push(Token { kind: Kind::Word(&word.low), at: word.at.clone() });
            at + 1
        };
    }
    without_asides(tokens)
}

fn marks(gap: &str, at: usize, tokens: &mut Vec<Token>) {
    let at = at - gap.len()..at;
    let spaced_dash = gap.contains(" - ") || gap.contains("--");
    for c in gap.chars() {
        let kind = match c {
            ',' | '，' | '،' => Kind::Comma,
            ':' => Kind::Colon,
            '>' | '›' => Kind::Above,
            '&' => Kind::Word("and"),
            '-' if spaced_dash => Kind::Break,
            '=' | '≈' => Kind::Equals,
            '.' | ';' | '–' | '—' | '(' | ')' | '[' | ']' | '!' | '?' | '\n' | '/' | '<' | '|' => Kind::Break,
            _ => continue,
        };
        // ">>" is one mark.
        if kind != Kind::Above || tokens.last().is_none_or(|last| last.kind != Kind::Above) {
            tokens.push(Token { kind, at: at.clone() });
        }
    }
}

fn without_asides(mut tokens: Vec<Token>) -> Vec<Token> {
    let mut at = 0;
    while at < tokens.len() {
        let aside = ASIDES.iter().find(|aside| starts_with(&tokens[at..], aside)).map(|aside| at..at + aside.len());
        let Some(cut) = aside.or_else(|| relative_clause(&tokens, at)) else {
            at += 1;
            continue;
        };
        let comma = |i: usize| tokens.get(i).is_some_and(|t| t.kind == Kind::Comma);
        let before = cut.start > 0 && comma(cut.start - 1);
        let after_item = cut.start > 1 && matches!(tokens[cut.start - 2].kind, Kind::Item { .. });
        let drop_before = before && (comma(cut.end) || after_item);
        let end = if drop_before && comma(cut.end) { cut.end + 1 } else { cut.end };
        let start = if drop_before { cut.start - 1 } else { cut.start };
        tokens.drain(start..end);
        at = start;
    }
    tokens
}

fn starts_with(tokens: &[Token], words: &[&str]) -> bool {
    tokens.len() >= words.len() && tokens.iter().zip(words).all(|(t, w)| t.kind == Kind::Word(w))
}

/// "B, which has a picture, is better": what stands between the commas, if no response is named there.
fn relative_clause(tokens: &[Token], at: usize) -> Option<Range<usize>> {
    let follows_item = at > 1 && tokens[at - 1].kind == Kind::Comma && matches!(tokens[at - 2].kind, Kind::Item { .. });
    let Kind::Word(word) = tokens[at].kind else { return None };
    if !follows_item || !is(word, &["which", "who", "that"]) {
        return None;
    }
    let length = tokens[at..].iter().take(12).position(|t| t.kind == Kind::Comma)?;
    let plain = tokens[at..at + length].iter().all(|t| matches!(t.kind, Kind::Word(_) | Kind::Quote));
    plain.then_some(at..at + length)
}
