//! Opening: a second process, a newer file, a file that is no record, and what lies about beside none.

use crate::child;
use crate::world::*;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use study::{Notice, OpenError, Record};

/// The files of a record and what is in them. The lock is no part of it, and SQLite makes the index of the log anew.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .filter(|name| name != "record.lock" && name != "record.db-shm")
        .map(|name| (name.clone(), std::fs::read(folder.join(name)).unwrap()))
        .collect()
}

async fn refused(folder: &Path) -> OpenError {
    let before = contents(folder);
    let error = Record::open(folder, at(0)).await.unwrap_err();
    assert!(contents(folder) == before, "{error}: not a byte was touched");
    error
}

/// Copies record and log as a crash would leave them, while the record is open.
fn copy(from: &Path, to: &Path) {
    for name in ["record.db", "record.db-wal"] {
        std::fs::copy(from.join(name), to.join(name)).unwrap();
    }
}

#[tokio::test]
async fn a_second_process_is_refused_until_the_first_ends() {
    let folder = folder();
    let mut holder = child::command(&[], "hold", folder.path()).spawn().unwrap();
    let mut lines = BufReader::new(holder.stdout.take().unwrap()).lines();
    lines.find(|line| line.as_ref().unwrap().ends_with("child: open")).expect("the other process opens").unwrap();
    assert_eq!(Record::open(folder.path(), at(0)).await.unwrap_err(), OpenError::InUse);
    holder.kill().unwrap();
    holder.wait().unwrap();
    let record = open(folder.path()).await;
    assert_eq!(Record::open(folder.path(), at(0)).await.unwrap_err(), OpenError::InUse, "nor the same process twice");
    assert_eq!(child::finish(child::command(&[], "open", folder.path())), ["Err(InUse)"]);
    record.close().await;
    assert_eq!(child::finish(child::command(&[], "open", folder.path())), ["Ok(())"]);
}

/// A child born beside it holds the lock until it runs a program of its own; so does a process that is just ending.
#[tokio::test]
async fn a_lock_that_is_just_let_go_is_waited_for() {
    let folder = folder();
    open(folder.path()).await.close().await;
    let lock = std::fs::File::open(folder.path().join("record.lock")).unwrap();
    lock.lock().unwrap();
    let leaving = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(60));
        drop(lock);
    });
    open(folder.path()).await.close().await;
    leaving.join().unwrap();
}

#[tokio::test]
async fn closing_ends_the_clones_too() {
    let folder = folder();
    let record = open(folder.path()).await;
    let clone = record.clone();
    record.close().await;
    assert!(matches!(clone.setting("theme").await.unwrap_err(), study::Error::NotRead { .. }));
    assert!(matches!(clone.set_setting("a", "b").await.unwrap_err(), study::Error::NotSaved { .. }));
    assert!(!folder.path().join("record.db-wal").exists(), "the log is in the main file");
    drop(open(folder.path()).await);
    open(folder.path()).await.close().await;
}

#[tokio::test]
async fn a_record_of_a_newer_version_is_left_alone() {
    let folder = folder();
    open(folder.path()).await.close().await;
    let mut raw = raw(folder.path()).await;
    run(&mut raw, "PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE);").await.unwrap();
    // With an empty log beside it, and with none.
    assert_eq!(refused(folder.path()).await, OpenError::Newer { found: 99, known: 2 });
    sqlx::Connection::close(raw).await.unwrap();
    assert_eq!(refused(folder.path()).await, OpenError::Newer { found: 99, known: 2 });
}

#[tokio::test]
async fn a_newer_version_is_seen_in_the_log_too() {
    let (written, copied) = (folder(), folder());
    open(written.path()).await.close().await;
    let mut raw = raw(written.path()).await;
    run(&mut raw, "PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 99;").await.unwrap();
    copy(written.path(), copied.path());
    assert_eq!(refused(copied.path()).await, OpenError::Newer { found: 99, known: 2 });
    assert_eq!(refused(copied.path()).await, OpenError::Newer { found: 99, known: 2 });
}

#[tokio::test]
async fn what_is_no_record_is_left_alone() {
    for text in ["a", "a letter to a friend", "SQLite format 3\0", &"x".repeat(10_000)] {
        let folder = folder();
        std::fs::write(folder.path().join("record.db"), text).unwrap();
        assert_eq!(refused(folder.path()).await, OpenError::NotADatabase, "{text:.20}");
    }
    let folder = folder();
    let mut foreign = sqlx::ConnectOptions::connect(
        &sqlx::sqlite::SqliteConnectOptions::new().filename(folder.path().join("record.db")).create_if_missing(true),
    )
    .await
    .unwrap();
    run(&mut foreign, "CREATE TABLE recipe (name TEXT);").await.unwrap();
    sqlx::Connection::close(foreign).await.unwrap();
    assert_eq!(refused(folder.path()).await, OpenError::NotADatabase, "another program's database");
}

#[tokio::test]
async fn what_lies_beside_no_record_is_kept() {
    for empty_record in [false, true] {
        let (written, found) = (folder(), folder());
        let record = open(written.path()).await;
        solve(&record, "m.a", 1.0, at(0)).await;
        copy(written.path(), found.path());
        std::fs::write(found.path().join("record.db-journal"), "a journal").unwrap();
        let before = contents(found.path());
        if empty_record {
            std::fs::write(found.path().join("record.db"), "").unwrap();
        } else {
            std::fs::remove_file(found.path().join("record.db")).unwrap();
        }

        let opened = Record::open(found.path(), at(0)).await.unwrap();
        assert_eq!(all(&opened.record).await, [], "a new record was begun");
        let mut told = BTreeMap::new();
        for Notice::SetAside { from, to } in &opened.notices {
            assert!(to.to_str().unwrap().contains(".found-"), "{to:?}");
            told.insert(from.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(to).unwrap());
        }
        assert_eq!(told["record.db-wal"], before["record.db-wal"]);
        assert_eq!(told["record.db-journal"], before["record.db-journal"]);
        assert_eq!(told.len(), if empty_record { 3 } else { 2 });
        opened.record.close().await;
        assert_eq!(Record::open(found.path(), at(0)).await.unwrap().notices, [], "it is told once");
    }
}

#[tokio::test]
async fn two_finds_in_one_moment_get_two_names() {
    let folder = folder();
    for _ in 0..2 {
        std::fs::write(folder.path().join("record.db"), "").unwrap();
        let opened = Record::open(folder.path(), at(0)).await.unwrap();
        assert_eq!(opened.notices.len(), 1);
        opened.record.close().await;
        std::fs::remove_file(folder.path().join("record.db")).unwrap();
    }
    let kept = std::fs::read_dir(folder.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_str().unwrap().starts_with("record.db.found-"));
    assert_eq!(kept.count(), 2);
}

#[tokio::test]
async fn the_log_of_a_crash_is_read() {
    let (written, copied) = (folder(), folder());
    let record = open(written.path()).await;
    let attempt = solve(&record, "m.a", 1.0, at(0)).await;
    copy(written.path(), copied.path());
    let recovered = open(copied.path()).await;
    assert_eq!(all(&recovered).await, [attempt]);
    assert_sound(&recovered).await;
}

#[tokio::test]
async fn folders_on_the_way_are_made() {
    let folder = folder();
    let deep = folder.path().join("a/b/c");
    open(&deep).await.close().await;
    assert!(deep.join("record.db").exists());
}
