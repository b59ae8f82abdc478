//! What each kind of task adds to the parts of a grade: everything that a feedback screen shows.
//!
//! A stored grade is read years later beside a course that has changed, so evidence holds what it speaks of (the key's
//! values, places and reasons) and not only where to find it.

mod marks;

pub use marks::{BoxHeld, BoxMet, KeyBoxShown, KeySpanShown, LabelF1, MarkHeld, SpanMet};

use crate::rubric::Finding;
use course::task::code_review::MarkedLine;
use course::task::fact_check::{self, Passage};
use course::task::safety::Action;
use course::text::Span;
use serde::{Deserialize, Serialize};

/// The evidence of one grade. Lists stand in the order of the task or of the key, whatever the order of the answer.
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
    Ranking(OrderKept),
    Justification {},
    /// One for each response and dimension.
    Rating {
        scores: Vec<Scored>,
    },
    Classification {
        pieces: Vec<PieceLabelled>,
    },
    Spans {
        /// In the order of the text.
        marks: Vec<MarkHeld>,
        /// Stretches of the key that no mark met, optional ones apart.
        missed: Vec<KeySpanShown>,
        labels: Vec<LabelF1>,
        /// F1 of marks that meet the key's exactly.
        exact: f64,
        /// F1 where a mark counts as far as it overlaps the key's.
        overlap: f64,
        /// From this share in common on, a mark overlaps as well as can be asked.
        overlap_at: f64,
        /// Said of marks that the key does not have.
        why_nothing_else: String,
    },
    Boxes {
        boxes: Vec<BoxHeld>,
        /// Boxes of the key that none met, optional ones apart.
        missed: Vec<KeyBoxShown>,
        /// From this overlap on, two boxes are of the same thing.
        iou_at: f64,
        /// Said of boxes that the key does not have.
        why_nothing_else: String,
    },
    FactCheck {
        claims: Vec<ClaimHeld>,
    },
    Safety {
        category: Named,
        severity: SeverityGiven,
        action: ActionTaken,
    },
    CodeReview {
        /// None where the solutions are rated.
        order: Option<OrderKept>,
        /// Empty where the solutions are ranked.
        scores: Vec<Scored>,
        defects: Vec<DefectHeld>,
        /// Lines marked in which the key has no fault.
        false_marks: Vec<MarkedLine>,
        complexity: Vec<ComplexityNamed>,
    },
    Conversation {
        scores: Vec<Scored>,
        /// None where it is not asked where the dialogue goes wrong.
        located: Option<Located>,
    },
    Rubric {
        criteria: Vec<CriterionExamined>,
        ideal: Vec<IdealCovered>,
    },
    Prompt {
        checks: Vec<CheckHeld>,
    },
    /// The answer was not complete or did not belong to the task.
    NotGraded {},
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Same,
    /// A neutral against a side, or a side against a neutral.
    Half,
    Opposite,
}

/// An order held against the key's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderKept {
    /// Kendall's τ-b with the key; none with the reason in `tau_b_reason`.
    pub tau_b: Option<f64>,
    pub tau_b_reason: Option<String>,
    /// Pairs kept, ties half, of `pairs`.
    pub kept: f64,
    /// All pairs of responses.
    pub pairs: u32,
    /// Everything the learner puts first is in the key's first tier.
    pub top_right: bool,
    pub swapped: Vec<Swapped>,
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

/// A value given to one item on one dimension, held against the key's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scored {
    pub item: String,
    pub dimension: String,
    pub yours: i16,
    pub key: i16,
    /// Lowest and highest value that the key accepts.
    pub accept: [i16; 2],
    /// Points of the scale outside the accepted range: below 0 too low, above 0 too high.
    pub off: i32,
    /// In [0, 1].
    pub score: f64,
    /// Share of all the scores, which sum to 1.
    pub weight: f64,
    pub why: String,
}

/// The labels given to one piece, held against the key's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PieceLabelled {
    pub piece: String,
    pub yours: Vec<String>,
    pub key: Vec<String>,
    /// Other sets of labels that the key accepts.
    pub accept: Vec<Vec<String>>,
    /// Labels given that the nearest accepted set does not have.
    pub wrong: Vec<String>,
    /// Labels of the nearest accepted set that were not given.
    pub missed: Vec<String>,
    /// In [0, 1].
    pub score: f64,
    pub why: String,
}

/// A verdict on one claim, held against the key's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimHeld {
    pub claim: String,
    pub yours: fact_check::Verdict,
    pub key: fact_check::Verdict,
    /// Other verdicts that the key accepts.
    pub accept: Vec<fact_check::Verdict>,
    pub right: bool,
    /// What the learner cites.
    pub cited: Vec<Passage>,
    /// What the key cites; any one of them is enough.
    pub passages: Vec<Passage>,
    /// None where no passage counts.
    pub passage: Option<PassageCited>,
    /// In [0, 1].
    pub score: f64,
    pub why: String,
}

/// The words cited, held against the passage of the key that they come nearest to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PassageCited {
    pub nearest: Passage,
    /// Characters in common, as a share of those in either.
    pub share: f64,
    /// From this share on the passage counts as found.
    pub found_at: f64,
    /// In [0, 1].
    pub score: f64,
}

/// One label chosen, held against the key's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub yours: String,
    pub key: String,
    /// Others that the key accepts.
    pub accept: Vec<String>,
    pub right: bool,
    pub why: String,
}

/// A severity, held against the key's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SeverityGiven {
    pub yours: i16,
    pub key: i16,
    /// Lowest and highest value that the key accepts.
    pub accept: [i16; 2],
    /// Points of the scale outside the accepted range: below 0 too low, above 0 too high.
    pub off: i32,
    /// In [0, 1].
    pub score: f64,
    pub why: String,
}

/// What the learner would do with a request, held against the key's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionTaken {
    pub yours: Action,
    pub key: Action,
    /// Others that the key accepts.
    pub accept: Vec<Action>,
    pub right: bool,
    /// Which way a wrong action goes.
    pub fault: Option<RefusalFault>,
    pub why: String,
}

/// The two ways in which an action can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalFault {
    /// More is declined than the key declines.
    OverRefusal,
    /// Less is declined than the key declines.
    UnderRefusal,
}

/// A fault of the code, and the marks that found it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefectHeld {
    pub solution: String,
    /// First and last line, counted from 1.
    pub lines: [u32; 2],
    /// It may be marked and need not; it does not count.
    pub optional: bool,
    /// The lines of it that the learner marked; empty where it was missed.
    pub marked: Vec<u32>,
    pub why: String,
}

/// The complexity named for one solution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComplexityNamed {
    pub solution: String,
    pub named: Named,
}

/// The turn at which the dialogue goes wrong; none stands for "nowhere".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Located {
    pub yours: Option<String>,
    pub key: Option<String>,
    /// Other turns that the key accepts.
    pub accept: Vec<String>,
    pub right: bool,
    /// Turns from the nearest one that the key accepts: below 0 too early, above 0 too late. None where either side
    /// says "nowhere".
    pub off: Option<i32>,
    pub why: String,
}

/// A criterion that the learner wrote, examined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionExamined {
    /// Spans count in the criterion as typed.
    pub findings: Vec<Finding>,
    /// Places in the list of ideal points that it asks for.
    pub covers: Vec<u32>,
}

/// A point of the ideal response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdealCovered {
    pub point: String,
    /// The criterion that asks for it, counted from 0.
    pub by: Option<u32>,
}

/// One check of a prompt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckHeld {
    pub name: String,
    pub passed: bool,
    /// Share of all checks, which sum to 1.
    pub weight: f64,
    /// How many there are of what the check counts.
    pub found: u32,
    /// At least and at most so many; no most where there is no upper limit.
    pub least: u32,
    pub most: Option<u32>,
    /// The words that decide, in the prompt as typed; the first of them where there are many.
    pub at: Vec<Span>,
    /// What is asked and not there.
    pub missing: Vec<String>,
    pub why: String,
}
