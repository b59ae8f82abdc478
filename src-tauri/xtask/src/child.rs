//! Other programs: how they are called, shown and judged.

use crate::fail::{Fail, Naming, Outcome};
use crate::{place, room};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// A command that starts at the root of the workspace.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(place::root());
    // What cargo tells xtask about xtask must not reach the next cargo: build scripts that watch these variables
    // would run again each time somebody changes between `cargo xtask` and `cargo`.
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(about_this_crate) {
            command.env_remove(name);
        }
    }
    command
}

fn about_this_crate(name: &str) -> bool {
    name.starts_with("CARGO_PKG_")
        || matches!(
            name,
            "CARGO_MANIFEST_DIR"
                | "CARGO_MANIFEST_PATH"
                | "CARGO_CRATE_NAME"
                | "CARGO_BIN_NAME"
                | "CARGO_PRIMARY_PACKAGE"
        )
}

pub fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(arguments);
    if let Some(target) = place::target_override() {
        cargo.env("CARGO_TARGET_DIR", target);
    }
    room::spare(&mut cargo);
    if std::io::stdout().is_terminal() {
        cargo.env("CARGO_TERM_COLOR", "always");
    }
    cargo
}

/// npm in `ui/`.
pub fn npm(arguments: &[&str]) -> Command {
    let mut npm = command("npm");
    npm.args(arguments).current_dir(place::ui());
    // Some tools paint whenever they think themselves in CI.
    let colour = if std::io::stdout().is_terminal() { "FORCE_COLOR" } else { "NO_COLOR" };
    npm.env(colour, "1");
    npm
}

/// Runs a command with its output on the screen.
pub fn live(command: &mut Command) -> Outcome {
    say(command);
    let status = command.status().map_err(|e| cannot_start(command, &e))?;
    judge(command, status)
}

/// Runs a command and returns what it printed; its complaints still reach the screen.
pub fn read(command: &mut Command) -> Outcome<String> {
    let (said, status) = heard(command)?;
    judge(command, status)?;
    Ok(said)
}

/// Runs a checker and returns what it printed, also where it found faults: it ends with 1 then.
pub fn findings(command: &mut Command) -> Outcome<String> {
    let (said, status) = heard(command)?;
    if status.code() != Some(1) {
        judge(command, status)?;
    }
    Ok(said)
}

fn heard(command: &mut Command) -> Outcome<(String, ExitStatus)> {
    let output =
        command.stdin(Stdio::null()).stderr(Stdio::inherit()).output().map_err(|e| cannot_start(command, &e))?;
    Ok((String::from_utf8_lossy(&output.stdout).into_owned(), output.status))
}

/// Runs a command with its output on the screen while `watch` reads along.
pub fn watched(command: &mut Command, watch: &mut dyn FnMut(&str)) -> Outcome {
    say(command);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|e| cannot_start(command, &e))?;
    let (send, lines) = mpsc::channel();
    if let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) {
        std::thread::spawn(move || pass_on(stdout, std::io::stdout(), |line| drop(send.send(line))));
        std::thread::spawn(move || pass_on(stderr, std::io::stderr(), drop));
    }
    let status = loop {
        match lines.recv_timeout(Duration::from_secs(1)) {
            Ok(line) => watch(&line),
            Err(mpsc::RecvTimeoutError::Disconnected) => break child.wait().naming(words(command))?,
            // A grandchild left behind may hold the pipe open: silence after the end is the end.
            Err(mpsc::RecvTimeoutError::Timeout) => {
                if let Some(status) = child.try_wait().naming(words(command))? {
                    break status;
                }
            }
        }
    };
    judge(command, status)
}

fn pass_on(from: impl Read, mut to: impl Write, seen: impl Fn(String)) {
    let mut from = BufReader::new(from);
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line).is_ok_and(|n| n > 0) {
        // A closed terminal must not end the child: it is still being judged.
        let _ = to.write_all(&line).and_then(|()| to.flush());
        seen(String::from_utf8_lossy(&line).into_owned());
        line.clear();
    }
}

pub fn words(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program()).file_name().unwrap_or_default();
    let mut words = vec![program.to_string_lossy()];
    words.extend(command.get_args().map(OsStr::to_string_lossy));
    words.join(" ")
}

fn say(command: &Command) {
    println!("  $ {}", words(command));
}

fn judge(command: &Command, status: ExitStatus) -> Outcome {
    if status.success() {
        return Ok(());
    }
    Err(Fail::new(format!("`{}` ended with {status}", words(command)), ""))
}

pub fn cannot_start(command: &Command, error: &std::io::Error) -> Fail {
    let program = command.get_program().to_string_lossy();
    Fail::new(format!("cannot start {program}: {error}"), format!("is {program} installed and on PATH?"))
}
