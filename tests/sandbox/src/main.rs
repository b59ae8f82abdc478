//! The sandbox: stand-ins for the providers with a registrar wired to them, for people to walk through, and under load.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the command line speaks by printing")]

mod measure;
mod up;

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(about = "Loopback stand-ins for the providers, and a registrar wired to them")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start everything, for people to walk through.
    Up(Up),
    /// Many candidates at once, on SQLite and on PostgreSQL, beside a bare handler.
    Measure(Measure),
}

#[derive(Args)]
struct Up {
    /// The registrar's program.
    #[arg(long)]
    registrar: PathBuf,
    /// Where the registrar's settings, database and log are put; what was there is removed.
    #[arg(long)]
    folder: PathBuf,
    /// The app's program; it is started beside the registrar, with a record of its own.
    #[arg(long, conflicts_with = "walk")]
    app: Option<PathBuf>,
    /// For tests: free ports, and everything said as lines of JSON (addresses and codes first, then each mail).
    #[arg(long, conflicts_with = "walk")]
    lines: bool,
    /// Walk one candidate from enrolment to credential, tell each step, and end.
    #[arg(long)]
    walk: bool,
}

#[derive(Args)]
struct Measure {
    #[arg(long)]
    registrar: PathBuf,
    /// The bare handler's program (an example of the registrar).
    #[arg(long)]
    bare: PathBuf,
    #[arg(long)]
    folder: PathBuf,
    #[arg(long, default_value_t = 1000)]
    candidates: usize,
}

#[tokio::main]
async fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Up(arguments) => up::run(arguments).await,
        Command::Measure(arguments) => measure::run(arguments).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
