//! The real use cases over the real course, with a clock and dice of our own.
#![allow(dead_code)] // Each test file uses its own part.

use app::{App, Host, Now, commands};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};
use tempfile::TempDir;

/// 23 November 2026, noon in UTC, and a learner one hour east of it.
const NOON: i64 = 1_795_435_200_000;

/// A clock that moves one second with every look, and seeds that count up.
pub struct TestHost {
    ticks: AtomicI64,
}

impl TestHost {
    pub fn new() -> Arc<TestHost> {
        Arc::new(TestHost { ticks: AtomicI64::new(0) })
    }
}

impl Host for TestHost {
    fn now(&self) -> Now {
        Now { utc_ms: NOON + 1000 * self.ticks.fetch_add(1, Ordering::Relaxed), offset_min: 60 }
    }

    fn seed(&self) -> i64 {
        self.ticks.fetch_add(1, Ordering::Relaxed)
    }
}

/// The pack of the course as it stands in `content/`.
pub fn pack() -> &'static [u8] {
    static PACK: OnceLock<Vec<u8>> = OnceLock::new();
    PACK.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
        course::read::pack(&root).unwrap_or_else(|f| panic!("{}", f[0]))
    })
}

pub struct Learner {
    pub app: App,
    pub folder: TempDir,
}

impl Learner {
    pub fn new() -> Learner {
        let folder = tempfile::tempdir().unwrap();
        Learner { app: App::new(folder.path().into(), pack(), TestHost::new(), None), folder }
    }

    /// Closes the app and opens it again on the same record, with this pack.
    pub async fn restart_with(self, pack: &'static [u8]) -> Learner {
        self.app.close().await;
        Learner { app: App::new(self.folder.path().into(), pack, TestHost::new(), None), folder: self.folder }
    }

    pub async fn restart(self) -> Learner {
        self.restart_with(pack()).await
    }

    /// Opens the app again while an exam may be running on this computer, or after that.
    pub async fn restart_in_exam(self, open: bool) -> Learner {
        let until_ms = NOON + if open { 3_600_000 } else { 0 };
        let notes = json!({ "version": 1, "silence": { "since_ms": NOON, "until_ms": until_ms } });
        std::fs::write(self.folder.path().join("exam.json"), notes.to_string()).unwrap();
        self.restart().await
    }

    pub async fn ask(&self, name: &str, args: Value) -> Value {
        let reply = commands::dispatch(&self.app, name, args.clone()).await;
        reply.unwrap_or_else(|e| panic!("{name} {args}: {e:?}"))
    }

    /// The error of a call that should fail, as JSON.
    pub async fn refuse(&self, name: &str, args: Value) -> Value {
        let error = commands::dispatch(&self.app, name, args).await.expect_err("the call should be refused");
        serde_json::to_value(error).unwrap()
    }

    pub async fn task(&self, id: &str) -> Value {
        self.ask("practice_next", json!({ "task": id })).await["task"].clone()
    }

    pub async fn submit(&self, task: &Value, answer: Value) -> Value {
        self.ask("practice_submit", submission(task, answer)).await
    }
}

pub fn submission(task: &Value, answer: Value) -> Value {
    json!({
        "presentation": task["presentation"], "answer": answer, "confidence": "fairly", "spent_ms": 61_000,
        "then": { "set": { "module": task["module"] } },
    })
}

pub fn ranking(tiers: &[&[&str]], why: &str) -> Value {
    json!({ "kind": "ranking", "tiers": tiers, "all_bad": false, "why": why })
}
