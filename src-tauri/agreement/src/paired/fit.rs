//! The likelihood of comparisons and its maximum.

use super::comparisons::{Comparisons, Pair};
use super::graph::{in_steps, strongly_connected};
use super::model::{DENSE, Model, Penalty, Ties};
use crate::Undefined;
use crate::matrix::Cholesky;

/// A parameter of which less than this share is known beside the others is known by rounding only.
const LEAST: f64 = 1e-13;

/// The likelihood as a function of its parameters: ln π of each item, then ln of the advantage of being named first, then
/// ln ν, as far as there are such. It is concave.
pub(super) struct Likelihood {
    pub(super) items: usize,
    pub(super) order_effect: bool,
    pub(super) ties: bool,
    pub(super) pairs: Vec<Pair>,
    /// Games won, and games lost, against the imaginary opponent.
    pub(super) penalty: f64,
}

pub(super) struct Estimate {
    pub(super) parameters: Vec<f64>,
    pub(super) log_likelihood: f64,
    /// Covariances of the parameters, the strengths' against their mean; none if there are too many items.
    pub(super) covariances: Option<Vec<f64>>,
}

/// What one step of Newton's needs.
struct Derivatives {
    log_likelihood: f64,
    gradient: Vec<f64>,
    /// The information matrix.
    information: Vec<f64>,
}

/// The chances of the three outcomes and the logarithm of the likelihood of those that came.
struct Chances {
    of: [f64; 3],
    log_likelihood: f64,
}

impl Likelihood {
    pub(super) fn of(comparisons: &Comparisons, model: &Model) -> Result<Likelihood, Undefined> {
        let penalty = match model.penalty {
            Penalty::None => 0.0,
            Penalty::Opponent(games) if games > 0.0 && games.is_finite() => games,
            Penalty::Opponent(value) => {
                return Err(Undefined::OutOfRange { what: "the penalty", value, low: 0.0, high: f64::MAX });
            }
        };
        if comparisons.items < 2 {
            return Err(Undefined::TooFew { n: comparisons.items, needed: 2 });
        }
        if comparisons.pairs.is_empty() || (model.order_effect && !comparisons.ordered) {
            return Err(Undefined::TooFew { n: 0, needed: 1 });
        }
        let mut pairs = comparisons.pairs.clone();
        if model.ties == Ties::Half {
            for pair in &mut pairs {
                pair.first_wins += pair.ties / 2.0;
                pair.second_wins += pair.ties / 2.0;
                pair.ties = 0.0;
            }
        }
        let sum = |of: fn(&Pair) -> f64| pairs.iter().map(of).sum::<f64>();
        let (first, second, ties) = (sum(|pair| pair.first_wins), sum(|pair| pair.second_wins), sum(|pair| pair.ties));
        if penalty == 0.0 && !strongly_connected(&pairs, comparisons.items) {
            return Err(Undefined::NotConnected);
        }
        if first + second == 0.0 || (model.order_effect && (first == 0.0 || second == 0.0)) {
            return Err(Undefined::Separation);
        }
        if model.order_effect && penalty == 0.0 && in_steps(&pairs, comparisons.items) {
            return Err(Undefined::Collinear);
        }
        let (items, order_effect) = (comparisons.items, model.order_effect);
        Ok(Likelihood { items, order_effect, ties: ties > 0.0, pairs, penalty })
    }

    /// Number of parameters.
    pub(super) fn size(&self) -> usize {
        self.items + usize::from(self.order_effect) + usize::from(self.ties)
    }

    /// Places of the two extra parameters, where there are such.
    pub(super) fn extra(&self) -> [Option<usize>; 2] {
        let after = self.items + usize::from(self.order_effect);
        [self.order_effect.then_some(self.items), self.ties.then_some(after)]
    }

    pub(super) fn maximise(&self) -> Result<Estimate, Undefined> {
        const STEPS: usize = 10_000;
        let mut at = vec![0.0; self.size()];
        if self.items > DENSE {
            if !self.minorise(&mut at, STEPS, 1e-10) {
                return Err(Undefined::NotConverged { steps: STEPS });
            }
            let log_likelihood = self.log_likelihood(&at);
            self.centre(&mut at);
            return Ok(Estimate { parameters: at, log_likelihood, covariances: None });
        }
        // The more items, the dearer is a step of Newton's against one of Hunter's.
        self.minorise(&mut at, 5 + self.items / 5, 1e-10);
        self.newton(at)
    }

    /// Newton's steps, halved while they lead down.
    fn newton(&self, mut at: Vec<f64>) -> Result<Estimate, Undefined> {
        const STEPS: usize = 100;
        for _ in 0..STEPS {
            let here = self.derivatives(&at);
            let Some((factor, reference)) = self.factor(&here) else {
                return Err(Undefined::Separation);
            };
            let mut step = here.gradient;
            if let Some(reference) = reference {
                step[reference] = 0.0;
            }
            factor.solve(&mut step);
            let longest = step.iter().fold(0.0f64, |longest, by| longest.max(by.abs()));
            let furthest = at.iter().fold(1.0f64, |furthest, value| furthest.max(value.abs()));
            if longest <= 1e-10 * furthest {
                let covariances = self.covariances(&factor, reference);
                self.centre(&mut at);
                return Ok(Estimate {
                    parameters: at,
                    log_likelihood: here.log_likelihood,
                    covariances: Some(covariances),
                });
            }
            let mut part = 1.0;
            let next = loop {
                let next: Vec<f64> = at.iter().zip(&step).map(|(value, by)| value + part * by).collect();
                let lost = here.log_likelihood - self.log_likelihood(&next);
                if lost <= 1e-12 * here.log_likelihood.abs() || part < 1e-9 {
                    break next;
                }
                part /= 2.0;
            };
            at = next;
        }
        Err(Undefined::NotConverged { steps: STEPS })
    }

    fn log_likelihood(&self, at: &[f64]) -> f64 {
        let of_pairs: f64 = self.pairs.iter().map(|pair| self.chances(at, pair).log_likelihood).sum();
        of_pairs + if self.penalty > 0.0 { at[..self.items].iter().map(|l| self.imaginary(*l)[0]).sum() } else { 0.0 }
    }

    /// What the games against the imaginary opponent add to the logarithm of the likelihood, to its slope and to the
    /// information.
    fn imaginary(&self, strength: f64) -> [f64; 3] {
        let (win, loss) = (1.0 / (1.0 + (-strength).exp()), 1.0 / (1.0 + strength.exp()));
        let log = -strength.abs() - 2.0 * (-strength.abs()).exp().ln_1p();
        [self.penalty * log, self.penalty * (loss - win), 2.0 * self.penalty * win * loss]
    }

    fn chances(&self, at: &[f64], pair: &Pair) -> Chances {
        let [order_effect, ties] = self.extra();
        let (first, second) = (at[pair.first as usize], at[pair.second as usize]);
        let second_named = second - order_effect.map_or(0.0, |place| at[place]);
        let tie = ties.map_or(f64::NEG_INFINITY, |place| at[place] + first.midpoint(second));
        let most = first.max(second_named).max(tie);
        let shares = [first, second_named, tie].map(|log| (log - most).exp());
        let whole = shares.iter().sum::<f64>();
        let came = pair.first_wins * first
            + pair.second_wins * second_named
            + if ties.is_some() { pair.ties * tie } else { 0.0 };
        Chances { of: shares.map(|share| share / whole), log_likelihood: came - pair.n() * (most + whole.ln()) }
    }

    fn derivatives(&self, at: &[f64]) -> Derivatives {
        // What each outcome speaks for: the first item, the second, the advantage of the first, ties.
        const FOR: [[f64; 4]; 3] = [[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, -1.0, 0.0], [0.5, 0.5, 0.0, 1.0]];
        let size = self.size();
        let [order_effect, ties] = self.extra();
        let mut all =
            Derivatives { log_likelihood: 0.0, gradient: vec![0.0; size], information: vec![0.0; size * size] };
        for pair in &self.pairs {
            let (chances, n) = (self.chances(at, pair), pair.n());
            all.log_likelihood += chances.log_likelihood;
            let came = [pair.first_wins, pair.second_wins, pair.ties];
            let mean: [f64; 4] = std::array::from_fn(|i| (0..3).map(|o| chances.of[o] * FOR[o][i]).sum());
            let places = [Some(pair.first as usize), Some(pair.second as usize), order_effect, ties];
            for (i, place) in places.iter().enumerate() {
                let Some(row) = *place else { continue };
                all.gradient[row] += (0..3).map(|o| came[o] * FOR[o][i]).sum::<f64>() - n * mean[i];
                for (j, place) in places.iter().enumerate() {
                    let Some(column) = *place else { continue };
                    let spread = (0..3).map(|o| chances.of[o] * (FOR[o][i] - mean[i]) * (FOR[o][j] - mean[j]));
                    all.information[row * size + column] += n * spread.sum::<f64>();
                }
            }
        }
        for (item, strength) in at[..self.items].iter().enumerate().filter(|_| self.penalty > 0.0) {
            let [log, slope, information] = self.imaginary(*strength);
            all.log_likelihood += log;
            all.gradient[item] += slope;
            all.information[item * size + item] += information;
        }
        all
    }

    /// The information matrix in two factors. Without a penalty only differences of strengths are known, so one item, the
    /// best known, is held where it is.
    fn factor(&self, derivatives: &Derivatives) -> Option<(Cholesky, Option<usize>)> {
        let size = self.size();
        let mut matrix = derivatives.information.clone();
        let known = |item: &usize| derivatives.information[item * size + item];
        let reference = (0..self.items).max_by(|a, b| known(a).total_cmp(&known(b))).filter(|_| self.penalty == 0.0);
        if let Some(held) = reference {
            for other in 0..size {
                matrix[held * size + other] = 0.0;
                matrix[other * size + held] = 0.0;
            }
            matrix[held * size + held] = 1.0;
        }
        Some((Cholesky::of(matrix, size, LEAST)?, reference))
    }

    fn covariances(&self, factor: &Cholesky, reference: Option<usize>) -> Vec<f64> {
        let (size, items) = (self.size(), self.items);
        let mut covariances = factor.inverse();
        if let Some(held) = reference {
            covariances[held * size + held] = 0.0;
        }
        // Against the mean of all strengths: less the mean of each column, then less the mean of each row.
        for row in 0..size {
            let strengths = &mut covariances[row * size..row * size + items];
            let mean = strengths.iter().sum::<f64>() / items as f64;
            strengths.iter_mut().for_each(|value| *value -= mean);
        }
        for column in 0..size {
            let mean = (0..items).map(|row| covariances[row * size + column]).sum::<f64>() / items as f64;
            (0..items).for_each(|row| covariances[row * size + column] -= mean);
        }
        covariances
    }

    fn centre(&self, parameters: &mut [f64]) {
        let strengths = &mut parameters[..self.items];
        let mean = strengths.iter().sum::<f64>() / self.items as f64;
        strengths.iter_mut().for_each(|value| *value -= mean);
    }
}
