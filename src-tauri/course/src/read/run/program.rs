//! One program in an empty folder: without input and environment, with a limit on time and on what is heard of it.

use super::language::Interpreter;
use super::{Language, Trial};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// So much of the end of what is printed is kept, in bytes.
const KEPT: usize = 16 * 1024;
/// Between two looks at whether it has ended.
const LOOK: Duration = Duration::from_millis(5);
/// So long is waited for the rest of what it printed; a child of its own that left its group may keep it open.
const REST: Duration = Duration::from_secs(1);

#[derive(Debug, PartialEq, Eq)]
pub enum End {
    Passed,
    Failed,
    TimedOut,
}

/// How a program ended, and the last line it printed: of its complaints, where there are any.
pub struct Ran {
    pub end: End,
    pub last: String,
}

/// A command that reads nothing and knows nothing of its surroundings but the path.
pub fn alone(command: &mut Command) -> &mut Command {
    let path = std::env::var_os("PATH").map(|path| ("PATH", path));
    command.env_clear().envs(path).stdin(Stdio::null())
}

pub fn run(by: &Interpreter, trial: &Trial) -> io::Result<Ran> {
    let folder = tempfile::tempdir()?;
    let file = trial.language.file();
    fs::write(folder.path().join(file), &trial.program)?;
    let mut command = Command::new(&by.path);
    alone(&mut command).args(trial.language.flags()).arg(file).current_dir(folder.path());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0).spawn()?;
    let heard = [child.stderr.take().map(hear), child.stdout.take().map(hear)];
    let in_time = ends_within(&child, Duration::from_secs(trial.seconds.into()));
    // It is not reaped yet, so its group is still its own. What it started ends with it.
    let _ = kill_process_group(Pid::from_child(&child), Signal::KILL);
    let status = child.wait()?;
    let [complaints, printed] = heard.map(|heard| last_line(trial.language, heard));
    let end = match (in_time?, status.success()) {
        (false, _) => End::TimedOut,
        (true, true) => End::Passed,
        (true, false) => End::Failed,
    };
    Ok(Ran { end, last: if complaints.is_empty() { printed } else { complaints } })
}

/// Leaves a child that has ended to be reaped.
fn ends_within(child: &Child, limit: Duration) -> io::Result<bool> {
    let start = Instant::now();
    let look = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    while waitid(WaitId::Pid(Pid::from_child(child)), look)?.is_none() {
        if start.elapsed() >= limit {
            return Ok(false);
        }
        thread::sleep(LOOK);
    }
    Ok(true)
}

/// Reads to the end, so that the program never waits to be heard, and keeps the end.
fn hear(mut from: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let mut kept = Vec::new();
        let mut chunk = [0; 8 * 1024];
        loop {
            match from.read(&mut chunk) {
                Ok(0) => break,
                Ok(n) => kept.extend_from_slice(&chunk[..n]),
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(_) => break,
            }
            kept.drain(..kept.len().saturating_sub(KEPT));
        }
        // Nobody listens any more where the rest came too late.
        let _ = send.send(kept);
    });
    receive
}

fn last_line(language: Language, heard: Option<Receiver<Vec<u8>>>) -> String {
    let bytes = heard.and_then(|heard| heard.recv_timeout(REST).ok()).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.lines().rev().filter(|line| !line.trim().is_empty());
    lines.find(|line| !language.is_frame(line)).unwrap_or_default().trim().to_owned()
}
