//! Rows as they stand, for whoever may see all of them: the export, the pages, the command line.

use crate::db::{Arg, Db, Outcome, Row};
use crate::trouble::Trouble;
use serde_json::{Map, Value};

/// A row: its columns by name, in the order of the question.
pub struct Fact(pub Vec<(&'static str, Value)>);

impl Fact {
    pub fn into_json(self) -> Value {
        Value::Object(self.0.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
    }
}

/// The rows of a question that names its columns plainly: `SELECT a.x, a.y FROM …`.
pub async fn read(db: &Db, sql: &'static str, args: &[Arg]) -> Outcome<Vec<Fact>> {
    let columns = columns(sql);
    let rows = db.rows(sql, args).await?;
    rows.iter()
        .map(|row| columns.iter().map(|name| Ok((*name, value(row, name)?))).collect::<Outcome<_>>().map(Fact))
        .collect()
}

fn columns(sql: &'static str) -> Vec<&'static str> {
    let list = sql.strip_prefix("SELECT ").and_then(|rest| rest.split_once("FROM ")).map_or("", |(list, _)| list);
    list.split(',').map(|column| column.trim().rsplit('.').next().unwrap_or_default()).collect()
}

/// A number, a text, or nothing; a text that is an object of JSON is shown as one.
fn value(row: &Row, column: &str) -> Outcome<Value> {
    if let Ok(number) = row.opt_int(column) {
        return Ok(number.map_or(Value::Null, Value::from));
    }
    let text = row.opt_text(column).map_err(|_| Trouble::broken(format!("{column} is neither number nor text")))?;
    Ok(text.map_or(Value::Null, |text| match serde_json::from_str::<Value>(&text) {
        Ok(object @ Value::Object(_)) => object,
        _ => Value::String(text),
    }))
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_are_those_of_the_question() {
        let check = |sql, expected: &[&str]| assert_eq!(super::columns(sql), expected, "{sql}");
        check("SELECT a FROM t", &["a"]);
        check("SELECT a.at_ms,\n  r.reason FROM audit a JOIN r", &["at_ms", "reason"]);
    }
}
