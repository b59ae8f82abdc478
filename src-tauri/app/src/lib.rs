//! Use cases and the one list of commands.
//!
//! This room brings course, grading and record together. It knows no window: what only a desktop can do comes through
//! [`Host`], so every use case runs in a test as it runs in the app.

mod choose;
pub mod commands;
mod confidence;
mod desk;
mod dice;
mod dispute;
mod exam;
mod figure;
mod host;
mod lesson;
mod letters;
mod opened;
mod practice;
mod progress;
mod record;
mod session;
mod start;
mod trouble;
mod typescript;
mod view;
pub mod wire;

pub use ::exam::readiness::Display;
pub use ::exam::{Place, Steady};
pub use host::{Host, NO_BROWSER, SystemHost};
pub use study::Now;

use ::exam::Exam;
use course::pack::Pack;
use opened::Opened;
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use tokio::sync::{RwLock, watch};
use wire::start::Trouble;
use wire::{ErrorCode, WireError};

/// The learner's application: an open course, an open record, and what the page has been told.
pub struct App {
    folder: PathBuf,
    host: Arc<dyn Host>,
    exam: Arc<Exam>,
    course: Result<Pack, Trouble>,
    record: RwLock<Option<Opened>>,
    /// Counts what the page may want to know of.
    changes: watch::Sender<u64>,
    damaged: AtomicBool,
    first_screen_seen: AtomicBool,
    /// The exam's link may be on the clipboard.
    link_copied: AtomicBool,
    desk: desk::Desk,
}

impl App {
    /// An app over the record in `folder` and the course in `pack`, belonging to the registrar at `place`. Opens nothing yet
    /// but the pack's index.
    pub fn new(folder: PathBuf, pack: impl Into<Cow<'static, [u8]>>, host: Arc<dyn Host>, place: Option<Place>) -> App {
        // From 1: a page that asks what came after 0 learns at once where the counting stands.
        let changes = watch::Sender::new(1);
        let (clock, steady, news) = (host.clone(), host.clone(), changes.clone());
        let given = ::exam::Given {
            now_ms: Box::new(move || clock.now().utc_ms),
            steady: Box::new(move || steady.steady()),
            tell: Box::new(move || news.send_modify(|n| *n += 1)),
            patience: ::exam::PATIENCE,
        };
        App {
            exam: Exam::new(folder.clone(), place, given),
            folder,
            host,
            course: Pack::open(pack).map_err(|e| trouble::course(&e)),
            record: RwLock::new(None),
            changes,
            damaged: AtomicBool::new(false),
            first_screen_seen: AtomicBool::new(false),
            link_copied: AtomicBool::new(false),
            desk: desk::Desk::default(),
        }
    }

    /// Whether an exam may be running: nothing of this app may then take the focus from it. Blocks for no time.
    pub fn quiet(&self) -> bool {
        self.exam.silence().is_some()
    }

    /// The course, or the trouble that keeps it closed.
    fn course(&self) -> Result<&Pack, WireError> {
        self.course.as_ref().map_err(in_trouble)
    }
}

/// The error every command gives while the app is in trouble; `start` tells the whole of it.
fn in_trouble(trouble: &Trouble) -> WireError {
    WireError::new(ErrorCode::Trouble, format!("{} {}", trouble.what, trouble.todo))
}

#[cfg(test)]
mod tests {
    #[test]
    fn commands_can_run_on_any_thread() {
        fn send<T: Send>(_: T) {}
        let app = crate::App::new(".".into(), Vec::new(), std::sync::Arc::new(crate::SystemHost), None);
        send(crate::commands::dispatch(&app, "home", serde_json::Value::Null));
    }
}
