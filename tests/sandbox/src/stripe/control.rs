//! For a script in another process: what a test does through the handle.

use super::sessions::{Books, Outcome};
use axum::extract::{Path, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

pub(super) fn routes(books: Books) -> Router {
    Router::new()
        .route("/_sandbox/sessions", get(sessions))
        .route("/_sandbox/sessions/{id}/complete", post(complete))
        .route("/_sandbox/sessions/{id}/submit", post(submit))
        .route("/_sandbox/sessions/{id}/cancel", post(cancel))
        .route("/_sandbox/clock", post(clock))
        .with_state(books)
}

async fn sessions(State(books): State<Books>) -> Json<Value> {
    let sessions = books.all().into_iter().map(|session| {
        json!({
            "id": session.id,
            "client_reference_id": session.client_reference_id,
            "status": session.status,
            "last_error": session.last_error,
            "redaction": session.redaction,
        })
    });
    Json(Value::Array(sessions.collect()))
}

async fn complete(State(books): State<Books>, Path(id): Path<String>, Json(outcome): Json<Outcome>) -> &'static str {
    books.submit(&id);
    books.settle(&id, outcome);
    "done"
}

async fn submit(State(books): State<Books>, Path(id): Path<String>) -> &'static str {
    books.submit(&id);
    "done"
}

async fn cancel(State(books): State<Books>, Path(id): Path<String>) -> &'static str {
    match books.cancel(&id) {
        Ok(_) => "done",
        Err(_) => "not now",
    }
}

#[derive(Deserialize)]
struct Shift {
    shift_ms: i64,
}

async fn clock(State(books): State<Books>, Json(shift): Json<Shift>) -> &'static str {
    books.shift(shift.shift_ms);
    "done"
}
