//! The learner's record: what was answered, how it was graded and when, in one SQLite file.
//!
//! The room keeps plain data and knows neither course nor grading. It has no clock: [`Now`] comes in with each call.
//! Whatever a call has acknowledged is on disk.
//!
//! The log (attempts, amendments, lesson events, the tasks as they were) only grows. Everything that is counted follows
//! from it, is written in the same transaction, and can be made anew by [`Record::rebuild`].

mod amendment;
mod attempt;
mod dispute;
mod draft;
mod effective;
mod error;
mod file;
mod first_try;
mod flag;
mod lesson;
mod presentation;
mod progress;
mod record;
mod session;
mod setting;
mod slot;
mod sql;
mod time;

pub use amendment::{Amendment, AmendmentKind, NewAmendment, Target};
pub use attempt::{Attempt, AttemptDetail, AttemptPage, Filter, NewAttempt, Only, Snapshot, Submitted};
pub use dispute::{Dispute, Settlement};
pub use draft::{Draft, DraftLine};
pub use effective::gap_ms;
pub use error::{Cause, Error, OpenError};
pub use file::{Notice, Opened};
pub use first_try::FirstTry;
pub use lesson::LessonProgress;
pub use presentation::{NewPresentation, Open, Presentation, PresentationState};
pub use progress::{Day, Last, LastPlace, ModuleProgress, Progress, Rebuilt, TaskProgress};
pub use record::Record;
pub use session::{
    NewSession, Session, SessionClock, SessionEnd, SessionEnded, SessionForm, SessionSkip, SessionTry, SessionWork,
};
pub use slot::{Slot, SlotCount};
pub use time::Now;
pub use uuid::Uuid;
