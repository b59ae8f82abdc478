//! What lies on the learner's desk: the task handed out last and the progress that stood then.
//!
//! Only this process writes the record, so both stay true until something is submitted or skipped, and an answer need
//! not read before it writes. Drafts and lessons read meanwhile do not change which task comes next.

use grading::Prepared;
use std::sync::{Mutex, PoisonError};
use study::{Presentation, Progress, Uuid};

pub(crate) struct OnDesk {
    pub presentation: Presentation,
    pub progress: Progress,
    pub prepared: Prepared,
}

/// One task at a time; empty when it is not known.
#[derive(Default)]
pub(crate) struct Desk(Mutex<Option<OnDesk>>);

impl Desk {
    pub(crate) fn put(&self, task: OnDesk) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(task);
    }

    /// Takes what lies there if it is this presentation; anything else is cleared away.
    pub(crate) fn take(&self, id: Uuid) -> Option<OnDesk> {
        let taken = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        taken.filter(|task| task.presentation.id == id)
    }

    /// The presentation that lies there, if it is this one.
    pub(crate) fn presentation(&self, id: Uuid) -> Option<Presentation> {
        let desk = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        desk.as_ref().map(|task| &task.presentation).filter(|presentation| presentation.id == id).cloned()
    }
}
