//! Wald's sequential test of a share.

use super::forecast::{Forecast, Start, forecast};
use crate::Undefined;
use crate::check::{between, within};

/// Wald's sequential probability ratio test between two named levels of a share, of which the upper one is better or
/// worse as the caller has it: after each item it accepts the lower level, accepts the upper one, or asks for another
/// item.
///
/// ```text
/// accept lower:  k ≤ −h1 + s·n        K  = ln(p₂(1 − p₁) / (p₁(1 − p₂)))
/// accept upper:  k ≥  h2 + s·n        h1 = ln((1 − α)/β) / K
///                                     h2 = ln((1 − β)/α) / K
///                                     s  = ln((1 − p₁)/(1 − p₂)) / K
/// ```
///
/// k of the first n items are of the kind, p₁ and p₂ are the levels. α is the chance of accepting the upper level when
/// the lower one is true, β that of accepting the lower when the upper is true. Wald's lines keep them only nearly: the
/// true chances are at most α/(1 − β) and β/(1 − α), and mostly smaller, since a run of whole items oversteps a line
/// before it ends.
///
/// "Undecided" is an answer of the test: it says that this many items cannot yet tell the levels apart.
///
/// Source: A. Wald, "Sequential tests of statistical hypotheses", Annals of Mathematical Statistics 16 (1945); lines as
/// in the NIST/SEMATECH e-Handbook of Statistical Methods, 6.2.6.
///
/// ```
/// use agreement::proportion::{Sprt, State};
///
/// let test = Sprt::new(0.75, 0.87, 0.05, 0.05).unwrap();
/// assert_eq!(test.state(27, 30), Ok(State::Undecided));
/// assert_eq!(test.state(80, 86), Ok(State::AcceptUpper));
/// assert_eq!(test.state(15, 30), Ok(State::AcceptLower));
/// // Even with a true share of .87 most runs of 30 items decide nothing.
/// assert!((test.undecided(0.87, 30).unwrap() - 0.85).abs() < 0.005);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sprt {
    lower: f64,
    upper: f64,
    lines: Lines,
}

/// The two lines between which a sequential test goes on, in counts of the kind over counts of items.
///
/// ```
/// use agreement::proportion::{Lines, Sprt, State};
///
/// let test = Sprt::new(0.75, 0.87, 0.05, 0.05).unwrap();
/// let Lines { h1, h2, slope } = test.lines();
/// // How many of 40 accept the upper level, how few the lower.
/// let (upper, lower) = ((h2 + slope * 40.0).ceil() as u64, (slope * 40.0 - h1).floor() as u64);
/// assert_eq!((test.state(upper, 40), test.state(upper - 1, 40)), (Ok(State::AcceptUpper), Ok(State::Undecided)));
/// assert_eq!((test.state(lower, 40), test.state(lower + 1, 40)), (Ok(State::AcceptLower), Ok(State::Undecided)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lines {
    /// How far below 0 the lower line starts.
    pub h1: f64,
    /// How far above 0 the upper line starts.
    pub h2: f64,
    /// By how much both rise with each item; it lies between the two levels.
    pub slope: f64,
}

/// What a sequential test says.
///
/// ```
/// use agreement::proportion::{Sprt, State};
///
/// let test = Sprt::new(0.5, 0.9, 0.05, 0.05).unwrap();
/// let states = [2, 8, 10].map(|k| test.state(k, 10).unwrap());
/// assert_eq!(states, [State::AcceptLower, State::Undecided, State::AcceptUpper]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Enough has been seen to take the lower level for true rather than the upper one.
    AcceptLower,
    /// Enough has been seen to take the upper level for true rather than the lower one.
    AcceptUpper,
    /// So many items cannot tell the levels apart yet.
    Undecided,
}

/// How a sequential test of items in their order came out.
///
/// ```
/// use agreement::proportion::{Decision, Sprt, State};
///
/// let test = Sprt::new(0.5, 0.9, 0.05, 0.05).unwrap();
/// let answers = [true, true, false, true, true, true, true, true, true, true, true, false];
/// assert_eq!(test.decide(answers), Decision { state: State::AcceptUpper, n: 9, k: 8 });
/// assert_eq!(test.decide(answers[..5].iter().copied()), Decision { state: State::Undecided, n: 5, k: 4 });
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// The line that was reached, or none yet.
    pub state: State,
    /// Items up to the decision; all of them if there is none.
    pub n: usize,
    /// How many of these are of the kind.
    pub k: usize,
}

/// A count that rounding alone keeps off a line is on it.
const SLACK: f64 = 1e-9;

impl Lines {
    /// Where `k` of `n` lies.
    pub(super) fn state(&self, k: f64, n: f64) -> State {
        if k <= self.slope * n - self.h1 + SLACK {
            State::AcceptLower
        } else if k >= self.slope * n + self.h2 - SLACK {
            State::AcceptUpper
        } else {
            State::Undecided
        }
    }
}

impl Sprt {
    /// The longest forecast: 10 000 items.
    ///
    /// ```
    /// use agreement::proportion::Sprt;
    ///
    /// let test = Sprt::new(0.75, 0.87, 0.05, 0.05).unwrap();
    /// assert!(test.forecast(0, 0, 0.8, Sprt::MOST).is_ok() && test.forecast(0, 0, 0.8, Sprt::MOST + 1).is_err());
    /// ```
    pub const MOST: usize = 10_000;

    /// Between the levels `lower` and `upper`, with these chances of a false decision.
    ///
    /// # Errors
    /// [`Undefined::OutOfRange`] unless 0 < `lower` < `upper` < 1, `alpha` and `beta` are above 0, and their sum is
    /// below 1: otherwise the lines would cross.
    ///
    /// ```
    /// use agreement::proportion::Sprt;
    ///
    /// assert!(Sprt::new(0.75, 0.87, 0.05, 0.05).is_ok());
    /// assert!(Sprt::new(0.87, 0.75, 0.05, 0.05).is_err(), "the lower level comes first");
    /// ```
    pub fn new(lower: f64, upper: f64, alpha: f64, beta: f64) -> Result<Sprt, Undefined> {
        between("the lower level", lower, 0.0, 1.0)?;
        between("the upper level", upper, lower, 1.0)?;
        between("alpha", alpha, 0.0, 1.0)?;
        between("beta", beta, 0.0, 1.0 - alpha)?;
        let fall = ((1.0 - lower) / (1.0 - upper)).ln();
        let scale = (upper / lower).ln() + fall;
        // Levels that differ in their last digit only leave nothing between the lines' rise and a level.
        let slope = between("the slope", fall / scale, lower, upper)?;
        let (h1, h2) = (((1.0 - alpha) / beta).ln() / scale, ((1.0 - beta) / alpha).ln() / scale);
        Ok(Sprt { lower, upper, lines: Lines { h1, h2, slope } })
    }

    /// The lower and the upper level.
    ///
    /// ```
    /// let test = agreement::proportion::Sprt::new(0.75, 0.87, 0.05, 0.05).unwrap();
    /// assert_eq!(test.levels(), (0.75, 0.87));
    /// ```
    pub fn levels(&self) -> (f64, f64) {
        (self.lower, self.upper)
    }

    /// The lines of decision.
    ///
    /// ```
    /// let lines = agreement::proportion::Sprt::new(0.01, 0.1, 0.05, 0.1).unwrap().lines();
    /// assert!((lines.h1 - 0.939).abs() < 1e-3 && (lines.h2 - 1.205).abs() < 1e-3 && (lines.slope - 0.0397).abs() < 1e-4);
    /// ```
    pub fn lines(&self) -> Lines {
        self.lines
    }

    /// Where the test stands with `k` of `n` items of the kind.
    ///
    /// The chances of error hold for a test that ends when a line is first reached. A count that has passed a line and
    /// come back reads "undecided" here; [`Sprt::decide`] follows the items in their order and does not.
    ///
    /// # Errors
    /// [`Undefined::OutOfRange`] when `k` exceeds `n`.
    ///
    /// Source: [`Sprt`].
    ///
    /// ```
    /// use agreement::proportion::{Sprt, State};
    ///
    /// let test = Sprt::new(0.75, 0.87, 0.05, 0.05).unwrap();
    /// assert_eq!((test.state(27, 30), test.state(15, 30)), (Ok(State::Undecided), Ok(State::AcceptLower)));
    /// assert!(test.state(31, 30).is_err());
    /// ```
    pub fn state(&self, k: u64, n: u64) -> Result<State, Undefined> {
        within("the count", k as f64, 0.0, n as f64)?;
        Ok(self.lines.state(k as f64, n as f64))
    }

    /// The decision over items in their order, true for one of the kind: the first line that is reached.
    ///
    /// Source: [`Sprt`].
    ///
    /// ```
    /// use agreement::proportion::{Sprt, State};
    ///
    /// let test = Sprt::new(0.5, 0.9, 0.05, 0.05).unwrap();
    /// let decision = test.decide([true; 12]);
    /// assert_eq!((decision.state, decision.n, decision.k), (State::AcceptUpper, 6, 6));
    /// ```
    pub fn decide(&self, items: impl IntoIterator<Item = bool>) -> Decision {
        let mut decision = Decision { state: State::Undecided, n: 0, k: 0 };
        for of_the_kind in items {
            decision.n += 1;
            decision.k += usize::from(of_the_kind);
            decision.state = self.lines.state(decision.k as f64, decision.n as f64);
            if decision.state != State::Undecided {
                break;
            }
        }
        decision
    }

    /// The mean number of items up to a decision if `share` is the true one, by Wald's approximation.
    ///
    /// ```text
    /// E n = (h2·(1 − L) − h1·L) / (p − s),   h1·h2 / (s(1 − s)) at p = s
    /// L   = (Aʰ − 1) / (Aʰ − Bʰ),            p·(p₂/p₁)ʰ + (1 − p)·((1 − p₂)/(1 − p₁))ʰ = 1, h ≠ 0
    /// ```
    ///
    /// L is the chance of accepting the lower level, A = (1 − β)/α and B = β/(1 − α). The approximation takes each line
    /// to be met exactly, so the true mean is somewhat larger; [`Sprt::forecast`] counts it out.
    ///
    /// # Errors
    /// [`Undefined::OutOfRange`] when `share` is outside [0, 1].
    ///
    /// Source: [`Sprt`]; A. Wald, "Sequential analysis" (1947).
    ///
    /// ```
    /// let test = agreement::proportion::Sprt::new(0.75, 0.87, 0.05, 0.05).unwrap();
    /// let (wald, counted) = (test.expected(0.87).unwrap(), test.forecast(0, 0, 0.87, 2000).unwrap());
    /// assert!((wald - 60.07).abs() < 0.01 && (counted.mean - 62.84).abs() < 0.01 && counted.undecided < 1e-9);
    /// ```
    pub fn expected(&self, share: f64) -> Result<f64, Undefined> {
        let Lines { h1, h2, slope } = self.lines;
        let p = within("the share", share, 0.0, 1.0)?;
        let drift = p - slope;
        // Nearer than this to the slope the quotient below loses its digits, and the limit is as good.
        if drift.abs() < 1e-6 * slope * (1.0 - slope) {
            return Ok(h1 * h2 / (slope * (1.0 - slope)));
        }
        let lower = self.accept_lower(p);
        Ok((h2 * (1.0 - lower) - h1 * lower) / drift)
    }

    /// Wald's chance of accepting the lower level, for a share off the slope.
    ///
    /// With w = h·K the equation for h reads p·exp(w(1 − s)) + (1 − p)·exp(−w·s) = 1, and A, B become the ends of the
    /// lines.
    fn accept_lower(&self, p: f64) -> f64 {
        let Lines { h1, h2, slope } = self.lines;
        if p == 0.0 || p == 1.0 {
            return 1.0 - p;
        }
        let excess = |w: f64| p * (w * (1.0 - slope)).exp_m1() + (1.0 - p) * (-w * slope).exp_m1();
        // The excess is convex in w, with one root at 0 and the other on the side where the share drifts away from.
        let side = if p > slope { -1.0 } else { 1.0 };
        let mut outer = side;
        while excess(outer) < 0.0 {
            outer *= 2.0;
        }
        let mut inner = outer;
        while excess(inner) >= 0.0 && inner.abs() > f64::MIN_POSITIVE {
            inner *= 0.5;
        }
        for _ in 0..80 {
            let middle = 0.5 * (inner + outer);
            if excess(middle) < 0.0 { inner = middle } else { outer = middle }
        }
        let w = 0.5 * (inner + outer);
        // (exp(w·h2) − 1)/(exp(w·h2) − exp(−w·h1)), written so that neither end overflows.
        if w < 0.0 {
            (w * h2).exp_m1() * (w * h1).exp() / (w * (h1 + h2)).exp_m1()
        } else {
            (-w * h2).exp_m1() / (-w * (h1 + h2)).exp_m1()
        }
    }

    /// What the next `cap` items will do if `share` is the true one, from `k` of `n` so far, counted out exactly: the
    /// chances of both decisions, the chance that there is none yet, and how many more items a decision takes.
    ///
    /// From `k` = `n` = 0 the mean is the expected sample number (of a test that is broken off at `cap`), and
    /// `accept_upper` at the lower level is the true α.
    ///
    /// # Errors
    /// [`Undefined::OutOfRange`] when `k` exceeds `n`, `share` is outside [0, 1], or `cap` is above [`Sprt::MOST`].
    ///
    /// Takes O(cap · width) time, where the width is the number of undecided counts, about h1 + h2.
    ///
    /// Source: L. A. Aroian, "Sequential analysis, direct method", Technometrics 10 (1968).
    ///
    /// ```
    /// let test = agreement::proportion::Sprt::new(0.75, 0.87, 0.05, 0.05).unwrap();
    /// let more = test.forecast(27, 30, 0.87, 500).unwrap();
    /// assert_eq!(more.median, Ok(12));
    /// assert!(more.accept_upper > 0.98);
    /// ```
    pub fn forecast(&self, k: u64, n: u64, share: f64, cap: usize) -> Result<Forecast, Undefined> {
        within("the count", k as f64, 0.0, n as f64)?;
        within("the share", share, 0.0, 1.0)?;
        within("the cap", cap as f64, 0.0, Self::MOST as f64)?;
        Ok(forecast(&self.lines, Start { k: k as f64, n: n as f64 }, share, cap))
    }

    /// The chance that `n` items have decided nothing yet if `share` is the true one, by counting out.
    ///
    /// # Errors
    /// As for [`Sprt::forecast`].
    ///
    /// Source: [`Sprt::forecast`].
    ///
    /// ```
    /// let test = agreement::proportion::Sprt::new(0.75, 0.87, 0.05, 0.05).unwrap();
    /// assert!((test.undecided(0.87, 68).unwrap() - 0.34).abs() < 0.005);
    /// ```
    pub fn undecided(&self, share: f64, n: usize) -> Result<f64, Undefined> {
        Ok(self.forecast(0, 0, share, n)?.undecided)
    }
}
