//! What the checks of `grading` are worth: on samples that their authors never saw, and on simulated raters.

use crate::fail::Outcome;
use crate::step::step;
use crate::{build, child, place};

const SAMPLES: &str = "src-tauri/grading/tests/samples";

/// An example of `grading` that prints, and the samples it reads.
struct Report {
    title: &'static str,
    example: &'static str,
    samples: &'static [&'static str],
}

const REPORTS: &[Report] = &[
    Report {
        title: "power and false alarms of each diagnostic of bias, on simulated raters",
        example: "profile_report",
        samples: &[],
    },
    Report {
        title: "precision and recall of the rubric checks, on held-out samples",
        example: "rubric_report",
        samples: &["rubric-heldout.json"],
    },
    Report {
        title: "precision and recall of the justification checks, on held-out samples",
        example: "justification_report",
        samples: &["just-heldout.json", "just-heldout-verdict.json", "just-heldout-quote.json"],
    },
];

pub fn print() -> Outcome {
    let samples = place::root().join(SAMPLES);
    for report in REPORTS {
        let program = build::release_example("grading", report.example)?;
        let mut command = child::command(program);
        command.args(report.samples.iter().map(|file| samples.join(file)));
        step(report.title, || child::live(&mut command))?;
    }
    Ok(())
}
