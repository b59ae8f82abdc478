//! Medians, and budgets held against them.

/// Some runs of one thing, in one unit.
#[derive(Debug, Clone, Default)]
pub struct Runs(Vec<f64>);

impl Runs {
    pub fn add(&mut self, value: f64) {
        let place = self.0.partition_point(|v| *v < value);
        self.0.insert(place, value);
    }

    pub fn median(&self) -> f64 {
        match (self.0.len(), self.0.len() / 2) {
            (0, _) => f64::NAN,
            (n, half) if n % 2 == 0 => f64::midpoint(self.0[half - 1], self.0[half]),
            (_, half) => self.0[half],
        }
    }

    /// What 95 of 100 do not pass.
    pub fn p95(&self) -> f64 {
        let at = (self.0.len() * 95).div_ceil(100).saturating_sub(1);
        self.0.get(at).copied().unwrap_or(f64::NAN)
    }

    /// "p50 …   p95 …, n times"
    pub fn spread(&self, unit: &str) -> String {
        format!("p50 {:>7.1} {unit}   p95 {:>7.1} {unit}  ({} times)", self.median(), self.p95(), self.0.len())
    }

    /// "median (least–most), n runs"
    pub fn words(&self, unit: &str) -> String {
        let (least, most) = (self.0.first().unwrap_or(&f64::NAN), self.0.last().unwrap_or(&f64::NAN));
        format!("{:>8.1} {unit}  ({least:.1}–{most:.1}, {} runs)", self.median(), self.0.len())
    }
}

/// One line: the ratio, what it may be, and whether it holds.
pub fn budget(what: &str, ours: f64, peer: &str, theirs: f64, at_most: f64) -> String {
    let ratio = ours / theirs;
    let verdict = if ratio <= at_most { "holds" } else { "MISSED" };
    format!("  {what}: {ratio:.2} × {peer}, budget {at_most:.2}: {verdict}")
}

/// One line: the figure, what it may be, and whether it holds.
pub fn within(what: &str, ours: f64, unit: &str, at_most: f64) -> String {
    let verdict = if ours <= at_most { "holds" } else { "MISSED" };
    format!("  {what}: {ours:.1} {unit}, budget {at_most:.1} {unit}: {verdict}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(values: &[f64]) -> Runs {
        let mut runs = Runs::default();
        values.iter().for_each(|v| runs.add(*v));
        runs
    }

    #[test]
    fn the_median_needs_no_order() {
        assert_eq!(runs(&[3.0, 1.0, 2.0]).median(), 2.0);
        assert_eq!(runs(&[4.0, 1.0, 3.0, 2.0]).median(), 2.5);
        assert!(runs(&[]).median().is_nan());
    }

    #[test]
    fn of_a_hundred_five_may_be_above_p95() {
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!(runs(&hundred).p95(), 95.0);
        assert_eq!(runs(&[7.0]).p95(), 7.0);
        assert!(runs(&[]).p95().is_nan());
    }

    #[test]
    fn a_budget_holds_at_its_border_and_not_beyond() {
        assert!(budget("start", 40.0, "Anki", 100.0, 0.4).ends_with("holds"));
        assert!(budget("start", 41.0, "Anki", 100.0, 0.4).ends_with("MISSED"));
        assert!(budget("start", f64::NAN, "Anki", 100.0, 0.4).ends_with("MISSED"), "nothing measured, nothing held");
        assert!(within("growth", 20.0, "MiB", 20.0).ends_with("holds"));
        assert!(within("growth", f64::NAN, "MiB", 20.0).ends_with("MISSED"));
    }
}
