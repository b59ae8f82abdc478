//! Asked to stop, it stops in order.

use crate::world::process::Alone;
use crate::world::until;
use registrar_api::{
    ConsentRequest, ConsentTo, EnrolRequest, Enrolment, IdentityBegin, IdentityBegun, IdentityRoute, NameRequest,
    Programme,
};
use sandbox::Misbehaviour::HangAfter;
use sandbox::walk::{Api, Recorder};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// Serves, and answers.
async fn served(alone: &Alone) -> Child {
    let server = alone.program.serve(&alone.log()).unwrap();
    let ready = format!("{}/readyz", alone.url);
    until("the server", async || reqwest::get(&ready).await.ok().filter(|r| r.status().is_success())).await;
    server
}

fn terminate(server: &Child) {
    assert!(Command::new("kill").args(["-TERM", &server.id().to_string()]).status().unwrap().success());
}

/// Signed in, with everything given that a check of the identity needs; and the enrolment's path.
async fn enrolled(alone: &Alone) -> (Api, String) {
    let (candidate, mut api) = (alone.candidate(), Api::new(&alone.url, Recorder::default()));
    api.sign_in(&alone.around.mail, &candidate.email).await.unwrap();
    let programme: Programme = api.get("/v1/programme").await.unwrap();
    let enrolment: Enrolment = api.post("/v1/enrolments", &EnrolRequest { code: candidate.code }).await.unwrap();
    let base = format!("/v1/enrolments/{}", enrolment.id);
    let consents =
        programme.consents.iter().map(|c| ConsentTo { kind: c.kind.clone(), version: c.version.clone() }).collect();
    let _: Enrolment = api.post(&format!("{base}/consents"), &ConsentRequest { consents }).await.unwrap();
    let _: Enrolment = api.post(&format!("{base}/name"), &NameRequest { name: candidate.name }).await.unwrap();
    (api, base)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn asked_to_stop_it_ends_what_it_has_begun_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let alone = Alone::prepare(folder.path()).await;
    let mut server = served(&alone).await;
    let asked = Instant::now();
    terminate(&server);
    let status = server.wait().unwrap();
    assert!(status.success(), "{status}");
    assert!(asked.elapsed() < Duration::from_secs(30));
    let log = std::fs::read_to_string(alone.log()).unwrap();
    assert!(log.contains("\"stopping\"") && log.contains("\"closed\""), "{log}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_under_way_is_ended_and_nobody_else_is_let_in() {
    let folder = tempfile::tempdir().unwrap();
    let alone = Alone::prepare(folder.path()).await;
    let (stripe, classmarker) = (&alone.around.stripe.mischief, &alone.around.classmarker.mischief);
    // Work that waits for ClassMarker: the first reading of the feed. And a request that waits for Stripe.
    classmarker.plan("recent_results", HangAfter { ms: 12_000 }, 1);
    stripe.plan("POST /v1/identity/verification_sessions", HangAfter { ms: 4000 }, 1);
    let mut server = served(&alone).await;
    let (mut api, base) = enrolled(&alone).await;
    let request = tokio::spawn(async move {
        let begin = IdentityBegin { route: IdentityRoute::Stripe };
        api.post::<IdentityBegun>(&format!("{base}/identity"), &begin).await
    });
    until("both to be under way", async || (stripe.is_over() && classmarker.is_over()).then_some(())).await;
    terminate(&server);
    let address = alone.url.trim_start_matches("http://");
    until("a closed door", async || tokio::net::TcpStream::connect(address).await.err()).await;
    let held =
        alone.open().await.db.rows("SELECT kind FROM job WHERE kind = 'feed_poll' AND holder IS NOT NULL", &[]).await;
    assert_eq!(held.unwrap().len(), 1, "the work is under way");
    assert!(!request.is_finished() && server.try_wait().unwrap().is_none(), "the door is closed before the end");

    let begun = request.await.unwrap().unwrap();
    assert!(begun.url.is_some(), "the request had its answer");
    let status = tokio::task::spawn_blocking(move || server.wait().unwrap()).await.unwrap();
    assert!(status.success(), "{status}");
    let core = alone.open().await;
    let held = core.db.rows("SELECT kind FROM job WHERE holder IS NOT NULL", &[]).await.unwrap();
    assert!(held.is_empty(), "no work was left in the middle");
    let row = core.db.row("SELECT state FROM identity WHERE provider_id IS NOT NULL", &[]).await.unwrap();
    assert_eq!(row.unwrap().text("state").unwrap(), "requires_input");
    let log = std::fs::read_to_string(alone.log()).unwrap();
    let after = log.split_once("\"stopping\"").unwrap().1;
    assert!(
        after.contains("\"classmarker\"") && after.contains("\"stripe\"") && after.contains("\"closed\""),
        "{after}"
    );
    assert!(!after.contains("not everything ended in time"), "{after}");
}
