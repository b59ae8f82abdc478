//! Chance that can be repeated: what follows from a seed is the same in every build.

/// Puts the list in an order that follows from the seed (Fisher–Yates over SplitMix64).
pub(crate) fn shuffle<T>(list: &mut [T], seed: i64) {
    let mut state = seed as u64;
    for last in (1..list.len()).rev() {
        state = state.wrapping_add(STEP);
        list.swap(last, (mixed(state) % (last as u64 + 1)) as usize);
    }
}

/// A number that follows from the seed and looks like chance.
pub(crate) fn drawn(seed: u64) -> u64 {
    mixed(seed.wrapping_add(STEP))
}

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// What SplitMix64 gives in this state (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators",
/// 2014).
fn mixed(state: u64) -> u64 {
    let mut z = state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
