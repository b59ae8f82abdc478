//! `cargo xtask types`: the page's types, from the table of commands.

use crate::child;
use crate::fail::Outcome;
use crate::step::step;

pub fn run(_: &[String]) -> Outcome {
    step("ui/src/lib/host/generated.ts", || {
        child::live(&mut child::cargo(&["run", "--quiet", "--package", "app", "--example", "types"]))
    })
}
