//! `agreement`: the statistics of this crate on the command line.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the command line speaks by printing")]

mod args;
mod fault;
mod read;

use args::Cli;
use clap::Parser;

fn main() {
    let _ = Cli::parse();
}
