//! The registrar under load, on both databases, beside a bare handler that writes as much.

use crate::fail::Outcome;
use crate::step::note;
use crate::{apt, build, child, place, setup};

pub fn measure() -> Outcome {
    apt::ensure("build and measure", &[apt::BUILD, apt::REGISTRAR])?;
    setup::crates(false)?;
    note("release builds: this takes some minutes the first time");
    let registrar = build::release("registrar")?;
    let sandbox = build::release("sandbox")?;
    let bare = build::release_example("registrar", "bare")?;
    let mut command = child::command(sandbox);
    command.arg("measure").arg("--registrar").arg(registrar).arg("--bare").arg(bare);
    child::live(command.arg("--folder").arg(place::workshop().join("bench-registrar")))
}
