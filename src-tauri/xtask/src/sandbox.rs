//! `cargo xtask sandbox`: a registrar with stand-ins for the providers, to walk from enrolment to credential.

use crate::fail::{Fail, Outcome};
use crate::{apt, build, child, place, setup};

pub fn run(arguments: &[String]) -> Outcome {
    if let Some(other) = arguments.iter().find(|a| *a != "--walk") {
        return Err(Fail::new(format!("sandbox does not know “{other}”"), "cargo xtask sandbox [--walk]"));
    }
    apt::ensure("build", &[apt::BUILD])?;
    setup::crates(false)?;
    let (registrar, sandbox) = (build::registrar()?, build::sandbox()?);
    let mut command = child::command(sandbox);
    command.arg("up").arg("--registrar").arg(registrar).arg("--folder").arg(place::workshop().join("sandbox"));
    child::live(command.args(arguments))
}
