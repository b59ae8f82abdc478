//! The two steps of the iteration.

use super::Votes;
use crate::Undefined;

/// Four categories side by side. A list of categories fills as many of these as it needs, and what is left over has no
/// chance: so the inner loops have no remainder.
type Four = [f64; 4];

/// One item's votes: rater and label.
type OfItem<'a> = &'a [(u32, u16)];

/// How common the categories are, and how raters err.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Model {
    categories: usize,
    raters: usize,
    /// Each category's share.
    marginals: Vec<Four>,
    /// The chance that rater r says l where c is true, by r, then l, then c: what one vote says about all categories
    /// lies side by side.
    errors: Vec<Four>,
    /// Expected votes of each rater on each category.
    weights: Vec<Four>,
}

impl Model {
    pub(super) fn new(votes: &Votes) -> Model {
        let (categories, raters) = (votes.categories(), votes.raters());
        let width = categories.div_ceil(4);
        Model {
            categories,
            raters,
            marginals: vec![[0.0; 4]; width],
            errors: vec![[0.0; 4]; raters * categories * width],
            weights: vec![[0.0; 4]; raters * width],
        }
    }

    fn width(&self) -> usize {
        self.marginals.len()
    }

    /// Where what a vote says starts.
    fn place(&self, (rater, label): (u32, u16)) -> usize {
        (rater as usize * self.categories + label as usize) * self.width()
    }

    /// The M step.
    pub(super) fn fit(&mut self, votes: &Votes, posteriors: &Posteriors, smoothing: f64) {
        let (q, width) = (self.categories, self.width());
        self.marginals.fill([0.0; 4]);
        self.errors.fill([0.0; 4]);
        let mut rated = 0.0;
        for (votes, chances) in votes.by_item().zip(posteriors.chances.chunks_exact(width)) {
            rated += if votes.is_empty() { 0.0 } else { 1.0 };
            add(&mut self.marginals, chances);
            for vote in votes {
                let at = self.place(*vote);
                add(&mut self.errors[at..at + width], chances);
            }
        }
        self.marginals.as_flattened_mut().iter_mut().for_each(|share| *share /= rated);
        for (counts, weights) in self.errors.chunks_exact_mut(q * width).zip(self.weights.chunks_exact_mut(width)) {
            weights.fill([0.0; 4]);
            counts.chunks_exact(width).for_each(|of_label| add(weights, of_label));
            for of_label in counts.chunks_exact_mut(width) {
                for (count, weight) in of_label.as_flattened_mut().iter_mut().zip(weights.as_flattened()) {
                    let all = weight + q as f64 * smoothing;
                    // Where nothing is known any chances fit equally well; equal ones favour nothing.
                    *count = if all > 0.0 { (*count + smoothing) / all } else { 1.0 / q as f64 };
                }
            }
        }
    }

    pub(super) fn marginals(&self) -> &[f64] {
        &self.marginals.as_flattened()[..self.categories]
    }

    /// A rater's error matrix with a row for each true category.
    pub(super) fn confusion(&self, rater: usize) -> Vec<f64> {
        let (q, width) = (self.categories, self.width());
        let matrix = self.errors[rater * q * width..(rater + 1) * q * width].as_flattened();
        (0..q * q).map(|at| matrix[at % q * 4 * width + at / q]).collect()
    }

    pub(super) fn weights(&self, rater: usize) -> Result<&[f64], Undefined> {
        check("the rater", rater, self.raters)?;
        let from = rater * self.width();
        Ok(&self.weights[from..from + self.width()].as_flattened()[..self.categories])
    }

    /// The chance of an item's votes together with each category.
    #[inline(always)]
    fn joint(&self, votes: OfItem, joint: &mut [Four]) {
        joint.copy_from_slice(&self.marginals);
        for vote in votes {
            let says = &self.errors[self.place(*vote)..][..joint.len()];
            for (joint, says) in joint.iter_mut().zip(says) {
                for lane in 0..4 {
                    joint[lane] *= says[lane];
                }
            }
        }
    }

    /// The same over its largest, and the logarithm of that: for so many votes, or so improbable ones, that the chances
    /// themselves are too small for an f64.
    #[cold]
    fn joint_by_logarithms(&self, votes: OfItem, joint: &mut [Four]) -> f64 {
        let joint = joint.as_flattened_mut();
        for (joint, share) in joint.iter_mut().zip(self.marginals.as_flattened()) {
            *joint = share.ln();
        }
        for vote in votes {
            let says = &self.errors[self.place(*vote)..];
            for (joint, says) in joint.iter_mut().zip(says.as_flattened()) {
                *joint += says.ln();
            }
        }
        // The category that was most probable in the fit has its logarithm finite there.
        let most = joint.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        joint.iter_mut().for_each(|joint| *joint = (*joint - most).exp());
        most
    }
}

/// The chance of each category for each item.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Posteriors {
    categories: usize,
    /// Item by item; those of an item without a vote are all 0.
    chances: Vec<Four>,
}

/// What an E step came to.
pub(super) struct Step {
    /// The furthest that any chance has moved.
    pub(super) moved: f64,
    pub(super) log_likelihood: f64,
}

/// A chance of all votes on an item below this is computed by logarithms: its parts may have lost digits.
const TINY: f64 = 1e-200;

impl Posteriors {
    /// The share of each label among the votes on each item.
    pub(super) fn of_shares(votes: &Votes) -> Posteriors {
        let categories = votes.categories();
        let width = categories.div_ceil(4);
        let mut chances = vec![[0.0; 4]; votes.items() * width];
        for (votes, chances) in votes.by_item().zip(chances.chunks_exact_mut(width)) {
            for (_, label) in votes {
                chances.as_flattened_mut()[*label as usize] += 1.0 / votes.len() as f64;
            }
        }
        Posteriors { categories, chances }
    }

    fn width(&self) -> usize {
        self.categories.div_ceil(4)
    }

    /// An item's chances; none without a vote.
    pub(super) fn of(&self, item: usize) -> Result<Option<&[f64]>, Undefined> {
        let width = self.width();
        check("the item", item, self.chances.len() / width)?;
        let chances = &self.chances[item * width..(item + 1) * width].as_flattened()[..self.categories];
        Ok(Some(chances).filter(|chances| chances.iter().any(|chance| *chance > 0.0)))
    }

    /// The E step. A width that the compiler knows keeps an item's chances in registers.
    pub(super) fn update(&mut self, votes: &Votes, model: &Model) -> Step {
        match self.width() {
            1 => self.sweep(votes, model, &mut [[0.0; 4]; 1]),
            2 => self.sweep(votes, model, &mut [[0.0; 4]; 2]),
            width => self.sweep(votes, model, &mut vec![[0.0; 4]; width]),
        }
    }

    #[inline(always)]
    fn sweep(&mut self, votes: &Votes, model: &Model, joint: &mut [Four]) -> Step {
        let mut step = Step { moved: 0.0, log_likelihood: 0.0 };
        for (votes, chances) in votes.by_item().zip(self.chances.chunks_exact_mut(joint.len())) {
            if votes.is_empty() {
                continue;
            }
            model.joint(votes, joint);
            let mut all: f64 = joint.as_flattened().iter().sum();
            if all < TINY {
                step.log_likelihood += model.joint_by_logarithms(votes, joint);
                all = joint.as_flattened().iter().sum();
            }
            step.log_likelihood += all.ln();
            let scale = 1.0 / all;
            for (chance, joint) in chances.as_flattened_mut().iter_mut().zip(joint.as_flattened()) {
                let new = joint * scale;
                let moved = (new - *chance).abs();
                step.moved = if moved > step.moved { moved } else { step.moved };
                *chance = new;
            }
        }
        step
    }
}

fn add(to: &mut [Four], values: &[Four]) {
    for (to, value) in to.iter_mut().zip(values) {
        for lane in 0..4 {
            to[lane] += value[lane];
        }
    }
}

fn check(what: &'static str, at: usize, all: usize) -> Result<(), Undefined> {
    if at < all {
        return Ok(());
    }
    Err(Undefined::OutOfRange { what, value: at as f64, low: 0.0, high: all.saturating_sub(1) as f64 })
}
