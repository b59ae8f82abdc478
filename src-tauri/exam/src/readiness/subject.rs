//! What is looked at: the names of the rows, and the ways in which any of them can end.

use super::{Row, Verdict};

/// What a check is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Subject {
    pub name: &'static str,
    /// As a sentence about it begins.
    pub title: &'static str,
}

pub(super) const DISPLAYS: Subject = Subject { name: "displays", title: "Displays" };
pub(super) const REMOTE_SESSION: Subject = Subject { name: "remote_session", title: "Remote session" };
pub(super) const VIRTUAL_MACHINE: Subject = Subject { name: "virtual_machine", title: "Virtual machine" };
pub(super) const PROGRAMS: Subject = Subject { name: "programs", title: "Screen recorders and remote tools" };
pub(super) const CONNECTION: Subject = Subject { name: "connection", title: "Connection" };
pub(super) const THROUGHPUT: Subject = Subject { name: "throughput", title: "Speed" };
pub(super) const CLOCK: Subject = Subject { name: "clock", title: "Clock" };
pub(super) const DISK: Subject = Subject { name: "disk", title: "Disk" };
pub(super) const POWER: Subject = Subject { name: "power", title: "Power" };
pub(super) const BROWSER: Subject = Subject { name: "browser", title: "Default browser" };

impl Subject {
    pub fn pass(self, seen: impl Into<String>) -> Row {
        Row { name: self.name, verdict: Verdict::Pass, seen: seen.into(), mend: String::new() }
    }

    pub fn attention(self, seen: impl Into<String>, mend: impl Into<String>) -> Row {
        Row { name: self.name, verdict: Verdict::Attention, seen: seen.into(), mend: mend.into() }
    }

    pub fn unknown(self, seen: impl Into<String>, mend: impl Into<String>) -> Row {
        Row { name: self.name, verdict: Verdict::Unknown, seen: seen.into(), mend: mend.into() }
    }
}
