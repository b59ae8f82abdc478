//! The hosted page: opened once, within 48 hours, with a button for each way a check can end.

use super::sessions::{Books, ERROR_CODES, Outcome};
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use maud::{DOCTYPE, Markup, html};
use serde::Deserialize;
use std::time::Duration;

pub(super) fn routes(books: Books) -> Router {
    Router::new().route("/verify/{token}", get(open).post(finish)).with_state(books)
}

/// `verified`, or a word of `last_error.code`.
#[derive(Deserialize)]
struct Choice {
    outcome: String,
    #[serde(default)]
    first: String,
    #[serde(default)]
    last: String,
}

fn page(status: StatusCode, body: Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; title { "Identity check (sandbox)" } }
            body { p role="note" { strong { "Sandbox: nothing here is real." } } (body) }
        }
    };
    (status, Html(page.into_string())).into_response()
}

fn gone() -> Response {
    page(StatusCode::GONE, html! { h1 { "This link is used or expired" } p { "Start again in the app." } })
}

async fn open(State(books): State<Books>, Path(token): Path<String>) -> Response {
    let mut inner = books.lock();
    let now = inner.now_s();
    let Some(pass) = inner.passes.get_mut(&token).filter(|pass| !pass.opened && pass.expires_s > now) else {
        return gone();
    };
    pass.opened = true;
    let session = pass.session.clone();
    if !inner.find(&session).is_ok_and(|session| session.status == "requires_input") {
        return gone();
    }
    drop(inner);
    page(
        StatusCode::OK,
        html! {
            h1 { "Identity check" }
            form method="post" {
                p { label { "First name on the document " input name="first" value="Jenny"; } }
                p { label { "Last name on the document " input name="last" value="Rosen"; } }
                p { button name="outcome" value="verified" { "The check passes" } }
                h2 { "It does not pass" }
                @for code in ERROR_CODES { p { button name="outcome" value=(code) { (code) } } }
            }
        },
    )
}

async fn finish(State(books): State<Books>, Path(token): Path<String>, Form(choice): Form<Choice>) -> Response {
    let (session, return_url) = {
        let mut inner = books.lock();
        let Some(pass) = inner.passes.get_mut(&token).filter(|pass| pass.opened && !pass.used) else { return gone() };
        pass.used = true;
        let id = pass.session.clone();
        match inner.find(&id) {
            Ok(session) if session.status == "requires_input" => (id, session.return_url.clone()),
            _ => return gone(),
        }
    };
    let outcome = match choice.outcome.as_str() {
        "verified" => Outcome::Verified { first: choice.first, last: choice.last },
        code => Outcome::failed(code),
    };
    books.submit(&session);
    let settling = books.clone();
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(50)).await;
        settling.settle(&session, outcome);
    });
    (StatusCode::SEE_OTHER, [(header::LOCATION, return_url)]).into_response()
}

/// Opens the page and presses a button.
pub(super) async fn browse(url: &str, outcome: &Outcome) -> Result<String, u16> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().map_err(|_| 0_u16)?;
    let opened = client.get(url).send().await.map_err(|_| 0_u16)?;
    if !opened.status().is_success() {
        return Err(opened.status().as_u16());
    }
    let form = match outcome {
        Outcome::Verified { first, last } => vec![("outcome", "verified"), ("first", first), ("last", last)],
        Outcome::Failed { code } => vec![("outcome", code.as_str())],
    };
    let done = client.post(url).form(&form).send().await.map_err(|_| 0_u16)?;
    let location = done.headers().get("location").and_then(|l| l.to_str().ok()).map(str::to_owned);
    location.ok_or(done.status().as_u16())
}
