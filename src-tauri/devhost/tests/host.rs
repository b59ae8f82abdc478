//! What stands for a desktop around the development host.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails.

use app::{Display, Host};
use devhost::DevHost;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

fn with(variables: &[(&str, &str)]) -> Result<DevHost, String> {
    DevHost::new(|name| variables.iter().find(|(n, _)| *n == name).map(|(_, value)| OsString::from(value)))
}

#[test]
fn the_environment_stands_for_the_desktop() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (clipboard, pick) = (file("clipboard"), file("pick"));
    let host = with(&[
        ("ANNOTATION_ACADEMY_CLIPBOARD", &clipboard),
        ("ANNOTATION_ACADEMY_PICK", &pick),
        ("ANNOTATION_ACADEMY_DISPLAYS", "1920x1080 1280x800"),
    ])
    .unwrap();
    host.copy("first").unwrap();
    host.copy("second").unwrap();
    assert_eq!(fs::read_to_string(&clipboard).unwrap(), "second");
    // It is taken back, unless somebody else has written something there since.
    host.forget_copied();
    assert_eq!(fs::read_to_string(&clipboard).unwrap(), "");
    host.copy("third").unwrap();
    fs::write(&clipboard, "theirs").unwrap();
    host.forget_copied();
    assert_eq!(fs::read_to_string(&clipboard).unwrap(), "theirs");
    for (content, picked) in [("", None), ("/tmp/badge.jwt\n", Some(PathBuf::from("/tmp/badge.jwt")))] {
        fs::write(&pick, content).unwrap();
        assert_eq!(host.pick_open("A badge", &["jwt"]), picked, "{content:?}");
    }
    let display = |width, height| Display { name: String::new(), width, height };
    assert_eq!(host.displays(), Some(vec![display(1920, 1080), display(1280, 800)]));
}

#[test]
fn without_it_there_is_no_desktop() {
    let host = with(&[]).unwrap();
    assert!(host.copy("x").unwrap_err().contains("ANNOTATION_ACADEMY_CLIPBOARD"));
    assert_eq!(host.pick_open("A badge", &["jwt"]), None);
    assert_eq!(host.displays(), None);
    for list in ["1920", "x", "1920x1080,1280x800"] {
        assert!(with(&[("ANNOTATION_ACADEMY_DISPLAYS", list)]).is_err(), "{list}");
    }
}

/// PATH is the whole process's, so the test starts itself again under another.
#[test]
fn an_address_reaches_the_system_s_own_opener() {
    let folder = tempfile::tempdir().unwrap();
    let opener = folder.path().join("xdg-open");
    let opened = folder.path().join("opened");
    fs::write(&opener, format!("#!/bin/sh\nprintf '%s|' \"$@\" >> {}\nexit 0\n", opened.display())).unwrap();
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
    let again = |path: &str, expected: &str| {
        let mut test = Command::new(std::env::current_exe().unwrap());
        test.args(["--ignored", "--exact", "opens_an_address"]).env("PATH", path).env("EXPECTED", expected);
        let output = test.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    };
    again(&format!("{}:/usr/bin:/bin", folder.path().display()), "opened");
    assert_eq!(fs::read_to_string(&opened).unwrap(), "https://example.org/?a=b&c=%20d|");
    again("/nowhere", "This system opened no browser");
}

#[test]
#[ignore = "the test above starts it"]
fn opens_an_address() {
    let done = with(&[]).unwrap().open("https://example.org/?a=b&c=%20d");
    let said = done.map_or_else(|why| why, |()| "opened".to_owned());
    assert!(said.starts_with(&std::env::var("EXPECTED").unwrap()), "{said}");
}
