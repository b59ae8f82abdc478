//! Figures in plain English.

pub(super) use crate::say::{capital, counted, list, number};

/// A share as whole per cent: "87 %".
pub(super) fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

/// A level as it was given: "87 %", "87.5 %".
pub(super) fn percent_or_finer(share: f64) -> String {
    let [whole, finer] = [(100.0 * share).round(), (1000.0 * share).round() / 10.0];
    if (whole - finer).abs() < 1e-9 { format!("{whole:.0} %") } else { format!("{finer:.1} %") }
}

/// A share as points of a hundred.
pub(super) fn points(share: f64) -> f64 {
    100.0 * share
}

/// A share as a count of a hundred: "64".
pub(super) fn hundredths(share: f64) -> String {
    format!("{:.0}", 100.0 * share)
}

/// "0.42", never "-0.00".
pub(super) fn decimals(value: f64) -> String {
    let written = format!("{value:.2}");
    if written == "-0.00" { "0.00".to_owned() } else { written }
}

/// "0.42 steps below the key": the size, and which of the two ways, the one below 0 first.
pub(super) fn signed(value: f64, unit: &str, ways: [&str; 2]) -> String {
    format!("{}{} {}", decimals(value.abs()), spaced(unit), ways[usize::from(value > 0.0)])
}

/// " (0.21 to 0.63)" where both ends go the same way, " (from 0.10 below to 0.25 above)" where they do not; nothing
/// without an interval.
pub(super) fn between(interval: Option<[f64; 2]>, ways: [&str; 2]) -> String {
    let Some([low, high]) = interval else { return String::new() };
    let [a, b] = [low.abs(), high.abs()].map(decimals);
    if low >= 0.0 {
        format!(" ({a} to {b})")
    } else if high <= 0.0 {
        format!(" ({b} to {a})")
    } else {
        let [down, up] = ways.map(|way| way.split(' ').next().unwrap_or_default());
        format!(" (from {a} {down} to {b} {up})")
    }
}

fn spaced(unit: &str) -> String {
    if unit.is_empty() { String::new() } else { format!(" {unit}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_and_their_ends() {
        const WAYS: [&str; 2] = ["below the key", "above the key"];
        assert_eq!(signed(-0.418, "steps", WAYS), "0.42 steps below the key");
        assert_eq!(signed(0.5, "", ["less", "more"]), "0.50 more");
        assert_eq!(between(Some([-0.63, -0.21]), WAYS), " (0.21 to 0.63)");
        assert_eq!(between(Some([0.0, 0.5]), WAYS), " (0.00 to 0.50)");
        assert_eq!(between(Some([-0.1, 0.25]), WAYS), " (from 0.10 below to 0.25 above)");
        assert_eq!(between(None, WAYS), "");
        assert_eq!(
            (decimals(-0.001), percent_or_finer(0.875), percent_or_finer(0.87)),
            ("0.00".into(), "87.5 %".into(), "87 %".into())
        );
    }
}
