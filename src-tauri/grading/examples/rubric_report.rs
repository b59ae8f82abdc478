//! How far the rubric workbench agrees with marked criteria.
//!
//! ```text
//! cargo run --release -p grading --example rubric_report -- samples.json [--json] [--non-native] [--differences]
//! ```
#![allow(clippy::print_stdout, clippy::print_stderr)]

#[path = "../tests/measure/mod.rs"]
mod measure;

use grading::rubric::Property;
use measure::criteria::{Samples, measure};
use measure::{Line, Share, table};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let Some(path) = arguments.iter().find(|argument| !argument.starts_with("--")) else {
        eprintln!("usage: rubric_report <samples.json> [--json] [--non-native] [--differences]");
        return ExitCode::FAILURE;
    };
    let samples = std::fs::read_to_string(path).map_err(|error| error.to_string());
    let samples: Samples = match samples.and_then(|text| serde_json::from_str(&text).map_err(|e| e.to_string())) {
        Ok(samples) => samples,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let measured = measure(&samples, |criterion| criterion.non_native || !has("--non-native"));
    let mut lines: Vec<Line> =
        measured.properties.iter().zip(Property::ALL).map(|(count, p)| Line::of(p.name(), *count)).collect();
    lines.push(Line::of("covers", measured.coverage));
    lines.push(Line::of("points covered", measured.covered));
    let (flagged, clean) = measured.clean;
    let false_alarms = Share::of(flagged, clean);
    if has("--json") {
        let report = serde_json::json!({ "author": samples.author, "lines": lines, "false_alarms": false_alarms });
        println!("{report:#}");
    } else {
        println!("{}", table(&lines));
        println!("criteria without a fault that get a finding: {flagged} of {clean}, {false_alarms}");
    }
    if has("--differences") {
        measured.differences.iter().for_each(|difference| println!("{difference}"));
    }
    ExitCode::SUCCESS
}
