//! The lesson reader.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LessonRequest {
    pub module: String,
    pub lesson: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LessonPage {
    pub module: String,
    pub module_title: String,
    pub id: String,
    pub title: String,
    /// Which lesson of how many, from 1.
    pub number: u32,
    pub of: u32,
    pub minutes: u32,
    /// Sanitised when the course was built; blocks carry `data-at`, terms `data-term`.
    pub html: String,
    pub sections: Vec<SectionLine>,
    pub terms: Vec<TermLine>,
    /// Reading position: the offset of the topmost block when last seen.
    pub place: u32,
    pub read: bool,
    pub previous: Option<LessonLink>,
    pub next: Option<LessonLink>,
    /// Tasks of the module still unanswered, for "practise this".
    pub tasks_left: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SectionLine {
    pub title: String,
    pub at: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TermLine {
    pub id: String,
    pub name: String,
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LessonLink {
    pub module: String,
    pub lesson: String,
    pub title: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlaceRequest {
    pub module: String,
    pub lesson: String,
    pub place: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LessonReadRequest {
    pub module: String,
    pub lesson: String,
    pub read: bool,
}
