//! Labels as consensus takes them.

use crate::{Code, Ratings, Undefined};

/// One label that one rater gave to one item; all three count from 0.
///
/// ```
/// use agreement::consensus::{Label, Vote, Votes};
///
/// // The second rater says 1 of the first item, twice.
/// let first = Vote { item: 0, rater: 0, label: 0 };
/// let second = Vote { rater: 1, label: 1, ..first };
/// assert_eq!(Votes::new(&[first, second, second], 1, 2, 2).unwrap().majority(), [Label::One(1)]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vote {
    /// What was labelled.
    pub item: u32,
    /// Who labelled it.
    pub rater: u32,
    /// The place of the label in the list of categories.
    pub label: u16,
}

/// All labels of a set of items, grouped by item. A rater may label an item several times, and need not label it at all.
///
/// ```
/// use agreement::consensus::{Vote, Votes};
///
/// let votes = [(0, 0, 2), (0, 1, 2), (3, 1, 0)].map(|(item, rater, label)| Vote { item, rater, label });
/// let votes = Votes::new(&votes, 5, 2, 3).unwrap();
/// assert_eq!((votes.items(), votes.raters(), votes.categories()), (5, 2, 3), "labelled and used or not");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Votes {
    raters: usize,
    categories: usize,
    /// Where each item's labels start, and where the last ones end.
    starts: Vec<usize>,
    /// Rater and label.
    votes: Vec<(u32, u16)>,
}

/// The most items times categories, and the most raters times categories squared: 10⁸.
///
/// ```
/// use agreement::consensus::{MOST_CELLS, Votes};
///
/// // One rater, ten categories: so many items are too many by one.
/// assert!(Votes::new(&[], MOST_CELLS / 10 + 1, 1, 10).is_err());
/// ```
pub const MOST_CELLS: usize = 100_000_000;

/// The one label that an item has, or why it has none.
///
/// ```
/// use agreement::{Code, Ratings, consensus::{Label, Votes}};
///
/// let ratings = Ratings::new(&[2u8, 2, 2, 0, u8::MISSING, u8::MISSING], 2, 3).unwrap();
/// let majority = Votes::of_ratings(&ratings).unwrap().majority();
/// assert_eq!(majority, [Label::One(2), Label::Tied(vec![0, 2]), Label::Unrated]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// This label leads.
    One(usize),
    /// These labels lead, all alike; ascending.
    Tied(Vec<usize>),
    /// Nobody has labelled the item.
    Unrated,
}

impl Votes {
    /// Labels of so many items by so many raters, in any order. `categories` is the length of the list of categories,
    /// used or not.
    ///
    /// # Errors
    /// [`Undefined::TooFew`] or [`Undefined::TooFewRaters`] without items, categories or raters,
    /// [`Undefined::OutOfRange`] for an item or rater beyond their number and for more than [`MOST_CELLS`],
    /// [`Undefined::UnknownCategory`] for a label beyond the categories. Takes O(votes + items) time.
    ///
    /// ```
    /// use agreement::consensus::{Label, Vote, Votes};
    ///
    /// let vote = |item, rater, label| Vote { item, rater, label };
    /// let votes = Votes::new(&[vote(0, 0, 1), vote(0, 1, 1), vote(1, 0, 0), vote(1, 1, 1)], 3, 2, 2).unwrap();
    /// assert_eq!(votes.majority(), [Label::One(1), Label::Tied(vec![0, 1]), Label::Unrated]);
    /// ```
    pub fn new(votes: &[Vote], items: usize, raters: usize, categories: usize) -> Result<Votes, Undefined> {
        check_size(items, raters, categories)?;
        let mut starts = vec![0; items + 1];
        for vote in votes {
            check_vote(vote, items, raters, categories)?;
            starts[vote.item as usize + 1] += 1;
        }
        for item in 0..items {
            starts[item + 1] += starts[item];
        }
        let mut grouped = vec![(0, 0); votes.len()];
        let mut next = starts.clone();
        for vote in votes {
            let place = &mut next[vote.item as usize];
            grouped[*place] = (vote.rater, vote.label);
            *place += 1;
        }
        Ok(Votes { raters, categories, starts, votes: grouped })
    }

    /// From a matrix in which each rater labels each item at most once.
    ///
    /// # Errors
    /// As for [`Votes::new`].
    ///
    /// ```
    /// use agreement::{Code, Ratings, consensus::{Label, Votes}};
    ///
    /// let ratings = Ratings::new(&[0u8, 0, 1, 1, u8::MISSING, 1], 3, 2).unwrap();
    /// assert_eq!(Votes::of_ratings(&ratings).unwrap().majority(), [Label::One(0), Label::One(1)]);
    /// ```
    pub fn of_ratings<C: Code>(ratings: &Ratings<C>) -> Result<Votes, Undefined> {
        // Before the items are counted in 32 bits.
        check_size(ratings.items().len(), ratings.raters(), ratings.categories())?;
        let votes = ratings.items().zip(0u32..).flat_map(|(codes, item)| {
            let rated = codes.iter().zip(0u32..).filter_map(|(code, rater)| Some((code.category()?, rater)));
            rated.map(move |(category, rater)| Vote { item, rater, label: category as u16 })
        });
        let votes: Vec<Vote> = votes.collect();
        Votes::new(&votes, ratings.items().len(), ratings.raters(), ratings.categories())
    }

    /// Number of items, labelled or not.
    ///
    /// ```
    /// let ratings = agreement::Ratings::new(&[0u8, 1, 1, 1], 2, 3).unwrap();
    /// assert_eq!(agreement::consensus::Votes::of_ratings(&ratings).unwrap().items(), 2);
    /// ```
    pub fn items(&self) -> usize {
        self.starts.len() - 1
    }

    /// Number of raters.
    ///
    /// ```
    /// let ratings = agreement::Ratings::new(&[0u8, 1, 1, 1], 2, 3).unwrap();
    /// assert_eq!(agreement::consensus::Votes::of_ratings(&ratings).unwrap().raters(), 2);
    /// ```
    pub fn raters(&self) -> usize {
        self.raters
    }

    /// Length of the list of categories.
    ///
    /// ```
    /// let ratings = agreement::Ratings::new(&[0u8, 1, 1, 1], 2, 3).unwrap();
    /// assert_eq!(agreement::consensus::Votes::of_ratings(&ratings).unwrap().categories(), 3);
    /// ```
    pub fn categories(&self) -> usize {
        self.categories
    }

    /// Rater and label of each vote on each item, in the order of the items.
    pub(super) fn by_item(&self) -> impl Iterator<Item = &[(u32, u16)]> {
        self.starts.windows(2).map(|range| &self.votes[range[0]..range[1]])
    }

    /// The label that most votes on each item are for, in the order of the items. A tie is told, not broken.
    ///
    /// Takes O(votes + items · categories) time.
    ///
    /// ```
    /// use agreement::{Ratings, consensus::{Label, Votes}};
    ///
    /// let ratings = Ratings::new(&[0u8, 0, 1, 0, 1, u8::MAX], 3, 2).unwrap();
    /// let majority = Votes::of_ratings(&ratings).unwrap().majority();
    /// assert_eq!(majority, [Label::One(0), Label::Tied(vec![0, 1])]);
    /// ```
    pub fn majority(&self) -> Vec<Label> {
        let mut counts = vec![0usize; self.categories];
        let labels = self.by_item().map(|votes| {
            counts.fill(0);
            votes.iter().for_each(|(_, label)| counts[*label as usize] += 1);
            leading(&counts)
        });
        labels.collect()
    }
}

/// The largest of the counts, if there is anything in them.
fn leading(counts: &[usize]) -> Label {
    let most = counts.iter().copied().max().unwrap_or(0);
    if most == 0 {
        return Label::Unrated;
    }
    Label::of(counts.iter().enumerate().filter(|(_, count)| **count == most).map(|(label, _)| label))
}

impl Label {
    /// From the labels that lead.
    pub(super) fn of(leaders: impl Iterator<Item = usize>) -> Label {
        let leaders: Vec<usize> = leaders.collect();
        match leaders[..] {
            [] => Label::Unrated,
            [one] => Label::One(one),
            _ => Label::Tied(leaders),
        }
    }
}

fn check_size(items: usize, raters: usize, categories: usize) -> Result<(), Undefined> {
    if items == 0 || categories == 0 {
        return Err(Undefined::TooFew { n: 0, needed: 1 });
    }
    if raters == 0 {
        return Err(Undefined::TooFewRaters { n: 0, needed: 1 });
    }
    let cells = [items.saturating_mul(categories), raters.saturating_mul(categories).saturating_mul(categories)];
    match cells.into_iter().find(|cells| *cells > MOST_CELLS) {
        Some(cells) => {
            let (value, high) = (cells as f64, MOST_CELLS as f64);
            Err(Undefined::OutOfRange { what: "the number of cells", value, low: 1.0, high })
        }
        None => Ok(()),
    }
}

fn check_vote(vote: &Vote, items: usize, raters: usize, categories: usize) -> Result<(), Undefined> {
    let Vote { item, rater, label } = *vote;
    for (what, value, all) in [("an item", item, items), ("a rater", rater, raters)] {
        if value as usize >= all {
            let high = (all - 1) as f64;
            return Err(Undefined::OutOfRange { what, value: f64::from(value), low: 0.0, high });
        }
    }
    if label as usize >= categories {
        return Err(Undefined::UnknownCategory { code: label as usize, categories });
    }
    Ok(())
}
