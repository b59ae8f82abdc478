//! Idempotency: the first answer under a key is kept and replayed, failures included.

use super::api::refusal;
use super::sessions::{Books, Kept, Refusal};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

const LARGEST: usize = 1 << 20;

/// The body of a request, read once, for all that come after.
#[derive(Clone)]
pub(super) struct Whole(pub Bytes);

/// Reads the body, so that each layer can look at it.
pub(super) async fn whole(request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST).await else { return StatusCode::PAYLOAD_TOO_LARGE.into_response() };
    parts.extensions.insert(Whole(bytes.clone()));
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}

/// The key of a POST, and what was asked under it.
fn key(request: &Request) -> Option<(String, String)> {
    if request.method() != Method::POST {
        return None;
    }
    let key = request.headers().get("idempotency-key")?.to_str().ok()?.to_owned();
    let body = request.extensions().get::<Whole>().map(|whole| whole.0.clone()).unwrap_or_default();
    Some((key, format!("{} {}", request.uri().path(), String::from_utf8_lossy(&body))))
}

/// Outermost: replays what is kept, and keeps failures, whoever caused them.
pub(super) async fn replay(State(books): State<Books>, request: Request, next: Next) -> Response {
    let Some((key, asked)) = key(&request) else { return next.run(request).await };
    let kept = books.lock().kept.get(&key).cloned();
    if let Some(kept) = kept {
        if kept.request != asked {
            let message = "Keys for idempotent requests can only be used with the same parameters.".into();
            return refusal(Refusal(StatusCode::BAD_REQUEST, "idempotency_error", "", message));
        }
        return (kept.status, [("idempotent-replayed", "true")], kept.body).into_response();
    }
    let response = next.run(request).await;
    if response.status().is_server_error() {
        let body = br#"{"error":{"type":"api_error","message":"Sandbox: it failed."}}"#.to_vec();
        let status = response.status();
        books.lock().kept.insert(key, Kept { request: asked, status, body });
    }
    response
}

/// Innermost: keeps what was done, whatever becomes of the answer. Refused parameters are not kept.
pub(super) async fn keep(State(books): State<Books>, request: Request, next: Next) -> Response {
    let Some((key, asked)) = key(&request) else { return next.run(request).await };
    let (parts, body) = next.run(request).await.into_parts();
    let bytes = to_bytes(body, LARGEST).await.unwrap_or_default();
    if parts.status.is_success() {
        let kept = Kept { request: asked, status: parts.status, body: bytes.to_vec() };
        books.lock().kept.insert(key, kept);
    }
    Response::from_parts(parts, Body::from(bytes))
}
