//! The types of course and grading as the page sees them, with letters in place of ids.

mod feedback;
mod task;

pub(crate) use feedback::{Answered, feedback};
pub(crate) use task::{Shelf, answer_of, answer_view, task_view};

use crate::wire::module::TaskKind;
use crate::wire::{ErrorCode, WireError};
use course::task::Kind;
use std::fmt::Display;

/// The kind as the page knows it; none while it has no screen for it. The tasks of the course all have one: a test.
pub(crate) fn kind(kind: Kind) -> Option<TaskKind> {
    match kind {
        Kind::Choice => Some(TaskKind::Choice),
        Kind::Preference => Some(TaskKind::Preference),
        Kind::Ranking => Some(TaskKind::Ranking),
        Kind::Justification => Some(TaskKind::Justification),
        Kind::Rating
        | Kind::Classification
        | Kind::Spans
        | Kind::Boxes
        | Kind::FactCheck
        | Kind::Safety
        | Kind::CodeReview
        | Kind::Conversation
        | Kind::Rubric
        | Kind::Prompt => None,
    }
}

/// For a task, an answer or a grade of a kind that the page has no screen for.
pub(crate) fn no_screen(kind: Kind) -> WireError {
    let name = kind_name(kind).to_lowercase();
    let message = format!("This version cannot show a {name} task. Your record keeps what you answered.");
    WireError::new(ErrorCode::Internal, message)
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
