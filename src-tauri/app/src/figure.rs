//! A share, with the n it rests on and its interval.

use crate::wire::feedback::FigureView;
use agreement::LEVEL;
use agreement::proportion::wilson;
use study::FirstTry;

/// Fewer than this give no interval that says anything.
pub(crate) const ENOUGH: u32 = 10;

pub(crate) fn figure(part: u32, n: u32) -> FigureView {
    let interval = (n >= ENOUGH).then(|| wilson(part.into(), n.into(), LEVEL).interval).flatten();
    FigureView { part, n, interval: interval.map(|ends| [ends.low, ends.high]), missing: ENOUGH.saturating_sub(n) }
}

/// How many of these pass.
pub(crate) fn share<T>(of: impl IntoIterator<Item = T>, passes: impl Fn(&T) -> bool) -> FigureView {
    let (mut part, mut n) = (0, 0);
    for one in of {
        part += u32::from(passes(&one));
        n += 1;
    }
    figure(part, n)
}

/// The headline figure: passed, of first tries without hints, all of them.
pub(crate) fn counted(tries: &[FirstTry]) -> FigureView {
    share(tries.iter().filter(|t| t.hints == 0), |t| t.passed)
}

/// The headline figure without those in dispute; none where nothing is in dispute.
pub(crate) fn undisputed(tries: &[FirstTry]) -> Option<FigureView> {
    undisputed_of(tries.iter().filter(|t| t.hints == 0), |t| t.disputed, |t| t.passed)
}

/// How many of those that are not disputed pass; none where nothing is disputed.
pub(crate) fn undisputed_of<T>(
    of: impl IntoIterator<Item = T>,
    disputed: impl Fn(&T) -> bool,
    passes: impl Fn(&T) -> bool,
) -> Option<FigureView> {
    let all: Vec<T> = of.into_iter().collect();
    let any = all.iter().any(&disputed);
    any.then(|| share(all.iter().filter(|one| !disputed(one)), |one| passes(one)))
}
