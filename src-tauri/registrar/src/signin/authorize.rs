//! `GET /authorize`: the app asks for a sign-in (RFC 6749, 7636, 8252, 9207), and our own page asks for the e-mail.

use super::redirect::Loopback;
use super::run::Purpose;
use super::{address, pages};
use crate::core::Core;
use crate::http::{FormBody, Origin, see_other};
use crate::trouble::Trouble;
use axum::extract::{FromRequestParts, Query, State};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64URL_NOPAD;
use registrar_api::CLIENT_ID;
use serde::Deserialize;
use url::form_urlencoded;

/// What the app asks for, as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorizationRequest {
    pub redirect: Loopback,
    pub challenge: String,
    pub state: String,
}

/// The same as it came. A parameter that comes twice does not read at all.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
struct Asked {
    response_type: String,
    client_id: String,
    redirect_uri: String,
    code_challenge: String,
    code_challenge_method: String,
    state: String,
}

/// Why a sign-in cannot begin.
#[derive(Debug, PartialEq, Eq)]
enum Refusal {
    /// Whom to answer is in doubt: a page, never a redirect.
    Shown(&'static str),
    /// The app is told.
    Told { redirect: Loopback, error: &'static str, why: &'static str },
}

impl Asked {
    fn check(&self) -> Result<AuthorizationRequest, Refusal> {
        if self.client_id != CLIENT_ID {
            return Err(Refusal::Shown("The program that opened this page is not known here."));
        }
        let redirect = Loopback::parse(&self.redirect_uri)
            .ok_or(Refusal::Shown("The answer was to go to an address that is not on this computer."))?;
        let tell = |error, why| Err(Refusal::Told { redirect: redirect.clone(), error, why });
        match self.response_type.as_str() {
            "code" => {}
            "" => return tell("invalid_request", "response_type is missing"),
            _ => return tell("unsupported_response_type", "response_type must be code"),
        }
        if self.code_challenge_method != "S256" {
            return tell("invalid_request", "code_challenge_method must be S256");
        }
        let challenge = BASE64URL_NOPAD.decode(self.code_challenge.as_bytes());
        if !challenge.is_ok_and(|bytes| bytes.len() == 32) {
            return tell("invalid_request", "code_challenge must be 43 characters of base64url");
        }
        if !(8..=200).contains(&self.state.chars().count()) {
            return tell("invalid_request", "state must have 8 to 200 characters");
        }
        Ok(AuthorizationRequest { redirect, challenge: self.code_challenge.clone(), state: self.state.clone() })
    }
}

impl AuthorizationRequest {
    /// The address it came by.
    pub fn address(&self) -> String {
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs([
                ("response_type", "code"),
                ("client_id", CLIENT_ID),
                ("redirect_uri", self.redirect.as_str()),
                ("code_challenge", &self.challenge),
                ("code_challenge_method", "S256"),
                ("state", &self.state),
            ])
            .finish();
        format!("/authorize?{query}")
    }

    /// Where the browser takes the authorization code.
    pub fn answered(&self, core: &Core, code: &str) -> String {
        let issuer = core.settings.server.public_url.as_str();
        self.redirect.with(&[("code", code), ("state", &self.state), ("iss", issuer)])
    }
}

impl FromRequestParts<Core> for AuthorizationRequest {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, core: &Core) -> Result<Self, Response> {
        let asked = Query::<Asked>::try_from_uri(&parts.uri).map(|asked| asked.0).map_err(|_| {
            pages::not_begun(core, "The address of this page is not whole, or says something twice.").into_response()
        })?;
        asked.check().map_err(|refusal| match refusal {
            Refusal::Shown(why) => pages::not_begun(core, why).into_response(),
            Refusal::Told { redirect, error, why } => {
                let issuer = core.settings.server.public_url.as_str();
                let mut answer = vec![("error", error), ("error_description", why), ("iss", issuer)];
                if !asked.state.is_empty() {
                    answer.push(("state", &asked.state));
                }
                see_other(&redirect.with(&answer))
            }
        })
    }
}

/// The page that asks for the e-mail.
pub async fn begin(State(core): State<Core>, headers: HeaderMap, asked: AuthorizationRequest) -> Response {
    address::ask(&core, &headers, &Purpose::App(asked))
}

/// Takes the e-mail.
pub async fn take_address(
    State(core): State<Core>,
    headers: HeaderMap,
    origin: Origin,
    asked: AuthorizationRequest,
    form: Result<FormBody<address::Form>, Trouble>,
) -> Response {
    address::take(&core, &headers, origin, Purpose::App(asked), form).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> Asked {
        Asked {
            response_type: "code".into(),
            client_id: CLIENT_ID.into(),
            redirect_uri: "http://127.0.0.1:4711/callback".into(),
            code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM".into(),
            code_challenge_method: "S256".into(),
            state: "eight888".into(),
        }
    }

    #[test]
    fn a_good_request_comes_back_whole() {
        let request = good().check().unwrap();
        let address = request.address();
        let uri = address.parse().unwrap();
        assert_eq!(Query::<Asked>::try_from_uri(&uri).unwrap().0.check(), Ok(request), "{address}");
    }

    #[test]
    fn what_is_wrong_is_told_to_the_app_or_shown() {
        let check = |change: fn(&mut Asked), expected: Option<&str>| {
            let mut asked = good();
            change(&mut asked);
            match (asked.check(), expected) {
                (Err(Refusal::Shown(_)), None) => {}
                (Err(Refusal::Told { error, .. }), Some(expected)) => assert_eq!(error, expected, "{asked:?}"),
                (outcome, _) => panic!("{asked:?}: {outcome:?}"),
            }
        };
        check(|a| a.client_id = "someone-else".into(), None);
        check(|a| a.client_id.clear(), None);
        check(|a| a.redirect_uri = "https://evil.example/".into(), None);
        check(|a| a.redirect_uri.clear(), None);
        check(|a| a.response_type = "token".into(), Some("unsupported_response_type"));
        check(|a| a.response_type.clear(), Some("invalid_request"));
        check(|a| a.code_challenge_method = "plain".into(), Some("invalid_request"));
        check(|a| a.code_challenge_method.clear(), Some("invalid_request"));
        check(|a| a.code_challenge.clear(), Some("invalid_request"));
        check(|a| a.code_challenge.push('A'), Some("invalid_request"));
        check(|a| a.code_challenge = "+".repeat(43), Some("invalid_request"));
        check(|a| a.state.clear(), Some("invalid_request"));
        check(|a| a.state = "seven77".into(), Some("invalid_request"));
        check(|a| a.state = "s".repeat(201), Some("invalid_request"));
    }
}
