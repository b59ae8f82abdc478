//! What can go wrong, told apart only where the caller acts on it.

use std::path::{Path, PathBuf};

/// Why the record could not be opened. Nothing has been lost or deleted when one of these comes back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Another process holds the record.
    #[error("the record is in use by another process")]
    InUse,
    /// The file was written by a newer version of the program. Not a byte of it was touched.
    #[error("the record has schema {found}; this version knows schemas up to {known}")]
    Newer { found: i64, known: i64 },
    /// `record.db` is some other file, or another program's database. Not a byte of it was touched.
    #[error("the file is not a learner's record")]
    NotADatabase,
    /// `record.db` is a record, and some of what is needed to open it cannot be read.
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
    /// There is no such presentation, attempt, amendment or session.
    #[error("there is no such row")]
    NotFound,
    /// The presentation has been submitted already, or the session has ended.
    #[error("the presentation or session is closed")]
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

/// What SQLite's result codes mean here: <https://www.sqlite.org/rescode.html>.
enum Fault {
    Full,
    ReadOnly,
    Damaged,
    NotADatabase,
    Refused,
    Other,
}

fn fault(error: &sqlx::Error) -> Fault {
    let code = match error {
        sqlx::Error::Database(database) => database.code().and_then(|code| code.parse::<i32>().ok()),
        // A value of another type than its STRICT column holds, or text that is not UTF-8.
        sqlx::Error::Decode(_) | sqlx::Error::ColumnDecode { .. } => return Fault::Damaged,
        sqlx::Error::Io(io) => return io_fault(io),
        _ => None,
    };
    const IOERR_SHMSIZE: i32 = 10 | 19 << 8;
    const IOERR_DATA: i32 = 10 | 32 << 8;
    const IOERR_CORRUPTFS: i32 = 10 | 33 << 8;
    const READONLY_DBMOVED: i32 = 8 | 4 << 8;
    match code {
        // The shared-memory file is grown when a write begins; on a full disk that is what fails first.
        Some(IOERR_SHMSIZE) => Fault::Full,
        Some(IOERR_DATA | IOERR_CORRUPTFS) => Fault::Damaged,
        Some(READONLY_DBMOVED) => Fault::Other,
        Some(code) => match code & 0xff {
            8 => Fault::ReadOnly,
            11 => Fault::Damaged,
            13 => Fault::Full,
            19 => Fault::Refused,
            26 => Fault::NotADatabase,
            _ => Fault::Other,
        },
        None => Fault::Other,
    }
}

fn io_fault(error: &std::io::Error) -> Fault {
    use std::io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    match error.kind() {
        PermissionDenied | ReadOnlyFilesystem => Fault::ReadOnly,
        StorageFull | QuotaExceeded => Fault::Full,
        _ => Fault::Other,
    }
}

impl Fault {
    fn cause(self) -> Cause {
        match self {
            Fault::Full => Cause::Full,
            Fault::ReadOnly => Cause::ReadOnly,
            Fault::Damaged | Fault::NotADatabase => Cause::Damaged,
            Fault::Refused | Fault::Other => Cause::Other,
        }
    }

    fn on_opening(self, path: &Path, detail: String) -> OpenError {
        match self {
            Fault::Full => OpenError::Full,
            Fault::ReadOnly => OpenError::ReadOnly { path: path.to_owned() },
            Fault::Damaged => OpenError::Damaged { detail },
            Fault::NotADatabase => OpenError::NotADatabase,
            Fault::Refused | Fault::Other => OpenError::Io { detail },
        }
    }
}

fn detail(error: &sqlx::Error) -> String {
    match error {
        // What `Record::store` says when there is none.
        sqlx::Error::PoolClosed => "the record is closed".to_owned(),
        other => other.to_string(),
    }
}

impl OpenError {
    pub(crate) fn io(path: &Path, error: &std::io::Error) -> Self {
        io_fault(error).on_opening(path, format!("{}: {error}", path.display()))
    }

    pub(crate) fn sql(path: &Path, error: &sqlx::Error) -> Self {
        fault(error).on_opening(path, error.to_string())
    }
}

impl Error {
    pub(crate) fn reading(error: sqlx::Error) -> Self {
        Error::NotRead { cause: fault(&error).cause(), detail: detail(&error) }
    }

    pub(crate) fn writing(error: sqlx::Error) -> Self {
        let detail = detail(&error);
        match fault(&error) {
            Fault::Refused => Error::Invalid { detail },
            fault => Error::NotSaved { cause: fault.cause(), detail },
        }
    }
}
