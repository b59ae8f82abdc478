//! The error of a statistic by leaving out each group in turn.

use crate::distribution::{t_outside, t_reach};
use crate::regression::Tested;
use crate::{Interval, Statistic, Undefined};

const JACKKNIFE: &str = "jackknife over groups with a t interval (Tukey 1958)";

/// Estimates without each group.
pub(super) struct LeftOut {
    pub(super) all: f64,
    pub(super) without: Vec<f64>,
}

impl LeftOut {
    /// The estimate with its jackknife error, and a t test of its being 0.
    ///
    /// ```text
    /// SE² = (g − 1)/g · Σ (θ₍ᵢ₎ − mean θ₍ᵢ₎)²,   g − 1 degrees of freedom
    /// ```
    ///
    /// At least two groups.
    pub(super) fn tested(&self, n: usize, level: f64, method: &'static str) -> Result<Tested, Undefined> {
        let groups = self.without.len() as f64;
        let reach = t_reach(level, groups - 1.0)?;
        let mean = self.without.iter().sum::<f64>() / groups;
        let square: f64 = self.without.iter().map(|value| (value - mean).powi(2)).sum();
        let se = (square * (groups - 1.0) / groups).sqrt();
        let estimate = Statistic::of(self.all, n, method);
        // Nothing changes with any group left out: rounding is no error to judge by.
        if se <= 1e-12 * (1.0 + self.all.abs()) {
            return Ok(Tested { estimate, p: Err(Undefined::NoVariation) });
        }
        let (low, high) = (self.all - reach * se, self.all + reach * se);
        let interval = Some(Interval { low, high, level, method: JACKKNIFE });
        let p = Ok(t_outside(self.all / se, groups - 1.0));
        Ok(Tested { estimate: Statistic { se: Some(se), interval, ..estimate }, p })
    }
}
