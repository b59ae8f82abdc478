//! `cargo xtask types`: the page's types, from the table of commands.

use crate::fail::Outcome;
use crate::step::step;
use crate::{build, child};

pub fn run(_: &[String]) -> Outcome {
    let types = build::example("types")?;
    step("ui/src/lib/host/generated.ts", || child::live(&mut child::command(types)))
}
