//! Random values, and hashes that the database alone cannot be searched with.

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD, HEXLOWER};
use hmac::{Hmac, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

pub type HmacSha256 = Hmac<Sha256>;

/// The server's key.
#[derive(Clone)]
pub struct Keys(SecretString);

impl Keys {
    pub fn new(server_key: SecretString) -> Self {
        Self(server_key)
    }

    fn keyed(&self, purpose: &str, value: &str) -> HmacSha256 {
        let mut mac = hmac_of(self.0.expose_secret().as_bytes());
        mac.update(purpose.as_bytes());
        mac.update(b"\0");
        mac.update(value.as_bytes());
        mac
    }

    /// The keyed hash under which a code or token is stored. `purpose` keeps kinds apart.
    pub fn hash(&self, purpose: &str, value: &str) -> String {
        HEXLOWER.encode(&self.keyed(purpose, value).finalize().into_bytes())
    }

    /// The token of a seat, from its nonce: 52 letters and digits, as random as the key. It is ClassMarker's `cm_user_id`
    /// and its one-use access code; the database holds only its hash.
    pub fn seat_token(&self, nonce: &str) -> SecretString {
        BASE32_NOPAD.encode(&self.keyed("seat token", nonce).finalize().into_bytes()).to_lowercase().into()
    }
}

/// An HMAC with a key of any length.
pub fn hmac_of(key: &[u8]) -> HmacSha256 {
    HmacSha256::new_from_slice(key).expect("an HMAC takes a key of any length")
}

/// 256 random bits in 43 letters, digits, `-` and `_`.
pub fn random_token() -> String {
    let mut bytes = [0; 32];
    fill(&mut bytes);
    BASE64URL_NOPAD.encode(&bytes)
}

/// Random digits, each equally likely.
pub fn random_digits(count: usize) -> String {
    random_from(b"0123456789", count)
}

/// A code that people read and type: no letter that looks like another.
pub fn random_code(length: usize) -> String {
    random_from(b"ABCDEFGHJKMNPQRSTVWXYZ23456789", length)
}

fn random_from(alphabet: &[u8], count: usize) -> String {
    let limit = 256 / alphabet.len() * alphabet.len();
    let mut chosen = String::new();
    while chosen.len() < count {
        let mut byte = [0; 1];
        fill(&mut byte);
        if usize::from(byte[0]) < limit {
            chosen.push(char::from(alphabet[usize::from(byte[0]) % alphabet.len()]));
        }
    }
    chosen
}

fn fill(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system has random numbers");
}

/// A new id, ordered by time.
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// Plain SHA-256 in lower-case hex, for what is no secret.
pub fn digest(value: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(value))
}

/// Compares without telling by its time where they differ.
pub fn same(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn purposes_are_kept_apart() {
        let keys = Keys::new("0123456789abcdef0123456789abcdef".to_owned().into());
        assert_ne!(keys.hash("a", "x"), keys.hash("b", "x"));
        assert_eq!(keys.hash("a", "x"), keys.hash("a", "x"));
        let token = keys.seat_token("n");
        assert_eq!(token.expose_secret().len(), 52);
        assert!(token.expose_secret().bytes().all(|b| b.is_ascii_alphanumeric()));
    }

    #[test]
    fn codes_have_their_length_and_letters() {
        assert!(random_digits(8).bytes().all(|b| b.is_ascii_digit()));
        assert_eq!(random_code(16).len(), 16);
        assert_ne!(random_token(), random_token());
    }
}
