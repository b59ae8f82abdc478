//! The API: who asks, which version, and what becomes of a credential.

use super::refusal::Refusal;
use super::store::{self, SentLetter, StoredCredential};
use super::{Shared, search};
use axum::body::Bytes;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// The one version there is.
const VERSION: &str = "2022-10-26";

type Answer = Result<(StatusCode, Json<Value>), Refusal>;

pub(super) fn routes(shared: Shared) -> Router {
    Router::new()
        .route("/v1/credentials", get(list).post(create))
        .route("/v1/credentials/search", post(find))
        .route("/v1/credentials/create-issue-send", post(create_issue_send))
        .route("/v1/credentials/{id}", get(one).patch(change).delete(remove))
        .route("/v1/credentials/{id}/issue", post(issue))
        .route("/v1/credentials/{id}/send", post(send))
        .route("/v1/attributes", get(attributes))
        .layer(middleware::from_fn_with_state(shared.clone(), at_the_door))
        .with_state(shared)
}

async fn at_the_door(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    match admit(&shared, request.headers(), format!("{} {}", request.method(), request.uri().path())) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

/// The token first, then the limit, then the version.
fn admit(shared: &Shared, headers: &HeaderMap, call: String) -> Result<(), Refusal> {
    let header = |name: &str| headers.get(name).and_then(|h| h.to_str().ok());
    let expected = format!("Bearer {}", crate::secrets::secret("CERTIFIER_TOKEN"));
    let mut store = shared.lock();
    store.calls.push(call);
    if header("authorization") != Some(&expected) {
        return Err(Refusal::unauthorized());
    }
    store.admit().map_err(Refusal::rate_limited)?;
    match header("certifier-version") {
        Some(VERSION) => Ok(()),
        Some(_) => Err(Refusal::invalid_version()),
        None => Err(Refusal::missing_version()),
    }
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    let value: Value = serde_json::from_slice(body).map_err(|_| Refusal::invalid_json())?;
    serde_json::from_value(value).map_err(|e| Refusal::invalid(e.to_string()))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct New {
    group_id: String,
    recipient: Recipient,
    issue_date: Option<String>,
    expiry_date: Option<String>,
    #[serde(default)]
    custom_attributes: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Recipient {
    name: String,
    email: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Change {
    recipient: Option<Recipient>,
    issue_date: Option<String>,
    expiry_date: Option<String>,
    custom_attributes: Option<Map<String, Value>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sending {
    delivery_method: String,
}

#[derive(Deserialize)]
struct Paging {
    cursor: Option<String>,
    limit: Option<usize>,
}

fn date(text: &str) -> Result<String, Refusal> {
    let read = jiff::civil::Date::strptime("%Y-%m-%d", text);
    read.map(|_| text.to_owned()).map_err(|_| Refusal::invalid(format!("{text} is no date: YYYY-MM-DD")))
}

impl Shared {
    fn checked(&self, attributes: &Map<String, Value>) -> Result<(), Refusal> {
        let known = &self.lock().attributes;
        for (tag, value) in attributes {
            if !known.contains(tag) {
                return Err(Refusal::invalid(format!("The attribute {tag} does not exist in this account.")));
            }
            if !value.is_string() {
                return Err(Refusal::invalid(format!("The attribute {tag} must be a text.")));
            }
        }
        Ok(())
    }

    fn make(&self, body: &[u8]) -> Result<StoredCredential, Refusal> {
        let new: New = parse(body)?;
        self.checked(&new.custom_attributes)?;
        if !new.group_id.starts_with(&self.lock().groups) {
            return Err(Refusal::invalid(format!("There is no group {}.", new.group_id)));
        }
        if new.recipient.name.trim().is_empty() {
            return Err(Refusal::invalid("recipient.name must not be empty"));
        }
        let now = store::now_ms();
        let made = StoredCredential {
            id: store::ulid(),
            public_id: uuid::Uuid::new_v4().to_string(),
            group_id: new.group_id,
            status: "draft".into(),
            recipient_id: store::ulid(),
            name: new.recipient.name,
            email: new.recipient.email.unwrap_or_default(),
            issue_date: new.issue_date.as_deref().map_or_else(|| Ok(store::today()), date)?,
            expiry_date: new.expiry_date.as_deref().map(date).transpose()?,
            custom_attributes: new.custom_attributes,
            created_ms: now,
            updated_ms: now,
        };
        self.lock().credentials.push(made.clone());
        self.tell("credential.created", &made.id);
        Ok(made)
    }

    /// Drafts only.
    fn issue(&self, id: &str) -> Result<StoredCredential, Refusal> {
        let issued = {
            let mut store = self.lock();
            let credential = store.get(id).ok_or_else(|| Refusal::not_found("credential"))?;
            if credential.status != "draft" {
                return Err(Refusal::conflict("Only a draft can be issued."));
            }
            credential.status = "issued".into();
            credential.updated_ms = store::now_ms();
            credential.clone()
        };
        self.tell("credential.issued", id);
        Ok(issued)
    }

    /// Issued ones only; each time it is asked a letter goes.
    fn send(&self, id: &str, method: &str) -> Result<StoredCredential, Refusal> {
        let mut store = self.lock();
        let credential = store.get(id).ok_or_else(|| Refusal::not_found("credential"))?.clone();
        if credential.status != "issued" {
            return Err(Refusal::conflict("Only an issued credential can be sent."));
        }
        if method != "email" || credential.email.is_empty() {
            return Err(Refusal::invalid("deliveryMethod must be email, and the recipient must have an address"));
        }
        store.sent.push(SentLetter { credential_id: credential.id.clone(), to: credential.email.clone() });
        Ok(credential)
    }
}

fn ok(credential: &StoredCredential) -> Answer {
    Ok((StatusCode::OK, Json(credential.shown())))
}

async fn create(State(shared): State<Shared>, body: Bytes) -> Answer {
    let made = shared.make(&body)?;
    Ok((StatusCode::CREATED, Json(made.shown())))
}

async fn issue(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    ok(&shared.issue(&id)?)
}

async fn send(State(shared): State<Shared>, Path(id): Path<String>, body: Bytes) -> Answer {
    let sending: Sending = parse(&body)?;
    ok(&shared.send(&id, &sending.delivery_method)?)
}

/// All three at once. A registrar must not use it: after a lost answer it could only do all three again.
async fn create_issue_send(State(shared): State<Shared>, body: Bytes) -> Answer {
    let made = shared.make(&body)?;
    shared.issue(&made.id)?;
    ok(&shared.send(&made.id, "email")?)
}

async fn one(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    ok(shared.lock().get(&id).ok_or_else(|| Refusal::not_found("credential"))?)
}

async fn change(State(shared): State<Shared>, Path(id): Path<String>, body: Bytes) -> Answer {
    let change: Change = parse(&body)?;
    shared.checked(change.custom_attributes.as_ref().unwrap_or(&Map::new()))?;
    let (issue_date, expiry_date) =
        (change.issue_date.as_deref().map(date).transpose()?, change.expiry_date.as_deref().map(date).transpose()?);
    let changed = {
        let mut store = shared.lock();
        let credential = store.get(&id).ok_or_else(|| Refusal::not_found("credential"))?;
        if let Some(recipient) = change.recipient {
            credential.name = recipient.name;
            credential.email = recipient.email.unwrap_or_else(|| credential.email.clone());
        }
        credential.issue_date = issue_date.unwrap_or_else(|| credential.issue_date.clone());
        credential.expiry_date = expiry_date.or_else(|| credential.expiry_date.clone());
        credential.custom_attributes.extend(change.custom_attributes.unwrap_or_default());
        credential.updated_ms = store::now_ms();
        credential.clone()
    };
    shared.tell("credential.updated", &id);
    ok(&changed)
}

async fn remove(State(shared): State<Shared>, Path(id): Path<String>) -> Result<StatusCode, Refusal> {
    shared.delete(&id).ok_or_else(|| Refusal::not_found("credential"))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn list(State(shared): State<Shared>, Query(paging): Query<Paging>) -> Answer {
    let all = shared.lock().credentials.clone();
    Ok((StatusCode::OK, Json(search::page(&all, paging.cursor.as_deref(), paging.limit)?)))
}

async fn find(State(shared): State<Shared>, body: Bytes) -> Answer {
    let question: search::Question = parse(&body)?;
    let found = search::matching(&shared.lock(), &question)?;
    Ok((StatusCode::OK, Json(search::page(&found, question.cursor.as_deref(), question.limit)?)))
}

/// The one list without pages.
async fn attributes(State(shared): State<Shared>) -> Json<Value> {
    let tags = shared.lock().attributes.clone();
    let shown =
        tags.iter().map(|tag| json!({ "tag": tag, "name": tag.trim_start_matches("custom."), "isDefault": false }));
    Json(shown.collect())
}
