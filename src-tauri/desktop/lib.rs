//! The Tauri shell: one window over the commands of `app`. It translates and decides nothing.

mod hint;
mod host;
mod memory;
mod window;

pub use host::DesktopHost;

use app::wire::{ErrorCode, WireError};
use app::{App, Place, commands};
use hint::Start;
use std::path::PathBuf;
use std::sync::Arc;

use tauri::ipc::{Invoke, InvokeBody};
use tauri::{AppHandle, Context, Manager, RunEvent, Runtime, Wry};

/// The course, inside the binary so that an update brings app and course at once.
static COURSE: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/gen/course.pack"));

/// Overrides the folder of the record; tests use it.
const DATA: &str = "ANNOTATION_ACADEMY_DATA";
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
pub fn context<R: Runtime>() -> Context<R> {
    tauri::generate_context!()
}

/// The same under a name of its own: the sandbox's app and the real one never share a record, a secret, a running
/// instance or a link.
pub fn sandbox_context<R: Runtime>() -> Context<R> {
    let mut context = context();
    let config = context.config_mut();
    config.identifier.push_str(".sandbox");
    for window in &mut config.app.windows {
        window.title.push_str(" (sandbox)");
    }
    context
}

/// Runs the app until its window is closed. Its exam chapter asks at `place`.
pub fn run(place: Option<Place>) {
    run_in(context(), place, COURSE);
}

/// Runs the app beside a registrar of the sandbox, with the course of that pack where one is given.
pub fn run_sandbox(place: Place, pack: Option<Vec<u8>>) {
    // It is needed until the process ends.
    run_in(sandbox_context(), Some(place), pack.map_or(COURSE, |pack| pack.leak()));
}

fn run_in(context: Context<Wry>, place: Option<Place>, course: &'static [u8]) {
    memory::keep_off_the_disk();
    window::spare_the_renderer();
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|handle, words, _folder| second_start(handle, &words)))
        .invoke_handler(on_invoke)
        .setup(move |tauri_app| {
            let folder = match std::env::var_os(DATA) {
                Some(folder) => PathBuf::from(folder),
                None => tauri_app.path().app_data_dir()?,
            };
            let host = DesktopHost::new(tauri_app.handle().clone());
            let app = Arc::new(App::new(folder, course, Arc::new(host), place));
            tauri_app.manage(app.clone());
            // The record is opened while the window is still being drawn.
            tauri::async_runtime::spawn(async move { app.warm().await });
            window::open(tauri_app)?;
            Ok(())
        })
        .build(context);
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

/// Somebody started the app again, and the second process ended: `words` is what it was started with.
fn second_start<R: Runtime>(handle: &AppHandle<R>, words: &[String]) {
    let quiet = handle.try_state::<Arc<App>>().is_some_and(|app| app.quiet());
    // A build's links are named as the build is.
    let start = Start::read(&handle.config().identifier, words.get(1..).unwrap_or_default());
    if start.comes_forward(quiet) {
        window::bring_forward(handle);
    }
}
