//! The parameters of items from many people's answers.

use super::Answer;
use super::expectation::{Expectation, People};
use super::item::Item;
use super::maximisation::{Line, STEEPEST};
use super::score::Prior;
use crate::Undefined;
use crate::check::within;

const MML: &str = "marginal maximum likelihood by EM (Bock & Aitkin 1981)";

/// How the iteration goes about it.
///
/// ```
/// use agreement::{Undefined, irt::{MmlOptions, marginal_ml}};
///
/// let answers: Vec<_> = [1, 1, 1, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 1].map(|right| Some(right == 1)).to_vec();
/// let quick = MmlOptions { steps: 2, ..MmlOptions::default() };
/// assert_eq!(marginal_ml(&answers, 2, quick).unwrap().converged, Err(Undefined::NotConverged { steps: 2 }));
/// let rough = MmlOptions { tolerance: 1.0, ..quick };
/// assert_eq!(marginal_ml(&answers, 2, rough).unwrap().converged, Ok(()), "near enough");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MmlOptions {
    /// The distribution of abilities and its nodes. Its mean and standard deviation set the scale of the parameters.
    pub prior: Prior,
    /// The iteration has settled when no slope and no intercept moves by more.
    pub tolerance: f64,
    /// The most iterations.
    pub steps: usize,
}

impl Default for MmlOptions {
    /// Standard normal abilities on 61 nodes from −6 to 6.
    fn default() -> Self {
        let prior = Prior { mean: 0.0, sd: 1.0, reach: 6.0, nodes: 61 };
        MmlOptions { prior, tolerance: 1e-6, steps: 2000 }
    }
}

/// A test whose items' parameters have been estimated.
///
/// ```
/// use agreement::{Undefined, irt::{MmlOptions, marginal_ml}};
///
/// // Two items; of thirty people one has answered neither, and all others have the second one right.
/// let right = |first| [Some(first), Some(true)];
/// let answers = [[right(true); 12].concat(), [right(false); 17].concat(), vec![None, None]].concat();
/// let test = marginal_ml(&answers, 2, MmlOptions::default()).unwrap();
/// assert_eq!((test.n, test.dropped, test.items[1]), (29, 1, Err(Undefined::Separation)));
/// assert!(test.log_likelihood < 0.0);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// Each item's parameters, or why it has none: [`Undefined::Separation`] if everyone was right or everyone wrong, or
    /// if its discrimination grows without end; [`Undefined::TooFew`] if nobody answered it.
    pub items: Vec<Result<Item, Undefined>>,
    /// Natural logarithm of the likelihood of the answers to the items that were estimated, without the multinomial
    /// constant.
    pub log_likelihood: f64,
    /// How many iterations were made.
    pub iterations: usize,
    /// [`Undefined::NotConverged`] if the parameters were still moving when the iterations were used up.
    pub converged: Result<(), Undefined>,
    /// People with an answer to one of these items.
    pub n: usize,
    /// People without one.
    pub dropped: usize,
    /// The name of the method, with its source.
    pub method: &'static str,
}

/// Estimates discrimination and difficulty of items from the answers of many people whose abilities are normal.
///
/// ```text
/// L = Π over people ∫ Π over their answers P_i(θ)^x·(1 − P_i(θ))^(1 − x) φ(θ) dθ
/// E step:  expected people, and right answers to each item, at each node of θ
/// M step:  for each item the logistic regression of these on θ
/// ```
///
/// `answers` holds a row of `items` answers for each person, one after the other. A missing answer is left out of the
/// product; that is fair where what is missing does not depend on what the answer would have been. Every third iteration
/// starts further along the way of the two before it, unless that is less likely than where the second began: so the
/// likelihood rises from each three to the next. No standard errors are given.
///
/// An item that everyone got right, or wrong, has no finite difficulty, and one whose discrimination reaches 10 is held
/// there: both answer with [`Undefined::Separation`]. Below some 200 people the estimates mean little.
///
/// # Errors
/// [`Undefined::TooFew`] without items or people, or when no item is left to estimate, [`Undefined::Ragged`] if the last
/// row is not full, [`Undefined::OutOfRange`] for a prior as [`eap`](super::eap) has it or a tolerance that is not
/// finite and at least 0.
///
/// Takes O(steps · patterns · nodes · items) time, where a pattern is one way to answer all items that somebody used.
///
/// Source: R. D. Bock & M. Aitkin, "Marginal maximum likelihood estimation of item parameters: application of an EM
/// algorithm", Psychometrika 46 (1981); R. Varadhan & C. Roland, "Simple and globally convergent methods for
/// accelerating the convergence of any EM algorithm", Scandinavian Journal of Statistics 35 (2008).
///
/// ```
/// use agreement::irt::{MmlOptions, marginal_ml};
///
/// // Three items; of 40 people some answered right, the better ones more.
/// let patterns = [("000", 6), ("100", 7), ("010", 3), ("110", 6), ("001", 1), ("101", 3), ("011", 2), ("111", 12)];
/// let answers: Vec<_> = patterns
///     .iter()
///     .flat_map(|(pattern, people)| pattern.repeat(*people).chars().map(|x| Some(x == '1')).collect::<Vec<_>>())
///     .collect();
/// let test = marginal_ml(&answers, 3, MmlOptions::default()).unwrap();
/// assert_eq!((test.n, test.converged), (40, Ok(())));
/// let difficulty = |at: usize| test.items[at].unwrap().difficulty();
/// assert!(difficulty(0) < difficulty(1) && difficulty(1) < difficulty(2));
/// ```
pub fn marginal_ml(answers: &[Answer], items: usize, options: MmlOptions) -> Result<Calibration, Undefined> {
    let MmlOptions { prior, tolerance, steps } = options;
    within("the tolerance", tolerance, 0.0, f64::MAX)?;
    if items == 0 || answers.is_empty() || steps == 0 {
        return Err(Undefined::TooFew { n: 0, needed: 1 });
    }
    if !answers.len().is_multiple_of(items) {
        let (row, found) = (answers.len() / items, answers.len() % items);
        return Err(Undefined::Ragged { row, found, expected: items });
    }
    let reasons: Vec<Result<(), Undefined>> = (0..items).map(|item| check_item(answers, items, item)).collect();
    let people = People::of(answers, &reasons);
    if people.n == 0 {
        return Err(Undefined::TooFew { n: 0, needed: 1 });
    }
    let mut search = Search::new(&people, Expectation::new(prior, &people)?);
    let converged = search.run(tolerance, steps);

    let mut lines = search.lines.iter();
    let estimated = reasons.into_iter().map(|reason| {
        let line = reason.and_then(|()| lines.next().ok_or(Undefined::NothingPairable))?;
        item_of(line)
    });
    let items: Vec<_> = estimated.collect();
    let log_likelihood = search.expectation.update(&people, &search.lines);
    let dropped = answers.len() / items.len() - people.n;
    let (iterations, n, method) = (search.iterations, people.n, MML);
    Ok(Calibration { items, log_likelihood, iterations, converged, n, dropped, method })
}

/// Whether answers to the item differ.
fn check_item(answers: &[Answer], items: usize, item: usize) -> Result<(), Undefined> {
    let mut given = answers.iter().skip(item).step_by(items).flatten();
    let first = given.next().ok_or(Undefined::TooFew { n: 0, needed: 1 })?;
    if given.any(|answer| answer != first) { Ok(()) } else { Err(Undefined::Separation) }
}

fn item_of(line: &Line) -> Result<Item, Undefined> {
    if line.slope.abs() >= STEEPEST {
        return Err(Undefined::Separation);
    }
    // A flat item says nothing about ability, so no ability is its difficulty.
    if line.slope == 0.0 { Err(Undefined::NoVariation) } else { Item::new(line.slope, -line.intercept / line.slope) }
}

/// The iteration on its way.
struct Search<'a> {
    people: &'a People,
    expectation: Expectation,
    lines: Vec<Line>,
    iterations: usize,
}

impl<'a> Search<'a> {
    fn new(people: &'a People, expectation: Expectation) -> Search<'a> {
        let lines = people.shares().map(|share| Line { slope: 1.0, intercept: 1.2 * (share / (1.0 - share)).ln() });
        Search { people, lines: lines.collect(), expectation, iterations: 0 }
    }

    /// One E step and one M step; the likelihood before it.
    fn step(&mut self) -> f64 {
        let log_likelihood = self.expectation.update(self.people, &self.lines);
        for (at, line) in self.lines.iter_mut().enumerate() {
            *line = self.expectation.maximise(at, *line);
        }
        self.iterations += 1;
        log_likelihood
    }

    fn run(&mut self, tolerance: f64, steps: usize) -> Result<(), Undefined> {
        while self.iterations < steps {
            let start = self.lines.clone();
            self.step();
            let first = self.lines.clone();
            if furthest(&start, &first) <= tolerance {
                return Ok(());
            }
            if self.iterations + 2 > steps {
                continue;
            }
            let likelihood = self.step();
            let second = std::mem::take(&mut self.lines);
            self.lines = further(&start, &first, &second);
            let kept = self.step() >= likelihood;
            if !kept {
                self.lines = second;
            }
        }
        Err(Undefined::NotConverged { steps })
    }
}

/// The most that a slope or an intercept moves.
fn furthest(from: &[Line], to: &[Line]) -> f64 {
    let moves = from.iter().zip(to).map(|(a, b)| (a.slope - b.slope).abs().max((a.intercept - b.intercept).abs()));
    moves.fold(0.0, f64::max)
}

/// Two steps taken further along their way (SQUAREM, third scheme): with r the first step and v the change from it to
/// the second, start + 2·α·r + α²·v for α = |r|/|v|, which is the second step itself at α = 1.
fn further(start: &[Line], first: &[Line], second: &[Line]) -> Vec<Line> {
    let numbers = |lines: &[Line]| lines.iter().flat_map(|line| [line.slope, line.intercept]).collect::<Vec<f64>>();
    let (start, first, second) = (numbers(start), numbers(first), numbers(second));
    let steps = || start.iter().zip(&first).zip(&second).map(|((a, b), c)| (a, b - a, (c - b) - (b - a)));
    let length = |square: f64| square.sqrt();
    let (r, v) = steps().fold((0.0, 0.0), |(r, v), (_, step, change)| (r + step * step, v + change * change));
    let alpha = if v > 0.0 { (length(r) / length(v)).max(1.0) } else { 1.0 };
    let moved: Vec<f64> = steps().map(|(a, step, change)| a + 2.0 * alpha * step + alpha * alpha * change).collect();
    moved.chunks_exact(2).map(|pair| Line { slope: pair[0].clamp(-STEEPEST, STEEPEST), intercept: pair[1] }).collect()
}
