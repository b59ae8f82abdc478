//! `cargo xtask sandbox`: the app beside a registrar with stand-ins for the providers, to walk from enrolment to
//! credential.

use crate::fail::{Fail, Naming, Outcome};
use crate::run::{READY_FILE, Signs};
use crate::screen::{self, Screen};
use crate::step::note;
use crate::{apt, build, child, course, node, page, place, processes, setup};
use std::process::{Command, Stdio};

pub fn run(arguments: &[String]) -> Outcome {
    let options = Options::read(arguments)?;
    let unseen = options.app && !screen::there_is_one();
    if unseen {
        note("no display: the app will start under Xvfb, an X server that draws into memory");
        apt::ensure("build, and to start without a display", &[apt::BUILD, apt::NO_SCREEN])?;
    } else {
        apt::ensure("build", &[apt::BUILD])?;
    }
    setup::crates(false)?;
    let (registrar, sandbox) = (build::registrar()?, build::sandbox()?);
    let mut command = child::command(sandbox);
    command.arg("up").arg("--registrar").arg(registrar).arg("--folder").arg(place::workshop().join("sandbox"));
    if options.walk {
        command.arg("--walk");
    }
    if options.app {
        node::check()?;
        page::build()?;
        course::pack()?;
        command.arg("--app").arg(build::desktop_sandbox()?);
    }
    if unseen { without_a_display(&mut command) } else { child::live(&mut command) }
}

#[derive(Debug, PartialEq)]
struct Options {
    walk: bool,
    app: bool,
}

impl Options {
    fn read(arguments: &[String]) -> Outcome<Options> {
        let mut options = Options { walk: false, app: true };
        for word in arguments {
            match word.as_str() {
                "--walk" => options = Options { walk: true, app: false },
                "--no-app" => options.app = false,
                other => {
                    let usage = "cargo xtask sandbox [--no-app] [--walk]";
                    return Err(Fail::new(format!("sandbox does not know “{other}”"), usage));
                }
            }
        }
        Ok(options)
    }
}

/// Starts everything with the app on a screen in memory, keeps a picture of it, and goes on until Ctrl-C.
fn without_a_display(up: &mut Command) -> Outcome {
    let signs = Signs::new(place::workshop().join("sandbox/app.log"), "sandbox.png")?;
    let screen = Screen::start()?;
    up.env(READY_FILE, &signs.ready).stdin(Stdio::null());
    let mut child = screen.dress(up).spawn().map_err(|e| child::cannot_start(up, &e))?;
    if let Err(unseen) = signs.first_screen(&mut child, &screen) {
        processes::stop(&mut child)?;
        return Err(unseen);
    }
    note("the app runs unseen until Ctrl-C; with a display the same command opens its window");
    let status = child.wait().naming("waiting for the sandbox")?;
    if status.success() { Ok(()) } else { Err(Fail::new(format!("the sandbox ended with {status}"), "")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_app_comes_along_unless_it_is_left_out() {
        for (words, walk, app) in [
            (&[][..], false, true),
            (&["--no-app"], false, false),
            (&["--walk"], true, false),
            (&["--no-app", "--walk"], true, false),
        ] {
            let words: Vec<String> = words.iter().map(|word: &&str| (*word).to_owned()).collect();
            assert_eq!(Options::read(&words).unwrap(), Options { walk, app }, "{words:?}");
        }
        assert!(Options::read(&["--app".to_owned()]).is_err());
    }
}
