//! What a look at an Open Badges 3.0 file found.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BadgeReport {
    pub file_name: String,
    pub verdict: BadgeVerdict,
    /// The verdict as a sentence.
    pub in_words: String,
    /// What the badge says; none if it could not be read. Text of the badge, not ours.
    pub says: Option<BadgeSays>,
    /// In the order in which they were made.
    pub checks: Vec<BadgeCheck>,
    /// The key that signed it: its thumbprint (RFC 7638).
    pub thumbprint: Option<String>,
    /// The host that could be asked for the issuer's keys; none if there is nothing to ask.
    pub issuer_host: Option<String>,
    /// The key stands in the file itself, fits, and nobody vouches for it: the learner may pin it.
    pub can_pin: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BadgeVerdict {
    /// Everything that decides was checked and holds.
    Verified,
    /// Nothing is wrong with it, but something that decides could not be checked.
    NotProven,
    /// Something is wrong with it.
    Refused,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BadgeSays {
    pub name: String,
    pub issuer: String,
    pub issuer_name: Option<String>,
    pub recipient: Option<String>,
    pub valid_from: Option<String>,
    pub valid_until: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BadgeCheck {
    /// Such as `signature`.
    pub name: String,
    pub outcome: BadgeOutcome,
    pub in_words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BadgeOutcome {
    Holds,
    Fails,
    NotChecked,
}
