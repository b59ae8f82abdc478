//! Stripe's webhook under attack: forged, replayed, doubled, reordered, too old, too new, lost.

use crate::identity::{begin, cases, go_through, only_session, status, until_state, until_status};
use crate::world::{World, both, described, until};
use registrar_api::IdentityState;
use sandbox::stripe::{Outcome, WEBHOOK_SECRET, sign};
use serde_json::json;

async fn post(world: &World, body: &[u8], header: Option<&str>) -> u16 {
    let mut request = world.http.post(world.url("/v1/hooks/stripe")).body(body.to_vec());
    if let Some(header) = header {
        request = request.header("Stripe-Signature", header);
    }
    let response = request.send().await.unwrap();
    described::read(&reqwest::Method::POST, "/v1/hooks/stripe", response).await.0.as_u16()
}

fn event(session: &str, livemode: bool) -> Vec<u8> {
    let kind = "identity.verification_session.verified";
    let object = json!({ "id": session, "status": "verified", "livemode": livemode });
    let event = json!({ "id": "evt_made_up", "object": "event", "type": kind, "livemode": livemode, "data": { "object": object } });
    event.to_string().into_bytes()
}

async fn noted(world: &World) -> i64 {
    let sql = "SELECT COUNT(*) AS n FROM provider_event WHERE provider = 'stripe'";
    world.registrar.core.db.row(sql, &[]).await.unwrap().unwrap().int("n").unwrap()
}

both! {
    async fn what_is_not_signed_now_by_stripe_is_refused(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        world.stripe.hooks.hold();
        begin(&world, &jenny).await;
        let body = event(&only_session(&world).id, false);
        let now = sandbox::now_s();
        assert_eq!(post(&world, &body, None).await, 400);
        assert_eq!(post(&world, &body, Some("t=1,v1=00")).await, 400);
        assert_eq!(post(&world, &body, Some(&sign(&body, now, &["whsec_forged"]))).await, 400);
        assert_eq!(post(&world, &body, Some(&sign(&body, now - 310, &[WEBHOOK_SECRET]))).await, 400);
        assert_eq!(post(&world, &body, Some(&sign(&body, now + 310, &[WEBHOOK_SECRET]))).await, 400);
        assert_eq!(post(&world, &body, Some(&sign(b"another body", now, &[WEBHOOK_SECRET]))).await, 400);
        let live = event(&only_session(&world).id, true);
        assert_eq!(post(&world, &live, Some(&sign(&live, now, &[WEBHOOK_SECRET]))).await, 400);
        assert_eq!(post(&world, b"no json", Some(&sign(b"no json", now, &[WEBHOOK_SECRET]))).await, 400);
        assert_eq!(noted(&world).await, 0);
        // Well signed, it is still only a reason to look: Stripe itself says that nothing is verified.
        assert_eq!(post(&world, &body, Some(&sign(&body, now, &["whsec_old", WEBHOOK_SECRET]))).await, 200);
        assert_eq!(noted(&world).await, 1);
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
        assert_eq!(status(&world, &jenny).await.state, IdentityState::RequiresInput);
    }

    async fn an_event_of_something_else_is_taken_and_ignored(world: World) {
        let body = event("vs_of_somebody_else", false);
        let header = sign(&body, sandbox::now_s(), &[WEBHOOK_SECRET]);
        assert_eq!(post(&world, &body, Some(&header)).await, 200);
        let body = br#"{"id":"evt_2","type":"charge.succeeded","livemode":false,"data":{"object":{"id":"ch_1"}}}"#;
        let header = sign(body, sandbox::now_s(), &[WEBHOOK_SECRET]);
        assert_eq!(post(&world, body, Some(&header)).await, 200);
        let large = vec![b' '; 3 << 20];
        assert_eq!(post(&world, &large, Some(&sign(&large, sandbox::now_s(), &[WEBHOOK_SECRET]))).await, 413);
    }

    async fn doubled_and_reordered_events_change_nothing(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        world.stripe.hooks.hold();
        go_through(&world, &jenny, Outcome::failed("document_expired")).await;
        until("the failure", async || only_session(&world).last_error.map(drop)).await;
        go_through(&world, &jenny, Outcome::verified("Jenny", "Rosen")).await;
        until("the check", async || (only_session(&world).status == "verified").then_some(())).await;
        let mut events = world.stripe.hooks.release();
        events.reverse();
        let different = events.len();
        for event in events.iter().chain(&events) {
            assert_eq!(world.stripe.hooks.send(event).await, Some(200));
        }
        let verified = until_state(&world, &jenny, IdentityState::Verified).await;
        until_status(&world, &jenny, "the deletion", |status| status.redacted).await;
        // A replay of everything, much later in our order of things.
        for event in &events {
            assert_eq!(world.stripe.hooks.send(event).await, Some(200));
        }
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        let after = status(&world, &jenny).await;
        assert_eq!((after.state, after.verified_ms), (IdentityState::Verified, verified.verified_ms));
        assert!(after.redacted);
        // The event of the deletion came by itself.
        assert_eq!(noted(&world).await, i64::try_from(different).unwrap() + 1);
        assert!(cases(&world).await.is_empty());
    }

    async fn each_completed_check_counts_once_however_often_it_is_told(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        world.stripe.hooks.double(3);
        for used in 1..=2 {
            go_through(&world, &jenny, Outcome::failed("document_expired")).await;
            until_status(&world, &jenny, "a failure", |status| status.attempts_used == used).await;
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            assert_eq!(status(&world, &jenny).await.attempts_used, used);
        }
    }

    async fn a_lost_webhook_is_found_by_asking(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        world.stripe.hooks.hold();
        go_through(&world, &jenny, Outcome::verified("Jenny", "Rosen")).await;
        until("the check", async || (only_session(&world).status == "verified").then_some(())).await;
        assert_eq!(status(&world, &jenny).await.state, IdentityState::RequiresInput);
        world.clock.shift(20_000);
        until_state(&world, &jenny, IdentityState::Verified).await;
        // The deletion is asked after, too.
        until("the deletion", async || (only_session(&world).redaction == Some("redacted")).then_some(())).await;
        world.clock.shift(3_700_000);
        until_status(&world, &jenny, "the deletion", |status| status.redacted).await;
        assert_eq!(noted(&world).await, 0);
    }
}
