//! When a lean is looked at again.
//!
//! Who tests after every answer finds a lean in everybody in the end. So a verdict changes at scheduled looks only:
//! when there is enough for the first time, and then after every [`EVERY`] more. What was answered since the last look
//! waits for the next one. All of it follows from the number of answers, so that nothing about earlier looks has to be
//! kept: the verdict of today is made again from the answers up to the last look.

/// From one look to the next.
pub const EVERY: usize = 20;

/// A look goes back over so many answers at most.
pub const WINDOW: usize = 400;

/// So many of the latest answers are enough for the last look, wherever it was.
pub const LATEST: usize = WINDOW + EVERY - 1;

/// The number of answers at the last look up to now; none before the first one.
///
/// ```
/// use grading::profile::last_look;
///
/// assert_eq!(last_look(40, 39), None);
/// assert_eq!(last_look(40, 59), Some(40));
/// assert_eq!(last_look(40, 60), Some(60));
/// ```
pub fn last_look(needed: usize, total: usize) -> Option<usize> {
    total.checked_sub(needed).map(|over| total - over % EVERY)
}

/// The number of answers at which the next look comes.
///
/// ```
/// use grading::profile::next_look;
///
/// assert_eq!((next_look(40, 0), next_look(40, 40), next_look(40, 71)), (40, 60, 80));
/// ```
pub fn next_look(needed: usize, total: usize) -> usize {
    last_look(needed, total).map_or(needed, |last| last.saturating_add(EVERY))
}

/// Whether a look comes exactly now.
///
/// ```
/// assert!(grading::profile::is_look(40, 60) && !grading::profile::is_look(40, 61));
/// ```
pub fn is_look(needed: usize, total: usize) -> bool {
    last_look(needed, total) == Some(total)
}

/// Answers of one sort in the order in which they were given, as far back as they are known.
#[derive(Debug, Clone, Copy)]
pub struct Series<'a, T> {
    /// The latest of them, oldest first; [`LATEST`] suffice.
    pub latest: &'a [T],
    /// How many older ones there are.
    pub before: usize,
}

impl<T> Default for Series<'_, T> {
    fn default() -> Self {
        Series { latest: &[], before: 0 }
    }
}

impl<'a, T> Series<'a, T> {
    /// All answers that there are.
    pub fn all(answers: &'a [T]) -> Series<'a, T> {
        Series { latest: answers, before: 0 }
    }

    /// How many there are.
    pub fn total(&self) -> usize {
        self.before.saturating_add(self.latest.len())
    }

    /// What the last look looks at; none before the first one.
    pub(super) fn at_look(&self, needed: usize) -> Option<&'a [T]> {
        let after = self.total() - last_look(needed, self.total())?;
        // Empty if none of the latest are that old.
        let to = self.latest.len().saturating_sub(after);
        Some(&self.latest[to.saturating_sub(WINDOW)..to])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: usize, latest: usize, expected: Option<(usize, usize)>) {
        let answers: Vec<usize> = (0..latest).map(|at| before.saturating_add(at)).collect();
        let seen = Series { latest: &answers, before }.at_look(40);
        let ends = seen.map(|seen| (seen.first().copied().unwrap_or(0), seen.len()));
        assert_eq!(ends, expected, "{before} and {latest}");
    }

    #[test]
    fn a_look_goes_back_from_its_own_end() {
        check(0, 0, None);
        check(0, 39, None);
        check(0, 40, Some((0, 40)));
        check(0, 59, Some((0, 40)));
        check(0, 60, Some((0, 60)));
        check(0, 455, Some((40, 400)));
        check(36, LATEST, Some((40, 400)));
        check(55, 400, Some((55, 385)));
        check(59, 0, Some((0, 0)));
        check(usize::MAX, 2, Some((0, 0)));
    }
}
