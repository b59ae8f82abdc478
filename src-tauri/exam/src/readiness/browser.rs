//! The default browser: the exam will open there.
//!
//! Whether the camera works in it is not judged here; the registrar's page tries that in the browser itself.

use super::aside::{LIMIT, late};
use super::subject::BROWSER;
use super::{Row, words};
use std::io::ErrorKind;
use std::process::Stdio;
use tokio::process::Command;
use tokio::time::timeout;

/// Families that the exam's site is made for, by the names of their starters: as distributions, snaps and flatpaks
/// have them, without `.desktop`, in small letters.
const MADE_FOR: [(&str, &[&str]); 4] = [
    (
        "Firefox",
        &[
            "firefox",
            "firefox-esr",
            "firefox_firefox",
            "firefox-beta",
            "firefox-nightly",
            "firefox-developer-edition",
            "firefoxdeveloperedition",
            "org.mozilla.firefox",
        ],
    ),
    (
        "Chrome",
        &["google-chrome", "google-chrome-stable", "google-chrome-beta", "google-chrome-unstable", "com.google.chrome"],
    ),
    ("Chromium", &["chromium", "chromium-browser", "chromium_chromium", "org.chromium.chromium"]),
    (
        "Edge",
        &["microsoft-edge", "microsoft-edge-stable", "microsoft-edge-beta", "microsoft-edge-dev", "com.microsoft.edge"],
    ),
];

/// What else has a name that people know.
const OTHERS: [(&str, &[&str]); 9] = [
    ("Brave", &["brave-browser", "brave_brave", "com.brave.browser"]),
    ("Vivaldi", &["vivaldi-stable", "vivaldi", "com.vivaldi.vivaldi"]),
    ("Opera", &["opera", "opera_opera", "com.opera.opera"]),
    ("GNOME Web", &["org.gnome.epiphany", "epiphany"]),
    ("Falkon", &["org.kde.falkon", "falkon"]),
    ("Konqueror", &["org.kde.konqueror", "konqueror", "kfmclient_html"]),
    ("LibreWolf", &["librewolf", "io.gitlab.librewolf-community"]),
    ("Tor Browser", &["torbrowser", "start-tor-browser", "org.torproject.torbrowser-launcher"]),
    ("Zen", &["zen", "app.zen_browser.zen"]),
];

/// What became of the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    /// The name of a starter such as `firefox_firefox.desktop`; empty if there is none.
    Answered(String),
    /// `xdg-settings` is not there.
    NoTool,
    Failed(String),
}

/// The desktop's own tool for the question.
pub(super) fn tool() -> Command {
    let mut tool = Command::new("xdg-settings");
    tool.args(["get", "default-web-browser"]);
    tool
}

pub(super) async fn row(mut tool: Command) -> Row {
    tool.stdin(Stdio::null()).kill_on_drop(true);
    match timeout(LIMIT, tool.output()).await {
        Err(_) => late(BROWSER),
        Ok(Err(e)) if e.kind() == ErrorKind::NotFound => judge(&Asked::NoTool),
        Ok(Err(e)) => judge(&Asked::Failed(e.to_string())),
        Ok(Ok(output)) if output.status.success() => {
            judge(&Asked::Answered(String::from_utf8_lossy(&output.stdout).trim().to_string()))
        }
        Ok(Ok(output)) => judge(&Asked::Failed(String::from_utf8_lossy(&output.stderr).into_owned())),
    }
}

pub(super) fn judge(asked: &Asked) -> Row {
    let look = "See in the system's settings, under default applications, which web browser is set.";
    match asked {
        Asked::Answered(starter) if starter.is_empty() => BROWSER.attention(
            "No default browser is set.",
            "Choose Firefox, Chrome, Chromium or Edge in the system's settings, under default applications.",
        ),
        Asked::Answered(starter) => {
            let name = plain(starter);
            let of = |families: &'static [(&'static str, &'static [&'static str])]| {
                families.iter().find(|(_, starters)| starters.contains(&name.as_str())).map(|(family, _)| *family)
            };
            if let Some(family) = of(&MADE_FOR) {
                return BROWSER.pass(format!("Default browser: {family}"));
            }
            let shown = of(&OTHERS).map_or_else(|| words::quoted(starter), Into::into);
            BROWSER.unknown(
                format!("Default browser: {shown}. We do not know how the exam does in it."),
                "Try it with the browser check, or make Firefox, Chrome, Chromium or Edge the default.",
            )
        }
        Asked::NoTool => BROWSER.unknown("Default browser: xdg-settings, which would tell, is not installed.", look),
        Asked::Failed(why) => {
            BROWSER.unknown(format!("Default browser: the system did not tell ({}).", words::quoted(why)), look)
        }
    }
}

/// `userapp-Firefox-3F7XQ1.desktop`, as desktops call a starter that was chosen by hand, is Firefox as well.
fn plain(starter: &str) -> String {
    let name = starter.to_ascii_lowercase();
    let name = name.strip_suffix(".desktop").unwrap_or(&name);
    let chosen = name.strip_prefix("userapp-").and_then(|n| n.rsplit_once('-')).map(|(n, _)| n);
    chosen.unwrap_or(name).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readiness::Verdict::{self, Attention, Pass, Unknown};

    fn check(asked: Asked, verdict: Verdict, seen: &str) {
        let row = judge(&asked);
        assert_eq!((row.verdict, row.seen.as_str()), (verdict, seen));
        assert_eq!(row.mend.is_empty(), verdict == Pass);
    }

    #[test]
    fn families_are_known_by_every_packaging() {
        let pass = |starter: &str, family: &str| {
            check(Asked::Answered(starter.into()), Pass, &format!("Default browser: {family}"));
        };
        pass("firefox.desktop", "Firefox");
        pass("firefox_firefox.desktop", "Firefox");
        pass("org.mozilla.firefox.desktop", "Firefox");
        pass("userapp-Firefox-3F7XQ1.desktop", "Firefox");
        pass("google-chrome.desktop", "Chrome");
        pass("com.google.Chrome.desktop", "Chrome");
        pass("chromium_chromium.desktop", "Chromium");
        pass("chromium-browser.desktop", "Chromium");
        pass("microsoft-edge.desktop", "Edge");
    }

    #[test]
    fn nothing_is_claimed_of_others() {
        let unknown = |starter: &str, shown: &str| {
            let seen = format!("Default browser: {shown}. We do not know how the exam does in it.");
            check(Asked::Answered(starter.into()), Unknown, &seen);
        };
        unknown("brave-browser.desktop", "Brave");
        unknown("com.brave.Browser.desktop", "Brave");
        unknown("my-firefox-wrapper.desktop", "my-firefox-wrapper.desktop");
        unknown("emacs.desktop", "emacs.desktop");
    }

    #[test]
    fn none_is_told_from_not_told() {
        check(Asked::Answered(String::new()), Attention, "No default browser is set.");
        check(Asked::NoTool, Unknown, "Default browser: xdg-settings, which would tell, is not installed.");
        let failed = Asked::Failed("xdg-mime: no method available for querying\nmore".into());
        let seen = "Default browser: the system did not tell (xdg-mime: no method available for querying).";
        check(failed, Unknown, seen);
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn the_tool_is_asked() {
        let shell = |script: &str| {
            let mut tool = Command::new("sh");
            tool.args(["-c", script]);
            row(tool)
        };
        assert_eq!(shell("echo firefox.desktop").await, BROWSER.pass("Default browser: Firefox"));
        let failed = shell("echo 'no desktop here' >&2; exit 4").await;
        assert_eq!(failed.seen, "Default browser: the system did not tell (no desktop here).");
        assert_eq!(row(Command::new("/nowhere/xdg-settings")).await, judge(&Asked::NoTool));
    }

    #[cfg(unix)]
    #[tokio::test(start_paused = true)]
    async fn a_tool_that_hangs_is_given_up() {
        let mut tool = Command::new("sleep");
        tool.arg("600");
        assert_eq!(row(tool).await, late(BROWSER));
    }
}
