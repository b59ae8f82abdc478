//! Whatever is changed in a signed badge, it is not verified any more; whatever a file holds, reading it ends.

use crate::fixture::{at, badge, bytes, published};
use exam::badge::{Verdict, read};
use proptest::prelude::*;

const SIGNED: [&str; 5] = ["rsa.jwt", "ec.jwt", "ec-by-name.jwt", "unnamed-key.jwt", "baked.png"];

fn verified(bytes: &[u8]) -> bool {
    let keys = published("issuer.jwks.json");
    let now = at("2026-06-01T12:00:00Z");
    read("changed", bytes).is_ok_and(|badge| badge.check(now, &[], Some(&keys)).verdict == Verdict::Verified)
}

/// Every byte of a token, turned into each neighbour that differs from it in one bit.
#[test]
fn no_bit_of_a_token_can_be_turned() {
    let token = bytes("ec.jwt");
    assert!(verified(&token));
    for at in 0..token.len() {
        for bit in 0..8 {
            let mut changed = token.clone();
            changed[at] ^= 1 << bit;
            assert!(!verified(&changed), "byte {at}, bit {bit}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_byte_can_be_changed(file in 0..4usize, place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut token = bytes(SIGNED[file]);
        let at = place.index(token.len());
        prop_assume!(token[at] != byte);
        token[at] = byte;
        prop_assert!(!verified(&token));
    }

    #[test]
    fn nothing_can_be_cut_out_or_doubled(
        file in 0..4usize,
        places in any::<[prop::sample::Index; 2]>(),
        double in any::<bool>(),
    ) {
        let token = bytes(SIGNED[file]);
        let mut ends = places.map(|place| place.index(token.len()));
        ends.sort_unstable();
        let [from, to] = ends;
        prop_assume!(from < to);
        let middle: &[u8] = if double { &[&token[from..to], &token[from..to]].concat() } else { &[] };
        prop_assert!(!verified(&[&token[..from], middle, &token[to..]].concat()));
    }

    #[test]
    fn reading_ends_whatever_the_file_holds(
        file in 0..SIGNED.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20),
        noise in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let mut content = bytes(SIGNED[file]);
        for (place, byte) in changes {
            let at = place.index(content.len());
            content[at] = byte;
        }
        for bytes in [&content, &noise] {
            if let Ok(badge) = read("noise", bytes) {
                prop_assert_eq!(badge.check(0, &[], None).checks.len(), 15);
            }
        }
    }
}

/// A bound for hostile clocks: what no calendar holds is not good, and nothing breaks.
#[test]
fn no_clock_breaks_a_check() {
    let keys = published("issuer.jwks.json");
    for now in [i64::MIN, -1, 0, i64::MAX] {
        let report = badge("ec.jwt").unwrap().check(now, &[], Some(&keys));
        assert_ne!(report.verdict, Verdict::Verified, "{now}");
    }
}
