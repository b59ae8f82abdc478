//! Starts the desktop app beside the sandbox's registrar, as `cargo xtask sandbox` does. Never shipped.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use app::Place;
use std::process::ExitCode;

/// The address of the registrar, on loopback.
const REGISTRAR: &str = "ANNOTATION_ACADEMY_REGISTRAR";

fn main() -> ExitCode {
    match place() {
        Ok(place) => {
            desktop::run_sandbox(place);
            ExitCode::SUCCESS
        }
        Err(why) => {
            say(&why);
            ExitCode::FAILURE
        }
    }
}

fn place() -> Result<Place, String> {
    let address = std::env::var(REGISTRAR).map_err(|_| "It names the sandbox's registrar.".to_owned())?;
    Place::sandbox(&address)
}

/// There is no window to say it in.
#[allow(clippy::print_stderr)]
fn say(why: &str) {
    eprintln!("{REGISTRAR}: {why} `cargo xtask sandbox` starts both.");
}
