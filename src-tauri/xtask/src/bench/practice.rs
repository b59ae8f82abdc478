//! A thousand answers in the real window: whether its memory grows, and how soon the next task is seen.
//!
//! The window is driven by `tests/desktop/soak.mjs`. Answers of every kind are handed in by the page's own controls,
//! one in four with its feedback looked at. Memory is that of the whole process tree, each time on the first screen and
//! at rest; growth counts from where every task has been seen once with its feedback. A task counts as painted at the
//! end of the first animation frame that holds it, as the page sees it, from when the reply to `practice_submit`
//! reached the page.

use super::figures::{Runs, within};
use super::windows::IDLE;
use crate::fail::{Fail, Naming, Outcome};
use crate::step::note;
use crate::{apt, build, child, course, node, page, place, processes, setup};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

const GROWTH_MIB: f64 = 20.0;
/// At 60 frames a second.
const FRAME_MS: f64 = 1000.0 / 60.0;

pub fn measure() -> Outcome {
    apt::ensure("build and measure", &[apt::BUILD, apt::TESTS])?;
    setup::crates(false)?;
    node::install()?;
    page::build()?;
    course::pack()?;
    note("release build: this takes some minutes the first time");
    let app = build::release("annotation-academy")?;
    let mut soak = child::command("node");
    soak.arg(place::root().join("tests/desktop/soak.mjs")).env("ANNOTATION_ACADEMY_BIN", app);
    let (rests, end) = listen(&mut soak)?;
    report(&rests, &end)
}

/// The window at rest after so many answers.
struct Rest {
    answers: u64,
    mebibytes: f64,
}

/// Lets it run and looks at the memory whenever it rests. Returns that and what it said at the end.
fn listen(soak: &mut Command) -> Outcome<(Vec<Rest>, Value)> {
    soak.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = soak.spawn().map_err(|e| child::cannot_start(soak, &e))?;
    let heard = converse(&mut child);
    if heard.is_err() {
        processes::stop(&mut child)?;
    }
    let status = child.wait().naming(child::words(soak))?;
    let (rests, end) = heard?;
    match end {
        Some(end) if status.success() => Ok((rests, end)),
        _ => Err(Fail::new(format!("`{}` ended with {status}", child::words(soak)), "its words stand above")),
    }
}

fn converse(child: &mut Child) -> Outcome<(Vec<Rest>, Option<Value>)> {
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Fail::new("the soak has no way to be spoken to", ""));
    };
    let (mut rests, mut end) = (Vec::new(), None);
    for line in BufReader::new(stdout).lines() {
        let line = line.naming("the soak")?;
        let said: Value =
            serde_json::from_str(&line).map_err(|e| Fail::new(format!("the soak said “{line}”: {e}"), ""))?;
        let answers = said["answers"].as_u64().unwrap_or_default();
        let Some(app) = said["rests"].as_u64().and_then(|pid| u32::try_from(pid).ok()) else {
            end = Some(said);
            continue;
        };
        std::thread::sleep(IDLE);
        let mebibytes = processes::memory(app) as f64 / 1024.0;
        note(&format!("after {answers} answers {mebibytes:.1} MiB"));
        rests.push(Rest { answers, mebibytes });
        writeln!(stdin).naming("the soak")?;
    }
    Ok((rests, end))
}

fn report(rests: &[Rest], end: &Value) -> Outcome {
    let (Some(first), Some(last)) = (rests.first(), rests.last()) else {
        return Err(Fail::new("the soak never rested", ""));
    };
    println!("\nmemory of the process tree at rest (PSS), over {} answers", last.answers - first.answers);
    for Rest { answers, mebibytes } in rests {
        println!("  after {answers:>5} answers {mebibytes:>8.1} MiB");
    }
    println!("{}", within("growth", last.mebibytes - first.mebibytes, "MiB", GROWTH_MIB));

    let (mut all, mut there) = (Runs::default(), Runs::default());
    let mut kinds: BTreeMap<&str, Runs> = BTreeMap::new();
    for one in end["painted"].as_array().into_iter().flatten() {
        let (Some(kind), Some(seen)) = (one["kind"].as_str(), one["seen"].as_f64()) else { continue };
        all.add(seen);
        there.add(one["there"].as_f64().unwrap_or(f64::NAN));
        kinds.entry(kind).or_default().add(seen);
    }
    println!("\nreply to next task painted");
    for (kind, runs) in &kinds {
        println!("  {kind:<16} {}", runs.spread("ms"));
    }
    println!("  {:<16} {}", "all", all.spread("ms"));
    println!("  {:<16} {}", "in the document", there.spread("ms"));
    println!("{}", within("p95", all.p95(), "ms", FRAME_MS));
    Ok(())
}
