//! One row a badge: file, what the issuer published, the verdict, and the checks that differ from a sound badge's.

use crate::fixture::{DID, ISSUER, at, badge, pins, published};
use exam::badge::Outcome::{Fails, Holds, NotChecked};
use exam::badge::Verdict::{NotProven, Refused, Verified};
use exam::badge::{BadgeError, CheckName, JsonTrouble, Outcome, Picture, Pin, Report, Verdict};

const NOW: &str = "2026-06-01T12:00:00Z";

/// What is not checked of a badge that is in order.
const NEVER: [&str; 2] = ["revocation", "recipient"];

fn report(file: &str, now: &str, pins: &[Pin], document: &str) -> Report {
    let document = (!document.is_empty()).then(|| published(document));
    let badge = badge(file).unwrap_or_else(|e| panic!("{file}: {e}"));
    badge.check(at(now), pins, document.as_ref())
}

#[track_caller]
fn holds_against(report: &Report, verdict: Verdict, differing: &[(&str, Outcome)]) {
    let seen: Vec<(&str, Outcome)> = report.checks.iter().map(|c| (c.name.word(), c.outcome)).collect();
    let usual = |name: &str| if NEVER.contains(&name) { NotChecked } else { Holds };
    let outcome =
        |name| differing.iter().find(|(n, _)| *n == name).map_or_else(|| usual(name), |(_, outcome)| *outcome);
    let expected: Vec<(&str, Outcome)> = CheckName::ALL.map(|n| (n.word(), outcome(n.word()))).to_vec();
    let words: Vec<&str> = report.checks.iter().map(|c| c.in_words.as_str()).collect();
    assert_eq!(seen, expected, "{}: {words:#?}", report.file_name);
    assert_eq!(report.verdict, verdict, "{}: {}", report.file_name, report.in_words);
    for line in words.iter().chain([&report.in_words.as_str()]) {
        assert!(line.ends_with('.') && line.len() < 800 && !line.contains('!'), "{}: {line}", report.file_name);
    }
}

#[track_caller]
fn check(file: &str, document: &str, verdict: Verdict, differing: &[(&str, Outcome)]) {
    holds_against(&report(file, NOW, &[], document), verdict, differing);
}

const NO_KEY: [(&str, Outcome); 3] = [("key", NotChecked), ("signature", NotChecked), ("issuer", NotChecked)];
const BAD_KEY: [(&str, Outcome); 3] = [("key", Fails), ("signature", NotChecked), ("issuer", NotChecked)];
const TORN: [(&str, Outcome); 2] = [("signature", Fails), ("issuer", NotChecked)];

fn and(some: &[(&'static str, Outcome)], more: &[(&'static str, Outcome)]) -> Vec<(&'static str, Outcome)> {
    [some, more].concat()
}

#[test]
fn a_badge_is_verified_by_a_key_that_its_issuer_publishes() {
    for file in ["rsa.jwt", "ec.jwt", "ec-by-name.jwt", "unnamed-key.jwt", "endless.jwt", "alias.jwt"] {
        check(file, "issuer.jwks.json", Verified, &[]);
    }
    check("under-path.jwt", "issuer.ec.json", Verified, &[]);
    check("did.jwt", "did.json", Verified, &[]);
    for carrier in ["baked.png", "baked.svg", "enveloped.json"] {
        check(carrier, "issuer.jwks.json", Verified, &[]);
    }
}

/// A host may belong to many issuers: whoever can publish there could sign for each of them.
#[test]
fn what_others_may_publish_at_the_same_host_proves_nothing() {
    const UNSHOWN: [(&str, Outcome); 1] = [("issuer", NotChecked)];
    check("forged-by-address.jwt", "mallory.key.json", NotProven, &UNSHOWN);
    check("forged-by-address.jwt", "issuer.profile.json mallory.key.json", NotProven, &UNSHOWN);
    check("forged-by-address.jwt", "issuer.names.json mallory.key.json", NotProven, &UNSHOWN);
    check("rsa-by-address.jwt", "issuer.key.json", NotProven, &UNSHOWN);
    check("ec.jwt", "shared.jwks.json", NotProven, &UNSHOWN);
    check("ec-by-name.jwt", "shared.jwks.json", NotProven, &UNSHOWN);
    check("unnamed-key.jwt", "shared.jwks.json", NotProven, &UNSHOWN);
    let forged = report("forged-by-address.jwt", NOW, &[], "mallory.key.json");
    let said = "The key was found at issuer.example, but nothing shows that it is this issuer's";
    assert!(forged.in_words.contains(said), "{}", forged.in_words);
    // Nor does it refuse anything: another's key may bear the same name.
    check("ec-by-name.jwt", "shared.swapped.jwks.json", NotProven, &NO_KEY);
    check("two-keys.jwt", "shared.jwks.json", NotProven, &UNSHOWN);
    check("ec.jwt", "shared.jwks.json issuer.jwks.json", Verified, &[]);
    // The learner's own decision counts before it.
    let stranger = |pins: &[Pin]| report("stranger.jwt", NOW, pins, "shared.swapped.jwks.json");
    holds_against(&stranger(&pins()), Verified, &[]);
    holds_against(&stranger(&[]), NotProven, &UNSHOWN);
    assert!(stranger(&[]).can_pin);
}

#[test]
fn the_issuers_own_document_says_where_its_keys_are() {
    check("rsa-by-address.jwt", "issuer.names.json issuer.key.json", Verified, &[]);
    check("ec.jwt", "issuer.profile.json shared.jwks.json", Verified, &[]);
    check("ec-by-name.jwt", "issuer.profile.json shared.jwks.json", Verified, &[]);
    check("ec-by-name.jwt", "issuer.profile.json shared.swapped.jwks.json", Refused, &TORN);
}

#[test]
fn a_host_that_is_the_issuer_publishes_anywhere_on_it() {
    check("root.jwt", "root.ec.json", Verified, &[]);
    check("root.jwt", "issuer.ec.json", NotProven, &NO_KEY);
}

/// Verified means: by its signature and its dates. Whether it was taken back is said to be open, in the first lines.
#[test]
fn a_verdict_claims_no_more_than_was_looked_at() {
    for (file, revoked) in [("ec.jwt", "it names no list"), ("everything.jwt", "(“BitstringStatusListEntry”)")] {
        let words = report(file, NOW, &[], "issuer.jwks.json").in_words;
        for part in ["within its dates", "Whether it was revoked", revoked, "asked on 1 June 2026, 11:00 UTC"] {
            assert!(words.contains(part), "{file}: {words}");
        }
        assert!(!words.contains("good today"), "{words}");
    }
}

#[test]
fn a_key_in_the_file_proves_that_nothing_was_changed_and_no_more() {
    check("rsa.jwt", "", NotProven, &[("issuer", NotChecked)]);
    check("stranger.jwt", "", NotProven, &[("issuer", NotChecked)]);
    check("stranger.jwt", "issuer.jwks.json", NotProven, &[("issuer", NotChecked)]);
    // What another issuer publishes vouches for nothing here.
    check("ec.jwt", "did.json", NotProven, &[("issuer", NotChecked)]);
    check("no-address.jwt", "", NotProven, &[("issuer", NotChecked)]);
}

#[test]
fn a_key_that_is_not_at_hand_checks_nothing() {
    for file in ["ec-by-name.jwt", "rsa-by-address.jwt", "unnamed-key.jwt", "did.jwt"] {
        check(file, "", NotProven, &NO_KEY);
    }
    check("stranger-by-name.jwt", "issuer.jwks.json", NotProven, &NO_KEY);
    check("unnamed-key.jwt", "issuer.swapped.jwks.json", NotProven, &NO_KEY);
}

#[test]
fn a_pinned_key_vouches_for_its_issuer_alone() {
    let pins = pins();
    let with_pins = |file: &str, document: &str| report(file, NOW, &pins, document);
    holds_against(&with_pins("stranger.jwt", ""), Verified, &[]);
    holds_against(&with_pins("stranger.jwt", "issuer.jwks.json"), Verified, &[]);
    holds_against(&with_pins("stranger-by-name.jwt", ""), Verified, &[]);
    // Pinned for another issuer, or under a thumbprint that is not its own.
    holds_against(&with_pins("ec.jwt", ""), NotProven, &[("issuer", NotChecked)]);
    holds_against(&with_pins("unnamed-key.jwt", ""), NotProven, &NO_KEY);
}

#[test]
fn the_key_must_be_the_issuers_for_this_purpose() {
    check("ec.jwt", "issuer.foreign.jwks.json", Refused, &[("issuer", Fails)]);
    check("ec-by-name.jwt", "issuer.foreign.jwks.json", Refused, &[("issuer", Fails)]);
    check("did.jwt", "did.foreign.json", Refused, &[("issuer", Fails)]);
    check("did.jwt", "did.login.json", Refused, &[("issuer", Fails)]);
    check("two-keys.jwt", "issuer.jwks.json", Refused, &BAD_KEY);
    check("ec-by-name.jwt", "issuer.swapped.jwks.json", Refused, &TORN);
    check("wrong-key.jwt", "", Refused, &TORN);
    check("wrong-kind.jwt", "issuer.jwks.json", Refused, &BAD_KEY);
}

#[test]
fn weak_and_leaked_keys_are_worth_nothing() {
    check("short.jwt", "", Refused, &BAD_KEY);
    check("short-by-name.jwt", "issuer.short.jwks.json", Refused, &BAD_KEY);
    check("private-key.jwt", "", Refused, &BAD_KEY);
    check("leaked-by-name.jwt", "issuer.leaked.jwks.json", Refused, &BAD_KEY);
}

#[test]
fn algorithms_are_two_and_headers_hold_four_things() {
    check("none.jwt", "issuer.jwks.json", Refused, &and(&NO_KEY, &[("algorithm", Fails)]));
    check("mac.jwt", "issuer.jwks.json", Refused, &and(&NO_KEY, &[("algorithm", Fails)]));
    check("eddsa.jwt", "issuer.jwks.json", NotProven, &and(&NO_KEY, &[("algorithm", NotChecked)]));
    for file in ["critical.jwt", "more-header.jwt", "other-type.jwt"] {
        check(file, "issuer.jwks.json", Refused, &[("header", Fails)]);
    }
}

#[test]
fn what_the_token_says_is_what_the_badge_says() {
    for file in ["differs-iss", "differs-jti", "differs-sub", "differs-nbf", "differs-exp", "claims-of-other-type"] {
        check(&format!("{file}.jwt"), "issuer.jwks.json", Refused, &[("claims", Fails)]);
    }
    check("claimless.jwt", "issuer.jwks.json", NotProven, &[("claims", NotChecked)]);
}

#[test]
fn a_badge_has_its_parts_and_its_vocabularies() {
    check("other-credential.jwt", "issuer.jwks.json", Refused, &[("structure", Fails)]);
    check("partless.jwt", "issuer.jwks.json", Refused, &[("structure", Fails)]);
    check("undated.jwt", "issuer.jwks.json", Refused, &[("structure", Fails), ("claims", Fails), ("time", NotChecked)]);
    check("contextless.jwt", "issuer.jwks.json", Refused, &[("contexts", Fails)]);
    check("own-contexts.jwt", "issuer.jwks.json", Verified, &[("contexts", NotChecked)]);
    let extras = ["schema", "refresh", "endorsements"].map(|name| (name, NotChecked));
    check("everything.jwt", "issuer.jwks.json", Verified, &extras);
}

#[test]
fn other_proofs_are_named_and_never_valid() {
    let unlooked = ["header", "algorithm", "claims"].map(|name| (name, NotChecked));
    for file in ["data-integrity.json", "baked-json.svg"] {
        check(file, "issuer.jwks.json", NotProven, &and(&and(&NO_KEY, &unlooked), &[("proof", NotChecked)]));
        let report = report(file, NOW, &[], "");
        assert!(report.in_words.contains("DataIntegrityProof, eddsa-rdfc-2022"), "{}", report.in_words);
        assert_eq!((report.issuer_host, report.can_pin), (None, false));
    }
    check("unsigned.json", "issuer.jwks.json", Refused, &and(&and(&NO_KEY, &unlooked), &[("proof", Fails)]));
}

#[track_caller]
fn time(file: &str, now: &str, verdict: Verdict, words: &str) {
    let report = report(file, now, &[], "issuer.jwks.json");
    let outcome = if verdict == Refused { Fails } else { Holds };
    holds_against(&report, verdict, &[("time", outcome)]);
    let time = report.checks.iter().find(|c| c.name == CheckName::Time).unwrap();
    assert!(time.in_words.contains(words), "{}", time.in_words);
}

#[test]
fn a_badge_is_good_from_its_first_moment_to_its_last() {
    time("ec.jwt", "2025-12-31T23:59:59.999Z", Refused, "not good yet: only from 1 January 2026, 00:00 UTC on");
    time("ec.jwt", "2026-01-01T00:00:00Z", Verified, "from 1 January 2026, 00:00 UTC until 1 January 2028, 00:00 UTC");
    time("ec.jwt", "2028-01-01T00:00:00Z", Verified, "until 1 January 2028");
    time("ec.jwt", "2028-01-01T00:00:00.001Z", Refused, "It was good until 1 January 2028, 00:00 UTC");
    time("endless.jwt", "2099-01-01T00:00:00Z", Verified, "names no end");
    // The end stands in the token alone.
    time("end-in-claim.jwt", "2028-01-01T00:00:00.001Z", Refused, "It was good until 1 January 2028");
}

#[test]
fn a_key_can_be_pinned_if_it_fits_and_nobody_vouches_for_it() {
    let unproven = badge("stranger.jwt").unwrap();
    let pin = unproven.pin(at(NOW)).unwrap();
    assert_eq!((pin.issuer.as_str(), pin.pinned_ms), (ISSUER, at(NOW)));
    assert!(unproven.check(at(NOW), &[], None).can_pin);
    let pinned = unproven.check(at(NOW), std::slice::from_ref(&pin), None);
    assert_eq!((pinned.verdict, pinned.can_pin), (Verified, false));
    assert_eq!(pinned.thumbprint.as_ref(), Some(&pin.thumbprint));
    assert!(!report("ec.jwt", NOW, &[], "issuer.jwks.json").can_pin, "the issuer vouches");
    for file in ["wrong-key.jwt", "eddsa.jwt", "short.jwt", "did.jwt", "differs-iss.jwt", "data-integrity.json"] {
        assert_eq!(badge(file).unwrap().pin(at(NOW)), None, "{file}");
    }
    assert_eq!(badge("long-issuer.jwt").unwrap().pin(at(NOW)), None, "its issuer's name is no name");
    assert!(!report("long-issuer.jwt", NOW, &[], "").can_pin);
    assert_eq!(unproven.pin(at("2029-01-01T00:00:00Z")), None, "its time is over");
}

#[test]
fn the_host_to_ask_is_the_issuers() {
    let host = |file: &str| badge(file).unwrap().issuer_host();
    assert_eq!(host("ec.jwt").as_deref(), Some("issuer.example"));
    assert_eq!(host("did.jwt").as_deref(), Some("did.example"));
    assert_eq!((host("no-address.jwt"), host("unsigned.json")), (None, None));
    assert_eq!(report("did.jwt", NOW, &[], "did.json").says.issuer, DID);
}

#[test]
fn what_a_badge_says_is_shown_as_short_plain_text() {
    let says = report("ec.jwt", NOW, &[], "").says;
    let shown = (says.name.as_str(), says.issuer_name.as_deref(), says.recipient.as_deref());
    assert_eq!(shown, ("AI Evaluator Certification", Some("Example Institute"), Some("Ada Example")));
    assert_eq!(says.valid_until.as_deref(), Some("2028-01-01T00:00:00Z"));
    let hostile = report("hostile.jwt", NOW, &[], "issuer.jwks.json");
    holds_against(&hostile, Verified, &[]);
    assert!(hostile.says.name.chars().count() <= 201);
    assert_eq!(hostile.says.issuer_name.as_deref(), Some("gro.live <script>alert(1)</script>"));
    assert_eq!(hostile.says.recipient, None);
    assert!(!format!("{hostile:?}").contains('\u{202e}'));
}

#[test]
fn a_file_without_a_readable_badge_says_what_to_do() {
    let refused = |file: &str, expected: BadgeError| {
        let error = badge(file).unwrap_err();
        assert_eq!(error, expected, "{file}");
        assert!(error.to_string().ends_with('.'), "{error}");
    };
    refused("compressed.png", BadgeError::Compressed);
    refused("plain.png", BadgeError::NoneInPicture(Picture::Png));
    refused("plain.svg", BadgeError::NoneInPicture(Picture::Svg));
    refused("entities.svg", BadgeError::OwnEntities);
    refused("older.png", BadgeError::Older);
    refused("older.json", BadgeError::Older);
    refused("encrypted.jwt", BadgeError::Encrypted);
    refused("selective.jwt", BadgeError::OtherForm("SD-JWT"));
    refused("twice.jwt", BadgeError::Json(JsonTrouble::Twice));
    refused("issuer.jwks.json", BadgeError::NoBadge);
    refused("pins.json", BadgeError::NoBadge);
    let read = |bytes: &[u8]| exam::badge::read("file", bytes).unwrap_err();
    assert_eq!(read(b""), BadgeError::NoBadge);
    assert_eq!(read(b"\xff\xd8\xff\xe0 JPEG"), BadgeError::NoBadge);
    assert_eq!(read(&vec![b'a'; 2 * 1024 * 1024 + 1]), BadgeError::TooLarge);
    assert_eq!(read(&[b"eyJ", vec![b'a'; 512 * 1024].as_slice()].concat()), BadgeError::TooLong);
}
