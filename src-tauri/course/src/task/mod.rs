//! A task: what the learner sees (its face), what helps (its hints) and what is true (its key).

pub mod choice;
pub mod justification;
pub mod preference;
pub mod ranking;

use crate::text::{Span, Text};
use serde::{Deserialize, Serialize};

/// The kinds of work. A new kind makes the compiler name every place that must learn of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Choice,
    Preference,
    Ranking,
    Justification,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::Ranking, Kind::Preference, Kind::Choice, Kind::Justification];

    /// The word used in files, in the record and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Choice => "choice",
            Kind::Preference => "preference",
            Kind::Ranking => "ranking",
            Kind::Justification => "justification",
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
            Work::Justification(_) => Kind::Justification,
        }
    }

    /// The things that are shuffled and lettered: responses, or the options of a choice.
    pub fn items(&self) -> &[Item] {
        match &self.work {
            Work::Choice(f) => &f.options,
            Work::Preference(f) => &f.responses,
            Work::Ranking(f) => &f.responses,
            Work::Justification(f) => &f.responses,
        }
    }

    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items().iter().find(|i| i.id == id)
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
    Justification(justification::Face),
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
    Justification(justification::AloneKey),
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

/// What the learner hands in; also the form of a draft, where parts may still be missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Answer {
    Choice(choice::Answer),
    Preference(preference::Answer),
    Ranking(ranking::Answer),
    Justification(justification::Answer),
}

impl Answer {
    pub fn kind(&self) -> Kind {
        match self {
            Answer::Choice(_) => Kind::Choice,
            Answer::Preference(_) => Kind::Preference,
            Answer::Ranking(_) => Kind::Ranking,
            Answer::Justification(_) => Kind::Justification,
        }
    }

    /// The written part, as typed; empty where nothing was written.
    pub fn written(&self) -> &str {
        match self {
            Answer::Choice(a) => &a.why,
            Answer::Preference(a) => &a.why,
            Answer::Ranking(a) => &a.why,
            Answer::Justification(a) => &a.why,
        }
    }

    /// What still stands between this answer and a grade; empty when it can be graded.
    pub fn missing(&self, face: &Face) -> Vec<Missing> {
        let mut missing = match (self, &face.work) {
            (Answer::Choice(a), Work::Choice(f)) => choice::missing(a, f),
            (Answer::Preference(a), Work::Preference(_)) => preference::missing(a),
            (Answer::Ranking(a), Work::Ranking(f)) => ranking::missing(a, f),
            (Answer::Justification(_), Work::Justification(_)) => vec![],
            (Answer::Choice(_) | Answer::Preference(_) | Answer::Ranking(_) | Answer::Justification(_), _) => {
                return vec![Missing::OtherKind];
            }
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
    /// Nothing is written where reasons are asked.
    Why,
}
