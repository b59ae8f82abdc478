//! What it costs to store an answer durably, beside a bare INSERT with its fsync through the same library.
//!
//! `cargo run -p study --release --example write_cost [folder] [answers]`: the folder decides which disk is measured.

#![allow(clippy::print_stdout, reason = "it prints figures")]

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use study::{
    AmendmentKind, Filter, NewAmendment, NewAttempt, NewPresentation, NewSession, Now, Only, Presentation, Record,
    SessionClock, SessionEnd, SessionForm, Slot, Target, Uuid,
};

type Failure = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let parent = arguments.next().map_or_else(std::env::temp_dir, PathBuf::from);
    let answers: usize = arguments.next().map_or(Ok(2000), |number| number.parse())?;
    let folder = parent.join(format!("submit-cost-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let measured = measure(&folder, answers).await;
    std::fs::remove_dir_all(&folder)?;
    measured
}

/// Takes turns, so that both meet the same disk.
async fn measure(folder: &Path, answers: usize) -> Result<(), Failure> {
    let mut bare = bare(&folder.join("bare.db")).await?;
    let record = Record::open(&folder.join("record"), now(0)).await?.record;
    let session = record.begin_session(sitting(), now(0)).await?.id;
    let task = |number| task(number, session);
    let mut shown = record.present(task(0), now(0)).await?;
    let (mut inserts, mut submits, mut drafts) = (Vec::new(), Vec::new(), Vec::new());
    for number in 0..answers {
        let at = now(i64::try_from(number)? * 60_000);
        let begun = Instant::now();
        insert(&mut bare, number, &text(900)).await?;
        inserts.push(begun.elapsed());

        let begun = Instant::now();
        record.save_draft(shown.id, &format!("\"{}\"", text(600)), 30_000, at).await?;
        drafts.push(begun.elapsed());

        let answer = answer(&shown, number);
        let begun = Instant::now();
        let submitted = record.submit(answer, Some(task(number + 1)), at).await?;
        submits.push(begun.elapsed());
        shown = submitted.next.ok_or("the next task was asked for")?;
    }
    println!("{answers} answers, in ms: p50, p95, p99");
    line("bare insert", &mut inserts);
    line("save_draft", &mut drafts);
    line("submit", &mut submits);
    sitting_ends(&record, session).await?;
    others(record, folder).await?;
    bare.close().await?;
    Ok(())
}

async fn sitting_ends(record: &Record, session: Uuid) -> Result<(), Failure> {
    let begun = Instant::now();
    record.keep_session_clock(session, SessionClock { elapsed_ms: 1, ..sitting().clock }).await?;
    once("the clock kept", begun);
    let begun = Instant::now();
    record.end_session(session, SessionEnd::Finished, now(0)).await?;
    once("session ended", begun);
    let begun = Instant::now();
    let attempts = record.session_work(session).await?.attempts.len();
    once(&format!("its {attempts} tries"), begun);
    let begun = Instant::now();
    record.first_tries().await?;
    once("first tries", begun);
    Ok(())
}

/// The calls that the learner waits for less often, once each.
async fn others(record: Record, folder: &Path) -> Result<(), Failure> {
    let begun = Instant::now();
    record.progress(&now(0).local_day()).await?;
    once("progress", begun);
    for (name, module, kind, only) in [
        ("all", None, None, None),
        ("of a module", Some("7"), None, None),
        ("of a kind", None, Some("rating"), None),
        ("of wrong ones", None, None, Some(Only::Wrong)),
    ] {
        let begun = Instant::now();
        let (module, kind) = (module.map(str::to_owned), kind.map(str::to_owned));
        record.attempts(Filter { module, kind, only, before: None, limit: 50 }).await?;
        once(&format!("a page {name}"), begun);
    }
    let newest = record.attempts(Filter { limit: 1, ..Filter::default() }).await?.attempts.remove(0);
    let begun = Instant::now();
    record.attempt(newest.id).await?;
    once("one attempt", begun);
    for (name, kind) in [("dispute", AmendmentKind::Disputed), ("undo", AmendmentKind::Undone)] {
        let begun = Instant::now();
        let target = Target::Attempt(newest.id);
        record.amend(NewAmendment { kind, target, body: "{}".to_owned() }, now(0)).await?;
        once(name, begun);
    }
    let begun = Instant::now();
    record.disputes().await?;
    once("disputes", begun);
    let begun = Instant::now();
    record.quick_check().await?;
    once("quick_check", begun);
    let begun = Instant::now();
    record.rebuild().await?;
    once("rebuild", begun);
    record.close().await;
    let begun = Instant::now();
    let record = Record::open(&folder.join("record"), now(0)).await?.record;
    once("open", begun);
    record.close().await;
    Ok(())
}

fn once(name: &str, begun: Instant) {
    println!("{name:<18} {:.3}", begun.elapsed().as_secs_f64() * 1e3);
}

fn line(name: &str, times: &mut [Duration]) {
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    println!("{name:<18} {:.3}  {:.3}  {:.3}", at(0.5), at(0.95), at(0.99));
}

async fn bare(path: &Path) -> sqlx::Result<SqliteConnection> {
    let mut connection = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .disable_statement_logging()
        .connect()
        .await?;
    sqlx::query("CREATE TABLE answer (id INTEGER PRIMARY KEY, answer TEXT NOT NULL) STRICT")
        .execute(&mut connection)
        .await?;
    Ok(connection)
}

async fn insert(bare: &mut SqliteConnection, number: usize, text: &str) -> sqlx::Result<()> {
    let sql = "INSERT INTO answer (id, answer) VALUES (?, ?)";
    sqlx::query(sql).bind(i64::try_from(number).unwrap_or(0)).bind(text).execute(bare).await.map(drop)
}

fn now(after_ms: i64) -> Now {
    Now { utc_ms: 1_760_000_000_000 + after_ms, offset_min: 120 }
}

fn sitting() -> NewSession {
    NewSession {
        form: SessionForm::Practice,
        asked: "{}".to_owned(),
        plan: "[]".to_owned(),
        seed: 7,
        limit_ms: 0,
        clock: SessionClock { boot: "boot".to_owned(), boot_ms: 0, elapsed_ms: 0 },
    }
}

fn task(number: usize, session: Uuid) -> NewPresentation {
    let slot = Some(Slot { at: number as u32 % 4, of: 4 });
    let number = number % 480;
    NewPresentation {
        task: format!("{}.{}", number / 20, number % 20),
        task_version: format!("{number:064x}"),
        module: format!("{}", number / 20),
        kind: "ranking".to_owned(),
        objective: format!("{}.{}", number / 20, number % 5),
        seed: 7,
        session: Some(session),
        slot,
    }
}

fn answer(shown: &Presentation, number: usize) -> NewAttempt {
    NewAttempt {
        presentation: shown.id,
        answer: format!("{{\"why\":\"{}\"}}", text(600)),
        score: 0.5,
        passed: number.is_multiple_of(2),
        grade: format!("{{\"parts\":\"{}\"}}", text(1500)),
        grader: "ranking 1".to_owned(),
        confidence: Some("sure".to_owned()),
        spent_ms: 42_000,
        snapshot_face: text(4000),
        snapshot_key: text(2000),
    }
}

fn text(length: usize) -> String {
    "kept ".chars().cycle().take(length).collect()
}
