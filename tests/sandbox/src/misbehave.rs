//! Misbehaviour on demand: what a provider does on a bad day.

use axum::Json;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

/// One kind of bad day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Misbehaviour {
    /// 500, and nothing was done.
    FailBefore,
    /// It was done, and the answer is 500.
    FailAfter,
    /// It was done, and no answer comes: the connection closes.
    SilentAfter,
    /// Nothing was done; an answer begins, and the connection closes. Nobody listening at all is another matter: a door in a test's world can be shut.
    Down,
    /// 429 with `Retry-After`, or without.
    Busy { retry_after_s: Option<u32> },
    /// Does it late, by so many milliseconds.
    Slow { ms: u64 },
    /// It was done, and the answer comes so many milliseconds later; with it the connection ends.
    HangAfter { ms: u64 },
    /// 200 with something that is no JSON.
    Nonsense,
}

/// What is to go wrong, for requests whose method and path (as `POST /v1/x`) contain `on`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Plan {
    pub on: String,
    pub how: Misbehaviour,
    /// For so many requests.
    pub times: u32,
    /// After so many that go well.
    #[serde(default)]
    pub after: u32,
}

/// The plans of one server.
#[derive(Debug, Clone, Default)]
pub struct Mischief(Arc<Mutex<Vec<Plan>>>);

impl Mischief {
    /// The next `times` requests that contain `on` go wrong.
    pub fn plan(&self, on: &str, how: Misbehaviour, times: u32) {
        self.lock().push(Plan { on: on.to_owned(), how, times, after: 0 });
    }

    /// The same, after so many requests that go well.
    pub fn plan_later(&self, on: &str, how: Misbehaviour, times: u32, after: u32) {
        self.lock().push(Plan { on: on.to_owned(), how, times, after });
    }

    /// Everything goes well again.
    pub fn clear(&self) {
        self.lock().clear();
    }

    /// Whether all that was planned has happened, or is just happening.
    pub fn is_over(&self) -> bool {
        self.lock().iter().all(|plan| plan.times == 0)
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Plan>> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn take(&self, what: &str) -> Option<Misbehaviour> {
        let mut plans = self.lock();
        let plan = plans.iter_mut().find(|plan| plan.times > 0 && what.contains(&plan.on))?;
        if plan.after > 0 {
            plan.after -= 1;
            return None;
        }
        plan.times -= 1;
        Some(plan.how)
    }

    /// `POST /_sandbox/misbehave` with a [`Plan`], for a person or another process.
    pub(crate) fn routes(&self) -> Router {
        let mischief = self.clone();
        Router::new().route(
            "/_sandbox/misbehave",
            post(move |Json(plan): Json<Plan>| async move {
                mischief.lock().push(plan);
                "noted"
            }),
        )
    }
}

pub(crate) async fn layer(State(mischief): State<Mischief>, request: Request, next: Next) -> Response {
    if request.uri().path().starts_with("/_sandbox") {
        return next.run(request).await;
    }
    let what = format!("{} {}", request.method(), request.uri().path());
    match mischief.take(&what) {
        None => next.run(request).await,
        Some(Misbehaviour::FailBefore) => failed(),
        Some(Misbehaviour::FailAfter) => {
            next.run(request).await;
            failed()
        }
        Some(Misbehaviour::SilentAfter) => {
            next.run(request).await;
            hang_up()
        }
        Some(Misbehaviour::Down) => hang_up(),
        Some(Misbehaviour::Busy { retry_after_s }) => {
            let mut response = StatusCode::TOO_MANY_REQUESTS.into_response();
            if let Some(seconds) = retry_after_s {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            response
        }
        Some(Misbehaviour::Slow { ms }) => {
            tokio::time::sleep(Duration::from_millis(ms)).await;
            next.run(request).await
        }
        Some(Misbehaviour::HangAfter { ms }) => {
            let mut response = next.run(request).await;
            tokio::time::sleep(Duration::from_millis(ms)).await;
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            response
        }
        Some(Misbehaviour::Nonsense) => "<html>maintenance</html>".into_response(),
    }
}

fn failed() -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, Json(serde_json::json!({ "error": { "code": "internal_server_error" } })))
        .into_response()
}

/// Promises a body and breaks off: the client sees a connection that ends too early.
fn hang_up() -> Response {
    let broken = axum::body::Body::from_stream(Broken);
    let mut response = broken.into_response();
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from_static("1000"));
    response
}

/// A body that breaks off before its first byte.
struct Broken;

impl futures_core::Stream for Broken {
    type Item = Result<axum::body::Bytes, std::io::Error>;

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(Some(Err(std::io::Error::other("hung up"))))
    }
}
