//! What can go wrong, told apart only where the caller acts on it.

use std::path::PathBuf;

/// Why the record could not be opened. Nothing has been changed when one of these comes back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Another process holds the record.
    #[error("the record is in use by another process")]
    InUse,
    /// The file was written by a newer version of the program.
    #[error("the record has schema {found}; this version knows schemas up to {known}")]
    Newer { found: i64, known: i64 },
    /// `record.db` is some other file, or another program's database.
    #[error("the file is not a learner's record")]
    NotADatabase,
    /// `record.db` is a record and some of what is needed to open it cannot be read.
    #[error("the record is damaged: {detail}")]
    Damaged { detail: String },
    /// The folder or a file in it cannot be written.
    #[error("{} cannot be written", path.display())]
    ReadOnly { path: PathBuf },
    /// The disk has no room for the record's own files.
    #[error("the disk is full")]
    Full,
    #[error("the record could not be opened: {detail}")]
    Io { detail: String },
}

/// Why an operation did not happen. After any of these the record is as it was before the call.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is no such presentation, attempt or amendment.
    #[error("there is no such row")]
    NotFound,
    /// The presentation has been submitted already.
    #[error("the presentation is closed")]
    Closed,
    /// The caller passed what the record does not take, such as a score above 1 or an answer that is not JSON.
    #[error("the record does not take this: {detail}")]
    Invalid { detail: String },
    /// Nothing was written.
    #[error("nothing was saved ({cause:?}): {detail}")]
    NotSaved { cause: Cause, detail: String },
    /// Nothing could be read.
    #[error("nothing could be read ({cause:?}): {detail}")]
    NotRead { cause: Cause, detail: String },
}

/// What stands in the way of reading or writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    Full,
    ReadOnly,
    Damaged,
    Other,
}
