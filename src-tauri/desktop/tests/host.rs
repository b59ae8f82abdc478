//! The desktop's side of `Host`, on an X server in memory: the clipboard as another program reads it, the file dialog
//! as a hand drives it, the displays, the system's opener.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)] // A test that cannot go on fails.

use app::Host;
use desktop::DesktopHost;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tauri::Wry;

/// An X server that ends with this value.
struct Screen {
    server: Child,
    display: String,
}

impl Screen {
    fn start() -> Screen {
        // It ends with this test, however that ends.
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", "--", "Xvfb"]);
        command.args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]);
        let mut server = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Screen { server, display: format!(":{}", number.trim()) }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Display and PATH are the whole process's, so the test starts itself again with others.
#[test]
fn the_host_reaches_the_desktop() {
    let screen = Screen::start();
    let folder = tempfile::tempdir().unwrap();
    let opener = folder.path().join("xdg-open");
    fs::write(&opener, "#!/bin/sh\nprintf '%s\\n' \"$*\" >> \"$HOME/opened\"\n").unwrap();
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
    let path = std::env::var("PATH").unwrap();
    let mut test = Command::new("timeout");
    test.arg("90")
        .arg(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "on_a_screen", "--nocapture"])
        .env("HOME", folder.path())
        .env("PATH", format!("{}:{path}", folder.path().display()))
        .env("DISPLAY", &screen.display)
        .env("GDK_BACKEND", "x11")
        .env_remove("WAYLAND_DISPLAY");
    let output = test.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("the desktop was reached"), "{said}");
}

#[test]
#[ignore = "the test above starts it, on a screen of its own"]
fn on_a_screen() {
    let mut context = desktop::context::<Wry>();
    context.config_mut().identifier.push_str(".test");
    let tauri = tauri::Builder::default().any_thread().build(context).unwrap();
    let handle = tauri.handle().clone();
    let hand = std::thread::spawn(move || {
        let host = DesktopHost::new(handle.clone());
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| reach(&host)));
        handle.exit(i32::from(done.is_err()));
    });
    let code = tauri.run_return(|_, _| {});
    hand.join().unwrap();
    assert_eq!(code, 0);
    eprintln!("the desktop was reached");
}

fn reach(host: &DesktopHost<Wry>) {
    let displays = host.displays().unwrap();
    assert_eq!(displays.iter().map(|d| (d.width, d.height)).collect::<Vec<_>>(), [(1280, 800)]);

    // Another program reads the text, and reads it again.
    for text in ["https://example.org/?code=1", "Zweiter Text, 第二, 👩‍👩‍👧"] {
        host.copy(text).unwrap();
        for _ in 0..2 {
            assert_eq!(clipboard(), text);
        }
    }

    // It is taken back, unless another program has put something there since.
    host.forget_copied();
    assert_eq!(clipboard(), "");
    host.copy("a link").unwrap();
    said(&["sh", "-c", "printf theirs | xclip -selection clipboard -i > /dev/null 2>&1"]);
    host.forget_copied();
    assert_eq!(clipboard(), "theirs");

    let home = std::env::var("HOME").unwrap();
    host.open("https://example.org/?a=b&c=%20d").unwrap();
    assert_eq!(fs::read_to_string(Path::new(&home).join("opened")).unwrap(), "https://example.org/?a=b&c=%20d\n");
    until("no dead child is left behind", || dead_children() == 0);

    let badge = Path::new(&home).join("badge.jwt");
    fs::write(&badge, "x").unwrap();
    host.copy(badge.to_str().unwrap()).unwrap();
    std::thread::scope(|scope| {
        let picked = scope.spawn(|| host.pick_open("Choose a badge", &["jwt", "json"]));
        let window = dialog("Choose a badge");
        until("the dialog takes the path", || {
            // A slash opens its field for a path; what is in the field by then, the path replaces. Each key has its time:
            // the dialog opens its field, and completes what is typed, when it gets to it.
            for keys in [&["slash"][..], &["ctrl+a", "ctrl+v"], &["Return"]] {
                press(&window, keys);
                std::thread::sleep(Duration::from_millis(700));
            }
            picked.is_finished()
        });
        assert_eq!(picked.join().unwrap().as_deref(), Some(badge.as_path()));
        let picked = scope.spawn(|| host.pick_open("Choose another", &["jwt"]));
        press(&dialog("Choose another"), &["Escape"]);
        assert_eq!(picked.join().unwrap(), None);
    });
}

/// What another program reads there.
fn clipboard() -> String {
    said(&["xclip", "-selection", "clipboard", "-o"])
}

fn said(words: &[&str]) -> String {
    let output = Command::new(words[0]).args(&words[1..]).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn until(what: &str, holds: impl Fn() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(40), "{what}: not after 40 s");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The number of the window with this title, when it has the keys.
fn dialog(title: &str) -> String {
    let search = || said(&["xdotool", "search", "--onlyvisible", "--name", title]).trim().to_owned();
    until(title, || !search().is_empty());
    let window = search();
    until("the keys go to the dialog", || {
        said(&["xdotool", "windowfocus", &window]);
        said(&["xdotool", "getwindowfocus", "-f"]).trim() == window
    });
    window
}

fn press(window: &str, keys: &[&str]) {
    said(&[&["xdotool", "key", "--window", window], keys].concat());
}

/// Children of this process that ended and were not waited for.
fn dead_children() -> usize {
    let me = std::process::id().to_string();
    let stats = fs::read_dir("/proc").unwrap().flatten();
    let stats = stats.filter_map(|entry| fs::read_to_string(entry.path().join("stat")).ok());
    let dead = |stat: &String| {
        let fields = stat.rsplit_once(')').map(|(_, rest)| rest.split_whitespace().take(2).collect::<Vec<_>>());
        fields.is_some_and(|f| f == ["Z", me.as_str()])
    };
    stats.filter(dead).count()
}
