//! A badge file (Open Badges 3.0) looked at on this computer: what it says, how it is signed, and what of that was checked.
//!
//! Checked are tokens signed by RS256 or ES256 (VC-JWT), against keys that the issuer publishes or the learner has pinned.
//! The issuer's are those that stand at its own address or beneath it, or where the document at that address says; what else
//! stands at the same host may be anybody's.
//! Other kinds of proof are named and reported as not checked; a key that only stands in the file proves that nothing was
//! changed, not who signed. No JSON-LD context, schema, status list or picture is ever loaded.
//!
//! [`read`] and [`Badge::check`] are pure. [`ask_issuer`] is the one step that uses the network, and only if it is called.

mod ask;
mod carrier;
mod checks;
mod credential;
mod jwk;
mod jwt;
mod place;
mod published;
mod reach;
mod report;
mod signer;
mod strict;
mod words;

#[cfg(test)]
pub(crate) use ask::tests as issuers;
pub use ask::{AskError, ask_issuer};
pub use credential::Says;
pub use published::{NoKeys, Published};
pub use reach::Reach;
pub use report::{Check, CheckName, Outcome, Report, Verdict};
pub use strict::JsonTrouble;

use credential::Credential;
use jwt::Token;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A key that the learner has decided to believe, for one issuer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// The issuer's identifier, exactly as badges name it.
    pub issuer: String,
    /// RFC 7638, SHA-256 in base64url.
    pub thumbprint: String,
    /// The public key as JSON.
    pub jwk: String,
    pub pinned_ms: i64,
}

/// A badge that was read: what it says, and how it is signed. Nothing of it has been checked.
#[derive(Debug, Clone)]
pub struct Badge {
    file_name: String,
    credential: Credential,
    signing: Signing,
}

#[derive(Debug, Clone)]
enum Signing {
    Token(Box<Token>),
    /// The kinds of the proofs that stand in the credential.
    Embedded(Vec<String>),
    Unsigned,
}

/// The kind of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    Png,
    Svg,
}

impl std::fmt::Display for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Png => "PNG",
            Self::Svg => "SVG",
        })
    }
}

/// Why a file could not be read as a badge, and what mends it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadgeError {
    #[error(
        "This file holds no Open Badge. Choose the badge itself: a .jwt, .json, .png or .svg file from its issuer."
    )]
    NoBadge,
    #[error(
        "No Open Badge is baked into this {0} picture; copying or resizing a picture loses it. Download it anew from the \
         issuer, or ask for the .jwt or .json file."
    )]
    NoneInPicture(Picture),
    #[error("This {0} picture is damaged and could not be read to its badge. Download it anew from the issuer.")]
    BrokenPicture(Picture),
    #[error(
        "The badge in this picture is compressed, which the standard does not allow. Ask the issuer for the .jwt or .json \
         file."
    )]
    Compressed,
    #[error(
        "This picture defines entities of its own, and they are never resolved here. Ask the issuer for the .jwt or .json \
         file."
    )]
    OwnEntities,
    #[error("This is a badge of an earlier standard; version 3.0 is read here. Ask the issuer for an Open Badge 3.0.")]
    Older,
    #[error("This file is larger than 2 MiB. Choose the badge itself, or ask the issuer for the .jwt or .json file.")]
    TooLarge,
    #[error("The badge in this file is larger than 512 KiB. Ask the issuer for one without pictures inside.")]
    TooLong,
    #[error("This badge is encrypted. Ask the issuer for one that everybody may read.")]
    Encrypted,
    #[error("This badge is signed as {0}, which this version does not read. Ask the issuer for a .jwt file (VC-JWT).")]
    OtherForm(&'static str),
    #[error("This signed badge is damaged: part of it is missing or was changed. Download it anew from the issuer.")]
    BrokenToken,
    #[error(
        "The text of this badge {0}, so that it has no certain meaning. Download it anew, or ask the issuer to mend it."
    )]
    Json(#[from] JsonTrouble),
    #[error("This file holds two badges in one, so that it has no certain meaning. Ask the issuer for each by itself.")]
    TwoBadges,
}

/// Reads a badge from a file's bytes: a signed token as text, JSON, or a PNG or SVG picture with either baked into it.
/// What the file is, its bytes tell; its name is only shown.
pub fn read(file_name: &str, bytes: &[u8]) -> Result<Badge, BadgeError> {
    let text = carrier::text(bytes)?;
    let (credential, signing) = if text.starts_with('{') { json(&text)? } else { token(&text)? };
    Ok(Badge { file_name: words::shown(file_name, 120), credential, signing })
}

fn token(text: &str) -> Result<(Credential, Signing), BadgeError> {
    let token = Token::read(text)?;
    Ok((Credential::signed(&token.payload)?, Signing::Token(Box::new(token))))
}

fn json(text: &str) -> Result<(Credential, Signing), BadgeError> {
    let body = strict::object(text.as_bytes())?;
    if let Some(inside) = enveloped(&body) {
        return token(inside);
    }
    let kinds: Vec<String> = body.get("proof").map_or(&[][..], credential::list).iter().map(kind_of_proof).collect();
    let signing = if kinds.is_empty() { Signing::Unsigned } else { Signing::Embedded(kinds) };
    Ok((Credential::plain(body)?, signing))
}

/// The W3C's wrapping of a token in JSON.
fn enveloped(body: &Map<String, Value>) -> Option<&str> {
    let named = credential::typed(body, "EnvelopedVerifiableCredential");
    body.get("id")?.as_str()?.strip_prefix("data:application/vc+jwt,").filter(|_| named)
}

fn kind_of_proof(proof: &Value) -> String {
    let text = |name: &str| proof.get(name).and_then(Value::as_str).map(|text| words::shown(text, 60));
    match (text("type"), text("cryptosuite")) {
        (Some(kind), Some(suite)) => format!("{kind}, {suite}"),
        (Some(kind), None) => kind,
        (None, _) => "a proof without a name".into(),
    }
}

impl Pin {
    /// One key may be pinned for several issuers. Their identifiers are compared as written: a slash makes another issuer.
    pub fn is(&self, issuer: &str, thumbprint: &str) -> bool {
        self.issuer == issuer && self.thumbprint == thumbprint
    }

    /// The issuer's identifier, made fit to be shown: a stranger wrote it.
    pub fn issuer_shown(&self) -> String {
        words::shown(&self.issuer, 200)
    }
}

impl Badge {
    /// Looks at all that can be looked at without the network. `published`: what [`ask_issuer`] brought, if it was asked.
    pub fn check(&self, now_ms: i64, pins: &[Pin], published: Option<&Published>) -> Report {
        report::of(self, now_ms, pins, published)
    }

    /// The host that [`ask_issuer`] would ask; none if there is nothing to ask.
    pub fn issuer_host(&self) -> Option<String> {
        self.places().first().and_then(place::host)
    }

    /// The key in the file, to be believed from now on for this issuer; none unless it fits the signature, nothing is wrong
    /// with the badge, and nobody has vouched for it. Whether a pin or the issuer vouches, [`Report::can_pin`] knows.
    pub fn pin(&self, now_ms: i64) -> Option<Pin> {
        let Signing::Token(token) = &self.signing else { return None };
        let key = token.own_key()?.ok().filter(|_| self.check(now_ms, &[], None).can_pin)?;
        Some(Pin {
            issuer: self.credential.issuer()?.to_owned(),
            thumbprint: key.thumbprint,
            jwk: key.jwk,
            pinned_ms: now_ms,
        })
    }

    fn places(&self) -> Vec<url::Url> {
        match (&self.signing, self.credential.issuer()) {
            (Signing::Token(token), Some(issuer)) => place::places(issuer, token.key_id()),
            _ => Vec::new(),
        }
    }
}
