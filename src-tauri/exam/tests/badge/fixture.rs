//! The files of tests/badges/fixtures.

use exam::badge::{Badge, BadgeError, Pin, Published, read};
use serde_json::Value;
use std::path::Path;

pub const ISSUER: &str = "https://issuer.example/issuers/1";
/// The same host, as one issuer.
pub const ROOT: &str = "https://issuer.example";
pub const DID: &str = "did:web:did.example";
pub const ASKED: &str = "2026-06-01T11:00:00Z";

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

/// What an issuer publishes, as if it had just been asked: these documents, in this order.
pub fn published(names: &str) -> Published {
    let issuer = match names {
        names if names.starts_with("did") => DID,
        names if names.starts_with("root") => ROOT,
        _ => ISSUER,
    };
    let mut published = Published::of(issuer, at(ASKED));
    for name in names.split(' ') {
        let address = match name {
            name if name.starts_with("did") => "https://did.example/.well-known/did.json",
            name if name.starts_with("shared") => "https://issuer.example/.well-known/jwks.json",
            "issuer.profile.json" | "issuer.names.json" => ISSUER,
            "issuer.key.json" => "https://issuer.example/keys/rsa-1",
            "issuer.ec.json" => "https://issuer.example/issuers/1/keys/ec-1",
            "root.ec.json" => "https://issuer.example/keys/ec-1",
            "mallory.key.json" => "https://issuer.example/mallory/k.json",
            _ => "https://issuer.example/issuers/1/jwks.json",
        };
        published.read(address, &bytes(name)).unwrap();
    }
    published
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
