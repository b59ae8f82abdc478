//! The E step: who is expected at which node, and what they answer there.

use super::Answer;
use super::item::softplus;
use super::maximisation::Line;
use super::score::Prior;
use crate::Undefined;

/// What people answered to the items that can be estimated, each way to answer once.
#[derive(Debug)]
pub(super) struct People {
    /// People with an answer.
    pub(super) n: usize,
    pub(super) items: usize,
    /// One row a pattern.
    patterns: Vec<Answer>,
    /// How many people gave each pattern.
    counts: Vec<f64>,
}

impl People {
    /// From rows of all items, of which only those without a reason are kept.
    pub(super) fn of(answers: &[Answer], reasons: &[Result<(), Undefined>]) -> People {
        let items = reasons.iter().filter(|reason| reason.is_ok()).count();
        if items == 0 {
            return People { n: 0, items, patterns: Vec::new(), counts: Vec::new() };
        }
        let kept = |row: &[Answer]| row.iter().zip(reasons).any(|(answer, reason)| reason.is_ok() && answer.is_some());
        let rows = answers.chunks_exact(reasons.len()).filter(|row| kept(row));
        let cells = rows.flat_map(|row| row.iter().zip(reasons).filter(|(_, reason)| reason.is_ok()));
        let cells: Vec<Answer> = cells.map(|(answer, _)| *answer).collect();
        let mut rows: Vec<&[Answer]> = cells.chunks_exact(items).collect();
        rows.sort_unstable();
        let groups = rows.chunk_by(|a, b| a == b);
        let counts = groups.clone().map(|group| group.len() as f64).collect();
        let patterns = groups.flat_map(|group| group[0]).copied().collect();
        People { n: rows.len(), items, patterns, counts }
    }

    fn patterns(&self) -> impl Iterator<Item = (&[Answer], f64)> {
        self.patterns.chunks_exact(self.items).zip(self.counts.iter().copied())
    }

    /// The share of right answers to each item.
    pub(super) fn shares(&self) -> impl Iterator<Item = f64> {
        (0..self.items).map(|item| {
            let (mut right, mut all) = (0.0, 0.0);
            for (pattern, count) in self.patterns() {
                all += if pattern[item].is_some() { count } else { 0.0 };
                right += if pattern[item] == Some(true) { count } else { 0.0 };
            }
            right / all
        })
    }
}

/// Expected people and answers at each node.
#[derive(Debug)]
pub(super) struct Expectation {
    nodes: Vec<f64>,
    log_weights: Vec<f64>,
    /// People.
    all: Vec<f64>,
    /// Right answers to each item.
    right: Vec<f64>,
    /// People without an answer to each item.
    missing: Vec<f64>,
    some_missing: bool,
    /// −ln(1 − P) of each item.
    wrong: Vec<f64>,
    /// Logarithm of the weight and of all answers being wrong.
    log_all_wrong: Vec<f64>,
    /// One pattern's logarithms.
    logs: Vec<f64>,
}

/// A chance smaller than the largest by this factor's logarithm adds nothing to a sum of f64s.
const NEGLIGIBLE: f64 = -40.0;

impl Expectation {
    pub(super) fn new(prior: Prior, people: &People) -> Result<Expectation, Undefined> {
        let (nodes, mut log_weights) = prior.grid(people.items)?;
        let sum: f64 = log_weights.iter().map(|log| log.exp()).sum();
        log_weights.iter_mut().for_each(|log| *log -= sum.ln());
        let (one, each) = (vec![0.0; nodes.len()], vec![0.0; nodes.len() * people.items]);
        Ok(Expectation {
            all: one.clone(),
            right: each.clone(),
            missing: each.clone(),
            some_missing: people.patterns.iter().any(Option::is_none),
            wrong: each,
            log_all_wrong: one.clone(),
            logs: one,
            nodes,
            log_weights,
        })
    }

    /// Takes the items to be these lines; the logarithm of the likelihood under them.
    pub(super) fn update(&mut self, people: &People, lines: &[Line]) -> f64 {
        self.prepare(lines);
        let mut log_likelihood = 0.0;
        for (pattern, count) in people.patterns() {
            log_likelihood += count * self.add(pattern, count, lines);
        }
        log_likelihood
    }

    fn prepare(&mut self, lines: &[Line]) {
        for sums in [&mut self.all, &mut self.right, &mut self.missing] {
            sums.fill(0.0);
        }
        self.log_all_wrong.copy_from_slice(&self.log_weights);
        for (line, row) in lines.iter().zip(self.wrong.chunks_exact_mut(self.nodes.len())) {
            for (wrong, node) in row.iter_mut().zip(&self.nodes) {
                *wrong = softplus(line.slope * node + line.intercept);
            }
            self.log_all_wrong.iter_mut().zip(row).for_each(|(log, wrong)| *log -= *wrong);
        }
    }

    /// Adds the people of one pattern where they are expected; the logarithm of its chance.
    fn add(&mut self, pattern: &[Answer], count: f64, lines: &[Line]) -> f64 {
        let width = self.nodes.len();
        let complete = !self.some_missing || pattern.iter().all(Option::is_some);
        self.logs.copy_from_slice(if complete { &self.log_all_wrong } else { &self.log_weights });
        if !complete {
            let rows = self.wrong.chunks_exact(width).zip(pattern).filter(|(_, answer)| answer.is_some());
            rows.for_each(|(row, _)| self.logs.iter_mut().zip(row).for_each(|(log, wrong)| *log -= wrong));
        }
        // A right answer adds the line's logit to the logarithm of its being wrong.
        let right = pattern.iter().zip(lines).filter(|(answer, _)| **answer == Some(true));
        let (slope, level) = right.fold((0.0, 0.0), |(a, d), (_, line)| (a + line.slope, d + line.intercept));
        self.logs.iter_mut().zip(&self.nodes).for_each(|(log, node)| *log += slope * node);
        let most = self.logs.iter().fold(f64::NEG_INFINITY, |most, log| if *log > most { *log } else { most });
        // The logarithm of the chance is concave in the node, so what matters is one stretch.
        let from = self.logs.iter().position(|log| *log - most > NEGLIGIBLE).unwrap_or(0);
        let stretch = self.logs[from..].iter().take_while(|log| **log - most > NEGLIGIBLE).count();
        let to = from + stretch;
        let chances = &mut self.logs[from..to];
        chances.iter_mut().for_each(|log| *log = (*log - most).exp());
        let sum: f64 = chances.iter().sum();
        chances.iter_mut().for_each(|chance| *chance *= count / sum);

        add(&mut self.all[from..to], chances);
        for (item, answer) in pattern.iter().enumerate() {
            let row = item * width + from..item * width + to;
            match answer {
                Some(true) => add(&mut self.right[row], chances),
                Some(false) => {}
                None => add(&mut self.missing[row], chances),
            }
        }
        most + level + sum.ln()
    }

    /// The M step of one item.
    pub(super) fn maximise(&self, item: usize, line: Line) -> Line {
        let row = item * self.nodes.len()..(item + 1) * self.nodes.len();
        let answered = self.all.iter().zip(&self.missing[row.clone()]).map(|(all, missing)| all - missing);
        line.maximised(&self.nodes, answered, &self.right[row])
    }
}

fn add(to: &mut [f64], values: &[f64]) {
    for (to, value) in to.iter_mut().zip(values) {
        *to += value;
    }
}
