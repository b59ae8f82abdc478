//! Builds one program and says where it lies, wherever the target folder is.
//!
//! Development builds select the whole workspace and then one program of it. Cargo settles the features of shared
//! crates over what is selected: so `run`, `dev` and `test` find one another's work done.

use crate::child;
use crate::fail::{Fail, Outcome};
use crate::step::step;
use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;

/// The app's window.
pub fn desktop() -> Outcome<PathBuf> {
    program(&["build", "--workspace", "--bin"], "annotation-academy")
}

/// The app beside a registrar of the sandbox. Its feature belongs to the root package alone, so the crates below it are
/// those of the other builds.
pub fn desktop_sandbox() -> Outcome<PathBuf> {
    let words = ["build", "--workspace", "--features", "annotation-academy/sandbox", "--bin"];
    program(&words, "annotation-academy-sandbox")
}

/// The app behind a loopback port, for a plain browser.
pub fn devhost() -> Outcome<PathBuf> {
    program(&["build", "--workspace", "--bin"], "devhost")
}

/// The registrar.
pub fn registrar() -> Outcome<PathBuf> {
    program(&["build", "--workspace", "--bin"], "registrar")
}

/// The stand-ins for the registrar's providers.
pub fn sandbox() -> Outcome<PathBuf> {
    program(&["build", "--workspace", "--bin"], "sandbox")
}

/// An example of any crate.
pub fn example(name: &str) -> Outcome<PathBuf> {
    program(&["build", "--workspace", "--example"], name)
}

/// The binary of the package `name` as it is shipped, with the features it asks for and no other's.
pub fn release(name: &str) -> Outcome<PathBuf> {
    program(&["build", "--release", "--package", name, "--bin"], name)
}

/// The same for an example of a package.
pub fn release_example(package: &str, name: &str) -> Outcome<PathBuf> {
    program(&["build", "--release", "--package", package, "--example"], name)
}

fn program(words: &[&str], name: &str) -> Outcome<PathBuf> {
    let mut cargo = child::cargo(words);
    cargo.arg(name).arg("--message-format=json-render-diagnostics");
    step(name, || executable(&mut cargo, name))
}

fn executable(cargo: &mut Command, name: &str) -> Outcome<PathBuf> {
    let messages = child::read(cargo).map_err(|e| e.mend("the compiler's words stand above"))?;
    find(&messages, name).ok_or_else(|| {
        Fail::new(format!("cargo built no program called {name}"), "its manifest should name one: [[bin]] or examples/")
    })
}

fn find(messages: &str, name: &str) -> Option<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["target"]["name"] == name)
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_program_is_found_among_cargos_messages() {
        let messages = r#"{"reason":"compiler-artifact","target":{"name":"devhost","kind":["lib"]},"executable":null}
{"reason":"compiler-artifact","target":{"name":"devhost","kind":["bin"]},"executable":"/t/debug/devhost"}
{"reason":"build-finished","success":true}"#;
        assert_eq!(super::find(messages, "devhost"), Some("/t/debug/devhost".into()));
        assert_eq!(super::find(messages, "other"), None);
    }
}
