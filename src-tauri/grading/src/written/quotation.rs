//! Finding what stands in quotation marks.

use super::fold::is_quotation_mark;
use std::collections::BTreeMap;
use std::ops::Range;

/// Words in quotation marks, in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// With the marks.
    pub outer: Range<usize>,
    /// Without them.
    pub inner: Range<usize>,
}

/// All quotations, first to last; one inside another belongs to the outer one. Marks without a partner in the same
/// paragraph are passed over, and so are apostrophes and inch signs.
pub(crate) fn find(text: &str) -> Vec<Quotation> {
    let marks = Marks::of(text);
    let mut found = vec![];
    let mut at = 0;
    while at < marks.chars.len() {
        if let Some(end) = marks.quoted_line(at) {
            let (open_at, _) = marks.chars[at];
            let close_at = marks.chars.get(end).map_or(text.len(), |(byte, _)| *byte);
            let start = open_at + text[open_at..close_at].find(|c: char| c != '>' && !c.is_whitespace()).unwrap_or(1);
            found.push(Quotation { outer: open_at..close_at, inner: start..close_at });
            at = end;
            continue;
        }
        match marks.closing(at) {
            Some(close) => {
                let (open_at, open) = marks.chars[at];
                let (close_at, mark) = marks.chars[close];
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

/// A text as characters, and where its quotation marks and blank lines are.
struct Marks {
    chars: Vec<(usize, char)>,
    places: BTreeMap<char, Vec<usize>>,
    /// Single marks that can close: not those within a word.
    ends_of_words: Vec<usize>,
    blank_lines: Vec<usize>,
}

impl Marks {
    fn of(text: &str) -> Marks {
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let mut marks = Marks { places: BTreeMap::new(), ends_of_words: vec![], blank_lines: vec![], chars };
        for (i, (_, c)) in marks.chars.iter().enumerate() {
            if is_quotation_mark(*c) {
                marks.places.entry(*c).or_default().push(i);
            }
            if matches!(c, '’' | '\'' | '‘') && ends_word(&marks.chars, i) {
                marks.ends_of_words.push(i);
            }
            if *c == '\n' && i > 0 && marks.chars[i - 1].1 == '\n' {
                marks.blank_lines.push(i);
            }
        }
        marks
    }

    /// The first of these places after `at`, in the same paragraph and not too far.
    fn next(&self, at: usize, places: &[usize]) -> Option<usize> {
        let after = |places: &[usize]| places.get(places.partition_point(|place| *place <= at)).copied();
        let next = after(places)?;
        (next - at <= LONGEST && after(&self.blank_lines).is_none_or(|line| next < line)).then_some(next)
    }

    /// The end of a line that is quoted with "> " before it, if one starts here.
    fn quoted_line(&self, at: usize) -> Option<usize> {
        let opens = self.chars[at].1 == '>' && (at == 0 || self.chars[at - 1].1 == '\n');
        let spaced = opens && self.chars.get(at + 1).is_some_and(|(_, c)| *c == ' ');
        if !spaced {
            return None;
        }
        let end = (at..self.chars.len()).find(|i| self.chars[*i].1 == '\n').unwrap_or(self.chars.len());
        let words = self.chars[at..end].iter().filter(|(_, c)| *c == ' ').count();
        (words > 3).then_some(end)
    }

    fn next_mark(&self, at: usize, marks: &[char]) -> Option<usize> {
        marks.iter().filter_map(|mark| self.next(at, self.places.get(mark)?)).min()
    }

    /// Index of the mark that closes the one at `at`, if that opens a quotation.
    fn closing(&self, at: usize) -> Option<usize> {
        let chars = &self.chars;
        let in_word = at > 0 && chars[at - 1].1.is_alphanumeric();
        match chars[at].1 {
            '“' | '‟' => match self.next_mark(at, &['”', '“']) {
                Some(next) => (chars[next].1 == '”' || ends_word(chars, next)).then_some(next),
                None => self.next_mark(at, &['"']),
            },
            '„' => self.next_mark(at, &['“', '”', '"']),
            '«' => self.next_mark(at, &['»']),
            '‹' => self.next_mark(at, &['›']),
            '「' => self.next_mark(at, &['」']),
            '『' => self.next_mark(at, &['』']),
            // After a letter or a figure it closes nothing we know of, or means inches.
            mark @ ('"' | '”') if !in_word => {
                let close = self.next_mark(at, if mark == '"' { &['"', '”'] } else { &['”'] })?;
                let letter_follows = chars.get(close + 1).is_some_and(|(_, c)| c.is_alphanumeric());
                let opens_another = !before_is_word(chars, close) && letter_follows;
                (close > at + 1 && !opens_another).then_some(close)
            }
            '‘' | '‚' | '\'' if !in_word && !starts_contraction(&chars[at + 1..]) => {
                self.next(at + 1, &self.ends_of_words)
            }
            _ => None,
        }
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
    spaced || is_decade(&word, after) || short.contains(&word.to_lowercase().as_str())
}

/// "'90s", "the class of '89", but not '13:30' nor '89'.
fn is_decade(word: &str, after: &[(usize, char)]) -> bool {
    let digits = word.strip_suffix('s').unwrap_or(word);
    let mark = after.get(word.chars().count()).map_or(' ', |(_, c)| *c);
    digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit()) && !matches!(mark, ':' | '\'' | '’')
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
        check("turns '13:30' into '7:30 day', in '89', and '2 of 3'", &["13:30", "7:30 day", "89", "2 of 3"]);
        check("\"B\" and \" spaced out \"", &["B", " spaced out "]);
        check("B says ”two magic coins”.", &["two magic coins"]);
    }

    #[test]
    fn lines_quoted_as_in_mail() {
        check("B says:\n> two magic coins made\nand > not this one here", &["two magic coins made"]);
        check("> B > A\nso it is", &[]);
    }

    #[test]
    fn one_inside_another() {
        check("“He said ‘no’ to her” ‘x’", &["He said ‘no’ to her", "x"]);
    }

    #[test]
    fn what_is_no_quotation() {
        check("It's the dogs' bowl and the cats' bed, isn't it?", &[]);
        check("'Tis a 5\" screen, not 6\" wide, from the '90s or '89, rock 'n' roll", &[]);
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
