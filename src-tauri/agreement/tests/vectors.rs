//! Every example and edge case of the vectors, run as the tool runs them: none may fail, and none may be passed over.

#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::process::Command;

/// The lines that the tool prints for a file, and whether it found all as expected.
fn run(file: &str) -> (Vec<Value>, bool) {
    let path = format!("{}/tests/data/{file}", env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO_BIN_EXE_agreement")).args(["vectors", &path]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (text.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), output.status.success())
}

/// Every entry of the file has its line, in order, which says that it is as expected.
fn all_pass(file: &str, text: &str) {
    let given: Value = serde_json::from_str(text).unwrap();
    let all = ["vectors", "edge_cases"].iter().flat_map(|key| given[*key].as_array().into_iter().flatten());
    let names: Vec<&Value> = all.map(|entry| &entry["name"]).collect();
    let (lines, success) = run(file);
    let failing: Vec<&Value> = lines.iter().filter(|line| line["ok"] != true).collect();
    assert!(failing.is_empty(), "{failing:#?}");
    assert_eq!(lines.iter().map(|line| &line["name"]).collect::<Vec<_>>(), names);
    assert!(success);
}

#[test]
fn published_and_checked_values() {
    let text = include_str!("data/grading-vectors.json");
    all_pass("grading-vectors.json", text);
    let given: Value = serde_json::from_str(text).unwrap();
    let length = |key: &str| given[key].as_array().unwrap().len();
    assert_eq!((length("vectors"), length("edge_cases")), (55, 9), "a vector may be added, but none be lost");
}

/// The same statistics with other weights, parts and shapes of input, by the usual Python libraries.
#[test]
fn siblings() {
    all_pass("sibling-vectors.json", include_str!("data/sibling-vectors.json"));
}

/// `computed` has the keys of `expected`, no more and no fewer.
#[test]
fn computed_has_the_shape_of_expected() {
    let (lines, _) = run("grading-vectors.json");
    for line in lines.iter().filter(|line| line["expected"].is_object()) {
        let keys = |key: &str| line[key].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys("computed"), keys("expected"), "{}", line["name"]);
    }
}
