//! A registrar as a process of its own, with one candidate's code in its database.

use super::settings::known;
use super::{Backend, postgres};
use registrar::args;
use registrar::clock::{Clock, DAY};
use registrar::config::Settings;
use registrar::core::Core;
use sandbox::Port;
use sandbox::around::{Around, Program};
use sandbox::walk::Candidate;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

pub const CODE: &str = "ALONEALONEALONEA";

/// Everything but the process itself.
pub struct Alone {
    pub around: Around,
    pub url: String,
    pub folder: PathBuf,
    pub program: Program,
    text: String,
    /// The address of its PostgreSQL.
    pub database: Option<String>,
    /// It comes back to the same port after each kill.
    _port: Port,
}

impl Alone {
    pub async fn prepare(folder: &Path) -> Self {
        Self::prepare_on(Backend::Sqlite, folder).await
    }

    pub async fn prepare_on(backend: Backend, folder: &Path) -> Self {
        let around = Around::start().await.unwrap();
        let port = Port::hold().unwrap();
        let (listen, url) = (port.address.to_string(), port.url());
        let text = around.settings(&listen, &url).replace("lease_s = 3", "lease_s = 1");
        let database = match backend {
            Backend::Sqlite => None,
            Backend::Postgres => Some(postgres::new_database().await),
        };
        let text = if database.is_some() { text.replace("sqlite = \"registrar.db\"", "") } else { text };
        let mut program = Program::new(Path::new(env!("CARGO_BIN_EXE_registrar")), folder, &text).unwrap();
        program.environment.extend(database.clone().map(|url| ("REGISTRAR_DATABASE_URL".to_owned(), url)));
        around.tell(&url);
        let alone = Self { around, url, folder: folder.to_owned(), program, text, database, _port: port };
        let core = alone.open().await;
        let sql = "INSERT INTO enrolment_code (code_hash, batch, created_ms, expires_ms) VALUES ($1, 'test', $2, $3)";
        let (hash, now) = (core.keys.hash("enrolment code", CODE), core.now_ms());
        core.db.run(sql, args![hash, now, now + DAY]).await.unwrap();
        core.db.close().await;
        alone
    }

    /// Its database, looked into from outside.
    pub async fn open(&self) -> Core {
        let database = |name: &str| self.database.clone().filter(|_| name == "DATABASE_URL");
        let secret = |name: &str| database(name).or_else(|| known(name));
        Core::open(Settings::parse(&self.text, &self.folder, secret).unwrap(), Clock::default()).await.unwrap()
    }

    pub fn candidate(&self) -> Candidate {
        Candidate {
            email: "ada@academy.test".into(),
            name: "Ada Lovelace".into(),
            code: CODE.into(),
            percentage_tenths: 840,
        }
    }

    pub fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    /// Waits until nothing is left to be done but what recurs; says what is left after a while.
    pub async fn settle(&self) -> String {
        let core = self.open().await;
        let mut left = String::new();
        for _ in 0..400 {
            let sql = "SELECT kind || ' ' || tries || ' ' || COALESCE(trouble, '') AS line FROM job
                       WHERE kind NOT IN ('feed_poll', 'sweep')";
            let rows = core.db.rows(sql, &[]).await.unwrap();
            left = rows.iter().map(|row| row.text("line").unwrap()).collect::<Vec<_>>().join("; ");
            if left.is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        left
    }

    /// The same program for the command line of operations.
    pub fn operations(&self) -> Program {
        self.program.clone()
    }

    /// Starts it, and starts it again when it dies.
    pub fn keep(&self) -> Keeper {
        Keeper::start(self.program.clone(), self.log())
    }
}

/// Keeps a registrar running: when it dies, it is started again, and not killed any more.
pub struct Keeper {
    stop: Arc<AtomicBool>,
    child: Arc<Mutex<Child>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Drop for Keeper {
    /// Also after a test that failed.
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        let mut child = self.child.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let _ = child.kill();
        let _ = child.wait();
    }
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
        Self { stop, child, thread: Some(thread) }
    }

    pub fn stop(self) {
        drop(self);
    }
}
