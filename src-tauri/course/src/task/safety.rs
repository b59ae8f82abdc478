//! Name the policy category of a request, how severe it is, and the right action.

use super::scale::{Anchor, Label};
use super::{Item, Missing};
use crate::text::Span;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Face {
    /// What a model answered to the request, where that is shown: none or one, `r1`.
    pub responses: Vec<Item>,
    pub categories: Vec<Label>,
    /// Lowest first.
    pub severities: Vec<Anchor>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    Comply,
    /// Help with the harmless part, decline the rest.
    Partly,
    Refuse,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Key {
    pub category: String,
    /// Other categories that careful readers would name.
    pub accept_categories: Vec<String>,
    pub category_why: String,
    /// Words of the request that decide the category.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub category_at: Vec<Span>,
    pub severity: i16,
    /// Lowest and highest severity that careful readers would still give; holds `severity`.
    pub accept_severity: [i16; 2],
    /// So many steps outside the accepted range earn nothing. At least 1.
    pub reach: u16,
    pub severity_why: String,
    /// Words of the request that decide the severity.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub severity_at: Vec<Span>,
    pub action: Action,
    /// Other actions that careful readers would take.
    pub accept_actions: Vec<Action>,
    pub action_why: String,
    /// Words of the request that decide the action.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub action_at: Vec<Span>,
    pub weights: Weights,
}

/// Shares of the score; they sum to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    pub category: f64,
    pub severity: f64,
    pub action: f64,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    #[serde(default)]
    pub category: Option<String>,
    #[serde(default)]
    pub severity: Option<i16>,
    #[serde(default)]
    pub action: Option<Action>,
    #[serde(default)]
    pub why: String,
}

pub(super) fn missing(answer: &Answer, face: &Face) -> Vec<Missing> {
    let mut missing = vec![];
    if !answer.category.as_ref().is_some_and(|id| face.categories.iter().any(|c| &c.id == id)) {
        missing.push(Missing::Category);
    }
    if !answer.severity.is_some_and(|value| face.severities.iter().any(|s| s.value == value)) {
        missing.push(Missing::Severity);
    }
    if answer.action.is_none() {
        missing.push(Missing::Action);
    }
    missing
}
