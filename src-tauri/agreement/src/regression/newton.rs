//! The maximum of a logistic likelihood.

use crate::Undefined;
use crate::matrix::{Cholesky, add_products, dot};

/// Outcomes to be explained by rows of numbers. An intercept is a column of ones.
#[derive(Debug)]
pub(super) struct Problem<'a> {
    pub(super) outcomes: &'a [bool],
    /// Row by row.
    pub(super) rows: Vec<f64>,
    pub(super) columns: usize,
    /// What is added to each logit.
    pub(super) offset: Vec<f64>,
}

/// The maximum.
#[derive(Debug, Clone)]
pub(super) struct Fit {
    pub(super) coefficients: Vec<f64>,
    pub(super) log_likelihood: f64,
    pub(super) information: Cholesky,
    pub(super) iterations: usize,
}

/// The most iterations. Newton's steps settle in fewer than ten, or never.
const STEPS: usize = 100;

/// The iteration has settled when no logit moves by more, relative to the largest. A step so short leaves an error of
/// its square.
const SHORT: f64 = 1e-8;

/// Where nearly all outcomes are certain a step can be this many times twice too long.
const HALVINGS: usize = 60;

/// Where the information about a coefficient has fallen to this share of its own, the maximum is at infinity or as good
/// as there.
const NO_INFORMATION: f64 = 1e-13;

/// A direction separates the outcomes if it moves none of them the wrong way by more, relative to the furthest.
const WRONG_WAY: f64 = 1e-6;

/// Where the iteration is.
struct State {
    log_likelihood: f64,
    gradient: Vec<f64>,
    information: Vec<f64>,
}

impl Problem<'_> {
    /// By Newton's steps from `start`, halved while they lower the likelihood.
    pub(super) fn maximise(&self, start: Vec<f64>) -> Result<Fit, Undefined> {
        let mut coefficients = start;
        let mut state = self.state(&coefficients);
        let mut last = coefficients.clone();
        for iterations in 1..=STEPS {
            let exact = Cholesky::of(state.information.clone(), self.columns, NO_INFORMATION);
            let settles = exact.is_some();
            let information = match exact {
                Some(information) => information,
                None if self.separates(&last, WRONG_WAY) => return Err(Undefined::Separation),
                None => self.damped(state.information).ok_or(Undefined::NotConverged { steps: iterations })?,
            };
            let mut step = state.gradient.clone();
            information.solve(&mut step);
            let (moved, largest) = self.reach(&step, &coefficients);
            if settles && moved <= SHORT * (1.0 + largest) {
                add(&mut coefficients, &step, 1.0);
                let State { log_likelihood, information, .. } = self.state(&coefficients);
                let information = Cholesky::of(information, self.columns, NO_INFORMATION);
                let information = information.ok_or(Undefined::Separation)?;
                return Ok(Fit { coefficients, log_likelihood, information, iterations });
            }
            state = self.advance(&mut coefficients, &step, state.log_likelihood);
            if self.separates(&coefficients, 0.0) {
                return Err(Undefined::Separation);
            }
            last = step;
        }
        let separates = self.separates(&last, WRONG_WAY);
        Err(if separates { Undefined::Separation } else { Undefined::NotConverged { steps: STEPS } })
    }

    /// The information with a tenth more on its diagonal: from a start so far off that nearly all outcomes are certain
    /// there, it leads back to where there is some.
    fn damped(&self, mut information: Vec<f64>) -> Option<Cholesky> {
        information.iter_mut().step_by(self.columns + 1).for_each(|diagonal| *diagonal *= 1.1);
        Cholesky::of(information, self.columns, NO_INFORMATION)
    }

    /// Goes along the step as far as the likelihood allows.
    fn advance(&self, coefficients: &mut [f64], step: &[f64], log_likelihood: f64) -> State {
        add(coefficients, step, 1.0);
        let mut state = self.state(coefficients);
        let mut part = 1.0;
        // Rounding alone lowers a likelihood that does not change any more.
        let least = log_likelihood - 1e-10 * (1.0 + log_likelihood.abs());
        for _ in 0..HALVINGS {
            if state.log_likelihood >= least {
                break;
            }
            part *= 0.5;
            add(coefficients, step, -part);
            state = self.state(coefficients);
        }
        state
    }

    /// Whether going in this direction moves some outcomes the right way and none the wrong way, up to a share of the
    /// furthest (Albert & Anderson 1984).
    fn separates(&self, direction: &[f64], tolerance: f64) -> bool {
        let (mut least, mut most) = (f64::INFINITY, 0.0f64);
        for (row, outcome) in self.rows.chunks_exact(self.columns).zip(self.outcomes) {
            let moved = dot(row, direction);
            let rightly = if *outcome { moved } else { -moved };
            least = least.min(rightly);
            most = most.max(rightly);
        }
        most > 0.0 && least >= -tolerance * most && (tolerance > 0.0 || least > 0.0)
    }

    /// The furthest that a logit moves with the step, and how large logits are.
    fn reach(&self, step: &[f64], coefficients: &[f64]) -> (f64, f64) {
        let (mut moved, mut largest) = (0.0f64, 0.0f64);
        for row in self.rows.chunks_exact(self.columns) {
            moved = moved.max(dot(row, step).abs());
            largest = largest.max(dot(row, coefficients).abs());
        }
        // A step that is not a number moves nothing by its size; it must not pass for short.
        if step.iter().all(|step| step.is_finite()) { (moved, largest) } else { (f64::INFINITY, largest) }
    }

    /// The likelihood under these coefficients, and its slope along a column that is none of these.
    pub(super) fn slope_along(&self, column: &[f64], coefficients: &[f64]) -> (f64, f64) {
        let (mut log_likelihood, mut slope) = (0.0, 0.0);
        for (at, (along, yes)) in column.iter().zip(self.outcomes).enumerate() {
            let row = &self.rows[at * self.columns..(at + 1) * self.columns];
            let logit = self.offset[at] + dot(row, coefficients);
            let against = if *yes { -logit } else { logit };
            let small = (-against.abs()).exp();
            log_likelihood -= against.max(0.0) + small.ln_1p();
            let wrong = if against > 0.0 { 1.0 / (1.0 + small) } else { small / (1.0 + small) };
            slope += if *yes { wrong * along } else { -wrong * along };
        }
        (log_likelihood, slope)
    }

    fn state(&self, coefficients: &[f64]) -> State {
        let size = self.columns;
        let (mut gradient, mut information) = (vec![0.0; size], vec![0.0; size * size]);
        let mut log_likelihood = 0.0;
        let rows = self.rows.chunks_exact(size).zip(self.outcomes).zip(&self.offset);
        for ((row, outcome), offset) in rows {
            let logit = offset + dot(row, coefficients);
            // e^−|logit| once serves for the chance, its complement and the logarithm.
            let small = (-logit.abs()).exp();
            let (rare, common) = (small / (1.0 + small), 1.0 / (1.0 + small));
            let expected = (logit > 0.0) == *outcome;
            let wrong = if expected { rare } else { common };
            log_likelihood -= small.ln_1p() + if expected { 0.0 } else { logit.abs() };
            add(&mut gradient, row, if *outcome { wrong } else { -wrong });
            add_products(&mut information, row, rare * common);
        }
        State { log_likelihood, gradient, information }
    }
}

fn add(to: &mut [f64], values: &[f64], times: f64) {
    to.iter_mut().zip(values).for_each(|(to, value)| *to += times * value);
}
