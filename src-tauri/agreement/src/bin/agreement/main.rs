//! `agreement`: the statistics of this crate on the command line.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the command line speaks by printing")]

mod args;
mod categories;
mod coefficient;
mod fault;
#[allow(dead_code, reason = "what asks for a table comes next")]
mod read;
mod vectors;

use args::{Cli, Command};
use clap::Parser;
use fault::Fault;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match &cli.command {
        Some(Command::Vectors { file }) => examples(file),
        None => Ok(ExitCode::SUCCESS),
    };
    done.unwrap_or_else(|fault| {
        eprintln!("agreement: {fault}");
        ExitCode::from(2)
    })
}

fn examples(file: &std::path::Path) -> Result<ExitCode, Fault> {
    let tally = vectors::run(file, &mut std::io::stdout().lock())?;
    eprintln!("{}", tally.summary());
    Ok(if tally.wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
