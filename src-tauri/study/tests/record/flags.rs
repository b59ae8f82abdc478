//! Flagged tasks.

use crate::world::*;
use study::{Error, Record};

async fn flags(record: &Record) -> Vec<String> {
    record.progress("2026-03-01").await.unwrap().flags
}

#[tokio::test]
async fn a_flag_stays_until_it_is_taken_away() {
    let folder = folder();
    let record = open(folder.path()).await;
    assert_eq!(flags(&record).await, Vec::<String>::new());
    // Taking away one that was never set is nothing.
    record.set_flag("m", "m.c", false, at(0)).await.unwrap();
    for name in ["m.b", "n.a", "m.a", "m.b"] {
        record.set_flag(&name[..1], name, true, at(1)).await.unwrap();
    }
    assert_eq!(flags(&record).await, ["m.a", "m.b", "n.a"]);
    record.set_flag("m", "m.a", false, at(2)).await.unwrap();
    record.set_flag("m", "m.a", false, at(3)).await.unwrap();
    solve(&record, "n.a", 1.0, at(4)).await;
    record.close().await;
    let record = open(folder.path()).await;
    assert_eq!(flags(&record).await, ["m.b", "n.a"], "an answer does not take it away");
    record.set_flag("m", "m.a", true, at(5)).await.unwrap();
    assert_eq!(flags(&record).await, ["m.a", "m.b", "n.a"]);
    assert!(matches!(record.set_flag("", "m.a", true, at(6)).await.unwrap_err(), Error::Invalid { .. }));
    assert!(matches!(record.set_flag("m", "", true, at(6)).await.unwrap_err(), Error::Invalid { .. }));
    assert_sound(&record).await;
}

/// The time is that of the last change, so that of two devices the later one is right.
#[tokio::test]
async fn a_flag_knows_when_it_was_changed() {
    let folder = folder();
    let record = open(folder.path()).await;
    for (flagged, minutes, changed) in [(true, 1, 1), (true, 2, 1), (false, 3, 3), (false, 4, 3), (true, 5, 5)] {
        record.set_flag("m", "m.a", flagged, at(minutes)).await.unwrap();
        let mut raw = raw(folder.path()).await;
        assert_eq!(number(&mut raw, "SELECT at_ms FROM task_flag").await, at(changed).utc_ms);
    }
}
