//! How the likelihood falls as one coefficient is held away from its best value.

use super::design::Design;
use super::logistic::Estimates;
use super::newton::{Fit, Problem};
use crate::{Interval, Undefined};

const PROFILE: &str = "profile likelihood interval (Venzon & Moolgavkar 1988)";

/// A model with one coefficient held, whose others are fitted again and again.
pub(super) struct Profile<'a> {
    problem: &'a Problem<'a>,
    /// What is left of the columns, and as offset what the held one adds.
    rest: Problem<'a>,
    /// What the held coefficient adds to each logit for each unit of it.
    held: Vec<f64>,
    /// The held coefficient where the likelihood is best, and that likelihood.
    value: f64,
    likelihood: f64,
    /// The other coefficients there, and by how much they move at first for each unit of the held one.
    others: Vec<f64>,
    direction: Vec<f64>,
    /// Where the coefficient was held last, and the others there.
    last: (f64, Vec<f64>),
}

impl<'a> Profile<'a> {
    /// Of the coefficient of a column, held in the column's own units.
    pub(super) fn of_column(
        problem: &'a Problem<'a>,
        design: &Design,
        estimates: &Estimates,
        fit: &Fit,
        column: usize,
    ) -> Profile<'a> {
        let (at, scale) = (column + 1, design.scales[column]);
        let rows = problem.rows.chunks_exact(problem.columns);
        let others = (0..problem.columns).filter(|other| *other != at);
        let rest = rows.clone().flat_map(|row| others.clone().map(|other| row[other])).collect();
        let direction =
            others.map(|other| scale * estimates.covariance(other, at) / estimates.covariance(at, at)).collect();
        let held = rows.map(|row| scale * row[at]).collect();
        Profile::new(problem, rest, held, estimates.values[at], fit, at, direction)
    }

    /// Of the intercept. The columns are then taken from 0 and not from their means, since shifting these is no longer
    /// made up for.
    pub(super) fn of_intercept(problem: &'a Problem<'a>, estimates: &Estimates, fit: &Fit) -> Profile<'a> {
        let rows = problem.rows.chunks_exact(problem.columns);
        let rest = rows.flat_map(|row| row[1..].iter().zip(&estimates.shifts).map(|(value, shift)| value + shift));
        let columns = 1..problem.columns;
        let direction = columns.map(|at| estimates.with_intercept(at) / estimates.of_intercept()).collect();
        let held = vec![1.0; problem.outcomes.len()];
        Profile::new(problem, rest.collect(), held, estimates.values[0], fit, 0, direction)
    }

    fn new(
        problem: &'a Problem<'a>,
        rows: Vec<f64>,
        held: Vec<f64>,
        value: f64,
        fit: &Fit,
        at: usize,
        direction: Vec<f64>,
    ) -> Profile<'a> {
        let (outcomes, columns) = (problem.outcomes, problem.columns - 1);
        let rest = Problem { outcomes, rows, columns, offset: problem.offset.clone() };
        let mut others = fit.coefficients.clone();
        others.remove(at);
        let last = (value, others.clone());
        Profile { problem, rest, held, value, likelihood: fit.log_likelihood, others, direction, last }
    }

    /// The root of twice what the likelihood loses with the coefficient held at `value`, and how fast that root grows
    /// with the value.
    fn root_and_slope(&mut self, value: f64) -> Result<(f64, f64), Undefined> {
        for ((to, offset), held) in self.rest.offset.iter_mut().zip(&self.problem.offset).zip(&self.held) {
            *to = offset + held * value;
        }
        let coefficients = match self.rest.columns {
            0 => Vec::new(),
            _ => self.rest.maximise(self.start(value))?.coefficients,
        };
        let (likelihood, slope) = self.rest.slope_along(&self.held, &coefficients);
        self.last = (value, coefficients);
        let root = (2.0 * (self.likelihood - likelihood)).max(0.0).sqrt();
        Ok((root, -slope / root))
    }

    /// The others at the best value or at the last one, whichever is nearer, moved by as much as they do at first.
    fn start(&self, value: f64) -> Vec<f64> {
        let (last, there) = &self.last;
        let nearer = (value - last).abs() < (value - self.value).abs();
        let (from, others) = if nearer { (*last, there) } else { (self.value, &self.others) };
        others.iter().zip(&self.direction).map(|(other, move_by)| other + (value - from) * move_by).collect()
    }

    /// The root of twice what the likelihood loses with the coefficient held at `value`.
    pub(super) fn root(&mut self, value: f64) -> Result<f64, Undefined> {
        Ok(self.root_and_slope(value)?.0)
    }

    /// Between where the root is z, below and above the best value.
    pub(super) fn interval(&mut self, se: f64, z: f64, level: f64) -> Result<Interval, Undefined> {
        let (low, high) = (self.end(-se, z)?, self.end(se, z)?);
        Ok(Interval { low, high, level, method: PROFILE })
    }

    /// Where the root is z, in the direction of `se`: Newton's steps on the root, which is nearly a straight line,
    /// between bounds that close in. Where the rest cannot be fitted, next to all outcomes being certain there, a guess
    /// went too far.
    fn end(&mut self, se: f64, z: f64) -> Result<f64, Undefined> {
        const STEPS: usize = 100;
        const FAILURES: usize = 10;
        // In standard errors from the best value.
        let (mut near, mut far) = (0.0, f64::INFINITY);
        let (mut guess, mut failures) = (z, 0);
        for step in 1..=STEPS {
            let (root, slope) = match self.root_and_slope(self.value + guess * se) {
                Ok(found) => found,
                Err(reason) if failures == FAILURES => return Err(reason),
                Err(_) => {
                    guess = 0.5 * (near + guess);
                    failures += 1;
                    continue;
                }
            };
            if root < z {
                near = guess
            } else {
                far = guess
            }
            let next = guess + (z - root) / (slope * se);
            if (next - guess).abs() <= 1e-10 * guess || far - near <= 1e-13 * near {
                return Ok(self.value + next * se);
            }
            // Every fourth time the middle, lest the steps lead back and forth between the bounds.
            let trusted = step % 4 > 0 || far.is_infinite();
            guess = if trusted && near < next && next < far {
                // Where it is far from straight a step may go much too far.
                next.min(2.0 * near + z)
            } else if far.is_finite() {
                0.5 * (near + far)
            } else {
                2.0 * near
            };
        }
        Err(Undefined::NotConverged { steps: STEPS })
    }
}
