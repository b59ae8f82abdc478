//! What can go wrong on the way to the registrar, in words for the learner.

use crate::place::NotListed;
use registrar_api::{Fault, FaultCode};
use vault::VaultError;

/// Why the registrar was not heard. Whether it heard us is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unheard {
    /// No connection could be made.
    Away,
    /// It did not answer in time.
    Slow,
    /// What answered could not prove that it is the registrar.
    Certificate,
    /// It sent us elsewhere, where we do not go.
    Elsewhere,
    /// What it said is not what a registrar says: often the page of a network that wants a sign-in of its own.
    Nonsense,
    /// It says that something of its own is not there for the moment.
    Down,
}

impl Unheard {
    /// What happened and what to do.
    pub fn in_words(self, host: &str) -> String {
        match self {
            Self::Away => format!("{host} cannot be reached. Check this computer's connection, then try again."),
            Self::Slow => format!(
                "{host} did not answer in time. What you sent may have arrived: see whether it shows before you send it again."
            ),
            Self::Certificate => format!(
                "What answered at {host} could not prove that it is the registrar, so nothing was sent. A network that looks \
                 into connections does this, and so does a wrong date: try another network, and look at this computer's clock."
            ),
            Self::Elsewhere => format!(
                "{host} sent the app to another address, where it does not go. A network that wants a sign-in of its own does \
                 this: open any page in your browser, sign in there, and try again."
            ),
            Self::Nonsense => format!(
                "What answered at {host} does not speak as the registrar does. A network that wants a sign-in of its own does \
                 this. If your browser reaches the network, update the app."
            ),
            Self::Down => format!("{host} is not working for the moment. Try again in a few minutes."),
        }
    }
}

/// Why something of the exam chapter could not be done.
#[derive(Debug, thiserror::Error)]
pub enum ExamError {
    #[error("this build knows no registrar")]
    NoRegistrar,
    #[error("the registrar was not heard: {0:?}")]
    Unheard(Unheard),
    /// The registrar's own words.
    #[error("the registrar refused: {}", .0.message)]
    Refused(Fault),
    /// Signed out, or the sign-in has ended.
    #[error("there is no sign-in")]
    SignInFirst,
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error("what the app notes of the exam could not be written: {0}")]
    NotSaved(#[from] std::io::Error),
    #[error(transparent)]
    NotListed(#[from] NotListed),
    /// A whole sentence of our own, for the learner.
    #[error("{0}")]
    Said(String),
}

impl ExamError {
    pub(crate) fn said(words: impl Into<String>) -> Self {
        Self::Said(words.into())
    }

    /// Whether the registrar refused with this code.
    pub fn is(&self, code: FaultCode) -> bool {
        matches!(self, Self::Refused(fault) if fault.code == code)
    }
}
