//! Shares of simulated raters, and work done on all cores.

use agreement::LEVEL;
use agreement::proportion::wilson;
use serde::Serialize;

/// So many of the raters, with Wilson's interval at 95 %.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Share {
    pub of: u64,
    pub n: u64,
    pub low: f64,
    pub high: f64,
}

impl Share {
    pub fn of(of: usize, n: usize) -> Share {
        let (of, n) = (of as u64, n as u64);
        let (low, high) = wilson(of, n, LEVEL).interval.map_or((0.0, 1.0), |ends| (ends.low, ends.high));
        Share { of, n, low, high }
    }

    /// In [0, 1].
    pub fn value(&self) -> f64 {
        self.of as f64 / (self.n as f64).max(1.0)
    }

    /// "12.3 % (9.9 to 15.2)".
    pub fn words(&self) -> String {
        format!("{:.1} % ({:.1} to {:.1})", 100.0 * self.value(), 100.0 * self.low, 100.0 * self.high)
    }
}

/// What `of` gives for each number up to `n`, in their order.
pub fn on_all_cores<T: Send>(n: usize, of: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get()).min(n.max(1));
    let of = &of;
    std::thread::scope(|scope| {
        let start = |core: usize| {
            let range = core * n / cores..(core + 1) * n / cores;
            scope.spawn(move || range.map(|at| of(at as u64)).collect::<Vec<T>>())
        };
        let parts: Vec<_> = (0..cores).map(start).collect();
        let joined = parts.into_iter().map(|part| part.join());
        joined.flat_map(|part| part.unwrap_or_else(|fault| std::panic::resume_unwind(fault))).collect()
    })
}
