//! The languages that code of the course is written in, and the programs that run them.

use super::program;
use std::path::PathBuf;
use std::process::Command;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Python,
    JavaScript,
}

/// The program that runs a language on this computer.
pub struct Interpreter {
    pub path: PathBuf,
    pub version: String,
}

impl Language {
    pub const ALL: [Language; 2] = [Language::Python, Language::JavaScript];
    /// How a fence names them, for mends.
    pub const FENCES: &str = "between ```python and ```, or ```javascript and ```";

    /// The language that the first line of a block of code names.
    pub fn of_fence(word: &str) -> Option<Language> {
        match word {
            "python" => Some(Language::Python),
            "javascript" | "js" => Some(Language::JavaScript),
            _ => None,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Language::Python => "Python 3",
            Language::JavaScript => "JavaScript",
        }
    }

    pub(super) fn command(self) -> &'static str {
        match self {
            Language::Python => "python3",
            Language::JavaScript => "node",
        }
    }

    pub(super) fn install(self) -> &'static str {
        match self {
            Language::Python => "`cargo xtask setup` installs it; by hand, on Debian: apt-get install python3.",
            Language::JavaScript => "Install Node 20.19 or newer: https://nodejs.org.",
        }
    }

    /// Python reads nothing of the user's, and leaves no compiled code behind.
    pub(super) fn flags(self) -> &'static [&'static str] {
        match self {
            Language::Python => &["-I", "-B"],
            Language::JavaScript => &[],
        }
    }

    /// A `.cjs` is a script, whatever a package.json above the folder says.
    pub(super) fn file(self) -> &'static str {
        match self {
            Language::Python => "main.py",
            Language::JavaScript => "main.cjs",
        }
    }

    /// Asks the program on the path where it lies and which it is: on the path may stand a script that chooses one.
    pub(super) fn find(self) -> Option<Interpreter> {
        let question: &[&str] = match self {
            Language::Python => {
                &["-c", "import sys; print(sys.executable, sys.version.replace('\\n', ' '), sep='\\n')"]
            }
            Language::JavaScript => &["-p", "process.execPath + '\\n' + process.version"],
        };
        let mut asked = Command::new(self.command());
        program::alone(&mut asked).args(self.flags()).args(question);
        let said = asked.output().ok().filter(|output| output.status.success())?;
        let said = String::from_utf8(said.stdout).ok()?;
        let (path, version) = said.trim_end().split_once('\n')?;
        Some(Interpreter { path: path.into(), version: version.to_owned() })
    }

    /// Whether the program printed the line around an error that nobody caught, and not the error itself.
    pub(super) fn is_frame(self, line: &str) -> bool {
        match self {
            Language::Python => false,
            // The stack and the error's own fields are indented, "}" closes those, and the last word is Node's.
            Language::JavaScript => {
                line.starts_with([' ', '}']) || line.starts_with("Node.js v") || line.starts_with("(Use `node ")
            }
        }
    }
}
