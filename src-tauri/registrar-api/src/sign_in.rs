use crate::{secret_wire, wire};

/// The app's name as an OAuth client. A public client: there is no secret in it (RFC 8252).
pub const CLIENT_ID: &str = "annotation-academy-desktop";

wire! {
    /// What went wrong at `POST /token`, as RFC 6749 section 5.2 has it.
    pub struct TokenFault {
        /// `invalid_request`, `invalid_client`, `invalid_grant`, `unsupported_grant_type` or `temporarily_unavailable`.
        pub error: String,
        pub error_description: String,
    }

}

secret_wire! {
    /// The body of `POST /token`, form-encoded, as RFC 6749 and RFC 7636 have it.
    pub struct TokenRequest {
        /// `authorization_code` or `refresh_token`.
        pub grant_type: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub client_id: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub code: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub redirect_uri: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub code_verifier: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub refresh_token: Option<String>,
    }

    pub struct TokenReply {
        pub access_token: String,
        /// Always `Bearer`.
        pub token_type: String,
        /// Seconds the access token is good for.
        pub expires_in: i64,
        /// Good once: each use answers with the next one.
        pub refresh_token: String,
    }

    /// The body of `POST /revoke`, form-encoded (RFC 7009): ends this sign-in on this computer.
    pub struct RevokeRequest {
        pub token: String,
    }
}
