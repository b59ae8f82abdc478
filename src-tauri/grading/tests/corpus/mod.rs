//! Hostile inputs that are kept: what a check once stumbled over, or might.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Hostile {
    pub name: String,
    pub text: String,
    /// The text is repeated so often.
    #[serde(default = "once")]
    pub times: usize,
}

fn once() -> usize {
    1
}

impl Hostile {
    pub fn all() -> Vec<Hostile> {
        serde_json::from_str(include_str!("hostile.json")).unwrap()
    }

    pub fn whole(&self) -> String {
        self.text.repeat(self.times)
    }
}
