//! Scripts: several statements in one hand-over to the connection's thread.
//!
//! sqlx runs SQLite on a thread of its own and wakes the caller for each statement and each row, which costs more than
//! most statements do. Reading, a script goes over as one text of several statements. Writing, a [`Bundle`] makes a
//! single statement of it, which is then a transaction by itself.

use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteConnection, SqliteRow};
use sqlx::{Arguments, AssertSqlSafe, Decode, Row, Type, ValueRef};
use uuid::Uuid;

/// What a `?` stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'a> {
    Text(&'a str),
    Int(i64),
    Real(f64),
    Id(Uuid),
    Null,
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Value::Text(text)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Value::Int(number)
    }
}

impl From<i32> for Value<'_> {
    fn from(number: i32) -> Self {
        Value::Int(i64::from(number))
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Value::Int(i64::from(number))
    }
}

impl From<bool> for Value<'_> {
    fn from(yes: bool) -> Self {
        Value::Int(i64::from(yes))
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Value::Real(number)
    }
}

impl From<Uuid> for Value<'_> {
    fn from(id: Uuid) -> Self {
        Value::Id(id)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

/// `values![a, b]`: an array of [`Value`].
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::sql::Value::from($value)),*] };
}
pub(crate) use values;

/// Statements and what fills them.
#[derive(Default)]
pub(crate) struct Script {
    statements: Vec<&'static str>,
    arguments: SqliteArguments,
    /// Bytes of text bound.
    bytes: usize,
}

impl Script {
    /// Adds a statement, or several that share the values in turn. Panics unless each `?` has its value: sqlx would bind
    /// NULL in silence.
    pub(crate) fn add(&mut self, sql: &'static str, values: &[Value<'_>]) -> &mut Self {
        let places = sql.bytes().filter(|byte| *byte == b'?').count();
        assert_eq!(places, values.len(), "each ? has its value in\n{sql}");
        self.statements.push(sql);
        for value in values {
            self.bind(*value);
        }
        self
    }

    fn bind(&mut self, value: Value<'_>) {
        let bound = match value {
            Value::Text(text) => {
                self.bytes += text.len();
                self.arguments.add(text)
            }
            Value::Int(number) => self.arguments.add(number),
            Value::Real(number) => self.arguments.add(number),
            Value::Id(id) => self.arguments.add(id),
            Value::Null => self.arguments.add(None::<i64>),
        };
        bound.expect("sqlx encodes text, numbers and UUIDs without a way to fail");
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.statements.is_empty()
    }

    pub(crate) fn statements(&self) -> usize {
        self.statements.len()
    }

    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// All rows of all statements.
    pub(crate) async fn rows(self, connection: &mut SqliteConnection) -> sqlx::Result<Vec<SqliteRow>> {
        query(self.statements.concat(), self.arguments).fetch_all(connection).await
    }

    /// The first row.
    pub(crate) async fn row(self, connection: &mut SqliteConnection) -> sqlx::Result<Option<SqliteRow>> {
        query(self.statements.concat(), self.arguments).fetch_optional(connection).await
    }

    /// Runs the script as one transaction, and does not keep it prepared. After an error the transaction may be open.
    pub(crate) async fn commit_once(self, connection: &mut SqliteConnection) -> sqlx::Result<()> {
        let sql = format!("BEGIN IMMEDIATE;\n{}COMMIT;", self.statements.concat());
        query(sql, self.arguments).persistent(false).execute(connection).await.map(drop)
    }
}

fn query(sql: String, arguments: SqliteArguments) -> Query<'static, Sqlite, SqliteArguments> {
    sqlx::query_with(AssertSqlSafe(sql), arguments)
}

/// The scripts that this connection has made single statements of.
#[derive(Default)]
pub(crate) struct Bundles {
    known: Vec<Bundle>,
    /// Number of the next one. Each is tried under one number only: what a broken-off attempt leaves is never used.
    next: usize,
}

/// A script as the trigger of a view in the connection's own temporary schema: a row put into the view runs the script
/// with the row's values.
struct Bundle {
    statements: Vec<&'static str>,
    insert: String,
}

impl Bundles {
    /// Runs the script as one transaction.
    pub(crate) async fn commit(&mut self, script: Script, connection: &mut SqliteConnection) -> sqlx::Result<()> {
        let insert = match self.known.iter().find(|bundle| bundle.is_of(&script)) {
            Some(bundle) => bundle.insert.clone(),
            None => {
                let bundle = Bundle::make(self.next, &script, connection);
                self.next += 1;
                let bundle = bundle.await?;
                let insert = bundle.insert.clone();
                self.known.push(bundle);
                insert
            }
        };
        query(insert, script.arguments).execute(connection).await.map(drop)
    }
}

impl Bundle {
    /// A statement is mostly the very same text: then it need not be read through.
    fn is_of(&self, script: &Script) -> bool {
        let same = |(a, b): (&&'static str, &&'static str)| std::ptr::eq(*a, *b) || a == b;
        self.statements.len() == script.statements.len() && self.statements.iter().zip(&script.statements).all(same)
    }

    async fn make(number: usize, script: &Script, connection: &mut SqliteConnection) -> sqlx::Result<Self> {
        let values = script.arguments.len();
        let columns: Vec<String> = (1..=values).map(|at| format!("NULL AS v{at}")).collect();
        let mut body = String::new();
        let mut at = 0;
        for part in script.statements.iter().flat_map(|sql| sql.split_inclusive('?')) {
            match part.strip_suffix('?') {
                Some(before) => {
                    at += 1;
                    body.push_str(&format!("{before}NEW.v{at}"));
                }
                None => body.push_str(part),
            }
        }
        let sql = format!(
            "CREATE TEMP VIEW bundle_{number} AS SELECT {};
             CREATE TEMP TRIGGER bundle_{number}_run INSTEAD OF INSERT ON bundle_{number} BEGIN\n{body}END;",
            columns.join(", ")
        );
        query(sql, SqliteArguments::default()).persistent(false).execute(connection).await?;
        let insert = format!("INSERT INTO bundle_{number} VALUES ({})", vec!["?"; values].join(", "));
        Ok(Self { statements: script.statements.clone(), insert })
    }
}

/// The row's first column, which names the statement it came from.
pub(crate) fn tag(row: &SqliteRow) -> sqlx::Result<&str> {
    row.try_get(0)
}

/// Reads a row from left to right, without its tag.
pub(crate) struct Columns<'r> {
    row: &'r SqliteRow,
    at: usize,
}

impl<'r> Columns<'r> {
    pub(crate) fn of(row: &'r SqliteRow) -> Self {
        Self { row, at: 1 }
    }

    pub(crate) fn next<T: Decode<'r, Sqlite> + Type<Sqlite>>(&mut self) -> sqlx::Result<T> {
        let value = self.row.try_get(self.at);
        self.at += 1;
        value
    }

    /// Leaves columns out.
    pub(crate) fn skip(&mut self, columns: usize) {
        self.at += columns;
    }

    /// Whether the column that comes is NULL.
    pub(crate) fn at_null(&self) -> sqlx::Result<bool> {
        self.row.try_get_raw(self.at).map(|value| value.is_null())
    }

    /// A count that its column's CHECK keeps from being negative.
    pub(crate) fn count(&mut self) -> sqlx::Result<u32> {
        self.next::<i64>().map(|n| u32::try_from(n.max(0)).unwrap_or(u32::MAX))
    }

    /// A length of time, never negative.
    pub(crate) fn span(&mut self) -> sqlx::Result<u64> {
        self.next::<i64>().map(|ms| u64::try_from(ms).unwrap_or(0))
    }

    /// One of a few words.
    pub(crate) fn word<T>(&mut self, meaning: impl Fn(&str) -> Option<T>) -> sqlx::Result<T> {
        let word: &str = self.next()?;
        meaning(word).ok_or_else(|| sqlx::Error::Decode(format!("“{word}” is not expected here").into()))
    }
}

/// A length of time as a column takes it.
pub(crate) fn span(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::{ConnectOptions, sqlite::SqliteConnectOptions};

    #[test]
    #[should_panic(expected = "each ? has its value")]
    fn a_missing_value_is_refused() {
        Script::default().add("SELECT ?, ?", values![1i64]);
    }

    #[test]
    #[should_panic(expected = "each ? has its value")]
    fn a_value_too_many_is_refused() {
        Script::default().add("SELECT ?", values![1i64, 2i64]);
    }

    #[tokio::test]
    async fn values_go_to_their_statements_in_turn() {
        let mut connection = SqliteConnectOptions::new().in_memory(true).connect().await.unwrap();
        for _ in 0..2 {
            let mut script = Script::default();
            script.add("SELECT 'a', ?, ?;", values![1i64, "x"]);
            script.add("SELECT 'b', 7;", values![]);
            script.add("SELECT 'c', ?, ?;", values![None::<i64>, 0.5]);
            let rows = script.rows(&mut connection).await.unwrap();
            assert_eq!(rows.iter().map(|row| tag(row).unwrap()).collect::<Vec<_>>(), ["a", "b", "c"]);
            assert_eq!(rows[0].get::<i64, _>(1), 1);
            assert_eq!(rows[0].get::<String, _>(2), "x");
            assert_eq!(rows[2].get::<Option<i64>, _>(1), None);
            assert_eq!(rows[2].get::<f64, _>(2), 0.5);
        }
    }

    #[tokio::test]
    async fn a_bundle_is_one_transaction() {
        let mut connection = SqliteConnectOptions::new().in_memory(true).connect().await.unwrap();
        let table =
            "CREATE TABLE t (a INTEGER PRIMARY KEY, b ANY) STRICT; CREATE TABLE u (a INTEGER CHECK (a < 9)) STRICT";
        sqlx::raw_sql(table).execute(&mut connection).await.unwrap();
        let script = |a: i64, b: &str, checked: i64| {
            let mut script = Script::default();
            script.add(
                "INSERT INTO t VALUES (?, ?) ON CONFLICT (a) DO UPDATE SET b = excluded.b || ?;",
                values![a, b, "!"],
            );
            script.add(
                "-- In two lines.\nUPDATE t SET b = b WHERE a = ?;\nINSERT INTO u VALUES (?);",
                values![a, checked],
            );
            script
        };
        let mut bundles = Bundles::default();
        bundles.commit(script(1, "x", 2), &mut connection).await.unwrap();
        bundles.commit(script(1, "y", 3), &mut connection).await.unwrap();
        assert!(bundles.commit(script(1, "z", 9), &mut connection).await.is_err());
        assert!(bundles.commit(script(2, "z", 9), &mut connection).await.is_err());
        assert_eq!(bundles.known.len(), 1, "one bundle for scripts alike");
        let b: Vec<String> = sqlx::query_scalar("SELECT b FROM t").fetch_all(&mut connection).await.unwrap();
        assert_eq!(b, ["y!"]);
        let a: Vec<i64> = sqlx::query_scalar("SELECT a FROM u").fetch_all(&mut connection).await.unwrap();
        assert_eq!(a, [2, 3]);
    }
}
