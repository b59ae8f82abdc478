//! The tool as it is run: small tables in, answers and faults out.

#![allow(clippy::unwrap_used)]

mod answers;
mod bad;
mod empty;
mod faults;
mod hostile;
mod vectors;

use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};

/// What a run printed, and its exit code.
struct Run {
    out: String,
    err: String,
    code: i32,
}

fn tool(arguments: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_agreement"))
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/tables"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The tool may end before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { out: text(output.stdout), err: text(output.stderr), code: output.status.code().unwrap() }
}

/// Arguments as they are typed, without quotes.
fn run(line: &str) -> Run {
    tool(&line.split_whitespace().collect::<Vec<_>>(), b"")
}

/// The object that --json prints.
fn json(line: &str) -> Value {
    let run = run(&format!("{line} --json"));
    assert_eq!(run.code, 0, "{line}: {}", run.err);
    assert_eq!(run.out.lines().count(), 1, "{line}: {}", run.out);
    serde_json::from_str(&run.out).unwrap()
}

fn near(is: &Value, should: f64, what: &str) {
    let is = is.as_f64().unwrap_or(f64::NAN);
    assert!((is - should).abs() < 6e-5, "{what}: {is}, not {should}");
}
