//! Values as ClassMarker sends them: numbers as strings or numbers, "" for nothing, several words for yes.

use serde_json::Value;

/// The longest text that is kept of any one field.
const LONGEST: usize = 200;

/// A text or a number as text; None for nothing and for "". Control characters go: PostgreSQL takes no NUL.
pub fn text(of: &Value, name: &str) -> Option<String> {
    let text = match of.get(name)? {
        Value::String(text) => text.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// A whole number; what follows a decimal point is dropped.
pub fn whole(of: &Value, name: &str) -> Option<i64> {
    text(of, name)?.split('.').next()?.parse().ok()
}

/// A decimal number in tenths. Further digits are dropped, so that nothing is ever rounded up to a pass mark.
pub fn tenths(of: &Value, name: &str) -> Option<i64> {
    decimal_tenths(&text(of, name)?)
}

fn decimal_tenths(text: &str) -> Option<i64> {
    let text = text.trim_end_matches('%').trim_end();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !(digits(whole) && digits(fraction)) {
        return None;
    }
    let tenth = i64::from(fraction.as_bytes()[0] - b'0');
    whole.parse::<i64>().ok()?.checked_mul(10)?.checked_add(tenth)
}

/// A yes or no in any of the ways that have been seen; None for a word that is neither.
pub fn yes(of: &Value, name: &str) -> Option<bool> {
    if let Some(Value::Bool(flag)) = of.get(name) {
        return Some(*flag);
    }
    match text(of, name)?.to_ascii_lowercase().as_str() {
        "yes" | "true" | "1" | "enabled" | "on" => Some(true),
        "no" | "false" | "0" | "disabled" | "off" => Some(false),
        _ => None,
    }
}

/// The elements of a list, each without the wrapping of `{"name": {…}}` that some lists have.
pub fn list<'a>(of: &'a Value, name: &str, wrapping: &'a str) -> impl Iterator<Item = &'a Value> {
    let elements = of.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    elements.iter().map(move |element| element.get(wrapping).filter(|inner| inner.is_object()).unwrap_or(element))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn decimals_are_exact_tenths() {
        let check =
            |value: Value, expected| assert_eq!(tenths(&json!({ "x": value.clone() }), "x"), expected, "{value}");
        check(json!(70), Some(700));
        check(json!(70.0), Some(700));
        check(json!("82.5"), Some(825));
        check(json!("82.5%"), Some(825));
        check(json!(0.1), Some(1));
        check(json!("69.99"), Some(699));
        check(json!("100"), Some(1000));
        check(json!(""), None);
        check(json!("-1"), None);
        check(json!("1."), None);
        check(json!("many"), None);
        check(json!("99999999999999999999"), None);
        check(Value::Null, None);
    }

    #[test]
    fn yes_has_many_words() {
        let check = |value: Value, expected| assert_eq!(yes(&json!({ "x": value.clone() }), "x"), expected, "{value}");
        check(json!(true), Some(true));
        check(json!("Yes"), Some(true));
        check(json!("No"), Some(false));
        check(json!(1), Some(true));
        check(json!("enabled"), Some(true));
        check(json!("Disabled"), Some(false));
        check(json!("perhaps"), None);
        check(json!(""), None);
    }

    #[test]
    fn ids_and_times_are_strings_or_numbers() {
        let value = json!({ "a": 7, "b": "7\u{0}", "c": "", "d": " 7 ", "e": "1700000000.0" });
        assert_eq!(text(&value, "a"), text(&value, "b"));
        assert_eq!(text(&value, "c"), None);
        assert_eq!(text(&value, "d").as_deref(), Some("7"));
        assert_eq!(whole(&value, "e"), Some(1_700_000_000));
    }
}
