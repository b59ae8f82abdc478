//! Asking the registrar: JSON over HTTPS, to one address, bounded in time and size, following nobody elsewhere.

use crate::place::Place;
use crate::trouble::{ExamError, Unheard};
use registrar_api::{Fault, TokenFault};
use reqwest::{Method, RequestBuilder, Response, StatusCode, redirect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::error::Error;
use std::time::Duration;
use vault::Secret;

const CONNECT: Duration = Duration::from_secs(8);
/// The largest answer that is read; an enrolment with a hundred cases is a tenth of it.
const LARGEST: usize = 4 * 1024 * 1024;

/// In characters: more than twice what a candidate may write in a case.
const LONGEST_TEXT: usize = 20_000;
/// The latest moment that a page's clock knows, in milliseconds.
const LARGEST_NUMBER: u64 = 8_640_000_000_000_000;

/// The registrar, as far as the network is concerned.
#[derive(Clone)]
pub(crate) struct Client {
    http: reqwest::Client,
    place: Place,
}

impl Client {
    pub(crate) fn new(place: Place, patience: Duration) -> Result<Client, ExamError> {
        // An earlier call has installed the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .user_agent(concat!("annotation-academy/", env!("CARGO_PKG_VERSION")))
            .redirect(redirect::Policy::none())
            .https_only(!place.is_sandbox())
            .connect_timeout(CONNECT)
            .timeout(patience);
        // A sandbox is on this computer, whatever proxy leads away from it.
        let http = if place.is_sandbox() { http.no_proxy() } else { http };
        let http = http.build().map_err(|e| ExamError::said(format!("The app cannot use the network: {e}.")))?;
        Ok(Client { http, place })
    }

    pub(crate) async fn get<T: DeserializeOwned>(&self, path: &str, token: &Secret) -> Result<T, ExamError> {
        read(self.request(Method::GET, path, token)).await
    }

    pub(crate) async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        token: &Secret,
        body: &impl Serialize,
    ) -> Result<T, ExamError> {
        read(self.request(Method::POST, path, token).json(body)).await
    }

    /// Asks for bytes that mean nothing; `came` is told how many each part of them has.
    pub(crate) async fn bytes(
        &self,
        path: &str,
        token: &Secret,
        came: &(dyn Fn(usize) + Sync),
    ) -> Result<(), ExamError> {
        let mut response = self.request(Method::GET, path, token).send().await.map_err(unheard)?;
        let status = response.status();
        if !status.is_success() {
            return Err(fault(status, &bounded(response).await?));
        }
        let mut all = 0;
        while let Some(part) = response.chunk().await.map_err(unheard)? {
            all += part.len();
            if all > LARGEST {
                return Err(ExamError::Unheard(Unheard::Nonsense));
            }
            came(part.len());
        }
        Ok(())
    }

    /// Sends bytes that mean nothing.
    pub(crate) async fn send<T: DeserializeOwned>(
        &self,
        path: &str,
        token: &Secret,
        body: Vec<u8>,
    ) -> Result<T, ExamError> {
        let request = self.request(Method::POST, path, token).header("content-type", "application/octet-stream");
        read(request.body(body)).await
    }

    fn request(&self, method: Method, path: &str, token: &Secret) -> RequestBuilder {
        self.http.request(method, self.place.at(path)).bearer_auth(token.reveal())
    }

    /// A form, as OAuth has it. The inner error is OAuth's own word for a refusal, where it may be one (RFC 6749, section 5.2):
    /// with another status something else is wrong, whatever the body says.
    pub(crate) async fn form<T: DeserializeOwned>(
        &self,
        path: &str,
        form: &impl Serialize,
    ) -> Result<Result<T, TokenFault>, ExamError> {
        let response = self.http.post(self.place.at(path)).form(form).send().await.map_err(unheard)?;
        let status = response.status();
        let body = bounded(response).await?;
        if status.is_success() {
            return serde_json::from_slice(&body).map(Ok).map_err(|_| ExamError::Unheard(Unheard::Nonsense));
        }
        let refused = matches!(status, StatusCode::BAD_REQUEST | StatusCode::UNAUTHORIZED);
        match serde_json::from_slice::<TokenFault>(&body) {
            Ok(fault) if refused => Ok(Err(fault)),
            _ => Err(fault(status, &body)),
        }
    }

    /// Tells the registrar that a sign-in is over. It answers the same whatever the token was.
    pub(crate) async fn revoke(&self, form: &impl Serialize) -> Result<(), ExamError> {
        let response = self.http.post(self.place.at("/revoke")).form(form).send().await.map_err(unheard)?;
        if response.status().is_success() { Ok(()) } else { Err(ExamError::Unheard(Unheard::Down)) }
    }
}

async fn read<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, ExamError> {
    let response = request.send().await.map_err(unheard)?;
    let status = response.status();
    let body = bounded(response).await?;
    if !status.is_success() {
        return Err(fault(status, &body));
    }
    plain(&body)
}

/// JSON whose words can be shown: none endless, and none that turns the direction of what follows or hides in it.
fn plain<T: DeserializeOwned>(body: &[u8]) -> Result<T, ExamError> {
    let nonsense = |_| ExamError::Unheard(Unheard::Nonsense);
    let mut value: Value = serde_json::from_slice(body).map_err(nonsense)?;
    tidy(&mut value);
    serde_json::from_value(value).map_err(nonsense)
}

fn tidy(value: &mut Value) {
    match value {
        Value::String(text) => {
            let shows = |c: &char| {
                !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') && (!c.is_control() || *c == '\n')
            };
            *text = text.chars().filter(shows).take(LONGEST_TEXT).collect();
        }
        Value::Array(values) => values.iter_mut().for_each(tidy),
        Value::Object(fields) => fields.values_mut().for_each(tidy),
        Value::Number(number) => {
            // No time, amount or count of ours is beyond what the page can hold.
            if let Some(large) = number.as_i64().filter(|n| n.unsigned_abs() > LARGEST_NUMBER) {
                *value = (large.signum() * LARGEST_NUMBER as i64).into();
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

/// The body, up to the largest that is read.
async fn bounded(mut response: Response) -> Result<Vec<u8>, ExamError> {
    if response.status().is_redirection() {
        return Err(ExamError::Unheard(Unheard::Elsewhere));
    }
    let mut body = Vec::new();
    while let Some(part) = response.chunk().await.map_err(unheard)? {
        if body.len() + part.len() > LARGEST {
            return Err(ExamError::Unheard(Unheard::Nonsense));
        }
        body.extend_from_slice(&part);
    }
    Ok(body)
}

fn fault(status: StatusCode, body: &[u8]) -> ExamError {
    match plain::<Fault>(body) {
        Ok(fault) => ExamError::Refused(fault),
        Err(_) if status.is_server_error() => ExamError::Unheard(Unheard::Down),
        Err(_) => ExamError::Unheard(Unheard::Nonsense),
    }
}

fn unheard(error: reqwest::Error) -> ExamError {
    ExamError::Unheard(match () {
        () if is_certificate(&error) => Unheard::Certificate,
        () if error.is_timeout() => Unheard::Slow,
        () if error.is_redirect() => Unheard::Elsewhere,
        () if error.is_decode() => Unheard::Nonsense,
        () => Unheard::Away,
    })
}

/// Whether TLS says that the other side is not who it should be.
fn is_certificate(error: &(dyn Error + 'static)) -> bool {
    if let Some(tls) = error.downcast_ref::<rustls::Error>() {
        return matches!(tls, rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented);
    }
    // An input error hides what it wraps from its own `source`.
    let wrapped = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    wrapped.is_some_and(|e| is_certificate(e)) || error.source().is_some_and(is_certificate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_of_a_reply_have_bounds() {
        let check = |body: &str, expected: &str| {
            let read: Value = plain(body.as_bytes()).expect("the body of the test is JSON");
            assert_eq!(read.to_string(), expected);
        };
        check(r#"{"a":["x\u202ey\u0007z\nw"]}"#, r#"{"a":["xyz\nw"]}"#);
        check(r#""שלום عليكم 👩‍👩‍👧""#, r#""שלום عليكم 👩‍👩‍👧""#);
        check("[9223372036854775807,-9223372036854775808,12]", "[8640000000000000,-8640000000000000,12]");
        let long: String = plain(format!("\"{}\"", "é".repeat(50_000)).as_bytes()).expect("it is JSON");
        assert_eq!(long.chars().count(), LONGEST_TEXT);
    }
}
