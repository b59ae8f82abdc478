//! A process and its descendants: their memory, and their end. Read from /proc, so on Linux only.

use crate::child;
use crate::fail::Outcome;
use std::fs;
use std::process::Child;
use std::time::{Duration, Instant};

/// `root` and all that descend from it, parents first.
pub fn tree(root: u32) -> Vec<u32> {
    let parents = parents();
    let mut found = vec![root];
    let mut next = 0;
    while let Some(&parent) = found.get(next) {
        found.extend(parents.iter().filter(|(_, p)| *p == parent).map(|(pid, _)| *pid));
        next += 1;
    }
    found
}

/// All processes with their parents.
fn parents() -> Vec<(u32, u32)> {
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok())
        .filter_map(|pid| Some((pid, parent(&fs::read_to_string(format!("/proc/{pid}/stat")).ok()?)?)))
        .collect()
}

fn parent(stat: &str) -> Option<u32> {
    field(stat, 1)?.parse().ok()
}

/// A field of /proc/PID/stat, counted from behind the name, which may hold spaces and brackets.
fn field(stat: &str, index: usize) -> Option<&str> {
    stat.rsplit_once(')')?.1.split_whitespace().nth(index)
}

/// Proportional set size of the whole tree in KiB: shared pages count once, divided among those who share them.
pub fn memory(root: u32) -> u64 {
    tree(root).into_iter().filter_map(|pid| pss(&fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?)).sum()
}

fn pss(rollup: &str) -> Option<u64> {
    rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?.split_whitespace().next()?.parse().ok()
}

/// Asks the tree to end, and after five seconds no longer asks. Says whether it ended by itself.
pub fn stop(child: &mut Child) -> Outcome<bool> {
    let tree = tree(child.id());
    signal("TERM", &tree[..1])?;
    let asked = Instant::now();
    let mut ended = false;
    while !ended && asked.elapsed() < Duration::from_secs(5) {
        std::thread::sleep(Duration::from_millis(20));
        ended = matches!(child.try_wait(), Ok(Some(_)));
    }
    let left: Vec<u32> = tree.into_iter().filter(|pid| alive(*pid)).collect();
    signal("KILL", &left)?;
    let _ = child.wait();
    Ok(ended)
}

/// A process that has ended stays in /proc until its parent has taken note.
fn alive(pid: u32) -> bool {
    fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| field(&stat, 0).is_some_and(|state| state != "Z"))
}

/// The shell's own kill, since a bare system may lack the program.
fn signal(name: &str, pids: &[u32]) -> Outcome {
    if pids.is_empty() {
        return Ok(());
    }
    let pids: Vec<String> = pids.iter().map(u32::to_string).collect();
    let line = format!("kill -{name} {} 2>/dev/null || true", pids.join(" "));
    child::read(child::command("sh").args(["-c", &line])).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_does_not_hide_the_parent() {
        assert_eq!(parent("24907 (a (b) c) S 24903 24903 1 0"), Some(24903));
    }

    #[test]
    fn the_sum_is_read_in_kib() {
        assert_eq!(pss("Rss:  9 kB\nPss:     1234 kB\nPss_Anon: 7 kB\n"), Some(1234));
    }

    #[test]
    fn a_child_is_found_measured_and_stopped() {
        let mut child = std::process::Command::new("sh").args(["-c", "sleep 30 & wait"]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(200));
        let all = tree(child.id());
        assert_eq!(all.len(), 2, "the shell and its sleep");
        assert!(memory(child.id()) > 0);
        stop(&mut child).unwrap();
        let asked = Instant::now();
        while alive(all[1]) {
            assert!(asked.elapsed() < Duration::from_secs(5), "the sleep ends too");
        }
    }
}
