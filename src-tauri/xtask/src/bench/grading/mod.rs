//! The statistics and text measures beside Python's libraries: the same answers, how much sooner, how the cost grows. Then
//! what the checks of `grading` are worth on samples and simulated raters.
//!
//! Times are printed and held against nothing that could fail: only answers that differ end the run with a failure.

mod differential;
mod growth;
mod job;
mod python;
mod reports;
mod speed;

use crate::fail::{Fail, Outcome};
use crate::step::note;
use crate::{apt, build, place, setup};
use job::Ours;

pub fn measure() -> Outcome {
    apt::ensure("build and measure", &[apt::BUILD, apt::PYTHON])?;
    setup::crates(false)?;
    let folder = place::workshop().join("bench-grading");
    let python = python::Environment::ensure(&folder)?;
    note("release builds: this takes some minutes the first time");
    let ours =
        Ours::of(vec![build::release_example("agreement", "jobs")?, build::release_example("grading", "text_jobs")?])?;
    let tool = build::release("agreement")?;

    let jobs = job::listed(&python)?;
    let mut differing = speed::measure(&jobs, &ours, &python, &folder)?;
    growth::measure(&jobs, &ours, &python, &folder)?;
    differing += differential::check(&tool, &python, &folder)?;
    reports::print()?;
    match differing {
        0 => Ok(()),
        some => Err(Fail::new(
            format!("{some} answers are not the libraries'"),
            "they are marked DIFFER or NOT SUPPORTED above",
        )),
    }
}

/// The JSON objects that a program printed, one a line; other lines are not its own words.
fn objects(said: &str) -> Vec<serde_json::Value> {
    said.lines().filter_map(|line| serde_json::from_str(line).ok()).filter(serde_json::Value::is_object).collect()
}
