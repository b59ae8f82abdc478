//! Anki, from PyPI, in a virtual environment of its own under the target folder.

use crate::child;
use crate::fail::{Naming, Outcome};
use crate::place;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const VERSION: &str = "26.9.3";

pub struct Anki {
    pub environment: PathBuf,
    base: PathBuf,
}

impl Anki {
    /// Installs Anki if it is not there, and prepares a profile with its own programming interface.
    pub fn ensure(folder: &Path) -> Outcome<Anki> {
        let environment = folder.join(format!("anki-{VERSION}"));
        let stamp = environment.join("installed");
        if !stamp.exists() {
            fs::create_dir_all(folder).naming(folder.display())?;
            child::live(child::command("python3").args(["-m", "venv"]).arg(&environment))?;
            let mut pip = child::command(environment.join("bin/pip"));
            pip.args(["install", "--quiet", &format!("anki=={VERSION}"), &format!("aqt=={VERSION}")]);
            child::live(&mut pip).map_err(|e| e.mend("no network? pip needs its registry once"))?;
            fs::write(&stamp, VERSION).naming(stamp.display())?;
        }
        let anki = Anki { environment, base: folder.join("anki-base") };
        let _ = fs::remove_dir_all(&anki.base);
        child::live(anki.script("anki_profile.py").arg(&anki.base))?;
        Ok(anki)
    }

    /// A script of tests/peers, run by the environment's Python.
    pub fn script(&self, name: &str) -> Command {
        let mut python = child::command(self.environment.join("bin/python"));
        python.arg(place::root().join("tests/peers").join(name));
        python
    }

    /// Anki's window on the prepared profile; its add-on writes the ready file.
    pub fn window(&self) -> Outcome<Command> {
        let mut anki = child::command(self.environment.join("bin/anki"));
        anki.arg("-b").arg(&self.base).args(["-p", "User 1", "-l", "en_US"]);
        anki.env("ANKI_SINGLE_INSTANCE_KEY", format!("bench-{}", std::process::id()));
        // Chromium's sandbox refuses root; software drawing as for the others is set in the profile.
        anki.env("QTWEBENGINE_DISABLE_SANDBOX", "1").env("QT_QPA_PLATFORM", "xcb").env("LANG", "C.UTF-8");
        Ok(anki)
    }
}
