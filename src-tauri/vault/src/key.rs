//! The key that seals: random for the keychain, or derived from a passphrase.

use crate::Secret;
use argon2::{Algorithm, Argon2, Block, Params, Version};
use data_encoding::BASE64;
use std::io;
use std::ops::RangeInclusive;
use zeroize::Zeroizing;

pub(crate) const KEY_BYTES: usize = 32;
pub(crate) const SALT_BYTES: usize = 16;
/// 32 bytes in base64.
const TEXT_BYTES: usize = 44;

/// A key of 32 bytes. On the heap, so that moving it leaves no copy behind; zeroed when dropped.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Key(Box<Zeroizing<[u8; KEY_BYTES]>>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

impl Key {
    fn blank() -> Key {
        Key(Box::new(Zeroizing::new([0; KEY_BYTES])))
    }

    pub(crate) fn random() -> io::Result<Key> {
        let mut key = Key::blank();
        getrandom::fill(&mut key.0[..])?;
        Ok(key)
    }

    /// Base64: KWallet keeps nothing but text.
    pub(crate) fn to_text(&self) -> Zeroizing<[u8; TEXT_BYTES]> {
        let mut text = Zeroizing::new([0; TEXT_BYTES]);
        BASE64.encode_mut(&self.0[..], &mut text[..]);
        text
    }

    /// None for anything but the text of a key.
    pub(crate) fn from_text(text: &[u8]) -> Option<Key> {
        if text.len() != TEXT_BYTES {
            return None;
        }
        let mut bytes = Zeroizing::new([0; KEY_BYTES + 1]);
        let decoded = BASE64.decode_mut(text, &mut bytes[..]).ok()?;
        if decoded != KEY_BYTES {
            return None;
        }
        let mut key = Key::blank();
        key.0.copy_from_slice(&bytes[..KEY_BYTES]);
        Some(key)
    }

    pub(crate) fn bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    /// Takes about a sixth of a second and 64 MiB: not for an asynchronous thread.
    pub(crate) fn derive(passphrase: &Secret, by: &Derivation) -> io::Result<Key> {
        let params = Params::new(by.memory_kib, by.passes, by.lanes, Some(KEY_BYTES))
            .map_err(|e| io::Error::other(e.to_string()))?;
        let mut blocks = Zeroizing::new(Vec::new());
        blocks.try_reserve_exact(params.block_count()).map_err(|_| io::ErrorKind::OutOfMemory)?;
        blocks.resize(params.block_count(), Block::new());
        let mut key = Key::blank();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into_with_memory(passphrase.reveal().as_bytes(), &by.salt, &mut key.0[..], &mut blocks[..])
            .map_err(|e| io::Error::other(e.to_string()))?;
        Ok(key)
    }
}

/// How a key comes from a passphrase by argon2id; stands in the file's header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Derivation {
    pub(crate) salt: [u8; SALT_BYTES],
    pub(crate) memory_kib: u32,
    pub(crate) passes: u32,
    pub(crate) lanes: u32,
}

impl Derivation {
    /// RFC 9106's second recommended option has 64 MiB and 3 passes, for machines that cannot spare 2 GiB. Its four
    /// lanes help only where they run side by side; this is one thread's work, so there is one lane. 0.15 s on two
    /// slow cores: felt by whoever tries a million passphrases, not by whoever types one.
    pub(crate) fn fresh() -> io::Result<Derivation> {
        let mut salt = [0; SALT_BYTES];
        getrandom::fill(&mut salt)?;
        Ok(Derivation { salt, memory_kib: 64 * 1024, passes: 3, lanes: 1 })
    }

    /// What is accepted from a file: room for later versions to grow, none to take all memory or hours. The lower bound
    /// is OWASP's, which trades memory for passes.
    pub(crate) fn is_sane(&self) -> bool {
        const LEAST: [(u32, u32); 5] = [(46, 1), (19, 2), (12, 3), (9, 4), (7, 5)];
        const MOST_KIB: u32 = 256 * 1024;
        const PASSES: RangeInclusive<u32> = 1..=10;
        const LANES: RangeInclusive<u32> = 1..=4;
        let hard_enough = LEAST.iter().any(|(mib, passes)| self.memory_kib >= mib * 1024 && self.passes >= *passes);
        hard_enough && self.memory_kib <= MOST_KIB && PASSES.contains(&self.passes) && LANES.contains(&self.lanes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_its_text() {
        let key = Key::random().unwrap();
        assert_eq!(Key::from_text(&key.to_text()[..]), Some(key));
    }

    #[test]
    fn only_the_text_of_a_key_is_one() {
        for text in ["", "x", &"A".repeat(43), &"A".repeat(44), &"!".repeat(44), &"A".repeat(48)] {
            assert_eq!(Key::from_text(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn two_keys_differ() {
        assert_ne!(Key::random().unwrap(), Key::random().unwrap());
    }

    /// Against the reference program of argon2's authors: `printf … | argon2 … -id -v 13 -r`.
    #[test]
    fn derives_as_the_reference_does() {
        let by = Derivation { salt: *b"somesaltsomesalt", memory_kib: 19 * 1024, passes: 2, lanes: 1 };
        let key = Key::derive(&Secret::new("a passphrase"), &by).unwrap();
        assert_eq!(
            data_encoding::HEXLOWER.encode(key.bytes()),
            "08fb862ac891a571d87c788616d45bfd2aed97c0b27daf5facb88813bb5bd560"
        );
    }

    #[test]
    fn two_derivations_differ_in_their_salt() {
        assert_ne!(Derivation::fresh().unwrap().salt, Derivation::fresh().unwrap().salt);
    }

    #[test]
    fn parameters_are_neither_too_easy_nor_endless() {
        let check = |memory_kib, passes, lanes, sane: bool| {
            let by = Derivation { salt: [0; SALT_BYTES], memory_kib, passes, lanes };
            assert_eq!(by.is_sane(), sane, "{by:?}");
        };
        let fresh = Derivation::fresh().unwrap();
        check(fresh.memory_kib, fresh.passes, fresh.lanes, true);
        for (mib, passes) in [(46, 1), (19, 2), (12, 3), (9, 4), (7, 5)] {
            check(mib * 1024, passes, 1, true);
            check(mib * 1024 - 1, passes, 1, false);
            check(mib * 1024, passes - 1, 1, false);
        }
        check(256 * 1024, 10, 4, true);
        check(256 * 1024 + 1, 3, 1, false);
        check(u32::MAX, 3, 1, false);
        check(64 * 1024, 11, 1, false);
        check(64 * 1024, 3, 0, false);
        check(64 * 1024, 3, 5, false);
    }
}
