//! Enrolment, consents, names, conditions.

use crate::world::{Candidate, World, both};
use futures_util::future::join_all;
use registrar::args;
use registrar::clock::DAY;
use registrar_api::{ConditionKind, Enrolment, Me, Programme, StepKind, StepState};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const CODE: &str = "ABCDEFGHJKMNPQRS";

async fn put_code(world: &World, code: &str, variant: Option<&str>, attempts: Option<i64>) {
    let core = &world.registrar.core;
    let sql = "INSERT INTO enrolment_code (code_hash, batch, variant, attempts, created_ms, expires_ms)
               VALUES ($1, 'test', $2, $3, $4, $5)";
    let (now, hash) = (core.now_ms(), core.keys.hash("enrolment code", code));
    core.db.run(sql, args![hash, variant, attempts, now, now + 30 * DAY]).await.unwrap();
}

async fn enrol(world: &World, candidate: &Candidate, code: &str) -> (StatusCode, Value) {
    candidate.call(world, Method::POST, "/v1/enrolments", Some(json!({ "code": code }))).await
}

fn met(enrolment: &Enrolment, kind: ConditionKind) -> bool {
    enrolment.conditions.iter().find(|c| c.kind == kind).unwrap().met
}

both! {
    async fn the_programme_is_told_before_anybody_buys(world: World) {
        let response = world.http.get(world.url("/v1/programme")).send().await.unwrap();
        let text = response.text().await.unwrap();
        for private in ["sandboxstandard", "3001", "2001", "group-evaluator"] {
            assert!(!text.contains(private), "{private} is the providers' business");
        }
        let programme: Programme = serde_json::from_str(&text).unwrap();
        assert_eq!((programme.version, programme.price.amount, programme.pass_mark_tenths), (1, 24900, 700));
        assert!(programme.sandbox);
        assert_eq!(programme.consents.len(), 4);
        assert_eq!(programme.attempts.allowed, 2);
    }

    async fn a_code_enrols_one_person_once(world: World) {
        put_code(&world, CODE, None, None).await;
        let (ada, eve) = (world.person("ada@academy.test").await, world.person("eve@academy.test").await);
        let enrolment: Enrolment = ada.post(&world, "/v1/enrolments", json!({ "code": "abcd-efgh jkmn-pqrs" })).await;
        assert_eq!((enrolment.variant.as_str(), enrolment.attempts_allowed), ("standard", 2));
        // The first answer may have been lost: the same person gets the same enrolment again.
        let again: Enrolment = ada.post(&world, "/v1/enrolments", json!({ "code": CODE })).await;
        assert_eq!(again.id, enrolment.id);
        let (status, stolen) = enrol(&world, &eve, CODE).await;
        let (_, unknown) = enrol(&world, &eve, "NOSUCHCODE").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert_eq!(stolen, unknown, "a used code tells no more than an unknown one");
        let me: Me = ada.get(&world, "/v1/me").await;
        assert_eq!(me.enrolments.len(), 1);
        let path = format!("/v1/enrolments/{}", enrolment.id);
        let (status, theirs) = eve.call(&world, Method::GET, &path, None).await;
        let (_, none) = eve.call(&world, Method::GET, "/v1/enrolments/none", None).await;
        assert_eq!((status, theirs), (StatusCode::NOT_FOUND, none));
    }

    async fn many_uses_of_a_code_at_once_end_in_one_enrolment(world: World) {
        put_code(&world, CODE, Some("plus-50"), Some(1)).await;
        let (ada, eve) = (world.person("ada@academy.test").await, world.person("eve@academy.test").await);
        let tries = (0..10).map(|n| enrol(&world, if n % 2 == 0 { &ada } else { &eve }, CODE));
        let answers = join_all(tries).await;
        let ids: std::collections::BTreeSet<String> =
            answers.iter().filter(|(s, _)| s.is_success()).map(|(_, b)| b["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(ids.len(), 1);
        let rows = world.registrar.core.db.rows("SELECT variant, attempts_allowed FROM enrolment", &[]).await.unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].text("variant").unwrap().as_str(), rows[0].int("attempts_allowed").unwrap()), ("plus-50", 1));
    }

    async fn an_expired_code_is_as_unknown_and_a_second_one_is_kept(world: World) {
        put_code(&world, CODE, None, None).await;
        put_code(&world, "SECONDCODE", None, None).await;
        let ada = world.person("ada@academy.test").await;
        world.clock.shift(31 * DAY);
        assert_eq!(enrol(&world, &ada, CODE).await.1["code"], "code_not_good");
        world.clock.shift(-31 * DAY);
        assert!(enrol(&world, &ada, CODE).await.0.is_success());
        assert_eq!(enrol(&world, &ada, "SECONDCODE").await.1["code"], "not_now");
        let unused = "SELECT COUNT(*) AS n FROM enrolment_code WHERE used_ms IS NULL";
        assert_eq!(world.registrar.core.db.row(unused, &[]).await.unwrap().unwrap().int("n").unwrap(), 1);
    }

    async fn consent_is_given_to_a_text(world: World) {
        put_code(&world, CODE, None, None).await;
        let ada = world.person("ada@academy.test").await;
        let enrolment: Enrolment = ada.post(&world, "/v1/enrolments", json!({ "code": CODE })).await;
        let path = format!("/v1/enrolments/{}/consents", enrolment.id);
        let consent = |kind: &str, version: &str| json!({ "consents": [{ "kind": kind, "version": version }] });
        assert_eq!(ada.refused(&world, &path, consent("terms", "0")).await, "bad_request");
        assert_eq!(ada.refused(&world, &path, consent("something", "1")).await, "bad_request");
        let mut last = enrolment;
        for kind in ["terms", "age", "identity", "identity", "monitoring"] {
            assert!(!met(&last, ConditionKind::Consented));
            last = ada.post(&world, &path, consent(kind, "1")).await;
        }
        assert!(met(&last, ConditionKind::Consented));
        assert_eq!(last.consents.len(), 4);
    }

    async fn a_name_stands_once_something_rests_on_it(world: World) {
        let ada = world.enrolled("ada@academy.test", "Ada Lovelace").await;
        let path = format!("/v1/enrolments/{}/name", ada.enrolment_id);
        let changed: Enrolment = ada.post(&world, &path, json!({ "name": "  Augusta  Ada King " })).await;
        assert_eq!(changed.name.as_ref().unwrap().name, "Augusta Ada King");
        assert!(changed.name.unwrap().can_change);
        assert_eq!(ada.refused(&world, &path, json!({ "name": " " })).await, "bad_request");
        world.verified(&ada).await;
        assert_eq!(ada.refused(&world, &path, json!({ "name": "Someone Else" })).await, "not_now");
        let same: Enrolment = ada.post(&world, &path, json!({ "name": "Augusta Ada King" })).await;
        assert!(!same.name.unwrap().can_change);
        let trail = "SELECT COUNT(*) AS n FROM audit WHERE action = 'name.confirm'";
        assert_eq!(world.registrar.core.db.row(trail, &[]).await.unwrap().unwrap().int("n").unwrap(), 1);
    }

    async fn the_window_the_waiting_and_the_hold_are_told(world: World) {
        let ada = world.enrolled("ada@academy.test", "Ada").await;
        world.verified(&ada).await;
        let path = format!("/v1/enrolments/{}", ada.enrolment_id);
        let ready: Enrolment = ada.get(&world, &path).await;
        assert!(ready.conditions.iter().all(|c| c.met), "{:?}", ready.conditions);
        let seat = ready.timeline.iter().find(|s| s.kind == StepKind::Seat).unwrap();
        assert_eq!(seat.state, StepState::Yours);
        // Ninety minutes and a margin of ten do not fit into the window's last 95.
        world.clock.shift(ready.window_closes_ms - world.clock.now_ms() - 95 * 60_000);
        assert!(!met(&ada.get::<Enrolment>(&world, &path).await, ConditionKind::WindowOpen));
        world.clock.shift(-6 * 60_000);
        assert!(met(&ada.get::<Enrolment>(&world, &path).await, ConditionKind::WindowOpen));
        let hold = "UPDATE enrolment SET held = 'a question about your code' WHERE id = $1";
        world.registrar.core.db.run(hold, args![&ada.enrolment_id]).await.unwrap();
        let held: Enrolment = ada.get(&world, &path).await;
        assert!(!met(&held, ConditionKind::NotHeld));
        assert!(held.conditions.iter().any(|c| c.in_words.contains("a question about your code")));
    }

    async fn only_the_signed_in_get_in(world: World) {
        let mut nobody = world.person("ada@academy.test").await;
        for token in ["", "nonsense", &"x".repeat(5000)] {
            nobody.access_token = token.to_owned();
            let (status, body) = nobody.call(&world, Method::GET, "/v1/me", None).await;
            assert_eq!((status, body["code"].as_str()), (StatusCode::UNAUTHORIZED, Some("sign_in_again")));
        }
    }

    async fn codes_cannot_be_guessed_for_long(world: World) {
        let eve = world.person("eve@academy.test").await;
        for _ in 0..10 {
            assert_eq!(enrol(&world, &eve, "NOSUCHCODE").await.0, StatusCode::NOT_FOUND);
        }
        put_code(&world, CODE, None, None).await;
        assert_eq!(enrol(&world, &eve, CODE).await.0, StatusCode::TOO_MANY_REQUESTS);
        world.clock.shift(15 * 60_000);
        assert!(enrol(&world, &eve, CODE).await.0.is_success());
    }
}
