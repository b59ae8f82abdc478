//! For each row the few columns that cost it least.
//!
//! Prices only ever fall, so what a column costs a row beyond its price only ever rises. A column that was not among a
//! row's least when the list was made therefore still costs at least the list's bound, and as long as the answer to a
//! question lies below the bound, the list answers it without a look at the whole row.

/// Columns in a list.
pub(super) const LENGTH: usize = 8;
/// Values that are compared at a time, so that the loop over a row has no branch for each value.
const LANES: usize = 8;

/// The least cost of a row beyond the prices, its column, and the second least, which may be equal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Two {
    pub(super) least: f64,
    pub(super) column: usize,
    pub(super) second: f64,
}

impl Two {
    const NONE: Two = Two { least: f64::INFINITY, column: 0, second: f64::INFINITY };

    /// Chooses by arithmetic: which cost is less is as good as random, and a branch would be guessed wrong.
    #[inline]
    fn with(self, beyond: f64, column: usize) -> Two {
        let less = beyond < self.least;
        Two {
            least: smaller(self.least, beyond),
            column: if less { column } else { self.column },
            second: smaller(self.second, larger(self.least, beyond)),
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Shortlist {
    /// The costs without the prices; infinite in places that are not used.
    pub(super) costs: [f64; LENGTH],
    pub(super) columns: [u32; LENGTH],
    /// No column outside the list costs less beyond its price.
    pub(super) bound: f64,
}

impl Shortlist {
    /// The least of a row at these prices.
    pub(super) fn of(row: &[f64], prices: &[f64]) -> Shortlist {
        let mut found = Least { beyond: [f64::INFINITY; LENGTH + 1], columns: [0; LENGTH + 1] };
        let limit = enough(row, prices);
        let ((blocks, rest), (priced, _)) = (row.as_chunks::<LANES>(), prices.as_chunks::<LANES>());
        for (block, (costs, prices)) in blocks.iter().zip(priced).enumerate() {
            if (0..LANES).fold(false, |any, lane| any | (costs[lane] - prices[lane] <= limit)) {
                for lane in 0..LANES {
                    found.offer(costs[lane] - prices[lane], block * LANES + lane);
                }
            }
        }
        for column in row.len() - rest.len()..row.len() {
            found.offer(row[column] - prices[column], column);
        }
        let mut list = Shortlist { costs: [f64::INFINITY; LENGTH], columns: [0; LENGTH], bound: found.beyond[LENGTH] };
        for place in 0..LENGTH {
            if found.beyond[place] < f64::INFINITY {
                list.columns[place] = found.columns[place];
                list.costs[place] = row[found.columns[place] as usize];
            }
        }
        list
    }

    /// The two least of the list. They are the two least of the row if the second is not above the bound.
    pub(super) fn two(&self, prices: &[f64]) -> Two {
        let listed = self.costs.iter().zip(&self.columns);
        listed.fold(Two::NONE, |two, (cost, column)| two.with(cost - prices[*column as usize], *column as usize))
    }

    /// A column of the list, other than this one, that costs so much beyond its price.
    pub(super) fn other(&self, column: usize, beyond: f64, prices: &[f64]) -> Option<usize> {
        let mut listed = self.costs.iter().zip(self.columns.iter().map(|column| *column as usize));
        listed.find(|(cost, other)| *other != column && *cost - prices[*other] == beyond).map(|(_, other)| other)
    }
}

/// The least values so far, ascending, one more than a list holds.
struct Least {
    beyond: [f64; LENGTH + 1],
    columns: [u32; LENGTH + 1],
}

impl Least {
    fn offer(&mut self, beyond: f64, column: usize) {
        if beyond < self.beyond[LENGTH] {
            let mut place = LENGTH;
            while place > 0 && self.beyond[place - 1] > beyond {
                self.beyond[place] = self.beyond[place - 1];
                self.columns[place] = self.columns[place - 1];
                place -= 1;
            }
            self.beyond[place] = beyond;
            self.columns[place] = column as u32;
        }
    }
}

/// A value that more columns than fill a list do not exceed: of the least values of more parts of the row than a list
/// has places, the one that as many do not exceed.
fn enough(row: &[f64], prices: &[f64]) -> f64 {
    let mut least = [f64::INFINITY; 2 * LANES];
    let (blocks, priced) = (row.as_chunks::<{ 2 * LANES }>().0, prices.as_chunks::<{ 2 * LANES }>().0);
    for (costs, prices) in blocks.iter().zip(priced) {
        for (least, (cost, price)) in least.iter_mut().zip(costs.iter().zip(prices)) {
            *least = smaller(*least, cost - price);
        }
    }
    least.sort_unstable_by(f64::total_cmp);
    least[LENGTH]
}

/// The two least of a whole short row at these prices.
pub(super) fn two_of_row(row: &[f64], prices: &[f64]) -> Two {
    // Two sequences at a time, since each step waits for the one before it.
    let (mut even, mut odd) = (Two::NONE, Two::NONE);
    let ((pairs, last), (priced, _)) = (row.as_chunks::<2>(), prices.as_chunks::<2>());
    for (pair, (costs, prices)) in pairs.iter().zip(priced).enumerate() {
        even = even.with(costs[0] - prices[0], 2 * pair);
        odd = odd.with(costs[1] - prices[1], 2 * pair + 1);
    }
    if let [cost] = last {
        even = even.with(cost - prices[row.len() - 1], row.len() - 1);
    }
    let two = even.with(odd.least, odd.column);
    Two { second: smaller(two.second, odd.second), ..two }
}

/// A column of the row, other than this one, that costs so much beyond its price.
pub(super) fn other_of_row(row: &[f64], column: usize, beyond: f64, prices: &[f64]) -> Option<usize> {
    let mut all = row.iter().zip(prices).enumerate();
    all.find(|(other, (cost, price))| *other != column && *cost - *price == beyond).map(|(other, _)| other)
}

/// In one instruction, since neither is NaN.
fn smaller(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

/// In one instruction, since neither is NaN.
fn larger(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}
