//! Stand-in for Stripe Identity: the session's state machine, the idempotency store, signed events, and a page to be checked on.

mod api;
mod control;
mod events;
mod keys;
mod page;
mod sessions;

pub use events::sign;
pub use sessions::{ERROR_CODES, Outcome, Session};

use crate::secrets::SECRETS;
use crate::{Hooks, Mischief, Served, misbehave};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use sessions::Books;
use std::time::Duration;

/// The API key that is taken, and the secret that events are signed with.
pub const KEY: &str = SECRETS[1].1;
pub const WEBHOOK_SECRET: &str = SECRETS[2].1;

pub struct Stripe {
    pub served: Served,
    pub mischief: Mischief,
    pub hooks: Hooks,
    books: Books,
}

/// A request as it came in.
#[derive(Debug, Clone)]
pub struct Call {
    /// `POST /v1/identity/verification_sessions`.
    pub what: String,
    pub parameters: Vec<(String, String)>,
    pub version: String,
    pub idempotency_key: Option<String>,
}

impl Stripe {
    /// Starts on `port` of loopback; 0 takes a free one.
    pub async fn start(port: u16) -> std::io::Result<Self> {
        let (mischief, hooks) = (Mischief::default(), Hooks::default());
        let books = Books::new(hooks.clone());
        // What was done is stored with its key, whatever becomes of the answer on its way; so is a failure.
        let api = api::routes(books.clone())
            .layer(from_fn_with_state(books.clone(), keys::keep))
            .layer(from_fn_with_state(mischief.clone(), misbehave::layer))
            .layer(from_fn_with_state(books.clone(), keys::replay))
            .layer(from_fn_with_state(books.clone(), api::authorize))
            .layer(from_fn(keys::whole));
        let router: Router = api.merge(page::routes(books.clone())).merge(control::routes(books.clone()));
        let served = Served::start_with(port, router.merge(mischief.routes())).await?;
        books.served_at(served.url());
        Ok(Self { served, mischief, hooks, books })
    }

    pub fn url(&self) -> String {
        self.served.url()
    }

    /// Every session, oldest first.
    pub fn sessions(&self) -> Vec<Session> {
        self.books.all()
    }

    /// Every request to the API that had a good key.
    pub fn calls(&self) -> Vec<Call> {
        self.books.calls()
    }

    /// Submits and decides at once, as if the candidate had gone through the page.
    pub fn complete(&self, session_id: &str, outcome: Outcome) {
        self.books.submit(session_id);
        self.books.settle(session_id, outcome);
    }

    /// The candidate has submitted; the check runs.
    pub fn submit(&self, session_id: &str) {
        self.books.submit(session_id);
    }

    /// The check that runs comes to its end.
    pub fn settle(&self, session_id: &str, outcome: Outcome) {
        self.books.settle(session_id, outcome);
    }

    /// As somebody may do in the dashboard.
    pub fn cancel(&self, session_id: &str) {
        let _ = self.books.cancel(session_id);
    }

    /// How long a deletion takes; a twentieth of a second unless said.
    pub fn redacts_after(&self, delay: Duration) {
        self.books.redacts_after(delay);
    }

    /// Moves this server's clock: the stamps of its events, and the age of its pages.
    pub fn shift(&self, by_ms: i64) {
        self.books.shift(by_ms);
    }

    /// Forgets every idempotency key, as Stripe may after a day.
    pub fn forget_keys(&self) {
        self.books.forget_keys();
    }

    /// Opens a session's page as a browser would, finishes it, and answers with the address it leads back to; Err with the
    /// status of the page that would not open.
    pub async fn browse(&self, url: &str, outcome: &Outcome) -> Result<String, u16> {
        page::browse(url, outcome).await
    }
}
