//! Whether this session is on the computer's own screen or comes from afar.
//!
//! Remote tools that show the own screen to somebody else are the business of the programs' check.

use super::machine::is_wsl;
use super::subject::REMOTE_SESSION;
use super::{Row, words};
use std::fs;
use std::path::Path;

/// What remote desktops leave in the environment of everything that runs in them.
const MARKERS: [(&str, &str); 6] = [
    ("XRDP_SESSION", "xrdp"),
    ("CHROME_REMOTE_DESKTOP_SESSION", "Chrome Remote Desktop"),
    ("VNCDESKTOP", "VNC"),
    ("X2GO_SESSION", "X2Go"),
    ("NXSESSIONID", "NX"),
    ("NX_SESSION_ID", "NX"),
];

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Session {
    /// Linux inside Windows.
    pub wsl: bool,
    /// The remote desktop that has left its mark.
    pub marked: Option<&'static str>,
    /// SSH has left its mark. It also clings to what was merely started from such a shell.
    pub ssh: bool,
    /// The display of another computer, as `DISPLAY` names it, if the window is shown there.
    pub forwarded: Option<String>,
    pub login: Option<Login>,
}

/// What systemd-logind or elogind knows of a session.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Login {
    pub remote: bool,
    /// The program that logged in, such as `gdm-password`, `sshd`, `xrdp-sesman`.
    pub service: String,
    /// The screen and keyboard that belong to it; empty for a session without.
    pub seat: String,
}

/// `root` is where the system's files begin.
pub(super) fn gather(root: &Path, env: impl Fn(&str) -> Option<String>) -> Session {
    let set = |name: &str| env(name).is_some_and(|v| !v.is_empty());
    Session {
        wsl: is_wsl(root),
        marked: MARKERS.iter().find(|(name, _)| set(name)).map(|(_, desktop)| *desktop),
        ssh: ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"].into_iter().any(set),
        forwarded: env("DISPLAY").filter(|display| is_elsewhere(display) && !set("WAYLAND_DISPLAY")),
        login: login(root, env("XDG_SESSION_ID")),
    }
}

/// Whether a display of X's is reached over a network: with a host before its number, where SSH has `localhost` for the
/// other computer. Without one, or with `unix` or a path in its place, it is a socket on this computer.
fn is_elsewhere(display: &str) -> bool {
    let host = display.rsplit_once(':').map_or("", |(host, _)| host);
    !(host.is_empty() || host.starts_with('/') || host.split('/').any(|part| part == "unix"))
}

/// The session that this process says it belongs to, or else the one its user sees. The files are those that libsystemd
/// itself reads to answer this question; asking over the bus could hang.
fn login(root: &Path, id: Option<String>) -> Option<Login> {
    let said = id.and_then(|id| session(root, &id));
    said.or_else(|| {
        let status = fs::read_to_string(root.join("proc/self/status")).ok()?;
        let uid = status.lines().find_map(|l| l.strip_prefix("Uid:"))?.split_whitespace().next()?;
        let user = fs::read_to_string(root.join("run/systemd/users").join(uid)).ok()?;
        session(root, value(&user, "DISPLAY")?)
    })
}

fn session(root: &Path, id: &str) -> Option<Login> {
    if id.is_empty() || !id.chars().all(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let text = fs::read_to_string(root.join("run/systemd/sessions").join(id)).ok()?;
    let word = |key| value(&text, key).unwrap_or_default().to_string();
    Some(Login { remote: word("REMOTE") == "1", service: word("SERVICE"), seat: word("SEAT") })
}

fn value<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    text.lines().find_map(|l| l.split_once('=').filter(|(k, _)| *k == key)).map(|(_, v)| v.trim().trim_matches('"'))
}

pub(super) fn judge(session: &Session) -> Row {
    let mend = "Sit at the computer itself, log in there, and start the app again.";
    let afar = |what: &str| REMOTE_SESSION.attention(format!("This is a remote session ({what})."), mend);
    let look = "Sit at the computer itself, not in a remote desktop.";
    let unknown = |why: &str| REMOTE_SESSION.unknown(format!("Remote session: {why}."), look);
    if let Some(desktop) = session.marked {
        return afar(desktop);
    }
    match &session.login {
        Some(login) if login.service.starts_with("xrdp") => afar("xrdp"),
        Some(login) if login.remote && (session.ssh || login.service.starts_with("ssh")) => afar("SSH"),
        Some(login) if login.remote => REMOTE_SESSION.attention("The system says that this is a remote session.", mend),
        _ if session.wsl => unknown("from Linux inside Windows it cannot be told"),
        _ if session.forwarded.is_some() => {
            let display = words::quoted(session.forwarded.as_deref().unwrap_or_default());
            let seen = format!("The app is shown on another computer's screen (X forwarding, display {display}).");
            REMOTE_SESSION.attention(seen, mend)
        }
        // The system's own word counts for more than a mark that may have been handed on.
        Some(login) if !login.seat.is_empty() => REMOTE_SESSION.pass("The session is on this computer's own screen"),
        _ if session.ssh => afar("SSH"),
        Some(_) => unknown("the system names no screen that belongs to this session"),
        None => unknown("this system keeps no list of its sessions"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readiness::Verdict::{self, Attention, Pass, Unknown};
    use crate::readiness::tests::tree;

    const LOCAL: &str =
        "# This is private data.\nUID=1000\nACTIVE=1\nREMOTE=0\nTYPE=wayland\nSEAT=seat0\nSERVICE=gdm-password\n";
    const SSH: &str = "UID=1000\nREMOTE=1\nREMOTE_HOST=192.0.2.7\nTYPE=tty\nSERVICE=sshd\n";
    const OWN: &str = "The session is on this computer's own screen";

    fn check(files: &[(&str, &str)], env: &[(&str, &str)], verdict: Verdict, seen: &str) {
        let root = tree(files);
        let env = |name: &str| env.iter().find(|(n, _)| *n == name).map(|(_, v)| v.to_string());
        let row = judge(&gather(root.path(), env));
        assert_eq!((row.verdict, row.seen.as_str()), (verdict, seen), "{files:?}");
        assert_eq!(row.mend.is_empty(), verdict == Pass);
    }

    #[test]
    fn the_session_that_is_named_counts() {
        let both = [("run/systemd/sessions/2", LOCAL), ("run/systemd/sessions/7", SSH)];
        check(&both, &[("XDG_SESSION_ID", "2")], Pass, OWN);
        check(&both, &[("XDG_SESSION_ID", "7")], Attention, "This is a remote session (SSH).");
    }

    #[test]
    fn without_a_name_it_is_the_one_the_user_sees() {
        let status = ("proc/self/status", "Name:\tapp\nUid:\t1000\t1000\t1000\t1000\n");
        let user = ("run/systemd/users/1000", "NAME=ann\nDISPLAY=2\n");
        let files = [status, user, ("run/systemd/sessions/2", LOCAL)];
        check(&files, &[], Pass, OWN);
        check(&files, &[("XDG_SESSION_ID", "99")], Pass, OWN);
        check(&files, &[("XDG_SESSION_ID", "../../../proc/self/status")], Pass, OWN);
    }

    #[test]
    fn ssh_that_was_handed_on_does_not_make_a_local_session_remote() {
        let local = [("run/systemd/sessions/2", LOCAL)];
        check(&local, &[("XDG_SESSION_ID", "2"), ("SSH_CONNECTION", "192.0.2.7 1 192.0.2.8 22")], Pass, OWN);
        check(&[], &[("SSH_TTY", "/dev/pts/0")], Attention, "This is a remote session (SSH).");
    }

    #[test]
    fn remote_desktops_are_named() {
        let local = [("run/systemd/sessions/2", LOCAL)];
        let id = ("XDG_SESSION_ID", "2");
        let seen = "This is a remote session (Chrome Remote Desktop).";
        check(&local, &[id, ("CHROME_REMOTE_DESKTOP_SESSION", "1")], Attention, seen);
        check(&local, &[id, ("VNCDESKTOP", "ann's desktop")], Attention, "This is a remote session (VNC).");
        check(&local, &[id, ("XRDP_SESSION", "")], Pass, OWN);
        let xrdp = [("run/systemd/sessions/c3", "REMOTE=0\nTYPE=x11\nSERVICE=xrdp-sesman\n")];
        check(&xrdp, &[("XDG_SESSION_ID", "c3")], Attention, "This is a remote session (xrdp).");
        let gnome = [("run/systemd/sessions/5", "REMOTE=1\nTYPE=wayland\nSERVICE=gdm-password\n")];
        check(&gnome, &[("XDG_SESSION_ID", "5")], Attention, "The system says that this is a remote session.");
    }

    #[test]
    fn a_display_of_another_computer_is_remote() {
        let (local, id) = ([("run/systemd/sessions/2", LOCAL)], ("XDG_SESSION_ID", "2"));
        for display in
            ["localhost:10.0", "127.0.0.1:11", "host:0", "host.example:0.1", "tcp/host:0", "[::1]:0", "::1:0"]
        {
            let seen = format!("The app is shown on another computer's screen (X forwarding, display {display}).");
            check(&local, &[id, ("DISPLAY", display)], Attention, &seen);
            check(&[], &[("DISPLAY", display)], Attention, &seen);
            check(&local, &[id, ("DISPLAY", display), ("WAYLAND_DISPLAY", "wayland-0")], Pass, OWN);
        }
        for display in [":0", ":0.0", "unix:0", "unix/host:0", "host/unix:0", "/tmp/launch-x/org.x:0", "", "nonsense"] {
            check(&local, &[id, ("DISPLAY", display)], Pass, OWN);
        }
        // Windows shows it on the same computer's screen.
        let wsl = [("proc/sys/kernel/osrelease", "5.15.153.1-microsoft-standard-WSL2\n")];
        let seen = "Remote session: from Linux inside Windows it cannot be told.";
        check(&wsl, &[("DISPLAY", "172.20.0.1:0")], Unknown, seen);
    }

    #[test]
    fn what_cannot_be_told_is_unknown() {
        check(&[], &[], Unknown, "Remote session: this system keeps no list of its sessions.");
        let none = [("run/systemd/sessions/2", "REMOTE=0\nTYPE=x11\nSERVICE=su\n")];
        let seen = "Remote session: the system names no screen that belongs to this session.";
        check(&none, &[("XDG_SESSION_ID", "2")], Unknown, seen);
        let wsl = [("proc/sys/kernel/osrelease", "5.15.153.1-microsoft-standard-WSL2\n")];
        check(&wsl, &[], Unknown, "Remote session: from Linux inside Windows it cannot be told.");
    }
}
