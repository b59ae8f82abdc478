//! The lock that keeps a second process out: a file beside the record, locked as long as the record is open.
//!
//! It is the operating system's lock, so a process that dies leaves none behind. The file itself stays.

use crate::OpenError;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::Duration;

/// A process that is just ending, or one that has not yet let go of what it was born with, holds the lock a moment
/// longer: so often it is looked at again.
const LOOKS: u32 = 40;
const BETWEEN: Duration = Duration::from_millis(10);

pub(super) async fn take(folder: &Path) -> Result<File, OpenError> {
    let path = folder.join("record.lock");
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|error| OpenError::io(folder, &error))?;
    for _ in 0..LOOKS {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => tokio::time::sleep(BETWEEN).await,
            Err(TryLockError::Error(error)) => return Err(OpenError::io(&path, &error)),
        }
    }
    Err(OpenError::InUse)
}
