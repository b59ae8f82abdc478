//! The open record: one connection, one writer at a time, and the place in the log.

use crate::effective::Stamp;
use crate::sql::{Bundles, Columns, Script, values};
use crate::{Error, Now, file};
use sqlx::{Connection, SqliteConnection};
use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::{MappedMutexGuard, Mutex, MutexGuard};
use uuid::Uuid;

/// The open record. Clones share it; [`Record::close`], or the last clone to go, releases the file.
#[derive(Clone)]
pub struct Record(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub path: PathBuf,
    /// None once the record is closed.
    store: Mutex<Option<Store>>,
    /// Held by the check, which has a connection of its own.
    check: Mutex<()>,
}

pub(crate) struct Store {
    pub connection: SqliteConnection,
    pub log: Log,
    bundles: Bundles,
    /// A script was begun and its end not seen, as when the caller went away: its transaction may be open, or done.
    unsettled: bool,
    /// Bytes put into the write-ahead log since it was last tidied, by estimate.
    logged_bytes: usize,
    /// Keeps other processes out as long as the store lives. Last, so that the connection goes first.
    _lock: File,
}

/// This device's place in the log.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Log {
    device: Uuid,
    seq: i64,
    order_ms: i64,
}

const POSITION: &str = include_str!("device/position.sql");
const PRIME: &str = include_str!("device/prime.sql");

/// Whether there will be more scripts of the same statements.
#[derive(Clone, Copy)]
enum Wording {
    Usual,
    Single,
}

/// When the write-ahead log is brought into the main file: after some four answers. SQLite goes over the log from its
/// start afterwards, and an fsync of a file that does not grow takes about half the time of one that does.
const LOG_BYTES: usize = 320 << 10;
/// What a statement adds to the log besides its texts, by estimate: two pages.
const STATEMENT_BYTES: usize = 8 << 10;

impl Log {
    pub(crate) async fn read(connection: &mut SqliteConnection, device: Uuid) -> sqlx::Result<Self> {
        let mut script = Script::default();
        script.add(POSITION, values![device, device, device]);
        let mut log = Self { device, seq: 0, order_ms: i64::MIN };
        for row in script.rows(connection).await? {
            let mut columns = Columns::of(&row);
            log.seq = log.seq.max(columns.next()?);
            log.order_ms = log.order_ms.max(columns.next()?);
        }
        Ok(log)
    }

    fn advance(&mut self, stamp: Stamp) {
        self.seq = stamp.seq;
        self.order_ms = stamp.order_ms;
    }

    /// The place of the row this device wrote last.
    pub(crate) fn last(&self) -> Stamp {
        Stamp { order_ms: self.order_ms, device: self.device, seq: self.seq }
    }

    /// The place of the row this device writes next. A clock set back does not turn the order round.
    pub(crate) fn next(&self, now: Now) -> Stamp {
        Stamp { order_ms: now.utc_ms.max(self.order_ms), device: self.device, seq: self.seq + 1 }
    }
}

impl Record {
    pub(crate) fn new(path: PathBuf, connection: SqliteConnection, log: Log, lock: File) -> Self {
        let store =
            Store { connection, log, bundles: Bundles::default(), unsettled: false, logged_bytes: 0, _lock: lock };
        Self(Arc::new(Inner { path, store: Mutex::new(Some(store)), check: Mutex::new(()) }))
    }

    /// The store, for one call at a time, with nothing left over from a call that was broken off.
    pub(crate) async fn store(&self) -> sqlx::Result<MappedMutexGuard<'_, Store>> {
        let store = self.0.store.lock().await;
        let mut store = MutexGuard::try_map(store, Option::as_mut).map_err(|_| sqlx::Error::PoolClosed)?;
        store.settle().await?;
        Ok(store)
    }

    /// Writes the script as one transaction, on disk when it returns.
    pub(crate) async fn commit(&self, store: &mut Store, script: Script) -> Result<(), Error> {
        self.commit_logged(store, script, store.log.last()).await
    }

    /// Writes a script that adds the row at `stamp` to the log.
    pub(crate) async fn commit_logged(&self, store: &mut Store, script: Script, stamp: Stamp) -> Result<(), Error> {
        store.commit(script, Wording::Usual).await.map_err(Error::writing)?;
        store.log.advance(stamp);
        self.tidy_when_large(store);
        Ok(())
    }

    /// Like [`Record::commit_logged`], for a script worded for this one time.
    pub(crate) async fn commit_once(&self, store: &mut Store, script: Script, stamp: Stamp) -> Result<(), Error> {
        store.commit(script, Wording::Single).await.map_err(Error::writing)?;
        store.log.advance(stamp);
        self.tidy_when_large(store);
        Ok(())
    }

    /// After an answer comes a quiet moment: the learner reads.
    fn tidy_when_large(&self, store: &mut Store) {
        if store.logged_bytes >= LOG_BYTES {
            store.logged_bytes = 0;
            let record = self.clone();
            tokio::spawn(async move {
                // A record closed meanwhile has been tidied by that.
                if let Ok(mut store) = record.store().await {
                    store.tidy().await;
                }
            });
        }
    }

    /// The damage found, empty when the file is sound. Runs beside the other calls.
    pub async fn quick_check(&self) -> Result<Vec<String>, Error> {
        let _check = self.0.check.lock().await;
        file::quick_check(&self.0.path).await.map_err(Error::reading)
    }

    /// Brings the write-ahead log into the main file and releases the record, also for its clones: their calls fail
    /// from here on.
    pub async fn close(self) {
        let _check = self.0.check.lock().await;
        if let Some(store) = self.0.store.lock().await.take() {
            // SQLite brings the log in when the last connection goes. Where it cannot, the log stays and is read at the
            // next opening.
            let _ = store.connection.close().await;
        }
    }
}

impl Store {
    /// Rolls back what a broken-off call has left open and looks up where the log stands.
    async fn settle(&mut self) -> sqlx::Result<()> {
        if !self.unsettled {
            return Ok(());
        }
        // An error says that no transaction was open.
        let _ = sqlx::query("ROLLBACK").execute(&mut self.connection).await;
        self.log = Log::read(&mut self.connection, self.log.device).await?;
        self.unsettled = false;
        Ok(())
    }

    async fn commit(&mut self, script: Script, wording: Wording) -> sqlx::Result<()> {
        self.unsettled = true;
        self.logged_bytes += script.statements() * STATEMENT_BYTES + script.bytes();
        let done = match wording {
            Wording::Usual => self.bundles.commit(script, &mut self.connection).await,
            Wording::Single => script.commit_once(&mut self.connection).await,
        };
        match done {
            Ok(()) => self.unsettled = false,
            // Where settling fails as well, the next call settles.
            Err(_) => drop(self.settle().await),
        }
        done
    }
}

impl Store {
    /// Brings the write-ahead log into the main file. That it fails, as on a full disk, loses nothing: the log is still
    /// there, and the next turn tries again.
    async fn tidy(&mut self) {
        if sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(&mut self.connection).await.is_err() {
            return;
        }
        // The first transaction after this starts the log anew, which takes a second fsync. No answer shall wait for
        // it; where this fails, the next one will.
        let mut script = Script::default();
        script.add(PRIME, values![]);
        let _ = self.commit(script, Wording::Single).await;
    }
}

impl std::fmt::Debug for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Record").field("path", &self.0.path).finish_non_exhaustive()
    }
}
