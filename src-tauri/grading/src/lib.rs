//! Judgement: one grader for each kind of task, and the checklist for a written justification.
//!
//! [`grade`] compares an answer with the key of its task. It is pure: no files, no clock, no network, and the same
//! answer gets the same grade. What it returns is shown to the learner and stored with the attempt, so a grade says
//! everything that is needed to understand it later. Sentences hold ids of responses as `{r1}`; whoever shows them
//! puts the letters in (`course::text::with_letters`).
//!
//! Start reading at `task/mod.rs`, which sends each kind to its own file; `written/` holds the checklist,
//! `profile/` what many grades say of a learner.

mod letters;
pub mod profile;
#[cfg(test)]
#[path = "../tests/samples/mod.rs"]
mod samples;
mod say;
mod task;
pub mod written;

pub use letters::Letters;
pub use task::{Prepared, grade, grade_prepared};

use course::text::Span;
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

/// The version of the graders, stored with each attempt. It changes when an answer could get another grade.
pub const GRADER: &str = "1";

/// What came out, and everything it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Grade {
    /// In [0, 1].
    pub score: f64,
    /// The score reaches the key's pass mark and no check that may fail a task does.
    pub passed: bool,
    /// One sentence that says what came out.
    pub headline: String,
    /// The lines of the grade; the weights of those with a score sum to 1.
    pub parts: Vec<Part>,
    pub evidence: Evidence,
    /// What agreement statistics need of this attempt, where the kind has an ordered scale.
    pub rating: Option<RatingPair>,
}

/// One line of a grade: what was looked at, what came out, where to see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    pub id: String,
    pub label: String,
    /// In [0, 1]; none where the part is shown but does not count.
    pub score: Option<f64>,
    /// Share of the whole grade in [0, 1]; 0 where there is no score.
    pub weight: f64,
    pub verdict: Verdict,
    pub note: String,
    pub pointers: Vec<Pointer>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Agrees,
    Differs,
    Against,
    /// The text does not say, or a program cannot judge it.
    Unclear,
}

/// Words in the learner's text or in the material.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pointer {
    pub place: Place,
    /// Into the canonical plain text of the place, or into the answer as typed, in UTF-16 code units.
    pub span: Span,
    /// Exactly the words at the span.
    pub quote: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "in", rename_all = "snake_case")]
pub enum Place {
    /// The learner's own text.
    Answer,
    Prompt,
    Rubric,
    Item {
        id: String,
    },
    Material {
        index: u32,
    },
}

/// What the kind of task adds to the parts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Evidence {
    /// Right picks, wrong picks, right options not picked.
    Choice {
        right: u32,
        wrong: u32,
        missed: u32,
    },
    /// Steps from the nearest accepted value, and how the side compares with the key's.
    Preference {
        distance: u32,
        side: Side,
    },
    Ranking {
        /// Kendall's τ-b with the key; none with the reason in `tau_b_reason`.
        tau_b: Option<f64>,
        tau_b_reason: Option<String>,
        /// Pairs kept, ties half, of `pairs`.
        kept: f64,
        /// All pairs of responses.
        pairs: u32,
        /// Everything the learner puts first is in the key's first tier.
        top_right: bool,
        swapped: Vec<Swapped>,
    },
    Justification {},
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Same,
    /// A neutral against a side, or a side against a neutral.
    Half,
    Opposite,
}

/// A pair on which the learner and the key differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swapped {
    /// The key's better one; where the key ties them, the one the learner puts higher.
    pub over: String,
    pub under: String,
    pub yours: Yours,
    /// Why the key has them so.
    pub why: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Yours {
    /// The learner has them the other way round.
    Reversed,
    /// The learner ties what the key orders.
    Tied,
    /// The learner orders what the key ties.
    Ordered,
}

/// The learner's and the key's value on one ordered scale. For a preference −3 (`r1` much better) to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingPair {
    pub learner: i16,
    pub key: i16,
}

/// Number of words, as everything here counts them: the Unicode words of UAX #29.
///
/// ```
/// assert_eq!(grading::count_words("It’s 3.5 times better, isn't it?"), 6);
/// assert_eq!(grading::count_words(" … — "), 0);
/// ```
pub fn count_words(text: &str) -> u32 {
    u32::try_from(text.unicode_words().count()).unwrap_or(u32::MAX)
}
