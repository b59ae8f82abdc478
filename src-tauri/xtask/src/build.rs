//! Builds one program and says where it lies, wherever the target folder is.

use crate::child;
use crate::fail::{Fail, Outcome};
use crate::step::step;
use serde_json::Value;
use std::path::PathBuf;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    Dev,
    Release,
}

/// The app's window.
pub fn desktop(profile: Profile) -> Outcome<PathBuf> {
    binary("annotation-academy", profile)
}

/// The app behind a loopback port, for a plain browser.
pub fn devhost() -> Outcome<PathBuf> {
    binary("devhost", Profile::Dev)
}

/// Builds the binary of the package `name` that bears its name.
pub fn binary(name: &str, profile: Profile) -> Outcome<PathBuf> {
    let mut cargo = child::cargo(&["build", "--package", name, "--bin", name]);
    if profile == Profile::Release {
        cargo.arg("--release");
    }
    cargo.arg("--message-format=json-render-diagnostics");
    step(name, || {
        let messages = child::read(&mut cargo).map_err(|e| e.mend("the compiler's words stand above"))?;
        executable(&messages, name).ok_or_else(|| {
            Fail::new(format!("cargo built no program called {name}"), "look at [[bin]] in its Cargo.toml")
        })
    })
}

fn executable(messages: &str, name: &str) -> Option<PathBuf> {
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
        assert_eq!(super::executable(messages, "devhost"), Some("/t/debug/devhost".into()));
        assert_eq!(super::executable(messages, "other"), None);
    }
}
