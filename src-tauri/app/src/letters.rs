//! The order in which responses are shown, and their letters: both follow from the presentation's seed.

use crate::dice;
use course::task::Face;
use course::text::with_letters;

/// Items in the order shown; the first is A.
pub(crate) struct Shown<'a> {
    ids: Vec<&'a str>,
}

impl<'a> Shown<'a> {
    pub(crate) fn new(face: &'a Face, seed: i64) -> Shown<'a> {
        let mut ids: Vec<&str> = face.items().iter().map(|i| i.id.as_str()).collect();
        dice::shuffle(&mut ids, seed);
        Shown { ids }
    }

    pub(crate) fn ids(&self) -> &[&'a str] {
        &self.ids
    }

    pub(crate) fn letter(&self, id: &str) -> Option<char> {
        let at = self.ids.iter().position(|i| *i == id)?;
        char::from_u32('A' as u32 + at as u32)
    }

    /// A letter as a string; empty for an id the task does not have.
    pub(crate) fn name(&self, id: &str) -> String {
        self.letter(id).map(String::from).unwrap_or_default()
    }

    /// Text with letters in place of ids.
    pub(crate) fn say(&self, text: &str) -> String {
        with_letters(text, |id| self.letter(id))
    }
}
