//! The Tauri shell: one window over the commands of `app`. It translates and decides nothing.

mod window;

use app::wire::{ErrorCode, WireError};
use app::{App, Host, Now, SystemHost, commands};
use std::path::PathBuf;
use std::sync::Arc;

use tauri::ipc::{Invoke, InvokeBody};
use tauri::{Manager, RunEvent, Runtime};

/// The course, inside the binary so that an update brings app and course at once.
static COURSE: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/gen/course.pack"));

/// Overrides the folder of the record; tests use it.
const DATA: &str = "ANNOTATION_ACADEMY_DATA";
/// Names a file to be written once the first screen is painted; `cargo xtask run` waits for it.
const READY_FILE: &str = "ANNOTATION_ACADEMY_READY_FILE";

/// What the desktop adds to the system's clock and randomness.
struct DesktopHost(SystemHost);

impl Host for DesktopHost {
    fn now(&self) -> Now {
        self.0.now()
    }

    fn seed(&self) -> i64 {
        self.0.seed()
    }

    fn first_screen(&self) {
        if let Some(file) = std::env::var_os(READY_FILE) {
            // Whoever waits for the file sees its absence; the learner has nothing from an error here.
            let _ = std::fs::write(file, b"ready\n");
        }
    }
}

/// Hands a call from the page to the table of commands. The access list has let it through before.
pub fn on_invoke<R: Runtime>(invoke: Invoke<R>) -> bool {
    let Invoke { message, resolver, .. } = invoke;
    let name = message.command().to_owned();
    if !commands::NAMES.contains(&name.as_str()) {
        return false;
    }
    let InvokeBody::Json(args) = message.payload().clone() else {
        resolver.reject(WireError::new(ErrorCode::BadRequest, "A command takes JSON."));
        return true;
    };
    let app = message.webview_ref().state::<Arc<App>>().inner().clone();
    tauri::async_runtime::spawn(async move {
        match commands::dispatch(&app, &name, args).await {
            Ok(value) => resolver.resolve(value),
            Err(error) => resolver.reject(error),
        }
    });
    true
}

/// The configuration, capabilities and page as built into this binary.
pub fn context<R: Runtime>() -> tauri::Context<R> {
    tauri::generate_context!()
}

/// Runs the app until its window is closed.
pub fn run() {
    window::spare_the_renderer();
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|handle, _args, _folder| window::bring_forward(handle)))
        .invoke_handler(on_invoke)
        .setup(|tauri_app| {
            let folder = match std::env::var_os(DATA) {
                Some(folder) => PathBuf::from(folder),
                None => tauri_app.path().app_data_dir()?,
            };
            let app = Arc::new(App::new(folder, COURSE, Arc::new(DesktopHost(SystemHost)), None));
            tauri_app.manage(app.clone());
            // The record is opened while the window is still being drawn.
            tauri::async_runtime::spawn(async move { app.warm().await });
            window::open(tauri_app)?;
            Ok(())
        })
        .build(context());
    let tauri_app = match built {
        Ok(tauri_app) => tauri_app,
        Err(error) => {
            window::say_failed(&error.to_string());
            std::process::exit(1);
        }
    };
    tauri_app.run(|handle, event| {
        if let RunEvent::Exit = event {
            let app = handle.state::<Arc<App>>().inner().clone();
            tauri::async_runtime::block_on(async move { app.close().await });
        }
    });
}
