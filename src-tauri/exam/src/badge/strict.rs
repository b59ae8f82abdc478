//! JSON of a stranger: nothing named twice, nothing nested without end.

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::cell::Cell;
use std::fmt;

/// A badge with results, alignments and endorsements reaches a dozen levels.
const DEEPEST: usize = 64;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JsonTrouble {
    #[error("is not JSON")]
    Broken,
    /// Readers disagree on which of the two counts, so that one may be shown and the other checked.
    #[error("names the same thing twice")]
    Twice,
    #[error("is nested too deeply")]
    TooDeep,
}

/// The whole of `bytes` as one JSON value.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, JsonTrouble> {
    let trouble = Cell::new(JsonTrouble::Broken);
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = Strict { left: DEEPEST, trouble: &trouble }.deserialize(&mut json).map_err(|_| trouble.get())?;
    json.end().map_err(|_| JsonTrouble::Broken)?;
    Ok(value)
}

/// The same, if it is an object.
pub(super) fn object(bytes: &[u8]) -> Result<Map<String, Value>, JsonTrouble> {
    match parse(bytes)? {
        Value::Object(map) => Ok(map),
        _ => Err(JsonTrouble::Broken),
    }
}

#[derive(Clone, Copy)]
struct Strict<'a> {
    left: usize,
    trouble: &'a Cell<JsonTrouble>,
}

impl Strict<'_> {
    fn inside<E: Error>(self) -> Result<Self, E> {
        match self.left {
            0 => Err(self.fails(JsonTrouble::TooDeep)),
            left => Ok(Self { left: left - 1, ..self }),
        }
    }

    fn fails<E: Error>(self, trouble: JsonTrouble) -> E {
        self.trouble.set(trouble);
        E::custom(trouble)
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Value, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(inside)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut map = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let value = members.next_value_seed(inside)?;
            if map.insert(name, value).is_some() {
                return Err(self.fails(JsonTrouble::Twice));
            }
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<Value, JsonTrouble>) {
        assert_eq!(parse(text.as_bytes()), expected);
    }

    #[test]
    fn json_means_one_thing_only() {
        check(r#"{"a":[1,-2,0.5,null,true,"x"]}"#, Ok(serde_json::json!({"a": [1, -2, 0.5, null, true, "x"]})));
        check(r#"{"iss":"a","\u0069ss":"b"}"#, Err(JsonTrouble::Twice));
        check(r#"{"a":{"b":1,"b":1}}"#, Err(JsonTrouble::Twice));
        check(r#"{"a":1} x"#, Err(JsonTrouble::Broken));
        check(r#"{"a":1,}"#, Err(JsonTrouble::Broken));
        check("", Err(JsonTrouble::Broken));
        check(
            &("[".repeat(64) + &"]".repeat(64)),
            Ok((0..63).fold(serde_json::json!([]), |v, _| serde_json::json!([v]))),
        );
        check(&("[".repeat(65) + &"]".repeat(65)), Err(JsonTrouble::TooDeep));
        check(&"{\"a\":".repeat(100_000), Err(JsonTrouble::TooDeep));
        assert_eq!(parse(b"\"\xff\""), Err(JsonTrouble::Broken));
    }
}
