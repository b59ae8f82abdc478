//! This test program once more, as a process of its own: to be killed, watched, or put where the disk is small.

use crate::world::*;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use study::{Cause, Error, NewPresentation, Now, OpenError, Presentation, Record, Slot};

/// What the process is to do: `crate::child::entry` reads it from this variable.
const PART: &str = "STUDY_CHILD";
const FOLDER: &str = "STUDY_FOLDER";
/// Stands before all that the process reports.
pub const MARK: &str = "child: ";

/// The process, ready to start. `around` is a program with its arguments that starts it in its turn.
pub fn command(around: &[&str], part: &str, folder: &Path) -> Command {
    let program = std::env::current_exe().unwrap();
    let mut command = match around {
        [] => Command::new(&program),
        [first, rest @ ..] => {
            let mut command = Command::new(first);
            command.args(rest).arg(&program);
            command
        }
    };
    command.args(["child::entry", "--exact", "--nocapture", "--test-threads=1"]);
    command.env(PART, part).env(FOLDER, folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The reports among the lines the process wrote.
pub fn reports(output: &[u8]) -> Vec<String> {
    // What was cut off by the end of the process is no report.
    let complete = output.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let text = String::from_utf8_lossy(&output[..complete]);
    text.lines().filter_map(|line| line.split_once(MARK)).map(|(_, report)| report.to_owned()).collect()
}

fn report(what: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{MARK}{what}").unwrap();
    out.flush().unwrap();
}

/// Runs the part to its end and returns its reports.
pub fn finish(mut command: Command) -> Vec<String> {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?} did not start: {error}"));
    assert!(
        output.status.success(),
        "{command:?} failed:\n{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    reports(&output.stdout)
}

/// Does nothing in an ordinary run of the tests.
#[tokio::test]
async fn entry() {
    let Ok(part) = std::env::var(PART) else { return };
    let folder = PathBuf::from(std::env::var_os(FOLDER).expect("a child is told its folder"));
    match part.as_str() {
        "answer" => answer_for_ever(&folder).await,
        "hold" => hold(&folder).await,
        "mark" => answer_between_marks(&folder).await,
        "fill" => fill(&folder).await,
        "open" => report(&format!("{:?}", Record::open(&folder, at(0)).await.map(|_| ()))),
        other => panic!("there is no part “{other}”"),
    }
}

/// Answers and drafts until killed, reporting each when it is acknowledged.
async fn answer_for_ever(folder: &Path) {
    let record = open(folder).await;
    let mut number = record.progress("2026-03-01").await.unwrap().attempts;
    let session = record.begin_session(sitting(), at(i64::from(number))).await.unwrap();
    report(&format!("session {}", session.id));
    loop {
        let task = placed(session.id, number);
        let shown = record.present(task, at(i64::from(number))).await.unwrap();
        for draft in 0..2 {
            record.save_draft(shown.id, &format!("{number} {draft}"), 1, at(i64::from(number))).await.unwrap();
            report(&format!("draft m.{number} {number} {draft}"));
        }
        let submitted = submit(&record, answer(&shown, 1.0), at(i64::from(number))).await;
        report(&format!("answer {}", submitted.attempt.id));
        number += 1;
    }
}

/// A task of a session whose best item stands now here, now there.
fn placed(session: study::Uuid, number: u32) -> NewPresentation {
    let slot = Some(Slot { at: number % 4, of: 4 });
    NewPresentation { session: Some(session), slot, ..task(&format!("m.{number}")) }
}

/// Keeps the record open until its standard input ends.
async fn hold(folder: &Path) {
    let _record = open(folder).await;
    report("open");
    for line in std::io::stdin().lock().lines() {
        line.unwrap();
    }
}

/// How many answers and drafts are written between marks.
pub const MARKED: usize = 20;

/// Writes answers and drafts with a mark before and after each, as writes to standard error that strace sees.
async fn answer_between_marks(folder: &Path) {
    let record = open(folder).await;
    let session = record.begin_session(sitting(), at(0)).await.unwrap().id;
    let mut shown = record.present(placed(session, 0), at(0)).await.unwrap();
    for number in 1..=MARKED as u32 {
        let next = placed(session, number);
        quiet(&record).await;
        mark("sent");
        let submitted = record.submit(answer(&shown, 1.0), Some(next), at(1)).await.unwrap();
        mark("acknowledged");
        shown = submitted.next.unwrap();
    }
    for number in 0..MARKED {
        let draft = format!("draft {number}");
        quiet(&record).await;
        mark("sent");
        record.save_draft(shown.id, &draft, 1, at(2)).await.unwrap();
        mark("acknowledged");
    }
    record.close().await;
}

/// What the record does between answers is done when this returns: all runs in one thread, so that its task has its
/// turn first, and the call here waits for its end.
async fn quiet(record: &Record) {
    tokio::task::yield_now().await;
    record.setting("anything").await.unwrap();
}

fn mark(what: &str) {
    std::io::stderr().write_all(format!("mark {what}\n").as_bytes()).unwrap();
}

/// Answers until the disk is full, and once more when there is room again. The disk is a small one of its own.
async fn fill(folder: &Path) {
    let ballast = folder.join("ballast");
    std::fs::write(&ballast, vec![1; 1 << 20]).unwrap();
    let data = folder.join("data");
    let record = open(&data).await;
    let mut acknowledged = Vec::new();
    let (shown, refused) = answer_until_refused(&record, &mut acknowledged).await;
    report(&format!("full after {} answers: {refused}", acknowledged.len()));
    assert!(matches!(refused, Error::NotSaved { cause: Cause::Full, .. }), "{refused:?}");
    assert!(acknowledged.len() > 20, "there was room for some");

    // Reading goes on, and a small draft may still be refused, but only as not saved.
    assert_eq!(all(&record).await.len(), acknowledged.len());
    let long = format!("\"{}\"", "x".repeat(500_000));
    let draft = record.save_draft(shown.id, &long, 1, at(0)).await.unwrap_err();
    assert!(matches!(draft, Error::NotSaved { cause: Cause::Full, .. }), "{draft:?}");
    let elsewhere = fill_up(folder, &folder.join("other")).await;
    assert_eq!(elsewhere, OpenError::Full, "no new record can be begun");
    record.close().await;

    // As it was left, and with room again.
    let reopened = Record::open(&data, at(0)).await;
    if let Ok(opened) = reopened {
        assert_kept(&opened.record, &acknowledged).await;
        opened.record.close().await;
    } else {
        assert_eq!(reopened.unwrap_err(), OpenError::Full);
    }
    std::fs::remove_file(&ballast).unwrap();
    let record = open(&data).await;
    assert_kept(&record, &acknowledged).await;
    record.save_draft(shown.id, "there is room", 1, at(0)).await.unwrap();
    acknowledged.push(submit(&record, answer(&shown, 1.0), at(1)).await.attempt.id);
    assert_kept(&record, &acknowledged).await;
    record.close().await;
    report("works again");
}

async fn answer_until_refused(record: &Record, acknowledged: &mut Vec<study::Uuid>) -> (Presentation, Error) {
    let mut shown = record.present(task("m.0"), at(0)).await.unwrap();
    for number in 1.. {
        let new = study::NewAttempt { answer: format!("\"{}\"", "x".repeat(5000)), ..answer(&shown, 1.0) };
        let next = NewPresentation { task: format!("m.{number}"), ..task("m.0") };
        match record.submit(new, Some(next), Now { utc_ms: NOON + number, offset_min: 0 }).await {
            Ok(submitted) => {
                acknowledged.push(submitted.attempt.id);
                shown = submitted.next.unwrap();
            }
            Err(error) => return (shown, error),
        }
    }
    unreachable!("the disk is small")
}

/// Takes what room is left and then tries to begin a record.
async fn fill_up(disk: &Path, folder: &Path) -> OpenError {
    let rest = disk.join("rest");
    let mut file = std::fs::File::create(&rest).unwrap();
    while file.write_all(&[1; 4096]).is_ok() {}
    let error = Record::open(folder, at(0)).await.unwrap_err();
    std::fs::remove_file(&rest).unwrap();
    error
}

async fn assert_kept(record: &Record, acknowledged: &[study::Uuid]) {
    let mut kept: Vec<_> = all(record).await.into_iter().map(|attempt| attempt.id).collect();
    kept.reverse();
    assert_eq!(kept, acknowledged, "each answer acknowledged, and no other");
    assert_sound(record).await;
}
