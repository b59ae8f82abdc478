//! What stands in the way of starting, in plain words: what happened, what is safe, what to do.

use crate::wire::start::Trouble;
use course::pack::PackError;
use std::path::Path;
use study::OpenError;

fn say(title: &str, what: &str, safe: &str, todo: &str, detail: String, again: bool) -> Trouble {
    let own = str::to_owned;
    Trouble { title: own(title), what: own(what), safe: own(safe), todo: own(todo), detail, again }
}

pub(crate) fn course(error: &PackError) -> Trouble {
    let (title, what) = match error {
        PackError::Foreign => ("The course cannot be opened", "What should be the course is another kind of file."),
        PackError::OtherFormat { .. } => {
            ("The course cannot be opened", "The course was made for another version of this app.")
        }
        PackError::Damaged(_) => ("The course is damaged", "A part of the course is not what it was when it was made."),
    };
    let safe = "Your record is safe: it lies in a file of its own and has not been touched.";
    say(title, what, safe, "Install the app again.", error.to_string(), false)
}

const UNTOUCHED: &str = "Nothing in it has been changed.";

pub(crate) fn record(error: &OpenError, folder: &Path) -> Trouble {
    let detail = format!("{error} ({})", folder.display());
    match error {
        OpenError::InUse => say(
            "Your record is open elsewhere",
            "Another copy of Annotation Academy is using your record.",
            "Nothing is lost. Only one copy may write at a time, so this one waits.",
            "Close the other copy, then try again.",
            detail,
            true,
        ),
        OpenError::Newer { .. } => say(
            "Your record is from a newer version",
            "A newer version of Annotation Academy has written this record.",
            UNTOUCHED,
            "Update this app, then open it again.",
            detail,
            false,
        ),
        OpenError::NotADatabase => say(
            "This is not a record",
            "The file “record.db” in the data folder is not a record of this app.",
            UNTOUCHED,
            "Move that file to another place. The app then begins a new record. If you have a copy of the right file, put it there.",
            detail,
            true,
        ),
        OpenError::Damaged { .. } => damaged(&detail, folder),
        OpenError::ReadOnly { .. } => say(
            "Your record cannot be written",
            "The data folder or a file in it is read-only, so no answer could be saved.",
            UNTOUCHED,
            "Give yourself the right to write there, then try again.",
            detail,
            true,
        ),
        OpenError::Full => say(
            "The disk is full",
            "There is no room to open your record for writing.",
            "Everything saved before is still there.",
            "Free some space, then try again.",
            detail,
            true,
        ),
        OpenError::Io { .. } => say(
            "Your record could not be opened",
            "The system did not let the app open the file.",
            UNTOUCHED,
            "Try again. If it stays like this, restart the computer.",
            detail,
            true,
        ),
    }
}

pub(crate) fn damaged(detail: &str, folder: &Path) -> Trouble {
    say(
        "Your record is damaged",
        "A part of the file that holds your record can no longer be read.",
        "The app has stopped writing to it, so the damage does not grow. The rest of the file is as it was.",
        "Copy the data folder to a safe place. To go on studying meanwhile, move “record.db” and the files beside it out of the \
         folder and try again: the app then begins a new record.",
        format!("{detail} ({})", folder.display()),
        true,
    )
}
