//! What lies on the learner's desk: the task handed out last and the progress that stood then.
//!
//! Only this process writes the record, so both stay true until something is submitted or skipped, and an answer need
//! not read before it writes. Drafts and lessons read meanwhile do not change which task comes next.

use crate::session::Sitting;
use grading::Prepared;
use std::sync::{Mutex, PoisonError};
use study::{Presentation, Progress, Session, SessionClock, Uuid};

pub(crate) struct OnDesk {
    pub presentation: Presentation,
    pub progress: Progress,
    pub prepared: Prepared,
    /// The session it was handed out in.
    pub sitting: Option<Sitting>,
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

    /// The session of the presentation that lies there, if it is this one.
    pub(crate) fn session(&self, id: Uuid) -> Option<Session> {
        let desk = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let task = desk.as_ref().filter(|task| task.presentation.id == id)?;
        task.sitting.as_ref().map(|sitting| sitting.session.clone())
    }

    /// The session's clock, as it is on disk now.
    pub(crate) fn keep_clock(&self, id: Uuid, clock: SessionClock) {
        let mut desk = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(task) = desk.as_mut().filter(|task| task.presentation.id == id)
            && let Some(sitting) = &mut task.sitting
        {
            sitting.session.clock = clock;
        }
    }

    /// A task was flagged, or is not any more.
    pub(crate) fn flag(&self, task: &str, flagged: bool) {
        let mut desk = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(OnDesk { progress, .. }) = desk.as_mut() {
            progress.flags.retain(|t| t != task);
            progress.flags.extend(flagged.then(|| task.to_owned()));
        }
    }
}
