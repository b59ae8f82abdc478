//! What a desktop would do, done for a plain browser and for tests.

use app::{Display, Host, NO_BROWSER, Now, SystemHost};
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// Names the file that stands for the clipboard: it holds what was copied last.
pub const CLIPBOARD: &str = "ANNOTATION_ACADEMY_CLIPBOARD";
/// Names a file that stands for the file dialog: it holds the path that is picked, or nothing.
pub const PICK: &str = "ANNOTATION_ACADEMY_PICK";
/// Names the displays, as `1920x1080 1280x800`.
pub const DISPLAYS: &str = "ANNOTATION_ACADEMY_DISPLAYS";

/// The system's clock, randomness and browser; the rest as the environment says.
pub struct DevHost {
    clipboard: Option<PathBuf>,
    copied: Mutex<Option<String>>,
    pick: Option<PathBuf>,
    displays: Option<Vec<Display>>,
}

impl DevHost {
    /// Reads the three variables through `variable`. Errors: what is wrong with one of them.
    pub fn new(variable: impl Fn(&str) -> Option<OsString>) -> Result<DevHost, String> {
        let displays = variable(DISPLAYS).map(|value| {
            let value = value.to_string_lossy().into_owned();
            displays(&value).ok_or_else(|| format!("{DISPLAYS}: “{value}” is no list like 1920x1080 1280x800"))
        });
        Ok(DevHost {
            clipboard: variable(CLIPBOARD).map(PathBuf::from),
            copied: Mutex::default(),
            pick: variable(PICK).map(PathBuf::from),
            displays: displays.transpose()?,
        })
    }
}

impl DevHost {
    fn picked(&self) -> Option<PathBuf> {
        let path = std::fs::read_to_string(self.pick.as_ref()?).ok()?;
        Some(path.trim()).filter(|path| !path.is_empty()).map(PathBuf::from)
    }
}

fn displays(list: &str) -> Option<Vec<Display>> {
    let display = |size: &str| {
        let (width, height) = size.split_once('x')?;
        Some(Display { name: String::new(), width: width.parse().ok()?, height: height.parse().ok()? })
    };
    list.split_whitespace().map(display).collect()
}

impl Host for DevHost {
    fn now(&self) -> Now {
        SystemHost.now()
    }

    fn seed(&self) -> i64 {
        SystemHost.seed()
    }

    fn open(&self, address: &str) -> Result<(), String> {
        open::that_detached(address).map_err(|_| NO_BROWSER.to_owned())
    }

    fn copy(&self, text: &str) -> Result<(), String> {
        let file = self.clipboard.as_ref().ok_or_else(|| format!("There is no clipboard here but {CLIPBOARD}."))?;
        std::fs::write(file, text).map_err(|e| format!("{}: {e}", file.display()))?;
        *self.copied.lock().unwrap_or_else(PoisonError::into_inner) = Some(text.to_owned());
        Ok(())
    }

    fn forget_copied(&self) {
        let copied = self.copied.lock().unwrap_or_else(PoisonError::into_inner).take();
        let (Some(text), Some(file)) = (copied, &self.clipboard) else { return };
        if std::fs::read_to_string(file).is_ok_and(|there| there == text) {
            // A test sees what is still there.
            let _ = std::fs::write(file, "");
        }
    }

    fn pick_open(&self, _title: &str, _endings: &[&str]) -> Option<PathBuf> {
        self.picked()
    }

    fn pick_save(&self, _title: &str, _name: &str) -> Option<PathBuf> {
        self.picked()
    }

    fn displays(&self) -> Option<Vec<Display>> {
        self.displays.clone()
    }
}
