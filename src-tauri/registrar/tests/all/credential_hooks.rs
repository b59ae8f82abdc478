//! Certifier's webhooks: hints, and only if they are signed.

use crate::credential::Passed;
use crate::world::{World, both, until};
use registrar::args;
use sandbox::{Certifier, Delivery};

async fn count(world: &World, sql: &'static str) -> i64 {
    world.registrar.core.db.row(sql, &[]).await.unwrap().unwrap().int("n").unwrap()
}

async fn cases(world: &World) -> i64 {
    count(world, "SELECT COUNT(*) AS n FROM case_file").await
}

both! {
    async fn a_deletion_at_certifier_is_a_case_once(world: World) {
        let passed = Passed::with_credential(&world, "ada@example.org").await;
        world.certifier.hooks.double(2);
        let id = passed.held(&world).remove(0).id;
        assert!(world.certifier.delete(&id));
        until("a case", async || (cases(&world).await == 1).then_some(())).await;
        let again = Certifier::delivery("another-event", "credential.deleted", &id);
        assert_eq!(world.certifier.hooks.send(&again).await, Some(200));
        assert_eq!(cases(&world).await, 1);
        assert_eq!(passed.candidate.get::<registrar_api::Cases>(&world, "/v1/cases").await.cases[0].notes.len(), 1);
        assert_eq!(passed.row(&world).await.unwrap().text("step").unwrap(), "done");
    }

    async fn forged_and_changed_deliveries_are_refused(world: World) {
        let passed = Passed::with_credential(&world, "ada@example.org").await;
        let good = Certifier::delivery("event", "credential.deleted", &passed.held(&world)[0].id);
        let seen = "SELECT COUNT(*) AS n FROM provider_event WHERE id = 'event'";
        let with = |signature: &str| Delivery {
            headers: vec![("X-Webhook-Signature".into(), signature.to_owned())],
            body: good.body.clone(),
        };
        let mut other_body = good.clone();
        other_body.body.push(b' ');
        let unsigned = Delivery { headers: vec![], ..good.clone() };
        let upper = with(&good.headers[0].1.to_uppercase());
        let nothing = with("");
        let zeros = with(&"0".repeat(64));
        for forged in [other_body, unsigned, upper, nothing, zeros] {
            assert_eq!(world.certifier.hooks.send(&forged).await, Some(403), "{:?}", forged.headers);
        }
        assert_eq!((count(&world, seen).await, cases(&world).await), (0, 0));
        assert_eq!(world.certifier.hooks.send(&good).await, Some(200));
        assert_eq!((count(&world, seen).await, cases(&world).await), (1, 1));
    }

    async fn a_replay_is_heard_and_does_nothing(world: World) {
        let passed = Passed::with_credential(&world, "ada@example.org").await;
        let id = passed.held(&world).remove(0).id;
        let one = Certifier::delivery("event", "credential.updated", &id);
        for _ in 0..3 {
            assert_eq!(world.certifier.hooks.send(&one).await, Some(200));
        }
        assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM provider_event WHERE id = 'event'").await, 1);
        for delivery in world.certifier.hooks.sent() {
            assert_eq!(world.certifier.hooks.send(&delivery).await, Some(200));
        }
        passed.is_whole(&world).await;
    }

    async fn strange_deliveries_do_no_harm(world: World) {
        let unknown = Certifier::delivery("one", "credential.sung", "no-such-credential");
        assert_eq!(world.certifier.hooks.send(&unknown).await, Some(200));
        let without_id = Certifier::delivery("", "credential.deleted", "no-such-credential");
        for _ in 0..2 {
            assert_eq!(world.certifier.hooks.send(&without_id).await, Some(200));
        }
        assert_eq!(cases(&world).await, 0);
        assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM provider_event").await, 2);
    }

    async fn a_public_id_that_is_no_uuid_makes_no_link(world: World) {
        let core = &world.registrar.core;
        let passed = Passed::with_credential(&world, "ada@example.org").await;
        let good = passed.shown(&world).await.url.unwrap();
        assert!(good.starts_with(&world.certifier.url()));
        let uuid = good.rsplit('/').next().unwrap().to_owned();
        let spoilt = [uuid.replace('-', ""), format!("{{{uuid}}}"), format!("urn:uuid:{uuid}"), format!("{uuid}/../x")];
        for bad in spoilt.iter().map(String::as_str).chain(["../evil", "", "x", "00000000"]) {
            let sql = "UPDATE credential SET public_id = $2 WHERE seat_id = $1";
            core.db.run(sql, args![&passed.seat_id, bad]).await.unwrap();
            assert_eq!(passed.shown(&world).await.url, None, "{bad}");
        }
        let page = |host: &str, sandbox: bool| {
            let mut settings = core.settings.clone();
            settings.programme.credential.public_host = host.into();
            settings.server.sandbox = sandbox;
            registrar::credential::public_page(&settings, &uuid.to_uppercase())
        };
        assert_eq!(page("credsverse.com", false), Some(format!("https://credsverse.com/credentials/{uuid}")));
        assert_eq!(page("credsverse.com", true), Some(format!("https://credsverse.com/credentials/{uuid}")));
        assert_eq!(page("127.0.0.1:9", true), Some(format!("http://127.0.0.1:9/credentials/{uuid}")));
        assert_eq!(page("127.0.0.1:9", false), Some(format!("https://127.0.0.1:9/credentials/{uuid}")));
        for bad in ["a@credsverse.com", "credsverse.com/evil", "credsverse.com?x", "credsverse.com/", "a b", ""] {
            assert_eq!(page(bad, false), None, "{bad}");
        }
    }
}
