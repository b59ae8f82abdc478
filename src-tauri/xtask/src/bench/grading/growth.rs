//! How our cost grows from n to 10 n, beside what the method allows.

use super::job::{Grows, Job, Ours, count, time};
use super::python::Environment;
use crate::fail::Outcome;
use crate::step::step;
use std::path::Path;

/// Times are the best of so many runs of the program, each of which is the best of some; what takes seconds runs once.
const RUNS: usize = 3;
const LONG: f64 = 1.0;
/// Ten times as much leaves the caches: that costs what no method answers for.
const SLACK: f64 = 1.5;

pub fn measure(jobs: &[Job], ours: &Ours, python: &Environment, folder: &Path) -> Outcome {
    let known: Vec<&Job> = jobs.iter().filter(|job| ours.knows(job)).collect();
    let rows = step("growth", || {
        known.into_iter().map(|job| Ok((job, of(job, ours, python, folder)?))).collect::<Outcome<Vec<_>>>()
    })?;
    println!(
        "\ngrowth of ours from n to 10 n, beside what the method allows (half as much again for what leaves the caches)"
    );
    for (job, [small, large]) in rows {
        let n = job.grows_from;
        let (ratio, allowed) = (large / small, allowed(job.grows, n));
        let verdict = if ratio <= allowed * SLACK { "holds" } else { "MORE" };
        let sizes = format!("{} → {} {}", count(n), count(10 * n), job.of);
        println!(
            "  {:<17} {sizes:<30} {:>9} → {:>9}  {ratio:>6.1} ×  {:<8} allows {allowed:>6.1} ×: {verdict}",
            job.name,
            time(small),
            time(large),
            job.grows.word(),
        );
    }
    Ok(())
}

/// Both sizes in turn, so that what else the machine does meets both.
fn of(job: &Job, ours: &Ours, python: &Environment, folder: &Path) -> Outcome<[f64; 2]> {
    let sizes = [job.grows_from, 10 * job.grows_from];
    let inputs = sizes.map(|size| job.input(folder, size));
    for (size, input) in sizes.into_iter().zip(&inputs) {
        job.write(python, input, size)?;
    }
    let mut best = [f64::INFINITY; 2];
    for _ in 0..RUNS {
        for (input, best) in inputs.iter().zip(&mut best) {
            *best = best.min(ours.measure(job, input)?.seconds);
        }
        if best[1] > LONG {
            break;
        }
    }
    Ok(best)
}

/// How much longer ten times n may take.
fn allowed(grows: Grows, n: u64) -> f64 {
    let n = (n as f64).max(2.0);
    match grows {
        Grows::Constant => 1.0,
        Grows::Linear => 10.0,
        Grows::LogLinear => 10.0 * (10.0 * n).ln() / n.ln(),
        Grows::Square => 100.0,
        Grows::Cube => 1000.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_method_allows_its_own_growth() {
        let found = [Grows::Constant, Grows::Linear, Grows::Square, Grows::Cube].map(|grows| allowed(grows, 1000));
        assert_eq!(found, [1.0, 10.0, 100.0, 1000.0]);
        assert!((allowed(Grows::LogLinear, 10_000) - 12.5).abs() < 1e-12);
        assert!(allowed(Grows::LogLinear, 0).is_finite());
    }
}
