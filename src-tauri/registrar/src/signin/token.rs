//! `POST /token` and `POST /revoke`, for the app (RFC 6749, 7009), and what there is to know of both (RFC 8414).

use super::family::{self, CodeGrant};
use crate::core::Core;
use crate::http::{FormBody, status};
use crate::trouble::Trouble;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use registrar_api::{CLIENT_ID, FaultCode, RevokeRequest, TokenFault, TokenReply, TokenRequest};
use serde_json::json;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Core> {
    OpenApiRouter::new().routes(routes!(token)).routes(routes!(revoke)).routes(routes!(metadata))
}

/// A refusal in the words of RFC 6749, section 5.2.
struct Refusal(StatusCode, TokenFault);

impl Refusal {
    fn new(status: StatusCode, error: &str, why: impl Into<String>) -> Self {
        Self(status, TokenFault { error: error.to_owned(), error_description: why.into() })
    }

    fn invalid_request(why: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request", why)
    }

    fn invalid_client() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "invalid_client", "client_id is not one that is known here")
    }

    /// One answer for unknown, used, expired and somebody else's.
    fn invalid_grant() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_grant", "it is not good any more: sign in again")
    }
}

impl From<Trouble> for Refusal {
    fn from(trouble: Trouble) -> Self {
        let fault = trouble.fault();
        if matches!(fault.code, FaultCode::BadRequest | FaultCode::TooLarge) {
            return Self::new(status(fault.code), "invalid_request", fault.message);
        }
        tracing::error!(%trouble, "a request for tokens ended in trouble");
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", fault.message)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.0, Json(self.1)).into_response()
    }
}

/// Tokens for an authorization code, or the next ones for a refresh token.
#[utoipa::path(post, path = "/token", tag = "sign-in",
    request_body(content = TokenRequest, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "The tokens.", body = TokenReply),
        (status = 400, description = "The request or the grant is not good.", body = TokenFault),
        (status = 401, description = "The client is not known.", body = TokenFault),
        (status = 413, description = "The body is too large.", body = TokenFault),
        (status = 503, description = "Not now: ask again.", body = TokenFault),
    ))]
async fn token(
    State(core): State<Core>,
    form: Result<FormBody<TokenRequest>, Trouble>,
) -> Result<Json<TokenReply>, Refusal> {
    let FormBody(request) = form?;
    if request.client_id.as_deref().is_some_and(|id| id != CLIENT_ID) {
        return Err(Refusal::invalid_client());
    }
    let needed = |field: &'static str, value: &Option<String>| {
        let value = value.clone().filter(|value| !value.is_empty());
        value.ok_or_else(|| Refusal::invalid_request(&format!("{field} is missing")))
    };
    let reply = match request.grant_type.as_str() {
        "authorization_code" => {
            needed("client_id", &request.client_id)?;
            let grant = CodeGrant {
                code: &needed("code", &request.code)?,
                redirect_uri: &needed("redirect_uri", &request.redirect_uri)?,
                verifier: &needed("code_verifier", &request.code_verifier)?,
            };
            let mut tx = core.db.begin().await?;
            let reply = family::exchange(&mut tx, &core, grant).await?;
            tx.commit().await?;
            reply
        }
        "refresh_token" => {
            let token = needed("refresh_token", &request.refresh_token)?;
            let mut tx = core.db.begin().await?;
            let reply = family::refresh(&mut tx, &core, &token).await?;
            tx.commit().await?;
            reply
        }
        _ => {
            let why = "grant_type must be authorization_code or refresh_token";
            return Err(Refusal::new(StatusCode::BAD_REQUEST, "unsupported_grant_type", why));
        }
    };
    reply.map(Json).ok_or_else(Refusal::invalid_grant)
}

/// Ends this sign-in on this computer: with any of its tokens, also one that is over.
#[utoipa::path(post, path = "/revoke", tag = "sign-in",
    request_body(content = RevokeRequest, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "It is ended, or there was none."),
        (status = 400, description = "There is no token in the form.", body = TokenFault),
        (status = 413, description = "The body is too large.", body = TokenFault),
        (status = 503, description = "Not now: ask again.", body = TokenFault),
    ))]
async fn revoke(State(core): State<Core>, form: Result<FormBody<RevokeRequest>, Trouble>) -> Result<(), Refusal> {
    let FormBody(request) = form?;
    let mut tx = core.db.begin().await?;
    family::sign_out(&mut tx, &core, &request.token).await?;
    tx.commit().await?;
    Ok(())
}

/// Where what is, and what of OAuth there is.
#[utoipa::path(get, path = "/.well-known/oauth-authorization-server", tag = "sign-in",
    responses((status = 200, description = "The metadata of RFC 8414.", body = Object)))]
async fn metadata(State(core): State<Core>) -> Json<serde_json::Value> {
    let url = core.settings.server.public_url.as_str();
    Json(json!({
        "issuer": url,
        "authorization_endpoint": format!("{url}/authorize"),
        "token_endpoint": format!("{url}/token"),
        "revocation_endpoint": format!("{url}/revoke"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["none"],
        "revocation_endpoint_auth_methods_supported": ["none"],
        "authorization_response_iss_parameter_supported": true,
    }))
}
