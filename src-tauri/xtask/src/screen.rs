//! A display and a session bus of our own, where there is none or where a measurement must not depend on it.

use crate::fail::{Fail, Naming, Outcome};
use crate::{child, place};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

pub struct Screen {
    display: String,
    bus: String,
    /// Held for their end.
    _servers: [Server; 2],
}

/// A server that ends with its owner.
struct Server(Child);

impl Screen {
    pub fn start() -> Outcome<Screen> {
        let (xvfb, number) = server(&["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"])?;
        let (daemon, bus) = server(&["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"])?;
        Ok(Screen { display: format!(":{number}"), bus, _servers: [xvfb, daemon] })
    }

    /// Makes a command appear on this screen, drawn in software.
    pub fn dress<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("GDK_BACKEND", "x11")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .env_remove("WAYLAND_DISPLAY")
    }

    pub fn picture(&self, file: &Path) -> Outcome {
        std::fs::create_dir_all(place::out()).naming("out/")?;
        child::read(child::command("import").args(["-display", &self.display, "-window", "root"]).arg(file)).map(drop)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Whether the surroundings have a display.
pub fn there_is_one() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// Starts a server that prints one line when it is ready, and returns that line. setpriv (util-linux) lets it end
/// with xtask, however xtask ends.
fn server(words: &[&str]) -> Outcome<(Server, String)> {
    let mut command = child::command("setpriv");
    command.args(["--pdeathsig", "KILL", "--"]).args(words);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut server = Server(command.spawn().map_err(|e| child::cannot_start(&command, &e))?);
    let mut line = String::new();
    if let Some(stdout) = server.0.stdout.take() {
        BufReader::new(stdout).read_line(&mut line).naming(words[0])?;
    }
    let line = line.trim().to_owned();
    if line.is_empty() {
        return Err(Fail::new(format!("{} did not start", words[0]), format!("try it by hand: {}", words.join(" "))));
    }
    Ok((server, line))
}
