//! Stripe on a bad day: one session all the same, and the same end.

use crate::identity::{PASSED, begin, cases, go_through, mails, only_session, path, status, until_state, until_status};
use crate::world::{Candidate, World, both, until};
use registrar::args;
use registrar_api::IdentityState;
use sandbox::Misbehaviour;
use sandbox::stripe::Outcome;
use serde_json::json;

const CREATE: &str = "POST /v1/identity/verification_sessions";

/// The candidate tries, may be told that Stripe does not answer, and tries again until it goes on.
async fn begin_in_the_end(world: &World, candidate: &Candidate) -> String {
    until("a way on", async || begin_or_none(world, candidate).await).await
}

async fn begin_or_none(world: &World, candidate: &Candidate) -> Option<String> {
    let body = Some(json!({ "route": "stripe" }));
    let (status, body) = candidate.call(world, reqwest::Method::POST, &path(candidate), body).await;
    assert!(status.is_success() || body["code"] == "provider_unreachable", "{status} {body}");
    body["url"].as_str().map(str::to_owned)
}

/// Whatever went wrong, there is one session, and it leads to the end.
async fn ends_well(world: &World, candidate: &Candidate) {
    let url = begin_in_the_end(world, candidate).await;
    only_session(world);
    world.stripe.browse(&url, &Outcome::verified("Jenny", "Rosen")).await.unwrap();
    let verified = until_state(world, candidate, IdentityState::Verified).await;
    assert_eq!(verified.attempts_used, 1);
}

async fn redaction(world: &World) -> Option<String> {
    let row = world.registrar.core.db.row("SELECT redaction FROM identity WHERE live = 1", &[]).await.unwrap();
    row.map(|row| row.text("redaction").unwrap())
}

fn creations(world: &World) -> Vec<String> {
    let calls = world.stripe.calls().into_iter().filter(|call| call.what == CREATE);
    calls.map(|call| call.idempotency_key.unwrap()).collect()
}

both! {
    async fn a_failure_after_execution_is_found(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        world.stripe.mischief.plan(CREATE, Misbehaviour::FailAfter, 1);
        ends_well(&world, &jenny).await;
        assert_eq!(creations(&world).len(), 1, "it was adopted, not made again");
    }

    async fn a_stored_failure_is_not_replayed_for_ever(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        world.stripe.mischief.plan(CREATE, Misbehaviour::FailBefore, 1);
        ends_well(&world, &jenny).await;
        let keys = creations(&world);
        assert_eq!(keys.len(), 2);
        assert_ne!(keys[0], keys[1], "Stripe would answer the same under the first key");
    }

    async fn silence_after_success_is_found(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        world.stripe.mischief.plan(CREATE, Misbehaviour::SilentAfter, 1);
        ends_well(&world, &jenny).await;
        assert_eq!(creations(&world).len(), 1);
    }

    async fn silence_without_success_keeps_its_key(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        world.stripe.mischief.plan(CREATE, Misbehaviour::Down, 2);
        ends_well(&world, &jenny).await;
    }

    async fn nonsense_is_not_taken_for_a_session(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        world.stripe.mischief.plan("GET /v1/identity", Misbehaviour::Nonsense, 1);
        world.stripe.mischief.plan(CREATE, Misbehaviour::Nonsense, 1);
        ends_well(&world, &jenny).await;
    }

    async fn a_key_forgotten_after_a_day_makes_no_second_session(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        world.stripe.mischief.plan(CREATE, Misbehaviour::SilentAfter, 1);
        world.stripe.mischief.plan_later("GET /v1/identity", Misbehaviour::Down, 1000, 1);
        assert_eq!(begin_or_none(&world, &jenny).await, None);
        world.stripe.forget_keys();
        world.stripe.mischief.clear();
        world.clock.shift(25 * 3_600_000);
        until("a way on", async || begin_or_none(&world, &jenny).await).await;
        only_session(&world);
    }

    async fn a_busy_stripe_is_left_alone_for_as_long_as_it_asks(world: World) {
        for (number, retry_after_s) in [Some(20), None].into_iter().enumerate() {
            let candidate = world.enrolled(&format!("c{number}@example.org"), "Jenny Rosen").await;
            world.stripe.mischief.plan(CREATE, Misbehaviour::Busy { retry_after_s }, 1);
            assert_eq!(begin_or_none(&world, &candidate).await, None);
            tokio::time::sleep(std::time::Duration::from_millis(400)).await;
            assert_eq!(world.stripe.sessions().len(), number, "too early");
            world.clock.shift(31_000);
            world.stripe.shift(31_000);
            until("the session", async || (world.stripe.sessions().len() == number + 1).then_some(())).await;
            assert!(begin(&world, &candidate).await.url.is_some());
        }
    }

    async fn a_slow_stripe_is_waited_for(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        world.stripe.mischief.plan(CREATE, Misbehaviour::Slow { ms: 1500 }, 1);
        assert!(begin(&world, &jenny).await.url.is_some());
        only_session(&world);
    }

    async fn two_processes_make_one_session_and_one_mail(world: World) {
        let settings = world.registrar.core.settings.clone();
        let second = registrar::start(settings, world.clock.clone()).await.unwrap();
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        world.stripe.hooks.double(2);
        let body = json!({ "route": "stripe" });
        let ask = async |address| {
            let url = format!("http://{address}{}", path(&jenny));
            let asked = world.http.post(url).bearer_auth(&jenny.access_token).json(&body).send().await.unwrap();
            let status = asked.status().as_u16();
            assert!([200, 409].contains(&status), "{status}");
            asked.json::<serde_json::Value>().await.unwrap()["url"].as_str().map(str::to_owned)
        };
        let (one, other) = tokio::join!(ask(world.registrar.address), ask(second.address));
        let url = one.or(other).unwrap();
        only_session(&world);
        world.stripe.hooks.send_to(format!("http://{}/v1/hooks/stripe", second.address));
        world.stripe.browse(&url, &Outcome::verified("Jenny", "Rosen")).await.unwrap();
        let verified = until_state(&world, &jenny, IdentityState::Verified).await;
        until_status(&world, &jenny, "the deletion", |status| status.redacted).await;
        assert_eq!((verified.attempts_used, mails(&world, PASSED).await), (1, 1));
        second.stop().await;
    }

    async fn checks_begun_at_two_processes_at_once_are_one(world: World) {
        let second = world.another().await;
        for n in 0..8 {
            let jenny = world.enrolled(&format!("jenny{n}@example.org"), "Jenny Rosen").await;
            let ask = async |address| {
                let url = format!("http://{address}{}", path(&jenny));
                let body = json!({ "route": "stripe" });
                let asked = world.http.post(url).bearer_auth(&jenny.access_token).json(&body).send().await.unwrap();
                assert_eq!(asked.status(), 200, "whoever is slower goes on with the same check");
            };
            let (a, b) = (world.registrar.address, second.address);
            tokio::join!(ask(a), ask(b), ask(a), ask(b), ask(a), ask(b));
            let sql = "SELECT COUNT(*) AS n FROM identity WHERE enrolment_id = $1";
            let rows = world.registrar.core.db.row(sql, args![&jenny.enrolment_id]).await.unwrap().unwrap();
            assert_eq!(rows.int("n").unwrap(), 1);
        }
        assert_eq!(world.stripe.sessions().len(), 8);
        second.stop().await;
    }

    async fn reading_goes_on_after_failures(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        let url = begin(&world, &jenny).await.url.unwrap();
        world.stripe.mischief.plan("GET /v1/identity", Misbehaviour::FailBefore, 2);
        world.stripe.mischief.plan("GET /v1/identity", Misbehaviour::Down, 2);
        world.stripe.browse(&url, &Outcome::verified("Jenny", "Rosen")).await.unwrap();
        let verified = until_state(&world, &jenny, IdentityState::Verified).await;
        assert_eq!(verified.attempts_used, 1);
    }

    async fn a_deletion_is_asked_for_until_it_is_done(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        world.stripe.mischief.plan("/redact", Misbehaviour::FailBefore, 2);
        world.stripe.mischief.plan("/redact", Misbehaviour::SilentAfter, 1);
        go_through(&world, &jenny, Outcome::verified("Jenny", "Rosen")).await;
        until_state(&world, &jenny, IdentityState::Verified).await;
        until_status(&world, &jenny, "the deletion", |status| status.redacted).await;
        assert!(cases(&world).await.is_empty());
    }

    async fn a_session_that_cannot_be_deleted_is_left_to_a_person(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        begin(&world, &jenny).await;
        world.stripe.cancel(&only_session(&world).id);
        until_state(&world, &jenny, IdentityState::Canceled).await;
        world.clock.shift(200 * 86_400_000);
        until("the wish", async || redaction(&world).await.filter(|r| r == "wanted")).await;
        world.clock.shift(6 * 86_400_000);
        let alarm = async || cases(&world).await.into_iter().find(|case| case.0 == "provider_unreachable");
        assert!(!until("the alarm", alarm).await.1, "it is for operations alone");
    }

    async fn a_deletion_that_takes_too_long_is_an_alarm(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        world.stripe.redacts_after(std::time::Duration::from_secs(3600));
        go_through(&world, &jenny, Outcome::verified("Jenny", "Rosen")).await;
        until_state(&world, &jenny, IdentityState::Verified).await;
        until("the deletion's beginning", async || only_session(&world).redaction).await;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        world.clock.shift(4 * 86_400_000);
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert!(cases(&world).await.is_empty());
        world.clock.shift(2 * 86_400_000);
        let alarm = async || cases(&world).await.into_iter().find(|case| case.0 == "provider_unreachable");
        assert!(!until("the alarm", alarm).await.1, "it is for operations alone");
        assert!(!status(&world, &jenny).await.redacted);
    }
}
