//! Somebody between the app and its registrar: notes what is asked, and can hold an answer back.

use crate::world::{Computer, MARA, World};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::{CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use axum::response::Response;
use sandbox::{Mischief, Served};
use std::sync::{Arc, Mutex};

pub struct Between {
    pub mischief: Mischief,
    served: Served,
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

impl Between {
    pub async fn start(world: &World) -> Self {
        let (mischief, heard, registrar) = (Mischief::default(), Arc::<Mutex<Vec<Heard>>>::default(), world.address());
        let (http, notes) = (reqwest::Client::builder(), heard.clone());
        let http = http.redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let pass_on = move |request: Request| {
            let (http, notes, registrar) = (http.clone(), notes.clone(), registrar.clone());
            async move { pass_on(&http, &registrar, request, &notes).await }
        };
        let served = Served::start(0, Router::new().fallback(pass_on), &mischief).await.unwrap();
        Self { mischief, served, heard }
    }

    /// A computer that has signed in over this way.
    pub async fn signed_in(&self, world: &World) -> Computer {
        let computer = Computer::at(&self.served.url(), world.clock.clone());
        computer.exam.vault().keep(exam::vault::Choice::Session).await.unwrap();
        computer.sign_in(world, MARA).await;
        computer
    }

    /// What has been asked since the last time.
    pub fn take_heard(&self) -> Vec<Heard> {
        std::mem::take(&mut *self.heard.lock().unwrap())
    }
}

async fn pass_on(http: &reqwest::Client, registrar: &str, request: Request, notes: &Mutex<Vec<Heard>>) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 4 << 20).await.unwrap();
    let whole = format!("{} {:?} {}", parts.uri, parts.headers, String::from_utf8_lossy(&body));
    notes.lock().unwrap().push(Heard { what: format!("{} {}", parts.method, parts.uri.path()), whole });
    let mut headers = parts.headers;
    for of_the_way in [HOST, CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING] {
        headers.remove(of_the_way);
    }
    let request = http.request(parts.method, format!("{registrar}{}", parts.uri)).headers(headers).body(body);
    let reply = request.send().await.unwrap();
    let (status, headers) = (reply.status(), reply.headers().clone());
    let mut passed = Response::new(Body::from(reply.bytes().await.unwrap()));
    *passed.status_mut() = status;
    passed.headers_mut().extend(headers.into_iter().filter(|(name, _)| *name != Some(TRANSFER_ENCODING)));
    passed
}
