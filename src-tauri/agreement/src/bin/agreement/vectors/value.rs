//! The values of an example: numbers, counts, outcomes, names.

use super::Stop::{self, Undefined, Unsupported};
use serde_json::Value;

pub fn number(value: &Value) -> Result<f64, Stop> {
    let written = || value.as_str().and_then(|text| text.trim().parse().ok());
    value.as_f64().or_else(written).ok_or_else(|| Unsupported(format!("{} is not a number", short(value))))
}

pub fn number_or_missing(value: &Value) -> Result<f64, Stop> {
    if is_missing(value) { Ok(f64::NAN) } else { number(value) }
}

/// A count. A number that counts nothing is understood, and is undefined.
pub fn whole(value: &Value) -> Result<u64, Stop> {
    let rounded = || value.as_f64().filter(|v| v.fract() == 0.0 && (0.0..9e15).contains(v)).map(|v| v as u64);
    let no = || {
        let no = format!("{} is not a whole number from 0", short(value));
        match value.as_f64() {
            Some(number) if number >= 9e15 => Undefined(format!("{} is too large a count", short(value))),
            Some(_) => Undefined(no),
            None => Unsupported(no),
        }
    };
    value.as_u64().or_else(rounded).ok_or_else(no)
}

/// A count or a place that 32 bits hold.
pub fn short_whole(value: &Value) -> Result<u32, Stop> {
    u32::try_from(whole(value)?).map_err(|_| Undefined(format!("{} is too large a count", short(value))))
}

pub fn list(value: &Value) -> Result<&[Value], Stop> {
    value.as_array().map(Vec::as_slice).ok_or_else(|| Unsupported(format!("{} is not a list", short(value))))
}

/// Numbers; null is NaN.
pub fn numbers(value: &Value) -> Result<Vec<f64>, Stop> {
    each(value, number_or_missing)
}

/// Of 0 and 1, or false and true.
pub fn outcomes(value: &Value) -> Result<Vec<bool>, Stop> {
    each(value, |value| match (value.as_bool(), value.as_f64()) {
        (Some(outcome), _) => Ok(outcome),
        (_, Some(0.0)) => Ok(false),
        (_, Some(1.0)) => Ok(true),
        (_, Some(_)) => Err(Undefined(format!("{} is neither 0 nor 1", short(value)))),
        _ => Err(Unsupported(format!("{} is neither 0 nor 1", short(value)))),
    })
}

/// Each entry of a list; what is wrong is told with its place.
pub fn each<T>(value: &Value, of: impl Fn(&Value) -> Result<T, Stop>) -> Result<Vec<T>, Stop> {
    let at = |(at, entry)| of(entry).map_err(|stop: Stop| stop.at(|| format!("entry {at}")));
    list(value)?.iter().enumerate().map(at).collect()
}

/// Each entry of each row; what is wrong is told with its place.
pub fn rows_of<T>(value: &Value, of: impl Fn(&Value) -> Result<T, Stop>) -> Result<Vec<Vec<T>>, Stop> {
    let entry = |row: usize, (at, entry): (usize, &Value)| {
        of(entry).map_err(|stop| stop.at(|| format!("row {row}, entry {at}")))
    };
    let row = |(at, row)| list(row)?.iter().enumerate().map(|one| entry(at, one)).collect();
    list(value)?.iter().enumerate().map(row).collect()
}

/// A value as a name of a category: 3 and "3" and 3.0 are the same, and so are no two whole numbers.
pub fn word(value: &Value) -> String {
    match (value.as_str(), value.as_f64()) {
        (Some(text), _) => text.to_owned(),
        (_, Some(number)) if value.is_f64() => number.to_string(),
        _ => value.to_string(),
    }
}

pub fn is_missing(value: &Value) -> bool {
    value.is_null() || matches!(value.as_str(), Some("" | "NA" | "NaN" | "nan" | "*"))
}

/// As it is written, unless that is long.
pub fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= 40 { text } else { text.chars().take(40).chain(['…']).collect() }
}
