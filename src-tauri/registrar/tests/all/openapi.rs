//! The description, and what holds on every route that it names.

use crate::result_sitting::signed;
use crate::world::described::{self, Described};
use crate::world::{Backend, World, both};
use registrar::http::{LARGEST_BODY, LARGEST_BYTES, LARGEST_WEBHOOK};
use reqwest::{Method, StatusCode};
use sandbox::stripe::{WEBHOOK_SECRET, sign};
use sandbox::{Certifier, Delivery};
use serde_json::Value;

/// What strangers may ask. Everything else wants an access token.
const OPEN: &[&str] =
    &["/.well-known/oauth-authorization-server", "/healthz", "/readyz", "/revoke", "/token", "/v1/programme"];

/// Where any bytes will do: they are counted, not read.
const BYTES: &str = "/v1/checks/bytes";

fn is_hook(route: &Described) -> bool {
    route.pattern.starts_with("/v1/hooks/")
}

impl World {
    async fn ask(&self, route: &Described, token: Option<&str>, body: Vec<u8>) -> (StatusCode, Value) {
        let mut request = self.http.request(route.method.clone(), self.url(&route.path())).body(body);
        let form = !route.operation["requestBody"]["content"]["application/x-www-form-urlencoded"].is_null();
        let kind = if form { "application/x-www-form-urlencoded" } else { "application/json" };
        request = request.header("content-type", kind);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let response = request.send().await.unwrap();
        match route.operation.is_null() {
            true => (response.status(), response.json().await.unwrap_or(Value::Null)),
            false => described::read(&route.method, &route.path(), response).await,
        }
    }

    /// A provider's delivery, held against the description as every answer is.
    async fn deliver(&self, provider: &str, delivery: &Delivery) -> StatusCode {
        let path = format!("/v1/hooks/{provider}");
        let mut request = self.http.post(self.url(&path)).body(delivery.body.clone());
        for (name, value) in &delivery.headers {
            request = request.header(name, value);
        }
        described::read(&Method::POST, &path, request.send().await.unwrap()).await.0
    }
}

#[test]
fn the_committed_description_is_fresh() {
    let fresh = registrar::http::description().to_pretty_json().unwrap();
    let committed = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json")).unwrap_or_default();
    assert!(
        fresh.trim() == committed.trim(),
        "openapi.json is stale: cargo run -p registrar -- openapi > src-tauri/registrar/openapi.json"
    );
}

#[tokio::test]
async fn the_server_shows_the_same_description() {
    let world = World::start(Backend::Sqlite).await;
    let response = world.http.get(world.url("/openapi.json")).send().await.unwrap();
    let shown: Value = response.json().await.unwrap();
    assert_eq!(shown, serde_json::to_value(registrar::http::description()).unwrap());
}

#[test]
fn every_webhook_takes_a_body_and_is_never_asked_to_wait() {
    for route in described::routes().into_iter().filter(is_hook) {
        assert!(route.takes_body(), "{}", route.pattern);
        assert!(route.operation["responses"]["429"].is_null(), "{}", route.pattern);
    }
}

#[test]
fn every_route_wants_a_token_unless_it_is_named_here() {
    for route in described::routes() {
        let open = is_hook(&route) || OPEN.contains(&route.pattern.as_str());
        let (method, pattern) = (&route.method, &route.pattern);
        assert_eq!(route.signed_in(), !open, "{method} {pattern}: security(…), or name it in OPEN");
    }
}

both! {
    async fn no_route_answers_a_stranger(world: World) {
        for route in described::routes().into_iter().filter(Described::signed_in) {
            for token in [None, Some(""), Some("not-a-token"), Some("' OR 1=1 --")] {
                let (status, body) = world.ask(&route, token, b"{}".to_vec()).await;
                assert_eq!(status, StatusCode::UNAUTHORIZED, "{} {} {token:?}", route.method, route.pattern);
                assert_eq!(body["code"], "sign_in_again", "{} {}", route.method, route.pattern);
            }
        }
    }

    async fn no_route_takes_more_than_it_can_use(world: World) {
        let candidate = world.enrolled("large@academy.test", "Lara Large").await;
        for route in described::routes().into_iter().filter(Described::takes_body) {
            let most = match route.pattern.as_str() {
                BYTES => LARGEST_BYTES,
                _ if is_hook(&route) => LARGEST_WEBHOOK,
                _ => LARGEST_BODY,
            };
            let (status, body) = world.ask(&route, Some(&candidate.access_token), vec![b'a'; most + 1]).await;
            assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE, "{} {}: {body}", route.method, route.pattern);
        }
    }

    async fn junk_is_refused_and_breaks_nothing(world: World) {
        let candidate = world.enrolled("junk@academy.test", "June Junk").await;
        let junk: [&[u8]; 7] =
            [b"", b"{", b"null", b"[[[[", b"{\"\":\"\"}", b"\xff\xfe\x00", b"{\"text\":{\"text\":[]},\"kind\":7,\"code\":-1}"];
        for route in described::routes().into_iter().filter(|r| r.takes_body() && r.pattern != BYTES) {
            for body in junk {
                let (status, answer) = world.ask(&route, Some(&candidate.access_token), body.to_vec()).await;
                let (method, pattern) = (&route.method, &route.pattern);
                let told = format!("{method} {pattern} {}: {status} {answer}", String::from_utf8_lossy(body));
                // A provider's signature is looked at before what it signs.
                let refused = if is_hook(&route) { status.is_client_error() } else { status == StatusCode::BAD_REQUEST };
                assert!(refused, "{told}");
            }
        }
    }
}

#[tokio::test]
async fn webhooks_are_answered_as_described() {
    let world = World::start(Backend::Sqlite).await;
    let event = br#"{"id":"evt_1","type":"identity.verification_session.verified","livemode":false,"data":{"object":{"id":"vs_1"}}}"#;
    let signature = sign(event, sandbox::now_s(), &[WEBHOOK_SECRET]);
    let stripe = Delivery { headers: vec![("Stripe-Signature".into(), signature)], body: event.to_vec() };
    let sample = signed(&world.registrar.core, r#"{"payload_status":"verify"}"#);
    let certifier = Certifier::delivery("event-1", "credential.updated", "01hxsomecredential");
    for (provider, delivery, refused) in
        [("stripe", stripe, 400), ("classmarker", sample, 401), ("certifier", certifier, 403)]
    {
        assert_eq!(world.deliver(provider, &delivery).await, StatusCode::OK, "{provider}");
        let unsigned = Delivery { headers: vec![], ..delivery };
        assert_eq!(world.deliver(provider, &unsigned).await, refused, "{provider}");
    }
}

#[tokio::test]
async fn unknown_routes_and_wrong_methods_are_refused() {
    let world = World::start(Backend::Sqlite).await;
    for path in ["/v1", "/v1/nothing", "/v1/checks/a/b", "/assets/other.css", "/assets/../Cargo.toml", "/.env", "//"] {
        let response = world.http.get(world.url(path)).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        let body: Value = response.json().await.unwrap();
        assert_eq!(body["code"], "not_found", "{path}");
    }
    let known = described::routes();
    for route in &known {
        for method in [Method::GET, Method::PUT, Method::POST, Method::DELETE, Method::PATCH] {
            if !known.iter().any(|other| other.pattern == route.pattern && other.method == method) {
                let wrong = Described { method, pattern: route.pattern.clone(), operation: Value::Null };
                let (status, body) = world.ask(&wrong, None, vec![]).await;
                assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED, "{} {}", wrong.method, wrong.pattern);
                assert_eq!(body["code"], "bad_request");
            }
        }
    }
}

#[tokio::test]
async fn every_answer_bears_the_headers_that_protect() {
    let world = World::start(Backend::Sqlite).await;
    let mut paths: Vec<String> = described::routes().iter().map(Described::path).collect();
    paths.extend(
        ["/", "/buy", "/exam/done", "/identity/done", "/check/none", "/openapi.json", "/nothing"].map(Into::into),
    );
    for path in paths {
        let response = world.http.get(world.url(&path)).send().await.unwrap();
        let header =
            |name: &str| response.headers().get(name).map(|h| h.to_str().unwrap().to_owned()).unwrap_or_default();
        assert_eq!(header("cache-control"), "no-store", "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(header("x-frame-options"), "DENY", "{path}");
        assert!(header("strict-transport-security").starts_with("max-age="), "{path}");
        assert!(header("permissions-policy").contains("camera=()"), "{path}");
        let policy = header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; "), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe") && !policy.contains("script-src"), "{path}: {policy}");
    }
}
