//! The longest common subsequence, bit-parallel.

use super::text::Text;
use std::ops::Range;

const BITS: usize = u128::BITS as usize;

/// A short text as bits: for each character of another text's alphabet, where it stands.
pub(super) struct Needle<'a> {
    len: usize,
    blocks: usize,
    places: Vec<u128>,
    text: &'a Text,
}

impl<'a> Needle<'a> {
    /// `numbers`: the short text by the numbers of the other.
    pub fn new(numbers: &[u32], text: &'a Text) -> Needle<'a> {
        let blocks = numbers.len().div_ceil(BITS);
        // The row of strange characters is written and never read.
        let mut places = vec![0; blocks * text.numbers_end()];
        for (at, number) in numbers.iter().enumerate() {
            places[*number as usize * blocks + at / BITS] |= 1 << (at % BITS);
        }
        Needle { len: numbers.len(), blocks, places, text }
    }

    pub fn len(&self) -> usize {
        self.len
    }

    /// Likeness with a stretch of the text.
    pub fn ratio(&self, window: Range<usize>) -> f64 {
        let lengths = self.len + window.len();
        super::to_ratio(self.common(window), lengths)
    }

    /// Length of the longest common subsequence: each zero bit that the rows end with is one matched character.
    pub fn common(&self, window: Range<usize>) -> usize {
        let numbers = &self.text.numbers[window];
        if self.blocks == 1 {
            let step = |row: u128, number: &u32| {
                let matched = row & self.places[*number as usize];
                row.wrapping_add(matched) | (row - matched)
            };
            return numbers.iter().fold(u128::MAX, step).count_zeros() as usize;
        }
        let mut row = vec![u128::MAX; self.blocks];
        for number in numbers {
            let mut carry = false;
            for (bits, places) in row.iter_mut().zip(&self.places[*number as usize * self.blocks..]) {
                let matched = *bits & places;
                let (sum, over) = bits.overflowing_add(matched);
                let (sum, over_again) = sum.overflowing_add(u128::from(carry));
                carry = over || over_again;
                *bits = sum | (*bits - matched);
            }
        }
        row.iter().map(|bits| bits.count_zeros() as usize).sum()
    }
}
