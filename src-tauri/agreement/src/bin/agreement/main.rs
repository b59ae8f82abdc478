//! `agreement`: the statistics of this crate on the command line.

mod args;
mod categories;
mod coefficient;
mod fault;
mod measure;
mod read;
mod vectors;

use args::{Cli, Command};
use clap::Parser;
use fault::Fault;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match (&cli.command, &cli.ask) {
        (Some(Command::Vectors { file }), _) => examples(file),
        (None, Some(ask)) => measure::run(ask).map(|()| ExitCode::SUCCESS),
        (None, None) => Err(Fault::new("no table is named", "See agreement --help.")),
    };
    done.unwrap_or_else(|fault| {
        note(&fault.to_string());
        ExitCode::from(2)
    })
}

fn examples(file: &Path) -> Result<ExitCode, Fault> {
    let tally = vectors::run(file)?;
    note(&tally.summary());
    Ok(if tally.wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints a result. Whoever has stopped reading, such as `head`, has what he wanted.
fn say(text: &[u8]) -> Result<(), Fault> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Fault::new(format!("the result cannot be written: {error}"), "See whether there is room for it."))
        }
        _ => Ok(()),
    }
}

/// Tells what is not a result, on standard error; if that is closed there is nobody to tell.
fn note(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "agreement: {text}");
}
