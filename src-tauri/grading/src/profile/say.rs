//! Figures in plain English.

pub(super) use crate::say::{capital, counted, number};

/// A share as whole per cent: "87 %".
pub(super) fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

/// A level as it was given: "87 %", "87.5 %".
pub(super) fn percent_or_finer(share: f64) -> String {
    let [whole, finer] = [(100.0 * share).round(), (1000.0 * share).round() / 10.0];
    if (whole - finer).abs() < 1e-9 { format!("{whole:.0} %") } else { format!("{finer:.1} %") }
}
