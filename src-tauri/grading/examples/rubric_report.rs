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
use measure::{Line, Options, Share, table};
use std::process::ExitCode;

fn main() -> ExitCode {
    let options = match Options::read("rubric_report") {
        Ok(options) => options,
        Err(code) => return code,
    };
    let Some(all) = options.samples::<Samples>() else { return ExitCode::FAILURE };
    all.iter().for_each(|samples| report(samples, &options));
    ExitCode::SUCCESS
}

fn report(samples: &Samples, options: &Options) {
    let measured = measure(samples, |criterion| criterion.non_native || !options.non_native);
    let mut lines: Vec<Line> =
        measured.properties.iter().zip(Property::ALL).map(|(count, p)| Line::of(p.name(), *count)).collect();
    lines.push(Line::of("covers", measured.coverage));
    lines.push(Line::of("points covered", measured.covered));
    let (flagged, clean) = measured.clean;
    let false_alarms = Share::of(flagged, clean);
    if options.json {
        let report = serde_json::json!({ "author": samples.author, "lines": lines, "false_alarms": false_alarms });
        println!("{report:#}");
    } else {
        println!("{} tasks by {}", samples.tasks.len(), samples.author);
        println!("{}", table(&lines));
        println!("criteria without a fault that get a finding: {flagged} of {clean}, {false_alarms}");
    }
    if options.differences {
        measured.differences.iter().for_each(|difference| println!("{difference}"));
    }
}
