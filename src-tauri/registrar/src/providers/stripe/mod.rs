//! Stripe Identity, as its API reference has it: five calls, form-encoded, and the signature of its webhooks.

mod session;
mod signature;

pub use session::{DocumentName, Session};
pub use signature::{SignatureFault, check_signature};

use super::{Http, Provider, ProviderTrouble, Reply};
use crate::config::Settings;
use crate::trouble::Trouble;
use reqwest::{Method, RequestBuilder};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

const SESSIONS: &str = "/v1/identity/verification_sessions";

#[derive(Clone)]
pub struct StripeClient {
    http: Http,
    key: SecretString,
    version: String,
}

/// A session about to be created.
pub struct NewSession<'a> {
    /// Comes back as `client_reference_id`, also after redaction.
    pub enrolment_id: &'a str,
    /// Comes back in the metadata, until redaction.
    pub identity_id: &'a str,
    pub return_url: String,
    pub idempotency_key: &'a str,
}

impl StripeClient {
    pub fn new(settings: &Settings) -> Result<Self, Trouble> {
        Ok(Self {
            http: Http::new(Provider::Stripe, &settings.stripe.base_url, &settings.server)?,
            key: settings.secrets.stripe_key.clone(),
            version: settings.stripe.version.clone(),
        })
    }

    /// Whether our key is one of live mode: events of the other mode are not ours.
    pub fn is_live(&self) -> bool {
        let key = self.key.expose_secret();
        key.starts_with("rk_live_") || key.starts_with("sk_live_")
    }

    /// A check of a document, with live capture and a matching selfie.
    pub async fn create(&self, new: &NewSession<'_>) -> Result<Session, ProviderTrouble> {
        let form = [
            ("type", "document"),
            ("options[document][require_live_capture]", "true"),
            ("options[document][require_matching_selfie]", "true"),
            ("client_reference_id", new.enrolment_id),
            ("metadata[identity]", new.identity_id),
            ("return_url", &new.return_url),
        ];
        self.session(self.post(SESSIONS, new.idempotency_key).form(&form)).await
    }

    /// The session as it is now, with a fresh address of its page.
    pub async fn retrieve(&self, id: &str) -> Result<Session, ProviderTrouble> {
        self.session(self.get(&path(id, ""))).await
    }

    /// The name on the document of a verified session. Nothing else of the document is asked for.
    pub async fn document_name(&self, id: &str) -> Result<DocumentName, ProviderTrouble> {
        let request = self.get(&path(id, "")).query(&[("expand[]", "verified_outputs")]);
        Ok(DocumentName::of(&self.answer(request).await?))
    }

    /// The sessions of an enrolment, newest first.
    pub async fn list(&self, enrolment_id: &str) -> Result<Vec<Session>, ProviderTrouble> {
        let request = self.get(SESSIONS).query(&[("client_reference_id", enrolment_id), ("limit", "100")]);
        let answer = self.answer(request).await?;
        let sessions = answer["data"].as_array().ok_or_else(|| nonsense("a list without data"))?;
        Ok(sessions.iter().filter_map(Session::of).collect())
    }

    /// Closes a session that waits for input, for good.
    pub async fn cancel(&self, id: &str, idempotency_key: &str) -> Result<Session, ProviderTrouble> {
        self.session(self.post(&path(id, "/cancel"), idempotency_key)).await
    }

    /// Has Stripe delete what it holds; that takes up to four days. A session that waits for input is canceled by it.
    pub async fn redact(&self, id: &str, idempotency_key: &str) -> Result<Session, ProviderTrouble> {
        self.session(self.post(&path(id, "/redact"), idempotency_key)).await
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.signed(self.http.request(Method::GET, path))
    }

    fn post(&self, path: &str, idempotency_key: &str) -> RequestBuilder {
        self.signed(self.http.request(Method::POST, path)).header("idempotency-key", idempotency_key)
    }

    fn signed(&self, request: RequestBuilder) -> RequestBuilder {
        request.bearer_auth(self.key.expose_secret()).header("stripe-version", &self.version)
    }

    async fn session(&self, request: RequestBuilder) -> Result<Session, ProviderTrouble> {
        Session::of(&self.answer(request).await?).ok_or_else(|| nonsense("a session without an id"))
    }

    async fn answer(&self, request: RequestBuilder) -> Result<Value, ProviderTrouble> {
        let reply = self.http.send(request).await?;
        match should_retry(&reply) {
            Some(again) if reply.status >= 300 => Err(as_told(&reply, again)),
            _ if reply.status == 409 => Err(as_told(&reply, true)),
            _ => reply.success(word),
        }
    }
}

/// A session's path. Ids come from Stripe itself; all the same, nothing in one may lead elsewhere.
fn path(id: &str, action: &str) -> String {
    let id: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    format!("{SESSIONS}/{id}{action}")
}

/// Stripe's own word on whether asking again makes sense. It stands above the status.
fn should_retry(reply: &Reply) -> Option<bool> {
    match reply.headers.get("stripe-should-retry")?.to_str().ok()?.trim() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

fn as_told(reply: &Reply, again: bool) -> ProviderTrouble {
    let (provider, status) = (reply.provider, reply.status);
    match again {
        true if status == 429 => ProviderTrouble::Busy { provider, retry_after_ms: reply.retry_after_ms() },
        true => ProviderTrouble::Failed { provider, status },
        false => {
            let code = word(&reply.body).unwrap_or_else(|| "without a word".into());
            ProviderTrouble::Refused { provider, status, code }
        }
    }
}

/// `error.code`, or `error.type` where there is no code.
fn word(body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let error = &body["error"];
    let word = error["code"].as_str().or_else(|| error["type"].as_str())?;
    Some(word.chars().take(60).collect())
}

fn nonsense(what: &str) -> ProviderTrouble {
    ProviderTrouble::Nonsense { provider: Provider::Stripe, what: what.into() }
}

impl ProviderTrouble {
    /// Whether Stripe would answer the same for ever under the idempotency key of this call: a failure is stored with its
    /// key and replayed, and a key belongs to its parameters.
    pub fn spends_key(&self) -> bool {
        match self {
            Self::Failed { status, .. } => *status >= 500,
            Self::Refused { status, code, .. } => *status >= 500 || code == "idempotency_error",
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderMap;

    fn reply(status: u16, told: Option<&'static str>, body: &str) -> Reply {
        let mut headers = HeaderMap::new();
        if let Some(told) = told {
            headers.insert("stripe-should-retry", told.parse().unwrap());
        }
        Reply { provider: Provider::Stripe, status, headers, body: body.as_bytes().to_vec() }
    }

    #[test]
    fn stripes_word_on_retries_comes_first() {
        let body = r#"{"error":{"type":"api_error","code":"lock_timeout","message":"…"}}"#;
        assert_eq!(should_retry(&reply(500, Some("false"), body)), Some(false));
        assert_eq!(should_retry(&reply(400, Some("true"), body)), Some(true));
        assert_eq!(should_retry(&reply(500, Some("perhaps"), body)), None);
        assert!(as_told(&reply(500, None, body), false).is_final());
        assert!(!as_told(&reply(400, None, body), true).is_final());
        assert_eq!(as_told(&reply(429, None, body), true).retry_after_ms(), Some(30_000));
    }

    #[test]
    fn a_refusal_has_a_word() {
        let check =
            |body: &str, expected: Option<&str>| assert_eq!(word(body.as_bytes()).as_deref(), expected, "{body}");
        check(r#"{"error":{"type":"invalid_request_error","code":"resource_missing"}}"#, Some("resource_missing"));
        check(r#"{"error":{"type":"idempotency_error","message":"…"}}"#, Some("idempotency_error"));
        check(r#"{"error":"odd"}"#, None);
        check("<html>", None);
    }

    #[test]
    fn keys_are_spent_by_stored_answers_only() {
        let provider = Provider::Stripe;
        let refused = |status, code: &str| ProviderTrouble::Refused { provider, status, code: code.into() };
        assert!(ProviderTrouble::Failed { provider, status: 500 }.spends_key());
        assert!(refused(400, "idempotency_error").spends_key());
        assert!(refused(500, "api_error").spends_key());
        assert!(!ProviderTrouble::Failed { provider, status: 409 }.spends_key());
        assert!(!ProviderTrouble::NoAnswer(provider).spends_key());
        assert!(!refused(400, "parameter_missing").spends_key());
    }

    #[test]
    fn an_id_leads_nowhere_else() {
        assert_eq!(path("vs_1AbC", "/redact"), format!("{SESSIONS}/vs_1AbC/redact"));
        assert_eq!(path("vs_1/../../accounts?x=", ""), format!("{SESSIONS}/vs_1accountsx"));
    }
}
