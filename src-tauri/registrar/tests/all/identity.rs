//! The identity of a candidate: Stripe's check from beginning to end, and the way without Stripe.

use crate::world::{Backend, Candidate, World, both, until};
use registrar::{args, identity};
use registrar_api::{IdentityBegun, IdentityState, IdentityStatus, NameMatch};
use reqwest::Method;
use sandbox::stripe::{Outcome, Session};
use serde_json::json;
use std::collections::BTreeSet;

pub fn path(candidate: &Candidate) -> String {
    format!("/v1/enrolments/{}/identity", candidate.enrolment_id)
}

pub async fn begin(world: &World, candidate: &Candidate) -> IdentityBegun {
    candidate.post(world, &path(candidate), json!({ "route": "stripe" })).await
}

pub async fn status(world: &World, candidate: &Candidate) -> IdentityStatus {
    candidate.get(world, &path(candidate)).await
}

pub async fn until_status(
    world: &World,
    candidate: &Candidate,
    what: &str,
    fits: impl Fn(&IdentityStatus) -> bool,
) -> IdentityStatus {
    until(what, async || Some(status(world, candidate).await).filter(&fits)).await
}

pub async fn until_state(world: &World, candidate: &Candidate, state: IdentityState) -> IdentityStatus {
    until_status(world, candidate, state.word(), |status| status.state == state).await
}

/// Goes through the page to its end.
pub async fn go_through(world: &World, candidate: &Candidate, outcome: Outcome) {
    let url = begin(world, candidate).await.url.unwrap();
    world.stripe.browse(&url, &outcome).await.unwrap();
}

pub fn only_session(world: &World) -> Session {
    let mut sessions = world.stripe.sessions();
    assert_eq!(sessions.len(), 1, "{sessions:?}");
    sessions.remove(0)
}

/// Kind and visibility of every case, and its number.
pub async fn cases(world: &World) -> Vec<(String, bool, i64)> {
    let rows = world.registrar.core.db.rows("SELECT kind, visible, number FROM case_file ORDER BY number", &[]).await;
    let case = |row: &registrar::db::Row| {
        (row.text("kind").unwrap(), row.flag("visible").unwrap(), row.int("number").unwrap())
    };
    rows.unwrap().iter().map(case).collect()
}

pub async fn mails(world: &World, subject: &str) -> i64 {
    let sql = "SELECT COUNT(*) AS n FROM mail WHERE subject = $1";
    world.registrar.core.db.row(sql, args![subject]).await.unwrap().unwrap().int("n").unwrap()
}

pub async fn decide(world: &World, candidate: &Candidate, verified: bool) {
    let core = &world.registrar.core;
    let mut tx = core.db.begin().await.unwrap();
    identity::decide(&mut tx, core, &candidate.enrolment_id, verified).await.unwrap();
    tx.commit().await.unwrap();
}

/// The same world with other settings.
pub async fn with(world: World, change: impl Fn(String) -> String) -> World {
    let backend = if world.registrar.core.db.is_postgres() { Backend::Postgres } else { Backend::Sqlite };
    World::start_with(backend, change).await
}

pub const PASSED: &str = "Your identity check passed";
pub const NOT_PASSED: &str = "Your identity check did not pass: what to do";

both! {
    async fn the_whole_way_to_verified(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        assert_eq!(status(&world, &jenny).await.state, IdentityState::None);
        let begun = begin(&world, &jenny).await;
        assert_eq!(begun.status.state, IdentityState::RequiresInput);
        let url = begun.url.unwrap();
        assert!(url.starts_with(&world.stripe.url()));
        let back = world.stripe.browse(&url, &Outcome::verified("JENNY", "ROSEN")).await.unwrap();
        assert_eq!(back, "http://127.0.0.1:1/identity/done");
        let page = world.http.get(world.url("/identity/done")).send().await.unwrap().text().await.unwrap();
        assert!(page.contains("go back to the app"));
        let verified = until_state(&world, &jenny, IdentityState::Verified).await;
        assert_eq!((verified.name, verified.attempts_used), (NameMatch::Matches, 1));
        assert_eq!(verified.valid_until_ms.unwrap() - verified.verified_ms.unwrap(), 365 * 86_400_000);
        assert!(identity::is_valid(&verified));
        // Stripe deletes what it holds, and with it the metadata that named our row; ours stays.
        until_status(&world, &jenny, "the deletion", |status| status.redacted).await;
        let session = only_session(&world);
        assert_eq!((session.redaction, session.metadata.len()), (Some("redacted"), 0));
        assert!(identity::is_valid(&status(&world, &jenny).await));
        let mails: Vec<_> = until("the mail", async || {
            let mails: Vec<_> = world.mail.to("jenny@example.org").into_iter().filter(|m| m.subject == PASSED).collect();
            (!mails.is_empty()).then_some(mails)
        }).await;
        assert_eq!(mails.len(), 1);
        assert_eq!(jenny.refused(&world, &path(&jenny), json!({ "route": "stripe" })).await, "not_now");
    }

    async fn a_failed_check_is_repeated_on_the_same_session(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        let first = begin(&world, &jenny).await.url.unwrap();
        world.stripe.browse(&first, &Outcome::failed("document_expired")).await.unwrap();
        let failed = until_status(&world, &jenny, "the failure", |status| status.last_error.is_some()).await;
        let error = failed.last_error.unwrap();
        assert_eq!((error.code.as_str(), error.can_retry, failed.attempts_used), ("document_expired", true, 1));
        let second = begin(&world, &jenny).await.url.unwrap();
        assert_ne!(first, second, "a fresh address each time");
        assert_eq!(world.stripe.browse(&first, &Outcome::verified("Jenny", "Rosen")).await, Err(410));
        world.stripe.browse(&second, &Outcome::verified("Jenny", "Rosen")).await.unwrap();
        let verified = until_state(&world, &jenny, IdentityState::Verified).await;
        assert_eq!((verified.attempts_used, verified.last_error), (2, None));
        only_session(&world);
        assert_eq!((mails(&world, NOT_PASSED).await, mails(&world, PASSED).await), (1, 1));
    }

    async fn after_the_cap_only_a_person_is_left(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        for used in 1..=3 {
            go_through(&world, &jenny, Outcome::failed("selfie_face_mismatch")).await;
            until_status(&world, &jenny, "a failure", |status| status.attempts_used == used).await;
        }
        assert_eq!(mails(&world, NOT_PASSED).await, 3);
        assert!(!status(&world, &jenny).await.last_error.unwrap().can_retry);
        assert_eq!(jenny.refused(&world, &path(&jenny), json!({ "route": "stripe" })).await, "not_now");
        let person = json!({ "route": "person" });
        let begun: IdentityBegun = jenny.post(&world, &path(&jenny), &person).await;
        assert_eq!((begun.status.state, begun.url), (IdentityState::WithPerson, None));
        let again: IdentityBegun = jenny.post(&world, &path(&jenny), &person).await;
        assert_eq!(begun.case_number, again.case_number);
        assert_eq!(cases(&world).await, [("identity".to_owned(), true, begun.case_number.unwrap())]);
        decide(&world, &jenny, true).await;
        let verified = status(&world, &jenny).await;
        assert!(identity::is_valid(&verified) && verified.valid_until_ms.is_some());
        // The unfinished session is closed and deleted at Stripe's.
        world.clock.shift(61_000);
        until("the deletion", async || (only_session(&world).redaction == Some("redacted")).then_some(())).await;
        assert_eq!(only_session(&world).status, "canceled");
        assert!(identity::is_valid(&status(&world, &jenny).await));
    }

    async fn a_person_may_refuse(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        let url = begin(&world, &jenny).await.url.unwrap();
        decide(&world, &jenny, false).await;
        // What Stripe says afterwards changes nothing any more.
        let _ = world.stripe.browse(&url, &Outcome::verified("Jenny", "Rosen")).await;
        until("the session's end", async || (only_session(&world).status != "requires_input").then_some(())).await;
        let refused = status(&world, &jenny).await;
        assert_eq!(refused.state, IdentityState::Refused);
        assert!(!identity::is_valid(&refused));
        for route in ["stripe", "person"] {
            assert_eq!(jenny.refused(&world, &path(&jenny), json!({ "route": route })).await, "not_now");
        }
    }

    async fn another_name_asks_a_person_once(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        go_through(&world, &jenny, Outcome::verified("Anna", "Lindqvist")).await;
        let verified = until_state(&world, &jenny, IdentityState::Verified).await;
        assert_eq!(verified.name, NameMatch::Differs);
        assert!(!identity::is_valid(&verified));
        assert_eq!(cases(&world).await.iter().map(|c| (c.0.as_str(), c.1)).collect::<Vec<_>>(), [("name", true)]);
        let dump = "SELECT COUNT(*) AS n FROM case_note WHERE text LIKE '%Lindqvist%'";
        let told = world.registrar.core.db.row(dump, &[]).await.unwrap().unwrap().int("n").unwrap();
        assert_eq!(told, 0, "the document's name is not kept");
        decide(&world, &jenny, true).await;
        assert!(identity::is_valid(&status(&world, &jenny).await));
    }

    async fn a_name_changed_after_the_check_asks_a_person(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        go_through(&world, &jenny, Outcome::verified("Jenny", "Rosen")).await;
        until_state(&world, &jenny, IdentityState::Verified).await;
        let rename = async |name: &str| {
            let sql = "UPDATE enrolment SET name = $2 WHERE id = $1";
            world.registrar.core.db.run(sql, args![&jenny.enrolment_id, name]).await.unwrap();
            status(&world, &jenny).await
        };
        assert!(identity::is_valid(&rename("JENNY ROSEN").await), "the same name, written otherwise");
        assert!(!identity::is_valid(&rename("Anna Lindqvist").await));
        world.clock.shift(61_000);
        let case = until("a case", async || cases(&world).await.into_iter().next()).await;
        assert_eq!((case.0.as_str(), case.1), ("name", true));
        assert!(identity::is_valid(&rename("Jenny Rosen").await));
    }

    async fn nothing_begins_before_its_conditions(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        let db = &world.registrar.core.db;
        let refused = async || {
            let body = Some(json!({ "route": "stripe" }));
            let (code, fault) = jenny.call(&world, Method::POST, &path(&jenny), body).await;
            assert_eq!(code, 409, "{fault}");
            let conditions = fault["details"]["conditions"].as_array().unwrap().clone();
            let unmet = conditions.iter().filter(|c| c["met"] == false).map(|c| c["kind"].as_str().unwrap().to_owned());
            unmet.collect::<Vec<_>>()
        };
        let id = &jenny.enrolment_id;
        db.run("UPDATE consent SET version = '0' WHERE kind = 'identity' AND enrolment_id = $1", args![id]).await.unwrap();
        assert_eq!(refused().await, ["consented"], "an older text is no consent");
        db.run("DELETE FROM consent WHERE kind = 'identity' AND enrolment_id = $1", args![id]).await.unwrap();
        assert_eq!(refused().await, ["consented"]);
        db.run("UPDATE enrolment SET name_confirmed_ms = NULL, held = 'looked at' WHERE id = $1", args![id]).await.unwrap();
        assert_eq!(refused().await, ["not_held", "consented", "name_confirmed"]);
        assert!(world.stripe.sessions().is_empty());
    }

    async fn somebody_elses_enrolment_is_not_there(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        let other = world.enrolled("other@example.org", "Otto Other").await;
        let route = json!({ "route": "stripe" });
        assert_eq!(other.refused(&world, &path(&jenny), &route).await, "not_found");
        let (code, _) = other.call(&world, Method::GET, &path(&jenny), None).await;
        assert_eq!(code, 404);
        let nobody = world.http.post(world.url(&path(&jenny))).json(&route).send().await.unwrap();
        assert_eq!(nobody.status(), 401);
        assert_eq!(jenny.refused(&world, &path(&jenny), json!({ "route": "telepathy" })).await, "bad_request");
        assert!(world.stripe.sessions().is_empty());
    }

    async fn a_canceled_session_is_replaced(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        begin(&world, &jenny).await;
        world.stripe.hooks.hold();
        world.stripe.cancel(&only_session(&world).id);
        // Nobody has told us: it is seen when the candidate goes on.
        let url = begin(&world, &jenny).await.url.unwrap();
        assert_eq!(world.stripe.sessions().len(), 2);
        world.stripe.hooks.release();
        world.stripe.browse(&url, &Outcome::verified("Jenny", "Rosen")).await.unwrap();
        until_state(&world, &jenny, IdentityState::Verified).await;
    }

    async fn two_beginnings_at_once_are_one_check(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        let (path, route) = (path(&jenny), Some(json!({ "route": "stripe" })));
        let ask = || jenny.call(&world, Method::POST, &path, route.clone());
        let (a, b, c, d) = tokio::join!(ask(), ask(), ask(), ask());
        let mut urls = BTreeSet::new();
        for (code, body) in [a, b, c, d] {
            assert!(code == 200 || code == 409, "{code} {body}");
            urls.extend(body["url"].as_str().map(str::to_owned));
        }
        assert!(!urls.is_empty());
        only_session(&world);
    }

    async fn the_address_and_the_secret_stand_nowhere(world: World) {
        let jenny = world.enrolled("jenny@example.org", "Jenny Rosen").await;
        let url = begin(&world, &jenny).await.url.unwrap();
        let token = url.rsplit('/').next().unwrap().to_owned();
        world.registrar.stop().await;
        for file in std::fs::read_dir(world.folder.path()).unwrap().flatten() {
            let bytes = std::fs::read(file.path()).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains(&token) && !text.contains("sandboxclientsecret"), "{:?}", file.path());
        }
    }
}
