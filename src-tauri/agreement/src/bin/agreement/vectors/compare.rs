//! Whether what was computed is what was expected.

use super::Stop;
use super::answer::wants_undefined;
use serde_json::Value;

/// Where an example names no tolerance.
const USUAL: f64 = 1e-9;

/// A tolerance, absolute: one number, or one for each key with a default.
#[derive(Debug, Clone, Copy)]
pub struct Tolerance<'a>(Option<&'a Value>);

impl<'a> Tolerance<'a> {
    /// # Errors
    /// What is no tolerance.
    pub fn new(given: Option<&'a Value>) -> Result<Tolerance<'a>, Stop> {
        let is_one = |value: &Value| value.as_f64().is_some_and(|value| value >= 0.0);
        let right = match given {
            None | Some(Value::Null) => true,
            Some(Value::Object(keys)) => keys.values().all(is_one),
            Some(one) => is_one(one),
        };
        let no = || Stop::Unsupported("“tolerance” is a number from 0, or one for each key".to_owned());
        right.then_some(Tolerance(given)).ok_or_else(no)
    }

    fn of(self, key: Option<&str>) -> f64 {
        let Some(tolerance) = self.0 else { return USUAL };
        let named = |name: &str| tolerance.get(name).and_then(Value::as_f64);
        let of_key = key.and_then(named).or_else(|| named("default"));
        tolerance.as_f64().or(of_key).unwrap_or(USUAL)
    }
}

/// Numbers within their tolerance, all else alike. The innermost key that has a tolerance of its own decides.
pub fn agree(computed: &Value, expected: &Value, tolerance: Tolerance<'_>) -> bool {
    within(computed, expected, tolerance, None)
}

fn within(computed: &Value, expected: &Value, tolerance: Tolerance<'_>, key: Option<&str>) -> bool {
    if let Value::String(reason) = expected
        && is_undefined(computed)
    {
        return !reason.is_empty();
    }
    if wants_undefined(expected) {
        return is_undefined(computed);
    }
    match (computed, expected) {
        (Value::Object(computed), Value::Object(expected)) => {
            computed.len() == expected.len()
                && expected.iter().all(|(name, part)| {
                    let own = tolerance.0.and_then(|t| t.get(name)).is_some();
                    let key = if own { Some(name.as_str()) } else { key };
                    computed.get(name).is_some_and(|computed| within(computed, part, tolerance, key))
                })
        }
        (Value::Array(computed), Value::Array(expected)) => {
            computed.len() == expected.len()
                && computed.iter().zip(expected).all(|(computed, part)| within(computed, part, tolerance, key))
        }
        _ => match (computed.as_f64(), expected.as_f64()) {
            (Some(computed), Some(expected)) => (computed - expected).abs() <= tolerance.of(key),
            _ => computed == expected,
        },
    }
}

/// Whether a computed value says that there is none.
pub fn is_undefined(computed: &Value) -> bool {
    computed.get("undefined").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn tolerances_are_absolute_and_of_keys() {
        let check = |computed: Value, expected: Value, tolerance: Value, is: bool| {
            assert_eq!(
                agree(&computed, &expected, Tolerance(Some(&tolerance))),
                is,
                "{computed} {expected} {tolerance}"
            );
        };
        check(json!(0.5), json!(0.51), json!(0.02), true);
        check(json!(0.5), json!(0.53), json!(0.02), false);
        check(json!(5.0), json!(5), json!(0), true);
        check(json!({"a": 1.0, "se": 1.0}), json!({"a": 1, "se": 1.1}), json!({"default": 0, "se": 0.2}), true);
        check(json!({"a": 1.1, "se": 1.0}), json!({"a": 1, "se": 1.1}), json!({"default": 0, "se": 0.2}), false);
        check(json!([1.0, 2.0]), json!([1, 2, 3]), json!(1), false);
        check(json!({"undefined": "no variation"}), json!({"undefined": true}), json!(0), true);
        check(json!({"undefined": "no variation"}), Value::Null, json!(0), true);
        check(json!(0.0), json!({"undefined": true}), json!(0), false);
        check(json!({"undefined": "no variation"}), json!(0), json!(9), false);
    }

    #[test]
    fn without_a_tolerance_only_rounding_is_let_pass() {
        assert!(agree(&json!(0.3), &json!(0.1 + 0.2), Tolerance(None)));
        assert!(!agree(&json!(0.3), &json!(0.30001), Tolerance(None)));
    }
}
