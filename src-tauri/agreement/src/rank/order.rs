//! Sorting numbers by their bits, and the ranks that come of it.

use std::borrow::Cow;

use crate::Undefined;

/// Bits of a place.
const PLACE: u32 = 31;

/// So many items at most: their places leave 33 bits of a word free.
const MOST: usize = 1 << PLACE;

/// Below this a comparison sort is quicker than counting digits.
const FEW: usize = 200;

/// The values of the items that both sides have: those of neither are NaN.
pub(super) type Complete<'a> = (Cow<'a, [f64]>, Cow<'a, [f64]>);

pub(super) fn complete<'a>(x: &'a [f64], y: &'a [f64]) -> Result<Complete<'a>, Undefined> {
    if x.len() != y.len() {
        return Err(Undefined::Lengths { left: x.len(), right: y.len() });
    }
    not_too_many(x.len())?;
    let missing = |side: &[f64]| side.iter().fold(false, |missing, value| missing | value.is_nan());
    if !missing(x) && !missing(y) {
        return Ok((x.into(), y.into()));
    }
    let kept = x.iter().zip(y).filter(|(a, b)| !a.is_nan() && !b.is_nan());
    let (x, y): (Vec<f64>, Vec<f64>) = kept.unzip();
    Ok((x.into(), y.into()))
}

/// [`Sorter`] has no room for more places.
pub(super) fn not_too_many(items: usize) -> Result<(), Undefined> {
    if items <= MOST {
        return Ok(());
    }
    Err(Undefined::OutOfRange { what: "the number of items", value: items as f64, low: 0.0, high: MOST as f64 })
}

/// A whole number that sorts as the value does. The two zeros are one, and numbers of few binary digits end in zeros on
/// either side of it, so that there is less to sort by.
#[inline]
fn key(value: f64) -> u64 {
    const SIGN: u64 = 1 << 63;
    let size = value.to_bits() & !SIGN;
    let signed = if value.is_sign_negative() { size.wrapping_neg() } else { size };
    signed ^ SIGN
}

/// An item's place in the input, below something to sort it by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Sorted(u64);

impl Sorted {
    #[inline]
    fn new(upper: u64, place: usize) -> Sorted {
        Sorted(upper << PLACE | place as u64)
    }

    #[inline]
    fn upper(self) -> u64 {
        self.0 >> PLACE
    }

    /// How many different values are smaller than that of this item.
    #[inline]
    pub(super) fn rank(self) -> u32 {
        self.upper() as u32
    }

    #[inline]
    pub(super) fn place(self) -> usize {
        (self.0 & ((1 << PLACE) - 1)) as usize
    }
}

/// Sorts, and keeps the room for it to be used again.
#[derive(Default)]
pub(super) struct Sorter {
    items: Vec<Sorted>,
    other: Vec<Sorted>,
    counts: Vec<u32>,
}

/// The bits of keys to sort by: those that differ, or as many of the upper ones as there is room for.
#[derive(Clone, Copy)]
struct Digits {
    shift: u32,
    bits: u32,
    /// Whether no lower bit differs, so that keys equal in these bits are equal.
    all: bool,
}

impl Digits {
    fn of(values: &[f64]) -> Digits {
        let first = values.first().map_or(0, |value| key(*value));
        let differ = values.iter().fold(0, |differ, value| differ | (key(*value) ^ first));
        if differ == 0 {
            return Digits { shift: 0, bits: 0, all: true };
        }
        let (lowest, top) = (differ.trailing_zeros(), 64 - differ.leading_zeros());
        let shift = lowest.max(top.saturating_sub(64 - PLACE));
        Digits { shift, bits: top - shift, all: shift == lowest }
    }

    #[inline]
    fn of_key(self, key: u64) -> u64 {
        (key >> self.shift) & ((1 << self.bits) - 1)
    }
}

impl Sorter {
    /// The items in ascending order of their values, with their ranks; those of equal values stay as they are.
    ///
    /// None may be NaN, and there must not be too many. They are sorted by up to 33 of the bits in which they differ, by
    /// counting; the few that these do not tell apart are then compared whole.
    pub(super) fn sort(&mut self, values: &[f64]) -> &[Sorted] {
        let digits = Digits::of(values);
        let packed = values.iter().enumerate().map(|(place, value)| Sorted::new(digits.of_key(key(*value)), place));
        self.items.clear();
        self.items.extend(packed);
        if values.len() < FEW {
            self.items.sort_unstable();
        } else {
            self.sort_by_counting(digits.bits);
        }
        if digits.all {
            self.rank_by(|item| item.upper());
        } else {
            for run in self.items.chunk_by_mut(|a, b| a.upper() == b.upper()) {
                if !run.is_sorted_by_key(|item| key(values[item.place()])) {
                    run.sort_unstable_by_key(|item| (key(values[item.place()]), item.place()));
                }
            }
            self.rank_by(|item| key(values[item.place()]));
        }
        &self.items
    }

    /// Least significant digit first, of so many bits above the places.
    fn sort_by_counting(&mut self, bits: u32) {
        if bits == 0 {
            return;
        }
        let passes = bits.div_ceil(11);
        let width = bits.div_ceil(passes);
        let digit = |item: &Sorted, pass: usize| (item.upper() >> (width * pass as u32) & ((1 << width) - 1)) as usize;
        self.counts.clear();
        self.counts.resize((passes as usize) << width, 0);
        for (pass, counts) in self.counts.chunks_exact_mut(1 << width).enumerate() {
            self.items.iter().for_each(|item| counts[digit(item, pass)] += 1);
        }
        self.other.resize(self.items.len(), Sorted::default());
        for (pass, counts) in self.counts.chunks_exact_mut(1 << width).enumerate() {
            let mut before = 0;
            for count in &mut *counts {
                before += std::mem::replace(count, before);
            }
            for item in &self.items {
                let next = &mut counts[digit(item, pass)];
                self.other[*next as usize] = *item;
                *next += 1;
            }
            std::mem::swap(&mut self.items, &mut self.other);
        }
    }

    fn rank_by(&mut self, value: impl Fn(Sorted) -> u64) {
        let Some(mut before) = self.items.first().map(|item| value(*item)) else { return };
        let mut rank = 0;
        for item in &mut self.items {
            let value = value(*item);
            rank += u64::from(value != before);
            before = value;
            *item = Sorted::new(rank, item.place());
        }
    }
}

/// Gives out mid-ranks, and keeps the room for it to be used again.
#[derive(Default)]
pub(super) struct MidRanks {
    /// By rank among the different values: how many items have this one, then their mid-rank.
    values: Vec<f64>,
}

impl MidRanks {
    /// Hands each item's mid-rank to `to`, doubled and less their mean, which makes it a whole number. Returns the sum of
    /// squares, which is 0 if all items are tied.
    pub(super) fn each(&mut self, sorted: &[Sorted], mut to: impl FnMut(usize, f64)) -> f64 {
        let different = sorted.last().map_or(0, |last| last.rank() as usize + 1);
        self.values.clear();
        self.values.resize(different, 0.0);
        sorted.iter().for_each(|item| self.values[item.rank() as usize] += 1.0);
        // Half of the items on either side of the middle.
        let mut before = -(sorted.len() as f64);
        let mut squares = 0.0;
        for value in &mut self.values {
            let size = *value;
            *value = before + size;
            squares += size * *value * *value;
            before += 2.0 * size;
        }
        sorted.iter().for_each(|item| to(item.place(), self.values[item.rank() as usize]));
        squares
    }
}

/// Counts numbers as they come in, and says how many of them are below another.
///
/// A tree of nodes of sixteen branches: a node knows, for each branch, how many have gone into it and those before it.
/// To ask takes a look or two per level, and to count one sweep over a node, without a branch that could be guessed wrong.
pub(super) struct Below {
    nodes: Vec<[u32; NODE]>,
    /// Where the nodes of each level start: level 0 holds one count for every number, level l one for every 16^l.
    levels: Vec<usize>,
}

const NODE: usize = 16;

/// All bits where a number adds to the counts of a node, by the branch that it goes into.
static ADDS: [[u32; NODE]; NODE] = {
    let mut adds = [[0; NODE]; NODE];
    let mut branch = 0;
    while branch < NODE {
        let mut at = branch;
        while at < NODE {
            adds[branch][at] = u32::MAX;
            at += 1;
        }
        branch += 1;
    }
    adds
};

impl Below {
    /// For numbers under `limit`.
    pub(super) fn new(limit: usize) -> Below {
        let mut levels = vec![0];
        let mut size = limit.div_ceil(NODE);
        let mut end = size;
        while size > 1 {
            levels.push(end);
            size = size.div_ceil(NODE);
            end += size;
        }
        Below { nodes: vec![[0; NODE]; end], levels }
    }

    /// How many smaller ones have been counted, and how many times the number itself.
    #[inline]
    pub(super) fn below(&self, number: u32) -> (u32, u32) {
        let mut number = number as usize;
        let mut below = 0;
        let mut up_to = 0;
        for (height, level) in self.levels.iter().enumerate() {
            let (node, branch) = (&self.nodes[level + number / NODE], number % NODE);
            let before = node[branch.saturating_sub(1)] * u32::from(branch > 0);
            up_to += if height == 0 { node[branch] } else { before };
            below += before;
            number /= NODE;
        }
        (below, up_to - below)
    }

    /// Counts a number so many times.
    #[inline]
    pub(super) fn count(&mut self, number: u32, times: u32) {
        let mut number = number as usize;
        for level in &self.levels {
            let node = &mut self.nodes[level + number / NODE];
            let adds = &ADDS[number % NODE];
            *node = std::array::from_fn(|branch| node[branch] + (adds[branch] & times));
            number /= NODE;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[f64]) {
        let mut places: Vec<usize> = (0..values.len()).collect();
        places.sort_by(|a, b| values[*a].partial_cmp(&values[*b]).unwrap());
        let mut sorter = Sorter::default();
        let sorted = sorter.sort(values);
        assert_eq!(sorted.iter().map(|item| item.place()).collect::<Vec<_>>(), places, "{values:?}");
        assert!(sorted.first().is_none_or(|item| item.rank() == 0));
        for pair in sorted.windows(2) {
            let step = u32::from(values[pair[0].place()] != values[pair[1].place()]);
            assert_eq!(pair[1].rank(), pair[0].rank() + step, "{values:?}");
        }
    }

    /// Some words with all bits in disorder.
    fn scattered(n: u64, make: fn(u64) -> f64) -> Vec<f64> {
        let mix =
            |i: u64| (i + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (0..n).map(|i| make(mix(i))).collect()
    }

    #[test]
    fn sorts_stably_whatever_the_bits() {
        check(&[]);
        check(&[1.0]);
        check(&[0.0, -0.0, f64::INFINITY, f64::NEG_INFINITY, -5e-324, 5e-324, f64::MAX, f64::MIN, 0.0]);
        for n in [2, 50, 199, 200, 3000] {
            check(&scattered(n, |bits| (bits % 7) as f64 - 3.0));
            check(&scattered(n, |bits| bits as f64));
            check(&scattered(n, |bits| f64::from_bits(bits & !(1 << 62))));
            // One far away, so that the rest differ in low bits only.
            check(&scattered(n, |bits| if bits % 97 == 0 { -1e300 } else { 1.0 + (bits % 999) as f64 * f64::EPSILON }));
        }
    }

    #[test]
    fn below_counts_what_is_smaller() {
        for limit in [1, 16, 17, 300, 5000] {
            let mut tree = Below::new(limit);
            let numbers: Vec<u32> = (0..400u64).map(|i| (i * i * 31 % limit as u64) as u32).collect();
            for (seen, number) in numbers.iter().enumerate() {
                let of = |which: fn(&u32, &u32) -> bool| numbers[..seen].iter().filter(|o| which(o, number)).count();
                let (below, equal) = tree.below(*number);
                assert_eq!((below as usize, equal as usize), (of(u32::lt), of(u32::eq)));
                tree.count(*number, 1);
            }
        }
    }
}
