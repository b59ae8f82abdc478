//! Steps that climb a likelihood without a matrix.

use super::fit::Likelihood;

impl Likelihood {
    /// Hunter's steps, so many at most. Each puts below the likelihood a function that touches it where it stands, and
    /// whose maximum is one division per parameter away; so none leads down. The root in a tie's chance is held from
    /// below by √(π_i π_j) ≤ ½(π_i √(π_j⁰/π_i⁰) + π_j √(π_i⁰/π_j⁰)).
    ///
    /// Says whether a step has moved no parameter by more than the tolerance. Where a number gets too large the
    /// parameters stay as they were.
    pub(super) fn minorise(&self, at: &mut [f64], steps: usize, tolerance: f64) -> bool {
        let mut now = Powers::of(self, at);
        for _ in 0..steps {
            let moved = now.step(self);
            if !moved.is_finite() {
                return false;
            }
            now.write(self, at);
            if moved <= tolerance {
                return true;
            }
        }
        false
    }
}

/// The parameters before the logarithm is taken.
struct Powers {
    strengths: Vec<f64>,
    /// γ and ν of the model.
    second: f64,
    tie: f64,
    /// Wins of each item, ties half; and how often a game was won by the second or tied.
    won: Vec<f64>,
    won_by_second: f64,
    tied: f64,
    below: Vec<f64>,
}

impl Powers {
    fn of(likelihood: &Likelihood, at: &[f64]) -> Powers {
        let items = likelihood.items;
        let [order_effect, ties] = likelihood.extra();
        let mut now = Powers {
            strengths: at[..items].iter().map(|strength| strength.exp()).collect(),
            second: order_effect.map_or(1.0, |place| (-at[place]).exp()),
            tie: ties.map_or(0.0, |place| at[place].exp()),
            won: vec![likelihood.penalty; items],
            won_by_second: 0.0,
            tied: 0.0,
            below: vec![0.0; items],
        };
        for pair in &likelihood.pairs {
            now.won[pair.first as usize] += pair.first_wins + pair.ties / 2.0;
            now.won[pair.second as usize] += pair.second_wins + pair.ties / 2.0;
            now.won_by_second += pair.second_wins;
            now.tied += pair.ties;
        }
        now
    }

    /// One step of all strengths and then of the rest; the largest change of a logarithm.
    fn step(&mut self, likelihood: &Likelihood) -> f64 {
        for (below, strength) in self.below.iter_mut().zip(&self.strengths) {
            *below = 2.0 * likelihood.penalty / (1.0 + strength);
        }
        for pair in &likelihood.pairs {
            let (first, second) = (self.strengths[pair.first as usize], self.strengths[pair.second as usize]);
            let root = (second / first).sqrt();
            let share = pair.n() / (first + self.second * second + self.tie * first * root);
            self.below[pair.first as usize] += share * (1.0 + self.tie / 2.0 * root);
            self.below[pair.second as usize] += share * (self.second + self.tie / 2.0 / root);
        }
        let mut moved = 0.0f64;
        let mut logs = 0.0;
        for ((strength, won), below) in self.strengths.iter_mut().zip(&self.won).zip(&self.below) {
            let next = won / below;
            let by = (next / *strength).ln();
            // `max` would pass over what is not a number.
            moved = if by.abs() <= moved { moved } else { by.abs() };
            logs += next.ln();
            *strength = next;
        }
        if likelihood.penalty == 0.0 {
            let middle = (logs / self.strengths.len() as f64).exp();
            self.strengths.iter_mut().for_each(|strength| *strength /= middle);
        }
        if likelihood.size() > likelihood.items { moved.max(self.step_of_the_rest(likelihood)) } else { moved }
    }

    fn step_of_the_rest(&mut self, likelihood: &Likelihood) -> f64 {
        let (mut below_second, mut below_tie) = (0.0, 0.0);
        for pair in &likelihood.pairs {
            let (first, second) = (self.strengths[pair.first as usize], self.strengths[pair.second as usize]);
            let root = (first * second).sqrt();
            let share = pair.n() / (first + self.second * second + self.tie * root);
            below_second += share * second;
            below_tie += share * root;
        }
        let mut moved = 0.0;
        if likelihood.order_effect {
            let next = self.won_by_second / below_second;
            moved = (next / self.second).ln().abs();
            self.second = next;
        }
        if likelihood.ties {
            let next = self.tied / below_tie;
            moved = (next / self.tie).ln().abs().max(moved);
            self.tie = next;
        }
        moved
    }

    fn write(&self, likelihood: &Likelihood, at: &mut [f64]) {
        at.iter_mut().zip(&self.strengths).for_each(|(log, strength)| *log = strength.ln());
        let [order_effect, ties] = likelihood.extra();
        if let Some(place) = order_effect {
            at[place] = -self.second.ln();
        }
        if let Some(place) = ties {
            at[place] = self.tie.ln();
        }
    }
}
