//! Error rates of readiness, and how long decisions take.

use super::raters::Random;
use super::share::{Share, on_all_cores};
use grading::profile::{AHEAD, DomainCount, Levels, READ_OUT, READY, Reading, State, readiness};
use serde::Serialize;

/// Learners whose true share of right answers is known, read after every task until something is decided.
#[derive(Debug, Clone, Serialize)]
pub struct Decisions {
    pub share: f64,
    pub ready: Share,
    pub not_ready: Share,
    /// Nothing decided after the last task.
    pub undecided: Share,
    pub tasks: usize,
    /// Tasks up to the decision, of those with one.
    pub median: Option<usize>,
    pub ninth_decile: Option<usize>,
}

/// Learners of any true share who are undecided at [`READY`] tasks: what is said of how long it will take, and how long
/// it took.
#[derive(Debug, Clone, Serialize)]
pub struct Waits {
    pub learners: usize,
    /// The mean share that was said to be still open after [`AHEAD`] more tasks, and the share that was.
    pub said_open: f64,
    pub open: Share,
    /// Decided by the median that was said.
    pub by_median: Share,
}

/// The example's levels; which levels are right is not the statistics' to say.
pub fn levels() -> Levels {
    Levels { ready: 0.87, not_ready: 0.75, alpha: 0.05, beta: 0.05, named: "our level".to_owned() }
}

fn read(right: usize, n: usize, levels: &Levels) -> Reading {
    let count = DomainCount { id: String::new(), right: right as u32, n: n as u32, ceiling: None };
    readiness(&[count], levels).overall
}

/// True where the task is answered right, from the first task to the last.
fn answers(share: f64, tasks: usize, random: &mut Random) -> Vec<bool> {
    (0..tasks).map(|_| random.chance(share)).collect()
}

/// The first decision after `from` tasks or later, and when it came.
fn decided(answers: &[bool], from: usize, levels: &Levels) -> Option<(State, usize)> {
    let mut right = 0;
    for (n, answer) in (1..).zip(answers) {
        right += usize::from(*answer);
        if n >= from.max(READ_OUT as usize) {
            let state = read(right, n, levels).state;
            if matches!(state, State::Ready | State::NotReady) {
                return Some((state, n));
            }
        }
    }
    None
}

pub fn decisions(share: f64, tasks: usize, learners: usize, seed: u64) -> Decisions {
    let levels = levels();
    let ends =
        on_all_cores(learners, |learner| decided(&answers(share, tasks, &mut Random::new(seed + learner)), 0, &levels));
    let count = |state: &State| ends.iter().flatten().filter(|(of, _)| of == state).count();
    let mut times: Vec<usize> = ends.iter().flatten().map(|(_, n)| *n).collect();
    times.sort_unstable();
    Decisions {
        share,
        ready: Share::of(count(&State::Ready), learners),
        not_ready: Share::of(count(&State::NotReady), learners),
        undecided: Share::of(learners - times.len(), learners),
        tasks,
        median: times.get(times.len() / 2).copied(),
        ninth_decile: times.get(times.len() * 9 / 10).copied(),
    }
}

pub fn waits(learners: usize, seed: u64) -> Waits {
    let (levels, first) = (levels(), READY as usize);
    let told = on_all_cores(learners, |learner| {
        let mut random = Random::new(seed + learner);
        // Jeffreys' prior, by which waits are counted out: an arcsine distribution.
        let share = (std::f64::consts::FRAC_PI_2 * random.uniform()).sin().powi(2);
        let answers = answers(share, first + AHEAD, &mut random);
        let more = read(answers[..first].iter().filter(|right| **right).count(), first, &levels).more?;
        let took = decided(&answers, first, &levels).map(|(_, n)| n - first);
        let by_median = took.zip(more.median).is_some_and(|(took, median)| took <= median as usize);
        Some((more.open_after, took.is_none(), by_median))
    });
    let told: Vec<(f64, bool, bool)> = told.into_iter().flatten().collect();
    Waits {
        learners: told.len(),
        said_open: told.iter().map(|told| told.0).sum::<f64>() / (told.len() as f64).max(1.0),
        open: Share::of(told.iter().filter(|told| told.1).count(), told.len()),
        by_median: Share::of(told.iter().filter(|told| told.2).count(), told.len()),
    }
}
