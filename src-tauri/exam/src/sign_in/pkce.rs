//! What one sign-in proves itself with: PKCE with S256 (RFC 7636) and a state that is good once.

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};
use std::io;
use vault::Secret;

pub(crate) struct Proof {
    pub verifier: Secret,
    pub challenge: String,
    pub state: String,
}

impl Proof {
    pub(crate) fn new() -> io::Result<Proof> {
        let verifier = random()?;
        let challenge = challenge(&verifier);
        Ok(Proof { verifier: Secret::new(verifier), challenge, state: random()? })
    }
}

/// 256 random bits in 43 letters of `A-Z a-z 0-9 - _`.
pub(crate) fn random() -> io::Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(BASE64URL_NOPAD.encode(&bytes))
}

fn challenge(verifier: &str) -> String {
    BASE64URL_NOPAD.encode(&Sha256::digest(verifier.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_is_that_of_the_rfc() {
        // RFC 7636, appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(challenge(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn nothing_is_used_twice() {
        let (one, two) = (Proof::new().expect("random"), Proof::new().expect("random"));
        assert_eq!(one.verifier.reveal().len(), 43);
        assert!(one.verifier != two.verifier && one.state != two.state && one.state != one.verifier.reveal());
    }
}
