//! The sessions and their states.

use super::{Call, events};
use crate::{Hooks, now_s};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Every word of `last_error.code`.
pub const ERROR_CODES: &[&str] = &[
    "abandoned",
    "consent_declined",
    "country_not_supported",
    "device_not_supported",
    "document_expired",
    "document_type_not_supported",
    "document_unverified_other",
    "email_unverified_other",
    "email_verification_declined",
    "id_number_insufficient_document_data",
    "id_number_mismatch",
    "id_number_unverified_other",
    "phone_unverified_other",
    "phone_verification_declined",
    "selfie_document_missing_photo",
    "selfie_face_mismatch",
    "selfie_manipulated",
    "selfie_unverified_other",
    "under_supported_age",
];

/// How a check ends.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum Outcome {
    Verified { first: String, last: String },
    Failed { code: String },
}

impl Outcome {
    pub fn verified(first: &str, last: &str) -> Self {
        Self::Verified { first: first.into(), last: last.into() }
    }

    pub fn failed(code: &str) -> Self {
        Self::Failed { code: code.into() }
    }
}

#[derive(Debug, Clone, Default)]
pub struct Session {
    pub id: String,
    pub client_reference_id: Option<String>,
    pub metadata: BTreeMap<String, String>,
    pub return_url: String,
    pub status: &'static str,
    pub last_error: Option<String>,
    pub last_report: Option<String>,
    pub name: Option<(String, String)>,
    /// `processing`, then `redacted`.
    pub redaction: Option<&'static str>,
    pub created_s: i64,
}

/// A page that has been handed out.
pub(super) struct Pass {
    pub session: String,
    pub expires_s: i64,
    pub opened: bool,
    pub used: bool,
}

/// An answer that is kept with its key.
#[derive(Clone)]
pub(super) struct Kept {
    /// Method, path and parameters.
    pub request: String,
    pub status: StatusCode,
    pub body: Vec<u8>,
}

/// Everything the server remembers. Clones share it.
#[derive(Clone)]
pub(super) struct Books(Arc<Mutex<Inner>>, Hooks);

pub(super) struct Inner {
    pub sessions: Vec<Session>,
    pub passes: HashMap<String, Pass>,
    pub kept: HashMap<String, Kept>,
    calls: Vec<Call>,
    url: String,
    shift_ms: i64,
    redacts_after: Duration,
}

const URL_LIFE_S: i64 = 48 * 3600;

/// A refusal in Stripe's shape: status, type, code, message.
pub(super) struct Refusal(pub StatusCode, pub &'static str, pub &'static str, pub String);

pub(super) fn refuse(code: &'static str, message: impl Into<String>) -> Refusal {
    Refusal(StatusCode::BAD_REQUEST, "invalid_request_error", code, message.into())
}

fn missing(id: &str) -> Refusal {
    let message = format!("No such verification session: '{id}'");
    Refusal(StatusCode::NOT_FOUND, "invalid_request_error", "resource_missing", message)
}

fn random(prefix: &str) -> String {
    format!("{prefix}{}", uuid::Uuid::new_v4().simple())
}

impl Books {
    pub fn new(hooks: Hooks) -> Self {
        let inner = Inner {
            sessions: vec![],
            passes: HashMap::new(),
            kept: HashMap::new(),
            calls: vec![],
            url: String::new(),
            shift_ms: 0,
            redacts_after: Duration::from_millis(50),
        };
        Self(Arc::new(Mutex::new(inner)), hooks)
    }

    pub fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn served_at(&self, url: String) {
        self.lock().url = url;
    }

    pub fn shift(&self, by_ms: i64) {
        self.lock().shift_ms += by_ms;
    }

    pub fn redacts_after(&self, delay: Duration) {
        self.lock().redacts_after = delay;
    }

    pub fn forget_keys(&self) {
        self.lock().kept.clear();
    }

    pub fn note(&self, call: Call) {
        self.lock().calls.push(call);
    }

    pub fn calls(&self) -> Vec<Call> {
        self.lock().calls.clone()
    }

    pub fn all(&self) -> Vec<Session> {
        self.lock().sessions.clone()
    }

    pub fn create(&self, mut session: Session) -> Value {
        session.id = random("vs_");
        session.status = "requires_input";
        let mut inner = self.lock();
        session.created_s = inner.now_s();
        inner.sessions.push(session.clone());
        let shown = inner.shown(&session, false);
        drop(inner);
        self.tell(&session.id, "created");
        shown
    }

    /// The session with a fresh page, if it waits for input.
    pub fn retrieve(&self, id: &str, expanded: bool) -> Result<Value, Refusal> {
        let mut inner = self.lock();
        let session = inner.find(id)?.clone();
        Ok(inner.shown(&session, expanded))
    }

    pub fn list(&self, reference: Option<&str>, status: Option<&str>, limit: usize) -> Vec<Value> {
        let mut inner = self.lock();
        let fits = |s: &&Session| {
            reference.is_none_or(|r| s.client_reference_id.as_deref() == Some(r))
                && status.is_none_or(|w| s.status == w)
        };
        let found: Vec<Session> = inner.sessions.iter().rev().filter(fits).take(limit).cloned().collect();
        found.iter().map(|session| inner.shown(session, false)).collect()
    }

    pub fn cancel(&self, id: &str) -> Result<Value, Refusal> {
        let mut inner = self.lock();
        let session = inner.find(id)?;
        if session.status != "requires_input" {
            return Err(refuse(
                "resource_invalid_state",
                format!("You cannot cancel a session that is {}.", session.status),
            ));
        }
        session.status = "canceled";
        let session = session.clone();
        let shown = inner.shown(&session, false);
        drop(inner);
        self.tell(id, "canceled");
        Ok(shown)
    }

    pub fn redact(&self, id: &str) -> Result<Value, Refusal> {
        let mut inner = self.lock();
        let delay = inner.redacts_after;
        let session = inner.find(id)?;
        if session.redaction.is_none() {
            match session.status {
                "requires_input" => session.status = "canceled",
                "verified" => {}
                status => {
                    let message = format!("You cannot redact a session that is {status}.");
                    return Err(refuse("resource_invalid_state", message));
                }
            }
            session.redaction = Some("processing");
            let (books, id) = (self.clone(), id.to_owned());
            tokio::spawn(async move {
                tokio::time::sleep(delay).await;
                books.wipe(&id);
            });
        }
        let session = session.clone();
        Ok(inner.shown(&session, false))
    }

    fn wipe(&self, id: &str) {
        if let Ok(session) = self.lock().find(id) {
            session.redaction = Some("redacted");
            session.metadata.clear();
            session.name = session.name.take().map(|_| ("[redacted]".into(), "[redacted]".into()));
        }
        self.tell(id, "redacted");
    }

    pub fn submit(&self, id: &str) {
        let moved = self.lock().find(id).is_ok_and(|session| {
            let may = session.status == "requires_input";
            if may {
                session.status = "processing";
            }
            may
        });
        if moved {
            self.tell(id, "processing");
        }
    }

    pub fn settle(&self, id: &str, outcome: Outcome) {
        let told = self.lock().find(id).ok().filter(|s| s.status == "processing").map(|session| {
            session.last_report = Some(random("vr_"));
            match outcome {
                Outcome::Verified { first, last } => {
                    (session.status, session.last_error, session.name) = ("verified", None, Some((first, last)));
                    "verified"
                }
                Outcome::Failed { code } => {
                    (session.status, session.last_error) = ("requires_input", Some(code));
                    "requires_input"
                }
            }
        });
        if let Some(told) = told {
            self.tell(id, told);
        }
    }

    fn tell(&self, id: &str, what: &str) {
        let mut inner = self.lock();
        let Ok(session) = inner.find(id).cloned() else { return };
        // Events carry neither page nor secret.
        let mut object = inner.shown(&session, false);
        (object["url"], object["client_secret"]) = (Value::Null, Value::Null);
        let at = inner.now_s();
        drop(inner);
        self.1.dispatch(events::event(what, &object, at));
    }
}

impl Inner {
    pub fn now_s(&self) -> i64 {
        now_s() + self.shift_ms / 1000
    }

    pub fn find(&mut self, id: &str) -> Result<&mut Session, Refusal> {
        self.sessions.iter_mut().find(|session| session.id == id).ok_or_else(|| missing(id))
    }

    fn shown(&mut self, session: &Session, expanded: bool) -> Value {
        let open = session.status == "requires_input";
        let url = open.then(|| {
            let token = random("test_");
            let pass =
                Pass { session: session.id.clone(), expires_s: self.now_s() + URL_LIFE_S, opened: false, used: false };
            self.passes.insert(token.clone(), pass);
            format!("{}/verify/{token}", self.url)
        });
        let error = session.last_error.as_ref().map(|code| json!({ "code": code, "reason": "Sandbox: as asked for." }));
        let mut shown = json!({
            "id": session.id,
            "object": "identity.verification_session",
            "client_reference_id": session.client_reference_id,
            "client_secret": open.then(|| format!("{}_secret_test_sandboxclientsecret", session.id)),
            "created": session.created_s,
            "last_error": error,
            "last_verification_report": session.last_report,
            "livemode": false,
            "metadata": session.metadata,
            "options": { "document": { "require_live_capture": true, "require_matching_selfie": true } },
            "provided_details": null,
            "redaction": session.redaction.map(|status| json!({ "status": status })),
            "related_customer": null,
            "status": session.status,
            "type": "document",
            "url": url,
        });
        if expanded {
            shown["verified_outputs"] = match &session.name {
                Some((first, last)) => json!({ "first_name": first, "last_name": last, "dob": null, "address": null }),
                None => Value::Null,
            };
        }
        shown
    }
}
