//! Two databases behind one small face: SQLite in a file, or PostgreSQL.
//!
//! Statements are shared and take `$1`, `$2`, …; columns are text or 64-bit integers. Nothing holds a row lock across a call
//! to a provider: what must happen once is guarded by a unique key, a lease, or an UPDATE that names the state it expects.

mod open;
mod row;

pub use row::{Arg, Row};

use crate::faults;
use crate::trouble::Trouble;
use row::Bound;
use sqlx::{PgPool, Postgres, Sqlite, SqlitePool};
use std::sync::atomic::{AtomicU64, Ordering};

/// Transactions committed and statements run within them by this process, for whoever wants to know its load.
static COMMITTED: AtomicU64 = AtomicU64::new(0);
static STATEMENTS: AtomicU64 = AtomicU64::new(0);

/// Transactions committed and statements run within transactions since the process began.
pub fn work_done() -> (u64, u64) {
    (COMMITTED.load(Ordering::Relaxed), STATEMENTS.load(Ordering::Relaxed))
}

pub type Outcome<T> = Result<T, Trouble>;

/// An open database. Clones share it.
#[derive(Clone)]
pub struct Db(Kind);

#[derive(Clone)]
enum Kind {
    /// Many readers, one writer.
    Sqlite {
        read: SqlitePool,
        write: SqlitePool,
    },
    Postgres(PgPool),
}

/// The arguments of a statement, in the order of `$1`, `$2`, …
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { &[$($crate::db::Arg::from($value)),*] };
}

/// What can be asked: the database, or a transaction that has locked what it asks about.
pub trait Ask: Send {
    /// The rows of a question.
    fn rows(&mut self, sql: &'static str, args: &[Arg]) -> impl Future<Output = Outcome<Vec<Row>>> + Send;

    /// The one row of a question, if there is one.
    fn row(&mut self, sql: &'static str, args: &[Arg]) -> impl Future<Output = Outcome<Option<Row>>> + Send {
        async move { Ok(self.rows(sql, args).await?.into_iter().next()) }
    }
}

impl Ask for &Db {
    async fn rows(&mut self, sql: &'static str, args: &[Arg]) -> Outcome<Vec<Row>> {
        Db::rows(self, sql, args).await
    }
}

impl Ask for Tx {
    async fn rows(&mut self, sql: &'static str, args: &[Arg]) -> Outcome<Vec<Row>> {
        Tx::rows(self, sql, args).await
    }
}

/// A transaction. Without [`Tx::commit`] nothing of it stays.
pub struct Tx {
    inner: Inner,
    /// Whether it has changed anything.
    changed: bool,
}

enum Inner {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Db {
    /// A transaction that may write. On SQLite it holds the one writer's place from its start.
    pub async fn begin(&self) -> Outcome<Tx> {
        let inner = match &self.0 {
            Kind::Sqlite { write, .. } => Inner::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Kind::Postgres(pool) => Inner::Postgres(pool.begin().await?),
        };
        Ok(Tx { inner, changed: false })
    }

    /// The rows of a question outside any transaction.
    pub async fn rows(&self, sql: &'static str, args: &[Arg]) -> Outcome<Vec<Row>> {
        let bound = Bound::new(sql, args);
        match &self.0 {
            Kind::Sqlite { read, .. } => bound.sqlite_rows(read).await,
            Kind::Postgres(pool) => bound.postgres_rows(pool).await,
        }
    }

    /// The one row of a question, if there is one.
    pub async fn row(&self, sql: &'static str, args: &[Arg]) -> Outcome<Option<Row>> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }

    /// One statement in a transaction of its own; answers with the number of rows it touched.
    pub async fn run(&self, sql: &'static str, args: &[Arg]) -> Outcome<u64> {
        let mut tx = self.begin().await?;
        let touched = tx.run(sql, args).await?;
        tx.commit().await?;
        Ok(touched)
    }

    /// Waits for open work and closes.
    pub async fn close(&self) {
        match &self.0 {
            Kind::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Kind::Postgres(pool) => pool.close().await,
        }
    }

    pub fn is_postgres(&self) -> bool {
        matches!(self.0, Kind::Postgres(_))
    }
}

impl Tx {
    /// Runs a statement; answers with the number of rows it touched.
    pub async fn run(&mut self, sql: &'static str, args: &[Arg]) -> Outcome<u64> {
        STATEMENTS.fetch_add(1, Ordering::Relaxed);
        let bound = Bound::new(sql, args);
        let touched = match &mut self.inner {
            Inner::Sqlite(tx) => bound.sqlite_run(&mut **tx).await,
            Inner::Postgres(tx) => bound.postgres_run(&mut **tx).await,
        }?;
        self.changed |= touched > 0;
        Ok(touched)
    }

    pub async fn rows(&mut self, sql: &'static str, args: &[Arg]) -> Outcome<Vec<Row>> {
        STATEMENTS.fetch_add(1, Ordering::Relaxed);
        let bound = Bound::new(sql, args);
        let rows = match &mut self.inner {
            Inner::Sqlite(tx) => bound.sqlite_rows(&mut **tx).await,
            Inner::Postgres(tx) => bound.postgres_rows(&mut **tx).await,
        }?;
        self.changed |= !rows.is_empty() && !sql.starts_with("SELECT");
        Ok(rows)
    }

    pub async fn row(&mut self, sql: &'static str, args: &[Arg]) -> Outcome<Option<Row>> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }

    /// The next number of a counter, beginning with 1. Numbers of transactions that do not commit are used again.
    pub async fn count(&mut self, name: &str) -> Outcome<i64> {
        let sql = "INSERT INTO counter (name, value) VALUES ($1, 1)
                   ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value";
        let row = self.row(sql, args![name]).await?;
        row.ok_or(Trouble::broken("a counter has no value"))?.int("value")
    }

    /// Makes it stay. On disk (SQLite) or acknowledged by the server (PostgreSQL) when this returns.
    pub async fn commit(self) -> Outcome<()> {
        let place = |place| {
            if self.changed {
                faults::reach(place)
            }
        };
        place("before commit");
        match self.inner {
            Inner::Sqlite(tx) => tx.commit().await?,
            Inner::Postgres(tx) => tx.commit().await?,
        }
        COMMITTED.fetch_add(u64::from(self.changed), Ordering::Relaxed);
        place("after commit");
        Ok(())
    }
}
