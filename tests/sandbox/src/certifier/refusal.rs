//! How Certifier refuses.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// A refusal in Certifier's form.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
    retry_after_s: Option<i64>,
}

impl Refusal {
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), retry_after_s: None }
    }

    pub fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", "No valid token came with the request.")
    }

    pub fn missing_version() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "missing_version", "The header Certifier-Version is missing.")
    }

    pub fn invalid_version() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_version", "There is no such version.")
    }

    pub fn invalid_json() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_json", "The body is no JSON.")
    }

    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "validation_error", message)
    }

    pub fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", format!("There is no such {what}."))
    }

    pub fn conflict(message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "conflict", message)
    }

    pub fn rate_limited(retry_after_s: i64) -> Self {
        let refusal = Self::new(StatusCode::TOO_MANY_REQUESTS, "rate_limited", "Too many requests.");
        Self { retry_after_s: Some(retry_after_s), ..refusal }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = json!({ "error": { "code": self.code, "message": self.message } });
        let mut response = (self.status, Json(body)).into_response();
        if let Some(seconds) = self.retry_after_s {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
