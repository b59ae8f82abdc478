//! Where things lie.

use std::path::{Path, PathBuf};

/// The folder of the workspace. Cargo says at run time where the crate is: a shared target folder may hold an xtask
/// that was built in another clone.
pub fn root() -> PathBuf {
    let manifest =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.ancestors().nth(2).unwrap_or(Path::new(".")).to_path_buf()
}

pub fn ui() -> PathBuf {
    root().join("ui")
}

pub fn pack() -> PathBuf {
    root().join("gen/course.pack")
}

/// Screenshots and logs that people look at.
pub fn out() -> PathBuf {
    root().join("out")
}

/// Cargo's target folder, if the environment names one. Made absolute, since cargo and its children start in
/// different folders.
pub fn target_override() -> Option<PathBuf> {
    let named = std::env::var_os("CARGO_TARGET_DIR").filter(|v| !v.is_empty())?;
    std::path::absolute(named).ok()
}

pub fn target() -> PathBuf {
    target_override().unwrap_or_else(|| root().join("target"))
}

/// Where xtask keeps what can be made again: profiles, virtual environments.
pub fn workshop() -> PathBuf {
    target().join("xtask")
}
