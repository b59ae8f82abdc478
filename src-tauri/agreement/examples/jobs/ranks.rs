//! Orders and scores.

use super::harness::{Done, Input, Job, best};
use agreement::rank;

pub const JOBS: &[Job] = &[("tau-b", tau_b)];

fn tau_b(input: &Input) -> Done {
    let (x, y) = (input.f64s("x"), input.f64s("y"));
    best(|| vec![rank::kendall_tau_b(&x, &y).value.unwrap()])
}
