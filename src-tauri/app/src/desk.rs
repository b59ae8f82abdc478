//! What lies on the learner's desk: the task handed out last and the progress that stood then.
//!
//! Only this process writes the record, so both stay true until something is submitted or skipped, and an answer need
//! not read before it writes. Drafts and lessons read meanwhile do not change which task comes next.

use std::sync::{Mutex, PoisonError};
use study::{Presentation, Progress, Uuid};

/// One task at a time; empty when it is not known.
#[derive(Default)]
pub(crate) struct Desk(Mutex<Option<(Presentation, Progress)>>);

impl Desk {
    pub(crate) fn put(&self, presentation: &Presentation, progress: &Progress) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((presentation.clone(), progress.clone()));
    }

    /// Takes what lies there if it is this presentation; anything else is cleared away.
    pub(crate) fn take(&self, id: Uuid) -> Option<(Presentation, Progress)> {
        let taken = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        taken.filter(|(presentation, _)| presentation.id == id)
    }

    pub(crate) fn holds(&self, id: Uuid) -> bool {
        let desk = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        desk.as_ref().is_some_and(|(presentation, _)| presentation.id == id)
    }
}
