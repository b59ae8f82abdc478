//! A registrar wired to the stand-ins, with somebody signed in: for tests in a real browser. Says on one line where it listens
//! and the access token, and ends at SIGTERM.
//!
//!     cargo run -p registrar --example with_candidate
#![allow(clippy::unwrap_used, clippy::print_stdout)] // It exists for tests and speaks by printing.

use registrar::args;
use registrar::clock::Clock;
use registrar::config::Settings;
use registrar::keys;
use sandbox::around::Around;
use sandbox::secrets::SECRETS;
use std::net::TcpListener;

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let around = Around::start().await.unwrap();
    // Its own address stands in its settings, so the port is chosen before it starts.
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let text = around.settings(&address.to_string(), &format!("http://{address}"));
    let secret = |name: &str| SECRETS.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    let settings = Settings::parse(&text, folder.path(), secret).unwrap();
    let registrar = registrar::start(settings, Clock::default()).await.unwrap();
    let token = sign_in(&registrar.core).await;
    println!("{}", serde_json::json!({ "url": format!("http://{address}"), "token": token }));
    let mut asked_to_stop = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).unwrap();
    asked_to_stop.recv().await;
    registrar.stop().await;
}

/// Somebody signed in, without the sign-in page.
async fn sign_in(core: &registrar::core::Core) -> String {
    let (person, family, token, now) = (keys::new_id(), keys::new_id(), keys::random_token(), core.now_ms());
    let mut tx = core.db.begin().await.unwrap();
    let sql = "INSERT INTO person (id, email, created_ms) VALUES ($1, 'candidate@academy.test', $2)";
    tx.run(sql, args![&person, now]).await.unwrap();
    let sql = "INSERT INTO token_family (id, person_id, created_ms, used_ms) VALUES ($1, $2, $3, $3)";
    tx.run(sql, args![&family, &person, now]).await.unwrap();
    let sql = "INSERT INTO access_token (token_hash, family_id, expires_ms) VALUES ($1, $2, $3)";
    tx.run(sql, args![core.keys.hash("access token", &token), &family, now + 3_600_000]).await.unwrap();
    tx.commit().await.unwrap();
    token
}
