//! How far the checklist for justifications agrees with marked samples: each file for itself, and then what may fail a task
//! over all of them.
//!
//! ```text
//! cargo run --release -p grading --example justification_report -- samples.json… [--json] [--non-native] [--differences]
//! ```
#![allow(clippy::print_stdout, clippy::print_stderr)]

#[path = "../tests/measure/mod.rs"]
mod measure;

use grading::written::{MAY_FAIL, Noted};
use measure::justifications::{Measured, SURE, Samples, measure};
use measure::{Line, Options, Share, table};
use std::process::ExitCode;

/// What the lower limit of a check's precision has to reach before the check may fail a task.
const ENOUGH: f64 = 0.95;

fn main() -> ExitCode {
    let options = match Options::read("justification_report") {
        Ok(options) => options,
        Err(code) => return code,
    };
    let Some(all) = options.samples::<Samples>() else { return ExitCode::FAILURE };
    for samples in &all {
        report(samples, &options);
    }
    if !options.json {
        let all = Samples::together(all);
        println!("All {} tasks by {}: what may fail a task", all.tasks.len(), all.author);
        sure(&measured(&all, &options));
    }
    ExitCode::SUCCESS
}

fn measured(samples: &Samples, options: &Options) -> Measured {
    measure(samples, |justification| justification.non_native || !options.non_native)
}

fn report(samples: &Samples, options: &Options) {
    let measured = measured(samples, options);
    let lines: Vec<Line> =
        measured.faults.iter().zip(Noted::ALL).map(|(count, fault)| Line::of(fault.name(), *count)).collect();
    let points = Line::of("points", measured.points);
    let alarms = Share::of(measured.clean.0, measured.clean.1);
    if options.json {
        let report = serde_json::json!({
            "author": samples.author, "faults": lines, "sure": contradictions(&measured), "points": points,
            "contradicted_without_cause": Share::of(measured.failed.0, measured.failed.1), "false_alarms": alarms,
        });
        println!("{report:#}");
    } else {
        println!("{} tasks by {}", samples.tasks.len(), samples.author);
        println!("{}{}", table(&lines), table(&[points]));
        println!("without a fault, but one is found: {} of {}, {alarms}", measured.clean.0, measured.clean.1);
        sure(&measured);
    }
    if options.differences {
        measured.differences.iter().for_each(|difference| println!("{difference}"));
    }
}

fn contradictions(measured: &Measured) -> Vec<Line> {
    measured.sure.iter().zip(SURE).map(|(count, of)| Line::of(&format!("sure: {}", of.name()), *count)).collect()
}

/// The contradictions that the checklist is sure of, and whether they may fail a task by what was measured here.
fn sure(measured: &Measured) {
    println!("{}", table(&contradictions(measured)));
    for (count, of) in measured.sure.iter().zip(SURE) {
        let low = count.precision().low;
        let enough = if low >= ENOUGH { "reaches" } else { "is short of" };
        let may = if MAY_FAIL.contains(&of) { "it may fail a task" } else { "it fails no task" };
        println!("{}: the lower limit {low:.3} {enough} {ENOUGH}; {may}", of.name());
    }
    let (wrong, sound) = measured.failed;
    println!("without a contradiction, but one is found: {wrong} of {sound}, {}\n", Share::of(wrong, sound));
}
