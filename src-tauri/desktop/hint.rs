//! What a second start brings along.
//!
//! A link reaches the app as a word of a second process, and anybody can write one: a page, a mail, a script. So a link
//! is a hint, never a fact. The only one there is brings the window forward; it carries nothing, and whatever is not
//! that link to the letter is as if it had never come.
//!
//! Where the system hands links over in another way (macOS), it brings the window forward itself.

/// What a link of ours asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// The learner comes back from the browser.
    Back,
}

impl Hint {
    /// Reads `SCHEME://back`; None for anything else. Looks at no more of it than the longest link of ours has.
    pub fn read(scheme: &str, link: &str) -> Option<Hint> {
        match link.strip_prefix(scheme)?.strip_prefix("://")? {
            "back" | "back/" => Some(Hint::Back),
            _ => None,
        }
    }
}

/// A start of the app while it is running.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// By hand: the icon, or the name in a shell.
    ByHand,
    Link(Hint),
    /// Words that mean nothing here.
    Junk,
}

impl Start {
    /// Reads the words behind the program's name. `scheme` is that of this build's links.
    pub fn read(scheme: &str, words: &[String]) -> Start {
        // Options are for the toolkit, which has seen them.
        let mut words = words.iter().filter(|word| !word.starts_with('-') || word.contains(':'));
        match (words.next(), words.next()) {
            (None, _) => Start::ByHand,
            (Some(link), None) => Hint::read(scheme, link).map_or(Start::Junk, Start::Link),
            _ => Start::Junk,
        }
    }

    /// Whether it brings the window forward. While an exam is open nothing does.
    pub fn comes_forward(self, quiet: bool) -> bool {
        match self {
            Start::ByHand | Start::Link(Hint::Back) => !quiet,
            Start::Junk => false,
        }
    }
}

#[cfg(test)]
mod tests;
