//! The one shape of an error.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A code exists only where the page acts on it; everything else is `internal`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The request does not have the command's form.
    BadRequest,
    /// No such module, lesson, task or attempt.
    NotFound,
    /// The answer cannot be graded yet; `details` names what is missing.
    Incomplete,
    /// The task has changed since it was shown; the draft is kept.
    TaskChanged,
    /// The record or the course could not be opened; `start` says why.
    Trouble,
    /// Nothing was written (full or read-only disk, damaged file); what was typed is still in the page.
    NotSaved,
    /// The registrar, the keychain or the browser said no: the message belongs beside what was asked. Nothing is lost.
    Refused,
    /// The registrar could not be reached, or not understood: nothing was done there that is known here. Try again.
    Unheard,
    /// The sign-in has ended, or the vault is closed: `exam_open` says which.
    SignInFirst,
    /// The time of the drill is over: the answer is not taken, and kept as a draft.
    TimeOver,
    /// An exam may be running: no hints and no tutor until it is over.
    ExamOpen,
    /// A fault of the app's own.
    Internal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WireError {
    pub code: ErrorCode,
    /// What happened, what is safe, what to do: whole sentences for the learner.
    pub message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub details: Option<Vec<String>>,
}

impl WireError {
    pub fn new(code: ErrorCode, message: impl Into<String>) -> WireError {
        WireError { code, message: message.into(), details: None }
    }
}
