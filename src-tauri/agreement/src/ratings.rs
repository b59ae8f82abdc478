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

/// How two raters used the categories on the same items: entry (i, j) counts the items that the first put into
/// category i and the second into j.
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
    /// [`Undefined::OutOfRange`] if the counts add up to 2⁵³ or more.
    ///
    /// ```
    /// let table = agreement::Table::of_rows(&[[4, 1], [0, 5]]).unwrap();
    /// assert_eq!((table.categories(), table.n(), table.count(0, 1)), (2, 10, 1));
    /// ```
    pub fn of_rows<R: AsRef<[u64]>>(rows: &[R]) -> Result<Table, Undefined> {
        let categories = rows.len();
        if categories == 0 {
            return Err(Undefined::TooFew { n: 0, needed: 1 });
        }
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
    /// # Errors
    /// [`Undefined::Lengths`], [`Undefined::UnknownCategory`], or [`Undefined::TooFew`] without categories.
    ///
    /// ```
    /// let table = agreement::Table::of_codes(&[0u8, 1, 1, u8::MAX], &[0, 1, 0, 0], 2).unwrap();
    /// assert_eq!((table.n(), table.dropped(), table.count(1, 0)), (3, 1, 1));
    /// ```
    pub fn of_codes<C: Code>(first: &[C], second: &[C], categories: usize) -> Result<Table, Undefined> {
        if first.len() != second.len() {
            return Err(Undefined::Lengths { left: first.len(), right: second.len() });
        }
        if categories == 0 {
            return Err(Undefined::TooFew { n: 0, needed: 1 });
        }
        let mut table = Table { categories, counts: vec![0; categories * categories], dropped: 0 };
        for (a, b) in first.iter().zip(second) {
            match (a.category(), b.category()) {
                (Some(i), Some(j)) if i < categories && j < categories => table.counts[i * categories + j] += 1,
                (Some(code), _) if code >= categories => return Err(Undefined::UnknownCategory { code, categories }),
                (_, Some(code)) if code >= categories => return Err(Undefined::UnknownCategory { code, categories }),
                _ => table.dropped += 1,
            }
        }
        Ok(table)
    }

    /// Length of the list of categories.
    pub fn categories(&self) -> usize {
        self.categories
    }

    /// Items that both have rated.
    pub fn n(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Items left out because one of the two has not rated them.
    pub fn dropped(&self) -> usize {
        self.dropped
    }

    /// Items that the first rater put into `first` and the second into `second`.
    ///
    /// # Panics
    /// If there is no such category.
    pub fn count(&self, first: usize, second: usize) -> u64 {
        assert!(first < self.categories && second < self.categories, "a table has only its own categories");
        self.counts[first * self.categories + second]
    }

    /// The rows one after the other.
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }
}

/// Above this a whole number is no longer exact as f64.
const LIMIT: u64 = 1 << 53;

/// Ratings of items by many raters: one row an item, one column a rater, any of them missing.
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
    /// [`Undefined::TooFewRaters`] or [`Undefined::TooFew`] without raters or categories, [`Undefined::Ragged`] if the
    /// last row is not full, [`Undefined::UnknownCategory`].
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
        if raters == 0 {
            return Err(Undefined::TooFewRaters { n: 0, needed: 1 });
        }
        if categories == 0 {
            return Err(Undefined::TooFew { n: 0, needed: 1 });
        }
        if !codes.len().is_multiple_of(raters) {
            let (row, found) = (codes.len() / raters, codes.len() % raters);
            return Err(Undefined::Ragged { row, found, expected: raters });
        }
        if let Some(code) = codes.iter().filter_map(|code| code.category()).find(|code| *code >= categories) {
            return Err(Undefined::UnknownCategory { code, categories });
        }
        Ok(Self { codes, raters, categories })
    }

    /// The ratings of each item, in order.
    pub fn items(&self) -> std::slice::ChunksExact<'a, C> {
        self.codes.chunks_exact(self.raters)
    }

    /// Number of raters.
    pub fn raters(&self) -> usize {
        self.raters
    }

    /// Length of the list of categories.
    pub fn categories(&self) -> usize {
        self.categories
    }
}
