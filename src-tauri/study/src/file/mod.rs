//! The record's file: opened with care, checked, refused in plain words.

mod header;
mod leftover;
mod lock;

pub use leftover::Notice;

use crate::record::{Log, Record};
use crate::sql::{Columns, Script, values};
use crate::{Now, OpenError};
use header::{APPLICATION, Header, Kind};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// An open record, and what was found beside it.
#[derive(Debug)]
pub struct Opened {
    pub record: Record,
    /// What was found and what was done about it, to be told once.
    pub notices: Vec<Notice>,
}

static MIGRATIONS: Migrator = sqlx::migrate!();

const GET_DEVICE: &str = include_str!("../device/get.sql");
const INSERT_DEVICE: &str = include_str!("../device/insert.sql");
const SET_OPENED: &str = include_str!("../device/set_opened.sql");

impl Record {
    /// Opens `record.db` in `folder`; both are made when they are missing. No other process can open it until the record
    /// is closed or the process ends.
    pub async fn open(folder: &Path, now: Now) -> Result<Opened, OpenError> {
        make_folder(folder).map_err(|error| OpenError::io(folder, &error))?;
        let lock = lock::take(folder).await?;
        let path = folder.join("record.db");
        let kind = header::read(&path).map_err(|error| OpenError::io(&path, &error))?;
        let mut notices = Vec::new();
        let header = match kind {
            Kind::Other => return Err(OpenError::NotADatabase),
            Kind::Nothing => {
                notices = leftover::set_aside(&path, now)?;
                None
            }
            Kind::Database(header) if leftover::log_is_empty(&path)? => Some(header),
            Kind::Database(_) => Some(header_with_log(&path).await?),
        };
        if let Some(header) = header {
            refuse_foreign(header)?;
        }
        let sql = |error: sqlx::Error| OpenError::sql(&path, &error);
        let mut connection = connect(&path).await.map_err(sql)?;
        if header.is_none_or(|header| header.version < known_version()) {
            migrate(&mut connection, header).await.map_err(|error| migration(&path, error))?;
        }
        let device = this_device(&mut connection, now).await.map_err(sql)?;
        let log = Log::read(&mut connection, device).await.map_err(sql)?;
        let record = Record::new(path.clone(), connection, log, lock);
        record.catch_up().await.map_err(sql)?;
        Ok(Opened { record, notices })
    }
}

/// The latest schema this program knows.
fn known_version() -> i64 {
    MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0)
}

fn refuse_foreign(header: Header) -> Result<(), OpenError> {
    if header.application != APPLICATION && !header.blank {
        return Err(OpenError::NotADatabase);
    }
    let (found, known) = (header.version, known_version());
    if found > known { Err(OpenError::Newer { found, known }) } else { Ok(()) }
}

/// The header as the write-ahead log has it. The connection is read-only and so leaves record and log as they are.
async fn header_with_log(path: &Path) -> Result<Header, OpenError> {
    let sql = |error: sqlx::Error| OpenError::sql(path, &error);
    let mut connection = options(path).read_only(true).connect().await.map_err(sql)?;
    let (application, version, tables): (i64, i64, i64) = sqlx::query_as(
        "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)
         FROM pragma_application_id, pragma_user_version",
    )
    .fetch_one(&mut connection)
    .await
    .map_err(sql)?;
    connection.close().await.map_err(sql)?;
    let application = u32::try_from(application & 0xffff_ffff).unwrap_or(0);
    Ok(Header { application, version, blank: tables == 0 })
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        // Else INSERT OR REPLACE would delete rows of the log past its triggers.
        .pragma("recursive_triggers", "ON")
        .pragma("wal_autocheckpoint", "0")
        // Views and triggers of ours, see `Bundle`; no file for them.
        .pragma("temp_store", "MEMORY")
        .disable_statement_logging()
}

async fn connect(path: &Path) -> sqlx::Result<SqliteConnection> {
    options(path).create_if_missing(true).journal_mode(SqliteJournalMode::Wal).connect().await
}

/// Brings the schema up to date. The main file itself then tells its version, so that an older program can refuse it
/// without opening it.
async fn migrate(connection: &mut SqliteConnection, header: Option<Header>) -> Result<(), MigrateError> {
    if header.is_none_or(|header| header.application != APPLICATION) {
        let mark = format!("PRAGMA application_id = {APPLICATION}");
        sqlx::query(sqlx::AssertSqlSafe(mark)).execute(&mut *connection).await?;
    }
    // Not `run`: its bounds keep the future of every caller from being sent to another thread.
    MIGRATIONS.run_direct(None, &mut *connection, false).await?;
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut *connection).await?;
    Ok(())
}

fn migration(path: &Path, error: MigrateError) -> OpenError {
    match error {
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => OpenError::sql(path, &error),
        MigrateError::VersionMismatch(version) => {
            OpenError::Damaged { detail: format!("migration {version} was applied in another wording") }
        }
        other => OpenError::Io { detail: other.to_string() },
    }
}

/// The id of this device, given at the first opening. Notes the opening: that shows whether the record can be written,
/// and starts the write-ahead log, so that the first answer need not.
async fn this_device(connection: &mut SqliteConnection, now: Now) -> sqlx::Result<Uuid> {
    let mut script = Script::default();
    script.add(GET_DEVICE, values![]);
    let known = script.rows(connection).await?.first().map(|row| Columns::of(row).next()).transpose()?;
    let device = known.unwrap_or_else(|| now.mint());
    let mut script = Script::default();
    match known {
        Some(_) => script.add(SET_OPENED, values![now.utc_ms]),
        None => script.add(INSERT_DEVICE, values![device, now.utc_ms, now.utc_ms]),
    };
    script.commit_once(connection).await?;
    Ok(device)
}

/// What SQLite finds wrong with the file: in its pages, its trees, its rows' constraints.
pub(crate) async fn quick_check(path: &Path) -> sqlx::Result<Vec<String>> {
    let mut connection = options(path).read_only(true).connect().await?;
    let found: Vec<String> = match sqlx::query_scalar("PRAGMA quick_check").fetch_all(&mut connection).await {
        Ok(found) => found.into_iter().filter(|line| line != "ok").collect(),
        // Damage so bad that the check itself stumbles over it.
        Err(error) => vec![error.to_string()],
    };
    connection.close().await?;
    Ok(found)
}

/// Makes the folder, for its owner alone, on disk as far as the platform lets us ask for it.
fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let existing: Option<PathBuf> = folder.ancestors().find(|ancestor| ancestor.is_dir()).map(Path::to_owned);
    let mut maker = std::fs::DirBuilder::new();
    maker.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker.create(folder)?;
    if cfg!(unix) {
        for made in folder.ancestors() {
            File::open(made)?.sync_all()?;
            if Some(made) == existing.as_deref() {
                break;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_settings_are_in_force() {
        let folder = tempfile::tempdir().unwrap();
        let mut connection = connect(&folder.path().join("record.db")).await.unwrap();
        for (pragma, value) in [
            ("journal_mode", "wal"),
            ("synchronous", "2"),
            ("foreign_keys", "1"),
            ("recursive_triggers", "1"),
            ("trusted_schema", "0"),
            ("cell_size_check", "1"),
            ("wal_autocheckpoint", "0"),
        ] {
            let sql = sqlx::AssertSqlSafe(format!("SELECT CAST({pragma} AS TEXT) FROM pragma_{pragma}"));
            // These are no table-valued functions.
            let found: String = match pragma {
                "wal_autocheckpoint" => {
                    let found: i64 =
                        sqlx::query_scalar("PRAGMA wal_autocheckpoint").fetch_one(&mut connection).await.unwrap();
                    found.to_string()
                }
                _ => sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap(),
            };
            assert_eq!(found, value, "{pragma}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_is_made_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let around = tempfile::tempdir().unwrap();
        let folder = around.path().join("share/academy");
        make_folder(&folder).unwrap();
        for made in [&folder, &around.path().join("share")] {
            assert_eq!(std::fs::metadata(made).unwrap().permissions().mode() & 0o777, 0o700, "{}", made.display());
        }
        // One that is there already is the learner's to arrange.
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
        make_folder(&folder).unwrap();
        assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o755);
    }

    #[test]
    fn the_schema_knows_its_version() {
        for migration in MIGRATIONS.iter() {
            let mark = format!("PRAGMA user_version = {};", migration.version);
            assert!(migration.sql.as_str().contains(&mark), "migration {} says {mark}", migration.version);
        }
    }
}
