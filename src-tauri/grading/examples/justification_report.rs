//! How far the checklist for justifications agrees with marked samples.
//!
//! ```text
//! cargo run --release -p grading --example justification_report -- samples.json [--json] [--non-native] [--differences]
//! ```
#![allow(clippy::print_stdout, clippy::print_stderr)]

#[path = "../tests/measure/mod.rs"]
mod measure;

use grading::written::Noted;
use measure::justifications::{Samples, measure};
use measure::{Line, Share, table};
use std::process::ExitCode;

fn main() -> ExitCode {
    let options = match measure::Options::read("justification_report") {
        Ok(options) => options,
        Err(code) => return code,
    };
    let Some(samples) = options.samples::<Samples>() else { return ExitCode::FAILURE };
    let measured = measure(&samples, |justification| justification.non_native || !options.non_native);
    let lines: Vec<Line> =
        measured.faults.iter().zip(Noted::ALL).map(|(count, fault)| Line::of(fault.name(), *count)).collect();
    let may_fail: Vec<&Line> = lines
        .iter()
        .filter(|line| [Noted::Verdict.name(), Noted::Quote.name()].contains(&line.name.as_str()))
        .collect();
    let points = Line::of("points", measured.points);
    let failed = Share::of(measured.failed.0, measured.failed.1);
    let alarms = Share::of(measured.clean.0, measured.clean.1);
    if options.json {
        let report = serde_json::json!({
            "author": samples.author, "faults": lines, "may_fail_a_task": may_fail, "points": points,
            "failed_without_cause": failed, "false_alarms": alarms,
        });
        println!("{report:#}");
    } else {
        println!("{}", table(&lines));
        println!("What may fail a task:\n{}", table(&may_fail));
        println!("{}", table(&[points]));
        println!("failed without cause: {} of {}, {failed}", measured.failed.0, measured.failed.1);
        println!("without a fault, but one is found: {} of {}, {alarms}", measured.clean.0, measured.clean.1);
    }
    if options.differences {
        measured.differences.iter().for_each(|difference| println!("{difference}"));
    }
    ExitCode::SUCCESS
}
