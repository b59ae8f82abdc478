//! An issuer on this computer, in its good and its bad moods.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails.

use super::*;
use crate::badge::read;
use data_encoding::BASE64URL_NOPAD;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const KEY: &str = r#"{"kty":"EC","crv":"P-256","x":"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc","y":"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc","kid":"k"}"#;

const NOW: i64 = 1_780_315_200_000;

/// A badge with this issuer and this name of its key; its signature is nobody's, and nobody looks at it here.
fn badge(issuer: &str, kid: Option<&str>) -> Badge {
    read("badge.jwt", unsigned(issuer, kid).as_bytes()).unwrap()
}

pub(crate) fn unsigned(issuer: &str, kid: Option<&str>) -> String {
    let header = serde_json::json!({ "alg": "ES256", "kid": kid.unwrap_or("k") });
    let payload = serde_json::json!({ "type": ["OpenBadgeCredential"], "issuer": issuer });
    let part = |value: serde_json::Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    format!("{}.{}.AAAA", part(header), part(payload))
}

/// Answers every request with what `answer` makes of its path; dropped, it listens no more.
pub(crate) struct Issuer {
    pub port: u16,
    paths: Arc<Mutex<Vec<String>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Issuer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Issuer {
    pub async fn listen(answer: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let paths = Arc::new(Mutex::new(Vec::new()));
        let (seen, answer) = (Arc::clone(&paths), Arc::new(answer));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&seen), Arc::clone(&answer)));
            }
        });
        Self { port, paths, task }
    }

    pub fn https(&self) -> String {
        format!("https://127.0.0.1:{}", self.port)
    }

    /// Asks for the keys of a badge by `issuer`, and says what was asked for.
    async fn asked(&self, issuer: &str, kid: Option<&str>) -> (Result<Published, AskError>, Vec<String>) {
        let found = ask_within(&badge(issuer, kid), Reach::Loopback, NOW, Duration::from_secs(60)).await;
        (found, self.paths())
    }

    /// What was asked for since it listens.
    pub fn paths(&self) -> Vec<String> {
        self.paths.lock().unwrap().clone()
    }
}

async fn serve(mut stream: TcpStream, seen: Arc<Mutex<Vec<String>>>, answer: Arc<impl Fn(&str) -> Option<String>>) {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => request.push(byte),
            Err(_) => return,
        }
    }
    let path = String::from_utf8_lossy(&request).split(' ').nth(1).unwrap_or_default().to_owned();
    let answer = answer(&path);
    seen.lock().unwrap().push(path);
    match answer {
        Some(answer) => {
            let _ = stream.write_all(answer.as_bytes()).await;
        }
        // Silent, and still there.
        None => std::future::pending().await,
    }
}

pub(crate) fn ok(body: &str) -> Option<String> {
    Some(format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len()))
}

fn status(line: &str) -> Option<String> {
    Some(format!("HTTP/1.1 {line}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"))
}

pub(crate) fn set() -> String {
    format!("{{\"keys\":[{KEY}]}}")
}

#[tokio::test]
async fn a_set_of_keys_is_read_at_the_issuers_host() {
    let issuer = Issuer::listen(|_| ok(&set())).await;
    let (found, paths) = issuer.asked(&format!("{}/issuers/1", issuer.https()), None).await;
    let published = found.unwrap();
    assert_eq!((published.keys.len(), published.asked_ms), (1, NOW));
    // Others may publish at the same host, so the issuer's own address comes first.
    assert_eq!(paths, ["/issuers/1"]);
    let (found, paths) = issuer.asked(&issuer.https(), None).await;
    assert!(found.unwrap().keys.iter().all(|listed| listed.proven));
    assert_eq!(paths[1..], ["/.well-known/jwks.json"]);
}

/// What an issuer that shares its host answers at its own address; what is asked for then, and whether the key is proven.
async fn shared(own: impl Fn(&str) -> String + Send + Sync + 'static, kid: &str, asked: &[&str], proven: bool) {
    let port = Arc::new(Mutex::new(0));
    let its_port = Arc::clone(&port);
    let issuer = Issuer::listen(move |path| match path {
        "/alice" => ok(&own(&format!("https://127.0.0.1:{}", its_port.lock().unwrap()))),
        "/keys/k" | "/alice/keys/k" => ok(KEY),
        _ => ok(&set()),
    })
    .await;
    *port.lock().unwrap() = issuer.port;
    let kid = kid.replace("https://", &issuer.https());
    let (found, paths) = issuer.asked(&format!("{}/alice", issuer.https()), Some(&kid)).await;
    let published = found.unwrap();
    let listed: Vec<bool> = published.named(&kid).map(|listed| listed.proven).collect();
    assert_eq!((listed, paths), (vec![proven], asked.iter().map(|path| (*path).to_owned()).collect()), "{kid}");
}

#[tokio::test]
async fn where_others_publish_too_the_issuers_own_document_decides() {
    const WELL_KNOWN: &str = "/.well-known/jwks.json";
    let page = |_: &str| "<html>".to_owned();
    let names = |field: &'static str, path: &'static str| {
        move |host: &str| format!("{{\"id\":\"{host}/alice\",\"{field}\":\"{host}{path}\"}}")
    };
    shared(page, "https:///alice/keys/k", &["/alice/keys/k"], true).await;
    shared(page, "https:///keys/k", &["/alice", "/keys/k"], false).await;
    shared(page, "k", &["/alice", WELL_KNOWN], false).await;
    shared(names("assertionMethod", "/keys/k"), "https:///keys/k", &["/alice", "/keys/k"], true).await;
    shared(names("assertionMethod", "/keys/2"), "https:///keys/k", &["/alice", "/keys/k"], false).await;
    shared(names("jwks_uri", WELL_KNOWN), "k", &["/alice", WELL_KNOWN], true).await;
    shared(names("jwks_uri", "/sets/1"), "k", &["/alice", "/sets/1"], true).await;
}

#[tokio::test]
async fn the_trouble_that_is_told_is_that_of_the_nearest_address() {
    let issuer = Issuer::listen(|path| match path {
        "/alice/gone" => status("404 Not Found"),
        "/alice" => ok("{}"),
        _ => ok("{\"keys\":[]}"),
    })
    .await;
    let alice = format!("{}/alice", issuer.https());
    let (found, paths) = issuer.asked(&alice, Some(&format!("{alice}/gone"))).await;
    let host = format!("127.0.0.1:{}", issuer.port);
    assert_eq!(found, Err(AskError::Refused { host, status: 404 }));
    assert_eq!(paths, ["/alice/gone", "/alice", "/.well-known/jwks.json"]);
}

/// Each set of an issuer may name another: that ends.
#[tokio::test]
async fn an_issuer_is_not_asked_without_end() {
    let port = Arc::new(Mutex::new(0));
    let its_port = Arc::clone(&port);
    let issuer = Issuer::listen(move |path| {
        let host = format!("https://127.0.0.1:{}", its_port.lock().unwrap());
        ok(&format!("{{\"id\":\"{host}/alice\",\"jwks_uri\":\"{host}/alice{}\"}}", path.replace("/alice", "/x")))
    })
    .await;
    *port.lock().unwrap() = issuer.port;
    let (found, paths) = issuer.asked(&format!("{}/alice", issuer.https()), None).await;
    let host = format!("127.0.0.1:{}", issuer.port);
    assert_eq!((found, paths.len()), (Err(AskError::NoKeys { host, why: NoKeys::Empty }), MOST_QUESTIONS));
}

#[tokio::test]
async fn an_issuer_that_falls_silent_midway_keeps_what_it_said() {
    let issuer = Issuer::listen(|path| match path {
        "/alice" => ok(&set()),
        _ => Some("hello".into()),
    })
    .await;
    let (found, paths) = issuer.asked(&format!("{}/alice", issuer.https()), Some("retired")).await;
    assert_eq!((found.unwrap().keys.len(), paths.len()), (1, 2));
}

#[tokio::test]
async fn a_did_document_is_read_where_the_did_says_with_its_port() {
    let issuer = Issuer::listen(|path| {
        let port = path.split('/').nth(1).unwrap_or_default().to_owned();
        let did = format!("did:web:localhost%3A{port}:{port}");
        let method = format!("{{\"id\":\"#k\",\"controller\":\"{did}\",\"publicKeyJwk\":{KEY}}}");
        ok(&format!("{{\"id\":\"{did}\",\"verificationMethod\":[{method}],\"assertionMethod\":[\"#k\"]}}"))
    })
    .await;
    let port = issuer.port;
    let (found, paths) = issuer.asked(&format!("did:web:localhost%3A{port}:{port}"), None).await;
    assert_eq!(found.unwrap().named("#k").count(), 1);
    assert_eq!(paths, [format!("/{port}/did.json")]);
}

#[tokio::test]
async fn the_keys_own_address_is_asked_first_and_the_common_one_after_it() {
    let issuer = Issuer::listen(|path| if path == "/keys/1" { ok(KEY) } else { ok(&set()) }).await;
    let kid = format!("{}/keys/1", issuer.https());
    let (found, paths) = issuer.asked(&issuer.https(), Some(&kid)).await;
    assert_eq!(found.unwrap().named(&kid).count(), 1);
    assert_eq!(paths, ["/keys/1"]);
    let issuer = Issuer::listen(|path| if path == "/keys/1" { status("404 Not Found") } else { ok(&set()) }).await;
    let (found, paths) = issuer.asked(&issuer.https(), Some(&format!("{}/keys/1", issuer.https()))).await;
    assert!(found.is_ok());
    // No key of that name stands in the set: the issuer's own document may still list it.
    assert_eq!(paths, ["/keys/1", "/.well-known/jwks.json", "/"]);
}

/// What the issuer answers, and what is said of it; never more than one request each at its two addresses.
async fn check(
    answer: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    expected: impl FnOnce(String) -> AskError,
) {
    let issuer = Issuer::listen(answer).await;
    let (found, paths) = issuer.asked(&issuer.https(), None).await;
    assert_eq!(found, Err(expected(format!("127.0.0.1:{}", issuer.port))));
    let both = ["/.well-known/jwks.json", "/"];
    assert!(paths == both || (paths == both[..1] && matches!(found, Err(AskError::Unreachable(_)))), "{paths:?}");
}

#[tokio::test]
async fn an_answer_that_is_no_key_is_told_and_not_followed() {
    check(
        |_| Some("HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n".into()),
        AskError::Redirected,
    )
    .await;
    check(|_| status("404 Not Found"), |host| AskError::Refused { host, status: 404 }).await;
    check(|_| ok("<html>"), |host| AskError::NoKeys { host, why: NoKeys::NotJson }).await;
    check(|_| ok("{\"keys\":[],\"keys\":[]}"), |host| AskError::NoKeys { host, why: NoKeys::NotJson }).await;
    check(|_| ok("{\"keys\":[]}"), |host| AskError::NoKeys { host, why: NoKeys::Empty }).await;
    check(|_| ok("{\"id\":\"did:web:b\"}"), |host| AskError::NoKeys { host, why: NoKeys::SomeoneElse }).await;
    check(|_| ok(&format!("{}{}", set(), " ".repeat(LARGEST_ANSWER))), AskError::TooLarge).await;
    check(|_| Some("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".into()), AskError::Unreachable).await;
    check(|_| Some("hello".into()), AskError::Unreachable).await;
}

#[tokio::test]
async fn an_answer_just_small_enough_is_read() {
    let issuer = Issuer::listen(|_| ok(&format!("{}{}", set(), " ".repeat(LARGEST_ANSWER - set().len())))).await;
    let (found, _) = issuer.asked(&issuer.https(), None).await;
    assert!(found.is_ok());
}

#[tokio::test]
async fn an_issuer_that_says_nothing_is_not_waited_for() {
    let issuer = Issuer::listen(|_| None).await;
    let badge = badge(&issuer.https(), None);
    let found = ask_within(&badge, Reach::Loopback, NOW, Duration::from_millis(300)).await;
    assert_eq!(found, Err(AskError::TooSlow(format!("127.0.0.1:{}", issuer.port))));
}

#[tokio::test]
async fn nobody_is_asked_in_the_own_network() {
    let issuer = Issuer::listen(|_| ok(&set())).await;
    let port = issuer.port;
    for host in ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "127.1", "2130706433", "0.0.0.0"] {
        let found = ask_issuer(&badge(&format!("https://{host}:{port}/me"), None), Reach::Public, NOW).await;
        assert!(matches!(found, Err(AskError::NotPublic(_))), "{host}: {found:?}");
    }
    for host in ["169.254.169.254", "10.0.0.1", "192.168.1.1", "100.64.0.1", "[fe80::1]", "[fd00::1]"] {
        let found = ask_issuer(&badge(&format!("https://{host}/"), None), Reach::Public, NOW).await;
        assert_eq!(found, Err(AskError::NotPublic(host.to_owned())), "{host}");
    }
    let found = ask_issuer(&badge(&format!("did:web:localhost%3A{port}"), None), Reach::Public, NOW).await;
    assert_eq!(found, Err(AskError::NotPublic(format!("localhost:{port}"))));
    assert_eq!(issuer.paths(), Vec::<String>::new(), "nothing was asked");
}

/// Were the name looked up again, nobody would be found: it means nothing. So a name cannot mean another address later.
#[tokio::test]
async fn the_addresses_that_were_looked_at_are_the_ones_asked() {
    let issuer = Issuer::listen(|_| ok(KEY)).await;
    let place = Url::parse(&format!("http://no-such-name.invalid:{}/key", issuer.port)).unwrap();
    let client = client(&place, &[([127, 0, 0, 1], 1).into()], Reach::Loopback).unwrap();
    assert_eq!(client.get(place).send().await.unwrap().text().await.unwrap(), KEY);
}

#[tokio::test]
async fn public_means_https_alone() {
    let place = Url::parse("http://no-such-name.invalid/").unwrap();
    let client = client(&place, &[([127, 0, 0, 1], 1).into()], Reach::Public).unwrap();
    assert!(client.get(place).send().await.unwrap_err().is_builder());
}

#[tokio::test]
async fn loopback_means_this_computer_alone() {
    let found = ask_issuer(&badge("https://192.0.2.1/", None), Reach::Loopback, NOW).await;
    assert_eq!(found, Err(AskError::NotPublic("192.0.2.1".into())));
}

#[tokio::test]
async fn where_there_is_nothing_to_ask_nothing_is_asked() {
    for issuer in ["did:key:zDnaerx", "http://127.0.0.1/", "urn:x"] {
        assert_eq!(
            ask_issuer(&badge(issuer, None), Reach::Loopback, NOW).await,
            Err(AskError::NothingToAsk),
            "{issuer}"
        );
    }
    let name = "https://no-such-name.invalid/";
    let found = ask_issuer(&badge(name, None), Reach::Public, NOW).await;
    assert_eq!(found, Err(AskError::NoSuchHost("no-such-name.invalid".into())));
}

/// A port that nobody listens on.
#[tokio::test]
async fn an_issuer_that_is_gone_is_told() {
    let issuer = Issuer::listen(|_| None).await;
    let (host, port) = (issuer.https(), issuer.port);
    issuer.task.abort();
    while TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
        tokio::task::yield_now().await;
    }
    let found = ask_issuer(&badge(&host, None), Reach::Loopback, NOW).await;
    assert_eq!(found, Err(AskError::Unreachable(format!("127.0.0.1:{port}"))));
}
