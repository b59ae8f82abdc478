//! What the page can reach, tried through Tauri's mock runtime with the real configuration.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails.

use app::{App, SystemHost, commands};
use serde_json::{Value, json};
use std::sync::Arc;
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{Manager, WebviewWindow, WebviewWindowBuilder};

struct Window {
    window: WebviewWindow<MockRuntime>,
    app: Arc<App>,
    _tauri: tauri::App<MockRuntime>,
    _folder: tempfile::TempDir,
}

fn window(label: &str) -> Window {
    let folder = tempfile::tempdir().unwrap();
    let pack = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/gen/course.pack")).unwrap();
    let app = Arc::new(App::new(folder.path().into(), pack, Arc::new(SystemHost), None));
    let tauri = mock_builder().invoke_handler(desktop::on_invoke).build(desktop::context()).unwrap();
    tauri.manage(app.clone());
    let window = WebviewWindowBuilder::new(&tauri, label, Default::default()).build().unwrap();
    Window { window, app, _tauri: tauri, _folder: folder }
}

impl Window {
    fn invoke_from(&self, url: &str, command: &str, args: Value) -> Result<Value, Value> {
        let request = InvokeRequest {
            cmd: command.into(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: url.parse().unwrap(),
            body: InvokeBody::Json(args),
            headers: Default::default(),
            invoke_key: INVOKE_KEY.to_string(),
        };
        get_ipc_response(&self.window, request).map(|body| body.deserialize().unwrap())
    }

    fn invoke(&self, command: &str, args: Value) -> Result<Value, Value> {
        self.invoke_from("tauri://localhost", command, args)
    }
}

#[test]
fn the_page_reaches_the_commands_of_the_table() {
    let window = window("main");
    let start = window.invoke("start", json!({ "again": false })).unwrap();
    assert_eq!(start["trouble"], Value::Null);
    let home = window.invoke("home", json!({})).unwrap();
    assert_eq!(home["blocks"].as_array().unwrap().len(), 3);
    let error = window.invoke("module_open", json!({ "module": "9.9" })).unwrap_err();
    assert_eq!(error["code"], "not_found", "an error keeps its shape across the channel");
    // Whatever else they say, all commands of the table get past the access list.
    for name in commands::NAMES.iter().filter(|n| **n != "changes_since") {
        if let Err(error) = window.invoke(name, json!({ "unknown": true })) {
            assert!(error["code"].is_string(), "{name}: {error}");
        }
    }
    tauri::async_runtime::block_on(window.app.close());
}

#[test]
fn an_undeclared_command_is_refused() {
    let window = window("main");
    for command in [
        "dispatch",
        "no_such_command",
        "plugin:fs|read_text_file",
        "plugin:shell|execute",
        "plugin:opener|open_url",
        "plugin:dialog|open",
        "plugin:clipboard-manager|write_text",
        "plugin:deep-link|get_current",
        "plugin:event|listen",
        "plugin:window|close",
        "plugin:webview|create_webview_window",
        "plugin:app|version",
        "plugin:path|resolve_directory",
    ] {
        let error = window.invoke(command, json!({})).expect_err(command);
        assert!(
            error.as_str().is_some_and(|e| e.contains("not allowed") || e.contains("not found")),
            "{command}: {error}"
        );
    }
}

#[test]
fn another_window_or_a_foreign_page_reaches_nothing() {
    let other = window("other");
    assert!(other.invoke("home", json!({})).is_err());
    let main = window("main");
    assert!(main.invoke_from("https://example.org", "home", json!({})).is_err());
}

#[test]
fn the_sandbox_has_a_name_of_its_own() {
    let (real, sandbox) = (desktop::context::<MockRuntime>(), desktop::sandbox_context::<MockRuntime>());
    assert_eq!(real.config().identifier, "com.annotationacademy.desktop");
    assert_eq!(sandbox.config().identifier, "com.annotationacademy.desktop.sandbox");
    assert_eq!(real.config().app.windows[0].title, "Annotation Academy");
    assert_eq!(sandbox.config().app.windows[0].title, "Annotation Academy (sandbox)");
}

/// The links are the ones that the system hands to this app: their scheme is the app's own name.
#[test]
fn the_scheme_of_the_links_is_the_identifier() {
    let context = desktop::context::<MockRuntime>();
    let links = &context.config().plugins.0["deep-link"]["desktop"]["schemes"];
    assert_eq!(links, &json!([context.config().identifier]));
}
