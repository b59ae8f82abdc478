//! Text of a badge, made fit to be shown: a stranger wrote it.

use jiff::Timestamp;

/// One line of at most `most` characters, with nothing in it that moves, hides or turns round what stands beside it.
pub(super) fn shown(text: &str, most: usize) -> String {
    let mut line = String::new();
    let mut length = 0;
    let mut space = false;
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            space = length > 0;
            continue;
        }
        if unseen(c) {
            continue;
        }
        if length + 1 + usize::from(space) > most {
            line.push('…');
            break;
        }
        if space {
            line.push(' ');
            length += 1;
            space = false;
        }
        line.push(c);
        length += 1;
    }
    line
}

/// A name out of the badge within a sentence of ours.
pub(super) fn quoted(text: &str) -> String {
    format!("“{}”", shown(text, 80))
}

/// Several of them, the first five.
pub(super) fn listed<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut texts = texts.into_iter();
    let mut line = texts.by_ref().take(5).map(quoted).collect::<Vec<_>>().join(", ");
    match texts.count() {
        0 => {}
        more => line.push_str(&format!(" and {more} more")),
    }
    line
}

/// An instant, as a sentence names it.
pub(super) fn moment(at: Timestamp) -> String {
    at.strftime("%-d %B %Y, %H:%M UTC").to_string()
}

/// Marks of direction, invisible signs, tags. The joiners of scripts and emoji (U+200C, U+200D) stay.
fn unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, most: usize, expected: &str) {
        assert_eq!(shown(text, most), expected);
    }

    #[test]
    fn what_is_shown_is_one_short_plain_line() {
        check("Évaluateur 评估员 👩‍🔬", 40, "Évaluateur 评估员 👩‍🔬");
        check("  two\r\n\tlines\u{2028}or three ", 40, "two lines or three");
        check("\u{202e}drowssap\u{202c}\u{200b}\u{2066}x\u{2069}", 40, "drowssapx");
        check("a\0b\u{7}c\u{1b}[31m", 40, "a b c [31m");
        check("<b>bold</b> &amp;", 40, "<b>bold</b> &amp;");
        check("abcdef", 6, "abcdef");
        check("abcdefg", 6, "abcdef…");
        check("ab cd", 4, "ab c…");
        check("\u{e0041}\u{e0042}", 4, "");
        assert_eq!(shown(&"x".repeat(100_000), 200).chars().count(), 201);
    }

    #[test]
    fn a_long_list_is_cut() {
        assert_eq!(listed(["a", "b"]), "“a”, “b”");
        assert_eq!(listed(["a"; 7]), "“a”, “a”, “a”, “a”, “a” and 2 more");
    }
}
