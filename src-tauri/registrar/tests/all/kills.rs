//! The registrar's process is killed at every place between two steps, and started again. The end is the same each time.

use crate::world::process::Alone;
use registrar_api::{CredentialState, Enrolment, Outcome};
use sandbox::walk::{Recorder, stony_walk, walk};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

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

#[derive(Debug, Clone, Copy)]
enum Way {
    Straight,
    Stony,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn killed_at_every_place_of_the_way_the_end_is_the_same() {
    let expected = Arc::new(killed_at_each(Way::Straight, 1).await);
    assert_eq!((expected.at_stripe, expected.at_certifier, expected.codes_left), (1, 1, 0));
}

/// Every ninth place, each time: `REGISTRAR_KILLS=all` takes every one, in some ten minutes.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn killed_on_a_stony_way_the_end_is_the_same() {
    let every = if std::env::var("REGISTRAR_KILLS").is_ok_and(|kills| kills == "all") { 1 } else { 9 };
    let expected = killed_at_each(Way::Stony, every).await;
    assert_eq!((expected.at_stripe, expected.at_certifier, expected.codes_left), (1, 1, 0));
    assert_eq!(expected.credentials, ["done", "withdrawn"]);
}

async fn killed_at_each(way: Way, every: u64) -> End {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("places");
    let expected = Arc::new(run(way, None, Some(&list)).await);
    assert_eq!(expected.outcome, Some(Outcome::Passed));
    assert_eq!(expected.credential, CredentialState::Issued);
    let places = std::fs::read_to_string(&list).unwrap().lines().count() as u64;
    assert!(places > 60, "only {places} places");
    eprintln!("{way:?}: {places} places, one of {every}");
    let next = Arc::new(AtomicU64::new(1));
    let runners = (0..AT_ONCE).map(|_| {
        let (next, expected) = (next.clone(), expected.clone());
        tokio::spawn(async move {
            loop {
                let place = next.fetch_add(every, Ordering::SeqCst);
                if place > places {
                    return;
                }
                let end = run(way, Some(place), None).await;
                assert_eq!(end, *expected, "{way:?}: killed at place {place} of {places}");
            }
        })
    });
    for runner in runners.collect::<Vec<_>>() {
        runner.await.unwrap();
    }
    Arc::into_inner(expected).unwrap()
}

/// One candidate's whole way, with the process killed at a place.
async fn run(way: Way, kill_at: Option<u64>, list: Option<&Path>) -> End {
    let folder = tempfile::tempdir().unwrap();
    let mut alone = Alone::prepare(folder.path()).await;
    let operations = alone.operations();
    let set = &mut alone.program.environment;
    set.extend(kill_at.map(|place| ("REGISTRAR_KILL_AT".to_owned(), place.to_string())));
    set.extend(list.map(|list| ("REGISTRAR_PLACES".to_owned(), list.display().to_string())));
    let keeper = alone.keep();
    let (around, url, candidate) = (&alone.around, &alone.url, alone.candidate());
    let walked = match way {
        Way::Straight => walk(around, url, &candidate, |_: &str| ()).await,
        Way::Stony => stony_walk(around, url, &candidate, &operations, Recorder::default()).await,
    };
    let left = alone.settle().await;
    keeper.stop();
    let log = std::fs::read_to_string(alone.log()).unwrap_or_default();
    let end = walked.unwrap_or_else(|e| panic!("{way:?}, killed at {kill_at:?}: {e:?}\n{}", tail(&log)));
    assert_eq!(left, "", "{way:?}, killed at {kill_at:?}: work is left\n{}", tail(&log));
    state(&alone, end).await
}

fn tail(log: &str) -> String {
    let lines: Vec<&str> = log.lines().filter(|line| !line.contains("\"request\"")).collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
}

async fn state(alone: &Alone, end: Enrolment) -> End {
    let (core, around) = (alone.open().await, &alone.around);
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
        credentials: texts("SELECT step AS line FROM credential ORDER BY step").await,
        at_stripe: around.stripe.sessions().len(),
        at_certifier: around.certifier.credentials().len(),
        codes_left: around.classmarker.codes("3001").len(),
        cases: texts("SELECT title AS line FROM case_file").await,
        mails: mails.into_iter().collect(),
        work: texts("SELECT kind AS line FROM job").await.into_iter().collect(),
    }
}
