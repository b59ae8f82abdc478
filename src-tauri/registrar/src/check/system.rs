//! The operating system a browser says it runs on: only to choose which words help.

use axum::http::{HeaderMap, header};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    Windows,
    Mac,
    Linux,
    Android,
    /// iPhone and iPad; a recent iPad says it is a Mac.
    Ios,
    Other,
}

impl System {
    pub fn of(headers: &HeaderMap) -> Self {
        let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        Self::named(agent.unwrap_or_default())
    }

    /// Android calls itself Linux too, and an iPhone “like Mac OS X”: they come first.
    fn named(agent: &str) -> Self {
        let named = [
            ("Android", Self::Android),
            ("iPhone", Self::Ios),
            ("iPad", Self::Ios),
            ("Windows", Self::Windows),
            ("Macintosh", Self::Mac),
            ("Linux", Self::Linux),
        ];
        named.into_iter().find(|(word, _)| agent.contains(word)).map_or(Self::Other, |(_, system)| system)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_are_told_from_the_browsers_own_words() {
        let check = |agent, expected| assert_eq!(System::named(agent), expected, "{agent}");
        check("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0", System::Windows);
        check("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15", System::Mac);
        check("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", System::Linux);
        check("Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0 Mobile", System::Android);
        check("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", System::Ios);
        check("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/140.0", System::Other);
        check("", System::Other);
    }
}
