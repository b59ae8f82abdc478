//! No secret stands in the log, and none in the database that would open anything.

use crate::signin;
use crate::world::Backend;
use crate::world::process::{Alone, CODE};
use registrar::args;
use registrar::core::Core;
use sandbox::secrets::SECRETS;
use sandbox::walk::{Recorder, stony_walk, walk_with};
use std::collections::BTreeSet;

/// What is looked for.
struct Secret {
    what: &'static str,
    value: String,
    /// The database holds it, for it must: an address to write to, a value to give back. The log does not.
    in_database: bool,
}

impl Secret {
    fn new(what: &'static str, value: impl Into<String>) -> Self {
        Self { what, value: value.into(), in_database: false }
    }

    fn of_log(what: &'static str, value: impl Into<String>) -> Self {
        Self { in_database: true, ..Self::new(what, value) }
    }
}

/// What stands there that should not.
fn found(bytes: &[u8], secrets: &[Secret], is_log: bool) -> Vec<&'static str> {
    let text = String::from_utf8_lossy(bytes);
    let amiss = |secret: &&Secret| (is_log || !secret.in_database) && text.contains(&secret.value);
    secrets.iter().filter(amiss).map(|secret| secret.what).collect()
}

/// Everything that the walk and its surroundings know of.
fn secrets(alone: &Alone, recorder: &Recorder) -> Vec<Secret> {
    let candidate = alone.candidate();
    let mut all: Vec<Secret> = SECRETS.iter().map(|(name, value)| Secret::new(name, *value)).collect();
    all.extend(alone.database.iter().map(|url| Secret::new("DATABASE_URL", url)));
    all.extend([Secret::new("enrolment code", CODE), Secret::new("enrolment code", CODE.to_lowercase())]);
    all.extend(recorder.secrets().into_iter().map(|(what, value)| match what {
        // Kept with the sign-in that they belong to: neither opens anything.
        "code challenge" | "state" => Secret::of_log(what, value),
        _ => Secret::new(what, value),
    }));
    for part in ["signature=", "api_key=", "cm_access_list_item", "cm_user_id="] {
        all.push(Secret::new("signed address", part));
    }
    for part in ["code_challenge=", "state=", "?code=", "&code=", "code_verifier="] {
        all.push(Secret::of_log("query string", part));
    }
    all.push(Secret::of_log("candidate's address", candidate.email));
    all.push(Secret::of_log("candidate's name", candidate.name));
    all
}

async fn nothing_leaks(backend: Backend, stony: bool) {
    let folder = tempfile::tempdir().unwrap();
    let mut alone = Alone::prepare_on(backend, folder.path()).await;
    let operations = alone.operations();
    alone.program.environment.push(("REGISTRAR_LOG".into(), "info,registrar=trace".into()));
    let keeper = alone.keep();
    let recorder = Recorder::default();
    let (around, url, candidate) = (&alone.around, &alone.url, alone.candidate());
    let walked = match stony {
        false => walk_with(around, url, &candidate, recorder.clone(), |_: &str| ()).await,
        true => stony_walk(around, url, &candidate, &operations, recorder.clone()).await,
    };
    assert_eq!(alone.settle().await, "");
    keeper.stop();
    walked.unwrap();
    let secrets = secrets(&alone, &recorder);
    complete(&secrets, backend);
    for entry in std::fs::read_dir(folder.path()).unwrap().flatten() {
        // The settings name no secret; an SQLite database and its log are searched as they lie on the disk.
        let (path, is_log) = (entry.path(), entry.path() == alone.log());
        let found = found(&std::fs::read(&path).unwrap(), &secrets, is_log);
        assert!(found.is_empty(), "{found:?} in {}", path.display());
    }
    let log = std::fs::read_to_string(alone.log()).unwrap();
    assert!(log.contains("\"request\"") && log.contains("\"called\""), "the log is there");
    let core = alone.open().await;
    let tables = signin::dump(&core).await;
    assert!(tables.contains(&candidate.email), "the tables are there");
    let found = found(tables.as_bytes(), &secrets, false);
    assert!(found.is_empty(), "{found:?} in the tables");
    only_a_hash_is_kept(&core, &recorder).await;
}

/// What the database does hold of a token is a hash under the server's key.
async fn only_a_hash_is_kept(core: &Core, recorder: &Recorder) {
    let token = recorder.secrets().into_iter().find(|(what, _)| *what == "refresh token").unwrap().1;
    let hash = core.keys.hash("refresh token", &token);
    let kept = core.db.row("SELECT 1 AS one FROM refresh_token WHERE token_hash = $1", args![hash]).await.unwrap();
    assert!(kept.is_some());
}

/// Nothing is forgotten in the search: each secret of the settings, and each that the way has.
fn complete(secrets: &[Secret], backend: Backend) {
    let looked_for: BTreeSet<&str> = secrets.iter().map(|secret| secret.what).collect();
    let configured = registrar::config::Secrets::NAMES.iter().copied();
    let configured = configured.filter(|name| *name != "DATABASE_URL" || backend == Backend::Postgres);
    let of_the_way = [
        "enrolment code",
        "mailed code",
        "authorization code",
        "code challenge",
        "code verifier",
        "state",
        "access token",
        "refresh token",
        "address of the identity page",
        "handout",
        "seat's token",
        "exam's address",
    ];
    let missing: Vec<&str> = configured.chain(of_the_way).filter(|what| !looked_for.contains(what)).collect();
    assert!(missing.is_empty(), "not looked for: {missing:?}");
    assert!(secrets.iter().all(|secret| secret.value.len() >= 6), "too short to be looked for");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_straight_way_no_secret_stands_in_log_or_sqlite() {
    nothing_leaks(Backend::Sqlite, false).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_stony_way_no_secret_stands_in_log_or_sqlite() {
    nothing_leaks(Backend::Sqlite, true).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_stony_way_no_secret_stands_in_log_or_postgres() {
    nothing_leaks(Backend::Postgres, true).await;
}

#[test]
fn a_planted_secret_is_found() {
    let secrets = [Secret::new("token", "abcdef-0123"), Secret::of_log("query string", "state=")];
    let check = |text: &[u8], is_log, expected: &[&str]| assert_eq!(found(text, &secrets, is_log), expected);
    check(b"\x00\xff{\"url\":\"/a?x=abcdef-0123\"}\xfe", false, &["token"]);
    check(b"GET /authorize?state=x", true, &["query string"]);
    check(b"GET /authorize?state=x", false, &[]);
    check(b"abcdef-012 and \"state\":1", true, &[]);
}
