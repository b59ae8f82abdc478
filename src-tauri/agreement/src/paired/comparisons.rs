//! What was compared with what, and how it came out.

use crate::Undefined;

/// How one comparison came out. The order may be that of presentation, home and away, white and black.
///
/// ```
/// use agreement::{LEVEL, paired::{Comparisons, Model, Outcome, bradley_terry}};
///
/// // Each is named first once, and each wins once; then they are equal.
/// let games = [(0, 1, Outcome::First), (0, 1, Outcome::Second), (1, 0, Outcome::Tie)];
/// let fit = bradley_terry(&Comparisons::of_outcomes(&games, 2).unwrap(), &Model::default(), LEVEL);
/// assert!(fit.difference(0, 1, LEVEL).value.unwrap().abs() < 1e-9);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The one named first won.
    First,
    /// The one named second won.
    Second,
    /// Neither won.
    Tie,
}

/// All comparisons of one item, named first, with another, named second.
///
/// ```
/// use agreement::paired::{Comparisons, Meeting};
///
/// let meeting = Meeting { first: 0, second: 1, first_wins: 3, ties: 1, ..Meeting::default() };
/// assert_eq!(Comparisons::of_meetings(&[meeting], 2).unwrap().n(), 4);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Meeting {
    /// The item named first.
    pub first: usize,
    /// The item named second.
    pub second: usize,
    /// How often the first won.
    pub first_wins: u64,
    /// How often the second won.
    pub second_wins: u64,
    /// How often neither won.
    pub ties: u64,
}

/// Comparisons of two items at a time, counted. Items are numbered from 0.
///
/// ```
/// let found = agreement::paired::Comparisons::of_winners(&[(0, 1), (1, 2), (0, 1)], 4).unwrap();
/// assert_eq!((found.items(), found.n()), (4, 3));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Comparisons {
    pub(super) items: usize,
    pub(super) pairs: Vec<Pair>,
    /// Whether it is known which of two was named first.
    pub(super) ordered: bool,
}

/// A [`Meeting`] as it is reckoned with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pair {
    pub(super) first: u32,
    pub(super) second: u32,
    pub(super) first_wins: f64,
    pub(super) second_wins: f64,
    pub(super) ties: f64,
}

impl Pair {
    pub(super) fn n(&self) -> f64 {
        self.first_wins + self.second_wins + self.ties
    }
}

/// So many comparisons at most, above which counts are no longer exact as f64.
const MOST: u64 = 1 << 53;

/// So many items at most.
const MOST_ITEMS: usize = 1 << 31;

impl Comparisons {
    /// From the winner and the loser of each comparison. Which of them was named first is not known.
    ///
    /// Takes O(n) time if the items are few, so that a table of all pairs fits well, else O(n log n).
    ///
    /// # Errors
    /// [`Undefined::OutOfRange`] for an item that there is not, [`Undefined::Repeated`] for one compared with itself.
    ///
    /// ```
    /// let comparisons = agreement::paired::Comparisons::of_winners(&[(0, 1), (0, 2), (2, 0)], 3).unwrap();
    /// assert_eq!((comparisons.items(), comparisons.n()), (3, 3));
    /// ```
    pub fn of_winners(winners_and_losers: &[(usize, usize)], items: usize) -> Result<Comparisons, Undefined> {
        check_items(items)?;
        let mut tally = Tally::new(items, 2, winners_and_losers.len());
        for (at, &(winner, loser)) in winners_and_losers.iter().enumerate() {
            check_pair(winner, loser, items, at)?;
            tally.count(winner.min(loser), winner.max(loser), usize::from(winner > loser));
        }
        Ok(Comparisons { items, pairs: tally.pairs(), ordered: false })
    }

    /// From the items named first and second in each comparison, and its outcome.
    ///
    /// Takes the time of [`of_winners`](Comparisons::of_winners).
    ///
    /// # Errors
    /// Those of [`of_winners`](Comparisons::of_winners).
    ///
    /// ```
    /// use agreement::paired::{Comparisons, Outcome};
    ///
    /// let comparisons = Comparisons::of_outcomes(&[(0, 1, Outcome::First), (1, 0, Outcome::Tie)], 2).unwrap();
    /// assert_eq!(comparisons.n(), 2);
    /// ```
    pub fn of_outcomes(outcomes: &[(usize, usize, Outcome)], items: usize) -> Result<Comparisons, Undefined> {
        check_items(items)?;
        let mut tally = Tally::new(items, 3, outcomes.len());
        for (at, &(first, second, outcome)) in outcomes.iter().enumerate() {
            check_pair(first, second, items, at)?;
            tally.count(first, second, outcome as usize);
        }
        Ok(Comparisons { items, pairs: tally.pairs(), ordered: true })
    }

    /// From comparisons that have been counted already; the same two may meet several times.
    ///
    /// # Errors
    /// Those of [`of_winners`](Comparisons::of_winners), and [`Undefined::OutOfRange`] if there are 2⁵³ or more.
    ///
    /// ```
    /// use agreement::paired::{Comparisons, Meeting};
    ///
    /// let meeting = Meeting { first: 0, second: 1, first_wins: 5, second_wins: 2, ties: 1 };
    /// assert_eq!(Comparisons::of_meetings(&[meeting], 2).unwrap().n(), 8);
    /// ```
    pub fn of_meetings(meetings: &[Meeting], items: usize) -> Result<Comparisons, Undefined> {
        check_items(items)?;
        let mut pairs = Vec::with_capacity(meetings.len());
        let mut total = 0u64;
        for (at, meeting) in meetings.iter().enumerate() {
            let [first, second] = check_pair(meeting.first, meeting.second, items, at)?;
            let counts = [meeting.first_wins, meeting.second_wins, meeting.ties];
            let sum = counts.iter().fold(total, |sum, count| sum.saturating_add(*count));
            if sum >= MOST {
                return Err(too_many(sum));
            }
            let [first_wins, second_wins, ties] = counts.map(|count| count as f64);
            if sum > total {
                pairs.push(Pair { first, second, first_wins, second_wins, ties });
            }
            total = sum;
        }
        Ok(Comparisons { items, pairs, ordered: true })
    }

    /// From a table of wins: entry (i, j) counts how often i has won against j. Which was named first is not known.
    ///
    /// # Errors
    /// [`Undefined::Ragged`] if a row has not as many entries as there are rows, [`Undefined::Repeated`] for wins
    /// against oneself, [`Undefined::OutOfRange`] if there are 2⁵³ comparisons or more.
    ///
    /// ```
    /// let comparisons = agreement::paired::Comparisons::of_wins(&[[0, 3], [1, 0]]).unwrap();
    /// assert_eq!(comparisons.n(), 4);
    /// ```
    pub fn of_wins<R: AsRef<[u64]>>(rows: &[R]) -> Result<Comparisons, Undefined> {
        let items = rows.len();
        check_items(items)?;
        let row = |at: usize| rows[at].as_ref();
        if let Some(at) = (0..items).find(|at| row(*at).len() != items) {
            return Err(Undefined::Ragged { row: at, found: row(at).len(), expected: items });
        }
        if let Some(at) = (0..items).find(|at| row(*at)[*at] > 0) {
            return Err(Undefined::Repeated { what: "the table of wins", at });
        }
        let total = rows.iter().flat_map(|row| row.as_ref()).fold(0u64, |sum, wins| sum.saturating_add(*wins));
        if total >= MOST {
            return Err(too_many(total));
        }
        let mut pairs = Vec::new();
        for first in 0..items {
            for second in first + 1..items {
                let (first_wins, second_wins) = (row(first)[second] as f64, row(second)[first] as f64);
                if first_wins + second_wins > 0.0 {
                    pairs.push(Pair { first: first as u32, second: second as u32, first_wins, second_wins, ties: 0.0 });
                }
            }
        }
        Ok(Comparisons { items, pairs, ordered: false })
    }

    /// Number of items, compared or not.
    ///
    /// ```
    /// let found = agreement::paired::Comparisons::of_winners(&[(0, 1), (1, 2), (0, 1)], 4).unwrap();
    /// assert_eq!(found.items(), 4, "the last is never compared");
    /// ```
    pub fn items(&self) -> usize {
        self.items
    }

    /// Number of comparisons.
    ///
    /// ```
    /// let found = agreement::paired::Comparisons::of_winners(&[(0, 1), (1, 2), (0, 1)], 4).unwrap();
    /// assert_eq!(found.n(), 3);
    /// ```
    pub fn n(&self) -> usize {
        self.pairs.iter().map(Pair::n).sum::<f64>() as usize
    }
}

fn too_many(total: u64) -> Undefined {
    Undefined::OutOfRange { what: "the number of comparisons", value: total as f64, low: 0.0, high: MOST as f64 }
}

fn check_items(items: usize) -> Result<(), Undefined> {
    if items <= MOST_ITEMS {
        return Ok(());
    }
    let (value, high) = (items as f64, MOST_ITEMS as f64);
    Err(Undefined::OutOfRange { what: "the number of items", value, low: 0.0, high })
}

#[inline]
fn check_pair(first: usize, second: usize, items: usize, at: usize) -> Result<[u32; 2], Undefined> {
    if first.max(second) >= items {
        let (value, high) = (first.max(second) as f64, items as f64 - 1.0);
        return Err(Undefined::OutOfRange { what: "an item of a comparison", value, low: 0.0, high });
    }
    if first == second {
        return Err(Undefined::Repeated { what: "a comparison", at });
    }
    Ok([first as u32, second as u32])
}

/// Counts comparisons by pair and outcome.
struct Tally {
    items: usize,
    outcomes: usize,
    /// A count for every outcome of every pair; empty if there would be too many.
    table: Vec<u32>,
    /// Else every comparison's place in that table.
    places: Vec<u64>,
}

impl Tally {
    fn new(items: usize, outcomes: usize, comparisons: usize) -> Tally {
        let size = items.checked_mul(items).and_then(|pairs| pairs.checked_mul(outcomes));
        let table = size.filter(|size| *size <= (2 * comparisons).max(1 << 16) && comparisons < u32::MAX as usize);
        match table {
            Some(size) => Tally { items, outcomes, table: vec![0; size], places: Vec::new() },
            None => Tally { items, outcomes, table: Vec::new(), places: Vec::with_capacity(comparisons) },
        }
    }

    #[inline]
    fn count(&mut self, first: usize, second: usize, outcome: usize) {
        let place = (first as u64 * self.items as u64 + second as u64) * self.outcomes as u64 + outcome as u64;
        if self.table.is_empty() {
            self.places.push(place);
        } else {
            self.table[place as usize] += 1;
        }
    }

    fn pairs(mut self) -> Vec<Pair> {
        let mut pairs = Vec::new();
        if !self.table.is_empty() {
            for (pair, counts) in self.table.chunks_exact(self.outcomes).enumerate() {
                if counts.iter().any(|count| *count > 0) {
                    pairs.push(self.pair(pair as u64, |outcome| counts.get(outcome).map_or(0.0, |n| f64::from(*n))));
                }
            }
            return pairs;
        }
        self.places.sort_unstable();
        let outcomes = self.outcomes as u64;
        for places in self.places.chunk_by(|a, b| a / outcomes == b / outcomes) {
            let count =
                |outcome: usize| places.iter().filter(|place| **place % outcomes == outcome as u64).count() as f64;
            pairs.push(self.pair(places[0] / outcomes, count));
        }
        pairs
    }

    fn pair(&self, pair: u64, count: impl Fn(usize) -> f64) -> Pair {
        let (first, second) = ((pair / self.items as u64) as u32, (pair % self.items as u64) as u32);
        Pair { first, second, first_wins: count(0), second_wins: count(1), ties: count(2) }
    }
}
