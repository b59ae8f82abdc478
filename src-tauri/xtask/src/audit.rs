//! `cargo xtask audit`: the licence and the origin of every crate, by deny.toml; and that `agreement` can be packed, with
//! everything it needs, as a crate of its own.

use crate::child;
use crate::fail::Outcome;
use crate::step::{already, step};
use std::process::Stdio;

pub fn run(_: &[String]) -> Outcome {
    let there = child::cargo(&["deny", "--version"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    if there.is_ok_and(|status| status.success()) {
        already("cargo-deny", "installed");
    } else {
        step("cargo-deny", || child::live(&mut child::cargo(&["install", "--locked", "cargo-deny"])))?;
    }
    step("licences, bans, sources", || {
        child::live(&mut child::cargo(&["deny", "check", "licenses", "bans", "sources"]))
            .map_err(|e| e.mend("another crate, or a line with its reason in deny.toml"))
    })?;
    step("agreement as a package", || {
        child::live(&mut child::cargo(&["package", "--locked", "--allow-dirty", "--package", "agreement"]))
            .map_err(|e| e.mend("the package must build without the rest of this repository"))
    })
}
