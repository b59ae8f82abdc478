//! What is wrong in the files of the course, where, and how to mend it.

use super::run::Trial;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A fault: the file below `content/`, the line (from 1), what is wrong, how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    pub file: PathBuf,
    pub line: u32,
    pub message: String,
    pub mend: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}\n    {}", self.file.display(), self.line, self.message, self.mend)
    }
}

/// Faults gathered while reading.
#[derive(Debug, Default)]
pub struct Faults {
    pub list: Vec<Fault>,
    /// What only running the code can tell to be a fault.
    pub trials: Vec<Trial>,
}

impl Faults {
    pub fn add(&mut self, file: &Path, line: u32, message: impl Into<String>, mend: impl Into<String>) {
        self.list.push(Fault { file: file.to_owned(), line, message: message.into(), mend: mend.into() });
    }
}

/// A file that is being read: its name below `content/` and its text.
pub struct Source {
    pub file: PathBuf,
    pub text: String,
}

impl Source {
    /// The line, from 1, on which a byte stands.
    pub fn line(&self, byte: usize) -> u32 {
        let end = byte.min(self.text.len());
        self.text.as_bytes()[..end].iter().filter(|b| **b == b'\n').count() as u32 + 1
    }

    pub fn line_of(&self, span: Range<usize>) -> u32 {
        self.line(span.start)
    }
}
