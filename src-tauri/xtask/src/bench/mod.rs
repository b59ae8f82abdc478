//! `cargo xtask bench`: the app beside Anki and beside an empty Tauri window, on this machine, in one run; the registrar
//! under load; the statistics beside Python's libraries; a thousand answers in the real window.
//!
//! The only place that builds with `--release`.

mod anki;
mod answers;
mod figures;
mod grading;
mod practice;
mod registrar;
mod size;
mod windows;

use crate::fail::{Fail, Outcome};
use crate::step::{note, step};
use crate::{apt, build, child, course, page, place, setup};
use std::path::PathBuf;

const PARTS: &[&str] = &["start", "memory", "answers", "size", "registrar", "grading", "practice"];

/// A part that takes long and stands by itself: it runs only when it is named.
type Named = (&'static str, fn() -> Outcome);

const NAMED: &[Named] =
    &[("registrar", registrar::measure), ("grading", grading::measure), ("practice", practice::measure)];

/// What every part measures.
struct Built {
    app: PathBuf,
    empty: PathBuf,
    anki: anki::Anki,
}

pub fn run(arguments: &[String]) -> Outcome {
    if let Some(other) = arguments.iter().find(|a| !PARTS.contains(&a.as_str())) {
        return Err(Fail::new(format!("bench has no part “{other}”"), format!("its parts: {}", PARTS.join(", "))));
    }
    let wants = |part: &str| arguments.is_empty() || arguments.iter().any(|a| a == part);
    for (_, measure) in NAMED.iter().filter(|(name, _)| arguments.iter().any(|a| a == name)) {
        println!("\n{}", machine());
        measure()?;
    }
    if !arguments.is_empty() && arguments.iter().all(|a| NAMED.iter().any(|(name, _)| a == name)) {
        return Ok(());
    }
    let built = make()?;
    println!("\n{}", machine());
    if wants("start") || wants("memory") {
        windows::measure(&built, wants("start"), wants("memory"))?;
    }
    if wants("answers") {
        answers::measure(&built.anki)?;
    }
    if wants("size") {
        size::measure(&built)?;
    }
    Ok(())
}

fn make() -> Outcome<Built> {
    apt::ensure("build and measure", &[apt::BUILD, apt::BENCH])?;
    setup::crates(false)?;
    page::build()?;
    course::pack()?;
    note("release builds: this takes some minutes the first time");
    let app = build::release("annotation-academy")?;
    let empty = build::release("empty-window")?;
    let folder = place::workshop().join("bench");
    let anki = step("Anki", || anki::Anki::ensure(&folder))?;
    Ok(Built { app, empty, anki })
}

/// A figure means little without its machine.
fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map(|(_, name)| name);
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let kernel = child::read(child::command("uname").arg("-sr")).unwrap_or_default();
    format!("{}, {cores} cores, {}", model.unwrap_or("unknown processor"), kernel.trim())
}
