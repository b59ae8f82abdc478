//! One way to call a provider: no redirects, limits on time and size, no address in any error or log.

use super::{Provider, ProviderTrouble};
use crate::clock::SECOND;
use crate::config::ServerSettings;
use crate::faults;
use crate::trouble::Trouble;
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, RequestBuilder};
use serde::de::DeserializeOwned;
use std::time::Duration;

/// A page of 200 results with all their events stays well below.
const LARGEST: usize = 16 << 20;

#[derive(Clone)]
pub struct Http {
    provider: Provider,
    client: Client,
    base: String,
}

/// A whole answer, of whatever status.
pub struct Reply {
    pub provider: Provider,
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Http {
    pub fn new(provider: Provider, base: &str, settings: &ServerSettings) -> Result<Self, Trouble> {
        let client = Client::builder()
            .connect_timeout(Duration::from_secs(5))
            .timeout(Duration::from_millis(settings.patience_ms))
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("annotation-academy-registrar/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|e| Trouble::config(format!("no way to call {provider}: {e}")))?;
        Ok(Self { provider, client, base: base.to_owned() })
    }

    /// A request to a path below the provider's address.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.base))
    }

    /// Sends it. Any whole answer is an `Ok`, whatever its status; see [`Reply::success`].
    pub async fn send(&self, request: RequestBuilder) -> Result<Reply, ProviderTrouble> {
        let provider = self.provider;
        faults::reach("before a call");
        let mut answer = request.send().await.map_err(|e| match e.is_connect() || e.is_builder() {
            true => ProviderTrouble::Unreachable(provider),
            false => ProviderTrouble::NoAnswer(provider),
        })?;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let mut body = Vec::new();
        while let Some(piece) = answer.chunk().await.map_err(|_| ProviderTrouble::NoAnswer(provider))? {
            if body.len() + piece.len() > LARGEST {
                return Err(ProviderTrouble::Nonsense { provider, what: "an answer without end".into() });
            }
            body.extend_from_slice(&piece);
        }
        faults::reach("after a call");
        tracing::info!(provider = provider.word(), status, "called");
        Ok(Reply { provider, status, headers, body })
    }
}

impl Reply {
    /// The answer as JSON, if its status is a success; `code` finds the provider's word for a refusal in the body.
    pub fn success<T: DeserializeOwned>(&self, code: impl Fn(&[u8]) -> Option<String>) -> Result<T, ProviderTrouble> {
        let provider = self.provider;
        match self.status {
            200..=299 => self.json(),
            429 => Err(ProviderTrouble::Busy { provider, retry_after_ms: self.retry_after_ms() }),
            500..=599 => Err(ProviderTrouble::Failed { provider, status: self.status }),
            status => Err(ProviderTrouble::Refused {
                provider,
                status,
                code: code(&self.body).unwrap_or_else(|| "without a word".into()),
            }),
        }
    }

    pub fn json<T: DeserializeOwned>(&self) -> Result<T, ProviderTrouble> {
        serde_json::from_slice(&self.body)
            .map_err(|e| ProviderTrouble::Nonsense { provider: self.provider, what: e.to_string() })
    }

    /// `Retry-After` in seconds, as milliseconds; at most an hour is believed.
    pub fn retry_after_ms(&self) -> Option<i64> {
        let value: i64 = self.headers.get("retry-after")?.to_str().ok()?.trim().parse().ok()?;
        Some(value.clamp(0, 3600) * SECOND)
    }
}
