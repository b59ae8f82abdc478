//! An issuer on this computer, in its good and its bad moods.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails.

use super::*;
use crate::badge::read;
use data_encoding::BASE64URL_NOPAD;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const KEY: &str = r#"{"kty":"EC","crv":"P-256","x":"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc","y":"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc","kid":"k"}"#;

/// A badge with this issuer and this name of its key; its signature is nobody's, and nobody looks at it here.
fn badge(issuer: &str, kid: Option<&str>) -> Badge {
    let header = serde_json::json!({ "alg": "ES256", "kid": kid.unwrap_or("k") });
    let payload = serde_json::json!({ "type": ["OpenBadgeCredential"], "issuer": issuer });
    let part = |value: serde_json::Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    read("badge.jwt", format!("{}.{}.AAAA", part(header), part(payload)).as_bytes()).unwrap()
}

/// Answers every request with what `answer` makes of its path; dropped, it listens no more.
struct Issuer {
    port: u16,
    paths: Arc<Mutex<Vec<String>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Issuer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Issuer {
    async fn listen(answer: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
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

    fn https(&self) -> String {
        format!("https://127.0.0.1:{}", self.port)
    }

    /// Asks for the keys of a badge by `issuer`, and says what was asked for.
    async fn asked(&self, issuer: &str, kid: Option<&str>) -> (Result<Published, AskError>, Vec<String>) {
        let found = ask_within(&badge(issuer, kid), Reach::Loopback, Duration::from_secs(60)).await;
        (found, self.paths.lock().unwrap().clone())
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

fn ok(body: &str) -> Option<String> {
    Some(format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len()))
}

fn status(line: &str) -> Option<String> {
    Some(format!("HTTP/1.1 {line}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"))
}

fn set() -> String {
    format!("{{\"keys\":[{KEY}]}}")
}

#[tokio::test]
async fn a_set_of_keys_is_read_at_the_issuers_origin() {
    let issuer = Issuer::listen(|_| ok(&set())).await;
    let (found, paths) = issuer.asked(&format!("{}/issuers/1", issuer.https()), None).await;
    assert_eq!(found.unwrap().keys.len(), 1);
    assert_eq!(paths, ["/.well-known/jwks.json"]);
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
    assert_eq!(paths, ["/keys/1", "/.well-known/jwks.json"]);
}

/// What the issuer answers, and what is said of it; never more than one request.
async fn check(
    answer: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    expected: impl FnOnce(String) -> AskError,
) {
    let issuer = Issuer::listen(answer).await;
    let (found, paths) = issuer.asked(&issuer.https(), None).await;
    assert_eq!(found, Err(expected(format!("127.0.0.1:{}", issuer.port))));
    assert_eq!(paths, ["/.well-known/jwks.json"]);
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
    let found = ask_within(&badge, Reach::Loopback, Duration::from_millis(300)).await;
    assert_eq!(found, Err(AskError::TooSlow(format!("127.0.0.1:{}", issuer.port))));
}

#[tokio::test]
async fn nobody_is_asked_in_the_own_network() {
    let issuer = Issuer::listen(|_| ok(&set())).await;
    let port = issuer.port;
    for host in ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "127.1", "2130706433", "0.0.0.0"] {
        let found = ask_issuer(&badge(&format!("https://{host}:{port}/me"), None), Reach::Public).await;
        assert!(matches!(found, Err(AskError::NotPublic(_))), "{host}: {found:?}");
    }
    for host in ["169.254.169.254", "10.0.0.1", "192.168.1.1", "100.64.0.1", "[fe80::1]", "[fd00::1]"] {
        let found = ask_issuer(&badge(&format!("https://{host}/"), None), Reach::Public).await;
        assert_eq!(found, Err(AskError::NotPublic(host.to_owned())), "{host}");
    }
    let found = ask_issuer(&badge(&format!("did:web:localhost%3A{port}"), None), Reach::Public).await;
    assert_eq!(found, Err(AskError::NotPublic(format!("localhost:{port}"))));
    assert_eq!(*issuer.paths.lock().unwrap(), Vec::<String>::new(), "nothing was asked");
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
    let found = ask_issuer(&badge("https://192.0.2.1/", None), Reach::Loopback).await;
    assert_eq!(found, Err(AskError::NotPublic("192.0.2.1".into())));
}

#[tokio::test]
async fn where_there_is_nothing_to_ask_nothing_is_asked() {
    for issuer in ["did:key:zDnaerx", "http://127.0.0.1/", "urn:x"] {
        assert_eq!(ask_issuer(&badge(issuer, None), Reach::Loopback).await, Err(AskError::NothingToAsk), "{issuer}");
    }
    let name = "https://no-such-name.invalid/";
    let found = ask_issuer(&badge(name, None), Reach::Public).await;
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
    let found = ask_issuer(&badge(&host, None), Reach::Loopback).await;
    assert_eq!(found, Err(AskError::Unreachable(format!("127.0.0.1:{port}"))));
}
