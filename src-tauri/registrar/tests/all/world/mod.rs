//! A registrar with everything around it.

mod candidate;
pub mod described;
pub mod front;
pub mod postgres;
pub mod process;
mod settings;

pub use candidate::Candidate;
pub use settings::settings;

use registrar::Registrar;
use registrar::clock::Clock;
use registrar::config::DatabaseSettings;
use sandbox::around::Addresses;
use sandbox::{Certifier, ClassMarker, MailServer, Stripe};
use std::time::{Duration, Instant};
use tempfile::TempDir;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

/// One registrar in this process, four stand-ins, and a clock that can be moved.
pub struct World {
    pub registrar: Registrar,
    pub clock: Clock,
    pub stripe: Stripe,
    pub classmarker: ClassMarker,
    pub certifier: Certifier,
    pub mail: MailServer,
    pub http: reqwest::Client,
    pub folder: TempDir,
    _database: Option<postgres::Gone>,
}

/// Each test runs on SQLite and on PostgreSQL.
macro_rules! both {
    ($(async fn $name:ident($world:ident: World) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn test($world: World) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                test(World::start($crate::world::Backend::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                test(World::start($crate::world::Backend::Postgres).await).await;
            }
        }
    )+};
}
pub(crate) use both;

impl World {
    pub async fn start(backend: Backend) -> Self {
        Self::start_with(backend, |text| text).await
    }

    /// With the settings' text changed first.
    pub async fn start_with(backend: Backend, change: impl Fn(String) -> String) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (stripe, classmarker, certifier, mail) = (
            Stripe::start(0).await.unwrap(),
            ClassMarker::start(0).await.unwrap(),
            Certifier::start(0).await.unwrap(),
            MailServer::start(0).await.unwrap(),
        );
        let around = Addresses {
            stripe: stripe.url(),
            classmarker: classmarker.url(),
            certifier: certifier.url(),
            mail: mail.address,
        };
        let text = change(around.settings("127.0.0.1:0", "http://127.0.0.1:1"));
        let mut settings = settings(folder.path(), &text);
        let mut database = None;
        if backend == Backend::Postgres {
            let url = postgres::new_database().await;
            settings.database = DatabaseSettings::Postgres { url: url.clone().into(), connections: 6 };
            database = Some(postgres::Gone(url));
        }
        let clock = Clock::shifted(0);
        let its_clock = clock.clone();
        classmarker.follow_clock(move || its_clock.now_ms() / 1000);
        let registrar = registrar::start(settings, clock.clone()).await.unwrap();
        let hook = |name: &str| format!("http://{}/v1/hooks/{name}", registrar.address);
        stripe.hooks.send_to(hook("stripe"));
        classmarker.hooks.send_to(hook("classmarker"));
        certifier.hooks.send_to(hook("certifier"));
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { registrar, clock, stripe, classmarker, certifier, mail, http, folder, _database: database }
    }

    /// Ends the reading of the feed for good, and forgets the calls that it has taken of the hour.
    pub async fn without_feed(&self) {
        let db = &self.registrar.core.db;
        until("the first reading of the feed", async || {
            let sql = "DELETE FROM job WHERE kind = 'feed_poll' AND holder IS NULL AND due_ms > $1";
            (db.run(sql, registrar::args![self.clock.now_ms() + 3_600_000]).await.unwrap() == 1).then_some(())
        })
        .await;
        db.run("DELETE FROM call_budget", &[]).await.unwrap();
    }

    /// One more registrar on the same database, with the same settings and clock.
    pub async fn another(&self) -> Registrar {
        registrar::start(self.registrar.core.settings.clone(), self.clock.clone()).await.unwrap()
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.registrar.address)
    }
}

/// Waits until `ask` answers with something; fails after 20 seconds, naming what was waited for.
pub async fn until<T, F: Future<Output = Option<T>>>(what: &str, mut ask: impl FnMut() -> F) -> T {
    let begun = Instant::now();
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "waited in vain for {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
