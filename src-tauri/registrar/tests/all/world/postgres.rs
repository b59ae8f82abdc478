//! The PostgreSQL of this test process.

use sandbox::postgres::Postgres;
use std::sync::OnceLock;

static SERVER: OnceLock<Postgres> = OnceLock::new();

/// The address of a new, empty database.
pub async fn new_database() -> String {
    tokio::task::spawn_blocking(|| SERVER.get_or_init(start).new_database().unwrap()).await.unwrap()
}

fn start() -> Postgres {
    Postgres::start(false).unwrap()
}
