//! Figures and lists as they stand in a sentence.

/// `a`, `a and b`, `a, b and c`.
pub(super) fn and(list: &[String]) -> String {
    match list {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// A span of time to two units: `0.3 s`, `3 min 20 s`, `5 h 10 min`, `12 days`.
pub(super) fn span(ms: u128) -> String {
    let (s, min, h) = (ms / 1000, ms / 60_000, ms / 3_600_000);
    match () {
        () if s < 10 => format!("{s}.{} s", ms % 1000 / 100),
        () if s < 60 => format!("{s} s"),
        () if min < 60 && s % 60 == 0 => format!("{min} min"),
        () if min < 60 => format!("{min} min {} s", s % 60),
        () if h < 48 && min % 60 == 0 => format!("{h} h"),
        () if h < 48 => format!("{h} h {} min", min % 60),
        () => format!("{} days", h / 24),
    }
}

/// Another program's words for the end of a sentence of ours: one line of them, not too long, without its full stop.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 120;
    let line = text.lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
    let clean: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect();
    let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    match clean.trim_end_matches(['.', ' ']) {
        "" => "no reason given".into(),
        clean => clean.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_one_says_them() {
        let check = |list: &[&str], expected: &str| {
            let list: Vec<String> = list.iter().map(ToString::to_string).collect();
            assert_eq!(and(&list), expected);
        };
        check(&[], "");
        check(&["OBS Studio"], "OBS Studio");
        check(&["a", "b"], "a and b");
        check(&["a", "b", "c"], "a, b and c");
    }

    #[test]
    fn spans_have_at_most_two_units() {
        let check = |ms: u128, expected: &str| assert_eq!(span(ms), expected);
        check(0, "0.0 s");
        check(340, "0.3 s");
        check(9_999, "9.9 s");
        check(12_300, "12 s");
        check(120_000, "2 min");
        check(200_500, "3 min 20 s");
        check(3_600_000, "1 h");
        check(18_600_000, "5 h 10 min");
        check(12 * 86_400_000, "12 days");
    }

    #[test]
    fn foreign_words_stay_short_and_on_one_line() {
        let check = |text: &str, expected: &str| assert_eq!(quoted(text), expected);
        check("connection refused.", "connection refused");
        check("\n  first\nsecond", "first");
        check("a\u{1b}[31mred", "a [31mred");
        check("", "no reason given");
        check("...", "no reason given");
        assert_eq!(quoted(&"x".repeat(1000)).len(), 120);
    }
}
