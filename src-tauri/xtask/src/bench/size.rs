//! What an installation takes on disk.

use super::Built;
use super::figures::within;
use crate::fail::{Naming, Outcome};
use crate::place;
use std::fs;
use std::path::Path;

const BUDGET_MB: f64 = 60.0;

pub fn measure(built: &Built) -> Outcome {
    let program = bytes(&built.app)?;
    let icons = bytes(&place::root().join("icons"))?;
    let installed = megabytes(program + icons);
    println!("\nsize");
    println!("  the app       {:>8.1} MB, with icons {installed:.1} MB", megabytes(program));
    println!("  empty window  {:>8.1} MB", megabytes(bytes(&built.empty)?));
    println!("  Anki          {:>8.1} MB (its Python environment)", megabytes(bytes(&built.anki.environment)?));
    println!("{}", within("installed", installed, "MB", BUDGET_MB));
    Ok(())
}

/// A file, or all files below a folder; links count as nothing.
fn bytes(path: &Path) -> Outcome<u64> {
    let about = fs::symlink_metadata(path).naming(path.display())?;
    if !about.is_dir() {
        return Ok(if about.is_file() { about.len() } else { 0 });
    }
    let mut sum = 0;
    for entry in fs::read_dir(path).naming(path.display())? {
        sum += bytes(&entry.naming(path.display())?.path())?;
    }
    Ok(sum)
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
