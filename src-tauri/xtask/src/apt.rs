//! System packages, on Debian and its kin.

use crate::child;
use crate::fail::{Fail, Outcome};
use crate::step::{already, note, step};
use std::io::IsTerminal;
use std::os::unix::fs::MetadataExt;
use std::process::{Command, Stdio};

/// To build the app.
pub const BUILD: &[&str] = &["gcc", "pkg-config", "libwebkit2gtk-4.1-dev"];
/// To start it where there is no display, and take a picture of it.
pub const NO_SCREEN: &[&str] = &["xvfb", "imagemagick", "dbus-daemon"];
/// To pass all tests.
pub const TESTS: &[&str] = &[
    "chromium",
    "dbus-daemon",
    "gnome-keyring",
    "imagemagick",
    "openssl",
    "python3",
    "strace",
    "webkit2gtk-driver",
    "x11-utils",
    "xclip",
    "xdg-utils",
    "xdotool",
    "xvfb",
];
/// To run the registrar on PostgreSQL.
pub const REGISTRAR: &[&str] = &["postgresql"];
/// To measure beside Python's libraries.
pub const PYTHON: &[&str] = &["python3-venv"];
/// To start Anki beside the app.
pub const BENCH: &[&str] = &[
    "dbus-daemon",
    "libegl1",
    "libnss3",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxkbcommon-x11-0",
    "libxkbfile1",
    "libxtst6",
    "python3-venv",
    "xvfb",
];

/// Installs what is missing of the lists.
pub fn ensure(what_for: &str, lists: &[&[&str]]) -> Outcome {
    let packages = &lists.concat()[..];
    let title = format!("system packages to {what_for}");
    let Some(missing) = missing(packages) else {
        note(&format!("not a Debian system; needed to {what_for}, by their Debian names: {}", packages.join(" ")));
        return Ok(());
    };
    if missing.is_empty() {
        already(&title, "installed");
        return Ok(());
    }
    let by_hand = format!(
        "as an administrator: apt-get update && apt-get install -y --no-install-recommends {}",
        missing.join(" ")
    );
    let sudo = way_up().ok_or_else(|| {
        Fail::new(format!("no rights to install what is needed to {what_for}: {}", missing.join(" ")), &by_hand)
    })?;
    step(&title, || {
        let no_network = format!("is the network up, and /etc/apt/sources.list whole?\n{by_hand}");
        apt(sudo, &["update", "-qq"]).map_err(|e| e.mend(&no_network))?;
        let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
        arguments.extend(&missing);
        apt(sudo, &arguments).map_err(|e| e.mend(&no_network))
    })
}

/// None where there is no dpkg.
fn missing<'a>(packages: &[&'a str]) -> Option<Vec<&'a str>> {
    let output = Command::new("dpkg-query")
        .args(["-W", "-f=${Package} ${db:Status-Status}\n"])
        .args(packages)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    Some(not_installed(packages, &listed))
}

fn not_installed<'a>(packages: &[&'a str], listed: &str) -> Vec<&'a str> {
    let installed: Vec<&str> = listed.lines().filter_map(|line| line.strip_suffix(" installed")).collect();
    packages.iter().copied().filter(|p| !installed.contains(p)).collect()
}

/// The words to put before apt-get: none for root, sudo where it works, None where there is no way.
fn way_up() -> Option<&'static [&'static str]> {
    if std::fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0) {
        return Some(&[]);
    }
    let silent = Command::new("sudo").args(["-n", "true"]).stderr(Stdio::null()).status();
    match silent {
        Err(_) => None,
        Ok(status) => (status.success() || std::io::stdin().is_terminal()).then_some(&["sudo"]),
    }
}

fn apt(sudo: &[&str], arguments: &[&str]) -> Outcome {
    let mut words = sudo.to_vec();
    words.extend([
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-o",
        "DPkg::Lock::Timeout=120",
        "-o",
        "Dpkg::Use-Pty=0",
    ]);
    words.extend(arguments);
    child::live(child::command(words[0]).args(&words[1..]))
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_what_is_fully_installed_counts() {
        let listed = "gcc installed\nxvfb config-files\n";
        assert_eq!(super::not_installed(&["gcc", "xvfb", "strace"], listed), ["xvfb", "strace"]);
    }
}
