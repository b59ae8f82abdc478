//! The distances of a ratio scale from each value to all, without looking at every pair.
//!
//! With u = ln x the distance ((x − y) / (x + y))² is tanh²((u − v) / 2): it depends on u − v alone, and it is so
//! smooth that on stretches of u of length 1 polynomials of degree 15 give it to the last digits. So each stretch sums
//! its masses into the values of such a polynomial at 16 nodes, the nodes act on each other, and each value reads off
//! its own sum: time in the number of values, not in its square.

use std::f64::consts::PI;

use crate::categorical::square;
use crate::matrix::dot;

/// Nodes of a stretch. The nearest pole of the distance is at i π, so the error falls by 12 with each.
const NODES: usize = 16;

/// Stretches apart from which the distance is 1 to the last digit.
const FAR: usize = 40;

/// For each score the sum of its distances to all scores, each times its mass. Scores are finite and not negative.
pub(super) fn to_all(scores: &[f64], mass: &[f64]) -> Vec<f64> {
    let lowest = scores.iter().copied().filter(|score| *score > 0.0).fold(f64::INFINITY, f64::min);
    let position = |score: f64| {
        let above = (score - lowest) / lowest;
        if above.is_finite() { above.ln_1p() } else { score.ln() - lowest.ln() }
    };
    let zero: f64 = scores.iter().zip(mass).filter(|(score, _)| **score == 0.0).map(|(_, mass)| mass).sum();
    let positive = || scores.iter().map(|score| (*score > 0.0).then(|| position(*score)));
    let longest = positive().flatten().fold(0.0, f64::max);
    let stretches = Stretches::of(longest);

    let mut moments = vec![[0.0; NODES]; stretches.count];
    for (at, mass) in positive().zip(mass).filter_map(|(at, mass)| Some((at?, mass))) {
        let (stretch, x) = stretches.find(at);
        polynomials(x).zip(&mut moments[stretch]).for_each(|(value, moment)| *moment += mass * value);
    }
    let not_zero: f64 = moments.iter().map(|moments| moments[0]).sum();
    let sums = stretches.act(&moments);
    positive()
        .map(|at| match at {
            None => not_zero,
            Some(at) => {
                let (stretch, x) = stretches.find(at);
                let sum: f64 = polynomials(x).zip(&sums[stretch]).map(|(value, sum)| value * sum).sum();
                zero + sum.max(0.0)
            }
        })
        .collect()
}

/// A line cut into stretches of the same length.
struct Stretches {
    count: usize,
    length: f64,
}

impl Stretches {
    fn of(line: f64) -> Stretches {
        Stretches { count: (line.ceil() as usize).max(1), length: line.min(1.0) }
    }

    /// The stretch of a place, and where it is in it, from −1 to 1.
    fn find(&self, at: f64) -> (usize, f64) {
        if self.length == 0.0 {
            return (0, 0.0);
        }
        let stretch = ((at / self.length) as usize).min(self.count - 1);
        (stretch, (2.0 * (at / self.length - stretch as f64) - 1.0).clamp(-1.0, 1.0))
    }

    /// From the moments of each stretch the coefficients of the sum of distances on each.
    fn act(&self, moments: &[[f64; NODES]]) -> Vec<[f64; NODES]> {
        let nodes: [f64; NODES] = std::array::from_fn(|node| (PI * (node as f64 + 0.5) / NODES as f64).cos());
        let values: Vec<[f64; NODES]> = nodes.iter().map(|node| collect(polynomials(*node))).collect();
        let masses: Vec<[f64; NODES]> =
            moments.iter().map(|moments| std::array::from_fn(|node| weighted(&values[node], moments))).collect();
        let near: Vec<[[f64; NODES]; NODES]> = (0..self.count.min(FAR))
            .map(|apart| {
                let to = |i: usize, j: usize| self.length * (apart as f64 + (nodes[i] - nodes[j]) / 2.0);
                std::array::from_fn(|i| std::array::from_fn(|j| square((to(i, j) / 2.0).tanh())))
            })
            .collect();
        (0..self.count)
            .map(|stretch| {
                let mut sums = [0.0; NODES];
                for (other, masses) in masses.iter().enumerate() {
                    let apart = stretch.abs_diff(other);
                    for (i, sum) in sums.iter_mut().enumerate() {
                        *sum += match near.get(apart) {
                            None => moments[other][0],
                            Some(near) if other <= stretch => dot(&near[i], masses),
                            // The mirror image: nodes are placed alike around the middle.
                            Some(near) => (0..NODES).map(|j| near[j][i] * masses[j]).sum(),
                        };
                    }
                }
                let mut coefficients = [0.0; NODES];
                for (sum, values) in sums.iter().zip(&values) {
                    coefficients.iter_mut().zip(values).for_each(|(total, value)| *total += sum * value);
                }
                std::array::from_fn(|degree| coefficients[degree] * scale(degree))
            })
            .collect()
    }
}

/// What a node has of a stretch's masses.
fn weighted(values: &[f64; NODES], moments: &[f64; NODES]) -> f64 {
    values.iter().zip(moments).enumerate().map(|(degree, (value, moment))| scale(degree) * value * moment).sum()
}

fn scale(degree: usize) -> f64 {
    if degree == 0 { 1.0 / NODES as f64 } else { 2.0 / NODES as f64 }
}

/// The Chebyshev polynomials of degree 0, 1, … at a place from −1 to 1.
fn polynomials(x: f64) -> impl Iterator<Item = f64> {
    std::iter::successors(Some((1.0, x)), move |(now, next)| Some((*next, 2.0 * x * next - now)))
        .map(|(now, _)| now)
        .take(NODES)
}

fn collect(values: impl Iterator<Item = f64>) -> [f64; NODES] {
    let mut all = [0.0; NODES];
    all.iter_mut().zip(values).for_each(|(place, value)| *place = value);
    all
}
