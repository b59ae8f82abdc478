//! From exec to a usable window, and the memory of the whole process tree at rest.
//!
//! The three take turns, so that a slow minute of the machine slows them all. All draw in software on one X server
//! with one session bus; each keeps its home from run to run, as a learner does, and its first run is not counted.
//! The clock stops when the ready file is there: the app and the empty window write it after the second animation
//! frame, Anki's add-on when the list of decks is rendered and the window exposed, which is somewhat earlier.

use super::Built;
use super::figures::{Runs, budget};
use crate::fail::{Fail, Naming, Outcome};
use crate::screen::Screen;
use crate::step::note;
use crate::{child, place, processes};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 10;
/// Memory is measured in the last rounds only: it costs an idle wait each time.
const MEMORY_ROUNDS: usize = 3;
/// How long a window rests before its memory is looked at.
pub(super) const IDLE: Duration = Duration::from_secs(8);
const PATIENCE: Duration = Duration::from_secs(60);

struct Contestant {
    name: &'static str,
    home: PathBuf,
    command: Command,
    start: Runs,
    memory: Runs,
}

impl Contestant {
    fn new(name: &'static str, folder: &Path, screen: &Screen, mut command: Command) -> Outcome<Contestant> {
        let home = folder.join(format!("home-{}", name.replace(' ', "-")));
        let runtime = home.join("run");
        fs::create_dir_all(&runtime).naming(runtime.display())?;
        screen.dress(&mut command);
        command.env("HOME", &home).env("XDG_RUNTIME_DIR", &runtime);
        for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"] {
            command.env_remove(name);
        }
        command.env("ANNOTATION_ACADEMY_READY_FILE", home.join("ready"));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Ok(Contestant { name, home, command, start: Runs::default(), memory: Runs::default() })
    }

    /// Starts once. Returns milliseconds until ready and, if asked, the memory at rest in MiB.
    fn once(&mut self, memory: bool) -> Outcome<(f64, Option<f64>)> {
        let ready = self.home.join("ready");
        let _ = fs::remove_file(&ready);
        let start = Instant::now();
        let mut child = self.command.spawn().map_err(|e| child::cannot_start(&self.command, &e))?;
        while !ready.exists() {
            if start.elapsed() > PATIENCE || child.try_wait().naming(self.name)?.is_some() {
                processes::stop(&mut child)?;
                return Err(Fail::new(format!("{} did not come to a usable window", self.name), ""));
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        let milliseconds = start.elapsed().as_secs_f64() * 1e3;
        // Also without a look at the memory: ending a program in the middle of its start leaves work behind.
        std::thread::sleep(if memory { IDLE } else { Duration::from_millis(700) });
        let mebibytes = memory.then(|| processes::memory(child.id()) as f64 / 1024.0);
        processes::stop(&mut child)?;
        Ok((milliseconds, mebibytes))
    }
}

pub fn measure(built: &Built, start: bool, memory: bool) -> Outcome {
    let folder = place::workshop().join("bench");
    let screen = Screen::start()?;
    let mut all = [
        Contestant::new("the app", &folder, &screen, child::command(&built.app))?,
        Contestant::new("empty window", &folder, &screen, child::command(&built.empty))?,
        Contestant::new("Anki", &folder, &screen, built.anki.window()?)?,
    ];
    for contestant in &mut all {
        contestant.once(false)?;
    }
    let rounds = if start { ROUNDS } else { MEMORY_ROUNDS };
    for round in 0..rounds {
        let look = memory && round + MEMORY_ROUNDS >= rounds;
        for contestant in &mut all {
            let (milliseconds, mebibytes) = contestant.once(look)?;
            contestant.start.add(milliseconds);
            mebibytes.into_iter().for_each(|m| contestant.memory.add(m));
        }
        note(&format!("round {} of {rounds}", round + 1));
    }
    if start {
        report("exec to a usable window", &all, "ms", |c| &c.start, (1.25, 0.4));
    }
    if memory {
        report("memory of the process tree at rest (PSS)", &all, "MiB", |c| &c.memory, (1.15, 0.6));
    }
    Ok(())
}

fn report(title: &str, all: &[Contestant; 3], unit: &str, of: fn(&Contestant) -> &Runs, budgets: (f64, f64)) {
    println!("\n{title}");
    for contestant in all {
        println!("  {:<13}{}", contestant.name, of(contestant).words(unit));
    }
    let [app, empty, anki] = all.each_ref().map(|c| of(c).median());
    println!("{}", budget("against the empty window", app, "empty window", empty, budgets.0));
    println!("{}", budget("against Anki", app, "Anki", anki, budgets.1));
}
