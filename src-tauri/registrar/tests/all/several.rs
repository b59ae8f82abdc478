//! Several registrars on one PostgreSQL, and a PostgreSQL that goes away.

use crate::world::front::Front;
use crate::world::{self, described, postgres, until};
use registrar::Registrar;
use registrar::args;
use registrar::clock::{Clock, DAY};
use registrar::config::{DatabaseSettings, Settings};
use registrar_api::{CredentialState, Enrolment, Outcome};
use sandbox::around::Around;
use sandbox::walk::{Candidate, walk};
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

fn settings(around: &Around, public_url: &str, database: &str) -> Settings {
    let text = around.settings("127.0.0.1:0", public_url);
    let mut settings = world::settings(Path::new("."), &text);
    settings.database = DatabaseSettings::Postgres { url: database.to_owned().into(), connections: 6 };
    settings
}

async fn put_codes(registrar: &Registrar, count: usize) {
    let core = &registrar.core;
    for n in 0..count {
        let sql = "INSERT INTO enrolment_code (code_hash, batch, created_ms, expires_ms) VALUES ($1, 'test', $2, $3)";
        let (hash, now) = (core.keys.hash("enrolment code", &format!("CODE{n}")), core.now_ms());
        core.db.run(sql, args![hash, now, now + DAY]).await.unwrap();
    }
}

fn candidate(n: usize) -> Candidate {
    Candidate {
        email: format!("candidate{n}@academy.test"),
        name: format!("Candidate {}", ["Ada", "Blaise", "Carl", "Daniel", "Emmy", "Felix"][n % 6]),
        code: format!("CODE{n}"),
        percentage_tenths: 840,
    }
}

fn passed(end: &Enrolment) {
    assert_eq!(end.seats.len(), 1);
    assert_eq!(end.seats[0].result.as_ref().map(|r| r.outcome), Some(Outcome::Passed));
    assert_eq!(end.credential.state, CredentialState::Issued);
}

async fn count(registrar: &Registrar, sql: &'static str) -> i64 {
    registrar.core.db.row(sql, &[]).await.unwrap().unwrap().int("n").unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn three_registrars_with_doubled_and_reordered_webhooks_do_nothing_twice() {
    const CANDIDATES: usize = 6;
    let around = Around::start().await.unwrap();
    let database = postgres::new_database().await;
    let mut registrars = Vec::new();
    for _ in 0..3 {
        let settings = settings(&around, "http://127.0.0.1:1", &database);
        registrars.push(registrar::start(settings, Clock::default()).await.unwrap());
    }
    put_codes(&registrars[0], CANDIDATES).await;
    let front = Front::start(registrars.iter().map(|r| r.address).collect()).await;
    let url = format!("http://{}", front.address);
    around.tell(&url);
    for hooks in [&around.stripe.hooks, &around.classmarker.hooks, &around.certifier.hooks] {
        hooks.double(2);
        hooks.shuffle(true);
    }
    let candidates: Vec<Candidate> = (0..CANDIDATES).map(candidate).collect();
    let walks = candidates.iter().map(|c| walk(&around, &url, c, |_: &str| ()));
    for end in futures_util::future::join_all(walks).await {
        passed(&end.unwrap());
    }
    let wanted = i64::try_from(CANDIDATES).unwrap();
    let first = &registrars[0];
    until("the end of all work", async || {
        let left = "SELECT COUNT(*) AS n FROM job WHERE kind NOT IN ('feed_poll', 'sweep') AND due_ms < 4000000000000";
        (count(first, left).await == 0).then_some(())
    })
    .await;
    assert_eq!(around.certifier.credentials().len(), CANDIDATES);
    assert_eq!(around.certifier.sent().len(), CANDIDATES);
    assert_eq!(around.stripe.sessions().len(), CANDIDATES);
    assert_eq!(count(first, "SELECT COUNT(*) AS n FROM seat").await, wanted);
    assert_eq!(count(first, "SELECT COUNT(*) AS n FROM credential").await, wanted);
    assert_eq!(count(first, "SELECT COUNT(*) AS n FROM case_file").await, 0);
    for n in 0..CANDIDATES {
        let mails = around.mail.to(&candidate(n).email);
        let mut subjects: Vec<&str> = mails.iter().map(|mail| mail.subject.as_str()).collect();
        subjects.sort_unstable();
        let sent = subjects.len();
        subjects.dedup();
        assert_eq!(subjects.len(), sent, "a mail came twice: {subjects:?}");
    }
    for registrar in registrars {
        registrar.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_is_gone_for_a_minute_loses_nothing() {
    let around = Around::start().await.unwrap();
    let database = postgres::new_database().await;
    let real: SocketAddr = database.split(['@', '/']).nth(3).unwrap().parse().unwrap();
    let front = Front::start(vec![real]).await;
    let settings =
        settings(&around, "http://127.0.0.1:1", &database.replace(&real.to_string(), &front.address.to_string()));
    let registrar = registrar::start(settings, Clock::default()).await.unwrap();
    put_codes(&registrar, 1).await;
    let url = format!("http://{}", registrar.address);
    around.tell(&url);
    let ready = async || {
        let response = reqwest::get(format!("{url}/readyz")).await.unwrap();
        described::read(&reqwest::Method::GET, "/readyz", response).await.0.as_u16()
    };
    assert_eq!(ready().await, 200);
    let gone = async {
        // In the middle of the walk.
        tokio::time::sleep(Duration::from_millis(700)).await;
        front.cut();
        tokio::time::sleep(Duration::from_secs(30)).await;
        assert_eq!(ready().await, 503);
        tokio::time::sleep(Duration::from_secs(30)).await;
        front.mend();
    };
    let ada = candidate(0);
    let (end, ()) = tokio::join!(walk(&around, &url, &ada, |_: &str| ()), gone);
    passed(&end.unwrap());
    assert_eq!(around.certifier.credentials().len(), 1);
    assert_eq!(around.stripe.sessions().len(), 1);
    registrar.stop().await;
}
