//! Verdicts in plain sentences. They say what was seen and what could have been seen, never that there is nothing.

use super::LEVEL;
use super::diagnosis::{Diagnostic, Finding, Lean, Unit, Verdict};

/// `also` is a sentence that belongs to it.
pub(super) fn not_enough(id: Diagnostic, n: usize, also: &str) -> String {
    let gap = if also.is_empty() { "" } else { " " };
    format!("Not enough yet: {n} of {} {}.{gap}{also}", id.needed(), things(id))
}

pub(super) fn undefined(id: Diagnostic, n: usize, reason: &str) -> String {
    format!("Cannot be told from {n} {}: {reason}.", things(id))
}

pub(super) fn of(id: Diagnostic, finding: &Finding, verdict: &Verdict) -> String {
    let Finding { n, unit, clause, .. } = finding;
    let things = things(id);
    match verdict {
        Verdict::Seen { lean, .. } => format!("You {}: {clause}. This rests on {n} {things}.", leans(lean)),
        Verdict::NoneLargerThan { size } => {
            let none = format!("larger than {} seen in {n} {things}", sized(*size, *unit));
            let mut words = match finding.lean.as_ref().filter(|_| finding.p < 1.0 - LEVEL) {
                // It stands out by itself, but not among so many.
                Some((lean, _)) => format!(
                    "Perhaps you {leans}: {clause}. With so many things looked at so often, that can be chance. None \
                     {none}.",
                    leans = leans(lean)
                ),
                None => format!("No {} {none}: {clause}.", looked_for(id)),
            };
            if let Some(smallest) = finding.smallest {
                let smallest = sized(smallest, *unit);
                words += &format!(
                    " One of {smallest} shows in four of five such sets of answers; a smaller one is missed more often."
                );
            }
            words
        }
        Verdict::Undefined { reason } => undefined(id, *n, reason),
        Verdict::NotEnough { n, .. } => not_enough(id, *n, ""),
    }
}

/// A size, rounded up: what is smaller is smaller than what is said.
fn sized(size: f64, unit: Unit) -> String {
    let whole = (size - 1e-9).ceil().max(1.0);
    let tenth = ((size - 1e-9) * 10.0).ceil().max(1.0) / 10.0;
    let hundredth = ((size - 1e-9) * 100.0).ceil().max(1.0) / 100.0;
    match unit {
        Unit::Points if whole == 1.0 => "1 point".to_owned(),
        Unit::Points => format!("{whole} points"),
        Unit::Steps => format!("{tenth:.1} steps"),
        Unit::Percent => format!("{whole} %"),
        Unit::Correlation => format!("{hundredth:.2}"),
    }
}

/// What a verdict counts.
fn things(id: Diagnostic) -> &'static str {
    match id {
        Diagnostic::Position | Diagnostic::Length => "pairs",
        Diagnostic::Severity | Diagnostic::CentralTendency | Diagnostic::Halo | Diagnostic::Drift => "rated tasks",
        Diagnostic::Consistency => "repeated tasks",
        Diagnostic::Haste => "hasty answers",
        Diagnostic::Calibration => "answers with a stated confidence",
        Diagnostic::Confusion => "labels",
    }
}

/// The lean itself, as something of which there is none.
fn looked_for(id: Diagnostic) -> &'static str {
    match id {
        Diagnostic::Position => "lean to the first or the second response",
        Diagnostic::Length => "lean to longer or shorter responses",
        Diagnostic::Severity => "severity or leniency",
        Diagnostic::CentralTendency => "narrowing to the middle of the scales",
        Diagnostic::Halo => "halo",
        Diagnostic::Drift => "drift",
        Diagnostic::Consistency => "shortfall from the level asked for",
        Diagnostic::Haste => "loss from haste",
        Diagnostic::Calibration => "gap between confidence and results",
        Diagnostic::Confusion => "lean to or from a label",
    }
}

/// What somebody with this lean does.
fn leans(lean: &Lean) -> String {
    let plain = match lean {
        Lean::First => "lean to the first response",
        Lean::Second => "lean to the second response",
        Lean::Longer => "lean to the longer response",
        Lean::Shorter => "lean to the shorter response",
        Lean::Severe => "rate more severely than the key",
        Lean::Lenient => "rate more leniently than the key",
        Lean::Middle => "keep to the middle of the scales",
        Lean::Halo => "let one impression colour all dimensions",
        Lean::SevereWithTime => "have become more severe with time",
        Lean::LenientWithTime => "have become more lenient with time",
        Lean::SevereOfLate => "have become more severe of late",
        Lean::LenientOfLate => "have become more lenient of late",
        Lean::Inconsistent => "often answer the same task in another way",
        Lean::Hasty => "are right less often when you hurry",
        Lean::OverConfident => "are surer than your answers deserve",
        Lean::UnderConfident => "are less sure than your answers deserve",
        Lean::UnevenlyConfident => "are too sure in some answers and not sure enough in others",
        Lean::Overused { label } => return format!("use “{label}” too often"),
        Lean::Underused { label } => return format!("use “{label}” too seldom"),
    };
    plain.to_owned()
}
