//! Node and the page's packages.

use crate::child;
use crate::fail::{Fail, Outcome};
use crate::place;
use crate::stamp::Hash;
use crate::step::{already, step};
use std::sync::OnceLock;

/// What the page's build tool asks for.
const LEAST: (u32, u32) = (20, 19);

/// Node is there, new enough, and has its npm. Looked at once; returns the version.
pub fn check() -> Outcome<&'static str> {
    static SEEN: OnceLock<String> = OnceLock::new();
    if let Some(version) = SEEN.get() {
        return Ok(version);
    }
    let version = look()?;
    already("Node", &version);
    Ok(SEEN.get_or_init(|| version))
}

fn look() -> Outcome<String> {
    let (major, minor) = LEAST;
    let mend = format!("install Node {major}.{minor} or newer with its npm: https://nodejs.org");
    let said = child::read(child::command("node").arg("--version")).map_err(|e| e.mend(&mend))?;
    let version = said.trim();
    if parse(version).is_none_or(|found| found < LEAST) {
        return Err(Fail::new(format!("Node {version} is too old"), mend));
    }
    child::read(child::command("npm").arg("--version")).map_err(|e| e.mend(&mend))?;
    Ok(version.to_owned())
}

/// `npm ci`, if the lock file or Node changed since the last time.
pub fn install() -> Outcome {
    let node = check()?;
    let ui = place::ui();
    let stamp = ui.join("node_modules/.stamp");
    let mut hash = Hash::new(&format!("npm ci, Node {node}"));
    hash.path(&ui.join("package.json"), &[])?;
    hash.path(&ui.join("package-lock.json"), &[])?;
    if hash.stands_in(&stamp) {
        already("the page's packages", "installed");
        return Ok(());
    }
    step("the page's packages", || {
        // npm would wait for more than a minute before it says that there is no network.
        let patience = ["--fetch-retry-mintimeout=2000", "--fetch-retry-maxtimeout=10000"];
        child::live(child::npm(&["ci", "--no-audit", "--no-fund"]).args(patience)).map_err(|e| {
            e.mend(
                "no network? npm needs its registry once.\n\
                 “in sync”? then package.json and package-lock.json differ: `npm install` in ui/, and commit both",
            )
        })?;
        hash.write(&stamp)
    })
}

fn parse(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    #[test]
    fn versions_compare_by_number() {
        assert_eq!(super::parse("v20.19.4"), Some((20, 19)));
        assert!(super::parse("v9.99.0") < Some(super::LEAST));
        assert_eq!(super::parse("nonsense"), None);
    }
}
