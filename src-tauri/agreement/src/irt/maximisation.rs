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

impl Line {
    /// The line under which `right` of `all` expected answers at each node are most probable, by Newton's steps from
    /// this one.
    pub(super) fn maximised(self, nodes: &[f64], all: impl Iterator<Item = f64> + Clone, right: &[f64]) -> Line {
        let mut line = self;
        for _ in 0..50 {
            let (mut g0, mut g1, mut h00, mut h01, mut h11) = (0.0, 0.0, 0.0, 0.0, 0.0);
            for ((node, right), all) in nodes.iter().zip(right).zip(all.clone()) {
                let p = logistic(line.slope * node + line.intercept);
                let (apart, weight) = (right - all * p, all * p * (1.0 - p));
                g0 += apart;
                g1 += apart * node;
                h00 += weight;
                h01 += weight * node;
                h11 += weight * node * node;
            }
            let det = h00 * h11 - h01 * h01;
            let (along, up) = ((h00 * g1 - h01 * g0) / det, (h11 * g0 - h01 * g1) / det);
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
        if line.slope.abs() <= STEEPEST {
            return line;
        }
        // At the same difficulty.
        let part = STEEPEST / line.slope.abs();
        Line { slope: part * line.slope, intercept: part * line.intercept }
    }
}
