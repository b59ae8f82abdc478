//! Events and their signature.

use super::WEBHOOK_SECRET;
use crate::webhook::Delivery;
use data_encoding::HEXLOWER;
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

/// A signed event about a session. As while a secret is rolled over, the first `v1` is of another one; `v0` is for show.
pub(super) fn event(what: &str, object: &Value, at_s: i64) -> Delivery {
    let event = json!({
        "id": format!("evt_{}", uuid::Uuid::new_v4().simple()),
        "object": "event",
        "api_version": "2026-07-29.dahlia",
        "created": at_s,
        "data": { "object": object },
        "livemode": false,
        "pending_webhooks": 1,
        "request": { "id": null, "idempotency_key": null },
        "type": format!("identity.verification_session.{what}"),
    });
    let body = event.to_string().into_bytes();
    let header = sign(&body, at_s, &["whsec_of_yesterday", WEBHOOK_SECRET]);
    Delivery { headers: vec![("Stripe-Signature".into(), header)], body }
}

/// A `Stripe-Signature` with one `v1` for each secret.
pub fn sign(body: &[u8], at_s: i64, secrets: &[&str]) -> String {
    let signatures = secrets.iter().map(|secret| format!("v1={}", signature(body, at_s, secret)));
    let signatures: Vec<String> = signatures.collect();
    format!("t={at_s},{},v0={}", signatures.join(","), signature(body, at_s, "v0"))
}

fn signature(body: &[u8], at_s: i64, secret: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("an HMAC takes a key of any length");
    mac.update(format!("{at_s}.").as_bytes());
    mac.update(body);
    HEXLOWER.encode(&mac.finalize().into_bytes())
}
