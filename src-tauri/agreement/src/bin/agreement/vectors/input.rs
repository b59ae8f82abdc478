//! What an example gives, whatever shape it gives it in.

use super::Stop::{self, Unsupported};
use super::value::{is_missing, number_or_missing, short_whole};
pub use super::value::{list, number, numbers, outcomes, rows_of, whole, word};
use crate::categories;
use crate::measure::shown;
use agreement::{Code, Table, Undefined};
use serde_json::{Map, Value};
use std::collections::HashSet;

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
}

impl Shape {
    /// The shape, unless nothing is rated at all.
    pub fn rated(self) -> Result<Shape, Stop> {
        let rated = match &self {
            Shape::Table(rows) => rows.iter().flatten().any(|count| *count > 0),
            Shape::Counts(rows) => rows.iter().flatten().any(|count| *count > 0),
            Shape::Grid { rows, .. } => rows.iter().any(|row| !row.is_empty()),
        };
        if rated { Ok(self) } else { Err(Undefined::TooFew { n: 0, needed: 1 }.into()) }
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
    fn find<'k>(self, keys: &[&'k str]) -> Option<(&'k str, &'a Value)> {
        keys.iter().filter_map(|key| Some((*key, self.0.get(*key)?))).find(|(_, value)| !value.is_null())
    }

    pub fn get(self, keys: &[&str]) -> Option<&'a Value> {
        self.find(keys).map(|(_, value)| value)
    }

    pub fn need(self, keys: &[&str]) -> Result<&'a Value, Stop> {
        self.get(keys).ok_or_else(|| Unsupported(format!("“input” has no “{}”", keys.first().unwrap_or(&""))))
    }

    /// What one of these keys gives, read; what is wrong is told with the key.
    pub fn read<T>(self, keys: &[&str], read: impl Fn(&Value) -> Result<T, Stop>) -> Result<Option<T>, Stop> {
        let named = |(key, value)| read(value).map_err(|stop| stop.at(|| format!("“{key}”")));
        self.find(keys).map(named).transpose()
    }

    fn needed<T>(self, keys: &[&str], read: impl Fn(&Value) -> Result<T, Stop>) -> Result<T, Stop> {
        self.need(keys)?;
        self.read(keys, &read)?.ok_or_else(|| Unsupported("nothing is given".to_owned()))
    }

    pub fn number(self, keys: &[&str]) -> Result<f64, Stop> {
        self.needed(keys, number)
    }

    pub fn optional(self, keys: &[&str]) -> Result<Option<f64>, Stop> {
        self.read(keys, number)
    }

    pub fn whole(self, keys: &[&str]) -> Result<u64, Stop> {
        self.needed(keys, whole)
    }

    pub fn optional_whole(self, keys: &[&str]) -> Result<Option<u64>, Stop> {
        self.read(keys, whole)
    }

    pub fn numbers(self, keys: &[&str]) -> Result<Vec<f64>, Stop> {
        self.needed(keys, numbers)
    }

    /// Of 0 and 1, or false and true.
    pub fn outcomes(self, keys: &[&str]) -> Result<Vec<bool>, Stop> {
        self.needed(keys, outcomes)
    }

    pub fn text(self, keys: &[&str]) -> Option<&'a str> {
        self.get(keys).and_then(Value::as_str)
    }

    /// Two lists of numbers of the same items: by the usual names, else the only two lists that there are.
    pub fn two_lists(self) -> Result<(Vec<f64>, Vec<f64>), Stop> {
        if let Some((x, y)) = self.pair() {
            return Ok((numbers(x)?, numbers(y)?));
        }
        let no = || Unsupported("“input” has no two lists, such as “x” and “y”".to_owned());
        let Shape::Grid { rows, .. } = self.shape()? else { return Err(no()) };
        match rows.iter().map(Vec::len).max() {
            None | Some(0) => Ok((vec![], vec![])),
            Some(1) => Err(Undefined::TooFewRaters { n: 1, needed: 2 }.into()),
            Some(2) => {
                let missing = Value::Null;
                let column = |at: usize| {
                    let cells = rows.iter().map(|row| number_or_missing(row.get(at).unwrap_or(&missing)));
                    cells.collect::<Result<Vec<f64>, Stop>>()
                };
                Ok((column(0)?, column(1)?))
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
    pub fn shape(self) -> Result<Shape, Stop> {
        let table = ["table", "contingency_table", "confusion_matrix", "crosstab"];
        if let Some(rows) = self.read(&table, |table| rows_of(table, whole))? {
            return Ok(Shape::Table(rows));
        }
        let counts = ["counts", "counts_by_item", "item_counts", "category_counts"];
        if let Some(rows) = self.read(&counts, |counts| rows_of(counts, short_whole))? {
            return Ok(Shape::Counts(rows));
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
            return Err(Undefined::Lengths { left: a.len(), right: b.len() }.into());
        }
        Ok(Shape::Grid { rows: a.iter().zip(b).map(|(a, b)| vec![a.clone(), b.clone()]).collect(), two: true })
    }

    /// Scores: one row an item, one column a rater, one row after the other; NaN is missing.
    pub fn scores(self) -> Result<(Vec<f64>, usize), Stop> {
        let (rows, two) = match self.shape()? {
            Shape::Grid { rows, two } => (rows, two),
            _ => return Err(Unsupported("scores are needed, not counts".to_owned())),
        };
        let width = if two { 2 } else { rows.iter().map(Vec::len).max().unwrap_or(0) };
        let missing = Value::Null;
        let cells = rows.iter().flat_map(|row| (0..width).map(|at| row.get(at).unwrap_or(&missing)));
        Ok((cells.map(number_or_missing).collect::<Result<_, _>>()?, width))
    }

    /// The list of categories, if one is given.
    pub fn categories(self) -> Result<Option<Vec<String>>, Stop> {
        self.read(&["categories", "categories_used", "levels", "category_order"], |given| {
            let Value::Array(list) = given else {
                // So many, numbered from 1.
                return Ok((1..=whole(given)?.min(MOST)).map(|category| category.to_string()).collect());
            };
            let names: Vec<String> = list.iter().map(word).collect();
            let mut seen = HashSet::new();
            match names.iter().find(|name| !seen.insert(name.as_str())) {
                Some(twice) => Err(Stop::Undefined(format!("{twice} is named twice"))),
                None => Ok(names),
            }
        })
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
    pub fn of(rows: &[Vec<Value>], given: Option<Vec<String>>) -> Result<Coded, Stop> {
        let raters = rows.iter().map(Vec::len).max().unwrap_or(0);
        let missing = Value::Null;
        let cells = rows.iter().flat_map(|row| (0..raters).map(|at| row.get(at).unwrap_or(&missing)));
        let words: Vec<Option<String>> = cells.map(|value| (!is_missing(value)).then(|| word(value))).collect();
        let categories = given.unwrap_or_else(|| categories::ordered(words.iter().flatten().cloned().collect()));
        let places = categories::places(&categories, words.iter().flatten().map(String::as_str));
        let mut codes = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            codes.push(match word {
                None => u32::MISSING,
                Some(word) => *places.get(word).ok_or_else(|| {
                    unknown(word, &categories).at(|| format!("item {}, rater {}", at / raters, at % raters))
                })?,
            });
        }
        Ok(Coded { codes, raters, categories })
    }

    /// From a table of two raters, item by item.
    pub fn of_table(rows: &[Vec<u64>], categories: Vec<String>) -> Result<Coded, Stop> {
        few(rows.iter().flatten().fold(0, |sum: u64, count| sum.saturating_add(*count)))?;
        let cells = rows.iter().enumerate().flat_map(|(i, row)| row.iter().enumerate().map(move |(j, n)| (i, j, *n)));
        let codes = cells.flat_map(|(i, j, n)| (0..n).flat_map(move |_| [i as u32, j as u32])).collect();
        Ok(Coded { codes, raters: 2, categories })
    }

    /// From counts of interchangeable ratings, which are put into as few columns as hold them.
    pub fn of_counts(rows: &[Vec<u32>], categories: Vec<String>) -> Result<Coded, Stop> {
        let sum = |row: &Vec<u32>| row.iter().map(|count| u64::from(*count)).sum::<u64>();
        let raters = rows.iter().map(sum).max().unwrap_or(0);
        few(raters.saturating_mul(rows.len() as u64))?;
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
pub fn numbered(given: Option<Vec<String>>, n: usize) -> Result<Vec<String>, Stop> {
    match given {
        Some(given) if given.len() == n => Ok(given),
        Some(given) => Err(Stop::Undefined(format!("{} categories are named, and {n} are counted", given.len()))),
        None => Ok((1..=n).map(|category| category.to_string()).collect()),
    }
}

/// A rating that is not of the list.
pub fn unknown(word: &str, categories: &[String]) -> Stop {
    Stop::Undefined(format!("{word} is not among the categories {}", shown(categories, ", ")))
}

fn few(cells: u64) -> Result<(), Stop> {
    match cells <= MOST {
        true => Ok(()),
        false => Err(Stop::Undefined(format!("{cells} ratings are too many for an example, which has up to {MOST}"))),
    }
}

fn is_grid(value: &Value) -> bool {
    value.as_array().is_some_and(|rows| rows.iter().all(Value::is_array))
}

/// Rows for columns; what a short row lacks is missing.
fn turned(rows: &[Vec<Value>]) -> Vec<Vec<Value>> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    (0..width).map(|at| rows.iter().map(|row| row.get(at).cloned().unwrap_or(Value::Null)).collect()).collect()
}
