//! The work of each kind of task as the page shows it, and the answer as the page hands it back.

use super::feedback::SpanView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The kind's own part of a task.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WorkView {
    Choice {
        multiple: bool,
    },
    Preference {},
    Ranking {},
    /// The response judged best, by id and letter: the learner writes why.
    Justification {
        given: String,
        given_letter: String,
    },
    /// Each item of the task gets a value on each.
    Rating {
        dimensions: Vec<DimensionView>,
    },
    Classification {
        pieces: Vec<PieceView>,
        labels: Vec<LabelView>,
        /// Whether a piece may have several labels.
        multiple: bool,
    },
    Spans {
        text: ReadableView,
        labels: Vec<LabelView>,
    },
    Boxes {
        picture: PictureView,
        labels: Vec<LabelView>,
    },
    FactCheck {
        claims: Vec<PieceView>,
        sources: Vec<SourceView>,
    },
    Safety {
        categories: Vec<LabelView>,
        /// Lowest first.
        severities: Vec<AnchorView>,
    },
    /// The solutions are the items of the task. They are ranked where there are no dimensions.
    CodeReview {
        tests: Vec<TestView>,
        dimensions: Vec<DimensionView>,
        /// Whether faulty lines are to be marked.
        lines: bool,
        /// Empty where the complexity is not asked.
        complexities: Vec<LabelView>,
    },
    /// Turns of the model are rated on each dimension, where there are any.
    Conversation {
        turns: Vec<TurnView>,
        dimensions: Vec<DimensionView>,
        asks_where: bool,
    },
    Rubric {
        /// The kind of output that the criteria judge.
        modality: ModalityView,
        fewest: u32,
        most: u32,
    },
    Prompt {
        constraints: Vec<String>,
    },
}

/// One thing to be judged on a scale of its own.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DimensionView {
    pub id: String,
    pub name: String,
    pub about: String,
    /// Lowest first.
    pub anchors: Vec<AnchorView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AnchorView {
    pub value: i16,
    pub name: String,
    pub about: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LabelView {
    pub id: String,
    pub name: String,
    pub about: String,
}

/// Something with an id that keeps its place and has no letter.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PieceView {
    pub id: String,
    pub html: String,
}

/// A text in which the learner selects: where its units lie is told by the core, the page segments nothing. Offsets are
/// UTF-16 units of the canonical text.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReadableView {
    pub id: String,
    pub html: String,
    /// Words, numbers and marks, without the spaces between them: start and end of each in turn.
    pub tokens: Vec<u32>,
    /// Sentences likewise.
    pub sentences: Vec<u32>,
    /// Characters as people see them that take more than one unit: start and end of each in turn. All others take one.
    pub clusters: Vec<u32>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SourceView {
    pub title: String,
    pub text: ReadableView,
}

/// A picture with its own measure, in which boxes are told.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PictureView {
    pub source: String,
    pub alt: String,
    pub width: u32,
    pub height: u32,
}

/// What running a visible test on one solution gave.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TestView {
    /// Id of the solution.
    pub solution: String,
    pub name: String,
    pub passed: bool,
    /// What came out, where that says more.
    pub note: String,
    /// The code of the test; empty where it is not shown.
    pub code: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TurnView {
    pub id: String,
    pub from: SpeakerView,
    pub html: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SpeakerView {
    User,
    Model,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ModalityView {
    Text,
    Code,
    Picture,
    Table,
    Speech,
}

/// An answer or a draft of one, in which parts may be missing. Ids are the items' ids, never letters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnswerView {
    Choice {
        picked: Vec<String>,
        why: String,
    },
    /// −3 (`r1` much better) to 3 (`r2` much better), whatever side they are shown on.
    Preference {
        value: Option<i8>,
        both_bad: bool,
        why: String,
    },
    /// Tiers, best first; responses of one tier are tied.
    Ranking {
        tiers: Vec<Vec<String>>,
        all_bad: bool,
        why: String,
    },
    Justification {
        why: String,
    },
    Rating {
        scores: Vec<ScoreView>,
        why: String,
    },
    Classification {
        pieces: Vec<LabelledView>,
        why: String,
    },
    Spans {
        marks: Vec<MarkView>,
        /// "There is nothing to mark."
        nothing: bool,
        why: String,
    },
    Boxes {
        boxes: Vec<BoxView>,
        /// "There is nothing to draw."
        nothing: bool,
        why: String,
    },
    FactCheck {
        claims: Vec<JudgedView>,
        why: String,
    },
    Safety {
        category: Option<String>,
        severity: Option<i16>,
        action: Option<ActionView>,
        why: String,
    },
    CodeReview {
        tiers: Vec<Vec<String>>,
        scores: Vec<ScoreView>,
        lines: Vec<LineView>,
        /// "There is no faulty line."
        no_fault: bool,
        complexity: Vec<ComplexityView>,
        why: String,
    },
    Conversation {
        scores: Vec<ScoreView>,
        /// The turn at which it goes wrong.
        wrong: Option<String>,
        /// "It goes wrong nowhere."
        nowhere: bool,
        why: String,
    },
    Rubric {
        criteria: Vec<String>,
        why: String,
    },
    Prompt {
        text: String,
        why: String,
    },
}

/// A value given to one item on one dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ScoreView {
    pub item: String,
    pub dimension: String,
    pub value: i16,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LabelledView {
    pub piece: String,
    pub labels: Vec<String>,
}

/// A labelled stretch of the text; what does not lie on whole characters is widened to them by the core.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MarkView {
    pub span: SpanView,
    pub label: String,
}

/// Left upper corner, width and height, in the picture's own measure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct RectView {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct BoxView {
    pub at: RectView,
    pub label: String,
}

/// What the learner says of one claim; without a verdict while there is only a citation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct JudgedView {
    pub claim: String,
    pub verdict: Option<ClaimVerdict>,
    pub cited: Vec<PassageView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClaimVerdict {
    Supported,
    Refuted,
    /// The sources do not say.
    NotEnough,
}

/// A stretch of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PassageView {
    pub source: String,
    pub span: SpanView,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActionView {
    Comply,
    Partly,
    Refuse,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LineView {
    pub solution: String,
    /// Counted from 1.
    pub line: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ComplexityView {
    pub solution: String,
    pub complexity: String,
}
