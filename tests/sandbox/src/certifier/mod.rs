//! Stand-in for Certifier: drafts that are issued and sent, a search that may lag behind, thin signed webhooks, public
//! pages. It forgets nothing that was asked of it, so that a test can see what was done twice.

mod api;
mod pages;
mod refusal;
mod search;
mod store;

pub use store::{SentLetter, StoredCredential};

use crate::webhook::Delivery;
use crate::{Hooks, Mischief, Served};
use axum::Router;
use data_encoding::HEXLOWER;
use hmac::{Hmac, Mac};
use serde_json::json;
use sha2::Sha256;
use std::sync::{Arc, Mutex, MutexGuard};
use store::Store;

pub struct Certifier {
    pub served: Served,
    pub mischief: Mischief,
    pub hooks: Hooks,
    shared: Shared,
}

/// What the routes and the handle share.
#[derive(Clone)]
struct Shared {
    store: Arc<Mutex<Store>>,
    hooks: Hooks,
}

impl Certifier {
    /// Starts on `port` of loopback; 0 takes a free one.
    pub async fn start(port: u16) -> std::io::Result<Self> {
        let (mischief, hooks) = (Mischief::default(), Hooks::default());
        let shared = Shared { store: Arc::default(), hooks: hooks.clone() };
        let router = Router::new().merge(api::routes(shared.clone())).merge(pages::routes(shared.clone()));
        let served = Served::start(port, router, &mischief).await?;
        Ok(Self { served, mischief, hooks, shared })
    }

    pub fn url(&self) -> String {
        self.served.url()
    }

    /// Every credential there is, oldest first.
    pub fn credentials(&self) -> Vec<StoredCredential> {
        self.shared.lock().credentials.clone()
    }

    /// Every letter to a holder.
    pub fn sent(&self) -> Vec<SentLetter> {
        self.shared.lock().sent.clone()
    }

    /// Every call that reached the API, as `POST /v1/credentials`.
    pub fn calls(&self) -> Vec<String> {
        self.shared.lock().calls.clone()
    }

    /// A new credential is found by a search only after so many milliseconds.
    pub fn set_search_delay_ms(&self, ms: i64) {
        self.shared.lock().search_delay_ms = ms;
    }

    /// At most so many calls in any minute; None: as many as come.
    pub fn set_calls_per_minute(&self, most: Option<usize>) {
        self.shared.lock().per_minute = most;
    }

    /// The account's custom attributes.
    pub fn set_attributes(&self, tags: &[&str]) {
        self.shared.lock().attributes = tags.iter().map(|tag| (*tag).to_owned()).collect();
    }

    /// What somebody does in Certifier's own dashboard: deletes a credential. False if there is none.
    pub fn delete(&self, id: &str) -> bool {
        self.shared.delete(id).is_some()
    }

    /// What somebody does in Certifier's own dashboard: another credential with the same contents.
    pub fn duplicate(&self, id: &str) -> Option<String> {
        let made = self.shared.lock().duplicate(id)?;
        self.shared.tell("credential.created", &made);
        Some(made)
    }

    /// A delivery as Certifier would sign it, to be sent by [`Hooks::send`].
    pub fn delivery(event_id: &str, kind: &str, credential_id: &str) -> Delivery {
        delivery(event_id, kind, credential_id)
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn tell(&self, kind: &str, id: &str) {
        self.hooks.dispatch(delivery(&store::ulid(), kind, id));
    }

    fn delete(&self, id: &str) -> Option<StoredCredential> {
        let gone = self.lock().delete(id)?;
        self.tell("credential.deleted", id);
        Some(gone)
    }
}

/// Thin: what happened to which credential, and nothing of its contents.
fn delivery(event_id: &str, kind: &str, credential_id: &str) -> Delivery {
    let body = json!({
        "id": event_id,
        "type": kind,
        "createdAt": store::timestamp(store::now_ms()),
        "data": { "resource": { "id": credential_id, "type": "credential" } },
    });
    let body = body.to_string().into_bytes();
    let secret = crate::secrets::secret("CERTIFIER_WEBHOOK_SECRET");
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("an HMAC takes a key of any length");
    mac.update(&body);
    let signature = HEXLOWER.encode(&mac.finalize().into_bytes());
    Delivery { headers: vec![("X-Webhook-Signature".into(), signature)], body }
}
