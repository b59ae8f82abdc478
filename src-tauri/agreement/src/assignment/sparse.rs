//! The heaviest pairing where few pairs are possible at all.
//!
//! Each row may stay alone at no gain, so there is always an answer. Rows come in one after the other, and each finds
//! the cheapest path of exchanges to a column that nobody has or to a row that is better left alone (Dijkstra's
//! algorithm on costs beyond prices, as in the dense case). Invariants: a column that nobody has keeps the price 0, a
//! taken column stays taken, and prices only fall; so a row that was left alone stays so.

use super::NONE;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// A possible pair, and what it gains.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Edge {
    pub(crate) row: u32,
    pub(crate) column: u32,
    /// Above 0 and finite.
    pub(crate) gain: f64,
}

/// The pairs of the greatest total gain in which nobody is paired twice, rows ascending, as places in `edges`. The
/// edges are sorted by row, and no two are of the same pair.
pub(crate) fn heaviest_pairs(rows: usize, columns: usize, edges: &[Edge]) -> Vec<usize> {
    let mut pairing = Pairing {
        edges,
        first: Vec::with_capacity(rows + 1),
        prices: vec![0.0; columns],
        edge_of: vec![None; rows],
        row_of: vec![NONE; columns],
    };
    let mut edge = 0;
    for row in 0..=rows {
        edge += edges[edge..].iter().take_while(|edge| (edge.row as usize) < row).count();
        pairing.first.push(edge);
    }
    let mut search = Search::new(columns);
    for row in 0..rows {
        pairing.bring_in(row as u32, &mut search);
    }
    pairing.edge_of.into_iter().flatten().collect()
}

struct Pairing<'a> {
    edges: &'a [Edge],
    /// The place of each row's first edge, and at last their number.
    first: Vec<usize>,
    prices: Vec<f64>,
    edge_of: Vec<Option<usize>>,
    row_of: Vec<u32>,
}

/// Where a path ends.
#[derive(Clone, Copy)]
enum End {
    Column(u32),
    /// This row is left alone.
    Alone(u32),
}

struct Search {
    distances: Vec<f64>,
    /// The edge by which a column was reached.
    by: Vec<usize>,
    /// Columns that have been reached.
    reached: Vec<u32>,
    closed: Vec<(u32, f64)>,
    open: BinaryHeap<Reverse<Near>>,
    /// The nearest end so far, and how far it is.
    end: End,
    reach: f64,
}

#[derive(Clone, Copy, PartialEq)]
struct Near {
    distance: f64,
    column: u32,
}

impl Eq for Near {}

impl Ord for Near {
    fn cmp(&self, other: &Near) -> Ordering {
        self.distance.total_cmp(&other.distance).then(self.column.cmp(&other.column))
    }
}

impl PartialOrd for Near {
    fn partial_cmp(&self, other: &Near) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Search {
    fn new(columns: usize) -> Search {
        Search {
            distances: vec![f64::INFINITY; columns],
            by: vec![0; columns],
            reached: Vec::new(),
            closed: Vec::new(),
            open: BinaryHeap::new(),
            end: End::Alone(NONE),
            reach: f64::INFINITY,
        }
    }

    fn begin(&mut self) {
        for column in self.reached.drain(..) {
            self.distances[column as usize] = f64::INFINITY;
        }
        self.closed.clear();
        self.open.clear();
        self.reach = f64::INFINITY;
    }

    fn offer_end(&mut self, end: End, distance: f64) {
        if distance < self.reach {
            (self.end, self.reach) = (end, distance);
        }
    }

    fn offer(&mut self, distance: f64, column: u32, edge: usize, taken: bool) {
        let known = &mut self.distances[column as usize];
        if distance >= self.reach || distance >= *known {
            return;
        }
        if *known == f64::INFINITY {
            self.reached.push(column);
        }
        *known = distance;
        self.by[column as usize] = edge;
        if taken {
            self.open.push(Reverse(Near { distance, column }));
        } else {
            self.offer_end(End::Column(column), distance);
        }
    }

    /// Closes the nearest open column, unless an end is as near.
    fn close_nearest(&mut self) -> Option<Near> {
        while let Some(Reverse(near)) = self.open.pop() {
            if near.distance >= self.reach {
                return None;
            }
            // A column that was closed, or offered again from nearer, is still there with its old distance.
            let known = &mut self.distances[near.column as usize];
            if near.distance == *known {
                *known = f64::NEG_INFINITY;
                self.closed.push((near.column, near.distance));
                return Some(near);
            }
        }
        None
    }
}

impl Pairing<'_> {
    fn bring_in(&mut self, start: u32, search: &mut Search) {
        search.begin();
        let (mut row, mut height) = (start, 0.0);
        loop {
            search.offer_end(End::Alone(row), -height);
            for edge in self.first[row as usize]..self.first[row as usize + 1] {
                let Edge { column, gain, .. } = self.edges[edge];
                let distance = -gain - self.prices[column as usize] - height;
                search.offer(distance, column, edge, self.row_of[column as usize] != NONE);
            }
            let Some(Near { column, distance }) = search.close_nearest() else { break };
            row = self.row_of[column as usize];
            height = self.edge_of[row as usize].map_or(0.0, |edge| -self.edges[edge].gain)
                - self.prices[column as usize]
                - distance;
        }
        for (column, distance) in &search.closed {
            self.prices[*column as usize] += distance - search.reach;
        }
        self.exchange(start, search);
    }

    /// From the end of the path back to its start, each row takes the column by which the path left it.
    fn exchange(&mut self, start: u32, search: &Search) {
        let mut column = match search.end {
            End::Column(column) => column,
            End::Alone(row) => match self.edge_of[row as usize].take() {
                Some(edge) => self.edges[edge].column,
                None => return,
            },
        };
        loop {
            let edge = search.by[column as usize];
            let row = self.edges[edge].row;
            self.row_of[column as usize] = row;
            match self.edge_of[row as usize].replace(edge) {
                Some(before) if row != start => column = self.edges[before].column,
                _ => return,
            }
        }
    }
}
