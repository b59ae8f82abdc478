//! What the libraries say about thousands of random inputs, and whether the tool `agreement` says the same.

use super::python::{Environment, hash};
use super::{job::count, objects};
use crate::child;
use crate::fail::{Fail, Naming, Outcome};
use crate::step::{already, step};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Everything that decides what is asked and answered.
const SCRIPTS: &[&str] = &[
    "differential.py",
    "oracle.py",
    "oracle_categories.py",
    "oracle_matching.py",
    "oracle_numbers.py",
    "oracle_ranks.py",
];
/// Differences shown for each statistic.
const SHOWN: usize = 3;

/// Prints the counts and returns how many answers differ or are missing: every question put here is one that the tool
/// must understand.
pub fn check(tool: &Path, python: &Environment, folder: &Path) -> Outcome<usize> {
    let file = folder.join("random-vectors.json");
    ask(python, &file)?;
    let text = std::fs::read_to_string(&file).naming(file.display())?;
    let asked: Value = serde_json::from_str(&text).map_err(|e| Fail::new(format!("{}: {e}", file.display()), ""))?;
    let said = step("the same by ours", || child::findings(child::command(tool).arg("vectors").arg(&file)))?;
    let lines = objects(&said);
    let vectors = asked["vectors"].as_array().map_or(0, Vec::len);
    if lines.len() < vectors {
        return Err(Fail::new(format!("{vectors} vectors were given, {} were answered", lines.len()), ""));
    }
    let tallies = tally(&lines);
    print(&tallies);
    left_out(&asked["left_out"]);
    Ok(tallies.values().map(Tally::failures).sum())
}

fn ask(python: &Environment, file: &Path) -> Outcome {
    let stamp = file.with_extension("stamp");
    let hash = hash("random vectors", SCRIPTS)?;
    if file.is_file() && hash.stands_in(&stamp) {
        already("random inputs put to the libraries", "asked before");
        return Ok(());
    }
    step("random inputs put to the libraries", || {
        child::live(python.script("differential.py").arg(file))?;
        hash.write(&stamp)
    })
}

/// What came out for one statistic.
#[derive(Debug, Default, PartialEq)]
struct Tally {
    same: usize,
    /// Of those that are the same: both say that there is no value.
    undefined: usize,
    unsupported: Vec<String>,
    differ: Vec<String>,
}

impl Tally {
    fn failures(&self) -> usize {
        self.differ.len() + self.unsupported.len()
    }
}

fn tally(lines: &[Value]) -> BTreeMap<String, Tally> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for line in lines {
        let tally = tallies.entry(line["statistic"].as_str().unwrap_or("?").to_owned()).or_default();
        let name = line["name"].as_str().unwrap_or("?");
        if line["unsupported"] == true {
            tally.unsupported.push(format!("{name}: not supported, {}", line["reason"]));
        } else if line["ok"] == true {
            tally.same += 1;
            tally.undefined += usize::from(line["expected"].get("undefined").is_some());
        } else {
            tally.differ.push(format!("{name}: {}, the library says {}", line["computed"], line["expected"]));
        }
    }
    tallies
}

fn print(tallies: &BTreeMap<String, Tally>) {
    let sum = |of: fn(&Tally) -> usize| tallies.values().map(of).sum::<usize>() as u64;
    let (same, undefined) = (sum(|t| t.same), sum(|t| t.undefined));
    let (differ, unsupported) = (sum(|t| t.differ.len()), sum(|t| t.unsupported.len()));
    println!(
        "\nrandom inputs: {} answers are the same, {} of them “undefined”; {} differ, {} are not supported",
        count(same),
        count(undefined),
        count(differ),
        count(unsupported),
    );
    for (statistic, tally) in tallies {
        let Tally { same, undefined, unsupported, differ } = tally;
        let mut words = format!("  {statistic:<42} {same:>5} the same, {undefined:>4} undefined");
        if !unsupported.is_empty() {
            words += &format!(", {} NOT SUPPORTED", unsupported.len());
        }
        if !differ.is_empty() {
            words += &format!(", {} DIFFER", differ.len());
        }
        println!("{words}");
        for line in differ.iter().take(SHOWN).chain(unsupported.iter().take(SHOWN)) {
            println!("      {line}");
        }
    }
}

fn left_out(entries: &Value) {
    println!("\nnot compared, since the library's convention or rounding is another");
    for entry in entries.as_array().into_iter().flatten() {
        let text = |key: &str| entry[key].as_str().unwrap_or("?");
        let often = match entry["count"].as_u64() {
            Some(0) | None => "never asked".to_owned(),
            Some(n) => format!("{n} times"),
        };
        println!("  {} ({often}): {}", text("statistic"), text("reason"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_counted_by_statistic() {
        let said = r#"{"name":"a","statistic":"k","computed":0.5,"expected":0.5,"ok":true}
{"name":"b","statistic":"k","computed":{"undefined":"no variation"},"expected":{"undefined":true},"ok":true}
{"name":"c","statistic":"k","computed":0.5,"expected":0.6,"ok":false}
a word in between
{"name":"d","statistic":"w","unsupported":true,"reason":"no ratings"}"#;
        let tallies = tally(&objects(said));
        let differ = vec!["c: 0.5, the library says 0.6".to_owned()];
        assert_eq!(tallies["k"], Tally { same: 2, undefined: 1, unsupported: vec![], differ });
        let unsupported = vec!["d: not supported, \"no ratings\"".to_owned()];
        assert_eq!(tallies["w"], Tally { unsupported, ..Tally::default() });
        // Both end the run.
        assert_eq!(tallies.values().map(Tally::failures).sum::<usize>(), 2);
    }
}
