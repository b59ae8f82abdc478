//! The record, opened once, or the trouble that keeps it closed.

use crate::wire::start::Trouble;
use crate::wire::{ErrorCode, WireError};
use crate::{App, in_trouble, trouble};
use std::sync::atomic::Ordering;
use study::{Cause, Error, Notice, Now, OpenError, Record};

/// What opening gave, with what is to be told of it.
#[derive(Clone)]
pub(crate) struct Opened {
    pub record: Result<Record, Trouble>,
    pub notices: Vec<String>,
    /// Another process has the folder.
    pub elsewhere: bool,
}

impl App {
    pub(crate) fn now(&self) -> Now {
        self.host.now()
    }

    /// Opens the record before anybody asks for it.
    pub async fn warm(&self) {
        self.opened(false).await;
    }

    /// The record; opened by the first call that needs it.
    pub(crate) async fn record(&self) -> Result<Record, WireError> {
        self.opened(false).await.record.map_err(|t| in_trouble(&t))
    }

    /// What opening gave. With `again`, a record that could not be opened is tried once more.
    pub(crate) async fn opened(&self, again: bool) -> Opened {
        if let Some(opened) = self.record.read().await.as_ref()
            && !(again && opened.record.is_err())
        {
            return opened.clone();
        }
        let mut slot = self.record.write().await;
        match slot.as_ref() {
            Some(opened) if !(again && opened.record.is_err()) => opened.clone(),
            before => {
                let first = before.is_none_or(|opened| opened.elsewhere);
                let opened = self.open_record().await;
                if first && opened.record.is_ok() {
                    // Until now another process may have written what lies beside the record.
                    self.exam.read_again();
                }
                slot.insert(opened).clone()
            }
        }
    }

    /// Two processes write neither the record nor what the exam chapter keeps beside it: who has the record has all of it.
    pub(crate) async fn alone(&self) -> Result<(), WireError> {
        match self.opened(false).await {
            Opened { record: Err(trouble), elsewhere: true, .. } => Err(in_trouble(&trouble)),
            _ => Ok(()),
        }
    }

    async fn open_record(&self) -> Opened {
        match Record::open(&self.folder, self.now()).await {
            Ok(opened) => {
                self.damaged.store(false, Ordering::Relaxed);
                let notices = opened.notices.iter().map(|n| self.notice(n)).collect();
                Opened { record: Ok(opened.record), notices, elsewhere: false }
            }
            Err(e) => Opened {
                record: Err(trouble::record(&e, &self.folder)),
                notices: vec![],
                elsewhere: e == OpenError::InUse,
            },
        }
    }

    fn notice(&self, notice: &Notice) -> String {
        match notice {
            Notice::SetAside { from, to } => format!(
                "“{}” belonged to no record that could be read. It was kept as “{}”, and a new record was begun.",
                from.display(),
                to.display()
            ),
        }
    }

    /// Looks through the whole file for damage; what it finds is told to the page.
    pub async fn check_record(&self) {
        let Ok(record) = self.record().await else { return };
        let found = match record.quick_check().await {
            Ok(found) => found,
            Err(Error::NotRead { cause: Cause::Damaged, detail }) => vec![detail],
            Err(_) => return,
        };
        if !found.is_empty() {
            let trouble = trouble::damaged(&found.join("; "), &self.folder);
            *self.record.write().await = Some(Opened { record: Err(trouble), notices: vec![], elsewhere: false });
            self.damaged.store(true, Ordering::Relaxed);
            self.changed();
        }
    }

    /// Brings everything to rest before the process ends.
    pub async fn close(&self) {
        if let Some(Opened { record: Ok(record), .. }) = self.record.write().await.take() {
            record.close().await;
        }
    }

    pub(crate) fn changed(&self) {
        self.changes.send_modify(|n| *n += 1);
    }
}

/// A record's refusal as the page sees it.
pub(crate) fn refused(error: Error) -> WireError {
    let (code, message) = match &error {
        Error::NotFound => (ErrorCode::NotFound, "That is not in your record.".to_owned()),
        Error::Closed => (ErrorCode::BadRequest, "This task has been answered already.".to_owned()),
        Error::Invalid { detail } => (ErrorCode::BadRequest, format!("The record does not take this: {detail}.")),
        Error::NotSaved { cause, .. } => (ErrorCode::NotSaved, not_saved(*cause)),
        Error::NotRead { cause: Cause::Damaged, .. } => (
            ErrorCode::Internal,
            "A part of your record cannot be read: the file is damaged. Close the app and copy its folder to a safe place \
             before you go on."
                .to_owned(),
        ),
        Error::NotRead { .. } => (ErrorCode::Internal, "Your record could not be read just now. Try again.".to_owned()),
    };
    let details = Some(vec![error.to_string()]);
    WireError { code, message, details }
}

fn not_saved(cause: Cause) -> String {
    let (what, todo) = match cause {
        Cause::Full => ("the disk is full", "Free some space, then try again."),
        Cause::ReadOnly => ("the folder of your record cannot be written", "Make it writable, then try again."),
        Cause::Damaged => ("the file of your record is damaged", "Close the app and copy its folder to a safe place."),
        Cause::Other => ("the disk did not take it", "Try again in a moment."),
    };
    format!(
        "Nothing was saved: {what}. What you entered is still on the screen, and everything saved before is safe. {todo}"
    )
}
