//! Judgement: one grader for each kind of task, and the checklist for a written justification.
//!
//! [`grade`] compares an answer with the key of its task. It is pure: no files, no clock, no network, and the same
//! answer gets the same grade. What it returns is shown to the learner and stored with the attempt, so a grade says
//! everything that is needed to understand it later. Sentences hold ids of responses as `{r1}`; whoever shows them
//! puts the letters in (`course::text::with_letters`).
//!
//! Start reading at `task/mod.rs`, which sends each kind to its own file; `evidence/` is what they have to show;
//! `written/` holds the checklist, `rubric/` the workbench for criteria, `profile/` what many grades say of a learner.

mod evidence;
mod letters;
pub mod profile;
pub mod rubric;
#[cfg(test)]
#[path = "../tests/samples/mod.rs"]
mod samples;
mod say;
mod task;
pub mod written;

pub use evidence::{
    ActionTaken, BoxHeld, BoxMet, CheckHeld, ClaimHeld, ComplexityNamed, CriterionExamined, DefectHeld, Evidence,
    IdealCovered, KeyBoxShown, KeySpanShown, LabelF1, Located, MarkHeld, Named, OrderKept, PassageCited, PieceLabelled,
    RefusalFault, Scored, SeverityGiven, Side, SpanMet, Swapped, Yours,
};
pub use letters::Letters;
pub use task::{Prepared, grade, grade_prepared};

use course::text::Span;
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

/// The version of the graders, stored with each attempt. It changes when an answer could get another grade.
///
/// 1: choice, preference, ranking, justification. 2: all fourteen kinds, the checklist of justifications calibrated on
/// marked samples. A stored grade is final: it is shown as it was given, and never computed anew.
pub const GRADER: &str = "2";

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
    /// What agreement statistics need of this attempt, one for each scale on which both sides chose something. Pool it
    /// with that of other attempts only where `scale` and `categories` are equal: labels and values mean what their task
    /// says, and ids of options and turns are places in it.
    ///
    /// Empty for a justification, a rubric and a prompt: what is written is held against checks, and the key chooses
    /// nothing on a scale of its own. Empty too where nothing was graded, and where no mark of spans or boxes meets one
    /// of the key's. Grades that were stored before there were several scales come back without.
    #[serde(default)]
    pub agreement: Vec<ScalePairs>,
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
    /// Into the canonical plain text of the place, or into what the learner typed, in UTF-16 code units.
    pub span: Span,
    /// Exactly the words at the span.
    pub quote: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "in", rename_all = "snake_case")]
pub enum Place {
    /// The learner's reasons in writing.
    Answer,
    Prompt,
    Rubric,
    /// Anything of the task with an id: a response, an option, a claim, a source, a turn, the text to be marked.
    Item {
        id: String,
    },
    Material {
        index: u32,
    },
    /// One of the criteria that the learner wrote.
    Criterion {
        index: u32,
    },
    /// The prompt that the learner wrote.
    OwnPrompt,
}

/// The learner's and the key's choices on one scale: what agreement statistics need of this attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScalePairs {
    /// A stable name. Ordered: values of "preference" and "safety/severity", and of "rating/…", "code_review/…" and
    /// "conversation/…" with the id of a dimension; "safety/action"; how two things stand to each other, "ranking/pair"
    /// and "code_review/pair". Labels: "choice", "classification/label", "spans/label", "boxes/label",
    /// "fact_check/verdict", "safety/category", "code_review/complexity", "conversation/where". Yes or no:
    /// "choice/option", "classification/has", "code_review/line".
    pub scale: String,
    /// The categories have an order, so that a near miss is less than a far one. Not told of labels that an author
    /// lists, whose order says nothing.
    pub ordered: bool,
    /// All that could be chosen, lowest first where they are ordered: values as figures, labels by their ids.
    pub categories: Vec<String>,
    /// (the learner's, the key's own) as places in `categories`, one pair for each thing judged, in the order of the task.
    /// What else the key accepts plays no part here.
    pub pairs: Vec<(u16, u16)>,
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
