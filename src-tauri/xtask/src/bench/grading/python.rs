//! A virtual environment with the libraries of tests/peers/requirements.txt.

use crate::fail::{Naming, Outcome};
use crate::stamp::Hash;
use crate::step::{already, step};
use crate::{child, place};
use std::path::{Path, PathBuf};
use std::process::Command;

const PEERS: &str = "tests/peers";

pub struct Environment(PathBuf);

impl Environment {
    /// Makes it anew when another list of libraries is asked for.
    pub fn ensure(folder: &Path) -> Outcome<Environment> {
        let environment = folder.join("python");
        let requirements = place::root().join(PEERS).join("requirements.txt");
        let mut hash = Hash::new("venv, --no-deps");
        hash.path(&requirements, &[])?;
        let stamp = environment.join("stamp");
        if hash.stands_in(&stamp) {
            already("Python's libraries", "installed as pinned");
            return Ok(Environment(environment));
        }
        step("Python's libraries, in a virtual environment of their own", || {
            let _ = std::fs::remove_dir_all(&environment);
            std::fs::create_dir_all(folder).naming(folder.display())?;
            child::live(child::command("python3").args(["-m", "venv"]).arg(&environment))?;
            let mut pip = child::command(environment.join("bin/pip"));
            pip.args(["install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement"]);
            child::live(pip.arg(&requirements)).map_err(|e| {
                e.mend("no network? pip needs its registry once. The pins are for Python 3.11 and newer")
            })?;
            hash.write(&stamp)
        })?;
        Ok(Environment(environment))
    }

    /// A script of tests/peers.
    pub fn script(&self, name: &str) -> Command {
        let mut python = child::command(self.0.join("bin/python"));
        // No compiled copies beside the sources.
        python.arg("-B").arg(Path::new(PEERS).join(name));
        python
    }
}

/// The hash of scripts and libraries, for what is made by them.
pub fn hash(recipe: &str, scripts: &[&str]) -> Outcome<Hash> {
    let mut hash = Hash::new(recipe);
    for name in scripts.iter().chain(&["requirements.txt"]) {
        hash.path(&place::root().join(PEERS).join(name), &[])?;
    }
    Ok(hash)
}
