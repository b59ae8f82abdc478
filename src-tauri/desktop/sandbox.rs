//! Starts the desktop app beside the sandbox's registrar, as `cargo xtask sandbox` does. Never shipped.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use app::Place;
use std::process::ExitCode;

/// The address of the registrar, on loopback.
const REGISTRAR: &str = "ANNOTATION_ACADEMY_REGISTRAR";
/// A pack, in place of the course inside; tests use it.
const PACK: &str = "ANNOTATION_ACADEMY_PACK";
const BOTH: &str = "`cargo xtask sandbox` starts both.";

fn main() -> ExitCode {
    match place().and_then(|place| Ok((place, pack()?))) {
        Ok((place, pack)) => {
            desktop::run_sandbox(place, pack);
            ExitCode::SUCCESS
        }
        Err(why) => {
            say(&why);
            ExitCode::FAILURE
        }
    }
}

fn place() -> Result<Place, String> {
    let address =
        std::env::var(REGISTRAR).map_err(|_| format!("{REGISTRAR}: It names the sandbox's registrar. {BOTH}"))?;
    Place::sandbox(&address).map_err(|why| format!("{REGISTRAR}: {why} {BOTH}"))
}

fn pack() -> Result<Option<Vec<u8>>, String> {
    let Some(file) = std::env::var_os(PACK) else { return Ok(None) };
    std::fs::read(&file).map(Some).map_err(|e| format!("{PACK}: {}: {e}.", file.display()))
}

/// There is no window to say it in.
#[allow(clippy::print_stderr)]
fn say(why: &str) {
    eprintln!("{why}");
}
