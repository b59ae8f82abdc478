//! A registrar that is slow, talks nonsense, sends elsewhere, or is somebody else.

use crate::world::{Computer, MARA, World, until};
use axum::Router;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use exam::{Account, ExamError, Unheard};
use sandbox::{Mischief, Served};
use std::sync::{Arc, Mutex};
use tokio::io::AsyncReadExt;

type Answer = fn() -> Response;

/// Somebody at an address who answers every request in one way.
async fn somebody(answer: Answer) -> Served {
    let router = Router::new().fallback(move |_: Request| async move { answer() });
    Served::start(0, router, &Mischief::default()).await.unwrap()
}

/// A candidate who has signed in, and whose registrar has become this one.
async fn signed_in_and_then(answer: Answer) -> (Computer, Served, World) {
    let world = World::start().await;
    let computer = world.signed_in(MARA).await;
    computer.exam.enrol(&world.code().await).await.unwrap();
    let somebody = somebody(answer).await;
    (computer, somebody, world)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_no_registrar_says_changes_nothing() {
    let cases: [(Answer, &str); 7] = [
        (|| (StatusCode::FOUND, [(header::LOCATION, "https://portal.example/")]).into_response(), "another address"),
        (|| (StatusCode::OK, "<html>Sign in to the hotel's network</html>").into_response(), "does not speak"),
        (|| (StatusCode::OK, "{}").into_response(), "does not speak"),
        (|| (StatusCode::OK, "\u{0}".repeat(100)).into_response(), "does not speak"),
        (|| (StatusCode::OK, vec![b' '; 5 * 1024 * 1024]).into_response(), "does not speak"),
        (|| (StatusCode::BAD_GATEWAY, "proxy").into_response(), "not working"),
        (|| (StatusCode::FORBIDDEN, "no").into_response(), "does not speak"),
    ];
    for (answer, words) in cases {
        let (mut computer, somebody, _world) = signed_in_and_then(answer).await;
        let before = computer.enrolment();
        computer.move_to(&somebody.url());
        computer.exam.vault().keep(exam::vault::Choice::Session).await.unwrap();
        // The sign-in lay in memory, as it does in this test; a token is there all the same.
        let token = exam::vault::Secret::new("any");
        computer.exam.vault().put(MARA, exam::vault::Purpose::RefreshToken, &token).await.unwrap();
        computer.exam.ask().await;
        let silent = computer.exam.contact_now().silent.unwrap_or_else(|| panic!("no silence for “{words}”"));
        assert!(silent.in_words.contains(words), "{words}: {}", silent.in_words);
        assert_eq!(computer.exam.account().await, Account::SignedIn { email: MARA.into() }, "{words}");
        assert_eq!(computer.enrolment(), before, "{words}");
    }
}

/// Only the registrar's own word that the grant is not good ends a sign-in.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_of_another_kind_does_not_end_the_sign_in() {
    let fault = |error: &str| format!(r#"{{"error":"{error}","error_description":"no"}}"#);
    let check = async |status: StatusCode, error: &str, ends: bool| {
        let body = fault(error);
        let router = Router::new().fallback(async move || (status, body));
        let somebody = Served::start(0, router, &Mischief::default()).await.unwrap();
        let computer = Computer::at(&somebody.url(), registrar::clock::Clock::shifted(0));
        computer.exam.vault().keep(exam::vault::Choice::Session).await.unwrap();
        let token = exam::vault::Secret::new("any");
        computer.exam.vault().put(MARA, exam::vault::Purpose::RefreshToken, &token).await.unwrap();
        let account = exam::KeptAccount { email: MARA.into(), ..Default::default() };
        computer.exam.update(|kept| kept.account = Some(account)).await.unwrap();
        computer.exam.ask().await;
        let account = computer.exam.account().await;
        assert_eq!(matches!(account, Account::SignInAgain { .. }), ends, "{status} {error}: {account:?}");
        assert_eq!(computer.exam.contact_now().silent.is_some(), !ends, "{status} {error}");
    };
    check(StatusCode::BAD_REQUEST, "invalid_grant", true).await;
    check(StatusCode::UNAUTHORIZED, "invalid_grant", true).await;
    for error in ["invalid_request", "invalid_client", "unsupported_grant_type", "temporarily_unavailable"] {
        check(StatusCode::BAD_REQUEST, error, false).await;
    }
    for status in [StatusCode::FORBIDDEN, StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE] {
        check(status, "invalid_grant", false).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_begun_with_somebody_else() {
    let somebody = somebody(|| (StatusCode::OK, "hello").into_response()).await;
    let computer = Computer::at(&somebody.url(), registrar::clock::Clock::shifted(0));
    computer.exam.vault().keep(exam::vault::Choice::Session).await.unwrap();
    computer.exam.sign_in().await.unwrap();
    let refused = computer.exam.sign_in_code("abcdef").await.unwrap_err();
    assert!(matches!(refused, ExamError::Unheard(Unheard::Nonsense)), "{refused}");
    assert!(matches!(computer.exam.account().await, Account::SigningIn { trouble: Some(_), .. }));
}

/// Whether it heard us is not known; nothing that was typed is lost, and nothing is begun.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_who_never_answers_is_slow() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let computer = Computer::impatient(&address);
    computer.exam.vault().keep(exam::vault::Choice::Session).await.unwrap();
    computer.exam.sign_in().await.unwrap();
    // Connections are taken by the system; nobody reads them.
    let refused = computer.exam.sign_in_code("abcdef").await.unwrap_err();
    assert!(matches!(refused, ExamError::Unheard(Unheard::Slow)), "{refused}");
    drop(listener);
}

/// Whoever cannot prove to be the registrar is told nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_certificate_is_said_and_nothing_is_sent() {
    let (port, heard) = impostor().await;
    let computer = Computer::for_real(&format!("https://localhost:{port}"));
    computer.exam.vault().keep(exam::vault::Choice::Session).await.unwrap();
    computer.exam.sign_in().await.unwrap();
    let refused = computer.exam.sign_in_code("abcdef").await.unwrap_err();
    assert!(matches!(refused, ExamError::Unheard(Unheard::Certificate)), "{refused}");
    let words = computer.exam.in_words(&refused);
    assert!(words.contains("could not prove"), "{words}");
    assert_eq!(*heard.lock().unwrap(), Vec::<u8>::new(), "no byte of ours came through");
}

/// A server with a certificate that nobody vouches for: its port, and what was said to it.
async fn impostor() -> (u16, Arc<Mutex<Vec<u8>>>) {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let key = rustls::pki_types::PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let _ = rustls::crypto::ring::default_provider().install_default();
    let config = rustls::ServerConfig::builder().with_no_client_auth();
    let config = config.with_single_cert(vec![made.cert.der().clone()], key).unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let noted = heard.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let mut said = Vec::new();
            let _ = stream.read_to_end(&mut said).await;
            noted.lock().unwrap().extend(said);
        }
    });
    (port, heard)
}

/// Whatever it answers: a browser is sent to hosts of the list, and to no others.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_registrar_that_names_other_hosts_sends_no_browser_there() {
    let world = World::start().await;
    let computer = world.signed_in(MARA).await;
    let told = computer.told();
    computer.exam.enrol(&world.code().await).await.unwrap();
    until("the news after enrolling", async || (computer.told() > told).then_some(())).await;
    let elsewhere = "https://evil.example/start";
    computer
        .exam
        .update(|kept| {
            let account = kept.account.as_mut().unwrap();
            let programme = account.programme.as_mut().unwrap();
            programme.purchase_url = elsewhere.into();
            programme.rehearsal_url = Some(elsewhere.into());
            account.enrolment.as_mut().unwrap().credential.url = Some("javascript:alert(1)".into());
        })
        .await
        .unwrap();
    for (sent, host) in [
        (computer.exam.purchase(), "evil.example"),
        (computer.exam.rehearsal(), "evil.example"),
        (computer.exam.credential(), "javascript"),
    ] {
        let refused = sent.unwrap_err();
        assert!(matches!(&refused, ExamError::NotListed(listed) if listed.host == host), "{refused}");
        assert!(computer.exam.in_words(&refused).contains("Nothing was opened"));
    }
}
