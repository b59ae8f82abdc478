//! Items with their ratings counted by category, whether they come as counts or rater by rater.

use crate::ratings::{MOST, countable, place};
use crate::{Code, Ratings, Undefined};

/// How often an item was put into each category. The counts are those of all categories in their order, or of the
/// `listed` ones place by place, and then a category that is not listed has no rating.
pub(crate) struct Item<'a> {
    pub(crate) listed: Option<&'a [u32]>,
    pub(crate) counts: &'a [u32],
    pub(crate) ratings: u64,
}

impl Item<'_> {
    /// Each category that may have a rating, with its count.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, f64)> {
        let category = |at: usize| self.listed.map_or(at, |listed| listed[at] as usize);
        self.counts.iter().enumerate().map(move |(at, count)| (category(at), f64::from(*count)))
    }

    /// The sum over its ratings of what belongs to their category.
    pub(crate) fn sum(&self, of: &[f64]) -> f64 {
        match self.listed {
            None => self.counts.iter().zip(of).map(|(count, of)| f64::from(*count) * of).sum(),
            Some(_) => self.iter().map(|(category, count)| count * of[category]).sum(),
        }
    }

    /// Adds so much for each of its ratings to what belongs to their category.
    pub(crate) fn add(&self, each: f64, to: &mut [f64]) {
        match self.listed {
            None => to.iter_mut().zip(self.counts).for_each(|(to, count)| *to += f64::from(*count) * each),
            Some(_) => self.iter().for_each(|(category, count)| to[category] += count * each),
        }
    }
}

/// Something that can show its items one by one, as often as asked.
pub(crate) trait Items {
    /// Length of the list of categories.
    fn categories(&self) -> usize;

    /// Number of items, rated or not.
    fn items(&self) -> usize;

    /// Shows each item in turn.
    fn each(&self, visit: impl FnMut(&Item<'_>));

    /// For each item its ratings, and the sum over them of what belongs to their category.
    fn sums(&self, of: &[f64], visit: impl FnMut(u64, f64));
}

/// One row of counts an item, one column a category.
pub(crate) struct Counts<'a> {
    rows: &'a [u32],
    categories: usize,
}

impl<'a> Counts<'a> {
    pub(crate) fn new(rows: &'a [u32], categories: usize) -> Result<Counts<'a>, Undefined> {
        countable(categories, MOST)?;
        if rows.len().is_multiple_of(categories) {
            return Ok(Counts { rows, categories });
        }
        let (row, found) = (rows.len() / categories, rows.len() % categories);
        Err(Undefined::Ragged { row, found, expected: categories })
    }
}

impl Items for Counts<'_> {
    fn categories(&self) -> usize {
        self.categories
    }

    fn items(&self) -> usize {
        self.rows.len() / self.categories
    }

    fn each(&self, mut visit: impl FnMut(&Item<'_>)) {
        for counts in self.rows.chunks_exact(self.categories) {
            let ratings = counts.iter().map(|count| u64::from(*count)).sum();
            visit(&Item { listed: None, counts, ratings });
        }
    }

    fn sums(&self, of: &[f64], mut visit: impl FnMut(u64, f64)) {
        for counts in self.rows.chunks_exact(self.categories) {
            let (mut rated, mut sum) = (0, 0.0);
            for (count, of) in counts.iter().zip(of) {
                rated += u64::from(*count);
                sum += f64::from(*count) * of;
            }
            visit(rated, sum);
        }
    }
}

/// Up to so many categories every one is shown with every item; of a longer list only those that it was put into.
const SHORT: usize = 32;

impl<C: Code> Items for Ratings<'_, C> {
    fn categories(&self) -> usize {
        Ratings::categories(self)
    }

    fn items(&self) -> usize {
        Ratings::items(self).len()
    }

    fn each(&self, visit: impl FnMut(&Item<'_>)) {
        if Ratings::categories(self) <= SHORT { each_whole(self, visit) } else { each_used(self, visit) }
    }

    /// Without counting: what is missing belongs to a category behind the last, and adds nothing.
    fn sums(&self, of: &[f64], mut visit: impl FnMut(u64, f64)) {
        let length = Ratings::categories(self);
        let of: Vec<(u64, f64)> = of.iter().map(|of| (1, *of)).chain([(0, 0.0)]).collect();
        for codes in Ratings::items(self) {
            let (mut rated, mut sum) = (0, 0.0);
            for code in codes {
                let (one, of) = of[place(*code, length)];
                rated += one;
                sum += of;
            }
            visit(rated, sum);
        }
    }
}

fn each_whole<C: Code>(ratings: &Ratings<'_, C>, mut visit: impl FnMut(&Item<'_>)) {
    let length = ratings.categories();
    for codes in ratings.items() {
        let mut row = [0u32; SHORT + 1];
        codes.iter().for_each(|code| row[place(*code, length)] += 1);
        let rated = codes.len() as u64 - u64::from(row[length]);
        visit(&Item { listed: None, counts: &row[..length], ratings: rated });
    }
}

fn each_used<C: Code>(ratings: &Ratings<'_, C>, mut visit: impl FnMut(&Item<'_>)) {
    let length = ratings.categories();
    let mut row = vec![0u32; length];
    let (mut categories, mut counts) = (Vec::new(), Vec::new());
    for codes in ratings.items() {
        categories.clear();
        counts.clear();
        let mut rated = 0;
        for category in codes.iter().map(|code| place(*code, length)).filter(|category| *category < length) {
            if row[category] == 0 {
                categories.push(category as u32);
            }
            row[category] += 1;
            rated += 1;
        }
        counts.extend(categories.iter().map(|category| std::mem::take(&mut row[*category as usize])));
        visit(&Item { listed: Some(&categories), counts: &counts, ratings: rated });
    }
}
