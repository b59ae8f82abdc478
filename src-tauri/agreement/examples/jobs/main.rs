//! Times the statistics on inputs that other libraries are timed on too.
//!
//! `cargo run --release --example jobs -- --list` prints the names of the jobs; `NAME FOLDER` in place of `--list` does
//! one with the input in that folder, and prints its time and result.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measuring program, not the library"
)]

mod categories;
mod harness;
mod matching;
mod models;
mod ranks;

use std::process::ExitCode;

fn main() -> ExitCode {
    harness::main(&[categories::JOBS, ranks::JOBS, matching::JOBS, models::JOBS].concat())
}
