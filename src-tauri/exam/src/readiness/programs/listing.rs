//! The list of processes, as `/proc` has it.

use super::super::machine::is_wsl;
use std::fs;
use std::path::Path;

/// The kernel keeps no more of a process's name.
const LONGEST_COMM: usize = 15;
/// What the kernel calls the first namespace of processes: a process in it sees all there are.
const FIRST_NAMESPACE: &str = "pid:[4026531836]";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Listing {
    pub processes: Vec<Process>,
    pub waiting: Vec<Waiting>,
    pub sight: Sight,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in super::super) struct Process {
    /// The kernel's name for it, cut at fifteen bytes.
    pub comm: String,
    /// The file it was started from, by its own command line and by the kernel, and the script that an interpreter runs;
    /// without folders.
    pub called: Vec<String>,
    pub arguments: Vec<String>,
    pub uid: Option<u32>,
}

/// A socket that waits for callers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Waiting {
    pub uid: u32,
    pub port: u16,
}

/// How much of what runs on the computer can be seen from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Sight {
    Whole,
    /// `/proc` is mounted so that other users' processes are hidden.
    OwnAlone,
    Container,
    Wsl,
    Nothing,
}

impl Process {
    /// By its exact name. A name that the kernel has cut counts only if the command line does not say otherwise.
    pub fn is_called(&self, name: &str) -> bool {
        let cut = self.comm.len() == LONGEST_COMM && name.len() > LONGEST_COMM && name.starts_with(&self.comm);
        self.comm == name || self.called.iter().any(|c| c == name) || (cut && self.called.is_empty())
    }
}

pub(in super::super) fn gather(root: &Path) -> Listing {
    let proc = root.join("proc");
    let entries = fs::read_dir(&proc).into_iter().flatten().flatten();
    // Threads have no folder of their own beside the processes'.
    let pids = entries.filter(|e| e.file_name().to_string_lossy().bytes().all(|b| b.is_ascii_digit()));
    let processes: Vec<Process> = pids.filter_map(|e| process(&e.path())).collect();
    let sight = match () {
        () if processes.is_empty() => Sight::Nothing,
        () if is_wsl(root) => Sight::Wsl,
        () if fs::read_link(proc.join("self/ns/pid")).is_ok_and(|p| p != Path::new(FIRST_NAMESPACE)) => {
            Sight::Container
        }
        () if fs::read(proc.join("1/stat")).is_err() => Sight::OwnAlone,
        () => Sight::Whole,
    };
    let waiting = ["net/tcp", "net/tcp6"].iter().filter_map(|f| fs::read_to_string(proc.join(f)).ok());
    Listing { processes, waiting: waiting.flat_map(|t| waiting_in(&t)).collect(), sight }
}

/// None for what has ended: a process may go while it is looked at, and a zombie runs no more.
fn process(folder: &Path) -> Option<Process> {
    let stat = fs::read(folder.join("stat")).ok()?;
    let stat = String::from_utf8_lossy(&stat);
    // The name stands in brackets and may hold brackets itself.
    let (comm, rest) = stat.split_once('(')?.1.rsplit_once(')')?;
    if matches!(rest.trim_start().chars().next(), Some('Z' | 'X' | 'x') | None) {
        return None;
    }
    let line = fs::read(folder.join("cmdline")).unwrap_or_default();
    let line = String::from_utf8_lossy(&line);
    let mut words = line.split('\0').filter(|w| !w.is_empty());
    let starter = words.next().map(file_name);
    let arguments: Vec<String> = words.map(Into::into).collect();
    // Other users' files are not shown. A program may write over its command line, but not over this.
    let file = fs::read_link(folder.join("exe")).ok().map(|file| file.to_string_lossy().into_owned());
    let file = file.as_deref().map(|f| file_name(f.strip_suffix(" (deleted)").unwrap_or(f)));
    let script = arguments.iter().find(|a| !a.starts_with('-')).map(|s| file_name(s));
    let script = script.filter(|_| starter.into_iter().chain(file).any(interprets));
    let called = starter.into_iter().chain(file).chain(script).map(Into::into).collect();
    let status = fs::read_to_string(folder.join("status")).unwrap_or_default();
    let uid = status.lines().find_map(|l| l.strip_prefix("Uid:")?.split_whitespace().next()?.parse().ok());
    Some(Process { comm: comm.into(), called, arguments, uid })
}

/// Whether what it runs is named by its first argument that is no option.
fn interprets(program: &str) -> bool {
    program.starts_with("python") || ["gjs", "gjs-console", "node", "nodejs"].contains(&program)
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Lines of `/proc/net/tcp`: number, own address and port in hexadecimal, the other side's, state, two pairs, retries,
/// user. State `0A` waits for callers.
fn waiting_in(table: &str) -> Vec<Waiting> {
    let line = |line: &str| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let port = u16::from_str_radix(fields.get(1)?.rsplit_once(':')?.1, 16).ok()?;
        let uid = fields.get(7)?.parse().ok()?;
        (*fields.get(3)? == "0A").then_some(Waiting { uid, port })
    };
    table.lines().skip(1).filter_map(line).collect()
}
