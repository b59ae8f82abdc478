//! Two who act at the same moment: whoever is second sees what the first has done.

use crate::casework_desk::{REASON, ordered};
use crate::credential::Passed;
use crate::world::{Candidate, World, both, until};
use registrar::args;
use registrar::casework::{Action, Order};
use registrar_api::{ConditionKind, CredentialState, Enrolment, IdentityState};
use reqwest::{Method, StatusCode};
use sandbox::Misbehaviour;
use serde_json::{Value, json};
use std::time::Duration;

const SLOW: Misbehaviour = Misbehaviour::Slow { ms: 1000 };

fn path(candidate: &Candidate, what: &str) -> String {
    format!("/v1/enrolments/{}/{what}", candidate.enrolment_id)
}

fn handout() -> Value {
    json!({ "handout": "a".repeat(40) })
}

async fn done(world: &World, action: Action) {
    let order = Order { tell: Some("A person looks at it.".into()), ..Order::new(action, REASON) };
    ordered(world, order).await.unwrap();
}

fn hold(candidate: &Candidate) -> Action {
    Action::Hold { enrolment: candidate.enrolment_id.clone() }
}

/// Waits until the slow answer that was planned is being waited for.
async fn under_way(world: &World) {
    let mischief = [&world.certifier.mischief, &world.classmarker.mischief];
    until("the slow call", async || mischief.iter().all(|m| m.is_over()).then_some(())).await;
}

/// Asks while a person is just holding the enrolment, which shows a moment later.
async fn asked_in_a_hold(world: &World, candidate: &Candidate, what: &str, body: Value) -> StatusCode {
    let mut tx = world.registrar.core.db.begin().await.unwrap();
    let sql = "UPDATE enrolment SET held = 'a person looks at it' WHERE id = $1";
    tx.run(sql, args![&candidate.enrolment_id]).await.unwrap();
    let shows = async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        tx.commit().await.unwrap();
    };
    let path = path(candidate, what);
    tokio::join!(candidate.call(world, Method::POST, &path, Some(body)), shows).0.0
}

/// The identity goes to and fro, so many times.
async fn turns(world: &World, times: usize) {
    for _ in 0..times {
        for sql in [
            "UPDATE identity SET state = 'requires_input', checks = 0",
            "UPDATE identity SET state = 'verified', checks = 1",
        ] {
            world.registrar.core.db.run(sql, &[]).await.unwrap();
        }
    }
}

both! {
    async fn a_picture_is_of_one_moment(world: World) {
        let ada = world.enrolled("ada@example.org", "Ada Lovelace").await;
        world.verified(&ada).await;
        turns(&world, 1).await;
        let looks = async {
            for _ in 0..60 {
                let seen: Enrolment = ada.get(&world, path(&ada, "").trim_end_matches('/')).await;
                let proved = seen.conditions.iter().find(|c| c.kind == ConditionKind::IdentityValid).unwrap().met;
                let checked = seen.identity.attempts_used == 1;
                assert_eq!((proved, checked), (seen.identity.state == IdentityState::Verified, proved));
            }
        };
        tokio::join!(looks, turns(&world, 60));
    }

    async fn a_hold_of_this_moment_is_seen_by_a_seat(world: World) {
        let ada = world.enrolled("ada@example.org", "Ada Lovelace").await;
        world.verified(&ada).await;
        assert_eq!(asked_in_a_hold(&world, &ada, "seat", handout()).await, StatusCode::CONFLICT);
        let sql = "SELECT id FROM seat";
        assert!(world.registrar.core.db.row(sql, &[]).await.unwrap().is_none());
    }

    async fn a_hold_of_this_moment_is_seen_by_a_check(world: World) {
        let ada = world.enrolled("ada@example.org", "Ada Lovelace").await;
        let status = asked_in_a_hold(&world, &ada, "identity", json!({ "route": "stripe" })).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(world.stripe.sessions().is_empty());
    }

    async fn a_hold_while_classmarker_is_asked_keeps_the_link_back(world: World) {
        let ada = world.enrolled("ada@example.org", "Ada Lovelace").await;
        world.verified(&ada).await;
        world.classmarker.mischief.plan("POST /v1/accesslists", SLOW, 1);
        let held = async {
            under_way(&world).await;
            done(&world, hold(&ada)).await;
        };
        let (seat, link) = (path(&ada, "seat"), path(&ada, "seat/link"));
        tokio::join!(ada.call(&world, Method::POST, &seat, Some(handout())), held);
        until("the code", async || (world.classmarker.codes("3001").len() == 1).then_some(())).await;
        assert_eq!(ada.call(&world, Method::POST, &link, Some(handout())).await.0, StatusCode::CONFLICT);
        let sql = "SELECT id FROM seat WHERE handed_out_ms IS NOT NULL";
        assert!(world.registrar.core.db.row(sql, &[]).await.unwrap().is_none());
    }

    async fn a_hold_while_certifier_makes_a_draft_keeps_the_credential_back(world: World) {
        let passed = Passed::new(&world, "ada@example.org").await;
        // The first of them is the look for what is there already.
        world.certifier.mischief.plan_later("POST /v1/credentials", SLOW, 1, 1);
        passed.call(&world.registrar.core).await;
        under_way(&world).await;
        done(&world, hold(&passed.candidate)).await;
        passed.at(&world, "drafted").await;
        until("the work's end", async || {
            let sql = "SELECT subject FROM job WHERE kind = 'credential_step' AND holder IS NULL AND due_ms > $1";
            world.registrar.core.db.row(sql, args![world.clock.now_ms() + 60_000]).await.unwrap()
        })
        .await;
        assert_eq!(passed.held(&world)[0].status, "draft");
        let shown = passed.shown(&world).await;
        assert_eq!(shown.state, CredentialState::Waiting);
        assert!(shown.why.unwrap().contains("holds this enrolment"));
        done(&world, Action::Release { enrolment: passed.candidate.enrolment_id.clone() }).await;
        passed.is_whole(&world).await;
    }

    async fn a_seat_that_is_void_while_certifier_makes_a_draft_has_none(world: World) {
        let passed = Passed::new(&world, "ada@example.org").await;
        // The first of them is the look for what is there already.
        world.certifier.mischief.plan_later("POST /v1/credentials", SLOW, 1, 1);
        passed.call(&world.registrar.core).await;
        under_way(&world).await;
        done(&world, Action::VoidSeat { seat: passed.seat_id.clone() }).await;
        passed.at(&world, "withdrawn").await;
        assert!(passed.held(&world).is_empty());
        assert_eq!(passed.letters(&world).await, (0, 0));
    }

    async fn a_reissue_while_certifier_deletes_is_not_lost(world: World) {
        let passed = Passed::with_credential(&world, "ada@example.org").await;
        let enrolment = passed.candidate.enrolment_id.clone();
        world.certifier.mischief.plan("DELETE /v1/credentials", SLOW, 1);
        done(&world, Action::WithdrawCredential { enrolment: enrolment.clone() }).await;
        under_way(&world).await;
        done(&world, Action::ReissueCredential { enrolment }).await;
        until("the second round", async || {
            let row = passed.row(&world).await?;
            (row.int("round").unwrap() == 2 && row.text("step").unwrap() == "done").then_some(())
        })
        .await;
        assert_eq!(passed.held(&world).len(), 1);
    }

    async fn somebody_erased_at_this_moment_enrols_no_more(world: World) {
        let core = &world.registrar.core;
        let ada = world.person("ada@example.org").await;
        let sql = "INSERT INTO enrolment_code (code_hash, batch, created_ms, expires_ms) VALUES ($1, 'test', $2, $3)";
        let (hash, now) = (core.keys.hash("enrolment code", "ABCDABCDABCDABCD"), core.now_ms());
        core.db.run(sql, args![hash, now, now + 86_400_000]).await.unwrap();
        let mut tx = core.db.begin().await.unwrap();
        tx.run("UPDATE person SET erased_ms = $2 WHERE id = $1", args![&ada.person_id, now]).await.unwrap();
        let shows = async {
            tokio::time::sleep(Duration::from_millis(500)).await;
            tx.commit().await.unwrap();
        };
        let code = json!({ "code": "ABCD-ABCD-ABCD-ABCD" });
        let ((status, _), ()) = tokio::join!(ada.call(&world, Method::POST, "/v1/enrolments", Some(code)), shows);
        assert!(!status.is_success(), "{status}");
        assert!(core.db.row("SELECT id FROM enrolment", &[]).await.unwrap().is_none());
        let spent = core.db.row("SELECT batch FROM enrolment_code WHERE used_ms IS NOT NULL", &[]).await.unwrap();
        assert!(spent.is_none(), "the code is not spent");
    }
}
