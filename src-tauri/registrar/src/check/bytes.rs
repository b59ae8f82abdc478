//! Bytes for the app to see how fast they come and go. They mean nothing and are not kept.

use crate::core::Core;
use crate::http::{AnyBytes, LARGEST_BYTES, SignedIn};
use crate::trouble::Trouble;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{DefaultBodyLimit, Query};
use axum::http::{HeaderName, header};
use registrar_api::{BytesReceived, Fault};
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Core> {
    OpenApiRouter::new().routes(routes!(give_bytes, take_bytes)).layer(DefaultBodyLimit::max(LARGEST_BYTES))
}

#[derive(Deserialize)]
struct Asked {
    count: usize,
}

/// Random bytes, which no proxy on the way can make fewer.
#[utoipa::path(get, path = "/v1/checks/bytes", tag = "check", security(("access_token" = [])),
    params(("count" = u32, Query, minimum = 1, maximum = 1_048_576, description = "How many, at most 1 MiB.")),
    responses(
        (status = 200, description = "As many bytes.", body = String, content_type = "application/octet-stream"),
        (status = 400, description = "Not a number of bytes that can be had.", body = Fault),
    ))]
async fn give_bytes(
    _: SignedIn,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<([(HeaderName, &'static str); 1], Vec<u8>), Trouble> {
    let count = asked.map(|Query(asked)| asked.count).unwrap_or_default();
    if !(1..=LARGEST_BYTES).contains(&count) {
        return Err(Trouble::bad(format!("Ask for a count of 1 to {LARGEST_BYTES} bytes.")));
    }
    let mut bytes = vec![0; count];
    getrandom::fill(&mut bytes).map_err(|e| Trouble::broken(format!("no random bytes: {e}")))?;
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], bytes))
}

/// Counts the bytes of the body.
#[utoipa::path(post, path = "/v1/checks/bytes", tag = "check", security(("access_token" = [])),
    request_body(content = String, content_type = "application/octet-stream", description = "Any bytes, at most 1 MiB."),
    responses((status = 200, description = "How many arrived.", body = BytesReceived)))]
async fn take_bytes(_: SignedIn, AnyBytes(bytes): AnyBytes) -> Result<Json<BytesReceived>, Trouble> {
    let received = u32::try_from(bytes.len()).map_err(|_| Trouble::broken("a body beyond its limit"))?;
    Ok(Json(BytesReceived { received }))
}
