//! The client of Stripe against a server that takes only what Stripe's reference has.

use crate::world::{World, both};
use registrar::providers::{NewSession, ProviderTrouble};
use sandbox::Misbehaviour;
use sandbox::stripe::Outcome;
use secrecy::ExposeSecret;

fn new(key: &str) -> NewSession<'_> {
    let return_url = "https://registrar.test/identity/done".to_owned();
    NewSession { enrolment_id: "enrolment-1", identity_id: "identity-1", return_url, idempotency_key: key }
}

both! {
    async fn a_session_is_created_with_exactly_these_parameters(world: World) {
        let stripe = &world.registrar.core.stripe;
        let created = stripe.create(&new("key-1")).await.unwrap();
        assert_eq!((created.status.as_str(), created.identity.as_deref()), ("requires_input", Some("identity-1")));
        let call = world.stripe.calls().pop().unwrap();
        assert_eq!(call.what, "POST /v1/identity/verification_sessions");
        assert_eq!((call.version.as_str(), call.idempotency_key.as_deref()), ("2026-07-29.dahlia", Some("key-1")));
        let expected = [
            ("type", "document"),
            ("options[document][require_live_capture]", "true"),
            ("options[document][require_matching_selfie]", "true"),
            ("client_reference_id", "enrolment-1"),
            ("metadata[identity]", "identity-1"),
            ("return_url", "https://registrar.test/identity/done"),
        ];
        let sent: Vec<(&str, &str)> = call.parameters.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        assert_eq!(sent, expected);
        // The same key is the same session; other parameters under it are an error of their own.
        assert_eq!(stripe.create(&new("key-1")).await.unwrap().id, created.id);
        let other = NewSession { enrolment_id: "enrolment-2", ..new("key-1") };
        let trouble = stripe.create(&other).await.err().unwrap();
        assert!(trouble.spends_key(), "{trouble}");
        let fresh = stripe.retrieve(&created.id).await.unwrap();
        assert_ne!(fresh.url.unwrap().expose_secret(), created.url.unwrap().expose_secret());
    }

    async fn names_are_asked_for_only_where_they_are_needed(world: World) {
        let stripe = &world.registrar.core.stripe;
        let id = stripe.create(&new("key-1")).await.unwrap().id;
        assert!(stripe.document_name(&id).await.unwrap().first.is_none());
        world.stripe.complete(&id, Outcome::verified("Jenny", "Rosen"));
        let read = stripe.retrieve(&id).await.unwrap();
        assert_eq!((read.status.as_str(), read.url.is_none(), read.last_report.is_some()), ("verified", true, true));
        assert!(world.stripe.calls().pop().unwrap().parameters.is_empty());
        let name = stripe.document_name(&id).await.unwrap();
        assert_eq!((name.first.as_deref(), name.last.as_deref()), (Some("Jenny"), Some("Rosen")));
        let expand = ("expand[]".to_owned(), "verified_outputs".to_owned());
        assert_eq!(world.stripe.calls().pop().unwrap().parameters, [expand]);
    }

    async fn lists_cancels_and_redacts_as_the_states_allow(world: World) {
        let stripe = &world.registrar.core.stripe;
        let first = stripe.create(&new("key-1")).await.unwrap().id;
        let second = stripe.create(&new("key-2")).await.unwrap().id;
        let listed: Vec<String> = stripe.list("enrolment-1").await.unwrap().into_iter().map(|s| s.id).collect();
        assert_eq!(listed, [second.clone(), first.clone()]);
        assert!(stripe.list("enrolment-2").await.unwrap().is_empty());
        assert_eq!(stripe.cancel(&first, "key-3").await.unwrap().status, "canceled");
        assert!(stripe.cancel(&first, "key-4").await.err().unwrap().is_final());
        assert!(stripe.redact(&first, "key-5").await.err().unwrap().is_final());
        let redacted = stripe.redact(&second, "key-6").await.unwrap();
        assert_eq!((redacted.status.as_str(), redacted.redaction.as_deref()), ("canceled", Some("processing")));
        let missing = stripe.retrieve("vs_nothing").await.err().unwrap();
        assert!(matches!(missing, ProviderTrouble::Refused { status: 404, ref code, .. } if code == "resource_missing"));
    }

    async fn a_script_can_drive_it(world: World) {
        let id = world.registrar.core.stripe.create(&new("key-1")).await.unwrap().id;
        let outcome = serde_json::json!({ "result": "failed", "code": "abandoned" });
        let at = format!("{}/_sandbox/sessions", world.stripe.url());
        world.http.post(format!("{at}/{id}/complete")).json(&outcome).send().await.unwrap().error_for_status().unwrap();
        let sessions: serde_json::Value = world.http.get(&at).send().await.unwrap().json().await.unwrap();
        assert_eq!((&sessions[0]["id"], &sessions[0]["last_error"]), (&id.into(), &"abandoned".into()));
        let api = format!("{}/v1/identity/verification_sessions", world.stripe.url());
        assert_eq!(world.http.get(api).send().await.unwrap().status(), 401, "not without the key");
    }

    async fn every_failure_has_its_kind(world: World) {
        let stripe = &world.registrar.core.stripe;
        let on = "GET /v1/identity";
        let failure = async |how| {
            world.stripe.mischief.plan(on, how, 1);
            stripe.list("x").await.err().unwrap()
        };
        assert!(matches!(failure(Misbehaviour::FailBefore).await, ProviderTrouble::Failed { status: 500, .. }));
        assert!(matches!(failure(Misbehaviour::Down).await, ProviderTrouble::NoAnswer(_)));
        assert!(matches!(failure(Misbehaviour::Nonsense).await, ProviderTrouble::Nonsense { .. }));
        let busy = failure(Misbehaviour::Busy { retry_after_s: Some(7) }).await;
        assert_eq!(busy.retry_after_ms(), Some(7000));
        assert_eq!(failure(Misbehaviour::Busy { retry_after_s: None }).await.retry_after_ms(), Some(30_000));
        for trouble in [busy, failure(Misbehaviour::Down).await] {
            let told = format!("{trouble} {trouble:?}");
            assert!(!told.contains("rk_test") && !told.contains("127.0.0.1"), "{told}");
        }
    }
}
