//! The clients of the three providers, and what can go wrong with any of them.

pub mod budget;
mod certifier;
mod classmarker;
mod http;
mod stripe;

pub use certifier::*;
pub use classmarker::*;
pub use http::{Http, Reply};
pub use stripe::*;

use crate::clock::SECOND;
use std::fmt;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provider {
    Stripe,
    ClassMarker,
    Certifier,
    Mail,
}

impl Provider {
    pub fn word(self) -> &'static str {
        match self {
            Self::Stripe => "stripe",
            Self::ClassMarker => "classmarker",
            Self::Certifier => "certifier",
            Self::Mail => "mail",
        }
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stripe => "Stripe Identity",
            Self::ClassMarker => "ClassMarker",
            Self::Certifier => "Certifier",
            Self::Mail => "the mail server",
        })
    }
}

/// How a call failed. No variant holds an address: ClassMarker's carry its signature.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProviderTrouble {
    #[error("{0} cannot be reached")]
    Unreachable(Provider),
    /// Sent, and no whole answer came: it may have been done.
    #[error("{0} did not answer in time")]
    NoAnswer(Provider),
    #[error("{provider} asks us to wait")]
    Busy { provider: Provider, retry_after_ms: Option<i64> },
    /// A status of 500 and above: it may have been done.
    #[error("{provider} failed with {status}")]
    Failed { provider: Provider, status: u16 },
    /// It was understood and not done. `code` is the provider's word.
    #[error("{provider} refused with {status} {code}")]
    Refused { provider: Provider, status: u16, code: String },
    #[error("{provider} answered what we do not understand: {what}")]
    Nonsense { provider: Provider, what: String },
}

impl ProviderTrouble {
    pub fn provider(&self) -> Provider {
        match self {
            Self::Unreachable(provider) | Self::NoAnswer(provider) => *provider,
            Self::Busy { provider, .. }
            | Self::Failed { provider, .. }
            | Self::Refused { provider, .. }
            | Self::Nonsense { provider, .. } => *provider,
        }
    }

    /// Whether the provider may have done it all the same.
    pub fn may_have_happened(&self) -> bool {
        matches!(self, Self::NoAnswer(_) | Self::Failed { .. } | Self::Nonsense { .. })
    }

    pub fn retry_after_ms(&self) -> Option<i64> {
        match self {
            Self::Busy { retry_after_ms, .. } => Some(retry_after_ms.unwrap_or(30 * SECOND)),
            _ => None,
        }
    }

    /// Whether the provider itself said no, for a reason that asking again will not change.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Refused { .. })
    }

    pub fn for_candidates(&self) -> String {
        format!("{} does not answer as it should. It is asked again by itself; nothing is lost.", self.provider())
    }
}
