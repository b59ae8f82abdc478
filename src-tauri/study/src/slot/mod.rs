//! Where the best item stood each time a task was handed out: a lean to a place shows only where the places took turns.

use crate::progress::differing;
use crate::record::Store;
use crate::sql::{Columns, Script, tag, values};
use sqlx::sqlite::SqliteRow;
use std::collections::BTreeMap;

/// A place among several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    /// From 0, always less than `of`.
    pub at: u32,
    pub of: u32,
}

/// How many presentations of a kind of task had the best item in this place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotCount {
    pub kind: String,
    pub slot: Slot,
    pub times: u32,
}

const COUNT: &str = include_str!("count.sql");
const PUT: &str = include_str!("put.sql");
const DROP: &str = include_str!("drop.sql");
pub(crate) const LIST: &str = include_str!("list.sql");
const TALLY: &str = include_str!("tally.sql");

/// Counts a presentation.
pub(crate) fn count(script: &mut Script, kind: &str, slot: Slot) {
    script.add(COUNT, values![kind, slot.of, slot.at]);
}

/// From a row of `slot_count`.
pub(crate) fn line(row: &SqliteRow) -> sqlx::Result<SlotCount> {
    let columns = &mut Columns::of(row);
    let kind = columns.next()?;
    let (of, at) = (columns.count()?, columns.count()?);
    Ok(SlotCount { kind, slot: Slot { at, of }, times: columns.count()? })
}

impl Store {
    /// Adds what brings the counts in line with the presentations. Returns how many rows that changes.
    pub(crate) async fn count_slots_anew(&mut self, script: &mut Script) -> sqlx::Result<u32> {
        let mut read = Script::default();
        read.add(LIST, values![]).add(TALLY, values![]);
        let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
        for row in read.rows(&mut self.connection).await? {
            let counts = if tag(&row)? == "slot" { &mut before } else { &mut after };
            let line = line(&row)?;
            counts.insert((line.kind, line.slot), line.times);
        }
        let mut changed = 0;
        for ((kind, slot), times) in differing(&before, &after) {
            match times {
                Some(times) => script.add(PUT, values![kind, slot.of, slot.at, *times]),
                None => script.add(DROP, values![kind, slot.of, slot.at]),
            };
            changed += 1;
        }
        Ok(changed)
    }
}
