//! The stages, in the order in which they run: what is quick and what others need comes first.
//!
//! Each stage makes what it needs (a step that finds its work done costs nothing), so any of them can run alone.

use super::tally::Tally;
use crate::fail::{Fail, Naming, Outcome};
use crate::{build, child, course, node, page, place, setup};
use std::path::Path;
use std::process::Command;

pub struct Stage {
    pub name: &'static str,
    pub about: &'static str,
    /// Seconds on two cores, from a clean clone.
    pub budget: u64,
    /// A test runner prints a summary here, and at least one test must pass.
    pub has_tests: bool,
    pub mend: &'static str,
    pub run: fn(&mut Tally) -> Outcome,
}

pub const STAGES: &[Stage] = &[
    Stage {
        name: "setup",
        about: "system packages, crates, the page's packages",
        budget: 70,
        has_tests: false,
        mend: "the line above names what is missing and how to get it",
        run: |_| setup::for_tests(true),
    },
    Stage {
        name: "fmt",
        about: "the form of the Rust code",
        budget: 10,
        has_tests: false,
        mend: "cargo fmt --all",
        run: |_| child::live(&mut child::cargo(&["fmt", "--all", "--check"])),
    },
    Stage {
        name: "prettier",
        about: "the form of everything else",
        budget: 20,
        has_tests: false,
        mend: "npm run format, in ui/; npx prettier --config .prettierrc.json --write '../tests/**/*.mjs' there",
        run: prettier,
    },
    Stage {
        name: "page",
        about: "build ui/dist",
        budget: 10,
        has_tests: false,
        mend: "npm run build, in ui/, shows the same",
        run: |_| page::build(),
    },
    Stage {
        name: "content",
        about: "read and check content/, write the pack",
        budget: 60,
        has_tests: false,
        mend: "cargo xtask content names every fault",
        run: |_| {
            course::pack()?;
            course::content(&[])
        },
    },
    Stage {
        name: "clippy",
        about: "the compiler's advice on all Rust code",
        budget: 265,
        has_tests: false,
        mend: "cargo clippy --workspace --all-targets --features annotation-academy/sandbox; follow it, or allow it with a reason",
        run: clippy,
    },
    Stage {
        name: "check",
        about: "the types of the page",
        budget: 20,
        has_tests: false,
        mend: "npm run check, in ui/",
        run: |_| script("check"),
    },
    Stage {
        name: "eslint",
        about: "the habits of the page",
        budget: 20,
        has_tests: false,
        mend: "npm run lint, in ui/",
        run: |_| script("lint"),
    },
    Stage {
        name: "units",
        about: "the tests of the crates and of the house",
        budget: 840,
        has_tests: true,
        mend: "cargo test -p CRATE NAME runs one of them",
        run: units,
    },
    Stage {
        name: "page-units",
        about: "the tests of the page's parts",
        budget: 55,
        has_tests: true,
        mend: "npm test, in ui/; npx vitest there watches",
        run: page_units,
    },
    Stage {
        name: "build",
        about: "the app, and the app behind a loopback port",
        budget: 90,
        has_tests: false,
        mend: "cargo build --workspace --bins shows the same",
        run: |_| {
            carried()?;
            build::devhost()?;
            build::desktop().map(drop)
        },
    },
    Stage {
        name: "badges",
        about: "badges signed by others, checked on this computer",
        budget: 30,
        has_tests: true,
        mend: "tests/badges signs them with npm's jose and did-jwt-vc; BADGE_BIN is the example `badge` of the exam crate",
        run: badges,
    },
    Stage {
        name: "crash",
        about: "kill -9 while a learner answers, and at every step of the exam; no secret after a sign-out",
        budget: 105,
        has_tests: true,
        mend: "tests/crash says what is not there, or still is; EXAM_KILLS_SEED repeats the moments of the kills",
        run: crash,
    },
    Stage {
        name: "browser",
        about: "every screen and the registrar's check in Chromium, with the real core",
        budget: 325,
        has_tests: true,
        mend: "pictures of what failed are in out/; `cargo xtask dev` opens the same page",
        run: browser,
    },
    Stage {
        name: "desktop",
        about: "the real window",
        budget: 180,
        has_tests: true,
        mend: "pictures of what failed are in out/; `cargo xtask run` opens the same window",
        run: desktop,
    },
];

fn script(name: &str) -> Outcome {
    node::install()?;
    child::live(&mut child::npm(&["run", name]))
}

fn prettier(_: &mut Tally) -> Outcome {
    script("format:check")?;
    let scripts = ["exec", "--", "prettier", "--check", "--config", ".prettierrc.json", "../tests/**/*.mjs"];
    child::live(&mut child::npm(&scripts))
}

/// The app carries the built page and the pack inside: no crate that holds them compiles before they are there.
fn carried() -> Outcome {
    page::build()?;
    course::pack()
}

fn clippy(_: &mut Tally) -> Outcome {
    carried()?;
    let sandbox = ["--features", "annotation-academy/sandbox"];
    let words = [&["clippy", "--locked", "--workspace", "--all-targets"], &sandbox[..], &["--", "-D", "warnings"]];
    child::live(&mut child::cargo(&words.concat()))
}

fn units(tally: &mut Tally) -> Outcome {
    carried()?;
    // Most tests of the registrar wait: for work, for stand-ins, for a process to end.
    let threads = 2 * std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut tests = child::cargo(&["test", "--locked", "--workspace", "--no-fail-fast"]);
    count(tests.env("RUST_TEST_THREADS", threads.to_string()), tally)
}

pub fn house(tally: &mut Tally) -> Outcome {
    count(&mut child::cargo(&["test", "--package", "house"]), tally)
}

fn page_units(tally: &mut Tally) -> Outcome {
    node::install()?;
    count(&mut child::npm(&["test"]), tally)
}

fn browser(tally: &mut Tally) -> Outcome {
    carried()?;
    let (devhost, registrar) = (build::devhost()?, build::example("with_candidate")?);
    let mut tests = node_tests("tests/browser", 2)?;
    count(with_sandbox(&mut tests)?.env("DEVHOST_BIN", devhost).env("REGISTRAR_BIN", registrar), tally)
}

fn crash(tally: &mut Tally) -> Outcome {
    carried()?;
    let devhost = build::devhost()?;
    count(with_sandbox(&mut node_tests("tests/crash", 1)?)?.env("DEVHOST_BIN", devhost), tally)
}

fn desktop(tally: &mut Tally) -> Outcome {
    carried()?;
    let (app, sandbox) = (build::desktop()?, build::desktop_sandbox()?);
    let mut tests = node_tests("tests/desktop", 1)?;
    with_sandbox(&mut tests)?;
    tests.env("ANNOTATION_ACADEMY_BIN", app).env("ANNOTATION_ACADEMY_SANDBOX_BIN", sandbox);
    // Some tests have a small course of their own.
    count(tests.env("COURSE_BIN", build::example("course")?), tally)
}

/// Signed by programs that are not ours, checked by ours.
fn badges(tally: &mut Tally) -> Outcome {
    node::install()?;
    let badge = build::example("badge")?;
    count(node_tests("tests/badges", 1)?.env("BADGE_BIN", badge), tally)
}

/// Where tests find the programs of the sandbox.
fn with_sandbox(tests: &mut Command) -> Outcome<&mut Command> {
    let (sandbox, registrar) = (build::sandbox()?, build::registrar()?);
    Ok(tests.env("SANDBOX_BIN", sandbox).env("REGISTRAR_PROGRAM", registrar))
}

fn count(command: &mut Command, tally: &mut Tally) -> Outcome {
    child::watched(command, &mut |line| tally.read(line))
}

/// All `*.test.mjs` of a folder, so many files at once. Real windows come one after the other: two at once on two cores
/// disturb each other's clocks.
fn node_tests(folder: &str, at_once: usize) -> Outcome<Command> {
    let mut node = child::command("node");
    node.args(["--test", "--test-reporter=spec", "--test-timeout=600000"]);
    node.arg(format!("--test-concurrency={at_once}"));
    let files = test_files(&place::root().join(folder))?;
    if files.is_empty() {
        return Err(Fail::new(format!("{folder} holds no *.test.mjs"), ""));
    }
    node.args(files.iter().map(|file| format!("{folder}/{file}")));
    Ok(node)
}

fn test_files(folder: &Path) -> Outcome<Vec<String>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).naming(folder.display())? {
        let name = entry.naming(folder.display())?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".test.mjs") {
            files.push(name);
        }
    }
    files.sort();
    Ok(files)
}
