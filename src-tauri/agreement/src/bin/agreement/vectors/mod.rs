//! Examples of statistics in a JSON file, computed and compared.

mod answer;
mod boxes;
mod calibration;
mod categorical;
mod compare;
mod consensus;
mod edge;
mod input;
mod irt;
mod name;
mod paired;
mod proportion;
mod rank;
mod scale;
mod series;
mod span;
mod value;

use crate::fault::Fault;
use Stop::Unsupported;
use agreement::Undefined;
use answer::Answer;
use compare::{Tolerance, agree};
use input::Input;
use name::Name;
use serde_json::{Value, json};
use std::path::Path;

/// Why an example is not computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// Its name or its shape is not understood, or it lacks something.
    Unsupported(String),
    /// It is understood, and what it gives has no answer: this is one.
    Undefined(String),
}

impl Stop {
    /// With the place of what is wrong.
    fn at(self, place: impl FnOnce() -> String) -> Stop {
        let say = |reason: String| format!("{}: {reason}", place());
        match self {
            Stop::Unsupported(reason) => Stop::Unsupported(say(reason)),
            Stop::Undefined(reason) => Stop::Undefined(say(reason)),
        }
    }
}

impl From<Undefined> for Stop {
    fn from(reason: Undefined) -> Stop {
        Stop::Undefined(reason.to_string())
    }
}

/// Nothing, where a family of statistics does not know the name.
type Found = Result<Option<Answer>, Stop>;

/// How the examples of a file came out.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub right: usize,
    pub wrong: usize,
    pub unsupported: usize,
}

impl Tally {
    /// For the end of a run.
    pub fn summary(&self) -> String {
        let Tally { right, wrong, unsupported } = self;
        let all = right + wrong + unsupported;
        format!("{all} examples: {right} as expected, {wrong} not, {unsupported} unsupported")
    }
}

/// Computes all examples of a file and prints one line of JSON for each.
///
/// # Errors
/// If the file cannot be read, is not JSON, or holds no list of examples.
pub fn run(path: &Path) -> Result<Tally, Fault> {
    let name = path.display();
    let bytes = crate::read::bytes_of(path)?;
    let file: Value =
        serde_json::from_slice(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes)).map_err(|error| {
            let mend = "Give a JSON file with a list “vectors”, each with name, statistic, input, expected, tolerance.";
            Fault::new(format!("{name} is not JSON: {error}"), mend)
        })?;
    let list = |key: &str| file.get(key).and_then(Value::as_array);
    // A file may be the list itself.
    let Some(vectors) = list("vectors").or_else(|| file.as_array()) else {
        return Err(Fault::new(
            format!("{name} has no list “vectors”"),
            "Give an object with “vectors”: a list of objects with name, statistic, input, expected, tolerance.",
        ));
    };
    let mut tally = Tally::default();
    let cases = list("edge_cases").map_or(&[][..], Vec::as_slice);
    let lines = vectors.iter().map(|vector| line(vector, example(vector), "expected"));
    let lines = lines.chain(cases.iter().map(edge_case));
    for (line, outcome) in lines {
        match outcome {
            Some(true) => tally.right += 1,
            Some(false) => tally.wrong += 1,
            None => tally.unsupported += 1,
        }
        crate::say(format!("{line}\n").as_bytes())?;
    }
    Ok(tally)
}

/// By its rule in words, unless it says what is expected as an example does.
fn edge_case(case: &Value) -> (String, Option<bool>) {
    match case.get("expected") {
        Some(_) => line(case, example(case), "expected"),
        None => line(case, edge::case(case), "rule"),
    }
}

/// What was computed, and whether it is what was expected.
type Outcome = Result<(Value, bool), Stop>;

fn example(vector: &Value) -> Outcome {
    let text = |key: &str| vector.get(key).and_then(Value::as_str);
    let statistic = text("statistic").ok_or_else(|| Unsupported("no “statistic”".to_owned()))?;
    let Some(expected) = vector.get("expected") else {
        return Err(Unsupported("no “expected”".to_owned()));
    };
    let Some(Value::Object(input)) = vector.get("input") else {
        return Err(Unsupported("no “input”, which must be an object".to_owned()));
    };
    let tolerance = Tolerance::new(vector.get("tolerance"))?;
    let name = Name::parse(statistic);
    let answer = compute(&name, &Input::new(input))?;
    let named = |key: &str| name.names(key);
    let computed = match answer.shaped(expected, &named) {
        Ok(computed) => computed,
        Err(key) => return Err(Unsupported(format!("“{statistic}” does not have “{key}”"))),
    };
    let right = agree(&computed, expected, tolerance);
    Ok((computed, right))
}

/// Any statistic of any shape of input that holds what it needs.
fn compute(name: &Name, input: &Input<'_>) -> Result<Answer, Stop> {
    let families: [fn(&Name, &Input<'_>) -> Found; 11] = [
        categorical::find,
        scale::find,
        rank::find,
        paired::find,
        span::find,
        boxes::find,
        proportion::find,
        calibration::find,
        series::find,
        consensus::find,
        irt::find,
    ];
    for find in families {
        match find(name, input) {
            Ok(None) => {}
            Ok(Some(answer)) => return Ok(answer),
            Err(Stop::Undefined(reason)) => return Ok(Answer::Undefined(reason)),
            Err(stop) => return Err(stop),
        }
    }
    Err(Unsupported(format!("no statistic is called “{}”", name.words.join("_"))))
}

fn line(vector: &Value, outcome: Outcome, wanted: &str) -> (String, Option<bool>) {
    let get = |key: &str| vector.get(key).cloned().unwrap_or(Value::Null);
    let mut fields = vec![("name", get("name")), ("statistic", get("statistic"))];
    let ok = match outcome {
        Ok((computed, right)) => {
            fields.extend([("computed", computed), (wanted, get(wanted)), ("ok", json!(right))]);
            Some(right)
        }
        Err(Unsupported(reason) | Stop::Undefined(reason)) => {
            fields.extend([("unsupported", json!(true)), ("reason", json!(reason))]);
            None
        }
    };
    // By hand, since a JSON object is written in the order of the alphabet.
    let fields: Vec<String> = fields.iter().map(|(key, value)| format!("{}:{value}", json!(key))).collect();
    (format!("{{{}}}", fields.join(",")), ok)
}
