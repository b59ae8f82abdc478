//! `cargo xtask run`: from a bare machine to the first screen.

use crate::fail::{Fail, Naming, Outcome};
use crate::screen::{self, Screen};
use crate::step::{note, step};
use crate::{apt, build, child, course, node, page, place, processes, setup};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A cold start on a loaded machine takes up to four seconds; ten times that is a fault.
const PATIENCE: Duration = Duration::from_secs(40);
/// Names the file that the app writes once its first screen is painted.
pub const READY_FILE: &str = "ANNOTATION_ACADEMY_READY_FILE";

pub fn run(arguments: &[String]) -> Outcome {
    let options = Options::read(arguments)?;
    node::check()?;
    if options.headless {
        note("no display: the app will start under Xvfb, an X server that draws into memory");
        apt::ensure("build, and to start without a display", &[apt::BUILD, apt::NO_SCREEN])?;
    } else {
        apt::ensure("build", &[apt::BUILD])?;
    }
    setup::crates(false)?;
    page::build()?;
    course::pack()?;
    let program = build::desktop()?;
    let mut app = child::command(program);
    app.args(&options.app);
    if options.headless { unseen(&mut app, options.stay) } else { child::live(&mut app) }
}

#[derive(Debug, PartialEq)]
struct Options {
    headless: bool,
    /// Without a display: go on after the picture, until Ctrl-C.
    stay: bool,
    /// What stands after `--`, for the app.
    app: Vec<String>,
}

impl Options {
    fn read(arguments: &[String]) -> Outcome<Options> {
        let mut options = Options { headless: !screen::there_is_one(), stay: false, app: Vec::new() };
        let mut rest = arguments.iter();
        while let Some(word) = rest.next() {
            match word.as_str() {
                "--headless" => options.headless = true,
                "--stay" => options.stay = true,
                "--" => options.app = rest.by_ref().cloned().collect(),
                other => {
                    return Err(Fail::new(format!("run knows no “{other}”"), "words for the app stand after `--`"));
                }
            }
        }
        Ok(options)
    }
}

/// The file is written when the frame is drawn; until the X server holds it, the picture is of one colour.
fn until_painted(screen: &Screen, picture: &Path) -> Outcome {
    let start = Instant::now();
    loop {
        std::thread::sleep(Duration::from_millis(300));
        screen.picture(picture)?;
        let colours = child::read(child::command("identify").args(["-format", "%k"]).arg(picture))?;
        if colours.trim().parse().unwrap_or(0) > 16 {
            return Ok(());
        }
        if start.elapsed() > PATIENCE {
            return Err(Fail::new(
                "the window stays blank",
                "docs/LINUX.md, “The window stays blank”, says what to try",
            ));
        }
    }
}

/// What an app on a screen in memory shows of itself.
pub struct Signs {
    /// Written by the app once its first screen is painted.
    pub ready: PathBuf,
    /// What it printed.
    pub log: PathBuf,
    /// Taken of the first screen.
    pub picture: PathBuf,
}

impl Signs {
    /// Signs in out/, without those of an earlier start. The app's words are in `log`.
    pub fn new(log: PathBuf, picture: &str) -> Outcome<Signs> {
        let out = place::out();
        fs::create_dir_all(&out).naming("out/")?;
        let ready = out.join("ready");
        let _ = fs::remove_file(&ready);
        Ok(Signs { ready, log, picture: out.join(picture) })
    }

    /// Waits for the first screen, as long as `child` lives, and keeps a picture of it.
    pub fn first_screen(&self, child: &mut Child, screen: &Screen) -> Outcome {
        step("the first screen", || {
            until_ready(child, &self.ready, &self.log)?;
            until_painted(screen, &self.picture)
        })?;
        note(&format!("a picture of it: {}", self.picture.display()));
        Ok(())
    }
}

/// Starts the app on a screen in memory, waits for its first screen and keeps a picture of it.
fn unseen(app: &mut Command, stay: bool) -> Outcome {
    let signs = Signs::new(place::out().join("app.log"), "first-screen.png")?;
    let screen = Screen::start()?;
    let into = File::create(&signs.log).naming(signs.log.display())?;
    app.env(READY_FILE, &signs.ready).stdin(Stdio::null());
    app.stdout(into.try_clone().naming(signs.log.display())?).stderr(into);
    let mut child = screen.dress(app).spawn().map_err(|e| child::cannot_start(app, &e))?;
    let seen = signs.first_screen(&mut child, &screen);
    if seen.is_ok() && stay {
        note("the app goes on until Ctrl-C");
        child.wait().naming("waiting for the app")?;
        return Ok(());
    }
    if !processes::stop(&mut child)? {
        note("the app did not end when it was asked to, and was ended by force");
    }
    seen?;
    note("the app starts on this machine and was stopped again; with a display the same command opens its window");
    Ok(())
}

/// Waits for the file `ready`, as long as the app lives.
fn until_ready(child: &mut Child, ready: &Path, log: &Path) -> Outcome {
    let start = Instant::now();
    while !ready.exists() {
        if let Some(status) = child.try_wait().naming("waiting for the app")? {
            return Err(Fail::new(format!("the app ended with {status} before its first screen"), said(log)));
        }
        if start.elapsed() > PATIENCE {
            return Err(Fail::new(format!("no first screen after {} s", PATIENCE.as_secs()), said(log)));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// The end of what the app printed.
fn said(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    match lines.as_slice() {
        [] => format!("the app printed nothing to {}", log.display()),
        [.., _] => format!(
            "the end of {}, where the app's words are:\n{}",
            log.display(),
            lines[lines.len().saturating_sub(30)..].join("\n")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_after_two_dashes_belong_to_the_app() {
        let words = |w: &[&str]| w.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        let options = Options::read(&words(&["--headless", "--", "--stay", "x"])).unwrap();
        assert_eq!(options, Options { headless: true, stay: false, app: words(&["--stay", "x"]) });
        assert!(Options::read(&words(&["--fullscreen"])).is_err());
    }
}
