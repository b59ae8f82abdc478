//! The rows on systems where nobody has run the looking yet: unknown, with what to look at oneself.

use super::Row;
use super::subject::{self, Subject};

/// For `os` as [`std::env::consts::OS`] names it. The displays are the window's own knowledge, on every system.
pub(super) fn rows(displays: Row, os: &str) -> [Row; 7] {
    let row = |subject: Subject, todo: fn(&str) -> &'static str| {
        subject.unknown(format!("{}: not looked at on this system yet.", subject.title), todo(os))
    };
    [
        displays,
        row(subject::REMOTE_SESSION, |_| "Sit at the computer itself, not in a remote desktop."),
        row(subject::VIRTUAL_MACHINE, |_| "Use the computer itself, not a virtual machine on it."),
        row(subject::PROGRAMS, programs),
        row(subject::DISK, disk),
        row(subject::POWER, |_| "Plug in the charger."),
        row(subject::BROWSER, browser),
    ]
}

fn programs(os: &str) -> &'static str {
    match os {
        "macos" => {
            "Quit screen recorders and remote tools, and turn off Screen Sharing in System Settings, General, Sharing."
        }
        "windows" => "Close screen recorders and remote tools, also those beside the clock in the taskbar.",
        _ => "Close screen recorders and remote tools.",
    }
}

fn disk(os: &str) -> &'static str {
    match os {
        "macos" => "In System Settings, General, Storage, see that at least 1 GB is free.",
        "windows" => "In Settings, System, Storage, see that at least 1 GB is free.",
        _ => "See that at least 1 GB is free.",
    }
}

fn browser(os: &str) -> &'static str {
    match os {
        "macos" => "In System Settings, Desktop & Dock, see which web browser is the default.",
        "windows" => "In Settings, Apps, Default apps, see which web browser is the default.",
        _ => "See which web browser is the default.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readiness::{Verdict, displays};

    #[test]
    fn every_row_is_there_with_what_to_look_at() {
        for os in ["macos", "windows", "freebsd"] {
            let rows = rows(displays::judge(None), os);
            for row in &rows {
                assert_eq!(row.verdict, Verdict::Unknown, "{}", row.name);
                assert!(!row.seen.is_empty() && !row.mend.is_empty(), "{}", row.name);
            }
            assert_eq!(rows[4].seen, "Disk: not looked at on this system yet.");
        }
    }
}
