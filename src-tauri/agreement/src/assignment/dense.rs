//! Jonker and Volgenant's algorithm on a matrix that is no higher than wide.
//!
//! Invariants: in a matrix wider than high a column that no row has taken keeps the price 0, a taken column stays
//! taken, prices only fall, and the column that a row has taken is one that costs it the least beyond the price.

use super::NONE;
use super::shortlist::{Shortlist, Two, other_of_row, two_of_row};
use crate::Undefined;

/// Rows this short are looked at whole.
const SHORT: usize = 32;
/// Bids for each row, on average, before the rest is left to the search for paths.
const BIDS: usize = 40;

/// The column of each row. There are at most as many rows as columns, and no cost is NaN or −∞.
pub(super) fn solve(costs: &[f64], rows: usize, columns: usize) -> Result<Vec<u32>, Undefined> {
    if rows == 0 {
        return Ok(Vec::new());
    }
    let mut state = State {
        costs,
        columns,
        prices: vec![0.0; columns],
        column_of: vec![NONE; rows],
        row_of: vec![NONE; columns],
        lists: Vec::new(),
    };
    let mut free = Vec::with_capacity(rows);
    if rows == columns {
        let only = state.reduce_columns()?;
        state.make_lists();
        state.transfer(&only, &mut free);
    } else {
        state.make_lists();
        free.extend(0..rows as u32);
    }
    state.bid(&mut free)?;
    if !free.is_empty() {
        let mut search = Search::new(columns);
        for row in free {
            state.augment(row, &mut search)?;
        }
    }
    Ok(state.column_of)
}

struct State<'a> {
    costs: &'a [f64],
    columns: usize,
    prices: Vec<f64>,
    column_of: Vec<u32>,
    row_of: Vec<u32>,
    /// One for each row, or none at all if rows are short.
    lists: Vec<Shortlist>,
}

impl State<'_> {
    fn row(&self, row: u32) -> &[f64] {
        &self.costs[row as usize * self.columns..][..self.columns]
    }

    /// Each column's price is its least cost, and the row that has it takes the column, if it has not taken another.
    /// Says which rows are the least in no more than one column.
    fn reduce_columns(&mut self) -> Result<Vec<bool>, Undefined> {
        let mut rows = self.costs.chunks_exact(self.columns);
        if let Some(first) = rows.next() {
            self.prices.copy_from_slice(first);
        }
        // Rows as floats, so that they are chosen together with the prices, several columns at a time.
        let mut least = vec![0.0; self.columns];
        for (row, costs) in (1u32..).zip(rows) {
            let row = f64::from(row);
            for ((cost, price), least) in costs.iter().zip(&mut self.prices).zip(&mut least) {
                *least = if *cost < *price { row } else { *least };
                *price = if *cost < *price { *cost } else { *price };
            }
        }
        if self.prices.contains(&f64::INFINITY) {
            return Err(Undefined::Infeasible);
        }
        let mut only = vec![true; self.columns];
        for column in (0..self.columns).rev() {
            let row = least[column] as usize;
            if self.column_of[row] == NONE {
                (self.column_of[row], self.row_of[column]) = (column as u32, row as u32);
            } else {
                only[row] = false;
            }
        }
        Ok(only)
    }

    fn make_lists(&mut self) {
        if self.columns > SHORT {
            let rows = self.costs.chunks_exact(self.columns);
            self.lists = rows.map(|row| Shortlist::of(row, &self.prices)).collect();
        }
    }

    /// A row that is the least in one column only can lower that column's price by what its next best costs it more.
    fn transfer(&mut self, only: &[bool], free: &mut Vec<u32>) {
        for (row, only) in (0..).zip(only) {
            let column = self.column_of[row as usize];
            if column == NONE {
                free.push(row);
            } else if *only {
                // The row's own column costs it nothing beyond its price, so the second least is that of the others.
                let next = match self.lists.get(row as usize) {
                    Some(list) => list.two(&self.prices).second.min(list.bound),
                    None => two_of_row(self.row(row), &self.prices).second,
                };
                if next < f64::INFINITY {
                    self.prices[column as usize] -= next;
                }
            }
        }
    }

    fn two(&mut self, row: u32) -> Two {
        let Some(list) = self.lists.get(row as usize) else { return two_of_row(self.row(row), &self.prices) };
        let two = list.two(&self.prices);
        if two.second <= list.bound {
            return two;
        }
        let list = Shortlist::of(self.row(row), &self.prices);
        self.lists[row as usize] = list;
        list.two(&self.prices)
    }

    /// The column that costs the row the second least; the least if it is lost in rounding.
    fn other(&self, row: u32, two: Two) -> usize {
        let found = match self.lists.get(row as usize) {
            Some(list) => list.other(two.column, two.second, &self.prices),
            None => other_of_row(self.row(row), two.column, two.second, &self.prices),
        };
        found.unwrap_or(two.column)
    }

    /// Each free row takes its least column, whoever has it, and lowers its price to the point where the next best
    /// would cost the same. Rows that cannot lower a price wait for the search, as do those with one column only.
    fn bid(&mut self, free: &mut Vec<u32>) -> Result<(), Undefined> {
        let (mut at, mut kept) = (0, 0);
        let mut bids = BIDS * self.column_of.len();
        while at < free.len() && bids > 0 {
            bids -= 1;
            let row = free[at];
            at += 1;
            let two = self.two(row);
            if two.least == f64::INFINITY {
                return Err(Undefined::Infeasible);
            }
            if two.second == f64::INFINITY {
                free[kept] = row;
                kept += 1;
                continue;
            }
            let mut column = two.column;
            // Where the difference is lost in rounding, bidding would go on forever.
            let price = self.prices[column] - (two.second - two.least);
            let falls = price < self.prices[column];
            if falls {
                self.prices[column] = price;
            } else if self.row_of[column] != NONE {
                column = self.other(row, two);
            }
            let before = std::mem::replace(&mut self.row_of[column], row);
            self.column_of[row as usize] = column as u32;
            if before != NONE {
                self.column_of[before as usize] = NONE;
                if falls {
                    at -= 1;
                    free[at] = before;
                } else {
                    free[kept] = before;
                    kept += 1;
                }
            }
        }
        free.drain(kept..at);
        Ok(())
    }

    /// Gives a free row a column along the cheapest path of exchanges (Dijkstra's algorithm on costs beyond prices).
    fn augment(&mut self, start: u32, search: &mut Search) -> Result<(), Undefined> {
        search.begin(&self.prices);
        let (mut row, mut height) = (start, 0.0);
        loop {
            self.look_from(row, height, search);
            let Some((column, distance)) = search.close_nearest() else { break };
            row = self.row_of[column];
            height = self.row(row)[column] - self.prices[column] - distance;
        }
        if search.end == NONE {
            return Err(Undefined::Infeasible);
        }
        for (column, distance) in &search.closed {
            self.prices[*column as usize] += distance - search.reach;
        }
        let mut column = search.end;
        loop {
            let row = search.from[column as usize];
            self.row_of[column as usize] = row;
            std::mem::swap(&mut self.column_of[row as usize], &mut column);
            if row == start {
                return Ok(());
            }
        }
    }

    /// Offers the row's columns to the search, at what they cost the row beyond their prices less `height`.
    fn look_from(&self, row: u32, height: f64, search: &mut Search) {
        if let Some(list) = self.lists.get(row as usize) {
            for (cost, column) in list.costs.iter().zip(&list.columns) {
                let column = *column as usize;
                search.offer(cost - search.prices[column] - height, column, row, &self.row_of);
            }
            if list.bound - height >= search.reach {
                return;
            }
        }
        search.offer_row(self.row(row), height, row, &self.row_of);
    }
}

const LANES: usize = 8;

/// The state of one search for the cheapest path to a column that no row has taken.
struct Search {
    /// Prices; −∞ for closed columns, which makes them infinitely far.
    prices: Vec<f64>,
    /// How far the open columns are that a row has taken; infinite for all others.
    distances: Vec<f64>,
    /// The row from which a column was reached.
    from: Vec<u32>,
    /// The nearest columns in the order in which they were found, with their distances.
    closed: Vec<(u32, f64)>,
    /// The nearest column so far that no row has taken, and how far it is. What is farther is of no interest.
    end: u32,
    reach: f64,
}

impl Search {
    fn new(columns: usize) -> Search {
        let (prices, distances) = (vec![0.0; columns], vec![f64::INFINITY; columns]);
        Search { prices, distances, from: vec![NONE; columns], closed: Vec::new(), end: NONE, reach: f64::INFINITY }
    }

    fn begin(&mut self, prices: &[f64]) {
        self.prices.copy_from_slice(prices);
        self.distances.fill(f64::INFINITY);
        self.closed.clear();
        (self.end, self.reach) = (NONE, f64::INFINITY);
    }

    #[inline]
    fn offer(&mut self, distance: f64, column: usize, row: u32, row_of: &[u32]) {
        if distance < self.reach && distance < self.distances[column] {
            self.from[column] = row;
            if row_of[column] == NONE {
                (self.end, self.reach) = (column as u32, distance);
            } else {
                self.distances[column] = distance;
            }
        }
    }

    fn offer_row(&mut self, costs: &[f64], height: f64, row: u32, row_of: &[u32]) {
        let (blocks, rest) = costs.as_chunks::<LANES>();
        for (block, costs) in blocks.iter().enumerate() {
            let from = block * LANES;
            let prices = &self.prices[from..from + LANES];
            let distances = &self.distances[from..from + LANES];
            let nearer = |lane: usize| {
                let distance = costs[lane] - prices[lane] - height;
                (distance < self.reach) & (distance < distances[lane])
            };
            if (0..LANES).fold(false, |any, lane| any | nearer(lane)) {
                for (lane, cost) in costs.iter().enumerate() {
                    self.offer(cost - self.prices[from + lane] - height, from + lane, row, row_of);
                }
            }
        }
        for (column, cost) in (blocks.len() * LANES..).zip(rest) {
            self.offer(cost - self.prices[column] - height, column, row, row_of);
        }
    }

    /// Closes the nearest open column, unless the end is as near.
    fn close_nearest(&mut self) -> Option<(usize, f64)> {
        let (blocks, rest) = self.distances.as_chunks::<LANES>();
        let mut least = [f64::INFINITY; LANES];
        for block in blocks {
            for (least, distance) in least.iter_mut().zip(block) {
                *least = if *distance < *least { *distance } else { *least };
            }
        }
        let nearest = least.iter().chain(rest).fold(f64::INFINITY, |a, b| a.min(*b));
        if nearest >= self.reach {
            return None;
        }
        let is_there = |block: &[f64; LANES]| block.iter().fold(false, |any, distance| any | (*distance == nearest));
        let from = LANES * blocks.iter().position(is_there).unwrap_or(blocks.len());
        let column = from + self.distances[from..].iter().position(|distance| *distance == nearest)?;
        self.distances[column] = f64::INFINITY;
        self.prices[column] = f64::NEG_INFINITY;
        self.closed.push((column as u32, nearest));
        Some((column, nearest))
    }
}
