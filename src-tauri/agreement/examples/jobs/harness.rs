//! Reads the input of a job, times the job and prints what came out.
//!
//! An input is a folder that another program may read as well: `input.json` with small values, texts, and the type and
//! shape of each array, and one `NAME.bin` for each array, little-endian, the last index running fastest.

#![allow(dead_code, reason = "not every program that shares this file asks for everything in it")]

use serde_json::{Value, json};
use std::fs;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// Timed runs, after one that is not timed: at least the first number, and up to the second until they have taken half a
/// second. What else the machine does then spares one of them.
const RUNS: [usize; 2] = [5, 100];
const LONG: f64 = 0.5;
/// Seconds after which no further run is begun.
const ENOUGH: f64 = 2.0;

/// The name of a job and what does it.
pub type Job = (&'static str, fn(&Input) -> Done);

/// The best time of some runs, and the result of the last.
pub struct Done {
    seconds: f64,
    result: Vec<f64>,
}

impl Done {
    /// The same time with a result that is not part of it.
    pub fn with(self, result: Vec<f64>) -> Done {
        Done { result, ..self }
    }
}

/// Times what takes only its input: reading files and building slices is not part of it.
pub fn best(mut run: impl FnMut() -> Vec<f64>) -> Done {
    let begin = Instant::now();
    black_box(run());
    let mut done = Done { seconds: f64::INFINITY, result: Vec::new() };
    for runs in 0..RUNS[1] {
        let passed = begin.elapsed().as_secs_f64();
        if runs > 0 && (passed > ENOUGH || (runs >= RUNS[0] && passed > LONG)) {
            break;
        }
        let start = Instant::now();
        done.result = black_box(run());
        done.seconds = done.seconds.min(start.elapsed().as_secs_f64());
    }
    done
}

/// `--list` prints the names of the jobs, `NAME FOLDER` does one and prints one line of JSON.
pub fn main(jobs: &[Job]) -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["--list"] => jobs.iter().for_each(|(name, _)| println!("{name}")),
        [name, folder] => match jobs.iter().find(|job| job.0 == name) {
            Some((_, work)) => {
                let Done { seconds, result } = work(&Input::open(folder));
                println!("{}", json!({"job": name, "library": "ours", "seconds": seconds, "result": result}));
            }
            None => println!("{}", json!({"job": name, "unsupported": true})),
        },
        _ => {
            eprintln!("usage: --list, or NAME FOLDER");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

/// One job's input.
pub struct Input {
    folder: PathBuf,
    head: Value,
}

impl Input {
    fn open(folder: &str) -> Input {
        let folder = PathBuf::from(folder);
        let head = fs::read(folder.join("input.json")).expect("the folder holds an input");
        Input { folder, head: serde_json::from_slice(&head).expect("the header is JSON") }
    }

    fn value(&self, name: &str) -> &Value {
        self.head["values"].get(name).unwrap_or_else(|| panic!("the input holds {name}"))
    }

    pub fn number(&self, name: &str) -> f64 {
        self.value(name).as_f64().unwrap()
    }

    pub fn whole(&self, name: &str) -> usize {
        self.value(name).as_u64().unwrap() as usize
    }

    pub fn text(&self, name: &str) -> &str {
        self.value(name).as_str().unwrap()
    }

    pub fn texts(&self, name: &str) -> Vec<&str> {
        strings(self.value(name))
    }

    pub fn lists(&self, name: &str) -> Vec<Vec<&str>> {
        self.value(name).as_array().unwrap().iter().map(strings).collect()
    }

    /// Length of the array's last index.
    pub fn columns(&self, name: &str) -> usize {
        self.head["arrays"][name]["shape"].as_array().unwrap().last().unwrap().as_u64().unwrap() as usize
    }

    pub fn u8s(&self, name: &str) -> Vec<u8> {
        self.bytes(name, "u8")
    }

    pub fn u32s(&self, name: &str) -> Vec<u32> {
        self.bytes(name, "u32").chunks_exact(4).map(|b| u32::from_le_bytes(b.try_into().unwrap())).collect()
    }

    pub fn f64s(&self, name: &str) -> Vec<f64> {
        self.bytes(name, "f64").chunks_exact(8).map(|b| f64::from_le_bytes(b.try_into().unwrap())).collect()
    }

    fn bytes(&self, name: &str, kind: &str) -> Vec<u8> {
        assert_eq!(self.head["arrays"][name]["type"], kind, "{name}");
        fs::read(self.folder.join(format!("{name}.bin"))).expect("each array has a file")
    }
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect()
}
