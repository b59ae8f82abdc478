//! The key, the grade and the reasons: what the page may see once an answer is in.

use super::dispute::DisputeView;
use super::evidence::{EvidenceView, KeyBoxView, KeySpanView};
use super::practice::{Confidence, TaskView};
use super::work::AnswerView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Feedback {
    pub attempt: String,
    pub at_ms: i64,
    /// The task as it was shown, in the same order and letters.
    pub task: TaskView,
    pub answer: AnswerView,
    pub key: KeyView,
    pub grade: GradeView,
    pub confidence: Option<Confidence>,
    pub hints_used: u32,
    pub spent_ms: u64,
    /// The how-manyth attempt at this task, from 1.
    pub attempt_number: u32,
    /// The task has been revised since; this is the version that was answered.
    pub outdated: bool,
    /// The lesson that teaches the objective.
    pub lesson: Option<super::lesson::LessonLink>,
    /// Another task of the same kind or objective, not passed yet.
    pub alike: Option<TaskLink>,
    /// What the learner said against the key, and what came of it.
    pub dispute: Option<DisputeView>,
}

/// A task to go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TaskLink {
    pub task: String,
    pub module: String,
    pub title: String,
    pub kind_name: String,
}

/// A share with its n and, from ten on, its interval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FigureView {
    pub part: u32,
    pub n: u32,
    /// Ends of the 95 % interval (Wilson); none while there is not enough.
    pub interval: Option<[f64; 2]>,
    /// So many more are needed for an interval.
    pub missing: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct KeyView {
    pub reasons: Vec<ReasonView>,
    pub work: KeyWorkView,
    pub justify: Option<JustifyKeyView>,
    pub adjudication: Option<AdjudicationView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReasonView {
    /// Id of the item it speaks of.
    pub about: String,
    pub letter: String,
    pub why: String,
    pub tone: ToneView,
    /// Where in the item's text, as offsets from its start.
    pub at: Vec<SpanView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ToneView {
    For,
    Against,
}

/// Half-open, in UTF-16 code units of the canonical text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SpanView {
    pub start: u32,
    pub end: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum KeyWorkView {
    Choice {
        correct: Vec<String>,
    },
    Preference {
        value: i8,
        accept: [i8; 2],
        both_bad: Option<bool>,
    },
    Ranking {
        order: Vec<Vec<String>>,
        all_bad: Option<bool>,
    },
    Justification {
        given: String,
    },
    Rating {},
    Classification {},
    /// All that the key marks, with what may be marked and need not.
    Spans {
        spans: Vec<KeySpanView>,
        optional: Vec<KeySpanView>,
    },
    Boxes {
        boxes: Vec<KeyBoxView>,
        optional: Vec<KeyBoxView>,
    },
    FactCheck {},
    Safety {},
    /// Tiers, best first; empty where the solutions are rated.
    CodeReview {
        order: Vec<Vec<String>>,
    },
    Conversation {},
    /// Criteria as an expert would write them.
    Rubric {
        reference: Vec<String>,
    },
    /// A prompt that passes every check.
    Prompt {
        reference: String,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct JustifyKeyView {
    pub reference: String,
    pub criteria: Vec<CriterionView>,
    pub points: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CriterionView {
    pub name: String,
    pub why: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AdjudicationView {
    pub method: String,
    pub readers: String,
    pub n: u32,
    /// How many of the readers agreed with the key on each part, in the order of the key.
    pub agreed: Vec<AgreedView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AgreedView {
    pub part: String,
    pub agreed: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct GradeView {
    /// In [0, 1].
    pub score: f64,
    pub passed: bool,
    pub pass_at: f64,
    /// One sentence that says what came out, such as "One pair is the other way round".
    pub headline: String,
    pub parts: Vec<PartView>,
    pub evidence: EvidenceView,
}

/// One line of the grade: what was looked at, what came out, where to see it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PartView {
    pub id: String,
    pub label: String,
    /// In [0, 1]; none where the part is shown but does not count.
    pub score: Option<f64>,
    /// Share of the whole grade.
    pub weight: f64,
    pub verdict: VerdictView,
    pub note: String,
    pub pointers: Vec<PointerView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VerdictView {
    Agrees,
    Differs,
    Against,
    /// The text does not say, or it cannot be judged by a program.
    Unclear,
}

/// Words in the learner's text or in the material.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PointerView {
    pub place: PlaceView,
    pub start: u32,
    pub end: u32,
    pub quote: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "in", rename_all = "snake_case")]
pub enum PlaceView {
    /// The learner's own text.
    Answer {},
    Prompt {},
    Rubric {},
    Item {
        id: String,
    },
    Material {
        index: u32,
    },
    /// One of the criteria that the learner wrote, counted from 0.
    Criterion {
        index: u32,
    },
    /// The prompt that the learner wrote.
    OwnPrompt {},
}
