//! What an example gives, whatever shape it gives it in.

use super::Unsupported;
use crate::categories;
use agreement::{Code, Table, Undefined};
use serde_json::{Map, Value};

/// The input of an example.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a>(&'a Map<String, Value>);

/// Ratings in whichever shape they are given.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Two raters, counted.
    Table(Vec<Vec<u64>>),
    /// One row an item, one column a category, each entry a number of ratings.
    Counts(Vec<Vec<u32>>),
    /// One row an item, one column a rater, as written; null is missing.
    Grid { rows: Vec<Vec<Value>>, two: bool },
    /// Two raters who have not rated as many items.
    Uneven(Undefined),
}

/// What an example gives, or the reason why nothing can come of it.
pub type Given<T> = Result<Result<T, Undefined>, Unsupported>;

impl Shape {
    /// The reason why no agreement can come of it, if it is that nothing is rated at all.
    pub fn nothing(&self) -> Option<Undefined> {
        let rated = match self {
            Shape::Table(rows) => rows.iter().flatten().any(|count| *count > 0),
            Shape::Counts(rows) => rows.iter().flatten().any(|count| *count > 0),
            Shape::Grid { rows, .. } => rows.iter().any(|row| !row.is_empty()),
            Shape::Uneven(_) => true,
        };
        (!rated).then_some(Undefined::TooFew { n: 0, needed: 1 })
    }
}

const BY_ITEM: [&str; 13] = [
    "raters_by_column",
    "ratings",
    "items_by_row",
    "subjects_by_row",
    "units_by_row",
    "items",
    "subjects",
    "units",
    "scores_by_item",
    "labels",
    "rows_by_item",
    "data",
    "matrix",
];
const BY_RATER: [&str; 6] =
    ["raters_by_row", "raters", "reliability_data", "items_by_column", "subjects_by_column", "units_by_column"];
const PAIRS: [(&str, &str); 12] = [
    ("rater_a", "rater_b"),
    ("a", "b"),
    ("x", "y"),
    ("rater_1", "rater_2"),
    ("rater1", "rater2"),
    ("first", "second"),
    ("rater_x", "rater_y"),
    ("y_true", "y_pred"),
    ("y1", "y2"),
    ("A", "B"),
    ("left", "right"),
    ("key", "answer"),
];

/// Rows and cells that an example may blow up to.
const MOST: u64 = 20_000_000;

impl<'a> Input<'a> {
    pub fn new(input: &'a Map<String, Value>) -> Input<'a> {
        Input(input)
    }

    /// The first of these keys that is there and not null.
    pub fn get(self, keys: &[&str]) -> Option<&'a Value> {
        keys.iter().filter_map(|key| self.0.get(*key)).find(|value| !value.is_null())
    }

    pub fn need(self, keys: &[&str]) -> Result<&'a Value, Unsupported> {
        self.get(keys).ok_or_else(|| Unsupported(format!("“input” has no “{}”", keys.first().unwrap_or(&""))))
    }

    pub fn number(self, keys: &[&str]) -> Result<f64, Unsupported> {
        number(self.need(keys)?)
    }

    pub fn optional(self, keys: &[&str]) -> Result<Option<f64>, Unsupported> {
        self.get(keys).map(number).transpose()
    }

    pub fn whole(self, keys: &[&str]) -> Result<u64, Unsupported> {
        whole(self.need(keys)?)
    }

    pub fn numbers(self, keys: &[&str]) -> Result<Vec<f64>, Unsupported> {
        numbers(self.need(keys)?)
    }

    pub fn text(self, keys: &[&str]) -> Option<&'a str> {
        self.get(keys).and_then(Value::as_str)
    }

    /// Two lists of numbers of the same items: by the usual names, else the only two lists that there are.
    pub fn two_lists(self) -> Given<(Vec<f64>, Vec<f64>)> {
        if let Some((x, y)) = self.pair() {
            return Ok(Ok((numbers(x)?, numbers(y)?)));
        }
        let no = || Unsupported("“input” has no two lists, such as “x” and “y”".to_owned());
        let Shape::Grid { rows, .. } = self.shape()? else { return Err(no()) };
        match rows.iter().map(Vec::len).max() {
            None | Some(0) => Ok(Ok((vec![], vec![]))),
            Some(1) => Ok(Err(Undefined::TooFewRaters { n: 1, needed: 2 })),
            Some(2) => {
                let missing = Value::Null;
                let column = |at: usize| {
                    let cells = rows.iter().map(|row| number_or_missing(row.get(at).unwrap_or(&missing)));
                    cells.collect::<Result<Vec<f64>, Unsupported>>()
                };
                Ok(Ok((column(0)?, column(1)?)))
            }
            Some(_) => Err(no()),
        }
    }

    fn pair(self) -> Option<(&'a Value, &'a Value)> {
        let both = |a: &str, b: &str| self.0.get(a).zip(self.0.get(b)).filter(|(a, b)| a.is_array() && b.is_array());
        if let Some(pair) = PAIRS.iter().find_map(|(a, b)| both(a, b)) {
            return Some(pair);
        }
        let plain =
            |value: &&Value| value.as_array().is_some_and(|list| list.iter().all(|v| v.is_number() || v.is_null()));
        let known = ["categories", "categories_used", "levels"];
        let lists: Vec<&Value> =
            self.0.iter().filter(|(key, _)| !known.contains(&key.as_str())).map(|(_, v)| v).filter(plain).collect();
        if let [x, y] = lists[..] { Some((x, y)) } else { None }
    }

    /// The ratings.
    pub fn shape(self) -> Result<Shape, Unsupported> {
        if let Some(table) = self.get(&["table", "contingency_table", "confusion_matrix", "crosstab"]) {
            return Ok(Shape::Table(rows_of(table, whole)?));
        }
        if let Some(counts) = self.get(&["counts", "counts_by_item", "item_counts", "category_counts"]) {
            let count = |value: &Value| {
                u32::try_from(whole(value)?).map_err(|_| Unsupported(format!("{value} is too large a count")))
            };
            return Ok(Shape::Counts(rows_of(counts, count)?));
        }
        if let Some(rows) = self.get(&BY_ITEM).filter(|value| is_grid(value)) {
            return Ok(Shape::Grid { rows: rows_of(rows, |value| Ok(value.clone()))?, two: false });
        }
        if let Some(columns) = self.get(&BY_RATER).filter(|value| is_grid(value)) {
            let columns = rows_of(columns, |value| Ok(value.clone()))?;
            return Ok(Shape::Grid { rows: turned(&columns), two: false });
        }
        let (a, b) = self.pair().ok_or_else(|| {
            let mend = "table, counts, rater_a and rater_b, raters_by_column or raters_by_row";
            Unsupported(format!("“input” has no ratings: {mend}"))
        })?;
        let (a, b) = (list(a)?, list(b)?);
        if a.len() != b.len() {
            return Ok(Shape::Uneven(Undefined::Lengths { left: a.len(), right: b.len() }));
        }
        Ok(Shape::Grid { rows: a.iter().zip(b).map(|(a, b)| vec![a.clone(), b.clone()]).collect(), two: true })
    }

    /// Scores: one row an item, one column a rater, one row after the other; NaN is missing.
    pub fn scores(self) -> Given<(Vec<f64>, usize)> {
        let (rows, two) = match self.shape()? {
            Shape::Grid { rows, two } => (rows, two),
            Shape::Uneven(reason) => return Ok(Err(reason)),
            _ => return Err(Unsupported("scores are needed, not counts".to_owned())),
        };
        let width = if two { 2 } else { rows.iter().map(Vec::len).max().unwrap_or(0) };
        let missing = Value::Null;
        let cells = rows.iter().flat_map(|row| (0..width).map(|at| row.get(at).unwrap_or(&missing)));
        Ok(Ok((cells.map(number_or_missing).collect::<Result<_, _>>()?, width)))
    }

    /// The list of categories, if one is given.
    pub fn categories(self) -> Result<Option<Vec<String>>, Unsupported> {
        let Some(given) = self.get(&["categories", "categories_used", "levels", "category_order"]) else {
            return Ok(None);
        };
        match given {
            Value::Array(list) => Ok(Some(list.iter().map(word).collect())),
            // So many, numbered from 1.
            _ => Ok(Some((1..=whole(given)?.min(MOST)).map(|category| category.to_string()).collect())),
        }
    }
}

/// A row an item, coded by the list of categories.
#[derive(Debug, Clone, PartialEq)]
pub struct Coded {
    pub codes: Vec<u32>,
    pub raters: usize,
    pub categories: Vec<String>,
}

impl Coded {
    /// From cells as written. Without a list, the categories are those that occur.
    pub fn of(rows: &[Vec<Value>], given: Option<Vec<String>>) -> Result<Coded, Unsupported> {
        let raters = rows.iter().map(Vec::len).max().unwrap_or(0);
        let missing = Value::Null;
        let cells = rows.iter().flat_map(|row| (0..raters).map(|at| row.get(at).unwrap_or(&missing)));
        let words: Vec<Option<String>> = cells.map(|value| (!is_missing(value)).then(|| word(value))).collect();
        let categories = given.unwrap_or_else(|| categories::ordered(words.iter().flatten().cloned().collect()));
        let places = categories::places(&categories, words.iter().flatten().map(String::as_str));
        let mut codes = Vec::with_capacity(words.len());
        for word in &words {
            codes.push(match word {
                None => u32::MISSING,
                Some(word) => *places.get(word).ok_or_else(|| {
                    Unsupported(format!("{word} is not among the categories {}", categories.join(", ")))
                })?,
            });
        }
        Ok(Coded { codes, raters, categories })
    }

    /// From a table of two raters, item by item.
    pub fn of_table(rows: &[Vec<u64>], categories: Vec<String>) -> Result<Coded, Unsupported> {
        small(rows.iter().flatten().fold(0, |sum: u64, count| sum.saturating_add(*count)))?;
        let cells = rows.iter().enumerate().flat_map(|(i, row)| row.iter().enumerate().map(move |(j, n)| (i, j, *n)));
        let codes = cells.flat_map(|(i, j, n)| (0..n).flat_map(move |_| [i as u32, j as u32])).collect();
        Ok(Coded { codes, raters: 2, categories })
    }

    /// From counts of interchangeable ratings, which are put into as few columns as hold them.
    pub fn of_counts(rows: &[Vec<u32>], categories: Vec<String>) -> Result<Coded, Unsupported> {
        let sum = |row: &Vec<u32>| row.iter().map(|count| u64::from(*count)).sum::<u64>();
        let raters = rows.iter().map(sum).max().unwrap_or(0);
        small(raters.saturating_mul(rows.len() as u64))?;
        let raters = raters as usize;
        let mut codes = Vec::with_capacity(raters * rows.len());
        for (at, row) in rows.iter().enumerate() {
            let given = row.iter().zip(0u32..).flat_map(|(count, code)| (0..*count).map(move |_| code));
            codes.extend(given);
            codes.resize((at + 1) * raters, u32::MISSING);
        }
        Ok(Coded { codes, raters, categories })
    }

    /// The table of the two raters, if there are two.
    pub fn table(&self) -> Option<Result<Table, Undefined>> {
        if self.raters != 2 {
            return None;
        }
        let column = |at: usize| self.codes.iter().skip(at).step_by(2).copied().collect::<Vec<u32>>();
        Some(Table::of_codes(&column(0), &column(1), self.categories.len()))
    }
}

/// Names of categories that are only counted.
pub fn numbered(given: Option<Vec<String>>, n: usize) -> Vec<String> {
    given.filter(|given| given.len() == n).unwrap_or_else(|| (1..=n).map(|category| category.to_string()).collect())
}

fn small(cells: u64) -> Result<(), Unsupported> {
    if cells <= MOST { Ok(()) } else { Err(Unsupported(format!("{cells} ratings are too many for an example"))) }
}

pub fn number(value: &Value) -> Result<f64, Unsupported> {
    let written = || value.as_str().and_then(|text| text.trim().parse().ok());
    value.as_f64().or_else(written).ok_or_else(|| Unsupported(format!("{} is not a number", short(value))))
}

fn number_or_missing(value: &Value) -> Result<f64, Unsupported> {
    if is_missing(value) { Ok(f64::NAN) } else { number(value) }
}

pub fn whole(value: &Value) -> Result<u64, Unsupported> {
    let rounded = || value.as_f64().filter(|v| v.fract() == 0.0 && (0.0..9e15).contains(v)).map(|v| v as u64);
    let no = || Unsupported(format!("{} is not a whole number from 0", short(value)));
    value.as_u64().or_else(rounded).ok_or_else(no)
}

pub fn list(value: &Value) -> Result<&[Value], Unsupported> {
    value.as_array().map(Vec::as_slice).ok_or_else(|| Unsupported(format!("{} is not a list", short(value))))
}

/// Numbers; null is NaN.
pub fn numbers(value: &Value) -> Result<Vec<f64>, Unsupported> {
    list(value)?.iter().map(number_or_missing).collect()
}

/// Of 0 and 1, or false and true.
pub fn outcomes(value: &Value) -> Result<Vec<bool>, Unsupported> {
    let outcome = |value: &Value| match (value.as_bool(), value.as_f64()) {
        (Some(outcome), _) => Ok(outcome),
        (_, Some(0.0)) => Ok(false),
        (_, Some(1.0)) => Ok(true),
        _ => Err(Unsupported(format!("{} is neither 0 nor 1", short(value)))),
    };
    list(value)?.iter().map(outcome).collect()
}

pub fn rows_of<T>(value: &Value, each: impl Fn(&Value) -> Result<T, Unsupported>) -> Result<Vec<Vec<T>>, Unsupported> {
    list(value)?.iter().map(|row| list(row)?.iter().map(&each).collect()).collect()
}

/// A value as a name of a category: 3 and "3" and 3.0 are the same, and so are no two whole numbers.
pub fn word(value: &Value) -> String {
    match (value.as_str(), value.as_f64()) {
        (Some(text), _) => text.to_owned(),
        (_, Some(number)) if value.is_f64() => number.to_string(),
        _ => value.to_string(),
    }
}

fn is_missing(value: &Value) -> bool {
    value.is_null() || matches!(value.as_str(), Some("" | "NA" | "NaN" | "nan" | "*"))
}

fn is_grid(value: &Value) -> bool {
    value.as_array().is_some_and(|rows| rows.iter().all(Value::is_array))
}

/// Rows for columns; what a short row lacks is missing.
fn turned(rows: &[Vec<Value>]) -> Vec<Vec<Value>> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    (0..width).map(|at| rows.iter().map(|row| row.get(at).cloned().unwrap_or(Value::Null)).collect()).collect()
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= 40 { text } else { text.chars().take(40).chain(['…']).collect() }
}
