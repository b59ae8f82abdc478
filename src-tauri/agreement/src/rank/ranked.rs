//! Items by rank, and in the order of two sequences at once.

use super::order::Sorter;

/// The rank of each item among the different values, and where the items of each rank start if they are sorted.
pub(super) struct Ranked {
    /// By item.
    pub(super) ranks: Vec<u32>,
    /// By rank, and at last the number of items.
    pub(super) starts: Vec<u32>,
}

/// So many whole numbers at least may lie between the smallest and the largest for them to be counted one by one.
const FEW: usize = 256;

impl Ranked {
    /// None may be NaN, and there must not be more items than [`Sorter`] takes.
    pub(super) fn of(values: &[f64], sorter: &mut Sorter) -> Ranked {
        if let Some((numbers, least, range)) = whole(values) {
            return Ranked::of_whole(numbers, least, range);
        }
        let sorted = sorter.sort(values);
        let mut ranks = vec![0; values.len()];
        let mut starts = Vec::with_capacity(sorted.last().map_or(1, |last| last.rank() as usize + 2));
        for (at, item) in (0u32..).zip(sorted) {
            if item.rank() as usize == starts.len() {
                starts.push(at);
            }
            ranks[item.place()] = item.rank();
        }
        starts.push(values.len() as u32);
        Ranked { ranks, starts }
    }

    /// Scores and ranks are mostly whole numbers that lie close together: counting them is all the sorting they need.
    fn of_whole(mut numbers: Vec<u32>, least: u32, range: usize) -> Ranked {
        let mut counts = vec![0u32; range + 1];
        for number in &mut numbers {
            *number = number.wrapping_sub(least);
            counts[*number as usize] += 1;
        }
        let mut starts = Vec::new();
        let mut before = 0;
        for count in counts.iter_mut().filter(|count| **count > 0) {
            let size = std::mem::replace(count, starts.len() as u32);
            starts.push(before);
            before += size;
        }
        starts.push(before);
        numbers.iter_mut().for_each(|number| *number = counts[*number as usize]);
        Ranked { ranks: numbers, starts }
    }

    /// How many different values there are.
    pub(super) fn different(&self) -> usize {
        self.starts.len() - 1
    }

    /// Where the items of each rank start and end.
    pub(super) fn groups(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.starts.iter().zip(&self.starts[1..]).map(|(start, end)| (*start, *end))
    }
}

/// The values as whole numbers of 32 bits, the smallest of them, and how far the largest is from it; if all are such
/// numbers and not much further apart than there are items.
fn whole(values: &[f64]) -> Option<(Vec<u32>, u32, usize)> {
    let mut numbers = Vec::with_capacity(values.len());
    let (mut least, mut most) = (i32::MAX, i32::MIN);
    for some in values.chunks(512) {
        let mut all = true;
        for value in some {
            let number = *value as i32;
            all &= f64::from(number) == *value;
            (least, most) = (least.min(number), most.max(number));
            numbers.push(number as u32);
        }
        if !all {
            return None;
        }
    }
    let range = usize::try_from(i64::from(most) - i64::from(least)).ok()?;
    (range <= FEW.max(2 * values.len())).then_some((numbers, least as u32, range))
}

/// The ranks in `y` of the items sorted by `x`, and of those alike in `x` by `y`.
///
/// First the ranks in `x` are put into the order of `y`, then those in `y` into the order of `x`: each item goes to the
/// place that is next for its rank.
pub(super) fn by_both(x: &Ranked, y: Ranked) -> (Vec<u32>, Vec<u32>) {
    let Ranked { ranks: of_y, starts } = y;
    let mut by_y = vec![0; of_y.len()];
    let mut next = starts.clone();
    for (x, y) in x.ranks.iter().zip(&of_y) {
        let next = &mut next[*y as usize];
        by_y[*next as usize] = *x;
        *next += 1;
    }
    let mut by_x = of_y;
    next.clone_from(&x.starts);
    for (rank, ends) in (0u32..).zip(starts.windows(2)) {
        for x in &by_y[ends[0] as usize..ends[1] as usize] {
            let next = &mut next[*x as usize];
            by_x[*next as usize] = rank;
            *next += 1;
        }
    }
    (by_x, starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scattered whole numbers below `range`.
    fn scattered(n: u64, range: u64, salt: u64) -> Vec<f64> {
        (0..n).map(|i| ((i + salt).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29) % range) as f64).collect()
    }

    fn check(values: &[f64]) {
        let found = Ranked::of(values, &mut Sorter::default());
        let mut different = values.to_vec();
        different.sort_by(f64::total_cmp);
        different.dedup();
        assert_eq!(found.different(), different.len(), "{values:?}");
        for (value, rank) in values.iter().zip(&found.ranks) {
            assert_eq!(
                *rank as usize,
                different.iter().filter(|other| *other < value).count(),
                "{value} of {values:?}"
            );
        }
        for (value, (start, end)) in different.iter().zip(found.groups()) {
            let of = |which: fn(&f64, &f64) -> bool| values.iter().filter(|other| which(other, value)).count() as u32;
            assert_eq!((start, end), (of(f64::lt), of(f64::le)), "{value} of {values:?}");
        }
    }

    #[test]
    fn ranks_and_starts_of_whole_numbers_and_others() {
        check(&[]);
        check(&[3.0]);
        check(&[0.0, -0.0, -0.0, 1.0]);
        check(&[f64::INFINITY, 1.0, f64::NEG_INFINITY, 1.0]);
        check(&[2_147_483_647.0, 2_147_483_646.0, 2_147_483_647.0]);
        check(&[2_147_483_648.0, 2_147_483_647.0, 2_147_483_649.0]);
        check(&[-2_147_483_648.0, 2_147_483_647.0, 0.0]);
        for (n, range) in [(2, 2), (50, 3), (300, 7), (300, 599), (300, 100_000), (700, 1400)] {
            let whole = scattered(n, range, n);
            check(&whole);
            check(&whole.iter().map(|value| value - 300.0).collect::<Vec<_>>());
            check(&whole.iter().map(|value| value * 0.37).collect::<Vec<_>>());
            // The last alone is no whole number.
            check(&whole.iter().copied().chain([0.5]).collect::<Vec<_>>());
        }
    }

    #[test]
    fn items_come_in_the_order_of_both() {
        for (n, x, y) in [(0, 1, 1), (1, 1, 1), (40, 5, 3), (400, 1, 9), (400, 9, 1), (900, 70, 2000)] {
            let (x, y) = (scattered(n, x, 1), scattered(n, y, 77));
            let mut sorter = Sorter::default();
            let (of_x, of_y) = (Ranked::of(&x, &mut sorter), Ranked::of(&y, &mut sorter));
            let mut pairs: Vec<(u32, u32)> = of_x.ranks.iter().copied().zip(of_y.ranks.iter().copied()).collect();
            pairs.sort_unstable();
            let starts = of_y.starts.clone();
            let expected = (pairs.into_iter().map(|(_, y)| y).collect::<Vec<_>>(), starts);
            assert_eq!(by_both(&of_x, of_y), expected);
        }
    }
}
