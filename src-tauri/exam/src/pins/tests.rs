//! A key that is pinned for more than one issuer.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails.

use super::*;
use crate::badge::{Pin, Verdict};
use crate::{Given, Place};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

fn exam(place: Place) -> (Arc<Exam>, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let now: jiff::Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
    let given = Given {
        now_ms: Box::new(move || now.as_millisecond()),
        tell: Box::new(|| {}),
        patience: std::time::Duration::from_secs(5),
    };
    (Exam::new(folder.path().to_owned(), Some(place), given), folder)
}

fn sandbox() -> Place {
    Place::sandbox("http://127.0.0.1:1").unwrap()
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
