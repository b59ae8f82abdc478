//! A task: what the learner sees (its face), what helps (its hints) and what is true (its key).

mod answer;
pub mod boxes;
pub mod choice;
pub mod classification;
pub mod code_review;
pub mod conversation;
pub mod fact_check;
pub mod justification;
pub mod preference;
pub mod prompt;
pub mod ranking;
pub mod rating;
pub mod rubric;
pub mod safety;
pub mod scale;
pub mod spans;
mod usual;

pub use answer::{Answer, Missing};

use crate::text::{Span, Text};
use serde::{Deserialize, Serialize};

/// The kinds of work. A new kind makes the compiler name every place that must learn of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Choice,
    Preference,
    Ranking,
    Rating,
    Justification,
    Classification,
    Spans,
    Boxes,
    FactCheck,
    Safety,
    CodeReview,
    Conversation,
    Rubric,
    Prompt,
}

impl Kind {
    pub const ALL: [Kind; 14] = [
        Kind::Ranking,
        Kind::Preference,
        Kind::Choice,
        Kind::Justification,
        Kind::Rating,
        Kind::Classification,
        Kind::Spans,
        Kind::Boxes,
        Kind::FactCheck,
        Kind::Safety,
        Kind::CodeReview,
        Kind::Conversation,
        Kind::Rubric,
        Kind::Prompt,
    ];

    /// The word used in files, in the record and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Choice => "choice",
            Kind::Preference => "preference",
            Kind::Ranking => "ranking",
            Kind::Rating => "rating",
            Kind::Justification => "justification",
            Kind::Classification => "classification",
            Kind::Spans => "spans",
            Kind::Boxes => "boxes",
            Kind::FactCheck => "fact_check",
            Kind::Safety => "safety",
            Kind::CodeReview => "code_review",
            Kind::Conversation => "conversation",
            Kind::Rubric => "rubric",
            Kind::Prompt => "prompt",
        }
    }

    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.name() == name)
    }
}

/// A task with everything that belongs to it. Its version is the hash of all of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Task {
    pub version: String,
    pub face: Face,
    /// The three rungs: where to look, which idea applies, a neighbouring case.
    pub hints: Vec<String>,
    pub key: Key,
}

/// What the learner sees before answering.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Face {
    pub id: String,
    pub module: String,
    pub title: String,
    pub objective: String,
    pub difficulty: u8,
    pub minutes: u8,
    pub tags: Vec<String>,
    pub ask: String,
    pub prompt: Prompt,
    pub rubric: Option<Text>,
    pub material: Vec<Material>,
    pub work: Work,
    pub justify: Option<justification::Ask>,
}

impl Face {
    pub fn kind(&self) -> Kind {
        match self.work {
            Work::Choice(_) => Kind::Choice,
            Work::Preference(_) => Kind::Preference,
            Work::Ranking(_) => Kind::Ranking,
            Work::Rating(_) => Kind::Rating,
            Work::Justification(_) => Kind::Justification,
            Work::Classification(_) => Kind::Classification,
            Work::Spans(_) => Kind::Spans,
            Work::Boxes(_) => Kind::Boxes,
            Work::FactCheck(_) => Kind::FactCheck,
            Work::Safety(_) => Kind::Safety,
            Work::CodeReview(_) => Kind::CodeReview,
            Work::Conversation(_) => Kind::Conversation,
            Work::Rubric(_) => Kind::Rubric,
            Work::Prompt(_) => Kind::Prompt,
        }
    }

    /// The things that are shuffled and lettered: responses, solutions, or the options of a choice.
    pub fn items(&self) -> &[Item] {
        match &self.work {
            Work::Choice(f) => &f.options,
            Work::Preference(f) => &f.responses,
            Work::Ranking(f) => &f.responses,
            Work::Rating(f) => &f.responses,
            Work::Justification(f) => &f.responses,
            Work::Safety(f) => &f.responses,
            Work::CodeReview(f) => &f.solutions,
            Work::Classification(_)
            | Work::Spans(_)
            | Work::Boxes(_)
            | Work::FactCheck(_)
            | Work::Conversation(_)
            | Work::Rubric(_)
            | Work::Prompt(_) => &[],
        }
    }

    /// What stands in an order of its own and keeps it: pieces, claims and sources, turns, the text to be marked.
    fn fixed(&self) -> Vec<&Item> {
        match &self.work {
            Work::Classification(f) => f.pieces.iter().collect(),
            Work::Spans(f) => vec![&f.text],
            Work::FactCheck(f) => f.claims.iter().chain(f.sources.iter().map(|source| &source.item)).collect(),
            Work::Conversation(f) => f.turns.iter().map(|turn| &turn.item).collect(),
            Work::Choice(_)
            | Work::Preference(_)
            | Work::Ranking(_)
            | Work::Rating(_)
            | Work::Justification(_)
            | Work::Boxes(_)
            | Work::Safety(_)
            | Work::CodeReview(_)
            | Work::Rubric(_)
            | Work::Prompt(_) => vec![],
        }
    }

    /// Everything with an id of its own that reasons and findings can point at.
    pub fn pieces(&self) -> impl Iterator<Item = &Item> {
        self.items().iter().chain(self.fixed())
    }

    /// The piece of that id.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.pieces().find(|item| item.id == id)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Prompt {
    pub from: String,
    pub text: Text,
}

/// A response or an option, under its neutral id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    pub id: String,
    pub text: Text,
}

/// What the responses are about: a text or a picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Material {
    pub title: String,
    pub body: MaterialBody,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaterialBody {
    Text(Text),
    /// `source` is a data URL of an SVG or PNG picture, shown only as an image.
    Picture {
        source: String,
        alt: String,
    },
}

/// The kind's own part of the face.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Work {
    Choice(choice::Face),
    Preference(preference::Face),
    Ranking(ranking::Face),
    Rating(rating::Face),
    Justification(justification::Face),
    Classification(classification::Face),
    Spans(spans::Face),
    Boxes(boxes::Face),
    FactCheck(fact_check::Face),
    Safety(safety::Face),
    CodeReview(code_review::Face),
    Conversation(conversation::Face),
    Rubric(rubric::Face),
    Prompt(prompt::Face),
}

/// What is true, and why. Never leaves the core before an answer is in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Key {
    pub pass_at: f64,
    pub reasons: Vec<Reason>,
    pub work: KeyWork,
    pub justify: Option<justification::Key>,
    pub adjudication: Option<Adjudication>,
}

impl Key {
    pub fn reasons_about<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Reason> {
        self.reasons.iter().filter(move |r| r.about == id)
    }
}

/// Why a response or an option is as good as the key says, drawn at the words it speaks of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    pub about: String,
    pub why: String,
    pub tone: Tone,
    /// Stretches of the canonical text of the item it is about.
    pub at: Vec<Span>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    For,
    Against,
}

/// The kind's own part of the key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum KeyWork {
    Choice(choice::Key),
    Preference(preference::Key),
    Ranking(ranking::Key),
    Rating(rating::Key),
    Justification(justification::AloneKey),
    Classification(classification::Key),
    Spans(spans::Key),
    Boxes(boxes::Key),
    FactCheck(fact_check::Key),
    Safety(safety::Key),
    CodeReview(code_review::Key),
    Conversation(conversation::Key),
    Rubric(rubric::Key),
    Prompt(prompt::Key),
}

/// Blind readings behind a key, written only where they really happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Adjudication {
    pub method: String,
    /// Who read: "people" or "models". "Expert" is used only of people.
    pub readers: String,
    pub n: u32,
    /// How many of the readers agreed with the key on each part.
    pub agreed: Vec<AgreedPart>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AgreedPart {
    pub part: String,
    pub agreed: u32,
}
