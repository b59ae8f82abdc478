//! The course: modules, lessons, tasks, keys and rubrics.
//!
//! The types here are what the rest of the house knows of the course. `content/` is read and checked only with the
//! feature `author` (by xtask and tests); the app opens a [`pack::Pack`].
//!
//! Invariants: this room knows no clock, no database and no network; only `read::run`, which runs the code of tasks for
//! their authors, keeps a time limit. A [`task::Face`] never holds anything of the key.

pub mod pack;
pub mod task;
pub mod text;
pub mod units;

#[cfg(feature = "author")]
pub mod read;

use serde::{Deserialize, Serialize};

/// The number of a module as the syllabus writes it: "1.2".
pub type ModuleNo = String;

/// Blocks, domains, terms and modules: everything but the material of the modules.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    pub blocks: Vec<Block>,
    pub domains: Vec<Domain>,
    pub modules: Vec<ModuleOutline>,
    /// Where disputes of keys are sent.
    pub disputes_to: String,
}

/// A third of the course.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    pub no: u8,
    pub title: String,
}

/// A domain of the exam's blueprint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Domain {
    pub id: String,
    pub title: String,
}

/// How far a module is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Coming,
    Started,
    Complete,
}

/// What the table of contents needs to know of a module.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModuleOutline {
    pub no: ModuleNo,
    pub title: String,
    pub domain: String,
    pub hours: f64,
    pub status: Status,
    pub objectives: Vec<Objective>,
    pub lessons: Vec<LessonOutline>,
    pub tasks: Vec<TaskOutline>,
}

impl ModuleOutline {
    /// The block a module belongs to is the first part of its number.
    pub fn block(&self) -> u8 {
        self.no.bytes().next().map_or(0, |b| b.saturating_sub(b'0'))
    }
}

/// Something a learner can do after the module, in words that can be tested.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Objective {
    pub id: String,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LessonOutline {
    pub id: String,
    pub title: String,
    pub words: u32,
    pub serves: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TaskOutline {
    pub id: String,
    pub version: String,
    pub kind: task::Kind,
    pub title: String,
    pub objective: String,
    pub difficulty: u8,
    pub minutes: u8,
}

/// A lesson, ready to be shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lesson {
    pub id: String,
    pub title: String,
    pub body: text::Text,
    pub sections: Vec<Section>,
    /// The glossary terms that the lesson links to.
    pub terms: Vec<Term>,
}

/// A heading of a lesson; `at` is its offset in the lesson's canonical text and the value of its block's `data-at`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    pub title: String,
    pub at: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Term {
    pub id: String,
    pub name: String,
    pub text: String,
}

/// A module with its material.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Module {
    pub no: ModuleNo,
    pub lessons: Vec<Lesson>,
    pub tasks: Vec<task::Task>,
}
