//! The commands of `app` over loopback HTTP, for a plain browser. Never shipped.
//!
//! Serves the built page under the window's content security policy. Every command needs the run's token, this host
//! and this origin, so no other page of the browser can speak to the learner's record.

mod host;

pub use host::DevHost;

use app::wire::{ErrorCode, WireError};
use app::{App, commands};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path as UrlPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;
use tower_http::services::ServeDir;

const WINDOW: &str = include_str!("../../../tauri.conf.json");
/// An answer of 40,000 words fits many times.
const LARGEST_REQUEST: usize = 8 * 1024 * 1024;

#[derive(Clone)]
struct Guarded {
    app: Arc<App>,
    token: Arc<str>,
    port: u16,
}

/// The server for `app`, with the page in the folder `page`, to be bound to 127.0.0.1:`port`.
pub fn router(app: Arc<App>, page: &Path, token: &str, port: u16) -> Router {
    let guarded = Guarded { app, token: token.into(), port };
    Router::new()
        .route("/command/{name}", post(command))
        .fallback_service(ServeDir::new(page))
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
        .layer(middleware::from_fn_with_state(guarded.clone(), guard))
        .with_state(guarded)
}

/// The window's policy, with this server in place of the window's own channel.
pub fn policy() -> String {
    let window: Value =
        serde_json::from_str(WINDOW).expect("tauri.conf.json is JSON: the desktop's build reads it too");
    let csp = window["app"]["security"]["csp"].as_object().expect("tauri.conf.json states its policy as an object");
    let parts = csp.iter().map(|(name, sources)| match name.as_str() {
        "connect-src" => "connect-src 'self'".to_owned(),
        _ => format!("{name} {}", sources.as_str().unwrap_or("'none'")),
    });
    parts.collect::<Vec<_>>().join("; ")
}

async fn guard(State(guarded): State<Guarded>, request: Request, next: Next) -> Response {
    if !spoken_to_here(request.headers(), guarded.port) {
        return (StatusCode::FORBIDDEN, "This address is not served here.").into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy()) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// A page of another origin, or a name that was made to point here, is turned away.
fn spoken_to_here(headers: &HeaderMap, port: u16) -> bool {
    let here = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let header = |name| headers.get(name).map(|v: &HeaderValue| v.to_str().unwrap_or_default());
    header(header::HOST).is_some_and(|host| here.iter().any(|x| x == host))
        && header(header::ORIGIN).is_none_or(|origin| here.iter().any(|x| origin.strip_prefix("http://") == Some(x)))
}

async fn command(
    State(guarded): State<Guarded>,
    UrlPath(name): UrlPath<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if headers.get("x-run-token").is_none_or(|t| t.as_bytes() != guarded.token.as_bytes()) {
        return (StatusCode::UNAUTHORIZED, "Open the address that devhost printed.").into_response();
    }
    let reply = match serde_json::from_slice(&body) {
        Ok(args) => commands::dispatch(&guarded.app, &name, args).await,
        Err(e) => Err(WireError::new(ErrorCode::BadRequest, format!("The request is not JSON: {e}."))),
    };
    match reply {
        Ok(value) => axum::Json(value).into_response(),
        Err(error) => (status(error.code), axum::Json(error)).into_response(),
    }
}

fn status(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::BadRequest | ErrorCode::Incomplete => StatusCode::BAD_REQUEST,
        ErrorCode::NotFound => StatusCode::NOT_FOUND,
        ErrorCode::TaskChanged | ErrorCode::TimeOver | ErrorCode::Refused | ErrorCode::ExamOpen => StatusCode::CONFLICT,
        ErrorCode::SignInFirst => StatusCode::FORBIDDEN,
        ErrorCode::Trouble | ErrorCode::NotSaved | ErrorCode::Unheard => StatusCode::SERVICE_UNAVAILABLE,
        ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
