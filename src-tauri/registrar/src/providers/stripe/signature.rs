//! The `Stripe-Signature` check.

use crate::keys::hmac_of;
use data_encoding::HEXLOWER_PERMISSIVE;
use hmac::Mac;
use secrecy::{ExposeSecret, SecretString};

/// Stamps further away than this, in either direction, are refused.
const TOLERANCE_S: u64 = 300;

/// Why an event is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureFault {
    #[error("there is no signature, or it is not written as one")]
    Header,
    #[error("no signature of a kind that we check")]
    NoneKnown,
    #[error("no signature fits")]
    Wrong,
    #[error("the signature is too old, or from the future")]
    Age,
}

/// Whether `body`, byte for byte, was signed with `secret` near `now_s`. Any of several signatures will do: there are more than
/// one while a secret is being rolled over.
pub fn check_signature(header: &str, body: &[u8], secret: &SecretString, now_s: i64) -> Result<(), SignatureFault> {
    let (stamp, signatures) = read(header)?;
    let at_s: i64 = stamp.parse().map_err(|_| SignatureFault::Header)?;
    let mut expected = hmac_of(secret.expose_secret().as_bytes());
    expected.update(stamp.as_bytes());
    expected.update(b".");
    expected.update(body);
    // Each is compared, in constant time, whichever fits.
    let fits = signatures.iter().fold(false, |fits, given| expected.clone().verify_slice(given).is_ok() | fits);
    match (fits, now_s.abs_diff(at_s) <= TOLERANCE_S) {
        (true, true) => Ok(()),
        (true, false) => Err(SignatureFault::Age),
        (false, _) => Err(SignatureFault::Wrong),
    }
}

/// The stamp as it was written, and every `v1` that is hex.
fn read(header: &str) -> Result<(&str, Vec<Vec<u8>>), SignatureFault> {
    let (mut stamp, mut signatures) = (None, Vec::new());
    for item in header.split(',') {
        let (key, value) = item.split_once('=').ok_or(SignatureFault::Header)?;
        if value.contains('=') {
            return Err(SignatureFault::Header);
        }
        match key.trim() {
            "t" => stamp = Some(value),
            "v1" => signatures.extend(HEXLOWER_PERMISSIVE.decode(value.as_bytes()).ok()),
            _ => {}
        }
    }
    let stamp = stamp.filter(|s| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit()));
    let stamp = stamp.ok_or(SignatureFault::Header)?;
    match signatures.is_empty() {
        true => Err(SignatureFault::NoneKnown),
        false => Ok((stamp, signatures)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;
    use proptest::prelude::*;

    const NOW: i64 = 1_795_442_520;
    const BODY: &[u8] = br#"{"id":"evt_1","object":"event"}"#;

    fn sign(secret: &str, stamp: &str, body: &[u8]) -> String {
        let mut mac = hmac_of(secret.as_bytes());
        mac.update(format!("{stamp}.").as_bytes());
        mac.update(body);
        HEXLOWER.encode(&mac.finalize().into_bytes())
    }

    fn check(header: &str, expected: Result<(), SignatureFault>) {
        let secret = SecretString::from("whsec_now");
        assert_eq!(check_signature(header, BODY, &secret, NOW), expected, "{header}");
    }

    #[test]
    fn a_header_is_read_as_it_is_written() {
        use SignatureFault::{Header, NoneKnown, Wrong};
        let good = sign("whsec_now", &NOW.to_string(), BODY);
        let other = sign("whsec_old", &NOW.to_string(), BODY);
        check(&format!("t={NOW},v1={good}"), Ok(()));
        check(&format!("v1={good},t={NOW}"), Ok(()));
        check(&format!("t={NOW},v1={},v0={other}", good.to_uppercase()), Ok(()));
        // While a secret is rolled over there are two, in any order; what is no hex is passed over.
        check(&format!("t={NOW},v1={other},v1={good}"), Ok(()));
        check(&format!("t={NOW},v1={good},v1={other}"), Ok(()));
        check(&format!("t={NOW},v1=nothex,v1={good},v0=zz"), Ok(()));
        check(&format!("t={NOW},v1={other}"), Err(Wrong));
        check(&format!("t={NOW},v1={}", &good[2..]), Err(Wrong));
        check(&format!("t={NOW},v0={good}"), Err(NoneKnown));
        check(&format!("t={NOW},v1=nothex"), Err(NoneKnown));
        check(&format!("t={NOW}"), Err(NoneKnown));
        check("", Err(Header));
        check(&format!("v1={good}"), Err(Header));
        check(&format!("t=,v1={good}"), Err(Header));
        check(&format!("t=-5,v1={good}"), Err(Header));
        check(&format!("t=99999999999999999999,v1={good}"), Err(Header));
        check(&format!("t={NOW},v1={good},"), Err(Header));
        check(&format!("t={NOW},v1={good},odd"), Err(Header));
        check(&format!("t={NOW},v1={good},odd=1=2"), Err(Header));
    }

    #[test]
    fn age_counts_in_both_directions() {
        for (seconds, expected) in [
            (0, Ok(())),
            (300, Ok(())),
            (-300, Ok(())),
            (301, Err(SignatureFault::Age)),
            (-301, Err(SignatureFault::Age)),
        ] {
            let at = (NOW + seconds).to_string();
            check(&format!("t={at},v1={}", sign("whsec_now", &at, BODY)), expected);
        }
        // A changed stamp is a wrong signature, not an old one.
        let fresh = NOW.to_string();
        check(&format!("t={fresh},v1={}", sign("whsec_now", "1", BODY)), Err(SignatureFault::Wrong));
    }

    proptest! {
        #[test]
        fn no_other_body_or_secret_fits(body in any::<Vec<u8>>(), secret in "[a-z]{1,20}") {
            let header = format!("t={NOW},v1={}", sign("whsec_now", &NOW.to_string(), BODY));
            let now = SecretString::from("whsec_now");
            prop_assume!(body != BODY);
            prop_assert!(check_signature(&header, &body, &now, NOW).is_err());
            prop_assert!(check_signature(&header, BODY, &secret.into(), NOW).is_err());
        }

        #[test]
        fn no_header_is_too_odd(header in any::<String>()) {
            let secret = SecretString::from("whsec_now");
            prop_assert!(check_signature(&header, BODY, &secret, NOW).is_err());
        }
    }
}
