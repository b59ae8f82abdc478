//! `practice_submit` with its fsync beside a bare fsynced insert, in turns on one disk: `submit_cost [DIR]`.
//!
//! The last line is one JSON object with medians and 95th percentiles in microseconds.
#![allow(clippy::print_stdout)]

use app::{App, SystemHost, commands};
use serde_json::{Value, json};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection};
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

const ANSWERS: usize = 1000;
const WHY: &str = "A is best because it gives one picture, while the others lose the child on the way.";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let base = std::env::args().nth(1).map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = tempfile::tempdir_in(base)?;
    let pack = std::fs::read("gen/course.pack")?;
    let app = App::new(folder.path().join("record"), pack, Arc::new(SystemHost), None);
    let mut bare = bare(folder.path().join("bare.db")).await?;
    let (mut submits, mut inserts) = (Vec::new(), Vec::new());
    for n in 0..ANSWERS {
        submits.push(submit(&app).await?);
        inserts.push(insert(&mut bare, n).await?);
    }
    app.close().await;
    println!(
        "{}",
        json!({
            "answers": ANSWERS,
            "submit_p50_us": at(&mut submits, 50), "submit_p95_us": at(&mut submits, 95),
            "insert_p50_us": at(&mut inserts, 50), "insert_p95_us": at(&mut inserts, 95),
        })
    );
    Ok(())
}

async fn call(app: &App, name: &str, args: Value) -> Result<Value, Box<dyn Error>> {
    commands::dispatch(app, name, args).await.map_err(|e| e.message.into())
}

/// One ranking with a written reason, from the command's call to its reply.
async fn submit(app: &App) -> Result<Duration, Box<dyn Error>> {
    let task = call(app, "practice_next", json!({ "task": "entanglement" })).await?["task"].clone();
    let answer = json!({ "kind": "ranking", "tiers": [["r3"], ["r1"], ["r4"], ["r2"]], "all_bad": false, "why": WHY });
    let request = json!({
        "presentation": task["presentation"], "answer": answer, "confidence": "sure", "spent_ms": 60_000,
        "then": { "set": { "module": "1.2" } },
    });
    let start = Instant::now();
    call(app, "practice_submit", request).await?;
    Ok(start.elapsed())
}

async fn bare(file: PathBuf) -> sqlx::Result<SqliteConnection> {
    let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
    let options = options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
    let mut bare = options.connect().await?;
    sqlx::raw_sql("CREATE TABLE bare (id INTEGER PRIMARY KEY, why TEXT NOT NULL) STRICT").execute(&mut bare).await?;
    Ok(bare)
}

async fn insert(bare: &mut SqliteConnection, n: usize) -> sqlx::Result<Duration> {
    let start = Instant::now();
    sqlx::query("INSERT INTO bare (id, why) VALUES (?1, ?2)").bind(n as i64).bind(WHY).execute(bare).await?;
    Ok(start.elapsed())
}

fn at(times: &mut [Duration], percent: usize) -> u64 {
    times.sort_unstable();
    times[times.len() * percent / 100].as_micros() as u64
}
