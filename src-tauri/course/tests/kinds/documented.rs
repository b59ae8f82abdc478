//! The examples of docs/AUTHORING.md are sound: who copies one starts from a file that reads.

use super::{SAMPLES, course_with, found_in};
use course::read::{read, run_tests};
use course::task::Kind;

/// What every task has, for an example that shows only what its kind has.
const COMMON: &str = r#"title = "An example"
objective = "compare"
difficulty = 1
minutes = 3
ask = "Do what the page says"
hints = ["Look.", "Think.", "A cook tastes."]

[prompt]
from = "a guest"
text = "What is it about?"

"#;

/// The example below the heading of a kind.
fn example(kind: Kind) -> String {
    let page = include_str!("../../../../docs/AUTHORING.md");
    let heading = format!("\n### {}\n", kind.name());
    let below = &page[page.find(&heading).unwrap_or_else(|| panic!("no heading “{}”", kind.name()))..];
    let open = below.find("toml\n").unwrap();
    let fence = below[..open].rsplit('\n').next().unwrap();
    let code = &below[open + "toml\n".len()..];
    let code = &code[..code.find(&format!("\n{fence}\n")).unwrap() + 1];
    // What has no table of its own stands before the first table; a prompt of its own takes the place of the usual one.
    let table = code.find("\n[").unwrap() + 1;
    let prompt = if code.contains("\n[prompt]\n") { COMMON.find("[prompt]").unwrap() } else { COMMON.len() };
    code[..table].to_owned() + &COMMON[..prompt] + &code[table..]
}

#[test]
fn the_examples_read() {
    let root = course_with(SAMPLES.map(|(kind, _)| example(kind)));
    let faults = read(root.path()).err().unwrap_or_default();
    for (n, (kind, _)) in SAMPLES.iter().enumerate() {
        assert_eq!(found_in(&faults, n), [""; 0], "{}", kind.name());
    }
}

#[test]
fn the_example_with_code_runs_as_it_says() {
    let root = course_with([example(Kind::CodeReview)]);
    let course = read(root.path()).unwrap_or_else(|f| panic!("{f:#?}"));
    assert_eq!(run_tests(&course, &root.path().join("memory")), Ok(()));
}
