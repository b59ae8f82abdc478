//! ClassMarker's signature: standard Base64 of an HMAC-SHA256 over the body's bytes as they came.

use crate::keys::hmac_of;
use data_encoding::BASE64;
use hmac::Mac;
use secrecy::{ExposeSecret, SecretString};

pub const HEADER: &str = "x-classmarker-hmac-sha256";

/// Whether the header fits the body. The header can arrive doubled, joined by a comma: then its first part counts.
pub fn fits(phrase: &SecretString, body: &[u8], header: &str) -> bool {
    let first = header.split(',').next().unwrap_or_default().trim();
    let Ok(said) = BASE64.decode(first.as_bytes()) else { return false };
    let mut mac = hmac_of(phrase.expose_secret().as_bytes());
    mac.update(body);
    mac.verify_slice(&said).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As PHP writes JSON: with escaped slashes and letters.
    const BODY: &[u8] = br#"{"result":{"view_results_url":"https:\/\/www.classmarker.com\/view","first":"Zo\u00eb"}}"#;
    const PHRASE: &str = "phrase";
    /// `openssl dgst -sha256 -hmac phrase -binary | base64` over the bytes above.
    const SIGNED: &str = "pnYuBctWSWeqfDsSIDwJnS9mhQoBJc2ks03LdJ3Agmc=";

    #[test]
    fn the_bytes_as_they_came_are_what_is_signed() {
        let check = |body: &[u8], header: &str, expected: bool| {
            assert_eq!(fits(&PHRASE.to_owned().into(), body, header), expected, "{header}");
        };
        check(BODY, SIGNED, true);
        check(BODY, &format!("{SIGNED},{SIGNED}"), true);
        check(BODY, &format!("{SIGNED}, {SIGNED}"), true);
        check(BODY, &format!("{SIGNED},nonsense"), true);
        check(BODY, &format!("nonsense,{SIGNED}"), false);
        check(BODY, &format!(" {SIGNED} "), true);
        check(BODY, &SIGNED.to_lowercase(), false);
        check(BODY, SIGNED.trim_end_matches('='), false);
        check(BODY, "", false);
        check(BODY, ",", false);
        let rewritten = serde_json::to_vec(&serde_json::from_slice::<serde_json::Value>(BODY).unwrap()).unwrap();
        check(&rewritten, SIGNED, false);
        check(&BODY[1..], SIGNED, false);
        assert!(!fits(&"other".to_owned().into(), BODY, SIGNED));
    }
}
