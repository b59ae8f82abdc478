//! The numbers of the runners' own summaries: cargo's, Node's and Vitest's.

use std::fmt;
use std::ops::AddAssign;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u32,
    pub failed: u32,
    pub skipped: u32,
}

impl Tally {
    pub fn is_empty(&self) -> bool {
        *self == Tally::default()
    }

    /// Takes in a line of a runner's output.
    pub fn read(&mut self, line: &str) {
        let line = plain(line);
        let line = line.trim();
        if let Some(numbers) = line.strip_prefix("test result: ") {
            // test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s
            numbers.split([';', '.']).for_each(|part| self.part(part));
        } else if let Some(numbers) = line.strip_prefix("Tests ") {
            // Tests  1 failed | 11 passed | 2 skipped (14)
            numbers.split('|').for_each(|part| self.part(part));
        } else if let Some(number) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) {
            // ℹ pass 5
            if let Some((word, number)) = number.split_once(' ') {
                self.part(&format!("{number} {word}"));
            }
        }
    }

    /// "5 passed", in the words of any runner.
    fn part(&mut self, part: &str) {
        let mut words = part.split_whitespace();
        let Some(number) = words.next().and_then(|n| n.parse::<u32>().ok()) else { return };
        match words.next() {
            Some("passed" | "pass") => self.passed += number,
            Some("failed" | "fail" | "cancelled") => self.failed += number,
            Some("ignored" | "skipped" | "todo") => self.skipped += number,
            _ => {}
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

/// The line without the terminal's colours.
fn plain(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            characters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(character);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &str, expected: (u32, u32, u32)) {
        let mut tally = Tally::default();
        lines.lines().for_each(|line| tally.read(line));
        assert_eq!((tally.passed, tally.failed, tally.skipped), expected, "{lines}");
    }

    #[test]
    fn cargos_summaries_add_up() {
        check(
            "running 6 tests\n\
             test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
             test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
             test x ... ok",
            (7, 3, 1),
        );
    }

    #[test]
    fn nodes_summary_is_read_in_both_reporters() {
        check(
            "ℹ tests 9\nℹ suites 0\nℹ pass 5\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 1\nℹ duration_ms 3",
            (5, 2, 2),
        );
        check("# tests 2\n# pass 2\n# fail 0\n# cancelled 0\n# skipped 0\n# todo 0", (2, 0, 0));
    }

    #[test]
    fn vitests_summary_counts_tests_not_files() {
        check(
            " \u{1b}[2m Test Files \u{1b}[22m \u{1b}[1m\u{1b}[31m1 failed\u{1b}[39m\u{1b}[22m | 3 passed (4)\n \
             \u{1b}[2m      Tests \u{1b}[22m \u{1b}[31m1 failed\u{1b}[39m | \u{1b}[32m11 passed\u{1b}[39m | 2 skipped\u{1b}[90m (14)\u{1b}[39m",
            (11, 1, 2),
        );
    }
}
