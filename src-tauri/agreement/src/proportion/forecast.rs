//! What a sequential test will do, counted out over all courses that it can take.

use super::sprt::{Lines, State};
use crate::Undefined;

/// How a sequential test will go on if the true share is known.
///
/// ```
/// use agreement::{Undefined, proportion::Sprt};
///
/// let forecast = Sprt::new(0.75, 0.87, 0.05, 0.05).unwrap().forecast(0, 0, 0.87, 40).unwrap();
/// let all = forecast.accept_lower + forecast.accept_upper + forecast.undecided;
/// assert!((all - 1.0).abs() < 1e-9 && forecast.undecided > 0.5 && forecast.mean < 40.0);
/// assert_eq!(forecast.median, Err(Undefined::NotConverged { steps: 40 }), "most courses go on");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// The chance that the lower level is accepted within the cap.
    pub accept_lower: f64,
    /// The chance that the upper level is accepted within the cap.
    pub accept_upper: f64,
    /// The chance that the cap comes first.
    pub undecided: f64,
    /// The mean number of further items, where those without a decision count as the cap. The mean up to a decision is
    /// larger by something as long as `undecided` is not about 0.
    pub mean: f64,
    /// The number of further items by which half of all courses have decided; [`Undefined::NotConverged`] if that is
    /// beyond the cap.
    pub median: Result<usize, Undefined>,
}

/// The counts so far.
pub(super) struct Start {
    pub(super) k: f64,
    pub(super) n: f64,
}

/// Chances of each number of further items of the kind among the undecided, moved on item by item; what reaches a line
/// is taken out.
pub(super) fn forecast(lines: &Lines, start: Start, share: f64, cap: usize) -> Forecast {
    let mut chances = vec![0.0; cap + 2];
    chances[0] = 1.0;
    // The undecided are among low..=high.
    let (mut low, mut high) = (0, 0);
    let mut forecast =
        Forecast { accept_lower: 0.0, accept_upper: 0.0, undecided: 1.0, mean: 0.0, median: Err(later_than(cap)) };
    for items in 0..=cap {
        if items > 0 {
            step(&mut chances[low..=high + 1], share);
            high += 1;
        }
        let n = start.n + items as f64;
        while low <= high && lines.state(start.k + low as f64, n) == State::AcceptLower {
            forecast.accept_lower += std::mem::take(&mut chances[low]);
            low += 1;
        }
        while low <= high && lines.state(start.k + high as f64, n) == State::AcceptUpper {
            forecast.accept_upper += std::mem::take(&mut chances[high]);
            // low ≤ high, and if high is 0 nothing is left of the one course.
            match high.checked_sub(1) {
                Some(next) => high = next,
                None => low = 1,
            }
        }
        forecast.undecided = chances.get(low..=high).map_or(0.0, |left| left.iter().sum());
        if forecast.median.is_err() && forecast.undecided <= 0.5 {
            forecast.median = Ok(items);
        }
        if low > high || forecast.undecided == 0.0 {
            break;
        }
        if items < cap {
            forecast.mean += forecast.undecided;
        }
    }
    forecast
}

fn later_than(cap: usize) -> Undefined {
    Undefined::NotConverged { steps: cap }
}

/// One more item: each count stays, or rises by one with the chance `share`. The last of `chances` is 0 before.
fn step(chances: &mut [f64], share: f64) {
    let mut before = 0.0;
    for chance in chances {
        let here = *chance;
        *chance = here * (1.0 - share) + before * share;
        before = here;
    }
}
