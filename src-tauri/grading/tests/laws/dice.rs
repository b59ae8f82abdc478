//! A stream of choices from one number, so that a failing case is named by it.

pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// SplitMix64 (Steele, Lea & Flood 2014).
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to below `n`; 0 where there is nothing below.
    pub fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.next() % n as u64) as usize }
    }

    /// From `low` to `high`, both of them.
    pub fn between(&mut self, low: i16, high: i16) -> i16 {
        low + self.below((i32::from(high) - i32::from(low) + 1) as usize) as i16
    }

    pub fn chance(&mut self) -> bool {
        self.below(2) == 0
    }

    /// In [0, 1].
    pub fn share(&mut self) -> f64 {
        self.below(21) as f64 / 20.0
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// Some of them, in their order.
    pub fn some<T: Clone>(&mut self, of: &[T]) -> Vec<T> {
        of.iter().filter(|_| self.chance()).cloned().collect()
    }

    /// At least one of them.
    pub fn any<T: Clone>(&mut self, of: &[T]) -> Vec<T> {
        let some = self.some(of);
        if some.is_empty() { vec![self.pick(of).clone()] } else { some }
    }

    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            things.swap(at, self.below(at + 1));
        }
    }
}
