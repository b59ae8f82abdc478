//! A registrar that is slow, talks nonsense, sends elsewhere, or is somebody else.

use crate::world::{Computer, MARA, World};
use axum::Router;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use exam::{Account, ExamError, Unheard};
use sandbox::{Mischief, Served};

/// Somebody at an address who answers every request in one way.
async fn somebody(answer: fn() -> Response) -> Served {
    let router = Router::new().fallback(move |_: Request| async move { answer() });
    Served::start(0, router, &Mischief::default()).await.unwrap()
}

/// A candidate who has signed in, and whose registrar has become this one.
async fn signed_in_and_then(answer: fn() -> Response) -> (Computer, Served, World) {
    let world = World::start().await;
    let computer = world.signed_in(MARA).await;
    computer.exam.enrol(&world.code().await).await.unwrap();
    let somebody = somebody(answer).await;
    (computer, somebody, world)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_no_registrar_says_changes_nothing() {
    let cases: [(fn() -> Response, &str); 7] = [
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
