//! The developer's one entrance: setup, run, test, bench and the rest.
//!
//! It says what it does and how long each step took, stops early with the mend, and does nothing twice.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the command line speaks by printing")]

mod apt;
mod audit;
mod bench;
mod build;
mod child;
mod course;
mod dev;
mod fail;
mod node;
mod page;
mod place;
mod processes;
mod room;
mod run;
mod sandbox;
mod screen;
mod setup;
mod stamp;
mod step;
mod test;
mod types;

use fail::{Fail, Outcome};
use std::process::ExitCode;

struct Command {
    name: &'static str,
    arguments: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Outcome,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "run",
        arguments: "[--headless] [--stay] [-- ARGS]",
        about: "install what is missing, build, and start the app",
        run: run::run,
    },
    Command {
        name: "test",
        arguments: "[--only STAGE,..] [--keep-going] [--list]",
        about: "everything that must hold before a change lands",
        run: test::run,
    },
    Command { name: "dev", arguments: "", about: "the app in a plain browser, over the loopback host", run: dev::run },
    Command {
        name: "sandbox",
        arguments: "[--no-app] [--walk]",
        about: "the app beside a registrar with stand-ins for its providers; --walk walks through them alone",
        run: sandbox::run,
    },
    Command { name: "setup", arguments: "", about: "install what run and test need", run: setup::command },
    Command {
        name: "content",
        arguments: "",
        about: "read content/: its faults, or the table of what there is",
        run: course::content,
    },
    Command { name: "pack", arguments: "", about: "write gen/course.pack from content/", run: |_| course::pack() },
    Command {
        name: "types",
        arguments: "",
        about: "write the page's types from the table of commands",
        run: types::run,
    },
    Command { name: "tidy", arguments: "", about: "the rules of the house", run: test::tidy },
    Command {
        name: "bench",
        arguments: "[start] [memory] [answers] [size] [registrar] [grading] [practice]",
        about: "release build, side by side with Anki and an empty window; grading beside Python's libraries; a thousand answers in practice",
        run: bench::run,
    },
    Command { name: "audit", arguments: "", about: "licences and origin of every crate", run: audit::run },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fail) => {
            if !fail.is_told() {
                eprintln!("{fail}");
            }
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Outcome {
    let Some((name, rest)) = arguments.split_first() else {
        help();
        return Ok(());
    };
    if matches!(name.as_str(), "help" | "-h" | "--help") {
        help();
        return Ok(());
    }
    match COMMANDS.iter().find(|c| c.name == name) {
        Some(command) => (command.run)(rest),
        None => Err(Fail::new(format!("there is no command “{name}”"), "`cargo xtask help` lists them")),
    }
}

fn help() {
    println!("cargo xtask COMMAND\n");
    for Command { name, arguments, about, .. } in COMMANDS {
        println!("  {name:<8} {about}");
        if !arguments.is_empty() {
            println!("  {:<8} {arguments}", "");
        }
    }
}
