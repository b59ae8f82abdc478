//! Certifier, as its API reference has it.
//!
//! It documents no key that would make a call idempotent. Whoever calls keeps a ledger and looks with
//! [`CertifierClient::find`] before doing again what may have been done.

use super::{Http, Provider, ProviderTrouble, Reply};
use crate::clock::SECOND;
use crate::config::Settings;
use crate::trouble::Trouble;
use registrar_api::words;
use reqwest::Method;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Map, Value, json};
use std::time::Duration;

/// Most that is told of a refusal.
const LONGEST_WORD: usize = 300;
/// Pages of a search that are read; one person has a handful of credentials.
const MOST_PAGES: usize = 20;

/// Calls Certifier. Its token may do everything in the account.
#[derive(Clone)]
pub struct CertifierClient {
    http: Http,
    token: SecretString,
    version: String,
    attribute: String,
    patience: Duration,
}

words! {
    /// Where a credential stands at Certifier.
    pub enum CertifierStatus {
        Draft = "draft",
        Scheduled = "scheduled",
        Issued = "issued",
        Expired = "expired",
    }
}

/// A credential as Certifier has it: what we need of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CertifierCredential {
    pub id: String,
    #[serde(default)]
    pub public_id: Option<String>,
    #[serde(default = "unknown")]
    pub status: CertifierStatus,
    #[serde(default)]
    pub recipient: Option<CertifierRecipient>,
    #[serde(default)]
    pub issue_date: Option<String>,
    #[serde(default)]
    pub expiry_date: Option<String>,
    #[serde(default)]
    custom_attributes: Option<Map<String, Value>>,
    /// Our own number, as a search has found it.
    #[serde(skip)]
    pub own_id: String,
}

/// Whom a credential names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CertifierRecipient {
    #[serde(default)]
    pub name: Option<String>,
}

impl CertifierCredential {
    /// Whether it was issued, also if it has expired since.
    pub fn is_issued(&self) -> bool {
        matches!(self.status, CertifierStatus::Issued | CertifierStatus::Expired)
    }
}

fn unknown() -> CertifierStatus {
    CertifierStatus::Unknown
}

/// What a new credential is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertifierDraft<'a> {
    /// Our own number, kept in the custom attribute.
    pub own_id: &'a str,
    pub group_id: &'a str,
    pub name: &'a str,
    pub email: &'a str,
    /// `YYYY-MM-DD`.
    pub issue_date: &'a str,
    pub expiry_date: Option<&'a str>,
}

#[derive(Deserialize)]
struct Page {
    data: Vec<CertifierCredential>,
    #[serde(default)]
    pagination: Option<Pagination>,
}

#[derive(Deserialize)]
struct Pagination {
    #[serde(default)]
    next: Option<String>,
}

impl CertifierClient {
    pub fn new(settings: &Settings) -> Result<Self, Trouble> {
        // A call is over before the lease of the work that makes it: nobody takes that up while it may still be done.
        let half_a_lease = settings.server.lease_s.map_or(60 * SECOND, |s| s * SECOND / 2).max(1);
        Ok(Self {
            http: Http::new(Provider::Certifier, &settings.certifier.base_url, &settings.server)?,
            token: settings.secrets.certifier_token.clone(),
            version: settings.certifier.version.clone(),
            attribute: settings.certifier.attribute.clone(),
            patience: Duration::from_millis(half_a_lease.unsigned_abs().min(settings.server.patience_ms)),
        })
    }

    /// Makes a draft. Done twice it makes two.
    pub async fn create(&self, draft: &CertifierDraft<'_>) -> Result<CertifierCredential, ProviderTrouble> {
        let mut body = json!({
            "groupId": draft.group_id,
            "recipient": { "name": draft.name, "email": draft.email },
            "issueDate": draft.issue_date,
            "customAttributes": { &self.attribute: draft.own_id },
        });
        if let Some(date) = draft.expiry_date {
            body["expiryDate"] = date.into();
        }
        self.post("/v1/credentials", &body).await
    }

    /// Issues a draft.
    pub async fn issue(&self, id: &str) -> Result<CertifierCredential, ProviderTrouble> {
        self.post(&format!("/v1/credentials/{id}/issue"), &json!({})).await
    }

    /// Has Certifier write to the holder. Done twice it writes twice, and nothing tells whether it has.
    pub async fn send(&self, id: &str) -> Result<(), ProviderTrouble> {
        let body = json!({ "deliveryMethod": "email" });
        done(&self.call(Method::POST, &format!("/v1/credentials/{id}/send"), Some(&body)).await?)
    }

    /// The credential of that id; None if there is none.
    pub async fn get(&self, id: &str) -> Result<Option<CertifierCredential>, ProviderTrouble> {
        let reply = self.call(Method::GET, &format!("/v1/credentials/{id}"), None).await?;
        match reply.status {
            404 => Ok(None),
            _ => reply.success(word_of_refusal).map(Some),
        }
    }

    /// Takes a credential away, with its public page; one that is gone already is no trouble. Certifier knows no other
    /// way of revoking.
    pub async fn delete(&self, id: &str) -> Result<(), ProviderTrouble> {
        let reply = self.call(Method::DELETE, &format!("/v1/credentials/{id}"), None).await?;
        if reply.status == 404 { Ok(()) } else { done(&reply) }
    }

    /// The credentials that carry this number of ours.
    pub async fn find(&self, own_id: &str, email: &str) -> Result<Vec<CertifierCredential>, ProviderTrouble> {
        let mut found = self.of_recipient(email).await?;
        found.retain(|credential| credential.own_id == own_id);
        Ok(found)
    }

    /// The recipient's credentials that carry any number of ours. What a search can filter by is told only for some fields,
    /// and custom attributes are not among those: so it asks for all of the recipient's, and looks at them here.
    pub async fn of_recipient(&self, email: &str) -> Result<Vec<CertifierCredential>, ProviderTrouble> {
        let (mut found, mut cursor) = (Vec::new(), None::<String>);
        for _ in 0..MOST_PAGES {
            let mut body = json!({
                "filter": { "AND": [{ "recipient": { "email": { "equals": email } } }] },
                "sort": { "property": "createdAt", "order": "desc" },
                "limit": 100,
            });
            if let Some(cursor) = cursor {
                body["cursor"] = cursor.into();
            }
            let page: Page = self.post("/v1/credentials/search", &body).await?;
            for mut credential in page.data {
                // Without them an empty answer would not mean that there is none.
                let attributes =
                    credential.custom_attributes.as_ref().ok_or_else(|| nonsense("no customAttributes"))?;
                if let Some(own_id) = attributes.get(&self.attribute).and_then(Value::as_str) {
                    credential.own_id = own_id.to_owned();
                    found.push(credential);
                }
            }
            cursor = page.pagination.and_then(|p| p.next).filter(|next| !next.is_empty());
            if cursor.is_none() {
                return Ok(found);
            }
        }
        Err(nonsense("a search without end"))
    }

    async fn post<T: DeserializeOwned>(&self, path: &str, body: &Value) -> Result<T, ProviderTrouble> {
        self.call(Method::POST, path, Some(body)).await?.success(word_of_refusal)
    }

    async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Reply, ProviderTrouble> {
        let mut request = self
            .http
            .request(method, path)
            .bearer_auth(self.token.expose_secret())
            .header("Certifier-Version", &self.version)
            .timeout(self.patience);
        if let Some(body) = body {
            request = request.json(body);
        }
        self.http.send(request).await
    }
}

/// A success whose body says nothing that we need; whether there is one is not told.
fn done(reply: &Reply) -> Result<(), ProviderTrouble> {
    let silent = (200..=299).contains(&reply.status) && reply.body.is_empty();
    if silent { Ok(()) } else { reply.success::<IgnoredAny>(word_of_refusal).map(drop) }
}

fn nonsense(what: &str) -> ProviderTrouble {
    ProviderTrouble::Nonsense { provider: Provider::Certifier, what: what.into() }
}

#[derive(Deserialize)]
struct Refusal {
    error: Reason,
}

#[derive(Deserialize)]
struct Reason {
    code: String,
    #[serde(default)]
    message: String,
}

/// The provider's words, which it calls safe to show.
fn word_of_refusal(body: &[u8]) -> Option<String> {
    let Reason { code, message } = serde_json::from_slice::<Refusal>(body).ok()?.error;
    let words = if message.is_empty() { code } else { format!("{code}: {message}") };
    Some(words.chars().take(LONGEST_WORD).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_as_far_as_it_goes() {
        let check = |text: &str, status, public: Option<&str>| {
            let read: CertifierCredential = serde_json::from_str(text).expect("an answer written here");
            assert_eq!((read.status, read.public_id.as_deref()), (status, public), "{text}");
        };
        check(r#"{"id":"a","publicId":"p","status":"issued","designs":[1]}"#, CertifierStatus::Issued, Some("p"));
        check(r#"{"id":"a","status":"revoked"}"#, CertifierStatus::Unknown, None);
        check(r#"{"id":"a","publicId":null,"customAttributes":null}"#, CertifierStatus::Unknown, None);
    }

    #[test]
    fn the_recorded_answers_are_read() {
        let one = include_str!("../../tests/fixtures/certifier/credential.json");
        let one: CertifierCredential = serde_json::from_str(one).expect("a recorded answer");
        assert!(one.is_issued() && one.public_id.as_deref() == Some("0f8fad5b-d9cb-469f-a165-70867728950e"));
        assert_eq!(one.recipient.and_then(|recipient| recipient.name).as_deref(), Some("Ada Lovelace"));
        assert_eq!((one.issue_date.as_deref(), one.expiry_date.as_deref()), (Some("2026-11-23"), Some("2028-11-23")));
        let page = include_str!("../../tests/fixtures/certifier/search.json");
        let page: Page = serde_json::from_str(page).expect("a recorded answer");
        assert_eq!((page.data[0].status, page.pagination.and_then(|p| p.next)), (CertifierStatus::Draft, None));
        let refusal = include_bytes!("../../tests/fixtures/certifier/error.json");
        assert_eq!(word_of_refusal(refusal).as_deref(), Some("not_found: There is no such credential."));
    }

    #[test]
    fn a_refusal_keeps_its_words_and_no_more() {
        let check = |body: &str, expected: Option<&str>| {
            assert_eq!(word_of_refusal(body.as_bytes()).as_deref(), expected, "{body}");
        };
        check(r#"{"error":{"code":"forbidden"}}"#, Some("forbidden"));
        check(r#"{"error":{"code":"not_found","message":"No such group"}}"#, Some("not_found: No such group"));
        check("<html>", None);
        let long = format!(r#"{{"error":{{"code":"x","message":"{}"}}}}"#, "y".repeat(9000));
        assert_eq!(word_of_refusal(long.as_bytes()).map(|w| w.chars().count()), Some(LONGEST_WORD));
    }
}
