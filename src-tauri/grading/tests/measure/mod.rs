//! Counting what a check finds against marked samples. Used by the calibration tests and by the examples that report.
#![allow(dead_code, clippy::print_stderr)]

pub mod criteria;
pub mod justifications;

use agreement::LEVEL;
use agreement::proportion::wilson;
use serde::Serialize;
use std::process::ExitCode;

/// How often a check and the marks agree.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Marked and found.
    pub right: u32,
    /// Found and not marked.
    pub wrong: u32,
    /// Marked and not found.
    pub missed: u32,
}

impl Count {
    pub fn add(&mut self, marked: bool, found: bool) {
        match (marked, found) {
            (true, true) => self.right += 1,
            (false, true) => self.wrong += 1,
            (true, false) => self.missed += 1,
            (false, false) => {}
        }
    }

    pub fn flagged(&self) -> u32 {
        self.right + self.wrong
    }

    pub fn marked(&self) -> u32 {
        self.right + self.missed
    }

    /// Of what is found, the share that is marked.
    pub fn precision(&self) -> Share {
        Share::of(self.right, self.flagged())
    }

    /// Of what is marked, the share that is found.
    pub fn recall(&self) -> Share {
        Share::of(self.right, self.marked())
    }
}

/// A share with its 95 % Wilson interval; no value where there is nothing to count.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    pub value: Option<f64>,
    pub low: f64,
    pub high: f64,
    pub of: u32,
}

impl Share {
    pub fn of(right: u32, all: u32) -> Share {
        let share = wilson(right.into(), all.into(), LEVEL);
        let (low, high) = share.interval.map_or((0.0, 1.0), |ends| (ends.low, ends.high));
        Share { value: share.value.ok(), low, high, of: all }
    }

    pub fn reaches(&self, floor: f64) -> bool {
        self.value.is_some_and(|value| value >= floor)
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.value {
            Some(value) => write!(f, "{value:.3} [{:.3}, {:.3}]", self.low, self.high),
            None => write!(f, "  –  (none)          "),
        }
    }
}

/// What a report is asked for on the command line.
pub struct Options {
    paths: Vec<String>,
    pub json: bool,
    /// Only what was written by people whose English is still being learnt.
    pub non_native: bool,
    pub differences: bool,
}

impl Options {
    pub fn read(name: &str) -> Result<Options, ExitCode> {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
        let paths: Vec<String> = arguments.iter().filter(|argument| !argument.starts_with("--")).cloned().collect();
        if paths.is_empty() {
            eprintln!("usage: {name} <samples.json>… [--json] [--non-native] [--differences]");
            return Err(ExitCode::FAILURE);
        }
        let (json, non_native, differences) = (has("--json"), has("--non-native"), has("--differences"));
        Ok(Options { paths, json, non_native, differences })
    }

    /// The samples of each file; what is wrong with one is printed.
    pub fn samples<T: serde::de::DeserializeOwned>(&self) -> Option<Vec<T>> {
        let read = |path: &String| {
            let text = std::fs::read_to_string(path).map_err(|error| error.to_string());
            let samples = text.and_then(|text| serde_json::from_str(&text).map_err(|error| error.to_string()));
            samples.map_err(|error| eprintln!("{path}: {error}")).ok()
        };
        self.paths.iter().map(read).collect()
    }
}

/// One line of a report.
#[derive(Debug, Serialize)]
pub struct Line {
    pub name: String,
    pub marked: u32,
    pub flagged: u32,
    pub right: u32,
    pub precision: Share,
    pub recall: Share,
}

impl Line {
    pub fn of(name: &str, count: Count) -> Line {
        let Count { right, .. } = count;
        let (marked, flagged) = (count.marked(), count.flagged());
        Line { name: name.to_owned(), marked, flagged, right, precision: count.precision(), recall: count.recall() }
    }
}

/// The lines as a table.
pub fn table<L: std::borrow::Borrow<Line>>(lines: &[L]) -> String {
    let mut out = format!(
        "{:<16}{:>8}{:>9}{:>7}  {:<24}{:<24}\n",
        "", "marked", "flagged", "right", "precision [95 %]", "recall [95 %]"
    );
    for line in lines.iter().map(L::borrow) {
        out.push_str(&format!(
            "{:<16}{:>8}{:>9}{:>7}  {:<24}{:<24}\n",
            line.name,
            line.marked,
            line.flagged,
            line.right,
            line.precision.to_string(),
            line.recall.to_string()
        ));
    }
    out
}
