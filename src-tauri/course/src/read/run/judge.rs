//! What a file states against what running gave.

use super::Trial;
use super::program::{End, Ran};
use crate::read::Fault;
use std::io;

/// The note of a failure that is no word of the program: the limit ended it.
const TIMEOUT: &str = "timeout";

/// Failures that are more often the test's than the solution's, so a note has to say that they are meant.
const OF_THE_TEST: [&str; 5] =
    ["IndentationError", "ModuleNotFoundError", "NameError", "ReferenceError", "SyntaxError"];

/// One fault for a language, however many tests wait for it.
pub fn no_language(first: &Trial) -> Fault {
    let (name, command) = (first.language.name(), first.language.command());
    let message = format!("the code is {name}, and there is no working `{command}` on this computer");
    Fault { file: first.file.clone(), line: first.line, message, mend: first.language.install().into() }
}

pub fn judge(trial: &Trial, ran: io::Result<Ran>) -> Option<Fault> {
    let Trial { file, test, solution, .. } = trial;
    let fault = |line, message: String, mend: String| Some(Fault { file: file.clone(), line, message, mend });
    let ran = match ran {
        Ok(ran) => ran,
        Err(e) => {
            return fault(trial.line, format!("“{test}” cannot be run with {solution}: {e}"), "Try again.".into());
        }
    };
    let last = shortened(&ran.last);
    if trial.passed != (ran.end == End::Passed) {
        let (message, other) = match ran.end {
            End::Passed => (format!("{solution} passes “{test}”"), "passed"),
            End::Failed => (format!("{solution} fails “{test}”; it says: {last}"), "failed"),
            End::TimedOut => (format!("{solution} does not end “{test}” within {} s", trial.seconds), "failed"),
        };
        return fault(trial.line, message, format!("Name it in `{other}`, or mend the solution or the test."));
    }
    if ran.end == End::TimedOut {
        let message = format!("{solution} does not end “{test}” within {} s", trial.seconds);
        let mend = format!("Say so: notes = {{ {solution} = \"{TIMEOUT}\" }}.");
        return if trial.note == TIMEOUT { None } else { fault(trial.note_line, message, mend) };
    }
    if !ran.last.contains(&trial.note) {
        let message = format!("the last line of {solution} on “{test}” does not hold “{}”: {last}", trial.note);
        return fault(trial.note_line, message, "Quote words of that line, or leave the note out.".into());
    }
    let kind = OF_THE_TEST.iter().find(|kind| ran.last.starts_with(**kind));
    match kind.filter(|kind| ran.end == End::Failed && !trial.note.contains(**kind)) {
        Some(kind) => {
            let message = format!("{solution} fails “{test}” for a reason that may be the test's own: {last}");
            fault(
                trial.line,
                message,
                format!("Mend `run`, or say that it is meant: notes = {{ {solution} = \"{kind}\" }}."),
            )
        }
        None => None,
    }
}

fn shortened(line: &str) -> String {
    const LONG: usize = 160;
    match line.char_indices().nth(LONG) {
        Some((at, _)) => format!("{} …", &line[..at]),
        None if line.is_empty() => "nothing".into(),
        None => line.to_owned(),
    }
}
