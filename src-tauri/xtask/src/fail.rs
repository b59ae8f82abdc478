//! What went wrong, and the mend.

use std::fmt;

pub type Outcome<T = ()> = Result<T, Fail>;

#[derive(Debug)]
pub struct Fail {
    what: String,
    mend: String,
}

impl Fail {
    pub fn new(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Fail { what: what.into(), mend: mend.into() }
    }

    /// A failure whose story has been told already; nothing more is printed.
    pub fn told() -> Self {
        Fail::new("", "")
    }

    pub fn is_told(&self) -> bool {
        self.what.is_empty()
    }

    /// The same failure, with advice that fits the place better.
    pub fn mend(self, mend: impl Into<String>) -> Self {
        Fail { mend: mend.into(), ..self }
    }

    /// The same failure, with advice if it has none of its own.
    pub fn or_mend(self, mend: &str) -> Self {
        if self.mend.is_empty() { self.mend(mend) } else { self }
    }
}

impl fmt::Display for Fail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\nxtask: {}", self.what)?;
        if !self.mend.is_empty() {
            write!(f, "\n mend: {}", self.mend.replace('\n', "\n       "))?;
        }
        Ok(())
    }
}

/// For errors of the file system, which rarely say which file they speak of.
pub trait Naming<T> {
    fn naming(self, what: impl fmt::Display) -> Outcome<T>;
}

impl<T> Naming<T> for std::io::Result<T> {
    fn naming(self, what: impl fmt::Display) -> Outcome<T> {
        self.map_err(|e| Fail::new(format!("{what}: {e}"), ""))
    }
}
