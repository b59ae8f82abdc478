//! The first screen: what now, and how far.

use super::module::ModuleLine;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Home {
    pub resume: Resume,
    pub blocks: Vec<HomeBlock>,
    /// Unfinished answers, newest first.
    pub drafts: Vec<DraftLine>,
    pub today: DayCount,
    /// Attempts in all.
    pub attempts: u32,
}

/// Where "Continue" leads.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Resume {
    pub to: ResumeTo,
    pub module: String,
    pub module_title: String,
    /// Title of the lesson or task.
    pub title: String,
    /// When the learner was last there; none before the first step.
    pub at_ms: Option<i64>,
    /// What comes, such as "Lesson 2 of 3, then 16 tasks. About 25 minutes."
    pub detail: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum ResumeTo {
    Lesson {
        module: String,
        lesson: String,
    },
    Task {
        task: String,
    },
    /// The next task of a module.
    Practice {
        module: String,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HomeBlock {
    pub no: u8,
    pub title: String,
    pub modules: Vec<ModuleLine>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DraftLine {
    pub task: String,
    pub title: String,
    pub module: String,
    pub saved_ms: i64,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct DayCount {
    pub attempts: u32,
    pub passed: u32,
    pub lessons: u32,
    pub minutes: u32,
}
