//! The file that is looked at while its issuer is asked, and a key that is pinned for more than one issuer.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails.

use super::*;
use crate::badge::issuers::{Issuer, ok, set, unsigned};
use crate::badge::{CheckName, Outcome, Pin, Verdict};
use crate::{Given, KeptAccount, Place, Steady};
use std::path::Path;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

fn exam(place: Place) -> (Arc<Exam>, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let now: jiff::Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
    let given = Given {
        now_ms: Box::new(move || now.as_millisecond()),
        steady: Box::new(|| Steady { since: String::new(), ms: 0 }),
        tell: Box::new(|| {}),
        patience: std::time::Duration::from_secs(5),
    };
    (Exam::new(folder.path().to_owned(), Some(place), given), folder)
}

async fn signed_in(place: Place) -> (Arc<Exam>, TempDir) {
    let (exam, folder) = exam(place);
    exam.update(|kept| kept.account = Some(KeptAccount::default())).await.unwrap();
    (exam, folder)
}

fn sandbox() -> Place {
    Place::sandbox("http://127.0.0.1:1").unwrap()
}

fn outcome(exam: &Exam, name: CheckName) -> Outcome {
    let report = exam.badge_report().unwrap();
    report.checks.iter().find(|check| check.name == name).unwrap().outcome
}

#[tokio::test]
async fn an_issuer_on_this_computer_is_asked_in_the_sandbox_alone() {
    let issuer = Issuer::listen(|_| ok(&set())).await;
    let file = unsigned(&issuer.https(), None);
    let (real, _folder) = signed_in(Place::real("https://exams.example").unwrap()).await;
    real.look_at_badge("badge.jwt", file.as_bytes()).unwrap();
    let refused = real.ask_issuer().await.unwrap_err().to_string();
    assert!(refused.contains("in a private network or on this computer"), "{refused}");
    assert_eq!(issuer.paths(), Vec::<String>::new());
    let (sandbox, _folder) = signed_in(sandbox()).await;
    sandbox.look_at_badge("badge.jwt", file.as_bytes()).unwrap();
    assert_eq!(outcome(&sandbox, CheckName::Signature), Outcome::NotChecked);
    sandbox.ask_issuer().await.unwrap();
    assert_eq!(issuer.paths(), ["/.well-known/jwks.json"]);
    assert_eq!(
        outcome(&sandbox, CheckName::Signature),
        Outcome::Fails,
        "the key is at hand, and nobody's signature fits"
    );
}

#[tokio::test]
async fn without_a_sign_in_or_a_file_nobody_is_asked() {
    let issuer = Issuer::listen(|_| ok(&set())).await;
    let (exam, _folder) = exam(sandbox());
    exam.look_at_badge("badge.jwt", unsigned(&issuer.https(), None).as_bytes()).unwrap();
    assert!(matches!(exam.ask_issuer().await, Err(ExamError::SignInFirst)));
    let (exam, _folder) = signed_in(sandbox()).await;
    assert!(matches!(exam.ask_issuer().await, Err(ExamError::Said(_))));
    assert_eq!(issuer.paths(), Vec::<String>::new());
}

/// What was asked for one file is not told of another, be it word for word the same.
#[tokio::test]
async fn another_file_that_is_chosen_meanwhile_has_not_been_asked_for() {
    let (exam, _folder) = signed_in(sandbox()).await;
    let next: Arc<Mutex<Option<String>>> = Arc::default();
    let (chosen, at) = (Arc::clone(&next), Arc::clone(&exam));
    let issuer = Issuer::listen(move |_| {
        if let Some(file) = chosen.lock().unwrap().take() {
            at.look_at_badge("second.jwt", file.as_bytes()).unwrap();
        }
        ok(&set())
    })
    .await;
    let file = unsigned(&issuer.https(), None);
    *next.lock().unwrap() = Some(file.clone());
    exam.look_at_badge("first.jwt", file.as_bytes()).unwrap();
    exam.ask_issuer().await.unwrap();
    assert_eq!(exam.badge_report().unwrap().file_name, "second.jwt");
    assert_eq!(outcome(&exam, CheckName::Signature), Outcome::NotChecked);
    exam.ask_issuer().await.unwrap();
    assert_eq!(outcome(&exam, CheckName::Signature), Outcome::Fails);
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/badges/fixtures");
    std::fs::read(folder.join(name)).unwrap()
}

#[tokio::test]
async fn one_key_is_pinned_for_each_issuer_by_itself() {
    let (exam, _folder) = exam(sandbox());
    let (plain, slash) = ("https://issuer.example/issuers/1", "https://issuer.example/issuers/1/");
    for (file, issuer) in [("stranger.jwt", plain), ("stranger-slash.jwt", slash)] {
        exam.look_at_badge(file, &fixture(file)).unwrap();
        assert_eq!(exam.badge_report().unwrap().verdict, Verdict::NotProven, "{file}");
        exam.pin_key().await.unwrap();
        assert_eq!(exam.badge_report().unwrap().verdict, Verdict::Verified, "{file}");
        assert!(exam.pin_key().await.is_err(), "{file}: it is pinned already");
        assert_eq!(exam.kept(|kept| kept.pins.last().unwrap().issuer.clone()), issuer);
    }
    let pins = exam.kept(|kept| kept.pins.clone());
    let thumbprint = &pins[0].thumbprint;
    assert_eq!((pins.len(), &pins[1].thumbprint), (2, thumbprint));
    exam.unpin_key("https://issuer.example/issuers/2", thumbprint).await.unwrap();
    exam.unpin_key(plain, "another").await.unwrap();
    assert_eq!(exam.kept(|kept| kept.pins.len()), 2);
    exam.unpin_key(plain, thumbprint).await.unwrap();
    assert_eq!(exam.kept(|kept| kept.pins.clone()), pins[1..]);
    assert_eq!(exam.badge_report().unwrap().verdict, Verdict::Verified, "the other is as it was");
    exam.look_at_badge("stranger.jwt", &fixture("stranger.jwt")).unwrap();
    assert_eq!(exam.badge_report().unwrap().verdict, Verdict::NotProven);
}

#[test]
fn a_pins_issuer_is_shown_as_one_short_line() {
    let pin = Pin {
        issuer: format!("https://issuer.example/\u{202e}{}\n", "x".repeat(1000)),
        thumbprint: String::new(),
        jwk: String::new(),
        pinned_ms: 0,
    };
    assert_eq!(pin.issuer_shown().chars().count(), 201);
    assert!(!pin.issuer_shown().contains(['\u{202e}', '\n']));
}
