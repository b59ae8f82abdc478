//! Stripe's webhook. An event is only a reason to read the session: what it says of it may be old by the time it arrives.

use crate::args;
use crate::clock::SECOND;
use crate::core::Core;
use crate::db::Outcome;
use crate::http::RawBody;
use crate::providers::{Provider, check_signature};
use crate::trouble::Trouble;
use crate::work::{self, JobKind};
use axum::extract::State;
use axum::http::HeaderMap;
use registrar_api::Fault;
use serde_json::Value;

const KIND: &str = "identity.verification_session.";

/// What an event is about; nothing else of it is used.
struct Event {
    id: String,
    kind: String,
    session: String,
    live: bool,
}

/// For Stripe. An event may come twice, late, and in any order.
#[utoipa::path(post, path = "/v1/hooks/stripe", tag = "hooks",
    request_body(content = String, content_type = "application/json", description = "An event, as Stripe sends it."),
    responses(
        (status = 200, description = "Taken, or of no concern."),
        (status = 400, description = "Not signed as it should be, no event, or not of our mode.", body = Fault),
    ))]
pub async fn stripe(State(core): State<Core>, headers: HeaderMap, RawBody(body): RawBody) -> Result<(), Trouble> {
    let header = headers.get("stripe-signature").and_then(|header| header.to_str().ok()).unwrap_or_default();
    check_signature(header, &body, &core.settings.secrets.stripe_webhook, core.now_ms() / SECOND).map_err(|fault| {
        tracing::warn!(%fault, "an event of Stripe's is not believed");
        Trouble::bad(format!("Stripe-Signature: {fault}."))
    })?;
    let event = Event::of(&body).ok_or_else(|| Trouble::bad("This is no event."))?;
    if event.live != core.stripe.is_live() {
        return Err(Trouble::bad("livemode: this event is of the other mode."));
    }
    match event.kind.strip_prefix(KIND) {
        Some(what) => note(&core, &event, what).await,
        None => Ok(()),
    }
}

/// Calls for a reading, once for each event.
async fn note(core: &Core, event: &Event, what: &str) -> Outcome<()> {
    let mut tx = core.db.begin().await?;
    let sql = "INSERT INTO provider_event (provider, id, kind, subject, received_ms) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT DO NOTHING";
    let now = core.now_ms();
    let provider = Provider::Stripe.word();
    if tx.run(sql, args![provider, &event.id, &event.kind, &event.session, now]).await? == 0 {
        return Ok(());
    }
    let row = tx.row("SELECT id FROM identity WHERE provider_id = $1", args![&event.session]).await?;
    let Some(row) = row else {
        // Of another system on the same account, or of a session whose creation nobody has heard of.
        tracing::info!(session = event.session, "an event of a session that is not ours");
        return Ok(());
    };
    let kind = if what == "redacted" { JobKind::IdentityRedact } else { JobKind::IdentityRead };
    work::enqueue(&mut tx, kind, &row.text("id")?, now).await?;
    tx.commit().await?;
    core.bell.notify_one();
    Ok(())
}

impl Event {
    fn of(body: &[u8]) -> Option<Self> {
        let event: Value = serde_json::from_slice(body).ok()?;
        let object = &event["data"]["object"];
        Some(Self {
            id: event["id"].as_str()?.to_owned(),
            kind: event["type"].as_str()?.to_owned(),
            session: object["id"].as_str().unwrap_or_default().to_owned(),
            live: event["livemode"].as_bool().or_else(|| object["livemode"].as_bool()).unwrap_or(false),
        })
    }
}
