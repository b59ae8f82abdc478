//! What was acknowledged is on the disk itself: kill -9 cannot show that, counting the fsyncs can.

use crate::child::{self, MARKED};
use std::path::Path;
use tempfile::TempDir;

/// The fsyncs of one process, in order, with the marks it set between them.
fn trace(folder: &Path) -> Vec<String> {
    let trace = folder.join("trace");
    let out = trace.to_str().unwrap();
    let strace = ["strace", "-f", "-y", "-qq", "-e", "trace=fsync,fdatasync,write", "-o", out];
    let found = std::process::Command::new("strace").arg("-V").output();
    assert!(found.is_ok_and(|found| found.status.success()), "strace is missing: apt-get install strace");
    child::finish(child::command(&strace, "mark", &folder.join("data")));
    let text = std::fs::read_to_string(&trace).unwrap();
    let calls = text.lines().filter(|line| !line.contains("resumed>"));
    calls.filter(|line| line.contains("sync(") || line.contains("\"mark ")).map(str::to_owned).collect()
}

fn between<'a>(calls: &'a [String], from: &str, to: &str) -> &'a [String] {
    let at = |mark: &str| {
        let mark = format!("\"mark {mark}");
        calls.iter().position(|call| call.contains(&mark)).unwrap_or_else(|| panic!("{mark} is in {calls:#?}"))
    };
    &calls[at(from) + 1..at(to)]
}

#[test]
fn an_acknowledged_answer_costs_one_fsync() {
    // On a real disk: what lies in memory needs no fsync, but SQLite does not know and asks for it all the same.
    let folder = TempDir::new().unwrap();
    for opening in ["the first", "a later"] {
        let calls = trace(folder.path());
        for (from, to) in [("answers", "drafts"), ("drafts", "end")] {
            let syncs = between(&calls, from, to);
            assert_eq!(syncs.len(), MARKED, "one for each of the {from} at {opening} opening: {syncs:#?}");
            assert!(syncs.iter().all(|call| call.contains("record.db-wal>")), "{syncs:#?}");
        }
    }
}
