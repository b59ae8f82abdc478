//! Text as it is compared: without case, and without the differences a keyboard or a page makes.

use std::ops::Range;

/// The characters to compare, each with the bytes of the original it stands for.
#[derive(Debug, Clone, Default)]
pub(super) struct Folded {
    pub chars: Vec<char>,
    bytes: Vec<Range<usize>>,
}

impl Folded {
    /// The bytes of the original behind a stretch of folded characters.
    pub fn bytes(&self, chars: Range<usize>) -> Range<usize> {
        match self.bytes.get(chars) {
            Some([first, .., last]) => first.start..last.end,
            Some([only]) => only.clone(),
            _ => 0..0,
        }
    }

    fn push(&mut self, c: char, bytes: Range<usize>) {
        self.chars.push(c);
        self.bytes.push(bytes);
    }

    /// Without anything but letters and digits at both ends.
    pub fn trimmed(mut self) -> Folded {
        let end = self.chars.iter().rposition(|c| c.is_alphanumeric()).map_or(0, |last| last + 1);
        let start = self.chars.iter().position(|c| c.is_alphanumeric()).unwrap_or(end);
        self.chars = self.chars[start..end].to_vec();
        self.bytes = self.bytes[start..end].to_vec();
        self
    }
}

/// Lower case; one space for any white space, none at the ends; one kind of quotation mark and of dash; three dots for
/// an ellipsis; characters without a shape of their own left out.
pub(super) fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    for (start, c) in text.char_indices() {
        let bytes = start..start + c.len_utf8();
        match c {
            _ if c.is_whitespace() => {
                if folded.chars.last().is_some_and(|last| *last != ' ') {
                    folded.push(' ', bytes);
                }
            }
            _ if is_quotation_mark(c) || c == '`' || c == '´' => folded.push('\'', bytes),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => folded.push('-', bytes),
            '…' => (0..3).for_each(|_| folded.push('.', bytes.clone())),
            _ if has_no_shape(c) => {}
            _ => c.to_lowercase().for_each(|low| folded.push(low, bytes.clone())),
        }
    }
    if folded.chars.last() == Some(&' ') {
        folded.chars.pop();
        folded.bytes.pop();
    }
    folded
}

/// Any quotation mark or apostrophe.
pub(super) fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

/// Soft hyphen, joiners, direction marks, variation selectors, byte order mark.
fn has_no_shape(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, folded: &str) {
        assert_eq!(fold(text).chars.iter().collect::<String>(), folded);
    }

    #[test]
    fn differences_of_form_disappear() {
        check("  Two \n magic\u{a0}COINS ", "two magic coins");
        check("friend’s “coin” – spins…", "friend's 'coin' - spins...");
        check("co\u{ad}in\u{200d}s", "coins");
        check("İ", "i\u{307}");
        check(" \n ", "");
    }

    #[test]
    fn bytes_lead_back() {
        let text = "Say “Öl  und” now";
        let folded = fold(text);
        let at = folded.chars.iter().position(|c| *c == 'ö').unwrap();
        assert_eq!(&text[folded.bytes(at..at + 6)], "Öl  und");
        assert_eq!(folded.bytes(3..3), 0..0);
        assert_eq!(fold("“… so so! ”").trimmed().chars.iter().collect::<String>(), "so so");
    }
}
