//! What the learner hands in.

use super::{
    Face, Kind, Work, boxes, choice, classification, code_review, conversation, fact_check, justification, preference,
    prompt, ranking, rating, rubric, safety, spans,
};
use serde::{Deserialize, Serialize};

/// What the learner hands in; also the form of a draft, where parts may still be missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Answer {
    Choice(choice::Answer),
    Preference(preference::Answer),
    Ranking(ranking::Answer),
    Rating(rating::Answer),
    Justification(justification::Answer),
    Classification(classification::Answer),
    Spans(spans::Answer),
    Boxes(boxes::Answer),
    FactCheck(fact_check::Answer),
    Safety(safety::Answer),
    CodeReview(code_review::Answer),
    Conversation(conversation::Answer),
    Rubric(rubric::Answer),
    Prompt(prompt::Answer),
}

impl Answer {
    pub fn kind(&self) -> Kind {
        match self {
            Answer::Choice(_) => Kind::Choice,
            Answer::Preference(_) => Kind::Preference,
            Answer::Ranking(_) => Kind::Ranking,
            Answer::Rating(_) => Kind::Rating,
            Answer::Justification(_) => Kind::Justification,
            Answer::Classification(_) => Kind::Classification,
            Answer::Spans(_) => Kind::Spans,
            Answer::Boxes(_) => Kind::Boxes,
            Answer::FactCheck(_) => Kind::FactCheck,
            Answer::Safety(_) => Kind::Safety,
            Answer::CodeReview(_) => Kind::CodeReview,
            Answer::Conversation(_) => Kind::Conversation,
            Answer::Rubric(_) => Kind::Rubric,
            Answer::Prompt(_) => Kind::Prompt,
        }
    }

    /// The reasons given in writing, as typed; empty where nothing was written.
    pub fn written(&self) -> &str {
        match self {
            Answer::Choice(a) => &a.why,
            Answer::Preference(a) => &a.why,
            Answer::Ranking(a) => &a.why,
            Answer::Rating(a) => &a.why,
            Answer::Justification(a) => &a.why,
            Answer::Classification(a) => &a.why,
            Answer::Spans(a) => &a.why,
            Answer::Boxes(a) => &a.why,
            Answer::FactCheck(a) => &a.why,
            Answer::Safety(a) => &a.why,
            Answer::CodeReview(a) => &a.why,
            Answer::Conversation(a) => &a.why,
            Answer::Rubric(a) => &a.why,
            Answer::Prompt(a) => &a.why,
        }
    }

    /// What still stands between this answer and a grade; empty when it can be graded.
    pub fn missing(&self, face: &Face) -> Vec<Missing> {
        if self.kind() != face.kind() {
            return vec![Missing::OtherKind];
        }
        let mut missing = match (self, &face.work) {
            (Answer::Choice(a), Work::Choice(f)) => choice::missing(a, f),
            (Answer::Preference(a), Work::Preference(_)) => preference::missing(a),
            (Answer::Ranking(a), Work::Ranking(f)) => ranking::missing(a, f),
            (Answer::Rating(a), Work::Rating(f)) => rating::missing(a, f),
            (Answer::Classification(a), Work::Classification(f)) => classification::missing(a, f),
            (Answer::Spans(a), Work::Spans(f)) => spans::missing(a, f),
            (Answer::Boxes(a), Work::Boxes(f)) => boxes::missing(a, f),
            (Answer::FactCheck(a), Work::FactCheck(f)) => fact_check::missing(a, f),
            (Answer::Safety(a), Work::Safety(f)) => safety::missing(a, f),
            (Answer::CodeReview(a), Work::CodeReview(f)) => code_review::missing(a, f),
            (Answer::Conversation(a), Work::Conversation(f)) => conversation::missing(a, f),
            (Answer::Rubric(a), Work::Rubric(f)) => rubric::missing(a, f),
            (Answer::Prompt(a), Work::Prompt(_)) => prompt::missing(a),
            // A justification alone is all written; of two different kinds there are none here.
            _ => vec![],
        };
        if face.justify.is_some() && self.written().trim().is_empty() {
            missing.push(Missing::Why);
        }
        missing
    }
}

/// Why an answer cannot be graded yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The answer belongs to another kind of task.
    OtherKind,
    /// Nothing is picked, or more than one where one is asked.
    Pick,
    /// No point on the scale.
    Value,
    /// The order does not hold each response exactly once.
    Order,
    /// Not everything has its value on every scale.
    Scores,
    /// Not every piece has its label, or one has more than it may.
    Labels,
    /// Nothing is marked and it is not said that there is nothing to mark, or a mark does not fit the text.
    Marks,
    /// Nothing is drawn and it is not said that there is nothing to draw, or a box does not fit the picture.
    Boxes,
    /// Not every claim has its verdict, with a passage where it rests on one.
    Verdicts,
    Category,
    Severity,
    Action,
    /// No line is marked and it is not said that none is faulty.
    Lines,
    /// Not every solution has its complexity.
    Complexity,
    /// It is not said where the dialogue goes wrong, nor that it goes wrong nowhere.
    Turn,
    /// Too few or too many criteria, or an empty one.
    Criteria,
    /// No prompt is written.
    Text,
    /// Nothing is written where reasons are asked.
    Why,
}
