//! How long a rule of stopping will take, when nobody knows the true share.

use super::share::valid;
use crate::Undefined;
use crate::check::{between, within};

const PREDICTIVE: &str =
    "counted out under the predictive distribution of the items so far (Pólya 1931; Jeffreys 1946)";

/// Jeffreys' prior of a share: half an item of each kind.
///
/// ```
/// use agreement::proportion::{JEFFREYS, waiting};
///
/// // After 3 of 3, that the next one is not of the kind has the chance ½ / 4, and not 0.
/// let wait = waiting(3, 3, JEFFREYS, 1, |k, n| k < n).unwrap();
/// assert_eq!(wait.open, [1.0, 1.0 - 0.5 / 4.0]);
/// ```
pub const JEFFREYS: (f64, f64) = (0.5, 0.5);

/// How many more items a rule takes to stop.
///
/// ```
/// use agreement::proportion::{JEFFREYS, waiting};
///
/// // Until the first right answer, after two wrong ones.
/// let wait = waiting(0, 2, JEFFREYS, 50, |k, _| k > 0).unwrap();
/// assert_eq!((wait.open.len(), wait.open[0], wait.median()), (51, 1.0, Ok(7)));
/// assert!(wait.open[50] > 0.2, "it may take long");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// The chance that the rule has not stopped after so many more items: the first entry is for none, the last for the
    /// cap. It never rises.
    pub open: Vec<f64>,
    /// The name of the method, with its source.
    pub method: &'static str,
}

impl Waiting {
    /// The longest wait that is counted out: 10 000 items.
    ///
    /// ```
    /// use agreement::proportion::{JEFFREYS, Waiting, waiting};
    ///
    /// let soon = |cap| waiting(0, 0, JEFFREYS, cap, |_, n| n >= 3);
    /// assert!(soon(Waiting::MOST).is_ok() && soon(Waiting::MOST + 1).is_err());
    /// ```
    pub const MOST: usize = 10_000;

    /// The number of further items by which half of all courses have stopped.
    ///
    /// # Errors
    /// [`Undefined::NotConverged`] if that is beyond the cap.
    ///
    /// Source: [`waiting`].
    ///
    /// ```
    /// use agreement::proportion::{JEFFREYS, waiting};
    ///
    /// // A rule that stops at 20 items, asked after 15.
    /// let wait = waiting(12, 15, JEFFREYS, 100, |_, n| n >= 20).unwrap();
    /// assert_eq!(wait.median(), Ok(5));
    /// ```
    pub fn median(&self) -> Result<usize, Undefined> {
        let open = self.open.partition_point(|open| *open > 0.5);
        if open < self.open.len() { Ok(open) } else { Err(Undefined::NotConverged { steps: self.open.len() - 1 }) }
    }
}

/// How many more items it takes until `stops` says so of the count and the number of items, after `k` of `n` so far.
///
/// ```text
/// P(the next one is of the kind | k of n) = (k + a) / (n + a + b)
/// ```
///
/// The true share is not known, so it is not taken to be k/n: each further item is drawn as the items before it let
/// expect, beginning with the prior (a, b), such as [`JEFFREYS`]. That is a beta distribution of the share, averaged
/// over. Up to `cap` items are counted out exactly; a rule that stops already now has 0 from the start.
///
/// # Errors
/// [`Undefined::OutOfRange`] when `k` exceeds `n`, unless both parts of the prior are above 0 and finite, and with a
/// cap above [`Waiting::MOST`].
///
/// Takes O(cap · w) time, where w is the largest number of counts between which the rule goes on.
///
/// Source: G. Pólya, "Sur quelques points de la théorie des probabilités", Annales de l'Institut Henri Poincaré 1
/// (1931); H. Jeffreys, "An invariant form for the prior probability in estimation problems", Proceedings of the Royal
/// Society A 186 (1946).
///
/// ```
/// use agreement::proportion::{JEFFREYS, Sprt, State, waiting};
///
/// let test = Sprt::new(0.75, 0.87, 0.05, 0.05).unwrap();
/// let decided = |k, n| test.state(k, n) != Ok(State::Undecided);
/// let wait = waiting(27, 30, JEFFREYS, 500, decided).unwrap();
/// assert_eq!(wait.median(), Ok(12));
/// // What 30 items tell of the share leaves a larger chance of a long wait than 27/30 itself would.
/// assert!(wait.open[100] > 2.0 * test.forecast(27, 30, 0.9, 100).unwrap().undecided);
/// ```
pub fn waiting(
    k: u64,
    n: u64,
    (a, b): (f64, f64),
    cap: usize,
    stops: impl Fn(u64, u64) -> bool,
) -> Result<Waiting, Undefined> {
    if n > 0 {
        valid(k, n)?;
    } else {
        within("the count", k as f64, 0.0, 0.0)?;
    }
    between("the prior", a, 0.0, f64::MAX)?;
    between("the prior", b, 0.0, f64::MAX)?;
    within("the cap", cap as f64, 0.0, Waiting::MOST as f64)?;
    // Chances of each number of further items of the kind among the courses that go on, which are in low..high.
    let mut chances = vec![0.0; cap + 2];
    chances[0] = 1.0;
    let (mut low, mut high) = (0, 1);
    let mut open = Vec::with_capacity(cap + 1);
    for items in 0..=cap {
        if items > 0 && low < high {
            let before = n as f64 + (items - 1) as f64;
            let mut came = 0.0;
            for (of_kind, chance) in chances[..=high].iter_mut().enumerate().skip(low) {
                let next = (k as f64 + of_kind as f64 + a) / (before + a + b);
                let goes_up = *chance * next;
                *chance = *chance - goes_up + came;
                came = goes_up;
            }
            high += 1;
        }
        let now = n.saturating_add(items as u64);
        for (of_kind, chance) in chances[..high].iter_mut().enumerate().skip(low) {
            if stops(k.saturating_add(of_kind as u64), now) {
                *chance = 0.0;
            }
        }
        while low < high && chances[low] == 0.0 {
            low += 1;
        }
        while low < high && chances[high - 1] == 0.0 {
            high -= 1;
        }
        let still = chances[low..high].iter().sum::<f64>();
        // Rounding must not let it rise.
        open.push(open.last().map_or(still, |last: &f64| still.min(*last)));
    }
    Ok(Waiting { open, method: PREDICTIVE })
}
