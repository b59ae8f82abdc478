//! The M step of one item: a logistic regression of the expected right answers on the nodes.

use super::item::logistic;

/// An item as the iteration moves it: the logit of a right answer is slope·θ + intercept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    pub(super) slope: f64,
    pub(super) intercept: f64,
}

/// No slope is followed beyond this: where one runs there it runs on.
pub(super) const STEEPEST: f64 = 10.0;

/// Newton's steps may not be longer than this, lest they overshoot where the likelihood is flat.
const LONGEST: f64 = 2.0;

/// A step so short leaves an error of its square only.
const SHORT: f64 = 1e-5;

/// The most steps for one item.
const STEPS: usize = 50;

/// The derivatives of the likelihood by intercept and slope: the first ones, and the second ones with their sign turned.
#[derive(Default)]
struct Derivatives {
    intercept: f64,
    slope: f64,
    intercepts: f64,
    both: f64,
    slopes: f64,
}

impl Line {
    /// The line under which `right` of `all` expected answers at each node are most probable, by Newton's steps from
    /// this one. At the steepest slope only the intercept is free.
    pub(super) fn maximised(self, nodes: &[f64], all: impl Iterator<Item = f64> + Clone, right: &[f64]) -> Line {
        let mut line = self;
        for _ in 0..STEPS {
            let at = line.derivatives(nodes, all.clone(), right);
            let det = at.intercepts * at.slopes - at.both * at.both;
            let along = (at.intercepts * at.slope - at.both * at.intercept) / det;
            let up = (at.slopes * at.intercept - at.both * at.slope) / det;
            let length = along.abs().max(up.abs());
            if !length.is_finite() {
                break;
            }
            let part = if length > LONGEST { LONGEST / length } else { 1.0 };
            line.slope += part * along;
            line.intercept += part * up;
            if length < SHORT {
                break;
            }
        }
        if line.slope.abs() < STEEPEST {
            return line;
        }
        line.slope = STEEPEST.copysign(line.slope);
        for _ in 0..STEPS {
            let at = line.derivatives(nodes, all.clone(), right);
            let up = at.intercept / at.intercepts;
            if !up.is_finite() {
                break;
            }
            line.intercept += up.clamp(-LONGEST, LONGEST);
            if up.abs() < SHORT {
                break;
            }
        }
        line
    }

    fn derivatives(&self, nodes: &[f64], all: impl Iterator<Item = f64>, right: &[f64]) -> Derivatives {
        let mut sums = Derivatives::default();
        for ((node, right), all) in nodes.iter().zip(right).zip(all) {
            let p = logistic(self.slope * node + self.intercept);
            let (apart, weight) = (right - all * p, all * p * (1.0 - p));
            sums.intercept += apart;
            sums.slope += apart * node;
            sums.intercepts += weight;
            sums.both += weight * node;
            sums.slopes += weight * node * node;
        }
        sums
    }
}
