//! Start-up, settings, and the long poll for what has changed.

use crate::opened::refused;
use crate::wire::start::{Changes, ChangesRequest, Settings, Start, StartRequest, Theme};
use crate::wire::{ErrorCode, WireError};
use crate::{App, confidence};
use ::exam::Found;
use std::sync::atomic::Ordering;
use std::time::Duration;

const SETTINGS: &str = "settings";
/// A long poll is answered after this time even when nothing has changed.
const PATIENCE: Duration = Duration::from_secs(25);

impl App {
    pub(crate) async fn start(&self, request: StartRequest) -> Result<Start, WireError> {
        let opened = self.opened(request.again).await;
        // Settings that cannot be read are no reason not to start: damage is found and told by the check that follows.
        let settings = self.settings().await.unwrap_or_else(|_| usual());
        let mut notices = opened.notices;
        notices.extend(exam_notice(self.exam.take_found()).map(str::to_owned));
        let trouble = self.course.as_ref().err().cloned().or(opened.record.err());
        Ok(Start {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            settings,
            trouble,
            notices,
            data_folder: self.folder.display().to_string(),
            confidence: confidence::levels(),
        })
    }

    pub(crate) async fn settings(&self) -> Result<Settings, WireError> {
        let stored = self.record().await?.setting(SETTINGS).await.map_err(refused)?;
        Ok(stored.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_else(usual))
    }

    pub(crate) async fn settings_save(&self, settings: Settings) -> Result<Settings, WireError> {
        let settings = Settings {
            type_size: settings.type_size.clamp(85, 150),
            pane_width: settings.pane_width.clamp(280, 720),
            extra_time: settings.extra_time.min(200),
            ..settings
        };
        let json = serde_json::to_string(&settings).map_err(|e| WireError::new(ErrorCode::Internal, e.to_string()))?;
        self.record().await?.set_setting(SETTINGS, &json).await.map_err(refused)?;
        Ok(settings)
    }

    /// The page asks for the first time once its first screen is painted; from then on the file is looked through.
    pub(crate) async fn changes_since(&self, request: ChangesRequest) -> Result<Changes, WireError> {
        if !self.first_screen_seen.swap(true, Ordering::Relaxed) {
            self.host.first_screen();
            self.check_record().await;
            // What cannot be settled now is tried again when the disputes are looked at.
            let _ = self.settle_disputes().await;
        }
        let mut changes = self.changes.subscribe();
        let newer = changes.wait_for(|now| *now > request.since);
        // Running out of patience is an answer too: the number then stays as it was.
        let _ = tokio::time::timeout(PATIENCE, newer).await;
        let now = *self.changes.borrow();
        Ok(Changes { now, trouble: self.damaged.load(Ordering::Relaxed) })
    }
}

fn exam_notice(found: Found) -> Option<&'static str> {
    match found {
        Found::Good => None,
        Found::Damaged => Some(
            "What the app had noted of your exam could not be read. It was set aside as “exam.json.damaged”, and the registrar \
             is asked again when you sign in. Your record is not touched.",
        ),
        Found::Newer => Some(
            "A newer version of this app has written the notes of your exam. Update the app before you go on with the exam; \
             studying is not touched.",
        ),
        Found::Unread => Some(
            "What the app had noted of your exam could not be read from the disk. It was left as it is. Look at the rights of the \
             data folder and at its disk, then start the app again; studying is not touched.",
        ),
    }
}

fn usual() -> Settings {
    Settings {
        theme: Theme::System,
        type_size: 100,
        single_keys: true,
        show_timer: true,
        rail_narrow: false,
        pane_width: 348,
        extra_time: 0,
        ask_confidence: true,
        keys: vec![],
    }
}
