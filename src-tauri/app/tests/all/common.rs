//! The real use cases over the real course, with a clock and dice of our own.

use app::{App, Host, Now, Steady, commands};
use course::task::Task;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use tempfile::TempDir;

/// 23 November 2026, noon in UTC, and a learner one hour east of it.
const NOON: i64 = 1_795_435_200_000;

/// A clock that moves one second with every look, and seeds that count up. The wall clock can be set, the steady one only
/// goes on; a start of the computer gives it a new name.
pub struct TestHost {
    ticks: AtomicI64,
    /// How far the wall clock was set.
    set_ms: AtomicI64,
    steady_ms: AtomicI64,
    boot: AtomicI64,
    /// Where the learner saves a file, once asked.
    pub saves_to: Mutex<Option<PathBuf>>,
}

impl TestHost {
    pub fn new() -> Arc<TestHost> {
        Arc::new(TestHost {
            ticks: AtomicI64::new(0),
            set_ms: AtomicI64::new(0),
            steady_ms: AtomicI64::new(50_000),
            boot: AtomicI64::new(1),
            saves_to: Mutex::new(None),
        })
    }

    /// Time goes by on both clocks.
    pub fn pass(&self, ms: i64) {
        self.set_ms.fetch_add(ms, Ordering::Relaxed);
        self.steady_ms.fetch_add(ms, Ordering::Relaxed);
    }

    /// Somebody sets the wall clock, forward or back.
    pub fn set_clock(&self, by_ms: i64) {
        self.set_ms.fetch_add(by_ms, Ordering::Relaxed);
    }

    /// The computer is started anew.
    pub fn reboot(&self) {
        self.boot.fetch_add(1, Ordering::Relaxed);
        self.steady_ms.store(1000, Ordering::Relaxed);
    }
}

impl Host for TestHost {
    fn now(&self) -> Now {
        let ticks = 1000 * self.ticks.fetch_add(1, Ordering::Relaxed);
        Now { utc_ms: NOON + ticks + self.set_ms.load(Ordering::Relaxed), offset_min: 60 }
    }

    fn steady(&self) -> Steady {
        let since = format!("boot {}", self.boot.load(Ordering::Relaxed));
        Steady { since, ms: self.steady_ms.load(Ordering::Relaxed) }
    }

    fn seed(&self) -> i64 {
        self.ticks.fetch_add(1, Ordering::Relaxed)
    }

    fn pick_save(&self, _title: &str, name: &str) -> Option<PathBuf> {
        let folder = self.saves_to.lock().unwrap().clone();
        folder.map(|folder| folder.join(name))
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

/// The course with one task changed.
pub fn changed(id: &str, change: impl Fn(&mut Task)) -> &'static [u8] {
    let old = course::pack::Pack::open(pack()).unwrap();
    let mut outline = old.outline().clone();
    let mut modules = Vec::new();
    for outline in outline.modules.iter_mut().filter(|m| !m.tasks.is_empty()) {
        let mut module = old.module(&outline.no).unwrap().unwrap().clone();
        for task in module.tasks.iter_mut().filter(|t| t.face.id == id) {
            change(task);
            task.version = course::pack::hash_of(task);
            let line = outline.tasks.iter_mut().find(|t| t.id == id).unwrap();
            line.title = task.face.title.clone();
            line.version = task.version.clone();
        }
        modules.push(module);
    }
    course::pack::build(&outline, &modules).unwrap().leak()
}

pub struct Learner {
    pub app: App,
    pub host: Arc<TestHost>,
    pub folder: TempDir,
}

impl Learner {
    pub fn new() -> Learner {
        let (folder, host) = (tempfile::tempdir().unwrap(), TestHost::new());
        Learner { app: App::new(folder.path().into(), pack(), host.clone(), None), host, folder }
    }

    /// Over a record that lies at `path`, with this pack; `folder` is kept for as long.
    pub fn over(path: PathBuf, pack: impl Into<Cow<'static, [u8]>>, folder: TempDir) -> Learner {
        let host = TestHost::new();
        Learner { app: App::new(path, pack, host.clone(), None), host, folder }
    }

    /// Closes the app and opens it again on the same record, with this pack.
    pub async fn restart_with(self, pack: &'static [u8]) -> Learner {
        self.app.close().await;
        let app = App::new(self.folder.path().into(), pack, self.host.clone(), None);
        Learner { app, host: self.host, folder: self.folder }
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

/// An answer that is complete and mostly wrong, to a task of the drills: the first value of each scale.
pub fn lowest(task: &Value) -> Value {
    let list = |value: &Value| value.as_array().unwrap().clone();
    let mut scores = vec![];
    for item in list(&task["items"]) {
        for dimension in list(&task["work"]["dimensions"]) {
            let value = &dimension["anchors"][0]["value"];
            scores.push(json!({ "item": item["id"], "dimension": dimension["id"], "value": value }));
        }
    }
    json!({ "kind": "rating", "scores": scores, "why": "" })
}
