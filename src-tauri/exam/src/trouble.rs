//! What can go wrong on the way to the registrar, in words for the learner.

use crate::Exam;
use crate::place::{NotListed, Place};
use registrar_api::{Fault, FaultCode};
use vault::{Keeping, Keychain, State, VaultError};

pub(crate) const ENTRY_REMAINS: &str = "One entry remains in the keychain, which could not be reached. It opens nothing any more, and is removed when the keychain answers again.";

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

impl Exam {
    /// An error as a sentence for the learner.
    pub fn in_words(&self, error: &ExamError) -> String {
        let host = self.place().map(Place::host).unwrap_or_default();
        match error {
            ExamError::NoRegistrar => "This build of the app knows no registrar. Studying needs none.".to_owned(),
            ExamError::Unheard(unheard) => unheard.in_words(&host),
            ExamError::Refused(fault) => fault.message.clone(),
            ExamError::SignInFirst => "Sign in first.".to_owned(),
            ExamError::Vault(e) => vault_in_words(e),
            ExamError::NotSaved(e) => format!(
                "This could not be written to the disk ({e}), so it was not done. Free some space, or look at the data folder's rights, then try again."
            ),
            ExamError::NotListed(listed) => format!(
                "{} is not one of the hosts that this app opens. Nothing was opened. Update the app, or ask for help.",
                listed.host
            ),
            ExamError::Said(words) => words.clone(),
        }
    }
}

fn vault_in_words(error: &VaultError) -> String {
    match error {
        VaultError::Closed(state) => closed_in_words(*state).to_owned(),
        VaultError::WrongPassphrase => "This is not the passphrase. Nothing was changed.".to_owned(),
        VaultError::KeyLost => "The key to your sign-in is gone from the keychain. Sign in again.".to_owned(),
        VaultError::Damaged => {
            "The file with your sign-in is damaged. Sign in again; your record is not touched.".to_owned()
        }
        VaultError::EmptyPassphrase => "A passphrase cannot be empty.".to_owned(),
        VaultError::Newer => {
            "A newer version of this app has written the file with your sign-in. Update the app, or begin anew without it."
                .to_owned()
        }
        VaultError::TooLarge => "The file with your sign-in holds no more. Sign out, and sign in again.".to_owned(),
        VaultError::EntryRemains(_) => ENTRY_REMAINS.to_owned(),
        VaultError::Io(e) => format!("The file with your sign-in could not be written or read ({e})."),
    }
}

/// What must be done before anything can be kept or read.
fn closed_in_words(state: State) -> &'static str {
    match (state.keeping, state.keychain) {
        (Keeping::Passphrase, _) => "Your sign-in lies in a file under your passphrase. Unlock it first.",
        (Keeping::Keychain, Some(Keychain::Locked)) => "This computer's keychain is locked. Unlock it, then try again.",
        (Keeping::Keychain, Some(Keychain::Missing)) => {
            "The keychain that holds the key to your sign-in is not there. Start it, then try again."
        }
        (Keeping::Keychain, _) => "This computer's keychain does not answer. Try again in a moment.",
        (Keeping::Undecided | Keeping::Session, _) => "Choose first how this computer keeps your sign-in.",
    }
}
