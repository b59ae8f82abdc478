//! The rules of the house, each an ordinary test. `cargo xtask tidy` runs them too.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// Files below `folder` with one of the endings, without what is generated or fetched.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    fn walk(dir: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                if !["node_modules", "dist", "target", "gen"].contains(&name.as_str()) {
                    walk(&path, endings, found);
                }
            } else if endings.iter().any(|e| name.ends_with(e)) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), endings, &mut found);
    assert!(!found.is_empty(), "no files in {folder}");
    found
}

/// The room a file of `src-tauri` belongs to.
fn room(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src-tauri")).unwrap();
    inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned()
}

/// A Rust file without its tests and comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn is_test(path: &Path) -> bool {
    path.components().any(|c| ["tests", "examples", "benches"].contains(&c.as_os_str().to_string_lossy().as_ref()))
        || path.file_name().is_some_and(|n| n == "tests.rs")
}

/// The words of `forbidden` stand in the code of no room but those of `rooms`.
fn only_in(rooms: &[&str], forbidden: &[&str]) {
    for path in files("src-tauri", &[".rs"]).iter().filter(|p| !is_test(p)) {
        if rooms.contains(&room(path).as_str()) {
            continue;
        }
        let code = code(path);
        for word in forbidden {
            assert!(!code.contains(word), "{} uses {word}, which belongs to {rooms:?}", path.display());
        }
    }
}

#[test]
fn tauri_is_only_in_desktop() {
    only_in(&["desktop", "xtask"], &["tauri::", "use tauri", "tauri_plugin", "tauri_build"]);
}

#[test]
fn sql_is_only_where_the_databases_are() {
    // The learner's record is the study's; the registrar has a database of its own, on another machine.
    only_in(&["study", "registrar"], &["sqlx", "rusqlite", "SELECT ", "INSERT INTO"]);
    for path in files("src-tauri", &[".sql"]) {
        assert!(["study", "registrar"].contains(&room(&path).as_str()), "{}", path.display());
    }
}

#[test]
fn sockets_are_only_where_the_network_is() {
    let network = ["exam", "tutor", "registrar", "devhost", "xtask"];
    only_in(&network, &["std::net", "tokio::net", "TcpListener", "TcpStream", "UdpSocket", "reqwest", "hyper::"]);
}

#[test]
fn judgement_and_course_know_no_clock_database_or_disk() {
    // The app is built without any of these folders: tables are what the command-line tool is for, and reading content/
    // is what `course::read` is for. Only where that runs the code of tasks does it start programs and time them.
    let tool = "src-tauri/agreement/src/bin";
    let disk = (&["std::fs", "std::env::", "tokio::"][..], &[tool, "src-tauri/course/src/read"][..]);
    let clock =
        (&["SystemTime", "Instant::", "std::thread", "std::process"][..], &[tool, "src-tauri/course/src/read/run"][..]);
    for path in files("src-tauri", &[".rs"]).iter().filter(|p| !is_test(p)) {
        if !["agreement", "grading", "course"].contains(&room(path).as_str()) {
            continue;
        }
        let (here, code) = (path.strip_prefix(root()).unwrap(), code(path));
        for (words, folders) in [disk, clock] {
            for word in words.iter().filter(|_| !folders.iter().any(|folder| here.starts_with(folder))) {
                assert!(!code.contains(word), "{} uses {word}", path.display());
            }
        }
    }
}

#[test]
fn only_the_host_of_the_page_knows_tauri() {
    for path in files("ui/src", &[".ts", ".svelte", ".js"]) {
        let host = path.strip_prefix(root()).unwrap().starts_with("ui/src/lib/host");
        let text = fs::read_to_string(&path).unwrap();
        let text: String =
            text.split("<!--").map(|part| part.split_once("-->").map_or(part, |(_, code)| code)).collect();
        assert!(host || !(text.contains("@tauri-apps") || text.contains("__TAURI")), "{}", path.display());
        for word in ["http://", "https://", "fetch(", "XMLHttpRequest", "WebSocket", "eval(", "localStorage"] {
            let svg = word == "http://" && text.contains("http://www.w3.org");
            let used = text.contains(word) && !svg && !path.to_string_lossy().contains(".test.");
            assert!(host || !used, "{} uses {word}", path.display());
        }
    }
}

/// A room stands above all it uses.
#[test]
fn the_arrows_of_the_house_point_down() {
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("Cargo.toml", &["app"][..]),
        ("devhost", &["app"]),
        ("app", &["study", "grading", "exam", "course", "agreement", "registrar-api"]),
        ("study", &[]),
        ("exam", &["vault", "registrar-api"]),
        ("vault", &[]),
        ("grading", &["course", "agreement"]),
        ("course", &[]),
        ("agreement", &[]),
        ("registrar", &["registrar-api"]),
        ("registrar-api", &[]),
        ("xtask", &[]),
    ]);
    let rooms: Vec<&str> = allowed.keys().copied().filter(|r| *r != "Cargo.toml").collect();
    for entry in fs::read_dir(root().join("src-tauri")).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(name == "desktop" || rooms.contains(&name.as_str()), "the room {name} is not in the drawing");
    }
    for (name, below) in &allowed {
        let manifest = match *name {
            "Cargo.toml" => root().join("Cargo.toml"),
            room => root().join("src-tauri").join(room).join("Cargo.toml"),
        };
        let text = fs::read_to_string(manifest).unwrap();
        let dependencies = text.split("\n[dependencies]").nth(1).unwrap_or_default().split("\n[").next().unwrap();
        for room in &rooms {
            let uses = dependencies.lines().any(|l| l.split([' ', '=', '.']).next() == Some(room));
            assert!(!uses || below.contains(room), "{name} uses {room}: the arrow is not in the drawing");
        }
    }
}

/// An `expect` outside tests states the invariant that it rests on.
#[test]
fn expect_states_its_invariant() {
    for path in files("src-tauri", &[".rs"]).iter().filter(|p| !is_test(p)) {
        let code = code(path);
        assert!(!code.contains(".unwrap()"), "{} unwraps", path.display());
        for after in code.split(".expect(").skip(1) {
            let message = after.trim_start().strip_prefix('"').and_then(|m| m.split('"').next()).unwrap_or_default();
            assert!(message.split_whitespace().count() >= 5, "{}: expect(\"{message}\")", path.display());
        }
    }
}

#[test]
fn a_file_fits_in_the_head() {
    let mut all = files("src-tauri", &[".rs", ".sql"]);
    all.extend(files("ui/src", &[".ts", ".svelte", ".css"]));
    all.extend(files("tests", &[".rs", ".mjs"]));
    for path in all {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        let generated = path.ends_with("host/generated.ts");
        assert!(lines <= 400 || generated, "{} has {lines} lines: stop and look", path.display());
    }
}

/// The window's permissions and the content security policy are decisions: whoever changes them changes this test.
#[test]
fn policy_and_permissions_are_frozen() {
    let config: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(root().join("tauri.conf.json")).unwrap()).unwrap();
    let security = &config["app"]["security"];
    let policy = serde_json::json!({
        "default-src": "'self'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "ipc: http://ipc.localhost",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    });
    assert_eq!(security["csp"], policy);
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(security["capabilities"], serde_json::json!(["main"]));
    assert_eq!(config["app"]["withGlobalTauri"], false);
    assert!(security.get("dangerousDisableAssetCspModification").is_none());
    let capabilities = fs::read_dir(root().join("src-tauri/desktop/capabilities")).unwrap().count();
    assert_eq!(capabilities, 1, "one capability for one window");
    let capability: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(root().join("src-tauri/desktop/capabilities/main.json")).unwrap())
            .unwrap();
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    assert_eq!(capability["permissions"], serde_json::json!(["commands"]));
    assert!(capability.get("remote").is_none());
}

/// A link of ours starts the app, so that it can come forward. The bundler makes `x-scheme-handler/…` of the schemes in the
/// configuration, whether or not the plugin of that name is there, and puts it where the entry says `mime_type`.
#[test]
fn the_desktop_entry_takes_our_links() {
    let config: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(root().join("tauri.conf.json")).unwrap()).unwrap();
    let schemes = &config["plugins"]["deep-link"]["desktop"]["schemes"];
    assert_eq!(
        *schemes,
        serde_json::json!([config["identifier"]]),
        "the registrar's page leads back by the identifier"
    );
    for package in ["deb", "rpm"] {
        let entry = config["bundle"]["linux"][package]["desktopTemplate"].as_str().unwrap();
        let entry = fs::read_to_string(root().join(entry)).unwrap();
        let lines: Vec<&str> = entry.lines().collect();
        // Without the argument the desktop starts the app and keeps the link to itself.
        for line in ["[Desktop Entry]", "Type=Application", "Exec={{exec}} %u", "MimeType={{mime_type}};"] {
            assert!(lines.contains(&line), "{package}: {line}");
        }
    }
}
