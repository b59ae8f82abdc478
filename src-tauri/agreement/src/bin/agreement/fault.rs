//! What is wrong with what was asked, and how to mend it.

use std::fmt;

/// An error for the person at the keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    message: String,
    mend: String,
}

impl Fault {
    pub fn new(message: impl Into<String>, mend: impl Into<String>) -> Fault {
        Fault { message: message.into(), mend: mend.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  {}", self.message, self.mend)
    }
}
