//! The small language the tests are written in.

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, SqliteConnection};
use std::path::Path;
use study::{
    AmendmentKind, Attempt, Filter, NewAmendment, NewAttempt, NewPresentation, NewSession, Now, Presentation, Record,
    SessionClock, SessionForm, Submitted, Target, Uuid,
};
use tempfile::TempDir;

/// 2026-03-01, 12:00 UTC.
pub const NOON: i64 = 1_772_366_400_000;
pub const MINUTE: i64 = 60_000;
pub const DAY: i64 = 24 * 60 * MINUTE;

/// `minutes` after noon, in UTC.
pub fn at(minutes: i64) -> Now {
    Now { utc_ms: NOON + minutes * MINUTE, offset_min: 0 }
}

/// A folder in memory where there is one, so that the tests do not wait for the disk.
pub fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { TempDir::new_in(memory).unwrap() } else { TempDir::new().unwrap() }
}

pub async fn open(folder: &Path) -> Record {
    let opened = Record::open(folder, at(0)).await.unwrap();
    assert_eq!(opened.notices, [], "a sound record has nothing to tell");
    opened.record
}

/// A task of the first version. The module is what stands before the dot.
pub fn task(name: &str) -> NewPresentation {
    NewPresentation {
        task: name.to_owned(),
        task_version: "v1".to_owned(),
        module: name.split('.').next().unwrap().to_owned(),
        kind: "choice".to_owned(),
        objective: "o1".to_owned(),
        seed: 7,
        session: None,
        slot: None,
    }
}

/// Free practice without a plan, begun as the computer starts.
pub fn sitting() -> NewSession {
    NewSession {
        form: SessionForm::Practice,
        asked: "{}".to_owned(),
        plan: "[]".to_owned(),
        seed: 3,
        limit_ms: 0,
        clock: SessionClock { boot: "a start".to_owned(), boot_ms: 0, elapsed_ms: 0 },
    }
}

pub fn answer(shown: &Presentation, score: f64) -> NewAttempt {
    NewAttempt {
        presentation: shown.id,
        answer: r#"{"picked":["a"]}"#.to_owned(),
        score,
        passed: score >= 0.5,
        grade: r#"{"parts":[]}"#.to_owned(),
        grader: "choice 1".to_owned(),
        confidence: None,
        spent_ms: 1000,
        snapshot_face: format!("face of {} {}", shown.task, shown.task_version),
        snapshot_key: format!("key of {} {}", shown.task, shown.task_version),
    }
}

/// Hands the task out and answers it.
pub async fn solve(record: &Record, name: &str, score: f64, now: Now) -> Attempt {
    let shown = record.present(task(name), now).await.unwrap();
    submit(record, answer(&shown, score), now).await.attempt
}

pub async fn submit(record: &Record, answer: NewAttempt, now: Now) -> Submitted {
    record.submit(answer, None, now).await.unwrap()
}

/// Says something of an attempt, with nothing to add, and returns the amendment's id.
pub async fn amend(record: &Record, kind: AmendmentKind, target: Target, now: Now) -> Uuid {
    record.amend(NewAmendment { kind, target, body: "{}".to_owned() }, now).await.unwrap()
}

/// All attempts, newest first.
pub async fn all(record: &Record) -> Vec<Attempt> {
    record.attempts(Filter { limit: 100_000, ..Filter::default() }).await.unwrap().attempts
}

/// The file itself, past the record.
pub async fn raw(folder: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(folder.join("record.db")).connect().await.unwrap()
}

pub async fn run(connection: &mut SqliteConnection, sql: &str) -> sqlx::Result<()> {
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned())).execute(connection).await.map(drop)
}

/// The first column of the first row.
pub async fn number(connection: &mut SqliteConnection, sql: &str) -> i64 {
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql.to_owned())).fetch_one(connection).await.unwrap()
}

/// What must hold whenever a record has been used, however badly.
pub async fn assert_sound(record: &Record) {
    assert_eq!(record.quick_check().await.unwrap(), Vec::<String>::new(), "the file is sound");
    assert_eq!(record.rebuild().await.unwrap().changed, 0, "the derived tables follow from the log");
}
