//! Certifier's webhook: a hint that something happened to a credential, signed and without a time.

use super::ledger::{Entry, Step, entries};
use crate::args;
use crate::casework::{self, NewCase};
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::http::RawBody;
use crate::keys;
use crate::trouble::Trouble;
use crate::work::{self, JobKind};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use data_encoding::HEXLOWER;
use hmac::Mac;
use registrar_api::{CaseKind, Fault, FaultCode};
use secrecy::ExposeSecret;
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Core> {
    OpenApiRouter::new().routes(routes!(heard))
}

#[derive(Deserialize)]
struct Event {
    #[serde(default)]
    id: String,
    #[serde(rename = "type", default)]
    kind: String,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    resource: Resource,
}

#[derive(Deserialize)]
struct Resource {
    id: String,
}

/// Certifier tells that something happened to a credential.
#[utoipa::path(post, path = "/v1/hooks/certifier", tag = "hooks", request_body = String, responses(
    (status = 200, description = "Heard."),
    (status = 403, description = "The signature does not fit.", body = Fault),
))]
async fn heard(State(core): State<Core>, headers: HeaderMap, RawBody(body): RawBody) -> Result<StatusCode, Trouble> {
    let signature = headers.get("x-webhook-signature").and_then(|h| h.to_str().ok()).unwrap_or_default();
    let secret = core.settings.secrets.certifier_webhook.expose_secret();
    if !is_signed(secret, &body, signature) {
        return Err(Trouble::refused(FaultCode::NotAllowed, "The signature does not fit."));
    }
    // What is signed and not understood is of no use to anybody a second time.
    if let Ok(event) = serde_json::from_slice::<Event>(&body) {
        take(&core, &event, &keys::digest(&body)).await?;
    }
    Ok(StatusCode::OK)
}

/// Lower-case hex of HMAC-SHA256 over the bytes as they came; compared in constant time.
fn is_signed(secret: &str, body: &[u8], signature: &str) -> bool {
    let Ok(signature) = HEXLOWER.decode(signature.trim().as_bytes()) else { return false };
    let mut mac = keys::hmac_of(secret.as_bytes());
    mac.update(body);
    mac.verify_slice(&signature).is_ok()
}

async fn take(core: &Core, event: &Event, digest: &str) -> Outcome<()> {
    let subject = &event.data.resource.id;
    let id = if event.id.is_empty() { digest } else { &event.id };
    let mut tx = core.db.begin().await?;
    let sql = "INSERT INTO provider_event (provider, id, kind, subject, received_ms)
               VALUES ('certifier', $1, $2, $3, $4) ON CONFLICT DO NOTHING";
    if tx.run(sql, args![id, &event.kind, subject, core.now_ms()]).await? == 1 {
        act(&mut tx, core, &event.kind, subject).await?;
    }
    tx.commit().await?;
    core.bell.notify_one();
    Ok(())
}

/// Deleted by somebody else: a person must know, and its holder that a person looks. Otherwise it is looked at, if we wait for
/// something.
async fn act(tx: &mut Tx, core: &Core, kind: &str, subject: &str) -> Outcome<()> {
    let Some(row) = tx.row(entries!("WHERE c.provider_id = $1"), args![subject]).await? else { return Ok(()) };
    let entry = Entry::of(&row)?;
    match entry.step {
        Step::Withdrawing | Step::Withdrawn => {}
        _ if kind == "credential.deleted" => {
            let mut case = NewCase::system(CaseKind::Mismatch, "A credential was deleted at Certifier")
                .about(&entry.enrolment_id)
                .once(entry.trouble("deleted"))
                .saying(
                    "It was deleted at Certifier, and not withdrawn by us. A person looks at it; the result stands.",
                )
                .noting("Withdraw it, or reissue it.");
            if !entry.erased {
                case = case.shown(&entry.person_id);
            }
            casework::open(tx, core, case).await?;
        }
        Step::Done => {}
        _ => work::enqueue(tx, JobKind::CredentialStep, &entry.id, core.now_ms()).await?,
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_signature_fits() {
        let mut mac = keys::hmac_of(b"secret");
        mac.update(b"body");
        let good = HEXLOWER.encode(&mac.finalize().into_bytes());
        let check = |secret, body: &[u8], signature: &str, expected| {
            assert_eq!(is_signed(secret, body, signature), expected, "{secret} {signature}");
        };
        check("secret", b"body", &good, true);
        check("secret", b"body ", &good, false);
        check("other", b"body", &good, false);
        check("secret", b"body", &good.to_uppercase(), false);
        check("secret", b"body", &good[..62], false);
        check("secret", b"body", &format!("{good},{good}"), false);
        check("secret", b"body", "", false);
    }
}
