//! Ratings as the statistics take them: codes of categories, in tables and matrices.

use crate::Undefined;

/// A category's place in the ordered list of categories, counted from 0; the largest number means "not rated".
///
/// ```
/// use agreement::Code;
///
/// assert_eq!(3u8.category(), Some(3));
/// assert_eq!(u8::MISSING.category(), None);
/// ```
pub trait Code: Copy + Ord + Send + Sync {
    /// Not rated.
    const MISSING: Self;

    /// The category; none where nothing was rated.
    fn category(self) -> Option<usize>;

    /// The code of a category; none where the type is too small for it.
    fn of(category: usize) -> Option<Self>;
}

macro_rules! code {
    ($type:ty) => {
        impl Code for $type {
            const MISSING: Self = <$type>::MAX;

            #[inline]
            fn category(self) -> Option<usize> {
                (self != Self::MISSING).then_some(self as usize)
            }

            fn of(category: usize) -> Option<Self> {
                <$type>::try_from(category).ok().filter(|code| *code != Self::MISSING)
            }
        }
    };
}

code!(u8);
code!(u16);
code!(u32);

/// The first code that is not in the list of categories, if any.
fn unknown<C: Code>(codes: &[C], categories: usize) -> Option<usize> {
    let first = C::of(categories)?;
    // Whole blocks without an early end, so that the comparisons are done many at a time.
    let block = codes
        .chunks(BLOCK)
        .find(|block| block.iter().fold(false, |found, code| found | ((*code >= first) & (*code != C::MISSING))))?;
    block.iter().filter_map(|code| code.category()).find(|code| *code >= categories)
}

/// Codes looked through at a time.
const BLOCK: usize = 4096;

/// How two raters used the categories on the same items: entry (i, j) counts the items that the first put into
/// category i and the second into j.
///
/// ```
/// let table = agreement::Table::of_rows(&[[40, 9], [6, 45]]).unwrap();
/// assert_eq!((table.n(), table.count(0, 1)), (100, 9));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    categories: usize,
    counts: Vec<u64>,
    dropped: usize,
}

impl Table {
    /// From its rows, of which there are as many as columns.
    ///
    /// # Errors
    /// [`Undefined::TooFew`] without rows, [`Undefined::Ragged`] if a row has not as many entries as there are rows,
    /// [`Undefined::OutOfRange`] with more than 4096 rows, or if the counts add up to 2⁵³ or more.
    ///
    /// ```
    /// let table = agreement::Table::of_rows(&[[4, 1], [0, 5]]).unwrap();
    /// assert_eq!((table.categories(), table.n(), table.count(0, 1)), (2, 10, 1));
    /// ```
    pub fn of_rows<R: AsRef<[u64]>>(rows: &[R]) -> Result<Table, Undefined> {
        let categories = rows.len();
        countable(categories, MOST_CROSSED)?;
        let mut counts = Vec::with_capacity(categories * categories);
        for (row, entries) in rows.iter().map(AsRef::as_ref).enumerate() {
            if entries.len() != categories {
                return Err(Undefined::Ragged { row, found: entries.len(), expected: categories });
            }
            counts.extend_from_slice(entries);
        }
        let total = counts.iter().try_fold(0u64, |sum, count| sum.checked_add(*count)).unwrap_or(u64::MAX);
        if total >= LIMIT {
            return Err(Undefined::OutOfRange { what: "the total", value: total as f64, low: 0.0, high: LIMIT as f64 });
        }
        Ok(Table { categories, counts, dropped: 0 })
    }

    /// Counted from two raters' codes of the same items in the same order. `categories` is the length of the ordered
    /// list of categories, used or not. An item that either has not rated is dropped.
    ///
    /// Takes O(n + q²) time and O(q²) memory for n items and q categories.
    ///
    /// # Errors
    /// [`Undefined::Lengths`], [`Undefined::UnknownCategory`], [`Undefined::TooFew`] without categories, or
    /// [`Undefined::OutOfRange`] with more than 4096 of them.
    ///
    /// ```
    /// let table = agreement::Table::of_codes(&[0u8, 1, 1, u8::MAX], &[0, 1, 0, 0], 2).unwrap();
    /// assert_eq!((table.n(), table.dropped(), table.count(1, 0)), (3, 1, 1));
    /// ```
    pub fn of_codes<C: Code>(first: &[C], second: &[C], categories: usize) -> Result<Table, Undefined> {
        if first.len() != second.len() {
            return Err(Undefined::Lengths { left: first.len(), right: second.len() });
        }
        countable(categories, MOST_CROSSED)?;
        if let Some(code) = unknown(first, categories).or_else(|| unknown(second, categories)) {
            return Err(Undefined::UnknownCategory { code, categories });
        }
        let mut counts = cross(first, second, categories);
        // What has a missing side is in the last row and column, which are cut off.
        for row in 1..categories {
            let from = row * (categories + 1);
            counts.copy_within(from..from + categories, row * categories);
        }
        counts.truncate(categories * categories);
        let mut table = Table { categories, counts, dropped: 0 };
        table.dropped = first.len() - table.counts.iter().sum::<u64>() as usize;
        Ok(table)
    }

    /// Length of the list of categories.
    ///
    /// ```
    /// let table = agreement::Table::of_codes(&[0u8, 1, 1, u8::MAX], &[0, 1, 0, 0], 3).unwrap();
    /// assert_eq!(table.categories(), 3, "used or not");
    /// ```
    pub fn categories(&self) -> usize {
        self.categories
    }

    /// Items that both have rated.
    ///
    /// ```
    /// let table = agreement::Table::of_codes(&[0u8, 1, 1, u8::MAX], &[0, 1, 0, 0], 3).unwrap();
    /// assert_eq!(table.n(), 3);
    /// ```
    pub fn n(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Items left out because one of the two has not rated them.
    ///
    /// ```
    /// let table = agreement::Table::of_codes(&[0u8, 1, 1, u8::MAX], &[0, 1, 0, 0], 3).unwrap();
    /// assert_eq!(table.dropped(), 1);
    /// ```
    pub fn dropped(&self) -> usize {
        self.dropped
    }

    /// Items that the first rater put into `first` and the second into `second`: none for a category that is not of the
    /// list.
    ///
    /// ```
    /// let table = agreement::Table::of_codes(&[0u8, 1, 1, u8::MAX], &[0, 1, 0, 0], 3).unwrap();
    /// assert_eq!((table.count(1, 0), table.count(0, 1), table.count(9, 0)), (1, 0, 0));
    /// ```
    pub fn count(&self, first: usize, second: usize) -> u64 {
        let row = self.counts.chunks_exact(self.categories).nth(first);
        row.and_then(|row| row.get(second)).copied().unwrap_or(0)
    }

    /// The rows one after the other.
    ///
    /// ```
    /// assert_eq!(agreement::Table::of_rows(&[[40, 9], [6, 45]]).unwrap().counts(), [40, 9, 6, 45]);
    /// ```
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// The rows one after the other, for a resample that keeps their sum.
    pub(crate) fn counts_mut(&mut self) -> &mut [u64] {
        &mut self.counts
    }
}

/// Above this a whole number is no longer exact as f64.
const LIMIT: u64 = 1 << 53;

/// The longest list of categories of which a table or matrix with a row and a column each is made.
pub(crate) const MOST_CROSSED: usize = 1 << 12;

/// The longest list of categories that are only counted.
pub(crate) const MOST: usize = 1 << 20;

/// Whether so many categories can be counted without running out of memory.
pub(crate) fn countable(categories: usize, most: usize) -> Result<(), Undefined> {
    match categories {
        0 => Err(Undefined::TooFew { n: 0, needed: 1 }),
        few if few <= most => Ok(()),
        many => Err(Undefined::OutOfRange {
            what: "the number of categories",
            value: many as f64,
            low: 1.0,
            high: most as f64,
        }),
    }
}

/// Whether so many ratings fill rows of so many raters, of whom there can be as many as a count can hold.
pub(crate) fn full_rows(ratings: usize, raters: usize) -> Result<(), Undefined> {
    if raters == 0 {
        return Err(Undefined::TooFewRaters { n: 0, needed: 1 });
    }
    if u32::try_from(raters).is_err() {
        let (value, high) = (raters as f64, f64::from(u32::MAX));
        return Err(Undefined::OutOfRange { what: "the number of raters", value, low: 1.0, high });
    }
    if !ratings.is_multiple_of(raters) {
        return Err(Undefined::Ragged { row: ratings / raters, found: ratings % raters, expected: raters });
    }
    Ok(())
}

/// Cells up to which each pair of codes in turn is counted in another of four tables.
const SMALL: usize = 1 << 10;

/// Counts pairs of known codes, in rows one longer than the list of categories; what is missing comes last.
///
/// Raters mostly agree, so the same few cells are hit again and again, and each time the processor would wait for the
/// count that it has just written. Four tables in turn take that wait away.
fn cross<C: Code>(first: &[C], second: &[C], categories: usize) -> Vec<u64> {
    let width = categories + 1;
    let cells = width * width;
    let cell = |a: &C, b: &C| place(*a, categories) * width + place(*b, categories);
    if cells > SMALL || first.len() < 4 * cells {
        let mut counts = vec![0; cells];
        first.iter().zip(second).for_each(|(a, b)| counts[cell(a, b)] += 1);
        return counts;
    }
    let mut counts = vec![0; 4 * cells];
    let (one, rest) = counts.split_at_mut(cells);
    let (two, rest) = rest.split_at_mut(cells);
    let (three, four) = rest.split_at_mut(cells);
    let (fours, ends) = (first.chunks_exact(4).zip(second.chunks_exact(4)), first.len() / 4 * 4);
    for (a, b) in fours {
        one[cell(&a[0], &b[0])] += 1;
        two[cell(&a[1], &b[1])] += 1;
        three[cell(&a[2], &b[2])] += 1;
        four[cell(&a[3], &b[3])] += 1;
    }
    first[ends..].iter().zip(&second[ends..]).for_each(|(a, b)| one[cell(a, b)] += 1);
    for (at, sum) in one.iter_mut().enumerate() {
        *sum += two[at] + three[at] + four[at];
    }
    counts.truncate(cells);
    counts
}

/// The place of a known code in a row of counts: missing comes after the last category.
#[inline]
pub(crate) fn place<C: Code>(code: C, categories: usize) -> usize {
    code.category().map_or(categories, |category| category.min(categories))
}

/// Ratings of items by many raters: one row an item, one column a rater, any of them missing.
///
/// ```
/// let ratings = agreement::Ratings::new(&[0u8, 1, 1, 1], 2, 3).unwrap();
/// assert_eq!((ratings.items().len(), ratings.raters(), ratings.categories()), (2, 2, 3));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratings<'a, C: Code> {
    codes: &'a [C],
    raters: usize,
    categories: usize,
}

impl<'a, C: Code> Ratings<'a, C> {
    /// `codes` holds the rows one after the other, `raters` codes each. `categories` is the length of the ordered list
    /// of categories, used or not.
    ///
    /// # Errors
    /// [`Undefined::TooFewRaters`] or [`Undefined::TooFew`] without raters or categories, [`Undefined::OutOfRange`] with
    /// more than 2²⁰ categories or 2³² raters, [`Undefined::Ragged`] if the last row is not full, [`Undefined::UnknownCategory`].
    ///
    /// ```
    /// use agreement::{Code, Ratings};
    ///
    /// let none = u8::MISSING;
    /// let codes = [0, 0, none, 1, 1, 2];
    /// let ratings = Ratings::new(&codes, 3, 3).unwrap();
    /// assert_eq!(ratings.items().count(), 2);
    /// ```
    pub fn new(codes: &'a [C], raters: usize, categories: usize) -> Result<Self, Undefined> {
        full_rows(codes.len(), raters)?;
        countable(categories, MOST)?;
        if let Some(code) = unknown(codes, categories) {
            return Err(Undefined::UnknownCategory { code, categories });
        }
        Ok(Self { codes, raters, categories })
    }

    /// From codes that are known to be of the list, in full rows.
    pub(crate) fn of_known(codes: &'a [C], raters: usize, categories: usize) -> Self {
        Self { codes, raters, categories }
    }

    /// The ratings of each item, in order.
    ///
    /// ```
    /// let ratings = agreement::Ratings::new(&[0u8, 1, 1, 1], 2, 3).unwrap();
    /// assert_eq!(ratings.items().collect::<Vec<_>>(), [[0, 1], [1, 1]]);
    /// ```
    pub fn items(&self) -> std::slice::ChunksExact<'a, C> {
        self.codes.chunks_exact(self.raters)
    }

    /// Number of raters.
    ///
    /// ```
    /// assert_eq!(agreement::Ratings::new(&[0u8, 1, 1, 1], 2, 3).unwrap().raters(), 2);
    /// ```
    pub fn raters(&self) -> usize {
        self.raters
    }

    /// Length of the list of categories.
    ///
    /// ```
    /// let ratings = agreement::Ratings::new(&[0u8, 1, 1, 1], 2, 3).unwrap();
    /// assert_eq!(ratings.categories(), 3, "used or not");
    /// ```
    pub fn categories(&self) -> usize {
        self.categories
    }
}
