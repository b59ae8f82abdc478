//! The things that operations can do, the same on the command line and on the pages.

use crate::trouble::Trouble;
use clap::Subcommand;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use std::str::FromStr;

/// One thing to be done. Times are in days, ids as the pages show them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Subcommand)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    /// Hold an enrolment: no seat and no credential until it is released. The candidate is told why (--tell).
    Hold { enrolment: String },
    /// Release a held enrolment.
    Release { enrolment: String },
    /// Take a seat back; it does not count as an attempt.
    VoidSeat { seat: String },
    /// Grant more attempts.
    GrantAttempts {
        enrolment: String,
        #[arg(long, default_value_t = 1)]
        #[serde(deserialize_with = "typed")]
        more: i64,
    },
    /// Extend the window, from its end or from now, whichever is later.
    ExtendWindow {
        enrolment: String,
        #[arg(long)]
        #[serde(deserialize_with = "typed")]
        days: i64,
    },
    /// Lift the waiting period between two attempts.
    LiftWait { enrolment: String },
    /// Set the variant of the exam, and settle an accommodation that was asked for.
    SetVariant {
        enrolment: String,
        #[arg(long)]
        variant: String,
    },
    /// Correct the name for the credential.
    CorrectName {
        enrolment: String,
        #[arg(long)]
        name: String,
    },
    /// Decide an identity: it counts as verified.
    VerifyIdentity { enrolment: String },
    /// Decide an identity: it is refused. The candidate is told why (--tell).
    RefuseIdentity { enrolment: String },
    /// What the exam's monitor noted has been looked at, and stands in nobody's way.
    ClearMonitoring { seat: String },
    /// Release a held result: it counts as what it says.
    ReleaseResult { seat: String },
    /// Withdraw the credential and issue it anew, after a corrected name.
    ReissueCredential { enrolment: String },
    /// Withdraw the credential. The candidate is told why (--tell).
    WithdrawCredential { enrolment: String },
    /// Make enrolment codes. They are shown once.
    MakeCodes {
        #[arg(long, default_value_t = 1)]
        #[serde(deserialize_with = "typed")]
        count: i64,
        /// Another variant than the standard.
        #[arg(long)]
        #[serde(default, deserialize_with = "typed_or_none")]
        variant: Option<String>,
        /// Other attempts than the programme's.
        #[arg(long)]
        #[serde(default, deserialize_with = "typed_or_none")]
        attempts: Option<i64>,
        /// Days until they expire.
        #[arg(long, default_value_t = 365)]
        #[serde(deserialize_with = "typed")]
        days: i64,
    },
    /// Write to the candidate in a case; it stays open.
    Answer {
        #[serde(deserialize_with = "typed")]
        number: i64,
        #[arg(long)]
        text: String,
    },
    /// Ask the candidate something; the case waits for the answer.
    Ask {
        #[serde(deserialize_with = "typed")]
        number: i64,
        #[arg(long)]
        text: String,
    },
    /// Decide a case and close it.
    Decide {
        #[serde(deserialize_with = "typed")]
        number: i64,
        #[arg(long)]
        text: String,
    },
    /// Say who decides a case: an administrator's e-mail address.
    Assign {
        #[serde(deserialize_with = "typed")]
        number: i64,
        #[arg(long)]
        to: String,
    },
    /// Everything that is held about a person (an id or an e-mail address), as JSON.
    Export { person: String },
    /// Erase a person (an id or an e-mail address). There is no way back.
    Erase { person: String },
}

impl Action {
    /// The word in the audit.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Hold { .. } => "enrolment.hold",
            Self::Release { .. } => "enrolment.release",
            Self::VoidSeat { .. } => "seat.void",
            Self::GrantAttempts { .. } => "attempts.grant",
            Self::ExtendWindow { .. } => "window.extend",
            Self::LiftWait { .. } => "wait.lift",
            Self::SetVariant { .. } => "variant.set",
            Self::CorrectName { .. } => "name.correct",
            Self::VerifyIdentity { .. } => "identity.verify",
            Self::RefuseIdentity { .. } => "identity.refuse",
            Self::ClearMonitoring { .. } => "monitoring.clear",
            Self::ReleaseResult { .. } => "result.release",
            Self::ReissueCredential { .. } => "credential.reissue",
            Self::WithdrawCredential { .. } => "credential.withdraw",
            Self::MakeCodes { .. } => "codes.make",
            Self::Answer { .. } => "case.answer",
            Self::Ask { .. } => "case.ask",
            Self::Decide { .. } => "case.decide",
            Self::Assign { .. } => "case.assign",
            Self::Export { .. } => "person.export",
            Self::Erase { .. } => "person.erase",
        }
    }

    /// Whether the candidate must be told why: nobody is held or refused without a word.
    pub fn needs_telling(&self) -> bool {
        matches!(self, Self::Hold { .. } | Self::RefuseIdentity { .. } | Self::WithdrawCredential { .. })
    }

    /// Whether its answer is shown to the one who acts, and kept nowhere.
    pub fn shows_once(&self) -> bool {
        matches!(self, Self::MakeCodes { .. } | Self::Export { .. } | Self::Erase { .. })
    }
}

/// A field of a form: text that stands for something else.
fn typed<'de, D: Deserializer<'de>, T: FromStr>(field: D) -> Result<T, D::Error> {
    let text = String::deserialize(field)?;
    text.trim().parse().map_err(|_| D::Error::custom(format!("“{text}” is not what belongs here")))
}

fn typed_or_none<'de, D: Deserializer<'de>, T: FromStr>(field: D) -> Result<Option<T>, D::Error> {
    let text = String::deserialize(field)?;
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| D::Error::custom(format!("“{text}” is not what belongs here"))),
    }
}

/// A number within its bounds, or a refusal that names them.
pub(super) fn between(field: &str, value: i64, least: i64, most: i64) -> Result<(), Trouble> {
    match (least..=most).contains(&value) {
        true => Ok(()),
        false => Err(Trouble::bad(format!("{field}: {value}; it must be between {least} and {most}."))),
    }
}
