//! A registrar wired to the stand-ins, with somebody signed in: for tests in a real browser. Says on one line where it listens
//! and the access token, and ends at SIGTERM.
//!
//!     cargo run -p registrar --example with_candidate
#![allow(clippy::unwrap_used, clippy::print_stdout)] // It exists for tests and speaks by printing.

use registrar::args;
use registrar::clock::Clock;
use registrar::config::Settings;
use registrar::keys;
use sandbox::{Certifier, ClassMarker, MailServer, Stripe};
use std::net::TcpListener;

const TEMPLATE: &str = include_str!("../../../tests/sandbox/registrar.toml");

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let (stripe, classmarker) = (Stripe::start(0).await.unwrap(), ClassMarker::start(0).await.unwrap());
    let (certifier, mail) = (Certifier::start(0).await.unwrap(), MailServer::start(0).await.unwrap());
    // Its own address stands in its settings, so the port is chosen before it starts.
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let text = TEMPLATE
        .replace("{listen}", &address.to_string())
        .replace("{public_url}", &format!("http://{address}"))
        .replace("{stripe}", &stripe.url())
        .replace("{stripe_host}", stripe.url().trim_start_matches("http://"))
        .replace("{classmarker}", &classmarker.url())
        .replace("{certifier}", &certifier.url())
        .replace("{certifier_host}", certifier.url().trim_start_matches("http://"))
        .replace("{mail_host}", &mail.address.ip().to_string())
        .replace("{mail_port}", &mail.address.port().to_string());
    let secret = |name: &str| {
        let optional = name.starts_with("SMTP") || name == "DATABASE_URL";
        (!optional).then(|| format!("secret-of-the-stand-ins-{name:-<32}"))
    };
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
