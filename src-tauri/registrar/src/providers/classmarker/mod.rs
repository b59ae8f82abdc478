//! ClassMarker, as its own client has it: signed calls, access lists, and feeds of results.

mod wire;

pub use wire::{flag, int};

use super::{Http, Provider, ProviderTrouble, Reply};
use crate::clock::{Clock, HOUR, SECOND};
use crate::config::Settings;
use crate::trouble::Trouble;
use data_encoding::HEXLOWER;
use reqwest::{Method, RequestBuilder};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Codes that one call may add or remove.
pub const MOST_CODES: usize = 100;

type Answer<T> = Result<T, ProviderTrouble>;

#[derive(Clone)]
pub struct ClassMarkerClient {
    http: Http,
    key: SecretString,
    secret: SecretString,
    clock: Clock,
}

/// One page of a feed, oldest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FeedPage {
    /// The provider's clock.
    pub server_s: Option<i64>,
    /// The time after which it really looked: it does not look back further than three months.
    pub after_used_s: Option<i64>,
    /// Each result as it came, unwrapped.
    pub results: Vec<Value>,
    pub available: Option<i64>,
    pub more: bool,
    pub next_after_s: Option<i64>,
}

/// A link as the provider has it set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueLink {
    pub link_id: String,
    /// Only if the key may see it.
    pub link_url_id: Option<String>,
    pub access_list_id: Option<String>,
    pub test_ids: Vec<String>,
}

impl ClassMarkerClient {
    pub fn new(settings: &Settings, clock: Clock) -> Result<Self, Trouble> {
        Ok(Self {
            http: Http::new(Provider::ClassMarker, &settings.classmarker.base_url, &settings.server)?,
            key: settings.secrets.classmarker_key.clone(),
            secret: settings.secrets.classmarker_secret.clone(),
            clock,
        })
    }

    /// Puts codes on a list, at most [`MOST_CODES`]. One that is there already is no trouble. Not counted.
    pub async fn add_codes(&self, list: &str, codes: &[SecretString]) -> Answer<()> {
        self.change_codes(Method::POST, list, codes).await
    }

    /// Takes codes off a list, at most [`MOST_CODES`]. One that is not there is no trouble.
    pub async fn remove_codes(&self, list: &str, codes: &[SecretString]) -> Answer<()> {
        self.change_codes(Method::DELETE, list, codes).await
    }

    async fn change_codes(&self, method: Method, list: &str, codes: &[SecretString]) -> Answer<()> {
        let codes: Vec<&str> = codes.iter().map(ExposeSecret::expose_secret).collect();
        let request = self.signed(method, &format!("/v1/accesslists/{list}.json"));
        match self.ask(request.json(&codes)).await? {
            (wire::Status::Ok, _) => Ok(()),
            (status, _) => Err(nonsense(format!("{status:?} to a change of an access list"))),
        }
    }

    /// Results of all links, finished after a time (UNIX seconds), at most 200. Counted.
    pub async fn recent_link_results(&self, after_s: i64, limit: usize) -> Answer<FeedPage> {
        self.feed("/v1/links/recent_results.json", after_s, limit).await
    }

    /// The same of one link and its test. Counted.
    pub async fn recent_results_of(
        &self,
        link_id: &str,
        test_id: &str,
        after_s: i64,
        limit: usize,
    ) -> Answer<FeedPage> {
        self.feed(&format!("/v1/links/{link_id}/tests/{test_id}/recent_results.json"), after_s, limit).await
    }

    async fn feed(&self, path: &str, after_s: i64, limit: usize) -> Answer<FeedPage> {
        let asked = [("finishedAfterTimestamp", after_s.to_string()), ("limit", limit.clamp(1, 200).to_string())];
        let request = self.signed(Method::GET, path).query(&asked);
        Ok(wire::feed_page(self.ask(request).await?.1))
    }

    /// Every link that the key may see. Counted.
    pub async fn catalogue(&self) -> Answer<Vec<CatalogueLink>> {
        Ok(wire::catalogue(&self.ask(self.signed(Method::GET, "/v1.json")).await?.1))
    }

    /// Key, signature and time, as every call carries them. Whoever sees the address can use it for five minutes.
    fn signed(&self, method: Method, path: &str) -> RequestBuilder {
        let timestamp = (self.clock.now_ms() / SECOND).to_string();
        let key = self.key.expose_secret();
        let signature = signature(key, self.secret.expose_secret(), &timestamp);
        let signed = [("api_key", key), ("signature", &signature), ("timestamp", &timestamp)];
        self.http.request(method, path).query(&signed)
    }

    async fn ask(&self, request: RequestBuilder) -> Answer<(wire::Status, Value)> {
        understood(&self.http.send(request).await?, self.clock.now_ms())
    }
}

fn signature(key: &str, secret: &str, timestamp: &str) -> String {
    let mut hash = Sha256::new();
    for part in [key, secret, timestamp] {
        hash.update(part.as_bytes());
    }
    HEXLOWER.encode(&hash.finalize())
}

fn nonsense(what: impl Into<String>) -> ProviderTrouble {
    ProviderTrouble::Nonsense { provider: Provider::ClassMarker, what: what.into() }
}

/// What the body's own status says, whatever the status of HTTP: an error may come with 200.
fn understood(reply: &Reply, now_ms: i64) -> Answer<(wire::Status, Value)> {
    let provider = Provider::ClassMarker;
    let body: Value = match reply.json() {
        Ok(body) => body,
        // No body of ClassMarker's: then the status of HTTP is all there is.
        Err(not_json) => return Err(reply.success::<Value>(|_| None).err().unwrap_or(not_json)),
    };
    let status = wire::Status::of(&body);
    let error = wire::ErrorBody::of(&body);
    if status == wire::Status::LimitReached || error.code == "rateLimitExceeded" || reply.status == 429 {
        let until = error.next_request_after_s.map(|s| (s.saturating_mul(SECOND) - now_ms).clamp(SECOND, 24 * HOUR));
        return Err(ProviderTrouble::Busy { provider, retry_after_ms: until.or(reply.retry_after_ms()) });
    }
    if status == wire::Status::Error && reply.status < 500 {
        return Err(ProviderTrouble::Refused { provider, status: reply.status, code: error.code });
    }
    let body: Value = reply.success(|_| (!error.code.is_empty()).then(|| error.code.clone()))?;
    match status {
        wire::Status::Error | wire::Status::Other => Err(nonsense("a body whose status is none of its words")),
        status => Ok((status, body)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderMap;

    #[test]
    fn a_signature_is_the_hash_of_key_secret_and_time() {
        let expected = crate::keys::digest(b"keysecret1700000000");
        assert_eq!(signature("key", "secret", "1700000000"), expected);
        assert_eq!(expected.len(), 64);
    }

    /// A status of HTTP, a body, and what the two come to.
    #[test]
    fn the_body_says_how_a_call_went() {
        const NOW: i64 = 1_700_000_000_000;
        let provider = Provider::ClassMarker;
        let check = |status: u16, body: &str, expected: Result<wire::Status, ProviderTrouble>| {
            let reply = Reply { provider, status, headers: HeaderMap::new(), body: body.into() };
            match (understood(&reply, NOW).map(|(status, _)| status), expected) {
                (Err(ProviderTrouble::Nonsense { .. }), Err(ProviderTrouble::Nonsense { .. })) => {}
                (got, expected) => assert_eq!(got, expected, "{status} {body}"),
            }
        };
        let busy = |retry_after_ms| Err(ProviderTrouble::Busy { provider, retry_after_ms });
        let refused = |status, code: &str| Err(ProviderTrouble::Refused { provider, status, code: code.into() });
        let limit =
            r#"{"status":"error","error":{"error_code":"rateLimitExceeded","next_request_after":"1700000600"}}"#;
        check(200, r#"{"status":"ok"}"#, Ok(wire::Status::Ok));
        check(200, r#"{"status":"no_results"}"#, Ok(wire::Status::NoResults));
        check(200, r#"{"status":"verified"}"#, Ok(wire::Status::Verified));
        check(200, limit, busy(Some(600_000)));
        check(429, limit, busy(Some(600_000)));
        check(403, limit, busy(Some(600_000)));
        check(429, "slow down", busy(None));
        check(200, r#"{"status":"request_limit_reached"}"#, busy(None));
        let past = r#"{"status":"error","error":{"error_code":"rateLimitExceeded","next_request_after":1}}"#;
        check(200, past, busy(Some(1000)));
        let late = r#"{"status":"error","error":{"error_code":"timeStampOutOfRange","error_message":"no"}}"#;
        check(200, late, refused(200, "timeStampOutOfRange"));
        check(401, r#"{"status":"error","error":{"error_code":"apiKeyAuthFail"}}"#, refused(401, "apiKeyAuthFail"));
        check(200, r#"{"status":"error"}"#, refused(200, "without a word"));
        check(404, "not here", refused(404, "without a word"));
        check(500, r#"{"status":"error"}"#, Err(ProviderTrouble::Failed { provider, status: 500 }));
        check(502, "<html>", Err(ProviderTrouble::Failed { provider, status: 502 }));
        check(200, "<html>maintenance</html>", Err(nonsense("")));
        check(200, r#"{"status":"a new word"}"#, Err(nonsense("")));
        check(200, "[]", Err(nonsense("")));
    }
}
