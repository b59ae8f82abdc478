//! What a grade has to show of each kind of task; see `grading::Evidence`, whose twin this is.

use super::feedback::SpanView;
use super::work::{ActionView, ClaimVerdict, LineView, PassageView, RectView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EvidenceView {
    Choice {
        right: u32,
        wrong: u32,
        missed: u32,
    },
    Preference {
        /// Steps from the nearest accepted value.
        distance: u32,
        side: SideView,
    },
    Ranking(OrderView),
    Justification {},
    /// One for each response and dimension.
    Rating {
        scores: Vec<ScoredView>,
    },
    Classification {
        pieces: Vec<PieceHeldView>,
    },
    Spans {
        /// In the order of the text.
        marks: Vec<MarkHeldView>,
        /// Stretches of the key that no mark met, optional ones apart.
        missed: Vec<KeySpanView>,
        /// F1 of marks that meet the key's exactly, and where a mark counts as far as it overlaps the key's.
        exact: f64,
        overlap: f64,
        why_nothing_else: String,
    },
    Boxes {
        boxes: Vec<BoxHeldView>,
        missed: Vec<KeyBoxView>,
        /// From this overlap on, two boxes are of the same thing.
        iou_at: f64,
        why_nothing_else: String,
    },
    FactCheck {
        claims: Vec<ClaimHeldView>,
    },
    Safety {
        category: NamedView,
        severity: SeverityView,
        action: ActionHeldView,
    },
    CodeReview {
        /// None where the solutions are rated.
        order: Option<OrderView>,
        scores: Vec<ScoredView>,
        defects: Vec<DefectView>,
        /// Lines marked in which the key has no fault.
        false_marks: Vec<LineView>,
        complexity: Vec<ComplexityHeldView>,
    },
    Conversation {
        scores: Vec<ScoredView>,
        located: Option<LocatedView>,
    },
    Rubric {
        criteria: Vec<CriterionHeldView>,
        ideal: Vec<IdealView>,
    },
    Prompt {
        checks: Vec<CheckHeldView>,
    },
    /// The answer was not complete or did not belong to the task.
    NotGraded {},
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SideView {
    Same,
    /// Neutral against a side, or a side against neutral.
    Half,
    Opposite,
}

/// An order held against the key's.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OrderView {
    /// Kendall's τ-b with the key; none with the reason in `tau_b_reason`.
    pub tau_b: Option<f64>,
    pub tau_b_reason: Option<String>,
    /// Pairs kept (ties half) of all pairs.
    pub kept: f64,
    pub pairs: u32,
    pub top_right: bool,
    pub swapped: Vec<SwappedView>,
}

/// A pair on which the learner and the key differ.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SwappedView {
    /// The key's better one (or either, when the key ties them).
    pub over: String,
    pub under: String,
    pub over_letter: String,
    pub under_letter: String,
    pub yours: YoursView,
    /// Why the key orders them so.
    pub why: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum YoursView {
    /// The learner has them the other way round.
    Reversed,
    /// The learner ties what the key orders.
    Tied,
    /// The learner orders what the key ties.
    Ordered,
}

/// A value given to one item on one dimension, held against the key's.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ScoredView {
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
    pub weight: f64,
    pub why: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PieceHeldView {
    pub piece: String,
    pub yours: Vec<String>,
    pub key: Vec<String>,
    /// Other sets of labels that the key accepts.
    pub accept: Vec<Vec<String>>,
    /// Labels given that the nearest accepted set does not have, and those of it that were not given.
    pub wrong: Vec<String>,
    pub missed: Vec<String>,
    /// In [0, 1].
    pub score: f64,
    pub why: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MarkHeldView {
    pub span: SpanView,
    pub label: String,
    pub met: SpanMetView,
    pub against: Option<KeySpanView>,
    /// Characters in common, as a share of those in either.
    pub share: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SpanMetView {
    Exact,
    /// The key's label, and some of its stretch.
    Overlap,
    WrongLabel,
    /// What may be marked and need not; it does not count.
    Optional,
    /// The key has nothing here.
    Extra,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct KeySpanView {
    pub span: SpanView,
    pub label: String,
    /// Other labels that the key accepts.
    pub accept: Vec<String>,
    pub why: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BoxHeldView {
    pub at: RectView,
    pub label: String,
    pub met: BoxMetView,
    pub against: Option<KeyBoxView>,
    /// Intersection over union with that box.
    pub iou: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BoxMetView {
    Right,
    WrongLabel,
    /// It touches the key's box, and has too little in common with it.
    Near,
    /// What may be drawn and need not; it does not count.
    Optional,
    /// The key has nothing here.
    Extra,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct KeyBoxView {
    pub at: RectView,
    pub label: String,
    pub accept: Vec<String>,
    pub why: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ClaimHeldView {
    pub claim: String,
    pub yours: ClaimVerdict,
    pub key: ClaimVerdict,
    pub accept: Vec<ClaimVerdict>,
    pub right: bool,
    pub cited: Vec<PassageView>,
    /// What the key cites; any one of them is enough.
    pub passages: Vec<PassageView>,
    /// None where no passage counts.
    pub passage: Option<PassageHeldView>,
    /// In [0, 1].
    pub score: f64,
    pub why: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PassageHeldView {
    pub nearest: PassageView,
    /// Characters in common, as a share of those in either; from `found_at` on the passage counts as found.
    pub share: f64,
    pub found_at: f64,
    /// In [0, 1].
    pub score: f64,
}

/// One label chosen, held against the key's.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NamedView {
    pub yours: String,
    pub key: String,
    pub accept: Vec<String>,
    pub right: bool,
    pub why: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SeverityView {
    pub yours: i16,
    pub key: i16,
    pub accept: [i16; 2],
    /// Below 0 too low, above 0 too high.
    pub off: i32,
    /// In [0, 1].
    pub score: f64,
    pub why: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ActionHeldView {
    pub yours: ActionView,
    pub key: ActionView,
    pub accept: Vec<ActionView>,
    pub right: bool,
    /// Which way a wrong action goes.
    pub fault: Option<RefusalFaultView>,
    pub why: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RefusalFaultView {
    OverRefusal,
    UnderRefusal,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DefectView {
    pub solution: String,
    /// First and last line, counted from 1.
    pub lines: [u32; 2],
    pub optional: bool,
    /// The lines of it that the learner marked; empty where it was missed.
    pub marked: Vec<u32>,
    pub why: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ComplexityHeldView {
    pub solution: String,
    pub named: NamedView,
}

/// The turn at which the dialogue goes wrong; none stands for "nowhere".
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LocatedView {
    pub yours: Option<String>,
    pub key: Option<String>,
    pub accept: Vec<String>,
    pub right: bool,
    /// Turns from the nearest one that the key accepts: below 0 too early, above 0 too late.
    pub off: Option<i32>,
    pub why: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CriterionHeldView {
    pub findings: Vec<FindingView>,
    /// Places in the list of ideal points that it asks for.
    pub covers: Vec<u32>,
}

/// A property that a criterion fails, the words of the criterion that show it, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FindingView {
    pub property: PropertyView,
    /// The property in the learner's words, such as "one thing".
    pub words: String,
    pub at: Vec<SpanView>,
    pub why: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PropertyView {
    Atomic,
    Specific,
    SelfContained,
    Objective,
    Modality,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct IdealView {
    pub point: String,
    /// The criterion that asks for it, counted from 0.
    pub by: Option<u32>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CheckHeldView {
    pub name: String,
    pub passed: bool,
    pub weight: f64,
    /// How many there are of what the check counts, and how many are asked; no most where there is no upper limit.
    pub found: u32,
    pub least: u32,
    pub most: Option<u32>,
    /// The words that decide, in the prompt as typed.
    pub at: Vec<SpanView>,
    /// What is asked and not there.
    pub missing: Vec<String>,
    pub why: String,
}
