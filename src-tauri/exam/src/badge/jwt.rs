//! A signed token (RFC 7515, compact): three parts in base64url, the second of them a badge.

use super::BadgeError;
use super::jwk::{Key, KeyTrouble};
use super::strict;
use super::words::{listed, quoted};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value};

/// The algorithms that the validator of the standard takes, and we.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Algorithm {
    Rs256,
    Es256,
}

impl Algorithm {
    pub fn word(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Es256 => "ES256",
        }
    }
}

/// What the header's `alg` asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked<'a> {
    Known(Algorithm),
    /// A signature by public key that this version cannot check.
    Other(&'a str),
    /// No signature, or one that everybody who can check it could have made.
    Worthless(&'a str),
}

#[derive(Debug, Clone)]
pub(super) struct Token {
    header: Map<String, Value>,
    pub payload: Map<String, Value>,
    /// The bytes that are signed: header and payload, as they stand in the file.
    pub signed: Vec<u8>,
    pub signature: Vec<u8>,
}

impl Token {
    pub fn read(text: &str) -> Result<Self, BadgeError> {
        let foreign = |byte: u8| !(byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte));
        // In base64url, “{” begins with this letter.
        if !text.starts_with('e') || text.bytes().any(foreign) {
            return Err(BadgeError::NoBadge);
        }
        if text.contains('~') {
            return Err(BadgeError::OtherForm("SD-JWT"));
        }
        let parts: Vec<&str> = text.split('.').take(6).collect();
        let [header, payload, signature] = parts[..] else {
            return Err(if parts.len() == 5 { BadgeError::Encrypted } else { BadgeError::BrokenToken });
        };
        let decoded = |part: &str| BASE64URL_NOPAD.decode(part.as_bytes()).map_err(|_| BadgeError::BrokenToken);
        Ok(Self {
            signed: format!("{header}.{payload}").into_bytes(),
            header: strict::object(&decoded(header)?)?,
            payload: strict::object(&decoded(payload)?)?,
            signature: decoded(signature)?,
        })
    }

    pub fn algorithm(&self) -> Asked<'_> {
        match self.header.get("alg").and_then(Value::as_str) {
            Some("RS256") => Asked::Known(Algorithm::Rs256),
            Some("ES256") => Asked::Known(Algorithm::Es256),
            None => Asked::Worthless("none"),
            Some(word) if word.eq_ignore_ascii_case("none") => Asked::Worthless("none"),
            Some(word) if word.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("hs")) => Asked::Worthless(word),
            Some(word) => Asked::Other(word),
        }
    }

    /// The address or the name of the key.
    pub fn key_id(&self) -> Option<&str> {
        self.header.get("kid").and_then(Value::as_str)
    }

    /// The key that stands in the header itself.
    pub fn own_key(&self) -> Option<Result<Key, KeyTrouble>> {
        self.header.get("jwk").map(|jwk| Key::read(jwk.as_object().ok_or(KeyTrouble::Malformed)?))
    }

    /// What is wrong with the header, as a sentence. Open Badges allow these four and no other.
    pub fn header_fault(&self) -> Option<String> {
        let others: Vec<&str> =
            self.header.keys().map(String::as_str).filter(|n| !["alg", "kid", "jwk", "typ"].contains(n)).collect();
        if others.contains(&"crit") {
            return Some(
                "Its header demands (by “crit”) what this version does not know, so it must be refused.".into(),
            );
        }
        if !others.is_empty() {
            let names = listed(others);
            return Some(format!("Its header carries what the standard does not allow there: {names}."));
        }
        let text = |name: &str| self.header.get(name).is_none_or(Value::is_string);
        if !text("alg") || !text("kid") || !text("typ") {
            return Some("Its header is not written as the standard asks.".into());
        }
        let other = self.header.get("typ").and_then(Value::as_str).filter(|typ| !names_a_badge(typ))?;
        Some(format!("Its header says that it is something else than a badge: {}.", quoted(other)))
    }
}

/// The word of the standard, and the two of the W3C's later one. Media types know no case, and their beginning may be left out
/// (RFC 7515, 4.1.9).
fn names_a_badge(typ: &str) -> bool {
    let typ = typ.to_ascii_lowercase();
    matches!(typ.strip_prefix("application/").unwrap_or(&typ), "jwt" | "vc+jwt" | "vc+ld+jwt")
}

#[cfg(test)]
mod tests {
    use super::super::JsonTrouble;
    use super::*;

    fn token(header: &str) -> Token {
        Token::read(&written(header)).unwrap()
    }

    fn written(header: &str) -> String {
        format!("{}.{}.AAAA", BASE64URL_NOPAD.encode(header.as_bytes()), BASE64URL_NOPAD.encode(b"{\"a\":1}"))
    }

    #[test]
    fn only_two_algorithms_are_known_and_some_are_worth_nothing() {
        let check = |alg: &str, expected: Asked<'_>| {
            assert_eq!(token(&format!("{{\"alg\":{alg}}}")).algorithm(), expected, "{alg}");
        };
        check("\"RS256\"", Asked::Known(Algorithm::Rs256));
        check("\"ES256\"", Asked::Known(Algorithm::Es256));
        for other in ["EdDSA", "PS256", "ES384", "ES256K", "rs256", "RS256 ", ""] {
            check(&format!("\"{other}\""), Asked::Other(other));
        }
        for worthless in ["HS256", "hs512"] {
            check(&format!("\"{worthless}\""), Asked::Worthless(worthless));
        }
        for none in ["\"none\"", "\"nOnE\"", "1", "null"] {
            check(none, Asked::Worthless("none"));
        }
    }

    #[test]
    fn a_header_holds_four_things_at_most() {
        let fault = |header: &str| token(header).header_fault().unwrap_or_default();
        let check = |header: &str, expected: &str| assert!(fault(header).contains(expected), "{}", fault(header));
        assert_eq!(fault(r#"{"alg":"RS256","kid":"k","jwk":{},"typ":"JWT"}"#), "");
        for typ in ["jwt", "Jwt", "vc+jwt", "VC+LD+JWT", "application/vc+jwt", "application/JWT"] {
            assert_eq!(fault(&format!(r#"{{"alg":"RS256","typ":"{typ}"}}"#)), "");
        }
        for typ in ["", "jws", "JWT ", "text/jwt", "application/application/jwt", "vc"] {
            check(&format!(r#"{{"alg":"RS256","typ":"{typ}"}}"#), "something else");
        }
        check(r#"{"alg":"RS256","crit":["exp"]}"#, "crit");
        check(r#"{"alg":"RS256","x5c":[],"b64":false}"#, "“b64”, “x5c”");
        check(r#"{"alg":"RS256","typ":"at+jwt"}"#, "“at+jwt”");
        check(r#"{"alg":"RS256","kid":7}"#, "not written");
    }

    #[test]
    fn what_is_no_token_of_three_parts_is_named() {
        let check = |text: &str, expected: BadgeError| assert_eq!(Token::read(text).err(), Some(expected), "{text}");
        check("hello", BadgeError::NoBadge);
        check("eyJ and more", BadgeError::NoBadge);
        check("www.example.edu", BadgeError::NoBadge);
        check("eyJ.a", BadgeError::BrokenToken);
        check("eyJ.a.b.c", BadgeError::BrokenToken);
        check("eyJ.a.b.c.d", BadgeError::Encrypted);
        check("eyJ.a.b~c~", BadgeError::OtherForm("SD-JWT"));
        for ending in [".A", ".AAB", ".AAA="] {
            let expected = if ending.contains("=") { BadgeError::NoBadge } else { BadgeError::BrokenToken };
            check(&written("{}").replace(".AAAA", ending), expected);
        }
        check(&written("{\"alg\":1,\"alg\":2}"), BadgeError::Json(JsonTrouble::Twice));
        check(&written("{]"), BadgeError::Json(JsonTrouble::Broken));
    }
}
