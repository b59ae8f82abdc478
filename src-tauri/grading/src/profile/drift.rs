//! Whether ratings move beside the key in the course of time.

use super::LEVEL;
use super::answers::Scored;
use super::diagnosis::{Diagnostic, Figure, Finding, Lean, Outcome, Unit, as_estimated, farthest};
use super::ratings::{ends, errors, smallest};
use super::say::{between, signed};
use agreement::Undefined;
use agreement::bias::recent_shift;
use agreement::regression::{Tested, linear};

/// How quickly older tasks fade from "of late": the latest twenty are the main part. Faster, and only large drifts
/// would show.
const FADING: f64 = 0.05;

/// A drift has one of two shapes: it goes on all the time, or it has set in of late. Each hides from the other's test.
/// An average of late weighs some forty tasks however many there are, and the ones before hold ever more of an old
/// drift, so that with more answers it sees less of it; the slope of a line hardly notices the last tenth. So both are
/// tested, and either may take half of the chance of an error.
const SHAPES: usize = 2;

/// One shape of a drift, tested.
struct Shape {
    tested: Tested,
    /// The shape below 0, and above.
    leans: [Lean; 2],
}

/// The signed error against the time: its slope by least squares, as the change from the first task to the last (D. R.
/// Helsel & R. M. Hirsch, "Statistical methods in water resources", ch. 12, 2002), and the exponentially weighted mean
/// of late against what it leaves (Roberts 1959). Both p are doubled and both intervals widened to hold at once (O. J.
/// Dunn, "Multiple comparisons among means", Journal of the American Statistical Association 56, 1961).
///
/// Not the Mann-Kendall test with Theil's and Sen's slope: errors are means of a few whole steps, so that one pair of
/// them in seven is tied, and of simulated raters with an even drift of half a step the median slope is exactly 0 in
/// four to six of ten.
///
/// Errors of different tasks are taken as independent. A mood that makes all ratings of one sitting too low is told as
/// a drift, or as severity, more often than the level says; `examples/profile_report.rs` measures how often.
pub(super) fn drift(tasks: &[&[Scored]]) -> Outcome {
    let n = tasks.len();
    if n < Diagnostic::Drift.needed() {
        return Outcome::not_enough(n);
    }
    let errors = errors(tasks);
    let level = 1.0 - (1.0 - LEVEL) / SHAPES as f64;
    let with_time = match trend(&errors, level) {
        Ok(tested) => Shape { tested, leans: [Lean::SevereWithTime, Lean::LenientWithTime] },
        Err(reason) => return Outcome::Undefined { n, reason: reason.to_string() },
    };
    let of_late =
        Shape { tested: recent_shift(&errors, FADING, level), leans: [Lean::SevereOfLate, Lean::LenientOfLate] };
    let shapes = [&with_time, &of_late];
    let clearest = shapes
        .into_iter()
        .filter_map(|shape| Some((shape, shape.change()?, shape.tested.p.ok()?)))
        .min_by(|(.., p), (.., q)| p.total_cmp(q));
    let Some((told, change, p)) = clearest else {
        let reason = "every task is rated equally far from the key".to_owned();
        return Outcome::Undefined { n, reason };
    };
    // Of the shape in which a drift hides best, since either may be there.
    let largest = |of: &dyn Fn(&Shape) -> Option<f64>| shapes.into_iter().filter_map(of).reduce(f64::max);
    Outcome::Found(Finding {
        n,
        unit: Unit::Steps,
        estimate: change,
        interval: told.interval(),
        p: (SHAPES as f64 * p).min(1.0),
        smallest: largest(&|shape| shape.smallest(n, level)),
        lean: as_estimated(told.leans[usize::from(change > 0.0)].clone(), change),
        likely: largest(&|shape| farthest(shape.interval())),
        clause: clause(&with_time, &of_late, std::ptr::eq(told, &with_time)),
        figures: figures(&with_time, &of_late, n, level),
    })
}

/// The change from the first value to the last, along the straight line that fits them best.
fn trend(errors: &[f64], level: f64) -> Result<Tested, Undefined> {
    let last = errors.len().saturating_sub(1).max(1) as f64;
    let time: Vec<f64> = (0..errors.len()).map(|at| at as f64 / last).collect();
    Ok(linear(errors, &[&time], level)?.coefficients.swap_remove(1))
}

impl Shape {
    fn change(&self) -> Option<f64> {
        self.tested.estimate.value.ok()
    }

    fn interval(&self) -> Option<[f64; 2]> {
        ends(self.tested.estimate.interval)
    }

    fn smallest(&self, n: usize, level: f64) -> Option<f64> {
        smallest(self.tested.estimate.se, n - 2, level)
    }

    fn figure(&self, name: &str) -> Option<Figure> {
        let estimate = &self.tested.estimate;
        let name = name.to_owned();
        self.change().map(|value| Figure { name, value, interval: self.interval(), n: Some(estimate.n) })
    }
}

/// Both shapes, the one that is told first.
fn clause(with_time: &Shape, of_late: &Shape, time_first: bool) -> String {
    let said =
        |shape: &Shape, ways| (signed(shape.change().unwrap_or(0.0), "steps", ways), between(shape.interval(), ways));
    let (gone, range) = said(with_time, ["down", "up"]);
    let with_time =
        format!("from the first task to the last your ratings have gone {gone}, if they went evenly{range}");
    let (apart, range) = said(of_late, ["lower", "higher"]);
    let of_late = format!("your latest ratings are {apart} than those before{range}");
    let [first, second] = if time_first { [with_time, of_late] } else { [of_late, with_time] };
    format!("beside the key, {first}; {second}")
}

/// Both changes, those that would show, and the two means of the second one.
fn figures(with_time: &Shape, of_late: &Shape, n: usize, level: f64) -> Vec<Figure> {
    let plain = |name: &str, value: Option<f64>| {
        value.map(|value| Figure { name: name.to_owned(), value, interval: None, n: None })
    };
    let [late, before] = [of_late.tested.estimate.observed, of_late.tested.estimate.expected];
    let figures = [
        with_time.figure("change from the first task to the last"),
        plain("smallest change from the first task to the last that shows", with_time.smallest(n, level)),
        of_late.figure("change of late"),
        plain("smallest change of late that shows", of_late.smallest(n, level)),
        plain("mean error of late", late),
        plain("mean error before", before),
    ];
    figures.into_iter().flatten().collect()
}
