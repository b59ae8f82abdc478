//! The API: form-encoded in, JSON out, errors in Stripe's shape.

use super::keys::Whole;
use super::sessions::{Books, Refusal, Session, refuse};
use super::{Call, KEY};
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use url::Url;

type Answer = Result<Json<Value>, Response>;
type Pairs = Vec<(String, String)>;

const SESSIONS: &str = "/v1/identity/verification_sessions";

pub(super) fn routes(books: Books) -> Router {
    Router::new()
        .route(SESSIONS, post(create).get(list))
        .route(&format!("{SESSIONS}/{{id}}"), get(retrieve))
        .route(&format!("{SESSIONS}/{{id}}/cancel"), post(cancel))
        .route(&format!("{SESSIONS}/{{id}}/redact"), post(redact))
        .with_state(books)
}

pub(super) fn refusal(Refusal(status, kind, code, message): Refusal) -> Response {
    let mut error = json!({ "type": kind, "message": message });
    if !code.is_empty() {
        error["code"] = code.into();
    }
    (status, Json(json!({ "error": error }))).into_response()
}

/// No key, no answer; and what a careful client sends is asked for here.
pub(super) async fn authorize(State(books): State<Books>, request: Request, next: Next) -> Response {
    if header(&request, "authorization") != format!("Bearer {KEY}") {
        let message = "You did not provide an API key that is known here.".into();
        return refusal(Refusal(StatusCode::UNAUTHORIZED, "invalid_request_error", "", message));
    }
    let (version, key) = (header(&request, "stripe-version"), header(&request, "idempotency-key"));
    if version.is_empty() {
        return refusal(refuse("parameter_missing", "Sandbox: send Stripe-Version."));
    }
    let posted = request.method() == "POST";
    if posted && (key.is_empty() || key.len() > 255) {
        return refusal(refuse("parameter_missing", "Sandbox: send an Idempotency-Key of up to 255 characters."));
    }
    let body = request.extensions().get::<Whole>().map(|whole| whole.0.clone()).unwrap_or_default();
    books.note(Call {
        what: format!("{} {}", request.method(), request.uri().path()),
        parameters: if posted { pairs(&body) } else { pairs(request.uri().query().unwrap_or_default().as_bytes()) },
        version,
        idempotency_key: posted.then_some(key),
    });
    next.run(request).await
}

fn header(request: &Request, name: &str) -> String {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

fn pairs(encoded: &[u8]) -> Pairs {
    url::form_urlencoded::parse(encoded).into_owned().collect()
}

async fn create(State(books): State<Books>, body: Bytes) -> Answer {
    let mut session = Session::default();
    let mut kind = None;
    for (name, value) in pairs(&body) {
        match name.as_str() {
            "type" if ["document", "id_number"].contains(&value.as_str()) => kind = Some(value),
            "return_url" if Url::parse(&value).is_ok_and(|url| url.has_host()) => session.return_url = value,
            "return_url" => return Err(refusal(refuse("url_invalid", "Not a valid URL"))),
            "client_reference_id" => session.client_reference_id = Some(value),
            "options[document][require_live_capture]" | "options[document][require_matching_selfie]"
                if ["true", "false"].contains(&value.as_str()) => {}
            _ => match name.strip_prefix("metadata[").and_then(|rest| rest.strip_suffix(']')) {
                Some(field) => drop(session.metadata.insert(field.to_owned(), value)),
                None => {
                    let message = format!("Received unknown parameter: {name}");
                    return Err(refusal(refuse("parameter_unknown", message)));
                }
            },
        }
    }
    match kind {
        Some(_) => Ok(Json(books.create(session))),
        None => Err(refusal(refuse("parameter_missing", "Missing required param: type."))),
    }
}

async fn retrieve(State(books): State<Books>, Path(id): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let query = pairs(query.unwrap_or_default().as_bytes());
    let expanded = query.iter().any(|(name, value)| name == "expand[]" && value == "verified_outputs");
    books.retrieve(&id, expanded).map(Json).map_err(refusal)
}

async fn list(State(books): State<Books>, RawQuery(query): RawQuery) -> Answer {
    let query = pairs(query.unwrap_or_default().as_bytes());
    let of = |name: &str| query.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
    let limit = of("limit").and_then(|limit| limit.parse().ok()).unwrap_or(10);
    if !(1..=100).contains(&limit) {
        return Err(refusal(refuse("parameter_invalid_integer", "limit: between 1 and 100")));
    }
    let data = books.list(of("client_reference_id"), of("status"), limit);
    Ok(Json(json!({ "object": "list", "data": data, "has_more": false, "url": SESSIONS })))
}

async fn cancel(State(books): State<Books>, Path(id): Path<String>) -> Answer {
    books.cancel(&id).map(Json).map_err(refusal)
}

async fn redact(State(books): State<Books>, Path(id): Path<String>) -> Answer {
    books.redact(&id).map(Json).map_err(refusal)
}
