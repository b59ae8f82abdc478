//! Draws of a table with the same shares and the same number of items.

use rand_distr::{Binomial, Distribution};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::Rng;

use super::below;

/// As many items a cell take as long as drawing the cell's count.
const ITEMS_A_CELL: usize = 48;

/// More items than this are not listed, however many cells they are in.
const MOST_ITEMS: u64 = 1 << 24;

/// The way to draw that is faster for the table at hand.
pub(super) enum Draw {
    /// Item by item: the cell that each item is in.
    Items(Vec<u32>),
    /// Cell by cell, given what the cells before have left: each cell that is not empty, with its share of the items
    /// that are in it or a later one.
    Cells(u64, Vec<(usize, f64)>),
}

impl Draw {
    pub(super) fn of(counts: &[u64]) -> Draw {
        let mut cells: Vec<usize> = (0..counts.len()).filter(|cell| counts[*cell] > 0).collect();
        let n: u64 = counts.iter().sum();
        if n <= ((ITEMS_A_CELL * cells.len()) as u64).min(MOST_ITEMS) {
            let items = cells.iter().flat_map(|cell| (0..counts[*cell]).map(|_| *cell as u32));
            return Draw::Items(items.collect());
        }
        // The largest first, so that little is left to be shared out among the others.
        cells.sort_by_key(|cell| std::cmp::Reverse(counts[*cell]));
        let mut left = n;
        let shares = cells.iter().map(|cell| {
            let share = counts[*cell] as f64 / left as f64;
            left -= counts[*cell];
            (*cell, share)
        });
        Draw::Cells(n, shares.collect())
    }

    /// Puts a new draw into the counts.
    pub(super) fn fill(&self, counts: &mut [u64], random: &mut Xoshiro256PlusPlus) {
        counts.fill(0);
        match self {
            Draw::Items(cells) => fill_by_item(cells, counts, random),
            Draw::Cells(n, shares) => {
                let mut left = *n;
                for (cell, share) in shares {
                    let drawn = binomial(left, *share, random);
                    counts[*cell] = drawn;
                    left -= drawn;
                }
            }
        }
    }
}

fn fill_by_item(cells: &[u32], counts: &mut [u64], random: &mut Xoshiro256PlusPlus) {
    let n = cells.len() as u32;
    let mut half = None;
    // One random number of 64 bits does for two items.
    let mut next = || match half.take() {
        Some(half) => half,
        None => {
            let both = random.next_u64();
            half = Some(both as u32);
            (both >> 32) as u32
        }
    };
    for _ in 0..n {
        counts[cells[below(n, &mut next) as usize] as usize] += 1;
    }
}

fn binomial(n: u64, share: f64, random: &mut Xoshiro256PlusPlus) -> u64 {
    if share >= 1.0 {
        return n;
    }
    match Binomial::new(n, share) {
        Ok(binomial) => binomial.sample(random).min(n),
        // A share is never below 0 nor above 1.
        Err(_) => 0,
    }
}
