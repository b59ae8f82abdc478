//! Rank or rate solutions, mark their faulty lines, name their complexity.

use super::ranking::PairReason;
use super::scale::{Dimension, GivenScore, KeyScore, Label, complete};
use super::{Item, Missing};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Face {
    /// The code, one block each.
    pub solutions: Vec<Item>,
    /// What running the visible tests gives.
    pub tests: Vec<TestRun>,
    /// Where there are none, the solutions are ranked; else each is rated on each.
    pub dimensions: Vec<Dimension>,
    /// Whether faulty lines are to be marked.
    pub lines: bool,
    /// What the complexity is chosen from; empty where it is not asked.
    pub complexities: Vec<Label>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestRun {
    pub solution: String,
    pub name: String,
    /// The code of the test, which runs after the solution's; empty in what was stored before it was kept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    pub passed: bool,
    /// What came out, where that says more.
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Key {
    /// Tiers, best first; empty where the solutions are rated.
    pub order: Vec<Vec<String>>,
    pub pairs: Vec<PairReason>,
    /// Empty where the solutions are ranked.
    pub scores: Vec<KeyScore>,
    pub reach: u16,
    pub defects: Vec<Defect>,
    pub complexity: Vec<KeyComplexity>,
    pub weights: Weights,
}

/// Shares of the score, over the parts that are asked; they sum to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    pub judgement: f64,
    pub defects: f64,
    pub complexity: f64,
}

/// A fault in a solution; marking any of its lines finds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defect {
    pub solution: String,
    /// First and last line, counted from 1.
    pub lines: [u32; 2],
    /// Neither missed when it is not marked nor wrong when it is.
    pub optional: bool,
    pub why: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyComplexity {
    pub solution: String,
    pub complexity: String,
    /// Others that careful readers would name.
    pub accept: Vec<String>,
    pub why: String,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    #[serde(default)]
    pub tiers: Vec<Vec<String>>,
    #[serde(default)]
    pub scores: Vec<GivenScore>,
    #[serde(default)]
    pub lines: Vec<MarkedLine>,
    /// "There is no faulty line."
    #[serde(default)]
    pub no_fault: bool,
    #[serde(default)]
    pub complexity: Vec<GivenComplexity>,
    #[serde(default)]
    pub why: String,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MarkedLine {
    pub solution: String,
    /// Counted from 1.
    pub line: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenComplexity {
    pub solution: String,
    pub complexity: String,
}

pub(super) fn missing(answer: &Answer, face: &Face) -> Vec<Missing> {
    let ids = || face.solutions.iter().map(|s| s.id.as_str());
    let mut missing = vec![];
    if face.dimensions.is_empty() {
        if !super::ranking::holds_each_once(&answer.tiers, &face.solutions) {
            missing.push(Missing::Order);
        }
    } else if !complete(&answer.scores, ids(), &face.dimensions) {
        missing.push(Missing::Scores);
    }
    let has = |mark: &MarkedLine| {
        let solution = face.solutions.iter().find(|s| s.id == mark.solution);
        solution.is_some_and(|s| (1..=s.text.plain.lines().count()).contains(&(mark.line as usize)))
    };
    if face.lines && (answer.no_fault != answer.lines.is_empty() || !answer.lines.iter().all(has)) {
        missing.push(Missing::Lines);
    }
    if !face.complexities.is_empty() {
        let known = |given: &&GivenComplexity| face.complexities.iter().any(|c| c.id == given.complexity);
        let mut given: Vec<&str> = answer.complexity.iter().filter(known).map(|c| c.solution.as_str()).collect();
        let mut asked: Vec<&str> = ids().collect();
        given.sort_unstable();
        asked.sort_unstable();
        if given != asked || answer.complexity.len() != asked.len() {
            missing.push(Missing::Complexity);
        }
    }
    missing
}
