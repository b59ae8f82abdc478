//! What only a desktop can do, for the use cases: the browser, the clipboard, the file dialog, the displays. The page
//! reaches none of it: it has no permission of any plugin.

use app::{Display, Host, NO_BROWSER, Now, SystemHost};
use arboard::Clipboard;
#[cfg(target_os = "macos")]
use arboard::SetExtApple as _;
#[cfg(target_os = "linux")]
use arboard::SetExtLinux as _;
#[cfg(target_os = "windows")]
use arboard::SetExtWindows as _;
use rfd::{AsyncFileDialog, FileHandle};
use std::path::PathBuf;
use std::sync::mpsc::{self, Sender};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tauri::{AppHandle, Manager, Runtime};

/// Names a file to be written once the first screen is painted; `cargo xtask run` waits for it.
const READY_FILE: &str = "ANNOTATION_ACADEMY_READY_FILE";
/// The main thread answers within a frame; one that does not within this is stuck.
const PATIENCE: Duration = Duration::from_secs(2);

/// The desktop around a running app.
pub struct DesktopHost<R: Runtime> {
    system: SystemHost,
    handle: AppHandle<R>,
    /// On X11 and Wayland the text lives in the app that copied it, so it is held until it is taken back or the app ends.
    copied: Mutex<Option<Copied>>,
}

struct Copied {
    clipboard: Clipboard,
    text: String,
}

impl<R: Runtime> DesktopHost<R> {
    pub fn new(handle: AppHandle<R>) -> DesktopHost<R> {
        DesktopHost { system: SystemHost, handle, copied: Mutex::new(None) }
    }

    /// Shows the dialog over the window and waits for as long as the learner looks: it ends with the dialog, or with the app.
    fn pick<F>(
        &self,
        dialog: AsyncFileDialog,
        show: impl FnOnce(AsyncFileDialog) -> F + Send + 'static,
    ) -> Option<PathBuf>
    where
        F: Future<Output = Option<FileHandle>> + Send + 'static,
    {
        let picked = self.on_main_thread(move |handle, send| {
            let dialog = match handle.get_webview_window("main") {
                Some(window) => dialog.set_parent(&window),
                None => dialog,
            };
            // The dialog stands on the main thread; its answer is waited for elsewhere.
            let picked = show(dialog);
            std::thread::spawn(move || send.send(tauri::async_runtime::block_on(picked)));
        })?;
        picked.recv().ok().flatten().map(|file| file.path().to_owned())
    }

    /// Has `work` done on the main thread, where the system's windows may be touched. It answers through the channel.
    fn on_main_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce(&AppHandle<R>, Sender<T>) + Send + 'static,
    ) -> Option<mpsc::Receiver<T>> {
        let (send, answer) = mpsc::channel();
        let handle = self.handle.clone();
        self.handle.run_on_main_thread(move || work(&handle, send)).ok()?;
        Some(answer)
    }
}

impl<R: Runtime> Host for DesktopHost<R> {
    fn now(&self) -> Now {
        self.system.now()
    }

    fn seed(&self) -> i64 {
        self.system.seed()
    }

    fn first_screen(&self) {
        if let Some(file) = std::env::var_os(READY_FILE) {
            // Whoever waits for the file sees its absence; the learner has nothing from an error here.
            let _ = std::fs::write(file, b"ready\n");
        }
    }

    /// Waits a quarter of a second for each launcher of the system to fail; one that still runs then has the address.
    fn open(&self, address: &str) -> Result<(), String> {
        open::that_detached(address).map_err(|_| NO_BROWSER.to_owned())
    }

    /// The text stays until another is copied, it is taken back, or the app ends, and keeps out of clipboard histories.
    fn copy(&self, text: &str) -> Result<(), String> {
        let refused = |e: arboard::Error| format!("The clipboard of this system did not take it ({e}).");
        let mut held = self.copied.lock().unwrap_or_else(PoisonError::into_inner);
        let clipboard = match held.take() {
            Some(copied) => copied.clipboard,
            None => Clipboard::new().map_err(refused)?,
        };
        let copied = held.insert(Copied { clipboard, text: text.to_owned() });
        copied.clipboard.set().exclude_from_history().text(text.to_owned()).map_err(refused)
    }

    fn forget_copied(&self) {
        let held = self.copied.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(Copied { mut clipboard, text }) = held else { return };
        // What another program has put there since is not ours to take.
        if clipboard.get_text().is_ok_and(|there| there == text) {
            // What cannot be cleared ends with the app at the latest.
            let _ = clipboard.clear();
        }
    }

    fn pick_open(&self, title: &str, endings: &[&str]) -> Option<PathBuf> {
        let filter = endings.iter().map(|ending| format!("*.{ending}")).collect::<Vec<_>>().join(", ");
        self.pick(AsyncFileDialog::new().set_title(title).add_filter(filter, endings), |dialog| dialog.pick_file())
    }

    fn pick_save(&self, title: &str, name: &str) -> Option<PathBuf> {
        self.pick(AsyncFileDialog::new().set_title(title).set_file_name(name), |dialog| dialog.save_file())
    }

    fn displays(&self) -> Option<Vec<Display>> {
        let seen = self.on_main_thread(|handle, send| drop(send.send(handle.available_monitors())))?;
        let monitors = seen.recv_timeout(PATIENCE).ok()?.ok()?;
        let display = |monitor: &tauri::Monitor| Display {
            name: monitor.name().cloned().unwrap_or_default(),
            width: monitor.size().width,
            height: monitor.size().height,
        };
        (!monitors.is_empty()).then(|| monitors.iter().map(display).collect())
    }
}
