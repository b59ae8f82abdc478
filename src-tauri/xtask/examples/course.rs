//! Reads `content/`. `table` runs its code as well and prints what there is, `pack FILE` writes the pack; either prints
//! the faults and fails.
//! Run by `cargo xtask content` and `cargo xtask pack`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the command line speaks by printing")]

use course::read::{self, Fault};
use std::fs;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let content = Path::new("content");
    let result = match words.as_slice() {
        ["table"] => table(content).map_err(|f| list(&f)),
        ["pack", file] => read::pack(content).map_err(|f| list(&f)).and_then(|bytes| write(Path::new(file), &bytes)),
        _ => Err("course table | course pack FILE".to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(said) => {
            eprintln!("{said}");
            ExitCode::FAILURE
        }
    }
}

fn table(content: &Path) -> Result<(), Vec<Fault>> {
    let course = read::read(content)?;
    read::run_tests(&course, Path::new("gen/code-that-ran"))?;
    print!("{}", read::table(&course));
    Ok(())
}

fn list(faults: &[Fault]) -> String {
    let lines: Vec<String> = faults.iter().map(|fault| format!("content/{fault}")).collect();
    format!("{}\n\n{} faults", lines.join("\n"), faults.len())
}

/// Only what changed is written, or cargo would build the app anew around the same pack.
fn write(file: &Path, bytes: &[u8]) -> Result<(), String> {
    if fs::read(file).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    fs::write(file, bytes).map_err(|e| format!("{}: {e}", file.display()))
}
