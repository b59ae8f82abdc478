//! Runs the code of the course: what a file says of its solutions is held against what running them gives.
//!
//! Reading alone starts no program, so a pack is made without the languages. This is the one place of this room that
//! looks at a clock: a program that does not end within its limit is ended.

mod judge;
mod language;
mod memory;
mod program;

pub use language::Language;

use super::{Course, Fault};
use language::Interpreter;
use memory::Memory;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// What a file says of one solution under one visible test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    pub file: PathBuf,
    /// Where the result stands, from 1.
    pub line: u32,
    pub test: String,
    pub solution: String,
    pub language: Language,
    /// The code of the solution, then the code of the test.
    pub program: String,
    /// The time limit in seconds.
    pub seconds: u8,
    pub passed: bool,
    /// Words of the last line printed, or `timeout`; empty where nothing is said.
    pub note: String,
    /// Where the note stands; where there is none, as `line`.
    pub note_line: u32,
}

/// A trial with the program that runs its code.
type Ready<'a> = (&'a Trial, &'a Interpreter);

/// Runs each solution with each visible test, as many at once as there are processors. `memory` is a file that
/// remembers which trials came out as stated: they do not run again.
///
/// # Errors
/// Each result that differs from what is stated, and each language that is not on this computer; never an empty list.
pub fn run_tests(course: &Course, memory: &Path) -> Result<(), Vec<Fault>> {
    let mut memory = Memory::open(memory);
    let mut faults = Vec::new();
    for language in Language::ALL {
        let trials: Vec<&Trial> = course.trials.iter().filter(|trial| trial.language == language).collect();
        let Some(first) = trials.first() else { continue };
        let Some(interpreter) = language.find() else {
            faults.push(judge::no_language(first));
            continue;
        };
        let ready = trials.into_iter().map(|trial| (trial, &interpreter));
        let fresh: Vec<Ready> = ready.filter(|(trial, by)| !memory.holds(trial, by)).collect();
        for ((trial, by), fault) in run_all(&fresh) {
            match fault {
                Some(fault) => faults.push(fault),
                None => memory.learn(trial, by),
            }
        }
    }
    memory.keep();
    faults.sort();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// In the order in which they ended.
fn run_all<'a>(trials: &[Ready<'a>]) -> Vec<(Ready<'a>, Option<Fault>)> {
    let next = AtomicUsize::new(0);
    let ended = Mutex::new(Vec::new());
    let work = || {
        while let Some(&(trial, by)) = trials.get(next.fetch_add(1, Ordering::Relaxed)) {
            let fault = judge::judge(trial, program::run(by, trial));
            ended.lock().unwrap_or_else(PoisonError::into_inner).push(((trial, by), fault));
        }
    };
    let hands = thread::available_parallelism().map_or(1, NonZero::get).min(trials.len());
    thread::scope(|scope| {
        for _ in 0..hands {
            scope.spawn(work);
        }
    });
    ended.into_inner().unwrap_or_else(PoisonError::into_inner)
}
