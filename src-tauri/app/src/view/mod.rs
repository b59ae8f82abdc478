//! The types of course and grading as the page sees them, with letters in place of ids.

mod feedback;
mod task;

pub(crate) use feedback::{Answered, feedback};
pub(crate) use task::{Shelf, answer_of, answer_view, task_view};

use crate::wire::module::TaskKind;
use crate::wire::{ErrorCode, WireError};
use course::task::Kind;
use std::fmt::Display;

pub(crate) fn kind(kind: Kind) -> TaskKind {
    match kind {
        Kind::Choice => TaskKind::Choice,
        Kind::Preference => TaskKind::Preference,
        Kind::Ranking => TaskKind::Ranking,
        Kind::Justification => TaskKind::Justification,
    }
}

pub(crate) fn kind_of(kind: TaskKind) -> Kind {
    match kind {
        TaskKind::Choice => Kind::Choice,
        TaskKind::Preference => Kind::Preference,
        TaskKind::Ranking => Kind::Ranking,
        TaskKind::Justification => Kind::Justification,
    }
}

/// The word a learner reads for a kind.
pub(crate) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Choice => "Choice",
        Kind::Preference => "Preference",
        Kind::Ranking => "Ranking",
        Kind::Justification => "Justification",
    }
}

/// Something that the app itself wrote cannot be read back.
pub(crate) fn unreadable(error: impl Display) -> WireError {
    let message = "This cannot be shown: what was stored for it cannot be read. Nothing else is affected.";
    WireError { details: Some(vec![error.to_string()]), ..WireError::new(ErrorCode::Internal, message) }
}
