//! The registrar's process is killed at every place between two steps, and started again. The end is the same each time.

use crate::world::settings;
use registrar::args;
use registrar::clock::{Clock, DAY};
use registrar::core::Core;
use registrar_api::{CredentialState, Outcome};
use sandbox::around::{Around, Program};
use sandbox::walk::{Candidate, walk};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Runs at a time: they mostly wait.
const AT_ONCE: u64 = 4;

/// What is left in the end, here and at the providers.
#[derive(Debug, PartialEq, Eq)]
struct End {
    outcome: Option<Outcome>,
    credential: CredentialState,
    seats: Vec<String>,
    credentials: Vec<String>,
    at_stripe: usize,
    at_certifier: usize,
    codes_left: usize,
    cases: Vec<String>,
    mails: BTreeSet<String>,
    work: BTreeSet<String>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn killed_at_every_place_the_end_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("places");
    let expected = Arc::new(run(None, Some(&list)).await);
    assert_eq!(expected.outcome, Some(Outcome::Passed));
    assert_eq!(expected.credential, CredentialState::Issued);
    assert_eq!((expected.at_stripe, expected.at_certifier, expected.codes_left), (1, 1, 0));
    let places = std::fs::read_to_string(&list).unwrap().lines().count() as u64;
    assert!(places > 60, "only {places} places");
    let next = Arc::new(AtomicU64::new(1));
    let runners = (0..AT_ONCE).map(|_| {
        let (next, expected) = (next.clone(), expected.clone());
        tokio::spawn(async move {
            loop {
                let place = next.fetch_add(1, Ordering::SeqCst);
                if place > places {
                    return;
                }
                let end = run(Some(place), None).await;
                assert_eq!(end, *expected, "killed at place {place} of {places}");
            }
        })
    });
    for runner in runners.collect::<Vec<_>>() {
        runner.await.unwrap();
    }
}

/// One candidate's whole way, with the process killed at a place.
async fn run(kill_at: Option<u64>, list: Option<&Path>) -> End {
    let folder = tempfile::tempdir().unwrap();
    let around = Around::start().await.unwrap();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (listen, url) = (format!("127.0.0.1:{port}"), format!("http://127.0.0.1:{port}"));
    let text = around.settings(&listen, &url).replace("lease_s = 3", "lease_s = 1");
    let program = Path::new(env!("CARGO_BIN_EXE_registrar"));
    let mut program = Program::new(program, folder.path(), &text).unwrap();
    let code = "KILLKILLKILLKILL";
    put_code(&text, folder.path(), code).await;
    if let Some(place) = kill_at {
        program.environment.push(("REGISTRAR_KILL_AT".into(), place.to_string()));
    }
    if let Some(list) = list {
        program.environment.push(("REGISTRAR_PLACES".into(), list.display().to_string()));
    }
    around.tell(&url);
    let keeper = Keeper::start(program, folder.path().join("log"));
    let candidate = Candidate {
        email: "ada@academy.test".into(),
        name: "Ada Lovelace".into(),
        code: code.into(),
        percentage_tenths: 840,
    };
    let walked = walk(&around, &url, &candidate, |_: &str| ()).await;
    let settled = settle(&text, folder.path()).await;
    keeper.stop();
    let log = std::fs::read_to_string(folder.path().join("log")).unwrap_or_default();
    let end = walked.unwrap_or_else(|e| panic!("killed at {kill_at:?}: {e:?}\n{}", tail(&log)));
    assert!(settled, "killed at {kill_at:?}: work is left\n{}", tail(&log));
    state(&text, folder.path(), &around, end).await
}

fn tail(log: &str) -> String {
    let lines: Vec<&str> = log.lines().filter(|line| !line.contains("\"request\"")).collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
}

async fn open(text: &str, folder: &Path) -> Core {
    Core::open(settings(folder, text), Clock::default()).await.unwrap()
}

async fn put_code(text: &str, folder: &Path, code: &str) {
    let core = open(text, folder).await;
    let sql = "INSERT INTO enrolment_code (code_hash, batch, created_ms, expires_ms) VALUES ($1, 'test', $2, $3)";
    let (hash, now) = (core.keys.hash("enrolment code", code), core.now_ms());
    core.db.run(sql, args![hash, now, now + DAY]).await.unwrap();
    core.db.close().await;
}

/// Waits until nothing is left to be done but what recurs.
async fn settle(text: &str, folder: &Path) -> bool {
    let core = open(text, folder).await;
    for _ in 0..400 {
        let sql = "SELECT COUNT(*) AS n FROM job WHERE kind NOT IN ('feed_poll', 'sweep')";
        let left = core.db.row(sql, &[]).await.unwrap().unwrap().int("n").unwrap();
        if left == 0 {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    false
}

async fn state(text: &str, folder: &Path, around: &Around, end: registrar_api::Enrolment) -> End {
    let core = open(text, folder).await;
    let texts = async |sql: &'static str| -> Vec<String> {
        let rows = core.db.rows(sql, &[]).await.unwrap();
        rows.iter().map(|row| row.text("line").unwrap()).collect()
    };
    let seats = "SELECT state || ' ' || outcome || ' ' || access_code AS line FROM seat ORDER BY id";
    let mails = texts("SELECT subject AS line FROM mail WHERE sent_ms IS NOT NULL").await;
    End {
        outcome: end.seats.first().and_then(|seat| seat.result.as_ref()).map(|result| result.outcome),
        credential: end.credential.state,
        seats: texts(seats).await,
        credentials: texts("SELECT step AS line FROM credential").await,
        at_stripe: around.stripe.sessions().len(),
        at_certifier: around.certifier.credentials().len(),
        codes_left: around.classmarker.codes("3001").len(),
        cases: texts("SELECT title AS line FROM case_file").await,
        mails: mails.into_iter().collect(),
        work: texts("SELECT kind AS line FROM job").await.into_iter().collect(),
    }
}

/// Keeps a registrar running: when it dies, it is started again, and not killed any more.
struct Keeper {
    stop: Arc<AtomicBool>,
    child: Arc<Mutex<Child>>,
    thread: std::thread::JoinHandle<()>,
}

impl Keeper {
    fn start(mut program: Program, log: PathBuf) -> Self {
        let child = Arc::new(Mutex::new(program.serve(&log).unwrap()));
        program.environment.retain(|(name, _)| name != "REGISTRAR_KILL_AT");
        let stop = Arc::new(AtomicBool::new(false));
        let (kept, stopped) = (child.clone(), stop.clone());
        let thread = std::thread::spawn(move || {
            while !stopped.load(Ordering::SeqCst) {
                std::thread::sleep(Duration::from_millis(10));
                let mut child = kept.lock().unwrap();
                if !stopped.load(Ordering::SeqCst) && child.try_wait().unwrap().is_some() {
                    *child = program.serve(&log).unwrap();
                }
            }
        });
        Self { stop, child, thread }
    }

    fn stop(self) {
        self.stop.store(true, Ordering::SeqCst);
        self.thread.join().unwrap();
        let mut child = self.child.lock().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }
}
