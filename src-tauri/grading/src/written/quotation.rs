//! Finding what stands in quotation marks.

use std::ops::Range;

/// Words in quotation marks, in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quotation {
    /// With the marks.
    pub outer: Range<usize>,
    /// Without them.
    pub inner: Range<usize>,
}

/// All quotations, first to last; one inside another belongs to the outer one. Marks without a partner in the same
/// paragraph are passed over, and so are apostrophes and inch signs.
pub(super) fn find(text: &str) -> Vec<Quotation> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = vec![];
    let mut at = 0;
    while at < chars.len() {
        match closing(&chars, at) {
            Some(close) => {
                let (open_at, open) = chars[at];
                let (close_at, mark) = chars[close];
                found.push(Quotation {
                    outer: open_at..close_at + mark.len_utf8(),
                    inner: open_at + open.len_utf8()..close_at,
                });
                at = close + 1;
            }
            None => at += 1,
        }
    }
    found
}

/// The most characters between two marks.
const LONGEST: usize = 4000;

/// Index of the mark that closes the one at `at`, if that opens a quotation.
fn closing(chars: &[(usize, char)], at: usize) -> Option<usize> {
    let open = chars[at].1;
    let before = at.checked_sub(1).map(|i| chars[i].1);
    let rest = || {
        let paragraph = chars[at + 1..].windows(2).take(LONGEST).take_while(|w| w[0].1 != '\n' || w[1].1 != '\n');
        let end = at + 1 + paragraph.count() + 1;
        at + 1..end.min(chars.len())
    };
    let first = |marks: &[char]| rest().find(|&i| marks.contains(&chars[i].1));
    let in_word = before.is_some_and(char::is_alphanumeric);
    match open {
        '“' | '‟' => match first(&['”', '“']) {
            Some(next) => (chars[next].1 == '”' || ends_word(chars, next)).then_some(next),
            None => first(&['"']),
        },
        '„' => first(&['“', '”', '"']),
        '«' => first(&['»']),
        '‹' => first(&['›']),
        '「' => first(&['」']),
        '『' => first(&['』']),
        // After a letter or a figure it closes nothing we know of, or means inches.
        '"' | '”' if !in_word => {
            let close = first(if open == '"' { &['"', '”'] } else { &['”'] })?;
            let opens_another =
                !before_is_word(chars, close) && chars.get(close + 1).is_some_and(|(_, c)| c.is_alphanumeric());
            (close > at + 1 && !opens_another).then_some(close)
        }
        '‘' | '‚' | '\'' if !in_word && !starts_contraction(&chars[at + 1..]) => {
            rest().find(|&i| i > at + 1 && matches!(chars[i].1, '’' | '\'' | '‘') && ends_word(chars, i))
        }
        _ => None,
    }
}

fn before_is_word(chars: &[(usize, char)], at: usize) -> bool {
    at > 0 && !chars[at - 1].1.is_whitespace() && !matches!(chars[at - 1].1, '(' | '[' | ':')
}

/// A single mark closes only after something and before no letter: within a word it is an apostrophe.
fn ends_word(chars: &[(usize, char)], at: usize) -> bool {
    before_is_word(chars, at) && !chars.get(at + 1).is_some_and(|(_, c)| c.is_alphanumeric())
}

/// "'tis", "'em", "'90s": an apostrophe that stands where a quotation could open.
fn starts_contraction(after: &[(usize, char)]) -> bool {
    let word: String = after.iter().map(|(_, c)| *c).take_while(|c| c.is_alphanumeric()).take(8).collect();
    let spaced = word.is_empty() && after.first().is_none_or(|(_, c)| c.is_whitespace());
    let short = ["tis", "twas", "twill", "em", "cause", "til", "till", "bout", "round", "n", "s"];
    spaced || word.starts_with(|c: char| c.is_ascii_digit()) || short.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, quotations: &[&str]) {
        let found: Vec<&str> = find(text).into_iter().map(|q| &text[q.inner]).collect();
        assert_eq!(found, quotations, "{text}");
    }

    #[test]
    fn every_style_of_marks() {
        check("B says “two magic coins”.", &["two magic coins"]);
        check("B says \"two magic coins\".", &["two magic coins"]);
        check("B says «two magic coins» and ‹no›.", &["two magic coins", "no"]);
        check("B says „two magic coins“, „so”.", &["two magic coins", "so"]);
        check("B says ‘two friends’ coins’.", &["two friends"]);
        check("B says ‘a friend’s coin’.", &["a friend’s coin"]);
        check("B says 'a friend's coin', 'so'.", &["a friend's coin", "so"]);
        check("B 「二枚のコイン」 A", &["二枚のコイン"]);
        check("\"B\" and \" spaced out \"", &["B", " spaced out "]);
        check("B says ”two magic coins”.", &["two magic coins"]);
    }

    #[test]
    fn one_inside_another() {
        check("“He said ‘no’ to her” ‘x’", &["He said ‘no’ to her", "x"]);
    }

    #[test]
    fn what_is_no_quotation() {
        check("It's the dogs' bowl and the cats' bed, isn't it?", &[]);
        check("'Tis a 5\" screen, not 6\" wide, from the '90s, rock 'n' roll", &[]);
        check("An “open mark\n\nand “the next paragraph” here", &["the next paragraph"]);
        check("An \"open mark. B says \"two coins\"", &["two coins"]);
        check("“ ‘ \" « ’ ” »", &[" ‘ \" « ’ "]);
        check("An “open mark. B says “two coins”", &["two coins"]);
        check("“He said \"no\" to her”", &["He said \"no\" to her"]);
        check("“two coins\" and “two more“.", &["two more"]);
        check("", &[]);
        check("\"\" ''", &[]);
    }

    proptest! {
        #[test]
        fn marks_lie_around_the_words(text in "(.|[\"'“”‘’«» a\n]){0,60}") {
            let mut end = 0;
            for q in find(&text) {
                prop_assert!(q.outer.start >= end && q.outer.start < q.inner.start && q.inner.end < q.outer.end);
                prop_assert!(text.get(q.inner.clone()).is_some() && text.get(q.outer.clone()).is_some());
                end = q.outer.end;
            }
        }
    }
}
