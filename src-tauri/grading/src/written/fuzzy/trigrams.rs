//! Where each run of three characters stands in a text.

/// The places of a text's runs of three, those with the same hash together, in their order.
#[derive(Debug, Clone)]
pub(super) struct Trigrams {
    /// How far a hash is shifted to be an index of `starts`.
    shift: u32,
    /// Where in `places` each hash begins; the next one's beginning is its end.
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Trigrams {
    pub fn new(text: &[u32]) -> Trigrams {
        let runs = text.len().saturating_sub(2);
        let hashes = runs.next_power_of_two().max(2);
        let shift = u64::BITS - hashes.trailing_zeros();
        let mut starts = vec![0; hashes + 1];
        text.windows(3).for_each(|run| starts[hash(run, shift)] += 1);
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut places = vec![0; runs];
        for (place, run) in text.windows(3).enumerate().rev() {
            let start = &mut starts[hash(run, shift)];
            *start -= 1;
            places[*start as usize] = place as u32;
        }
        Trigrams { shift, starts, places }
    }

    /// The places of all runs of the text that are in the needle too, in their order.
    pub fn shared(&self, text: &[u32], needle: &[u32]) -> Vec<u32> {
        const BITS: usize = u64::BITS as usize;
        let mut marks = vec![0u64; text.len().div_ceil(BITS)];
        let mut count = 0;
        for run in needle.windows(3) {
            let hash = hash(run, self.shift);
            for place in &self.places[self.starts[hash] as usize..self.starts[hash + 1] as usize] {
                let at = *place as usize;
                if !same(&text[at..], run) {
                    continue;
                }
                let (mark, bit) = (&mut marks[at / BITS], 1 << (at % BITS));
                // A run that the needle repeats has all its places marked.
                if *mark & bit != 0 {
                    break;
                }
                *mark |= bit;
                count += 1;
            }
        }
        let mut places = Vec::with_capacity(count);
        for (block, mark) in marks.into_iter().enumerate() {
            let mut left = mark;
            while left != 0 {
                places.push((block * BITS) as u32 + left.trailing_zeros());
                left &= left - 1;
            }
        }
        places
    }
}

fn same(text: &[u32], run: &[u32]) -> bool {
    matches!((text, run), ([a, b, c, ..], [x, y, z]) if a == x && b == y && c == z)
}

/// Multiplicative hashing (D. E. Knuth, "The Art of Computer Programming" 3, 6.4); the upper bits are the good ones.
fn hash(run: &[u32], shift: u32) -> usize {
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    // A character's number has 21 bits.
    let key = run.iter().fold(0, |key, number| key << 21 | u64::from(*number));
    (key.wrapping_mul(GOLDEN) >> shift) as usize
}
