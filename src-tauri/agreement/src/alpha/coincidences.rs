//! Which values were given together.

use crate::categorical::Items;
use crate::ratings::{MOST_CROSSED, countable};
use crate::{Code, Ratings, Undefined};

/// How often two values were given to the same unit by different raters; each unit counts with as much as it has
/// ratings. The matrix is symmetric.
///
/// ```
/// let ratings = agreement::Ratings::new(&[0u8, 1, 1, 1, 2, u8::MAX], 2, 3).unwrap();
/// let found = agreement::alpha::coincidences(&ratings).unwrap();
/// assert_eq!((found.n(), found.dropped()), (2, 1));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Coincidences {
    categories: usize,
    cells: Vec<f64>,
    n: usize,
    dropped: usize,
}

impl Coincidences {
    /// Length of the list of categories.
    ///
    /// ```
    /// let ratings = agreement::Ratings::new(&[0u8, 1, 1, 1], 2, 3).unwrap();
    /// assert_eq!(agreement::alpha::coincidences(&ratings).unwrap().categories(), 3);
    /// ```
    pub fn categories(&self) -> usize {
        self.categories
    }

    /// The rows one after the other.
    ///
    /// ```
    /// let ratings = agreement::Ratings::new(&[0u8, 1, 1, 1, 2, u8::MAX], 2, 3).unwrap();
    /// let found = agreement::alpha::coincidences(&ratings).unwrap();
    /// assert_eq!(found.cells(), [0.0, 1.0, 0.0, 1.0, 2.0, 0.0, 0.0, 0.0, 0.0]);
    /// ```
    pub fn cells(&self) -> &[f64] {
        &self.cells
    }

    /// The coincidences of each category with all: how many of its ratings can be paired.
    ///
    /// Source: [`coincidences`].
    ///
    /// ```
    /// let ratings = agreement::Ratings::new(&[0u8, 1, 1, 1, 2, u8::MAX], 2, 3).unwrap();
    /// let found = agreement::alpha::coincidences(&ratings).unwrap();
    /// assert_eq!(found.totals(), [1.0, 3.0, 0.0]);
    /// ```
    pub fn totals(&self) -> Vec<f64> {
        self.cells.chunks_exact(self.categories).map(|row| row.iter().sum()).collect()
    }

    /// Units with two ratings or more.
    ///
    /// ```
    /// let ratings = agreement::Ratings::new(&[0u8, 1, 1, 1, 2, u8::MAX], 2, 3).unwrap();
    /// let found = agreement::alpha::coincidences(&ratings).unwrap();
    /// assert_eq!(found.n(), 2);
    /// ```
    pub fn n(&self) -> usize {
        self.n
    }

    /// Units with fewer.
    ///
    /// ```
    /// let ratings = agreement::Ratings::new(&[0u8, 1, 1, 1, 2, u8::MAX], 2, 3).unwrap();
    /// let found = agreement::alpha::coincidences(&ratings).unwrap();
    /// assert_eq!(found.dropped(), 1, "the third unit has one rating");
    /// ```
    pub fn dropped(&self) -> usize {
        self.dropped
    }
}

/// Krippendorff's matrix of coincidences, which shows what is mistaken for what.
///
/// ```text
/// o_ck = Σ_u r_uc (r_uk − [c = k]) / (r_u − 1)
/// ```
///
/// r_uc counts the ratings of unit u with value c, r_u all its ratings.
///
/// # Errors
/// [`Undefined::NothingPairable`] when no unit has two ratings, and [`Undefined::OutOfRange`] with more than 4096
/// categories. O(m + n q²) time and O(q²) memory for m codes, n units and q categories.
///
/// Source: K. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), University of Pennsylvania.
///
/// ```
/// use agreement::{Ratings, alpha::coincidences};
///
/// let codes = [0, 0, /* next unit */ 0, 1, /* next unit */ 1, 1, /* next unit */ 1, u8::MAX];
/// let together = coincidences(&Ratings::new(&codes, 2, 2).unwrap()).unwrap();
/// assert_eq!(together.cells(), [2.0, 1.0, 1.0, 2.0]);
/// assert_eq!((together.totals(), together.n(), together.dropped()), (vec![3.0, 3.0], 3, 1));
/// ```
pub fn coincidences<C: Code>(ratings: &Ratings<'_, C>) -> Result<Coincidences, Undefined> {
    let categories = ratings.categories();
    countable(categories, MOST_CROSSED)?;
    let mut together = Coincidences { categories, cells: vec![0.0; categories * categories], n: 0, dropped: 0 };
    ratings.each(|unit| {
        if unit.ratings < 2 {
            together.dropped += 1;
            return;
        }
        together.n += 1;
        let others = (unit.ratings - 1) as f64;
        for (c, left) in unit.iter().filter(|(_, left)| *left > 0.0) {
            let row = &mut together.cells[c * categories..][..categories];
            for (k, right) in unit.iter() {
                row[k] += left * (right - f64::from(u8::from(c == k))) / others;
            }
        }
    });
    if together.n == 0 { Err(Undefined::NothingPairable) } else { Ok(together) }
}
