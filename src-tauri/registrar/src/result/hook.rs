//! ClassMarker's webhook.

use super::apply::{Source, apply};
use super::lenient::text;
use super::record::Received;
use super::{refuse, signature};
use crate::core::Core;
use crate::http::RawBody;
use crate::trouble::Trouble;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use registrar_api::{Fault, FaultCode};
use serde_json::Value;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Core> {
    OpenApiRouter::new().routes(routes!(receive))
}

/// ClassMarker reports a result. Signed over the bytes of the body; good however often and in whatever order it comes.
#[utoipa::path(post, path = "/v1/hooks/classmarker", tag = "hooks",
    request_body(content = String, content_type = "application/json", description = "One result of a link, as ClassMarker sends it."),
    responses(
        (status = 200, description = "It is kept, or was before, or is none of ours."),
        (status = 400, description = "It is signed, but no JSON.", body = Fault),
        (status = 401, description = "The signature is missing or does not fit.", body = Fault),
    ))]
async fn receive(State(core): State<Core>, headers: HeaderMap, RawBody(body): RawBody) -> Result<StatusCode, Trouble> {
    let header = headers.get(signature::HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !signature::fits(&core.settings.secrets.classmarker_webhook, &body, header) {
        return Err(Trouble::refused(FaultCode::SignInAgain, "The signature does not fit the body."));
    }
    let payload: Value = serde_json::from_slice(&body).map_err(|_| Trouble::bad("The body is no JSON."))?;
    // `verify` is a sample. Of a word that is new nothing is taken either: the feed will tell.
    if payload.get("payload_status").and_then(Value::as_str) != Some("live") {
        tracing::info!("a webhook that is no live result is left alone");
        return Ok(StatusCode::OK);
    }
    let received = Received::of_webhook(&payload);
    match payload.get("group").filter(|group| group.is_object()) {
        Some(group) => {
            let group_id = text(group, "group_id").unwrap_or_default();
            let mut tx = core.db.begin().await?;
            refuse::group(&mut tx, &core, &group_id, &received.record).await?;
            tx.commit().await?;
        }
        None => apply(&core, &received, Source::Webhook).await?,
    }
    Ok(StatusCode::OK)
}
