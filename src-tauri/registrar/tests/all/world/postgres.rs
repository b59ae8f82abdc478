//! The PostgreSQL of this test process.

use sandbox::postgres::Postgres;
use std::sync::OnceLock;

static SERVER: OnceLock<Postgres> = OnceLock::new();

/// The address of a new, empty database.
pub async fn new_database() -> String {
    tokio::task::spawn_blocking(|| SERVER.get_or_init(start).new_database().unwrap()).await.unwrap()
}

/// The database at this address goes with the test that had it: hundreds of them would fill a disk.
pub struct Gone(pub String);

impl Drop for Gone {
    fn drop(&mut self) {
        // One that stays takes room and nothing else; a test that fails is not to end all others by this.
        let gone = SERVER.get().map(|server| server.drop_database(&self.0));
        if let Some(Err(why)) = gone {
            eprintln!("{why}");
        }
    }
}

fn start() -> Postgres {
    Postgres::start(false).unwrap()
}
