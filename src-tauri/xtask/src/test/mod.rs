//! `cargo xtask test`: everything that must hold before a change lands, in stages with a budget each.

mod stages;
mod tally;

use crate::fail::{Fail, Outcome};
use crate::room;
use crate::step::step;
use stages::{STAGES, Stage};
use std::time::{Duration, Instant};
use tally::Tally;

/// All stages together, on two cores, from a clean clone.
const WHOLE: u64 = 35 * 60;

pub fn run(arguments: &[String]) -> Outcome {
    let options = Options::read(arguments)?;
    if options.list {
        for stage in STAGES {
            println!("{:<11} {:>4} s  {}", stage.name, stage.budget, stage.about);
        }
        println!("{:<11} {:>4} s", "together", STAGES.iter().map(|s| s.budget).sum::<u64>());
        return Ok(());
    }
    if options.only.is_empty() {
        room::look()?;
    }
    let start = Instant::now();
    let mut results = Vec::new();
    for stage in STAGES.iter().filter(|s| options.wants(s)) {
        let result = run_stage(stage);
        let failed = result.failed;
        results.push(result);
        if failed && !options.keep_going {
            break;
        }
    }
    conclude(&results, start.elapsed())
}

/// `cargo xtask tidy`
pub fn tidy(_: &[String]) -> Outcome {
    step("the rules of the house", || stages::house(&mut Tally::default()))
}

#[derive(Default)]
struct Options {
    only: Vec<String>,
    keep_going: bool,
    list: bool,
}

impl Options {
    fn read(arguments: &[String]) -> Outcome<Options> {
        let mut options = Options::default();
        let mut rest = arguments.iter();
        while let Some(word) = rest.next() {
            match word.as_str() {
                "--keep-going" => options.keep_going = true,
                "--list" => options.list = true,
                "--only" => {
                    let names = rest.next().map(String::as_str).unwrap_or_default();
                    options.only.extend(names.split(',').map(str::to_owned));
                }
                other => return Err(Fail::new(format!("test knows no “{other}”"), "`cargo xtask help`")),
            }
        }
        match options.only.iter().find(|name| STAGES.iter().all(|s| s.name != *name)) {
            Some(name) => Err(Fail::new(format!("there is no stage “{name}”"), "`cargo xtask test --list`")),
            None => Ok(options),
        }
    }

    fn wants(&self, stage: &Stage) -> bool {
        self.only.is_empty() || self.only.iter().any(|name| name == stage.name)
    }
}

struct StageResult {
    stage: &'static Stage,
    took: Duration,
    failed: bool,
    tally: Tally,
}

impl StageResult {
    fn late(&self) -> bool {
        self.took.as_secs() > self.stage.budget
    }
}

fn run_stage(stage: &'static Stage) -> StageResult {
    println!("\n━━ {}: {} (budget {} s)", stage.name, stage.about, stage.budget);
    let start = Instant::now();
    let mut tally = Tally::default();
    let mut outcome = (stage.run)(&mut tally);
    if outcome.is_ok() && stage.has_tests && tally.passed == 0 {
        outcome =
            Err(Fail::new("not one test ran", "a stage without tests proves nothing: are its files where it looks?"));
    }
    let failed = outcome.is_err();
    if let Err(fail) = outcome {
        eprintln!("{}", fail.or_mend(stage.mend));
        eprintln!("again: cargo xtask test --only {}", stage.name);
    }
    if failed && tally.failed == 0 {
        // A stage that is not a test runner, or whose runner died: it counts as one failure.
        tally.failed = 1;
    }
    let result = StageResult { stage, took: start.elapsed(), failed, tally };
    println!("━━ {}: {} in {} s", stage.name, if failed { "FAILED" } else { "passed" }, result.took.as_secs());
    if result.late() {
        println!("!! {} took {} s, its budget is {} s", stage.name, result.took.as_secs(), stage.budget);
    }
    result
}

/// The table, and as the last line the sum of all runners.
fn conclude(results: &[StageResult], took: Duration) -> Outcome {
    println!("\n{:<11} {:>6} {:>7}", "stage", "took", "budget");
    let mut sum = Tally::default();
    for result in results {
        let counts = if result.tally.is_empty() { String::new() } else { result.tally.to_string() };
        let state = match (result.failed, result.late()) {
            (true, _) => "FAILED  ",
            (false, true) => "OVER BUDGET  ",
            (false, false) => "",
        };
        println!(
            "{:<11} {:>4} s {:>5} s  {state}{counts}",
            result.stage.name,
            result.took.as_secs(),
            result.stage.budget
        );
        sum += result.tally;
    }
    println!("{:<11} {:>4} s {WHOLE:>5} s", "together", took.as_secs());
    if took.as_secs() > WHOLE {
        println!("!! all stages together took more than their {} minutes", WHOLE / 60);
    }
    let failed: Vec<&str> = results.iter().filter(|r| r.failed).map(|r| r.stage.name).collect();
    if !failed.is_empty() {
        println!("failed: {}; what to do stands above, at the end of each stage", failed.join(", "));
    }
    println!("\n{sum}");
    if failed.is_empty() { Ok(()) } else { Err(Fail::told()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budgets_fit_into_the_whole() {
        assert!(STAGES.iter().map(|s| s.budget).sum::<u64>() <= WHOLE);
    }

    #[test]
    fn unknown_stages_and_words_are_refused() {
        let read = |words: &[&str]| Options::read(&words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
        assert!(read(&["--only", "fmt,units"]).is_ok());
        assert!(read(&["--only", "fnt"]).is_err());
        assert!(read(&["--fast"]).is_err());
    }
}
