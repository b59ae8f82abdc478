//! An answer, graded and durably stored: beside a bare insert with fsync and beside Anki's `answer_card`, on one disk.

use super::anki::Anki;
use super::figures::{Runs, budget};
use crate::fail::{Fail, Naming, Outcome};
use crate::{child, place};
use serde_json::Value;
use std::process::Command;

const ROUNDS: usize = 3;

pub fn measure(anki: &Anki) -> Outcome {
    let disk = place::workshop().join("bench/answers");
    std::fs::create_dir_all(&disk).naming(disk.display())?;
    let mut rows = [
        Row::new("practice_submit", "submit_p50_us", "submit_p95_us"),
        Row::new("bare insert, fsynced", "insert_p50_us", "insert_p95_us"),
        Row::new("Anki answer_card", "answer_p50_us", "answer_p95_us"),
    ];
    for _ in 0..ROUNDS {
        let mut cargo =
            child::cargo(&["run", "--quiet", "--release", "--package", "devhost", "--example", "submit_cost"]);
        let ours = last_object(cargo.arg("--").arg(&disk))?;
        let theirs = last_object(anki.script("anki_answers.py").arg(&disk))?;
        let [submit, insert, answer] = &mut rows;
        submit.add(&ours)?;
        insert.add(&ours)?;
        answer.add(&theirs)?;
    }
    println!("\nan answer graded and stored (medians of {ROUNDS} runs)");
    for row in &rows {
        println!("  {:<21} p50 {:>8.0} µs   p95 {:>8.0} µs", row.name, row.p50.median(), row.p95.median());
    }
    let [submit, insert, answer] = &rows;
    println!("{}", budget("against Anki", submit.p50.median(), "Anki", answer.p50.median(), 1.0));
    println!("  over a bare insert: {:.2} ×", submit.p50.median() / insert.p50.median());
    Ok(())
}

struct Row {
    name: &'static str,
    keys: [&'static str; 2],
    p50: Runs,
    p95: Runs,
}

impl Row {
    fn new(name: &'static str, p50: &'static str, p95: &'static str) -> Row {
        Row { name, keys: [p50, p95], p50: Runs::default(), p95: Runs::default() }
    }

    fn add(&mut self, said: &Value) -> Outcome {
        for (key, runs) in self.keys.iter().zip([&mut self.p50, &mut self.p95]) {
            let value = said[*key].as_f64();
            runs.add(value.ok_or_else(|| Fail::new(format!("{}: no {key} in {said}", self.name), ""))?);
        }
        Ok(())
    }
}

/// The last line that a measuring program prints is one JSON object.
fn last_object(command: &mut Command) -> Outcome<Value> {
    let said = child::read(command)?;
    let line = said.lines().last().unwrap_or_default();
    serde_json::from_str(line)
        .map_err(|e| Fail::new(format!("`{}` should end with a JSON object: {e}", child::words(command)), line))
}
