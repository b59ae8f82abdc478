//! What the registrar is measured against: an axum handler that writes as much to the same database, and does nothing else.
//!
//! `bare SETTINGS STATEMENTS`: `POST /write` runs so many statements in one transaction.
#![allow(clippy::print_stdout, reason = "it says where it listens")]

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use registrar::args;
use registrar::config::{Secrets, Settings};
use registrar::db::Db;
use registrar::keys;
use std::path::Path;

#[derive(Clone)]
struct Bare {
    db: Db,
    statements: usize,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [settings, statements] = arguments.as_slice() else { return Err("bare SETTINGS STATEMENTS".into()) };
    let settings = Settings::read(Path::new(settings), Secrets::from_environment)?;
    let bare = Bare { db: Db::open(&settings.database).await?, statements: statements.parse()? };
    let listener = tokio::net::TcpListener::bind(&settings.server.listen).await?;
    println!("{}", listener.local_addr()?);
    let ready = axum::routing::get(|| async { "ready" });
    let router = Router::new().route("/write", post(write)).route("/readyz", ready).with_state(bare);
    Ok(axum::serve(listener, router).await?)
}

/// An INSERT, and then UPDATEs of the row: what most of the registrar's transactions are.
async fn write(State(bare): State<Bare>) -> Result<&'static str, StatusCode> {
    once(&bare).await.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)
}

async fn once(bare: &Bare) -> Result<&'static str, registrar::trouble::Trouble> {
    let id = keys::new_id();
    let mut tx = bare.db.begin().await?;
    let sql =
        "INSERT INTO mail (id, dedupe, recipient, subject, body, queued_ms) VALUES ($1, $1, 'to', 'subject', $2, 1)";
    tx.run(sql, args![&id, keys::random_token()]).await?;
    for n in 1..bare.statements {
        let n = i64::try_from(n).unwrap_or(0);
        tx.run("UPDATE mail SET sent_ms = $2 WHERE id = $1", args![&id, n]).await?;
    }
    tx.commit().await?;
    Ok("written")
}
