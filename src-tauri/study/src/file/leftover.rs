//! An empty record, and the files SQLite keeps beside a record, found without it. SQLite would delete them without a
//! word; they may hold answers.

use crate::{Now, OpenError};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Something the learner is told once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// `from` was an empty record, or lay there without its record. It was renamed to `to`, not deleted, and a new record
    /// was begun.
    SetAside { from: PathBuf, to: PathBuf },
}

/// Whether there is nothing in the record's write-ahead log.
pub(super) fn log_is_empty(path: &Path) -> Result<bool, OpenError> {
    Ok(length(&beside(path, "-wal"))? == 0)
}

/// Renames what is there of a record that is missing or empty.
pub(super) fn set_aside(path: &Path, now: Now) -> Result<Vec<Notice>, OpenError> {
    let mut found = Vec::new();
    if path.try_exists().map_err(|error| OpenError::io(path, &error))? {
        found.push(path.to_owned());
    }
    for suffix in ["-wal", "-journal"] {
        let from = beside(path, suffix);
        if length(&from)? > 0 {
            found.push(from);
        }
    }
    let mut notices = Vec::new();
    for from in found {
        let to = unused(&from, now)?;
        std::fs::rename(&from, &to).map_err(|error| OpenError::io(&from, &error))?;
        notices.push(Notice::SetAside { from, to });
    }
    Ok(notices)
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

/// A name for the file that nothing has yet.
fn unused(from: &Path, now: Now) -> Result<PathBuf, OpenError> {
    let mut number = now.utc_ms;
    loop {
        let to = beside(from, &format!(".found-{number}"));
        if !to.try_exists().map_err(|error| OpenError::io(&to, &error))? {
            return Ok(to);
        }
        number += 1;
    }
}

/// 0 when there is no file.
fn length(path: &Path) -> Result<u64, OpenError> {
    match std::fs::metadata(path) {
        Ok(metadata) => Ok(metadata.len()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(OpenError::io(path, &error)),
    }
}
