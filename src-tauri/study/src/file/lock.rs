//! The lock that keeps a second process out: a file beside the record, locked as long as the record is open.
//!
//! It is the operating system's lock, so a process that dies leaves none behind. The file itself stays.

use crate::OpenError;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

pub(super) fn take(folder: &Path) -> Result<File, OpenError> {
    let path = folder.join("record.lock");
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|error| OpenError::io(folder, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse),
        Err(TryLockError::Error(error)) => Err(OpenError::io(&path, &error)),
    }
}
