//! What time does to an identity: expiry, silence, and deletion when the enrolment is over.

use crate::identity::{begin, cases, go_through, only_session, status, until_state, until_status, with};
use crate::world::{World, both, until};
use registrar::{args, identity};
use registrar_api::{IdentityBegun, IdentityState};
use sandbox::stripe::Outcome;
use serde_json::json;
use std::time::Duration;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

fn kept(text: String) -> String {
    text.replace("retention = \"redact_at_once\"", "retention = \"until_appeal_ends\"")
}

/// Long enough for a sweep and what it calls for.
async fn a_while() {
    tokio::time::sleep(Duration::from_millis(500)).await;
}

both! {
    async fn it_expires_and_can_be_renewed(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        go_through(&world, &jenny, Outcome::verified("Jenny", "Rosen")).await;
        until_state(&world, &jenny, IdentityState::Verified).await;
        until_status(&world, &jenny, "the deletion", |status| status.redacted).await;
        world.clock.shift(364 * DAY);
        assert!(identity::is_valid(&status(&world, &jenny).await));
        world.clock.shift(2 * DAY);
        world.stripe.shift(366 * DAY);
        let expired = status(&world, &jenny).await;
        assert_eq!(expired.state, IdentityState::Expired);
        assert!(!identity::is_valid(&expired));
        go_through(&world, &jenny, Outcome::verified("Jenny", "Rosen")).await;
        let renewed = until_state(&world, &jenny, IdentityState::Verified).await;
        assert_eq!(renewed.attempts_used, 2);
        assert_eq!(world.stripe.sessions().len(), 2);
        // A clock that goes back does no harm.
        world.clock.shift(-30 * DAY);
        assert!(identity::is_valid(&status(&world, &jenny).await));
    }

    async fn what_is_kept_goes_when_the_appeal_is_over(world: World) {
        let world = with(world, kept).await;
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        go_through(&world, &jenny, Outcome::verified("Jenny", "Rosen")).await;
        until_state(&world, &jenny, IdentityState::Verified).await;
        // The window is 180 days, the appeal 14.
        world.clock.shift(181 * DAY);
        a_while().await;
        assert_eq!(only_session(&world).redaction, None);
        let appeal = "INSERT INTO case_file (number, kind, state, title, enrolment_id, visible, decider, deadline_ms, reminded,
                      opened_ms) VALUES (900, 'appeal', 'open', 'An appeal', $1, 1, 'operations', 0, 1, 0)";
        world.registrar.core.db.run(appeal, args![&jenny.enrolment_id]).await.unwrap();
        world.clock.shift(14 * DAY);
        a_while().await;
        assert_eq!(only_session(&world).redaction, None, "an open appeal keeps it");
        world.registrar.core.db.run("UPDATE case_file SET state = 'closed' WHERE number = 900", &[]).await.unwrap();
        world.clock.shift(61_000);
        until("the deletion", async || (only_session(&world).redaction == Some("redacted")).then_some(())).await;
        world.clock.shift(HOUR + 1000);
        until_status(&world, &jenny, "our note of it", |status| status.redacted).await;
        assert!(identity::is_valid(&status(&world, &jenny).await), "the date that it was verified stays");
    }

    async fn an_address_is_good_for_two_days(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        let old = begin(&world, &jenny).await.url.unwrap();
        world.clock.shift(49 * HOUR);
        world.stripe.shift(49 * HOUR);
        assert_eq!(world.stripe.browse(&old, &Outcome::verified("Jenny", "Rosen")).await, Err(410));
        go_through(&world, &jenny, Outcome::verified("Jenny", "Rosen")).await;
        until_state(&world, &jenny, IdentityState::Verified).await;
        only_session(&world);
    }

    async fn what_is_kept_outlives_a_result_by_the_appeal(world: World) {
        let world = with(world, kept).await;
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        go_through(&world, &jenny, Outcome::verified("Jenny", "Rosen")).await;
        until_state(&world, &jenny, IdentityState::Verified).await;
        let core = &world.registrar.core;
        let seat = "INSERT INTO seat (id, enrolment_id, attempt, programme_version, variant, link_id, test_id, access_list_id,
                    minutes, pass_mark_tenths, camera, nonce, token_hash, state, access_code, handout_hash, issued_ms,
                    expires_ms, counts, outcome, outcome_ms) VALUES ('seat-1', $1, 1, 1, 'standard', '1', '1', '1', 90, 700,
                    'required', 'n', 'h', 'finished', 'removed', 'h', $2, $2, 1, 'provisional', $2)";
        core.db.run(seat, args![&jenny.enrolment_id, core.now_ms()]).await.unwrap();
        world.clock.shift(15 * DAY);
        a_while().await;
        assert_eq!(only_session(&world).redaction, None, "the essays are still being graded");
        core.db.run("UPDATE seat SET outcome = 'passed', outcome_ms = $1", args![core.now_ms()]).await.unwrap();
        world.clock.shift(13 * DAY);
        a_while().await;
        assert_eq!(only_session(&world).redaction, None, "it can still be appealed");
        world.clock.shift(2 * DAY);
        until("the deletion", async || (only_session(&world).redaction == Some("redacted")).then_some(())).await;
    }

    async fn an_unfinished_session_goes_when_the_enrolment_is_over(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        begin(&world, &jenny).await;
        world.clock.shift(200 * DAY);
        until("the deletion", async || (only_session(&world).redaction == Some("redacted")).then_some(())).await;
        assert_eq!(only_session(&world).status, "canceled");
        until_state(&world, &jenny, IdentityState::Canceled).await;
    }

    async fn a_replaced_session_goes_at_once(world: World) {
        let world = with(world, kept).await;
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        begin(&world, &jenny).await;
        let path = crate::identity::path(&jenny);
        let begun: IdentityBegun = jenny.post(&world, &path, json!({ "route": "person" })).await;
        assert_eq!(begun.status.state, IdentityState::WithPerson);
        world.clock.shift(61_000);
        until("the deletion", async || (only_session(&world).redaction == Some("redacted")).then_some(())).await;
        assert_eq!(status(&world, &jenny).await.state, IdentityState::WithPerson);
    }

    async fn a_check_without_end_is_seen_by_a_person(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        begin(&world, &jenny).await;
        world.stripe.submit(&only_session(&world).id);
        until_state(&world, &jenny, IdentityState::Processing).await;
        let going_on = begin(&world, &jenny).await;
        assert_eq!((going_on.url, going_on.status.state), (None, IdentityState::Processing));
        world.clock.shift(26 * HOUR);
        world.stripe.shift(26 * HOUR);
        let case = until("a case", async || cases(&world).await.into_iter().next()).await;
        assert!(case.1, "the candidate sees it");
        world.stripe.settle(&only_session(&world).id, Outcome::verified("Jenny", "Rosen"));
        until_state(&world, &jenny, IdentityState::Verified).await;
    }

    async fn a_forgotten_session_is_asked_after_gently_and_then_no_more(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        begin(&world, &jenny).await;
        let asked = || world.stripe.calls().len();
        a_while().await;
        let before = asked();
        for _ in 0..4 {
            world.clock.shift(2 * HOUR);
            a_while().await;
        }
        let later = asked();
        assert!(later > before && later <= before + 8, "{before} {later}");
        world.clock.shift(4 * DAY);
        a_while().await;
        let end = asked();
        world.clock.shift(5 * HOUR);
        a_while().await;
        assert_eq!(asked(), end, "nobody asks any more");
    }

    async fn an_erasure_deletes_at_stripes_whatever_the_retention(world: World) {
        let world = with(world, kept).await;
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        go_through(&world, &jenny, Outcome::verified("Jenny", "Rosen")).await;
        until_state(&world, &jenny, IdentityState::Verified).await;
        let core = &world.registrar.core;
        let mut tx = core.db.begin().await.unwrap();
        identity::have_redacted(&mut tx, core, &jenny.enrolment_id).await.unwrap();
        tx.commit().await.unwrap();
        until_status(&world, &jenny, "the deletion", |status| status.redacted).await;
    }
}
