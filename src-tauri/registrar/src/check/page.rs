//! The page of the check. Who has its address may report; the address is random and good for an hour.

use super::report::{self, Tried};
use super::system::System;
use crate::args;
use crate::core::Core;
use crate::db::Outcome;
use crate::http::{JsonBody, Page};
use crate::keys;
use crate::trouble::Trouble;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use maud::{Markup, html};
use registrar_api::CheckRow;
use serde::Serialize;

/// What the token of a page is hashed for.
pub const TOKEN: &str = "browser check";
const COOKIE: &str = "registrar_check";
/// A report is a few words.
const LARGEST_REPORT: usize = 1 << 10;
/// Our own script talks to us alone; nothing else runs, and nothing is framed.
const POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; \
                      form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
const MAY_USE_CAMERA: &str = "camera=(self), microphone=(), geolocation=(), display-capture=()";

pub fn pages() -> Router<Core> {
    let check = get(show).post(take_report).layer(DefaultBodyLimit::max(LARGEST_REPORT));
    Router::new().route("/check/{token}", check).route("/check/pop-up", get(pop_up))
}

/// What the page is told: its rows in our words, and our time.
#[derive(Serialize)]
struct Answer {
    now_ms: i64,
    rows: Vec<CheckRow>,
}

async fn is_open(core: &Core, token: &str) -> Outcome<bool> {
    let sql = "SELECT id FROM browser_check WHERE token_hash = $1 AND expires_ms > $2";
    Ok(core.db.row(sql, args![core.keys.hash(TOKEN, token), core.now_ms()]).await?.is_some())
}

/// The cookie that the browser is to give back: it differs from check to check, and nothing is kept of it.
fn cookie(core: &Core, token: &str) -> String {
    core.keys.hash("browser check cookie", token)
}

async fn show(State(core): State<Core>, Path(token): Path<String>) -> Result<Response, Trouble> {
    if !is_open(&core, &token).await? {
        return Ok(over(&core).into_response());
    }
    let secure = if core.settings.server.public_url.starts_with("https:") { "; Secure" } else { "" };
    let set = format!("{COOKIE}={}; Path=/check; Max-Age=3600; HttpOnly; SameSite=Lax{secure}", cookie(&core, &token));
    let page = Page::new(&core, "Check your browser", body()).script("check.js").policy(POLICY);
    let headers =
        [(header::SET_COOKIE, set), (header::HeaderName::from_static("permissions-policy"), MAY_USE_CAMERA.into())];
    Ok((headers, page).into_response())
}

fn over(core: &Core) -> Page {
    let body = html! {
        p { "This address is unknown, or its hour is over. Go back to the app and start the check again from there." }
    };
    Page::new(core, "This check is over", body).status(StatusCode::NOT_FOUND)
}

async fn take_report(
    State(core): State<Core>,
    Path(token): Path<String>,
    headers: HeaderMap,
    JsonBody(tried): JsonBody<Tried>,
) -> Result<Json<Answer>, Trouble> {
    let now_ms = core.now_ms();
    let rows = report::rows(&tried, gave_back(&headers, &cookie(&core, &token)), System::of(&headers));
    let known = if tried.finished {
        let report = serde_json::to_string(&rows).map_err(|e| Trouble::broken(e.to_string()))?;
        let sql = "UPDATE browser_check SET reported_ms = $2, report = $3 WHERE token_hash = $1 AND expires_ms > $2";
        core.db.run(sql, args![core.keys.hash(TOKEN, &token), now_ms, report]).await? == 1
    } else {
        is_open(&core, &token).await?
    };
    match known {
        true => Ok(Json(Answer { now_ms, rows })),
        false => Err(Trouble::not_found("check")),
    }
}

/// Whether the cookie of this check came back with the request.
fn gave_back(headers: &HeaderMap, value: &str) -> bool {
    let sent = headers.get_all(header::COOKIE).iter().filter_map(|header| header.to_str().ok());
    let mut pairs = sent.flat_map(|header| header.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.any(|(name, sent)| name == COOKIE && keys::same(sent, value))
}

async fn pop_up(State(core): State<Core>) -> Page {
    let body = html! { p { "It closes by itself. If it does not, close it." } };
    Page::new(&core, "The window opened", body)
}

fn body() -> Markup {
    html! {
        p { "Four things are tried here, in the browser in which you will sit the exam. Nothing is recorded; the camera's picture "
            "does not leave this page. The app learns only how each row ended." }
        // Shown until the script runs: also when it did not arrive.
        p #without-script.error { strong { "This page needs JavaScript, and so will the exam." }
            " Switch it on for this site in the browser's settings, then reload the page." }
        div #check hidden {
            ol.rows {
                (row("camera", "Camera", "Your browser will ask whether this site may use the camera. Answer Allow.", html! {
                    video #picture hidden muted playsinline aria-label="What your camera sees" {}
                    div.buttons { button #try-camera type="button" { "Try the camera" } }
                }))
                (row("pop_ups", "Pop-ups", "A small window is opened and closed again.", html! {
                    div.buttons { button #try-pop-ups type="button" { "Try a pop-up" } }
                }))
                (row("cookies", "Cookies", "Tried by itself.", html! {}))
                (row("clock", "Clock", "Tried by itself.", html! {}))
            }
            p #status role="status" {}
            div.buttons { button #send.secondary type="button" { "Report without the rest" } }
        }
        p.quiet { "This is what can be tried from here. How the exam's own page behaves on the day is ClassMarker's; "
            "its page asks for the camera once more." }
    }
}

/// One row: its verdict, what was seen, how to mend it; the script fills them in.
fn row(name: &str, title: &str, before: &str, tools: Markup) -> Markup {
    html! {
        li data-row=(name) data-verdict="untried" {
            h2 { (title) }
            p.verdict { "Not tried yet" }
            p.seen { (before) }
            p.mend {}
            (tools)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_counts_only_with_its_value() {
        let check = |sent: &'static str, expected| {
            let headers = HeaderMap::from_iter([(header::COOKIE, header::HeaderValue::from_static(sent))]);
            assert_eq!(gave_back(&headers, "abc"), expected, "{sent}");
        };
        check("registrar_check=abc", true);
        check("a=b; registrar_check=abc; c=d", true);
        check("registrar_check=old; registrar_check=abc", true);
        check("registrar_check=abcd", false);
        check("other=abc", false);
        check("registrar_check", false);
        assert!(!gave_back(&HeaderMap::new(), "abc"));
    }
}
