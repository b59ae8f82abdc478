//! The order in which responses are shown, and their letters: both follow from the presentation's seed.

use course::task::Face;
use course::text::with_letters;

/// Items in the order shown; the first is A.
pub(crate) struct Shown<'a> {
    ids: Vec<&'a str>,
}

impl<'a> Shown<'a> {
    pub(crate) fn new(face: &'a Face, seed: i64) -> Shown<'a> {
        let mut ids: Vec<&str> = face.items().iter().map(|i| i.id.as_str()).collect();
        let mut state = seed as u64;
        // Fisher–Yates over SplitMix64: the same seed gives the same order in every build.
        for last in (1..ids.len()).rev() {
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            z ^= z >> 31;
            ids.swap(last, (z % (last as u64 + 1)) as usize);
        }
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
