//! What a statistic has to say, in the shape that an example asks for.

use agreement::{Statistic, Undefined};
use serde_json::{Map, Number, Value};

/// Everything that was computed; an example asks for some of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    Number(f64),
    Count(u64),
    Text(String),
    Flag(bool),
    /// Why there is no value.
    Undefined(String),
    List(Vec<Answer>),
    /// The first field is what is meant where a bare value is asked for.
    Record(Vec<(Key, Answer)>),
}

/// How a field is called.
#[derive(Debug, Clone, PartialEq)]
pub enum Key {
    /// Any of these words, which "|" separates, in small letters.
    Words(&'static str),
    /// Exactly this name.
    Name(String),
}

impl Key {
    fn is(&self, asked: &str) -> bool {
        match self {
            Key::Name(name) => name == asked,
            Key::Words(words) => {
                let asked = asked.to_lowercase();
                let asked: String = asked.chars().map(|c| if "- .".contains(c) { '_' } else { c }).collect();
                words.split('|').any(|word| word == asked)
            }
        }
    }
}

pub const LOW: &str = "lo|low|lower|lower_bound|ci_lo|ci_low|ci_lower";
pub const HIGH: &str = "hi|high|upper|upper_bound|ci_hi|ci_high|ci_upper";
pub const INTERVAL: &str = "ci|ci95|ci_95|interval|confidence_interval";
pub const VALUE: &str = "value|estimate|coefficient|coeff|coef";

impl Answer {
    /// A value or the reason why there is none.
    pub fn of(value: Result<f64, Undefined>) -> Answer {
        value.map_or_else(Answer::none, Answer::Number)
    }

    pub fn none(reason: Undefined) -> Answer {
        Answer::Undefined(reason.to_string())
    }

    pub fn optional(value: Option<f64>) -> Answer {
        value.map_or_else(|| Answer::Undefined("none is given".to_owned()), Answer::Number)
    }

    fn text(text: Option<&str>) -> Answer {
        text.map_or_else(|| Answer::Undefined("none is given".to_owned()), |text| Answer::Text(text.to_owned()))
    }

    pub fn count(count: usize) -> Answer {
        Answer::Count(count as u64)
    }

    pub fn numbers(values: impl IntoIterator<Item = f64>) -> Answer {
        Answer::List(values.into_iter().map(Answer::Number).collect())
    }

    pub fn words<const N: usize>(fields: [(&'static str, Answer); N]) -> Answer {
        Answer::Record(fields.into_iter().map(|(words, answer)| (Key::Words(words), answer)).collect())
    }

    pub fn names(fields: impl IntoIterator<Item = (String, Answer)>) -> Answer {
        Answer::Record(fields.into_iter().map(|(name, answer)| (Key::Name(name), answer)).collect())
    }

    /// All of a record; its value is called by the usual words and by these.
    pub fn statistic(statistic: &Statistic, words: &'static str) -> Answer {
        let bound = |bound: fn(&agreement::Interval) -> f64| Answer::optional(statistic.interval.as_ref().map(bound));
        let interval = statistic.interval.map_or(bound(|i| i.low), |i| Answer::numbers([i.low, i.high]));
        let value = Answer::of(statistic.value);
        Answer::words([
            (VALUE, value.clone()),
            (words, value),
            ("se|ase|ase1|std_err|stderr|std_error|standard_error", Answer::optional(statistic.se)),
            ("pa|po|p_o|p_a|observed|observed_agreement", Answer::optional(statistic.observed)),
            ("pe|p_e|expected|expected_agreement|chance_agreement", Answer::optional(statistic.expected)),
            (INTERVAL, interval),
            (LOW, bound(|interval| interval.low)),
            (HIGH, bound(|interval| interval.high)),
            ("interval_method|ci_method|se_method", Answer::text(statistic.interval.map(|interval| interval.method))),
            ("n|items|units|subjects|n_items", Answer::count(statistic.n)),
            ("dropped|n_dropped", Answer::count(statistic.dropped)),
            ("method", Answer::Text(statistic.method.to_owned())),
        ])
    }

    /// The record with more fields.
    pub fn with<const N: usize>(self, more: [(&'static str, Answer); N]) -> Answer {
        let mut fields = match self {
            Answer::Record(fields) => fields,
            value => vec![(Key::Words(VALUE), value)],
        };
        fields.extend(more.into_iter().map(|(words, answer)| (Key::Words(words), answer)));
        Answer::Record(fields)
    }

    /// The record with the fields of another.
    pub fn and(self, more: Answer) -> Answer {
        match (self, more) {
            (Answer::Record(mut fields), Answer::Record(more)) => {
                fields.extend(more);
                Answer::Record(fields)
            }
            (answer, _) => answer,
        }
    }

    /// What is meant where a bare value is asked for.
    pub fn main(&self) -> &Answer {
        match self {
            Answer::Record(fields) => fields.first().map_or(self, |(_, answer)| answer.main()),
            other => other,
        }
    }

    pub fn field(&self, asked: &str) -> Option<&Answer> {
        let Answer::Record(fields) = self else { return None };
        fields.iter().find(|(key, _)| key.is(asked)).map(|(_, answer)| answer)
    }

    /// In the shape of `expected`: the same keys, a list where a list is expected. `named` says whether a key means the
    /// value itself, as "tau" does for Kendall's tau.
    ///
    /// # Errors
    /// The key that this statistic does not have.
    pub fn shaped(&self, expected: &Value, named: &dyn Fn(&str) -> bool) -> Result<Value, String> {
        if wants_undefined(expected) {
            return Ok(self.main().whole());
        }
        match (self, expected) {
            (Answer::Undefined(_), _) => Ok(self.whole()),
            (_, Value::Object(keys)) => {
                let mut object = Map::new();
                for (key, value) in keys {
                    let field = match self.field(key) {
                        Some(field) => field,
                        None if named(key) || key.eq_ignore_ascii_case("value") => self.main(),
                        // Where there is no value at all, there is none of any part.
                        None if matches!(self.main(), Answer::Undefined(_)) => self.main(),
                        None => return Err(key.clone()),
                    };
                    object.insert(key.clone(), field.shaped(value, &|_| false)?);
                }
                Ok(Value::Object(object))
            }
            (Answer::Record(_), Value::Array(_)) if self.field("list").is_some() => {
                self.field("list").unwrap_or(self).shaped(expected, &|_| false)
            }
            (Answer::Record(_), Value::Array(list)) if list.len() == 2 && list.iter().all(Value::is_number) => {
                Ok(self.field("ci").unwrap_or(self.main()).whole())
            }
            (Answer::List(list), Value::Array(parts)) if list.len() == parts.len() => {
                let parts = list.iter().zip(parts).map(|(answer, part)| answer.shaped(part, &|_| false));
                Ok(Value::Array(parts.collect::<Result<_, _>>()?))
            }
            (Answer::Record(_), _) => Ok(self.main().whole()),
            _ => Ok(self.whole()),
        }
    }

    /// All of it.
    pub fn whole(&self) -> Value {
        match self {
            Answer::Number(value) => {
                Number::from_f64(*value).map_or_else(|| undefined("not a finite number"), Value::Number)
            }
            Answer::Count(count) => Value::from(*count),
            Answer::Text(text) => Value::from(text.as_str()),
            Answer::Flag(flag) => Value::from(*flag),
            Answer::Undefined(reason) => undefined(reason),
            Answer::List(list) => Value::Array(list.iter().map(Answer::whole).collect()),
            Answer::Record(fields) => {
                let name = |key: &Key| match key {
                    Key::Words(words) => words.split('|').next().unwrap_or_default().to_owned(),
                    Key::Name(name) => name.clone(),
                };
                Value::Object(fields.iter().map(|(key, answer)| (name(key), answer.whole())).collect())
            }
        }
    }
}

fn undefined(reason: &str) -> Value {
    serde_json::json!({ "undefined": reason })
}

/// Whether it is expected that there is no value: null, a reason in words, or an object that says so.
pub fn wants_undefined(expected: &Value) -> bool {
    match expected {
        Value::Null => true,
        Value::Object(keys) => keys.len() == 1 && keys.get("undefined").is_some_and(|why| *why != Value::Bool(false)),
        _ => false,
    }
}
