//! What the log amounts to: which attempts count, and the derived rows that follow. Pure: no database, no clock.
//!
//! Invariant: a row added to [`Derived`] one at a time, in any order, gives what [`derive()`] gives for all of them, so
//! that an answer needs to touch its own rows only.

mod amended;
mod derived;
mod dispute;

pub(crate) use amended::{AmendmentFact, Withdrawn, counting};
pub(crate) use derived::{DayRow, Derived, FirstRow, LastPlaceRow, LessonRow, ModuleRow, TaskRow, derive};
pub(crate) use dispute::{Standing, disputes};

use std::collections::BTreeSet;
use uuid::Uuid;

/// A row's place in the log. `order_ms` never falls on one device, so the order agrees with `seq` there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stamp {
    pub order_ms: i64,
    pub device: Uuid,
    pub seq: i64,
}

/// What the derived tables take from an attempt.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AttemptFact {
    pub id: Uuid,
    pub stamp: Stamp,
    pub module: String,
    pub task: String,
    pub task_version: String,
    pub kind: String,
    pub objective: String,
    /// Of the presentation.
    pub seed: i64,
    pub score: f64,
    pub passed: bool,
    pub hints: i64,
    pub confidence: Option<String>,
    pub spent_ms: i64,
    pub at_ms: i64,
    pub local_day: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LessonFact {
    pub stamp: Stamp,
    pub module: String,
    pub lesson: String,
    pub kind: LessonKind,
    pub at_ms: i64,
    pub local_day: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LessonKind {
    Opened,
    Read,
    Unread,
}

impl LessonKind {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Read => "read",
            Self::Unread => "unread",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        [Self::Opened, Self::Read, Self::Unread].into_iter().find(|kind| kind.word() == word)
    }
}

/// How far a clock may be set back before the rows written ahead of it count as written in the future.
pub(crate) const TOLERANCE_MS: i64 = 5 * 60_000;

/// When an attempt was made, as far as the flag for wrong clocks needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    pub id: Uuid,
    pub stamp: Stamp,
    pub at_ms: i64,
}

/// The attempts whose clock stood more than [`TOLERANCE_MS`] ahead of a later attempt on the same device.
pub(crate) fn from_the_future(mut attempts: Vec<Moment>) -> BTreeSet<Uuid> {
    attempts.sort_by_key(|attempt| (attempt.stamp.device, attempt.stamp.seq));
    let mut flagged = BTreeSet::new();
    let mut later: Option<(Uuid, i64)> = None;
    for attempt in attempts.iter().rev() {
        let earliest_later = match later {
            Some((device, at_ms)) if device == attempt.stamp.device => at_ms,
            _ => i64::MAX,
        };
        if attempt.at_ms > earliest_later.saturating_add(TOLERANCE_MS) {
            flagged.insert(attempt.id);
        }
        later = Some((attempt.stamp.device, earliest_later.min(attempt.at_ms)));
    }
    flagged
}

/// The time from one moment to another; 0 when the clock went back in between.
pub fn gap_ms(from_ms: i64, to_ms: i64) -> u64 {
    u64::try_from(to_ms.saturating_sub(from_ms)).unwrap_or(0)
}

#[cfg(test)]
mod tests;
