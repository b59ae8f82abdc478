//! Opening a database and bringing it up to date.

use super::{Db, Kind, Outcome};
use crate::config::DatabaseSettings;
use crate::trouble::Trouble;
use secrecy::ExposeSecret;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::str::FromStr;
use std::time::Duration;

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// How long a request waits for a free connection before it is told to try again.
const PATIENCE: Duration = Duration::from_secs(5);

impl Db {
    /// Opens the database and brings its tables up to date. Several processes may do so at once.
    pub async fn open(settings: &DatabaseSettings) -> Outcome<Self> {
        match settings {
            DatabaseSettings::Sqlite { path } => {
                let options = SqliteConnectOptions::new()
                    .filename(path)
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .foreign_keys(true)
                    .busy_timeout(PATIENCE);
                let pool = SqlitePoolOptions::new().acquire_timeout(PATIENCE);
                let write = pool.clone().max_connections(1).connect_with(options.clone()).await?;
                SQLITE.run_direct(None, &mut *write.acquire().await?, false).await.map_err(Trouble::from)?;
                let read = pool.max_connections(8).connect_with(options.read_only(true)).await?;
                Ok(Self(Kind::Sqlite { read, write }))
            }
            DatabaseSettings::Postgres { url, connections } => {
                let options = PgConnectOptions::from_str(url.expose_secret())
                    .map_err(|_| Trouble::config("the PostgreSQL address cannot be read"))?;
                let pool = PgPoolOptions::new().max_connections(*connections).acquire_timeout(PATIENCE);
                let pool = pool.connect_with(options).await?;
                POSTGRES.run_direct(None, &mut *pool.acquire().await?, false).await.map_err(Trouble::from)?;
                Ok(Self(Kind::Postgres(pool)))
            }
        }
    }

    /// Whether the database answers.
    pub async fn answers(&self) -> bool {
        self.rows("SELECT 1 AS one", &[]).await.is_ok()
    }
}

#[cfg(test)]
mod tests {
    /// The two folders say the same, each in its own words.
    #[test]
    fn the_tables_are_the_same() {
        let sqlite = include_str!("../../migrations/sqlite/0001_registrar.sql");
        let postgres = include_str!("../../migrations/postgres/0001_registrar.sql");
        let plain = |text: &str| -> Vec<String> {
            let lines = text.lines().filter(|line| !line.trim_start().starts_with("--"));
            lines.map(|line| line.replace("BIGINT", "INTEGER").replace(") STRICT;", ");")).collect()
        };
        assert_eq!(plain(sqlite), plain(postgres));
    }
}
