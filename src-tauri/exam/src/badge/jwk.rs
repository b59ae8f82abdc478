//! Public keys as JSON (RFC 7517), their thumbprints (RFC 7638), and whether a signature is theirs.

use super::jwt::Algorithm;
use data_encoding::BASE64URL_NOPAD;
use ring::signature::{ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// Why a key is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum KeyTrouble {
    #[error("is not written as a public key has to be")]
    Malformed,
    #[error("is of a kind that this version does not check")]
    Kind,
    #[error("is too weak: RSA keys need 2048 bits at least")]
    Weak,
    #[error("comes with its secret half, so that anyone could have signed")]
    Private,
    #[error("is not meant for signatures")]
    NotForSigning,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    half: Half,
    /// The members that make the key, as RFC 7638 writes them.
    pub jwk: String,
    /// SHA-256 of these, in base64url.
    pub thumbprint: String,
    /// Its owner lets it sign by this algorithm alone.
    only: Option<String>,
}

/// The public half.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Half {
    Rsa { n: Vec<u8>, e: Vec<u8> },
    P256 { point: Vec<u8> },
}

impl Key {
    pub fn read(jwk: &Map<String, Value>) -> Result<Self, KeyTrouble> {
        if ["d", "p", "q", "dp", "dq", "qi", "oth", "k"].iter().any(|secret| jwk.contains_key(*secret)) {
            return Err(KeyTrouble::Private);
        }
        for_signatures(jwk)?;
        let only = match jwk.get("alg") {
            None => None,
            Some(alg) => Some(alg.as_str().ok_or(KeyTrouble::Malformed)?.to_owned()),
        };
        let (half, jwk) = match text(jwk, "kty")? {
            "RSA" => rsa(jwk)?,
            "EC" => p256(jwk)?,
            _ => return Err(KeyTrouble::Kind),
        };
        let thumbprint = BASE64URL_NOPAD.encode(&Sha256::digest(&jwk));
        Ok(Self { half, jwk, thumbprint, only })
    }

    /// The key may sign by this algorithm.
    pub fn suits(&self, algorithm: Algorithm) -> bool {
        let kind = match self.half {
            Half::Rsa { .. } => algorithm == Algorithm::Rs256,
            Half::P256 { .. } => algorithm == Algorithm::Es256,
        };
        kind && self.only.as_deref().is_none_or(|only| only == algorithm.word())
    }

    /// The signature is this key's, over these bytes. The algorithm is the key's own.
    pub fn signed(&self, bytes: &[u8], signature: &[u8]) -> bool {
        match &self.half {
            Half::Rsa { n, e } => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, bytes, signature).is_ok()
            }
            Half::P256 { point } => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(bytes, signature).is_ok()
            }
        }
    }
}

fn for_signatures(jwk: &Map<String, Value>) -> Result<(), KeyTrouble> {
    if jwk.get("use").is_some_and(|purpose| purpose != "sig") {
        return Err(KeyTrouble::NotForSigning);
    }
    match jwk.get("key_ops") {
        None => Ok(()),
        Some(Value::Array(purposes)) if purposes.iter().any(|purpose| purpose == "verify") => Ok(()),
        Some(_) => Err(KeyTrouble::NotForSigning),
    }
}

fn rsa(jwk: &Map<String, Value>) -> Result<(Half, String), KeyTrouble> {
    let (n, e) = (bytes(jwk, "n")?, bytes(jwk, "e")?);
    // RFC 7518 asks for the fewest octets: another spelling of the same number would give another thumbprint.
    let odd = |number: &[u8]| number.first().is_some_and(|b| *b != 0) && number.last().is_some_and(|b| b % 2 == 1);
    if !odd(&n) || !odd(&e) || n.len() > 1024 || e.len() > 4 || e == [1] {
        return Err(KeyTrouble::Malformed);
    }
    let bits = n.len() * 8 - n.first().map_or(0, |b| b.leading_zeros() as usize);
    if bits < 2048 {
        return Err(KeyTrouble::Weak);
    }
    let (e_text, n_text) = (text(jwk, "e")?, text(jwk, "n")?);
    Ok((Half::Rsa { n, e }, format!(r#"{{"e":"{e_text}","kty":"RSA","n":"{n_text}"}}"#)))
}

fn p256(jwk: &Map<String, Value>) -> Result<(Half, String), KeyTrouble> {
    if text(jwk, "crv")? != "P-256" {
        return Err(KeyTrouble::Kind);
    }
    let (x, y) = (bytes(jwk, "x")?, bytes(jwk, "y")?);
    if x.len() != 32 || y.len() != 32 {
        return Err(KeyTrouble::Malformed);
    }
    let (x_text, y_text) = (text(jwk, "x")?, text(jwk, "y")?);
    let jwk = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x_text}","y":"{y_text}"}}"#);
    // Whether the point lies on the curve is looked at when it is used.
    Ok((Half::P256 { point: [&[4], x.as_slice(), y.as_slice()].concat() }, jwk))
}

fn text<'a>(jwk: &'a Map<String, Value>, name: &str) -> Result<&'a str, KeyTrouble> {
    jwk.get(name).and_then(Value::as_str).ok_or(KeyTrouble::Malformed)
}

/// Base64url, strictly: no padding, no stray bits, so that one key has one spelling.
fn bytes(jwk: &Map<String, Value>, name: &str) -> Result<Vec<u8>, KeyTrouble> {
    BASE64URL_NOPAD.decode(text(jwk, name)?.as_bytes()).map_err(|_| KeyTrouble::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// The example of RFC 7638, 3.1.
    fn rfc() -> Value {
        json!({
            "kty": "RSA",
            "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3\
                  oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHz\
                  u6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8a\
                  wapJzKnqDKgw",
            "e": "AQAB",
            "alg": "RS256",
            "kid": "2011-04-29"
        })
    }

    fn curve() -> Value {
        let coordinate = BASE64URL_NOPAD.encode(&[7; 32]);
        json!({ "kty": "EC", "crv": "P-256", "x": coordinate, "y": coordinate })
    }

    fn read(jwk: &Value) -> Result<Key, KeyTrouble> {
        Key::read(jwk.as_object().unwrap())
    }

    #[test]
    fn the_thumbprint_is_that_of_the_rfc() {
        assert_eq!(read(&rfc()).unwrap().thumbprint, "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    #[test]
    fn a_key_serves_its_own_algorithm() {
        let suits = |jwk: &Value| [Algorithm::Rs256, Algorithm::Es256].map(|a| read(jwk).unwrap().suits(a));
        assert_eq!(suits(&rfc()), [true, false]);
        assert_eq!(suits(&curve()), [false, true]);
        let mut other = rfc();
        other["alg"] = json!("PS256");
        assert_eq!(suits(&other), [false, false]);
    }

    #[track_caller]
    fn check(mut jwk: Value, name: &str, value: Value, expected: KeyTrouble) {
        jwk[name] = value;
        assert_eq!(read(&jwk).err(), Some(expected), "{name}");
    }

    #[test]
    fn what_is_no_sound_public_key_is_refused() {
        let number = |bytes: &[u8]| json!(BASE64URL_NOPAD.encode(bytes));
        check(rfc(), "kty", json!("oct"), KeyTrouble::Kind);
        check(rfc(), "kty", json!(1), KeyTrouble::Malformed);
        check(rfc(), "d", json!("AQAB"), KeyTrouble::Private);
        check(rfc(), "use", json!("enc"), KeyTrouble::NotForSigning);
        check(rfc(), "key_ops", json!(["encrypt"]), KeyTrouble::NotForSigning);
        check(rfc(), "n", number(&[0xff; 128]), KeyTrouble::Weak);
        check(rfc(), "n", number(&[[0x7f].as_slice(), &[0xff; 255]].concat()), KeyTrouble::Weak);
        check(rfc(), "n", number(&[[0].as_slice(), &[0xff; 256]].concat()), KeyTrouble::Malformed);
        check(rfc(), "n", number(&[0xff; 1025]), KeyTrouble::Malformed);
        check(rfc(), "n", number(&[0xfe; 256]), KeyTrouble::Malformed);
        check(rfc(), "e", json!("AQ"), KeyTrouble::Malformed);
        check(rfc(), "e", json!("AQAB="), KeyTrouble::Malformed);
        check(rfc(), "e", json!("AR"), KeyTrouble::Malformed);
        check(rfc(), "e", json!(""), KeyTrouble::Malformed);
        check(rfc(), "alg", json!(256), KeyTrouble::Malformed);
        check(curve(), "crv", json!("P-384"), KeyTrouble::Kind);
        check(curve(), "x", number(&[7; 31]), KeyTrouble::Malformed);
        check(curve(), "y", json!(null), KeyTrouble::Malformed);
    }

    #[test]
    fn a_point_off_the_curve_signs_nothing() {
        assert!(!read(&curve()).unwrap().signed(b"text", &[1; 64]));
    }
}
