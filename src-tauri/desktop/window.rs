//! The one window: how it is opened, brought forward, and kept on our own page.

use std::path::Path;
use tauri::{AppHandle, Manager, Runtime, WebviewWindowBuilder};

/// Opens the main window. It shows the app's own page and goes nowhere else.
pub fn open<R: Runtime>(app: &tauri::App<R>) -> tauri::Result<()> {
    let config = app.config().app.windows.first().ok_or(tauri::Error::WindowNotFound)?;
    WebviewWindowBuilder::from_config(app, config)?
        .on_navigation(|url| {
            url.scheme() == "tauri" || (url.scheme() == "http" && url.host_str() == Some("tauri.localhost"))
        })
        .on_new_window(|_, _| tauri::webview::NewWindowResponse::Deny)
        .build()?;
    Ok(())
}

/// Brings the window before the learner's eyes.
pub fn bring_forward<R: Runtime>(handle: &AppHandle<R>) {
    if let Some(window) = handle.get_webview_window("main") {
        // A window manager may refuse; the window is then where it was.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// WebKitGTK's DMABUF renderer shows blank windows on NVIDIA's driver, and costs memory and time where rendering is in
/// software. It is switched off there, unless the learner has decided.
pub fn spare_the_renderer() {
    const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if !cfg!(target_os = "linux") || std::env::var_os(SWITCH).is_some() {
        return;
    }
    let nvidia = Path::new("/proc/driver/nvidia/version").exists();
    let hardware = std::fs::read_dir("/dev/dri")
        .is_ok_and(|dir| dir.flatten().any(|e| e.file_name().to_string_lossy().starts_with("renderD")));
    if nvidia || !hardware {
        // SAFETY: `run` calls this first, before any thread is started that could read the environment.
        #[allow(unsafe_code)]
        unsafe {
            std::env::set_var(SWITCH, "1");
        }
    }
}

/// There is no window to say it in.
#[allow(clippy::print_stderr)]
pub fn say_failed(error: &str) {
    eprintln!(
        "Annotation Academy could not open its window: {error}\nYour record is safe. docs/LINUX.md names what is needed."
    );
}
