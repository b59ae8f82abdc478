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

#[test]
fn an_acknowledged_answer_costs_one_fsync() {
    let folder = TempDir::new().unwrap();
    for opening in ["the first", "a later"] {
        let calls = trace(folder.path());
        let mut each = Vec::new();
        let mut between = Vec::new();
        let mut sent = false;
        for call in calls {
            match (sent, call.contains("\"mark sent"), call.contains("\"mark acknowledged")) {
                (_, true, _) => (sent, each) = (true, [each, vec![Vec::new()]].concat()),
                (_, _, true) => sent = false,
                (true, ..) => each.last_mut().unwrap().push(call),
                (false, ..) => between.push(call),
            }
        }
        assert_eq!(each.len(), 2 * MARKED, "answers and drafts at {opening} opening");
        for (number, syncs) in each.iter().enumerate() {
            let one = syncs.len() == 1 && syncs[0].contains("record.db-wal>");
            assert!(one, "one fsync of the log for write {number} at {opening} opening: {syncs:#?}");
        }
        let tidied = between.iter().filter(|call| call.contains("record.db>")).count();
        assert!(tidied >= 3, "the log was brought into the main file in between, again and again: {between:#?}");
    }
}
