//! What the checks of `grading` are worth: on samples that their authors never saw, and on simulated raters.

use crate::fail::Outcome;
use crate::step::{note, step};
use crate::{build, child, place};

const ROOM: &str = "src-tauri/grading";

/// An example of `grading` that prints, and the samples it reads.
struct Report {
    title: &'static str,
    example: &'static str,
    samples: Option<&'static str>,
}

const REPORTS: &[Report] = &[
    Report {
        title: "power and false alarms of each diagnostic of bias, on simulated raters",
        example: "profile_report",
        samples: None,
    },
    Report {
        title: "precision and recall of the rubric checks, on held-out samples",
        example: "rubric_report",
        samples: Some("tests/samples/rubric-heldout.json"),
    },
    Report {
        title: "precision and recall of the justification checks, on held-out samples",
        example: "justification_report",
        samples: Some("tests/samples/just-heldout.json"),
    },
];

pub fn print() -> Outcome {
    let room = place::root().join(ROOM);
    for report in REPORTS {
        let example = format!("examples/{}", report.example);
        let sources = [format!("{example}.rs"), format!("{example}/main.rs")];
        let missing = match report.samples {
            _ if !sources.iter().any(|source| room.join(source).is_file()) => Some(sources[0].as_str()),
            Some(samples) if !room.join(samples).is_file() => Some(samples),
            Some(_) | None => None,
        };
        if let Some(missing) = missing {
            note(&format!("{}: not measured, there is no {ROOM}/{missing}", report.title));
            continue;
        }
        let program = build::release_example("grading", report.example)?;
        let mut command = child::command(program);
        command.args(report.samples.map(|samples| room.join(samples)));
        step(report.title, || child::live(&mut command))?;
    }
    Ok(())
}
