//! Pages for a person who plays the candidate, and routes by which a script does.

use super::Shared;
use super::state::{Event, Finish, Forged, LINKS, Start};
use axum::Router;
use axum::extract::{Form, Json, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{DOCTYPE, Markup, html};
use serde::Deserialize;
use serde_json::{Value, json};

pub fn routes(shared: &Shared) -> Router {
    Router::new()
        .route("/online-test/start", get(intro).post(begin))
        .route("/online-test/start/", get(intro).post(begin))
        .route("/online-test/attempt/{id}", get(attempt).post(end))
        .route("/_sandbox/open", post(control_open))
        .route("/_sandbox/finish", post(control_finish))
        .route("/_sandbox/regrade", post(control_regrade))
        .route("/_sandbox/reopen", post(control_reopen))
        .route("/_sandbox/forge", post(control_forge))
        .route("/_sandbox/verify", post(control_verify))
        .route("/_sandbox/codes/{list}", get(control_codes))
        .route("/_sandbox/calls", get(control_calls))
        .route("/_sandbox/settings", post(control_settings))
        .with_state(shared.clone())
}

fn page(title: &str, body: Markup) -> Html<String> {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; title { (title) " · ClassMarker (sandbox)" } }
            body {
                p role="note" { strong { "Sandbox: nothing here is real." } }
                h1 { (title) }
                (body)
            }
        }
    };
    Html(page.into_string())
}

fn refused(why: &str) -> Response {
    (StatusCode::FORBIDDEN, page("The exam cannot be started", html! { p { (why) } })).into_response()
}

/// The quiz that `tests/sandbox/registrar.toml` names for the rehearsal: open to everybody.
const REHEARSAL: &str = "sandboxrehearsal";

async fn intro(State(shared): State<Shared>, Query(start): Query<Start>) -> Response {
    if start.quiz == REHEARSAL {
        return page("Rehearsal", html! { p { "One question, under the real settings. It counts for nothing." } })
            .into_response();
    }
    let link = match shared.lock().admit(&start) {
        Ok(link) => &LINKS[link],
        Err(why) => return refused(&why),
    };
    let fields = [
        ("quiz", &start.quiz),
        ("cm_user_id", &start.cm_user_id),
        ("cm_access_list_item", &start.cm_access_list_item),
        ("cm_fn", &start.cm_fn),
        ("cm_ln", &start.cm_ln),
        ("cm_e", &start.cm_e),
    ];
    page(
        link.test_name,
        html! {
            p { "For " (start.cm_fn) " " (start.cm_ln) " <" (start.cm_e) ">." }
            @if link.camera { p { "The camera takes pictures while the exam runs." } }
            form method="post" action="/online-test/start" {
                @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
                button { "Start the exam" }
            }
        },
    )
    .into_response()
}

async fn begin(State(shared): State<Shared>, Form(start): Form<Start>) -> Response {
    let begun = shared.lock().begin(start, shared.now_s());
    match begun {
        Ok(id) => Redirect::to(&format!("/online-test/attempt/{id}")).into_response(),
        Err(why) => refused(&why),
    }
}

async fn attempt(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    let state = shared.lock();
    let Some(attempt) = state.attempts.get(&id) else { return refused("There is no such attempt.") };
    if attempt.link_result_id.is_some() {
        return page("The exam is over", html! { p { "It has been handed in." } }).into_response();
    }
    let endings = [
        ("Finish with 85 %", 850, false, 0),
        ("Finish with 40 %", 400, false, 0),
        ("Finish with 60 %, essays not graded yet", 600, true, 0),
        ("Finish with 85 % and 12 monitoring events", 850, false, 12),
    ];
    page(
        LINKS[attempt.link].test_name,
        html! {
            p { "The exam is running. How does it end?" }
            @for (label, percentage, grading, events) in endings {
                form method="post" {
                    input type="hidden" name="percentage_tenths" value=(percentage);
                    input type="hidden" name="requires_grading" value=(grading);
                    input type="hidden" name="events" value=(events);
                    button { (label) }
                }
            }
        },
    )
    .into_response()
}

#[derive(Deserialize)]
struct Ending {
    percentage_tenths: i64,
    requires_grading: bool,
    events: usize,
}

/// The exam ends; then on to the link's own page, if one is set. Nothing of what goes with it is signed.
async fn end(State(shared): State<Shared>, Path(id): Path<String>, Form(ending): Form<Ending>) -> Response {
    let event = Event { event: "Left the exam's page".into(), seconds_away: 7 };
    let finish = Finish {
        percentage_tenths: ending.percentage_tenths,
        requires_grading: ending.requires_grading,
        events: vec![event; ending.events.min(500)],
        ..Finish::default()
    };
    let Some(record) = shared.finish(&id, finish) else { return refused("There is no such attempt.") };
    let back = shared.lock().return_url.clone().and_then(|url| url::Url::parse(&url).ok());
    match back {
        None => page("Handed in", html! { p { "You can close this page." } }).into_response(),
        Some(mut url) => {
            let percentage = format!("{}.{}", ending.percentage_tenths / 10, ending.percentage_tenths % 10);
            url.query_pairs_mut()
                .append_pair("cm_ts", &percentage)
                .append_pair("cm_tsa", "100.0")
                .append_pair("cm_tp", &percentage)
                .append_pair("cm_td", "00:30:00")
                .append_pair("cm_user_id", &record.cm_user_id)
                .append_pair("cm_access_list_item", &record.access_code);
            Redirect::to(url.as_str()).into_response()
        }
    }
}

fn missing() -> Response {
    (StatusCode::NOT_FOUND, Json(json!({ "refused": "There is no such thing." }))).into_response()
}

#[derive(Deserialize)]
struct Open {
    url: String,
}

async fn control_open(State(shared): State<Shared>, Json(open): Json<Open>) -> Response {
    match shared.open(&open.url) {
        Ok(attempt) => Json(json!({ "attempt": attempt })).into_response(),
        Err(refusal) => (StatusCode::CONFLICT, Json(json!({ "refused": refusal }))).into_response(),
    }
}

#[derive(Deserialize)]
struct Ended {
    attempt: String,
    #[serde(flatten)]
    finish: Finish,
}

async fn control_finish(State(shared): State<Shared>, Json(ended): Json<Ended>) -> Response {
    let Some(record) = shared.finish(&ended.attempt, ended.finish) else { return missing() };
    Json(json!({ "link_result_id": record.link_result_id.to_string() })).into_response()
}

#[derive(Deserialize)]
struct Changed {
    link_result_id: String,
    #[serde(flatten)]
    finish: Finish,
}

async fn control_regrade(State(shared): State<Shared>, Json(changed): Json<Changed>) -> Response {
    let finish = changed.finish;
    match shared.regrade(&changed.link_result_id, finish.percentage_tenths, finish.requires_grading) {
        true => Json(json!({})).into_response(),
        false => missing(),
    }
}

async fn control_reopen(State(shared): State<Shared>, Json(changed): Json<Changed>) -> Response {
    match shared.reopen(&changed.link_result_id, changed.finish) {
        true => Json(json!({})).into_response(),
        false => missing(),
    }
}

async fn control_forge(State(shared): State<Shared>, Json(forged): Json<Forged>) -> Json<Value> {
    Json(json!({ "link_result_id": shared.forge(forged) }))
}

async fn control_verify(State(shared): State<Shared>) -> Json<Value> {
    shared.verify();
    Json(json!({}))
}

async fn control_codes(State(shared): State<Shared>, Path(list): Path<i64>) -> Json<Vec<String>> {
    Json(shared.lock().list(list).cloned().unwrap_or_default())
}

async fn control_calls(State(shared): State<Shared>) -> Json<Vec<String>> {
    Json(shared.lock().calls.clone())
}

/// What is left out stays as it is; an `hourly_limit` of 0 is none.
#[derive(Deserialize)]
struct Settings {
    hourly_limit: Option<u32>,
    clock_offset_s: Option<i64>,
    return_url: Option<String>,
    webhook_url: Option<String>,
}

async fn control_settings(State(shared): State<Shared>, Json(settings): Json<Settings>) -> Json<Value> {
    if let Some(limit) = settings.hourly_limit {
        shared.lock().hourly_limit = (limit > 0).then_some(limit);
    }
    if let Some(offset) = settings.clock_offset_s {
        shared.set_clock(move || crate::now_s() + offset);
    }
    if let Some(url) = settings.return_url {
        shared.lock().return_url = Some(url);
    }
    if let Some(url) = settings.webhook_url {
        shared.hooks.send_to(url);
    }
    Json(json!({}))
}
