//! The types of course and grading as the page sees them, with letters in place of ids.

mod answer;
mod evidence;
mod feedback;
mod live;
mod task;
mod work;

pub(crate) use answer::{answer_of, answer_view};
pub(crate) use feedback::{Answered, feedback};
pub(crate) use live::live_view;
pub(crate) use task::{Shelf, task_view};

use crate::wire::module::TaskKind;
use crate::wire::{ErrorCode, WireError};
use course::task::Kind;
use std::fmt::Display;

/// The kind as the page knows it.
pub(crate) fn kind(kind: Kind) -> TaskKind {
    match kind {
        Kind::Choice => TaskKind::Choice,
        Kind::Preference => TaskKind::Preference,
        Kind::Ranking => TaskKind::Ranking,
        Kind::Justification => TaskKind::Justification,
        Kind::Rating => TaskKind::Rating,
        Kind::Classification => TaskKind::Classification,
        Kind::Spans => TaskKind::Spans,
        Kind::Boxes => TaskKind::Boxes,
        Kind::FactCheck => TaskKind::FactCheck,
        Kind::Safety => TaskKind::Safety,
        Kind::CodeReview => TaskKind::CodeReview,
        Kind::Conversation => TaskKind::Conversation,
        Kind::Rubric => TaskKind::Rubric,
        Kind::Prompt => TaskKind::Prompt,
    }
}

pub(crate) fn kind_of(kind: TaskKind) -> Kind {
    match kind {
        TaskKind::Choice => Kind::Choice,
        TaskKind::Preference => Kind::Preference,
        TaskKind::Ranking => Kind::Ranking,
        TaskKind::Justification => Kind::Justification,
        TaskKind::Rating => Kind::Rating,
        TaskKind::Classification => Kind::Classification,
        TaskKind::Spans => Kind::Spans,
        TaskKind::Boxes => Kind::Boxes,
        TaskKind::FactCheck => Kind::FactCheck,
        TaskKind::Safety => Kind::Safety,
        TaskKind::CodeReview => Kind::CodeReview,
        TaskKind::Conversation => Kind::Conversation,
        TaskKind::Rubric => Kind::Rubric,
        TaskKind::Prompt => Kind::Prompt,
    }
}

/// The word a learner reads for a kind.
pub(crate) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Choice => "Choice",
        Kind::Preference => "Preference",
        Kind::Ranking => "Ranking",
        Kind::Justification => "Justification",
        Kind::Rating => "Rating",
        Kind::Classification => "Classification",
        Kind::Spans => "Marking",
        Kind::Boxes => "Boxes",
        Kind::FactCheck => "Fact check",
        Kind::Safety => "Safety",
        Kind::CodeReview => "Code review",
        Kind::Conversation => "Conversation",
        Kind::Rubric => "Rubric",
        Kind::Prompt => "Prompt",
    }
}

/// Something that the app itself wrote cannot be read back.
pub(crate) fn unreadable(error: impl Display) -> WireError {
    let message = "This cannot be shown: what was stored for it cannot be read. Nothing else is affected.";
    WireError { details: Some(vec![error.to_string()]), ..WireError::new(ErrorCode::Internal, message) }
}
