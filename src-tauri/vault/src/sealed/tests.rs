use super::*;
use proptest::prelude::*;

fn key(byte: u8) -> Key {
    Key::from_text(data_encoding::BASE64.encode(&[byte; 32]).as_bytes()).unwrap()
}

fn passphrase() -> Keyed {
    Keyed::Passphrase(Derivation { salt: [7; SALT_BYTES], memory_kib: 64 * 1024, passes: 3, lanes: 1 })
}

fn records(of: &[(&str, Purpose, &str)]) -> Records {
    of.iter().map(|(account, purpose, secret)| (((*account).to_owned(), *purpose), Secret::new(*secret))).collect()
}

fn some() -> Records {
    records(&[
        ("ada@example.org", Purpose::RefreshToken, "rt_the-first"),
        ("ada@example.org", Purpose::Handout, "ho_the-second"),
        ("", Purpose::Handout, ""),
        ("żółć", Purpose::RefreshToken, "§ 長い"),
    ])
}

/// The bytes with a checksum that holds.
fn checked(mut bytes: Vec<u8>) -> Vec<u8> {
    let checksum = Sha256::digest(&bytes);
    bytes.extend(checksum);
    bytes
}

/// The file without its checksum.
fn unchecked(bytes: &[u8]) -> Vec<u8> {
    bytes[..bytes.len() - CHECKSUM].to_vec()
}

#[test]
fn what_was_sealed_opens_under_its_key_alone() {
    for keyed in [Keyed::Keychain, passphrase()] {
        for records in [some(), Records::new()] {
            let sealed = Sealed::read(&seal(&keyed, &key(1), &records).unwrap()).unwrap();
            assert_eq!(sealed.keyed, keyed);
            assert_eq!(sealed.open(&key(1)), Ok(records));
            assert_eq!(sealed.open(&key(2)), Err(NotOpened::WrongKey));
        }
    }
}

#[test]
fn no_secret_stands_in_the_file_and_no_nonce_comes_twice() {
    let first = seal(&Keyed::Keychain, &key(1), &some()).unwrap();
    let second = seal(&Keyed::Keychain, &key(1), &some()).unwrap();
    for secret in ["rt_the-first", "ho_the-second"] {
        assert!(!first.windows(secret.len()).any(|window| window == secret.as_bytes()), "{secret}");
    }
    let nonces = |bytes: &[u8]| {
        let sealed = Sealed::read(bytes).unwrap();
        sealed.records.iter().map(|record| record.nonce).chain([sealed.seal_nonce]).collect::<Vec<_>>()
    };
    let mut all = [nonces(&first), nonces(&second)].concat();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 2 * (some().len() + 1));
}

#[test]
fn any_flipped_bit_is_damage() {
    for keyed in [Keyed::Keychain, passphrase()] {
        let whole = seal(&keyed, &key(1), &some()).unwrap();
        for place in 0..whole.len() {
            for bit in 0..8 {
                let mut bytes = whole.clone();
                bytes[place] ^= 1 << bit;
                assert_eq!(Sealed::read(&bytes).unwrap_err(), Unreadable::Damaged, "byte {place}, bit {bit}");
            }
        }
    }
}

/// Somebody who can compute a checksum, but has no key, gets nothing opened that was not sealed.
#[test]
fn any_change_under_a_new_checksum_opens_nothing_else() {
    for keyed in [Keyed::Keychain, passphrase()] {
        let whole = unchecked(&seal(&keyed, &key(1), &some()).unwrap());
        for place in 0..whole.len() {
            for bit in 0..8 {
                let mut bytes = whole.clone();
                bytes[place] ^= 1 << bit;
                let opened = Sealed::read(&checked(bytes)).map(|sealed| sealed.open(&key(1)));
                let refused = matches!(opened, Err(_) | Ok(Err(NotOpened::WrongKey)));
                assert!(refused, "byte {place}, bit {bit}: {opened:?}");
            }
        }
    }
}

#[test]
fn any_end_cut_off_is_damage() {
    let whole = seal(&passphrase(), &key(1), &some()).unwrap();
    for length in 0..whole.len() {
        assert_eq!(Sealed::read(&whole[..length]).unwrap_err(), Unreadable::Damaged, "{length} bytes");
        if length == whole.len() - CHECKSUM {
            continue; // With its checksum again, it is whole.
        }
        let rest = checked(whole[..length].to_vec());
        assert_eq!(Sealed::read(&rest).unwrap_err(), Unreadable::Damaged, "{length} bytes, checked");
    }
    let more = checked([&unchecked(&whole)[..], b"x"].concat());
    assert_eq!(Sealed::read(&more).unwrap_err(), Unreadable::Damaged);
}

#[test]
fn a_record_cannot_be_taken_out_or_put_elsewhere() {
    let key = key(1);
    let of = |account| records(&[(account, Purpose::Handout, "same length")]);
    let (one, other) =
        (seal(&Keyed::Keychain, &key, &of("a")).unwrap(), seal(&Keyed::Keychain, &key, &of("b")).unwrap());
    let (one, other) = (unchecked(&one), unchecked(&other));
    let seal_at = one.len() - NONCE - TAG;
    let count_at = MAGIC.len() + 2 + 1;

    let mut swapped = one.clone();
    swapped[count_at + 2..seal_at].copy_from_slice(&other[count_at + 2..seal_at]);
    assert_eq!(Sealed::read(&checked(swapped)).unwrap().open(&key), Err(NotOpened::WrongKey));

    let mut emptied = [&one[..count_at], &[0, 0], &one[seal_at..]].concat();
    assert_eq!(Sealed::read(&checked(emptied.clone())).unwrap().open(&key), Err(NotOpened::WrongKey));
    emptied[count_at] = 9;
    assert_eq!(Sealed::read(&checked(emptied)).unwrap_err(), Unreadable::Damaged);
}

#[test]
fn a_later_version_is_told_from_damage() {
    let mut later = unchecked(&seal(&Keyed::Keychain, &key(1), &some()).unwrap());
    later[MAGIC.len()] = 2;
    later.extend(b"whatever comes then");
    assert_eq!(Sealed::read(&checked(later.clone())).unwrap_err(), Unreadable::Newer);
    assert_eq!(Sealed::read(&later).unwrap_err(), Unreadable::Damaged);
    later[MAGIC.len()] = 0;
    assert_eq!(Sealed::read(&checked(later)).unwrap_err(), Unreadable::Damaged);
}

#[test]
fn a_derivation_beyond_its_bounds_is_not_begun() {
    let absurd = Keyed::Passphrase(Derivation { salt: [0; SALT_BYTES], memory_kib: u32::MAX, passes: 3, lanes: 1 });
    let bytes = seal(&absurd, &key(1), &some()).unwrap();
    assert_eq!(Sealed::read(&bytes).unwrap_err(), Unreadable::Damaged);
}

#[test]
fn the_largest_of_all_still_fits() {
    let account = |number: usize| format!("{number:0>width$}", width = MAX_ACCOUNT);
    let secret = "s".repeat(MAX_SECRET);
    let record = |number| ((account(number), Purpose::Handout), Secret::new(secret.clone()));
    let full: Records = (0..MAX_RECORDS).map(record).collect();
    let bytes = seal(&passphrase(), &key(1), &full).unwrap();
    assert!(bytes.len() <= MAX_FILE);
    assert_eq!(Sealed::read(&bytes).unwrap().open(&key(1)), Ok(full.clone()));

    let mut one_more = full;
    one_more.extend([record(MAX_RECORDS)]);
    let long_account = records(&[(&"a".repeat(MAX_ACCOUNT + 1), Purpose::Handout, "")]);
    let long_secret = records(&[("a", Purpose::Handout, &"s".repeat(MAX_SECRET + 1))]);
    for too_large in [one_more, long_account, long_secret] {
        assert!(matches!(seal(&Keyed::Keychain, &key(1), &too_large), Err(NotSealed::TooLarge)));
    }
}

proptest! {
    #[test]
    fn any_records_come_back(
        of in prop::collection::hash_map((".{0,40}", any::<bool>()), ".{0,200}", 0..8),
        byte in any::<u8>(),
    ) {
        let purpose = |first| if first { Purpose::RefreshToken } else { Purpose::Handout };
        let records: Records =
            of.into_iter().map(|((account, first), secret)| ((account, purpose(first)), Secret::new(secret))).collect();
        let bytes = seal(&Keyed::Keychain, &key(byte), &records).unwrap();
        prop_assert_eq!(Sealed::read(&bytes).unwrap().open(&key(byte)), Ok(records));
    }

    #[test]
    fn foreign_bytes_are_damage(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        prop_assert_eq!(Sealed::read(&bytes).unwrap_err(), Unreadable::Damaged);
        let disguised = checked([&MAGIC[..], &VERSION.to_le_bytes(), &bytes].concat());
        match Sealed::read(&disguised) {
            Err(unreadable) => prop_assert_eq!(unreadable, Unreadable::Damaged),
            Ok(sealed) => prop_assert_eq!(sealed.open(&key(1)), Err(NotOpened::WrongKey)),
        }
    }
}

/// A file as version 1 wrote it, for ever: later apps must open it.
#[test]
fn a_file_of_this_version_stays_readable() {
    let text = "QUFWQVVMVAoBAAIHBwcHBwcHBwcHBwcHBwcHAAABAAMAAAABAAAAAQABDwBhZGFAZXhhbXBsZS5vcmdZG/pjlorOV3Rnd2p2VScU\
        SueULGcw+OIXAAAAoLCrBVpoJ/Xi18BpVN/OrXuaK9sta7UEtZF+xHmK2S+m2dXKEOI+y7yZg5t8ksakGZoK/lckxvnrDUXxGSAH\
        sm+1afsdZsDKFxpYcEGNZEf+BxlsuRotiqyT8UY62aQ=";
    let bytes = data_encoding::BASE64.decode(text.as_bytes()).unwrap();
    let records = records(&[("ada@example.org", Purpose::RefreshToken, "rt_kept")]);
    assert_eq!(Sealed::read(&bytes).unwrap().open(&key(1)), Ok(records));
}
