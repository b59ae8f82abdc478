//! Giving out and erasing: everything of one person, nothing of another.

use crate::casework_desk::{REASON, done, dump, insert, number, ordered, refused, seat, text};
use crate::signin::{App, Browser};
use crate::world::{Candidate, World, both, until};
use registrar::args;
use registrar::casework::{Action, Order};
use registrar::db::Arg;
use registrar::keys;
use registrar_api::Case;
use serde_json::{Value, json};

/// Tables that hold nothing about a person, or only what concerns all.
const IMPERSONAL: &[&str] = &["throttle", "programme", "feed", "job", "lease", "call_budget", "counter"];

/// Somebody about whom every table has something: `mark` in all that is the person's, `hash-` in all that is a secret's.
async fn marked(world: &World, mark: &str) -> Candidate {
    let core = &world.registrar.core;
    let somebody = world.enrolled(&format!("{mark}@candidate.test"), &format!("{mark} name")).await;
    world.verified(&somebody).await;
    let seat = seat(world, &somebody, 1, "passed").await;
    let (id, enrolment, email) = (&somebody.person_id, &somebody.enrolment_id, &somebody.email);
    let family = text(world, "SELECT id AS t FROM token_family WHERE person_id = $1", args![id]).await;
    let hash = |what: &str| format!("hash-{what}-{id}");
    let (now, word) = (core.now_ms(), |what: &str| format!("{mark} {what}"));
    let far = now + 1_000_000_000;
    let run = async |sql: &'static str, args: &[Arg]| core.db.run(sql, args).await.unwrap();
    run("UPDATE token_family SET revoked_why = $2 WHERE id = $1", args![&family, word("revoked")]).await;
    run(
        "INSERT INTO sign_in (handle_hash, email, code_hash, purpose, redirect_uri, challenge, client_state, tries,
         created_ms, expires_ms) VALUES ($1, $2, $3, 'app', $4, $5, $4, 0, $6, $7)",
        args![hash("handle"), email, hash("code"), word("redirect"), hash("challenge"), now, far],
    )
    .await;
    run(
        "INSERT INTO authorization_code (code_hash, person_id, client_id, redirect_uri, challenge, expires_ms)
         VALUES ($1, $2, $3, $3, $4, $5)",
        args![hash("code"), id, word("client"), hash("challenge"), far],
    )
    .await;
    run(
        "INSERT INTO refresh_token (token_hash, family_id, created_ms, expires_ms, next_hash) VALUES ($1, $2, 1, $4, $3)",
        args![hash("refresh"), &family, hash("next"), far],
    )
    .await;
    run(
        "INSERT INTO page_session (token_hash, person_id, form_key, expires_ms) VALUES ($1, $2, $3, $4)",
        args![hash("session"), id, hash("form"), far],
    )
    .await;
    run(
        "INSERT INTO enrolment_code (code_hash, batch, created_ms, expires_ms, used_ms, enrolment_id)
         VALUES ($1, 'batch', 1, $2, 1, $3)",
        args![hash("enrolment"), far, enrolment],
    )
    .await;
    run(
        "UPDATE identity SET provider_id = $2, idempotency_key = $3, name_compared = $4 WHERE enrolment_id = $1",
        args![enrolment, format!("vs-{seat}"), hash("idempotency"), word("compared")],
    )
    .await;
    run(
        "INSERT INTO provider_event (provider, id, kind, subject, received_ms) VALUES ('stripe', $1, 'verified', $2, $3)",
        args![format!("evt-{seat}"), format!("vs-{seat}"), now],
    )
    .await;
    run("UPDATE seat SET void_why = $2, outcome_why = $2 WHERE id = $1", args![&seat, word("why")]).await;
    for (digest, of) in [("now", "current"), ("before", "earlier")] {
        let body = json!({ "first": word(of), "percentage": "81.3", "monitor": { "events": [word("event")] } });
        let row = vec![
            ("seat_id", Arg::from(&seat)),
            ("digest", Arg::from(digest)),
            ("body", Arg::from(body.to_string())),
            ("first_source", Arg::from("feed")),
            ("first_seen_ms", Arg::from(now)),
        ];
        insert(world, "result_revision", row).await;
    }
    run(
        "INSERT INTO refused_result (digest, seat_id, why, body, seen_ms) VALUES ($1, $2, 'token', $3, $4)",
        args![hash("refused"), &seat, json!({ "last": word("refused") }).to_string(), now],
    )
    .await;
    let row = vec![
        ("id", Arg::from(keys::new_id())),
        ("enrolment_id", Arg::from(enrolment)),
        ("seat_id", Arg::from(&seat)),
        ("group_id", Arg::from("group")),
        ("step", Arg::from("done")),
        ("provider_id", Arg::from(format!("cert-{seat}"))),
        ("public_id", Arg::from(format!("pub-{seat}"))),
        ("name", Arg::from(word("credential"))),
        ("issue_date", Arg::from("2026-01-01")),
        // Just issued: no notice is due.
        ("created_ms", Arg::from(now)),
        ("updated_ms", Arg::from(now)),
    ];
    insert(world, "credential", row).await;
    run(
        "INSERT INTO browser_check (id, person_id, token_hash, expires_ms, reported_ms, report) VALUES ($1, $2, $3, $4, $4, $5)",
        args![keys::new_id(), id, hash("check"), far, json!({ "camera": word("camera") }).to_string()],
    )
    .await;
    with_cases(world, &somebody, mark).await;
    somebody
}

/// A case with notes of both sides, decided; the mails and the audit come with it.
async fn with_cases(world: &World, somebody: &Candidate, mark: &str) {
    let path = format!("/v1/enrolments/{}/cases", somebody.enrolment_id);
    for _ in 0..2 {
        let text = json!({ "kind": "help", "text": format!("{mark} asks") });
        let case: Case = somebody.post(world, &path, text).await;
        let sql = "UPDATE case_file SET title = $2 WHERE number = $1";
        world.registrar.core.db.run(sql, args![case.number, format!("{mark} title")]).await.unwrap();
        let decide = Action::Decide { number: case.number, text: format!("{mark} decided") };
        ordered(world, Order::new(decide, format!("{mark} reason"))).await.unwrap();
    }
    let name = Action::CorrectName { enrolment: somebody.enrolment_id.clone(), name: format!("{mark} corrected") };
    let order = Order { tell: Some(format!("{mark} told")), ..Order::new(name, format!("{mark} reason")) };
    ordered(world, order).await.unwrap();
}

both! {
    async fn an_export_has_all_of_one_and_nothing_of_another(world: World) {
        let ada = marked(&world, "adamark").await;
        let eve = marked(&world, "evemark").await;
        let export = done(&world, Action::Export { person: ada.email.to_uppercase() }).await;
        let everything: Value = serde_json::from_str(&export).unwrap();
        let sections = everything.as_object().unwrap();
        for (name, rows) in sections.iter().filter(|(_, rows)| rows.is_array()) {
            assert!(!rows.as_array().unwrap().is_empty(), "{name} is empty");
        }
        // Two sections for the audit's two tables; two more keys for the export itself.
        let personal = crate::casework_desk::tables().len() - IMPERSONAL.len();
        assert_eq!(sections.len() - 2, personal - 1, "a table is in no section: {:?}", sections.keys());
        for section in ["person", "sign_in_pages", "sign_ins", "sign_in_codes", "enrolments", "identities", "seats",
            "results", "refused_results", "credentials", "cases", "case_notes", "audit", "mails", "browser_checks"] {
            assert!(everything[section].to_string().contains("adamark"), "{section}");
        }
        assert!(!export.contains("evemark") && !export.contains(&eve.person_id) && !export.contains(&eve.enrolment_id));
        assert!(!export.contains("hash") && !export.contains("nonce"), "no secret and no hash");
        assert!(!export.contains("decider@academy.test"), "nobody else's address");
        for (_, secret) in sandbox::secrets::SECRETS {
            assert!(!export.contains(secret));
        }
    }

    async fn an_erasure_leaves_ids_only(world: World) {
        let ada = marked(&world, "adamark").await;
        let eve = marked(&world, "evemark").await;
        let before = dump(&world).await;
        let of_eve = before.matches("evemark").count();
        assert!(before.matches("adamark").count() > 30);
        let audit = number(&world, "SELECT COUNT(*) AS n FROM audit", &[]).await;
        let said = done(&world, Action::Erase { person: ada.email.clone() }).await;
        for word in ["Stripe", "ClassMarker", "Certifier", "by hand"] {
            assert!(said.contains(word), "{said}");
        }
        let after = dump(&world).await;
        let left: Vec<&str> = after.lines().filter(|line| line.contains("adamark")).collect();
        assert!(left.is_empty(), "{left:#?}");
        assert!(after.matches("evemark").count() >= of_eve - 4, "a sent mail loses its body, and nothing else goes");
        assert_eq!(number(&world, "SELECT COUNT(*) AS n FROM audit", &[]).await, audit + 1, "the audit stays");
        let sql = "SELECT COUNT(*) AS n FROM consent WHERE enrolment_id = $1";
        assert_eq!(number(&world, sql, args![&ada.enrolment_id]).await, 4, "consents stay as facts");
        let sql = "SELECT r.body AS t FROM result_revision r JOIN seat s ON s.id = r.seat_id AND s.current_digest = r.digest
                   WHERE s.enrolment_id = $1";
        let body: Value = serde_json::from_str(&text(&world, sql, args![&ada.enrolment_id]).await).unwrap();
        assert_eq!(body, json!({ "first": "", "percentage": "81.3", "monitor": null }));
        let (status, _) = ada.call(&world, reqwest::Method::GET, "/v1/cases", None).await;
        assert_eq!(status, reqwest::StatusCode::UNAUTHORIZED, "every sign-in has ended");
        let again = refused(&world, Order::new(Action::Erase { person: ada.person_id.clone() }, REASON)).await;
        assert_eq!(again, "This person has been erased already.");
        let hold = Action::LiftWait { enrolment: ada.enrolment_id.clone() };
        assert_eq!(refused(&world, Order::new(hold, REASON)).await, "This person has been erased.");
        let (status, _) = eve.call(&world, reqwest::Method::GET, "/v1/cases", None).await;
        assert!(status.is_success());
        let whole = format!("/admin/enrolments/{}", ada.enrolment_id);
        let page = crate::casework_desk::Desk::open(&world).await.get(&world, &whole).await;
        assert!(page.status.is_success(), "what is left can be looked at");
    }

    async fn an_erasure_forgets_how_often_an_address_asked_for_codes(world: World) {
        let ada = marked(&world, "adamark").await;
        let eve = marked(&world, "evemark").await;
        let ask = async |of: &Candidate| {
            Browser::default().give_address(&world, &App::new().address(), &of.email).await;
        };
        let codes = |of: &Candidate| world.mail.to(&of.email).iter().filter(|m| m.subject.contains("code")).count();
        let throttled = async |of: &Candidate| {
            let before = codes(of);
            ask(of).await;
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
            codes(of) == before
        };
        for of in [&ada, &eve] {
            for _ in 0..5 {
                ask(of).await;
            }
            until("the codes", async || (codes(of) == 5).then_some(())).await;
            assert!(throttled(of).await, "five are the most");
        }
        let counts = "SELECT COUNT(*) AS n FROM throttle";
        let before = number(&world, counts, &[]).await;
        done(&world, Action::Erase { person: ada.email.clone() }).await;
        assert_eq!(number(&world, counts, &[]).await, before - 1);
        assert!(!throttled(&ada).await, "whoever has this address now is new here");
        assert!(throttled(&eve).await);
    }

    async fn what_is_written_at_the_same_moment_does_not_stay(world: World) {
        let ada = marked(&world, "adamark").await;
        let path = format!("/v1/enrolments/{}/cases", ada.enrolment_id);
        let body = json!({ "kind": "help", "text": "adamark at once" });
        let case: Case = ada.post(&world, &path, &body).await;
        let notes = format!("/v1/cases/{}/notes", case.number);
        let more = || ada.call(&world, reqwest::Method::POST, &notes, Some(json!({ "text": "adamark too" })));
        let new = || ada.call(&world, reqwest::Method::POST, &path, Some(body.clone()));
        let erase = done(&world, Action::Erase { person: ada.email.clone() });
        tokio::join!(more(), new(), more(), erase, more(), new(), more());
        let after = dump(&world).await;
        let left: Vec<&str> = after.lines().filter(|line| line.contains("adamark")).collect();
        assert!(left.is_empty(), "{left:#?}");
    }

    async fn redaction_at_stripe_is_asked_for_by_itself(world: World) {
        let ada = marked(&world, "adamark").await;
        done(&world, Action::Erase { person: ada.email.clone() }).await;
        let sql = "SELECT redaction AS t FROM identity WHERE enrolment_id = $1";
        assert_ne!(text(&world, sql, args![&ada.enrolment_id]).await, "none");
    }

    async fn nobody_is_erased_in_the_middle_of_something(world: World) {
        let ada = marked(&world, "adamark").await;
        let erase = || Order::new(Action::Erase { person: ada.email.clone() }, REASON);
        let db = &world.registrar.core.db;
        for state in ["reserved", "ready", "open"] {
            db.run("UPDATE seat SET state = $1", args![state]).await.unwrap();
            assert!(refused(&world, erase()).await.contains("still open"), "{state}");
        }
        db.run("UPDATE seat SET state = 'finished'", &[]).await.unwrap();
        for step in ["wanted", "creating", "drafted", "issuing", "issued", "sending", "withdrawing"] {
            db.run("UPDATE credential SET step = $1", args![step]).await.unwrap();
            assert!(refused(&world, erase()).await.contains("on its way"), "{step}");
        }
        assert!(dump(&world).await.contains("adamark"), "a refused erasure erases nothing");
        assert_eq!(number(&world, "SELECT COUNT(*) AS n FROM audit WHERE action = 'person.erase'", &[]).await, 0);
    }

    async fn a_form_that_gives_out_shows_nothing_the_second_time(world: World) {
        let ada = marked(&world, "adamark").await;
        let export = Action::Export { person: ada.email.clone() };
        let order = Order { once: Some("a-value-of-one-form-0001".into()), ..Order::new(export, REASON) };
        assert!(ordered(&world, order.clone()).await.unwrap().contains("adamark"));
        assert!(!ordered(&world, order).await.unwrap().contains("adamark"));
        done(&world, Action::Erase { person: ada.email.clone() }).await;
        assert!(!dump(&world).await.contains("adamark"));
    }
}
