//! A home for one test, and what may be found in it.

use crate::bus::Bus;
use crate::child::Teller;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// Longer than any slow machine takes: whoever waits this long has met a fault.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// An empty home, with a folder for the vault.
pub struct Home(tempfile::TempDir);

impl Home {
    pub fn new() -> Home {
        let home = Home(tempfile::tempdir().unwrap());
        for folder in ["run", "share", "config", "cache", "data"] {
            std::fs::create_dir(home.path().join(folder)).unwrap();
        }
        home
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Where the vault lies.
    pub fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    pub fn vault_bin(&self) -> PathBuf {
        self.data().join("vault.bin")
    }

    pub fn keyrings(&self) -> PathBuf {
        self.path().join("share/keyrings")
    }

    /// No session of another person's, no bus but the one given.
    pub fn settle(&self, command: &mut Command, bus: &str) {
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap()).env("LANG", "C.UTF-8");
        command.env("HOME", self.path()).env("DBUS_SESSION_BUS_ADDRESS", bus);
        for (name, folder) in [
            ("XDG_RUNTIME_DIR", "run"),
            ("XDG_DATA_HOME", "share"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
        ] {
            command.env(name, self.path().join(folder));
        }
    }

    /// Names of what lies beside or instead of the vault.
    pub fn lies_in_data(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.data()).unwrap();
        let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Files of the folder in which the text stands.
    pub fn holding(&self, folder: &Path, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            if bytes.windows(text.len()).any(|window| window == text.as_bytes()) {
                found.push(path.display().to_string());
            }
        }
        found
    }
}

/// A bus with a keyring that is unlocked, and a vault beside it.
pub fn unlocked() -> (Home, Bus, Teller) {
    let home = Home::new();
    let bus = Bus::with_keyring(&home);
    let teller = Teller::start(&home, &bus.address);
    (home, bus, teller)
}

/// Polls until `is` holds.
pub fn until(what: &str, mut is: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is() {
        assert!(begun.elapsed() < PATIENCE, "never: {what}");
        thread::sleep(Duration::from_millis(20));
    }
}
