//! What has to be on the machine: system packages, crates, the page's packages.

use crate::fail::Outcome;
use crate::step::step;
use crate::{apt, child, node};

/// `cargo xtask setup`
pub fn command(_: &[String]) -> Outcome {
    for_tests(false)
}

/// `locked`: Cargo.lock must fit the manifests, as in a clean clone.
pub fn for_tests(locked: bool) -> Outcome {
    // The cheapest look first: an old Node is said before anything is downloaded.
    node::check()?;
    apt::ensure("build and test", &[apt::BUILD, apt::TESTS, apt::REGISTRAR])?;
    crates(locked)?;
    node::install()
}

/// Downloads what is missing and nothing else.
pub fn crates(locked: bool) -> Outcome {
    let mut cargo = child::cargo(&["fetch"]);
    if locked {
        cargo.arg("--locked");
    }
    step("crates", || {
        child::live(&mut cargo).map_err(|e| {
            e.mend(
                "no network? cargo needs its registry once.\n\
                 “lock file needs to be updated”? then `cargo check` and commit Cargo.lock",
            )
        })
    })
}
