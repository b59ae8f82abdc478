//! Somebody between the app and its registrar: notes what is asked, passes it on, holds back or spoils what it is told to.

use crate::world::{Computer, MARA, World};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sandbox::{Mischief, Served};
use serde_json::Value;
use std::sync::{Arc, Mutex};

/// What becomes of a request.
#[derive(Clone, Copy)]
pub enum Fault {
    /// The registrar never sees it, and this is the answer.
    Instead(fn() -> Response),
    /// It is done, and the registrar's answer comes back changed.
    Changed(fn(Value) -> Value),
    /// The registrar never sees it, and nobody answers.
    Never,
}

/// Requests, as in `POST */seat`, and what becomes of them.
type Plan = Arc<Mutex<Vec<(&'static str, Fault)>>>;

pub struct Between {
    pub mischief: Mischief,
    served: Served,
    plan: Plan,
    heard: Arc<Mutex<Vec<Heard>>>,
}

/// One request, as it came.
#[derive(Debug, Clone)]
pub struct Heard {
    /// Method and path, as `POST /token`.
    pub what: String,
    /// All of it, as text: address, headers and body.
    pub whole: String,
}

#[derive(Clone)]
struct Passing {
    registrar: String,
    plan: Plan,
    heard: Arc<Mutex<Vec<Heard>>>,
    http: reqwest::Client,
}

impl Between {
    pub async fn start(world: &World) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let (mischief, plan, heard) = (Mischief::default(), Plan::default(), Arc::default());
        let passing = Passing { registrar: world.address(), plan: plan.clone(), heard: Arc::clone(&heard), http };
        let router = Router::new().fallback(pass).with_state(passing);
        let served = Served::start(0, router, &mischief).await.unwrap();
        Self { mischief, served, plan, heard }
    }

    pub fn url(&self) -> String {
        self.served.url()
    }

    /// A computer that has signed in over this way.
    pub async fn signed_in(&self, world: &World) -> Computer {
        let computer = Computer::at(&self.url(), world.clock.clone());
        computer.exam.vault().keep(exam::vault::Choice::Session).await.unwrap();
        computer.sign_in(world, MARA).await;
        computer
    }

    /// What has been asked since the last time.
    pub fn take_heard(&self) -> Vec<Heard> {
        std::mem::take(&mut *self.heard.lock().unwrap())
    }

    /// From now on these requests go wrong, and only these.
    pub fn spoil(&self, plan: &[(&'static str, Fault)]) {
        *self.plan.lock().unwrap() = plan.to_vec();
    }

    pub fn mend(&self) {
        self.spoil(&[]);
    }
}

async fn pass(State(passing): State<Passing>, request: Request) -> Response {
    let what = format!("{} {}", request.method(), request.uri().path());
    let planned = passing.plan.lock().unwrap().iter().find(|(like, _)| fits(like, &what)).map(|(_, fault)| *fault);
    match planned {
        Some(Fault::Instead(answer)) => answer(),
        Some(Fault::Never) => std::future::pending().await,
        Some(Fault::Changed(change)) => {
            let (status, _, bytes) = passing.on(what, request).await;
            let changed = change(serde_json::from_slice(&bytes).unwrap());
            (status, [(header::CONTENT_TYPE, "application/json")], changed.to_string()).into_response()
        }
        None => {
            let (status, headers, bytes) = passing.on(what, request).await;
            let mut response = Response::new(Body::from(bytes));
            (*response.status_mut(), *response.headers_mut()) = (status, headers);
            response
        }
    }
}

impl Passing {
    async fn on(&self, what: String, request: Request) -> (StatusCode, HeaderMap, Bytes) {
        let (mut parts, body) = request.into_parts();
        let body = to_bytes(body, 4 << 20).await.unwrap();
        let whole = format!("{} {:?} {}", parts.uri, parts.headers, String::from_utf8_lossy(&body));
        self.heard.lock().unwrap().push(Heard { what, whole });
        for of_the_way in [header::HOST, header::CONNECTION, header::CONTENT_LENGTH, header::TRANSFER_ENCODING] {
            parts.headers.remove(of_the_way);
        }
        let asked = self.http.request(parts.method, format!("{}{}", self.registrar, parts.uri));
        let answered = asked.headers(parts.headers).body(body).send().await.unwrap();
        let (status, mut headers) = (answered.status(), answered.headers().clone());
        headers.remove(header::TRANSFER_ENCODING);
        (status, headers, answered.bytes().await.unwrap())
    }
}

/// A star stands for anything.
fn fits(like: &str, what: &str) -> bool {
    match like.split_once('*') {
        Some((begins, ends)) => what.starts_with(begins) && what.ends_with(ends),
        None => like == what,
    }
}
