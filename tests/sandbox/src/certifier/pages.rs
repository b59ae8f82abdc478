//! For a person: the public page of a credential, and the account. For a script: the same by `/_sandbox`.

use super::Shared;
use super::store::StoredCredential;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use maud::{DOCTYPE, Markup, html};
use serde::Deserialize;
use serde_json::{Value, json};

pub(super) fn routes(shared: Shared) -> Router {
    Router::new()
        .route("/", get(account))
        .route("/credentials/{public_id}", get(public))
        .route("/_sandbox/credentials", get(credentials))
        .route("/_sandbox/credentials/{id}", delete(remove))
        .route("/_sandbox/sent", get(sent))
        .route("/_sandbox/calls", get(calls))
        .route("/_sandbox/settings", post(set))
        .route("/_sandbox/hooks", post(send_to))
        .with_state(shared)
}

fn page(title: &str, body: Markup) -> Html<String> {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; title { (title) } }
            body {
                p role="note" { strong { "Sandbox: nothing here is real." } }
                h1 { (title) }
                (body)
            }
        }
    };
    Html(page.into_string())
}

/// The credential as the world sees it. Drafts have no page.
async fn public(State(shared): State<Shared>, Path(public_id): Path<String>) -> Response {
    let store = shared.lock();
    let found = store.credentials.iter().find(|c| c.public_id == public_id && c.status != "draft");
    let Some(credential) = found else {
        return (StatusCode::NOT_FOUND, page("No such credential", html! {})).into_response();
    };
    let body = html! {
        p { "Issued to " strong { (credential.name) } " on " (credential.issue_date) "." }
        @if let Some(date) = &credential.expiry_date { p { "Good until " (date) "." } }
        p { "Group " (credential.group_id) }
    };
    page("Credential", body).into_response()
}

/// What an issuer would see in the dashboard.
async fn account(State(shared): State<Shared>) -> Html<String> {
    let store = shared.lock();
    let row = |c: &StoredCredential| {
        let page = format!("/credentials/{}", c.public_id);
        html! { tr { td { (c.status) } td { (c.name) } td { (c.email) } td { a href=(page) { (c.public_id) } } } }
    };
    page(
        "Certifier",
        html! {
            table { @for credential in &store.credentials { (row(credential)) } }
            h2 { "Letters" }
            ul { @for letter in &store.sent { li { (letter.to) " about " (letter.credential_id) } } }
        },
    )
}

async fn credentials(State(shared): State<Shared>) -> Json<Value> {
    Json(json!(shared.lock().credentials))
}

async fn sent(State(shared): State<Shared>) -> Json<Value> {
    Json(json!(shared.lock().sent))
}

async fn calls(State(shared): State<Shared>) -> Json<Value> {
    Json(json!(shared.lock().calls))
}

async fn remove(State(shared): State<Shared>, Path(id): Path<String>) -> StatusCode {
    match shared.delete(&id) {
        Some(_) => StatusCode::NO_CONTENT,
        None => StatusCode::NOT_FOUND,
    }
}

#[derive(Deserialize)]
struct Changes {
    search_delay_ms: Option<i64>,
    calls_per_minute: Option<usize>,
}

async fn set(State(shared): State<Shared>, Json(changes): Json<Changes>) -> &'static str {
    let mut store = shared.lock();
    store.search_delay_ms = changes.search_delay_ms.unwrap_or(store.search_delay_ms);
    store.per_minute = changes.calls_per_minute.or(store.per_minute);
    "noted"
}

#[derive(Deserialize)]
struct Target {
    url: String,
}

/// Where webhooks go from now on.
async fn send_to(State(shared): State<Shared>, Json(target): Json<Target>) -> &'static str {
    shared.hooks.send_to(target.url);
    "noted"
}
