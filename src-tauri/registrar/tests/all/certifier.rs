//! The client against the stand-in: shapes, refusals, limits.

use crate::world::{Backend, World};
use registrar::providers::{CertifierClient, CertifierDraft, CertifierStatus, ProviderTrouble};
use sandbox::Misbehaviour::*;
use serde_json::{Value, json};

const ADA: CertifierDraft<'static> = CertifierDraft {
    own_id: "our-own-number",
    group_id: "group-evaluator",
    name: "李",
    email: "li@example.org",
    issue_date: "2026-11-23",
    expiry_date: Some("2028-11-23"),
};

async fn world() -> (World, CertifierClient) {
    let world = World::start(Backend::Sqlite).await;
    let client = world.registrar.core.certifier.clone();
    (world, client)
}

fn refused(outcome: Result<impl Sized, ProviderTrouble>) -> (u16, String) {
    match outcome {
        Err(ProviderTrouble::Refused { status, code, .. }) => (status, code),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it was taken"),
    }
}

#[tokio::test]
async fn a_credential_from_draft_to_deletion() {
    let (world, client) = world().await;
    let made = client.create(&ADA).await.unwrap();
    assert_eq!((made.id.len(), made.status), (26, CertifierStatus::Draft));
    assert_eq!(refused(client.send(&made.id).await).0, 409);
    let mut issued = client.issue(&made.id).await.unwrap();
    assert!(issued.is_issued() && issued.public_id == made.public_id);
    assert_eq!(refused(client.issue(&made.id).await).0, 409);
    client.send(&made.id).await.unwrap();
    assert_eq!(world.certifier.sent().len(), 1);
    let stored = &world.certifier.credentials()[0];
    assert_eq!((stored.name.as_str(), stored.expiry_date.as_deref()), ("李", Some("2028-11-23")));
    issued.own_id = "our-own-number".into();
    assert_eq!(client.find("our-own-number", "li@example.org").await.unwrap(), [issued]);
    client.delete(&made.id).await.unwrap();
    client.delete(&made.id).await.unwrap();
    assert_eq!(client.get(&made.id).await.unwrap(), None);
}

#[tokio::test]
async fn a_search_goes_through_all_pages_and_compares_the_number() {
    let (world, client) = world().await;
    world.certifier.hooks.hold();
    for number in 0..203 {
        let own_id = format!("number-{number}");
        client.create(&CertifierDraft { own_id: &own_id, ..ADA }).await.unwrap();
    }
    for number in [0, 100, 202] {
        assert_eq!(client.find(&format!("number-{number}"), ADA.email).await.unwrap().len(), 1);
    }
    assert!(client.find("number-", ADA.email).await.unwrap().is_empty());
    assert!(client.find("number-1", "other@example.org").await.unwrap().is_empty());
    for how in [FailBefore, Nonsense, Down] {
        world.certifier.mischief.plan("/search", how, 1);
        assert!(client.find("number-1", ADA.email).await.is_err(), "{how:?} is no empty answer");
    }
}

#[tokio::test]
async fn refusals_keep_the_providers_words() {
    let (world, client) = world().await;
    world.certifier.set_attributes(&[]);
    let (status, words) = refused(client.create(&ADA).await);
    assert!(status == 400 && words.starts_with("validation_error: "), "{status} {words}");
    world.certifier.set_attributes(&["custom.registrar"]);
    for wrong in [
        CertifierDraft { issue_date: "23.11.2026", ..ADA },
        CertifierDraft { group_id: "nowhere", ..ADA },
        CertifierDraft { name: " ", ..ADA },
    ] {
        assert_eq!(refused(client.create(&wrong).await).0, 400, "{wrong:?}");
    }
    assert_eq!(refused(client.issue("no-such-credential").await).0, 404);
    assert!(world.certifier.credentials().is_empty());
}

#[tokio::test]
async fn a_full_minute_says_how_long_to_wait() {
    let (world, client) = world().await;
    world.certifier.set_calls_per_minute(Some(2));
    client.get("a").await.unwrap();
    client.get("a").await.unwrap();
    match client.get("a").await {
        Err(ProviderTrouble::Busy { retry_after_ms: Some(ms), .. }) => assert!((1000..=61_000).contains(&ms), "{ms}"),
        other => panic!("{other:?}"),
    }
    world.certifier.mischief.plan("/v1/", Busy { retry_after_s: None }, 1);
    assert!(matches!(client.get("a").await, Err(ProviderTrouble::Busy { retry_after_ms: None, .. })));
}

#[tokio::test]
async fn the_door_asks_for_the_token_before_the_version() {
    let (world, _) = world().await;
    let token = sandbox::secrets::secret("CERTIFIER_TOKEN");
    let ask = async |token: Option<&str>, version: Option<&str>, body: Value| {
        let mut request = world.http.post(format!("{}/v1/credentials", world.certifier.url())).json(&body);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(version) = version {
            request = request.header("Certifier-Version", version);
        }
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        let body: Value = answer.json().await.unwrap();
        (status, body["error"]["code"].as_str().unwrap_or_default().to_owned())
    };
    let good = json!({ "groupId": "group-evaluator", "recipient": { "name": "A" } });
    let snake = json!({ "group_id": "group-evaluator", "recipient": { "name": "A" } });
    let check = |found: (u16, String), status, code: &str| assert_eq!(found, (status, code.to_owned()));
    check(ask(None, None, good.clone()).await, 401, "unauthorized");
    check(ask(Some("wrong"), None, good.clone()).await, 401, "unauthorized");
    check(ask(Some(token), None, good.clone()).await, 400, "missing_version");
    check(ask(Some(token), Some("2020-01-01"), good.clone()).await, 400, "invalid_version");
    check(ask(Some(token), Some("2022-10-26"), snake).await, 400, "validation_error");
    check(ask(Some(token), Some("2022-10-26"), good).await, 201, "");
}
