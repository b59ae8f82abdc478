//! The names of the faults.

use serde::{Deserialize, Serialize};

/// A fault of a justification, by its name. Which of them may fail a task says [`MAY_FAIL`](super::MAY_FAIL).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Noted {
    /// The text argues for another verdict than the answer.
    Verdict,
    /// It says nowhere which response is better.
    NoVerdict,
    /// The verdict is there, but not in the first two sentences.
    VerdictLate,
    /// A quotation stands in another response, or nowhere.
    Quote,
    /// Nothing is said about the criteria on which the responses differ.
    Criteria,
    /// Only one response is spoken of.
    Contrast,
    /// Praise and blame, and nothing in the responses that they rest on.
    Reason,
    /// The writer speaks of themselves.
    FirstPerson,
    /// A run of words is lifted from the prompt or the rubric.
    Copied,
}

impl Noted {
    pub const ALL: [Noted; 9] = [
        Noted::Verdict,
        Noted::NoVerdict,
        Noted::VerdictLate,
        Noted::Quote,
        Noted::Criteria,
        Noted::Contrast,
        Noted::Reason,
        Noted::FirstPerson,
        Noted::Copied,
    ];

    /// The word used in files and in the record.
    pub fn name(self) -> &'static str {
        match self {
            Noted::Verdict => "verdict",
            Noted::NoVerdict => "no_verdict",
            Noted::VerdictLate => "verdict_late",
            Noted::Quote => "quote",
            Noted::Criteria => "criteria",
            Noted::Contrast => "contrast",
            Noted::Reason => "reason",
            Noted::FirstPerson => "first_person",
            Noted::Copied => "copied",
        }
    }
}
