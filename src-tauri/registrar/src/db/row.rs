//! Arguments in, rows out, the same for both databases.

use super::Outcome;
use crate::trouble::Trouble;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Executor, Postgres, Row as _, Sqlite};

/// A value for a statement.
#[derive(Debug, Clone)]
pub enum Arg {
    Text(Option<String>),
    Int(Option<i64>),
}

impl From<&str> for Arg {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}

impl From<&String> for Arg {
    fn from(value: &String) -> Self {
        Self::Text(Some(value.clone()))
    }
}

impl From<String> for Arg {
    fn from(value: String) -> Self {
        Self::Text(Some(value))
    }
}

impl From<Option<String>> for Arg {
    fn from(value: Option<String>) -> Self {
        Self::Text(value)
    }
}

impl From<Option<&str>> for Arg {
    fn from(value: Option<&str>) -> Self {
        Self::Text(value.map(str::to_owned))
    }
}

impl From<i64> for Arg {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}

impl From<Option<i64>> for Arg {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}

impl From<bool> for Arg {
    fn from(value: bool) -> Self {
        Self::Int(Some(value.into()))
    }
}

/// One row of an answer; columns by name.
pub struct Row(Kind);

enum Kind {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl Row {
    pub fn text(&self, column: &str) -> Outcome<String> {
        self.opt_text(column)?.ok_or_else(|| Trouble::broken(format!("{column} is empty")))
    }

    pub fn opt_text(&self, column: &str) -> Outcome<Option<String>> {
        Ok(match &self.0 {
            Kind::Sqlite(row) => row.try_get(column)?,
            Kind::Postgres(row) => row.try_get(column)?,
        })
    }

    pub fn int(&self, column: &str) -> Outcome<i64> {
        self.opt_int(column)?.ok_or_else(|| Trouble::broken(format!("{column} is empty")))
    }

    pub fn opt_int(&self, column: &str) -> Outcome<Option<i64>> {
        Ok(match &self.0 {
            Kind::Sqlite(row) => row.try_get(column)?,
            Kind::Postgres(row) => row.try_get(column)?,
        })
    }

    /// A column of 0 and 1.
    pub fn flag(&self, column: &str) -> Outcome<bool> {
        Ok(self.int(column)? != 0)
    }
}

/// A statement with its arguments, counted: SQLite would take a missing one for NULL.
pub(super) struct Bound<'a> {
    sql: &'static str,
    args: &'a [Arg],
}

macro_rules! bind {
    ($bound:expr) => {{
        let mut query = sqlx::query($bound.sql);
        for arg in $bound.args {
            query = match arg {
                Arg::Text(value) => query.bind(value.clone()),
                Arg::Int(value) => query.bind(*value),
            };
        }
        query
    }};
}

impl<'a> Bound<'a> {
    pub fn new(sql: &'static str, args: &'a [Arg]) -> Self {
        assert_eq!(places(sql), args.len(), "each $ has its argument: {sql}");
        Self { sql, args }
    }

    pub async fn sqlite_rows<'e>(self, on: impl Executor<'e, Database = Sqlite>) -> Outcome<Vec<Row>> {
        let rows = bind!(self).fetch_all(on).await?;
        Ok(rows.into_iter().map(|row| Row(Kind::Sqlite(row))).collect())
    }

    pub async fn postgres_rows<'e>(self, on: impl Executor<'e, Database = Postgres>) -> Outcome<Vec<Row>> {
        let rows = bind!(self).fetch_all(on).await?;
        Ok(rows.into_iter().map(|row| Row(Kind::Postgres(row))).collect())
    }

    pub async fn sqlite_run<'e>(self, on: impl Executor<'e, Database = Sqlite>) -> Outcome<u64> {
        Ok(bind!(self).execute(on).await?.rows_affected())
    }

    pub async fn postgres_run<'e>(self, on: impl Executor<'e, Database = Postgres>) -> Outcome<u64> {
        Ok(bind!(self).execute(on).await?.rows_affected())
    }
}

/// The highest `$n` of a statement.
fn places(sql: &str) -> usize {
    let numbers = sql.split('$').skip(1).filter_map(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<usize>().ok()
    });
    numbers.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_by_the_highest() {
        assert_eq!(places("SELECT 1"), 0);
        assert_eq!(places("UPDATE t SET a = $2 WHERE b = $1 AND c = $2"), 2);
        assert_eq!(places("VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)"), 10);
    }

    #[test]
    #[should_panic(expected = "each $ has its argument")]
    fn a_missing_argument_is_refused() {
        Bound::new("SELECT $1, $2", &[Arg::from("x")]);
    }
}
