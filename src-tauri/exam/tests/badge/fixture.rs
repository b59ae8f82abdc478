//! The files of tests/badges/fixtures.

use exam::badge::{Badge, BadgeError, Pin, Published, read};
use serde_json::Value;
use std::path::Path;

pub const ISSUER: &str = "https://issuer.example/issuers/1";
pub const DID: &str = "did:web:did.example";

pub fn bytes(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/badges/fixtures");
    std::fs::read(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

pub fn badge(name: &str) -> Result<Badge, BadgeError> {
    read(name, &bytes(name))
}

pub fn at(text: &str) -> i64 {
    text.parse::<jiff::Timestamp>().unwrap().as_millisecond()
}

/// What an issuer publishes, as if it had just been asked.
pub fn published(name: &str) -> Published {
    let (issuer, address) = match name {
        name if name.starts_with("did") => (DID, "https://did.example/.well-known/did.json"),
        "issuer.key.json" => (ISSUER, "https://issuer.example/keys/rsa-1"),
        _ => (ISSUER, "https://issuer.example/.well-known/jwks.json"),
    };
    Published::read(issuer, address, &bytes(name)).unwrap()
}

/// A stranger's key pinned for the issuer, a key pinned for another, and one that is not what its thumbprint says.
pub fn pins() -> Vec<Pin> {
    let pins: Vec<Value> = serde_json::from_slice(&bytes("pins.json")).unwrap();
    let text = |pin: &Value, name: &str| pin[name].as_str().unwrap().to_owned();
    let read = |pin: &Value| Pin {
        issuer: text(pin, "issuer"),
        thumbprint: text(pin, "thumbprint"),
        jwk: pin["jwk"].to_string(),
        pinned_ms: pin["pinned_ms"].as_i64().unwrap(),
    };
    pins.iter().map(read).collect()
}
