//! Jobs: what they are, who does them, and what came out.

use super::objects;
use super::python::Environment;
use crate::child;
use crate::fail::{Fail, Outcome};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// One thing to compute, as tests/peers/jobs.py describes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    pub name: String,
    pub title: String,
    pub size: u64,
    /// What `size` counts.
    pub of: String,
    pub grows: Grows,
    /// The n of the growth from n to 10 n.
    pub grows_from: u64,
    /// How far results may be apart, absolutely; none where they cannot be compared.
    pub tolerance: Option<f64>,
    /// One of those on which five times the ordinary call's speed is asked for.
    pub listed: bool,
    pub note: String,
}

/// How the cost of a method may grow with the size n.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grows {
    Constant,
    Linear,
    LogLinear,
    Square,
    Cube,
}

/// What a program measured of a job.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// Who: the library with its version, or our own program.
    pub by: String,
    pub ordinary: bool,
    pub note: String,
    pub seconds: f64,
    pub result: Vec<f64>,
}

/// A library that could not do its job.
pub type Failed = String;

pub fn listed(python: &Environment) -> Outcome<Vec<Job>> {
    let said = child::read(python.script("jobs.py").arg("--list"))?;
    objects(&said).iter().map(Job::of).collect()
}

impl Job {
    fn of(said: &Value) -> Outcome<Job> {
        let text = |key: &str| said[key].as_str().map(str::to_owned).ok_or_else(|| missing(key, said));
        let number = |key: &str| said[key].as_u64().ok_or_else(|| missing(key, said));
        Ok(Job {
            name: text("job")?,
            title: text("title")?,
            size: number("size")?,
            of: text("of")?,
            grows: Grows::of(&text("grows")?).ok_or_else(|| missing("known growth", said))?,
            grows_from: number("grows_from")?,
            tolerance: said["tolerance"].as_f64(),
            listed: said["listed"] == true,
            note: text("note")?,
        })
    }

    /// Where its input of a size lies.
    pub fn input(&self, folder: &Path, size: u64) -> PathBuf {
        folder.join("inputs").join(format!("{}-{size}", self.name))
    }

    /// What the libraries say; `again` leaves out those for which one round must do.
    pub fn theirs(&self, python: &Environment, input: &Path, again: bool) -> Outcome<Vec<Result<Measured, Failed>>> {
        let mut script = python.script("jobs.py");
        script.arg(&self.name).arg(input);
        if again {
            script.arg("--again");
        }
        objects(&child::read(&mut script)?).iter().map(measured).collect()
    }

    /// Writes the input of a size and measures nothing.
    pub fn write(&self, python: &Environment, input: &Path, size: u64) -> Outcome {
        let mut script = python.script("jobs.py");
        script.arg(&self.name).arg(input).args(["--size", &size.to_string(), "--input-only"]);
        child::read(&mut script).map(drop)
    }
}

impl Grows {
    fn of(word: &str) -> Option<Grows> {
        Some(match word {
            "constant" => Grows::Constant,
            "n" => Grows::Linear,
            "n log n" => Grows::LogLinear,
            "n²" => Grows::Square,
            "n³" => Grows::Cube,
            _ => return None,
        })
    }

    pub fn word(self) -> &'static str {
        match self {
            Grows::Constant => "constant",
            Grows::Linear => "n",
            Grows::LogLinear => "n log n",
            Grows::Square => "n²",
            Grows::Cube => "n³",
        }
    }
}

fn missing(what: &str, said: &Value) -> Fail {
    Fail::new(format!("no {what} in {said}"), "tests/peers/jobs.py and this program speak of different things")
}

fn measured(said: &Value) -> Outcome<Result<Measured, Failed>> {
    let text = |key: &str| said[key].as_str().unwrap_or_default().to_owned();
    if said["failed"].is_string() {
        return Ok(Err(format!("{}: {}", text("library"), text("failed"))));
    }
    let seconds = said["seconds"].as_f64().ok_or_else(|| missing("seconds", said))?;
    let result = said["result"].as_array().ok_or_else(|| missing("result", said))?;
    Ok(Ok(Measured {
        by: text("library"),
        ordinary: text("kind") != "vectorised",
        note: text("note"),
        seconds,
        result: result.iter().map(|value| value.as_f64().unwrap_or(f64::NAN)).collect(),
    }))
}

/// Our programs, and which of them does which job.
pub struct Ours(Vec<(PathBuf, Vec<String>)>);

impl Ours {
    pub fn of(programs: Vec<PathBuf>) -> Outcome<Ours> {
        let known = |program: PathBuf| {
            let said = child::read(child::command(&program).arg("--list"))?;
            Ok((program, said.lines().map(str::to_owned).collect()))
        };
        programs.into_iter().map(known).collect::<Outcome<_>>().map(Ours)
    }

    pub fn knows(&self, job: &Job) -> bool {
        self.program(job).is_some()
    }

    fn program(&self, job: &Job) -> Option<&Path> {
        self.0.iter().find(|(_, names)| names.contains(&job.name)).map(|(program, _)| program.as_path())
    }

    pub fn measure(&self, job: &Job, input: &Path) -> Outcome<Measured> {
        let program = self.program(job).ok_or_else(|| Fail::new(format!("nobody of ours does {}", job.name), ""))?;
        let said = child::read(child::command(program).arg(&job.name).arg(input))?;
        let line = objects(&said).pop().unwrap_or_default();
        measured(&line)?.map_err(|failed| Fail::new(format!("{}: {failed}", job.name), ""))
    }
}

/// A time in a unit that suits it.
pub fn time(seconds: f64) -> String {
    match seconds {
        s if s < 1e-3 => format!("{:.1} µs", s * 1e6),
        s if s < 1.0 => format!("{:.2} ms", s * 1e3),
        s => format!("{s:.2} s"),
    }
}

/// "1,000,000"
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_read_whole_or_refused() {
        let said = serde_json::json!({
            "job": "tau-b", "title": "Kendall's tau-b", "size": 100_000, "of": "pairs", "grows": "n log n",
            "grows_from": 10_000, "tolerance": 1e-9, "listed": true, "note": ""
        });
        let job = Job::of(&said).unwrap();
        assert_eq!((job.size, job.grows, job.tolerance, job.listed), (100_000, Grows::LogLinear, Some(1e-9), true));
        for key in ["job", "title", "size", "of", "grows", "grows_from", "note"] {
            let mut without = said.clone();
            without.as_object_mut().unwrap().remove(key);
            assert!(Job::of(&without).is_err(), "{key}");
        }
        let mut unknown = said;
        unknown["grows"] = "n!".into();
        assert!(Job::of(&unknown).is_err());
    }

    #[test]
    fn a_library_that_fails_is_no_measurement() {
        let said = serde_json::json!({"library": "rbo 0.1", "failed": "ValueError: no"});
        assert_eq!(measured(&said).unwrap(), Err("rbo 0.1: ValueError: no".to_owned()));
        let said =
            serde_json::json!({"library": "numpy 2", "kind": "vectorised", "seconds": 0.5, "result": [1.0, null]});
        let found = measured(&said).unwrap().unwrap();
        assert!(!found.ordinary && found.result[1].is_nan(), "{found:?}");
        assert!(measured(&serde_json::json!({"library": "numpy 2"})).is_err());
    }

    #[test]
    fn times_and_counts_are_readable() {
        assert_eq!([time(2e-6), time(0.0123), time(3.5)], ["2.0 µs", "12.30 ms", "3.50 s"]);
        assert_eq!([count(7), count(1000), count(1_000_000)], ["7", "1,000", "1,000,000"]);
    }
}
