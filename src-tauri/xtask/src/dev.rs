//! `cargo xtask dev`: the real core and the real page in a plain browser.

use crate::fail::{Fail, Naming, Outcome};
use crate::step::note;
use crate::{apt, build, child, course, page, place, screen, setup};
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

pub fn run(_: &[String]) -> Outcome {
    apt::ensure("build", &[apt::BUILD])?;
    setup::crates(false)?;
    page::build()?;
    course::pack()?;
    let program = build::devhost()?;
    let data = place::workshop().join("dev-data");
    std::fs::create_dir_all(&data).naming(data.display())?;
    let mut devhost = child::command(program);
    devhost.arg("--data").arg(&data).arg("--pack").arg(place::pack());
    devhost.arg("--page").arg(place::ui().join("dist")).args(["--port", "0"]);
    devhost.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut host = devhost.spawn().map_err(|e| child::cannot_start(&devhost, &e))?;
    let mut line = String::new();
    if let Some(stdout) = host.stdout.take() {
        BufReader::new(stdout).read_line(&mut line).naming("devhost")?;
    }
    let address = address(&line).ok_or_else(|| Fail::new("devhost did not say where it is", line.trim()))?;
    note(&format!("{address}\n  the record lies in {}; Ctrl-C ends it", data.display()));
    if screen::there_is_one() {
        // A machine without xdg-open has the address on the screen.
        let _ = child::command("xdg-open").arg(&address).stderr(Stdio::null()).spawn();
    }
    host.wait().naming("devhost").map(drop)
}

fn address(line: &str) -> Option<String> {
    let said: Value = serde_json::from_str(line).ok()?;
    Some(format!("{}/?token={}", said["url"].as_str()?.trim_end_matches('/'), said["token"].as_str()?))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_address_carries_the_token() {
        let line = r#"{"url":"http://127.0.0.1:4001","token":"t0"}"#;
        assert_eq!(super::address(line).as_deref(), Some("http://127.0.0.1:4001/?token=t0"));
        assert_eq!(super::address("panic"), None);
    }
}
