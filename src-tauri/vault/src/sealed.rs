//! What stands in `vault.bin`.
//!
//! ```text
//! magic        8  "AAVAULT\n"
//! version      2  1
//! keyed        1  1: the key is in the keychain · 2: it is derived from a passphrase by argon2id
//!   salt      16    only for 2
//!   memory     4    KiB
//!   passes     4
//!   lanes      4
//! count        2  records
//!   purpose    1
//!   length     2    of the account, in bytes of UTF-8
//!   account
//!   nonce     24
//!   length     4    of what is sealed, with its tag
//!   sealed          XChaCha20-Poly1305; associated data: "record", version, purpose, account
//! nonce       24  of the seal
//! seal        16  the tag over nothing; associated data: everything before the nonce
//! checksum    32  SHA-256 of everything before
//! ```
//!
//! Numbers are little-endian. The checksum tells damage from a wrong key, so that a mistyped passphrase is not taken for
//! a broken disk; the seal holds against whoever can compute checksums. Magic, version and checksum stand in the same
//! place in every version: that is how an older app knows a newer file from a broken one.

use crate::key::{Derivation, Key, SALT_BYTES};
use crate::{Purpose, Secret};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io;
use zeroize::Zeroizing;

/// Bounds on what is written and on what is accepted.
const MAX_RECORDS: usize = 64;
const MAX_ACCOUNT: usize = 1024;
const MAX_SECRET: usize = 16 * 1024;
/// Above what all records at their largest come to.
pub(crate) const MAX_FILE: usize = 2 * 1024 * 1024;

const MAGIC: &[u8; 8] = b"AAVAULT\n";
const VERSION: u16 = 1;
const NONCE: usize = 24;
const TAG: usize = 16;
const CHECKSUM: usize = 32;
const KEYED_KEYCHAIN: u8 = 1;
const KEYED_PASSPHRASE: u8 = 2;

/// What is kept: by account and purpose.
pub(crate) type Records = HashMap<(String, Purpose), Secret>;

/// Where the key comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Keyed {
    Keychain,
    Passphrase(Derivation),
}

/// Why what was read is of no use, whatever the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unreadable {
    Damaged,
    /// Whole, and of a later version.
    Newer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotOpened {
    WrongKey,
    Damaged,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum NotSealed {
    #[error("more than a vault holds")]
    TooLarge,
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// A file that is whole, its records still sealed.
#[derive(Debug)]
pub(crate) struct Sealed {
    pub(crate) keyed: Keyed,
    records: Vec<SealedRecord>,
    /// All that the seal binds.
    bound: Vec<u8>,
    seal: Vec<u8>,
    seal_nonce: [u8; NONCE],
}

#[derive(Debug)]
struct SealedRecord {
    account: String,
    purpose: Purpose,
    nonce: [u8; NONCE],
    sealed: Vec<u8>,
}

/// The file's bytes.
pub(crate) fn seal(keyed: &Keyed, key: &Key, records: &Records) -> Result<Vec<u8>, NotSealed> {
    let too_large =
        |(account, secret): (&str, &Secret)| account.len() > MAX_ACCOUNT || secret.reveal().len() > MAX_SECRET;
    if records.len() > MAX_RECORDS || records.iter().any(|((account, _), secret)| too_large((account, secret))) {
        return Err(NotSealed::TooLarge);
    }
    let cipher = XChaCha20Poly1305::new(key.bytes().into());
    let mut out = head(keyed);
    put_length::<2>(&mut out, records.len());
    for ((account, purpose), secret) in records {
        out.push(purpose_code(*purpose));
        put_length::<2>(&mut out, account.len());
        out.extend(account.as_bytes());
        let bound = record_bound(account, *purpose);
        let (nonce, sealed) = encrypt(&cipher, secret.reveal().as_bytes(), &bound)?;
        out.extend(nonce);
        put_length::<4>(&mut out, sealed.len());
        out.extend(sealed);
    }
    let (nonce, tag) = encrypt(&cipher, b"", &out)?;
    out.extend(nonce);
    out.extend(tag);
    let checksum = Sha256::digest(&out);
    out.extend(checksum);
    Ok(out)
}

fn head(keyed: &Keyed) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.extend(VERSION.to_le_bytes());
    match keyed {
        Keyed::Keychain => out.push(KEYED_KEYCHAIN),
        Keyed::Passphrase(by) => {
            out.push(KEYED_PASSPHRASE);
            out.extend(by.salt);
            for number in [by.memory_kib, by.passes, by.lanes] {
                out.extend(number.to_le_bytes());
            }
        }
    }
    out
}

/// `length` is bounded by what `seal` checks, far below what `N` bytes hold.
fn put_length<const N: usize>(out: &mut Vec<u8>, length: usize) {
    out.extend(&length.to_le_bytes()[..N]);
}

fn purpose_code(purpose: Purpose) -> u8 {
    match purpose {
        Purpose::RefreshToken => 1,
        Purpose::Handout => 2,
    }
}

fn purpose_of(code: u8) -> Option<Purpose> {
    [Purpose::RefreshToken, Purpose::Handout].into_iter().find(|p| purpose_code(*p) == code)
}

/// The associated data of a record. It does not begin as a file does: no record can stand for a seal.
fn record_bound(account: &str, purpose: Purpose) -> Vec<u8> {
    [b"record", &VERSION.to_le_bytes()[..], &[purpose_code(purpose)], account.as_bytes()].concat()
}

fn encrypt(cipher: &XChaCha20Poly1305, text: &[u8], bound: &[u8]) -> io::Result<([u8; NONCE], Vec<u8>)> {
    let mut nonce = [0; NONCE];
    getrandom::fill(&mut nonce)?;
    let sealed = cipher
        .encrypt(&XNonce::from(nonce), Payload { msg: text, aad: bound })
        .map_err(|_| io::Error::other("could not seal"))?;
    Ok((nonce, sealed))
}

fn decrypt(cipher: &XChaCha20Poly1305, nonce: [u8; NONCE], sealed: &[u8], bound: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    cipher.decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: bound }).ok().map(Zeroizing::new)
}

impl Sealed {
    /// Checks that the file is whole. No key is needed.
    pub(crate) fn read(bytes: &[u8]) -> Result<Sealed, Unreadable> {
        let (rest, checksum) = bytes.split_last_chunk::<CHECKSUM>().ok_or(Unreadable::Damaged)?;
        if !rest.starts_with(MAGIC) || Sha256::digest(rest)[..] != checksum[..] {
            return Err(Unreadable::Damaged);
        }
        let mut reader = Reader(&rest[MAGIC.len()..]);
        match reader.number::<2>() {
            Some(version) if version > u64::from(VERSION) => return Err(Unreadable::Newer),
            Some(version) if version == u64::from(VERSION) => (),
            _ => return Err(Unreadable::Damaged),
        }
        reader.body(rest).ok_or(Unreadable::Damaged)
    }

    pub(crate) fn open(&self, key: &Key) -> Result<Records, NotOpened> {
        let cipher = XChaCha20Poly1305::new(key.bytes().into());
        decrypt(&cipher, self.seal_nonce, &self.seal, &self.bound).ok_or(NotOpened::WrongKey)?;
        let mut records = Records::new();
        for record in &self.records {
            let bound = record_bound(&record.account, record.purpose);
            let text = decrypt(&cipher, record.nonce, &record.sealed, &bound).ok_or(NotOpened::Damaged)?;
            let secret = Secret::new(std::str::from_utf8(&text).map_err(|_| NotOpened::Damaged)?);
            if records.insert((record.account.clone(), record.purpose), secret).is_some() {
                return Err(NotOpened::Damaged);
            }
        }
        Ok(records)
    }
}

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn number<const N: usize>(&mut self) -> Option<u64> {
        let mut wide = [0; 8];
        wide[..N].copy_from_slice(self.take(N)?);
        Some(u64::from_le_bytes(wide))
    }

    fn length<const N: usize>(&mut self, most: usize) -> Option<usize> {
        usize::try_from(self.number::<N>()?).ok().filter(|length| *length <= most)
    }

    fn number_u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    /// All after the version. `whole` is the file without its checksum.
    fn body(mut self, whole: &[u8]) -> Option<Sealed> {
        let keyed = self.keyed()?;
        let count = self.length::<2>(MAX_RECORDS)?;
        let records = (0..count).map(|_| self.record()).collect::<Option<Vec<_>>>()?;
        let bound = &whole[..whole.len() - self.0.len()];
        let seal_nonce = self.array()?;
        let seal = self.take(TAG)?;
        self.0.is_empty().then(|| Sealed { keyed, records, bound: bound.to_vec(), seal: seal.to_vec(), seal_nonce })
    }

    fn keyed(&mut self) -> Option<Keyed> {
        match self.take(1)? {
            [KEYED_KEYCHAIN] => Some(Keyed::Keychain),
            [KEYED_PASSPHRASE] => {
                let salt = self.array::<SALT_BYTES>()?;
                let by = Derivation {
                    salt,
                    memory_kib: self.number_u32()?,
                    passes: self.number_u32()?,
                    lanes: self.number_u32()?,
                };
                by.is_sane().then_some(Keyed::Passphrase(by))
            }
            _ => None,
        }
    }

    fn record(&mut self) -> Option<SealedRecord> {
        let purpose = purpose_of(self.take(1)?[0])?;
        let length = self.length::<2>(MAX_ACCOUNT)?;
        let account = std::str::from_utf8(self.take(length)?).ok()?.to_owned();
        let nonce = self.array()?;
        let length = self.length::<4>(MAX_SECRET + TAG)?;
        Some(SealedRecord { account, purpose, nonce, sealed: self.take(length)?.to_vec() })
    }
}

#[cfg(test)]
mod tests;
