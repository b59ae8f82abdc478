//! A sign-in on its way: cancelled, refused, overtaken, too late.

use crate::world::{Computer, MARA, NILS, until};
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use exam::vault::{Choice, Purpose};
use exam::{Account, ExamError, Outward};
use registrar::clock::Clock;
use registrar_api::{Fault, FaultCode, Me, TokenReply};
use sandbox::{Mischief, Served};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::Semaphore;

/// Gives tokens for any code, named after it, and answers one path only when it is let.
struct StandIn {
    served: Served,
    heard: Arc<Mutex<Vec<String>>>,
    gate: Arc<Semaphore>,
}

impl StandIn {
    async fn start(held: &'static str) -> StandIn {
        let (heard, gate): (Arc<Mutex<Vec<String>>>, _) = (Arc::default(), Arc::new(Semaphore::new(0)));
        let (heard_there, gate_there) = (heard.clone(), gate.clone());
        let answer = async move |request: Request| {
            let path = request.uri().path().to_owned();
            let token = request.headers().get(header::AUTHORIZATION);
            let token = token.map_or(String::new(), |t| t.to_str().unwrap().replace("Bearer access-", ""));
            let body = String::from_utf8(to_bytes(request.into_body(), 1 << 16).await.unwrap().to_vec()).unwrap();
            heard_there.lock().unwrap().push(format!("{path} {token} {body}"));
            if path == held {
                gate_there.acquire().await.unwrap().forget();
            }
            reply(&path, &token, &body)
        };
        let served = Served::start(0, Router::new().fallback(answer), &Mischief::default()).await.unwrap();
        StandIn { served, heard, gate }
    }

    async fn computer(&self) -> Computer {
        let computer = Computer::at(&self.served.url(), Clock::shifted(0));
        computer.exam.vault().keep(Choice::Session).await.unwrap();
        computer
    }

    /// How often a request began with this.
    fn heard(&self, begins: &str) -> usize {
        self.heard.lock().unwrap().iter().filter(|heard| heard.starts_with(begins)).count()
    }

    async fn until_heard(&self, begins: &str) {
        until(begins, async || (self.heard(begins) > 0).then_some(())).await;
    }
}

fn reply(path: &str, token: &str, body: &str) -> Response {
    match path {
        "/token" => {
            let code = url::form_urlencoded::parse(body.as_bytes()).find(|(name, _)| name == "code").unwrap().1;
            Json(TokenReply {
                access_token: format!("access-{code}"),
                token_type: "Bearer".into(),
                expires_in: 600,
                refresh_token: format!("refresh-{code}"),
            })
            .into_response()
        }
        "/v1/me" => {
            let email = format!("{token}@academy.test");
            Json(Me { email, enrolments: vec![], exam_open_until_ms: None, now_ms: 0 }).into_response()
        }
        "/revoke" => StatusCode::OK.into_response(),
        _ => {
            let fault = Fault { code: FaultCode::SignInAgain, message: "Sign in again.".into(), details: None };
            (StatusCode::UNAUTHORIZED, Json(fault)).into_response()
        }
    }
}

/// The registrar has given tokens already: they are given back, and nothing is kept.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancelled_sign_in_keeps_nothing_and_gives_its_tokens_back() {
    let stand_in = StandIn::start("/v1/me").await;
    let computer = stand_in.computer().await;
    computer.exam.sign_in().await.unwrap();
    let exam = computer.exam.clone();
    let completing = tokio::spawn(async move { exam.sign_in_code("mara").await });
    stand_in.until_heard("/v1/me mara").await;
    computer.exam.sign_in_cancel().await;
    stand_in.gate.add_permits(1);
    let refused = completing.await.unwrap().unwrap_err();
    assert!(computer.exam.in_words(&refused).contains("cancelled"), "{refused}");
    assert_eq!(computer.exam.account().await, Account::SignedOut);
    assert_eq!(computer.exam.vault().get(MARA, Purpose::RefreshToken).await.unwrap(), None);
    stand_in.until_heard("/revoke  token=refresh-mara").await;
}

/// A registrar ends what a code gave when the code comes twice.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_that_is_used_twice_at_once_is_shown_once() {
    let stand_in = StandIn::start("/token").await;
    let computer = stand_in.computer().await;
    computer.exam.sign_in().await.unwrap();
    let completing = [(); 3].map(|()| {
        let exam = computer.exam.clone();
        tokio::spawn(async move { exam.sign_in_code("mara").await.is_ok() })
    });
    stand_in.until_heard("/token").await;
    stand_in.gate.add_permits(3);
    let mut done = 0;
    for one in completing {
        done += usize::from(one.await.unwrap());
    }
    assert_eq!((done, stand_in.heard("/token")), (1, 1));
    assert_eq!(computer.exam.account().await, Account::SignedIn { email: MARA.into() });
}

/// What one candidate asked for is not asked again in the name of the next.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_of_the_first_account_is_not_repeated_by_the_second() {
    let stand_in = StandIn::start("/v1/enrolments").await;
    let computer = stand_in.computer().await;
    computer.exam.sign_in().await.unwrap();
    computer.exam.sign_in_code("mara").await.unwrap();
    let exam = computer.exam.clone();
    let enrolling = tokio::spawn(async move { exam.enrol("CODE").await });
    stand_in.until_heard("/v1/enrolments mara").await;
    computer.exam.sign_in().await.unwrap();
    computer.exam.sign_in_code("nils").await.unwrap();
    stand_in.gate.add_permits(2);
    assert!(matches!(enrolling.await.unwrap(), Err(ExamError::SignInFirst)));
    assert_eq!(stand_in.heard("/v1/enrolments nils"), 0);
    assert_eq!(computer.exam.account().await, Account::SignedIn { email: NILS.into() }, "it has not ended");
}

/// Brings the browser back to the app's port with this.
async fn come_back(page: &Outward, with: &str) {
    let url = url::Url::parse(page.reveal()).unwrap();
    let of = |name: &str| url.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
    let redirect = url::Url::parse(&of("redirect_uri")).unwrap();
    let port = redirect.port().unwrap();
    let mut stream = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let line = format!("GET {}?{with}&state={} HTTP/1.1", redirect.path(), of("state"));
    stream.write_all(format!("{line}\r\nHost: 127.0.0.1:{port}\r\n\r\n").as_bytes()).await.unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).await.unwrap();
    assert!(reply.starts_with("HTTP/1.1 200"), "{reply}");
}

async fn trouble(computer: &Computer) -> String {
    until("a word of what went wrong", async || match computer.exam.account().await {
        Account::SigningIn { trouble, .. } => trouble,
        other => panic!("{other:?}"),
    })
    .await
}

/// Nobody listens any more: the address that would lead back there is not handed out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_in_that_the_browser_cannot_bring_back_is_not_copied() {
    let somebody = async || (StatusCode::BAD_REQUEST, r#"{"error":"invalid_grant","error_description":""}"#);
    let somebody = Served::start(0, Router::new().fallback(somebody), &Mischief::default()).await.unwrap();
    for (with, words) in [
        ("error=access_denied", "cancelled in the browser"),
        ("error=server_error", "could not finish"),
        ("code=over", "This code is not good"),
    ] {
        let computer = Computer::at(&somebody.url(), Clock::shifted(0));
        computer.exam.vault().keep(Choice::Session).await.unwrap();
        let page = computer.exam.sign_in().await.unwrap();
        assert!(computer.exam.sign_in_address().await.is_some());
        come_back(&page, with).await;
        let said = trouble(&computer).await;
        assert!(said.contains(words) && said.contains("begin again"), "{with}: {said}");
        assert!(computer.exam.sign_in_address().await.is_none(), "{with}");
    }
}

/// Also where the browser came back in vain, and whatever the computer's clock says.
#[tokio::test]
async fn a_sign_in_ends_with_its_time() {
    let computer = Computer::at("http://127.0.0.1:9", Clock::shifted(0));
    computer.exam.vault().keep(Choice::Session).await.unwrap();
    let page = computer.exam.sign_in().await.unwrap();
    come_back(&page, "error=access_denied").await;
    trouble(&computer).await;
    let told = computer.told();
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(14 * 60)).await;
    assert!(matches!(computer.exam.account().await, Account::SigningIn { .. }));
    tokio::time::advance(Duration::from_secs(61)).await;
    until("the news", async || (computer.told() > told).then_some(())).await;
    assert_eq!(computer.exam.account().await, Account::SignedOut);
    let refused = computer.exam.sign_in_code("abc").await.unwrap_err();
    assert!(computer.exam.in_words(&refused).contains("No sign-in is waiting"), "{refused}");
    assert!(computer.exam.sign_in_address().await.is_none());
}
