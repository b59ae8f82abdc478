//! A full disk and a read-only one. Each is mounted for one process alone; root ignores mode bits, so nothing less will
//! do.

use crate::child;
use crate::world::*;
use std::path::Path;

/// Runs the part in mounts of its own, made by `mounts` (a shell script; `$1` is the folder).
fn mounted(mounts: &str, part: &str, folder: &Path) -> Vec<String> {
    let may = std::process::Command::new("unshare").args(["-rm", "true"]).output();
    assert!(
        may.as_ref().is_ok_and(|may| may.status.success()),
        "`unshare -rm` must be allowed, to mount a small disk: run the tests as root, or in a container with CAP_SYS_ADMIN \
         ({may:?})"
    );
    let script = format!("{mounts} && shift && exec \"$@\"");
    let folder_text = folder.to_str().unwrap();
    let around = ["unshare", "-rm", "sh", "-ec", script.as_str(), "sh", folder_text];
    child::finish(child::command(&around, part, folder))
}

const READ_ONLY: &str = r#"mount --bind "$1" "$1" && mount -o remount,bind,ro "$1""#;

#[test]
fn a_full_disk_loses_nothing_that_was_acknowledged() {
    let folder = folder();
    let reports = mounted(r#"mount -t tmpfs -o size=3m none "$1""#, "fill", folder.path());
    assert_eq!(reports.last().map(String::as_str), Some("works again"), "{reports:?}");
}

#[tokio::test]
async fn a_read_only_folder_is_refused() {
    let empty = folder();
    let refused = format!("Err(ReadOnly {{ path: {:?} }})", empty.path());
    assert_eq!(mounted(READ_ONLY, "open", empty.path()), [refused]);

    let used = folder();
    open(used.path()).await.close().await;
    let refused = format!("Err(ReadOnly {{ path: {:?} }})", used.path());
    assert_eq!(mounted(READ_ONLY, "open", used.path()), [refused]);
}

#[tokio::test]
async fn a_read_only_file_is_refused() {
    let folder = folder();
    let record = open(folder.path()).await;
    solve(&record, "m.a", 1.0, at(0)).await;
    record.close().await;
    let file = folder.path().join("record.db");
    let before = std::fs::read(&file).unwrap();
    let mounts = r#"mount --bind "$1/record.db" "$1/record.db" && mount -o remount,bind,ro "$1/record.db""#;
    let refused = format!("Err(ReadOnly {{ path: {file:?} }})");
    assert_eq!(mounted(mounts, "open", folder.path()), [refused]);
    assert_eq!(std::fs::read(&file).unwrap(), before);
    assert_sound(&open(folder.path()).await).await;
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_refused() {
    let folder = folder();
    std::fs::write(folder.path().join("file"), "in the way").unwrap();
    let refused = study::Record::open(&folder.path().join("file/record"), at(0)).await.unwrap_err();
    assert!(matches!(refused, study::OpenError::Io { .. }), "{refused:?}");
}
