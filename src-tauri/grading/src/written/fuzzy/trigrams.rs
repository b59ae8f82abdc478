//! Where each run of three characters stands in a text.

/// No place.
const NONE: u32 = u32::MAX;

/// The places of a text's runs of three.
#[derive(Debug, Clone)]
pub(super) struct Trigrams {
    /// A hash table with open addressing, never more than half full: the first place of each run.
    first: Vec<u32>,
    /// For each place the next one of the same run.
    next: Vec<u32>,
}

impl Trigrams {
    pub fn new(text: &[u32]) -> Trigrams {
        let runs = text.len().saturating_sub(2);
        let slots = (2 * runs).next_power_of_two().max(2);
        let mut trigrams = Trigrams { first: vec![NONE; slots], next: vec![NONE; runs] };
        for (place, run) in text.windows(3).enumerate().rev() {
            let slot = trigrams.slot(text, run);
            trigrams.next[place] = std::mem::replace(&mut trigrams.first[slot], place as u32);
        }
        trigrams
    }

    /// The places of all runs of the text that are in the needle too.
    pub fn shared(&self, text: &[u32], needle: &[u32]) -> Shared {
        let mut shared = Shared { blocks: vec![Block::default(); text.len().div_ceil(BITS)], count: 0 };
        for run in needle.windows(3) {
            let mut place = self.first[self.slot(text, run)];
            // A run that the needle repeats has all its places marked.
            while place != NONE && shared.mark(place as usize) {
                place = self.next[place as usize];
            }
        }
        shared
    }

    /// Where a run's first place is kept, or would be.
    fn slot(&self, text: &[u32], run: &[u32]) -> usize {
        let mut slot = hash(run, self.first.len());
        loop {
            let place = self.first[slot];
            if place == NONE || same(&text[place as usize..], run) {
                return slot;
            }
            slot = (slot + 1) % self.first.len();
        }
    }
}

fn same(text: &[u32], run: &[u32]) -> bool {
    matches!((text, run), ([a, b, c, ..], [x, y, z]) if (a ^ x) | (b ^ y) | (c ^ z) == 0)
}

/// Multiplicative hashing (D. E. Knuth, "The Art of Computer Programming" 3, 6.4); the upper bits are the good ones.
fn hash(run: &[u32], slots: usize) -> usize {
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    // A character's number has 21 bits.
    let key = run.iter().fold(0, |key, number| key << 21 | u64::from(*number));
    (key.wrapping_mul(GOLDEN) >> (u64::BITS - slots.trailing_zeros())) as usize
}

const BITS: usize = u64::BITS as usize;

/// Marked places of a text.
#[derive(Debug)]
pub(super) struct Shared {
    blocks: Vec<Block>,
    count: usize,
}

/// Neighbouring places: which are marked, and how many.
#[derive(Debug, Clone, Default)]
struct Block {
    marks: u64,
    count: usize,
}

impl Shared {
    /// False if it was marked.
    fn mark(&mut self, place: usize) -> bool {
        let (block, bit) = (&mut self.blocks[place / BITS], 1 << (place % BITS));
        if block.marks & bit != 0 {
            return false;
        }
        block.marks |= bit;
        block.count += 1;
        self.count += 1;
        true
    }

    /// The marked places in their order; those may be left out that are in no stretch of `span` places of which at
    /// least `fewest` are marked.
    pub fn places(&self, span: usize, fewest: usize) -> Vec<u32> {
        let mut places = Vec::with_capacity(self.count);
        // A stretch of so many places touches so many blocks at most.
        let touched = ((span + 2 * (BITS - 1)) / BITS).min(self.blocks.len());
        let (mut within, mut taken) = (0, 0);
        for (end, block) in self.blocks.iter().enumerate().map(|(at, block)| (at + 1, block)) {
            within += block.count;
            let start = end.saturating_sub(touched);
            if within >= fewest && end >= touched {
                (start.max(taken)..end).for_each(|at| self.blocks[at].places(at, &mut places));
                taken = end;
            }
            if end >= touched {
                within -= self.blocks[start].count;
            }
        }
        places
    }
}

impl Block {
    fn places(&self, at: usize, places: &mut Vec<u32>) {
        let mut left = self.marks;
        while left != 0 {
            places.push((at * BITS) as u32 + left.trailing_zeros());
            left &= left - 1;
        }
    }
}
